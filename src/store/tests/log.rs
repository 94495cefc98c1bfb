//! Calls logged, products and sales as files bring them.

use super::customer::draft;
use crate::domain::ids::{CallId, CustomerId, EntryId};
use crate::domain::interaction::CallLog;
use crate::domain::product::{NewLine, NewSale, Product};
use crate::error::{Error, Fault, Refusal};
use crate::store::testing::{AT, Place};
use crate::store::{
    Asking, Tx, customer, interaction, journal, product, sale, setting, sql, staff,
};

/// A log with this disposition and nothing else.
pub(super) fn logged(customer: CustomerId, disposition: &str) -> CallLog {
    CallLog::new(customer, disposition)
}

#[test]
fn a_log_stamps_the_only_number_and_keeps_the_plan() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| {
            customer::add(tx, &draft("李明", &["13800134821"]))
        })
        .id;
    let mut call = logged(id, "disconnected");
    call.next_at = Some(AT.plus_minutes(60));
    place.done("wangwei", |tx| interaction::log(tx, &call));
    let query = "SELECT p.validity, p.validity_by, i.next_on, i.direction
      FROM customer_phone p JOIN interaction i ON i.phone_id = p.id";
    let found: (String, i64, String, String) = sql::one(place.reader().conn(), query, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })
    .unwrap()
    .unwrap();
    let by = place.id("wangwei").0;
    assert_eq!(
        found,
        ("invalid".into(), by, "2026-11-23".into(), "out".into())
    );
}

#[test]
fn a_call_that_nobody_answers_leaves_what_was_promised_and_by_whom() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    type Planned = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);
    let planned = |place: &Place| -> Planned {
        let query = "SELECT next_contact_at, next_contact_by, planned_at, last_contact_at
          FROM customer";
        let read =
            |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        sql::one(place.reader().conn(), query, [], read)
            .unwrap()
            .unwrap()
    };
    let by = Some(place.id("wangwei").0);
    let mut promise = logged(id, "reached");
    promise.next_at = Some(AT.plus_minutes(60));
    place.done("wangwei", |tx| interaction::log(tx, &promise));
    let (at, made) = (Some(AT.plus_minutes(60).0), Some(AT.0));
    assert_eq!(planned(&place), (at, by, made, made));
    let logs = |place: &mut Place, login: &str, minutes: i64, result: &str| {
        let asking = Asking::new(place.id(login), AT.plus_minutes(minutes));
        let log = |tx: &Tx<'_>| interaction::log(tx, &logged(id, result));
        place.writer.change(&asking, "log", log).unwrap();
        Some(asking.at.0)
    };
    let tried = logs(&mut place, "root", 30, "no_answer");
    assert_eq!(planned(&place), (at, by, made, tried));
    // A colleague who speaks with them before its time leaves it, whatever they settle.
    let spoken = logs(&mut place, "root", 31, "reached");
    assert_eq!(planned(&place), (at, by, made, spoken));
    let settled = "SELECT count(*) FROM reason_settlement WHERE rule = 'next_contact'";
    let settled = sql::one(place.reader().conn(), settled, [], |row| {
        row.get::<_, i64>(0)
    });
    assert_eq!(settled.unwrap(), Some(0));
    let reader = place.reader();
    let wangwei = staff::actor(&reader, place.id("wangwei")).unwrap();
    let due = interaction::callbacks(&reader, &wangwei, AT.plus_minutes(600)).unwrap();
    assert_eq!(due.len(), 1);
    drop(reader);
    let spoken = logs(&mut place, "wangwei", 62, "reached");
    assert_eq!(planned(&place), (None, None, None, spoken));
    // Once its time has come, whoever speaks with them has kept it.
    let mut promise = logged(id, "reached");
    promise.next_at = Some(AT.plus_minutes(120));
    place.done("wangwei", |tx| interaction::log(tx, &promise));
    let spoken = logs(&mut place, "root", 120, "reached");
    assert_eq!(planned(&place), (None, None, None, spoken));
    // A day without a time is everybody's.
    let mut promise = logged(id, "reached");
    promise.next_on = "2026-12-03".parse().ok();
    let asking = Asking::new(place.id("wangwei"), AT.plus_minutes(121));
    let log = |tx: &Tx<'_>| interaction::log(tx, &promise);
    place.writer.change(&asking, "log", log).unwrap();
    let spoken = logs(&mut place, "root", 122, "reached");
    assert_eq!(planned(&place), (None, None, None, spoken));
}

#[test]
fn a_log_refuses_an_unknown_disposition_a_day_gone_by_and_another_persons_call() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    let bad = place.change("wangwei", |tx| interaction::log(tx, &logged(id, "reachd")));
    match bad {
        Err(Error::Invalid {
            fault: Fault::Unknown { nearest },
            ..
        }) => {
            assert_eq!(nearest.codes().next(), Some("reached"));
        }
        other => panic!("{other:?}"),
    }
    let mut past = logged(id, "reached");
    past.next_on = "2026-11-22".parse().ok();
    let past = place.change("wangwei", |tx| interaction::log(tx, &past));
    assert!(matches!(
        past,
        Err(Error::Invalid {
            fault: Fault::InThePast,
            ..
        })
    ));
    let mut call = logged(id, "reached");
    call.call = Some(CallId(1));
    let none = place.change("wangwei", |tx| interaction::log(tx, &call));
    assert!(matches!(none, Err(Error::Gone(_))));
}

