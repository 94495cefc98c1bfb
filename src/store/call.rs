//! Calls as the telephone exchange tells them, one row per (call, extension): facts join in any
//! order, repeats change nothing. Must not know the exchange's folder of files (store::rings).

use rusqlite::{Connection, Row, named_params, params};

use super::LiveTx;
use super::authorise::Actor;
use super::house::Reader;
use super::{feed, setting, sql, staff as people};
use crate::domain::ids::{CallId, StaffId};
use crate::domain::interaction::Call;
use crate::domain::phone;
use crate::domain::ringing::{CallState, Facts, Said, TALK_LIMIT_MS, Telling};
use crate::domain::staff::Operation;
use crate::domain::time::{Instant, Now};
use crate::error::{Error, Result};

/// How long a call that nobody answered stays with its agent: over a weekend.
const MISSED_KEPT_MS: i64 = 3 * 24 * 60 * 60 * 1000;
/// Most calls of one person that are looked at.
const MOST: i64 = 100;

/// A sentence of the exchange, its number in normal form. Made before the lock is taken: the
/// numbering plans take 8 ms at their first use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    telling: Telling,
    digits: Option<String>,
}

impl Understood {
    /// Understands the number as somebody in `region` would dial it; a withheld one is none.
    pub fn new(telling: Telling, region: &str) -> Understood {
        let digits = match &telling.said {
            Said::Ring { number, .. } => phone::understand(number, region).ok().map(|p| p.digits),
            Said::Answer | Said::Hangup { .. } => None,
        };
        Understood { telling, digits }
    }

    /// What was told.
    pub fn telling(&self) -> &Telling {
        &self.telling
    }
}

/// What became of a sentence of the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// The call's row.
    pub call: CallId,
    /// Whose desk it is for; none: nobody has the extension.
    pub staff: Option<StaffId>,
}

const EXCHANGE: &str = "SELECT id FROM staff WHERE login = ?1";

/// The built-in staff member under whose name the exchange speaks.
pub(super) fn exchange(conn: &Connection) -> Result<StaffId> {
    let found = sql::one(conn, EXCHANGE, [people::EXCHANGE], |row| {
        row.get(0).map(StaffId)
    })?;
    found.ok_or_else(|| Error::Damaged("no exchange".to_owned()))
}

const WHO_HAS: &str = "SELECT id FROM staff WHERE ext = ?1 AND active = 1";

const KNOWN: &str = "SELECT id, staff_id, number, name, rang_at, answered_at, ended_at, digits
  FROM call WHERE call_id = ?1 AND ext = ?2";

const STORE: &str = "INSERT INTO call (call_id, ext, staff_id, number, digits, name, rang_at,
    answered_at, ended_at, missed, told_at)
  VALUES (:call_id, :ext, :staff, :number, :digits, :name, :rang, :answered, :ended, :missed, :at)
  ON CONFLICT (call_id, ext) DO UPDATE SET staff_id = excluded.staff_id,
    number = excluded.number, digits = excluded.digits, name = excluded.name,
    rang_at = excluded.rang_at, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
    missed = excluded.missed, told_at = max(told_at, excluded.told_at)
  RETURNING id";

/// Stores what the exchange told and rings it through to the desk with the extension, at once.
/// A repeat changes nothing and tells nobody.
pub fn tell(tx: &LiveTx<'_>, understood: &Understood) -> Result<Heard> {
    tx.authorise(Operation::Ring, None)?;
    let telling = &understood.telling;
    let known = known(tx.conn(), telling)?;
    let had = known.as_ref().and_then(|known| known.staff);
    let staff = match had {
        Some(staff) => Some(staff),
        None => who_has(tx.conn(), &telling.ext)?,
    };
    let before = known
        .as_ref()
        .map(|known| known.facts.clone())
        .unwrap_or_default();
    let after = before.clone().with(telling);
    if let Some(known) = &known
        && before == after
        && had == staff
    {
        return Ok(Heard {
            call: known.id,
            staff,
        });
    }
    let digits = known
        .and_then(|known| known.digits)
        .or_else(|| understood.digits.clone());
    let missed = after.state(tx.at) == CallState::Missed;
    let time = |instant: Option<Instant>| instant.map(|instant| instant.0);
    let id = sql::one(
        tx.conn(),
        STORE,
        named_params! {
            ":call_id": telling.call_id, ":ext": telling.ext,
            ":staff": staff.map(|staff| staff.0), ":number": after.number,
            ":digits": digits, ":name": after.name, ":rang": time(after.rang_at),
            ":answered": time(after.answered_at), ":ended": time(after.ended_at),
            ":missed": missed, ":at": telling.at.0,
        },
        |row| row.get(0).map(CallId),
    )?;
    let call = id.ok_or_else(|| Error::Damaged("call".to_owned()))?;
    feed::add(tx.conn(), tx.at, feed::CALL, None, staff)?;
    Ok(Heard { call, staff })
}

struct Known {
    id: CallId,
    staff: Option<StaffId>,
    digits: Option<String>,
    facts: Facts,
}

