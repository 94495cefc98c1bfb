//! Purchase records: the lines that were bought, searched by customer, product, period and who sold
//! them, within the scope of who asks, with totals. Must not write, nor know calendars.

use rusqlite::{Row, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::{Reader, sql, storage};
use super::figures::{Stretch, stretches};
use super::newest::{Bounds, Sought, ids, newest};
use crate::domain::ids::{CustomerId, ProductId, SaleId, StaffId};
use crate::domain::sale::{Bought, BoughtLines, InAll};
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Instant;
use crate::error::Result;

pub use super::newest::{EVER, Span};

/// Sales whose lines are added up one by one; what of more comes from the figures of hours.
const ADDED: usize = 10_000;

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

impl Wanted {
    fn sought(&self, right: Operation) -> Sought<'_> {
        Sought {
            right,
            customers: self.customers.as_deref(),
            products: self.products.as_deref(),
            staff: self.staff.as_deref(),
            state: None,
        }
    }
}

macro_rules! lines_of {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM json_each(:sales) w CROSS JOIN sale s ON s.id = w.value
               CROSS JOIN customer c ON c.id = s.customer_id
               CROSS JOIN sale_line l ON l.sale_id = s.id CROSS JOIN product p ON p.id = l.product_id
             WHERE (:products IS NULL OR l.product_id IN (SELECT value FROM json_each(:products)))
               AND ",
            in_scope!(),
            $rest
        )
    };
}
const SHOWN: &str = lines_of!(
    "s.code, s.at, c.code, c.name, p.code, p.name, l.quantity, l.returned, l.price,
     l.amount, l.kind, s.state, (SELECT login FROM staff WHERE id = s.staff_id),
     s.id, c.id, l.id, (SELECT name FROM staff WHERE id = s.staff_id)",
    " ORDER BY s.at DESC, l.id DESC LIMIT :limit"
);
// What came back is asked for where something did; of a sale that was called off nothing was sold.
const SUMMED: &str = lines_of!(
    "count(*), coalesce(sum(iif(s.cancelled > 0, 0, l.quantity - l.returned)), 0),
     coalesce(sum(iif(s.cancelled > 0, 0, l.amount)), 0),
     coalesce(sum(iif(l.returned = 0 OR s.cancelled > 0, 0, (SELECT sum(amount) FROM sale_event
         WHERE sale_id = l.sale_id AND line_id = l.id AND kind = 'returned'))), 0)",
    " LIMIT :limit"
);

/// The lines that were bought, newest first, so many at most.
pub fn lines(reader: &Reader, actor: &Actor, wanted: &Wanted, limit: usize) -> Result<BoughtLines> {
    // A sale has one line of those at least.
    let found = newest(
        reader,
        actor,
        &wanted.sought(Operation::Show),
        wanted.span,
        Bounds::of(limit),
    )?;
    let asking = Asking {
        reader,
        actor,
        wanted,
        right: Operation::Show,
    };
    let rows = asking.lines(&found.ids(), limit)?;
    let since = found.since.filter(|_| rows.len() < limit);
    Ok(BoughtLines {
        rows,
        since,
        ..BoughtLines::default()
    })
}

/// What all of them come to. Of very many the figures of hours say it, to those who see everybody's
/// customers, as long as nobody asks who sold what; else what the newest of them come to, and since
/// when that is.
pub fn totals(reader: &Reader, actor: &Actor, wanted: &Wanted) -> Result<InAll> {
    totals_of(reader, actor, wanted, ADDED)
}

/// The same; how many sales are added up one by one is said.
pub(in crate::store) fn totals_of(
    reader: &Reader,
    actor: &Actor,
    wanted: &Wanted,
    added: usize,
) -> Result<InAll> {
    let counted = counted(reader, actor, wanted, (wanted.span, added))?;
    if counted.since.is_none() {
        return Ok(counted);
    }
    let everybody = authorise::scope(reader.conn(), actor, Operation::Show)? == Scope::All;
    let by = match (&wanted.customers, &wanted.products, &wanted.staff) {
        (None, Some(products), None) => {
            (PRODUCT_HOURS, Some(ids(products.iter().map(|one| one.0))))
        }
        (None, None, Some(staff)) => (PERSON_HOURS, Some(ids(staff.iter().map(|one| one.0)))),
        (None, None, None) => (PERSON_HOURS, None),
        _ => return Ok(counted),
    };
    if !everybody {
        return Ok(counted);
    }
    let mut all = InAll {
        count: counted.count,
        more: true,
        ..InAll::default()
    };
    for stretch in stretches(wanted.span) {
        let part = match stretch {
            Stretch::Hours(span) => hours(reader, by.0, by.1.as_deref(), span)?,
            Stretch::Moments(span) => self::counted(reader, actor, wanted, (span, added))?,
        };
        all.pieces += part.pieces;
        all.amount += part.amount;
        all.returned += part.returned;
        all.since = all.since.max(part.since);
    }
    Ok(all)
}

