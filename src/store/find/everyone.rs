//! Everyone in scope, and all numbers of found customers: what a program asks for and a screen
//! never does. Must not know how they are printed.

use rusqlite::named_params;

use super::super::authorise::{in_scope, scope_number};
use super::super::{Actor, Reader, setting, sql};
use super::rows::{self, Scopes, Staff};
use super::typed::Typed;
use super::{at_one_moment, fetch, rank};
use crate::domain::customer::{Found, FoundNumber, FoundRow, Sight};
use crate::domain::phone::{self, PhoneKind};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

const COUNT: &str = concat!(
    "SELECT count(*) FROM customer c WHERE c.state = 'active' AND ",
    in_scope!()
);
const IDS: &str = concat!(
    "SELECT c.id FROM customer c WHERE c.state = 'active' AND ",
    in_scope!(),
    " ORDER BY c.last_contact_at DESC, c.id LIMIT :limit"
);

/// Everyone whom the actor may find, last contacted first. Counted in full, beyond
/// [`Found::CAP`].
pub fn everyone(reader: &Reader, actor: &Actor, limit: usize, at: Instant) -> Result<Found> {
    at_one_moment(reader, |conn| {
        let scopes = Scopes::read(conn, actor)?;
        let scope = scopes
            .find
            .ok_or_else(|| Error::no_right(Operation::Find.code()))?;
        let scope = scope_number(scope);
        let me = named_params! { ":me": actor.id.0, ":scope": scope };
        let count: i64 = sql::one(conn, COUNT, me, |row| row.get(0))?.unwrap_or(0);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let values = named_params! { ":me": actor.id.0, ":scope": scope, ":limit": limit };
        let ids: Vec<i64> = match limit {
            0 => Vec::new(),
            _ => sql::all(conn, IDS, values, |row| row.get(0))?,
        };
        let mut found = fetch(conn, actor, &scopes, &ids, at)?;
        found.sort_by_key(|one| (rank::newest_first(one), one.row.id));
        Ok(Found {
            rows: rows::complete(conn, &Typed::default(), found, &Staff::new())?,
            count: usize::try_from(count).unwrap_or(usize::MAX),
        })
    })
}

const NUMBERS: &str = "SELECT p.customer_id, p.digits, p.kind, p.known, m.relation, m.name
  FROM customer_phone p LEFT JOIN family_member m ON m.id = p.member_id
  WHERE p.customer_id IN (SELECT value FROM json_each(?1))
  ORDER BY p.member_id IS NOT NULL, p.position, p.id";

/// All numbers of found rows, row by row: as far as each row's sight goes.
pub fn numbers(reader: &Reader, rows: &[FoundRow]) -> Result<Vec<Vec<FoundNumber>>> {
    let conn = reader.conn();
    let region = setting::region(conn)?;
    let seen = rows.iter().filter(|row| row.sight > Sight::PutThrough);
    let ids: Vec<i64> = seen.map(|row| row.id.0).collect();
    let mut numbers = vec![Vec::new(); rows.len()];
    let places: std::collections::HashMap<i64, usize> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| (row.id.0, place))
        .collect();
    let all = sql::all(conn, NUMBERS, [rows::json(&ids)], |row| {
        let whose: Option<String> = row.get(5)?;
        let relation: Option<String> = row.get(4)?;
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            FoundNumber {
                number: None,
                masked: String::new(),
                kind: row.get(2)?,
                whose: whose.map(|name| (relation, name)),
                is_shown: false,
            },
            row.get::<_, bool>(3)?,
        ))
    })?;
    for (customer, digits, mut number, known) in all {
        let place = places.get(&customer).copied();
        let Some((row, into)) = place.and_then(|at| rows.get(at).zip(numbers.get_mut(at))) else {
            continue;
        };
        let kind = PhoneKind::from_code(&number.kind).unwrap_or(PhoneKind::Unknown);
        number.masked = phone::masked(&digits, kind, &region);
        number.is_shown = row.digits.as_deref() == Some(digits.as_str());
        number.number = (row.sight == Sight::Full).then(|| phone::dialled(&digits, kind, known));
        into.push(number);
    }
    Ok(numbers)
}
