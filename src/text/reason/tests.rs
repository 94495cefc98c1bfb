//! Reasons in words.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::ids::RuleId;
use crate::domain::time::Instant;
use crate::domain::today::{Detail, Rule, Watched};

/// Monday, 23 November 2026, 14:05 in Shanghai.
const NOW: Now = Now {
    at: Instant(1_795_413_900_000),
    zone: chrono_tz::Asia::Shanghai,
};

fn due(kind: Kind, on: &str, detail: Detail) -> Due {
    Due {
        rule: RuleId(1),
        code: kind.code().to_owned(),
        kind,
        occurrence: "1".to_owned(),
        due_on: on.parse().unwrap(),
        at: None,
        points: 50,
        detail,
    }
}

/// In short and spelled out, in English and in Chinese.
fn told(label: Option<&str>, due: &Due) -> [String; 4] {
    let person = |id: StaffId| (id == StaffId(2)).then(|| "赵云".to_owned());
    let with = Telling {
        now: &NOW,
        currency: "CNY",
        label,
        person: &person,
    };
    [
        short(Lang::En, &with, due),
        spoken(Lang::En, &with, due),
        short(Lang::Zh, &with, due),
        spoken(Lang::Zh, &with, due),
    ]
}

fn supply(on: &str, users: i64, intervals: &[i64]) -> Due {
    let day = on.parse().unwrap();
    let detail = Detail::RunOut {
        product: "蜂胶".to_owned(),
        quantity: 3,
        cycle_days: 30,
        users,
        intervals: intervals.to_vec(),
        earliest: day,
        latest: day,
    };
    due(Kind::RunOut, on, detail)
}

#[test]
fn what_runs_out_is_said_with_the_day_and_what_it_rests_on() {
    assert_eq!(
        told(None, &supply("2026-11-26", 1, &[70, 84, 91])),
        [
            "蜂胶 11-26",
            "蜂胶 ends Thursday (11-26): 3 × 30 days, last two intervals 84 and 91 days",
            "蜂胶 11-26",
            "蜂胶周四（11-26）用完：3份，每份30天，最近两次间隔84、91天",
        ]
    );
    assert_eq!(
        told(None, &supply("2026-11-20", 2, &[84])),
        [
            "蜂胶 11-20",
            "蜂胶 ended on 11-20, 3 days ago: 3 × 30 days for 2 users",
            "蜂胶 11-20",
            "蜂胶 3天前（11-20）用完：3份，每份30天，2人用",
        ]
    );
}

#[test]
fn a_birthday_is_said_with_whose_it_is_and_how_old_they_turn() {
    let detail = Detail::Birthday {
        whose: None,
        turns: Some(68),
        lunar: true,
    };
    assert_eq!(
        told(None, &due(Kind::Birthday, "2026-11-25", detail)),
        [
            "birthday in 2d",
            "birthday Wednesday (11-25), turns 68, by the lunar calendar",
            "2天后生日",
            "周三（11-25）生日（农历），满68岁",
        ]
    );
    let detail = Detail::Birthday {
        whose: Some("张丽".to_owned()),
        turns: None,
        lunar: false,
    };
    assert_eq!(
        told(None, &due(Kind::Birthday, "2026-11-23", detail)),
        [
            "张丽's birthday today",
            "张丽's birthday today",
            "张丽 今天生日",
            "张丽 今天生日"
        ]
    );
}

#[test]
fn a_promised_contact_is_said_with_its_time_and_who_promised_it() {
    let detail = || Detail::NextContact {
        by: Some(StaffId(2)),
    };
    let mut at_half_past = due(Kind::NextContact, "2026-11-23", detail());
    at_half_past.at = Some(Instant(NOW.at.0 + 85 * 60_000));
    assert_eq!(
        told(None, &at_half_past),
        [
            "15:30 call back",
            "call back at 15:30, as 赵云 promised",
            "15:30 约定联系",
            "约定联系：15:30，赵云约好的",
        ]
    );
    assert_eq!(
        told(None, &due(Kind::NextContact, "2026-11-20", detail()))[0],
        "call back 3d ago"
    );
}

#[test]
fn silence_and_debts_are_said_with_since_when() {
    let silent = |since: Option<&str>| Detail::Silent {
        since: since.map(|day| day.parse().unwrap()),
        every_days: 30,
    };
    assert_eq!(
        told(
            None,
            &due(Kind::Silent, "2026-11-20", silent(Some("2026-08-21")))
        ),
        [
            "silent 94d",
            "not contacted for 94 days, since 08-21; 30 days are usual for the grade",
            "94天未联系",
            "94天未联系（上次08-21），该级别每30天联系一次",
        ]
    );
    assert_eq!(
        told(None, &due(Kind::Silent, "2026-11-20", silent(None)))[0],
        "never reached"
    );
    let owed = Detail::BalanceDue {
        amount: 30_000,
        since: "2026-10-02".parse().unwrap(),
    };
    assert_eq!(
        told(None, &due(Kind::BalanceDue, "2026-11-01", owed)),
        [
            "owes ¥300",
            "owes ¥300 of the purchase of 10-02",
            "欠¥300",
            "还欠¥300（10-02购买）"
        ]
    );
}

