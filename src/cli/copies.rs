//! `huoke backup`, `restore`, `upgrade` and `check`: the file as a whole. Must not know tables.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::args_file::{Restore, Upgrade};
use super::args_house::{Backup, Check};
use super::context::{self, Context, clock};
use super::identity;
use super::output::Shape;
use super::place;
use super::progress::Progress;
use super::stop::{Stop, code};
use crate::error::Error;
use crate::store::backup::{self, Copied};
use crate::store::{Asking, Cache, House, Once, check, once};

#[derive(Serialize)]
struct Told<'s> {
    file: String,
    bytes: u64,
    customers: i64,
    entry: i64,
    /// Where the file that it replaced lies.
    aside: Option<&'s str>,
}

fn told<'s>(file: &Path, copied: &Copied, aside: Option<&'s str>) -> Told<'s> {
    Told {
        file: place::shown(file),
        bytes: copied.bytes,
        customers: copied.customers,
        entry: copied.entry,
        aside,
    }
}

/// Copies the file while it is in use, and verifies the copy.
pub(super) fn backup(context: &mut Context, args: &Backup) -> Result<(), Stop> {
    let desk = context.enter()?;
    let once = context::once(
        &args.writing,
        "backup",
        &[&desk.actor.login, &place::shown(&args.file)],
    );
    let before = answered(&args.file, "backup", once.as_ref())?;
    let repeated = before.is_some();
    let copied: Copied = match before {
        Some(copied) => copied,
        None => {
            let progress = Progress::begin();
            let mut hear = |done, total| progress.at(done, total);
            let key = once.as_ref().map(|once| (once, desk.now.at));
            backup::backup_once(&desk.reader, desk.actor.id, &args.file, key, &mut hear)?
        }
    };
    let json = told(&args.file, &copied, None);
    context.result(&json, |text| (text.cli.backed_up)(&json.file, json.bytes))?;
    context.repeated(repeated);
    Ok(())
}

/// What the same command was answered before, if it has a key.
fn answered<T: DeserializeOwned>(
    path: &Path,
    action: &str,
    once: Option<&Once>,
) -> Result<Option<T>, Stop> {
    let before = once.map(|once| once::answered(path, action, once));
    Ok(before.transpose()?.flatten())
}

/// Puts a backup in the file's place.
pub(super) fn restore(context: &mut Context, args: &Restore) -> Result<(), Stop> {
    let path = context.path()?;
    let login = who_restores(context, &path)?;
    let from = place::shown(&args.file);
    let once = context::once(
        &args.writing,
        "restore",
        &[&login, &place::shown(&path), &from],
    );
    let before = answered(&path, "restore", once.as_ref())?;
    if let Some(copied) = &before {
        tell_restored(context, &path, copied)?;
        context.repeated(true);
        return Ok(());
    }
    // Of the file that is to be put back nobody says how to make one.
    if !args.file.exists() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(Stop::File(Error::Io { path: from, source }));
    }
    if !args.yes {
        let (from, to) = (place::shown(&args.file), place::shown(&path));
        confirm(context, &(context.text.cli.restore_question)(&from, &to))?;
    }
    let progress = Progress::begin();
    let mut hear = |done, total| progress.at(done, total);
    let who = (login.as_str(), clock());
    let copied = backup::restore_once(&path, &args.file, who, once.as_ref(), &mut hear)?;
    drop(progress);
    tell_restored(context, &path, &copied)
}

fn tell_restored(context: &mut Context, path: &Path, copied: &Copied) -> Result<(), Stop> {
    let aside = copied.aside.as_deref().map(place::shown);
    let json = told(path, copied, aside.as_deref());
    context.result(&json, |text| {
        (text.cli.restored)(&json.file, aside.as_deref())
    })
}

/// Who acts in the file that is replaced; in one that is missing or cannot be read, nobody can
/// be looked up, and whoever may write the folder may put a file there.
fn who_restores(context: &Context, path: &Path) -> Result<String, Stop> {
    match House::open(path) {
        Ok(house) => {
            let reader = house.reader(Cache::Writer).map_err(Stop::File)?;
            Ok(identity::actor(&context.cli, &reader, context.text)?.login)
        }
        Err(
            Error::Missing(_) | Error::Damaged(_) | Error::Storage(_) | Error::OtherVersion { .. },
        ) => Ok(context
            .cli
            .acting
            .clone()
            .or_else(identity::user)
            .unwrap_or_default()),
        Err(error) => Err(Stop::File(error)),
    }
}

