//! The newest things that happened with a customer: the newest ids of each kind by index, merged,
//! and only then the rows of those that are shown. Must not know who asks.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::super::sql;
use crate::domain::customer::{Happening, TimelineEntry};
use crate::domain::ids::{InteractionId, SaleId};
use crate::domain::time::Instant;
use crate::error::Result;

/// Lines of a sale that are named.
const LINES: usize = 3;

/// Which table an entry is of; at the same moment the later kind is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Of {
    Transfer,
    Sale,
    Interaction,
    Call,
}

const INTERACTION_IDS: &str = "SELECT at, id FROM interaction WHERE customer_id = ?1
  ORDER BY at DESC, id DESC LIMIT ?2";
const SALE_IDS: &str = "SELECT at, id FROM sale WHERE customer_id = ?1 AND state <> 'void'
  ORDER BY at DESC, id DESC LIMIT ?2";
const TRANSFER_IDS: &str = "SELECT at, id FROM assignment WHERE customer_id = ?1
  ORDER BY at DESC, id DESC LIMIT ?2";
const CALL_IDS: &str = "SELECT told_at, id FROM call WHERE digits = ?1 AND interaction_id IS NULL
  ORDER BY told_at DESC, id DESC LIMIT ?2";

/// The newest entries, newest first. `digits`: the customer's numbers.
pub(super) fn newest(
    conn: &Connection,
    customer: i64,
    digits: &[String],
    limit: usize,
) -> Result<Vec<TimelineEntry>> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut met: Vec<(i64, Of, i64)> = Vec::new();
    for (of, statement) in [
        (Of::Interaction, INTERACTION_IDS),
        (Of::Sale, SALE_IDS),
        (Of::Transfer, TRANSFER_IDS),
    ] {
        let values = params![customer, most];
        met.extend(sql::all(conn, statement, values, |row| {
            Ok((row.get(0)?, of, row.get(1)?))
        })?);
    }
    for number in digits {
        let values = params![number, most];
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Of::Call, row.get(1)?));
        met.extend(sql::all(conn, CALL_IDS, values, read)?);
    }
    met.sort_unstable_by(|one, other| other.cmp(one));
    // A number that is there twice brings its calls twice.
    met.dedup();
    met.truncate(limit);
    let ids = |of: Of| {
        let ids: Vec<String> = met
            .iter()
            .filter(|one| one.1 == of)
            .map(|one| one.2.to_string())
            .collect();
        (!ids.is_empty()).then(|| format!("[{}]", ids.join(",")))
    };
    let mut told: HashMap<(Of, i64), TimelineEntry> = HashMap::new();
    let mut keep = |of, found: Vec<(i64, TimelineEntry)>| {
        told.extend(found.into_iter().map(|(id, entry)| ((of, id), entry)));
    };
    if let Some(ids) = ids(Of::Interaction) {
        keep(Of::Interaction, interactions(conn, &ids)?);
    }
    if let Some(ids) = ids(Of::Sale) {
        keep(Of::Sale, sales(conn, &ids)?);
    }
    if let Some(ids) = ids(Of::Transfer) {
        keep(Of::Transfer, transfers(conn, &ids)?);
    }
    if let Some(ids) = ids(Of::Call) {
        keep(Of::Call, calls(conn, &ids)?);
    }
    Ok(met
        .iter()
        .filter_map(|(_, of, id)| told.remove(&(*of, *id)))
        .collect())
}

type Entries = Result<Vec<(i64, TimelineEntry)>>;

const INTERACTIONS: &str = "SELECT i.id, i.at, s.name, i.kind, i.direction, i.disposition, i.note,
    i.next_on, i.next_at
  FROM interaction i LEFT JOIN staff s ON s.id = i.staff_id
  WHERE i.id IN (SELECT value FROM json_each(?1))";

fn interactions(conn: &Connection, ids: &str) -> Entries {
    sql::all(conn, INTERACTIONS, [ids], |row| {
        let id = row.get(0)?;
        let what = Happening::Interaction {
            id: InteractionId(id),
            kind: row.get(3)?,
            direction: row.get(4)?,
            disposition: row.get(5)?,
            note: row.get(6)?,
            next_on: row.get(7)?,
            next_at: row.get::<_, Option<i64>>(8)?.map(Instant),
        };
        Ok((
            id,
            TimelineEntry {
                at: Instant(row.get(1)?),
                by: row.get(2)?,
                what,
            },
        ))
    })
}

const SALES: &str = "SELECT s.id, s.at, p.name, s.code, s.total
  FROM sale s LEFT JOIN staff p ON p.id = s.staff_id
  WHERE s.id IN (SELECT value FROM json_each(?1))";
const SALE_LINES: &str = "SELECT l.sale_id, p.name, l.quantity
  FROM sale_line l JOIN product p ON p.id = l.product_id
  WHERE l.sale_id IN (SELECT value FROM json_each(?1))";
const PAID: &str = "SELECT sale_id, sum(amount) FROM payment
  WHERE sale_id IN (SELECT value FROM json_each(?1)) GROUP BY sale_id";

fn sales(conn: &Connection, ids: &str) -> Entries {
    let mut bought: HashMap<i64, Vec<(String, i64)>> = HashMap::new();
    let lines: Vec<(i64, (String, i64))> = sql::all(conn, SALE_LINES, [ids], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
    })?;
    for (sale, line) in lines {
        bought.entry(sale).or_default().push(line);
    }
    let paid: HashMap<i64, i64> =
        sql::all(conn, PAID, [ids], |row| Ok((row.get(0)?, row.get(1)?)))?
            .into_iter()
            .collect();
    sql::all(conn, SALES, [ids], |row| {
        let id: i64 = row.get(0)?;
        let mut lines = bought.remove(&id).unwrap_or_default();
        let line_count = lines.len();
        lines.truncate(LINES);
        let what = Happening::Sale {
            id: SaleId(id),
            code: row.get(3)?,
            lines,
            line_count,
            total: row.get(4)?,
            paid: paid.get(&id).copied().unwrap_or(0),
        };
        Ok((
            id,
            TimelineEntry {
                at: Instant(row.get(1)?),
                by: row.get(2)?,
                what,
            },
        ))
    })
}

const TRANSFERS: &str = "SELECT a.id, a.at, b.name, f.name, t.name, a.reason
  FROM assignment a LEFT JOIN staff b ON b.id = a.by_id LEFT JOIN staff f ON f.id = a.from_id
  LEFT JOIN staff t ON t.id = a.owner_id
  WHERE a.id IN (SELECT value FROM json_each(?1))";

fn transfers(conn: &Connection, ids: &str) -> Entries {
    sql::all(conn, TRANSFERS, [ids], |row| {
        let what = Happening::Transfer {
            from: row.get(3)?,
            to: row.get(4)?,
            reason: row.get(5)?,
        };
        Ok((
            row.get(0)?,
            TimelineEntry {
                at: Instant(row.get(1)?),
                by: row.get(2)?,
                what,
            },
        ))
    })
}

const CALLS: &str = "SELECT k.id, k.told_at, s.name, k.missed, k.answered_at IS NOT NULL
  FROM call k LEFT JOIN staff s ON s.id = k.staff_id
  WHERE k.id IN (SELECT value FROM json_each(?1))";

fn calls(conn: &Connection, ids: &str) -> Entries {
    sql::all(conn, CALLS, [ids], |row| {
        let what = Happening::Call {
            missed: row.get(3)?,
            answered: row.get(4)?,
        };
        Ok((
            row.get(0)?,
            TimelineEntry {
                at: Instant(row.get(1)?),
                by: row.get(2)?,
                what,
            },
        ))
    })
}
