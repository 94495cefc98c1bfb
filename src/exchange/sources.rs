//! Which columns feed which field, so that whoever mends a rejected row finds the cell by the
//! name that stands over it. Must not know why a row is rejected.

use super::csv::Row;
use super::field::Field;

/// A column: its place in the file, none in a joined one; and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) index: Option<usize>,
    pub(super) name: String,
}

/// The columns of every field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    pub(super) fields: Vec<(Field, Vec<Column>)>,
}

impl Sources {
    /// The columns that fed a field of this row, by name, as a list; of several those that say
    /// something. None if no column feeds it.
    #[must_use]
    pub fn of(&self, field: &str, row: &Row) -> Option<String> {
        let mut columns = self.columns(|known| known.to_string() == field);
        for kin in kin(field) {
            columns.extend(self.columns(|known| known == kin));
        }
        let says = |column: &&Column| {
            let cell = column.index.map(|index| row.cell(index));
            cell.is_none_or(|cell| !cell.trim().is_empty())
        };
        let mut named: Vec<&str> = Vec::new();
        let filled = columns.iter().copied().filter(says);
        let shown: Vec<&Column> = match filled.clone().next() {
            Some(_) => filled.collect(),
            None => columns,
        };
        for column in shown {
            if !named.contains(&column.name.as_str()) {
                named.push(&column.name);
            }
        }
        (!named.is_empty()).then(|| named.join(", "))
    }

    fn columns(&self, wanted: impl Fn(&Field) -> bool) -> Vec<&Column> {
        let fields = self.fields.iter().filter(|(field, _)| wanted(field));
        fields.flat_map(|(_, columns)| columns).collect()
    }
}

/// Fields that a fault of another name may be about.
fn kin(field: &str) -> &'static [Field] {
    match field {
        "phone" => &[Field::Mobile, Field::Landline, Field::Fax],
        "birthday" => &[Field::LunarBirthday],
        "unit" => &[Field::Branch, Field::Department],
        "date" => &[Field::Time],
        "price" => &[Field::UnitPrice],
        "staff" => &[Field::By],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_by_the_headers_over_the_cells_that_say_something() {
        let column = |index: usize, name: &str| Column {
            index: Some(index),
            name: name.to_owned(),
        };
        let sources = Sources {
            fields: vec![
                (Field::Name, vec![column(0, "姓"), column(1, "名")]),
                (Field::Mobile, vec![column(2, "手机")]),
                (Field::Phone, vec![column(3, "电话")]),
            ],
        };
        let row = Row::new(2, ["王", "", "1.38E+10", ""].into_iter());
        assert_eq!(sources.of("phone", &row).as_deref(), Some("手机"));
        assert_eq!(sources.of("name", &row).as_deref(), Some("姓"));
        let empty = Row::new(3, ["", "", "", ""].into_iter());
        assert_eq!(sources.of("name", &empty).as_deref(), Some("姓, 名"));
        assert_eq!(sources.of("phone", &empty).as_deref(), Some("电话, 手机"));
        assert_eq!(sources.of("tier", &row), None);
    }
}
