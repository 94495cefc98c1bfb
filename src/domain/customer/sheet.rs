//! A customer as a form holds it: every value as stored, rows with their ids, so that what
//! somebody changed can be told from what it was. Must not know widgets or SQL.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Address, Field, FoundRow};
use crate::domain::birthday::Birthday;
use crate::domain::ids::PhoneId;

/// A single value of a customer, named as on the command line (`tier`, `custom.rival`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Key {
    /// A plain column.
    Plain(Field),
    /// Do not call: `1`, or nothing.
    DoNotCall,
    /// A field that the business made for itself, by its code.
    Custom(String),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Plain(field) => f.write_str(field.code()),
            Key::DoNotCall => f.write_str("do_not_call"),
            Key::Custom(code) => write!(f, "custom.{code}"),
        }
    }
}

impl From<Key> for String {
    fn from(key: Key) -> String {
        key.to_string()
    }
}

impl TryFrom<String> for Key {
    type Error = String;

    fn try_from(text: String) -> Result<Key, String> {
        text.parse().map_err(|()| text)
    }
}

impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Key, ()> {
        match text.split_once('.') {
            Some(("custom", code)) if !code.is_empty() => Ok(Key::Custom(code.to_owned())),
            _ if text == "do_not_call" => Ok(Key::DoNotCall),
            _ => Field::from_code(text).map(Key::Plain).ok_or(()),
        }
    }
}

/// A row that hangs on the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line<T> {
    /// Its row in the file; none: a new one.
    pub row: Option<i64>,
    /// What it says.
    pub is: T,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetPhone {
    /// As typed. Empty in a line with a row: it is not shown, and stays as it is.
    pub typed: String,
    /// How it is shown instead where it is stored and not shown; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub masked: String,
    /// `mobile`, `landline`, `fax`; none: as the numbering plan says.
    pub kind: Option<String>,
    /// `valid`, `invalid`; none: nobody has verified it (cap. 29).
    pub validity: Option<String>,
}

impl SheetPhone {
    /// Whether nothing of it is told but how it is masked.
    pub fn is_hidden(&self) -> bool {
        self.typed.is_empty()
    }

    /// What may be said of it: the number, or how it is masked.
    pub fn told(&self) -> &str {
        if self.is_hidden() {
            &self.masked
        } else {
            &self.typed
        }
    }
}

/// A birthday (`birthday`) or an anniversary (its name).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetDate {
    /// `birthday`, or the anniversary's name.
    pub kind: String,
    /// The date, solar or lunar, with or without a year.
    pub date: Birthday,
}

/// A family member or contact person, with what hangs on them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetMember {
    /// `family` or `contact`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Relation (a code of the list `relation`, or as said) or position.
    pub relation: Option<String>,
    /// Where they work.
    pub employer: Option<String>,
    /// Their numbers.
    pub phones: Vec<Line<SheetPhone>>,
    /// Their birthday and other days.
    pub dates: Vec<Line<SheetDate>>,
}

/// The whole customer as a form holds it. Values that are empty are absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Single values, coded ones by their code.
    pub values: BTreeMap<Key, String>,
    /// The customer's own numbers, the first one first.
    pub phones: Vec<Line<SheetPhone>>,
    /// E-mail addresses.
    pub emails: Vec<Line<String>>,
    /// Addresses.
    pub addresses: Vec<Line<Address>>,
    /// Birthday and anniversaries.
    pub dates: Vec<Line<SheetDate>>,
    /// Family members and contact persons.
    pub members: Vec<Line<SheetMember>>,
}

/// A value that two people changed, each in their own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Which value: a [`Key`] in text form, or of a row `phone`, `phone.kind`, `phone.validity`,
    /// `email`, `address`, `date`, `member`, `member.kind`, `member.relation`, `member.employer`.
    /// Where one side removed the row: its name alone, with an empty text on that side.
    pub field: String,
    /// The row, where it is one of several.
    pub row: Option<i64>,
    /// What it was when the form opened; empty: nothing, or no such row.
    pub was: String,
    /// What the form says.
    pub mine: String,
    /// What is stored now.
    pub theirs: String,
}

/// A place that addresses of the file name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Province or state; empty where addresses name none.
    pub province: String,
    /// City; empty: the province alone.
    pub city: String,
}

/// What a form knows of a customer who may be there already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlikeTo {
    /// Name as typed.
    pub name: String,
    /// Numbers as typed.
    pub phones: Vec<String>,
    /// Card as typed.
    pub card_no: String,
    /// Birthday, if it can be understood.
    pub birthday: Option<Birthday>,
    /// City and street as typed.
    pub address: String,
}

