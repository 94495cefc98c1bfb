//! Words of the header, the panes and the notices.
//! Must not know where it is shown.

mod en;
mod zh;

use crate::domain::importing::Importing;

pub(super) use en::EN;
pub(super) use zh::ZH;

/// Header, panes, notices.
#[derive(Debug)]
pub struct Desk {
    /// Title of the find pane.
    pub find: &'static str,
    /// Title of the card pane.
    pub card: &'static str,
    /// How many were found.
    pub found: fn(usize) -> String,
    /// More than this many were found.
    pub found_many: fn(usize) -> String,
    /// So many customers share the number that was typed.
    pub shared: fn(usize) -> String,
    /// Note of the pane when nothing is typed.
    pub recent: &'static str,
    /// An answer is on its way.
    pub asking: &'static str,
    /// In the empty caller line.
    pub line_placeholder: &'static str,
    /// No recent customer.
    pub nothing_recent: &'static str,
    /// Nobody was found.
    pub nothing_found: &'static str,
    /// The card is empty.
    pub nothing_chosen: &'static str,
    /// Offer: a new customer with this number.
    pub offer_new: fn(&str) -> String,
    /// Offer: attach the number to an existing customer.
    pub offer_attach: fn(&str) -> String,
    /// Offer: wrong number.
    pub offer_wrong: &'static str,
    /// A call that was answered and not logged.
    pub unlogged: &'static str,
    /// A call that nobody answered.
    pub missed: &'static str,
    /// A call that rings while another one has the desk.
    pub still_rings: &'static str,
    /// A caller whom no customer matches.
    pub unknown_caller: &'static str,
    /// A caller without a number.
    pub hidden_number: &'static str,
    /// Somebody rings.
    pub rings: fn(&str) -> String,
    /// Somebody was answered.
    pub on_the_line: fn(&str) -> String,
    /// The ringing number belongs to several.
    pub rings_shared: fn(usize) -> String,
    /// Before the extension.
    pub extension: &'static str,
    /// So many rows are marked.
    pub marked: fn(usize) -> String,
    /// So many rows are marked, and there are more than can be listed.
    pub marked_of_more: fn(usize) -> String,
    /// So many are marked, but this works on one: keys that take one mark off, and all.
    pub works_on_one: fn(usize, &str, &str) -> String,
    /// A key that does nothing here.
    pub dead_key: fn(&str) -> String,
    /// No customer is selected.
    pub no_customer: &'static str,
    /// A right ends at one's own customers, and this one is a colleague's.
    pub not_yours: fn(&str) -> String,
    /// A colleague's customer: only put through.
    pub put_through_only: fn(&str) -> String,
    /// The role does not have the right.
    pub no_right: &'static str,
    /// The card is not there yet.
    pub still_loading: &'static str,
    /// The customer has no number.
    pub no_phone: &'static str,
    /// No list to step through.
    pub no_list: &'static str,
    /// The last one of the list.
    pub at_the_end: &'static str,
    /// The first one of the list.
    pub at_the_start: &'static str,
    /// The list is empty.
    pub no_rows: &'static str,
    /// No number in the caller line.
    pub nothing_typed: &'static str,
    /// Nobody rings.
    pub no_call: &'static str,
    /// How the customer uses the product is another way now.
    pub use_changed: fn(&str, &str) -> String,
    /// The customer runs out of nothing.
    pub no_supply: &'static str,
    /// No callback today.
    pub no_callback: &'static str,
    /// Nothing of this session can be taken back.
    pub nothing_to_undo: &'static str,
    /// Nothing can be put back.
    pub nothing_to_redo: &'static str,
    /// A call was logged.
    pub logged: fn(&str) -> String,
    /// The log said of the number whether it is valid.
    pub number_marked: fn(bool) -> &'static str,
    /// A key that writes at once came right behind a save; what it does.
    pub soon: fn(&str, &str) -> String,
    /// It was not done: somebody typed on.
    pub typed_on: fn(&str) -> String,
    /// A save waits: for whom, and how many keys wait behind it.
    pub still_saving: fn(Option<&str>, usize) -> String,
    /// More keys than are kept.
    pub typed_too_much: &'static str,
    /// A customer was added.
    pub added: fn(&str) -> String,
    /// A number was attached.
    pub attached: fn(&str) -> String,
    /// Customers were given away.
    pub transferred: fn(usize, &str) -> String,
    /// The person at this desk, as who did something.
    pub you: &'static str,
    /// An entry was taken back.
    pub undone: &'static str,
    /// An entry was put back.
    pub redone: &'static str,
    /// A number was copied; it is shown for terminals that cannot.
    pub copied: fn(&str) -> String,
    /// Numbers are shown.
    pub revealed: &'static str,
    /// Nothing of the card is masked.
    pub all_shown: &'static str,
    /// So many forms wait behind the desk; the key that goes back to them.
    pub unsaved: fn(&str, usize) -> String,
    /// Wrong number: nothing was stored.
    pub nothing_written: &'static str,
    /// A part of the program ended.
    pub worker_died: fn(&str) -> String,
    /// A command is being stored.
    pub waiting: &'static str,
    /// Monday first.
    pub weekdays: [&'static str; 7],
    /// In the header: an import of this person, its file's name made to fit, how far it is.
    pub importing: fn(&str, &Importing) -> String,
    /// It was stopped before its end.
    pub import_stopped: fn(&Importing) -> String,
    /// It is finished.
    pub import_done: fn(&Importing) -> String,
}
