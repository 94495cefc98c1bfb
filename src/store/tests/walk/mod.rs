//! A long walk of sales, payments, collections, returns, cancellations, receipts, counts, refusals
//! and undos, beside a model that knows nothing of ledgers: after it both say the same.

mod deeds;
mod model;

use std::collections::BTreeMap;

use fastrand::Rng;

use model::{Effect, REDEEM, Sale};

use super::sale::{broken, line, number, shop, sold};
use crate::domain::ids::{CustomerId, EntryId, ProductId};
use crate::domain::product::Product;
use crate::error::{Error, Result};
use crate::store::testing::Place;
use crate::store::{Done, Tx, customer, product, setting};

struct Walk {
    place: Place,
    rng: Rng,
    customers: Vec<CustomerId>,
    products: Vec<ProductId>,
    on_hand: Vec<Option<i64>>,
    sales: Vec<Sale>,
    entries: Vec<(EntryId, Vec<Effect>)>,
    /// Of each kind, how many were done and how many refused.
    kinds: BTreeMap<&'static str, [usize; 2]>,
    /// Money for one point.
    per: i64,
    /// Whether more may leave the store than is in it.
    below: bool,
}

impl Walk {
    fn begin(seed: u64, below: bool) -> Walk {
        let (mut place, first, [bee, tea]) = shop();
        let second = super::customer::draft("王芳", &[]);
        let second = place.done("wangwei", |tx| customer::add(tx, &second)).id;
        let third = Product {
            redeem: Some(REDEEM),
            ..super::log::goods("P3")
        };
        let third = place.done("root", |tx| {
            let first = Product {
                redeem: Some(REDEEM),
                ..super::log::goods("P1")
            };
            product::edit(tx, bee, &first)?;
            product::add(tx, &third)
        });
        place.done("root", |tx| setting::set(tx, "open_file", "off"));
        if below {
            place.done("root", |tx| setting::set(tx, "stock_below_zero", "on"));
        }
        // Whether a commit outlives the power is another test's question.
        let conn = place.writer.conn();
        conn.pragma_update(None, "synchronous", "OFF").unwrap();
        Walk {
            place,
            rng: Rng::with_seed(seed),
            customers: vec![first, second],
            products: vec![bee, tea, third],
            on_hand: vec![Some(10), None, None],
            sales: Vec::new(),
            entries: Vec::new(),
            kinds: BTreeMap::new(),
            per: 10,
            below,
        }
    }

    /// Somebody does something of a kind; none: it was refused.
    fn change<T>(
        &mut self,
        kind: &'static str,
        who: &str,
        change: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Option<Done<T>>
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
    {
        let asking = self.place.asking(who);
        match self.place.writer.change(&asking, "walk", change) {
            Ok(done) => {
                self.count(kind, 0);
                Some(done)
            }
            Err(Error::Invalid { .. } | Error::Refused(_) | Error::Gone(_)) => {
                self.count(kind, 1);
                None
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    fn count(&mut self, kind: &'static str, how: usize) {
        self.kinds.entry(kind).or_default()[how] += 1;
    }

    fn did(&mut self, entry: EntryId, effects: Vec<Effect>) {
        for &effect in &effects {
            effect.apply(&mut self.on_hand, &mut self.sales);
        }
        self.entries.push((entry, effects));
    }

    fn step(&mut self) {
        match self.rng.u8(..20) {
            0..6 => self.sell(),
            6..9 => self.money(),
            9 => self.money_for_the_oldest(),
            10..12 => self.collect(),
            12..14 => self.back(),
            14..17 => self.goods(),
            17..19 => self.undo(),
            _ => self.setting(),
        }
    }

    /// The file says what the model says, and nothing in it contradicts itself.
    fn agrees(&self) {
        assert_eq!(broken(&self.place), Vec::<String>::new());
        let ask = |query: String| number(&self.place, &query);
        for (product, there) in self.products.iter().zip(&self.on_hand) {
            let query = format!("SELECT coalesce(on_hand, -1) FROM product WHERE id = {product}");
            assert_eq!(ask(query), there.unwrap_or(-1), "on hand of {product}");
        }
        for sale in &self.sales {
            let told =
                format!(
                "SELECT state = '{}' AND paid = {} AND returned = {} AND held = {} AND total = {}
                 FROM sale WHERE id = {}",
                sale.state(), sale.paid, sale.returned(), sale.held(), sale.total(), sale.id
            );
            assert_eq!(ask(told), 1, "{sale:?}");
        }
        for (place, customer) in self.customers.iter().enumerate() {
            let of = || {
                self.sales
                    .iter()
                    .filter(|sale| sale.customer == place && sale.void == 0)
            };
            let [due, held, points] = [
                of().map(Sale::due).sum::<i64>(),
                of().map(Sale::held).sum(),
                of().map(Sale::points).sum(),
            ];
            let told = format!(
                "SELECT balance_due = {due} AND held = {held} AND points = {points}
                 FROM customer WHERE id = {customer}"
            );
            assert_eq!(ask(told), 1, "{customer}: {due} {held} {points}");
        }
    }
}

/// Walks; of each kind, how many were done and how many refused.
fn walk(seed: u64, steps: usize, below: bool) -> BTreeMap<&'static str, [usize; 2]> {
    let mut walk = Walk::begin(seed, below);
    let mut least = 0;
    for step in 1..=steps {
        walk.step();
        least = least.min(walk.on_hand.iter().flatten().copied().min().unwrap_or(0));
        assert!(walk.below || least >= 0, "step {step}");
        if step % 500 == 0 {
            walk.agrees();
        }
    }
    walk.agrees();
    let books = |place: &Place| number(place, "SELECT sum(sales) FROM person_hour");
    let stands = walk
        .sales
        .iter()
        .filter(|sale| sale.void == 0 && sale.cancelled == 0);
    assert_eq!(books(&walk.place), i64::try_from(stands.count()).unwrap());
    assert_eq!(walk.below, least < 0, "what may go below zero does");
    walk.kinds
}

#[test]
fn after_ten_thousand_operations_every_balance_is_what_the_model_says() {
    let mut kinds: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for seed in 1..=5 {
        for (kind, [done, refused]) in walk(seed, 2_000, seed == 5) {
            let sum = kinds.entry(kind).or_default();
            *sum = [sum[0] + done, sum[1] + refused];
        }
    }
    eprintln!("{kinds:?}");
    let all = [
        "sale",
        "pay",
        "pay-oldest",
        "refund",
        "collect",
        "return",
        "cancel",
        "receive",
        "count",
        "undo",
        "redo",
        "setting",
    ];
    for kind in all {
        let [done, refused] = kinds[kind];
        assert!(done >= 50 && refused >= 20, "{kind}: {kinds:?}");
    }
    assert!(
        kinds["gift"][0] >= 50 && kinds["redeem"][0] >= 50,
        "{kinds:?}"
    );
}
