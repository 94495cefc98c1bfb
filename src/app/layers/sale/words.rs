//! What the fields of the form are called, what stands in an empty one, and what was understood of
//! the line in focus. Must not know where it is drawn.

use super::SaleForm;
use super::part::{Column, LINES, Part};
use crate::app::desk::Desk;
use crate::domain::sale::Cause;
use crate::kit::form::Words;
use crate::text::{names, say};

impl SaleForm {
    /// The words of a field.
    pub(super) fn words<'w>(&self, desk: &'w Desk, part: Part) -> Words<'w> {
        let words = &desk.text().forms.sale;
        let (label, placeholder) = match part {
            Part::Customer => (words.customer, words.customer_hint),
            Part::Cell(row, column) => {
                let blank = self.form.is_row_blank(LINES, row);
                let first = self.rows().first() == Some(&row);
                match column {
                    Column::Product if blank && !first => (words.product, words.another),
                    Column::Product => (words.product, words.product_hint),
                    Column::Quantity => (words.quantity, ""),
                    Column::Price => (words.price, ""),
                    Column::Amount => (words.amount, ""),
                    Column::Points => (words.of_points, ""),
                    Column::Collected if blank => (words.collected, ""),
                    Column::Collected => (words.collected, words.all_of_it),
                    Column::Cause if blank => (words.cause, ""),
                    Column::Cause => (words.cause, words.bought),
                }
            }
            Part::Paid => (words.paid, words.paid_hint),
            Part::At => (words.at, words.at_hint),
            Part::By => (words.by, ""),
            Part::Address => (names::column(desk.lang, "address"), words.may_be_empty),
            Part::Remark => (names::column(desk.lang, "remark"), words.may_be_empty),
            Part::PaymentType => (names::column(desk.lang, "payment_type"), words.type_hint),
            Part::Method => (names::column(desk.lang, "method"), ""),
            Part::Delivery => (names::column(desk.lang, "delivery"), ""),
            Part::Region => (names::column(desk.lang, "sale_region"), ""),
        };
        Words { label, placeholder }
    }

    /// Says under the line in focus what it is: the product in full, its list price, what is free,
    /// what of it stays here.
    pub(super) fn understood(&mut self, desk: &Desk) {
        let Some(part) = self.form.focus() else {
            return;
        };
        let note = match part {
            Part::Cell(_, Column::Product) if self.found_none(part) => {
                Some(desk.text().forms.sale.no_product.to_owned())
            }
            Part::Cell(row, column) => self.about_line(desk, row, column),
            Part::Customer if self.found_none(part) => {
                Some(desk.text().forms.sale.no_customer.to_owned())
            }
            Part::Customer => self.about_buyer(desk),
            _ => None,
        };
        self.form.set_note(part, &note.unwrap_or_default());
    }

    fn about_line(&self, desk: &Desk, row: u16, column: Column) -> Option<String> {
        let words = &desk.text().forms.sale;
        let offer = self.goods.get(&row)?;
        let money = |minor| say::money(minor, desk.currency());
        let mut said = vec![format!("{} {}", offer.code, offer.name)];
        said.extend(offer.good.price.map(|price| (words.listed)(&money(price))));
        let lowest = self.terms(desk).lowest(&offer.good);
        let lowest = lowest.filter(|least| column == Column::Price && *least > 0);
        said.extend(lowest.map(|least| (words.at_least)(&money(least))));
        said.extend(offer.free.map(words.free));
        // Of a gift the cell has no room for its whole cause.
        let cause = Part::Cell(row, Column::Cause);
        let chosen = column == Column::Cause && self.form.code(cause).is_some();
        said.extend(chosen.then(|| self.form.text(cause).to_owned()));
        let reading = self.read_lines(desk);
        let place = reading.rows.iter().position(|known| *known == row);
        if let Some(line) = place.and_then(|place| reading.lines.get(place)) {
            let stays = line.collected.map(|taken| line.quantity - taken);
            said.extend(stays.filter(|stays| *stays > 0).map(words.stays));
            let takes = line.collected.unwrap_or(line.quantity);
            if offer.free.is_some_and(|free| free < takes) {
                said.push(words.short.to_owned());
            }
            if matches!(line.cause, Cause::Redeemed(_)) {
                said.extend(offer.good.redeem.map(words.costs_points));
            }
        }
        Some(said.join("  "))
    }

    /// What is known of who buys.
    pub(super) fn about_buyer(&self, desk: &Desk) -> Option<String> {
        let words = &desk.text().forms.sale;
        let buyer = self.counter.as_ref()?.buyer.as_ref()?;
        let money = |minor| say::money(minor, desk.currency());
        let mut said = vec![buyer.code.clone()];
        let due = Some(buyer.due).filter(|due| *due > 0);
        said.extend(due.map(|due| (words.owes)(&money(due))));
        let held = Some(buyer.held).filter(|held| *held > 0);
        said.extend(held.map(words.holds));
        let points = Some(buyer.points).filter(|points| *points != 0);
        said.extend(points.map(words.has_points));
        Some(said.join("  "))
    }

    /// The sums as one types.
    pub(super) fn summed(&self, desk: &Desk) -> String {
        let words = &desk.text().forms.sale;
        let (sums, money) = (&self.sums, |minor| say::money(minor, desk.currency()));
        let totals = &sums.totals;
        let mut said = vec![(words.total)(&money(totals.total))];
        if sums.discount > 0 {
            said.push((words.discount)(&money(sums.discount)));
        }
        said.push((words.paid_now)(&money(totals.paid)));
        said.push((words.due)(&money(totals.due.max(0))));
        let points = (words.points)(totals.earned, totals.spent);
        said.extend(Some(points).filter(|points| !points.is_empty()));
        if totals.held > 0 {
            said.push((words.stays)(totals.held));
        }
        said.join("  ")
    }
}
