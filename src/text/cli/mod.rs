//! Sentences of the command line that stand on no screen: wrong usage, what was done, questions.
//! Must not know which command says them when.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH;

/// Sentences of the command line.
#[derive(Debug)]
pub struct Cli {
    /// There is no such option.
    pub unknown_option: fn(&str) -> String,
    /// There is no such command.
    pub unknown_command: fn(&str) -> String,
    /// A command is missing.
    pub missing_command: &'static str,
    /// These arguments are missing.
    pub missing: fn(&str) -> String,
    /// The value (first) does not fit the argument (second).
    pub bad_value: fn(&str, &str) -> String,
    /// The option needs a value.
    pub needs_value: fn(&str) -> String,
    /// The option takes no value.
    pub takes_no_value: fn(&str) -> String,
    /// The option stands there twice.
    pub twice: fn(&str) -> String,
    /// The two do not go together.
    pub conflict: fn(&str, &str) -> String,
    /// An argument is not UTF-8.
    pub not_utf8: &'static str,
    /// Anything else.
    pub wrong_usage: &'static str,
    /// The values that can be taken.
    pub possible: fn(&str) -> String,
    /// The nearest one.
    pub did_you_mean: fn(&str) -> String,
    /// Where to read more: the command.
    pub more_help: fn(&str) -> String,
    /// Nobody logs in so; those who do.
    pub nobody: fn(&str, &str) -> String,
    /// It is not clear who acts; the logins there are.
    pub who_are_you: fn(&str) -> String,
    /// The key belongs to nobody.
    pub unknown_key: &'static str,
    /// There is no home directory.
    pub no_home: &'static str,
    /// There is no file yet, at this path.
    pub no_file_yet: fn(&str) -> String,
    /// `FIELD=VALUE` without its equals sign.
    pub no_equals: fn(&str) -> String,
    /// A word of the query names a field.
    pub field_in_query: fn(&str) -> String,
    /// An option stands among the words of the query, or there is none of that name.
    pub option_in_query: fn(&str) -> String,
    /// The trace of whole numbers could not be written.
    pub masked_while_busy: &'static str,
    /// Nothing was found.
    pub no_match: &'static str,
    /// The customer with this code is not there, or not for this person.
    pub no_customer: fn(&str) -> String,
    /// The customer has no such number.
    pub no_such_phone: fn(&str) -> String,
    /// Nobody has told of such a call at this person's extension.
    pub no_such_call: fn(&str) -> String,
    /// The terminal does not fit the desk; why.
    pub no_terminal: fn(&str) -> String,
    /// Standard output is no terminal.
    pub not_a_terminal: &'static str,
    /// TERM is dumb or not set.
    pub dumb_terminal: &'static str,
    /// A question cannot be asked: say --yes.
    pub say_yes: &'static str,
    /// Nothing was done.
    pub left_alone: &'static str,
    /// Our own fault, at this place of the program.
    pub our_fault: fn(&str) -> String,
    /// What was done: file, login.
    pub made_file: fn(&str, &str) -> String,
    /// The file was brought from one version to another.
    pub upgraded: fn(i64, i64) -> String,
    /// The file is as new as the program.
    pub up_to_date: &'static str,
    /// A unit, person or product was added.
    pub added: fn(&str) -> String,
    /// A person was disabled.
    pub disabled: fn(&str) -> String,
    /// The customer was changed.
    pub changed: fn(&str) -> String,
    /// A reason to call was removed.
    pub removed: fn(&str) -> String,
    /// So many customers have another owner.
    pub transferred: fn(usize, &str) -> String,
    /// A visit, a gift, a note was entered.
    pub noted: fn(&str) -> String,
    /// Reasons to ring a customer are dealt with: their code.
    pub settled: fn(&str) -> String,
    /// They are put off: the customer's code, until which day.
    pub put_off: fn(&str, &str) -> String,
    /// A customer has no such reason now: their code, the reason.
    pub not_due: fn(&str, Option<&str>) -> String,
    /// Only so many customers of all of a list are shown.
    pub today_cut: fn(usize, &str) -> String,
    /// No task is there to be taken.
    pub none_to_take: &'static str,
    /// The call was logged.
    pub logged: fn(&str) -> String,
    /// The setting has this value.
    pub set: fn(&str, &str) -> String,
    /// The entry that a change can be taken back by.
    pub entry: fn(i64) -> String,
    /// It had been done before, under the same key.
    pub repeated: &'static str,
    /// An entry was taken back.
    pub undone: fn(i64) -> String,
    /// So many changes were kept because others changed them since.
    pub kept_changed: fn(usize) -> String,
    /// The file was copied: to where, bytes.
    pub backed_up: fn(&str, u64) -> String,
    /// Whether the backup (first) shall take the file's (second) place.
    pub restore_question: fn(&str, &str) -> String,
    /// The backup is in the file's place; where the former one lies.
    pub restored: fn(&str, Option<&str>) -> String,
    /// What an import did: rows read, added, changed, left, rejected; seconds.
    pub imported: fn([u64; 5], f64) -> String,
    /// So many amounts had more decimals than the currency.
    pub rounded: fn(u64) -> String,
    /// Contacts whose number is none of their customer's.
    pub untied: fn(u64) -> String,
    /// A rejected row that is told of at once: line, column, reason.
    pub first_reject: fn(&str, &str, &str) -> String,
    /// Where the rejected rows are.
    pub rejects_in: fn(&str) -> String,
    /// Which sheet of a workbook was read, and which were not.
    pub sheet_read: fn(&str, &str, &[String]) -> String,
    /// Columns of which nothing was made.
    pub unused_columns: fn(&str) -> String,
    /// Nothing was stored: it was asked for so.
    pub dry_run: &'static str,
    /// It went on where it had been interrupted.
    pub import_resumed: &'static str,
    /// It was interrupted: its entry.
    pub import_cancelled: fn(i64) -> String,
    /// The files are in already: entry, since when.
    pub import_finished: fn(i64, &str) -> String,
    /// What left the file: rows, to where, its entry.
    pub exported: fn(u64, &str, i64) -> String,
    /// What left by an entry of the journal: of what, in which form, rows.
    pub left: fn(&str, &str, u64) -> String,
    /// It was interrupted: nothing is left of it.
    pub export_cancelled: &'static str,
    /// The file's name (first) does not say in which of these forms.
    pub bad_ending: fn(&str, &str) -> String,
    /// The query finds as many as are ever counted, or more.
    pub too_many: fn(usize) -> String,
    /// Another line of the order is wrong.
    pub order_line: fn(u64) -> String,
    /// What the demo has: file, customers, contacts, sales.
    pub made_demo: fn(&str, u64, u64, u64) -> String,
    /// The demo is there already.
    pub demo_there: fn(&str) -> String,
    /// The locale is not UTF-8.
    pub no_utf8: &'static str,
    /// Everything agrees.
    pub all_well: &'static str,
    /// The call is in the file, but nobody has the extension.
    pub nobody_has: fn(&str) -> String,
    /// The call was left for the desks, because of this.
    pub ring_left: fn(&str) -> String,
    /// The call is lost, because of this.
    pub ring_lost: fn(&str) -> String,
    /// An entry taken back, in a list.
    pub undone_by: fn(i64) -> String,
    /// An entry that is being taken back: by which, and how to go on if that was cut off.
    pub undoing_by: fn(i64, i64) -> String,
    /// There is no entry of this number.
    pub no_entry: fn(i64) -> String,
    /// No product has this code.
    pub no_product: fn(&str) -> String,
    /// More logins than are named: those that are, how many there are in all.
    pub and_others: fn(&str, usize) -> String,
    /// From now on this person has to say who they are: their login.
    pub say_as: fn(&str) -> String,
    /// So many people work here that agents reaching everybody's customers should be looked at.
    pub look_at_open_file: fn(usize) -> String,
    /// An import that is at it or was cut off stands before what was asked for: its entry.
    pub undo_running: fn(i64) -> String,
    /// A disabled person, in a list.
    pub inactive: &'static str,
    /// A number that no numbering plan knows: what becomes of it.
    pub no_plan: &'static str,
    /// A text that is no date, number or name, with the reason.
    pub not_understood: fn(&str, &str) -> String,
}
