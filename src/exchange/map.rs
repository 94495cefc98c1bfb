//! The map file: what the columns of somebody's file are to us.
//! Must not know the file itself; names are matched with its header when both are there.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};

use super::encoding::Encoding;
use super::field::{Field, Kind};
use super::mistake;
use super::own::Own;
use super::problem::BadFile;
use super::table::Layout;
use super::template::Template;

/// A map file as written. The default is what holds without one.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Map {
    /// What the rows are; where it is said it must be what was asked for.
    pub kind: Option<Kind>,
    /// In which order dates in figures are written; found out from the file unless said.
    pub dates: Option<DateOrder>,
    /// What parts the cells; found out unless said.
    pub delimiter: Option<Delimiter>,
    /// How the text is written as bytes; found out unless said. A byte order mark overrules it.
    pub encoding: Option<Encoding>,
    /// Which sheet of a workbook, by name; else the first that has a header.
    pub sheet: Option<String>,
    /// Physical line of the header, from 1 (of a sheet its row); what is above is left out. Of a
    /// text the first, of a sheet the first that is one, unless said.
    pub header: Option<u64>,
    /// Names of the columns of a file without a header.
    pub columns: Option<Vec<String>>,
    /// Texts that mean an empty cell (`NULL`).
    #[serde(default)]
    pub empty: Vec<String>,
    /// Columns that are left out on purpose; `*` for all that are not named.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Whether sales without payment columns are paid.
    #[serde(default)]
    pub payment: Payment,
    /// Files joined by key; each may use columns of those above it.
    #[serde(default)]
    pub join: Vec<Join>,
    /// What fills the fields; if empty, the usual headers are recognised.
    #[serde(default)]
    pub fields: Fields,
    /// The business's own fields: their labels are usual headers, too.
    #[serde(skip)]
    pub own: Own,
}

/// The order of day, month and year in a date written in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Year, month, day.
    #[default]
    Ymd,
    /// Month, day, year.
    Mdy,
    /// Day, month, year.
    Dmy,
}

/// What is owed for sales from a file that says nothing of payments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Payment {
    /// Nothing: paid in full on the day of sale.
    #[default]
    Paid,
    /// All of it.
    Unpaid,
}

/// A second file whose row is found by a key; its columns are named `NAME.COLUMN`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Its name within the map.
    pub name: String,
    /// The file.
    pub file: String,
    /// The column of that file which holds the key.
    pub key: String,
    /// The column that refers to the key.
    pub on: String,
    /// What becomes of a row whose key the file does not have.
    #[serde(default)]
    pub missing: Missing,
    /// What parts its cells; found out unless said.
    pub delimiter: Option<Delimiter>,
    /// How its text is written as bytes; found out unless said.
    pub encoding: Option<Encoding>,
    /// Which sheet of a workbook, by name; else the first that has its key.
    pub sheet: Option<String>,
    /// Names of its columns if it has no header.
    pub columns: Option<Vec<String>>,
}

/// What a key without a row in the joined file means. An empty key is always just empty.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// The row is rejected.
    #[default]
    Reject,
    /// The joined columns are empty.
    Empty,
}

/// One ASCII character between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Delimiter(pub u8);

impl TryFrom<String> for Delimiter {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match *text.as_bytes() {
            [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\n' | b'\r') => {
                Ok(Delimiter(byte))
            }
            _ => Err("a delimiter is one character, such as \",\" or \"\\t\""),
        }
    }
}

/// The fields with what fills them; a field that repeats may stand several times.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<(Field, Value)>);

/// What fills a field.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Where the text comes from.
    pub from: Origin,
    /// Texts that are replaced, as they stand in the file.
    pub values: HashMap<String, String>,
    /// The text for an empty cell.
    pub default: Option<String>,
}

/// Where the text of a field comes from; a column may be `JOIN.COLUMN`.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// One column.
    Column(String),
    /// Several columns, put together.
    Template(Template),
    /// The same text for each row.
    Constant(String),
}

impl Map {
    /// Reads a map file.
    ///
    /// # Errors
    /// [`BadFile::Map`] with line and column.
    pub fn parse(text: &str) -> Result<Map, BadFile> {
        toml::from_str(text).map_err(|error| BadFile::Map(Box::new(mistake::of(text, &error))))
    }

