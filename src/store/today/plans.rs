//! How everything goes that a list reads beside its walks: no log and nobody is scanned.

use super::{counted, guests, known, overview, progress, settled, sunk, taken};
use crate::store::testing::{Place, plan};

#[test]
fn what_is_read_of_customers_is_found_by_index_and_nobody_is_scanned() {
    let place = Place::fresh();
    let reader = place.reader();
    for (name, statement) in [
        ("settled by call", settled::BY_CALL),
        ("settled by hand", settled::BY_HAND),
        ("settled earlier", settled::EARLIER),
        ("settled, back", settled::BACK),
        ("guests open", guests::OPEN),
        ("guests of number", guests::OF_NUMBER),
        ("guests promised", guests::PROMISED),
        ("guests put off", guests::PUT_OFF),
        ("guests settled", guests::SETTLED),
        ("known customers", known::CUSTOMERS),
        ("known dates", known::DATES),
        ("known calls", known::CALLS),
        ("known assigned", known::ASSIGNED),
        ("known supplies", known::SUPPLIES),
        ("known settled", known::SETTLED),
        ("done", progress::DONE),
        ("today", progress::TODAY),
        ("of units", counted::OF_UNITS),
        ("overdue", overview::OVERDUE),
        ("sunk contacted", sunk::CONTACTED),
        ("sunk guarded", sunk::GUARDED),
        ("sunk promised", sunk::PROMISED),
        ("taken", taken::TAKEN),
    ] {
        for step in plan(reader.conn(), statement) {
            // Ids that were asked for, the units and rules of the house, and what was just gathered.
            let few = ["json_each", "u", "b", "below", "staff", "reason"];
            let scanned = step
                .strip_prefix("SCAN ")
                .and_then(|of| of.split(' ').next());
            assert!(scanned.is_none_or(|of| few.contains(&of)), "{name}: {step}");
        }
    }
}
