//! Many tasks at once, of reminders: one entry in short batches, carried on after an interruption.
//! Must not know who chose them.

use serde::{Deserialize, Serialize};

use super::super::pace::Pace;
use super::super::writer::{Asking, Done, Mode, Writer};
use super::super::{Tx, authorise, journal};
use super::add;
use crate::domain::staff::Operation;
use crate::domain::task::NewTask;
use crate::error::{Error, Refusal, Result};

/// What became of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Given {
    /// How many were given.
    pub added: usize,
    /// How many customers have an open task of a reminder already.
    pub taken: usize,
    /// How many customers are gone, or out of reach.
    pub refused: usize,
    /// How many of all were looked at.
    done: usize,
}

/// The journal's code of it.
const ACTION: &str = "task.convert";

/// Gives many tasks as one entry, which is taken back as one. A customer who has an open task of a
/// reminder is left (of one alone it is refused, by whose it is), and so is one who is gone. What is wrong with the first, is wrong with the list:
/// then nothing is given. `told` hears after each batch how many of all were looked at.
pub fn add_all(
    writer: &mut Writer,
    asking: &Asking,
    new: &[NewTask],
    told: &mut dyn FnMut(usize, usize),
) -> Result<Done<Given>> {
    let before = writer.done_before::<Option<Given>>(asking)?;
    let repeated = before.is_some();
    let mut given = before.and_then(|done| done.answer).unwrap_or_default();
    let actor = authorise::actor(writer.conn(), asking.staff)?;
    authorise::scope(writer.conn(), &actor, Operation::Task)?;
    if !repeated && let Some(first) = new.first() {
        writer.rehearse(asking, |tx| match new {
            [_] => add(tx, first).map(|_| ()).or_else(left_later),
            _ => one(tx, first, &mut Given::default()),
        })?;
    }
    let entry = journal::begin_long(writer, asking, ACTION)?;
    if repeated && given.done >= new.len() {
        return Ok(Done {
            entry,
            answer: given,
            repeated,
        });
    }
    let mut pace = Pace::new(false, true);
    while given.done < new.len() {
        given = writer.batch(asking, entry, Mode::Row, |tx| {
            pace.begin();
            let mut given = given;
            while let Some(task) = new.get(given.done) {
                match one(tx, task, &mut given) {
                    Err(Error::Invalid { .. }) => {
                        given.refused += 1;
                        given.done += 1;
                    }
                    other => other?,
                }
                if pace.is_over() {
                    break;
                }
            }
            journal::progress(tx, &json(&given)?)?;
            pace.end();
            Ok(given)
        })?;
        told(given.done, new.len());
        if given.done < new.len() {
            pace.rest(|| Ok::<_, Error>(()))?;
        }
    }
    journal::finish_long(writer, asking, entry, &json(&given)?)?;
    Ok(Done {
        entry,
        answer: given,
        repeated,
    })
}

fn one(tx: &Tx<'_>, task: &NewTask, given: &mut Given) -> Result<()> {
    match add(tx, task) {
        Ok(_) => given.added += 1,
        Err(Error::Refused(Refusal::HasTask { .. })) => given.taken += 1,
        Err(Error::Gone(_) | Error::Refused(Refusal::NoRight { .. })) => given.refused += 1,
        Err(error) => return Err(error),
    }
    given.done += 1;
    Ok(())
}

/// What is counted and not told in a word of its own.
fn left_later(why: Error) -> Result<()> {
    match why {
        Error::Gone(_) | Error::Refused(Refusal::NoRight { .. }) => Ok(()),
        why => Err(why),
    }
}

fn json(given: &Given) -> Result<String> {
    serde_json::to_string(given).map_err(|error| Error::Storage(Box::new(error)))
}
