//! A long walk of sales, payments, collections, returns, cancellations, receipts, counts, refusals
//! and undos, beside a model that knows nothing of ledgers: after it both say the same.

mod model;

use fastrand::Rng;

use model::{Effect, PRICE, REDEEM, Sale};

use super::sale::{broken, line, number, shop, sold};
use crate::domain::ids::{CustomerId, EntryId, ProductId};
use crate::domain::product::Product;
use crate::domain::sale::{Cause, LineDraft, SaleDraft};
use crate::error::{Error, Result};
use crate::store::sale::Back;
use crate::store::testing::Place;
use crate::store::{Done, Tx, customer, journal, product, sale, setting, stock};

struct Walk {
    place: Place,
    rng: Rng,
    customers: Vec<CustomerId>,
    products: Vec<ProductId>,
    on_hand: Vec<Option<i64>>,
    sales: Vec<Sale>,
    entries: Vec<(EntryId, Vec<Effect>)>,
    refused: usize,
}

impl Walk {
    fn begin(seed: u64) -> Walk {
        let (mut place, first, [bee, tea]) = shop();
        let second = super::customer::draft("王芳", &[]);
        let second = place.done("wangwei", |tx| customer::add(tx, &second)).id;
        let third = Product {
            redeem: Some(REDEEM),
            ..super::log::goods("P3")
        };
        let third = place.done("root", |tx| product::add(tx, &third));
        place.done("root", |tx| setting::set(tx, "open_file", "off"));
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
            refused: 0,
        }
    }

    fn change<T>(&mut self, who: &str, change: impl FnOnce(&Tx<'_>) -> Result<T>) -> Option<Done<T>>
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
    {
        let asking = self.place.asking(who);
        match self.place.writer.change(&asking, "walk", change) {
            Ok(done) => Some(done),
            Err(Error::Invalid { .. } | Error::Refused(_) | Error::Gone(_)) => {
                self.refused += 1;
                None
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    fn did(&mut self, entry: EntryId, effects: Vec<Effect>) {
        for &effect in &effects {
            effect.apply(&mut self.on_hand, &mut self.sales);
        }
        self.entries.push((entry, effects));
    }

    fn line(&mut self) -> LineDraft {
        let quantity = self.rng.i64(0..4);
        let collected = self.rng.bool().then(|| self.rng.i64(0..4));
        let product = self.products[self.rng.usize(..self.products.len())];
        let cause = match self.rng.u8(..6) {
            0 => Cause::Gift("sample".to_owned()),
            1 => Cause::Redeemed(Some(REDEEM)),
            _ => Cause::Sold,
        };
        LineDraft {
            cause,
            ..line(product, quantity, collected)
        }
    }

    fn sell(&mut self) {
        let customer = self.rng.usize(..self.customers.len());
        let lines: Vec<LineDraft> = (0..self.rng.usize(0..4)).map(|_| self.line()).collect();
        let paid = [0, 10_000, PRICE, 2 * PRICE][self.rng.usize(..4)];
        let draft = sold(self.customers[customer], lines, paid);
        let who = ["wangwei", "wangwei", "boss", "sun", "li", "qian"][self.rng.usize(..6)];
        let Some(done) = self.change(who, |tx| sale::add(tx, &draft)) else {
            return;
        };
        let sale = self.sales.len();
        let mut effects = vec![Effect::Paid(sale, paid), Effect::Void(sale, -1)];
        self.sales.push(Sale::entered(
            &draft,
            &self.products,
            customer,
            done.answer.id,
        ));
        for (place, line) in draft.lines.iter().enumerate() {
            let stays = done.answer.totals.held;
            let collected = line.collected.unwrap_or(if self.stays(stays, &draft) {
                0
            } else {
                line.quantity
            });
            effects.push(Effect::Held(sale, place, line.quantity - collected));
            let product = self.sales[sale].lines[place].product;
            if self.on_hand[product].is_some() {
                effects.push(Effect::OnHand(product, -collected));
            }
        }
        self.did(done.entry, effects);
    }

    /// Whether all lines that said nothing of it were held: the setting was on.
    fn stays(&self, held: i64, draft: &SaleDraft) -> bool {
        let said = |line: &LineDraft| line.collected.map_or(0, |some| line.quantity - some);
        let said: i64 = draft.lines.iter().map(said).sum();
        held > said
    }

    fn any_sale(&mut self) -> Option<usize> {
        // Mostly one of the last: something can still happen to it.
        let last = self.sales.len().min(8);
        (last > 0).then(|| self.sales.len() - 1 - self.rng.usize(..last))
    }

    fn money(&mut self) {
        let Some(sale) = self.any_sale() else { return };
        let (id, due) = (self.sales[sale].id, self.sales[sale].due());
        let sum = [due, due / 2, -due, 1, 5_000][self.rng.usize(..5)];
        let who = ["wangwei", "qian", "boss", "wu"][self.rng.usize(..4)];
        let (done, sum) = if self.rng.bool() {
            (self.change(who, |tx| sale::pay(tx, id, "cash", sum)), sum)
        } else {
            (
                self.change(who, |tx| sale::refund(tx, id, "cash", Some(sum))),
                -sum,
            )
        };
        if let Some(done) = done {
            self.did(done.entry, vec![Effect::Paid(sale, sum)]);
        }
    }

    fn money_for_the_oldest(&mut self) {
        let customer = self.rng.usize(..self.customers.len());
        let sum = self.rng.i64(0..80_000);
        let id = self.customers[customer];
        let Some(done) = self.change("qian", |tx| sale::pay_oldest(tx, id, "cash", sum)) else {
            return;
        };
        let (mut left, mut effects) = (sum, Vec::new());
        for (place, sale) in self.sales.iter().enumerate() {
            if sale.customer == customer && sale.state() == "open" && left > 0 {
                let part = left.min(sale.due());
                effects.push(Effect::Paid(place, part));
                left -= part;
            }
        }
        assert_eq!(left, 0);
        self.did(done.entry, effects);
    }

    fn asked(&mut self) -> Option<(usize, i64)> {
        let some = (self.rng.usize(..self.products.len()), self.rng.i64(0..3));
        self.rng.bool().then_some(some)
    }

    fn collect(&mut self) {
        let Some(sale) = self.any_sale() else { return };
        let (id, asked) = (self.sales[sale].id, self.asked());
        let goods: Vec<_> = asked
            .iter()
            .map(|(product, n)| (self.products[*product], *n))
            .collect();
        let who = ["wangwei", "wu", "qian"][self.rng.usize(..3)];
        let Some(done) = self.change(who, |tx| sale::collect(tx, id, &goods)) else {
            return;
        };
        let mut effects = Vec::new();
        for (line, part) in self.sales[sale].from(asked, |line| line.held) {
            effects.push(Effect::Held(sale, line, -part));
            let product = self.sales[sale].lines[line].product;
            if self.on_hand[product].is_some() {
                effects.push(Effect::OnHand(product, -part));
            }
        }
        self.did(done.entry, effects);
    }

    fn back(&mut self) {
        let Some(sale) = self.any_sale() else { return };
        let (id, cancels) = (self.sales[sale].id, self.rng.u8(..3) == 0);
        let asked = self.asked().filter(|_| !cancels);
        let goods: Vec<_> = asked
            .iter()
            .map(|(product, n)| (self.products[*product], *n))
            .collect();
        let refunds = self.rng.bool();
        let back = Back {
            refund: refunds.then(|| ("cash".to_owned(), None)),
            reason: Some("不要了".to_owned()),
        };
        let done = self.change("wangwei", |tx| match cancels {
            true => sale::cancel(tx, id, &back),
            false => sale::give_back(tx, id, &goods, &back),
        });
        let Some(done) = done else { return };
        let mut effects = Vec::new();
        if cancels {
            effects.push(Effect::Cancelled(sale, 1));
        }
        let mut worth = 0;
        for (place, part) in self.sales[sale].from(asked, |line| line.quantity - line.back[0]) {
            let line = &self.sales[sale].lines[place];
            let left = line.quantity - line.back[0];
            let brought = part.min(left - line.held);
            let share = |whole: i64, back: i64| (whole - back) * part / left;
            let by = [
                part,
                share(line.amount, line.back[1]),
                share(line.points, line.back[2]),
            ];
            worth += by[1];
            effects.push(Effect::Back(sale, place, by));
            effects.push(Effect::Held(sale, place, brought - part));
            if self.on_hand[line.product].is_some() {
                effects.push(Effect::OnHand(line.product, brought));
            }
        }
        let due = self.sales[sale].due() - worth;
        if refunds && due < 0 {
            effects.push(Effect::Paid(sale, due));
        }
        self.did(done.entry, effects);
    }

    fn goods(&mut self) {
        let product = self.rng.usize(..self.products.len());
        let (id, n) = (self.products[product], self.rng.i64(-1..12));
        let receives = self.rng.u8(..4) > 0;
        let who = ["wu", "boss", "wangwei"][self.rng.usize(..3)];
        let done = self.change(who, |tx| match receives {
            true => stock::receive(tx, id, n, None),
            false => stock::count(tx, id, n, None),
        });
        if let Some(done) = done {
            let before = self.on_hand[product].unwrap_or(0);
            let more = if receives { n } else { n - before };
            assert_eq!(
                (done.answer.on_hand, done.answer.more),
                (before + more, more)
            );
            self.did(done.entry, vec![Effect::OnHand(product, more)]);
        }
    }

    fn undo(&mut self) {
        let last = self.entries.len().min(12);
        if last == 0 {
            return;
        }
        let chosen = self.entries.len() - 1 - self.rng.usize(..last);
        let (entry, effects) = self.entries[chosen].clone();
        let root = self.place.asking("root");
        match journal::undo(&mut self.place.writer, &root, entry, false) {
            Ok(done) => {
                self.did(done.entry, effects.iter().map(Effect::turned).collect());
            }
            Err(Error::Refused(_)) => self.refused += 1,
            Err(other) => panic!("{other:?}"),
        }
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
            _ => {
                let value = if self.rng.bool() { "on" } else { "off" };
                self.place
                    .done("root", |tx| setting::set(tx, "goods_when_paid", value));
            }
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

fn walk(seed: u64, steps: usize) {
    let mut walk = Walk::begin(seed);
    for step in 1..=steps {
        walk.step();
        assert!(
            walk.on_hand.iter().flatten().all(|there| *there >= 0),
            "step {step}"
        );
        if step % 500 == 0 {
            walk.agrees();
        }
    }
    walk.agrees();
    let done = walk.entries.len();
    assert!(
        done > steps / 4 && walk.refused > steps / 20,
        "{done} {}",
        walk.refused
    );
}

#[test]
fn after_ten_thousand_operations_every_balance_is_what_the_model_says() {
    for seed in 1..=5 {
        walk(seed, 2_000);
    }
}
