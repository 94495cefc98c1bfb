//! `huoke reason`: why customers are on the Today list, as the business sets it; the same by the
//! names of settings (`reason.birthday.weight`, `cadence.a.days`). Must not know whom it finds.

use serde::Serialize;

use super::args::{Listing, Writing};
use super::args_reason::{Parts, ReasonCommand};
use super::context::{Context, Desk};
use super::stop::Stop;
use crate::domain::nearest::{Near, Of, nearest};
use crate::domain::today::{Cadence, Kind, Part, Rule};
use crate::error::{Error, Fault};
use crate::store::{Reader, Tx, reason, setting};
use crate::text::{Lang, rules};

#[derive(Serialize)]
struct Row<'s> {
    code: &'s str,
    kind: &'static str,
    on: bool,
    before: i64,
    after: i64,
    weight: i64,
    label_zh: &'s str,
    label_en: &'s str,
    seen_by: Vec<&'static str>,
    days: Option<i64>,
    date: Option<&'s str>,
    list: Option<&'s str>,
    value: Option<&'s str>,
}

#[derive(Serialize)]
struct Told<'s> {
    entry: i64,
    code: &'s str,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &ReasonCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        ReasonCommand::List(listing) => list(context, &desk, *listing),
        ReasonCommand::Add {
            code,
            kind,
            parts,
            writing,
        } => add(context, &desk, (code.trim(), kind), parts, writing),
        ReasonCommand::Edit {
            code,
            parts,
            writing,
        } => {
            let parts = parts.said();
            if parts.is_empty() {
                return Err(Error::invalid("reason", Fault::Empty).into());
            }
            let said = digested(code, &parts);
            let done = desk.change(writing, "reason.change", &refs(&said), |tx| {
                reason::change(tx, code, &parts)
            })?;
            let entry = done.entry.0;
            context.done(&done, &Told { entry, code }, |text| {
                (text.cli.changed)(code)
            })
        }
        ReasonCommand::Remove { code, writing } => {
            let done = desk.change(writing, "reason.remove", &[code], |tx| {
                reason::remove(tx, code)
            })?;
            let entry = done.entry.0;
            context.done(&done, &Told { entry, code }, |text| {
                (text.cli.removed)(code)
            })
        }
    }
}

fn add(
    context: &mut Context,
    desk: &Desk,
    (code, kind): (&str, &str),
    parts: &Parts,
    writing: &Writing,
) -> Result<(), Stop> {
    let known = Kind::from_code(kind.trim()).filter(|kind| kind.many());
    let known = known.ok_or_else(|| {
        let many = Kind::ALL.into_iter().filter(|kind| kind.many());
        let nearest = Near::all(many.map(Kind::code));
        Error::invalid("kind", Fault::Unknown { nearest })
    })?;
    let parts = parts.said();
    let mut said = digested(code, &parts);
    said.push(kind.to_owned());
    let done = desk.change(writing, "reason.add", &refs(&said), |tx| {
        let mut rule = Rule::new(code, known);
        for (part, typed) in &parts {
            rule.set(*part, typed)
                .map_err(|fault| Error::invalid(part.code(), fault))?;
        }
        reason::add(tx, &rule)
    })?;
    let entry = done.entry.0;
    context.done(&done, &Told { entry, code }, |text| (text.cli.added)(code))
}

impl Parts {
    /// What was said, in the order in which it makes sense: a list before its value.
    fn said(&self) -> Vec<(Part, String)> {
        let all = [
            (Part::On, &self.on),
            (Part::Before, &self.before),
            (Part::After, &self.after),
            (Part::Weight, &self.weight),
            (Part::LabelZh, &self.label_zh),
            (Part::LabelEn, &self.label_en),
            (Part::SeenBy, &self.seen_by),
            (Part::Days, &self.days),
            (Part::Date, &self.date),
            (Part::List, &self.list),
            (Part::Value, &self.value),
        ];
        all.into_iter()
            .filter_map(|(part, said)| Some((part, said.clone()?)))
            .collect()
    }
}

fn digested(code: &str, parts: &[(Part, String)]) -> Vec<String> {
    let parts = parts
        .iter()
        .map(|(part, typed)| format!("{}={typed}", part.code()));
    std::iter::once(code.to_owned()).chain(parts).collect()
}

fn refs(said: &[String]) -> Vec<&str> {
    said.iter().map(String::as_str).collect()
}

