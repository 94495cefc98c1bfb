//! Why a desk ended, for those who started it. Must not know how it is said.

use std::sync::{Mutex, PoisonError};

use super::clock;
use crate::domain::ids::StaffId;
use crate::domain::kept::Kept;
use crate::error::{Error, Result};
use crate::store::{Asking, House, draft};

/// How a desk ended in good order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left it.
    Freely,
    /// By SIGINT.
    Interrupted,
    /// By SIGTERM or SIGHUP, or the line dropped.
    Terminated,
}

/// Keeps what a person has typed and not saved, for their next start.
pub(super) fn keep(house: &House, staff: StaffId, forms: Vec<Kept>) -> Result<()> {
    if forms.is_empty() {
        return Ok(());
    }
    draft::keep_all(house, &Asking::new(staff, clock::now()), forms)
}

/// Where a worker panicked, as `file:line:column`.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Notes where a worker panicked.
pub(super) fn note_panic(place: &str) {
    *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(place.to_owned());
}

/// The fault of a worker, if one panicked.
pub(super) fn worker_fault(worker: &str) -> Error {
    let place = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
    Error::Storage(format!("{worker}: {}", place.unwrap_or_default()).into())
}
