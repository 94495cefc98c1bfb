//! Purchase records: the lines that were bought, searched by customer, product, period and who sold
//! them, within the scope of who asks, with totals. Must not write, nor know calendars.

use rusqlite::{Row, ToSql, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::{Reader, sql, storage};
use crate::domain::ids::{CustomerId, ProductId, SaleId, StaffId};
use crate::domain::sale::{Bought, InAll};
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// From a moment on, before another.
pub type Span = (Instant, Instant);

/// Ever.
pub const EVER: Span = (Instant(i64::MIN), Instant(i64::MAX));

/// A product of fewer lines is found by them; one of more is soon met with among the newest sales.
const FEW: i64 = 20_000;

/// Which lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Bought by one of these; none: by anybody.
    pub customers: Option<Vec<CustomerId>>,
    /// Of one of these products; none: of any.
    pub products: Option<Vec<ProductId>>,
    /// Sold by one of these; none: by anybody.
    pub staff: Option<Vec<StaffId>>,
    /// When.
    pub span: Span,
}

macro_rules! lines {
    ($columns:literal, $from:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM ",
            $from,
            " AND s.at >= :from AND s.at < :before AND s.state <> 'void'
                AND (:staff IS NULL OR s.staff_id IN (SELECT value FROM json_each(:staff)))
                AND c.state = 'active' AND ",
            in_scope!(),
            $rest
        )
    };
}
macro_rules! both {
    ($from:literal) => {
        [
            lines!(
                "s.code, s.at, c.code, c.name, p.code, p.name, l.quantity, l.returned, l.price,
                 l.amount, l.kind, s.state, (SELECT login FROM staff WHERE id = s.staff_id),
                 s.id, c.id, l.id, (SELECT name FROM staff WHERE id = s.staff_id)",
                $from,
                " ORDER BY s.at DESC, l.id DESC LIMIT :limit"
            ),
            // What came back is asked for where something did.
            lines!(
                "count(*), coalesce(sum(l.quantity - l.returned), 0), coalesce(sum(l.amount), 0),
                 coalesce(sum(iif(l.returned = 0, 0, (SELECT sum(amount) FROM sale_event
                   WHERE sale_id = l.sale_id AND line_id = l.id AND kind = 'returned'))), 0)",
                $from,
                " LIMIT :limit"
            ),
        ]
    };
}

// By the narrowest index that there is: the customers', the products', one's own customers', the
// period's.
const BY_CUSTOMER: [&str; 2] = both!(
    "json_each(:customers) w CROSS JOIN sale s ON s.customer_id = w.value
       CROSS JOIN customer c ON c.id = s.customer_id
       CROSS JOIN sale_line l ON l.sale_id = s.id CROSS JOIN product p ON p.id = l.product_id
     WHERE (:products IS NULL OR l.product_id IN (SELECT value FROM json_each(:products)))"
);
const BY_PRODUCT: [&str; 2] = both!(
    "json_each(:products) w CROSS JOIN sale_line l ON l.product_id = w.value
       CROSS JOIN sale s ON s.id = l.sale_id CROSS JOIN customer c ON c.id = s.customer_id
       CROSS JOIN product p ON p.id = l.product_id
     WHERE :customers IS NULL"
);
const BY_OWNER: [&str; 2] = both!(
    "customer c CROSS JOIN sale s ON s.customer_id = c.id
       CROSS JOIN sale_line l ON l.sale_id = s.id CROSS JOIN product p ON p.id = l.product_id
     WHERE c.owner_id = :me AND :customers IS NULL
       AND (:products IS NULL OR l.product_id IN (SELECT value FROM json_each(:products)))"
);
const BY_TIME: [&str; 2] = both!(
    "sale s CROSS JOIN customer c ON c.id = s.customer_id
       CROSS JOIN sale_line l ON l.sale_id = s.id CROSS JOIN product p ON p.id = l.product_id
     WHERE :customers IS NULL
       AND (:products IS NULL OR l.product_id IN (SELECT value FROM json_each(:products)))"
);