fn known(conn: &Connection, telling: &Telling) -> Result<Option<Known>> {
    let read = |row: &Row<'_>| {
        let time = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Instant));
        Ok(Known {
            id: CallId(row.get(0)?),
            staff: row.get::<_, Option<i64>>(1)?.map(StaffId),
            digits: row.get(7)?,
            facts: Facts {
                number: row.get(2)?,
                name: row.get(3)?,
                rang_at: time(4)?,
                answered_at: time(5)?,
                ended_at: time(6)?,
            },
        })
    };
    sql::one(conn, KNOWN, params![telling.call_id, telling.ext], read)
}

fn who_has(conn: &Connection, ext: &str) -> Result<Option<StaffId>> {
    sql::one(conn, WHO_HAS, [ext], |row| row.get(0).map(StaffId))
}

const MINE: &str = "SELECT id, number, digits, name, rang_at, answered_at, ended_at, missed,
    interaction_id IS NOT NULL
  FROM call WHERE staff_id = ?1 AND told_at > ?2 AND interaction_id IS NULL
  ORDER BY told_at DESC, id DESC LIMIT ?3";

/// The calls at this person's extension that want something of them, newest first: those that
/// ring or go on, those answered in the last eight hours and those missed in the last three days
/// that nobody has logged. A ring that the exchange has lost counts as missed.
pub fn mine(reader: &Reader, actor: &Actor, at: Instant) -> Result<Vec<Call>> {
    let since = at.0.saturating_sub(MISSED_KEPT_MS);
    let calls = sql::all(
        reader.conn(),
        MINE,
        params![actor.id.0, since, MOST],
        call_of,
    )?;
    let wanted = calls
        .into_iter()
        .filter_map(|mut call| match call.state(at) {
            CallState::Ringing | CallState::Talking => Some(call),
            CallState::Missed => {
                call.missed = true;
                Some(call)
            }
            CallState::Ended => {
                let ended = call.ended_at.unwrap_or(at);
                (at.0.saturating_sub(ended.0) <= TALK_LIMIT_MS).then_some(call)
            }
            CallState::Unknown => None,
        });
    let mut open = Vec::new();
    for call in wanted {
        let over = call.missed || call.ended_at.is_some();
        if !over || !is_dealt_with(reader, &call, at)? {
            open.push(call);
        }
    }
    Ok(open)
}

// As Today has it: by a call to whoever has the number, or by hand; what is put off is so till its
// day. A call that somebody else has answered is missed nowhere.
const DEALT_WITH: &str = "SELECT 1 FROM call k WHERE k.id = ?1 AND (
  k.answered_at IS NULL AND EXISTS (SELECT 1 FROM call o
    WHERE o.call_id = k.call_id AND o.answered_at IS NOT NULL)
  OR EXISTS (SELECT 1 FROM reason r CROSS JOIN reason_settlement s
    ON s.customer_id IS NULL AND s.rule = r.code AND s.occurrence = CAST(k.id AS TEXT)
    WHERE r.kind IN ('missed_call', 'not_logged') AND (s.until IS NULL OR s.until > ?2))
  OR EXISTS (SELECT 1 FROM reason r CROSS JOIN customer_phone p CROSS JOIN reason_settlement s
    ON s.customer_id = p.customer_id AND s.rule = r.code AND s.occurrence = CAST(k.id AS TEXT)
    WHERE p.digits = k.digits AND r.kind IN ('missed_call', 'not_logged')
      AND (s.until IS NULL OR s.until > ?2)))";

fn is_dealt_with(reader: &Reader, call: &Call, at: Instant) -> Result<bool> {
    let zone = setting::zone(reader)?;
    let today = Now { at, zone }.today().to_string();
    sql::exists(reader.conn(), DEALT_WITH, params![call.id.0, today])
}

const OF_EXCHANGE: &str =
    "SELECT id FROM call WHERE call_id = ?1 AND staff_id = ?2 ORDER BY told_at DESC LIMIT 1";

/// This person's call under the exchange's own name of it.
pub fn of_exchange(reader: &Reader, actor: &Actor, call_id: &str) -> Result<Option<CallId>> {
    let values = params![call_id, actor.id.0];
    sql::one(reader.conn(), OF_EXCHANGE, values, |row| {
        row.get(0).map(CallId)
    })
}

const ONE: &str = "SELECT id, number, digits, name, rang_at, answered_at, ended_at, missed,
    interaction_id IS NOT NULL
  FROM call WHERE id = ?1";

/// One call.
pub fn get(reader: &Reader, id: CallId) -> Result<Call> {
    sql::one(reader.conn(), ONE, [id.0], call_of)?.ok_or_else(|| Error::Gone(format!("call {id}")))
}

fn call_of(row: &Row<'_>) -> rusqlite::Result<Call> {
    let time = |column| row.get::<_, Option<i64>>(column).map(|at| at.map(Instant));
    Ok(Call {
        id: CallId(row.get(0)?),
        number: row.get(1)?,
        digits: row.get(2)?,
        name: row.get(3)?,
        rang_at: time(4)?,
        answered_at: time(5)?,
        ended_at: time(6)?,
        missed: row.get(7)?,
        logged: row.get(8)?,
    })
}
