//! Entering a sale: checked as a whole, then its rows and all that follows of them, in one
//! transaction. Must not know how it was typed.

use rusqlite::{Connection, params};

use super::super::authorise::Actor;
use super::super::customer::{NOTE, TEXT, coded, present, text};
use super::super::stock::{self, Whose};
use super::super::{Reader, Tx, setting, sql, staff};
use super::{Event, bring, event, hold, payment, points};
use crate::domain::ids::{ProductId, SaleId};
use crate::domain::sale::{
    Cause, Good, Line, SaleDraft, Sold, Terms, in_line, spendable, totals, weigh,
};
use crate::domain::staff::{Operation, Role};
use crate::error::{Error, Fault, Result};

/// Lines of a sale at most.
const LINES: usize = 500;

/// The terms on which this person sells.
pub fn terms(reader: &Reader, actor: &Actor) -> Result<Terms> {
    terms_of(reader.conn(), actor)
}

fn terms_of(conn: &Connection, actor: &Actor) -> Result<Terms> {
    let discount = match actor.role {
        Role::Agent => setting::number(conn, setting::DISCOUNT_AGENT)?,
        Role::Supervisor => setting::number(conn, setting::DISCOUNT_SUPERVISOR)?,
        _ => 100,
    };
    Ok(Terms {
        currency: setting::currency_of(conn)?,
        points_per: setting::number(conn, setting::POINTS_PER)?,
        discount,
        below_floor: matches!(actor.role, Role::Manager | Role::Admin),
        paid_first: setting::is_on(conn, setting::PAID_FIRST)?,
    })
}

const GOOD: &str = "SELECT active, price, floor_price, points, redeem FROM product WHERE id = ?1";

fn good(conn: &Connection, place: usize, product: ProductId) -> Result<Good> {
    let found = sql::one(conn, GOOD, [product.0], |row| {
        Ok(Good {
            product,
            active: row.get(0)?,
            price: row.get(1)?,
            floor: row.get(2)?,
            points: row.get(3)?,
            redeem: row.get(4)?,
        })
    })?;
    found.ok_or_else(|| in_line(place, "product", Fault::Withdrawn))
}

const ADD: &str = "INSERT INTO sale (id, code, customer_id, at, staff_id, total, remark, region,
    method, payment_type, delivery, address)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
const ADD_LINE: &str = "INSERT INTO sale_line
  (sale_id, product_id, quantity, price, amount, kind, cause, points)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Enters a sale: what is not collected is held, stock goes down by what leaves, points are
/// earned and spent, what is paid at once is received.
pub fn add(tx: &Tx<'_>, draft: &SaleDraft) -> Result<Sold> {
    tx.authorise(Operation::Sell, Some(draft.customer))?;
    let conn = tx.conn();
    present(conn, draft.customer)?;
    let at = draft.at.unwrap_or(tx.at);
    if at > tx.at {
        return Err(Error::invalid("at", Fault::InTheFuture));
    }
    if let Some(by) = draft.staff {
        staff::check_active(conn, "by", by)?;
    }
    let lines = checked(tx, draft)?;
    let paid = paid(tx, &draft.payments)?;
    let totals = totals(&lines, paid)?;
    if paid > totals.total {
        return Err(over(tx, "payment", totals.total)?);
    }
    let (address, remark) = (&draft.head.address, &draft.head.remark);
    let address = text("address", address.as_deref().unwrap_or_default(), TEXT)?;
    let remark = text("remark", remark.as_deref().unwrap_or_default(), NOTE)?;
    let (id, code) = bring::place(conn, None)?;
    let head = &draft.head;
    let values = params![
        id,
        code,
        draft.customer.0,
        at.0,
        draft.staff.unwrap_or(tx.actor.id).0,
        totals.total,
        remark,
        head.region,
        head.method,
        head.payment_type,
        head.delivery,
        address,
    ];
    sql::insert(conn, ADD, values)?;
    let id = SaleId(id);
    let added = Event {
        kind: "added",
        amount: totals.total,
        ..Event::default()
    };
    event(tx, id, draft.customer, &added)?;
    for (place, line) in lines.iter().enumerate() {
        keep(tx, draft, id, place, line)?;
    }
    for (method, sum) in &draft.payments {
        payment(tx, id, draft.customer, method, *sum)?;
    }
    tx.touch(draft.customer);
    Ok(Sold { id, code, totals })
}

