//! Until when lasts what customers bought: the rows of `supply`, computed from their sale lines in
//! one ordered pass, compared and written where they differ. What a line counts is decided here
//! alone. Must not know how an end is reckoned (domain::supply).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use super::super::{setting, sql, storage};
use super::facts::Facts;
use crate::domain::supply::{Purchase, RunOut, Usage, run_out};
use crate::domain::time::{Instant, Now};
use crate::error::Result;

/// Stands for every product.
pub(super) const EVERY: i64 = 0;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Supply {
    /// Customer and product.
    pub(super) key: (i64, i64),
    owner: Option<i64>,
    ends: RunOut,
}

/// Whose rows: customers in the order of their ids, with their owners; those who are void or gone
/// are not among them.
pub(super) type Owners = [(i64, Option<i64>)];

/// The owners of those who are not void.
pub(super) fn owners(facts: &[Facts]) -> Vec<(i64, Option<i64>)> {
    let active = facts.iter().filter(|facts| !facts.void);
    active.map(|facts| (facts.id, facts.owner)).collect()
}

// Lines of sales that stand, gifts too, without what came back, of products that are used up; held
// goods are still to be used, so they count. A customer's lines are together, in the order of their
// days. Nothing sorts: the index does.
const LINES: &str = "SELECT s.customer_id, l.product_id, s.at, l.quantity - l.returned,
    coalesce(u.cycle_days, p.cycle_days), coalesce(u.users, 1)
  FROM sale s CROSS JOIN sale_line l ON l.sale_id = s.id
    CROSS JOIN product p ON p.id = l.product_id
    LEFT JOIN product_use u ON u.customer_id = s.customer_id AND u.product_id = l.product_id
  WHERE s.customer_id BETWEEN ?1 AND ?2 AND s.state NOT IN ('void', 'cancelled') AND (?3 = 0 OR l.product_id = ?3)
    AND coalesce(u.cycle_days, p.cycle_days) IS NOT NULL
  ORDER BY s.customer_id, s.at";

/// What a customer bought, by product.
type Bought = BTreeMap<i64, (Usage, Vec<Purchase>)>;

/// The rows that there should be for customers with ids in a range, of one product or of
/// [`EVERY`] one, in the order of their keys.
pub(super) fn wanted(
    conn: &Connection,
    (first, last): (i64, i64),
    product: i64,
    owners: &Owners,
) -> Result<Vec<Supply>> {
    let mut found = Vec::new();
    if owners.is_empty() {
        return Ok(found);
    }
    let mut statement = conn.prepare_cached(LINES).map_err(storage)?;
    let mut rows = statement.query([first, last, product]).map_err(storage)?;
    let mut zone = None;
    let (mut customer, mut bought) = (first, Bought::new());
    while let Some(row) = rows.next().map_err(storage)? {
        let (whose, of, at, quantity, usage) = line(row).map_err(storage)?;
        if whose != customer {
            finish(customer, &mut bought, owners, &mut found);
            customer = whose;
        }
        let zone = match zone {
            Some(zone) => zone,
            None => *zone.insert(setting::zone_of(conn)?),
        };
        let on = Now { at, zone }.today();
        let (_, purchases) = bought.entry(of).or_insert((usage, Vec::new()));
        purchases.push(Purchase { on, quantity });
    }
    finish(customer, &mut bought, owners, &mut found);
    Ok(found)
}

fn line(row: &Row<'_>) -> rusqlite::Result<(i64, i64, Instant, i64, Usage)> {
    let usage = Usage {
        cycle_days: row.get(4)?,
        users: row.get(5)?,
    };
    Ok((
        row.get(0)?,
        row.get(1)?,
        Instant(row.get(2)?),
        row.get(3)?,
        usage,
    ))
}

/// All lines of a customer are read.
fn finish(customer: i64, bought: &mut Bought, owners: &Owners, found: &mut Vec<Supply>) {
    let place = owners.binary_search_by_key(&customer, |(id, _)| *id);
    let owner = place.ok().and_then(|place| owners.get(place));
    for (product, (usage, purchases)) in std::mem::take(bought) {
        if let (Some((_, owner)), Some(ends)) = (owner, run_out(&purchases, usage)) {
            found.push(Supply {
                key: (customer, product),
                owner: *owner,
                ends,
            });
        }
    }
}

