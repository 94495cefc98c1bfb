//! The caller line: what was typed, ranked. A union of lookups that give ids, sifted by bitmaps
//! before any row is fetched; see ARCHITECTURE.md, "A key on the caller line".
//! Must not know how rows are drawn.

pub mod alike;
mod all_words;
mod bitmap;
mod everyone;
mod lookups;
mod namesakes;
mod own;
mod rank;
mod rows;
mod seeker;
#[cfg(test)]
pub(super) mod tests;
mod typed;

pub use everyone::{everyone, numbers};
pub use lookups::{containing, rows_of};
pub(super) use rows::{Scopes, json};
pub use seeker::Seeker;

use std::ops::ControlFlow;

use rusqlite::Connection;

use super::authorise::Actor;
use super::{Reader, sql, storage};
use crate::domain::customer::{Found, MatchedBy};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use rank::Candidates;
use rows::{Staff, fetch};
use seeker::Loaded;
use typed::Typed;

/// The caller line's answer to what was typed: at most `limit` rows, ranked: whole
/// numbers, cards and codes; then the actor's own customers; then the others in scope. Within
/// each the better match first (see [`typed::Match`]), then whom was contacted last.
///
/// A whole number finds everybody's customer; out of scope the row's sight is `PutThrough` and it
/// holds a name and an owner alone. Void customers are never found. Where the whole text finds
/// nothing, a blank is AND: everybody whom all its words match.
pub fn find(
    reader: &Reader,
    seeker: &Seeker,
    typed: &str,
    limit: usize,
    at: Instant,
) -> Result<Found> {
    at_one_moment(reader, |conn| {
        let actor = seeker.actor();
        let scopes = Scopes::read(conn, actor)?;
        let scope = scopes
            .find
            .ok_or_else(|| Error::no_right(Operation::Find.code()))?;
        let region = seeker.region(reader)?;
        let (text, mut typed) = (typed, Typed::read(typed, &region));
        // Bitmaps of other rights than those of now must not sift.
        let kept = seeker
            .loaded
            .as_ref()
            .filter(|loaded| loaded.scope == Some(scope));
        let glanced;
        let loaded = match kept {
            Some(loaded) => loaded,
            None => {
                glanced = Loaded::glance(conn, actor, Some(scope))?;
                &glanced
            }
        };
        let mut candidates = Candidates::gather(conn, loaded, &typed)?;
        // A number that nobody has is nobody's, in whatever groups it was typed.
        if candidates.count() == 0
            && typed.fragments.is_empty()
            && let Some((found, word)) = all_words::gather(conn, loaded, text, &region)?
        {
            (candidates, typed) = (found, word);
        }
        let ids = candidates.to_fetch(limit);
        let mut found = fetch(conn, actor, &scopes, &ids, at)?;
        candidates.rank(&typed, &mut found);
        // Some were void, or had left the scope since the bitmaps were made.
        let count = candidates.count().saturating_sub(ids.len() - found.len());
        found.truncate(limit);
        Ok(Found {
            rows: rows::complete(conn, &typed, found, &loaded.staff)?,
            count: count.min(Found::CAP),
        })
    })
}

const OPENED: &str = "SELECT customer_id FROM view_log
  WHERE staff_id = ?1 AND what = 'open' ORDER BY at DESC LIMIT 500";

/// The customers whose cards the actor opened last, newest first, as far as they may be shown.
pub fn recent(reader: &Reader, actor: &Actor, limit: usize, at: Instant) -> Result<Found> {
    at_one_moment(reader, |conn| {
        let mut ids: Vec<i64> = Vec::with_capacity(limit);
        let mut statement = conn.prepare_cached(OPENED).map_err(storage)?;
        let mut opened = statement.query([actor.id.0]).map_err(storage)?;
        while let Some(row) = opened.next().map_err(storage)? {
            let id = row.get(0).map_err(storage)?;
            if ids.len() < limit && !ids.contains(&id) {
                ids.push(id);
            }
            if ids.len() >= limit {
                break;
            }
        }
        let scopes = Scopes::read(conn, actor)?;
        let mut found = fetch(conn, actor, &scopes, &ids, at)?;
        found.retain(|one| one.in_scope);
        found.sort_by_key(|one| ids.iter().position(|id| *id == one.row.id.0));
        let count = found.len();
        Ok(Found {
            rows: rows::complete(conn, &Typed::default(), found, &Staff::new())?,
            count,
        })
    })
}

/// The customers of a whole number in normal form, everybody's: who rings. Ranked as by [`find`],
/// each with its sight.
pub fn by_number(
    reader: &Reader,
    actor: &Actor,
    digits: &str,
    limit: usize,
    at: Instant,
) -> Result<Found> {
    at_one_moment(reader, |conn| {
        let mut ids = Vec::new();
        lookups::by_number(conn, digits, &mut |id, _| {
            if !ids.contains(&id) {
                ids.push(id);
            }
            ControlFlow::Continue(())
        })?;
        let scopes = Scopes::read(conn, actor)?;
        let mut found = fetch(conn, actor, &scopes, &ids, at)?;
        for one in &mut found {
            one.row.matched_by = MatchedBy::Number;
        }
        found.sort_by_key(|one| (!one.own, !one.in_scope, rank::newest_first(one), one.row.id));
        let count = found.len();
        found.truncate(limit);
        let typed = Typed {
            whole: vec![digits.to_owned()],
            ..Typed::default()
        };
        Ok(Found {
            rows: rows::complete(conn, &typed, found, &Staff::new())?,
            count: count.min(Found::CAP),
        })
    })
}

/// All statements of an answer see the file as it is at one moment, and share its read lock.
pub(super) fn at_one_moment<T>(
    reader: &Reader,
    ask: impl FnOnce(&Connection) -> Result<T>,
) -> Result<T> {
    let conn = reader.conn();
    if !conn.is_autocommit() {
        return ask(conn);
    }
    sql::run(conn, "BEGIN", [])?;
    let answer = ask(conn);
    // Nothing was written: ending it either way is the same, and a failure is found by the next.
    let _ = sql::run(conn, "ROLLBACK", []);
    answer
}
