//! What was settled stays so, whatever the business does to its windows afterwards.

use super::log::logged;
use super::today::{at, born, clean, known, list_of, on, told};
use crate::domain::customer::Draft;
use crate::domain::ids::CustomerId;
use crate::domain::today::{Part, Whose};
use crate::store::testing::Place;
use crate::store::{interaction, product, reason, sale};

fn set(place: &mut Place, days: i64, code: &str, part: Part, value: &str) {
    let parts = [(part, value.to_owned())];
    at(place, "root", on(days), |tx| {
        reason::change(tx, code, &parts)
    });
}

fn call(place: &mut Place, days: i64, customer: CustomerId) {
    at(place, "wangwei", on(days), |tx| {
        interaction::log(tx, &logged(customer, "reached"))
    });
}

/// Nobody is on the list, however it is counted.
fn nobody_is_left(place: &Place, days: i64) {
    assert_eq!(told(place, "wangwei", on(days)), [""; 0]);
    let team = list_of(place, "sun", Whose::Team, on(days));
    assert_eq!((team.total, team.rows.len()), (0, 0));
}

#[test]
fn a_day_that_was_settled_far_ahead_stays_settled_when_its_window_is_made_short() {
    let mut place = Place::staffed();
    let id = known(&mut place, "李明", born("1960-01-20"));
    set(&mut place, 0, "birthday", Part::Before, "60");
    assert_eq!(told(&place, "wangwei", on(0)), ["李明 birthday"]);
    call(&mut place, 0, id);
    set(&mut place, 1, "birthday", Part::Before, "3");
    nobody_is_left(&place, 57);
    clean(&place);
}

#[test]
fn guidance_that_was_settled_stays_settled_when_it_is_due_later_than_before() {
    let mut place = Place::staffed();
    let goods = place.done("root", |tx| product::add(tx, &super::log::goods("P1")));
    let id = known(&mut place, "李明", Draft::default());
    let sale = super::today::sold(id, on(0), 100, goods);
    at(&mut place, "root", on(0), |tx| sale::bring(tx, &sale));
    assert_eq!(told(&place, "wangwei", on(7)), ["李明 bought_7"]);
    call(&mut place, 7, id);
    set(&mut place, 8, "run_out", Part::On, "off");
    set(&mut place, 8, "bought_30", Part::On, "off");
    set(&mut place, 8, "bought_7", Part::Days, "60");
    nobody_is_left(&place, 62);
    clean(&place);
}
