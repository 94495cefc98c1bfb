//! Whose customers a list of Today holds, as owners that an index is asked for one by one: never
//! more than the asker's scope. Must not know what is listed.

use rusqlite::{Connection, named_params};

use super::super::authorise::{self, Actor};
use super::super::{sql, unit};
use crate::domain::staff::{Operation, Scope};
use crate::domain::today::Whose;
use crate::error::{Error, Result};

/// One range of owners in an index: a person, or nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    /// Whose; none: customers who have no owner.
    pub(super) staff: Option<i64>,
    /// Of those without owner these units' alone, as `json_each` takes them; none: of any.
    pub(super) units: Option<String>,
}

impl Owner {
    fn of(staff: i64) -> Owner {
        Owner {
            staff: Some(staff),
            units: None,
        }
    }

    /// Those of these units who are nobody's.
    fn of_units(units: &[i64]) -> Owner {
        Owner {
            staff: None,
            units: Some(super::super::find::json(units)),
        }
    }
}

const TEAM: &str = "SELECT id FROM staff WHERE id = :me OR unit_id IN (
    WITH RECURSIVE below (id) AS (
      SELECT unit_id FROM staff WHERE id = :me
      UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
    SELECT id FROM below) ORDER BY id";
const UNITS: &str = "WITH RECURSIVE below (id) AS (
    SELECT unit_id FROM staff WHERE id = :me AND unit_id IS NOT NULL
    UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT id FROM below";
const EVERYBODY: &str = "SELECT id FROM staff ORDER BY id";

/// The owners, within what the asker may find. A colleague out of reach is refused; a wider
/// choice than the scope is narrowed to it, as an empty query is.
pub(super) fn owners(conn: &Connection, actor: &Actor, whose: Whose) -> Result<Vec<Owner>> {
    let scope = authorise::scope(conn, actor, Operation::Find)?;
    let me = actor.id.0;
    match (whose, scope) {
        (Whose::Mine, _) | (Whose::Team | Whose::All, Scope::Own) => Ok(vec![Owner::of(me)]),
        (Whose::Of(staff), _) if staff == actor.id => Ok(vec![Owner::of(me)]),
        (Whose::Of(staff), Scope::All) => Ok(vec![Owner::of(staff.0)]),
        (Whose::Of(staff), Scope::Team) if team(conn, me)?.contains(&staff.0) => {
            Ok(vec![Owner::of(staff.0)])
        }
        (Whose::Unit(unit), scope)
            if scope == Scope::All
                || (scope == Scope::Team && unit::oversees(conn, actor, unit)?) =>
        {
            let (units, people) = unit::reach(conn, unit)?;
            let mut owners: Vec<Owner> = people.into_iter().map(Owner::of).collect();
            owners.push(Owner::of_units(&units));
            Ok(owners)
        }
        (Whose::Of(_) | Whose::Unit(_), _) => Err(Error::no_right(Operation::Find.code())),
        (Whose::Team, _) | (Whose::All, Scope::Team) => {
            let mut owners: Vec<Owner> = team(conn, me)?.into_iter().map(Owner::of).collect();
            let me = named_params! { ":me": me };
            let units: Vec<i64> = sql::all(conn, UNITS, me, |row| row.get(0))?;
            if !units.is_empty() {
                owners.push(Owner::of_units(&units));
            }
            Ok(owners)
        }
        (Whose::All, Scope::All) => {
            let everybody: Vec<i64> = sql::all(conn, EVERYBODY, [], |row| row.get(0))?;
            let nobody = Owner {
                staff: None,
                units: None,
            };
            Ok(everybody
                .into_iter()
                .map(Owner::of)
                .chain([nobody])
                .collect())
        }
    }
}

fn team(conn: &Connection, me: i64) -> Result<Vec<i64>> {
    sql::all(conn, TEAM, named_params! { ":me": me }, |row| row.get(0))
}
