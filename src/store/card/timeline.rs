//! The newest things that happened with a customer: the newest ids of each kind by index, merged,
//! and only then the rows of those that are shown. Must not know who asks.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use rusqlite::{Connection, params};

use super::super::find::json;
use super::super::{sql, storage};
use super::names::Names;
use crate::domain::customer::{Happening, TimelineEntry};
use crate::domain::ids::{InteractionId, SaleId, StaffId, TaskId};
use crate::domain::interaction::HEARD;
use crate::domain::ringing;
use crate::domain::sale::State;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Lines of a sale that are named.
const LINES: usize = 3;

/// Which table an entry is of; at the same moment the later kind is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Of {
    Transfer,
    Sale,
    Task,
    Interaction,
    Call,
}

// Whoever reads them stops when enough is known.
const INTERACTION_IDS: &str = "SELECT at, id, kind FROM interaction WHERE customer_id = ?1
  ORDER BY at DESC, id DESC";
const SALE_IDS: &str = "SELECT at, id FROM sale WHERE customer_id = ?1 AND state <> 'void'
  ORDER BY at DESC, id DESC LIMIT ?2";
const TASK_IDS: &str = "SELECT closed_at, id FROM task
  WHERE customer_id = ?1 AND state IN ('done', 'cancelled')
  ORDER BY closed_at DESC, id DESC LIMIT ?2";
const CALL_IDS: &str = "SELECT told_at, id FROM call
  WHERE digits IN (SELECT value FROM json_each(?1)) AND interaction_id IS NULL
  ORDER BY told_at DESC, id DESC LIMIT ?2";

/// What lately happened, as a card tells it.
pub(super) struct Past {
    /// Newest first.
    pub(super) entries: Vec<TimelineEntry>,
    /// Interactions within the month.
    pub(super) contacts: i64,
}

/// The `limit` newest entries. `digits`: the customer's numbers; `month`: the moments in which
/// contacts are counted, ms.
pub(super) fn newest(
    conn: &Connection,
    names: &mut Names<'_>,
    customer: i64,
    digits: &[String],
    limit: usize,
    month: &RangeInclusive<i64>,
) -> Result<Past> {
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut met: Vec<(i64, Of, i64)> = Vec::new();
    let contacts = contacts(conn, customer, limit, month, &mut met)?;
    met.extend(sql::all(conn, SALE_IDS, params![customer, most], |row| {
        Ok((row.get(0)?, Of::Sale, row.get(1)?))
    })?);
    met.extend(sql::all(conn, TASK_IDS, params![customer, most], |row| {
        Ok((row.get(0)?, Of::Task, row.get(1)?))
    })?);
    let mut told: HashMap<(Of, i64), TimelineEntry> = HashMap::new();
    for (id, entry) in transfers(conn, names, customer, most)? {
        met.push((entry.at.0, Of::Transfer, id));
        told.insert((Of::Transfer, id), entry);
    }
    if !digits.is_empty() {
        let digits = serde_json::to_string(digits).map_err(|error| Error::Storage(error.into()))?;
        met.extend(sql::all(conn, CALL_IDS, params![digits, most], |row| {
            Ok((row.get(0)?, Of::Call, row.get(1)?))
        })?);
    }
    met.sort_unstable_by(|one, other| other.cmp(one));
    met.truncate(limit);
    for (of, read) in [
        (Of::Interaction, interactions as Read),
        (Of::Sale, sales),
        (Of::Task, tasks),
        (Of::Call, calls),
    ] {
        let ids: Vec<i64> = met
            .iter()
            .filter(|one| one.1 == of)
            .map(|one| one.2)
            .collect();
        if !ids.is_empty() {
            let found = read(conn, &ids)?;
            told.extend(found.into_iter().map(|(id, entry)| ((of, id), entry)));
        }
    }
    let mut entries: Vec<TimelineEntry> = met
        .iter()
        .filter_map(|(_, of, id)| told.remove(&(*of, *id)))
        .collect();
    names.learn(entries.iter().filter_map(|entry| Some(entry.by_id?.0)))?;
    for entry in &mut entries {
        entry.by = names.of(entry.by_id.map(|by| by.0));
    }
    Ok(Past { entries, contacts })
}

