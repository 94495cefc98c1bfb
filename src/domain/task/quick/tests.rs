//! Lines about tasks as people type them, on a Monday afternoon.
#![allow(clippy::unwrap_used)]
use super::*;
use crate::domain::time::Instant;
use proptest::prelude::*;

/// A Monday afternoon.
fn now() -> Now {
    Now {
        at: Instant::from_rfc3339("2026-11-23T06:05:00Z").unwrap(),
        zone: chrono_tz::Tz::Asia__Shanghai,
    }
}

fn read(line: &str) -> Quick {
    Quick::parse(line, &now()).unwrap()
}

fn due(line: &str) -> Option<String> {
    read(line).due.map(|next| next.to_string())
}

#[test]
fn a_line_in_english_says_what_to_whom_by_when_and_whose_it_is() {
    let quick = read("deliver 2 propolis to 李明朗 fri @zhaoyun !high");
    assert_eq!(quick.title, "deliver 2 propolis to 李明朗");
    assert_eq!(quick.to.as_deref(), Some("zhaoyun"));
    assert_eq!(quick.due.unwrap().to_string(), "2026-11-27");
    assert_eq!(quick.priority, Some(Priority::High));
    assert_eq!(quick.spoken_kind, Some("delivery"));
    assert_eq!(quick.names, ["李明朗"]);
}

#[test]
fn a_line_in_chinese_says_the_same_without_a_blank() {
    let quick = read("周五给李明朗送2盒蜂胶 @zhaoyun");
    assert_eq!(quick.title, "给李明朗送2盒蜂胶");
    assert_eq!(quick.to.as_deref(), Some("zhaoyun"));
    assert_eq!(quick.due.unwrap().to_string(), "2026-11-27");
    assert_eq!(quick.spoken_kind, Some("delivery"));
    assert!(
        quick.names.contains(&"李明朗".to_owned()),
        "{:?}",
        quick.names
    );
    let quick = read("明天下午3点回访王芳＠sun！急");
    assert_eq!(quick.title, "回访王芳");
    assert_eq!(quick.due.unwrap().to_string(), "2026-11-24 15:00");
    assert_eq!(quick.to.as_deref(), Some("sun"));
    assert_eq!(quick.priority, Some(Priority::High));
    for line in ["给李明朗送货 !高", "给李明朗送货！重要"] {
        let quick = read(line);
        let said = (quick.title.as_str(), quick.priority);
        assert_eq!(said, ("给李明朗送货", Some(Priority::High)));
    }
}

#[test]
fn marks_say_kind_priority_and_how_often() {
    let quick = read("对账 #收款 *1m ! 月底");
    assert_eq!(quick.kind.as_deref(), Some("收款"));
    assert_eq!(quick.every.unwrap().to_string(), "1m");
    assert_eq!(quick.priority, Some(Priority::High));
    assert_eq!(quick.due.unwrap().to_string(), "2026-11-30");
    assert_eq!(quick.title, "对账");
    let odd = read("wow !!! mail a@b.cn ?");
    assert_eq!((odd.to, odd.title.as_str()), (None, "wow mail a@b.cn ?"));
}

#[test]
fn times_stand_anywhere_and_with_hours() {
    assert_eq!(
        due("call Ann tomorrow 10:00 about tea").unwrap(),
        "2026-11-24 10:00"
    );
    assert_eq!(due("3d 送货").unwrap(), "2026-11-26");
    assert_eq!(due("送2盒蜂胶"), None);
    assert_eq!(due("给李明朗送蜂胶下周一").unwrap(), "2026-11-30");
}

#[test]
fn a_day_that_has_gone_by_is_refused_and_not_made_a_title() {
    let wrong = Quick::parse("送货 2026-11-01", &now());
    assert_eq!(wrong, Err(DateFault::InThePast));
    let none = Quick::parse("送货 2026-02-30", &now());
    assert_eq!(none, Err(DateFault::Impossible));
}

#[test]
fn a_name_of_several_words_is_tried_whole_first() {
    let quick = read("visit for Anna Maria Huber mon");
    assert_eq!(quick.names, ["Anna Maria Huber", "Anna Maria", "Anna"]);
}

#[test]
fn a_latin_name_of_two_words_is_tried_whole_behind_a_verb_and_behind_chinese_words() {
    let quick = read("call Liam Fong tomorrow");
    assert!(quick.names.contains(&"Liam Fong".to_owned()), "{quick:?}");
    let quick = read("给Liam Fong打电话 today");
    assert_eq!(quick.names.first().unwrap(), "Liam Fong");
}

