//! Contacts with customers: logged by agents, brought by files; the callbacks that they promise.
//! Must not know how the plan of the newest one is kept with the customer: that is derive.

use rusqlite::{named_params, params};

use super::authorise::{self, in_scope, scope_number};
use super::claim::{self, Claimed};
use super::customer::{NOTE, TEXT, coded, present, text};
use super::{Actor, Reader, Tx, setting, sql, today};
use crate::domain::ids::{CallId, CustomerId, InteractionId, PhoneId, StaffId};
use crate::domain::interaction::{CALL, CallLog, Callback, HEARD, NewInteraction, Note, Plan};
use crate::domain::nearest::Near;
use crate::domain::staff::Operation;
use crate::domain::time::{Day, Instant, Now};
use crate::error::{Error, Fault, Refusal, Result};

/// How many callbacks are listed.
const CALLBACKS: i64 = 200;

const ADD: &str = "INSERT INTO interaction
  (customer_id, kind, direction, at, staff_id, disposition, phone_id, note, next_on, next_at,
   place, cost, complaint, unanswered)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
    coalesce((SELECT complaint FROM choice WHERE list = 'disposition' AND code = ?6), 0),
    coalesce((SELECT NOT settles FROM choice WHERE list = 'disposition' AND code = ?6), 0))";

/// Logs a call: stamps what it says of the number, settles the exchange's call, keeps the plan.
pub fn log(tx: &Tx<'_>, log: &CallLog) -> Result<InteractionId> {
    tx.authorise(Operation::Log, Some(log.customer))?;
    made(tx, log, tx.actor.id)
}

/// Enters the call that a colleague made: it is theirs, the journal knows who entered it. The caller
/// has seen that the actor may speak for them; the customer is one that either may log calls of.
pub(super) fn log_for(tx: &Tx<'_>, log: &CallLog, by: StaffId) -> Result<InteractionId> {
    let whom = Some(log.customer);
    if let Err(refused) = tx.authorise(Operation::Log, whom) {
        // Whoever may log nothing enters nothing for others either.
        tx.authorise(Operation::Log, None)?;
        let theirs = authorise::actor(tx.conn(), by)
            .and_then(|actor| authorise::authorise(tx.conn(), &actor, tx.at, Operation::Log, whom));
        theirs.map_err(|_| refused)?;
    }
    made(tx, log, by)
}

fn made(tx: &Tx<'_>, log: &CallLog, by: StaffId) -> Result<InteractionId> {
    let conn = tx.conn();
    present(conn, log.customer)?;
    coded(tx, "disposition", "disposition", &log.disposition)?;
    let note = text("note", log.note.as_deref().unwrap_or_default(), NOTE)?;
    let direction = direction(log.direction.as_deref())?;
    let direction = direction.unwrap_or(if log.call.is_some() { "in" } else { "out" });
    let next_on = plan(tx, log.next_on, log.next_at)?;
    let phone = phone(tx, log)?;
    if let Some(call) = log.call {
        open_call(tx, call)?;
    }
    let id = sql::insert(
        conn,
        ADD,
        params![
            log.customer.0,
            CALL,
            direction,
            tx.at.0,
            by.0,
            log.disposition,
            phone.map(|phone| phone.0),
            note,
            next_on,
            log.next_at.map(|at| at.0),
            None::<String>,
            None::<i64>,
        ],
    )?;
    today::by_call(tx, log, next_on, InteractionId(id))?;
    if let Some(phone) = phone {
        sql::run(
            conn,
            STAMP,
            params![phone.0, log.disposition, tx.at.0, by.0],
        )?;
    }
    if let Some(call) = log.call {
        sql::run(
            conn,
            "UPDATE call SET interaction_id = ?2 WHERE id = ?1",
            [call.0, id],
        )?;
    }
    claim::done_with(tx, Claimed::Customer(log.customer))?;
    tx.contact(log.customer);
    Ok(InteractionId(id))
}

