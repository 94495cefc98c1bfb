//! A task in one line: who and which customer are meant. Must not store it.

use super::super::find::{self, Seeker};
use super::super::{Reader, choice, staff, unit};
use crate::domain::customer::Sight;
use crate::domain::ids::CustomerId;
use crate::domain::nearest::nearest;
use crate::domain::staff::Role;
use crate::domain::task::{KINDS, NewTask, Priority, Quick, To, USUAL, USUAL_FOR_CUSTOMER};
use crate::domain::time::{DateFault, Now};
use crate::error::{Error, Fault, Result};

/// How many namesakes are looked at.
const NAMESAKES: usize = 20;

/// What a line was understood as, to be read back before it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The task.
    pub new: NewTask,
    /// Code and name of the customer, raw.
    pub whom: Option<(String, String)>,
    /// Whose it is: login and name, or code and name of a unit.
    pub whose: (String, String),
}

/// Understands a line; what names nobody stays in the title, whom several may be is refused.
pub fn understand(reader: &Reader, seeker: &Seeker, line: &str, now: &Now) -> Result<Understood> {
    let quick = Quick::parse(line, now).map_err(|fault| Error::invalid("due", of_date(fault)))?;
    let (to, whose) = match &quick.to {
        Some(typed) => to(reader, typed)?,
        None => {
            let actor = seeker.actor();
            let named = (actor.login.clone(), actor.name.clone());
            (To::Person(actor.id), named)
        }
    };
    let found = whom(reader, seeker, &quick.names, now)?;
    let customer = found.as_ref().map(|(id, _)| *id);
    let kinds = choice::list(reader, KINDS)?;
    let spoken = quick
        .spoken_kind
        .filter(|code| kinds.iter().any(|kind| kind.active && kind.code == *code));
    let kind = match (&quick.kind, spoken, customer) {
        (Some(typed), _, _) => choice::pick(&kinds, "kind", typed)?,
        (None, Some(code), _) => code.to_owned(),
        (None, None, Some(_)) => USUAL_FOR_CUSTOMER.to_owned(),
        (None, None, None) => USUAL.to_owned(),
    };
    let new = NewTask {
        kind,
        customer,
        due: quick.due,
        priority: quick.priority.unwrap_or(Priority::Normal),
        every: quick.every,
        ..NewTask::new(quick.title, to)
    };
    Ok(Understood {
        new,
        whom: found.map(|(_, named)| named),
        whose,
    })
}

fn of_date(fault: DateFault) -> Fault {
    match fault {
        DateFault::Empty => Fault::Empty,
        DateFault::NotUnderstood | DateFault::WhichHalf => Fault::NotADate,
        DateFault::Impossible => Fault::ImpossibleDate,
        DateFault::InThePast => Fault::InThePast,
        DateFault::OutOfRange => Fault::OutOfRange,
    }
}

/// A colleague by login or name, or a unit by its code or name.
fn to(reader: &Reader, typed: &str) -> Result<(To, (String, String))> {
    let people = staff::list(reader)?;
    let able = || {
        let works = |person: &&_| is_able(person);
        people.iter().filter(works)
    };
    let is = |known: &str| known.to_lowercase() == typed;
    let named = || able().filter(|person| is(&person.name));
    let person = able().find(|person| is(&person.login)).or_else(|| {
        // Two of one name are told apart by their logins.
        named().next().filter(|_| named().count() == 1)
    });
    if let Some(person) = person {
        let named = (person.login.clone(), person.name.clone());
        return Ok((To::Person(person.id), named));
    }
    let units = unit::list(reader)?;
    if let Some(unit) = units.iter().find(|unit| is(&unit.code) || is(&unit.name)) {
        return Ok((To::Unit(unit.id), (unit.code.clone(), unit.name.clone())));
    }
    let known = named().chain(able()).map(|person| person.login.as_str());
    let nearest = nearest(
        typed,
        known.chain(units.iter().map(|unit| unit.code.as_str())),
    );
    Err(Error::invalid("to", Fault::Unknown { nearest }))
}

fn is_able(person: &crate::domain::staff::Staff) -> bool {
    person.active && person.role != Role::Exchange
}

type Whom = (CustomerId, (String, String));

/// The customer whom the first of the names names that names any.
fn whom(reader: &Reader, seeker: &Seeker, names: &[String], now: &Now) -> Result<Option<Whom>> {
    for name in names {
        let found = find::find(reader, seeker, name, NAMESAKES, now.at)?;
        let figures = name.chars().filter(char::is_ascii_digit).count();
        let only = found.count == 1 && figures >= 5;
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        let mut meant = found
            .rows
            .iter()
            .filter(|row| row.sight == Sight::Full)
            .filter(|row| only || is(&row.name) || is(&row.code));
        let (first, others) = (meant.next(), meant.count());
        match first {
            Some(_) if others > 0 => {
                return Err(Error::invalid("customer", Fault::Shared(others + 1)));
            }
            Some(row) => return Ok(Some((row.id, (row.code.clone(), row.name.clone())))),
            None => {}
        }
    }
    Ok(None)
}
