//! The books as plain numbers, beside which the walk holds the file. Must not know ledgers.

use crate::domain::ids::{ProductId, SaleId};
use crate::domain::sale::{Cause, LineDraft, SaleDraft};

pub(super) const PRICE: i64 = 29_900;
pub(super) const REDEEM: i64 = 50;

/// One thing that an entry changed, by how much; taken back, by as much the other way.
#[derive(Debug, Clone, Copy)]
pub(super) enum Effect {
    OnHand(usize, i64),
    Paid(usize, i64),
    Held(usize, usize, i64),
    /// Pieces, their worth, their points.
    Back(usize, usize, [i64; 3]),
    Cancelled(usize, i64),
    Void(usize, i64),
}

impl Effect {
    /// The same, taken back.
    pub(super) fn turned(&self) -> Effect {
        match *self {
            Effect::OnHand(product, by) => Effect::OnHand(product, -by),
            Effect::Paid(sale, by) => Effect::Paid(sale, -by),
            Effect::Held(sale, line, by) => Effect::Held(sale, line, -by),
            Effect::Back(sale, line, by) => Effect::Back(sale, line, by.map(|by| -by)),
            Effect::Cancelled(sale, by) => Effect::Cancelled(sale, -by),
            Effect::Void(sale, by) => Effect::Void(sale, -by),
        }
    }

    /// Does it to the books.
    pub(super) fn apply(self, on_hand: &mut [Option<i64>], sales: &mut [Sale]) {
        match self {
            Effect::OnHand(product, by) => {
                on_hand[product] = Some(on_hand[product].unwrap_or(0) + by);
            }
            Effect::Paid(sale, by) => sales[sale].paid += by,
            Effect::Held(sale, line, by) => sales[sale].lines[line].held += by,
            Effect::Back(sale, line, by) => {
                let back = &mut sales[sale].lines[line].back;
                back.iter_mut().zip(by).for_each(|(back, by)| *back += by);
            }
            Effect::Cancelled(sale, by) => sales[sale].cancelled += by,
            Effect::Void(sale, by) => sales[sale].void += by,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) product: usize,
    pub(super) quantity: i64,
    pub(super) amount: i64,
    pub(super) points: i64,
    pub(super) sold: bool,
    pub(super) held: i64,
    pub(super) back: [i64; 3],
}

#[derive(Debug, Clone)]
pub(super) struct Sale {
    pub(super) id: SaleId,
    pub(super) customer: usize,
    pub(super) lines: Vec<Line>,
    pub(super) paid: i64,
    pub(super) cancelled: i64,
    pub(super) void: i64,
}

impl Sale {
    /// A sale as it was handed in; nothing of it counts yet.
    pub(super) fn entered(
        draft: &SaleDraft,
        products: &[ProductId],
        customer: usize,
        id: SaleId,
        per: i64,
    ) -> Sale {
        let line = |line: &LineDraft| {
            let sold = line.cause == Cause::Sold;
            let amount = if sold { PRICE * line.quantity } else { 0 };
            let points = match line.cause {
                Cause::Sold if per > 0 => amount / (per * 100),
                Cause::Sold => 0,
                Cause::Gift(_) => 0,
                Cause::Redeemed(_) => -REDEEM * line.quantity,
            };
            Line {
                product: products
                    .iter()
                    .position(|known| *known == line.product)
                    .unwrap(),
                quantity: line.quantity,
                amount,
                points,
                sold,
                held: 0,
                back: [0; 3],
            }
        };
        Sale {
            id,
            customer,
            lines: draft.lines.iter().map(line).collect(),
            paid: 0,
            cancelled: 0,
            void: 1,
        }
    }

    /// The lines from which these pieces go: sold ones first, the newest first.
    pub(super) fn from(
        &self,
        asked: Option<(usize, i64)>,
        there: fn(&Line) -> i64,
    ) -> Vec<(usize, i64)> {
        let lines = &self.lines;
        let mut order: Vec<usize> = (0..lines.len()).rev().collect();
        order.sort_by_key(|place| !lines[*place].sold);
        let mut left = asked.map_or(i64::MAX, |(_, quantity)| quantity);
        let mut found = Vec::new();
        for place in order {
            let part = left.min(there(&lines[place]));
            if part > 0 && asked.is_none_or(|(product, _)| lines[place].product == product) {
                left -= part;
                found.push((place, part));
            }
        }
        found
    }

    pub(super) fn total(&self) -> i64 {
        self.lines.iter().map(|line| line.amount).sum()
    }

    pub(super) fn returned(&self) -> i64 {
        self.lines.iter().map(|line| line.back[1]).sum()
    }

    pub(super) fn held(&self) -> i64 {
        self.lines.iter().map(|line| line.held).sum()
    }

    pub(super) fn due(&self) -> i64 {
        self.total() - self.returned() - self.paid
    }

    pub(super) fn points(&self) -> i64 {
        let points = |line: &Line| line.points - line.back[2];
        if self.void > 0 {
            0
        } else {
            self.lines.iter().map(points).sum()
        }
    }

    pub(super) fn state(&self) -> &'static str {
        match () {
            () if self.void > 0 => "void",
            () if self.cancelled > 0 => "cancelled",
            () if self.returned() > 0 && self.returned() >= self.total() => "returned",
            () if self.due() > 0 => "open",
            () if self.held() > 0 => "paid",
            () => "closed",
        }
    }
}
