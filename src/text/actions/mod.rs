//! Names of actions, for the bottom line, the help and the palette.
//! Must not know keys or what an action does.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH;

/// A name for each action, short enough for the bottom line.
#[derive(Debug)]
pub struct Actions {
    /// Go to the caller line.
    pub caller_line: &'static str,
    /// Start the caller line with a digit.
    pub type_number: &'static str,
    /// From the caller line to the rows.
    pub to_rows: &'static str,
    /// From the caller line into the rows, or the one card.
    pub enter_rows: &'static str,
    /// Empty the caller line, then leave it.
    pub leave_line: &'static str,
    /// To the find pane.
    pub go_find: &'static str,
    /// To the Today pane.
    pub go_sales: &'static str,
    /// Take money for a sale, or give it back.
    pub money: &'static str,
    /// Hand out goods that are held.
    pub collect: &'static str,
    /// Goods come back.
    pub bring_back: &'static str,
    /// Call a sale off.
    pub call_off: &'static str,
    /// What is on hand.
    pub stock: &'static str,
    /// Goods come into the store.
    pub receive: &'static str,
    /// Goods were counted.
    pub count_goods: &'static str,
    /// From when on it is time to order goods.
    pub reorder_at: &'static str,
    /// To the Today pane.
    pub go_today: &'static str,
    /// To the tasks pane.
    pub go_tasks: &'static str,
    /// To the next pane.
    pub next_pane: &'static str,
    /// To the previous pane.
    pub previous_pane: &'static str,
    /// Up.
    pub up: &'static str,
    /// Down.
    pub down: &'static str,
    /// A page up.
    pub page_up: &'static str,
    /// A page down.
    pub page_down: &'static str,
    /// To the first.
    pub first: &'static str,
    /// To the last.
    pub last: &'static str,
    /// Go in.
    pub open: &'static str,
    /// Come back.
    pub back: &'static str,
    /// Mark a row.
    pub mark: &'static str,
    /// Mark all rows.
    pub mark_all: &'static str,
    /// Start or end a range.
    pub mark_range: &'static str,
    /// Log a call.
    pub log_call: &'static str,
    /// Its reasons are done with.
    pub settle: &'static str,
    /// Its reasons come again later.
    pub snooze: &'static str,
    /// Its reasons do not apply.
    pub dismiss: &'static str,
    /// Give a task.
    pub give: &'static str,
    /// Give a task in one line.
    pub give_line: &'static str,
    /// What became of tasks.
    pub news: &'static str,
    /// Show whole numbers.
    pub reveal: &'static str,
    /// Copy the number.
    pub copy: &'static str,
    /// What was changed.
    pub history: &'static str,
    /// How the customer uses what they bought.
    pub uses: &'static str,
    /// Give to a colleague.
    pub transfer: &'static str,
    /// Add a customer.
    pub new_customer: &'static str,
    /// Attach a number to an existing customer.
    pub attach: &'static str,
    /// Wrong number.
    pub wrong_number: &'static str,
    /// Next customer of the list.
    pub next_customer: &'static str,
    /// Previous customer of the list.
    pub previous_customer: &'static str,
    /// Filter the timeline.
    pub filter: &'static str,
    /// Take back my last action.
    pub undo: &'static str,
    /// Put it back.
    pub redo: &'static str,
    /// My own entries.
    pub my_history: &'static str,
    /// My forms that are not finished.
    pub drafts: &'static str,
    /// What Today is made of.
    pub reasons: &'static str,
    /// Choose a list of Today.
    pub lists: &'static str,
    /// How far everybody's day is.
    pub overview: &'static str,
    /// What was done and sold in a period.
    pub figures: &'static str,
    /// Figures of tasks, or of sales.
    pub other_figures: &'static str,
    /// Summed up by something else.
    pub by_what: &'static str,
    /// The period before.
    pub earlier: &'static str,
    /// The period after.
    pub later: &'static str,
    /// Type a period.
    pub type_period: &'static str,
    /// What was bought.
    pub records: &'static str,
    /// Of which customer.
    pub of_customer: &'static str,
    /// Of which product.
    pub of_product: &'static str,
    /// Sold by whom.
    pub sold_by: &'static str,
    /// The slip of a sale.
    pub slip: &'static str,
    /// A sales slip, or a receipt.
    pub other_slip: &'static str,
    /// Other people's customers, or one's own.
    pub other_people: &'static str,
    /// A longer span.
    pub longer: &'static str,
    /// A wider slip.
    pub wider: &'static str,
    /// A narrower slip.
    pub narrower: &'static str,
    /// A shorter span.
    pub shorter: &'static str,
    /// Throw a form away that is not finished.
    pub discard: &'static str,
    /// Go to the ringing call.
    pub take_call: &'static str,
    /// Go to the next callback.
    pub callback: &'static str,
    /// Other language.
    pub language: &'static str,
    /// Dark or light.
    pub theme: &'static str,
    /// List of keys.
    pub help: &'static str,
    /// Any action by name.
    pub palette: &'static str,
    /// Leave.
    pub quit: &'static str,
    /// Next field.
    pub next_field: &'static str,
    /// Previous field.
    pub previous_field: &'static str,
    /// Save.
    pub save: &'static str,
    /// Close.
    pub cancel: &'static str,
    /// Pick by letter.
    pub pick: &'static str,
    /// Yes.
    pub confirm: &'static str,
    /// No.
    pub decline: &'static str,
    /// Undo in a field.
    pub undo_typing: &'static str,
    /// Redo in a field.
    pub redo_typing: &'static str,
    /// Take this entry back.
    pub undo_entry: &'static str,
    /// Sell to a customer.
    pub sell: &'static str,
    /// Sell to somebody who is found in the form.
    pub new_sale: &'static str,
    /// Record a visit.
    pub visit: &'static str,
    /// Take the next one.
    pub take_next: &'static str,
    /// Choose a list of tasks.
    pub task_lists: &'static str,
    /// Work on a task.
    pub work: &'static str,
    /// A task is done.
    pub task_done: &'static str,
    /// A task is put off.
    pub postpone: &'static str,
    /// A task is cancelled.
    pub cancel_task: &'static str,
    /// An open task gets other words, time or person.
    pub edit_task: &'static str,
    /// The list as a workbook.
    pub tasks_out: &'static str,
    /// A task is handed over.
    pub assign: &'static str,
    /// Change a customer.
    pub edit: &'static str,
    /// Next section of the form.
    pub next_section: &'static str,
    /// Previous section of the form.
    pub previous_section: &'static str,
    /// Take a row out of the form.
    pub remove_row: &'static str,
    /// Look at the customer who may be the same.
    pub look_alike: &'static str,
    /// Show the numbers in the form whole.
    pub show_numbers: &'static str,
    /// Show fields that the form does not ask for.
    pub more_fields: &'static str,
    /// Mine.
    pub take_mine: &'static str,
    /// Theirs.
    pub take_theirs: &'static str,
    /// As it was.
    pub take_original: &'static str,
}