#[test]
fn the_wording_of_the_business_stands_where_it_has_one() {
    let greeting = Detail::Greeting {
        date: "lunar:08-15".to_owned(),
    };
    let festival = due(Kind::Greeting, "2026-11-24", greeting);
    assert_eq!(
        told(Some("Mid-Autumn"), &festival)[0],
        "Mid-Autumn tomorrow"
    );
    assert_eq!(told(Some("中秋"), &festival)[3], "明天（11-24）中秋");
    let falling = Detail::Watch(Watched::Falling { last: None });
    let watched = due(Kind::Watch, "2026-11-01", falling);
    assert_eq!(
        told(Some(" "), &watched)[0],
        "watch",
        "blanks are no wording"
    );
}

#[test]
fn a_guard_says_why_not_now() {
    let over = Guard::OverLimit {
        contacts: 4,
        most: 3,
    };
    assert_eq!(
        guard(Lang::En, over),
        "contacted 4 times in 30 days, limit 3"
    );
    for lang in Lang::ALL {
        let all = [
            Guard::DoNotCall,
            Guard::OutsidePreferred,
            Guard::OutsideLawful,
        ];
        let said = all.map(|one| guard(lang, one));
        assert!(said.iter().all(|words| !words.is_empty()) && said[0] != said[1]);
    }
}

/// A rule without wording of its own.
fn rule(kind: Kind) -> Rule {
    Rule {
        after: 9,
        ..Rule::new(kind.code(), kind)
    }
}

#[test]
fn a_task_that_was_made_of_a_reason_is_called_in_the_readers_language() {
    let promised = Rule {
        label_zh: "约定联系".to_owned(),
        label_en: "Next contact".to_owned(),
        ..rule(Kind::NextContact)
    };
    let both = |rule: &Rule, zh: &str, en: &str| {
        let read = |lang, title| title::reworded(lang, rule, title);
        assert_eq!(read(Lang::En, zh).as_deref(), Some(en));
        assert_eq!(read(Lang::Zh, en).as_deref(), Some(zh));
        assert_eq!((read(Lang::Zh, zh), read(Lang::En, en)), (None, None));
    };
    both(&promised, "约定联系", "Next contact");
    both(&promised, "约定联系 11-24", "Next contact 11-24");
    both(
        &promised,
        "约定联系 11-24 09:30",
        "Next contact 11-24 09:30",
    );
    both(&promised, "欠¥1,012", "owes ¥1,012");
    both(&promised, "存货3件", "holds 3");
    both(&promised, "2025-12-18后未联系", "silent since 2025-12-18");
    both(&promised, "从未沟通", "never reached");
    let own = |title| title::reworded(Lang::Zh, &promised, title);
    assert_eq!(own("Next contact 11-24, about tea"), None);
    assert_eq!(own("鱼油 11-29"), None);
    let birthday = rule(Kind::Birthday);
    both(&birthday, "张丽生日 11-25", "张丽's birthday 11-25");
}

/// What `title` says in one language is read in the other: neither may change alone.
#[test]
fn every_title_that_a_reason_gives_is_known_to_whoever_reads_it_elsewhere() {
    let of = |kind, detail| due(kind, "2026-11-20", detail);
    let since = "2026-10-02".parse().unwrap();
    let mut dues = vec![
        of(Kind::NextContact, Detail::NextContact { by: None }),
        of(
            Kind::Silent,
            Detail::Silent {
                since: Some(since),
                every_days: 30,
            },
        ),
        of(
            Kind::Silent,
            Detail::Silent {
                since: None,
                every_days: 30,
            },
        ),
        of(
            Kind::BalanceDue,
            Detail::BalanceDue {
                amount: 31_850,
                since,
            },
        ),
        of(Kind::HeldLong, Detail::HeldLong { pieces: 3, since }),
        of(Kind::New, Detail::New),
        of(
            Kind::Birthday,
            Detail::Birthday {
                whose: Some("张丽".to_owned()),
                turns: None,
                lunar: false,
            },
        ),
    ];
    dues[0].at = Some(NOW.at);
    for due in dues {
        let rule = rule(due.kind);
        let with = Telling {
            now: &NOW,
            currency: "CNY",
            label: None,
            person: &|_| None,
        };
        let (zh, en) = (title(Lang::Zh, &with, &due), title(Lang::En, &with, &due));
        assert_eq!(title::reworded(Lang::Zh, &rule, &en).as_deref(), Some(&*zh));
        assert_eq!(title::reworded(Lang::En, &rule, &zh).as_deref(), Some(&*en));
    }
}
