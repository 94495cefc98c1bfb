//! `huoke form`: what is asked of a customer and what is required. Must not know who is measured
//! by it.

use serde::Serialize;

use super::args::Listing;
use super::args_form::FormCommand;
use super::context::{Context, Desk};
use super::stop::Stop;
use crate::domain::customer::{FormKind, Stage};
use crate::store::form::{self, Ask};
use crate::store::template;

#[derive(Serialize)]
struct Row<'s> {
    form: &'static str,
    stage: &'static str,
    field: &'s str,
    asked: bool,
    required: bool,
}

#[derive(Serialize)]
struct Told<'s> {
    entry: i64,
    form: &'s str,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &FormCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        FormCommand::List(listing) => list(context, &desk, *listing),
        FormCommand::Use { template, writing } => {
            let done = desk.change(writing, "form.use", &[template], |tx| {
                template::form(tx, template)
            })?;
            let (entry, form) = (done.entry.0, template.as_str());
            context.done(&done, &Told { entry, form }, |text| {
                (text.cli.changed)(form)
            })
        }
        FormCommand::Set {
            form,
            stage,
            field,
            ask,
            writing,
        } => {
            let ask = match (ask.required, ask.optional) {
                (true, _) => Ask::Required,
                (_, true) => Ask::Optional,
                _ => Ask::Not,
            };
            // clap has taken none but these.
            let kind = FormKind::from_code(form).unwrap_or(FormKind::Person);
            let at = Stage::from_code(stage).unwrap_or(Stage::Current);
            let how = format!("{ask:?}");
            let said = [form, stage, field, &how].map(String::as_str);
            let done = desk.change(writing, "form.set", &said, |tx| {
                form::set(tx, kind, at, field, ask)
            })?;
            let entry = done.entry.0;
            context.done(&done, &Told { entry, form }, |text| {
                (text.cli.changed)(form)
            })
        }
    }
}

fn list(context: &mut Context, desk: &Desk, listing: Listing) -> Result<(), Stop> {
    let header = ["form", "stage", "field", "asked", "required"];
    let fields = form::all(&desk.reader)?;
    let rows = fields.iter().map(|field| {
        let row = Row {
            form: field.form.code(),
            stage: field.stage.code(),
            field: &field.field,
            asked: field.asked,
            required: field.required,
        };
        let said = match (field.asked, field.required) {
            (_, true) => ["asked", "required"],
            (true, false) => ["asked", ""],
            (false, false) => ["", ""],
        };
        let cells = [row.form, row.stage, row.field, said[0], said[1]];
        let cells = cells.map(str::to_owned).to_vec();
        (row, cells)
    });
    context.listing(listing, &header, rows)
}