/// Enters a visit, an e-mail, a gift, what was heard of a rival: anything but a call.
pub fn note(tx: &Tx<'_>, new: &Note) -> Result<InteractionId> {
    tx.authorise(Operation::Log, Some(new.customer))?;
    let conn = tx.conn();
    present(conn, new.customer)?;
    coded(tx, "kind", "interaction_kind", &new.kind)?;
    if new.kind == CALL {
        return Err(Error::invalid("kind", Fault::Other("huoke log".to_owned())));
    }
    let part = |name, part: &'_ Option<String>, most| {
        let typed = part.as_deref().unwrap_or_default();
        text(name, typed, most).map(|text| text.map(str::to_owned))
    };
    let (place, said) = (
        part("place", &new.place, TEXT)?,
        part("note", &new.note, NOTE)?,
    );
    if place.is_none() && said.is_none() && new.cost.is_none() {
        return Err(Error::invalid("note", Fault::Empty));
    }
    if new.cost.is_some_and(|cost| cost < 0) {
        return Err(Error::invalid("cost", Fault::OutOfRange));
    }
    if new.at.is_some_and(|at| at > tx.at) {
        return Err(Error::invalid("on", Fault::OutOfRange));
    }
    let next_on = plan(tx, new.next_on, new.next_at)?;
    if next_on.is_some() && HEARD.contains(&new.kind.as_str()) {
        // Nobody spoke with them: nothing was promised.
        return Err(Error::invalid("next", Fault::OutOfRange));
    }
    let id = sql::insert(
        conn,
        ADD,
        params![
            new.customer.0,
            new.kind,
            direction(new.direction.as_deref())?,
            new.at.unwrap_or(tx.at).0,
            tx.actor.id.0,
            None::<String>,
            None::<i64>,
            said,
            next_on,
            new.next_at.map(|at| at.0),
            place,
            new.cost,
        ],
    )?;
    claim::done_with(tx, Claimed::Customer(new.customer))?;
    tx.contact(new.customer);
    Ok(InteractionId(id))
}

/// A disposition that says nothing of the number leaves it as it is.
const STAMP: &str = "UPDATE customer_phone
  SET validity = d.validity, validity_at = ?3, validity_by = ?4, validity_how = 'call',
    version = version + 1
  FROM (SELECT validity FROM choice WHERE list = 'disposition' AND code = ?2
        AND validity IS NOT NULL) d
  WHERE id = ?1";

const CALLED: &str = "SELECT p.id FROM customer_phone p JOIN call k ON k.digits = p.digits
  WHERE k.id = ?1 AND p.customer_id = ?2 ORDER BY p.member_id IS NOT NULL, p.id LIMIT 1";
const ONLY: &str = "SELECT min(id) FROM customer_phone WHERE customer_id = ?1 HAVING count(*) = 1";

/// The number that was used: the one said, else the call's, else the customer's only one.
fn phone(tx: &Tx<'_>, log: &CallLog) -> Result<Option<PhoneId>> {
    let conn = tx.conn();
    if let Some(phone) = log.phone {
        let theirs = "SELECT 1 FROM customer_phone WHERE id = ?1 AND customer_id = ?2";
        return if sql::exists(conn, theirs, [phone.0, log.customer.0])? {
            Ok(Some(phone))
        } else {
            Err(Error::Gone("phone".to_owned()))
        };
    }
    if let Some(call) = log.call {
        let called = sql::one(conn, CALLED, [call.0, log.customer.0], |row| row.get(0))?;
        return Ok(called.map(PhoneId));
    }
    Ok(sql::one(conn, ONLY, [log.customer.0], |row| row.get(0))?.map(PhoneId))
}

/// A call of this person that is not logged yet.
fn open_call(tx: &Tx<'_>, call: CallId) -> Result<()> {
    let query = "SELECT interaction_id IS NOT NULL FROM call WHERE id = ?1 AND staff_id = ?2";
    let logged: Option<bool> =
        sql::one(tx.conn(), query, [call.0, tx.actor.id.0], |row| row.get(0))?;
    match logged {
        Some(false) => Ok(()),
        Some(true) => Err(Error::Refused(Refusal::State("call.logged"))),
        None => Err(Error::Gone("call".to_owned())),
    }
}

fn direction(said: Option<&str>) -> Result<Option<&str>> {
    match said {
        None | Some("in" | "out") => Ok(said),
        Some(_) => {
            let nearest = Near::all(["in", "out"]);
            Err(Error::invalid("direction", Fault::Unknown { nearest }))
        }
    }
}

/// The day of the next contact: the one said, else the day of its time. Not before today.
fn plan(tx: &Tx<'_>, on: Option<Day>, at: Option<Instant>) -> Result<Option<Day>> {
    if on.is_none() && at.is_none() {
        return Ok(None);
    }
    let zone = setting::zone_of(tx.conn())?;
    let now = Now { at: tx.at, zone };
    let day = match (on, at) {
        (_, Some(at)) => now.day_of(at),
        (Some(day), None) => day,
        (None, None) => return Ok(None),
    };
    if day < now.today() {
        return Err(Error::invalid("next", Fault::InThePast));
    }
    Ok(Some(day))
}

