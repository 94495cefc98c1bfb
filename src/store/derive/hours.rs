//! Figures of reports by the hour, made anew from what is stored, or held against it. Between loads
//! triggers of the schema keep them (`restate`, `collected`). Must not know who asks for them.

use std::collections::BTreeMap;
use std::iter::Peekable;

use rusqlite::{Connection, Row, params};

use super::super::{sql, storage};
use crate::error::Result;

/// Milliseconds of an hour.
pub(in crate::store) const HOUR: i64 = 3_600_000;

/// Sales, new customers, amount, amount of these, returned, pieces.
type Cell = [i64; 6];

/// What belongs to one hour, by person and by product.
#[derive(Default)]
struct Hour {
    people: BTreeMap<i64, (Cell, i64)>,
    products: BTreeMap<i64, Cell>,
}

// In the order of time, the lines of a sale together: nothing sorts, and of all of it only an hour
// is in memory.
const SALES: &str = "SELECT s.at, s.id, coalesce(s.staff_id, 0), c.first_sale_id IS s.id,
    s.total - s.returned, s.returned, l.product_id, l.amount, l.quantity - l.returned,
    iif(l.returned > 0, (SELECT coalesce(sum(amount), 0) FROM sale_event
      WHERE sale_id = s.id AND line_id = l.id AND kind = 'returned'), 0)
  FROM sale s INDEXED BY sale_by_at CROSS JOIN customer c ON c.id = s.customer_id
    LEFT JOIN sale_line l ON l.sale_id = s.id
  WHERE s.void = 0 AND s.cancelled = 0 ORDER BY s.at";
const PAYMENTS: &str = "SELECT at, coalesce(staff_id, 0), amount
  FROM payment INDEXED BY payment_by_at ORDER BY at";

/// A line of a sale, or a sale without lines.
struct Line {
    at: i64,
    sale: i64,
    staff: i64,
    first: i64,
    amount: i64,
    returned: i64,
    /// Product, amount, pieces, what came back.
    of: Option<(i64, i64, i64, i64)>,
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    let product: Option<i64> = row.get(6)?;
    let of = match product {
        Some(product) => Some((product, row.get(7)?, row.get(8)?, row.get(9)?)),
        None => None,
    };
    Ok(Line {
        at: row.get(0)?,
        sale: row.get(1)?,
        staff: row.get(2)?,
        first: row.get(3)?,
        amount: row.get(4)?,
        returned: row.get(5)?,
        of,
    })
}

fn plus(cell: &mut Cell, more: Cell) {
    cell.iter_mut()
        .zip(more)
        .for_each(|(sum, more)| *sum += more);
}

impl Hour {
    /// Adds a line; `seen` are the products that the sale had before.
    fn add(&mut self, line: &Line, seen: &mut Vec<i64>, begins: bool) {
        let (first, amount) = (line.first, line.amount);
        let (person, _) = self.people.entry(line.staff).or_default();
        if begins {
            seen.clear();
            plus(person, [1, first, amount, first * amount, line.returned, 0]);
        }
        let Some((product, amount, pieces, back)) = line.of else {
            return;
        };
        plus(person, [0, 0, 0, 0, 0, pieces]);
        let amount = amount - back;
        let once = i64::from(!seen.contains(&product));
        seen.push(product);
        let more = [once, once * first, amount, first * amount, back, pieces];
        plus(self.products.entry(product).or_default(), more);
    }

    /// Leaves only what is not nothing.
    fn sift(mut self) -> Hour {
        self.people.retain(|_, cell| *cell != Default::default());
        self.products.retain(|_, cell| *cell != Cell::default());
        self
    }
}

/// Whether the next one is of this hour.
fn is_of<T>(
    rows: &mut Peekable<impl Iterator<Item = rusqlite::Result<T>>>,
    hour: i64,
    at: impl Fn(&T) -> i64,
) -> bool {
    let next = rows.peek().and_then(|row| row.as_ref().ok());
    next.is_some_and(|row| at(row).div_euclid(HOUR) == hour)
}

