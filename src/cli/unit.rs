//! `huoke unit`: the organisation. Must not know who works there.

use clap::ValueEnum;
use serde::Serialize;

use super::args_house::{UnitCommand, UnitKind};
use super::context::Context;
use super::stop::Stop;
use crate::store::unit;

#[derive(Serialize)]
struct Unit<'s> {
    code: &'s str,
    name: &'s str,
    kind: &'s str,
    under: Option<&'s str>,
}

#[derive(Serialize)]
struct Added<'s> {
    entry: i64,
    code: &'s str,
    id: i64,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &UnitCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        UnitCommand::Add {
            code,
            name,
            kind,
            under,
            writing,
        } => {
            let kind = kind_code(*kind);
            let said = [
                code,
                name,
                kind.as_str(),
                under.as_deref().unwrap_or_default(),
            ];
            let done = desk.change(writing, "unit.add", &said, |tx| {
                unit::add(tx, code, name, &kind, under.as_deref())
            })?;
            let added = Added {
                entry: done.entry.0,
                code: code.trim(),
                id: done.answer.0,
            };
            context.done(&done, &added, |text| (text.cli.added)(code))
        }
        UnitCommand::List(listing) => {
            let units = unit::list(&desk.reader)?;
            let header = ["code", "name", "kind", "under"];
            let rows = units.iter().map(|unit| {
                let row = Unit {
                    code: &unit.code,
                    name: &unit.name,
                    kind: &unit.kind,
                    under: unit.under.as_deref(),
                };
                let cells = [row.code, row.name, row.kind, row.under.unwrap_or_default()];
                (row, cells.map(str::to_owned).to_vec())
            });
            context.listing(*listing, &header, rows)
        }
    }
}

fn kind_code(kind: UnitKind) -> String {
    kind.to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}
