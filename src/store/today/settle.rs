//! What is done with a reason: settled, snoozed, dismissed, by hand or by the call that was logged.
//! One row for each time that a reason comes. Must not know how lists are made.

use rusqlite::{Connection, params};

use super::super::{Tx, feed, reason, setting, sql};
use super::known::{self, CallsAt};
use crate::domain::ids::{CustomerId, InteractionId, StaffId};
use crate::domain::interaction::CallLog;
use crate::domain::staff::Operation;
use crate::domain::task::Source;
use crate::domain::time::{Day, Now};
use crate::domain::today::{Detail, Due, Rulebook, Settling, Whom, reasons};
use crate::error::{Error, Fault, Result};

/// The longest cause.
const CAUSE: usize = 200;

/// Does the same with reasons of several customers, or of numbers that nobody has; says of how
/// many customers. Whoever may log a call may do it.
pub fn settle(tx: &Tx<'_>, of: &[Whom], how: &Settling) -> Result<usize> {
    for (customer, _) in of {
        tx.authorise(Operation::Log, *customer)?;
    }
    let how = accepted(tx, how)?;
    let asked = Asked::new(tx)?;
    let mut touched = 0;
    for (customer, reasons) in of {
        let which = match customer {
            Some(customer) => asked.which(*customer, reasons)?,
            None => asked.calls(reasons)?,
        };
        for (rule, occurrence) in &which {
            keep(tx, *customer, (rule, occurrence), &how, None)?;
        }
        if let Some(customer) = customer {
            tx.touch(*customer);
        }
        touched += usize::from(!which.is_empty());
    }
    if of.iter().any(|(customer, _)| customer.is_none()) {
        tx.tell(feed::CALL);
    }
    Ok(touched)
}

/// Whether a call with this result settles what it was for.
pub(in crate::store) fn settles(tx: &Tx<'_>, disposition: &str) -> Result<bool> {
    sql::exists(tx.conn(), SETTLES, [disposition])
}

/// A call was logged: if its result settles, every reason that was due is done by it; one in vain
/// that says on which later day they are rung again puts all of them off until then.
pub(in crate::store) fn by_call(
    tx: &Tx<'_>,
    log: &CallLog,
    next_on: Option<Day>,
    interaction: InteractionId,
) -> Result<()> {
    let asked = Asked::new(tx)?;
    let (how, by) = if settles(tx, &log.disposition)? {
        (Settling::Settled, Some(interaction))
    } else {
        match next_on.filter(|day| *day > asked.now.today()) {
            // As put off by hand: it matters for as long as that does.
            Some(day) => (Settling::Snoozed(day), None),
            None => return Ok(()),
        }
    };
    let kept = |due: &Due| {
        matches!(due.detail, Detail::NextContact { by } if by != Some(tx.actor.id))
            && due.at.is_some_and(|at| at > tx.at)
    };
    for due in asked.due(log.customer)? {
        // A colleague's promise is theirs until its time.
        if kept(&due) {
            continue;
        }
        let which = (due.code.as_str(), due.occurrence.as_str());
        keep(tx, Some(log.customer), which, &how, by)?;
    }
    Ok(())
}

/// A reason was made a task, or the task was done, by this contact if by one: it is dealt with.
pub(in crate::store) fn by_task(
    tx: &Tx<'_>,
    customer: CustomerId,
    source: &Source,
    contact: Option<InteractionId>,
) -> Result<()> {
    let which = (source.reason.as_str(), source.occurrence.as_str());
    keep(tx, Some(customer), which, &Settling::Settled, contact)?;
    tx.mention(customer);
    Ok(())
}

const FREE: &str = "DELETE FROM reason_settlement
  WHERE customer_id = ?1 AND rule = ?2 AND occurrence = ?3 AND state = 'settled'";

/// The task of a reason was cancelled: it is due again.
pub(in crate::store) fn free(tx: &Tx<'_>, customer: CustomerId, source: &Source) -> Result<()> {
    let values = params![customer.0, source.reason, source.occurrence];
    sql::run(tx.conn(), FREE, values)?;
    tx.mention(customer);
    Ok(())
}

const SETTLES: &str = "SELECT 1 FROM choice
  WHERE list = 'disposition' AND code = ?1 AND settles = 1";

