//! Whose lists by time are: of tasks whoever has them, never beyond the scope; and how far they
//! are counted.

use super::customer::draft;
use super::lists::{born, mine, noon, on, rows};
use super::log::logged;
use crate::domain::customer::Draft;
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::task::{NewTask, To};
use crate::domain::time::Now;
use crate::domain::today::{Count, ListOf, Topic, Whose, Within};
use crate::domain::when::Next;
use crate::store::testing::{AT, Place};
use crate::store::today::{CAP, counts, of, overview};
use crate::store::{Tx, customer, interaction, setting, staff, task, unit};

#[test]
fn customers_with_open_tasks_are_those_of_whoever_is_to_do_them() {
    let mut place = Place::staffed();
    place.done("root", |tx| setting::set(tx, setting::OPEN_FILE, "off"));
    let (one, two) = (born(&mut place, "李明", &[]), born(&mut place, "张三", &[]));
    let zhao = place.id("zhaoyun");
    let wang = place.id("wangwei");
    let mut give = |title: &str, to: StaffId, customer: Option<CustomerId>, due: Option<&str>| {
        let on = due.map(|due| Next {
            on: due.parse().unwrap(),
            at: None,
        });
        let new = NewTask {
            customer,
            due: on,
            ..NewTask::new(title, To::Person(to))
        };
        place.done("sun", |tx| task::add(tx, &new));
    };
    give("送货", wang, Some(two), Some("2026-11-29"));
    give("收款", wang, Some(one), Some("2026-11-30"));
    give("回访", wang, Some(one), None);
    give("开会", wang, None, None);
    // Whoever has something to do for somebody else's customer sees them.
    give("代办", zhao, Some(one), None);
    assert_eq!(mine(&place, "tasks", "2026-11-23"), ["张三", "李明"]);
    assert_eq!(mine(&place, "tasks-week", "2026-11-23"), ["张三"]);
    let theirs = on(&place, "zhaoyun", Whose::Mine, "tasks", "2026-11-23");
    assert_eq!(theirs, ["李明"]);
    let rows = rows(&place, "wangwei", Whose::Mine, "tasks", "2026-11-23");
    let titles = rows[1].held.iter().filter_map(|held| held.task.clone());
    assert_eq!(titles.collect::<Vec<_>>(), ["收款", "回访", "代办"]);
    let team = on(&place, "sun", Whose::Team, "tasks", "2026-11-23");
    assert_eq!(team, ["张三", "李明"]);
}

#[test]
fn whose_list_it_is_never_goes_beyond_the_scope() {
    let mut place = Place::staffed();
    place.done("root", |tx| setting::set(tx, setting::OPEN_FILE, "off"));
    for login in ["wangwei", "zhaoyun", "li"] {
        let new = draft(&format!("{login}的"), &[]);
        place.done(login, |tx| customer::add(tx, &new));
    }
    for (name, unit) in [("一组公海", Some("T1")), ("公海", None)] {
        let new = Draft {
            owner: Some(None),
            unit: unit.map(str::to_owned),
            ..draft(name, &[])
        };
        place.done("root", |tx| customer::add(tx, &new));
    }
    let seen = |login: &str, whose| {
        let mut names = on(&place, login, whose, "new", "2026-11-23");
        names.sort();
        names
    };
    assert_eq!(seen("wangwei", Whose::All), ["wangwei的"]);
    assert_eq!(seen("wangwei", Whose::Team), ["wangwei的"]);
    let team = ["wangwei的", "zhaoyun的", "一组公海"];
    assert_eq!(seen("sun", Whose::Team), team);
    assert_eq!(seen("sun", Whose::All), team);
    assert_eq!(seen("sun", Whose::Of(place.id("zhaoyun"))), ["zhaoyun的"]);
    let all = ["li的", "wangwei的", "zhaoyun的", "一组公海", "公海"];
    assert_eq!(seen("boss", Whose::All), all);
    assert_eq!(seen("boss", Whose::Of(place.id("li"))), ["li的"]);
    // One team by itself, those who are nobody's with it, for whoever reaches it.
    let unit = |code: &str| {
        let units = unit::list(&place.reader()).unwrap();
        let found = units.iter().find(|unit| unit.code == code);
        Whose::Unit(found.unwrap().id)
    };
    assert_eq!(seen("boss", unit("T1")), team);
    assert_eq!(seen("sun", unit("T1")), team);
    let no_team = |login: &str, code: &str| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id(login)).unwrap();
        let list = ListOf::Timed(Topic::New, Within::Week);
        of(&reader, &actor, unit(code), list, 9, noon("2026-11-23")).is_err()
    };
    assert!(no_team("wangwei", "T1"));
    assert!(no_team("sun", "T2"));

    let refused = |login: &str, whose: StaffId| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id(login)).unwrap();
        let whose = Whose::Of(whose);
        let list = ListOf::Timed(Topic::New, Within::Week);
        of(&reader, &actor, whose, list, 9, noon("2026-11-23")).is_err()
    };
    assert!(refused("sun", place.id("li")));
    assert!(refused("wangwei", place.id("zhaoyun")));
    assert!(!refused("wangwei", place.id("wangwei")));
}

