//! One change of what Today is made of, as a form of the desk hands it in. Must not know how it is
//! stored.

use serde::{Deserialize, Serialize};

use super::edit::Part;
use super::rule::Kind;

/// What the business changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Parts of the rule with this code, as typed.
    Edit(String, Vec<(Part, String)>),
    /// A new rule of a kind, part by part.
    Add(Kind, Vec<(Part, String)>),
    /// The rule with this code goes.
    Remove(String),
    /// Parts (`days`, `most`) of a grade's cadence; no grade: of all others.
    Cadence(Option<String>, Vec<(String, String)>),
}

/// What a form about Today is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The rule with this code.
    Rule(String),
    /// A new rule of the kind with this code.
    New(String),
    /// How often customers of a grade are contacted; none: all others.
    Cadence(Option<String>),
}