/// Meets the newest interactions, and counts those within the month, in one walk.
fn contacts(
    conn: &Connection,
    customer: i64,
    limit: usize,
    month: &RangeInclusive<i64>,
    met: &mut Vec<(i64, Of, i64)>,
) -> Result<i64> {
    let mut statement = conn.prepare_cached(INTERACTION_IDS).map_err(storage)?;
    let mut rows = statement.query([customer]).map_err(storage)?;
    let mut count = 0;
    while let Some(row) = rows.next().map_err(storage)? {
        let at: i64 = row.get(0).map_err(storage)?;
        if met.len() >= limit && at <= *month.start() {
            break;
        }
        let kind = row.get_ref(2).map_err(storage)?;
        let heard = kind.as_str().is_ok_and(|kind| HEARD.contains(&kind));
        count += i64::from(month.contains(&at) && at != *month.start() && !heard);
        if met.len() < limit {
            met.push((at, Of::Interaction, row.get(1).map_err(storage)?));
        }
    }
    Ok(count)
}

type Entries = Result<Vec<(i64, TimelineEntry)>>;
/// Reads the rows with these ids.
type Read = fn(&Connection, &[i64]) -> Entries;

const INTERACTIONS: &str = "SELECT id, at, staff_id, kind, direction, disposition, note, next_on,
    next_at, place, cost
  FROM interaction WHERE id IN (SELECT value FROM json_each(?1))";

fn interactions(conn: &Connection, ids: &[i64]) -> Entries {
    sql::all(conn, INTERACTIONS, [json(ids)], |row| {
        let id = row.get(0)?;
        let what = Happening::Interaction {
            id: InteractionId(id),
            kind: row.get(3)?,
            direction: row.get(4)?,
            disposition: row.get(5)?,
            note: row.get(6)?,
            next_on: row.get(7)?,
            next_at: row.get::<_, Option<i64>>(8)?.map(Instant),
            place: row.get(9)?,
            cost: row.get(10)?,
        };
        Ok((
            id,
            TimelineEntry {
                at: Instant(row.get(1)?),
                by: None,
                by_id: row.get::<_, Option<i64>>(2)?.map(StaffId),
                what,
            },
        ))
    })
}

const SALES: &str = "SELECT id, at, staff_id, code, total, state, paid, returned FROM sale
  WHERE id IN (SELECT value FROM json_each(?1))";
/// Sales this near to each other are walked through together: the lines of those between are
/// fewer than fill a page, and a seek takes two.
const NEAR: i64 = 16;
// Runs of sales, from and to; the index holds what is told of a line.
const SALE_LINES: &str = "SELECT line.sale_id, line.product_id, line.quantity
  FROM json_each(?1) AS run CROSS JOIN sale_line AS line
  WHERE line.sale_id BETWEEN run.value ->> 0 AND run.value ->> '$[#-1]'";

/// The ids in runs that are walked at one go, parted by gaps wider than [`NEAR`]: a JSON list.
fn runs(ids: &[i64]) -> String {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    let runs: Vec<String> = ids
        .chunk_by(|one, next| next - one <= NEAR)
        .map(json)
        .collect();
    format!("[{}]", runs.join(","))
}

