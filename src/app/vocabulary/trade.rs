//! The words for sales and stock within the desk's vocabularies. Must not know threads or the store.

use crate::domain::ids::CustomerId;
use crate::domain::sale::{Counter, Offer, SaleDraft, Sold};

/// A question about sales or stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TradeQuery {
    /// What a sale begins with: the terms, and what is known of who buys.
    Counter {
        /// Who buys, if that is known.
        customer: Option<CustomerId>,
    },
    /// Products that answer to what was typed: a code, a name, its pinyin or initials.
    Offers {
        /// As typed; empty: any.
        typed: String,
        /// How many.
        limit: usize,
    },
}

/// Its answer.
#[derive(Debug, Clone, PartialEq)]
pub enum TradeAnswer {
    /// To `Counter`.
    Counter(Box<Counter>),
    /// To `Offers`, the likeliest first.
    Offers(Vec<Offer>),
}

/// What is done in trade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TradeDeed {
    /// A sale is entered.
    Sell(Box<SaleDraft>),
}

/// What it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Traded {
    /// A sale was entered.
    Sold(Sold),
}
