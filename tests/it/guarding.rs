//! Nobody is called, revealed or copied over what speaks against it without one question, wherever
//! they were found and whether their card is here or not.

use crate::desk::office::{Office, draft, logged, on};
use crate::desk::{Behind, NOW, Person, real::Real};
use huoke::app::vocabulary::{Command, Effect, Event, Query};
use huoke::domain::customer::{Draft, Field};
use huoke::text::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// 李明 and 王芳, whose numbers end alike, so that neither's card is shown while one looks.
fn two(more: Draft) -> Office {
    let mut office = Office::new();
    for (name, number, more) in [
        ("李明", "13800131111", more),
        ("王芳", "13900131111", Draft::default()),
    ] {
        let phones = draft(name, number).phones;
        office.known(name, Draft { phones, ..more });
    }
    office
}

fn prefers(when: &str) -> Draft {
    Draft {
        fields: vec![(Field::PreferredTime, when.to_owned())],
        ..Draft::default()
    }
}

/// Stands on 李明 among those whom the caller line has found.
fn found(office: &Office, size: (u16, u16)) -> Person<Real> {
    found_by("wangwei", office, size)
}

fn found_by(login: &str, office: &Office, size: (u16, u16)) -> Person<Real> {
    let mut person = office.desk(login, NOW, Lang::Zh, size);
    // At once, so that nobody was the only one found on the way.
    person.event(Event::Paste("1111".to_owned()));
    person.press("<Down>").sees("王芳");
    for _ in 0..2 {
        let here = person.app.list().selected().unwrap();
        let row = person.app.find().row(here).unwrap();
        if row.name == "李明" {
            return person;
        }
        person.press("<Down>");
    }
    panic!("{}", person.screen());
}

#[test]
fn more_contacts_than_the_grade_allows_are_asked_about_in_the_find_pane() {
    for size in SIZES {
        for key in ["c", "r", "y"] {
            let mut office = two(Draft::default());
            let id = office.known("赵六", draft("", "13800136666"));
            for days in [-3, -2, -1] {
                office.log("wangwei", on(days), &logged(id, "reached"));
            }
            let mut person = office.desk("wangwei", NOW, Lang::Zh, size);
            person.press("赵六").press("<Down>").press(key);
            person
                .sees("仍要联系赵六？")
                .sees("30天内已联系3次，上限3次");
            let mut person = found(&office, size);
            person.press(key).sees_no("仍要联系");
        }
    }
}

#[test]
fn hours_that_the_business_or_the_customer_does_not_want_are_asked_about_in_the_find_pane() {
    for size in SIZES {
        for key in ["c", "r", "y"] {
            let mut office = two(prefers("evening"));
            found(&office, size)
                .press(key)
                .sees("仍要联系李明？")
                .sees("不在客户方便的时间");
            office.set("call_hours", "18:00-20:00");
            found(&office, size)
                .press(key)
                .sees("仍要联系李明？")
                .sees("不在客户方便的时间")
                .sees("不在允许拨打的时间");
        }
    }
}

#[test]
fn whom_somebody_else_is_ringing_is_asked_about_wherever_they_are_found() {
    for size in SIZES {
        let office = two(Draft::default());
        let mut wang = found(&office, size);
        wang.press("c").sees_no("正在处理");
        for key in ["c", "r", "y", "V"] {
            let mut sun = found_by("sun", &office, size);
            sun.press(key).sees("仍要联系李明？").sees("王薇正在处理");
        }
        let mut sun = found_by("sun", &office, size);
        sun.press("<Enter>").sees("王薇正在处理");
        sun.press("c").press("<Enter>");
        sun.sees("记录通话：李明").sees("王薇正在处理");
        sun.press("<Esc>");
        // Once it is recorded nobody is at it any more, and nobody is asked.
        wang.press("r<Enter>").sees("已记录");
        let mut sun = found_by("sun", &office, size);
        sun.press("c").sees("记录通话：李明").sees_no("正在处理");
    }
}

#[test]
fn whoever_leaves_the_form_without_a_word_leaves_the_customer_to_others() {
    let office = two(Draft::default());
    let mut wang = found(&office, (120, 40));
    wang.press("c").press("<Esc>");
    wang.event(Event::Tick);
    let mut sun = found_by("sun", &office, (120, 40));
    sun.press("c").sees_no("正在处理");
}

#[test]
fn who_was_a_moment_faster_is_told_and_stands_in_the_form() {
    let office = two(Draft::default());
    let mut sun = found_by("sun", &office, (80, 24));
    sun.press("<Enter>");
    let mut wang = found(&office, (80, 24));
    wang.press("c");
    // Her card is older than his call.
    sun.press("c").sees("记录通话：李明").sees("王薇正在处理");
    sun.press("<Tab>").sees("王薇正在处理");
}

#[test]
fn keys_that_come_before_the_card_wait_for_it_in_order() {
    let office = two(Draft::default());
    let mut person = found(&office, (80, 24));
    person.silent = true;
    person.press("cr<Tab>说好下周<Enter>").sees_no("说好下周");
    let asked = |effect: &&Effect| matches!(effect, Effect::Read(_, _, Query::Card { .. }));
    let card = person.effects.iter().rev().find(asked).cloned().unwrap();
    person.silent = false;
    for event in person.store.perform(card) {
        person.event(event);
    }
    person.sees("已记录");
    let told = |effect: &Effect| match effect {
        Effect::Write(_, Command::Log { log, .. }) => Some(log.clone()),
        _ => None,
    };
    let log = person.effects.iter().find_map(told).unwrap();
    assert_eq!(log.disposition, "reached");
    assert_eq!(log.note.as_deref(), Some("说好下周"));
    assert!(log.phone.is_some(), "the number that was dialled is known");
}

#[test]
fn what_waits_for_a_card_that_never_comes_is_done_after_seconds_by_what_the_row_knows() {
    let unwilling = Draft {
        do_not_call: Some(true),
        ..Draft::default()
    };
    let mut person = found(&two(unwilling), (80, 24));
    person.silent = true;
    person.press("c").sees_no("仍要联系");
    for _ in 0..3 {
        person.event(Event::Tick);
    }
    person.sees("仍要联系李明？").sees("客户不愿接电话");
}

#[test]
fn what_is_due_for_somebody_who_was_found_is_dealt_with_without_going_into_their_card() {
    for size in SIZES {
        let mut office = two(Draft::default());
        let born = Draft {
            dates: vec![("birthday".to_owned(), "11-25".parse().unwrap())],
            ..Draft::default()
        };
        office.known("孙七", born);
        let mut person = office.desk("wangwei", NOW, Lang::Zh, size);
        person.press("孙").press("<Down>d").sees("已办：孙七");
        person.press("d").sees("这里没有到期的提醒");
        person.press("u").press("a").press("d").sees_no("已办");
    }
}

#[test]
fn numbers_in_the_form_are_asked_for_like_those_of_the_card() {
    for size in SIZES {
        let office = two(prefers("evening"));
        let mut person = found(&office, size);
        person.press("e").sees("138****1111").sees_no("仍要联系");
        person.press("<Ctrl-r>").sees("仍要联系李明？");
        person.press("n").sees("138****1111");
        person.press("<Ctrl-r>").sees("仍要联系李明？");
        person.press("y").sees("13800131111").sees_no("仍要联系");
        // Asked once a day.
        person.press("<Esc>r").sees_no("仍要联系");
    }
}
