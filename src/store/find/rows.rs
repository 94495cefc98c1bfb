//! From ids to rows as a list shows them: one statement that checks the scope again, how much of
//! each the asker may see, and whose number it was. Must not know how they were found.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::super::authorise::{self, Actor, in_team};
use super::super::sql;
use super::typed::Typed;
use crate::domain::customer::{FoundRow, MatchedBy, Sight};
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::name;
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Instant;
use crate::error::Result;

/// What the asker may do, in which scope; none: not at all.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Scopes {
    pub(in crate::store) find: Option<Scope>,
    show: Option<Scope>,
    reveal: Option<Scope>,
}

impl Scopes {
    pub(in crate::store) fn read(conn: &Connection, actor: &Actor) -> Result<Scopes> {
        let asked = [Operation::Find, Operation::Show, Operation::Reveal];
        let [find, show, reveal] = authorise::scopes(conn, actor, asked)?;
        Ok(Scopes { find, show, reveal })
    }

    /// Whether any of them asks for the team, which costs a little.
    pub(in crate::store) fn ask_for_team(&self) -> bool {
        [self.find, self.show, self.reveal].contains(&Some(Scope::Team))
    }

    /// How much may be seen of a customer who is the asker's own, or the team's. A call that
    /// the asker has with them (asked only where it matters) gives full sight.
    pub(in crate::store) fn sight(
        &self,
        own: bool,
        team: bool,
        on_call: impl FnOnce() -> Result<bool>,
    ) -> Result<Sight> {
        let reach = |scope| reaches(scope, own, team);
        let sight = match (reach(self.show), reach(self.reveal)) {
            (true, true) => return Ok(Sight::Full),
            (true, false) => Sight::Masked,
            (false, _) => Sight::PutThrough,
        };
        Ok(if on_call()? { Sight::Full } else { sight })
    }
}

fn reaches(scope: Option<Scope>, own: bool, team: bool) -> bool {
    match scope {
        Some(Scope::All) => true,
        Some(Scope::Team) => own || team,
        Some(Scope::Own) => own,
        None => false,
    }
}

/// A row, and what the ranking needs of it.
#[derive(Debug, Clone)]
pub(super) struct Fetched {
    pub(super) row: FoundRow,
    pub(super) own: bool,
    /// In the scope of `find`.
    pub(super) in_scope: bool,
    /// Whose the primary number is, where it is not the customer's.
    primary_member: Option<i64>,
}

const ROWS: &str = concat!(
    "SELECT c.id, c.code, c.name, c.card_no, c.tier, c.grade, c.owner_id, c.primary_phone,
    c.primary_member, c.last_contact_at, c.do_not_call, c.owner_id IS :me, :team AND ",
    in_team!(),
    " FROM customer c WHERE c.id IN (SELECT value FROM json_each(:ids)) AND c.state = 'active'"
);

/// The rows of these customers, in no order; void ones are left out. Nobody is left out for
/// being out of scope: see [`Fetched::in_scope`] and the row's sight.
pub(super) fn fetch(
    conn: &Connection,
    actor: &Actor,
    scopes: &Scopes,
    ids: &[i64],
    at: Instant,
) -> Result<Vec<Fetched>> {
    let values = named_params! {
        ":me": actor.id.0, ":team": scopes.ask_for_team(), ":ids": json(ids),
    };
    let found = sql::all(conn, ROWS, values, |row| {
        let own = row.get(11)?;
        let team: Option<bool> = row.get(12)?;
        let fetched = FoundRow {
            id: CustomerId(row.get(0)?),
            code: row.get(1)?,
            name: row.get(2)?,
            card_no: row.get(3)?,
            tier: row.get(4)?,
            grade: row.get(5)?,
            owner: row.get::<_, Option<i64>>(6)?.map(StaffId),
            owner_name: None,
            digits: row.get(7)?,
            whose: None,
            last_contact_at: row.get::<_, Option<i64>>(9)?.map(Instant),
            do_not_call: row.get(10)?,
            sight: Sight::PutThrough,
            matched_by: MatchedBy::Recent,
        };
        Ok((fetched, own, team == Some(true), row.get(8)?))
    })?;
    let mut rows = Vec::with_capacity(found.len());
    for (mut row, own, team, primary_member) in found {
        let id = row.id;
        // Without an extension nobody rings.
        let on_call = || Ok(actor.ext.is_some() && authorise::on_call(conn, actor, at, id)?);
        row.sight = scopes.sight(own, team, on_call)?;
        let in_scope = reaches(scopes.find, own, team);
        rows.push(Fetched {
            row,
            own,
            in_scope,
            primary_member,
        });
    }
    Ok(rows)
}