/// Line by line, of the newest so many sales.
fn counted(
    reader: &Reader,
    actor: &Actor,
    wanted: &Wanted,
    (span, added): (Span, usize),
) -> Result<InAll> {
    let bounds = Bounds::of(added + 1);
    let mut found = newest(reader, actor, &wanted.sought(Operation::Show), span, bounds)?;
    let more = found.sales.len() > added;
    found.sales.truncate(added);
    let oldest = found.sales.last().map(|(at, _)| Instant(*at));
    let asking = Asking {
        reader,
        actor,
        wanted,
        right: Operation::Show,
    };
    let summed = asking.of(&found.ids(), 1, SUMMED, |row| {
        let (amount, returned): (i64, i64) = (row.get(2)?, row.get(3)?);
        Ok(InAll {
            count: row.get(0)?,
            pieces: row.get(1)?,
            amount: amount - returned,
            returned,
            ..InAll::default()
        })
    })?;
    let since = oldest.filter(|_| more).or(found.since);
    let summed = summed.into_iter().next().unwrap_or_default();
    Ok(InAll {
        more: since.is_some(),
        since,
        ..summed
    })
}

// Of nobody who is known the number is 0 there.
const PERSON_HOURS: &str = "SELECT coalesce(sum(pieces), 0), coalesce(sum(amount), 0),
    coalesce(sum(returned), 0)
  FROM person_hour WHERE hour >= :from AND hour < :before
    AND (:of IS NULL OR staff_id IN (SELECT value FROM json_each(:of)))";
const PRODUCT_HOURS: &str = "SELECT coalesce(sum(pieces), 0), coalesce(sum(amount), 0),
    coalesce(sum(returned), 0)
  FROM json_each(:of) w CROSS JOIN product_hour h INDEXED BY product_hour_by_product
    ON h.product_id = w.value WHERE h.hour >= :from AND h.hour < :before";

fn hours(reader: &Reader, query: &str, of: Option<&str>, span: Span) -> Result<InAll> {
    let values = named_params! { ":from": span.0.0, ":before": span.1.0, ":of": of };
    let found = sql::one(reader.conn(), query, values, |row| {
        Ok(InAll {
            pieces: row.get(0)?,
            amount: row.get(1)?,
            returned: row.get(2)?,
            ..InAll::default()
        })
    })?;
    found.ok_or_else(|| storage(rusqlite::Error::QueryReturnedNoRows))
}

/// Who asks for lines, and by which right.
struct Asking<'a> {
    reader: &'a Reader,
    actor: &'a Actor,
    wanted: &'a Wanted,
    right: Operation,
}

impl Asking<'_> {
    fn lines(&self, sales: &str, limit: usize) -> Result<Vec<Bought>> {
        self.of(sales, limit, SHOWN, bought)
    }

    /// Of these sales, of the products that are wanted.
    fn of<T>(
        &self,
        sales: &str,
        limit: usize,
        query: &str,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let conn = self.reader.conn();
        let scope = scope_number(authorise::scope(conn, self.actor, self.right)?);
        let products = self.wanted.products.as_ref();
        let products = products.map(|all| ids(all.iter().map(|one| one.0)));
        let values = named_params! {
            ":sales": sales, ":products": products, ":me": self.actor.id.0, ":scope": scope,
            ":limit": i64::try_from(limit).unwrap_or(i64::MAX),
        };
        sql::all(conn, query, values, read)
    }
}

/// The next lines on their way out, of the newest sales before a moment, with the moment before which
/// the next ones are; none: the end. All sales of one moment leave together.
pub(in crate::store) fn page(
    reader: &Reader,
    actor: &Actor,
    wanted: &Wanted,
    before: Instant,
    mut sales: usize,
) -> Result<Option<(Instant, Vec<Bought>)>> {
    let span = (wanted.span.0, before.min(wanted.span.1));
    loop {
        let sought = wanted.sought(Operation::Export);
        let mut found = newest(reader, actor, &sought, span, Bounds::to_the_end(sales))?;
        let Some((last, _)) = found.sales.last().copied() else {
            return Ok(None);
        };
        let mut next = last;
        if found.sales.len() == sales {
            found.sales.retain(|(at, _)| *at > last);
            next = last.saturating_add(1);
        }
        if found.sales.is_empty() {
            sales = sales.saturating_mul(2);
            continue;
        }
        let asking = Asking {
            reader,
            actor,
            wanted,
            right: Operation::Export,
        };
        let lines = asking.lines(&found.ids(), usize::MAX)?;
        return Ok(Some((Instant(next), lines)));
    }
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
