//! Words of forms and whatever lies over the desk.
//! Must not know where it is shown.

mod customer;
mod en;
mod sale;
mod zh;

pub use customer::CustomerForm;
pub use sale::SaleForm;

pub(super) use en::EN;
pub(super) use zh::ZH;

/// Forms and other things over the desk.
#[derive(Debug)]
pub struct Forms {
    /// Title of the call log.
    pub log_title: fn(&str) -> String,
    /// Field: how it went.
    pub disposition: &'static str,
    /// In the empty field.
    pub disposition_hint: &'static str,
    /// A key that stands for no result.
    pub no_result: fn(char) -> String,
    /// Field: when to contact again.
    pub next: &'static str,
    /// In the empty field.
    pub next_hint: &'static str,
    /// Field: what was said.
    pub note: &'static str,
    /// In the empty field.
    pub note_hint: &'static str,
    /// Field: why.
    pub reason: &'static str,
    /// In the empty field.
    pub reason_hint: &'static str,
    /// Field: to whom.
    pub colleague: &'static str,
    /// In the empty field.
    pub colleague_hint: &'static str,
    /// A field must be filled.
    pub required: &'static str,
    /// Closing would lose what was typed.
    pub unsaved_twice: &'static str,
    /// A form that was kept, and cannot be opened again.
    pub unreadable: &'static str,
    /// Title of the list of forms that are not finished.
    pub drafts_title: &'static str,
    /// The list is empty.
    pub no_drafts: &'static str,
    /// So many wait, and the key that shows them.
    pub drafts_wait: fn(usize, &str) -> String,
    /// Title of the question.
    pub discard_title: &'static str,
    /// It was thrown away.
    pub discarded: &'static str,
    /// What is typed cannot be kept.
    pub not_kept: &'static str,
    /// Scope.
    pub scope_drafts: &'static str,
    /// Where keys hold: lists of Today.
    pub scope_lists: &'static str,
    /// Title of the form.
    pub new_title: &'static str,
    /// In the empty name.
    pub name_hint: &'static str,
    /// Field: number.
    pub phone: &'static str,
    /// In the empty number.
    pub phone_hint: &'static str,
    /// In the empty birthday.
    pub birthday_hint: &'static str,
    /// Before customers who may be the same.
    pub alike: &'static str,
    /// In an empty coded field.
    pub list_hint: &'static str,
    /// Title of the chooser of a ringing number.
    pub ring_title: fn(&str) -> String,
    /// The caller is somebody new.
    pub none_of_these: &'static str,
    /// Title of the attach chooser.
    pub attach_title: fn(&str) -> String,
    /// In the empty search.
    pub attach_hint: &'static str,
    /// Title of a customer's history.
    pub history_title: fn(&str) -> String,
    /// Title of my own entries.
    pub my_history_title: &'static str,
    /// Nothing was changed yet.
    pub nothing_changed: &'static str,
    /// An entry that was taken back.
    pub entry_undone: &'static str,
    /// And so many other customers.
    pub and_others: fn(usize) -> String,
    /// A row that was added.
    pub inserted: &'static str,
    /// A row that was removed.
    pub deleted: &'static str,
    /// No value.
    pub empty_value: &'static str,
    /// Title of the list of keys.
    pub help_title: &'static str,
    /// Title of the palette.
    pub palette_title: &'static str,
    /// In the empty palette.
    pub palette_hint: &'static str,
    /// The palette found nothing.
    pub no_action: &'static str,
    /// Title of the transfer.
    pub transfer_title: fn(usize) -> String,
    /// Title of how a customer of this name uses a product.
    pub use_title: fn(&str) -> String,
    /// Field: which product.
    pub product: &'static str,
    /// In the empty field.
    pub product_hint: &'static str,
    /// Field: how many days one lasts one user.
    pub cycle_days: &'static str,
    /// Field: how many use it.
    pub users: &'static str,
    /// What no users mean.
    pub users_hint: &'static str,
    /// In a field that is empty because nothing else holds.
    pub as_usual: &'static str,
    /// Title of the question.
    pub quit_title: &'static str,
    /// Something is not saved.
    pub quit_unsaved: &'static str,
    /// Title of the question.
    pub undo_entry_title: &'static str,
    /// The entry is an import: all of it is taken back.
    pub undo_import: &'static str,
    /// Title of an error.
    pub trouble: &'static str,
    /// Scope.
    pub everywhere: &'static str,
    /// Scope.
    pub scope_desk: &'static str,
    /// Scope.
    pub scope_panes: &'static str,
    /// Scope.
    pub scope_line: &'static str,
    /// Scope.
    pub scope_rows: &'static str,
    /// Scope.
    pub scope_customer: &'static str,
    /// Scope.
    pub scope_card: &'static str,
    /// Scope.
    pub scope_form: &'static str,
    /// Forms of two or three fields.
    pub scope_small: &'static str,
    /// Scope.
    pub scope_chooser: &'static str,
    /// Scope.
    pub scope_history: &'static str,
    /// Something that is only to be read.
    pub scope_told: &'static str,
    /// Scope.
    pub scope_question: &'static str,
    /// The customer form.
    pub customer: CustomerForm,
    /// The form of a sale.
    pub sale: SaleForm,
    /// Scope.
    pub scope_sheet: &'static str,
    /// Scope.
    pub scope_clash: &'static str,
    /// Heading of the key table.
    pub key_column: &'static str,
    /// Heading of the key table.
    pub action_column: &'static str,
    /// The digit keys.
    pub digits: &'static str,
    /// The letter keys.
    pub letters: &'static str,
}
