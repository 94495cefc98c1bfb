//! Today's list on real files: every reason comes, is settled in every way and comes back in none
//! but its own; undo; whose it is.

use super::customer::draft;
use super::log::{goods, logged};
use crate::domain::customer::{Draft, Field};
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::interaction::CallLog;
use crate::domain::product::{NewLine, NewSale};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::today::{Detail, Settling, TodayList, Whom, Whose};
use crate::error::{Error, Fault, Result};
use crate::store::testing::{AT, Place};
use crate::store::{
    Asking, Tx, check, customer, interaction, journal, product, sale, staff, today,
};

pub(super) const DAY: i64 = 24 * 60 * 60 * 1000;

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// 14:05 at the business, so many days after 2026-11-23.
pub(super) fn on(days: i64) -> Instant {
    Instant(AT.0 + days * DAY)
}

pub(super) fn now(at: Instant) -> Now {
    Now {
        at,
        zone: chrono_tz::Tz::Asia__Shanghai,
    }
}

/// A change at a moment, and its entry.
pub(super) fn at<T>(
    place: &mut Place,
    login: &str,
    at: Instant,
    change: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> (T, EntryId)
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let asking = Asking::new(place.id(login), at);
    let done = place.writer.change(&asking, "test", change).unwrap();
    (done.answer, done.entry)
}

pub(super) fn list_of(place: &Place, login: &str, whose: Whose, at: Instant) -> TodayList {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    today::list(&reader, &actor, whose, 50, now(at)).unwrap()
}

/// Names and codes of the reasons of somebody's own list.
pub(super) fn told(place: &Place, login: &str, at: Instant) -> Vec<String> {
    let list = list_of(place, login, Whose::Mine, at);
    assert_eq!(list.total, list.rows.len());
    let rows = list.rows.into_iter().map(|row| {
        let codes: Vec<String> = row.reasons.into_iter().map(|due| due.code).collect();
        format!("{} {}", row.name, codes.join(" "))
    });
    rows.collect()
}

/// A customer of wangwei who was greeted long ago, so that nothing is due but what the test does.
pub(super) fn known(place: &mut Place, name: &str, more: Draft) -> CustomerId {
    let draft = Draft {
        fields: [draft(name, &[]).fields, more.fields].concat(),
        ..more
    };
    let added = at(place, "wangwei", on(-40), |tx| customer::add(tx, &draft));
    let id = added.0.id;
    at(place, "wangwei", on(-39), |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    id
}

pub(super) fn born(date: &str) -> Draft {
    Draft {
        dates: vec![("birthday".to_owned(), date.parse().unwrap())],
        ..Draft::default()
    }
}

pub(super) fn settle(place: &mut Place, when: Instant, of: Whom, how: Settling) -> EntryId {
    at(place, "wangwei", when, |tx| today::settle(tx, &[of], &how)).1
}

pub(super) fn undo(place: &mut Place, entry: EntryId) {
    let asking = Asking::new(place.id("wangwei"), AT);
    journal::undo(&mut place.writer, &asking, entry, false).unwrap();
}

pub(super) fn clean(place: &Place) {
    let asking = place.asking("root");
    for check in check::check(&place.writer, &asking).unwrap() {
        assert!(check.ok, "{} {:?}", check.name, check.detail);
    }
}

#[test]
fn a_birthday_comes_and_the_call_settles_it_and_its_undo_brings_it_back() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("1958-11-25"));
    assert_eq!(told(&place, "wangwei", on(-2)), [""; 0]);
    assert_eq!(told(&place, "wangwei", on(-1)), ["李明 birthday"]);
    // Nobody answered: it is still to be done, behind all others.
    at(&mut place, "wangwei", on(-1), |tx| {
        interaction::log(tx, &logged(id, "no_answer"))
    });
    let list = list_of(&place, "wangwei", Whose::Mine, on(-1));
    assert!(list.rows.first().unwrap().tried);
    assert_eq!((list.total, list.done), (1, 0));
    let (_, entry) = at(&mut place, "wangwei", AT, |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    let list = list_of(&place, "wangwei", Whose::Mine, AT);
    assert_eq!((list.total, list.done), (0, 1));
    undo(&mut place, entry);
    assert_eq!(told(&place, "wangwei", AT), ["李明 birthday"]);
    clean(&place);
}

#[test]
fn a_settled_reason_never_comes_back_and_the_next_one_does() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("lunar:1958-10-17"));
    assert_eq!(told(&place, "wangwei", AT), ["李明 birthday"]);
    let of = (Some(id), Vec::new());
    let entry = settle(&mut place, AT, of, Settling::Settled);
    assert_eq!(told(&place, "wangwei", AT), [""; 0]);
    let next = now(AT).at_local(day("2027-11-13"), chrono::NaiveTime::MIN);
    at(&mut place, "wangwei", on(350), |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    assert_eq!(told(&place, "wangwei", next), ["李明 birthday"]);
    undo(&mut place, entry);
    assert_eq!(told(&place, "wangwei", AT), ["李明 birthday"]);
}

