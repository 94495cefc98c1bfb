//! Lists of customers by time: the ranges of each owner, merged, each customer once, counted up
//! to a cap. Must not know words, nor what is in the ranges.

use std::collections::HashSet;

use rusqlite::Connection;

use super::super::find::at_one_moment;
use super::super::{Actor, Reader, setting};
use super::ranges::{self, Hit, Range};
use super::whose::{Owner, owners};
use crate::domain::ids::CustomerId;
use crate::domain::time::Now;
use crate::domain::today::{Topic, Whose, Within};
use crate::error::Result;

/// Of more customers than these a count says so, and does not go on.
pub const CAP: usize = 1_000;

/// How many customers a list holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// At most [`CAP`].
    pub count: usize,
    /// Whether there are more.
    pub more: bool,
}

/// The first customers of a list, in its order.
pub fn customers(
    reader: &Reader,
    actor: &Actor,
    whose: Whose,
    (topic, within): (Topic, Within),
    limit: usize,
    now: Now,
) -> Result<Vec<CustomerId>> {
    at_one_moment(reader, |conn| {
        let owners = owners(conn, actor, whose)?;
        let ranges = ranges::of(topic, within, setting::feb29(conn)?, now);
        first(conn, &owners, &ranges, newest_first(topic), limit)
    })
}

/// How many customers each of these lists holds.
pub fn counts(
    reader: &Reader,
    actor: &Actor,
    whose: Whose,
    lists: &[(Topic, Within)],
    now: Now,
) -> Result<Vec<Count>> {
    at_one_moment(reader, |conn| {
        let owners = owners(conn, actor, whose)?;
        let feb29 = setting::feb29(conn)?;
        let counted = lists.iter().map(|(topic, within)| {
            let ranges = ranges::of(*topic, *within, feb29, now);
            count(conn, &owners, &ranges)
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
) -> Result<Vec<CustomerId>> {
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
    let each = each.take(limit).map(|hit| CustomerId(hit.customer));
    Ok(each.collect())
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