macro_rules! stored {
    ($condition:literal) => {
        concat!(
            "SELECT customer_id, product_id, owner_id, runs_out_on, earliest, latest, bought_on,
    quantity, lot_days, left_days, cycle_days, users, intervals FROM supply WHERE ",
            $condition,
            " ORDER BY customer_id, product_id"
        )
    };
}

/// The rows that there are.
pub(super) fn stored(
    conn: &Connection,
    (first, last): (i64, i64),
    product: i64,
) -> Result<Vec<Supply>> {
    let statement = stored!("customer_id BETWEEN ?1 AND ?2 AND (?3 = 0 OR product_id = ?3)");
    sql::all(conn, statement, [first, last, product], supply)
}

fn supply(row: &Row<'_>) -> rusqlite::Result<Supply> {
    Ok(Supply {
        key: (row.get(0)?, row.get(1)?),
        owner: row.get(2)?,
        ends: run_out_at(row, 3)?,
    })
}

/// The columns `runs_out_on` to `intervals`, in the order of the table, from the `first` on.
pub(in crate::store) fn run_out_at(row: &Row<'_>, first: usize) -> rusqlite::Result<RunOut> {
    let intervals: String = row.get(first + 9)?;
    Ok(RunOut {
        runs_out_on: row.get(first)?,
        earliest: row.get(first + 1)?,
        latest: row.get(first + 2)?,
        bought_on: row.get(first + 3)?,
        quantity: row.get(first + 4)?,
        lot_days: row.get(first + 5)?,
        left_days: row.get(first + 6)?,
        usage: Usage {
            cycle_days: row.get(first + 7)?,
            users: row.get(first + 8)?,
        },
        intervals: intervals
            .split(' ')
            .filter_map(|days| days.parse().ok())
            .collect(),
    })
}

const KEEP: &str = "INSERT INTO supply (customer_id, product_id, owner_id, runs_out_on, earliest,
    latest, bought_on, quantity, lot_days, left_days, cycle_days, users, intervals)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  ON CONFLICT (customer_id, product_id) DO UPDATE SET owner_id = excluded.owner_id,
    runs_out_on = excluded.runs_out_on, earliest = excluded.earliest, latest = excluded.latest,
    bought_on = excluded.bought_on, quantity = excluded.quantity, lot_days = excluded.lot_days,
    left_days = excluded.left_days, cycle_days = excluded.cycle_days, users = excluded.users,
    intervals = excluded.intervals";
const DROP: &str = "DELETE FROM supply WHERE customer_id = ?1 AND product_id = ?2";

/// Makes the rows of these customers what they should be; writes only what differs.
pub(super) fn renew(
    conn: &Connection,
    range: (i64, i64),
    product: i64,
    owners: &Owners,
) -> Result<()> {
    let wanted = wanted(conn, range, product, owners)?;
    differing(&wanted, &stored(conn, range, product)?, |key, wanted| {
        let Some(Supply { owner, ends, .. }) = wanted else {
            return sql::run(conn, DROP, params![key.0, key.1]).map(|_| ());
        };
        let text: Vec<String> = ends.intervals.iter().map(i64::to_string).collect();
        let values = params![
            key.0,
            key.1,
            owner,
            ends.runs_out_on,
            ends.earliest,
            ends.latest,
            ends.bought_on,
            ends.quantity,
            ends.lot_days,
            ends.left_days,
            ends.usage.cycle_days,
            ends.usage.users,
            text.join(" "),
        ];
        sql::run(conn, KEEP, values).map(|_| ())
    })
}

/// Walks two lists in the order of their keys side by side; hears each key whose rows differ, with
/// the row that there should be.
pub(super) fn differing(
    wanted: &[Supply],
    stored: &[Supply],
    mut tell: impl FnMut((i64, i64), Option<&Supply>) -> Result<()>,
) -> Result<()> {
    let (mut left, mut right) = (wanted.iter().peekable(), stored.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return Ok(()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(one), Some(other)) => one.key.cmp(&other.key),
        };
        let one = left.next_if(|_| order != Ordering::Greater);
        let other = right.next_if(|_| order != Ordering::Less);
        if one != other
            && let Some(row) = one.or(other)
        {
            tell(row.key, one)?;
        }
    }
}