    /// What it says of the shape of the file.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout {
            delimiter: self.delimiter.map(|delimiter| delimiter.0),
            encoding: self.encoding,
            named: self.columns_named().map(str::to_owned).collect(),
        }
    }

    /// All columns that it names outside `ignore`.
    pub fn columns_named(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.0.iter().flat_map(|(_, value)| value.columns());
        fields.chain(self.join.iter().map(|join| join.on.as_str()))
    }
}

impl Join {
    /// What it says of the shape of its file.
    #[must_use]
    pub fn layout(&self) -> Layout {
        Layout {
            delimiter: self.delimiter.map(|delimiter| delimiter.0),
            encoding: self.encoding,
            named: Vec::new(),
        }
    }
}

impl Value {
    fn columns(&self) -> Vec<&str> {
        match &self.from {
            Origin::Column(column) => vec![column],
            Origin::Template(template) => template.columns().collect(),
            Origin::Constant(_) => Vec::new(),
        }
    }
}

impl Origin {
    fn parse(text: &str) -> Result<Self, &'static str> {
        if text.contains(['{', '}']) {
            return Template::parse(text).map(Origin::Template);
        }
        if text.trim().is_empty() {
            Err("the name of a column is missing")
        } else {
            Ok(Origin::Column(text.to_owned()))
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Detail {
    from: Option<String>,
    value: Option<String>,
    #[serde(default)]
    values: HashMap<String, String>,
    default: Option<String>,
}

impl TryFrom<Detail> for Value {
    type Error = &'static str;

    fn try_from(detail: Detail) -> Result<Self, Self::Error> {
        let from = match (detail.from, detail.value) {
            (Some(from), None) => Origin::parse(&from)?,
            (None, Some(value)) => Origin::Constant(value),
            _ => return Err("either `from` (a column) or `value` (a constant) is needed"),
        };
        Ok(Value {
            from,
            values: detail.values,
            default: detail.default,
        })
    }
}

/// One value or a list of them: `"Phone"`, `{ from = "Sex", values = {…} }`, `["Phone", "Phone 2"]`.
struct Values(Vec<Value>);

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_any(ValuesVisitor)
    }
}

struct ValuesVisitor;

impl<'de> Visitor<'de> for ValuesVisitor {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a column, a template, a table or a list of these")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Values, E> {
        let from = Origin::parse(text).map_err(E::custom)?;
        Ok(Values(vec![Value {
            from,
            values: HashMap::new(),
            default: None,
        }]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
        let mut values = Vec::new();
        while let Some(Values(more)) = list.next_element()? {
            values.extend(more);
        }
        Ok(Values(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Values, A::Error> {
        let detail = Detail::deserialize(MapAccessDeserializer::new(table))?;
        Ok(Values(vec![
            Value::try_from(detail).map_err(de::Error::custom)?,
        ]))
    }
}

/// The name of a field without a point, or the first part of one with it.
struct Key(String);

/// Whether fields are named behind this and a point.
fn is_family(name: &str) -> bool {
    matches!(name, "custom" | "anniversary" | "member")
        || !name.contains('.') && format!("{name}.city").parse::<Field>().is_ok()
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let name = String::deserialize(input)?;
        if is_family(&name) || name.parse::<Field>().is_ok() {
            return Ok(Key(name));
        }
        Err(de::Error::custom(format_args!("unknown field `{name}`")))
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut table: A) -> Result<Fields, A::Error> {
        let mut fields = Vec::new();
        while let Some(Key(name)) = table.next_key()? {
            let named: BTreeMap<String, Values> = if is_family(&name) {
                let inner: BTreeMap<String, Values> = table.next_value()?;
                inner
                    .into_iter()
                    .map(|(inner, values)| (format!("{name}.{inner}"), values))
                    .collect()
            } else {
                BTreeMap::from([(name, table.next_value()?)])
            };
            for (name, Values(values)) in named {
                let Ok(field) = name.parse::<Field>() else {
                    return Err(de::Error::custom(format_args!("unknown field `{name}`")));
                };
                if values.len() > 1 && !field.repeats() {
                    return Err(de::Error::custom(format_args!(
                        "`{name}` takes one column only"
                    )));
                }
                fields.extend(values.into_iter().map(|value| (field.clone(), value)));
            }
        }
        Ok(Fields(fields))
    }
}

#[cfg(test)]
#[path = "map_tests.rs"]
mod tests;
