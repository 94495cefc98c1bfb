//! The small vocabularies, one per direction, as plain data. Must not know threads or the store.

mod outcome;
mod task;
mod trade;

use std::sync::Arc;

pub use super::house::{HouseInfo, Me};
pub use super::slot::Slot;
use crate::domain::customer::{Alike, AlikeTo, Card, Draft, Found, Place, Sheet};
use crate::domain::ids::{CallId, CustomerId, EntryId, PhoneId, ProductId, StaffId, TaskId};
use crate::domain::importing::Importing;
use crate::domain::interaction::{Call, CallLog, Callback, Note};
use crate::domain::journal::EntryView;
use crate::domain::kept::Unfinished;
use crate::domain::supply::UseChange;
use crate::domain::today::{Change, Count, ListOf, Load, Settling, TodayList, Whom, Whose};
use crate::error::Error;
use crate::kit::key::Key;
pub use outcome::Outcome;
pub use task::{Claim, Taken, TaskAnswer, TaskDeed, TaskQuery};
pub use trade::{TradeAnswer, TradeDeed, TradeQuery, Traded};

/// What happens to the desk: one channel, one order.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key, normalised.
    Key(Key),
    /// Pasted text, or a burst of an input method.
    Paste(String),
    /// The terminal has another size: columns, rows.
    Resize(u16, u16),
    /// A question was answered.
    Answer(Slot, Ticket, std::result::Result<Answer, Arc<Error>>),
    /// A command was carried out, or not.
    Outcome(Receipt, std::result::Result<Outcome, Arc<Error>>),
    /// Somebody committed: ask again what shows these.
    Changed(Changed),
    /// The calls at this person's extension are now these (ringing, answered, not logged yet).
    Calls(Vec<Call>),
    /// How far an import of this person is.
    Import(Importing),
    /// A command is long: so many are done of so many.
    Progress(usize, usize),
    /// A second has passed (clock, callbacks, notices).
    Tick,
    /// The line dropped or the process is told to end.
    HangUp,
    /// A worker is gone; the desk says so and ends in order.
    WorkerDied(&'static str),
}

/// What commits of others (or our own) touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// These customers.
    pub customers: Vec<CustomerId>,
    /// More than can be named: ask everything again.
    pub many: bool,
    /// Settings, choices, staff or products.
    pub house: bool,
    /// Tasks, or who is at work on one.
    pub tasks: bool,
    /// Sales, or what became of them.
    pub sales: bool,
    /// What is on hand.
    pub stock: bool,
    /// Somebody has begun to work on these customers, or left them.
    pub claims: Vec<CustomerId>,
}

/// What the session is asked to do. Asserted in tests.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask; only the newest question of a slot counts.
    Read(Slot, Ticket, Query),
    /// Write; first in, first out, always answered.
    Write(Receipt, Command),
    /// Put text on the clipboard of the terminal (OSC 52).
    Copy(String),
    /// Ring the terminal's bell.
    Bell,
    /// End.
    Quit,
}

/// The number of a question: higher is newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

/// The number of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Receipt(pub u64);

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// The caller line's rows for what was typed.
    Find {
        /// As typed.
        typed: String,
        /// How many rows.
        limit: usize,
    },
    /// My last opened customers and my calls that are not logged yet (an empty caller line).
    Recent {
        /// How many rows.
        limit: usize,
    },
    /// A card with its timeline.
    Card {
        /// Whose.
        customer: CustomerId,
        /// How many timeline lines.
        timeline: usize,
        /// The whole number by which a customer out of scope was found.
        known_by: Option<String>,
    },
    /// Who rings: the customers of a number.
    Ring {
        /// The call.
        call: CallId,
    },
    /// What was changed of a customer, by whom, field by field; none: my own entries.
    History {
        /// Whose.
        customer: Option<CustomerId>,
        /// How many entries.
        limit: usize,
    },
    /// Whom to ring today, and why.
    Today {
        /// Whose customers.
        whose: Whose,
        /// Which list.
        list: ListOf,
        /// How many rows.
        limit: usize,
    },
    /// How many customers are on each of these lists of Today.
    Lists {
        /// Whose customers.
        whose: Whose,
        /// Which.
        lists: Vec<ListOf>,
    },
    /// How far the day of everybody is whom I oversee.
    Overview,
    /// My callbacks that are due or come today.
    Callbacks,
    /// What the desk knows of the business.
    House,
    /// A customer as a form holds it, to be changed.
    Sheet {
        /// Whose.
        customer: CustomerId,
    },
    /// Who may be the same as the one in a form, the likeliest first, five at most.
    Alike {
        /// The customer of the form, if stored: they are like themselves.
        except: Option<CustomerId>,
        /// What the form knows by now.
        to: AlikeTo,
    },
    /// Provinces and cities that addresses of the file name, most used first.
    Places {
        /// The province as typed; empty: of all.
        province: String,
        /// The beginning of a name, its pinyin or initials; of a province too without `province`.
        typed: String,
    },
    /// My forms that are not finished and open at no desk, the newest first.
    Drafts,
    /// Who writes to the file, while a save waits.
    Writing,
    /// What was asked last is not wanted any more.
    Nothing,
    /// About tasks.
    Task(TaskQuery),
    /// About sales and stock.
    Trade(TradeQuery),
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// To `Find` and `Recent`.
    Rows(Found),
    /// To `Card`.
    Card(Box<Card>),
    /// To `Ring`: the call and whom its number belongs to.
    Ring(Call, Found),
    /// To `History`.
    History(Vec<EntryView>),
    /// To `Today`.
    Today(Box<TodayList>),
    /// To `Lists`, in their order.
    Lists(Vec<Count>),
    /// To `Overview`.
    Overview(Vec<Load>),
    /// To `Callbacks`, soonest first.
    Callbacks(Vec<Callback>),
    /// To `House`.
    House(Arc<HouseInfo>),
    /// To `Sheet`.
    Sheet(Box<Sheet>),
    /// To `Alike`.
    Alike(Vec<Alike>),
    /// To `Places`: provinces alone have an empty city.
    Places(Vec<Place>),
    /// To `Writing`: their name; none: nobody knows.
    Writing(Option<String>),
    /// To `Nothing`.
    Nothing,
    /// To `Drafts`.
    Drafts(Vec<Unfinished>),
    /// To `Task`.
    Task(TaskAnswer),
    /// To `Trade`.
    Trade(TradeAnswer),
}

