//! Sentences of the command line, in English. Must not know which command says them when.

use super::Cli;

pub(in crate::text) const EN: Cli = Cli {
    unknown_option: |o| format!("There is no option {o} here."),
    unknown_command: |c| format!("There is no command {c}."),
    missing_command: "A command is missing.",
    missing: |a| format!("Missing: {a}."),
    bad_value: |v, a| format!("{v} cannot be the value of {a}."),
    needs_value: |a| format!("{a} needs a value."),
    takes_no_value: |a| format!("{a} takes no value."),
    twice: |a| format!("{a} stands there twice; say it once."),
    conflict: |a, b| format!("{a} and {b} do not go together."),
    not_utf8: "An argument is not UTF-8.",
    wrong_usage: "The arguments cannot be understood.",
    possible: |v| format!("Possible: {v}."),
    did_you_mean: |v| format!("Did you mean {v}?"),
    more_help: |c| format!("More: {c} --help"),
    nobody: |l, all| format!("Nobody here logs in as {l}. There are: {all}."),
    who_are_you: |all| format!("Who are you? Say --as LOGIN. There are: {all}."),
    unknown_key: "The key belongs to nobody.",
    no_home: "There is no home directory: say --db FILE.",
    no_file_yet: |p| {
        format!("There is no file at {p}. Make one with `huoke init`, or try `huoke demo`.")
    },
    no_equals: |s| format!("{s} is not FIELD=VALUE."),
    field_in_query: |w| {
        format!(
            "{w}: fields cannot be asked yet. Type what stands on the caller line: a number or a part \
             of it, a name, its pinyin or initials, a code or a card."
        )
    },
    option_in_query: |w| format!("{w}: no such option here; options stand before the words."),
    masked_while_busy: "The file is busy, so that looking at numbers could not be noted: they stay masked. Try \
                        again.",
    no_match: "No match.",
    no_customer: |c| format!("There is no customer {c} for you. Look with `huoke find`."),
    no_such_phone: |n| format!("The customer has no number {n}."),
    no_such_call: |c| format!("There is no call {c} at your extension that is not logged yet."),
    no_terminal: |why| format!("The desk cannot be opened here: {why}"),
    not_a_terminal: "standard input and output must be a terminal.",
    dumb_terminal: "TERM names no terminal that can be drawn on.",
    say_yes: "There is nobody to ask: say --yes.",
    left_alone: "Nothing was changed.",
    our_fault: |place| {
        format!(
            "This is a fault of huoke itself ({place}). Nothing half done is stored. Please report it."
        )
    },
    made_file: |p, l| format!("Made {p}; {l} is its administrator."),
    upgraded: |a, b| format!("Brought from version {a} to {b}."),
    up_to_date: "The file is as new as the program; nothing to do.",
    added: |c| format!("Added {c}."),
    disabled: |l| format!("{l} can act no more."),
    changed: |c| format!("Changed {c}."),
    removed: |c| format!("Removed {c}."),
    transferred: |n, to| format!("Given to {to}: {n}."),
    settled: |c| format!("Settled for {c}."),
    put_off: |c, day| format!("Put off for {c} until {day}."),
    not_due: |c, reason| match reason {
        Some(reason) => format!("{c} has nothing due by {reason}."),
        None => format!("{c} has nothing due."),
    },
    today_cut: |n, all| format!("{n} of {all} customers are listed; --limit takes more."),
    none_to_take: "There is no task to take.",
    noted: |c| format!("Noted for {c}."),
    logged: |c| format!("Logged for {c}."),
    set: |k, v| format!("{k} = {v}"),
    entry: |n| format!("(undo: huoke undo {n})"),
    repeated: "It had been done before under this key; nothing was changed now.",
    undone: |n| format!("Taken back: entry {n}."),
    kept_changed: |n| {
        format!(
            "Left as they are, because others have changed them or entered rows that refer to them: {n}."
        )
    },
    backed_up: |p, n| format!("Copied to {p}: {n} bytes, verified."),
    restore_question: |b, f| format!("Put {b} in the place of {f}? [y/N] "),
    restored: |f, old| match old {
        Some(old) => format!("{f} is the backup now; the former file is {old}."),
        None => format!("{f} is the backup now; there was no file before."),
    },
    imported: |[read, added, updated, skipped, rejected], seconds| {
        format!(
            "Read {read}: {added} added, {updated} changed, {skipped} left as they are, {rejected} \
             rejected; {seconds:.1} s."
        )
    },
    untied: |n| format!("By a number that the customer does not have: {n} contacts."),
    rounded: |n| format!("Rounded half-up to the currency's smallest unit: {n} lines."),
    first_reject: |line, column, reason| match column {
        "" => format!("line {line}: {reason}"),
        _ => format!("line {line}, {column}: {reason}"),
    },
    rejects_in: |p| format!("Rejected rows, with their reasons, to mend and import again: {p}"),
    sheet_read: |file, sheet, others| {
        format!(
            "{file}: the sheet “{sheet}” was read; not read: {}",
            others.join(", ")
        )
    },
    unused_columns: |c| format!("Columns of which nothing was made: {c}"),
    dry_run: "A dry run: nothing was stored.",
    import_resumed: "It went on after the last stored batch of an interrupted run.",
    import_cancelled: |entry| {
        format!(
            "Interrupted: what was read so far is stored. The same command goes on; \
             huoke undo {entry} takes all of it back."
        )
    },
    import_finished: |n, at| {
        format!(
            "These files are in already, as entry {n} since {at}. Import them again with --again."
        )
    },
    exported: |n, to, entry| {
        format!("Written to {to}: {n}. Noted in the journal as entry {entry}.")
    },
    left: |what, form, n| format!("{what} ({form}): {n} rows"),
    export_cancelled: "Interrupted: nothing is left of the file. What was read is in the journal.",
    bad_ending: |name, forms| format!("{name}: its ending must be one of {forms}"),
    too_many: |n| {
        format!("{n} or more match. Say it more exactly, or nothing at all for everyone in scope.")
    },
    order_line: |n| format!("line {n} of the same order is wrong"),
    made_demo: |p, c, t, s| format!("Invented {p}: {c} customers, {t} contacts, {s} sales."),
    demo_there: |p| format!("{p} is there already and was left as it is."),
    no_utf8: "The locale is not UTF-8: Chinese will not be shown. Set LANG=C.UTF-8 or another UTF-8 locale.",
    all_well: "Everything agrees.",
    nobody_has: |e| format!("Stored; nobody has the extension {e}."),
    ring_left: |why| format!("Left for the desks to pick up. {why}"),
    ring_lost: |why| format!("The call could not be stored. {why}"),
    undone_by: |n| format!("taken back by {n}"),
    undoing_by: |by, n| {
        format!("being taken back by {by}; if that was cut off, huoke undo {n} goes on")
    },
    no_product: |code| format!("There is no product {code}; huoke product list lists them."),
    no_entry: |n| format!("There is no entry {n}; huoke journal lists them."),
    and_others: |known, n| format!("{known}, … ({n} in all)"),
    say_as: |l| {
        format!(
            "There are several people now: say --as {l} from here on, unless your login on this \
             machine is one of theirs."
        )
    },
    look_at_open_file: |n| {
        format!(
            "{n} people work here now, and the setting open_file lets every agent reach everybody's \
             customers: look at it (huoke setting set open_file off)."
        )
    },
    undo_running: |n| {
        format!(
            "Entry {n} is still at it or was cut off. Give its command again to carry it on, or take \
             back what is in: huoke undo {n}"
        )
    },
    inactive: "disabled",
    no_plan: "no numbering plan knows it: kept and found by these digits",
    not_understood: |text, why| format!("{text}: {why}"),
};