#[test]
fn a_count_stops_at_a_thousand_and_says_that_there_are_more() {
    let mut place = Place::staffed();
    let many = |tx: &Tx<'_>, count: usize| {
        (0..count).try_for_each(|_| customer::add(tx, &draft("李明", &[])).map(|_| ()))
    };
    place.done("wangwei", |tx| many(tx, CAP));
    let count = |place: &Place| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id("wangwei")).unwrap();
        let lists = ["new", "silent"].map(|list| list.parse().unwrap());
        counts(&reader, &actor, Whose::All, &lists, noon("2026-11-23")).unwrap()
    };
    let told = |count, more| Count { count, more };
    assert_eq!(count(&place), [told(CAP, false), told(0, false)]);
    place.done("zhaoyun", |tx| many(tx, 1));
    assert_eq!(count(&place), [told(CAP, true), told(0, false)]);
}

#[test]
fn whoever_oversees_sees_how_far_everybodys_day_is() {
    let mut place = Place::staffed();
    let (one, two) = (
        born(&mut place, "李明", &[("birthday", "11-24")]),
        born(&mut place, "张三", &[]),
    );
    let promise = |customer, minutes: i64| {
        let mut log = logged(customer, "callback");
        log.next_at = Some(AT.plus_minutes(minutes));
        log
    };
    place.done("wangwei", |tx| interaction::log(tx, &promise(two, 10)));
    let seen = |place: &Place, login: &str, later: i64| {
        let reader = place.reader();
        let actor = staff::actor(&reader, place.id(login)).unwrap();
        let now = Now {
            at: AT.plus_minutes(later),
            zone: chrono_tz::Tz::Asia__Shanghai,
        };
        let loads = overview(&reader, &actor, now);
        loads.map(|loads| {
            let told = loads
                .into_iter()
                .map(|load| (load.login, load.left, load.done, load.overdue));
            told.collect::<Vec<_>>()
        })
    };
    let wang = |left, done, overdue| vec![("wangwei".to_owned(), left, done, overdue)];
    let before = seen(&place, "sun", 0).unwrap();
    assert_eq!((before.len(), before[0].3), (1, 0), "{before:?}");
    // The call was promised for ten past: an hour later it is overdue.
    assert_eq!(seen(&place, "sun", 69).unwrap()[0].3, 0);
    let late = seen(&place, "boss", 71).unwrap();
    assert_eq!(late, wang(before[0].1, before[0].2, 1));
    // It is done by the call that is logged; settling somebody counts as done.
    place.done("wangwei", |tx| {
        interaction::log(tx, &logged(one, "reached"))
    });
    let after = seen(&place, "sun", 71).unwrap();
    assert_eq!(after, wang(late[0].1 - 1, late[0].2 + 1, 1));
    assert!(seen(&place, "wangwei", 0).is_err());
    assert!(seen(&place, "li", 0).is_err());
}
