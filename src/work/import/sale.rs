//! Rows of sales and contacts. The lines of an order are one sale; one wrong line gives the
//! whole order back. Must not know which customers and sales are there already.

use super::interpret::Interpreter;
use super::values;
use crate::domain::ids::CustomerId;
use crate::domain::interaction::NewInteraction;
use crate::domain::product::{NewLine, NewSale};
use crate::domain::sale;
use crate::error::{Error, Fault, Result};
use crate::exchange::field::Field;
use crate::exchange::map::Payment;
use crate::exchange::rows::Record;
use crate::store::import::Whom;

/// The method of payments that a file does not speak of.
const IMPORTED: &str = "imported";
/// Nobody yet: whom a row means is found in the batch that writes it.
const NOBODY: CustomerId = CustomerId(0);

/// A sale with how many of its lines were rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReadSale {
    pub(super) whom: Whom,
    pub(super) sale: NewSale,
    pub(super) rounded: u64,
}

/// The line of an order of which more was given back than was paid.
fn given_back(sale: &NewSale, lines: &[&Record]) -> Option<usize> {
    let payments = sale.payments.iter().map(|(_, sum)| i128::from(*sum));
    if payments.sum::<i128>() >= 0 {
        return None;
    }
    let says_so = |record: &&Record| record.get(&Field::Paid).contains('-');
    Some(lines.iter().position(says_so).unwrap_or(0))
}

impl Interpreter {
    /// The lines of an order as one sale; with the line (from 0) that is wrong.
    pub(super) fn order(
        &mut self,
        lines: &[&Record],
    ) -> std::result::Result<ReadSale, (usize, Error)> {
        let first = lines
            .first()
            .ok_or((0, Error::invalid("order", Fault::Empty)))?;
        let mut read = self.head(first).map_err(|error| (0, error))?;
        let says_paid = |record: &&&Record| {
            let has =
                |(field, _): &(Field, String)| matches!(field, Field::Paid | Field::PaymentMethod);
            record.cells.iter().any(has)
        };
        let spoken = lines.iter().any(|record| says_paid(&record));
        for (place, record) in lines.iter().enumerate() {
            self.line(&mut read, record)
                .map_err(|error| (place, error))?;
            if spoken {
                self.paid(&mut read.sale, record)
                    .map_err(|error| (place, error))?;
            }
        }
        if let Some(place) = given_back(&read.sale, lines) {
            let least = Fault::AtLeast("0".to_owned());
            return Err((place, Error::invalid("paid", least)));
        }
        if !spoken && self.payment == Payment::Paid {
            let total = read
                .sale
                .lines
                .iter()
                .try_fold(0_i64, |sum, line| sum.checked_add(line.amount));
            let total = total.ok_or((0, Error::invalid("amount", Fault::OutOfRange)))?;
            if total != 0 {
                read.sale.payments.push((IMPORTED.to_owned(), total));
            }
        }
        Ok(read)
    }

    fn head(&mut self, record: &Record) -> Result<ReadSale> {
        let (date, time) = (record.get(&Field::Date), record.get(&Field::Time));
        let at = values::instant(date, time, self.order, &self.now)
            .map_err(|fault| Error::invalid("date", fault))?;
        let text = |field| Some(record.get(&field)).filter(|text| !text.is_empty());
        let by = text(Field::By)
            .map(|login| self.person("by", login))
            .transpose()?;
        let sale = NewSale {
            code: text(Field::Order).map(str::to_owned),
            customer: NOBODY,
            at,
            staff: by,
            lines: Vec::new(),
            payments: Vec::new(),
            remark: text(Field::Remark).map(str::to_owned),
        };
        Ok(ReadSale {
            whom: self.whom(record)?,
            sale,
            rounded: 0,
        })
    }

