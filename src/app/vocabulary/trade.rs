//! The words for sales and stock within the desk's vocabularies. Must not know threads or the store.

use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::sale::slip::Slips;
use crate::domain::sale::{Bought, By, Counter, InAll, Offer, SaleDraft, Searched, Sold, Summed};
use crate::domain::when::Period;

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
    /// What those whom I oversee sold in a period, and what money they took.
    Figures {
        /// By what.
        by: By,
        /// Which.
        period: Period,
    },
    /// Lines that were bought, newest first.
    Records {
        /// Searched by what.
        searched: Searched,
        /// How many.
        limit: usize,
    },
    /// What all of them come to.
    Totals {
        /// Searched by what.
        searched: Searched,
    },
    /// What a slip of a sale is made of.
    Slip {
        /// Of which.
        sale: SaleId,
    },
}

/// Its answer.
#[derive(Debug, Clone, PartialEq)]
pub enum TradeAnswer {
    /// To `Counter`.
    Counter(Box<Counter>),
    /// To `Offers`, the likeliest first.
    Offers(Vec<Offer>),
    /// To `Figures`.
    Figures(Box<Summed>),
    /// To `Records`.
    Records(Vec<Bought>),
    /// To `Totals`.
    Totals(InAll),
    /// To `Slip`.
    Slip(Box<Slips>),
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