/// Adds a contact of the past, as a file brings it: its plan may have gone by. `phone` is the
/// row of the number that was used.
pub fn bring(tx: &Tx<'_>, new: &NewInteraction, phone: Option<i64>) -> Result<InteractionId> {
    tx.authorise(Operation::Import, None)?;
    coded(tx, "kind", "interaction_kind", &new.kind)?;
    if let Some(disposition) = &new.disposition {
        coded(tx, "disposition", "disposition", disposition)?;
    }
    let note = text("note", new.note.as_deref().unwrap_or_default(), NOTE)?;
    let place = text("place", new.place.as_deref().unwrap_or_default(), TEXT)?;
    if new.cost.is_some_and(|cost| cost < 0) {
        return Err(Error::invalid("cost", Fault::OutOfRange));
    }
    if new.next_at.is_some() && new.next_on.is_none() {
        return Err(Error::invalid("next", Fault::Empty));
    }
    let id = sql::insert(
        tx.conn(),
        ADD,
        params![
            new.customer.0,
            new.kind,
            direction(new.direction.as_deref())?,
            new.at.0,
            new.staff.map(|staff| staff.0),
            new.disposition,
            phone,
            note,
            new.next_on.map(|day| day.to_string()),
            new.next_at.map(|at| at.0),
            place,
            new.cost,
        ],
    )?;
    tx.contact(new.customer);
    Ok(InteractionId(id))
}

const DUE: &str = concat!(
    "SELECT c.id, c.name, c.next_contact_at FROM customer c
     WHERE c.next_contact_by = :me AND c.next_contact_at <= :until AND c.state = 'active'
       AND NOT EXISTS (SELECT 1 FROM reason_settlement s JOIN reason r ON r.code = s.rule
         WHERE s.customer_id = c.id AND s.occurrence = CAST(c.planned_at AS TEXT)
           AND r.kind = 'next_contact' AND (s.until IS NULL OR s.until >= :day))
       AND ",
    in_scope!(),
    " ORDER BY c.next_contact_at LIMIT :limit"
);

/// What the person promised to call back by `until`, soonest first; not what was dealt with, or put
/// off to a later day.
pub fn callbacks(reader: &Reader, actor: &Actor, until: Instant) -> Result<Vec<Callback>> {
    let scope = authorise::scope(reader.conn(), actor, Operation::Show)?;
    let values = named_params! {
        ":me": actor.id.0, ":until": until.0, ":scope": scope_number(scope), ":limit": CALLBACKS,
        ":day": Now { at: until, zone: setting::zone(reader)? }.today().to_string(),
    };
    sql::all(reader.conn(), DUE, values, |row| {
        Ok(Callback {
            customer: CustomerId(row.get(0)?),
            name: row.get(1)?,
            at: Instant(row.get(2)?),
        })
    })
}

/// How many plans leave at most, of one's own customers and of others'.
const PLANS: i64 = 5000;

macro_rules! plans {
    ($whose:literal) => {
        concat!(
            "SELECT c.id, c.name, c.next_contact_on, c.next_contact_at FROM customer c
             WHERE ",
            $whose,
            " AND c.state = 'active'
               AND NOT EXISTS (SELECT 1 FROM reason_settlement s JOIN reason r ON r.code = s.rule
                 WHERE s.customer_id = c.id AND s.occurrence = CAST(c.planned_at AS TEXT)
                   AND r.kind = 'next_contact' AND s.until IS NULL)
               AND ",
            in_scope!(),
            " ORDER BY c.next_contact_on, c.next_contact_at LIMIT :limit"
        )
    };
}

const OWN_PLANS: &str = plans!("c.owner_id = :whose AND c.next_contact_on IS NOT NULL");
const PROMISED: &str = plans!(
    "c.next_contact_by = :whose AND c.next_contact_at IS NOT NULL AND c.owner_id IS NOT :whose"
);

/// When somebody's customers are to be contacted next, with a time of day or without, and whom else
/// they promised to call back at a time; as far as the actor may see these customers.
pub fn plans(reader: &Reader, actor: &Actor, whose: StaffId) -> Result<Vec<Plan>> {
    let scope = authorise::scope(reader.conn(), actor, Operation::Show)?;
    let mut plans = Vec::new();
    for query in [OWN_PLANS, PROMISED] {
        let values = named_params! {
            ":me": actor.id.0, ":whose": whose.0, ":scope": scope_number(scope), ":limit": PLANS,
        };
        plans.extend(sql::all(reader.conn(), query, values, |row| {
            let on: Option<String> = row.get(2)?;
            Ok(Plan {
                customer: CustomerId(row.get(0)?),
                name: row.get(1)?,
                on: on.and_then(|on| on.parse().ok()),
                at: row.get::<_, Option<i64>>(3)?.map(Instant),
            })
        })?);
    }
    plans.sort_by_key(|plan| (plan.on, plan.at, plan.customer.0));
    Ok(plans)
}
