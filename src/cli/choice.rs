//! `huoke choice`: the values of coded lists. Must not know which columns they fill.

use serde::Serialize;

use super::args::{Listing, Writing};
use super::args_note::{ChoiceCommand, More};
use super::context::{Context, Desk};
use super::stop::Stop;
use crate::domain::interaction::Choice;
use crate::store::choice::{self, Change};

#[derive(Serialize)]
struct Row<'s> {
    list: &'s str,
    code: &'s str,
    label_zh: &'s str,
    label_en: &'s str,
    under: Option<&'s str>,
    letter: Option<char>,
    validity: Option<&'s str>,
    active: bool,
    settles: bool,
    complaint: bool,
}

#[derive(Serialize)]
struct Told<'s> {
    entry: i64,
    list: &'s str,
    code: &'s str,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &ChoiceCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        ChoiceCommand::List { list, listing } => {
            self::list(context, &desk, list.as_deref(), *listing)
        }
        ChoiceCommand::Add {
            list,
            code,
            label_zh,
            label_en,
            more,
            writing,
        } => {
            let new = Choice {
                list: list.clone(),
                code: code.trim().to_owned(),
                zh: label_zh.clone(),
                en: label_en.clone(),
                letter: more.letter,
                validity: more.validity.clone().filter(|said| said != "none"),
                active: true,
                under: more.under.clone().filter(|under| !under.is_empty()),
                settles: yes(&more.settles).unwrap_or(more.validity.as_deref() == Some("valid")),
                complaint: yes(&more.complaint).unwrap_or(false),
            };
            let said = [list, code, label_zh, label_en].map(String::as_str);
            let said = [said.as_slice(), &more.said()].concat();
            let done = desk.change(writing, "choice.add", &said, |tx| choice::add(tx, &new))?;
            let (entry, code) = (done.entry.0, new.code.as_str());
            context.done(&done, &Told { entry, list, code }, |text| {
                (text.cli.added)(code)
            })
        }
        ChoiceCommand::Change {
            list,
            code,
            label_zh,
            label_en,
            more,
            close,
            open,
            writing,
        } => {
            let change = Change {
                zh: label_zh.clone(),
                en: label_en.clone(),
                letter: more.letter,
                validity: more.validity.clone(),
                under: more.under.clone(),
                active: (*close || *open).then_some(*open),
                settles: yes(&more.settles),
                complaint: yes(&more.complaint),
            };
            self::change(context, &desk, writing, (list, code), (&change, more))
        }
    }
}

/// What clap took: `yes`, `no`, or nothing.
fn yes(said: &Option<String>) -> Option<bool> {
    said.as_ref().map(|said| said == "yes")
}

impl More {
    fn said(&self) -> Vec<&str> {
        let parts = [&self.under, &self.validity, &self.settles, &self.complaint];
        parts
            .map(|part| part.as_deref().unwrap_or_default())
            .to_vec()
    }
}

fn change(
    context: &mut Context,
    desk: &Desk,
    writing: &Writing,
    (list, code): (&str, &str),
    (change, more): (&Change, &More),
) -> Result<(), Stop> {
    let active = match change.active {
        Some(true) => "open",
        Some(false) => "close",
        None => "",
    };
    let labels = [&change.zh, &change.en].map(|label| label.as_deref().unwrap_or_default());
    let letter = change.letter.map(String::from).unwrap_or_default();
    let said = [&[list, code, active, &letter], &labels[..], &more.said()].concat();
    let done = desk.change(writing, "choice.change", &said, |tx| {
        choice::change(tx, list, code, change)
    })?;
    let entry = done.entry.0;
    context.done(&done, &Told { entry, list, code }, |text| {
        (text.cli.changed)(code)
    })
}

fn list(
    context: &mut Context,
    desk: &Desk,
    list: Option<&str>,
    listing: Listing,
) -> Result<(), Stop> {
    let header = [
        "list",
        "code",
        "label_zh",
        "label_en",
        "under",
        "letter",
        "validity",
        "active",
        "settles",
        "complaint",
    ];
    let values = match list {
        Some(list) => choice::list_named(&desk.reader, list)?,
        None => choice::all(&desk.reader)?,
    };
    let rows = values.iter().map(|value| {
        let row = Row {
            list: &value.list,
            code: &value.code,
            label_zh: &value.zh,
            label_en: &value.en,
            under: value.under.as_deref(),
            letter: value.letter,
            validity: value.validity.as_deref(),
            active: value.active,
            settles: value.settles,
            complaint: value.complaint,
        };
        let mark = |set: bool, word: &str| if set { word.to_owned() } else { String::new() };
        let cells = vec![
            value.list.clone(),
            value.code.clone(),
            value.zh.clone(),
            value.en.clone(),
            value.under.clone().unwrap_or_default(),
            value.letter.map(String::from).unwrap_or_default(),
            value.validity.clone().unwrap_or_default(),
            mark(!value.active, "closed"),
            mark(value.settles, "settles"),
            mark(value.complaint, "complaint"),
        ];
        (row, cells)
    });
    context.listing(listing, &header, rows)
}
