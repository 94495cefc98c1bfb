//! Words of tasks at the desk in English. Must not know where they are shown.

use super::{Fields, Queue};

pub(in crate::text) const EN: Queue = Queue {
    title: "Tasks",
    count: |n, more, news| {
        let count = if more { format!("{n}+") } else { n.to_string() };
        match news {
            0 => count,
            news => format!("{count}, {news} news"),
        }
    },
    empty: "Nothing is to be done. `huoke task add` gives a task; Today's reasons become tasks by \
            `huoke task convert`.",
    held: |name| format!("{name} is at it"),
    late: |long| format!("{long} late"),
    today: "today",
    tomorrow: "tomorrow",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    tasks: |n| format!("{n} tasks"),
    gone: "is not in the file any more",
    fields: Fields {
        kind: "kind",
        customer: "customer",
        note: "note",
        due: "due",
        priority: "priority",
        whose: "for",
        given: "given by",
        every: "comes again",
        source: "from",
        follows: "follows task",
        done: "done by",
        cancelled: "cancelled by",
        result: "result",
        reason: "why",
        number: "task",
    },
    done_title: |what| format!("Done: {what}"),
    postpone_title: |what| format!("Later: {what}"),
    cancel_title: |what| format!("Cancel: {what}"),
    assign_title: |what| format!("Hand over: {what}"),
    result_hint: "what came of it; may be empty",
    follow_up: "next task",
    follow_up_hint: "what is to be done after it; may be empty",
    due_hint: "3d, fri 10:00, 12-03, 1h",
    whose_hint: "name, pinyin, login or unit",
    reason_hint: "fetched it themselves, not needed, …",
    due_on: |when| format!("due {when}"),
    done: |what| format!("done: {what}"),
    postponed: |what, when| format!("{what}: due {when}"),
    cancelled: |what| format!("cancelled: {what}"),
    assigned: |what, whom| format!("{what}: now for {whom}"),
    and_done: |what| format!("; done: {what}"),
    again: |day| format!("; comes again {day}"),
    closed_by_others: |n| format!("; {n} had been closed by others meanwhile"),
    visit_title: |who| format!("Record a visit: {who}"),
    visit_hint: "what was said and done",
    place: "where",
    recorded: |who| format!("recorded: {who}"),
    by_contact: |key| format!("it is done by the contact with its customer: {key} logs it"),
    some_by_contact: |n| {
        format!("{n} of these are done by a contact with the customer, one by one")
    },
    ended: "this task has ended",
    scope: "tasks",
    no_task: "no task is selected",
};
