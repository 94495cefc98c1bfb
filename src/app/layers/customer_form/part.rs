//! What the customer form has: its fields, its tables with their columns, its sections, and the
//! name of each in a draft. Must not know widgets or words.

use std::fmt;
use std::str::FromStr;

use crate::domain::customer::{Field, FormKind};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A plain column of the customer.
    Plain(Field),
    /// Do not call.
    DoNotCall,
    /// The customer's own birthday.
    Birthday,
    /// A field of the business's own, by its place among those that the form opened with.
    Custom(u16),
    /// A cell: table, number of the row, column.
    Cell(Table, u16, Column),
}

/// Rows that hang on the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Table {
    Phones,
    Emails,
    Addresses,
    Dates,
    Family,
    Contacts,
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Number,
    Kind,
    Validity,
    Whose,
    Email,
    Province,
    City,
    Street,
    Postcode,
    Day,
    Date,
    Name,
    Relation,
    Birthday,
    Employer,
}

use Column::*;

/// A column, its share of the line, and whether Enter passes it by.
type Placed = (Column, u16, bool);

const MEMBER: &[Placed] = &[
    (Name, 11, false),
    (Relation, 9, false),
    (Number, 14, false),
    (Birthday, 13, false),
    (Employer, 10, true),
    (Validity, 6, true),
];

impl Table {
    pub(super) const ALL: [Table; 6] = [
        Table::Phones,
        Table::Emails,
        Table::Addresses,
        Table::Dates,
        Table::Family,
        Table::Contacts,
    ];

    /// Its number among the tables of a form.
    pub(super) fn number(self) -> u16 {
        match self {
            Table::Phones => 0,
            Table::Emails => 1,
            Table::Addresses => 2,
            Table::Dates => 3,
            Table::Family => 4,
            Table::Contacts => 5,
        }
    }

    /// What rows of it are called in the file's own words, and in errors of the store.
    pub(super) fn code(self) -> &'static str {
        match self {
            Table::Phones => "phone",
            Table::Emails => "email",
            Table::Addresses => "address",
            Table::Dates => "date",
            Table::Family => "family",
            Table::Contacts => "contact",
        }
    }

    pub(super) fn columns(self) -> &'static [Placed] {
        match self {
            Table::Phones => &[
                (Number, 22, false),
                (Kind, 10, true),
                (Validity, 8, true),
                (Whose, 14, true),
            ],
            Table::Emails => &[(Email, 1, false)],
            Table::Addresses => &[
                (Province, 10, false),
                (City, 11, false),
                (Street, 28, false),
                (Postcode, 8, false),
            ],
            Table::Dates => &[(Day, 18, false), (Date, 20, false), (Whose, 14, true)],
            Table::Family | Table::Contacts => MEMBER,
        }
    }

    /// The first cell of a row.
    pub(super) fn head(self, row: u16) -> Part {
        let column = self.columns().first().map_or(Number, |placed| placed.0);
        Part::Cell(self, row, column)
    }

    /// The last cell of a row.
    pub(super) fn tail(self, row: u16) -> Part {
        let column = self.columns().last().map_or(Number, |placed| placed.0);
        Part::Cell(self, row, column)
    }
}

const COLUMNS: [(Column, &str); 15] = [
    (Number, "number"),
    (Kind, "kind"),
    (Validity, "validity"),
    (Whose, "whose"),
    (Email, "email"),
    (Province, "province"),
    (City, "city"),
    (Street, "line"),
    (Postcode, "postcode"),
    (Day, "day"),
    (Date, "date"),
    (Name, "name"),
    (Relation, "relation"),
    (Birthday, "birthday"),
    (Employer, "employer"),
];

impl Column {
    fn code(self) -> &'static str {
        let found = COLUMNS.iter().find(|(column, _)| *column == self);
        found.map_or("", |(_, code)| code)
    }
}

