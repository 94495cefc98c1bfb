//! Words of the Today pane in English. Must not know where they are shown.

use super::Today;

pub(in crate::text) const EN: Today = Today {
    title: "Today",
    count: |n, more| if more { format!("{n}+") } else { n.to_string() },
    progress: |done, left| format!("{done} done today, {left} left"),
    empty: "Nobody is left to be called now. Reasons come by themselves: birthdays, what runs out, \
            promised calls, missed ones. Look somebody up, or log what was said.",
    unknown: "unknown number",
    contacts: |n| format!("{n}x"),
    tried: "tried",
    no_reason: "no reason to call is due here",
    settled: |name| format!("done: {name}"),
    snoozed: |name, day| format!("{name}: again {day}"),
    dismissed: |name| format!("dismissed: {name}"),
    settled_many: |n| format!("done: {n} customers"),
    settle_title: |who| format!("Done with: {who}"),
    snooze_title: |who| format!("Later: {who}"),
    dismiss_title: |who| format!("Does not apply: {who}"),
    customers: |n| format!("{n} customers"),
    which: "Reason",
    which_hint: "a letter or digit picks",
    all: |n| format!("all {n}"),
    until: "Again on",
    until_hint: "3d, 2w, fri, next mon, 12-03, month end",
    until_fault: |fault| format!("{fault}: 3d, fri, 12-03, month end"),
    whole_days: "a day, without a time",
    later_day: "a day after today",
    comes_again: |day| format!("comes again {day}"),
    cause: "Why not",
    cause_hint: "bought elsewhere, wrong date, …",
    last_said: |day, note| format!("said on {day}: {note}"),
    guard_title: |name| format!("Call {name} all the same?"),
    guard_go_on: "Asked once; after a yes the desk does not ask again today.",
};
