//! `huoke task`: tasks given, done, handed over. Must not know how they are stored.

mod add;
mod back;
mod convert;
mod edit;
mod list;
mod out;
mod report;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::args::Writing;
use super::args_task::TaskCommand;
use super::context::{Context, Desk};
use super::fault;
use super::stop::Stop;
use crate::domain::ids::TaskId;
use crate::domain::task::{KINDS, To};
use crate::domain::when::{Every, Next};
use crate::error::{Error, Fault};
use crate::store::{Asking, Done, LiveTx, Tx, choice, task};
use crate::text::{Text, say};

#[derive(Serialize)]
struct Told {
    entry: i64,
    id: i64,
}

/// Runs it.
pub(super) fn run(context: &mut Context, command: &TaskCommand) -> Result<(), Stop> {
    let desk = context.enter()?;
    match command {
        TaskCommand::Add(args) => add::run(context, &desk, args),
        TaskCommand::Edit(args) => edit::run(context, &desk, args),
        TaskCommand::List(args) => list::run(context, &desk, args),
        TaskCommand::Take { id } => list::take(context, &desk, *id),
        TaskCommand::Leave { id } => {
            let leave = live(&desk, "leave", |tx| task::leave(tx, TaskId(*id)));
            leave.map_err(gone(*id, context.text))
        }
        TaskCommand::News { read, listing } => list::news(context, &desk, *read, *listing),
        TaskCommand::Convert(args) => convert::run(context, &desk, args),
        TaskCommand::Export(args) => out::run(context, &desk, args),
        TaskCommand::Import(args) => back::run(context, &desk, args),
        TaskCommand::Report(args) => report::run(context, &desk, args),
        TaskCommand::Done { id, note, writing } => {
            done(context, &desk, *id, note.as_deref(), writing)
        }
        TaskCommand::Assign { id, to, writing } => assign(context, &desk, *id, to, writing),
        TaskCommand::Postpone { id, due, writing } => postpone(context, &desk, *id, due, writing),
        TaskCommand::Cancel {
            id,
            reason,
            writing,
        } => cancel(context, &desk, *id, reason, writing),
    }
}

fn done(
    context: &mut Context,
    desk: &Desk,
    id: i64,
    note: Option<&str>,
    writing: &Writing,
) -> Result<(), Stop> {
    let one = One::of(id, "task.done", note.unwrap_or_default(), writing);
    let apply = |tx: &Tx<'_>, ()| task::done(tx, TaskId(id), note);
    one.change(
        context,
        desk,
        || Ok(()),
        apply,
        |text, done| {
            let day = |on| say::day(&desk.now, on);
            let again = done.next.zip(done.again);
            let again = again.map(|(next, on)| (text.task.again)(next.0, &day(on)));
            [(text.task.done)(id), again.unwrap_or_default()].concat()
        },
    )
}

fn assign(
    context: &mut Context,
    desk: &Desk,
    id: i64,
    to: &str,
    writing: &Writing,
) -> Result<(), Stop> {
    let one = One::of(id, "task.assign", to, writing);
    let apply = |tx: &Tx<'_>, to| task::assign(tx, TaskId(id), to);
    let look = || Ok(whose(desk, to)?);
    one.change(context, desk, look, apply, |text, changed| match changed {
        true => (text.task.assigned)(id, to),
        false => (text.task.same)(id),
    })
}

fn postpone(
    context: &mut Context,
    desk: &Desk,
    id: i64,
    due: &str,
    writing: &Writing,
) -> Result<(), Stop> {
    let one = One::of(id, "task.postpone", due, writing);
    let apply = |tx: &Tx<'_>, until| task::postpone(tx, TaskId(id), until);
    let look = || Ok(when(desk, due)?);
    one.change(context, desk, look, apply, |text, changed| match changed {
        true => (text.task.postponed)(id, &understood(desk, due)),
        false => (text.task.same)(id),
    })
}

