//! What happens to a sale after it was entered: money later, goods later, goods and money back,
//! and its end. Must not know how it was entered or typed.

use rusqlite::params;

use super::super::customer::{NOTE, coded, text};
use super::super::stock::{self, Whose};
use super::super::{Tx, setting, sql};
use super::add::over;
use super::{Event, event, hold, payment, points};
use crate::domain::ids::{CustomerId, ProductId, SaleId};
use crate::domain::sale::{Standing, State, in_line, share};
use crate::domain::staff::Operation;
use crate::error::{Error, Fault, Refusal, Result};

const STANDING: &str = "SELECT customer_id, code, state, total, paid, returned, due, held,
    (SELECT coalesce(sum(points), 0) FROM points_entry WHERE customer_id = sale.customer_id)
  FROM sale WHERE id = ?1";

fn standing(tx: &Tx<'_>, sale: SaleId) -> Result<(CustomerId, Standing)> {
    let found = sql::one(tx.conn(), STANDING, [sale.0], |row| {
        let standing = Standing {
            code: row.get(1)?,
            state: row.get(2)?,
            total: row.get(3)?,
            paid: row.get(4)?,
            returned: row.get(5)?,
            due: row.get(6)?,
            held: row.get(7)?,
            points: row.get(8)?,
        };
        Ok((CustomerId(row.get(0)?), standing))
    })?;
    found.ok_or_else(|| Error::Gone(sale.to_string()))
}

/// The sale as it stands, if this person may do that to it; one that was taken back is gone.
fn begin(tx: &Tx<'_>, operation: Operation, sale: SaleId) -> Result<(CustomerId, Standing)> {
    let (customer, now) = standing(tx, sale)?;
    tx.authorise(operation, Some(customer))?;
    if now.state == State::Void.code() {
        return Err(Error::Gone(sale.to_string()));
    }
    tx.touch(customer);
    Ok((customer, now))
}

/// Refuses what is over: cancelled, or all of it came back.
fn going_on(now: &Standing) -> Result<()> {
    let over = [State::Cancelled.code(), State::Returned.code()];
    if over.contains(&now.state.as_str()) {
        return Err(Error::Refused(Refusal::State("sale.over")));
    }
    Ok(())
}

/// Receives money for a sale: no more than is owed.
pub fn pay(tx: &Tx<'_>, sale: SaleId, method: &str, sum: i64) -> Result<Standing> {
    let (customer, now) = begin(tx, Operation::Pay, sale)?;
    coded(tx, "method", "payment_method", method)?;
    if sum <= 0 {
        return Err(Error::invalid("payment", Fault::NotAboveZero));
    }
    if sum > now.due {
        return Err(over(tx, "payment", now.due)?);
    }
    received(tx, sale, customer, method, sum)?;
    Ok(standing(tx, sale)?.1)
}

fn received(tx: &Tx<'_>, sale: SaleId, of: CustomerId, method: &str, sum: i64) -> Result<()> {
    payment(tx, sale, of, method, sum)?;
    let paid = Event {
        kind: if sum > 0 { "paid" } else { "refunded" },
        amount: sum,
        note: Some(method),
        ..Event::default()
    };
    event(tx, sale, of, &paid)
}

const OWED: &str = "SELECT id, due FROM sale
  WHERE customer_id = ?1 AND state = 'open' ORDER BY at, id";

/// Receives money from a customer for their oldest sales that are not paid: no more than they owe.
pub fn pay_oldest(
    tx: &Tx<'_>,
    customer: CustomerId,
    method: &str,
    sum: i64,
) -> Result<Vec<Standing>> {
    tx.authorise(Operation::Pay, Some(customer))?;
    coded(tx, "method", "payment_method", method)?;
    if sum <= 0 {
        return Err(Error::invalid("payment", Fault::NotAboveZero));
    }
    let owed: Vec<(SaleId, i64)> = sql::all(tx.conn(), OWED, [customer.0], |row| {
        Ok((SaleId(row.get(0)?), row.get(1)?))
    })?;
    let mut left = sum;
    let mut paid = Vec::new();
    for (sale, due) in &owed {
        let part = left.min(*due);
        if part <= 0 {
            break;
        }
        received(tx, *sale, customer, method, part)?;
        left -= part;
        paid.push(standing(tx, *sale)?.1);
    }
    if left > 0 {
        return Err(over(tx, "payment", sum - left)?);
    }
    tx.touch(customer);
    Ok(paid)
}

