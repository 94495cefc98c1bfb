//! Who acts: by key, by login, or by the operating-system user who runs the program.
//! Must not know what they may do.

use super::args::Cli;
use super::desk;
use super::stop::Stop;
use crate::domain::staff::{Role, Staff};
use crate::error::Error;
use crate::store::{Actor, Reader, setting, staff};
use crate::text::Text;

/// How many logins are named to somebody who said none.
const NAMED: usize = 8;

/// The person who acts, active and known to the file. `--as` is believed: whoever runs this can
/// read and write the file anyway; people who cannot come by key, through the server.
pub(super) fn actor(cli: &Cli, reader: &Reader, text: &Text) -> Result<Actor, Stop> {
    if cli.key_id.is_some() {
        return Err(Stop::Usage(text.cli.unknown_key.to_owned()));
    }
    let person = match &cli.acting {
        Some(login) => staff::by_login(reader, login)?,
        None => by_user(reader)?,
    };
    match person {
        Some(person) if person.role == Role::Exchange => Err(Error::no_right("login").into()),
        Some(person) => Ok(staff::actor(reader, person.id)?),
        None => Err(Stop::Usage(nobody(cli, reader, text)?)),
    }
}

/// The operating-system user's own login; else, in a file with one person, that one for the
/// user who made it.
pub(super) fn by_user(reader: &Reader) -> Result<Option<Staff>, Stop> {
    if let Some(login) = user()
        && let Some(person) = staff::by_login(reader, &login)?
        && person.role != Role::Exchange
    {
        return Ok(Some(person));
    }
    let uid = uzers::get_current_uid().to_string();
    if setting::get(reader, setting::MADE_BY_UID)? != uid {
        return Ok(None);
    }
    let mut people = staff::list(reader)?;
    people.retain(|person| person.role != Role::Exchange);
    match people.as_slice() {
        [only] => Ok(Some(only.clone())),
        _ => Ok(None),
    }
}

/// The login of the operating-system user, by uid: variables of the environment are no proof.
pub(super) fn user() -> Option<String> {
    let user = uzers::get_user_by_uid(uzers::get_current_uid())?;
    Some(user.name().to_str()?.to_owned())
}

fn nobody(cli: &Cli, reader: &Reader, text: &Text) -> Result<String, Stop> {
    let people = staff::list(reader)?.into_iter();
    let mut logins: Vec<String> = people
        .filter(|person| person.active && person.role != Role::Exchange)
        .map(|person| person.login)
        .collect();
    if setting::get(reader, setting::DEMO)? == "on" {
        // In an invented file the agent of the examples is the one to try.
        logins.sort_by_key(|login| login != desk::AGENT);
    }
    let count = logins.len();
    logins.truncate(NAMED);
    let mut known = logins.join(", ");
    if count > NAMED {
        known = (text.cli.and_others)(&known, count);
    }
    Ok(match &cli.acting {
        Some(login) => (text.cli.nobody)(login, &known),
        None => (text.cli.who_are_you)(&known),
    })
}