    fn line(&self, read: &mut ReadSale, record: &Record) -> Result<()> {
        if self.whom(record)? != read.whom {
            return Err(Error::invalid("customer", Fault::Taken));
        }
        let text = |field| Some(record.get(&field)).filter(|text| !text.is_empty());
        let (product, list_price) = self.product(record.get(&Field::Product))?;
        let quantity = text(Field::Quantity).map_or(Ok(1), sale::count);
        let quantity = quantity.map_err(|fault| Error::invalid("quantity", fault))?;
        let price = text(Field::UnitPrice).map(|text| self.money("unit_price", text));
        let price = price.transpose()?;
        let (amount, rounded) = match (text(Field::Amount), price) {
            (Some(amount), _) => self.money("amount", amount)?,
            (None, price) => {
                let one = price.map(|(price, _)| price).or(list_price);
                let one = one.ok_or_else(|| Error::invalid("amount", Fault::Empty))?;
                let amount = one.checked_mul(quantity);
                let amount = amount.ok_or_else(|| Error::invalid("amount", Fault::OutOfRange))?;
                (amount, price.is_some_and(|(_, rounded)| rounded))
            }
        };
        let price = price.map(|(price, _)| price);
        let collected = text(Field::Collected).map(sale::count).transpose();
        let collected = collected.map_err(|fault| Error::invalid("collected", fault))?;
        sale::told(quantity, price, amount, self.currency)
            .and_then(|()| sale::collected_told(collected, quantity))
            .map_err(|(field, fault)| Error::invalid(field, fault))?;
        read.rounded += u64::from(rounded);
        read.sale.lines.push(NewLine {
            product,
            quantity,
            price,
            amount,
            collected,
        });
        Ok(())
    }

    fn paid(&mut self, sale: &mut NewSale, record: &Record) -> Result<()> {
        let said = record.get(&Field::PaymentMethod);
        let paid = record.get(&Field::Paid);
        // Several payments of a line stand in one cell, their methods in the same order.
        let mut methods = said.split(';');
        let mut method = said.to_owned();
        for paid in paid.split(';').filter(|paid| !paid.is_empty()) {
            if let Some(next) = methods.next() {
                method = next.to_owned();
            }
            let (amount, _) = self.money("paid", paid)?;
            // Money that was given back is below zero.
            sale::sum_told(amount.saturating_abs(), self.currency)
                .map_err(|fault| Error::invalid("paid", fault))?;
            if amount != 0 {
                let method = self.method(&method)?;
                sale.payments.push((method, amount));
            }
        }
        if paid.is_empty()
            && !said.is_empty()
            && !record.cells.iter().any(|(field, _)| *field == Field::Paid)
        {
            // A file that says how but has no column for how much: the line was paid.
            let method = self.method(said)?;
            if let Some(line) = sale.lines.last().filter(|line| line.amount != 0) {
                sale.payments.push((method, line.amount));
            }
        }
        Ok(())
    }

    fn method(&mut self, said: &str) -> Result<String> {
        match said.trim() {
            "" => Ok(IMPORTED.to_owned()),
            said => self.coded("payment_method", "payment_method", said),
        }
    }

    /// A contact of the past.
    pub(super) fn contact(&mut self, record: &Record) -> Result<(Whom, NewInteraction)> {
        let (date, time) = (record.get(&Field::Date), record.get(&Field::Time));
        let at = values::instant(date, time, self.order, &self.now)
            .map_err(|fault| Error::invalid("date", fault))?;
        let text = |field| Some(record.get(&field).to_owned()).filter(|text| !text.is_empty());
        let disposition = match text(Field::Disposition) {
            Some(said) => Some(self.coded("disposition", "disposition", &said)?),
            None => None,
        };
        let staff = text(Field::By)
            .map(|login| self.person("by", &login))
            .transpose()?;
        let next = text(Field::Next)
            .map(|next| values::moment(&next, self.order))
            .transpose();
        let next = next.map_err(|fault| Error::invalid("next", fault))?;
        let cost = text(Field::Cost).map(|cost| self.money("cost", &cost));
        let cost = cost.transpose()?.map(|(cost, _)| cost);
        let kind = match text(Field::Sort) {
            Some(said) => self.coded("kind", "interaction_kind", &said)?,
            None if disposition.is_some() => "call".to_owned(),
            None => "note".to_owned(),
        };
        let direction = match text(Field::Direction) {
            Some(said) => Some(values::direction(&said)?.to_owned()),
            None => None,
        };
        let contact = NewInteraction {
            customer: NOBODY,
            kind,
            direction,
            at,
            staff,
            disposition,
            phone: text(Field::Phone),
            note: text(Field::Note),
            place: text(Field::Place),
            cost,
            next_on: next.map(|(day, _)| day),
            next_at: next.and_then(|(day, time)| Some(self.now.at_local(day, time?))),
        };
        Ok((self.whom(record)?, contact))
    }
}
