//! A form that was not finished, as plain data: enough to open it again as it was. What it is
//! called is said in text/. Must not know widgets, or where it is kept.

use serde::{Deserialize, Serialize};

use super::ids::CustomerId;
use super::time::Instant;

/// Which form it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A call that is logged.
    CallLog,
    /// A customer, new or there already.
    Customer,
    /// Customers given to a colleague.
    Transfer,
    /// A number attached to a customer.
    Attach,
    /// How a customer uses a product.
    ProductUse,
    /// Reasons to call that come again later, or do not apply.
    Settle,
    /// What Today is made of.
    Rule,
    /// A sale.
    Sale,
    /// A task that is given, or changed.
    Give,
    /// A task in one line.
    TaskLine,
    /// What becomes of tasks.
    Task,
    /// A visit, a message, anything but a call.
    Visit,
    /// Something done with a sale: money, goods.
    Deal,
    /// Goods that come into the store, or were counted.
    Goods,
}

impl Kind {
    /// Every one.
    pub const ALL: [Kind; 14] = [
        Kind::CallLog,
        Kind::Customer,
        Kind::Transfer,
        Kind::Attach,
        Kind::ProductUse,
        Kind::Settle,
        Kind::Rule,
        Kind::Sale,
        Kind::Give,
        Kind::TaskLine,
        Kind::Task,
        Kind::Visit,
        Kind::Deal,
        Kind::Goods,
    ];

    /// The code in the file.
    pub fn code(self) -> &'static str {
        match self {
            Kind::CallLog => "call_log",
            Kind::Customer => "customer",
            Kind::Transfer => "transfer",
            Kind::Attach => "attach",
            Kind::ProductUse => "product_use",
            Kind::Settle => "settle",
            Kind::Rule => "rule",
            Kind::Sale => "sale",
            Kind::Give => "give",
            Kind::TaskLine => "task_line",
            Kind::Task => "task",
            Kind::Visit => "visit",
            Kind::Deal => "deal",
            Kind::Goods => "goods",
        }
    }

    /// The form of a code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// What is in a form that is not saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Which form.
    pub kind: Kind,
    /// The key under which its save is recognised, however often it is sent.
    pub once: String,
    /// The customer it is about, where there is one already.
    pub customer: Option<CustomerId>,
    /// What tells it from others of its kind: a name, a number, a count. Raw.
    pub title: String,
    /// Everything typed and chosen, in the form's own shape.
    pub body: serde_json::Value,
}

/// A kept form, and since when it is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// The form.
    pub kept: Kept,
    /// When it was changed last.
    pub at: Instant,
}
