//! What is stored of customers, as far as derived data follow from it: read for one customer or
//! for a range of ids, by the same statements. Must not know what follows.

use std::collections::HashMap;
use std::sync::LazyLock;

use rusqlite::{Connection, Row, params};

use super::super::{sql, storage};
use super::rules::Hot;
use crate::domain::interaction::HEARD;
use crate::error::Result;

/// A number of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Number {
    pub(in crate::store) digits: String,
    pub(in crate::store) member: Option<i64>,
    pub(in crate::store) invalid: bool,
    /// Its place on the card, then its row.
    pub(in crate::store) place: (i64, i64),
}

/// A birthday of the customer's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct OwnBirthday {
    pub(in crate::store) id: i64,
    pub(in crate::store) lunar: bool,
    pub(in crate::store) month: i64,
    pub(in crate::store) day: i64,
    pub(in crate::store) leap: bool,
}

/// The sales that undo did not take back. What was cancelled or given back is no purchase, but
/// money may be owed for it, to us or to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::store) struct Bought {
    pub(in crate::store) count: i64,
    pub(in crate::store) last_at: Option<i64>,
    pub(in crate::store) first_at: Option<i64>,
    /// The newest one that is not paid.
    pub(in crate::store) unpaid_at: Option<i64>,
    pub(in crate::store) due: i64,
    pub(in crate::store) held: i64,
    pub(in crate::store) held_since: Option<i64>,
}

/// The newest contact, not what was only heard of them; the newest one at which somebody was spoken
/// with, or that promised something itself; and what was promised last, if it has not ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Newest {
    pub(in crate::store) at: Option<i64>,
    pub(in crate::store) spoken_at: Option<i64>,
    pub(in crate::store) promised_at: Option<i64>,
    pub(in crate::store) next_on: Option<String>,
    pub(in crate::store) next_at: Option<i64>,
    pub(in crate::store) staff: Option<i64>,
}

/// Everything of one customer that derived data follow from, and the hot columns as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Facts {
    pub(in crate::store) id: i64,
    pub(in crate::store) code: String,
    pub(in crate::store) name: String,
    pub(in crate::store) card_no: Option<String>,
    pub(in crate::store) void: bool,
    pub(in crate::store) owner: Option<i64>,
    pub(in crate::store) newest: Newest,
    pub(in crate::store) phones: Vec<Number>,
    pub(in crate::store) members: Vec<String>,
    /// What is in the searchable fields of the business's own.
    pub(in crate::store) searchable: Vec<String>,
    pub(in crate::store) birthdays: Vec<OwnBirthday>,
    pub(in crate::store) bought: Bought,
    pub(in crate::store) complained_at: Option<i64>,
    pub(in crate::store) points: i64,
    /// The first one that was not called off.
    pub(in crate::store) first_sale: Option<i64>,
    pub(in crate::store) stored: Hot,
}

// What was promised last, unless it ended since: by a contact that settles. A promise with a time is
// its promiser's until that time; whoever else speaks with the customer before leaves it.
static CUSTOMERS: LazyLock<String> = LazyLock::new(|| {
    let heard = HEARD.map(|kind| format!("'{kind}'")).join(", ");
    format!(
        "SELECT c.id, c.code, c.name, c.card_no, c.state = 'void',
    i.at, p.next_on, p.next_at, p.staff_id,
    c.last_contact_at, c.last_purchase_at, c.purchase_count, c.balance_due, c.primary_phone,
    c.primary_member, c.birth_md, c.lunar_md, c.lunar_leap,
    c.next_contact_on, c.next_contact_at, c.next_contact_by, c.owner_id,
    c.unpaid_at, c.quiet_at, c.complained_at, c.points, c.held, c.held_since,
    p.at, c.planned_at, c.first_sale_id, c.followed_at,
    (SELECT at FROM interaction WHERE customer_id = c.id AND kind NOT IN ({heard})
       AND (unanswered = 0 OR next_on IS NOT NULL)
     ORDER BY at DESC, id DESC LIMIT 1)
  FROM customer c LEFT JOIN interaction i ON i.id =
    (SELECT id FROM interaction WHERE customer_id = c.id AND kind NOT IN ({heard})
     ORDER BY at DESC, id DESC LIMIT 1)
  LEFT JOIN interaction p ON p.id =
    (SELECT id FROM interaction WHERE customer_id = c.id AND kind NOT IN ({heard})
       AND next_on IS NOT NULL
     ORDER BY at DESC, id DESC LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM interaction e
      WHERE e.customer_id = c.id AND e.kind NOT IN ({heard}) AND e.unanswered = 0
        AND (e.at, e.id) > (p.at, p.id)
        AND (p.next_at IS NULL OR e.at >= p.next_at OR e.staff_id IS p.staff_id))
  WHERE c.id BETWEEN ?1 AND ?2 ORDER BY c.id"
    )
});

