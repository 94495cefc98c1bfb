//! What a person's connection keeps in memory to answer each key fast: which customers are theirs
//! and which are in their scope (two bitmaps), and the keys of their own. Renewed by the feed;
//! without it each answer reads what it needs. Must not know what is typed.

use rusqlite::{Connection, named_params, params};

use super::super::authorise::{self, Actor, in_team};
use super::super::{Reader, setting, sql, storage};
use super::bitmap::Bitmap;
use super::own::{MOST, Mine, One};
use super::rows::Staff;
use crate::domain::ids::CustomerId;
use crate::domain::staff::{Operation, Scope};
use crate::error::Result;

/// Who looks for customers, and what is kept for them.
#[derive(Debug, Clone)]
pub struct Seeker {
    actor: Actor,
    region: Option<String>,
    pub(super) loaded: Option<Loaded>,
}

/// What was loaded.
#[derive(Debug, Clone, Default)]
pub(super) struct Loaded {
    /// The scope of `find` at that time; none: the actor might not find.
    pub(super) scope: Option<Scope>,
    pub(super) own: Bitmap,
    /// Own ones too; empty where the scope is all.
    pub(super) team: Bitmap,
    pub(super) mine: Mine,
    /// `mine` holds every own customer.
    pub(super) complete: bool,
    /// Names of owners; empty until everything is loaded.
    pub(super) staff: Staff,
}

impl Loaded {
    /// Which customers are the actor's and in scope, without their keys.
    pub(super) fn glance(conn: &Connection, actor: &Actor, scope: Option<Scope>) -> Result<Loaded> {
        let mut loaded = Loaded {
            scope,
            ..Loaded::default()
        };
        each_id(conn, OWN_IDS, actor.id.0, &mut loaded.own)?;
        if scope == Some(Scope::Team) {
            loaded.team = loaded.own.clone();
            each_id(conn, TEAM_IDS, actor.id.0, &mut loaded.team)?;
        }
        Ok(loaded)
    }

    /// Whether the customer was in scope.
    pub(super) fn reaches(&self, id: i64) -> bool {
        match self.scope {
            Some(Scope::All) => true,
            Some(Scope::Team) => self.team.has(id),
            Some(Scope::Own) => self.own.has(id),
            None => false,
        }
    }
}

// Who is void is found by nothing, and is in no index by owner.
const OWN_IDS: &str = "SELECT id FROM customer WHERE owner_id = ?1 AND state = 'active'";
const TEAM_IDS: &str = "WITH RECURSIVE below (id) AS (
    SELECT unit_id FROM staff WHERE id = ?1
    UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
  SELECT id FROM customer WHERE state = 'active' AND owner_id IN
    (SELECT id FROM staff WHERE unit_id IN (SELECT id FROM below))
  UNION ALL SELECT id FROM customer WHERE state = 'active' AND owner_id IS NULL
    AND unit_id IN (SELECT id FROM below)";
const MINE: &str = "SELECT c.id, c.last_contact_at, k.names, k.digits
  FROM customer c JOIN key_source k ON k.customer_id = c.id
  WHERE c.owner_id = ?1 AND c.state = 'active' ORDER BY c.last_contact_at DESC LIMIT ?2";
const STAFF: &str = "SELECT id, name FROM staff";
const ONE: &str = concat!(
    "SELECT c.owner_id IS :me, :team AND ",
    in_team!(),
    ", c.last_contact_at, k.names, k.digits
  FROM customer c JOIN key_source k ON k.customer_id = c.id WHERE c.id = :id"
);

impl Seeker {
    /// Knows nobody yet: each answer begins with reading which customers are theirs, and of long
    /// ranges own ones come first only within what is read. A process that answers one question
    /// (`huoke find`) needs no more.
    pub fn new(actor: Actor) -> Seeker {
        Seeker {
            actor,
            region: None,
            loaded: None,
        }
    }

    /// Who looks.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Where numbers without a country code belong.
    pub(super) fn region(&self, reader: &Reader) -> Result<String> {
        match &self.region {
            Some(region) => Ok(region.clone()),
            None => setting::get(reader, setting::REGION),
        }
    }

    /// Loads everything (after the first frame; some 40 ms for 20,000 own customers), and again
    /// when settings, rights or people have changed.
    pub fn load(&mut self, reader: &Reader) -> Result<()> {
        let conn = reader.conn();
        self.region = Some(setting::get(reader, setting::REGION)?);
        let [scope] = authorise::scopes(conn, &self.actor, [Operation::Find])?;
        let mut loaded = Loaded::glance(conn, &self.actor, scope)?;
        let mut mine = Mine::default();
        each_own(conn, self.actor.id.0, &mut mine)?;
        let staff = sql::all(conn, STAFF, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        loaded.staff = staff.into_iter().collect();
        loaded.complete = mine.len() < MOST;
        loaded.mine = mine;
        self.loaded = Some(loaded);
        Ok(())
    }

    /// Renews what is kept of these customers; `many`: of all. What the feed says, nothing more.
    pub fn renew(&mut self, reader: &Reader, customers: &[CustomerId], many: bool) -> Result<()> {
        if self.loaded.is_none() {
            return Ok(());
        }
        if many {
            return self.load(reader);
        }
        for &customer in customers {
            self.renew_one(reader.conn(), customer.0)?;
        }
        Ok(())
    }

    fn renew_one(&mut self, conn: &Connection, id: i64) -> Result<()> {
        let Some(loaded) = &mut self.loaded else {
            return Ok(());
        };
        let team = loaded.scope == Some(Scope::Team);
        let values = named_params! { ":me": self.actor.id.0, ":team": team, ":id": id };
        let found = sql::one(conn, ONE, values, |row| {
            let (own, team): (bool, Option<bool>) = (row.get(0)?, row.get(1)?);
            let (names, digits): (String, String) = (row.get(3)?, row.get(4)?);
            let one = One {
                id,
                last_contact_at: row.get(2)?,
            };
            Ok((own, team == Some(true), one, names, digits))
        })?;
        let (own, team) = found
            .as_ref()
            .map_or((false, false), |(own, team, ..)| (*own, *team));
        loaded.own.set(id, own);
        loaded.team.set(id, team);
        loaded.mine.remove(id);
        match found.filter(|_| own) {
            Some((_, _, one, names, digits)) if loaded.mine.len() < MOST => {
                loaded.mine.push(one, &names, &digits);
            }
            Some(_) => loaded.complete = false,
            None => {}
        }
        Ok(())
    }
}

/// Own customers, the last contacted first, each into memory as it is read.
fn each_own(conn: &Connection, me: i64, mine: &mut Mine) -> Result<()> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut statement = conn.prepare_cached(MINE).map_err(storage)?;
    let mut rows = statement.query(params![me, most]).map_err(storage)?;
    while let Some(row) = rows.next().map_err(storage)? {
        let one = One {
            id: row.get(0).map_err(storage)?,
            last_contact_at: row.get(1).map_err(storage)?,
        };
        let (names, digits): (String, String) =
            (row.get(2).map_err(storage)?, row.get(3).map_err(storage)?);
        mine.push(one, &names, &digits);
    }
    Ok(())
}

fn each_id(conn: &Connection, statement: &str, me: i64, into: &mut Bitmap) -> Result<()> {
    let mut statement = conn.prepare_cached(statement).map_err(storage)?;
    let mut rows = statement.query([me]).map_err(storage)?;
    while let Some(row) = rows.next().map_err(storage)? {
        into.set(row.get(0).map_err(storage)?, true);
    }
    Ok(())
}
