//! `huoke field`: the fields that the business makes for itself. Must not know whose values are
//! in them.

use serde::Serialize;

use super::args::{Listing, Writing};
use super::args_form::{FieldCommand, NewField};
use super::context::{Context, Desk};
use super::stop::Stop;
use crate::domain::customer::{CustomField, CustomKind};
use crate::domain::interaction::Choice;
use crate::error::{Error, Fault};
use crate::store::custom_field::{self, Change};
use crate::store::template;

#[derive(Serialize)]
struct Row<'s> {
    code: &'s str,
    label_zh: &'s str,
    label_en: &'s str,
    kind: &'static str,
    list: Option<&'s str>,
    group: Option<&'s str>,
    searchable: bool,
    active: bool,
}

#[derive(Serialize)]
struct Told<'s> {
    entry: i64,
    code: &'s str,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &FieldCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        FieldCommand::Add(new) => add(context, &desk, new),
        FieldCommand::List(listing) => list(context, &desk, *listing),
        FieldCommand::Change {
            code,
            label_zh,
            label_en,
            group,
            writing,
        } => {
            let change = Change {
                zh: label_zh.clone(),
                en: label_en.clone(),
                group: group.clone(),
                active: None,
            };
            let said = [
                Some(code),
                label_zh.as_ref(),
                label_en.as_ref(),
                group.as_ref(),
            ];
            let said: Vec<&str> = said
                .into_iter()
                .map(|part| part.map_or("", String::as_str))
                .collect();
            self::change(context, &desk, writing, code, &said, &change)
        }
        FieldCommand::Close { code, writing } => {
            let change = Change {
                active: Some(false),
                ..Change::default()
            };
            self::change(context, &desk, writing, code, &[code, "close"], &change)
        }
        FieldCommand::Open { code, writing } => {
            let change = Change {
                active: Some(true),
                ..Change::default()
            };
            self::change(context, &desk, writing, code, &[code, "open"], &change)
        }
        FieldCommand::Template { name, writing } => {
            let done = desk.change(writing, "field.template", &[name], |tx| {
                template::group(tx, name)
            })?;
            let (entry, code) = (done.entry.0, name.as_str());
            context.done(&done, &Told { entry, code }, |text| (text.cli.added)(code))
        }
    }
}

fn add(context: &mut Context, desk: &Desk, new: &NewField) -> Result<(), Stop> {
    let values = new.value.iter().map(|value| list_value(new, value));
    let values = values.collect::<Result<Vec<Choice>, Error>>()?;
    let field = CustomField {
        code: new.code.trim().to_owned(),
        zh: new.label_zh.clone(),
        en: new.label_en.clone(),
        // clap has taken one of the six.
        kind: CustomKind::from_code(&new.kind).unwrap_or(CustomKind::Text),
        list: new.list.clone(),
        group: new.group.clone(),
        searchable: new.searchable,
        active: true,
    };
    let mut said = vec![field.code.as_str(), &field.zh, &field.en, &new.kind];
    said.extend(new.list.as_deref());
    said.extend(new.group.as_deref());
    said.extend(new.value.iter().map(String::as_str));
    said.push(if new.searchable { "searchable" } else { "" });
    let done = desk.change(&new.writing, "field.add", &said, |tx| {
        template::values(tx, &values)?;
        custom_field::add(tx, &field)
    })?;
    let (entry, code) = (done.entry.0, field.code.as_str());
    context.done(&done, &Told { entry, code }, |text| (text.cli.added)(code))
}

/// `CODE=中文=English`; what is not said is the code.
fn list_value(new: &NewField, said: &str) -> Result<Choice, Error> {
    let mut parts = said.splitn(3, '=').map(str::trim);
    let mut next = || parts.next().filter(|part| !part.is_empty());
    let code = next().ok_or_else(|| Error::invalid("value", Fault::Empty))?;
    let zh = next().unwrap_or(code);
    let en = next().unwrap_or(code);
    Ok(Choice {
        list: new.list.clone().unwrap_or_default(),
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        active: true,
        ..Choice::default()
    })
}

fn change(
    context: &mut Context,
    desk: &Desk,
    writing: &Writing,
    code: &str,
    said: &[&str],
    change: &Change,
) -> Result<(), Stop> {
    let done = desk.change(writing, "field.change", said, |tx| {
        custom_field::change(tx, code, change)
    })?;
    let entry = done.entry.0;
    context.done(&done, &Told { entry, code }, |text| {
        (text.cli.changed)(code)
    })
}

fn list(context: &mut Context, desk: &Desk, listing: Listing) -> Result<(), Stop> {
    let header = [
        "code",
        "label_zh",
        "label_en",
        "kind",
        "list",
        "group",
        "searchable",
        "active",
    ];
    let fields = custom_field::all(&desk.reader)?;
    let rows = fields.iter().map(|field| {
        let row = Row {
            code: &field.code,
            label_zh: &field.zh,
            label_en: &field.en,
            kind: field.kind.code(),
            list: field.list.as_deref(),
            group: field.group.as_deref(),
            searchable: field.searchable,
            active: field.active,
        };
        let mark = |set: bool, word: &str| if set { word.to_owned() } else { String::new() };
        let cells = vec![
            field.code.clone(),
            field.zh.clone(),
            field.en.clone(),
            field.kind.code().to_owned(),
            field.list.clone().unwrap_or_default(),
            field.group.clone().unwrap_or_default(),
            mark(field.searchable, "searchable"),
            mark(!field.active, "closed"),
        ];
        (row, cells)
    });
    context.listing(listing, &header, rows)
}