impl fmt::Display for Part {
    /// The name in a draft: `tier`, `do_not_call`, `phone.3.number`. Fields of the business's own
    /// are named by their code instead: their places change.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Plain(field) => f.write_str(field.code()),
            Part::DoNotCall => f.write_str("do_not_call"),
            Part::Birthday => f.write_str("birthday"),
            Part::Custom(place) => write!(f, "custom.{place}"),
            Part::Cell(table, row, column) => {
                write!(f, "{}.{row}.{}", table.code(), column.code())
            }
        }
    }
}

impl FromStr for Part {
    type Err = ();

    fn from_str(text: &str) -> Result<Part, ()> {
        let mut pieces = text.split('.');
        let (head, second, third) = (pieces.next(), pieces.next(), pieces.next());
        match (head, second, third) {
            (Some("do_not_call"), None, None) => Ok(Part::DoNotCall),
            (Some("birthday"), None, None) => Ok(Part::Birthday),
            (Some(field), None, None) => Field::from_code(field).map(Part::Plain).ok_or(()),
            (Some(table), Some(row), Some(column)) => {
                let mut tables = Table::ALL.into_iter();
                let table = tables.find(|known| known.code() == table).ok_or(())?;
                let column = COLUMNS.iter().find(|(_, code)| *code == column);
                let column = column.map(|(column, _)| *column).ok_or(())?;
                let row = row.parse().map_err(|_| ())?;
                Ok(Part::Cell(table, row, column))
            }
            _ => Err(()),
        }
    }
}

/// What a section is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Title {
    Basics,
    People,
    Reach,
    Dates,
    Class,
    Person,
    /// A group of the business's own fields by its code; without one the rest of them.
    Group(Option<String>),
}

/// Something that stands in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Field(Part),
    Table(Table),
}

/// What one hears first, where the business has not said what is asked.
pub(super) fn first(kind: FormKind) -> Vec<Item> {
    let plain = |field| Item::Field(Part::Plain(field));
    let (source, grade, remark) = (Field::Source, Field::Grade, Field::Remark);
    match kind {
        FormKind::Person => vec![
            plain(Field::Sex),
            Item::Field(Part::Birthday),
            plain(source),
            plain(grade),
            plain(Field::Usage),
            plain(remark),
        ],
        FormKind::Organisation => vec![
            Item::Table(Table::Contacts),
            plain(source),
            plain(grade),
            plain(remark),
        ],
    }
}

/// The sections in their order with what is at home in them.
pub(super) fn homes() -> Vec<(Title, Vec<Item>)> {
    let plain = |fields: &[Field]| -> Vec<Item> {
        let items = fields.iter().map(|&field| Item::Field(Part::Plain(field)));
        items.collect()
    };
    let mut basics = plain(&[Field::Name]);
    basics.push(Item::Table(Table::Phones));
    let mut reach = vec![Item::Table(Table::Emails), Item::Table(Table::Addresses)];
    reach.extend(plain(&[Field::PreferredTime]));
    reach.push(Item::Field(Part::DoNotCall));
    let dates = vec![Item::Field(Part::Birthday), Item::Table(Table::Dates)];
    let placed = [
        Field::Name,
        Field::PreferredTime,
        Field::CardNo,
        Field::Tier,
        Field::Grade,
        Field::Source,
        Field::Nature,
        Field::Stage,
        Field::StopReason,
        Field::Usage,
        Field::Credit,
        Field::Tag,
    ];
    let class = plain(placed.get(2..).unwrap_or_default());
    let rest = Field::ALL.iter().filter(|field| !placed.contains(field));
    let person = plain(&rest.copied().collect::<Vec<Field>>());
    vec![
        (Title::Basics, basics),
        (
            Title::People,
            vec![Item::Table(Table::Family), Item::Table(Table::Contacts)],
        ),
        (Title::Reach, reach),
        (Title::Dates, dates),
        (Title::Class, class),
        (Title::Person, person),
    ]
}
