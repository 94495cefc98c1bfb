//! Missed and promised calls on Today's list, of customers and of numbers that nobody has.

use super::customer::draft;
use super::log::logged;
use super::today::{at, born, clean, known, list_of, now, on, settle, told, undo};
use crate::domain::customer::Draft;
use crate::domain::interaction::CallLog;
use crate::domain::ringing::{Said, Telling};
use crate::domain::time::Instant;
use crate::domain::today::{Settling, Whom, Whose};
use crate::store::testing::{AT, Place};
use crate::store::{Asking, call, interaction, staff, today};

pub(super) fn missed(place: &mut Place, call: &str, number: &str, at: Instant) {
    let exchange = place.id(staff::EXCHANGE);
    for (later, said) in [
        (
            0,
            Said::Ring {
                number: number.to_owned(),
                name: None,
            },
        ),
        (
            20_000,
            Said::Hangup {
                answered: Some(false),
            },
        ),
    ] {
        let telling = Telling {
            call_id: call.to_owned(),
            ext: "801".to_owned(),
            at: Instant(at.0 + later),
            said,
        };
        let understood = call::Understood::new(telling, "CN");
        let asking = Asking::new(exchange, Instant(at.0 + later));
        place
            .writer
            .live(&asking, "ring", false, |tx| call::tell(tx, &understood))
            .unwrap();
    }
}

#[test]
fn missed_calls_of_customers_and_of_numbers_that_nobody_has_are_rows() {
    let mut place = Place::staffed();
    let wangwei = place.id("wangwei").0;
    at(&mut place, "root", on(-50), |tx| {
        tx.conn()
            .execute("UPDATE staff SET ext = '801' WHERE id = ?1", [wangwei])
            .unwrap();
        Ok(())
    });
    let phone = Draft {
        phones: draft("", &["13800134821"]).phones,
        ..Draft::default()
    };
    let id = known(&mut place, "李明", phone);
    missed(&mut place, "a", "13800134821", on(-1));
    missed(&mut place, "b", "02162344821", on(-1));
    missed(&mut place, "c", "02162344821", AT);
    let list = list_of(&place, "wangwei", Whose::Mine, Instant(AT.0 + 60_000));
    let rows: Vec<_> = list
        .rows
        .iter()
        .map(|row| (row.customer, row.number.as_deref(), row.reasons.len()))
        .collect();
    assert_eq!(
        rows,
        [
            (None, Some("862162344821"), 2),
            (Some(id), Some("8613800134821"), 1),
        ]
    );
    // Rung back in vain, it is missed still, and behind; one that is answered answers all. Of a number
    // that nobody has, each is dismissed.
    at(&mut place, "wangwei", on(1), |tx| {
        interaction::log(tx, &logged(id, "no_answer"))
    });
    let again = list_of(&place, "wangwei", Whose::Mine, on(1));
    let tried = again.rows.iter().map(|row| (row.customer, row.tried));
    assert_eq!(tried.collect::<Vec<_>>(), [(None, false), (Some(id), true)]);
    at(&mut place, "wangwei", on(1), |tx| {
        interaction::log(tx, &logged(id, "reached"))
    });
    let unknown = list.rows.first().unwrap();
    let which = unknown
        .reasons
        .iter()
        .map(|due| (due.code.clone(), due.occurrence.clone()));
    let of = (None, which.collect());
    let entry = settle(
        &mut place,
        on(1),
        of,
        Settling::Dismissed("打错".to_owned()),
    );
    assert_eq!(list_of(&place, "wangwei", Whose::Mine, on(1)).total, 0);
    undo(&mut place, entry);
    assert_eq!(list_of(&place, "wangwei", Whose::Mine, on(1)).total, 1);
}

#[test]
fn a_promise_for_later_today_leads_at_its_minute_and_an_attempt_puts_it_behind() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("1958-05-25"));
    let (made, due) = (AT, AT.plus_minutes(60));
    let mut call = logged(id, "callback");
    call.next_at = Some(due);
    at(&mut place, "wangwei", made, |tx| {
        interaction::log(tx, &call)
    });
    let tried = |place: &Place, moment| {
        let list = list_of(place, "wangwei", Whose::Mine, moment);
        list.rows.first().map(|row| row.tried)
    };
    assert_eq!(tried(&place, due), Some(false));
    let rings = |place: &Place| {
        let reader = place.reader();
        let me = staff::actor(&reader, place.id("wangwei")).unwrap();
        interaction::callbacks(&reader, &me, due.plus_minutes(60))
            .unwrap()
            .len()
    };
    assert_eq!(rings(&place), 1);
    at(&mut place, "wangwei", due.plus_minutes(1), |tx| {
        interaction::log(tx, &logged(id, "no_answer"))
    });
    assert_eq!(tried(&place, due.plus_minutes(2)), Some(true));
    let all: [Whom; 1] = [(Some(id), Vec::new())];
    at(&mut place, "wangwei", due.plus_minutes(3), |tx| {
        today::settle(tx, &all, &Settling::Settled)
    });
    assert_eq!(
        (tried(&place, due.plus_minutes(4)), rings(&place)),
        (None, 0)
    );
}

#[test]
fn a_call_in_vain_with_a_later_day_puts_everything_off_until_then_and_its_undo_does_not() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("1958-11-25"));
    let tomorrow = now(AT).today().succ_opt();
    let in_vain = CallLog {
        next_on: tomorrow,
        ..logged(id, "no_answer")
    };
    let (_, entry) = at(&mut place, "wangwei", AT, |tx| {
        interaction::log(tx, &in_vain)
    });
    let list = list_of(&place, "wangwei", Whose::Mine, AT);
    assert_eq!((list.total, list.put_off, list.done), (0, 1, 0));
    let then = told(&place, "wangwei", on(1));
    assert_eq!(then, ["李明 next_contact birthday"]);
    undo(&mut place, entry);
    assert_eq!(told(&place, "wangwei", AT), ["李明 birthday"]);
    // Later on the same day they stay, behind all others until their time.
    let today = CallLog {
        next_on: Some(now(AT).today()),
        ..logged(id, "no_answer")
    };
    at(&mut place, "wangwei", AT, |tx| interaction::log(tx, &today));
    assert_eq!(list_of(&place, "wangwei", Whose::Mine, AT).total, 1);
    clean(&place);
}
