//! `huoke task edit`: other words, time, person or priority for an open task. Must not know how
//! tasks are stored.

use super::super::args_task::Edit as Said;
use super::super::context::{Context, Desk};
use super::super::stop::Stop;
use super::{One, kind, often, when, whose};
use crate::domain::ids::TaskId;
use crate::domain::task::{Edit, Priority};
use crate::error::{Error, Fault};
use crate::store::{Tx, task};

/// Runs it.
pub(super) fn run(context: &mut Context, desk: &Desk, args: &Said) -> Result<(), Stop> {
    let parts = [
        &args.title,
        &args.kind,
        &args.note,
        &args.to,
        &args.due,
        &args.priority,
        &args.every,
    ];
    let said = format!("{parts:?}");
    let one = One::of(args.id, "task.edit", &said, &args.writing);
    let apply = |tx: &Tx<'_>, edit| task::edit(tx, TaskId(args.id), &edit);
    let look = || Ok(edit(desk, args)?);
    one.change(context, desk, look, apply, |text, changed| match changed {
        true => (text.task.edited)(args.id),
        false => (text.task.same)(args.id),
    })
}

fn edit(desk: &Desk, args: &Said) -> Result<Edit, Error> {
    // An empty text takes away what was there.
    let given = |typed: &str| !typed.trim().is_empty();
    let due = args.due.as_deref();
    let due = due.map(|due| given(due).then(|| when(desk, due)).transpose());
    let every = args.every.as_deref();
    let every = every.map(|every| given(every).then(|| often(desk, every)).transpose());
    let every = every.transpose()?;
    // An hour or a day that is said with it is when it is due, unless that is said too.
    let first = every.flatten().and_then(|(_, first)| first);
    let due = due.transpose()?.or(first.map(Some));
    let every = every.map(|every| every.map(|(every, _)| every));
    if let (Some(Some(every)), Some(Some(due))) = (every, due)
        && !every.fits(due.on)
    {
        return Err(Error::invalid("due", Fault::OtherDay));
    }
    let of_kind = args.kind.as_deref();
    let to = args.to.as_deref();
    Ok(Edit {
        kind: of_kind.map(|typed| kind(desk, typed)).transpose()?,
        title: args.title.clone(),
        note: args.note.clone(),
        to: to.map(|to| whose(desk, to)).transpose()?,
        due,
        // clap lets no other code through.
        priority: args.priority.as_deref().and_then(Priority::from_code),
        every,
    })
}