#[test]
fn a_call_of_the_exchange_is_settled_once() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| {
            customer::add(tx, &draft("李明", &["13800134821"]))
        })
        .id;
    let (asking, wangwei) = (place.asking("exchange"), place.id("wangwei"));
    let ring = "INSERT INTO call (call_id, ext, staff_id, digits, told_at)
      VALUES ('k', '801', ?1, '8613800134821', ?2)";
    place
        .writer
        .live(&asking, "ring", true, |tx| {
            sql::insert(tx.conn(), ring, [wangwei.0, AT.0])
        })
        .unwrap();
    let mut call = logged(id, "reached");
    call.call = Some(CallId(1));
    let once = place.done("wangwei", |tx| interaction::log(tx, &call));
    let query = "SELECT k.interaction_id, i.direction FROM call k JOIN interaction i
      ON i.id = k.interaction_id AND i.phone_id IS NOT NULL";
    let settled: (i64, String) = sql::one(place.reader().conn(), query, [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
    .unwrap()
    .unwrap();
    assert_eq!(settled, (once.0, "in".to_owned()));
    let twice = place.change("wangwei", |tx| interaction::log(tx, &call));
    assert!(matches!(
        twice,
        Err(Error::Refused(Refusal::State("call.logged")))
    ));
}

#[test]
fn ones_own_log_of_a_strangers_call_is_taken_back_and_the_call_is_open_again() {
    let mut place = Place::staffed();
    place.done("root", |tx| setting::set(tx, setting::OPEN_FILE, "off"));
    let id = place
        .done("root", |tx| {
            customer::add(tx, &draft("李明", &["13800134821"]))
        })
        .id;
    let (asking, wangwei) = (place.asking("exchange"), place.id("wangwei"));
    let ring = "INSERT INTO call (call_id, ext, staff_id, digits, told_at)
      VALUES ('k', '801', ?1, '8613800134821', ?2)";
    place
        .writer
        .live(&asking, "ring", true, |tx| {
            sql::insert(tx.conn(), ring, [wangwei.0, AT.0])
        })
        .unwrap();
    let mut call = logged(id, "reached");
    call.call = Some(CallId(1));
    place.done("wangwei", |tx| interaction::log(tx, &call));
    let again = place.change("wangwei", |tx| interaction::log(tx, &logged(id, "reached")));
    assert!(matches!(again, Err(Error::Refused(_))), "sight has ended");
    let last = "SELECT max(id) FROM journal_entry";
    let entry = sql::one(place.reader().conn(), last, [], |row| {
        row.get(0).map(EntryId)
    });
    let asking = place.asking("wangwei");
    journal::undo(&mut place.writer, &asking, entry.unwrap().unwrap(), false).unwrap();
    place.done("wangwei", |tx| interaction::log(tx, &call));
}

/// A product of this code.
pub(super) fn goods(code: &str) -> Product {
    Product {
        id: None,
        code: code.to_owned(),
        name: "蜂胶".to_owned(),
        category: None,
        price: Some(29_900),
        cycle_days: Some(30),
        points: None,
        ..Product::default()
    }
}

#[test]
fn a_sale_is_the_sum_of_its_lines_and_closed_once_paid() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    let line = NewLine {
        product: bee,
        quantity: 3,
        price: Some(29_900),
        amount: 89_700,
        collected: None,
    };
    let mut new = NewSale {
        code: None,
        customer: id,
        at: AT,
        staff: None,
        lines: vec![line, line],
        payments: vec![("cash".to_owned(), 100_000)],
        remark: None,
    };
    place.done("root", |tx| sale::bring(tx, &new));
    new.payments[0].1 = 179_400;
    place.done("root", |tx| sale::bring(tx, &new));
    let found: Vec<(String, i64, String)> = sql::all(
        place.reader().conn(),
        "SELECT code, total, state FROM sale",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
    .unwrap();
    assert_eq!(found[0], ("S000001".into(), 179_400, "open".into()));
    assert_eq!(found[1], ("S000002".into(), 179_400, "closed".into()));
    new.payments[0].0 = "shells".to_owned();
    let bad = place.change("root", |tx| sale::bring(tx, &new));
    assert!(matches!(bad, Err(Error::Invalid { .. })));
    assert_eq!(product::list(&place.reader()).unwrap().len(), 1);
    let mut same = goods("P1");
    assert!(!place.done("root", |tx| product::edit(tx, bee, &same)));
    same.price = Some(1);
    assert!(place.done("root", |tx| product::edit(tx, bee, &same)));
}
