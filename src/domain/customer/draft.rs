//! A customer as forms, imports and the command line hand it in: only what was said.
//! Must not know how it is checked or stored.

use super::{Address, Field};
use crate::domain::birthday::Birthday;
use crate::domain::ids::StaffId;

/// A number handed in by a form, an import or the command line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewPhone {
    /// As typed.
    pub typed: String,
    /// `mobile`, `landline`, `fax` where the person said so; else as the numbering plan says.
    pub kind: Option<String>,
    /// Whose it is: index into [`Draft::members`]; none: the customer's own.
    pub member: Option<usize>,
    /// `valid`, `invalid`, as another file knows; none: nobody has verified it.
    pub validity: Option<String>,
}

/// A customer as handed in: only what was said. Coded values are codes already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Code from a file; none: the program makes one.
    pub code: Option<String>,
    /// Plain fields; an empty value clears.
    pub fields: Vec<(Field, String)>,
    /// The name of a newcomer of whom none is known; whoever is there keeps theirs.
    pub stand_in: Option<String>,
    /// The business's own fields: code, and value as typed or stored; an empty value clears.
    pub custom: Vec<(String, String)>,
    /// Owner: some(none) clears.
    pub owner: Option<Option<StaffId>>,
    /// Unit code (branch, department or team).
    pub unit: Option<String>,
    /// Do not call.
    pub do_not_call: Option<bool>,
    /// Numbers. In an edit: added if new.
    pub phones: Vec<NewPhone>,
    /// E-mail addresses. In an edit: added if new.
    pub emails: Vec<String>,
    /// The first address. In an edit: the parts that are set replace.
    pub address: Option<Address>,
    /// Further addresses. In an edit: added if new.
    pub further: Vec<Address>,
    /// Dates by kind. In an edit: replace those of the same kind.
    pub dates: Vec<(String, Birthday)>,
    /// Family members and contact persons: kind, name, relation, employer.
    pub members: Vec<NewMember>,
}

/// A family member or contact person as handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewMember {
    /// `family` or `contact`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Relation or position.
    pub relation: Option<String>,
    /// Where they work.
    pub employer: Option<String>,
    /// Their birthday (`birthday`) and other days. In an edit: of a new member only.
    pub dates: Vec<(String, Birthday)>,
}
