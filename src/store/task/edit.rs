//! Other words, time, person or priority for an open task, as one change. Must not know the form.

use rusqlite::params;

use super::super::Tx;
use super::super::customer::{NOTE, TEXT, coded, text};
use super::super::sql;
use super::add::{due, told};
use super::change::{assign, other};
use super::{open, priority_number};
use crate::domain::ids::TaskId;
use crate::domain::staff::Operation;
use crate::domain::task::{Edit, KINDS};
use crate::error::{Error, Fault, Result};

const EDIT: &str = "UPDATE task SET kind = coalesce(?2, kind), title = coalesce(?3, title),
    note = CASE WHEN ?4 THEN ?5 ELSE note END, priority = coalesce(?6, priority),
    every = CASE WHEN ?7 THEN ?8 ELSE every END, unread_by = ?9, version = version + 1
  WHERE id = ?1 AND (kind IS NOT coalesce(?2, kind) OR title IS NOT coalesce(?3, title)
    OR (?4 AND note IS NOT ?5) OR priority IS NOT coalesce(?6, priority)
    OR (?7 AND every IS NOT ?8))";
const DUE: &str = "UPDATE task SET due_on = ?2, due_at = ?3, late_at = ?4, unread_by = ?5,
    version = version + 1
  WHERE id = ?1 AND (due_on IS NOT ?2 OR due_at IS NOT ?3)";

/// Changes what is named and nothing else; says whether anything was another way.
pub fn edit(tx: &Tx<'_>, id: TaskId, edit: &Edit) -> Result<bool> {
    tx.authorise(Operation::Task, None)?;
    let task = open(tx, id)?;
    if let Some(kind) = edit.kind.as_ref().filter(|kind| **kind != task.kind) {
        coded(tx, "kind", KINDS, kind)?;
    }
    let title = match &edit.title {
        Some(title) => {
            let title = text("title", title, TEXT)?;
            Some(title.ok_or_else(|| Error::invalid("title", Fault::Empty))?)
        }
        None => None,
    };
    let note = edit.note.as_deref().unwrap_or_default();
    let every = edit.every.flatten();
    if every.is_some_and(|every| every.span.count == 0) {
        return Err(Error::invalid("every", Fault::OutOfRange));
    }
    let unread = other(tx, &task);
    let values = params![
        id.0,
        edit.kind,
        title,
        edit.note.is_some(),
        text("note", note, NOTE)?,
        edit.priority.map(priority_number),
        edit.every.is_some(),
        every.map(|every| every.to_string()),
        unread,
    ];
    let mut changed = sql::run(tx.conn(), EDIT, values)? > 0;
    if let Some(until) = edit.due {
        let due = due(tx, until)?;
        let values = params![id.0, due.on, due.at, due.late, unread];
        changed |= sql::run(tx.conn(), DUE, values)? > 0;
    }
    if changed {
        told(tx, task.customer.as_ref().map(|whom| whom.id));
    }
    if let Some(to) = edit.to {
        changed |= assign(tx, id, to)?;
    }
    Ok(changed)
}