fn list(context: &mut Context, desk: &Desk, listing: Listing) -> Result<(), Stop> {
    let mut header = vec!["code", "kind"];
    header.extend(Part::ALL.iter().map(|part| part.code()));
    let known = reason::rules(&desk.reader)?;
    let rows = known.iter().map(|rule| {
        let row = Row {
            code: &rule.code,
            kind: rule.kind.code(),
            on: rule.on,
            before: rule.before,
            after: rule.after,
            weight: rule.weight,
            label_zh: &rule.label_zh,
            label_en: &rule.label_en,
            seen_by: rule.seen_by.iter().map(|role| role.code()).collect(),
            days: rule.days,
            date: rule.date.as_deref(),
            list: rule.list.as_deref(),
            value: rule.value.as_deref(),
        };
        let mut cells = vec![rule.code.clone(), rule.kind.code().to_owned()];
        cells.extend(Part::ALL.iter().map(|part| rule.part(*part)));
        (row, cells)
    });
    context.listing(listing, &header, rows)
}

/// A part of Today by the name of a setting.
pub(super) struct Named {
    pub(super) key: String,
    pub(super) value: String,
    pub(super) default: String,
    pub(super) sentence: String,
    whose: Whose,
}

enum Whose {
    Rule(String, Part),
    Cadence(Option<String>, &'static str),
}

/// What the others are called where a grade stands.
const OTHERS: &str = "others";

/// Every part of every reason and of every cadence.
pub(super) fn named(reader: &Reader, lang: Lang) -> Result<Vec<Named>, Error> {
    let mut all = Vec::new();
    for rule in reason::rules(reader)? {
        let usual = reason::usual(&rule.code);
        for part in Part::ALL.iter().filter(|part| rule.kind.has(**part)) {
            all.push(Named {
                key: format!("reason.{}.{}", rule.code, part.code()),
                value: rule.part(*part),
                default: usual
                    .as_ref()
                    .map_or_else(String::new, |usual| usual.part(*part)),
                sentence: rules::sentence(lang, &rule, *part),
                whose: Whose::Rule(rule.code.clone(), *part),
            });
        }
    }
    for cadence in reason::cadence(reader)? {
        for part in Cadence::PARTS {
            let grade = cadence.grade.as_deref();
            all.push(Named {
                key: format!("cadence.{}.{part}", grade.unwrap_or(OTHERS)),
                value: cadence.part(part),
                default: String::new(),
                sentence: rules::cadence(lang, grade, part),
                whose: Whose::Cadence(cadence.grade.clone(), part),
            });
        }
    }
    Ok(all)
}

/// The part of this name; of a grade without a cadence of its own too. None: another setting.
pub(super) fn find(reader: &Reader, lang: Lang, key: &str) -> Result<Option<Named>, Error> {
    let known = named(reader, lang)?;
    let keys: Vec<String> = known.iter().map(|named| named.key.clone()).collect();
    let same = |named: &Named| named.key.eq_ignore_ascii_case(key.trim());
    if let Some(found) = known.into_iter().find(same) {
        return Ok(Some(found));
    }
    let mut words = key.trim().splitn(3, '.');
    let (first, grade, part) = (words.next(), words.next(), words.next());
    let part = Cadence::PARTS
        .into_iter()
        .find(|known| Some(*known) == part);
    if let (Some("cadence"), Some(grade), Some(part)) = (first, grade, part) {
        let of_others = format!("cadence.{OTHERS}.{part}");
        let others = find(reader, lang, &of_others)?;
        return Ok(Some(Named {
            key: key.trim().to_owned(),
            value: others.map_or_else(String::new, |others| others.value),
            default: String::new(),
            sentence: rules::cadence(lang, Some(grade), part),
            whose: Whose::Cadence(Some(grade.to_owned()), part),
        }));
    }
    if setting::find(key).is_ok() {
        return Ok(None);
    }
    let settings = setting::SETTINGS.iter();
    let settings = settings.filter(|setting| setting.takes != setting::Takes::Internal);
    let all = keys.iter().map(String::as_str);
    let nearest = nearest(key, all.chain(settings.map(|setting| setting.key))).of(Of::Settings);
    Err(Error::invalid(key, Fault::NoSuchField { nearest }))
}

impl Named {
    /// Sets it as it was typed.
    pub(super) fn set(&self, tx: &Tx<'_>, typed: &str) -> Result<bool, Error> {
        match &self.whose {
            Whose::Rule(code, part) => reason::change(tx, code, &[(*part, typed.to_owned())]),
            Whose::Cadence(grade, part) => {
                let set = reason::set_cadence(tx, grade.as_deref(), part, typed);
                set.map_err(of_cadence)
            }
        }
    }
}

/// Days of a cadence are not those after a purchase, which share the name.
fn of_cadence(error: Error) -> Error {
    match error {
        Error::Invalid { field, fault } if field == "days" => Error::invalid("cadence.days", fault),
        error => error,
    }
}
