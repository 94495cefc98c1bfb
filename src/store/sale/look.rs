//! Sales as lists and slips show them, within the scope of who asks. Must not write.

use rusqlite::{Row, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::{Reader, sql};
use super::newest::{Bounds, EVER, Sought, newest};
use crate::domain::ids::{CustomerId, ProductId, SaleId, StaffId};
use crate::domain::sale::{Head, Paid, Sale, SaleRow, SoldLine, State, Step};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Which sales.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// This customer's.
    pub customer: Option<CustomerId>,
    /// Sold by this person.
    pub staff: Option<StaffId>,
    /// Which stand so.
    pub state: Option<State>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this moment.
    pub before: Option<Instant>,
    /// So many at most.
    pub limit: usize,
}

macro_rules! rows_of {
    ($condition:expr) => {
        concat!(
            "SELECT s.id, s.code, c.id, c.code, c.name, s.at,
               (SELECT login FROM staff WHERE id = s.staff_id), s.state, s.total, s.paid,
               s.returned, s.due, s.held, (SELECT name FROM staff WHERE id = s.staff_id)
             FROM sale s CROSS JOIN customer c ON c.id = s.customer_id
             WHERE ",
            $condition,
            " AND c.state = 'active' AND ",
            in_scope!()
        )
    };
}

fn row(row: &Row<'_>) -> rusqlite::Result<SaleRow> {
    let state: String = row.get(7)?;
    let state = State::from_code(&state).unwrap_or(State::Open);
    // Nobody owes for a sale that was taken back.
    let owed = state != State::Void;
    Ok(SaleRow {
        id: SaleId(row.get(0)?),
        code: row.get(1)?,
        customer: CustomerId(row.get(2)?),
        customer_code: row.get(3)?,
        customer_name: row.get(4)?,
        at: Instant(row.get(5)?),
        by: row.get(6)?,
        by_name: row.get(13)?,
        state,
        total: row.get(8)?,
        paid: row.get(9)?,
        returned: row.get(10)?,
        due: if owed { row.get(11)? } else { 0 },
        held: row.get(12)?,
    })
}

/// Sales of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// The newest first.
    pub rows: Vec<SaleRow>,
    /// What is older than this was not looked at, and may belong here too.
    pub since: Option<Instant>,
}

/// Sales in scope, newest first.
pub fn list(reader: &Reader, actor: &Actor, filter: &Filter) -> Result<Listed> {
    let sought = Sought {
        right: Operation::Show,
        customers: filter.customer.as_ref().map(std::slice::from_ref),
        products: None,
        staff: filter.staff.as_ref().map(std::slice::from_ref),
        state: filter.state,
    };
    let span = (
        filter.from.unwrap_or(EVER.0),
        filter.before.unwrap_or(EVER.1),
    );
    let found = newest(reader, actor, &sought, span, Bounds::of(filter.limit))?;
    Ok(Listed {
        rows: these(reader, actor, &found.ids())?,
        since: found.since,
    })
}

const THESE: &str = concat!(
    rows_of!("s.id IN (SELECT value FROM json_each(:ids))"),
    " ORDER BY s.at DESC, s.id DESC"
);

/// The sales of these rows (a JSON list) that are in scope, newest first.
pub(super) fn these(reader: &Reader, actor: &Actor, ids: &str) -> Result<Vec<SaleRow>> {
    let scope = authorise::scope(reader.conn(), actor, Operation::Show)?;
    let values = named_params! {
        ":ids": ids, ":me": actor.id.0, ":scope": scope_number(scope),
    };
    sql::all(reader.conn(), THESE, values, row)
}

const BY_CODE: &str = "SELECT id FROM sale WHERE code = ?1";

/// The sale with this code, or of this number.
pub fn id_of(reader: &Reader, said: &str) -> Result<Option<SaleId>> {
    let said = said.trim();
    let found = sql::one(reader.conn(), BY_CODE, [said], |row| row.get(0).map(SaleId))?;
    Ok(found.or_else(|| said.parse().ok().map(SaleId)))
}

const ONE: &str = rows_of!("s.id = :sale");
const HEAD: &str = "SELECT region, method, payment_type, delivery, address, remark
  FROM sale WHERE id = ?1";