/// What cannot be: a day that is not to come, a cause that says nothing.
fn accepted(tx: &Tx<'_>, how: &Settling) -> Result<Settling> {
    match how {
        Settling::Settled => Ok(Settling::Settled),
        Settling::Snoozed(day) if *day <= now(tx)?.today() => {
            Err(Error::invalid("snooze", Fault::InThePast))
        }
        // Put off for good by a slip (`99y`), it would never be missed.
        Settling::Snoozed(day) if now(tx)?.days_until(*day) > Settling::FURTHEST => {
            Err(Error::invalid("snooze", Fault::OutOfRange))
        }
        Settling::Snoozed(day) => Ok(Settling::Snoozed(*day)),
        Settling::Dismissed(cause) => {
            let cause = super::super::customer::text("cause", cause, CAUSE)?;
            let cause = cause.ok_or_else(|| Error::invalid("cause", Fault::Empty))?;
            Ok(Settling::Dismissed(cause.to_owned()))
        }
    }
}

fn now(tx: &Tx<'_>) -> Result<Now> {
    let zone = setting::zone_of(tx.conn())?;
    Ok(Now { at: tx.at, zone })
}

struct Asked<'t, 'c> {
    tx: &'t Tx<'c>,
    now: Now,
    book: Rulebook,
}

const KNOWN: &str = "SELECT 1 FROM reason_settlement
  WHERE customer_id IS ?1 AND rule = ?2 AND occurrence = ?3";
const CALL: &str = "SELECT 1 FROM call WHERE id = ?1 AND interaction_id IS NULL";

impl<'t, 'c> Asked<'t, 'c> {
    fn new(tx: &'t Tx<'c>) -> Result<Asked<'t, 'c>> {
        Ok(Asked {
            tx,
            now: now(tx)?,
            book: reason::book_of(tx.conn(), &tx.actor)?,
        })
    }

    fn conn(&self) -> &'c Connection {
        self.tx.conn()
    }

    fn due(&self, customer: CustomerId) -> Result<Vec<Due>> {
        let actor = &self.tx.actor;
        let of = [customer.0];
        let known = known::gather(self.conn(), actor, &of, CallsAt::Anybody, self.now)?;
        let known = known
            .get(&customer.0)
            .ok_or_else(|| Error::Gone(customer.to_string()))?;
        Ok(reasons(&known.facts, &self.book, self.now))
    }

    /// The reasons meant, by rule and occurrence; none named: all that are due.
    fn which(
        &self,
        customer: CustomerId,
        named: &[(String, String)],
    ) -> Result<Vec<(String, String)>> {
        let due = self.due(customer)?;
        let pair = |due: &Due| (due.code.clone(), due.occurrence.clone());
        if named.is_empty() {
            return Ok(due.iter().map(pair).collect());
        }
        let mut which = Vec::new();
        for named in named {
            let is_due = due.iter().any(|due| pair(due) == *named);
            let values = params![customer.0, named.0, named.1];
            if !is_due && !sql::exists(self.conn(), KNOWN, values)? {
                return Err(Error::Gone("reason".to_owned()));
            }
            which.push(named.clone());
        }
        Ok(which)
    }

    /// Calls of a number that nobody has.
    fn calls(&self, named: &[(String, String)]) -> Result<Vec<(String, String)>> {
        for (rule, call) in named {
            let known = self.book.rules.iter().any(|known| known.code == *rule);
            let call: Option<i64> = call.parse().ok();
            if !known || !sql::exists(self.conn(), CALL, [call])? {
                return Err(Error::Gone("reason".to_owned()));
            }
        }
        Ok(named.to_vec())
    }
}

const CHANGE: &str = "UPDATE reason_settlement
  SET state = ?4, until = ?5, cause = ?6, interaction_id = ?7, staff_id = ?8, at = ?9
  WHERE customer_id IS ?1 AND rule = ?2 AND occurrence = ?3";
const ADD: &str =
    "INSERT INTO reason_settlement (customer_id, rule, occurrence, state, until, cause,
    interaction_id, staff_id, at, owner_id)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
    iif(?1 IS NULL, ?8, (SELECT owner_id FROM customer WHERE id = ?1)))";

fn keep(
    tx: &Tx<'_>,
    customer: Option<CustomerId>,
    (rule, occurrence): (&str, &str),
    how: &Settling,
    interaction: Option<InteractionId>,
) -> Result<()> {
    let (until, cause) = match how {
        Settling::Settled => (None, None),
        Settling::Snoozed(day) => (Some(day.to_string()), None),
        Settling::Dismissed(cause) => (None, Some(cause)),
    };
    let StaffId(staff) = tx.actor.id;
    let values = params![
        customer.map(|customer| customer.0),
        rule,
        occurrence,
        how.code(),
        until,
        cause,
        interaction.map(|interaction| interaction.0),
        staff,
        tx.at.0,
    ];
    if sql::run(tx.conn(), CHANGE, values)? == 0 {
        sql::run(tx.conn(), ADD, values)?;
    }
    Ok(())
}
