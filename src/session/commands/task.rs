//! What becomes of tasks, in the store. Must not know threads.

use crate::app::vocabulary::{Outcome, TaskDeed};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::interaction::{CallLog, Note};
use crate::domain::time::Day;
use crate::error::{Error, Refusal, Result};
use crate::store::{Asking, Done, LiveTx, Tx, Writer, interaction, task};

/// To how many tasks it was done, and when they come again.
type Came = (usize, Option<Day>);

/// Carries it out, all of it as one entry.
pub(super) fn carry_out(
    writer: &mut Writer,
    asking: &Asking,
    deed: &TaskDeed,
    told: super::Told<'_>,
) -> Result<Outcome> {
    if let TaskDeed::Read(seen) = deed {
        let read = |tx: &LiveTx<'_>| task::read(tx, seen);
        writer.live(asking, "read", false, read)?;
        return Ok(Outcome::Heard);
    }
    if let TaskDeed::Convert(new) = deed {
        let done = task::add_all(writer, asking, new, told)?;
        let given = done.answer;
        return Ok(Outcome::Given {
            entry: done.entry,
            counts: [given.added, given.taken, given.refused],
        });
    }
    let done = writer.change(asking, action(deed), |tx| apply(tx, deed))?;
    let customer = match deed {
        TaskDeed::Add(new) => new.customer,
        _ => None,
    };
    Ok(tasked(&done, customer))
}

/// Logs a call; the task that it was for is done by it if somebody was reached.
pub(super) fn log(
    writer: &mut Writer,
    asking: &Asking,
    id: Option<TaskId>,
    log: &CallLog,
) -> Result<Outcome> {
    let logged = |tx: &Tx<'_>| task::log(tx, log, id);
    let done = writer.change(asking, "interaction.log", logged)?;
    Ok(Outcome::Called {
        entry: done.entry,
        customer: log.customer,
        task: done.answer.task,
    })
}

/// Records a visit or a message; the task that it was for is done by it.
pub(super) fn note(
    writer: &mut Writer,
    asking: &Asking,
    id: Option<TaskId>,
    note: &Note,
) -> Result<Outcome> {
    let done = writer.change(asking, "note", |tx| match id {
        Some(id) => Ok((1, task::done_by_note(tx, id, note)?.again)),
        None => interaction::note(tx, note).map(|_| (1, None)),
    })?;
    Ok(tasked(&done, Some(note.customer)))
}

fn tasked(done: &Done<Came>, customer: Option<CustomerId>) -> Outcome {
    let (count, again) = done.answer;
    Outcome::Tasked {
        entry: done.entry,
        customer,
        count,
        again,
    }
}

/// The journal's code.
fn action(deed: &TaskDeed) -> &'static str {
    match deed {
        TaskDeed::Add(_) => "task.add",
        TaskDeed::Convert(_) => "task.convert",
        TaskDeed::Read(_) => "read",
        TaskDeed::Edit { .. } => "task.edit",
        TaskDeed::Done { .. } => "task.done",
        TaskDeed::Assign { .. } => "task.assign",
        TaskDeed::Postpone { .. } => "task.postpone",
        TaskDeed::Cancel { .. } => "task.cancel",
    }
}

fn apply(tx: &Tx<'_>, deed: &TaskDeed) -> Result<Came> {
    match deed {
        TaskDeed::Add(new) => task::add(tx, new).map(|_| (1, None)),
        // Carried out before.
        TaskDeed::Read(_) => Ok((0, None)),
        TaskDeed::Convert(new) => {
            new.iter()
                .try_for_each(|new| task::add(tx, new).map(|_| ()))?;
            Ok((new.len(), None))
        }
        TaskDeed::Edit { task, edit } => task::edit(tx, *task, edit).map(|_| (1, None)),
        TaskDeed::Done {
            tasks,
            result,
            follow_up,
        } => {
            let mut again = None;
            let count = each(tasks, |id| {
                again = task::done(tx, id, Some(result))?.again;
                Ok(())
            })?;
            if let Some(new) = follow_up {
                task::add(tx, new)?;
            }
            Ok((count, again))
        }
        TaskDeed::Assign { tasks, to } => Ok((
            each(tasks, |id| task::assign(tx, id, *to).map(|_| ()))?,
            None,
        )),
        TaskDeed::Postpone { tasks, until } => {
            let count = each(tasks, |id| task::postpone(tx, id, *until).map(|_| ()))?;
            Ok((count, None))
        }
        TaskDeed::Cancel { tasks, reason } => {
            Ok((each(tasks, |id| task::cancel(tx, id, reason))?, None))
        }
    }
}

/// Does it to each; those that somebody has closed meanwhile are left, unless these are all.
fn each(tasks: &[TaskId], mut one: impl FnMut(TaskId) -> Result<()>) -> Result<usize> {
    let mut count = 0;
    let mut closed = None;
    for id in tasks {
        match one(*id) {
            Ok(()) => count += 1,
            Err(why) if is_closed(&why) => closed = Some(why),
            Err(why) => return Err(why),
        }
    }
    match closed {
        Some(why) if count == 0 => Err(why),
        _ => Ok(count),
    }
}

fn is_closed(why: &Error) -> bool {
    match why {
        Error::Gone(_) => true,
        Error::Refused(Refusal::State(what)) => matches!(*what, "task.done" | "task.cancelled"),
        _ => false,
    }
}
