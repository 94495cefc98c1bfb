//! A customer as a form holds it: every value as stored, rows with their ids, so that what
//! somebody changed can be told from what it was. Must not know widgets or SQL.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Address, Field, FoundRow};
use crate::domain::birthday::Birthday;

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
    /// As typed. Empty in a line with a row: the asker may not see it, it stays as it is.
    pub typed: String,
    /// `mobile`, `landline`, `fax`; none: as the numbering plan says.
    pub kind: Option<String>,
    /// `valid`, `invalid`; none: nobody has verified it (cap. 29).
    pub validity: Option<String>,
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
    /// Which value: a [`Key`] in text form, or `phone`, `email`, `address`, `date`, `member`.
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
