//! The thin repository: the only place that knows SQL. Reads take the scope of who asks, writes
//! are authorised inside their transaction. Must not know screens, words or file formats.

pub mod authorise;
pub mod backup;
pub mod call;
pub mod card;
pub mod catalogue;
pub mod check;
pub mod choice;
pub mod claim;
pub mod custom_field;
pub mod customer;
pub mod derive;
pub mod draft;
pub mod export;
pub mod feed;
pub mod find;
pub mod form;
pub mod guard;
pub mod house;
pub mod import;
pub mod init;
pub mod interaction;
pub mod journal;
mod left;
pub mod lock;
pub mod once;
pub mod pace;
mod pile;
pub mod place;
pub mod product;
pub mod reason;
pub mod rings;
pub mod sale;
pub mod schema;
pub mod setting;
mod sql;
pub mod staff;
pub mod staff_setting;
pub mod stock;
pub mod supply;
pub mod task;
pub mod template;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod today;
mod tx;
pub mod unit;
pub mod writer;
pub mod writing;

pub use authorise::Actor;
pub use customer::sheet;
pub use find::alike;
pub use house::{Cache, House, Reader};
pub use tx::{LiveTx, Tx};
pub use writer::{Asking, Done, Mode, Once, Writer};

use crate::error::Error;

/// What SQLite says, as an error of ours.
pub(crate) fn storage(error: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => Error::Cancelled,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy {
            holder: None,
            waited_ms: 0,
        },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Error::Damaged(error.to_string())
        }
        _ => Error::Storage(Box::new(error)),
    }
}
