//! What stays on Today and what is away: reasons that are tasks, calls in vain, both birthdays, many
//! rows at once, and how far a day is.

use crate::desk::office::{Office, draft, logged, on};
use crate::desk::{NOW, Person, real::Real};
use crate::reasons_ways::{NOBODY, born, today, two_birthdays};
use huoke::domain::customer::{Draft, Field};
use huoke::domain::ringing::Said;
use huoke::domain::time::Instant;
use huoke::store::customer;
use huoke::text::Lang;

#[test]
fn of_whom_one_reason_is_a_task_the_row_says_which_and_who_has_it() {
    let mut office = Office::new();
    let grade = (Field::Grade, "b".to_owned());
    let fields = vec![grade];
    office.known(
        "李明",
        Draft {
            fields,
            ..born("11-24")
        },
    );
    let mut person = today(&office, NOW);
    // The birthday goes to a colleague; that nobody called for 39 days is still hers.
    person.sees("明天生日").press("t<Enter>zy<F9>");
    person.press("<F3>").sees("生日已交赵云").sees("39天未联系");
    person.sees_no("明天生日");
    person.press("<Enter>").sees("任务").sees("赵云");
    let mut sun = office.desk("sun", NOW, Lang::En, (120, 40));
    sun.press("<F3>lw<Enter>").sees("Birthday: 赵云 has it");
    person.press("<Esc>u").sees("明天生日").sees_no("已交赵云");
    office.is_clean();
}

#[test]
fn who_celebrates_by_both_calendars_is_rung_for_each() {
    let mut office = Office::new();
    let both = ["1958-11-24", "lunar:10-17"];
    let dates = both.map(|day| ("birthday".to_owned(), day.parse().unwrap()));
    let dates = dates.to_vec();
    office.known(
        "李明",
        Draft {
            dates,
            ..Draft::default()
        },
    );
    let mut person = today(&office, NOW);
    person.sees("明天生日 · 2天后生日");
    person
        .press("d1<Enter>")
        .sees("2天后生日")
        .sees_no("明天生日");
    today(&office, on(1)).sees("明天生日");
    office.is_clean();
}

#[test]
fn a_call_in_vain_greets_nobody_breaks_no_silence_and_leaves_the_row_as_tried() {
    for (result, code) in [("a", "no_answer"), ("b", "busy")] {
        let mut office = Office::new();
        office.known(
            "沉默",
            Draft {
                fields: vec![(Field::Grade, "b".to_owned())],
                ..Draft::default()
            },
        );
        let new = office.write("wangwei", on(-1), |tx| {
            customer::add(tx, &draft("新来", "13800134821"))
        });
        let to = office.id("wangwei");
        let moved = office
            .write("zhaoyun", on(-30), |tx| {
                customer::add(tx, &draft("转入", ""))
            })
            .id;
        office.log("zhaoyun", on(-29), &logged(moved, "reached"));
        office.write("sun", on(-1), |tx| {
            customer::transfer(tx, &[moved], to, "休假")
        });
        office.told(
            "x1",
            on(-1),
            Said::Ring {
                number: "13800134821".to_owned(),
                name: None,
            },
        );
        office.told(
            "x1",
            Instant(on(-1).0 + 60_000),
            Said::Hangup {
                answered: Some(false),
            },
        );
        let mut person = today(&office, NOW);
        person
            .sees("39天未联系")
            .sees("新客户")
            .sees("转来")
            .sees("未接来电");
        for _ in 0..3 {
            person.press(&format!("c{result}<Enter>"));
        }
        person.sees("还有 3 位（3 位打过）");
        person
            .sees("39天未联系")
            .sees("新客户")
            .sees("转来")
            .sees("未接来电");
        // Tomorrow they are still there, and no longer behind.
        today(&office, on(1))
            .sees("还有 3 位")
            .sees_no("打过")
            .sees("40天未联系");
        // What was tried and planned is away until its day.
        let mut plan = logged(new.id, code);
        plan.next_on = "2026-11-27".parse().ok();
        office.log("wangwei", NOW, &plan);
        today(&office, on(1)).sees_no("新客户");
        office.is_clean();
    }
}

#[test]
fn the_progress_of_many_peoples_list_tells_the_same_as_ones_own() {
    let mut office = two_birthdays();
    office.known("孙七", born("11-23"));
    let mut person = today(&office, NOW);
    person.press("dz3d<Enter>ca<Enter>");
    let line = "今天已办 1 位，推迟 1 位，还有 1 位（1 位打过）";
    person.sees(line);
    let mut sun = office.desk("sun", NOW, Lang::Zh, (80, 24));
    sun.press("<F3>lw<Enter>").sees(line);
}

#[test]
fn many_rows_are_done_with_by_a_yes_and_a_chosen_list_is_as_tall_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = crate::giving::file(folder.path(), 30);
    let mut li = crate::desk::real::at(&path, "lixia", Lang::Zh, (80, 24));
    li.press("<F3>l<Enter>").sees("还有 30 位");
    let at = |person: &Person<Real>| {
        let screen = person.screen();
        let row = screen.lines().position(|line| line.contains('▸'));
        row.unwrap()
    };
    // A page is a page, and the rows above the selection stay in view.
    let first = at(&li);
    li.press("<Down><Down>");
    assert_eq!(at(&li), first + 2);
    li.press("<PgDn>");
    assert!(at(&li) > first + 10, "{}", li.screen());
    li.press("<Home>ad").sees("30 位客户都办妥？");
    li.press("<Esc>").sees("还有 30 位");
    li.press("d<Enter>")
        .sees(NOBODY)
        .press("u")
        .sees("还有 30 位");
}
