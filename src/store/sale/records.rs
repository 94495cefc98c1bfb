//! Purchase records: the lines that were bought, searched by customer, product, period and who sold
//! them, within the scope of who asks, with totals. Must not write, nor know calendars.

use rusqlite::named_params;

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::{Reader, sql, storage};
use crate::domain::ids::{CustomerId, ProductId, StaffId};
use crate::domain::sale::{Bought, Records};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::Result;

/// From a moment on, before another.
pub type Span = (Instant, Instant);

/// Which lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Bought by this customer.
    pub customer: Option<CustomerId>,
    /// Of this product.
    pub product: Option<ProductId>,
    /// Sold by one of these; none: by anybody.
    pub staff: Option<Vec<StaffId>>,
    /// When.
    pub span: Span,
    /// So many at most, newest first; totals are of all.
    pub limit: usize,
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
                 l.amount, l.kind, s.state, (SELECT login FROM staff WHERE id = s.staff_id)",
                $from,
                " ORDER BY s.at DESC, l.id DESC LIMIT :limit"
            ),
            lines!(
                "count(*), coalesce(sum(l.quantity), 0), coalesce(sum(l.amount), 0)",
                $from,
                " LIMIT :limit"
            ),
        ]
    };
}

// By the narrowest index that there is: the customer's, the product's, the period's.
const LINES: [[&str; 2]; 3] = [
    both!(
        "sale s CROSS JOIN customer c ON c.id = s.customer_id
           CROSS JOIN sale_line l ON l.sale_id = s.id CROSS JOIN product p ON p.id = l.product_id
         WHERE s.customer_id = :customer AND (:product IS NULL OR l.product_id = :product)"
    ),
    both!(
        "sale_line l CROSS JOIN sale s ON s.id = l.sale_id
           CROSS JOIN customer c ON c.id = s.customer_id
           CROSS JOIN product p ON p.id = l.product_id
         WHERE l.product_id = :product AND :customer IS NULL"
    ),
    both!(
        "sale s CROSS JOIN customer c ON c.id = s.customer_id
           CROSS JOIN sale_line l ON l.sale_id = s.id CROSS JOIN product p ON p.id = l.product_id
         WHERE :customer IS NULL AND :product IS NULL"
    ),
];

/// The lines that were bought, newest first, with the totals of all of them.
pub fn records(reader: &Reader, actor: &Actor, wanted: &Wanted) -> Result<Records> {
    let scope = scope_number(authorise::scope(reader.conn(), actor, Operation::Show)?);
    let staff = wanted.staff.as_ref().map(serde_json::to_string).transpose();
    let staff = staff.map_err(|error| crate::error::Error::Storage(Box::new(error)))?;
    let by = match (wanted.customer, wanted.product) {
        (Some(_), _) => 0,
        (None, Some(_)) => 1,
        (None, None) => 2,
    };
    let [shown, summed] = LINES[by];
    let values = named_params! {
        ":from": wanted.span.0.0, ":before": wanted.span.1.0,
        ":customer": wanted.customer.map(|customer| customer.0),
        ":product": wanted.product.map(|product| product.0),
        ":staff": staff, ":me": actor.id.0, ":scope": scope,
        ":limit": i64::try_from(wanted.limit).unwrap_or(i64::MAX),
    };
    let lines = sql::all(reader.conn(), shown, values, |row| {
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
        })
    })?;
    let sums = sql::one(reader.conn(), summed, values, |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    let (count, pieces, amount) =
        sums.ok_or_else(|| storage(rusqlite::Error::QueryReturnedNoRows))?;
    Ok(Records {
        lines,
        count,
        pieces,
        amount,
    })
}