/// Asks a yes of the person at the terminal; where nobody sits, says how to say it beforehand.
fn confirm(context: &Context, question: &str) -> Result<(), Stop> {
    if !io::stdin().is_terminal() {
        return Err(Stop::Usage(context.text.cli.say_yes.to_owned()));
    }
    let mut err = io::stderr();
    let asked = err
        .write_all(question.as_bytes())
        .and_then(|()| err.flush());
    let mut answer = String::new();
    let heard = asked.and_then(|()| io::stdin().lock().read_line(&mut answer));
    heard.map_err(|source| Error::Io {
        path: "stdin".to_owned(),
        source,
    })?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" | "是" => Ok(()),
        _ => Err(Stop::NoMatch(context.text.cli.left_alone.to_owned())),
    }
}

#[derive(Serialize)]
struct Upgraded {
    from: i64,
    to: i64,
    backup: Option<String>,
}

/// Brings an older file forward; with `--backup` it is copied first.
pub(super) fn upgrade(context: &mut Context, args: &Upgrade) -> Result<(), Stop> {
    let path = context.path()?;
    let who = identity::user().unwrap_or_default();
    let copy = args.backup.as_deref().map(place::shown).unwrap_or_default();
    let once = context::once(&args.writing, "upgrade", &[&place::shown(&path), &copy]);
    let before: Option<(i64, i64)> = answered(&path, "upgrade", once.as_ref())?;
    let repeated = before.is_some();
    let (from, to) = match before {
        Some(versions) => versions,
        None => bring_forward(&path, args, &who, once.as_ref())?,
    };
    context.repeated(repeated);
    let backup = args.backup.as_ref().map(|to: &PathBuf| place::shown(to));
    context.result(&Upgraded { from, to, backup }, |text| match from == to {
        true => text.cli.up_to_date.to_owned(),
        false => (text.cli.upgraded)(from, to),
    })
}

fn bring_forward(
    path: &Path,
    args: &Upgrade,
    who: &str,
    once: Option<&Once>,
) -> Result<(i64, i64), Stop> {
    if let Some(to) = &args.backup {
        backup::aside(path, to, who)?;
    }
    let versions = House::upgrade(path, who).map_err(Stop::File)?;
    if let Some(once) = once.filter(|_| versions.0 != versions.1 || args.backup.is_some()) {
        once::keep_in(path, ("upgrade", who, clock()), once, &versions)?;
    }
    Ok(versions)
}

#[derive(Serialize)]
struct Checked<'s> {
    name: &'s str,
    ok: bool,
    count: usize,
    detail: Option<&'s str>,
}

fn checked(check: &check::Check) -> Checked<'_> {
    Checked {
        name: check.name,
        ok: check.ok,
        count: check.count,
        detail: check.detail.as_deref(),
    }
}

/// Checks every invariant; exit 1 if one is broken.
pub(super) fn check(context: &mut Context, _args: &Check) -> Result<(), Stop> {
    let desk = context.enter()?;
    let writer = desk.house.writer()?;
    let checks = check::check(&writer, &Asking::new(desk.actor.id, desk.now.at))?;
    let well = checks.iter().all(|check| check.ok);
    if context.out.shape == Shape::Json {
        checks
            .iter()
            .try_for_each(|check| context.out.json(&checked(check)))?;
    } else {
        let rows: Vec<Vec<String>> = checks
            .iter()
            .map(|check| {
                let ok = if check.ok { "ok" } else { "!!" };
                let detail = check.detail.clone().unwrap_or_default();
                vec![
                    ok.to_owned(),
                    check.name.to_owned(),
                    check.count.to_string(),
                    detail,
                ]
            })
            .collect();
        context
            .out
            .rows(&["ok", "name", "count", "detail"], &rows)?;
        if well {
            super::output::say(context.text.cli.all_well);
        }
    }
    if well {
        Ok(())
    } else {
        Err(Stop::Quiet(code::NO))
    }
}
