//! What the lines of the form say, and what follows of them as one types: amounts, points, sums.
//! The rules are those of `domain::sale`. Must not know how lines are drawn or stored.

use super::SaleForm;
use super::fields::{GIFT, REDEEMED};
use super::part::{Column, LINES, Part};
use crate::app::desk::Desk;
use crate::domain::money::{Currency, Money, MoneyFault};
use crate::domain::nearest::Near;
use crate::domain::sale::{
    Cause, DEAREST, Good, Line, LineDraft, MOST, Offer, Terms, Totals, count, totals, weigh,
};
use crate::error::{Error, Fault};
use crate::text::{fault, say};

/// The sums of a sale as one types.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) totals: Totals,
    /// How much less it is than at list prices.
    pub(super) discount: i64,
}

/// The lines as they were read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The rows in which something stands, in order.
    pub(super) rows: Vec<u16>,
    pub(super) lines: Vec<LineDraft>,
    goods: Vec<Good>,
    weighed: Vec<Line>,
    /// What cannot be taken, and why.
    pub(super) wrong: Vec<(Part, String)>,
}

impl SaleForm {
    pub(super) fn currency(&self, desk: &Desk) -> &'static Currency {
        crate::app::tables::currency(desk)
    }

    /// An amount as a field holds it.
    pub(super) fn plain(&self, desk: &Desk, minor: i64) -> String {
        let currency = self.currency(desk);
        let plain = Money(minor).plain(currency);
        match plain.split_once('.') {
            Some((whole, part)) if part.bytes().all(|digit| digit == b'0') => whole.to_owned(),
            _ => plain,
        }
    }

    /// The terms; until they are here, those that refuse nothing.
    pub(super) fn terms(&self, desk: &Desk) -> Terms {
        match &self.counter {
            Some(counter) => counter.terms,
            None => Terms {
                currency: self.currency(desk),
                points_per: 0,
                discount: 100,
                below_floor: true,
                paid_first: false,
            },
        }
    }

    /// Every line, with what is wrong in it.
    pub(super) fn read_lines(&self, desk: &Desk) -> Reading {
        let mut reading = Reading::default();
        let rows = self.rows().into_iter();
        for row in rows.filter(|row| !self.form.is_row_blank(LINES, *row)) {
            match self.read_line(desk, row) {
                Ok((offer, draft, line)) => {
                    reading.rows.push(row);
                    reading.lines.push(draft);
                    reading.goods.push(offer.good);
                    reading.weighed.push(line);
                }
                Err((column, why)) => reading.wrong.push((Part::Cell(row, column), why)),
            }
        }
        reading
    }

    fn read_line(
        &self,
        desk: &Desk,
        row: u16,
    ) -> Result<(Offer, LineDraft, Line), (Column, String)> {
        let said = |column| self.form.text(Part::Cell(row, column)).trim();
        let wrong = |column, why: Fault| (column, fault(desk.lang, &why));
        let Some(offer) = self.goods.get(&row).cloned() else {
            let words = &desk.text().forms;
            let why = match said(Column::Product).is_empty() {
                true => words.required,
                false => words.sale.no_product,
            };
            return Err((Column::Product, why.to_owned()));
        };
        let cause = self.cause(row).map_err(|why| wrong(Column::Cause, why))?;
        let number = |column| {
            count(said(column)).map_err(|why| match why {
                Fault::OutOfRange => wrong(column, Fault::AtMost(MOST.to_string())),
                why => wrong(column, why),
            })
        };
        let price = match (said(Column::Price), &cause) {
            ("", _) | (_, Cause::Gift(_) | Cause::Redeemed(_)) => None,
            (typed, Cause::Sold) => {
                let read = Money::parse(typed, self.currency(desk));
                let read = read.map_err(|why| match why {
                    MoneyFault::TooLarge => wrong(Column::Price, self.dearest(desk)),
                    why => wrong(Column::Price, why.into()),
                })?;
                // The list price holds for whoever says nothing else.
                Some(read.0).filter(|minor| Some(*minor) != offer.good.price)
            }
        };
        let draft = LineDraft {
            product: offer.good.product,
            quantity: number(Column::Quantity)?,
            price,
            seen: offer.good.price,
            collected: match said(Column::Collected) {
                "" => None,
                _ => Some(number(Column::Collected)?),
            },
            cause,
        };
        let terms = Terms {
            paid_first: false,
            ..self.terms(desk)
        };
        let goods = std::slice::from_ref(&offer.good);
        match weigh(std::slice::from_ref(&draft), goods, 0, &terms) {
            Ok(mut lines) => match lines.pop() {
                Some(line) => Ok((offer, draft, line)),
                None => Err(wrong(Column::Product, Fault::Empty)),
            },
            Err(error) => Err(self.in_words(desk, &error)),
        }
    }

    /// No more money than this.
    fn dearest(&self, desk: &Desk) -> Fault {
        Fault::AtMost(say::money(DEAREST, desk.currency()))
    }

    /// An amount that a rule names as a plain number, as people write money.
    pub(super) fn as_money(&self, desk: &Desk, plain: &str) -> String {
        match Money::parse(plain, self.currency(desk)) {
            Ok(Money(minor)) => say::money(minor, desk.currency()),
            Err(_) => plain.to_owned(),
        }
    }

    /// Why a line goes to the customer.
    fn cause(&self, row: u16) -> Result<Cause, Fault> {
        let part = Part::Cell(row, Column::Cause);
        let code = self.form.code(part);
        if let Some(cause) = code.and_then(|code| code.strip_prefix(GIFT)) {
            return Ok(Cause::Gift(cause.to_owned()));
        }
        match (code, self.form.text(part).trim()) {
            (Some(REDEEMED), _) => Ok(Cause::Redeemed(None)),
            (_, "") => Ok(Cause::Sold),
            _ => Err(Fault::Unknown {
                nearest: Near::none(),
            }),
        }
    }

    /// What the rules say against a line: at which of its cells, and why.
    fn in_words(&self, desk: &Desk, error: &Error) -> (Column, String) {
        let words = &desk.text().forms.sale;
        let Error::Invalid { field, fault: why } = error else {
            return (Column::Product, desk.explain(error));
        };
        let column = match Part::named(field) {
            Some(Part::Cell(_, Column::Points)) => Column::Cause,
            Some(Part::Cell(_, column)) => column,
            _ => Column::Product,
        };
        let said = match (column, why) {
            (Column::Price, Fault::AtLeast(least)) => (words.at_least)(&self.as_money(desk, least)),
            (Column::Price, Fault::AtMost(most)) => {
                fault(desk.lang, &Fault::AtMost(self.as_money(desk, most)))
            }
            (Column::Price, Fault::Empty) => words.no_list_price.to_owned(),
            _ => fault(desk.lang, why),
        };
        (column, said)
    }

    /// What is paid at once, minor units; none: nothing is typed.
    pub(super) fn paid(&self, desk: &Desk) -> Result<Option<i64>, Fault> {
        match self.form.text(Part::Paid).trim() {
            "" => Ok(None),
            typed => match Money::parse(typed, self.currency(desk)) {
                Ok(Money(minor)) if minor < 0 => Err(Fault::AtLeast("0".to_owned())),
                Ok(Money(minor)) => Ok(Some(minor).filter(|minor| *minor != 0)),
                Err(why) => Err(why.into()),
            },
        }
    }

    /// Amounts, points and sums of what is typed by now.
    pub(super) fn reckon(&mut self, desk: &Desk) {
        let reading = self.read_lines(desk);
        let currency = self.currency(desk);
        for row in self.rows() {
            let place = reading.rows.iter().position(|known| *known == row);
            let line = place.and_then(|place| reading.weighed.get(place));
            let (amount, points) = match line {
                Some(line) => (Money(line.amount).grouped(currency), line.points),
                None => (String::new(), 0),
            };
            let points = Some(points).filter(|points| *points != 0);
            let points = points
                .map(|points| format!("{points:+}"))
                .unwrap_or_default();
            self.form.set_text(Part::Cell(row, Column::Amount), &amount);
            self.form.set_text(Part::Cell(row, Column::Points), &points);
        }
        let total = totals(&reading.weighed, 0).unwrap_or_default().total;
        if self.in_full {
            let sum = Some(total).filter(|sum| *sum > 0);
            let sum = sum.map(|sum| self.plain(desk, sum)).unwrap_or_default();
            self.form.set_text(Part::Paid, &sum);
            self.form.set_given(Part::Paid);
        }
        let paid = self.paid(desk).ok().flatten().unwrap_or(0);
        let whole = weigh(&reading.lines, &reading.goods, paid, &self.terms(desk));
        let weighed = whole.unwrap_or(reading.weighed);
        self.sums = Sums {
            totals: totals(&weighed, paid).unwrap_or_default(),
            discount: discount(&weighed, &reading.goods),
        };
    }

    /// What the sale as a whole does not allow.
    pub(super) fn whole(&self, desk: &Desk, reading: &mut Reading) {
        let words = &desk.text().forms.sale;
        if reading.lines.is_empty() && reading.wrong.is_empty() {
            let first = self.rows().first().copied().unwrap_or(0);
            let part = Part::Cell(first, Column::Product);
            reading.wrong.push((part, words.no_lines.to_owned()));
        }
        let paid = match self.paid(desk) {
            Ok(paid) => paid.unwrap_or(0),
            Err(why) => {
                reading.wrong.push((Part::Paid, fault(desk.lang, &why)));
                return;
            }
        };
        if !reading.wrong.is_empty() {
            return;
        }
        match weigh(&reading.lines, &reading.goods, paid, &self.terms(desk)) {
            Ok(lines) => {
                let total = totals(&lines, paid).unwrap_or_default().total;
                if paid > total {
                    let most = Fault::AtMost(say::money(total, desk.currency()));
                    reading.wrong.push((Part::Paid, fault(desk.lang, &most)));
                }
            }
            Err(error) => {
                let place = self.place_of(&error, &reading.rows);
                let (column, why) = self.in_words(desk, &error);
                let row = place.or(reading.rows.first().copied()).unwrap_or(0);
                reading.wrong.push((Part::Cell(row, column), why));
            }
        }
    }

    /// The row that an error of a line means.
    pub(super) fn place_of(&self, error: &Error, rows: &[u16]) -> Option<u16> {
        let Error::Invalid { field, .. } = error else {
            return None;
        };
        match Part::named(field) {
            Some(Part::Cell(number, _)) => rows.get(usize::from(number).checked_sub(1)?).copied(),
            _ => None,
        }
    }

    /// A line is given or had for points now, or bought after all: its price follows.
    pub(super) fn cause_chosen(&mut self, desk: &Desk, row: u16) {
        let price = Part::Cell(row, Column::Price);
        let bought = self.form.text(Part::Cell(row, Column::Cause)).is_empty();
        let list = self.goods.get(&row).and_then(|offer| offer.good.price);
        let list = list.map(|minor| self.plain(desk, minor));
        match list.filter(|_| bought && self.form.text(price).is_empty()) {
            Some(list) => self.form.set_text(price, &list),
            None if !bought => self.form.set_text(price, ""),
            None => return,
        }
        self.form.set_given(price);
    }

    /// Says at a field that was left what is wrong with it.
    pub(super) fn look_at(&mut self, desk: &Desk, part: Part) {
        let wrong = match part {
            Part::Cell(row, left) => {
                let blank = self.form.is_row_blank(LINES, row);
                let read = Some(row)
                    .filter(|_| !blank)
                    .map(|row| self.read_line(desk, row));
                // What stands in the other cells is looked at when these are left.
                match read {
                    Some(Err((column, why))) if column == left => Some(why),
                    _ => None,
                }
            }
            Part::Paid => self.paid(desk).err().map(|why| fault(desk.lang, &why)),
            _ => self.value(desk, part).err(),
        };
        match wrong {
            Some(why) => self.form.set_error(part, why),
            None => self.form.clear_error(part),
        }
    }
}

/// How much less than at list prices.
fn discount(lines: &[Line], goods: &[Good]) -> i64 {
    let less = |(line, good): (&Line, &Good)| {
        let below = good.price?.checked_sub(line.price?)?;
        below.checked_mul(line.quantity)
    };
    let each = lines.iter().zip(goods).filter_map(less);
    each.fold(0, i64::saturating_add).max(0)
}
