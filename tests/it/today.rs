//! Today on the desk, in an agent's words: every way of dealing with a reason, and what the call
//! log does.

use crate::desk::real::{self, Real};
use crate::desk::{Behind, NOW, Person};
use huoke::app::Focus;
use huoke::app::vocabulary::{Command, Effect, Event};
use huoke::domain::ids::CustomerId;
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::today::{Settling, Whom};
use huoke::error::Error;
use huoke::store::{Asking, Tx, staff};
use huoke::text::Lang;
use std::path::Path;
use std::sync::Arc;

pub const SMALL: (u16, u16) = (80, 24);
pub const LARGE: (u16, u16) = (120, 40);

/// Somebody who has gone to Today.
pub fn at(size: (u16, u16)) -> Person {
    let mut person = Person::new(Lang::Zh, size);
    person.press("<F3>");
    person.keys_pressed();
    person
}

pub fn selected(person: &Person) -> Option<i64> {
    person.app.list().selected().map(|id| id.0)
}

/// The last settlement that was written.
fn settled(person: &Person) -> (Vec<Whom>, Settling) {
    let settled = |command: &Command| match command {
        Command::Settle { of, how, .. } => Some((of.clone(), how.clone())),
        _ => None,
    };
    let mut written = person.store.written.iter().rev();
    written.find_map(settled).expect("nothing was settled")
}

fn whom(person: &Person) -> Vec<Option<i64>> {
    let (of, _) = settled(person);
    of.iter()
        .map(|(customer, _)| customer.map(|id| id.0))
        .collect()
}

#[test]
fn one_row_per_customer_says_why_to_ring_how_long_ago_and_how_often() {
    let mut person = at(SMALL);
    person
        .sees("14:00 约定联系")
        .sees("2天后生日 · 蜂胶 11-26 · 欠¥300")
        .sees("2次")
        .sees("今天已办 12 位，还有 5 位");
    person.sees("勿扰 · ").sees("!");
}

#[test]
fn on_a_wide_desk_today_stands_under_the_caller_line_and_shows_its_card_when_one_goes_there() {
    let mut person = Person::new(Lang::Zh, LARGE);
    person.sees("F2 查找").sees("F3 今日").sees("李秀英");
    person.press("<F3>").sees("约定联系：14:00，赵云约好的");
    person
        .press("<Down>")
        .sees("周四（11-26）用完：3份，每份30天，最近两次间隔84、91天");
    person.sees("上次（11-20）：十二月再联系");
}

#[test]
fn enter_opens_the_card_and_next_and_previous_walk_the_list_past_a_strangers_call() {
    for size in [SMALL, LARGE] {
        let mut person = at(size);
        person.press("<Down><Enter>");
        assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
        person.press("n");
        assert_eq!(person.app.card().customer(), Some(CustomerId(2)));
        person.press("p").press("p");
        assert_eq!(person.app.card().customer(), Some(CustomerId(5)));
        person.press("p").sees("已经是第一位");
        person.press("<Esc>");
        assert_eq!(
            (person.app.focus(), selected(&person)),
            (Focus::Rows, Some(5))
        );
    }
}

#[test]
fn a_logged_call_settles_what_it_covered_and_stands_on_the_next_row_in_three_keys() {
    for size in [SMALL, LARGE] {
        let mut person = at(size);
        person.press("cr<Enter>");
        assert_eq!(person.keys_pressed(), 3);
        person.sees("已记录").sees_no("14:00 约定联系");
        assert_eq!(
            (person.app.focus(), selected(&person)),
            (Focus::Rows, Some(1))
        );
        person.press("u").sees("14:00 约定联系");
        assert_eq!(selected(&person), Some(1));
    }
}

#[test]
fn an_unanswered_call_leaves_its_reasons_and_stands_on_the_next_row() {
    let mut person = at(SMALL);
    person.press("ca<Enter>").sees("14:00 约定联系");
    assert_eq!(selected(&person), Some(1));
}

#[test]
fn a_call_logged_from_the_card_goes_back_to_the_next_row() {
    let mut person = at(SMALL);
    person.press("<Down><Enter>cr<Enter>");
    assert_eq!(
        (person.app.focus(), selected(&person)),
        (Focus::Rows, Some(2))
    );
}

