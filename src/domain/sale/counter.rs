//! What stands ready at the counter while a sale is entered: products with what is free of them,
//! the terms, and what is known of who buys. Must not know how it is found.

use serde::{Deserialize, Serialize};

use super::{Good, Head, Terms};
use crate::domain::customer::Address;
use crate::domain::ids::CustomerId;

/// A product that is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What the rules of a sale need to know of it.
    pub good: Good,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many can be sold; none: stock of it is not kept.
    pub free: Option<i64>,
}

/// Who buys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// Row.
    pub id: CustomerId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Points that they have.
    pub points: i64,
    /// What they owe, minor units.
    pub due: i64,
    /// Pieces held for them.
    pub held: i64,
    /// Where they live, the first one first.
    pub addresses: Vec<Address>,
}

/// What a sale begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counter {
    /// The terms on which this person sells.
    pub terms: Terms,
    /// The codes of the header as they were last time: of this customer, else of this person.
    pub usual: Head,
    /// Who buys; none: it was not asked.
    pub buyer: Option<Buyer>,
    /// The products that were asked for, as they are now, those too that are sold no more.
    pub goods: Vec<Offer>,
}
