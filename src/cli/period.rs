//! Periods on the command line: `--period` as people say it, or `--from` and `--to`. Must not know
//! what is counted in them.

use super::args::Period as Args;
use super::context::Desk;
use super::fault;
use crate::domain::time::Day;
use crate::domain::when::{Period, Size};
use crate::error::{Error, Fault};

/// The period that was said, none where nothing was.
pub(super) fn said(desk: &Desk, args: &Args) -> Result<Option<Period>, Error> {
    let today = desk.now.today();
    let one = |field: &str, said: &str| {
        Period::parse(said, today).map_err(|wrong| Error::invalid(field, fault::of_date(wrong)))
    };
    if let Some(said) = &args.period {
        return one("period", said).map(Some);
    }
    let from = args
        .from
        .as_deref()
        .map(|said| one("from", said))
        .transpose()?;
    let to = args.to.as_deref().map(|said| one("to", said)).transpose()?;
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let last = to.map(|to| to.last);
    let last = last.unwrap_or_else(|| today.max(from.map_or(today, |from| from.last)));
    let first = from.map_or(Size::Month.of(last).first, |from| from.first);
    between(first, last).map(Some)
}

/// The period that was said; this month until today where nothing was.
pub(super) fn of(desk: &Desk, args: &Args) -> Result<Period, Error> {
    let today = desk.now.today();
    let month = Period {
        first: Size::Month.of(today).first,
        last: today,
    };
    Ok(said(desk, args)?.unwrap_or(month))
}

fn between(first: Day, last: Day) -> Result<Period, Error> {
    let period = Period { first, last };
    let in_order = first <= last;
    in_order
        .then_some(period)
        .ok_or_else(|| Error::invalid("--to", Fault::AtLeast(first.to_string())))
}
