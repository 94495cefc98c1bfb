//! A task in one line: who and which customer are meant. Must not store it.

use super::super::find::{self, Seeker};
use super::super::{Reader, choice, staff, unit};
use crate::domain::customer::{FoundRow, Sight};
use crate::domain::ids::CustomerId;
use crate::domain::name::explain;
use crate::domain::nearest::{Of, Word, nearest};
use crate::domain::staff::{Role, Staff};
use crate::domain::task::{Heard, KINDS, NewTask, Priority, Quick, To, USUAL, USUAL_FOR_CUSTOMER};
use crate::domain::time::{DateFault, Now};
use crate::error::{Error, Fault, Result};

/// How many namesakes are looked at.
const NAMESAKES: usize = 20;

/// How many colleagues are named who may be meant.
const NEAR: usize = 5;

/// What a line was understood as, to be read back before it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The task.
    pub new: NewTask,
    /// Code and name of the customer, raw.
    pub whom: Option<(String, String)>,
    /// Whose it is: login and name, or code and name of a unit.
    pub whose: (String, String),
    /// What looks as if it said something, and was not understood; raw.
    pub odd: Vec<String>,
}

/// Understands a line; what names nobody stays in the title, whom several may be is refused.
pub fn understand(reader: &Reader, seeker: &Seeker, line: &str, now: &Now) -> Result<Understood> {
    let heard = hear(reader, seeker, line, None, now)?;
    if let Some((field, fault)) = heard.wrong.into_iter().next() {
        return Err(Error::invalid(field, fault));
    }
    if heard.ambiguous {
        return Err(Error::invalid(
            "customer",
            Fault::Shared(heard.others.len()),
        ));
    }
    Ok(Understood {
        new: heard.new,
        whom: heard.whom,
        whose: heard.whose,
        odd: heard.odd,
    })
}

/// Understands a line as far as it can be; `chosen` is whom the person chose of several.
pub fn hear(
    reader: &Reader,
    seeker: &Seeker,
    line: &str,
    chosen: Option<CustomerId>,
    now: &Now,
) -> Result<Heard> {
    let (quick, date) = Quick::read(line, now);
    let mut wrong: Vec<(&'static str, Fault)> = Vec::new();
    wrong.extend(date.map(|fault| ("due", of_date(fault))));
    let actor = seeker.actor();
    let mine = || {
        let named = (actor.login.clone(), actor.name.clone());
        (To::Person(actor.id), named)
    };
    let (to, whose) = match quick.to.as_deref().map(|typed| to(reader, typed)) {
        None => mine(),
        Some(Err(Error::Invalid { fault, .. })) => {
            wrong.push(("to", fault));
            mine()
        }
        Some(found) => found?,
    };
    let meant = whom(reader, seeker, &quick.names, now)?;
    let (whom, others, ambiguous) = meant.of(chosen);
    let customer = whom.as_ref().map(|row| row.id);
    let kinds = choice::list(reader, KINDS)?;
    let spoken = quick
        .spoken_kind
        .filter(|code| kinds.iter().any(|kind| kind.active && kind.code == *code));
    let usual = match customer {
        Some(_) => USUAL_FOR_CUSTOMER,
        None => USUAL,
    };
    let kind = match quick.kind.map(|typed| choice::pick(&kinds, "kind", &typed)) {
        None => spoken.unwrap_or(usual).to_owned(),
        Some(Err(Error::Invalid { fault, .. })) => {
            wrong.push(("kind", fault));
            usual.to_owned()
        }
        Some(kind) => kind?,
    };
    if quick.title.trim().is_empty() {
        wrong.push(("title", Fault::Empty));
    }
    let new = NewTask {
        kind,
        customer,
        due: quick.due,
        priority: quick.priority.unwrap_or(Priority::Normal),
        every: quick.every,
        ..NewTask::new(quick.title, to)
    };
    Ok(Heard {
        line: line.to_owned(),
        chosen,
        new,
        whom: whom.map(|row| (row.code, row.name)),
        whose,
        others,
        ambiguous,
        wrong,
        odd: quick.odd,
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

/// A colleague by login or name, or a unit by its code or name; and login and name of the one, code
/// and name of the other. Nobody: the nearest are named.
pub fn to(reader: &Reader, typed: &str) -> Result<(To, (String, String))> {
    let typed = typed.to_lowercase();
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
    let known = named().chain(able()).map(Staff::word);
    let known = known.chain(units.iter().map(|unit| Word::named(&unit.code, &unit.name)));
    let mut nearest = nearest(&typed, known).of(Of::Staff);
    if nearest.is_empty() {
        // A part of a name, in its characters or in pinyin.
        let part = |name: &str| explain(name).pinyin.contains(&typed) || name.contains(&typed);
        let parts =
            able().filter(|who| part(&who.name.to_lowercase()) || who.login.contains(&typed));
        nearest.words.extend(parts.take(NEAR).map(Staff::word));
    }
    Err(Error::invalid("to", Fault::Unknown { nearest }))
}

fn is_able(person: &crate::domain::staff::Staff) -> bool {
    person.active && person.role != Role::Exchange
}

/// Who is meant by the names of a line.
enum Meant {
    Nobody,
    /// One, or several who are all called so.
    Called(Vec<FoundRow>),
    /// These may be meant: what was typed is a part of what they are called, in pinyin.
    Perhaps(Vec<FoundRow>),
}

impl Meant {
    /// The one who is meant, those to choose from, and whether one of them must be.
    fn of(self, chosen: Option<CustomerId>) -> (Option<FoundRow>, Vec<FoundRow>, bool) {
        let (rows, called) = match self {
            Meant::Nobody => return (None, Vec::new(), false),
            Meant::Called(rows) => (rows, true),
            Meant::Perhaps(rows) => (rows, false),
        };
        if let (true, [one]) = (called, rows.as_slice()) {
            return (Some(one.clone()), Vec::new(), false);
        }
        let whom = rows.iter().find(|row| Some(row.id) == chosen).cloned();
        let ambiguous = called && whom.is_none();
        (whom, rows, ambiguous)
    }
}

/// The customers whom the first of the names names that names any: by name, code or number, by all
/// of the name in pinyin; by a part of that only perhaps.
fn whom(reader: &Reader, seeker: &Seeker, names: &[String], now: &Now) -> Result<Meant> {
    let mut perhaps = Vec::new();
    for name in names {
        let found = find::find(reader, seeker, name, NAMESAKES, now.at)?;
        let figures = name.chars().filter(char::is_ascii_digit).count();
        let only = found.count == 1 && figures >= 5;
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        let spelled: String = name.to_lowercase().split_whitespace().collect();
        let is_latin = spelled.chars().all(|c| c.is_ascii_lowercase());
        let reads = |row: &FoundRow| explain(&row.name).pinyin.contains(&spelled);
        let seen = || found.rows.iter().filter(|row| row.sight == Sight::Full);
        let called = |row: &&FoundRow| only || is(&row.name) || is(&row.code);
        let mut meant: Vec<FoundRow> = seen().filter(called).cloned().collect();
        if meant.is_empty() && is_latin {
            meant = seen().filter(|row| reads(row)).cloned().collect();
        }
        if !meant.is_empty() {
            return Ok(Meant::Called(meant));
        }
        if perhaps.is_empty() && is_latin && found.count <= NAMESAKES {
            perhaps = seen().cloned().collect();
        }
    }
    Ok(match perhaps.is_empty() {
        true => Meant::Nobody,
        false => Meant::Perhaps(perhaps),
    })
}
