//! How a run begins: whether it was done before under its key, who asks, whether the file is had
//! alone, and whether an unfinished run goes on. Must not know rows.

use std::path::PathBuf;

use super::note::Note;
use super::{Failure, Plan, Report, aim};
use crate::domain::ids::StaffId;
use crate::error::Error;
use crate::exchange::field::Kind;
use crate::exchange::files::Files;
use crate::store::import::{self, Match, Run, State};
use crate::store::{Asking, Cache, House, Once, Writer};

/// What the same import under the same key came to; none of one that is to go on.
pub(super) fn done_before(plan: &Plan<'_>, digest: &str) -> Result<Option<Report>, Failure> {
    if plan.once.is_none() || plan.dry_run {
        return Ok(None);
    }
    let house = House::open(&plan.house)?;
    let reader = house.reader(Cache::Lookup)?;
    let asking = asking(plan, (plan.who)(&reader)?, digest);
    match import::known_by_key(&reader, &asking, digest)? {
        Some(run) if run.state != State::Running => {
            let report = Note::read(&run.note)?.report();
            Ok(Some(Report {
                entry: Some(run.entry),
                ..report
            }))
        }
        _ => Ok(None),
    }
}

/// Who asks, and under which key.
pub(super) fn asking(plan: &Plan<'_>, staff: StaffId, digest: &str) -> Asking {
    let key = plan.once.clone().filter(|_| !plan.dry_run);
    Asking {
        reason: plan.why.clone(),
        once: key.map(|key| Once {
            key,
            digest: digest.to_owned(),
        }),
        ..Asking::new(staff, plan.at)
    }
}

/// Has the file alone where that pays: for a first load of customers. Else joins the others.
/// Says whether it is alone, and whether others had the file open.
pub(super) fn open_house(plan: &Plan<'_>) -> Result<(House, bool, bool), Error> {
    let mut in_use = true;
    if plan.kind == Kind::Customers && plan.matching != Match::Phone && !plan.dry_run {
        match House::open_alone(&plan.house, "import") {
            Ok(house) => {
                let reader = house.reader(Cache::Lookup)?;
                if import::is_empty(&reader)? || import::bulk_pending(&reader)? {
                    return Ok((house, true, false));
                }
                in_use = false;
            }
            Err(Error::InUse(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok((House::open(&plan.house)?, false, in_use))
}

/// Refuses a run whose rejected rows cannot go where they are to go. One that is in already is
/// refused for that.
pub(super) fn may_begin(
    plan: &Plan<'_>,
    files: &Files,
    places: &[PathBuf],
    known: Option<&Run>,
) -> Result<(), Failure> {
    let in_state = |state| known.filter(|run| run.state == state && !plan.dry_run);
    if in_state(State::Done).is_some() && !plan.again {
        return Ok(());
    }
    let unfinished = in_state(State::Running).map(|run| Note::read(&run.note));
    aim::check(plan, files, places, unfinished.transpose()?.as_ref())
}

/// The run of this digest: a new one, or an unfinished one with what it had noted; none of a
/// rehearsal.
pub(super) fn begin_or_go_on(
    plan: &Plan<'_>,
    writer: &mut Writer,
    asking: &Asking,
    (digest, known): (&str, Option<Run>),
    note: &mut Note,
) -> Result<Option<Run>, Failure> {
    match known {
        _ if plan.dry_run => Ok(None),
        Some(run) if run.state == State::Done && !plan.again => Err(Failure::Finished {
            entry: run.entry,
            at: run.at,
        }),
        Some(run) if run.state == State::Running => {
            *note = Note::read(&run.note)?;
            import::resume(writer, asking, &run)?;
            Ok(Some(run))
        }
        _ => {
            let (kind, json) = (plan.kind.to_string(), note.json()?);
            Ok(Some(import::begin(writer, asking, digest, &kind, &json)?))
        }
    }
}