fn sales(conn: &Connection, ids: &[i64]) -> Entries {
    let mut bought: HashMap<i64, Vec<(String, i64)>> =
        ids.iter().map(|&id| (id, Vec::new())).collect();
    let mut lines: Vec<(i64, i64, i64)> = sql::all(conn, SALE_LINES, [runs(ids)], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })?;
    lines.retain(|line| bought.contains_key(&line.0));
    let mut products = Names::of_products(conn);
    products.learn(lines.iter().map(|line| line.1))?;
    for (sale, product, quantity) in lines {
        let name = products.of(Some(product)).unwrap_or_default();
        bought.entry(sale).or_default().push((name, quantity));
    }
    sql::all(conn, SALES, [json(ids)], |row| {
        let id: i64 = row.get(0)?;
        let state: String = row.get(5)?;
        let mut lines = bought.remove(&id).unwrap_or_default();
        let line_count = lines.len();
        lines.truncate(LINES);
        let what = Happening::Sale {
            id: SaleId(id),
            code: row.get(3)?,
            lines,
            line_count,
            state: State::from_code(&state).unwrap_or(State::Open),
            total: row.get(4)?,
            paid: row.get(6)?,
            returned: row.get(7)?,
        };
        Ok((
            id,
            TimelineEntry {
                at: Instant(row.get(1)?),
                by: None,
                by_id: row.get::<_, Option<i64>>(2)?.map(StaffId),
                what,
            },
        ))
    })
}

const TRANSFERS: &str = "SELECT id, at, by_id, from_id, owner_id, reason FROM assignment
  WHERE customer_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2";

/// The newest ones; their index holds all that is told of them.
fn transfers(conn: &Connection, names: &mut Names<'_>, customer: i64, most: i64) -> Entries {
    type Transfer = (i64, i64, Option<i64>, [Option<i64>; 2], Option<String>);
    let met: Vec<Transfer> = sql::all(conn, TRANSFERS, params![customer, most], |row| {
        let owners = [row.get(3)?, row.get(4)?];
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, owners, row.get(5)?))
    })?;
    names.learn(met.iter().flat_map(|met| met.3).flatten())?;
    let told = met.into_iter().map(|(id, at, by, [from, to], reason)| {
        let entry = TimelineEntry {
            at: Instant(at),
            by: None,
            by_id: by.map(StaffId),
            what: Happening::Transfer {
                from: names.of(from),
                to: names.of(to),
                reason,
            },
        };
        (id, entry)
    });
    Ok(told.collect())
}

// The contact that a task was done by says what came of it.
const TASKS: &str = "SELECT id, closed_at, closed_by, title, state = 'done',
    CASE WHEN state = 'cancelled' THEN reason WHEN interaction_id IS NULL THEN result END
  FROM task WHERE id IN (SELECT value FROM json_each(?1))";

fn tasks(conn: &Connection, ids: &[i64]) -> Entries {
    sql::all(conn, TASKS, [json(ids)], |row| {
        let id = row.get(0)?;
        let what = Happening::Task {
            id: TaskId(id),
            title: row.get(3)?,
            done: row.get(4)?,
            said: row.get(5)?,
        };
        let entry = TimelineEntry {
            at: Instant(row.get(1)?),
            by: None,
            by_id: row.get::<_, Option<i64>>(2)?.map(StaffId),
            what,
        };
        Ok((id, entry))
    })
}

const CALLS: &str = "SELECT id, told_at, staff_id, rang_at, answered_at, ended_at FROM call
  WHERE id IN (SELECT value FROM json_each(?1))";

fn calls(conn: &Connection, ids: &[i64]) -> Entries {
    sql::all(conn, CALLS, [json(ids)], |row| {
        let time =
            |place| -> rusqlite::Result<_> { Ok(row.get::<_, Option<i64>>(place)?.map(Instant)) };
        let what = Happening::Call(ringing::Facts {
            rang_at: time(3)?,
            answered_at: time(4)?,
            ended_at: time(5)?,
            ..ringing::Facts::default()
        });
        Ok((
            row.get(0)?,
            TimelineEntry {
                at: Instant(row.get(1)?),
                by: None,
                by_id: row.get::<_, Option<i64>>(2)?.map(StaffId),
                what,
            },
        ))
    })
}
