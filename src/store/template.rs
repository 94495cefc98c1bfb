//! Ready-made fields and forms: the groups of cap. 22 to 24, and forms of trades (table 6-1, a
//! retail member, a company, a car dealer). What is there already stays as the business has it.
//! Must not know what becomes of them.

mod groups;
mod trades;

use super::form::{self, Ask};
use super::{Tx, choice, custom_field, sql};
use crate::domain::customer::{CustomField, CustomKind, FormKind, Stage};
use crate::domain::interaction::Choice;
use crate::domain::nearest::nearest;
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Result};

/// A field of a template.
struct Own {
    code: &'static str,
    zh: &'static str,
    en: &'static str,
    kind: CustomKind,
    /// The coded list of a choice.
    list: Option<&'static str>,
    searchable: bool,
}

const fn own(code: &'static str, zh: &'static str, en: &'static str, kind: CustomKind) -> Own {
    Own {
        code,
        zh,
        en,
        kind,
        list: None,
        searchable: false,
    }
}

const fn text(code: &'static str, zh: &'static str, en: &'static str) -> Own {
    own(code, zh, en, CustomKind::Text)
}

/// A text by which the caller line finds customers.
const fn found_by(code: &'static str, zh: &'static str, en: &'static str) -> Own {
    Own {
        searchable: true,
        ..text(code, zh, en)
    }
}

const fn one_of(code: &'static str, zh: &'static str, en: &'static str, list: &'static str) -> Own {
    Own {
        list: Some(list),
        ..own(code, zh, en, CustomKind::Choice)
    }
}

/// A coded list that comes with a template: code, Chinese, English.
type List = (
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
);

/// Fields under a heading.
struct Group {
    code: &'static str,
    lists: &'static [List],
    fields: &'static [Own],
}

/// A form: for each field the stages that ask for it and those that require it, by their first
/// letters (`p`rospect, `c`urrent, `f`ormer).
struct Trade {
    code: &'static str,
    form: FormKind,
    own: Group,
    asked: &'static [(&'static str, &'static str, &'static str)],
}

/// Adds the fields of a group that are not there.
pub fn group(tx: &Tx<'_>, name: &str) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    let group = groups::ALL.iter().find(|group| group.code == name);
    match group {
        Some(group) => add(tx, group),
        None => Err(unknown(name, groups::ALL.iter().map(|group| group.code))),
    }
}

/// The name under which both forms ask for everything again.
pub const STANDARD: &str = "standard";

/// Gives a form what a template asks for, with its fields; `standard`: both ask for everything.
pub fn form(tx: &Tx<'_>, name: &str) -> Result<()> {
    tx.authorise(Operation::Setting, None)?;
    if name == STANDARD {
        for form in FormKind::ALL {
            for stage in Stage::ALL {
                form::replace(tx, form, stage, &[])?;
            }
        }
        return Ok(());
    }
    let Some(trade) = trades::ALL.iter().find(|trade| trade.code == name) else {
        let known = trades::ALL.iter().map(|trade| trade.code);
        return Err(unknown(name, known.chain([STANDARD])));
    };
    add(tx, &trade.own)?;
    for stage in Stage::ALL {
        form::replace(tx, trade.form, stage, &trade.fields(stage))?;
    }
    Ok(())
}

impl Trade {
    fn fields(&self, stage: Stage) -> Vec<(&'static str, Ask)> {
        let is = |letters: &str| stage.code().starts_with(|first| letters.contains(first));
        let asked = self.asked.iter().filter(|(_, asked, _)| is(asked));
        asked
            .map(|(field, _, required)| match is(required) {
                true => (*field, Ask::Required),
                false => (*field, Ask::Optional),
            })
            .collect()
    }
}

fn unknown<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Error {
    let nearest = nearest(name, known);
    Error::invalid("template", Fault::Unknown { nearest })
}

fn add(tx: &Tx<'_>, group: &Group) -> Result<()> {
    for (list, listed) in group.lists {
        let listed: Vec<Choice> = listed
            .iter()
            .map(|(code, zh, en)| Choice {
                list: (*list).to_owned(),
                code: (*code).to_owned(),
                zh: (*zh).to_owned(),
                en: (*en).to_owned(),
                active: true,
                ..Choice::default()
            })
            .collect();
        values(tx, &listed)?;
    }
    let there = custom_field::rows(tx.conn())?;
    for own in group.fields {
        if there.iter().any(|(_, field)| field.code == own.code) {
            continue;
        }
        let field = CustomField {
            code: own.code.to_owned(),
            zh: own.zh.to_owned(),
            en: own.en.to_owned(),
            kind: own.kind,
            list: own.list.map(str::to_owned),
            group: Some(group.code.to_owned()),
            searchable: own.searchable,
            active: true,
        };
        custom_field::add(tx, &field)?;
    }
    Ok(())
}

const THERE: &str = "SELECT 1 FROM choice WHERE list = ?1 AND code = ?2";

/// Adds the values of coded lists that are not there.
pub fn values(tx: &Tx<'_>, listed: &[Choice]) -> Result<()> {
    for value in listed {
        if !sql::exists(tx.conn(), THERE, [&value.list, &value.code])? {
            choice::add(tx, value)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::can_ask;
    use std::collections::BTreeSet;

    #[test]
    fn every_template_asks_for_what_there_is_and_requires_only_what_it_asks_for() {
        for trade in trades::ALL {
            let own: BTreeSet<String> = trade
                .own
                .fields
                .iter()
                .map(|own| format!("custom.{}", own.code))
                .collect();
            let mut seen = BTreeSet::new();
            for (field, asked, required) in trade.asked {
                assert!(can_ask(field), "{} {field}", trade.code);
                assert!(
                    !field.starts_with("custom.") || own.contains(*field),
                    "{field}"
                );
                assert!(seen.insert(*field), "{} {field} twice", trade.code);
                assert!(
                    required.chars().all(|stage| asked.contains(stage)),
                    "{field}"
                );
            }
            for own in own {
                assert!(
                    seen.contains(own.as_str()),
                    "{} never asks {own}",
                    trade.code
                );
            }
            assert_eq!(trade.asked.first(), Some(&("name", "pcf", "pcf")));
        }
    }

    #[test]
    fn every_choice_has_its_list_and_every_label_is_in_both_languages() {
        let groups = groups::ALL
            .iter()
            .chain(trades::ALL.iter().map(|trade| &trade.own));
        for group in groups {
            for own in group.fields {
                assert_eq!(own.kind == CustomKind::Choice, own.list.is_some());
                assert!(CustomField::accept_code(own.code).is_ok(), "{}", own.code);
                assert!(!own.zh.is_ascii() && own.en.is_ascii(), "{}", own.code);
            }
        }
    }
}
