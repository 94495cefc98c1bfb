//! What the usual columns of a file cannot say of a customer, as JSON in a column of its own: so
//! that an exported file, imported again, gives the same customers. Must not know what a number
//! or a date is: all values are texts as columns have them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The column of delimited text whose header says that the file is one of ours, its cells
/// guarded against being taken for formulas.
pub const COLUMN: &str = "huoke";
/// The same column of files whose cells need no guard.
pub const BARE_COLUMN: &str = "huoke rest";

/// The column of a file whose cells are guarded, or are not.
#[must_use]
pub fn column(guarded: bool) -> &'static str {
    if guarded { COLUMN } else { BARE_COLUMN }
}

/// Whether a header is that of a file that huoke wrote.
#[must_use]
pub fn is_ours(header: &[String]) -> bool {
    let last = header.last().map(String::as_str);
    matches!(last, Some(COLUMN | BARE_COLUMN))
}

/// What the other columns do not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rest {
    /// Values by the names that columns would have; they overrule the columns.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// Numbers that a cell cannot say exactly, by what it says of them: a cell that somebody
    /// mended since stands.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub phones: BTreeMap<String, RestPhone>,
    /// All e-mail addresses, where a cell of several would break one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Addresses after the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<RestAddress>,
    /// Days that a column has already, by the other calendar: name and day, as a cell has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<(String, String)>,
    /// Family members and contact persons after those in columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<RestMember>,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RestAddress {
    /// Province or state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Postcode.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
}

/// A number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RestPhone {
    /// As typed.
    pub typed: String,
    /// Kind code, where the numbering plan would say another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `valid`, `invalid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
}

/// A family member or contact person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RestMember {
    /// `family` or `contact`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Relation or position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// Where they work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub employer: Option<String>,
    /// Numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<RestPhone>,
    /// Days by name (`birthday`), as a cell has them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<(String, String)>,
}

impl Rest {
    /// The cell: empty if there is nothing to say; no control character and no line end in it.
    #[must_use]
    pub fn text(&self) -> String {
        if *self == Rest::default() {
            return String::new();
        }
        let json = serde_json::to_string(self).unwrap_or_default();
        let mut text = String::with_capacity(json.len());
        for c in json.chars() {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') {
                text.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                text.push(c);
            }
        }
        text
    }

    /// Reads a cell.
    ///
    /// # Errors
    /// Where it is no JSON of this form.
    pub fn parse(text: &str) -> Result<Rest, serde_json::Error> {
        serde_json::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nothing_is_an_empty_cell() {
        assert_eq!(Rest::default().text(), "");
        let mut rest = Rest::default();
        rest.fields
            .insert("remark".to_owned(), "a\u{85}b\nc\u{2028}".to_owned());
        rest.members.push(RestMember {
            kind: "family".to_owned(),
            name: "王芳".to_owned(),
            phones: vec![RestPhone::default()],
            ..RestMember::default()
        });
        let text = rest.text();
        assert!(
            !text.contains(char::is_control) && text.starts_with('{'),
            "{text}"
        );
        assert_eq!(Rest::parse(&text).unwrap(), rest);
        assert!(Rest::parse("{\"fields\":3}").is_err());
    }
}
