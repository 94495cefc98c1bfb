//! What is bought in a life at random, and what of it is kept. Must not know what follows.

use super::super::today::DAY;
use super::Life;
use crate::domain::ids::SaleId;
use crate::domain::product::{NewLine, NewSale};
use crate::domain::sale::{Cause, Head, LineDraft, SaleDraft};
use crate::domain::time::Instant;
use crate::store::{sale, sql};

impl Life {
    pub(super) fn purchase(&mut self) {
        let amount = self.random.i64(1..9) * 100;
        let paid = if self.random.bool() { amount } else { 0 };
        let sale = NewSale {
            code: None,
            customer: self.somebody(),
            at: Instant(self.at.0 - self.random.i64(0..3 * DAY)),
            staff: None,
            lines: vec![NewLine {
                product: self.goods[self.random.usize(..self.goods.len())],
                quantity: self.random.i64(1..4),
                price: None,
                amount,
                collected: None,
            }],
            payments: if paid > 0 {
                vec![("cash".to_owned(), paid)]
            } else {
                Vec::new()
            },
            remark: None,
        };
        self.by("root", |tx| sale::bring(tx, &sale));
    }

    /// A sale of which the goods stay here, or somebody comes for what is kept.
    pub(super) fn held_goods(&mut self) {
        let agent = self.agent();
        if self.random.bool() {
            let held = "SELECT id FROM sale WHERE held > 0 AND void = 0";
            let all: Vec<i64> =
                sql::all(self.place.writer.conn(), held, [], |row| row.get(0)).unwrap();
            if let Some(sale) = self.random.choice(&all) {
                let sale = SaleId(*sale);
                return self.by(agent, |tx| sale::collect(tx, sale, &[]));
            }
        }
        let sale = SaleDraft {
            customer: self.somebody(),
            at: Some(Instant(self.at.0 - self.random.i64(0..40 * DAY))),
            staff: None,
            head: Head::default(),
            lines: vec![LineDraft {
                product: self.goods[self.random.usize(..self.goods.len())],
                quantity: self.random.i64(1..4),
                price: Some(0),
                seen: None,
                collected: Some(0),
                cause: Cause::Sold,
            }],
            payments: Vec::new(),
        };
        self.by(agent, |tx| sale::add(tx, &sale));
    }
}
