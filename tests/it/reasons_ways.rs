//! The other ways in which a reason is dealt with: by a purchase, by a task, of many at once, put
//! off till its day; each undone. And days as the business's zone has them.

use crate::desk::office::{DAY, HOUR, Office, draft, logged, on};
use crate::desk::{NOW, Person, real::Real};
use crate::reasons::{buys, goods};
use huoke::domain::customer::{Draft, Field};
use huoke::domain::ids::CustomerId;
use huoke::domain::task::{NewTask, Source, To};
use huoke::domain::time::Instant;
use huoke::store::task;
use huoke::text::Lang;

pub fn born(day: &str) -> Draft {
    Draft {
        dates: vec![("birthday".to_owned(), day.parse().unwrap())],
        ..Draft::default()
    }
}

/// Wang Wei's Today at a moment.
pub fn today(office: &Office, at: Instant) -> Person<Real> {
    let mut person = office.desk("wangwei", at, Lang::Zh, (80, 24));
    person.press("<F3>");
    person
}

pub const NOBODY: &str = "现在没有要联系的客户";

#[test]
fn a_purchase_closes_the_run_out_and_its_undo_opens_it_again() {
    let mut office = Office::new();
    let (who, bee) = (office.known("李明", Draft::default()), goods(&mut office));
    buys(&mut office, who, bee, -28, true);
    office.log("wangwei", on(-20), &logged(who, "reached"));
    today(&office, NOW).sees("蜂胶 11-25");
    buys(&mut office, who, bee, 0, true);
    today(&office, NOW).sees(NOBODY);
    office.undo("root", NOW);
    today(&office, NOW).sees("蜂胶 11-25");
}

#[test]
fn a_reason_that_became_a_task_is_dealt_with_until_the_task_is_cancelled_or_undone() {
    let mut office = Office::new();
    let who = office.known("李明", born("11-25"));
    let mut person = today(&office, NOW);
    let due = person.app.list().owed()[0].reasons[0].clone();
    let task = NewTask {
        customer: Some(who),
        source: Some(Source {
            reason: due.code,
            occurrence: due.occurrence,
        }),
        ..NewTask::new("送生日蛋糕", To::Person(office.id("wangwei")))
    };
    office.write("wangwei", NOW, |tx| task::add(tx, &task));
    today(&office, NOW).sees(NOBODY);
    office.undo("wangwei", NOW);
    today(&office, NOW).sees("2天后生日");
    let id = office.write("wangwei", NOW, |tx| task::add(tx, &task));
    office.write("wangwei", NOW, |tx| task::cancel(tx, id, "客户出国"));
    today(&office, NOW).sees("2天后生日");
    person.press("d");
    office.is_clean();
}

pub fn two_birthdays() -> Office {
    let mut office = Office::new();
    office.known("李明", born("11-25"));
    office.known("王芳", born("11-24"));
    office
}

#[test]
fn marked_rows_are_dealt_with_in_every_way_and_all_come_back_by_one_undo() {
    for keys in ["ad", "az3d<Enter>", "ai都已问候<Enter>"] {
        let office = two_birthdays();
        let mut person = today(&office, NOW);
        person.press(keys).sees(NOBODY).press("u");
        person.sees("已撤销：处理提醒").sees("李明").sees("王芳");
        office.is_clean();
    }
}

#[test]
fn what_is_put_off_comes_again_on_its_day_and_the_next_birthday_comes_though_this_one_was_settled()
{
    let office = two_birthdays();
    let mut person = today(&office, NOW);
    person.press("az2d<Enter>").sees(NOBODY).sees("推迟 2 位");
    today(&office, on(1)).sees(NOBODY);
    let mut again = today(&office, on(2));
    again.sees("李明").sees("王芳").press("ad").sees(NOBODY);
    today(&office, on(3)).sees(NOBODY);
    let year = Instant(NOW.0 + 364 * DAY);
    today(&office, year).sees("生日");
}

#[test]
fn the_progress_line_says_who_is_done_put_off_tried_and_left() {
    let mut office = two_birthdays();
    office.known("孙七", born("11-23"));
    let mut person = today(&office, NOW);
    person.sees("今天已办 0 位，还有 3 位");
    person.press("d").sees("今天已办 1 位，还有 2 位");
    person
        .press("z3d<Enter>")
        .sees("今天已办 1 位，推迟 1 位，还有 1 位");
    person.press("ca<Enter>");
    person.sees("今天已办 1 位，推迟 1 位，还有 1 位（1 位打过）");
}

fn logs(person: &mut Person<Real>, typed: &str) {
    person.press("cr<Tab>").press("<Shift-Tab>").press(typed);
}

#[test]
fn a_day_that_has_just_gone_by_is_asked_about_before_it_is_next_years() {
    let office = two_birthdays();
    let mut person = today(&office, NOW);
    person.press("cr11-20<Enter>").sees("2026-11-20 已经过去");
    assert!(person.app.is_covered());
    person.press("<Enter>").sees("已记录");
    let mut person = today(&office, NOW);
    person.press("z11-20<Enter>").sees("2026-11-20 已经过去");
    person.press("<Enter>").sees("2027-11-20 再提醒");
    let mut person = today(&office, NOW);
    person.press("u");
    logs(&mut person, "");
}

