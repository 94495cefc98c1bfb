//! The newest sales that are sought: each search is a range of an index, read backwards until enough
//! are found, or until so many were looked at in vain, which is then said. Must not know what of a
//! sale is shown.

use rusqlite::{Connection, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::derive::hours::HOUR;
use super::super::find::json;
use super::super::{Reader, sql, storage};
use crate::domain::ids::{CustomerId, ProductId, StaffId};
use crate::domain::sale::State;
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Instant;
use crate::error::Result;

/// From a moment on, before another.
pub type Span = (Instant, Instant);

/// Ever.
pub const EVER: Span = (Instant(i64::MIN), Instant(i64::MAX));

/// How far a search goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// So many sales are wanted.
    pub(super) wanted: usize,
    /// So many are looked at in vain before it gives up.
    pub(super) patience: usize,
    /// Of these along the time, where another way is left.
    pub(super) first: usize,
    /// A product of fewer lines is found by them all.
    pub(super) few: i64,
    /// So many people are gone through one by one at once.
    pub(super) people: usize,
}

impl Bounds {
    /// So many, however long it takes.
    pub(super) fn to_the_end(wanted: usize) -> Bounds {
        Bounds {
            patience: usize::MAX,
            first: usize::MAX,
            ..Bounds::of(wanted)
        }
    }

    /// So many; what is in vain costs some ten milliseconds.
    pub(super) fn of(wanted: usize) -> Bounds {
        Bounds {
            wanted,
            patience: 10_000,
            first: 4_000,
            few: 5_000,
            people: 20,
        }
    }
}

/// Which sales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sought<'s> {
    /// Of whose customers: within the scope of this.
    pub(super) right: Operation,
    /// To one of these; none: to anybody.
    pub(super) customers: Option<&'s [CustomerId]>,
    /// With a line of one of these.
    pub(super) products: Option<&'s [ProductId]>,
    /// Sold by one of these.
    pub(super) staff: Option<&'s [StaffId]>,
    /// That stand so; none: all but those that were taken back.
    pub(super) state: Option<State>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Newest {
    /// When, and which row, the newest first.
    pub(super) sales: Vec<(i64, i64)>,
    /// What is older than this was not looked at, and may be sought too; none: everything was.
    pub(super) since: Option<Instant>,
}

impl Newest {
    /// The rows as `json_each` takes them.
    pub(super) fn ids(&self) -> String {
        let ids: Vec<i64> = self.sales.iter().map(|(_, id)| *id).collect();
        json(&ids)
    }
}

// What is cheap to know is asked first, and the rest only then: a CASE stops where an AND would not.
macro_rules! fits {
    ($whose:expr) => {
        concat!(
            "CASE WHEN (:staff IS NULL OR s.staff_id IN (SELECT value FROM json_each(:staff)))
             AND (:products IS NULL OR EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_id = s.id
               AND l.product_id IN (SELECT value FROM json_each(:products))))
             AND iif(:state IS NULL, s.state <> 'void', s.state = :state) AND ",
            $whose,
            " THEN 1 ELSE 0 END"
        )
    };
}
macro_rules! customer_fits {
    () => {
        concat!(
            "EXISTS (SELECT 1 FROM customer c WHERE c.id = s.customer_id AND c.state = 'active' AND ",
            in_scope!(),
            ")"
        )
    };
}
macro_rules! walk {
    ($index:literal, $range:literal, $order:literal) => {
        concat!(
            "SELECT s.at, s.id, ",
            fits!(customer_fits!()),
            " FROM ",
            $index,
            " WHERE ",
            $range,
            " AND s.at >= :from AND s.at < :before AND :one IS :one",
            $order
        )
    };
}
pub(super) const BY_TIME: &str = walk!(
    "sale s INDEXED BY sale_by_at",
    "true",
    " ORDER BY s.at DESC"
);
pub(super) const BY_STAFF: &str = walk!(
    "sale s INDEXED BY sale_by_staff",
    "s.staff_id IS :one AND s.void = 0",
    " ORDER BY s.at DESC"
);
pub(super) const UNSETTLED: &str = walk!(
    "sale s INDEXED BY sale_unsettled",
    "s.staff_id IS :one AND s.void = 0 AND (s.total - s.returned <> s.paid OR s.held > 0)
       AND iif(:state = 'open', s.total - s.returned > s.paid,
         s.held > 0 AND s.total - s.returned <= s.paid)",
    " ORDER BY s.at DESC"
);
pub(super) const KEPT: &str = walk!(
    "sale s INDEXED BY sale_kept",
    "s.void = 0 AND s.held > 0 AND s.paid >= s.total - s.returned",
    " ORDER BY s.at DESC"
);
pub(super) const OVER: &str = walk!(
    "sale s INDEXED BY sale_over",
    "(s.void = 1 OR s.cancelled > 0 OR (s.returned > 0 AND s.returned >= s.total))",
    " ORDER BY s.at DESC"
);
pub(super) const BY_CUSTOMER: &str = walk!(
    "sale s INDEXED BY sale_by_customer",
    "s.customer_id = :one",
    " ORDER BY s.at DESC"
);
const BY_PRODUCT: &str = walk!(
    "json_each(:products) w CROSS JOIN sale_line l INDEXED BY sale_line_by_product
       ON l.product_id = w.value CROSS JOIN sale s ON s.id = l.sale_id",
    "true",
    ""
);
const BY_OWNER: &str = concat!(
    "SELECT s.at, s.id, ",
    fits!(in_scope!()),
    " FROM customer c INDEXED BY customer_by_owner_created
       CROSS JOIN sale s INDEXED BY sale_by_customer ON s.customer_id = c.id
     WHERE c.owner_id = :me AND c.state = 'active' AND s.at >= :from AND s.at < :before
       AND :one IS :one"
);

