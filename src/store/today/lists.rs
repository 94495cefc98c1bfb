//! Lists of customers by time: the ranges of each owner, merged, each customer once, counted up
//! to a cap. Must not know words, nor what is in the ranges.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::super::find::{at_one_moment, json};
use super::super::{Actor, Reader, authorise, setting, sql};
use super::counted::most_counted;
use super::list::{Ask, grades};
use super::ranges::{self, Hit, Range};
use super::whose::{Owner, owners};
use crate::domain::staff::Operation;
use crate::domain::time::{Instant, Now};
use crate::domain::today::{Count, Held, ListOf, TodayList, Topic, Whose, Within, held};
use crate::error::Result;

/// Of more customers than these a count says so, and does not go on.
pub const CAP: usize = 1_000;

/// The ranked list or one by time, its first rows.
pub fn of(
    reader: &Reader,
    actor: &Actor,
    whose: Whose,
    list: ListOf,
    limit: usize,
    now: Now,
) -> Result<TodayList> {
    match list {
        ListOf::Ranked => super::list(reader, actor, whose, limit, now),
        ListOf::Timed(topic, within) => at_one_moment(reader, |conn| {
            timed(conn, actor, whose, (topic, within), limit, now)
        }),
    }
}

fn timed(
    conn: &Connection,
    actor: &Actor,
    whose: Whose,
    (topic, within): (Topic, Within),
    limit: usize,
    now: Now,
) -> Result<TodayList> {
    let owners = owners(conn, actor, whose)?;
    let scope = authorise::scope(conn, actor, Operation::Find)?;
    let ask = Ask::new(conn, actor, now)?;
    let ranges = ranges::of(
        (topic, within),
        (actor, scope),
        (ask.book.feb29, &ask.grades),
        now,
    );
    let hits = first(conn, &owners, &ranges, newest_first(topic), limit)?;
    let ids: Vec<i64> = hits.iter().map(|hit| hit.customer).collect();
    let people: Vec<Option<i64>> = owners.iter().map(|owner| owner.staff).collect();
    let days: HashMap<i64, i64> = hits.iter().map(|hit| (hit.customer, hit.key)).collect();
    let mut tasks = match topic {
        Topic::Tasks => titles(conn, &ids, now)?,
        _ => HashMap::new(),
    };
    let mut rows = Vec::with_capacity(ids.len());
    let mut customers = ask.customers(&ids, &people)?;
    for id in ids {
        let Some((facts, mut row)) = customers.remove(&id) else {
            continue;
        };
        row.held = match topic {
            Topic::Birthdays | Topic::Anniversaries | Topic::Ending => {
                held((topic, within), &facts, ask.book.feb29, now)
            }
            Topic::Tasks => tasks.remove(&id).unwrap_or_default(),
            _ => {
                let moment = days.get(&id).copied().map(Instant);
                let day = moment.map(|moment| Held::plain(now.day_of(moment)));
                day.into_iter().collect()
            }
        };
        rows.push(row);
    }
    let Count { count, more } = count(conn, &owners, &ranges)?;
    Ok(TodayList {
        rows,
        total: count,
        more,
        done: ask.done(&owners)?,
        ..TodayList::default()
    })
}

const TITLES: &str = "SELECT customer_id, title, coalesce(due_on, ''), given_at FROM task
  WHERE customer_id IN (SELECT value FROM json_each(?1)) AND state = 'open'
  ORDER BY late_at, priority DESC, id";

/// What is to be done for these customers, the most pressing first.
fn titles(conn: &Connection, ids: &[i64], now: Now) -> Result<HashMap<i64, Vec<Held>>> {
    let mut found: HashMap<i64, Vec<Held>> = HashMap::new();
    let rows: Vec<(i64, String, String, i64)> = sql::all(conn, TITLES, [json(ids)], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    for (customer, title, due, given) in rows {
        let given = || now.day_of(Instant(given));
        let held = Held {
            task: Some(title),
            ..Held::plain(due.parse().unwrap_or_else(|_| given()))
        };
        found.entry(customer).or_default().push(held);
    }
    Ok(found)
}

/// How many customers each of these lists holds.
pub fn counts(
    reader: &Reader,
    actor: &Actor,
    whose: Whose,
    lists: &[ListOf],
    now: Now,
) -> Result<Vec<Count>> {
    at_one_moment(reader, |conn| {
        let owners = owners(conn, actor, whose)?;
        let scope = authorise::scope(conn, actor, Operation::Find)?;
        let (feb29, grades) = (setting::feb29(conn)?, grades(conn)?);
        let counted = lists.iter().map(|list| match list {
            ListOf::Ranked => {
                let ask = Ask::new(conn, actor, now)?;
                ask.counted(&owners, most_counted(&owners))
            }
            ListOf::Timed(topic, within) => {
                let ranges = ranges::of((*topic, *within), (actor, scope), (feb29, &grades), now);
                count(conn, &owners, &ranges)
            }
        });
        counted.collect()
    })
}

/// What happened last stands first; who waits longest does too.
fn newest_first(topic: Topic) -> bool {
    !topic.is_ahead() && topic != Topic::Silent
}

fn first(
    conn: &Connection,
    owners: &[Owner],
    ranges: &[Range],
    newest_first: bool,
    limit: usize,
) -> Result<Vec<Hit>> {
    // Somebody may be in a range more than once: a family's birthdays, two products.
    let most = limit.saturating_mul(2).saturating_add(20);
    let mut found = Vec::new();
    for owner in owners {
        for range in ranges {
            found.extend(range.hits(conn, owner, most)?);
        }
    }
    let place = |hit: &Hit| match newest_first {
        true => -hit.key,
        false => hit.key,
    };
    found.sort_unstable_by_key(|hit| (place(hit), hit.customer));
    let mut seen = HashSet::new();
    let each = found.into_iter().filter(|hit| seen.insert(hit.customer));
    Ok(each.take(limit).collect())
}

fn count(conn: &Connection, owners: &[Owner], ranges: &[Range]) -> Result<Count> {
    let mut seen = HashSet::new();
    for owner in owners {
        for range in ranges {
            // Twice as many: once more for those whom another range holds, too.
            let hits = range.hits(conn, owner, 2 * CAP + 1)?;
            seen.extend(hits.into_iter().map(|hit| hit.customer));
            if seen.len() > CAP {
                return Ok(Count {
                    count: CAP,
                    more: true,
                });
            }
        }
    }
    Ok(Count {
        count: seen.len(),
        more: false,
    })
}
