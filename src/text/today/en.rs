//! Words of the Today pane in English. Must not know where they are shown.

use super::{Today, some};

pub(in crate::text) const EN: Today = Today {
    title: "Today",
    count: |n, more| if more { format!("{n}+") } else { n.to_string() },
    progress: |[done, put_off, tried, left], more| {
        let put_off = some(put_off, |n| format!(", {n} put off"));
        let tried = some(tried, |n| format!(" ({n} tried)"));
        let more = if more { "+" } else { "" };
        format!("{done} done today{put_off}, {left}{more} left{tried}")
    },
    empty: "Nobody is left to be called now. Reasons come by themselves: birthdays, what runs out, \
            promised calls, missed ones. Look somebody up, or log what was said.",
    empty_others: |day, lists| format!("{day} shows everybody's day, {lists} other lists."),
    empty_list: "Nobody is on this list.",
    listed: |n, more| match (n, more) {
        (n, true) => format!("more than {n} customers"),
        (1, false) => "1 customer".to_owned(),
        (n, false) => format!("{n} customers"),
    },
    titled: |list, whose| format!("Today: {list} ({whose})"),
    lists_title: |whose| format!("Lists: {whose}"),
    mine: "mine",
    team: "the team's",
    everybody: "everybody's",
    somebody: "a former colleague",
    only_mine: "you see your own customers",
    no_span: "this list has no longer or shorter span",
    overview_title: "Everybody's day",
    nobody_busy: "Nobody has anything left to do.",
    left: "left",
    done: "done",
    overdue: "overdue",
    unknown: "unknown number",
    contacts: |n| format!("{n}x"),
    tried: "tried",
    no_reason: "no reason to call is due here",
    settled: |name| format!("done: {name}"),
    snoozed: |name, day| format!("{name}: again {day}"),
    dismissed: |name| format!("dismissed: {name}"),
    back: |back, what, whom| match whom {
        "" => format!("{back}: {what}"),
        whom => format!("{back}: {what} ({whom})"),
    },
    settled_many: |n| format!("done: {n} customers"),
    settle_title: |who| format!("Done with: {who}"),
    snooze_title: |who| format!("Later: {who}"),
    dismiss_title: |who| format!("Does not apply: {who}"),
    customers: |n| format!("{n} customers"),
    which: "Reason",
    which_hint: "a letter or digit picks",
    which_fault: |n| format!("there is none such: a picks all, 1 to {n} one"),
    all: |n| format!("all {n}"),
    until: "Again on",
    next_fault: |fault| format!("{fault}: 3d, fri, 12-03, tomorrow 3pm"),
    just_gone: |gone, next| format!("{gone} has gone by. Save once more for {next}"),
    no_promise: "call back on which day? Type one, or save once more without",
    until_hint: "3d, 2w, fri, next mon, 12-03, month end",
    until_fault: |fault| format!("{fault}: 3d, fri, 12-03, month end"),
    whole_days: "a day, without a time",
    two_years: "within two years",
    settle_many: |n| {
        let words = "All that is due of these customers is done with. One undo takes it back.";
        (format!("Done with {n} customers?"), words.to_owned())
    },
    later_day: "a day after today",
    comes_again: |day| format!("comes again {day}"),
    cause: "Why not",
    cause_hint: "bought elsewhere, wrong date, …",
    last_said: |day, note| format!("said on {day}: {note}"),
    guard_title: |name| format!("Call {name} all the same?"),
    guard_go_on: "Asked once; after a yes the desk does not ask again today.",
};