const FEW_LINES: &str = "SELECT count(*) FROM (SELECT 1 FROM json_each(?1) w
  CROSS JOIN sale_line l ON l.product_id = w.value LIMIT ?2)";
const HOUR_BEFORE: &str = "SELECT max(hour) FROM product_hour WHERE product_id = ?1 AND hour < ?2";
const EVERYBODY: &str = "SELECT id FROM staff UNION ALL SELECT NULL";

/// The newest of them in this span, within the scope of who asks.
pub(super) fn newest(
    reader: &Reader,
    actor: &Actor,
    sought: &Sought<'_>,
    span: Span,
    bounds: Bounds,
) -> Result<Newest> {
    let scope = authorise::scope(reader.conn(), actor, sought.right)?;
    if bounds.wanted == 0 {
        return Ok(Newest::default());
    }
    let staff = sought.staff.map(|all| ids(all.iter().map(|one| one.0)));
    let products = sought.products.map(|all| ids(all.iter().map(|one| one.0)));
    let walk = Walk {
        conn: reader.conn(),
        sought,
        me: actor.id.0,
        scope,
        staff,
        products,
        bounds,
        found: Vec::new(),
        cut: i64::MIN,
    };
    walk.run(span)
}

/// As `json_each` takes them.
pub(super) fn ids(all: impl Iterator<Item = i64>) -> String {
    json(&all.collect::<Vec<i64>>())
}

struct Walk<'w> {
    conn: &'w Connection,
    sought: &'w Sought<'w>,
    me: i64,
    scope: Scope,
    staff: Option<String>,
    products: Option<String>,
    bounds: Bounds,
    found: Vec<(i64, i64)>,
    /// What is older was not looked at everywhere.
    cut: i64,
}

