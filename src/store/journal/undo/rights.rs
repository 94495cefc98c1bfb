//! Who may take an entry back: whoever may make such a change, on their own entries always, on
//! others' within the scope of the right. Must not know how it is taken back.

use rusqlite::{Connection, params};

use super::super::super::authorise::{self, Actor};
use super::super::super::{Tx, sql};
use super::target::Target;
use crate::domain::ids::CustomerId;
use crate::domain::staff::{Operation, Scope};
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

const TABLES: &str = "SELECT DISTINCT tbl FROM journal_row WHERE entry_id = ?1";
const CUSTOMERS: &str = "SELECT DISTINCT customer_id FROM journal_row
  WHERE entry_id = ?1 AND customer_id IS NOT NULL";
const TEAM: &str = "WITH RECURSIVE below (id) AS (
    SELECT unit_id FROM staff WHERE id = ?1
    UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT 1 FROM staff WHERE id = ?2 AND unit_id IN (SELECT id FROM below)";

/// Refuses, or names the customers that are out of reach now: what is taken back may bring them
/// within reach (one's own transfer), and is looked at again afterwards.
pub(super) fn check(
    conn: &Connection,
    actor: &Actor,
    at: Instant,
    target: &Target,
) -> Result<Vec<CustomerId>> {
    let refused = || Error::no_right(Operation::Undo.code());
    let undo = authorise::scope(conn, actor, Operation::Undo)?;
    let own = target.staff == actor.id;
    let theirs = match undo {
        Scope::All => true,
        Scope::Team => sql::exists(conn, TEAM, params![actor.id.0, target.staff.0])?,
        Scope::Own => false,
    };
    if !own && !theirs {
        return Err(refused());
    }
    let tables: Vec<String> = sql::all(conn, TABLES, [target.entry.0], |row| row.get(0))?;
    let level = is_level(conn, target)?;
    for table in &tables {
        let operation = match table.as_str() {
            "setting" | "choice" | "role_right" => Operation::Setting,
            "staff" | "org_unit" => Operation::Staff,
            "product" if level => Operation::Stock,
            "product" => Operation::Product,
            "staff_setting" if !own => return Err(refused()),
            _ => continue,
        };
        authorise::scope(conn, actor, operation)?;
    }
    let scope = match level {
        true => undo,
        false => reach(conn, actor, own, &tables)?,
    };
    if scope == Scope::All {
        return Ok(Vec::new());
    }
    if target.has_ranges() {
        return Err(refused());
    }
    let customers: Vec<i64> = sql::all(conn, CUSTOMERS, [target.entry.0], |row| row.get(0))?;
    let mut doubtful = Vec::new();
    for customer in customers.into_iter().map(CustomerId) {
        let reached = authorise::reaches(conn, actor, scope, customer)?
            || (own && authorise::at_hand(conn, actor, at, customer)?);
        if !reached {
            doubtful.push(customer);
        }
    }
    Ok(doubtful)
}

const FIRST: &str = "WITH RECURSIVE chain (id) AS (SELECT ?1 UNION ALL
    SELECT e.undoes FROM journal_entry e JOIN chain c ON e.id = c.id WHERE e.undoes IS NOT NULL)
  SELECT action = 'stock.level' FROM journal_entry WHERE id = (SELECT min(id) FROM chain)";

/// Whether it said when to order a product, or took that back, which touches nobody's customers.
fn is_level(conn: &Connection, target: &Target) -> Result<bool> {
    let found = sql::one(conn, FIRST, [target.entry.0], |row| row.get(0))?;
    Ok(found.unwrap_or(false))
}

/// What taking money and handing out goods writes.
const TRADE: [&str; 4] = ["payment", "sale_event", "stock_move", "held_goods_entry"];

/// Whose customers: in one's own entries those that one may change, or whose money one may take and
/// whose goods one may hand out where nothing else was done; in others' by the right to take back.
fn reach(conn: &Connection, actor: &Actor, own: bool, tables: &[String]) -> Result<Scope> {
    let undo = authorise::scope(conn, actor, Operation::Undo)?;
    if !own {
        return Ok(undo);
    }
    let trade = tables.iter().all(|table| TRADE.contains(&table.as_str()));
    let scope = |operation| authorise::scope(conn, actor, operation).ok();
    let traded = [Operation::Pay, Operation::Release].into_iter();
    match traded.filter_map(scope).max().filter(|_| trade) {
        Some(reach) => Ok(undo.max(reach)),
        None => Ok(undo.max(authorise::scope(conn, actor, Operation::Edit)?)),
    }
}

/// Refuses if one of them is still out of reach, or if nobody is left who may administrate.
pub(super) fn check_after(tx: &Tx<'_>, doubtful: &[CustomerId], own: bool) -> Result<()> {
    let conn = tx.conn();
    let admin = "SELECT 1 FROM staff WHERE role = 'admin' AND active = 1";
    if !sql::exists(conn, admin, [])? {
        return Err(Error::Refused(Refusal::LastAdmin));
    }
    // Whom one may change is not whose entries one may take back.
    let scope = authorise::scope(conn, &tx.actor, Operation::Edit).and_then(|edit| match own {
        true => Ok(edit),
        false => Ok(edit.min(authorise::scope(conn, &tx.actor, Operation::Undo)?)),
    });
    for &customer in doubtful {
        let scope = match &scope {
            Ok(scope) => *scope,
            Err(_) => return Err(Error::no_right(Operation::Undo.code())),
        };
        // One's own log ended the call's or the task's sight; taken back, it is there again.
        let reached = authorise::reaches(conn, &tx.actor, scope, customer)?
            || (own && authorise::at_hand(conn, &tx.actor, tx.at, customer)?);
        if !reached {
            return Err(Error::no_right(Operation::Undo.code()));
        }
    }
    Ok(())
}