/// Gives money back: no more than is owed to the customer; no sum: all of that.
pub fn refund(tx: &Tx<'_>, sale: SaleId, method: &str, sum: Option<i64>) -> Result<Standing> {
    let (customer, now) = begin(tx, Operation::Pay, sale)?;
    coded(tx, "method", "payment_method", method)?;
    let owed = now.due.saturating_neg();
    let sum = sum.unwrap_or(owed);
    if sum <= 0 || sum > owed {
        return Err(over(tx, "payment", owed)?);
    }
    received(tx, sale, customer, method, -sum)?;
    Ok(standing(tx, sale)?.1)
}

/// A line as it stands.
struct LineNow {
    id: i64,
    product: ProductId,
    quantity: i64,
    /// What of its amount and its points is not back yet.
    amount: i64,
    points: i64,
    held: i64,
    returned: i64,
}

impl LineNow {
    /// Pieces that the customer has taken with them.
    fn taken(&self) -> i64 {
        self.quantity - self.held - self.returned
    }
}

// What was paid for goes before what was given, the newest first.
const LINES: &str = "SELECT l.id, l.product_id, l.quantity,
    l.amount - (SELECT coalesce(sum(amount), 0) FROM sale_event
      WHERE sale_id = ?1 AND line_id = l.id AND kind = 'returned'),
    l.points + (SELECT coalesce(sum(points), 0) FROM points_entry
      WHERE sale_id = ?1 AND line_id = l.id AND cause = 'return'),
    l.held, l.returned
  FROM sale_line l WHERE l.sale_id = ?1 AND (?2 IS NULL OR l.product_id = ?2)
  ORDER BY l.kind <> 'sold', l.id DESC";

fn lines(tx: &Tx<'_>, sale: SaleId, product: Option<ProductId>) -> Result<Vec<LineNow>> {
    let values = params![sale.0, product.map(|product| product.0)];
    sql::all(tx.conn(), LINES, values, |row| {
        Ok(LineNow {
            id: row.get(0)?,
            product: ProductId(row.get(1)?),
            quantity: row.get(2)?,
            amount: row.get(3)?,
            points: row.get(4)?,
            held: row.get(5)?,
            returned: row.get(6)?,
        })
    })
}

/// Pieces of a sale's lines: which line, how many, at which place they were asked for.
type Pieces = Vec<(LineNow, i64, usize)>;

/// Finds what was asked for among the lines; nothing asked for: all that `there` counts.
fn pieces(
    tx: &Tx<'_>,
    sale: SaleId,
    asked: &[(ProductId, i64)],
    field: &str,
    there: impl Fn(&LineNow) -> i64,
) -> Result<Pieces> {
    let mut found = Pieces::new();
    if asked.is_empty() {
        let all = lines(tx, sale, None)?.into_iter().enumerate();
        found.extend(all.map(|(place, line)| {
            let pieces = there(&line);
            (line, pieces, place)
        }));
        found.retain(|(_, pieces, _)| *pieces > 0);
    }
    for (place, &(product, quantity)) in asked.iter().enumerate() {
        if quantity <= 0 {
            return Err(in_line(place, field, Fault::NotAboveZero));
        }
        if asked
            .iter()
            .take(place)
            .any(|(before, _)| *before == product)
        {
            return Err(in_line(place, "product", Fault::Taken));
        }
        let mut left = quantity;
        for line in lines(tx, sale, Some(product))? {
            let part = left.min(there(&line));
            if part > 0 {
                left -= part;
                found.push((line, part, place));
            }
        }
        if left > 0 {
            let most = (quantity - left).to_string();
            return Err(in_line(place, field, Fault::AtMost(most)));
        }
    }
    if found.is_empty() {
        return Err(Error::invalid(field, Fault::AtMost("0".to_owned())));
    }
    Ok(found)
}

