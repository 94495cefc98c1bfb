//! Saving: everything looked at first, the first wrong field in focus; what the store says comes
//! back to its field, and the form keeps its text. Must not know how anything is stored.

use super::SaleForm;
use super::part::{Column, Part};
use crate::app::desk::Desk;
use crate::app::layers::with_undo;
use crate::app::pane::{Step, Tone};
use crate::app::vocabulary::{Command, Outcome, TradeDeed, Traded};
use crate::domain::money::Money;
use crate::error::{Error, Fault, Refusal};
use crate::kit::clean::clean;
use crate::text::{fault, say};

impl SaleForm {
    /// Saves, if everything can be taken.
    pub(super) fn save(&mut self, desk: &Desk) -> Vec<Step> {
        if self.sending.waiting {
            return vec![Step::tell(Tone::Dim, desk.text().desk.waiting)];
        }
        self.form.clear_errors();
        let (draft, rows) = match self.read(desk) {
            Ok(read) => read,
            Err(wrong) => {
                for (part, why) in wrong {
                    self.form.set_error(part, why);
                }
                self.form.focus_error();
                self.understood(desk);
                return Vec::new();
            }
        };
        self.sending.begin();
        self.sent = rows;
        vec![Step::Write(Command::Trade {
            once: self.once.clone(),
            deed: TradeDeed::Sell(Box::new(draft)),
        })]
    }

    /// It is sold: said with its number and sums.
    pub(super) fn saved(&mut self, desk: &Desk, outcome: &Outcome) -> Vec<Step> {
        let Outcome::Traded {
            done: Traded::Sold(sold),
            ..
        } = outcome
        else {
            return vec![Step::Close];
        };
        let text = desk.text();
        let money = |minor| say::money(minor, desk.currency());
        let sums = &sold.totals;
        let said = (text.trade.sold)(&sold.code, &money(sums.total), &money(sums.due), sums.held);
        let points = (text.forms.sale.points)(sums.earned, sums.spent);
        let said = match points.is_empty() {
            true => said,
            false => format!("{said} ({points})"),
        };
        vec![Step::Close, Step::tell(Tone::Good, with_undo(desk, &said))]
    }

    /// It is not sold: why stands at its field.
    pub(super) fn refused(&mut self, desk: &Desk, error: &Error) -> Vec<Step> {
        let words = &desk.text().forms.sale;
        match error {
            Error::Invalid { field, fault: why } => match (self.named(field), why) {
                (Some(Part::Cell(row, Column::Price)), Fault::ChangedTo(now)) => {
                    self.price_changed(desk, row, now);
                }
                (Some(part), why) => {
                    let said = match (part, why) {
                        (Part::Cell(row, Column::Collected), Fault::AtMost(left)) => {
                            self.less_free(row, left);
                            (words.left)(left)
                        }
                        (Part::Cell(_, Column::Cause), Fault::AtMost(most)) => {
                            (words.points_left)(most)
                        }
                        (Part::Cell(_, Column::Price), Fault::AtLeast(least)) => {
                            (words.at_least)(&self.as_money(desk, least))
                        }
                        (Part::Cell(_, Column::Price) | Part::Paid, Fault::AtMost(most)) => {
                            let most = Fault::AtMost(self.as_money(desk, most));
                            fault(desk.lang, &most)
                        }
                        _ => fault(desk.lang, why),
                    };
                    self.form.set_error(part, said);
                    self.form.focus_error();
                }
                (None, _) => self.sending.failed = Some(desk.explain(error)),
            },
            Error::Gone(_) | Error::Refused(Refusal::NoRight { .. }) => {
                let said = words.nobody.to_owned();
                self.form.set_error(Part::Customer, said);
                self.form.focus_error();
            }
            _ => self.sending.failed = Some(clean(&desk.explain(error)).into_owned()),
        }
        self.understood(desk);
        Vec::new()
    }

    /// The terms are not to be had: mostly because the customer is not.
    pub(super) fn no_counter(&mut self, desk: &Desk, error: &Error) {
        match error {
            Error::Gone(_) | Error::Refused(_) if self.customer.is_some() => {
                let said = desk.text().forms.sale.nobody.to_owned();
                self.form.set_error(Part::Customer, said);
            }
            _ => self.sending.failed = Some(desk.explain(error)),
        }
    }

    /// The field that the store means by a name.
    fn named(&self, field: &str) -> Option<Part> {
        match Part::named(field) {
            Some(Part::Cell(number, column)) => {
                let place = usize::from(number).checked_sub(1)?;
                let column = match column {
                    Column::Points => Column::Cause,
                    column => column,
                };
                self.sent.get(place).map(|row| Part::Cell(*row, column))
            }
            None if field == "product" || field == "quantity" || field == "amount" => {
                let row = self.rows().first().copied()?;
                Some(Part::Cell(row, Column::Product))
            }
            part => part,
        }
    }

    /// Colleagues took of it meanwhile: no more is free than is there.
    fn less_free(&mut self, row: u16, left: &str) {
        let offer = self.goods.get_mut(&row);
        if let (Some(offer), Ok(left)) = (offer, left.parse::<i64>()) {
            offer.free = offer.free.map(|free| free.min(left));
        }
    }

    /// Somebody changed the list price meanwhile.
    fn price_changed(&mut self, desk: &Desk, row: u16, now: &str) {
        let now = Money::parse(now, self.currency(desk));
        let now = now.ok().map(|price| price.0);
        let Some(offer) = self.goods.get_mut(&row) else {
            return;
        };
        let was = std::mem::replace(&mut offer.good.price, now);
        self.tell_price(desk, row, was);
        self.reckon(desk);
        self.form.focus_error();
    }

    /// The list price was this and is another one: what is said by hand stays, what was the list
    /// price becomes the new one; either way it is sold only once it has been looked at.
    pub(super) fn tell_price(&mut self, desk: &Desk, row: u16, was: Option<i64>) {
        let currency = self.currency(desk);
        let price = Part::Cell(row, Column::Price);
        let now = self.goods.get(&row).and_then(|offer| offer.good.price);
        let typed = Money::parse(self.form.text(price), currency);
        let as_listed = was.is_some() && typed.ok().map(|typed| typed.0) == was;
        let said = |minor: Option<i64>| minor.map(|minor| say::money(minor, desk.currency()));
        let (before, listed) = (said(was), said(now));
        if as_listed {
            let text = now.map(|minor| self.plain(desk, minor));
            self.form.set_text(price, &text.unwrap_or_default());
            self.form.set_given(price);
        }
        let words = &desk.text().forms.sale;
        let none = || words.no_price.to_owned();
        let (before, listed) = (before.unwrap_or_else(none), listed.unwrap_or_else(none));
        let told = (words.price_changed)(&before, &listed, as_listed);
        self.form.set_error(price, told);
    }
}
