//! Several words, where the whole text finds nothing: a blank is AND (`Jon Yang` is Jon V Yang,
//! `王 4821` a Wang with that number). Must not know how rows are ranked.

use std::collections::HashSet;

use rusqlite::Connection;

use super::super::sql;
use super::own::{Mine, One, Seek};
use super::rank::Candidates;
use super::rows::json;
use super::seeker::Loaded;
use super::typed::Typed;
use crate::error::Result;

/// Most words that are looked at.
const WORDS: usize = 6;

const SOURCES: &str = "SELECT customer_id, names, digits FROM key_source
  WHERE customer_id IN (SELECT value FROM json_each(?1))";

/// Those whom every word matches: looked up by the word with the fewest matches, held against
/// the others. Where even that one has more than are ever counted, those beyond are missed.
/// None if the text is one word.
pub(super) fn gather<'s>(
    conn: &Connection,
    loaded: &'s Loaded,
    text: &str,
    region: &str,
) -> Result<Option<(Candidates<'s>, Typed)>> {
    let words: Vec<Typed> = text
        .split_whitespace()
        .take(WORDS)
        .map(|word| Typed::read(word, region))
        .collect();
    if words.len() < 2 {
        return Ok(None);
    }
    let mut fewest: Option<(usize, Candidates<'s>)> = None;
    for (place, word) in words.iter().enumerate() {
        let found = Candidates::gather(conn, loaded, word)?;
        if fewest
            .as_ref()
            .is_none_or(|(_, known)| found.count() < known.count())
        {
            fewest = Some((place, found));
        }
    }
    let Some((place, mut found)) = fewest else {
        return Ok(None);
    };
    let others = words.iter().enumerate().filter(|(at, _)| *at != place);
    let mut sources = Mine::default();
    for (id, names, digits) in sql::all(conn, SOURCES, [json(&found.ids())], |row| {
        Ok((
            row.get(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
        ))
    })? {
        let one = One {
            id,
            last_contact_at: None,
        };
        sources.push(one, &names, &digits);
    }
    for (_, word) in others {
        let mut matched: HashSet<i64> = HashSet::new();
        Seek::new(word).each(&sources, |one, _| {
            matched.insert(one.id);
        });
        found.keep(&matched);
    }
    let word = words.into_iter().nth(place);
    Ok(word.map(|word| (found, word)))
}