#[test]
fn one_reason_is_done_with_by_one_key_and_comes_back_by_undo() {
    let mut person = at(SMALL);
    person
        .press("d")
        .sees("已办：李秀英")
        .sees_no("14:00 约定联系");
    assert_eq!(person.keys_pressed(), 1);
    assert_eq!(settled(&person).1, Settling::Settled);
    assert_eq!(selected(&person), Some(1));
    person.press("u").sees("14:00 约定联系");
}

#[test]
fn of_several_reasons_all_or_one_are_done_with() {
    let mut person = at(SMALL);
    person
        .press("<Down>d")
        .sees("办妥：李明朗")
        .sees("全部 3 条")
        .press("<Enter>");
    assert_eq!(settled(&person).0[0].1.len(), 3);
    person.sees_no("蜂胶 11-26");
    assert_eq!(selected(&person), Some(2));
    person.press("u<Up><Up>");
    assert_eq!(selected(&person), Some(1));
    person.press("d2<Enter>");
    let (of, _) = settled(&person);
    assert_eq!(of[0].1, [("run_out".to_owned(), "1:2026-11-26".to_owned())]);
    person.sees("2天后生日 · 欠¥300");
    assert_eq!(selected(&person), Some(1), "two reasons are left");
}

#[test]
fn a_reason_is_put_off_to_a_day_as_people_say_it_in_either_language() {
    for (typed, day) in [
        ("3d", "2026-11-26"),
        ("下周五", "2026-12-04"),
        ("12-03", "2026-12-03"),
    ] {
        let mut person = at(SMALL);
        person
            .press("z")
            .press(typed)
            .sees("再提醒")
            .press("<Enter>");
        assert_eq!(
            settled(&person).1,
            Settling::Snoozed(day.parse().unwrap()),
            "{typed}"
        );
        assert_eq!(selected(&person), Some(1));
    }
}

#[test]
fn what_is_said_of_a_saved_form_is_what_was_saved_though_somebody_typed_on() {
    let mut person = at(SMALL);
    person.press("z3d");
    person.silent = true;
    person.press("<Enter><Down>");
    let save = person
        .effects
        .iter()
        .rev()
        .find(|e| matches!(e, Effect::Write(..)));
    let save = save.cloned().unwrap();
    person.silent = false;
    for event in person.store.perform(save) {
        person.event(event);
    }
    person.sees("李秀英：周四 11-26 再提醒");
}

#[test]
fn a_day_that_will_not_do_is_refused_at_the_field_with_examples() {
    let mut person = at(SMALL);
    for typed in ["", "zzz", "15:30", "今天", "2020-01-01"] {
        person.press("z").press(typed).press("<Enter>");
        person.sees("3天、周五、12-03、月底").sees("推迟：李秀英");
        while person.app.is_covered() {
            person.press("<Esc>");
        }
    }
    let none = |command: &Command| !matches!(command, Command::Settle { .. });
    assert!(person.store.written.iter().all(none));
}

#[test]
fn a_reason_that_does_not_apply_is_dismissed_with_a_cause() {
    let mut person = at(SMALL);
    person
        .press("i<Enter>")
        .sees("必填")
        .press("已在别处买<Enter>");
    let cause = "已在别处买".to_owned();
    assert_eq!(settled(&person).1, Settling::Dismissed(cause));
}

#[test]
fn all_marked_rows_are_dealt_with_at_once_strangers_too() {
    let mut person = at(SMALL);
    person.press("  d").sees("已办 2 位客户");
    assert_eq!(whom(&person), [Some(5), Some(1)]);
    person.press("az1w<Enter>").sees("3 位客户");
    assert_eq!(whom(&person), [None, Some(2), Some(3)]);
    person.sees("现在没有要联系的客户");
    person.press("u").sees("张家店");
}

#[test]
fn after_marked_rows_are_dealt_with_one_stands_on_the_first_that_remains_after_them() {
    for size in [SMALL, LARGE] {
        // A range that ends on its last row; rows that were marked, and left to look at another.
        for keys in ["v<Down>vd", "  <Down><Down>d"] {
            let mut person = at(size);
            person.press(keys).sees("已办 2 位客户");
            assert_eq!(whom(&person), [Some(5), Some(1)]);
            assert_eq!(selected(&person), None, "the stranger");
            person.press("<Down>");
            assert_eq!(selected(&person), Some(2), "{keys}");
        }
        let mut person = at(size);
        person.press("<Down>v<Down><Down>vz3d<Enter>");
        assert_eq!(whom(&person), [Some(1), None, Some(2)]);
        assert_eq!(selected(&person), Some(3));
        person.press("<Up>");
        assert_eq!(selected(&person), Some(5));
        // They end the list: the nearest before.
        person.press("<End> d");
        assert_eq!(selected(&person), Some(5));
    }
}