const OWES: &str = "SELECT balance_due FROM customer WHERE id = ?1";
const LINES: &str = "SELECT l.id, p.code, p.name, l.quantity, l.price, l.amount, l.kind, l.cause,
    l.points, l.held, l.returned, l.product_id,
    (SELECT coalesce(sum(amount), 0) FROM sale_event
      WHERE sale_id = ?1 AND line_id = l.id AND kind = 'returned'),
    (SELECT coalesce(sum(points), 0) FROM points_entry
      WHERE sale_id = ?1 AND line_id = l.id AND cause = 'return')
  FROM sale_line l JOIN product p ON p.id = l.product_id WHERE l.sale_id = ?1 ORDER BY l.id";
/// Rows that are taken back, and those that take back, say nothing more: what is left counts.
const PAYMENTS: &str = "SELECT p.at, p.method, p.amount, s.login, s.name FROM payment p
    LEFT JOIN staff s ON s.id = p.staff_id
  WHERE p.sale_id = ?1 AND p.reverses_id IS NULL AND (WITH RECURSIVE chain (id, odd) AS (
      SELECT p.id, 0 UNION ALL
      SELECT r.id, 1 - c.odd FROM payment r JOIN chain c ON r.reverses_id = c.id)
    SELECT sum(odd) * 2 < count(*) FROM chain) ORDER BY p.id";
const STEPS: &str = "SELECT e.at, e.kind, e.quantity, e.amount, s.login, e.note, s.name
  FROM sale_event e
    LEFT JOIN staff s ON s.id = e.staff_id
  WHERE e.sale_id = ?1 AND e.reverses_id IS NULL AND (WITH RECURSIVE chain (id, odd) AS (
      SELECT e.id, 0 UNION ALL
      SELECT r.id, 1 - c.odd FROM sale_event r JOIN chain c ON r.reverses_id = c.id)
    SELECT sum(odd) * 2 < count(*) FROM chain) ORDER BY e.id";

/// A sale with all that belongs to it, if it is in scope; else Gone.
pub fn get(reader: &Reader, actor: &Actor, sale: SaleId) -> Result<Sale> {
    let conn = reader.conn();
    let scope = authorise::scope(conn, actor, Operation::Show)?;
    let values = named_params! {
        ":sale": sale.0, ":me": actor.id.0, ":scope": scope_number(scope),
    };
    let found = sql::one(conn, ONE, values, row)?;
    let found = found.ok_or_else(|| Error::Gone(sale.to_string()))?;
    let head = sql::one(conn, HEAD, [sale.0], |row| {
        Ok(Head {
            region: row.get(0)?,
            method: row.get(1)?,
            payment_type: row.get(2)?,
            delivery: row.get(3)?,
            address: row.get(4)?,
            remark: row.get(5)?,
        })
    })?;
    let lines = sql::all(conn, LINES, [sale.0], |row| {
        Ok(SoldLine {
            id: row.get(0)?,
            product_id: ProductId(row.get(11)?),
            product: row.get(1)?,
            name: row.get(2)?,
            quantity: row.get(3)?,
            price: row.get(4)?,
            amount: row.get(5)?,
            kind: row.get(6)?,
            cause: row.get(7)?,
            points: row.get(8)?,
            held: row.get(9)?,
            returned: row.get(10)?,
            back: row.get(12)?,
            points_back: row.get(13)?,
        })
    })?;
    let payments = sql::all(conn, PAYMENTS, [sale.0], |row| {
        Ok(Paid {
            at: Instant(row.get(0)?),
            method: row.get(1)?,
            amount: row.get(2)?,
            by: row.get(3)?,
            by_name: row.get(4)?,
        })
    })?;
    let steps = sql::all(conn, STEPS, [sale.0], |row| {
        Ok(Step {
            at: Instant(row.get(0)?),
            kind: row.get(1)?,
            quantity: row.get(2)?,
            amount: row.get(3)?,
            by: row.get(4)?,
            by_name: row.get(6)?,
            note: row.get(5)?,
        })
    })?;
    let owes = sql::one(conn, OWES, [found.customer.0], |row| row.get(0))?;
    Ok(Sale {
        owes: owes.unwrap_or_default(),
        row: found,
        head: head.unwrap_or_default(),
        lines,
        payments,
        steps,
    })
}
