//! A sale as lists, cards and slips show it. Must not know how it is stored or printed.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{CustomerId, ProductId, SaleId};
use crate::domain::time::Instant;

use super::Head;

/// How a sale stands. It follows from its sums and is never set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Money is owed.
    Open,
    /// Paid; goods are still held for the customer.
    Paid,
    /// Paid, and everything is with the customer.
    Closed,
    /// Called off.
    Cancelled,
    /// All of it came back.
    Returned,
    /// Taken back by undo: it never was.
    Void,
}

impl State {
    /// Every state.
    pub const ALL: [State; 6] = [
        State::Open,
        State::Paid,
        State::Closed,
        State::Cancelled,
        State::Returned,
        State::Void,
    ];

    /// The code in the file and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Paid => "paid",
            State::Closed => "closed",
            State::Cancelled => "cancelled",
            State::Returned => "returned",
            State::Void => "void",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A sale in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleRow {
    /// Its row.
    pub id: SaleId,
    /// Its code.
    pub code: String,
    /// The customer's row.
    pub customer: CustomerId,
    /// The customer's code.
    pub customer_code: String,
    /// The customer's name.
    pub customer_name: String,
    /// When.
    pub at: Instant,
    /// Login of who sold it.
    pub by: Option<String>,
    /// Their name.
    pub by_name: Option<String>,
    /// How it stands.
    pub state: State,
    /// What it costs, minor units.
    pub total: i64,
    /// What was paid.
    pub paid: i64,
    /// Worth of what came back.
    pub returned: i64,
    /// What is owed; below zero: by us.
    pub due: i64,
    /// Pieces held for the customer.
    pub held: i64,
}

/// A sale with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    /// As in a list.
    pub row: SaleRow,
    /// What its customer owes in all, minor units.
    pub owes: i64,
    /// Its header.
    pub head: Head,
    /// Its lines, in order.
    pub lines: Vec<SoldLine>,
    /// What was paid and given back, oldest first; what undo took back is not told.
    pub payments: Vec<Paid>,
    /// What happened to it, oldest first; what undo took back is not told.
    pub steps: Vec<Step>,
}

/// How a sale stands after something happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its code.
    pub code: String,
    /// Its state's code.
    pub state: String,
    /// What it costs, minor units.
    pub total: i64,
    /// What was paid.
    pub paid: i64,
    /// Worth of what came back.
    pub returned: i64,
    /// What is owed; below zero: by us.
    pub due: i64,
    /// Pieces held.
    pub held: i64,
    /// Points that the customer has; below zero: spent before they were taken back.
    #[serde(default)]
    pub points: i64,
}

/// A line of a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldLine {
    /// Its row.
    pub id: i64,
    /// The product's row.
    pub product_id: ProductId,
    /// Code of the product.
    pub product: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// Price of one, minor units.
    pub price: Option<i64>,
    /// Amount, minor units.
    pub amount: i64,
    /// `sold`, `gift`, `redeemed`.
    pub kind: String,
    /// Cause of a gift.
    pub cause: Option<String>,
    /// Points earned; below zero: spent.
    pub points: i64,
    /// Pieces held.
    pub held: i64,
    /// Pieces that came back.
    pub returned: i64,
    /// What they were worth, minor units.
    pub back: i64,
    /// Points that went back with them; below zero: taken off again.
    pub points_back: i64,
}

impl Sale {
    /// Points that the customer has of it still, after what came back.
    pub fn points(&self) -> i64 {
        let lines = self.lines.iter();
        lines.map(|line| line.points + line.points_back).sum()
    }
}

/// Money received, or given back (below zero).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// When.
    pub at: Instant,
    /// How.
    pub method: String,
    /// How much, minor units.
    pub amount: i64,
    /// Login of who took it.
    pub by: Option<String>,
    /// Their name.
    pub by_name: Option<String>,
}

/// Something that happened to a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// What: `added`, `paid`, `refunded`, `collected`, `returned`, `cancelled`.
    pub kind: String,
    /// Pieces.
    pub quantity: i64,
    /// Money, minor units.
    pub amount: i64,
    /// Login of who did it.
    pub by: Option<String>,
    /// Their name.
    pub by_name: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// Goods of one product that are held for a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Code of the product.
    pub product: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub quantity: i64,
}
