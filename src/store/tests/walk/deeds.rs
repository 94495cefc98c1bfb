//! What the walk does, each deed beside what it changes in the model. Must not know what is checked.

use super::model::{Effect, PRICE, REDEEM, Sale};
use super::{Walk, line, number, sold};
use crate::domain::sale::{Cause, LineDraft, SaleDraft};
use crate::error::Error;
use crate::store::sale::Back;
use crate::store::{Tx, journal, sale, setting, stock};

impl Walk {
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

    pub(super) fn sell(&mut self) {
        let customer = self.rng.usize(..self.customers.len());
        let lines: Vec<LineDraft> = (0..self.rng.usize(0..4)).map(|_| self.line()).collect();
        let paid = [0, 10_000, PRICE, 2 * PRICE][self.rng.usize(..4)];
        let draft = sold(self.customers[customer], lines, paid);
        let who = ["wangwei", "wangwei", "boss", "sun", "li", "qian"][self.rng.usize(..6)];
        let Some(done) = self.change("sale", who, |tx| sale::add(tx, &draft)) else {
            return;
        };
        for line in &draft.lines {
            match line.cause {
                Cause::Gift(_) => self.count("gift", 0),
                Cause::Redeemed(_) => self.count("redeem", 0),
                Cause::Sold => {}
            }
        }
        let sale = self.sales.len();
        let mut effects = vec![Effect::Paid(sale, paid), Effect::Void(sale, -1)];
        self.sales.push(Sale::entered(
            &draft,
            &self.products,
            customer,
            done.answer.id,
            self.per,
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

    /// One of the last, or the newest that is so.
    fn one_that(&mut self, is_so: fn(&Sale) -> bool) -> Option<usize> {
        let is_so = |sale: &Sale| is_so(sale) && sale.void == 0;
        let found = self.sales.iter().rposition(is_so);
        found
            .filter(|_| self.rng.bool())
            .or_else(|| self.any_sale())
    }

    pub(super) fn money(&mut self) {
        let back = self.rng.bool();
        let found = match back {
            true => self.one_that(|sale| sale.due() < 0),
            false => self.any_sale(),
        };
        let Some(sale) = found else { return };
        let (id, due) = (self.sales[sale].id, self.sales[sale].due());
        let sum = [due, due / 2, -due, 1, 5_000][self.rng.usize(..5)];
        let who = ["wangwei", "qian", "boss", "wu"][self.rng.usize(..4)];
        let pay = |tx: &Tx<'_>| sale::pay(tx, id, "cash", sum);
        let refund = |tx: &Tx<'_>| sale::refund(tx, id, "cash", Some(sum));
        let (done, sum) = match back {
            true => (self.change("refund", who, refund), -sum),
            false => (self.change("pay", who, pay), sum),
        };
        if let Some(done) = done {
            self.did(done.entry, vec![Effect::Paid(sale, sum)]);
        }
    }

    pub(super) fn money_for_the_oldest(&mut self) {
        let customer = self.rng.usize(..self.customers.len());
        let sum = self.rng.i64(0..80_000);
        let id = self.customers[customer];
        let Some(done) = self.change("pay-oldest", "qian", |tx| {
            sale::pay_oldest(tx, id, "cash", sum)
        }) else {
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

    pub(super) fn collect(&mut self) {
        let Some(sale) = self.one_that(|sale| sale.held() > 0) else {
            return;
        };
        let (id, asked) = (self.sales[sale].id, self.asked());
        let goods: Vec<_> = asked
            .iter()
            .map(|(product, n)| (self.products[*product], *n))
            .collect();
        let who = ["wangwei", "wu", "qian"][self.rng.usize(..3)];
        let Some(done) = self.change("collect", who, |tx| sale::collect(tx, id, &goods)) else {
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

    pub(super) fn back(&mut self) {
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
        let kind = if cancels { "cancel" } else { "return" };
        let done = self.change(kind, "wangwei", |tx| match cancels {
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

    pub(super) fn goods(&mut self) {
        let product = self.rng.usize(..self.products.len());
        let (id, n) = (self.products[product], self.rng.i64(-1..12));
        let receives = self.rng.u8(..4) > 0;
        let who = ["wu", "boss", "wangwei"][self.rng.usize(..3)];
        let kind = if receives { "receive" } else { "count" };
        let done = self.change(kind, who, |tx| match receives {
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

    pub(super) fn undo(&mut self) {
        let last = self.entries.len().min(12);
        if last == 0 {
            return;
        }
        let chosen = self.entries.len() - 1 - self.rng.usize(..last);
        let (entry, effects) = self.entries[chosen].clone();
        let root = self.place.asking("root");
        let query = format!("SELECT undoes IS NOT NULL FROM journal_entry WHERE id = {entry}");
        let kind = if number(&self.place, &query) == 1 {
            "redo"
        } else {
            "undo"
        };
        match journal::undo(&mut self.place.writer, &root, entry, false) {
            Ok(done) => {
                self.count(kind, 0);
                self.did(done.entry, effects.iter().map(Effect::turned).collect());
            }
            Err(Error::Refused(_)) => self.count(kind, 1),
            Err(other) => panic!("{other:?}"),
        }
    }

    /// The rules of the house change while it is open.
    pub(super) fn setting(&mut self) {
        let on = if self.rng.bool() { "on" } else { "off" };
        let per = [0, 10, 20][self.rng.usize(..3)];
        let points = self.rng.bool();
        let who = ["root", "root", "wangwei"][self.rng.usize(..3)];
        let done = self.change("setting", who, |tx| match points {
            true => setting::set(tx, "points_per", &per.to_string()),
            false => setting::set(tx, "goods_when_paid", on),
        });
        if done.is_some() && points {
            self.per = per;
        }
    }
}
