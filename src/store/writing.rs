//! Who writes to the file now, for those who wait. Must not wait itself.

use std::path::Path;

use super::{Actor, Reader, lock};

/// The name of whoever has the lock; none: it is the asker, or nobody knows.
pub fn who(reader: &Reader, asker: &Actor) -> Option<String> {
    let holder = lock::holder(Path::new(reader.conn().path()?))?;
    let named = !holder.name.is_empty() && holder.name != asker.name;
    named.then_some(holder.name)
}
