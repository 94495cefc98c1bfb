//! Missed calls on Today's list, of customers and of numbers that nobody has.

use super::customer::draft;
use super::log::logged;
use super::today::{at, known, list_of, on, settle, undo};
use crate::domain::customer::Draft;
use crate::domain::ringing::{Said, Telling};
use crate::domain::time::Instant;
use crate::domain::today::{Settling, Whose};
use crate::store::testing::{AT, Place};
use crate::store::{Asking, call, interaction, staff};

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
    // One call answers all; of a number that nobody has, each is dismissed.
    at(&mut place, "wangwei", on(1), |tx| {
        interaction::log(tx, &logged(id, "no_answer"))
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