/// The lines that were bought, newest first, so many at most.
pub fn lines(reader: &Reader, actor: &Actor, wanted: &Wanted, limit: usize) -> Result<Vec<Bought>> {
    let [shown, _] = way(reader, actor, wanted, false)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    asked(reader, actor, wanted, limit, |values| {
        sql::all(reader.conn(), shown, values, bought)
    })
}

/// What all of them come to, however many.
pub fn totals(reader: &Reader, actor: &Actor, wanted: &Wanted) -> Result<InAll> {
    let [_, summed] = way(reader, actor, wanted, true)?;
    let found = asked(reader, actor, wanted, 1, |values| {
        sql::one(reader.conn(), summed, values, |row| {
            let (amount, returned): (i64, i64) = (row.get(2)?, row.get(3)?);
            Ok(InAll {
                count: row.get(0)?,
                pieces: row.get(1)?,
                amount: amount - returned,
                returned,
            })
        })
    })?;
    found.ok_or_else(|| storage(rusqlite::Error::QueryReturnedNoRows))
}

/// The way that reads least.
fn way(reader: &Reader, actor: &Actor, wanted: &Wanted, all: bool) -> Result<[&'static str; 2]> {
    if wanted.customers.is_some() {
        return Ok(BY_CUSTOMER);
    }
    let own = authorise::scope(reader.conn(), actor, Operation::Show)? == Scope::Own;
    if let Some(products) = &wanted.products
        && ((all && wanted.span == EVER && !own) || few(reader, products)?)
    {
        return Ok(BY_PRODUCT);
    }
    Ok(if own { BY_OWNER } else { BY_TIME })
}

const FEW_LINES: &str = "SELECT count(*) FROM (SELECT 1 FROM json_each(?1) w
  CROSS JOIN sale_line l ON l.product_id = w.value LIMIT ?2)";

fn few(reader: &Reader, products: &[ProductId]) -> Result<bool> {
    let ids = json(Some(products))?;
    let count: Option<i64> = sql::one(reader.conn(), FEW_LINES, (ids, FEW), |row| row.get(0))?;
    Ok(count.unwrap_or(0) < FEW)
}

fn json<T: serde::Serialize + ?Sized>(ids: Option<&T>) -> Result<Option<String>> {
    let said = ids.map(serde_json::to_string).transpose();
    said.map_err(|error| Error::Storage(Box::new(error)))
}

/// Binds what is wanted.
fn asked<T>(
    reader: &Reader,
    actor: &Actor,
    wanted: &Wanted,
    limit: i64,
    ask: impl FnOnce(&[(&str, &dyn ToSql)]) -> Result<T>,
) -> Result<T> {
    let scope = scope_number(authorise::scope(reader.conn(), actor, Operation::Show)?);
    let customers = json(wanted.customers.as_ref())?;
    let products = json(wanted.products.as_ref())?;
    let staff = json(wanted.staff.as_ref())?;
    ask(named_params! {
        ":from": wanted.span.0.0, ":before": wanted.span.1.0,
        ":customers": customers, ":products": products, ":staff": staff,
        ":me": actor.id.0, ":scope": scope, ":limit": limit,
    })
}

fn bought(row: &Row<'_>) -> rusqlite::Result<Bought> {
    Ok(Bought {
        sale: row.get(0)?,
        at: Instant(row.get(1)?),
        customer: row.get(2)?,
        customer_name: row.get(3)?,
        product: row.get(4)?,
        product_name: row.get(5)?,
        quantity: row.get(6)?,
        returned: row.get(7)?,
        price: row.get(8)?,
        amount: row.get(9)?,
        kind: row.get(10)?,
        state: row.get(11)?,
        by: row.get(12)?,
        by_name: row.get(16)?,
        sale_id: SaleId(row.get(13)?),
        customer_id: CustomerId(row.get(14)?),
        line: row.get(15)?,
    })
}
