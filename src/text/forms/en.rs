//! Words of forms and whatever lies over the desk, in English. Must not know where it is shown.

use super::Forms;

pub(in crate::text) const EN: Forms = Forms {
    log_title: |n| format!("Log a call: {n}"),
    disposition: "result",
    disposition_hint: "press a letter",
    no_result: |key| format!("{key} is no result; press one of the letters"),
    next: "next",
    next_hint: "3d, fri 10:00, 12-03, 1h; may be empty",
    note: "note",
    note_hint: "may be empty",
    reason: "reason",
    reason_hint: "why they are given away",
    colleague: "to",
    colleague_hint: "name, pinyin or login",
    required: "required",
    unsaved_twice: "once more drops what is typed",
    unreadable: "This unfinished form comes from another version and cannot be opened here. It stays where it is.",
    drafts_title: "Unfinished forms",
    no_drafts: "There are no unfinished forms.",
    drafts_wait: |n, key| {
        if n == 1 {
            format!("1 unfinished form is waiting: {key}")
        } else {
            format!("{n} unfinished forms are waiting: {key}")
        }
    },
    discard_title: "Throw this form away?",
    discarded: "thrown away",
    not_kept: "what is typed cannot be kept just now: save soon",
    scope_drafts: "unfinished forms",
    new_title: "New customer",
    name_hint: "name of the person or firm",
    phone: "phone",
    phone_hint: "in any format",
    birthday_hint: "1958-10-17, lunar:1958-10-17; may be empty",
    alike: "may be the same: ",
    list_hint: "may be empty",
    ring_title: |n| format!("{n} is ringing: which one?"),
    none_of_these: "none of these: a new customer",
    attach_title: |n| format!("Attach {n} to which customer?"),
    attach_hint: "name, pinyin, number or card",
    history_title: |n| format!("History: {n}"),
    my_history_title: "My entries",
    nothing_changed: "Nothing was changed yet.",
    entry_undone: "taken back",
    and_others: |n| format!("and {n} more"),
    inserted: "added",
    deleted: "removed",
    empty_value: "empty",
    help_title: "Keys",
    palette_title: "Actions",
    palette_hint: "name, in either language",
    no_action: "No such action.",
    transfer_title: |n| {
        if n == 1 {
            "Transfer 1 customer".to_owned()
        } else {
            format!("Transfer {n} customers")
        }
    },
    quit_title: "Quit?",
    quit_unsaved: "Something is not saved. It is kept, and offered when you come back.",
    undo_entry_title: "Take this entry back?",
    undo_import: "The whole import is taken back, with all its customers, not this one alone.",
    trouble: "Not done",
    everywhere: "everywhere",
    scope_desk: "desk",
    scope_panes: "panes",
    scope_line: "caller line",
    scope_rows: "rows",
    scope_customer: "customers",
    scope_card: "card",
    scope_form: "forms",
    scope_small: "small forms",
    scope_chooser: "choosers",
    scope_history: "history",
    scope_told: "messages",
    scope_question: "questions",
    customer: super::customer::EN,
    scope_sheet: "customer form",
    scope_clash: "clash",
    key_column: "key",
    action_column: "what it does",
    digits: "0-9",
    letters: "a-z",
};
