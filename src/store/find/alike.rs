//! Who may be the same as the customer in a form, and why: a handful of reads by index.
//! Must not know what becomes of the warning.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rusqlite::Connection;

use super::super::{Actor, Reader, setting, sql};
use super::rows::{self, Fetched, Scopes, Staff, fetch};
use super::typed::Typed;
use super::{at_one_moment, lookups, namesakes, rank};
use crate::domain::customer::{Alike, AlikeBy, AlikeTo, MatchedBy};
use crate::domain::ids::CustomerId;
use crate::domain::phone;
use crate::domain::time::Instant;
use crate::error::Result;

/// How many are shown.
const SHOWN: usize = 5;
/// How many customers of one number or card are looked at.
const LIKE: usize = 50;

/// Stored customers who may be the same, the likeliest first, at most five. A whole number finds
/// everybody's: out of the actor's scope with a name and an owner alone (sight `PutThrough`).
/// Whatever else is alike, is looked for among those whom the actor may find.
pub fn find(
    reader: &Reader,
    actor: &Actor,
    except: Option<CustomerId>,
    to: &AlikeTo,
    at: Instant,
) -> Result<Vec<Alike>> {
    at_one_moment(reader, |conn| {
        let scopes = Scopes::read(conn, actor)?;
        let region = setting::region(conn)?;
        let typed = Typed {
            whole: whole(to, &region),
            ..Typed::default()
        };
        let mut why: BTreeMap<i64, Vec<AlikeBy>> = BTreeMap::new();
        for (by, ids) in [
            (AlikeBy::Number, numbers(conn, &typed.whole)?),
            (AlikeBy::Card, card(conn, &to.card_no)?),
            (AlikeBy::NameAndBirthday, namesakes::by_birthday(conn, to)?),
            (AlikeBy::PinyinAndAddress, namesakes::by_address(conn, to)?),
        ] {
            for id in ids {
                why.entry(id).or_default().push(by);
            }
        }
        if let Some(CustomerId(own)) = except {
            why.remove(&own);
        }
        let ids: Vec<i64> = why.keys().copied().collect();
        let mut found = fetch(conn, actor, &scopes, &ids, at)?;
        found.retain(|one| {
            let by = why.get(&one.row.id.0);
            one.in_scope || by.is_some_and(|by| by.contains(&AlikeBy::Number))
        });
        for one in &mut found {
            let by = why.entry(one.row.id.0).or_default();
            by.sort_unstable();
            by.dedup();
            if !one.in_scope {
                by.retain(|by| *by == AlikeBy::Number);
            }
            if by.contains(&AlikeBy::Number) {
                one.row.matched_by = MatchedBy::Number;
            }
        }
        found.sort_by_cached_key(|one| rank(one, &why));
        found.truncate(SHOWN);
        let rows = rows::complete(conn, &typed, found, &Staff::new())?;
        Ok(rows
            .into_iter()
            .map(|row| Alike {
                by: why.remove(&row.id.0).unwrap_or_default(),
                row,
            })
            .collect())
    })
}

/// More reasons first, then the better one (people share a number more often than a name and a
/// birthday), own customers, those whom somebody spoke to last.
fn rank(one: &Fetched, why: &BTreeMap<i64, Vec<AlikeBy>>) -> impl Ord + use<> {
    let by = why.get(&one.row.id.0);
    (
        std::cmp::Reverse(by.map_or(0, Vec::len)),
        by.and_then(|by| by.iter().map(|by| weight(*by)).min()),
        !one.own,
        rank::newest_first(one),
        one.row.id,
    )
}

/// How little a reason says, from 0.
fn weight(by: AlikeBy) -> u8 {
    match by {
        AlikeBy::Card => 0,
        AlikeBy::NameAndBirthday => 1,
        AlikeBy::Number => 2,
        AlikeBy::PinyinAndAddress => 3,
    }
}

fn whole(to: &AlikeTo, region: &str) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    for digits in to
        .phones
        .iter()
        .flat_map(|typed| phone::whole(typed, region))
    {
        if !whole.contains(&digits) {
            whole.push(digits);
        }
    }
    whole
}

fn numbers(conn: &Connection, whole: &[String]) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for digits in whole {
        let mut left = LIKE;
        lookups::by_number(conn, digits, &mut |id, _| {
            ids.push(id);
            left -= 1;
            if left == 0 {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
    }
    Ok(ids)
}

const BY_CARD: &str = "SELECT id FROM customer WHERE card_no = ?1 LIMIT 50";

fn card(conn: &Connection, card_no: &str) -> Result<Vec<i64>> {
    match card_no.trim() {
        "" => Ok(Vec::new()),
        card => sql::all(conn, BY_CARD, [card], |row| row.get(0)),
    }
}