/// Hands out goods that are held: these, or all of the sale's.
pub fn collect(tx: &Tx<'_>, sale: SaleId, asked: &[(ProductId, i64)]) -> Result<Standing> {
    let (customer, now) = begin(tx, Operation::Release, sale)?;
    if now.due > 0 && setting::is_on(tx.conn(), setting::PAID_FIRST)? {
        return Err(Error::invalid("collected", Fault::PaidFirst));
    }
    let pieces = pieces(tx, sale, asked, "collected", |line| line.held)?;
    let mut count = 0;
    for (line, quantity, place) in pieces {
        let whose = Whose {
            customer,
            sale,
            line: line.id,
        };
        let short = |fault| in_line(place, "collected", fault);
        stock::take(tx, line.product, quantity, "collection", whose, short)?;
        hold(tx, whose, line.product.0, -quantity, "collection")?;
        count += quantity;
    }
    let collected = Event {
        kind: "collected",
        quantity: count,
        ..Event::default()
    };
    event(tx, sale, customer, &collected)?;
    Ok(standing(tx, sale)?.1)
}

/// What comes with goods that are given back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Back {
    /// Money is given back at once by this method: so much; none: all that is owed then.
    pub refund: Option<(String, Option<i64>)>,
    /// Why.
    pub reason: Option<String>,
}

/// Takes goods back, these or all of the sale's: what the customer has goes into the store again,
/// what is held for them no longer is; their worth is owed no more, and the points go back, those too
/// that are spent: see [`crate::domain::sale::spendable`].
pub fn give_back(
    tx: &Tx<'_>,
    sale: SaleId,
    asked: &[(ProductId, i64)],
    back: &Back,
) -> Result<Standing> {
    let (customer, now) = begin(tx, Operation::Sell, sale)?;
    going_on(&now)?;
    let reason = text("reason", back.reason.as_deref().unwrap_or_default(), NOTE)?;
    let pieces = pieces(tx, sale, asked, "returned", |line| {
        line.quantity - line.returned
    })?;
    returned(tx, sale, customer, pieces, reason)?;
    refunded(tx, sale, back)
}

/// Calls a sale off: everything of it that is left goes back.
pub fn cancel(tx: &Tx<'_>, sale: SaleId, back: &Back) -> Result<Standing> {
    let (customer, now) = begin(tx, Operation::Sell, sale)?;
    going_on(&now)?;
    let reason = text("reason", back.reason.as_deref().unwrap_or_default(), NOTE)?;
    let reason = reason.ok_or_else(|| Error::invalid("reason", Fault::Empty))?;
    let pieces = pieces(tx, sale, &[], "returned", |line| {
        line.quantity - line.returned
    })?;
    let cancelled = Event {
        kind: "cancelled",
        note: Some(reason),
        ..Event::default()
    };
    returned(tx, sale, customer, pieces, None)?;
    event(tx, sale, customer, &cancelled)?;
    refunded(tx, sale, back)
}

fn refunded(tx: &Tx<'_>, sale: SaleId, back: &Back) -> Result<Standing> {
    let now = standing(tx, sale)?.1;
    match &back.refund {
        Some((_, None)) if now.due >= 0 => Ok(now),
        Some((method, sum)) => refund(tx, sale, method, *sum),
        None => Ok(now),
    }
}

fn returned(
    tx: &Tx<'_>,
    sale: SaleId,
    customer: CustomerId,
    pieces: Pieces,
    reason: Option<&str>,
) -> Result<()> {
    for (line, quantity, _) in pieces {
        let whose = Whose {
            customer,
            sale,
            line: line.id,
        };
        let brought = quantity.min(line.taken());
        stock::put_back(tx, line.product, brought, whose)?;
        // Held goods go first: a line never has more of them than it has pieces left.
        hold(tx, whose, line.product.0, brought - quantity, "return")?;
        let left = line.quantity - line.returned;
        let part = |rest| share(rest, left, quantity);
        points(tx, whose, -part(line.points), "return")?;
        let back = Event {
            kind: "returned",
            line: Some(line.id),
            quantity,
            amount: part(line.amount),
            note: reason,
        };
        event(tx, sale, customer, &back)?;
    }
    Ok(())
}
