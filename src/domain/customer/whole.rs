//! The whole customer as files and printed sheets hold it: everything that was entered, people
//! and units by what they are called outside. Must not know columns or formats.

use super::{Address, Field};
use crate::domain::birthday::Birthday;
use crate::domain::ids::CustomerId;

/// Everything that is known of a customer, in full: only for whoever may take it out of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whole {
    /// Row.
    pub id: Option<CustomerId>,
    /// Code.
    pub code: String,
    /// Plain fields that are set, coded ones by their code.
    pub fields: Vec<(Field, String)>,
    /// The owner's login.
    pub owner: Option<String>,
    /// The unit: its kind and its code.
    pub unit: Option<(String, String)>,
    /// Do not call.
    pub do_not_call: bool,
    /// Fields that the business made for itself: code and value.
    pub custom: Vec<(String, String)>,
    /// Their own numbers, the first one first.
    pub phones: Vec<WholePhone>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Addresses.
    pub addresses: Vec<Address>,
    /// Birthday (`birthday`) and anniversaries (their names).
    pub dates: Vec<(String, Birthday)>,
    /// Family members and contact persons.
    pub members: Vec<WholeMember>,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WholePhone {
    /// As typed.
    pub typed: String,
    /// Normal form.
    pub digits: String,
    /// Whether a numbering plan knows it.
    pub known: bool,
    /// Kind code.
    pub kind: String,
    /// Extension behind it.
    pub extension: Option<String>,
    /// `valid`, `invalid`; none: nobody has verified it.
    pub validity: Option<String>,
}

/// A family member or contact person, with what hangs on them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WholeMember {
    /// `family` or `contact`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Relation (a code of the list `relation`, or as said) or position.
    pub relation: Option<String>,
    /// Where they work.
    pub employer: Option<String>,
    /// Their numbers.
    pub phones: Vec<WholePhone>,
    /// Their birthday and other days.
    pub dates: Vec<(String, Birthday)>,
}

impl Whole {
    /// The value of a plain field; empty if it is not set.
    #[must_use]
    pub fn field(&self, field: Field) -> &str {
        let found = self.fields.iter().find(|(known, _)| *known == field);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The first date of this kind.
    #[must_use]
    pub fn date(&self, kind: &str) -> Option<&Birthday> {
        let found = self.dates.iter().find(|(known, _)| known == kind);
        found.map(|(_, date)| date)
    }
}
