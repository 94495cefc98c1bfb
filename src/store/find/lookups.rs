//! The lookups: each a prefix range of a B-tree that gives ids and touches no customer's row.
//! Must not know who asks.

use std::ops::ControlFlow;

use rusqlite::{Connection, Params, Row, params};

use super::super::{Reader, sql, storage};
use super::typed::Match;
use crate::domain::ids::CustomerId;
use crate::domain::phone;
use crate::error::Result;

/// Equality classes are read whole up to here.
pub(super) const WHOLE_CLASS: i64 = 400;

const BY_NUMBER: &str = "SELECT customer_id FROM customer_phone WHERE digits = ?1 LIMIT ?2";
const BY_END: &str = "SELECT customer_id FROM phone_suffix WHERE suffix = ?1 LIMIT ?2";
const BY_PART: &str = "SELECT customer_id FROM phone_suffix WHERE suffix > ?1 AND suffix <= ?2";
const BY_TERM: &str = "SELECT customer_id, kind FROM term WHERE term = ?1 LIMIT ?2";
const BY_PREFIX: &str = "SELECT customer_id, kind FROM term WHERE term > ?1 AND term < ?2";

/// Hears of ids in the order of the index; says when it has heard enough.
pub(super) type Hear<'h> = dyn FnMut(i64, Match) -> ControlFlow<()> + 'h;

/// Customers with this whole number, in normal form.
pub(super) fn by_number(conn: &Connection, digits: &str, hear: &mut Hear<'_>) -> Result<()> {
    scan(
        conn,
        BY_NUMBER,
        params![digits, WHOLE_CLASS],
        |row| Ok((row.get(0)?, Match::NUMBER)),
        hear,
    )
}

/// Customers with a number that ends in these digits.
pub(super) fn by_end(conn: &Connection, fragment: &str, hear: &mut Hear<'_>) -> Result<()> {
    let Some(key) = phone::ends_in(fragment) else {
        return Ok(());
    };
    let read = |row: &Row<'_>| Ok((row.get(0)?, Match::digits(true)));
    scan(conn, BY_END, params![key, WHOLE_CLASS], read, hear)
}

/// Customers with a number that holds these digits, but not at its end.
pub(super) fn by_part(conn: &Connection, fragment: &str, hear: &mut Hear<'_>) -> Result<()> {
    let Some(range) = phone::contains(fragment) else {
        return Ok(());
    };
    let read = |row: &Row<'_>| Ok((row.get(0)?, Match::digits(false)));
    scan(
        conn,
        BY_PART,
        params![range.start(), range.end()],
        read,
        hear,
    )
}

/// Customers with just this term.
pub(super) fn by_term(conn: &Connection, term: &str, hear: &mut Hear<'_>) -> Result<()> {
    let read = |row: &Row<'_>| Ok((row.get(0)?, Match::term(row.get(1)?, true)));
    scan(conn, BY_TERM, params![term, WHOLE_CLASS], read, hear)
}

/// Customers with a longer term that begins so.
pub(super) fn by_prefix(conn: &Connection, term: &str, hear: &mut Hear<'_>) -> Result<()> {
    let read = |row: &Row<'_>| Ok((row.get(0)?, Match::term(row.get(1)?, false)));
    let past = format!("{term}{}", char::MAX);
    scan(conn, BY_PREFIX, params![term, past], read, hear)
}

fn scan(
    conn: &Connection,
    statement: &str,
    values: impl Params,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<(i64, Match)>,
    hear: &mut Hear<'_>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(statement).map_err(storage)?;
    let mut rows = statement.query(values).map_err(storage)?;
    while let Some(row) = rows.next().map_err(storage)? {
        let (id, matched) = read(row).map_err(storage)?;
        if hear(id, matched).is_break() {
            break;
        }
    }
    Ok(())
}

const CONTAINING: &str =
    "SELECT customer_id FROM phone_suffix WHERE suffix BETWEEN ?1 AND ?2 LIMIT ?3";

/// The first customers in the order of the index whose number holds these three digits or more;
/// whoever they belong to: for measuring, not for showing.
#[doc(hidden)]
pub fn containing(reader: &Reader, fragment: &str, limit: i64) -> Result<Vec<CustomerId>> {
    let Some(range) = phone::contains(fragment) else {
        return Ok(Vec::new());
    };
    let values = params![range.start(), range.end(), limit];
    sql::all(reader.conn(), CONTAINING, values, |row| {
        row.get(0).map(CustomerId)
    })
}

const ROW_BY_NUMBER: &str = "SELECT c.id, c.name FROM customer_phone p
  JOIN customer c ON c.id = p.customer_id WHERE p.digits = ?1";
const ROW_BY_CARD: &str = "SELECT id, name FROM customer WHERE card_no = ?1";

/// The rows of a whole number in normal form, or of a card: for measuring, not for showing.
#[doc(hidden)]
pub fn rows_of(reader: &Reader, key: &str, is_card: bool) -> Result<Vec<(CustomerId, String)>> {
    let statement = if is_card { ROW_BY_CARD } else { ROW_BY_NUMBER };
    sql::all(reader.conn(), statement, [key], |row| {
        Ok((row.get(0).map(CustomerId)?, row.get(1)?))
    })
}
