//! Products and sales as handed in and listed. Must not know how they are stored.

use super::ids::{CustomerId, ProductId, StaffId};
use super::time::Instant;

/// A product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Product {
    /// Row; none for one to be added.
    pub id: Option<ProductId>,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Category path, `Bikes / Road Bikes`.
    pub category: Option<String>,
    /// List price, minor units.
    pub price: Option<i64>,
    /// How many days one lasts.
    pub cycle_days: Option<i64>,
    /// Points for one.
    pub points: Option<i64>,
    /// The price below which only managers sell, minor units.
    pub floor_price: Option<i64>,
    /// At so many on hand it is time to order.
    pub reorder_level: Option<i64>,
    /// Points that one costs.
    pub redeem: Option<i64>,
}

/// A sale as a file hands it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSale {
    /// Code from the file; none: the program makes one.
    pub code: Option<String>,
    /// Who bought.
    pub customer: CustomerId,
    /// When.
    pub at: Instant,
    /// Who sold it; none: the one who brings it, if selling is their work.
    pub staff: Option<StaffId>,
    /// Lines: product, quantity, price of one, amount (minor units).
    pub lines: Vec<NewLine>,
    /// Payments: method and amount, minor units.
    pub payments: Vec<(String, i64)>,
    /// Remark.
    pub remark: Option<String>,
}

/// A line of a sale as handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLine {
    /// What.
    pub product: ProductId,
    /// How many.
    pub quantity: i64,
    /// Price of one, minor units.
    pub price: Option<i64>,
    /// Amount of the line, minor units.
    pub amount: i64,
    /// How many they have; none: all. The rest is held for them.
    pub collected: Option<i64>,
}

/// What is there of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stock {
    /// Row.
    pub product: ProductId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// How many are in the store; none: stock of it is not kept yet.
    pub on_hand: Option<i64>,
    /// How many of these belong to customers already.
    pub held: i64,
    /// At so many it is time to order.
    pub reorder_level: Option<i64>,
}

impl Stock {
    /// How many can still be sold.
    pub fn free(&self) -> Option<i64> {
        self.on_hand.map(|there| there - self.held)
    }

    /// Whether it is time to order.
    pub fn is_low(&self) -> bool {
        let level = self.reorder_level.zip(self.free());
        level.is_some_and(|(level, free)| free <= level)
    }
}
