//! What is said of tasks in English.

use super::Task;

pub(in crate::text) const EN: Task = Task {
    added: |id| format!("Task {id} given."),
    done: |id| format!("Task {id} done."),
    again: |id| format!("It comes again as task {id}."),
    assigned: |id, to| format!("Task {id} is now for {to}."),
    postponed: |id, when| format!("Task {id} is now due {when}."),
    edited: |id| format!("Task {id} changed."),
    cancelled: |id| format!("Task {id} cancelled."),
    same: |id| format!("Task {id} is so already; nothing was changed."),
    no_task: |id| format!("No task {id}, or it is not yours to see."),
    late: "late",
    whenever: "whenever",
    left: |count, file| format!("{count} tasks, {file}"),
    exported: |count, file| format!("{count} tasks are in {file}."),
    limited: |count| format!("No more than {count} were taken; there may be others."),
    call: |name| format!("Call {name}"),
    no_tasks: "This file has no columns of tasks (task, title, …).",
    unknown_row: "no such task, or it is not yours to see",
    already: |id| format!("added before, as task {id}"),
    row: |row, id| format!("row {row}, task {id}"),
    imported: |[new, changed, same, clashing, unknown, bad]| {
        format!(
            "{new} new, {changed} changed, {same} as they were, {clashing} clashing, \
             {unknown} unknown, {bad} bad."
        )
    },
    missing: |places| {
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        format!(
            "Rows that left and did not come back: {}. Nothing was done with them.",
            places.join(", ")
        )
    },
    no_reason: |code| format!("Nothing of this kind is due of {code}."),
    converted: |[added, taken, refused]| {
        format!("{added} tasks given, {taken} were tasks already, {refused} refused.")
    },
};