impl Walk<'_> {
    /// By the range that is narrowest.
    fn run(mut self, span: Span) -> Result<Newest> {
        let (sought, patience) = (self.sought, self.bounds.patience);
        let unsettled = matches!(sought.state, Some(State::Open | State::Paid));
        let over = [State::Void, State::Cancelled, State::Returned];
        if let Some(customers) = sought.customers {
            for customer in customers {
                self.range(BY_CUSTOMER, Some(customer.0), span, usize::MAX)?;
            }
        } else if self.few()? {
            self.every(BY_PRODUCT, span)?;
        } else if sought.staff.is_none() && self.scope == Scope::Own {
            self.every(BY_OWNER, span)?;
        } else if sought.state.is_some_and(|state| over.contains(&state)) {
            self.range(OVER, None, span, patience)?;
        } else if sought.state == Some(State::Paid) && sought.staff.is_none() {
            self.range(KEPT, None, span, patience)?;
        } else if let Some(staff) = sought
            .staff
            .filter(|staff| staff.len() <= self.bounds.people)
        {
            let people: Vec<_> = staff.iter().map(|one| Some(one.0)).collect();
            self.people(unsettled, &people, span)?;
        } else if let Some(products) = sought.products.filter(|_| sought.staff.is_none()) {
            self.hours(products, span)?;
        } else if unsettled || sought.staff.is_some() {
            self.range(BY_TIME, None, span, self.bounds.first)?;
            if self.cut > i64::MIN {
                (self.found, self.cut) = (Vec::new(), i64::MIN);
                let people = match sought.staff {
                    Some(staff) => staff.iter().map(|one| Some(one.0)).collect(),
                    None => sql::all(self.conn, EVERYBODY, [], |row| row.get(0))?,
                };
                self.people(unsettled, &people, span)?;
            }
        } else {
            self.range(BY_TIME, None, span, patience)?;
        }
        Ok(self.end())
    }

    /// What was found, as far back as everything was looked at.
    fn end(mut self) -> Newest {
        self.found.sort_unstable_by(|one, other| other.cmp(one));
        self.found.dedup();
        let cut = self.cut;
        self.found.retain(|(at, _)| *at >= cut);
        let enough = self.found.len() >= self.bounds.wanted;
        self.found.truncate(self.bounds.wanted);
        Newest {
            sales: self.found,
            since: (cut > i64::MIN && !enough).then_some(Instant(cut)),
        }
    }

    fn few(&self) -> Result<bool> {
        let Some(products) = &self.products else {
            return Ok(false);
        };
        let few = self.bounds.few;
        let count: Option<i64> = sql::one(self.conn, FEW_LINES, (products, few), |row| row.get(0))?;
        Ok(count.unwrap_or(0) < few)
    }

    fn people(&mut self, unsettled: bool, people: &[Option<i64>], mut span: Span) -> Result<()> {
        // Most of them are not asked to their end.
        let each = (self.bounds.patience.saturating_mul(2) / people.len().max(2)).max(1);
        let range = if unsettled { UNSETTLED } else { BY_STAFF };
        for one in people {
            self.range(range, *one, span, each)?;
            span.0 = span.0.max(self.oldest_wanted());
        }
        Ok(())
    }

    /// The moment of the last that is wanted of those found so far, which alone are kept; what is older
    /// is of no use.
    fn oldest_wanted(&mut self) -> Instant {
        let last = self.bounds.wanted - 1;
        if last >= self.found.len() {
            return Instant(i64::MIN);
        }
        let newer = |one: &(i64, i64), other: &(i64, i64)| other.cmp(one);
        let at = self.found.select_nth_unstable_by(last, newer).1.0;
        self.found.truncate(last + 1);
        Instant(at)
    }

    /// The hours in which it was sold, the newest first.
    fn hours(&mut self, products: &[ProductId], span: Span) -> Result<()> {
        let (from, before) = (span.0.0, span.1.0);
        let mut hour = before.div_euclid(HOUR).saturating_add(1);
        let mut left = self.bounds.patience;
        loop {
            let mut last: Option<i64> = None;
            for product in products {
                let sold: Option<Option<i64>> =
                    sql::one(self.conn, HOUR_BEFORE, (product.0, hour), |row| row.get(0))?;
                last = last.max(sold.flatten());
            }
            let Some(there) = last.filter(|hour| hour.saturating_add(1) > from.div_euclid(HOUR))
            else {
                return Ok(());
            };
            let (begin, end) = (there * HOUR, (there + 1) * HOUR);
            let span = (Instant(begin.max(from)), Instant(end.min(before)));
            left = left.saturating_sub(self.range(BY_TIME, None, span, left)?);
            if self.found.len() >= self.bounds.wanted || self.cut > i64::MIN {
                return Ok(());
            }
            hour = there;
        }
    }

    /// All of a range that stands in no order.
    fn every(&mut self, statement: &str, span: Span) -> Result<()> {
        let wanted = std::mem::replace(&mut self.bounds.wanted, usize::MAX);
        let done = self.range(statement, None, span, usize::MAX);
        self.bounds.wanted = wanted;
        done.map(|_| ())
    }

    /// Walks a range, until as many fit as are wanted or too many did not; says how many did not.
    fn range(
        &mut self,
        statement: &str,
        one: Option<i64>,
        (from, before): Span,
        patience: usize,
    ) -> Result<usize> {
        let mut statement = self.conn.prepare_cached(statement).map_err(storage)?;
        let state = self.sought.state.map(State::code);
        let values = named_params! {
            ":one": one, ":from": from.0, ":before": before.0, ":staff": self.staff,
            ":products": self.products, ":state": state, ":me": self.me,
            ":scope": scope_number(self.scope),
        };
        let mut rows = statement.query(values).map_err(storage)?;
        let (mut fitting, mut vain) = (0, 0);
        while let Some(row) = rows.next().map_err(storage)? {
            let at: i64 = row.get(0).map_err(storage)?;
            if row.get(2).map_err(storage)? {
                self.found.push((at, row.get(1).map_err(storage)?));
                fitting += 1;
                if fitting == self.bounds.wanted {
                    break;
                }
            } else {
                vain += 1;
                if vain >= patience {
                    self.cut = self.cut.max(at);
                    break;
                }
            }
        }
        Ok(vain)
    }
}

#[cfg(test)]
mod tests;