/// A write.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Log a call.
    Log {
        /// The key under which a repeat is recognised, made when the form opened.
        once: String,
        /// What.
        log: CallLog,
        /// The task that is done by it.
        task: Option<TaskId>,
    },
    /// Record a visit, a message, anything but a call.
    Note {
        /// As above.
        once: String,
        /// What.
        note: Box<Note>,
        /// The task that is done by it.
        task: Option<TaskId>,
    },
    /// Add a customer.
    Add {
        /// As above.
        once: String,
        /// What.
        draft: Box<Draft>,
    },
    /// Save a form: what it opened with (after `Error::Clash`: its `theirs`), and what it says.
    Save {
        /// As above.
        once: String,
        /// Whom; none: a new one.
        customer: Option<CustomerId>,
        /// What the form opened with.
        was: Box<Sheet>,
        /// What it says.
        now: Box<Sheet>,
    },
    /// Attach a number to a customer.
    Attach {
        /// As above.
        once: String,
        /// To whom.
        customer: CustomerId,
        /// The number as typed.
        typed: String,
    },
    /// Give customers to another owner.
    Transfer {
        /// As above.
        once: String,
        /// Whom.
        customers: Vec<CustomerId>,
        /// To whom.
        to: StaffId,
        /// Why.
        reason: String,
    },
    /// What Today is made of is changed.
    SetToday {
        /// As above.
        once: String,
        /// What.
        change: Change,
    },
    /// Reasons to ring are done with, come again later, or do not apply.
    Settle {
        /// As above.
        once: String,
        /// Of whom, and which.
        of: Vec<Whom>,
        /// What becomes of them.
        how: Settling,
    },
    /// Give tasks, and say what becomes of them.
    Task {
        /// As above.
        once: String,
        /// What.
        deed: TaskDeed,
    },
    /// Begin to work on something, so that others leave it alone.
    Claim(Claim),
    /// Say how a customer uses a product.
    Use {
        /// As above.
        once: String,
        /// Who.
        customer: CustomerId,
        /// What.
        product: ProductId,
        /// How.
        change: UseChange,
    },
    /// A sale, or what happens to one.
    Trade {
        /// As above.
        once: String,
        /// What.
        deed: TradeDeed,
    },
    /// See a whole number; leaves a trace.
    Reveal {
        /// Whose.
        customer: CustomerId,
        /// Which; none: the primary one.
        phone: Option<PhoneId>,
        /// It is for the clipboard.
        copy: bool,
    },
    /// See every number of a customer in a form; leaves a trace.
    Numbers {
        /// Whose.
        customer: CustomerId,
    },
    /// A card was opened: it becomes a recent one.
    Opened {
        /// Whose.
        customer: CustomerId,
    },
    /// Take back: an entry of the history, or none: the last one of this session.
    Undo {
        /// Which.
        entry: EntryId,
    },
    /// Change a setting of mine (`language`, `theme`).
    Prefer {
        /// Which.
        key: &'static str,
        /// Its value.
        value: String,
    },
    /// Keep a form that is not finished, as it is now.
    Keep(Box<Unfinished>),
    /// Throw a form away that was kept.
    Forget {
        /// Its key.
        once: String,
    },
    /// Open a form again that was kept: no other desk has it then.
    TakeUp {
        /// Its key.
        once: String,
    },
    /// Gather what was left beside the file when it could not be had.
    PickUpDrafts,
}

/// The clock and the identity, passed in with every event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// Now, and where the business is.
    pub now: crate::domain::time::Now,
    /// A number that no other form of any desk will have: forms make their key from it.
    pub nonce: u64,
}
