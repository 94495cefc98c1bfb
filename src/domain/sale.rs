//! Sales: what a form or a command hands in, the rules of prices, points and pieces as pure
//! functions, and what a sale looks like afterwards. Must not know SQL, screens or who may sell.

mod counter;
mod deal;
mod figures;
mod lists;
mod look;
mod points;
mod rules;
pub mod slip;
#[cfg(test)]
mod tests;

pub use counter::{Buyer, Counter, Offer};
pub use deal::{Deal, Dealing};
pub use figures::{Bought, BoughtLines, By, Figures, InAll, Part, Searched, Summed};
pub use lists::{SalesList, SalesOf};
pub use look::{Held, Paid, Sale, SaleRow, SoldLine, Standing, State, Step};
pub use points::{points_short, spendable};
pub use rules::{
    DEAREST, Good, Line, MOST, Terms, Totals, collected_told, share, sum_told, told, totals, weigh,
};

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::ids::{CustomerId, ProductId, SaleId, StaffId};
use super::time::Instant;
use crate::error::{Error, Fault};

/// A sale as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleDraft {
    /// Who buys.
    pub customer: CustomerId,
    /// When; none: now.
    pub at: Option<Instant>,
    /// Who sold it; none: who enters it.
    pub staff: Option<StaffId>,
    /// Codes of the header and what else it says.
    pub head: Head,
    /// What is sold, given and redeemed.
    pub lines: Vec<LineDraft>,
    /// What is paid at once: method and amount, minor units.
    pub payments: Vec<(String, i64)>,
}

/// The header of a sale: codes of lists, and two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Sales region (list `sale_region`).
    pub region: Option<String>,
    /// How it is to be paid (list `payment_method`).
    pub method: Option<String>,
    /// What kind of payment was agreed (list `payment_type`).
    pub payment_type: Option<String>,
    /// How it is delivered (list `delivery`).
    pub delivery: Option<String>,
    /// Where to.
    pub address: Option<String>,
    /// Remark.
    pub remark: Option<String>,
}

/// Why a product goes to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It is bought.
    Sold,
    /// It is given, for this cause (list `gift_cause`).
    Gift(String),
    /// It is had for points: so many for one; none: as the product says.
    Redeemed(Option<i64>),
}

impl Cause {
    /// The code of the line's kind in the file.
    pub fn kind(&self) -> &'static str {
        match self {
            Cause::Sold => "sold",
            Cause::Gift(_) => "gift",
            Cause::Redeemed(_) => "redeemed",
        }
    }

    /// The cause in the ledger of stock.
    pub fn move_cause(&self) -> &'static str {
        match self {
            Cause::Sold => "sale",
            Cause::Gift(_) => "gift",
            Cause::Redeemed(_) => "redemption",
        }
    }
}

/// A line as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineDraft {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: i64,
    /// Price of one, minor units; none: the list price.
    pub price: Option<i64>,
    /// The list price that the person saw: if it is another one by now, they are told. None: do
    /// not look.
    pub seen: Option<i64>,
    /// How many they take with them; none: all that may leave. The rest is held for them.
    pub collected: Option<i64>,
    /// Why.
    pub cause: Cause,
}

/// What entering a sale came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sold {
    /// Its row.
    pub id: SaleId,
    /// Its code.
    pub code: String,
    /// What it is about.
    pub totals: Totals,
}

/// The error of a value in a line, counted from 0: its field is `line.1.price`.
pub fn in_line(line: usize, field: &str, fault: Fault) -> Error {
    Error::invalid(format!("line.{}.{field}", line + 1), fault)
}

/// A whole number as people and files write it: `3`, `1,200`, `３`, `3.00`.
pub fn count(text: &str) -> Result<i64, Fault> {
    let plain: String = text.nfkc().collect();
    let plain = plain.trim().replace(',', "");
    if plain.is_empty() {
        return Err(Fault::Empty);
    }
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    if !part.bytes().all(|digit| digit == b'0') {
        return Err(Fault::NotANumber);
    }
    let digits = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(Fault::NotANumber);
    }
    whole.parse().map_err(|_| Fault::OutOfRange)
}
