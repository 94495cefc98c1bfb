//! `huoke setting`: what the business has chosen. Must not know what follows from it.

use serde::Serialize;

use super::args_house::SettingCommand;
use super::context::Context;
use super::reason::{self, Named};
use super::stop::Stop;
use crate::domain::nearest::{Near, Of};
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

fn of_today(named: &Named) -> Row<'_> {
    Row {
        key: &named.key,
        value: &named.value,
        default: &named.default,
        sentence: Some(&named.sentence),
    }
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &SettingCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    let lang = context.lang;
    match command {
        SettingCommand::List(listing) => {
            let mut settings = setting::list(&desk.reader)?;
            settings.retain(|(setting, _)| setting.takes != Takes::Internal);
            let named = reason::named(&desk.reader, lang)?;
            let plain = settings.iter().map(|(setting, value)| Row {
                key: setting.key,
                value,
                default: setting.default,
                sentence: names::setting(lang, setting.key),
            });
            let rows = plain.chain(named.iter().map(of_today)).map(|row| {
                let sentence = row.sentence.unwrap_or_default();
                let cells = [row.key, row.value, row.default, sentence];
                (row, cells.map(str::to_owned).to_vec())
            });
            context.listing(*listing, &["key", "value", "default", "sentence"], rows)
        }
        SettingCommand::Get { key } => {
            if let Some(named) = reason::find(&desk.reader, lang, key)? {
                return context.result(&of_today(&named), |_| named.value.clone());
            }
            let setting = setting::find(key)?;
            if setting.takes == Takes::Internal {
                let nearest = Near::none().of(Of::Settings);
                return Err(Error::invalid(key, Fault::NoSuchField { nearest }).into());
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
            let named = reason::find(&desk.reader, lang, key)?;
            let done = desk.change(writing, "setting.set", &[key, value], |tx| match &named {
                Some(named) => named.set(tx, value).map(|_| value.trim().to_owned()),
                None => setting::set(tx, key, value),
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
