//! `huoke staff`: the people who work here. Must not know their rights.

use serde::Serialize;

use super::args::Listing;
use super::args_house::StaffCommand;
use super::context::{Context, Desk};
use super::identity;
use super::output;
use super::stop::Stop;
use crate::domain::staff::{NewStaff, Role, Staff};
use crate::store::{setting, staff, unit};

/// With so many members an open file should be looked at.
const MANY: usize = 20;

#[derive(Serialize)]
struct Person<'s> {
    id: i64,
    login: &'s str,
    name: &'s str,
    role: &'s str,
    unit: Option<&'s str>,
    ext: Option<&'s str>,
    active: bool,
}

#[derive(Serialize)]
struct Done<'s> {
    entry: i64,
    code: &'s str,
    id: i64,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &StaffCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        StaffCommand::Add {
            login,
            name,
            role,
            unit,
            ext,
            writing,
        } => {
            let [unit_said, ext_said] = [unit, ext].map(|said| said.as_deref().unwrap_or_default());
            let new = NewStaff {
                login: login.clone(),
                name: name.clone(),
                // clap lets no other code through.
                role: Role::from_code(role).unwrap_or(Role::Agent),
                unit: unit.clone(),
                ext: ext.clone(),
            };
            let said = [login, name, role, unit_said, ext_said];
            let known = identity::by_user(&desk.reader)?;
            let done = desk.change(writing, "staff.add", &said, |tx| staff::add(tx, &new))?;
            let json = Done {
                entry: done.entry.0,
                code: login,
                id: done.answer.0,
            };
            context.done(&done, &json, |text| (text.cli.added)(login))?;
            if !done.repeated {
                advise(context, &desk, known)?;
            }
            Ok(())
        }
        StaffCommand::Disable { login, writing } => {
            let done = desk.change(writing, "staff.disable", &[login], |tx| {
                staff::disable(tx, login)
            })?;
            let json = Done {
                entry: done.entry.0,
                code: login,
                id: done.answer.0,
            };
            context.done(&done, &json, |text| (text.cli.disabled)(login))
        }
        StaffCommand::List(listing) => list(context, *listing, &desk),
    }
}

/// What one more person means for those who were there: whoever was known without a word may
/// not be any more, and a house of many should not be open by oversight.
fn advise(context: &Context, desk: &Desk, known: Option<Staff>) -> Result<(), Stop> {
    let words = &context.text.cli;
    if let Some(person) = known
        && identity::by_user(&desk.reader)?.is_none()
    {
        output::say(&(words.say_as)(&person.login));
    }
    let people = desk.people()?;
    let count = people
        .iter()
        .filter(|person| person.active && person.role != Role::Exchange)
        .count();
    if count == MANY && setting::get(&desk.reader, setting::OPEN_FILE)? == "on" {
        output::say(&(words.look_at_open_file)(count));
    }
    Ok(())
}

fn list(context: &mut Context, listing: Listing, desk: &Desk) -> Result<(), Stop> {
    let units = unit::list(&desk.reader)?;
    let header = ["id", "login", "name", "role", "unit", "ext", "active"];
    let text = context.text;
    let people = desk.people()?;
    let rows = people.iter().map(|person| {
        let unit = units.iter().find(|unit| Some(unit.id) == person.unit);
        let row = Person {
            id: person.id.0,
            login: &person.login,
            name: &person.name,
            role: person.role.code(),
            unit: unit.map(|unit| unit.code.as_str()),
            ext: person.ext.as_deref(),
            active: person.active,
        };
        let id = person.id.to_string();
        let cells = [
            id.as_str(),
            row.login,
            row.name,
            row.role,
            row.unit.unwrap_or_default(),
            row.ext.unwrap_or_default(),
            if row.active { "" } else { text.cli.inactive },
        ];
        let cells = cells.map(str::to_owned).to_vec();
        (row, cells)
    });
    context.listing(listing, &header, rows)
}
