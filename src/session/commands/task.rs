//! What becomes of tasks, in the store. Must not know threads.

use super::saved;
use crate::app::vocabulary::{Outcome, TaskDeed};
use crate::domain::ids::{CustomerId, TaskId};
use crate::domain::task::NewTask;
use crate::error::Result;
use crate::store::{Asking, Tx, Writer, task};

/// Carries it out, all of it as one entry.
pub(super) fn carry_out(
    writer: &mut Writer,
    asking: &Asking,
    deed: TaskDeed,
    told: super::Told<'_>,
) -> Result<Outcome> {
    if let TaskDeed::Convert(new) = &deed {
        let done = task::add_all(writer, asking, new, told)?;
        let given = done.answer;
        return Ok(Outcome::Given {
            entry: done.entry,
            counts: [given.added, given.taken, given.refused],
        });
    }
    let (action, customer, count) = (action(&deed), about(&deed), count(&deed));
    let done = writer.change(asking, action, |tx| apply(tx, &deed))?;
    Ok(saved(&done, customer, count))
}

/// The journal's code.
fn action(deed: &TaskDeed) -> &'static str {
    match deed {
        TaskDeed::Add(_) => "task.add",
        TaskDeed::Convert(_) => "task.convert",
        TaskDeed::Edit { .. } => "task.edit",
        TaskDeed::Done { .. } => "task.done",
        TaskDeed::Assign { .. } => "task.assign",
        TaskDeed::Postpone { .. } => "task.postpone",
        TaskDeed::Cancel { .. } => "task.cancel",
    }
}

/// The customer whose card shows it, where the deed names one.
fn about(deed: &TaskDeed) -> Option<CustomerId> {
    match deed {
        TaskDeed::Add(new) => new.customer,
        _ => None,
    }
}

fn count(deed: &TaskDeed) -> usize {
    match deed {
        TaskDeed::Add(_) | TaskDeed::Edit { .. } => 1,
        TaskDeed::Convert(new) => new.len(),
        TaskDeed::Done { tasks, .. }
        | TaskDeed::Assign { tasks, .. }
        | TaskDeed::Postpone { tasks, .. }
        | TaskDeed::Cancel { tasks, .. } => tasks.len(),
    }
}

fn apply(tx: &Tx<'_>, deed: &TaskDeed) -> Result<()> {
    let each = |tasks: &[TaskId], one: &dyn Fn(TaskId) -> Result<()>| {
        tasks.iter().try_for_each(|task| one(*task))
    };
    match deed {
        TaskDeed::Add(new) => task::add(tx, new).map(|_| ()),
        TaskDeed::Convert(new) => new
            .iter()
            .try_for_each(|new| task::add(tx, new).map(|_| ())),
        TaskDeed::Edit { task, edit } => task::edit(tx, *task, edit).map(|_| ()),
        TaskDeed::Done {
            tasks,
            result,
            follow_up,
        } => {
            let result = Some(result.as_str());
            each(tasks, &|id| task::done(tx, id, result).map(|_| ()))?;
            follows(tx, follow_up.as_deref())
        }
        TaskDeed::Assign { tasks, to } => each(tasks, &|id| task::assign(tx, id, *to).map(|_| ())),
        TaskDeed::Postpone { tasks, until } => {
            each(tasks, &|id| task::postpone(tx, id, *until).map(|_| ()))
        }
        TaskDeed::Cancel { tasks, reason } => each(tasks, &|id| task::cancel(tx, id, reason)),
    }
}

fn follows(tx: &Tx<'_>, new: Option<&NewTask>) -> Result<()> {
    new.map_or(Ok(()), |new| task::add(tx, new).map(|_| ()))
}