/// The lines with all that follows, once everything that can be said of them holds.
fn checked(tx: &Tx<'_>, draft: &SaleDraft) -> Result<Vec<Line>> {
    let conn = tx.conn();
    if draft.lines.len() > LINES {
        return Err(Error::invalid("product", Fault::AtMost(LINES.to_string())));
    }
    let head = &draft.head;
    for (field, list, code) in [
        ("region", "sale_region", &head.region),
        ("method", "payment_method", &head.method),
        ("payment_type", "payment_type", &head.payment_type),
        ("delivery", "delivery", &head.delivery),
    ] {
        if let Some(code) = code {
            coded(tx, field, list, code)?;
        }
    }
    let goods = draft.lines.iter().enumerate();
    let goods = goods.map(|(place, line)| good(conn, place, line.product));
    let goods: Vec<Good> = goods.collect::<Result<_>>()?;
    for (place, line) in draft.lines.iter().enumerate() {
        if let Cause::Gift(cause) = &line.cause {
            coded(
                tx,
                &format!("line.{}.cause", place + 1),
                "gift_cause",
                cause,
            )?;
        }
    }
    let paid = draft
        .payments
        .iter()
        .fold(0, |sum: i64, (_, one)| sum.saturating_add(*one));
    let lines = weigh(&draft.lines, &goods, paid, &terms_of(conn, &tx.actor)?)?;
    enough_points(tx, draft, &lines)?;
    Ok(lines)
}

const BALANCE: &str = "SELECT points FROM customer WHERE id = ?1";

/// Refuses to spend more points than the customer had before the sale.
fn enough_points(tx: &Tx<'_>, draft: &SaleDraft, lines: &[Line]) -> Result<()> {
    let mut left: Option<i64> = None;
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.points < 0) {
        let there = match left {
            Some(left) => left,
            None => {
                let balance = sql::one(tx.conn(), BALANCE, [draft.customer.0], |row| row.get(0))?;
                spendable(balance.unwrap_or(0))
            }
        };
        let after = there.saturating_add(line.points);
        if after < 0 {
            return Err(in_line(place, "points", Fault::AtMost(there.to_string())));
        }
        left = Some(after);
    }
    Ok(())
}

/// The sum of what is paid at once.
fn paid(tx: &Tx<'_>, payments: &[(String, i64)]) -> Result<i64> {
    let mut sum = 0_i64;
    for (method, one) in payments {
        coded(tx, "method", "payment_method", method)?;
        if *one <= 0 {
            return Err(Error::invalid("payment", Fault::NotAboveZero));
        }
        let more = sum.checked_add(*one);
        sum = more.ok_or_else(|| Error::invalid("payment", Fault::OutOfRange))?;
    }
    Ok(sum)
}

/// More money than this.
pub(super) fn over(tx: &Tx<'_>, field: &str, most: i64) -> Result<Error> {
    let most = crate::domain::money::Money(most.max(0)).plain(setting::currency_of(tx.conn())?);
    Ok(Error::invalid(field, Fault::AtMost(most)))
}

fn keep(tx: &Tx<'_>, draft: &SaleDraft, sale: SaleId, place: usize, line: &Line) -> Result<()> {
    let cause = match &line.cause {
        Cause::Gift(cause) => Some(cause),
        Cause::Sold | Cause::Redeemed(_) => None,
    };
    let values = params![
        sale.0,
        line.product.0,
        line.quantity,
        line.price,
        line.amount,
        line.cause.kind(),
        cause,
        line.points,
    ];
    let whose = Whose {
        customer: draft.customer,
        sale,
        line: sql::insert(tx.conn(), ADD_LINE, values)?,
    };
    let short = |fault| in_line(place, "collected", fault);
    let why = line.cause.move_cause();
    stock::take(tx, line.product, line.collected, why, whose, short)?;
    hold(tx, whose, line.product.0, line.held(), "sale")?;
    let why = if line.points < 0 {
        "redemption"
    } else {
        "sale"
    };
    points(tx, whose, line.points, why)
}