/// Why a stored customer may be the same as the one in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlikeBy {
    /// A number of theirs.
    Number,
    /// The card.
    Card,
    /// Name and birthday.
    NameAndBirthday,
    /// The name read aloud, and the address.
    PinyinAndAddress,
}

/// A stored customer who may be the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Whom.
    pub row: FoundRow,
    /// Why.
    pub by: Vec<AlikeBy>,
}

impl Sheet {
    /// Every number of the customer and of the members.
    pub fn all_phones(&self) -> impl Iterator<Item = &Line<SheetPhone>> {
        let members = self.members.iter().flat_map(|member| &member.is.phones);
        self.phones.iter().chain(members)
    }

    fn all_phones_mut(&mut self) -> impl Iterator<Item = &mut Line<SheetPhone>> {
        let members = self.members.iter_mut();
        let members = members.flat_map(|member| &mut member.is.phones);
        self.phones.iter_mut().chain(members)
    }

    /// Takes the numbers away that are stored, but for those that `known` shows: they are asked
    /// for. `how` says how each is shown instead.
    pub fn mask(&mut self, known: &Sheet, how: impl Fn(&str) -> String) {
        for line in self.all_phones_mut().filter(|line| line.row.is_some()) {
            let told =
                |other: &Line<SheetPhone>| other.row == line.row && other.is.typed == line.is.typed;
            if !known.all_phones().any(told) {
                line.is.masked = how(&line.is.typed);
                line.is.typed.clear();
            }
        }
    }

    /// Puts back the numbers that were taken away, as `from` knows them. One that looks another
    /// way by now stays what was seen of it: somebody has changed it since.
    pub fn unmask(&mut self, from: &Sheet, how: impl Fn(&str) -> String) {
        for line in self.all_phones_mut() {
            let masked = std::mem::take(&mut line.is.masked);
            let hidden = line.row.is_some() && line.is.typed.is_empty();
            let same = |other: &&Line<SheetPhone>| hidden && other.row == line.row;
            if let Some(known) = from.all_phones().find(same) {
                let typed = &known.is.typed;
                let as_seen = masked.is_empty() || how(typed) == masked;
                line.is.typed = if as_seen { typed.clone() } else { masked };
            }
        }
    }

    /// Shows numbers that were taken away, by their rows.
    pub fn reveal(&mut self, numbers: &[(PhoneId, String)]) {
        for line in self.all_phones_mut().filter(|line| line.is.is_hidden()) {
            let same = |(id, _): &&(PhoneId, String)| line.row == Some(id.0);
            if let Some((_, number)) = numbers.iter().find(same) {
                line.is.masked.clear();
                line.is.typed.clone_from(number);
            }
        }
    }

    /// The sheet without outer blanks, empty values and rows that say nothing. A number that is
    /// stored stays, however little of it is known here.
    #[must_use]
    pub fn tidied(mut self) -> Sheet {
        self.values.retain(|_, value| {
            trim(value);
            !value.is_empty()
        });
        tidy_phones(&mut self.phones);
        tidy_dates(&mut self.dates);
        self.emails.retain_mut(|email| {
            trim(&mut email.is);
            !email.is.is_empty()
        });
        self.addresses.retain_mut(|address| {
            let Address {
                province,
                city,
                line,
                postcode,
            } = &mut address.is;
            let mut parts = [province, city, line, postcode];
            parts.iter_mut().for_each(|part| trim_optional(part));
            parts.iter().any(|part| part.is_some())
        });
        self.members.retain_mut(|line| {
            let member = &mut line.is;
            trim(&mut member.name);
            trim_optional(&mut member.relation);
            trim_optional(&mut member.employer);
            tidy_phones(&mut member.phones);
            tidy_dates(&mut member.dates);
            // A stored one without a name is a mistake to be told of, not a wish to remove them.
            line.row.is_some()
                || !member.name.is_empty()
                || member.relation.is_some()
                || member.employer.is_some()
                || !member.phones.is_empty()
                || !member.dates.is_empty()
        });
        self
    }
}

fn tidy_phones(phones: &mut Vec<Line<SheetPhone>>) {
    phones.retain_mut(|line| {
        trim(&mut line.is.typed);
        trim_optional(&mut line.is.kind);
        trim_optional(&mut line.is.validity);
        line.row.is_some() || !line.is.typed.is_empty()
    });
}

fn tidy_dates(dates: &mut [Line<SheetDate>]) {
    dates.iter_mut().for_each(|line| trim(&mut line.is.kind));
}

fn trim(text: &mut String) {
    let trimmed = text.trim();
    if trimmed.len() < text.len() {
        *text = trimmed.to_owned();
    }
}

fn trim_optional(text: &mut Option<String>) {
    if let Some(inner) = text {
        trim(inner);
        if inner.is_empty() {
            *text = None;
        }
    }
}
