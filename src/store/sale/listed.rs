//! Lists of sales on the desk: prefix ranges of two indexes, person by person, the newest first;
//! only what is shown is read as rows. Must not write, nor know what a list is called.

use rusqlite::{Connection, named_params};

use super::super::authorise::{self, Actor, in_scope, scope_number};
use super::super::find::json;
use super::super::{Reader, sql, unit};
use super::look::{self, Filter};
use crate::domain::sale::{SalesList, SalesOf};
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Now;
use crate::domain::today::Whose;
use crate::error::{Error, Result};

/// So many are counted.
const COUNTED: usize = 1_000;

// Each takes `:staff` a person (none: nobody known), `:from` a moment, `:most` how many; the first of
// two is for those who see everybody's customers, of whom none is looked at.
macro_rules! ids {
    ($index:literal, $which:literal) => {
        [
            concat!(
                "SELECT s.at, s.id FROM sale s INDEXED BY ",
                $index,
                " WHERE s.staff_id IS :staff AND s.at >= :from AND s.void = 0",
                $which,
                " AND :me IS :me AND :scope = 2 ORDER BY s.at DESC LIMIT :most"
            ),
            concat!(
                "SELECT s.at, s.id FROM sale s INDEXED BY ",
                $index,
                " CROSS JOIN customer c ON c.id = s.customer_id
                 WHERE s.staff_id IS :staff AND s.at >= :from AND s.void = 0",
                $which,
                " AND ",
                in_scope!(),
                " ORDER BY s.at DESC LIMIT :most"
            ),
        ]
    };
}
pub(super) const NEWEST: [&str; 2] = ids!("sale_by_staff", "");
pub(super) const OWING: [&str; 2] = ids!(
    "sale_unsettled",
    " AND (s.total - s.returned <> s.paid OR s.held > 0) AND s.total - s.returned > s.paid"
);
pub(super) const HELD: [&str; 2] = ids!(
    "sale_unsettled",
    " AND (s.total - s.returned <> s.paid OR s.held > 0) AND s.held > 0"
);
pub(super) const OWED_BACK: [&str; 2] = ids!(
    "sale_unsettled",
    " AND (s.total - s.returned <> s.paid OR s.held > 0) AND s.total - s.returned < s.paid"
);

const TEAM: &str = "SELECT id FROM staff WHERE id = :me OR unit_id IN (
    WITH RECURSIVE below (id) AS (
      SELECT unit_id FROM staff WHERE id = :me
      UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
    SELECT id FROM below)";
const EVERYBODY: &str = "SELECT id FROM staff";

/// A list of what was sold by these people, to customers in the asker's scope; how many of its
/// rows are wanted.
pub fn listed(
    reader: &Reader,
    actor: &Actor,
    whose: Whose,
    of: SalesOf,
    limit: usize,
    now: Now,
) -> Result<SalesList> {
    let conn = reader.conn();
    let found = match of {
        SalesOf::Customer(customer) => {
            let filter = Filter {
                customer: Some(customer),
                limit: COUNTED + 1,
                ..Filter::default()
            };
            let mut rows = look::list(reader, actor, &filter)?.rows;
            let (count, more) = counted(rows.len());
            rows.truncate(limit);
            return Ok(SalesList { rows, count, more });
        }
        of => found(conn, actor, whose, of, now)?,
    };
    let (count, more) = counted(found.len());
    let ids: Vec<i64> = found.iter().take(limit).map(|(_, id)| *id).collect();
    let rows = look::these(reader, actor, &json(&ids))?;
    Ok(SalesList { rows, count, more })
}

/// How many are on each of these lists, and whether there are more than are counted.
pub fn counts(
    reader: &Reader,
    actor: &Actor,
    whose: Whose,
    lists: &[SalesOf],
    now: Now,
) -> Result<Vec<(usize, bool)>> {
    let count = |of: &SalesOf| {
        let list = listed(reader, actor, whose, *of, 0, now)?;
        Ok((list.count, list.more))
    };
    lists.iter().map(count).collect()
}

fn counted(found: usize) -> (usize, bool) {
    (found.min(COUNTED), found > COUNTED)
}

/// Moments and ids of a list, the newest first, one more than are counted at most.
fn found(
    conn: &Connection,
    actor: &Actor,
    whose: Whose,
    of: SalesOf,
    now: Now,
) -> Result<Vec<(i64, i64)>> {
    let scope = authorise::scope(conn, actor, Operation::Show)?;
    let statements = match of {
        SalesOf::Owing => OWING,
        SalesOf::Held => HELD,
        SalesOf::OwedBack => OWED_BACK,
        _ => NEWEST,
    };
    let statement = statements[usize::from(scope != Scope::All)];
    let most = i64::try_from(COUNTED + 1).unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for staff in sellers(conn, actor, whose, scope)? {
        let values = named_params! {
            ":staff": staff, ":from": of.from(&now).0, ":most": most,
            ":me": actor.id.0, ":scope": scope_number(scope),
        };
        let ids: Vec<(i64, i64)> = sql::all(conn, statement, values, |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        found.extend(ids);
    }
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.truncate(COUNTED + 1);
    Ok(found)
}

/// Who sold, one by one: never more than the scope; nobody known among everybody.
fn sellers(
    conn: &Connection,
    actor: &Actor,
    whose: Whose,
    scope: Scope,
) -> Result<Vec<Option<i64>>> {
    let me = actor.id.0;
    let team = || -> Result<Vec<Option<i64>>> {
        sql::all(conn, TEAM, named_params! { ":me": me }, |row| row.get(0))
    };
    match (whose, scope) {
        (Whose::Mine, _) | (Whose::Team | Whose::All, Scope::Own) => Ok(vec![Some(me)]),
        (Whose::Of(staff), _) if staff == actor.id => Ok(vec![Some(me)]),
        (Whose::Of(staff), Scope::All) => Ok(vec![Some(staff.0)]),
        (Whose::Of(staff), Scope::Team) if team()?.contains(&Some(staff.0)) => {
            Ok(vec![Some(staff.0)])
        }
        (Whose::Unit(unit), scope)
            if scope == Scope::All
                || (scope == Scope::Team && unit::oversees(conn, actor, unit)?) =>
        {
            Ok(unit::reach(conn, unit)?.1.into_iter().map(Some).collect())
        }
        (Whose::Of(_) | Whose::Unit(_), _) => Err(Error::no_right(Operation::Show.code())),
        (Whose::Team, _) | (Whose::All, Scope::Team) => team(),
        (Whose::All, Scope::All) => {
            let mut all = sql::all(conn, EVERYBODY, [], |row| row.get(0))?;
            all.push(None);
            Ok(all)
        }
    }
}

#[cfg(test)]
mod tests;
