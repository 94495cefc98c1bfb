//! The words for sales and stock within the desk's vocabularies. Must not know threads or the store.

use crate::domain::ids::{CustomerId, ProductId, SaleId};
use crate::domain::product::Stock;
use crate::domain::sale::slip::Slips;
use crate::domain::sale::{
    BoughtLines, By, Counter, Deal, InAll, Offer, Sale, SaleDraft, SalesList, SalesOf, Searched,
    Sold, Standing, Summed,
};
use crate::domain::today::Whose;
use crate::domain::when::Period;

/// A question about sales or stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TradeQuery {
    /// What a sale begins with: the terms, and what is known of who buys.
    Counter {
        /// Who buys, if that is known.
        customer: Option<CustomerId>,
        /// Products that stand in the form already: as they are now is asked, too.
        goods: Vec<ProductId>,
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
    /// A list of sales.
    Sales {
        /// Sold by whom.
        whose: Whose,
        /// Which list.
        of: SalesOf,
        /// How many rows.
        limit: usize,
    },
    /// How many sales are on each of these lists.
    Counts {
        /// Sold by whom.
        whose: Whose,
        /// Which.
        lists: Vec<SalesOf>,
    },
    /// A sale with all that belongs to it.
    Details {
        /// Which.
        sale: SaleId,
    },
    /// What is on hand.
    Stock,
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
    Records(BoughtLines),
    /// To `Totals`.
    Totals(InAll),
    /// To `Slip`.
    Slip(Box<Slips>),
    /// To `Sales`.
    Sales(Box<SalesList>),
    /// To `Counts`, in their order: how many, and whether there are more than are counted.
    Counts(Vec<(usize, bool)>),
    /// To `Details`.
    Details(Box<Sale>),
    /// To `Stock`, by code.
    Stock(Vec<Stock>),
}

/// What is done in trade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TradeDeed {
    /// A sale is entered.
    Sell(Box<SaleDraft>),
    /// Something is done with a sale of this customer.
    Deal(SaleId, CustomerId, Deal),
    /// Goods come into the store: what, how many, and a note.
    Receive(ProductId, i64, String),
    /// Goods were counted.
    Count(ProductId, i64, String),
    /// With so many of them left it is time to order; none: nobody watches.
    Level(ProductId, Option<i64>),
}

/// What it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Traded {
    /// A sale was entered.
    Sold(Sold),
    /// How the sales stand with which something was done.
    Dealt(Vec<Standing>),
}
