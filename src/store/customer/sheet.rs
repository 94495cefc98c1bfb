//! A customer as a form holds it: read, and saved beside what colleagues save.
//! Must not know how sheets merge: that is domain::customer::merge.

mod blame;
mod read;
mod save;
mod write;

pub use read::get;
pub use save::{Saved, save};
