//! `huoke init` and `huoke upgrade`: a fresh file, and an older one brought forward.
//! Must not know tables.

use std::path::Path;

use serde::Serialize;

use super::args_file::Init;
use super::context::{Context, clock, once};
use super::identity;
use super::place;
use super::stop::Stop;
use crate::domain::staff::Role;
use crate::error::Error;
use crate::store::once::answered;
use crate::store::{Cache, Once, init, staff};

#[derive(Serialize)]
struct Made<'s> {
    entry: i64,
    code: &'s str,
    file: String,
}

/// Makes an empty file with its first administrator.
pub(super) fn run(context: &mut Context, args: &Init) -> Result<(), Stop> {
    let path = context.path()?;
    let login = match &args.login {
        Some(login) => login.clone(),
        None => own_login(),
    };
    let init = init::Init {
        name: args.name.clone().unwrap_or_else(|| login.clone()),
        login,
        zone: args.zone.clone(),
        currency: args.money.clone(),
        region: args.region.clone(),
        uid: Some(uzers::get_current_uid()),
        demo: false,
    };
    let file = place::shown(&path);
    let said = [
        &file,
        &init.login,
        &init.name,
        &init.zone,
        &init.currency,
        &init.region,
    ];
    let once = once(&args.writing, "init", &said.map(String::as_str));
    let before = once
        .as_ref()
        .map(|once| answered::<String>(&path, "init", once))
        .transpose()?
        .flatten();
    let repeated = before.is_some();
    let login = match before {
        Some(login) => login,
        None => make(&path, &init, once.as_ref())?,
    };
    let line = (context.text.cli.made_file)(&file, &login);
    let made = Made {
        entry: 1,
        code: &login,
        file,
    };
    context.result(&made, |_| line)?;
    context.repeated(repeated);
    Ok(())
}

fn make(path: &Path, init: &init::Init, once: Option<&Once>) -> Result<String, Stop> {
    let house = init::create_once(path, init, clock(), once).map_err(|error| match error {
        // Where it was to be made is a matter of the file, not of what was typed.
        Error::Io { .. } => Stop::File(error),
        other => Stop::Error(other),
    })?;
    let people = staff::list(&house.reader(Cache::Lookup)?)?;
    let first = people.into_iter().find(|person| person.role == Role::Admin);
    Ok(first.map(|person| person.login).unwrap_or_default())
}

/// The operating-system user's login where a file takes it, else `admin`.
fn own_login() -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.@".contains(c);
    let usable =
        |login: &String| !login.is_empty() && login.chars().all(plain) && login != staff::EXCHANGE;
    identity::user()
        .filter(usable)
        .unwrap_or_else(|| "admin".to_owned())
}
