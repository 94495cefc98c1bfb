//! What is said of tasks in English.

use super::Task;
use crate::domain::task::ByCall;

pub(in crate::text) const EN: Task = Task {
    added: |id| format!("Task {id} given."),
    done: |id| format!("Task {id} done."),
    by_call: |of| match of {
        ByCall::Done { id, again, .. } => {
            let again = again.map(|on| format!(" It comes again on {on}."));
            format!(" Task {id} done.{}", again.unwrap_or_default())
        }
        ByCall::Stays { id, .. } => format!(" Nobody was reached: task {id} stays open."),
        ByCall::Open(1) => " A task of yours about them is open: log with --task.".to_owned(),
        ByCall::Open(n) => format!(" {n} tasks of yours about them are open: log with --task."),
    },
    again: |id, on| format!(" It comes again on {on}, as task {id}."),
    assigned: |id, to| format!("Task {id} is now for {to}."),
    postponed: |id, when| format!("Task {id} is now due {when}."),
    edited: |id| format!("Task {id} changed."),
    cancelled: |id| format!("Task {id} cancelled."),
    same: |id| format!("Task {id} is so already; nothing was changed."),
    no_task: |id| format!("No task {id}, or it is not yours to see."),
    late: "late",
    whenever: "whenever",
    left: |count, file| format!("{count} tasks, {file}"),
    exported: |count, contacts, file| {
        let are = if count == 1 && contacts == 0 {
            "is"
        } else {
            "are"
        };
        let tasks = some(count, "task");
        match contacts {
            0 => format!("{tasks} {are} in {file}."),
            more => format!(
                "{tasks} and {} {are} in {file}.",
                some(more, "next contact")
            ),
        }
    },
    limited: |count| format!("No more than {count} were taken; there may be others."),
    call: |name| format!("Call {name}"),
    no_tasks: "This file has no columns of tasks (task, title, …).",
    unknown_row: "no such task, or it is not yours to see",
    already: |id| format!("added before, as task {id}"),
    row: |row, id| match id {
        Some(id) => format!("row {row}, task {id}"),
        None => format!("row {row}"),
    },
    imported: |[new, changed, same, clashing, unknown, bad]| {
        format!(
            "{new} new, {changed} changed, {same} as they were, {clashing} clashing, \
             {unknown} unknown, {bad} bad."
        )
    },
    missing: |named, more| {
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        format!(
            "Left with these and did not come back: {}{more}. Nothing was done with them.",
            named.join(", ")
        )
    },
    no_reason: |code| format!("Nothing of this kind is due of {code}."),
    converted: |[added, taken, refused]| {
        let have = if taken == 1 { "has" } else { "have" };
        let taken = (taken > 0).then(|| format!(", {taken} {have} one already"));
        let refused = (refused > 0).then(|| format!(", {refused} refused"));
        let given = some(added, "task");
        format!(
            "{given} given{}{}.",
            taken.unwrap_or_default(),
            refused.unwrap_or_default()
        )
    },
};

/// So many of them, by number.
fn some(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    }
}
