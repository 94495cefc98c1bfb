//! Words of the header, the panes and the notices, in English. Must not know where it is shown.

use super::Desk;
use crate::domain::importing::Stands;

pub(in crate::text) const EN: Desk = Desk {
    find: "Find",
    card: "Customer",
    found: |n| format!("{n} found"),
    found_many: |n| format!("{n}+ found"),
    shared: |n| format!("{n} share this number"),
    recent: "recent",
    asking: "asking",
    line_placeholder: "number, last digits, pinyin, name or card",
    nothing_recent: "No customer opened yet. Type a number, a name or pinyin to find one.",
    nothing_found: "Nobody was found.",
    nothing_chosen: "Select a row and the customer is shown here.",
    offer_new: |t| format!("new customer: {t}"),
    offer_attach: |t| format!("attach to an existing customer: {t}"),
    offer_wrong: "wrong number, start again",
    unlogged: "not logged",
    missed: "missed",
    still_rings: "ringing",
    unknown_caller: "unknown caller",
    hidden_number: "no number",
    rings: |who| format!("{who} is ringing"),
    on_the_line: |who| format!("talking to {who}"),
    rings_shared: |n| format!("({n} customers)"),
    extension: "ext",
    marked: |n| format!("{n} marked"),
    marked_of_more: |n| format!("{n} of more marked"),
    works_on_one: |n, mark, all| {
        format!("{n} marked; this works on one customer; unmark with {mark} / {all}")
    },
    dead_key: |key| format!("{key} does nothing here"),
    no_customer: "select a customer first",
    not_yours: |who| format!("{who} has this customer, your rights end at your own"),
    put_through_only: |owner| format!("{owner} looks after this customer: put through only"),
    no_right: "your role does not have this right",
    still_loading: "the card is not there yet",
    no_phone: "this customer has no number",
    no_list: "there is no list to step through",
    at_the_end: "this is the last one",
    at_the_start: "this is the first one",
    no_rows: "the list is empty",
    nothing_typed: "type the number in the caller line first",
    no_call: "nobody is ringing",
    use_changed: |name, product| format!("how {name} uses {product} was changed"),
    no_supply: "nothing that is used up was bought",
    no_callback: "no callback today",
    nothing_to_undo: "nothing of this session to take back",
    nothing_to_redo: "nothing to put back",
    logged: |name| format!("logged: {name}"),
    number_marked: |valid| {
        if valid {
            ", number marked valid"
        } else {
            ", number marked invalid"
        }
    },
    soon: |key, what| {
        format!("just saved: {key} ({what}) follows in a moment, unless you go on typing")
    },
    typed_on: |key| {
        format!(
            "just saved: {key} did nothing, for you went on typing; press it again if you mean it"
        )
    },
    still_saving: |holder, keys| {
        let whom = holder.map_or(String::new(), |name| format!(": waiting for {name}"));
        match keys {
            0 => format!("saving{whom}…"),
            _ => format!("saving{whom}… what you type is kept"),
        }
    },
    typed_too_much: "saving: no more keys are kept",
    added: |name| format!("customer added: {name}"),
    attached: |name| format!("number attached to {name}"),
    transferred: |n, to| format!("{n} customers given to {to}"),
    you: "yourself",
    undone: "taken back",
    redone: "put back",
    copied: |n| format!("copied {n}"),
    revealed: "the number is shown; this leaves a trace",
    all_shown: "all numbers are shown already",
    unsaved: |key, n| match n {
        1 => format!("a form waits; {key} goes back to it"),
        n => format!("{n} forms wait; {key} goes back to them"),
    },
    nothing_written: "emptied; nothing was written down",
    worker_died: |name| {
        format!(
            "A part of the program ({name}) has stopped. Everything saved is safe; quit and come in again."
        )
    },
    waiting: "saving…",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    importing: |file, of| match of.stands {
        Stands::Stopped => format!("stopped: {} {}%", file, of.percent),
        _ if of.rate == 0 => format!("import {} {}%", file, of.percent),
        _ => format!("import {} {}% {}/s", file, of.percent, of.rate),
    },
    import_stopped: |of| {
        format!(
            "import of {} stopped at {}%: the same command goes on, huoke undo {} takes it back",
            of.file, of.percent, of.entry
        )
    },
    import_done: |of| {
        format!(
            "{} is imported: {} rows read, {} stored, {} rejected (entry {})",
            of.file, of.rows, of.stored, of.rejected, of.entry
        )
    },
};