#[test]
fn a_digit_that_no_reason_has_is_refused_and_nothing_is_settled_after_it() {
    let mut person = at(SMALL);
    let before = person.store.written.len();
    person.press("<Down>d7").sees("按 1 到 3 选一条");
    person.press("<Enter>").sees("按 1 到 3 选一条");
    assert_eq!(person.store.written.len(), before);
    person
        .press("2")
        .sees_no("按 1 到 3 选一条")
        .press("<Enter>");
    let (of, _) = settled(&person);
    assert_eq!(of[0].1, [("run_out".to_owned(), "1:2026-11-26".to_owned())]);
}

#[test]
fn a_range_is_marked_and_dismissed() {
    let mut person = at(LARGE);
    person.press("v<Down><Down><Down>vi假日<Enter>");
    assert_eq!(whom(&person), [Some(5), Some(1), None, Some(2)]);
}

#[test]
fn what_is_due_is_dealt_with_on_the_card_too_wherever_it_was_opened_from() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>").sees("蜂胶周四（11-26）用完");
    person.press("d3<Enter>");
    let (of, _) = settled(&person);
    assert_eq!(of[0].1[0].0, "balance_due");
    assert_eq!(person.app.focus(), Focus::Card);
    person.sees_no("还欠¥300（");
}

#[test]
fn where_nothing_is_due_the_key_says_so() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("<Esc>d").sees("这里没有到期的提醒");
}

#[test]
fn a_settlement_that_fails_keeps_what_was_typed_and_a_dropped_line_too() {
    let mut person = at(SMALL);
    person.press("<Down>i不要了");
    person.event(Event::Tick);
    person.event(Event::Tick);
    assert_eq!(person.store.drafts.len(), 1);
    person.store.failing = Some(Arc::new(Error::Busy {
        holder: None,
        waited_ms: 10_000,
    }));
    person.press("<Enter>").sees("文件正忙").sees("不要了");
    let mut again = Person::with(Lang::Zh, SMALL, person.store);
    again
        .sees("提醒")
        .press("<Enter>")
        .sees("不要了")
        .sees("全部 3 条");
    again.press("<Tab>2<Enter>");
    let (of, how) = settled(&again);
    assert_eq!(how, Settling::Dismissed("不要了".to_owned()));
    assert_eq!(of[0].1[0].0, "run_out");
}

/// One more agent, who owns whom they add.
fn hire(path: &Path, login: &str) {
    let mut root = Real::open(path, "root");
    let new = NewStaff {
        login: login.to_owned(),
        name: "小王".to_owned(),
        role: Role::Agent,
        unit: None,
        ext: None,
    };
    let asking = Asking::new(root.actor.id, NOW);
    let add = |tx: &Tx<'_>| staff::add(tx, &new);
    root.writer.change(&asking, "staff.add", add).unwrap();
}

/// On a real file: a newcomer is somebody to ring, until that is settled by hand or by a call.
#[test]
fn in_a_real_file_a_newcomer_is_on_the_list_until_it_is_settled_and_again_after_undo() {
    for size in [SMALL, LARGE] {
        let folder = tempfile::tempdir().unwrap();
        let path = real::file(folder.path());
        hire(&path, "xiaowang");
        let mut person = real::at(&path, "xiaowang", Lang::Zh, size);
        person
            .press("13700001111<Enter><Enter>赵铁柱<F9>")
            .sees("新客户：");
        for keys in ["d", "z3d<Enter>", "i打错了<Enter>", "cr<Enter>"] {
            person.press("<F3>").sees("赵铁柱").sees("新客户");
            person
                .press(keys)
                .sees("现在没有要联系的客户")
                .sees("还有 0 位");
            person.press("u").sees("已撤销").sees("赵铁柱");
        }
        person
            .press("<Enter>d")
            .sees_no("新客户：")
            .press("u")
            .sees("新客户：");
    }
}