/// Row numbers as `json_each` takes them.
pub(in crate::store) fn json(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}

const OWNERS: &str = "SELECT id, name FROM staff WHERE id IN (SELECT value FROM json_each(?1))";
const PHONES: &str = "SELECT customer_id, digits, member_id FROM customer_phone
  WHERE customer_id IN (SELECT value FROM json_each(?1)) ORDER BY position, id";
const MEMBER: &str = "SELECT relation, name FROM family_member WHERE id = ?1";
const MEMBERS: &str = "SELECT relation, name FROM family_member WHERE customer_id = ?1
  ORDER BY position, id";

/// Names of staff by row.
pub(super) type Staff = HashMap<i64, String>;

/// Fills in what only the rows on the screen need: names of owners (those that are not in
/// `known`, which may be empty, are read), the number that matched and whose it is; and takes
/// away what may not be seen.
pub(super) fn complete(
    conn: &Connection,
    typed: &Typed,
    found: Vec<Fetched>,
    known: &Staff,
) -> Result<Vec<FoundRow>> {
    let owners: Vec<i64> = found
        .iter()
        .filter_map(|one| one.row.owner.map(|owner| owner.0))
        .filter(|owner| !known.contains_key(owner))
        .collect();
    let mut read = Staff::new();
    if !owners.is_empty() {
        let named = sql::all(conn, OWNERS, [json(&owners)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        read.extend(named);
    }
    let named = |owner: i64| known.get(&owner).or_else(|| read.get(&owner)).cloned();
    let numbers = other_numbers(conn, typed, &found)?;
    let mut rows = Vec::with_capacity(found.len());
    for Fetched {
        mut row,
        primary_member,
        ..
    } in found
    {
        row.owner_name = row.owner.and_then(|owner| named(owner.0));
        let member = match numbers.get(&row.id.0) {
            Some((digits, member)) => {
                row.digits = Some(digits.clone());
                *member
            }
            None => primary_member,
        };
        row.whose = match member {
            _ if row.matched_by == MatchedBy::Member => member_named(conn, row.id, &typed.term)?,
            Some(id) => sql::one(conn, MEMBER, [id], |row| Ok((row.get(0)?, row.get(1)?)))?,
            None => None,
        };
        rows.push(if row.sight == Sight::PutThrough {
            put_through(row)
        } else {
            row
        });
    }
    Ok(rows)
}

/// Numbers that matched though they are not the primary one: digits and whose.
fn other_numbers(
    conn: &Connection,
    typed: &Typed,
    found: &[Fetched],
) -> Result<HashMap<i64, (String, Option<i64>)>> {
    let by_number =
        |row: &FoundRow| matches!(row.matched_by, MatchedBy::Number | MatchedBy::Digits);
    let elsewhere: Vec<i64> = found
        .iter()
        .map(|one| &one.row)
        .filter(|row| by_number(row))
        .filter(|row| {
            !row.digits
                .as_ref()
                .is_some_and(|digits| typed.shown_by(row, digits))
        })
        .map(|row| row.id.0)
        .collect();
    let mut numbers = HashMap::new();
    if elsewhere.is_empty() {
        return Ok(numbers);
    }
    let phones = sql::all(conn, PHONES, [json(&elsewhere)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get(2)?))
    })?;
    for whole_first in [true, false] {
        for (customer, digits, member) in &phones {
            let matches = if whole_first {
                typed.whole.contains(digits)
            } else {
                typed.is_in(digits)
            };
            if matches {
                numbers
                    .entry(*customer)
                    .or_insert_with(|| (digits.clone(), *member));
            }
        }
    }
    Ok(numbers)
}

/// The family member or contact person whose name begins so somewhere: relation and name.
fn member_named(
    conn: &Connection,
    customer: CustomerId,
    term: &str,
) -> Result<Option<(Option<String>, String)>> {
    let members: Vec<(Option<String>, String)> = sql::all(conn, MEMBERS, [customer.0], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let named = |name: &str| {
        name::terms(name)
            .iter()
            .any(|(own, _)| own.starts_with(term))
    };
    Ok(members.into_iter().find(|(_, name)| named(name)))
}

/// Name, owner and "put through" only; the number stays, it is the one that was asked for.
fn put_through(row: FoundRow) -> FoundRow {
    FoundRow {
        code: String::new(),
        card_no: None,
        tier: None,
        grade: None,
        whose: None,
        last_contact_at: None,
        do_not_call: false,
        ..row
    }
}
