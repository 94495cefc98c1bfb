//! Figures of sales, and lines as purchase records show them. Must not know how they are counted.

use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::time::Instant;
use crate::domain::when::{Period, Size};

/// What was sold in a period, by somebody or of something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Sales.
    pub sales: i64,
    /// Customers who bought for the first time.
    pub new_customers: i64,
    /// What they come to, without what came back, minor units.
    pub amount: i64,
    /// Of it, first purchases.
    pub new_amount: i64,
    /// What came back.
    pub returned: i64,
    /// Pieces.
    pub pieces: i64,
    /// Money that came in, refunds taken off; none of products: nobody pays for one, but for a
    /// sale.
    pub collected: Option<i64>,
}

impl Figures {
    /// People who sold nothing and took no money.
    pub const NOTHING: Figures = Figures {
        sales: 0,
        new_customers: 0,
        amount: 0,
        new_amount: 0,
        returned: 0,
        pieces: 0,
        collected: Some(0),
    };

    /// Of it, from customers who had bought before.
    pub fn repeat_amount(&self) -> i64 {
        self.amount - self.new_amount
    }

    /// Both together.
    pub fn plus(&self, other: &Figures) -> Figures {
        let collected = self.collected.into_iter().chain(other.collected);
        Figures {
            sales: self.sales + other.sales,
            new_customers: self.new_customers + other.new_customers,
            amount: self.amount + other.amount,
            new_amount: self.new_amount + other.new_amount,
            returned: self.returned + other.returned,
            pieces: self.pieces + other.pieces,
            collected: collected.reduce(|sum, more| sum + more),
        }
    }
}

/// By what figures are summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// By who sold, and who took the money.
    Person,
    /// By their branch.
    Branch,
    /// By what was sold.
    Product,
    /// Day by day.
    Day,
    /// Week by week, from Monday on.
    Week,
    /// Month by month.
    Month,
}

impl By {
    /// Every one.
    pub const ALL: [By; 6] = [
        By::Person,
        By::Branch,
        By::Product,
        By::Day,
        By::Week,
        By::Month,
    ];

    /// What it is called on the command line.
    pub fn code(self) -> &'static str {
        match self {
            By::Person => "person",
            By::Branch => "branch",
            By::Product => "product",
            By::Day => "day",
            By::Week => "week",
            By::Month => "month",
        }
    }

    /// The part of the calendar that it means, if it does.
    pub fn size(self) -> Option<Size> {
        match self {
            By::Day => Some(Size::Day),
            By::Week => Some(Size::Week),
            By::Month => Some(Size::Month),
            By::Person | By::Branch | By::Product => None,
        }
    }
}

/// Figures of one person, branch, product or part of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// A login, a code, `2026-11`, or the days of a week; empty: of nobody who is known.
    pub key: String,
    /// Its name, if it has another.
    pub name: String,
    /// What they come to.
    pub figures: Figures,
}

/// Figures of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summed {
    /// By what.
    pub by: By,
    /// Part by part: in the order of time, else by amount.
    pub parts: Vec<Part>,
    /// All together. A customer is new once, a sale counts once, of however many products.
    pub all: Figures,
}

impl Summed {
    /// Whether nothing was sold, and no money came in.
    pub fn is_empty(&self) -> bool {
        self.all == Figures::NOTHING
    }
}

/// A line that was bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought {
    /// Row of the line.
    pub line: i64,
    /// Row of the sale.
    pub sale_id: SaleId,
    /// Row of the customer.
    pub customer_id: CustomerId,
    /// Code of the sale.
    pub sale: String,
    /// When.
    pub at: Instant,
    /// The customer's code.
    pub customer: String,
    /// The customer's name.
    pub customer_name: String,
    /// Code of the product.
    pub product: String,
    /// Its name.
    pub product_name: String,
    /// How many.
    pub quantity: i64,
    /// How many of these came back.
    pub returned: i64,
    /// Price of one, minor units.
    pub price: Option<i64>,
    /// Amount, minor units.
    pub amount: i64,
    /// `sold`, `gift`, `redeemed`.
    pub kind: String,
    /// State of the sale.
    pub state: String,
    /// Login of who sold it.
    pub by: Option<String>,
    /// Their name.
    pub by_name: Option<String>,
}

/// Lines that were bought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoughtLines {
    /// What was searched, with the whole name of each that one alone is meant by.
    pub meant: Searched,
    /// The newest first.
    pub rows: Vec<Bought>,
    /// What is older than this was not looked at, and may belong here too; none: everything was.
    pub since: Option<Instant>,
}

/// What lines that were bought are searched by, as somebody typed it; empty: anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searched {
    /// A customer: a number, a name, a card, a code.
    pub customer: String,
    /// A product: a code or a name, its pinyin or initials.
    pub product: String,
    /// Who sold: a person's login or name, a unit's code or name.
    pub by: String,
    /// When; none: ever.
    pub period: Option<Period>,
}

/// What lines that were bought come to, all that were asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InAll {
    /// How many lines, as far as they were counted.
    pub count: i64,
    /// There are more lines than that.
    pub more: bool,
    /// Pieces, without those that came back.
    pub pieces: i64,
    /// Amount without what came back, minor units.
    pub amount: i64,
    /// What came back, minor units; what was called off was never sold.
    pub returned: i64,
    /// Only of what was sold since then; none: of everything.
    pub since: Option<Instant>,
}