#[test]
fn a_call_back_without_a_day_is_asked_about_once_and_what_is_typed_stays() {
    let office = two_birthdays();
    let mut person = today(&office, NOW);
    person
        .press("cc<Tab>在开会<Enter>")
        .sees("约好回电是哪天")
        .sees("在开会");
    person
        .press("昨天<Enter>")
        .sees("已经过去：3天、周五")
        .sees("在开会");
    person.press("<Ctrl-u>下周<Enter>").sees("已记录");
    let mut person = today(&office, NOW);
    person
        .press("cc<Enter>")
        .sees("约好回电是哪天")
        .press("<Enter>")
        .sees("已记录");
}

#[test]
fn promises_of_a_day_stand_in_the_order_of_their_times() {
    let mut office = Office::new();
    let names = ["九点", "十点", "十一点"];
    for (place, hours) in [(1, 4), (0, 5), (2, 3)] {
        let who = office.known(names[place], Draft::default());
        let mut log = logged(who, "reached");
        log.next_at = Some(Instant(NOW.0 - hours * HOUR));
        office.log("wangwei", on(-2), &log);
    }
    // What else is due does not change that.
    office.known("八点半", born("11-23"));
    let mut later = logged(office.known("十五点", born("11-23")), "reached");
    later.next_at = Some(Instant(NOW.0 + 2 * HOUR));
    office.log("wangwei", on(-2), &later);
    let mut sooner = logged(office.known("十四点半", Draft::default()), "reached");
    sooner.next_at = Some(Instant(NOW.0 + HOUR));
    office.log("wangwei", on(-2), &sooner);
    let names = ["九点", "十点", "十一点", "十四点半", "十五点", "八点半"];
    let screen = today(&office, NOW).screen();
    let places: Vec<usize> = names
        .iter()
        .map(|name| screen.find(name).unwrap())
        .collect();
    assert!(places.is_sorted(), "{screen}");
}

#[test]
fn a_missed_call_that_was_answered_by_a_call_leaves_the_find_pane_too() {
    use huoke::domain::ringing::Said;
    let mut office = Office::new();
    let phones = draft("", "13800134821").phones;
    let who = office.known(
        "李明",
        Draft {
            phones,
            ..Draft::default()
        },
    );
    let ring = Said::Ring {
        number: "13800134821".to_owned(),
        name: None,
    };
    office.told("x1", on(-1), ring);
    let answered = Some(false);
    office.told("x1", Instant(on(-1).0 + 20_000), Said::Hangup { answered });
    let mine = |office: &Office| {
        let desk = Real::open(&office.path, "wangwei");
        huoke::store::call::mine(&desk.reader, &desk.actor, NOW)
            .unwrap()
            .len()
    };
    assert_eq!(mine(&office), 1);
    office.log("wangwei", NOW, &logged(who, "reached"));
    assert_eq!(mine(&office), 0);
    office.undo("wangwei", NOW);
    assert_eq!(mine(&office), 1);
}

#[test]
fn a_promise_that_is_dealt_with_is_not_overdue_on_the_card() {
    let mut office = Office::new();
    let who = office.known("李明", Draft::default());
    let mut log = logged(who, "reached");
    log.next_at = Some(Instant(NOW.0 - HOUR));
    office.log("wangwei", on(-2), &log);
    let mut person = today(&office, NOW);
    person
        .press("<Enter>")
        .sees("已过期")
        .press("d")
        .sees_no("已过期");
}

/// Silent for as long as a grade is left alone: the day on which that ends is the business's.
#[test]
fn days_begin_at_midnight_of_the_business_whatever_the_clock_and_the_login_say() {
    for (zone, hours_to_midnight) in [("Asia/Shanghai", 10), ("America/New_York", 23)] {
        let mut office = Office::new();
        office.set("zone", zone);
        office.known("李明", born("11-27"));
        // Noon of 23 November in Shanghai is before its own midnight elsewhere.
        let before = today(&office, on(0)).screen();
        assert!(before.contains(NOBODY), "{zone}\n{before}");
        let midnight = Instant(NOW.0 + hours_to_midnight * HOUR);
        today(&office, midnight).sees("3天后生日");
        // The clock is set back: yesterday's list again, and nothing is lost or wrong.
        today(&office, on(0)).sees(NOBODY);
        office.is_clean();
    }
}

#[test]
fn an_hour_that_summer_time_takes_or_gives_moves_no_promise_to_another_day() {
    // In New York clocks go back on 2026-11-01 at 02:00.
    let mut office = Office::new();
    office.set("zone", "America/New_York");
    let who: CustomerId = office.known("李明", Draft::default());
    let at = Instant::from_rfc3339("2026-11-01T06:30:00Z").unwrap();
    let mut log = logged(who, "reached");
    log.next_at = Some(at);
    office.log("wangwei", on(-30), &log);
    let before = Instant(at.0 - HOUR);
    let due = |person: &Person<Real>| person.app.list().owed()[0].reasons[0].clone();
    let (early, then) = (due(&today(&office, before)), due(&today(&office, at)));
    assert_eq!(early.due_on.to_string(), "2026-11-01");
    assert!(early.points < then.points, "it leads from its moment on");
    let mut person = today(&office, at);
    assert_eq!(person.app.list().owed()[0].reasons[0].at, Some(at));
    person.press("d").sees(NOBODY);
    let grade = Draft {
        fields: vec![(Field::Grade, "b".to_owned())],
        ..Draft::default()
    };
    office.known("王芳", grade);
    office.is_clean();
}