/// Hands over what follows from the sales and payments that there are, hour by hour.
fn each(conn: &Connection, mut tell: impl FnMut(i64, Hour) -> Result<()>) -> Result<()> {
    let mut sales = conn.prepare(SALES).map_err(storage)?;
    let mut sales = sales.query_map([], line).map_err(storage)?.peekable();
    let mut payments = conn.prepare(PAYMENTS).map_err(storage)?;
    let paid = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let mut payments = payments.query_map([], paid).map_err(storage)?.peekable();
    let paid_at = |paid: &(i64, i64, i64)| paid.0;
    let (mut seen, mut last) = (Vec::new(), None);
    loop {
        let sold = sales
            .peek()
            .map(|row| row.as_ref().map_or(i64::MIN, |line| line.at));
        let paid = payments
            .peek()
            .map(|row| row.as_ref().map_or(i64::MIN, paid_at));
        let Some(at) = sold.into_iter().chain(paid).min() else {
            return Ok(());
        };
        let (hour, mut here) = (at.div_euclid(HOUR), Hour::default());
        // A row that could not be read ends it.
        if at == i64::MIN {
            let sale = sales.next_if(|row| row.is_err());
            let payment = payments.next_if(|row| row.is_err());
            sale.transpose().map_err(storage)?;
            payment.transpose().map_err(storage)?;
        }
        while is_of(&mut sales, hour, |line| line.at) {
            let Some(line) = sales.next().transpose().map_err(storage)? else {
                break;
            };
            here.add(&line, &mut seen, last.replace(line.sale) != Some(line.sale));
        }
        while is_of(&mut payments, hour, paid_at) {
            let Some((_, staff, sum)) = payments.next().transpose().map_err(storage)? else {
                break;
            };
            here.people.entry(staff).or_default().1 += sum;
        }
        tell(hour, here.sift())?;
    }
}

const PERSON: &str = "INSERT INTO person_hour (hour, staff_id, sales, new_customers, amount,
    new_amount, returned, pieces, collected) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const PRODUCT: &str = "INSERT INTO product_hour (hour, product_id, sales, new_customers, amount,
    new_amount, returned, pieces) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// Makes them anew; the caller has the file alone and a transaction open.
pub(in crate::store) fn all(conn: &Connection) -> Result<()> {
    conn.execute_batch("DELETE FROM person_hour; DELETE FROM product_hour")
        .map_err(storage)?;
    each(conn, |hour, here| {
        for (staff, ([a, b, c, d, e, f], collected)) in here.people {
            sql::run(
                conn,
                PERSON,
                params![hour, staff, a, b, c, d, e, f, collected],
            )?;
        }
        for (product, [a, b, c, d, e, f]) in here.products {
            sql::run(conn, PRODUCT, params![hour, product, a, b, c, d, e, f])?;
        }
        Ok(())
    })
}

const PEOPLE_OF: &str = "SELECT staff_id, sales, new_customers, amount, new_amount, returned,
    pieces, collected FROM person_hour WHERE hour = ?1";
const PRODUCTS_OF: &str = "SELECT product_id, sales, new_customers, amount, new_amount, returned,
    pieces FROM product_hour WHERE hour = ?1";
// What came to nothing may be left as a row of noughts.
const NOT_NOTHING: [&str; 2] = [
    "SELECT count(*) FROM person_hour WHERE (sales, new_customers, amount, new_amount, returned,
       pieces, collected) <> (0, 0, 0, 0, 0, 0, 0)",
    "SELECT count(*) FROM product_hour WHERE (sales, new_customers, amount, new_amount, returned,
       pieces) <> (0, 0, 0, 0, 0, 0)",
];

fn cell(row: &Row<'_>) -> rusqlite::Result<Cell> {
    let mut cell = Cell::default();
    for (place, value) in cell.iter_mut().enumerate() {
        *value = row.get(place + 1)?;
    }
    Ok(cell)
}

/// Names the hours whose stored figures differ: `person_hour:HOUR`, `product_hour:HOUR`; and which
/// table has rows of hours in which nothing was.
pub(in crate::store) fn differing(conn: &Connection) -> Result<Vec<String>> {
    let (mut found, mut counts) = (Vec::new(), [0, 0]);
    each(conn, |hour, here| {
        let people = sql::all(conn, PEOPLE_OF, [hour], |row| {
            Ok((row.get(0)?, (cell(row)?, row.get(7)?)))
        })?;
        let products = sql::all(conn, PRODUCTS_OF, [hour], |row| {
            Ok((row.get(0)?, cell(row)?))
        })?;
        let stored = Hour {
            people: people.into_iter().collect(),
            products: products.into_iter().collect(),
        }
        .sift();
        counts[0] += here.people.len();
        counts[1] += here.products.len();
        if stored.people != here.people {
            found.push(format!("person_hour:{hour}"));
        }
        if stored.products != here.products {
            found.push(format!("product_hour:{hour}"));
        }
        Ok(())
    })?;
    let names = ["person_hour", "product_hour"];
    for ((count, there), name) in NOT_NOTHING.into_iter().zip(counts).zip(names) {
        let stored: i64 = sql::one(conn, count, [], |row| row.get(0))?.unwrap_or(0);
        if found.is_empty() && usize::try_from(stored) != Ok(there) {
            found.push(name.to_owned());
        }
    }
    Ok(found)
}
