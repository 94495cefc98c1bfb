//! Contacts and sales on their way out, by row number, of customers in scope.
//! Must not know columns or formats.

use std::collections::HashMap;

use rusqlite::{Row, named_params};

use super::super::authorise::{self, in_scope, scope_number};
use super::super::find::{at_one_moment, json};
use super::super::sale::records::Wanted;
use super::super::{Reader, sale, sql};
use super::Exporter;
use super::people::PAGE;
use crate::domain::customer::WholePhone;
use crate::domain::sale::Bought;
use crate::domain::time::{Day, Instant};
use crate::error::Result;

/// Sales whose lines are read at once.
const LINES_PAGE: usize = 1_000;

/// A contact with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Row.
    pub id: i64,
    /// The customer's row.
    pub customer_id: i64,
    /// The customer's code.
    pub customer: String,
    /// The customer's name.
    pub name: String,
    /// When.
    pub at: Instant,
    /// Kind code.
    pub kind: String,
    /// `in`, `out`.
    pub direction: Option<String>,
    /// Disposition code.
    pub disposition: Option<String>,
    /// The number that was used.
    pub phone: Option<WholePhone>,
    /// Login of who had it.
    pub by: Option<String>,
    /// What was said.
    pub note: Option<String>,
    /// When to contact again.
    pub next_on: Option<Day>,
    /// The same with a time.
    pub next_at: Option<Instant>,
    /// Where.
    pub place: Option<String>,
    /// What it cost us, minor units.
    pub cost: Option<i64>,
}

macro_rules! of_customers {
    ($select:literal, $alias:literal) => {
        concat!(
            $select,
            " WHERE ",
            $alias,
            ".id > :after AND c.state = 'active'
              AND (:only IS NULL OR c.id IN (SELECT value FROM json_each(:only)))
              AND (:owner IS NULL OR c.owner_id = :owner) AND ",
            in_scope!(),
            " ORDER BY ",
            $alias,
            ".id LIMIT :limit"
        )
    };
}

const CONTACTS: &str = of_customers!(
    "SELECT i.id, c.id, c.code, c.name, i.at, i.kind, i.direction, i.disposition,
       p.typed, (SELECT login FROM staff WHERE id = i.staff_id), i.note, i.next_on, i.next_at,
       i.place, i.cost, p.digits, p.known, p.kind, p.extension
     FROM interaction i CROSS JOIN customer c ON c.id = i.customer_id
       LEFT JOIN customer_phone p ON p.id = i.phone_id",
    "i"
);

/// The next contacts behind this row; none: the end.
pub fn contacts(reader: &Reader, who: &Exporter, after: i64) -> Result<Vec<Contact>> {
    at_one_moment(reader, |conn| {
        let scope = scope_number(who.scope(reader)?);
        let values = named_params! {
            ":after": after, ":only": who.only(), ":owner": who.owner(), ":me": who.staff.0, ":scope": scope,
            ":limit": PAGE,
        };
        sql::all(conn, CONTACTS, values, |row| {
            let next_on: Option<String> = row.get(11)?;
            Ok(Contact {
                id: row.get(0)?,
                customer_id: row.get(1)?,
                customer: row.get(2)?,
                name: row.get(3)?,
                at: Instant(row.get(4)?),
                kind: row.get(5)?,
                direction: row.get(6)?,
                disposition: row.get(7)?,
                phone: phone(row)?,
                by: row.get(9)?,
                note: row.get(10)?,
                next_on: next_on.and_then(|day| day.parse().ok()),
                next_at: row.get::<_, Option<i64>>(12)?.map(Instant),
                place: row.get(13)?,
                cost: row.get(14)?,
            })
        })
    })
}

fn phone(row: &Row<'_>) -> rusqlite::Result<Option<WholePhone>> {
    let Some(typed) = row.get(8)? else {
        return Ok(None);
    };
    Ok(Some(WholePhone {
        typed,
        digits: row.get(15)?,
        known: row.get(16)?,
        kind: row.get(17)?,
        extension: row.get(18)?,
        validity: None,
    }))
}

/// A sale with its lines and payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    /// Row.
    pub id: i64,
    /// Code.
    pub code: String,
    /// The customer's row.
    pub customer_id: i64,
    /// The customer's code.
    pub customer: String,
    /// The customer's name.
    pub name: String,
    /// When.
    pub at: Instant,
    /// Login of who sold it.
    pub by: Option<String>,
    /// Remark.
    pub remark: Option<String>,
    /// Its lines.
    pub lines: Vec<SaleLine>,
    /// What was paid: method and amount, minor units.
    pub payments: Vec<(String, i64)>,
}