/// What was typed as a due day, as it was understood; as typed where it no longer is (the answer
/// to a key of an earlier day).
fn understood(desk: &Desk, due: &str) -> String {
    let Ok(next) = when(desk, due) else {
        return due.to_owned();
    };
    let time = next.at.map(|at| at.format(" %H:%M").to_string());
    say::day(&desk.now, next.on) + &time.unwrap_or_default()
}

fn cancel(
    context: &mut Context,
    desk: &Desk,
    id: i64,
    reason: &str,
    writing: &Writing,
) -> Result<(), Stop> {
    let one = One::of(id, "task.cancel", reason, writing);
    let apply = |tx: &Tx<'_>, ()| task::cancel(tx, TaskId(id), reason);
    let line = |text: &Text, (): &()| (text.task.cancelled)(id);
    one.change(context, desk, || Ok(()), apply, line)
}

/// A change of one task: its action, what was said, and its key.
struct One<'a> {
    id: i64,
    action: &'static str,
    said: &'a str,
    writing: &'a Writing,
}

impl<'a> One<'a> {
    fn of(id: i64, action: &'static str, said: &'a str, writing: &'a Writing) -> Self {
        One {
            id,
            action,
            said,
            writing,
        }
    }

    /// `look` reads what is needed without the lock, `apply` changes, `line` says it.
    fn change<L, T: Serialize + DeserializeOwned>(
        self,
        context: &mut Context,
        desk: &Desk,
        look: impl FnOnce() -> Result<L, Stop>,
        apply: impl FnOnce(&Tx<'_>, L) -> Result<T, Error>,
        line: impl FnOnce(&Text, &T) -> String,
    ) -> Result<(), Stop> {
        let (id, text) = (self.id, context.text);
        let number = id.to_string();
        let said = [number.as_str(), self.said];
        let done = desk.write(self.writing, self.action, &said, |writer, asking| {
            let seen = look()?;
            let change = writer.change(asking, self.action, |tx| apply(tx, seen));
            change.map_err(gone(id, text))
        })?;
        tell(context, &done, id, |text| line(text, &done.answer))
    }
}

fn tell<T>(
    context: &mut Context,
    done: &Done<T>,
    id: i64,
    line: impl FnOnce(&Text) -> String,
) -> Result<(), Stop> {
    let entry = done.entry.0;
    context.done(done, &Told { entry, id }, line)
}

/// A change of what is of the moment.
fn live<T>(
    desk: &Desk,
    action: &str,
    change: impl FnOnce(&LiveTx<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let asking = Asking::new(desk.actor.id, desk.now.at);
    desk.house.writer()?.live(&asking, action, true, change)
}

/// A task that is not there and one that is nobody's business of who asks are told alike.
fn gone(id: i64, text: &Text) -> impl FnOnce(Error) -> Stop {
    let told = (text.task.no_task)(&id.to_string());
    move |error| match error {
        Error::Gone(what) if what == "task" => Stop::NoMatch(told),
        other => other.into(),
    }
}

fn kind(desk: &Desk, typed: &str) -> Result<String, Error> {
    let kinds = choice::list(&desk.reader, KINDS)?;
    choice::pick(&kinds, "kind", typed)
}

fn when(desk: &Desk, typed: &str) -> Result<Next, Error> {
    Next::parse(typed, &desk.now).map_err(|wrong| Error::invalid("due", fault::of_date(wrong)))
}

/// How often a task comes again, and when first, if that was said with it.
fn often(desk: &Desk, typed: &str) -> Result<(Every, Option<Next>), Error> {
    let every = Every::parse(typed, &desk.now);
    every.ok_or_else(|| Error::invalid("every", Fault::NotOften))
}

/// A colleague by login or name, or a unit by its code or name.
fn whose(desk: &Desk, typed: &str) -> Result<To, Error> {
    task::to(&desk.reader, typed).map(|(to, _)| to)
}
