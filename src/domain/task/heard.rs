//! What a line about a task was understood as, as far as it could be, to be read back while it is
//! typed. Must not know how names are looked up.

use super::NewTask;
use crate::domain::customer::FoundRow;
use crate::domain::ids::CustomerId;
use crate::error::Fault;

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// The line.
    pub line: String,
    /// Who was chosen of `others` when it was read.
    pub chosen: Option<CustomerId>,
    /// The task; whole only where nothing is wrong and nobody is to be chosen.
    pub new: NewTask,
    /// Code and name of the customer, raw.
    pub whom: Option<(String, String)>,
    /// Whose it is: login and name, or code and name of a unit.
    pub whose: (String, String),
    /// Who may be meant, where that is open.
    pub others: Vec<FoundRow>,
    /// One of these is meant: all are called as the line says.
    pub ambiguous: bool,
    /// What is wrong: the field, and why.
    pub wrong: Vec<(&'static str, Fault)>,
    /// What looks as if it said something, and was not understood.
    pub odd: Vec<String>,
}