/// A line of a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaleLine {
    /// The product's code.
    pub product: String,
    /// The product's name.
    pub product_name: String,
    /// How many, without those that came back.
    pub quantity: i64,
    /// Price of one, minor units.
    pub price: Option<i64>,
    /// How many of these they have; the rest is held for them.
    pub collected: i64,
    /// What the line comes to without what came back, minor units.
    pub amount: i64,
}

const SALES: &str = of_customers!(
    "SELECT s.id, s.code, c.id, c.code, c.name, s.at,
       (SELECT login FROM staff WHERE id = s.staff_id), s.remark
     FROM sale s CROSS JOIN customer c ON c.id = s.customer_id AND s.state <> 'void'",
    "s"
);
const LINES: &str = "SELECT l.sale_id, p.code, p.name, l.quantity - l.returned, l.price,
    l.amount - iif(l.returned = 0, 0, (SELECT coalesce(sum(amount), 0) FROM sale_event
      WHERE sale_id = l.sale_id AND line_id = l.id AND kind = 'returned')),
    l.quantity - l.returned - l.held
  FROM sale_line l JOIN product p ON p.id = l.product_id
  WHERE l.sale_id IN (SELECT value FROM json_each(?1)) ORDER BY l.id";
/// A reversal takes its payment away: what is left is what came in by each method.
const PAYMENTS: &str = "SELECT sale_id, method, sum(amount) FROM payment
  WHERE sale_id IN (SELECT value FROM json_each(?1))
  GROUP BY sale_id, method HAVING sum(amount) <> 0 ORDER BY min(id)";

/// The next sales behind this row, those that are void left out; none: the end.
pub fn sales(reader: &Reader, who: &Exporter, after: i64) -> Result<Vec<Sale>> {
    at_one_moment(reader, |conn| {
        let scope = scope_number(who.scope(reader)?);
        let values = named_params! {
            ":after": after, ":only": who.only(), ":owner": who.owner(), ":me": who.staff.0, ":scope": scope,
            ":limit": PAGE,
        };
        let mut sales = sql::all(conn, SALES, values, one)?;
        let ids: Vec<i64> = sales.iter().map(|sale| sale.id).collect();
        let places: HashMap<i64, usize> = ids
            .iter()
            .enumerate()
            .map(|(place, id)| (*id, place))
            .collect();
        let lines = sql::all(conn, LINES, [json(&ids)], |row| {
            let line = SaleLine {
                product: row.get(1)?,
                product_name: row.get(2)?,
                quantity: row.get(3)?,
                price: row.get(4)?,
                amount: row.get(5)?,
                collected: row.get(6)?,
            };
            Ok((row.get::<_, i64>(0)?, line))
        })?;
        for (id, line) in lines {
            if let Some(sale) = places.get(&id).and_then(|place| sales.get_mut(*place)) {
                sale.lines.push(line);
            }
        }
        let payments = sql::all(conn, PAYMENTS, [json(&ids)], |row| {
            Ok((row.get::<_, i64>(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        for (id, payment) in payments {
            if let Some(sale) = places.get(&id).and_then(|place| sales.get_mut(*place)) {
                sale.payments.push(payment);
            }
        }
        Ok(sales)
    })
}

/// The next lines that were bought, the newest first, of sales before this moment, with the moment
/// before which the next ones are; none: the end.
pub fn bought(
    reader: &Reader,
    who: &Exporter,
    wanted: &Wanted,
    before: Instant,
) -> Result<Option<(Instant, Vec<Bought>)>> {
    at_one_moment(reader, |conn| {
        let actor = authorise::actor(conn, who.staff)?;
        sale::records::page(reader, &actor, wanted, before, LINES_PAGE)
    })
}

fn one(row: &Row<'_>) -> rusqlite::Result<Sale> {
    Ok(Sale {
        id: row.get(0)?,
        code: row.get(1)?,
        customer_id: row.get(2)?,
        customer: row.get(3)?,
        name: row.get(4)?,
        at: Instant(row.get(5)?),
        by: row.get(6)?,
        remark: row.get(7)?,
        lines: Vec::new(),
        payments: Vec::new(),
    })
}
