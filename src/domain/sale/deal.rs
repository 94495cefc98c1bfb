//! What is done with a sale after it was entered, as somebody says it. Must not know what follows.

use crate::domain::ids::ProductId;
use crate::domain::staff::Operation;

/// Something that is done with a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deal {
    /// Money is received for it: method, minor units.
    Pay(String, i64),
    /// Money is received for the customer's oldest sales that are not paid.
    PayOldest(String, i64),
    /// Money is given back.
    Refund(String, i64),
    /// Held goods are handed out: so many of each product.
    Collect(Vec<(ProductId, i64)>),
    /// Goods come back.
    Return {
        /// So many of each product.
        pieces: Vec<(ProductId, i64)>,
        /// What is owed to the customer then is given back at once, by this method; none: it
        /// stays theirs.
        refund: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// It is called off.
    Cancel {
        /// As above.
        refund: Option<String>,
        /// Why.
        reason: String,
    },
}

/// What may be done with a sale, before it is said how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dealing {
    /// Money is taken or given back.
    Money,
    /// Held goods are handed out.
    Collect,
    /// Goods come back.
    Return,
    /// It is called off.
    Cancel,
}

impl Dealing {
    /// Every one.
    pub const ALL: [Dealing; 4] = [
        Dealing::Money,
        Dealing::Collect,
        Dealing::Return,
        Dealing::Cancel,
    ];

    /// The code in drafts.
    pub fn code(self) -> &'static str {
        match self {
            Dealing::Money => "money",
            Dealing::Collect => "collect",
            Dealing::Return => "return",
            Dealing::Cancel => "cancel",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Dealing> {
        Dealing::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The right that it takes.
    pub fn operation(self) -> Operation {
        match self {
            Dealing::Money => Operation::Pay,
            Dealing::Collect => Operation::Release,
            Dealing::Return | Dealing::Cancel => Operation::Sell,
        }
    }
}
