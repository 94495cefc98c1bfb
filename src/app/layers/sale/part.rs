//! What the form of a sale has: its fields, the columns of its lines, its sections, and the name
//! of each in a draft and in what the store says. Must not know widgets or words.

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Who buys.
    Customer,
    /// A cell of a line: number of the row, column.
    Cell(u16, Column),
    PaymentType,
    Method,
    /// What is paid at once.
    Paid,
    Delivery,
    Address,
    Remark,
    At,
    By,
    Region,
}

/// What a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Product,
    Quantity,
    Price,
    /// What follows: not typed.
    Amount,
    /// The same of points.
    Points,
    Collected,
    Cause,
}

impl Column {
    /// Each, in order: its share of the line, and whether Enter passes it by.
    pub(super) const ALL: [(Column, u16, bool); 7] = [
        (Column::Product, 20, false),
        (Column::Quantity, 5, false),
        (Column::Price, 9, true),
        (Column::Amount, 10, true),
        (Column::Points, 6, true),
        (Column::Collected, 6, true),
        (Column::Cause, 10, true),
    ];

    fn name(self) -> &'static str {
        match self {
            Column::Product => "product",
            Column::Quantity => "quantity",
            Column::Price => "price",
            Column::Amount => "amount",
            Column::Points => "points",
            Column::Collected => "collected",
            Column::Cause => "cause",
        }
    }
}

/// The number of the lines' table among the tables of the form.
pub(super) const LINES: u16 = 0;

/// A section, in order: the fields that stand in it beside the lines.
pub(super) const SECTIONS: [&[Part]; 4] = [
    &[Part::Customer],
    &[],
    &[
        Part::PaymentType,
        Part::Method,
        Part::Paid,
        Part::Delivery,
        Part::Address,
    ],
    &[Part::Remark, Part::At, Part::By, Part::Region],
];

/// The section in which the lines stand.
pub(super) const OF_LINES: usize = 1;

impl Part {
    /// The fields that stand alone.
    pub(super) const ALONE: [Part; 10] = [
        Part::Customer,
        Part::PaymentType,
        Part::Method,
        Part::Paid,
        Part::Delivery,
        Part::Address,
        Part::Remark,
        Part::At,
        Part::By,
        Part::Region,
    ];

    /// The coded list of which its value is.
    pub(super) fn list(self) -> Option<&'static str> {
        match self {
            Part::PaymentType => Some("payment_type"),
            Part::Method => Some("payment_method"),
            Part::Delivery => Some("delivery"),
            Part::Region => Some("sale_region"),
            _ => None,
        }
    }

    /// Its name in a draft, and in what the store says of it.
    pub(super) fn name(self) -> String {
        let name = match self {
            Part::Customer => "customer",
            Part::Cell(row, column) => return format!("line.{row}.{}", column.name()),
            Part::PaymentType => "payment_type",
            Part::Method => "method",
            Part::Paid => "payment",
            Part::Delivery => "delivery",
            Part::Address => "address",
            Part::Remark => "remark",
            Part::At => "at",
            Part::By => "by",
            Part::Region => "region",
        };
        name.to_owned()
    }

    /// The field of this name; a line is the one of this number.
    pub(super) fn named(name: &str) -> Option<Part> {
        let Some((row, column)) = name
            .strip_prefix("line.")
            .and_then(|rest| rest.split_once('.'))
        else {
            return Part::ALONE.into_iter().find(|part| part.name() == name);
        };
        let mut columns = Column::ALL.into_iter();
        let (column, ..) = columns.find(|(known, ..)| known.name() == column)?;
        Some(Part::Cell(row.parse().ok()?, column))
    }
}