#[test]
fn a_snoozed_reason_comes_back_on_its_day_and_a_dismissed_one_does_not() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("11-25"));
    let due = list_of(&place, "wangwei", Whose::Mine, AT);
    let due = due.rows.first().unwrap().reasons.first().unwrap().clone();
    let which = vec![(due.code, due.occurrence)];
    let snoozed = Settling::Snoozed(day("2026-11-28"));
    settle(&mut place, AT, (Some(id), which.clone()), snoozed);
    assert_eq!(told(&place, "wangwei", on(4)), [""; 0]);
    assert_eq!(told(&place, "wangwei", on(5)), ["李明 birthday"]);
    let dismissed = Settling::Dismissed("要出国".to_owned());
    let entry = settle(&mut place, on(5), (Some(id), which), dismissed);
    assert_eq!(told(&place, "wangwei", on(5)), [""; 0]);
    undo(&mut place, entry);
    assert_eq!(told(&place, "wangwei", on(5)), ["李明 birthday"]);
}

#[test]
fn what_cannot_be_settled_is_refused_and_leaves_nothing() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("11-25"));
    let mut refused = |reasons: Vec<(String, String)>, how| {
        let of = [(Some(id), reasons)];
        place
            .change("wangwei", |tx| today::settle(tx, &of, &how))
            .unwrap_err()
    };
    let past = refused(Vec::new(), Settling::Snoozed(day("2026-11-23")));
    assert!(matches!(
        past,
        Error::Invalid {
            fault: Fault::InThePast,
            ..
        }
    ));
    let empty = refused(Vec::new(), Settling::Dismissed(" ".to_owned()));
    assert!(matches!(
        empty,
        Error::Invalid {
            fault: Fault::Empty,
            ..
        }
    ));
    let other = vec![("birthday".to_owned(), "9:2026-11-25".to_owned())];
    assert!(matches!(refused(other, Settling::Settled), Error::Gone(_)));
    assert_eq!(told(&place, "wangwei", AT), ["李明 birthday"]);
}

#[test]
fn a_plan_leads_from_its_minute_on_and_shows_with_whoever_promised_it() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("11-23"));
    let plan = CallLog {
        next_on: Some(day("2026-11-23")),
        next_at: Some(AT),
        ..logged(id, "callback")
    };
    at(&mut place, "zhaoyun", on(-1), |tx| {
        interaction::log(tx, &plan)
    });
    known(&mut place, "王芳", born("11-22"));
    let before = Instant(AT.0 - 60_000);
    assert_eq!(
        told(&place, "wangwei", before),
        ["李明 next_contact", "王芳 birthday"]
    );
    assert_eq!(told(&place, "zhaoyun", before), ["李明 next_contact"]);
    let first = list_of(&place, "wangwei", Whose::Mine, AT).rows.remove(0);
    assert!(first.score > 100_000);
    at(&mut place, "wangwei", AT, |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    assert_eq!(told(&place, "wangwei", AT), ["王芳 birthday"]);
    assert_eq!(told(&place, "zhaoyun", AT), [""; 0]);
}

#[test]
fn the_grade_says_who_was_left_alone_too_long() {
    let mut place = Place::staffed();
    let grade = |grade: &str| Draft {
        fields: vec![(Field::Grade, grade.to_owned())],
        ..Draft::default()
    };
    known(&mut place, "甲", grade("a"));
    known(&mut place, "乙", grade("b"));
    known(&mut place, "丙", Draft::default());
    let later = on(-39 + 30);
    assert_eq!(
        told(&place, "wangwei", Instant(later.0 - DAY)),
        ["甲 silent"]
    );
    assert_eq!(told(&place, "wangwei", later), ["甲 silent", "乙 silent"]);
    assert_eq!(
        told(&place, "wangwei", on(51)),
        ["甲 silent", "乙 silent", "丙 silent"]
    );
}

pub(super) fn sold(
    customer: CustomerId,
    at: Instant,
    paid: i64,
    product: crate::domain::ids::ProductId,
) -> NewSale {
    NewSale {
        code: None,
        customer,
        at,
        staff: None,
        lines: vec![NewLine {
            product,
            quantity: 1,
            price: None,
            amount: 100,
            collected: None,
        }],
        payments: if paid > 0 {
            vec![("cash".to_owned(), paid)]
        } else {
            Vec::new()
        },
        remark: None,
    }
}

