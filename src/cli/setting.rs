//! `huoke setting`: what the business has chosen. Must not know what follows from it.

use serde::Serialize;

use super::args_house::SettingCommand;
use super::context::Context;
use super::stop::Stop;
use crate::error::{Error, Fault};
use crate::store::setting::{self, Takes};
use crate::text::names;

#[derive(Serialize)]
struct Row<'s> {
    key: &'s str,
    value: &'s str,
    default: &'s str,
    sentence: Option<&'s str>,
}

#[derive(Serialize)]
struct Set<'s> {
    entry: i64,
    code: &'s str,
    value: &'s str,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &SettingCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    let lang = context.lang;
    match command {
        SettingCommand::List(listing) => {
            let mut settings = setting::list(&desk.reader)?;
            settings.retain(|(setting, _)| setting.takes != Takes::Internal);
            let header = ["key", "value", "default", "sentence"];
            let rows = settings.iter().map(|(setting, value)| {
                let sentence = names::setting(lang, setting.key);
                let row = Row {
                    key: setting.key,
                    value,
                    default: setting.default,
                    sentence,
                };
                let cells = [
                    setting.key,
                    value,
                    setting.default,
                    sentence.unwrap_or_default(),
                ];
                (row, cells.map(str::to_owned).to_vec())
            });
            context.listing(*listing, &header, rows)
        }
        SettingCommand::Get { key } => {
            let setting = setting::find(key)?;
            if setting.takes == Takes::Internal {
                return Err(Error::invalid(key, Fault::NoSuchField { nearest: vec![] }).into());
            }
            let value = setting::get(&desk.reader, setting.key)?;
            let sentence = names::setting(lang, setting.key);
            let row = Row {
                key: setting.key,
                value: &value,
                default: setting.default,
                sentence,
            };
            context.result(&row, |_| value.clone())
        }
        SettingCommand::Set {
            key,
            value,
            writing,
        } => {
            let done = desk.change(writing, "setting.set", &[key, value], |tx| {
                setting::set(tx, key, value)
            })?;
            let json = Set {
                entry: done.entry.0,
                code: key,
                value: &done.answer,
            };
            context.done(&done, &json, |text| (text.cli.set)(key, &done.answer))
        }
    }
}
