//! `huoke init` and `huoke upgrade`: a fresh file, and an older one brought forward.
//! Must not know tables.

use serde::Serialize;

use super::args_file::Init;
use super::context::{Context, clock};
use super::identity;
use super::place;
use super::stop::Stop;
use crate::domain::staff::Role;
use crate::store::{Cache, init, staff};

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
    let house = init::create(&path, &init, clock())?;
    let reader = house.reader(Cache::Lookup)?;
    let people = staff::list(&reader)?;
    let first = people.iter().find(|person| person.role == Role::Admin);
    let login = first.map_or("", |person| &person.login);
    let file = place::shown(&path);
    let line = (context.text.cli.made_file)(&file, login);
    context.result(
        &Made {
            entry: 1,
            code: login,
            file,
        },
        |_| line,
    )
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