#[test]
fn purchases_bring_guidance_debts_run_outs_and_a_warning_when_they_stop() {
    let mut place = Place::staffed();
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let id = known(&mut place, "李明", Draft::default());
    let buy = |place: &mut Place, days: i64, paid: i64| {
        let sale = sold(id, on(days), paid, bee);
        at(place, "root", on(days), |tx| sale::bring(tx, &sale));
    };
    buy(&mut place, 0, 0);
    assert_eq!(told(&place, "wangwei", on(6)), [""; 0]);
    assert_eq!(told(&place, "wangwei", on(7)), ["李明 bought_7"]);
    assert_eq!(told(&place, "wangwei", on(24)), ["李明 run_out"]);
    assert_eq!(
        told(&place, "wangwei", on(30)),
        ["李明 run_out balance_due bought_30"]
    );
    let row = list_of(&place, "wangwei", Whose::Mine, on(30))
        .rows
        .remove(0);
    let owes = row.reasons.iter().any(|due| {
        due.detail
            == Detail::BalanceDue {
                amount: 100,
                since: day("2026-11-23"),
            }
    });
    assert!(owes);
    // Buying again closes the run-out by itself.
    buy(&mut place, 30, 100);
    assert_eq!(told(&place, "wangwei", on(30)), ["李明 balance_due"]);
    buy(&mut place, 60, 100);
    at(&mut place, "wangwei", on(119), |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    let codes = told(&place, "wangwei", on(120));
    assert_eq!(codes, ["李明 falling"]);
    clean(&place);
}

#[test]
fn new_and_transferred_customers_are_greeted_once() {
    let mut place = Place::staffed();
    let id = at(&mut place, "wangwei", AT, |tx| {
        customer::add(tx, &draft("李明", &[]))
    })
    .0
    .id;
    assert_eq!(told(&place, "wangwei", AT), ["李明 new"]);
    at(&mut place, "wangwei", on(1), |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    assert_eq!(told(&place, "wangwei", on(1)), [""; 0]);
    let to = place.id("zhaoyun");
    at(&mut place, "sun", on(2), |tx| {
        customer::transfer(tx, &[id], to, "休产假")
    });
    assert_eq!(told(&place, "zhaoyun", on(2)), ["李明 transferred"]);
    assert_eq!(told(&place, "wangwei", on(2)), [""; 0]);
    at(&mut place, "zhaoyun", on(3), |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    assert_eq!(told(&place, "zhaoyun", on(3)), [""; 0]);
}

#[test]
fn a_complaint_is_looked_after() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", Draft::default());
    at(&mut place, "wangwei", AT, |tx| {
        interaction::log(tx, &logged(id, "hostile"))
    });
    assert_eq!(told(&place, "wangwei", on(1)), ["李明 complaint"]);
    settle(&mut place, on(1), (Some(id), Vec::new()), Settling::Settled);
    assert_eq!(told(&place, "wangwei", on(2)), [""; 0]);
}

#[test]
fn lists_of_many_hold_what_the_lists_of_each_hold_and_the_weightiest_come_first() {
    let mut place = Place::staffed();
    known(&mut place, "李明", born("11-25"));
    known(&mut place, "王芳", born("11-22"));
    at(&mut place, "li", AT, |tx| {
        customer::add(tx, &draft("赵六", &[]))
    });
    let tried = known(&mut place, "钱七", born("11-23"));
    at(&mut place, "wangwei", AT, |tx| {
        interaction::log(tx, &logged(tried, "busy"))
    });
    let names = |login: &str, whose: Whose| -> Vec<String> {
        let list = list_of(&place, login, whose, AT);
        assert_eq!(list.total, list.rows.len());
        assert!(!list.more);
        list.rows.into_iter().map(|row| row.name).collect()
    };
    assert_eq!(names("boss", Whose::All), ["王芳", "李明", "赵六", "钱七"]);
    assert_eq!(names("sun", Whose::Team), ["王芳", "李明", "钱七"]);
    assert_eq!(
        names("sun", Whose::Of(place.id("wangwei"))),
        ["王芳", "李明", "钱七"]
    );
    assert_eq!(names("wangwei", Whose::Mine), ["王芳", "李明", "钱七"]);
}

#[test]
fn whom_the_guard_would_not_have_called_stands_behind_all_others() {
    let mut place = Place::staffed();
    let held = Draft {
        do_not_call: Some(true),
        ..born("11-22")
    };
    known(&mut place, "王芳", held);
    known(&mut place, "李明", born("11-25"));
    assert_eq!(
        told(&place, "wangwei", AT),
        ["李明 birthday", "王芳 birthday"]
    );
}