fn customer(row: &Row<'_>) -> rusqlite::Result<Facts> {
    Ok(Facts {
        id: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        card_no: row.get(3)?,
        void: row.get(4)?,
        owner: row.get(21)?,
        newest: Newest {
            at: row.get(5)?,
            spoken_at: row.get(32)?,
            promised_at: row.get(28)?,
            next_on: row.get(6)?,
            next_at: row.get(7)?,
            staff: row.get(8)?,
        },
        stored: Hot {
            last_contact_at: row.get(9)?,
            last_purchase_at: row.get(10)?,
            purchase_count: row.get(11)?,
            balance_due: row.get(12)?,
            primary_phone: row.get(13)?,
            primary_member: row.get(14)?,
            birth_md: row.get(15)?,
            lunar_md: row.get(16)?,
            lunar_leap: row.get(17)?,
            next_contact_on: row.get(18)?,
            next_contact_at: row.get(19)?,
            next_contact_by: row.get(20)?,
            unpaid_at: row.get(22)?,
            quiet_at: row.get(23)?,
            complained_at: row.get(24)?,
            points: row.get(25)?,
            held: row.get(26)?,
            held_since: row.get(27)?,
            planned_at: row.get(29)?,
            first_sale_id: row.get(30)?,
            followed_at: row.get(31)?,
        },
        ..Facts::default()
    })
}

const PHONES: &str = "SELECT customer_id, digits, member_id, validity IS 'invalid', position, id
  FROM customer_phone WHERE customer_id BETWEEN ?1 AND ?2";
const MEMBERS: &str = "SELECT customer_id, name FROM family_member
  WHERE customer_id BETWEEN ?1 AND ?2";
const SEARCHABLE: &str = "SELECT v.customer_id, v.value
  FROM customer_custom v CROSS JOIN custom_field f ON f.id = v.field_id
  WHERE v.customer_id BETWEEN ?1 AND ?2 AND f.searchable = 1 ORDER BY v.customer_id, v.field_id";
const BIRTHDAYS: &str = "SELECT customer_id, id, calendar = 'lunar', month, day, leap
  FROM customer_date
  WHERE customer_id BETWEEN ?1 AND ?2 AND kind = 'birthday' AND member_id IS NULL";
const BOUGHT: &str = "SELECT customer_id, sum(state NOT IN ('cancelled', 'returned')),
    max(at) FILTER (WHERE state NOT IN ('cancelled', 'returned')), sum(due), sum(held),
    min(at) FILTER (WHERE state NOT IN ('cancelled', 'returned')),
    max(at) FILTER (WHERE state = 'open'), min(at) FILTER (WHERE held > 0)
  FROM sale WHERE customer_id BETWEEN ?1 AND ?2 AND state <> 'void' GROUP BY customer_id";
// Of two at the same moment the one that was entered first.
const FIRST: &str = "SELECT s.customer_id, min(s.id) FROM
    (SELECT customer_id, min(at) AS at FROM sale
     WHERE customer_id BETWEEN ?1 AND ?2 AND state NOT IN ('void', 'cancelled')
     GROUP BY customer_id) f
    CROSS JOIN sale s ON s.customer_id = f.customer_id AND s.at = f.at
  WHERE s.state NOT IN ('void', 'cancelled') GROUP BY s.customer_id";
