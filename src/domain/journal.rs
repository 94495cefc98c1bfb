//! The journal as people read it. Must not know how it is written or undone.

use super::ids::{CustomerId, EntryId, StaffId};
use super::time::Instant;

/// Columns that hold the row of a person who works here.
pub const STAFF: [&str; 6] = [
    "owner_id",
    "staff_id",
    "validity_by",
    "from_id",
    "by_id",
    "next_contact_by",
];

/// One entry with its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryView {
    /// Row.
    pub entry: EntryId,
    /// When.
    pub at: Instant,
    /// Who: row, login and name.
    pub by: (StaffId, String, String),
    /// Code of what was done: `customer.add`, `log`, `import`, `undo`, …
    pub action: String,
    /// Why.
    pub why: Option<String>,
    /// Whether it is running, done, undoing or undone.
    pub state: String,
    /// The entry that this one took back.
    pub undoes: Option<EntryId>,
    /// The entry that took it back.
    pub undone_by: Option<EntryId>,
    /// The rows that it changed, column by column.
    pub changes: Vec<Change>,
    /// Of many customers' entries: the first customer in it whom the reader may see, by the name
    /// of today, and how many others there are.
    pub whom: Option<(CustomerId, String)>,
    /// How many other customers are among the changes.
    pub others: usize,
}

/// One changed column, or one inserted or deleted row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Table.
    pub table: String,
    /// Row; of a batch the first one.
    pub key: i64,
    /// Of a batch of inserts: the last row.
    pub last_key: Option<i64>,
    /// Whose history it belongs to.
    pub customer: Option<CustomerId>,
    /// `insert`, `update`, `delete`.
    pub operation: String,
    /// Column; none for a whole row.
    pub field: Option<String>,
    /// What it was, as text.
    pub before: Option<String>,
    /// What it became, as text.
    pub after: Option<String>,
}
