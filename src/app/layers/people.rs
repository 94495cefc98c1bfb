//! Colleagues and units as a form offers them, found by name, login, pinyin or code. Must not know
//! any form.

use crate::app::desk::Desk;
use crate::domain::ids::{StaffId, UnitId};
use crate::domain::task::To;
use crate::kit::form::Suggestion;
use crate::text::pinyin;

/// Before the row of a unit; a person's row stands alone.
const UNIT: char = 'u';

/// Everybody who is active.
pub(super) fn people(desk: &Desk) -> Vec<Suggestion> {
    let staff = desk.house.as_ref().map_or(&[][..], |house| &house.staff);
    let one =
        |(id, login, name): &(StaffId, String, String)| suggestion(id.0.to_string(), login, name);
    staff.iter().map(one).collect()
}

/// The person of a code.
pub(super) fn person(code: &str) -> Option<StaffId> {
    code.parse().ok().map(StaffId)
}

/// Whose a task may be: everybody's, and any unit's.
pub(super) fn people_and_units(desk: &Desk) -> Vec<Suggestion> {
    let units = desk.house.as_ref().map_or(&[][..], |house| &house.units);
    let one = |(id, code, name): &(UnitId, String, String)| {
        suggestion(format!("{UNIT}{}", id.0), code, name)
    };
    let units = units.iter().map(one);
    people(desk).into_iter().chain(units).collect()
}

/// Whose task it is by that code.
pub(super) fn whose(code: &str) -> Option<To> {
    match code.strip_prefix(UNIT) {
        Some(unit) => unit.parse().ok().map(|unit| To::Unit(UnitId(unit))),
        None => person(code).map(To::Person),
    }
}

/// The code of whose task it is.
pub(super) fn code_of(to: To) -> String {
    match to {
        To::Person(person) => person.0.to_string(),
        To::Unit(unit) => format!("{UNIT}{}", unit.0),
    }
}

fn suggestion(code: String, login: &str, name: &str) -> Suggestion {
    Suggestion {
        code,
        label: name.to_owned(),
        keys: format!("{login} {}", pinyin::initials(name)),
        ..Suggestion::default()
    }
}