const POINTS: &str = "SELECT customer_id, sum(points) FROM points_entry
  WHERE customer_id BETWEEN ?1 AND ?2 GROUP BY customer_id";

const COMPLAINED: &str = "SELECT customer_id, max(at) FROM interaction
  WHERE customer_id BETWEEN ?1 AND ?2 AND complaint = 1 GROUP BY customer_id";

/// The facts of the customers with these ids, in order of id; void ones too.
pub(super) fn gather(conn: &Connection, first: i64, last: i64) -> Result<Vec<Facts>> {
    let mut found = sql::all(conn, &CUSTOMERS, params![first, last], customer)?;
    if found.is_empty() {
        return Ok(found);
    }
    let mut phones = by_customer(conn, PHONES, first, last, |row| {
        Ok(Number {
            digits: row.get(1)?,
            member: row.get(2)?,
            invalid: row.get(3)?,
            place: (row.get(4)?, row.get(5)?),
        })
    })?;
    let mut members = by_customer(conn, MEMBERS, first, last, |row| row.get(1))?;
    let mut searchable = by_customer(conn, SEARCHABLE, first, last, |row| row.get(1))?;
    let mut birthdays = by_customer(conn, BIRTHDAYS, first, last, |row| {
        Ok(OwnBirthday {
            id: row.get(1)?,
            lunar: row.get(2)?,
            month: row.get(3)?,
            day: row.get(4)?,
            leap: row.get(5)?,
        })
    })?;
    let bought = by_customer(conn, BOUGHT, first, last, |row| {
        Ok(Bought {
            count: row.get(1)?,
            last_at: row.get(2)?,
            due: row.get(3)?,
            held: row.get(4)?,
            first_at: row.get(5)?,
            unpaid_at: row.get(6)?,
            held_since: row.get(7)?,
        })
    })?;
    let points = by_customer(conn, POINTS, first, last, |row| row.get::<_, i64>(1))?;
    let sold = by_customer(conn, FIRST, first, last, |row| row.get::<_, i64>(1))?;
    let complained = by_customer(conn, COMPLAINED, first, last, |row| row.get::<_, i64>(1))?;
    for facts in &mut found {
        facts.phones = phones.remove(&facts.id).unwrap_or_default();
        facts.phones.sort_by_key(|phone| phone.place);
        facts.members = members.remove(&facts.id).unwrap_or_default();
        facts.searchable = searchable.remove(&facts.id).unwrap_or_default();
        facts.birthdays = birthdays.remove(&facts.id).unwrap_or_default();
        facts.birthdays.sort_by_key(|birthday| birthday.id);
        let first = bought.get(&facts.id).and_then(|rows| rows.first());
        facts.bought = first.copied().unwrap_or_default();
        let first = complained.get(&facts.id).and_then(|rows| rows.first());
        facts.complained_at = first.copied();
        let first = sold.get(&facts.id).and_then(|rows| rows.first());
        facts.first_sale = first.copied();
        let first = points.get(&facts.id).and_then(|rows| rows.first());
        facts.points = first.copied().unwrap_or_default();
    }
    Ok(found)
}

/// Rows of a statement whose first column is the customer.
fn by_customer<T>(
    conn: &Connection,
    statement: &str,
    first: i64,
    last: i64,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<HashMap<i64, Vec<T>>> {
    let mut found: HashMap<i64, Vec<T>> = HashMap::new();
    let mut statement = conn.prepare_cached(statement).map_err(storage)?;
    let mut rows = statement.query([first, last]).map_err(storage)?;
    while let Some(row) = rows.next().map_err(storage)? {
        let customer: i64 = row.get(0).map_err(storage)?;
        found
            .entry(customer)
            .or_default()
            .push(read(row).map_err(storage)?);
    }
    Ok(found)
}
