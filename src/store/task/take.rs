//! Taking the next task, and what became of tasks that somebody has not seen yet. Must not know
//! how either is shown.

use rusqlite::{named_params, params};

use super::super::authorise::{self, Actor};
use super::super::claim::{self, Claimed};
use super::super::{LiveTx, Reader, Tx, feed, sql};
use super::list::{Filter, Of, within_reach};
use super::{one, task, tasks};
use crate::domain::ids::{EntryId, TaskId};
use crate::domain::staff::Operation;
use crate::domain::task::Task;
use crate::error::Result;

/// How far down the queue it is looked for one that nobody is at.
const LOOKED_AT: usize = 200;
/// How many are counted.
const COUNTED: i64 = 1000;

/// What keeps others off a task: its customer, so that nobody else rings them.
pub fn claimed(task: &Task) -> Claimed {
    match &task.customer {
        Some(whom) => Claimed::Customer(whom.id),
        None => Claimed::Task(task.id),
    }
}

/// Leaves what this desk was at, and takes the most pressing task that nobody else is at: one's own
/// before those of the unit; not `skip`, which was looked at and left.
pub fn take_next(
    tx: &LiveTx<'_>,
    skip: Option<TaskId>,
    desk: Option<&str>,
) -> Result<Option<Task>> {
    tx.authorise(Operation::Task, None)?;
    claim::release_all(tx, desk)?;
    for of in [Of::Mine, Of::Pool] {
        let open = within_reach(tx.conn(), &tx.actor, &Filter::open(of, LOOKED_AT))?;
        for task in open {
            if Some(task.id) != skip && claim::try_take(tx, claimed(&task), desk)? {
                return Ok(Some(task));
            }
        }
    }
    Ok(None)
}

/// Takes this one; refused while somebody else is at it.
pub fn take(tx: &LiveTx<'_>, id: TaskId, desk: Option<&str>) -> Result<Task> {
    tx.authorise(Operation::Task, None)?;
    let task = one(tx.conn(), &tx.actor, id)?;
    match claimed(&task) {
        what if claim::try_take(tx, what, desk)? => Ok(task),
        what => claim::take(tx, what, desk).map(|()| task),
    }
}

/// Leaves it to others.
pub fn leave(tx: &LiveTx<'_>, id: TaskId) -> Result<()> {
    tx.authorise(Operation::Task, None)?;
    let task = one(tx.conn(), &tx.actor, id)?;
    claim::release(tx, claimed(&task))
}

const NEWS: &str = concat!(
    tasks!(),
    "WHERE t.unread_by = :me ORDER BY t.id DESC LIMIT :limit"
);
const UNREAD: &str = "SELECT count(*) FROM (SELECT 1 FROM task WHERE unread_by = ?1 LIMIT ?2)";
const READ: &str = "UPDATE task SET unread_by = NULL WHERE unread_by = ?1 AND id = ?2";
const READ_ALL: &str = "UPDATE task SET unread_by = NULL WHERE id IN
  (SELECT id FROM task WHERE unread_by = ?1 LIMIT 1000)";

/// What the person has not seen yet: tasks that were given to them, and what became of those that
/// they gave; the newest first.
pub fn news(reader: &Reader, actor: &Actor, limit: usize) -> Result<Vec<Task>> {
    authorise::scope(reader.conn(), actor, Operation::Task)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let values = named_params! { ":me": actor.id.0, ":limit": limit };
    sql::all(reader.conn(), NEWS, values, task)
}

/// How many these are; no more than a thousand are counted.
pub fn unread(reader: &Reader, actor: &Actor) -> Result<usize> {
    let values = params![actor.id.0, COUNTED];
    let count: Option<i64> = sql::one(reader.conn(), UNREAD, values, |row| row.get(0))?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(0))
}

/// What was told of is not so any more: whoever heard of it hears that too; whose a task is that was
/// put back hears of it anew.
const TAKEN_BACK: &str = "UPDATE task
  SET unread_by = CASE WHEN assigner_id <> ?1 THEN assigner_id ELSE nullif(assignee_id, ?1) END
  WHERE id IN (SELECT key FROM journal_row
    WHERE entry_id = ?2 AND tbl = 'task')";

/// What an entry did to tasks was taken back, or put back.
pub(in crate::store) fn taken_back(tx: &Tx<'_>, entry: EntryId) -> Result<()> {
    if sql::run(tx.conn(), TAKEN_BACK, params![tx.actor.id.0, entry.0])? > 0 {
        tx.tell(feed::TASK);
    }
    Ok(())
}

/// The person has seen what became of these tasks; none named: of all.
pub fn read(tx: &LiveTx<'_>, seen: &[TaskId]) -> Result<()> {
    tx.authorise(Operation::Task, None)?;
    let me = tx.actor.id.0;
    if seen.is_empty() {
        return sql::run(tx.conn(), READ_ALL, [me]).map(|_| ());
    }
    for id in seen {
        sql::run(tx.conn(), READ, [me, id.0])?;
    }
    Ok(())
}
