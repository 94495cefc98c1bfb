//! Intentions: what a key means in a place. No data, no keys, no popups.
//! Each has a name in both languages, by its field in `text::actions`.

use crate::text::Text;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $field:ident),* $(,)?) => {
        /// An intention.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($(#[$doc])* $name),* }

        impl Action {
            /// Every one.
            pub const ALL: &[Action] = &[$(Action::$name),*];

            /// What it is called.
            pub fn label(self, text: &Text) -> &'static str {
                match self { $(Action::$name => text.actions.$field),* }
            }
        }
    };
}

actions! {
    /// Go to the caller line.
    CallerLine = caller_line,
    /// Start the caller line with a digit.
    TypeNumber = type_number,
    /// From the caller line to the rows.
    ToRows = to_rows,
    /// From the caller line into the rows, or the one card.
    EnterRows = enter_rows,
    /// Empty the caller line, then leave it.
    LeaveLine = leave_line,
    /// To the find pane.
    GoFind = go_find,
    /// To the Today pane.
    GoToday = go_today,
    /// To the tasks pane.
    GoTasks = go_tasks,
    /// To the sales pane.
    GoSales = go_sales,
    /// To the next pane.
    NextPane = next_pane,
    /// To the previous pane.
    PreviousPane = previous_pane,
    /// Up.
    Up = up,
    /// Down.
    Down = down,
    /// A page up.
    PageUp = page_up,
    /// A page down.
    PageDown = page_down,
    /// To the first.
    First = first,
    /// To the last.
    Last = last,
    /// Go in.
    Open = open,
    /// Come back.
    Back = back,
    /// Mark a row.
    Mark = mark,
    /// Mark all rows.
    MarkAll = mark_all,
    /// Start or end a range.
    MarkRange = mark_range,
    /// Log a call.
    LogCall = log_call,
    /// Its reasons are done with.
    Settle = settle,
    /// Its reasons come again later.
    Snooze = snooze,
    /// Its reasons do not apply.
    Dismiss = dismiss,
    /// Sell to a customer.
    Sell = sell,
    /// Sell to somebody who is found in the form.
    NewSale = new_sale,
    /// Give a task.
    Give = give,
    /// Give a task in one line.
    GiveLine = give_line,
    /// What became of tasks.
    News = news,
    /// Record a visit.
    Visit = visit,
    /// Take the next one that nobody else is at.
    TakeNext = take_next,
    /// Choose a list of tasks.
    TaskLists = task_lists,
    /// Work on a task.
    Work = work,
    /// A task is done.
    TaskDone = task_done,
    /// A task is due at another time.
    Postpone = postpone,
    /// A task is not to be done any more.
    CancelTask = cancel_task,
    /// An open task gets other words, time or person.
    EditTask = edit_task,
    /// The list as a workbook.
    TasksOut = tasks_out,
    /// A task is somebody else's.
    Assign = assign,
    /// Take money for a sale, or give it back.
    Money = money,
    /// Hand out goods that are held.
    Collect = collect,
    /// Goods come back.
    BringBack = bring_back,
    /// Call a sale off.
    CallOff = call_off,
    /// What is on hand.
    Stock = stock,
    /// Goods come into the store.
    Receive = receive,
    /// Goods were counted.
    CountGoods = count_goods,
    /// From when on it is time to order goods.
    ReorderAt = reorder_at,
    /// Change a customer.
    Edit = edit,
    /// How the customer uses what they bought.
    Uses = uses,
    /// Show whole numbers.
    Reveal = reveal,
    /// Copy the number.
    Copy = copy,
    /// What was changed.
    History = history,
    /// Give to a colleague.
    Transfer = transfer,
    /// Add a customer.
    NewCustomer = new_customer,
    /// Attach a number to an existing customer.
    Attach = attach,
    /// Wrong number.
    WrongNumber = wrong_number,
    /// Next customer of the list.
    NextCustomer = next_customer,
    /// Previous customer of the list.
    PreviousCustomer = previous_customer,
    /// Filter the timeline.
    Filter = filter,
    /// Take back my last action.
    Undo = undo,
    /// Put it back.
    Redo = redo,
    /// My own entries.
    MyHistory = my_history,
    /// My forms that are not finished.
    Drafts = drafts,
    /// What Today is made of: reasons, and how often whom.
    Reasons = reasons,
    /// Choose a list of Today.
    Lists = lists,
    /// How far everybody's day is.
    Overview = overview,
    /// What was done and sold in a period.
    Figures = figures,
    /// Figures of tasks, or of sales.
    OtherFigures = other_figures,
    /// Summed up by something else.
    ByWhat = by_what,
    /// The period before.
    Earlier = earlier,
    /// The period after.
    Later = later,
    /// Type a period.
    TypePeriod = type_period,
    /// What was bought.
    Records = records,
    /// Of which customer.
    OfCustomer = of_customer,
    /// Of which product.
    OfProduct = of_product,
    /// Sold by whom.
    SoldBy = sold_by,
    /// The slip of a sale.
    Slip = slip,
    /// A sales slip, or a receipt.
    OtherSlip = other_slip,
    /// Other people's customers, or one's own.
    OtherPeople = other_people,
    /// A longer span.
    Longer = longer,
    /// A wider slip.
    Wider = wider,
    /// A narrower slip.
    Narrower = narrower,
    /// A shorter span.
    Shorter = shorter,
    /// Throw a form away that is not finished.
    Discard = discard,
    /// Go to the ringing call.
    TakeCall = take_call,
    /// Go to the next callback.
    Callback = callback,
    /// Other language.
    Language = language,
    /// Dark or light.
    Theme = theme,
    /// List of keys.
    Help = help,
    /// Any action by name.
    Palette = palette,
    /// Leave.
    Quit = quit,
    /// Next field.
    NextField = next_field,
    /// Previous field.
    PreviousField = previous_field,
    /// Save.
    Save = save,
    /// Close.
    Cancel = cancel,
    /// Pick by letter.
    Pick = pick,
    /// Yes.
    Confirm = confirm,
    /// No.
    Decline = decline,
    /// Undo in a field.
    UndoTyping = undo_typing,
    /// Redo in a field.
    RedoTyping = redo_typing,
    /// Take this entry back.
    UndoEntry = undo_entry,
    /// Next section of the form.
    NextSection = next_section,
    /// Previous section of the form.
    PreviousSection = previous_section,
    /// Take a row out of the form.
    RemoveRow = remove_row,
    /// Show fields that the form does not ask for.
    MoreFields = more_fields,
    /// Look at the customer who may be the same.
    LookAlike = look_alike,
    /// Show the numbers in the form whole.
    ShowNumbers = show_numbers,
    /// Mine.
    TakeMine = take_mine,
    /// Theirs.
    TakeTheirs = take_theirs,
    /// As it was.
    TakeOriginal = take_original,
}

impl Action {
    /// Whether it writes, or ends the desk, without anything to read and decide before.
    pub fn writes_at_once(self) -> bool {
        use Action::{Confirm, Copy, Language, Quit, Redo, Reveal, Theme, Undo};
        matches!(
            self,
            Confirm | Copy | Language | Quit | Redo | Reveal | Theme | Undo
        )
    }
}