#[test]
fn what_is_not_understood_is_said_and_an_hour_that_there_is_not_is_refused() {
    assert_eq!(read("mow the lawn *2x").odd, ["*2x"]);
    assert_eq!(read("mow @ fri").odd, ["@"]);
    assert_eq!(read("mow fri 2026-12-24").odd.len(), 1);
    assert!(read("mow fri 10:00 *1w @sun").odd.is_empty());
    let wrong = Quick::parse("call Ann tomorrow 25:00", &now());
    assert_eq!(wrong, Err(DateFault::Impossible));
    let wrong = Quick::parse("call Ann 25:00", &now());
    assert_eq!(wrong, Err(DateFault::Impossible));
}

proptest! {
    #[test]
    fn any_line_is_read_or_refused_and_loses_no_word(line in "\\PC{0,60}") {
        if let Ok(quick) = Quick::parse(&line, &now())
            && quick.due.is_none() && quick.to.is_none() && quick.kind.is_none()
            && quick.priority.is_none() && quick.every.is_none() {
            let glued = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(glued(&quick.title), glued(&line));
        }
    }
}

#[test]
fn how_often_is_said_where_it_is_said_in_either_language() {
    for (line, title, every, due) in [
        (
            "每周五给王雯文送2盒蜂胶",
            "给王雯文送2盒蜂胶",
            "1w@5",
            Some("2026-11-27"),
        ),
        (
            "给王雯文每周五送2盒蜂胶",
            "给王雯文送2盒蜂胶",
            "1w@5",
            Some("2026-11-27"),
        ),
        (
            "每周五 10:00 给王雯文送蜂胶",
            "给王雯文送蜂胶",
            "1w@5",
            Some("2026-11-27 10:00"),
        ),
        (
            "每周五给王雯文送蜂胶 10:00",
            "给王雯文送蜂胶",
            "1w@5",
            Some("2026-11-27 10:00"),
        ),
        (
            "call 王雯文 every friday 10:00",
            "call 王雯文",
            "1w@5",
            Some("2026-11-27 10:00"),
        ),
        (
            "call 王雯文 every 2 weeks fri",
            "call 王雯文",
            "2w@5",
            Some("2026-11-27"),
        ),
        ("每月1号 盘点", "盘点", "1m@1", Some("2026-12-01")),
        ("每月盘点", "盘点", "1m", None),
        ("每天9点晨会", "晨会", "1d", Some("2026-11-24 09:00")),
        ("monthly stock count", "stock count", "1m", None),
        ("order paper every month", "order paper", "1m", None),
        ("每周例会 周五", "例会", "1w", Some("2026-11-27")),
        ("每周五对账 12-04", "对账", "1w@5", Some("2026-12-04")),
    ] {
        let quick = read(line);
        let said = (
            quick.title.as_str(),
            quick.every.map(|every| every.to_string()),
        );
        assert_eq!(said, (title, Some(every.to_owned())), "{line}");
        assert_eq!(
            quick.due.map(|due| due.to_string()).as_deref(),
            due,
            "{line}"
        );
        assert!(quick.odd.is_empty(), "{line}: {:?}", quick.odd);
    }
}

#[test]
fn a_rhythm_that_is_not_understood_is_told_and_nothing_is_lost() {
    for line in [
        "每周一三五送货",
        "每周一和周五送货",
        "call 王雯文 every now",
        "每两天半盘点",
    ] {
        let quick = read(line);
        assert!(!quick.odd.is_empty(), "{line}: {quick:?}");
        assert_eq!(quick.every, None, "{line}");
    }
    let other = read("每周五对账 12-03");
    assert_eq!(other.odd, ["每周五"], "a day that is no Friday");
    for line in ["write weekly report", "给每个客户送礼", "每人两盒"] {
        let quick = read(line);
        assert_eq!((quick.title.as_str(), quick.every), (line, None));
        assert!(quick.odd.is_empty(), "{line}");
    }
}

#[test]
fn a_name_is_looked_for_behind_a_kind_too_with_a_blank_or_without() {
    for line in [
        "收款 张浩宇 500元",
        "催款张浩宇 500元",
        "送货 张浩宇 周五",
        "回访 张浩宇",
    ] {
        let names = read(line).names;
        assert!(names.contains(&"张浩宇".to_owned()), "{line}: {names:?}");
    }
}
