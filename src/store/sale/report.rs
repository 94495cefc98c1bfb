//! Figures of a period: what was sold and to whom, what money came in; and the lines that were
//! bought. Within the scope of who asks. Must not write, nor know calendars.

use rusqlite::{Row, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::{Reader, sql, storage};
use crate::domain::ids::{CustomerId, ProductId, StaffId};
use crate::domain::sale::{Bought, Figures, Records};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::Result;

/// From a moment on, before another.
pub type Span = (Instant, Instant);

// What was cancelled was not sold; the first sale to a customer is the one of a new customer.
macro_rules! of_period {
    () => {
        concat!(
            "(SELECT s.id, s.staff_id, s.customer_id, s.total, s.returned, NOT EXISTS
                (SELECT 1 FROM sale e WHERE e.customer_id = s.customer_id AND e.at < s.at
                  AND e.state NOT IN ('void', 'cancelled')) AS first
              FROM sale s CROSS JOIN customer c ON c.id = s.customer_id
              WHERE s.at >= :from AND s.at < :before AND s.state NOT IN ('void', 'cancelled')
                AND ",
            in_scope!(),
            ")"
        )
    };
}

const BY_PERSON: &str = concat!(
    "SELECT s.staff_id, count(*), sum(s.first), sum(s.total - s.returned),
       sum(iif(s.first, s.total - s.returned, 0)), sum(s.returned),
       sum((SELECT sum(quantity) FROM sale_line WHERE sale_id = s.id))
     FROM ",
    of_period!(),
    " s GROUP BY s.staff_id"
);
const BY_PRODUCT: &str = concat!(
    "SELECT product_id, count(DISTINCT sale_id), count(DISTINCT iif(first, customer_id, NULL)),
       sum(amount - back), sum(iif(first, amount - back, 0)), sum(back), sum(pieces)
     FROM (SELECT l.product_id, l.sale_id, s.customer_id, s.first, l.amount,
         l.quantity - l.returned AS pieces,
         iif(l.returned = 0, 0, (SELECT coalesce(sum(amount), 0) FROM sale_event
           WHERE sale_id = l.sale_id AND line_id = l.id AND kind = 'returned')) AS back
       FROM ",
    of_period!(),
    " s CROSS JOIN sale_line l ON l.sale_id = s.id) GROUP BY product_id"
);

const PAID: &str = concat!(
    "SELECT p.staff_id, sum(p.amount) FROM payment p CROSS JOIN customer c ON c.id = p.customer_id
     WHERE p.at >= :from AND p.at < :before AND ",
    in_scope!(),
    " GROUP BY p.staff_id"
);

fn figures(row: &Row<'_>) -> rusqlite::Result<Figures> {
    Ok(Figures {
        sales: row.get(1)?,
        new_customers: row.get(2)?,
        amount: row.get(3)?,
        new_amount: row.get(4)?,
        returned: row.get(5)?,
        pieces: row.get(6)?,
        collected: None,
    })
}

/// What each person sold, and what money each took; nobody: that of unknown people.
pub fn by_person(
    reader: &Reader,
    actor: &Actor,
    span: Span,
) -> Result<Vec<(Option<StaffId>, Figures)>> {
    let scope = scope_number(authorise::scope(reader.conn(), actor, Operation::Show)?);
    let values = named_params! {
        ":from": span.0.0, ":before": span.1.0, ":me": actor.id.0, ":scope": scope,
    };
    let mut found = sql::all(reader.conn(), BY_PERSON, values, |row| {
        Ok((row.get::<_, Option<i64>>(0)?.map(StaffId), figures(row)?))
    })?;
    let paid: Vec<(Option<StaffId>, i64)> = sql::all(reader.conn(), PAID, values, |row| {
        Ok((row.get::<_, Option<i64>>(0)?.map(StaffId), row.get(1)?))
    })?;
    for (who, sum) in paid {
        match found.iter_mut().find(|(known, _)| *known == who) {
            Some((_, figures)) => figures.collected = Some(sum),
            None => found.push((
                who,
                Figures {
                    collected: Some(sum),
                    ..Figures::default()
                },
            )),
        }
    }
    Ok(found)
}

/// What was sold of each product. Money is not paid for a product but for a sale.
pub fn by_product(reader: &Reader, actor: &Actor, span: Span) -> Result<Vec<(ProductId, Figures)>> {
    let scope = scope_number(authorise::scope(reader.conn(), actor, Operation::Show)?);
    let values = named_params! {
        ":from": span.0.0, ":before": span.1.0, ":me": actor.id.0, ":scope": scope,
    };
    sql::all(reader.conn(), BY_PRODUCT, values, |row| {
        Ok((ProductId(row.get(0)?), figures(row)?))
    })
}

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
