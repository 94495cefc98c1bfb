//! The contract of whatever has keys: panes and the layers over them. They get intentions
//! and answers, and hand back steps, plain data that the machine turns into effects.
//! Must not know drawing (that is `view::View`) or how steps are carried out.

use super::action::Action;
use super::desk::Desk;
use super::giving::GiveAsk;
use super::keymap::Scope;
use super::machine::Focus;
use super::tasking::{About, TaskAsk};
use super::vocabulary::{Answer, Changed, Command, Outcome, Query, Slot};
use crate::domain::customer::Found;
use crate::domain::ids::{CallId, CustomerId, EntryId, PhoneId, SaleId};
use crate::domain::interaction::Call;
use crate::domain::kept::{Kept, Unfinished};
use crate::domain::product::Stock;
use crate::domain::sale::{Dealing, Sale, SalesOf, Searched};
use crate::domain::supply::Supply;
use crate::domain::task::Which;
use crate::domain::today::{Due, Guard, ListOf, Subject, Whose};
use crate::error::Error;
use crate::kit::key::Key;

/// What a pane or a layer wants done.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Move the focus.
    Go(Focus),
    /// Show a customer's card beside the list, or nobody's.
    Show(Option<CustomerId>),
    /// Go into a customer's card.
    Open(CustomerId),
    /// Look at another customer's card, while the layers wait behind the desk.
    LookAside(CustomerId),
    /// Go to a call: its customer, a chooser, or a new customer.
    Take(CallId),
    /// On to the next row, if this customer is the selected one.
    Advance(CustomerId),
    /// Show a list of Today, of these people's customers.
    List(Whose, ListOf),
    /// Show a list of tasks.
    Queue(Which),
    /// Take the next one that nobody else is at.
    TakeNext,
    /// Somebody begins to ring this customer.
    Begin(CustomerId),
    /// Show a list of sales, of what these people sold.
    Sales(Whose, SalesOf),
    /// Lay something over the desk.
    Ask(Ask),
    /// Say something in the bottom line.
    Tell(Notice),
    /// A question.
    Read(Slot, Query),
    /// A write; the layer that asked gets the outcome.
    Write(Command),
    /// Close the top layer.
    Close,
    /// Do another action, as if its key were pressed.
    Do(Action),
    /// This customer may be called although this speaks against it: not asked again today.
    Allow(CustomerId, Against),
    /// Take all marks off.
    Unmark,
    /// Empty the caller line.
    EmptyLine,
    /// End.
    Quit,
}

/// What may lie over the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Log a call with a customer.
    Log(LogAbout),
    /// Record a visit, a message, anything but a call.
    Visit(LogAbout),
    /// About tasks.
    Task(TaskAsk),
    /// A new customer with this number, or this name.
    New(String),
    /// A new customer with the number of a call, which typing replaces.
    NewOfCall(String),
    /// A new customer with the number of a call that rings.
    Caller(String),
    /// Change a customer of this name.
    Edit(CustomerId, String),
    /// Sell to this customer of this name; none: to one who is found in the form.
    Sell(Option<(CustomerId, String)>),
    /// A sale with all that belongs to it.
    Sale(SaleId),
    /// Something is done with a sale, which is known already or not.
    Deal(Dealing, SaleId, Option<Box<Sale>>),
    /// Which list of sales, beginning with this one; and of whom one may be, raw name.
    SaleLists(Whose, SalesOf, Option<(CustomerId, String)>),
    /// What is on hand.
    Stock,
    /// Goods come into the store, or were counted, or it is said when to order.
    Goods(Goods, Stock),
    /// How a customer of this name uses what they run out of.
    Use(CustomerId, String, Vec<Supply>),
    /// Attach a number to an existing customer.
    Attach(String),
    /// Which of these rings.
    Ring(Call, Found),
    /// What was changed: of a customer, or by me.
    History(Option<(CustomerId, String)>),
    /// Give customers to a colleague.
    Transfer(Vec<CustomerId>),
    /// Which reasons, and until when or why not.
    Settle(How, Vec<Owed>),
    /// All that is due of so many is done: really?
    SettleMany(Vec<Owed>),
    /// This customer of this name had better not be called now: do the action all the same?
    Guarded(CustomerId, String, Against, Action),
    /// Something to be read, under a title.
    Told(String, String),
    /// Take an entry back?
    UndoEntry(EntryId, String),
    /// What Today is made of: a list.
    Reasons,
    /// One reason, or a cadence.
    Rule(Subject),
    /// Give tasks, change one, hear what became of them.
    Give(GiveAsk),
    /// A form that was not finished, as it was.
    Continue(Box<Kept>),
    /// My forms that are not finished: these, or none: they are asked for.
    Drafts(Vec<Unfinished>),
    /// Which list of Today, beginning with this one of these people.
    Lists(Whose, ListOf),
    /// How far everybody's day is.
    Overview,
    /// What was done in a period: of tasks, or of sales.
    Figures(bool),
    /// What was bought, searched by this.
    Records(Searched),
    /// The slips of a sale.
    Slip(SaleId),
    /// Throw the form of this key away, that is called so?
    Discard(String, String),
    /// Quit although something is unsaved?
    Quit,
    /// All keys of these scopes.
    Help(Vec<Scope>),
    /// Any action by name; those that cannot work now, and why.
    Palette(Vec<(Action, String)>),
    /// Something went wrong: title and text.
    Trouble(String),
}

/// What is said of a product in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goods {
    /// So many more came.
    Received,
    /// So many were found.
    Counted,
    /// With so many left it is time to order; none: nobody watches.
    Level,
}

impl Goods {
    /// All, in the order of their words.
    pub const ALL: [Goods; 3] = [Goods::Received, Goods::Counted, Goods::Level];

    /// Its place among them.
    pub fn place(self) -> usize {
        self as usize
    }
}

/// What a call is logged about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogAbout {
    /// Whom.
    pub customer: CustomerId,
    /// The customer's name, raw.
    pub name: String,
    /// The number that was used, if it is known.
    pub phone: Option<PhoneId>,
    /// The exchange's call.
    pub call: Option<CallId>,
    /// The task that is done by it.
    pub task: Option<About>,
}

/// What speaks against calling somebody just now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Against {
    /// The house's rules and the customer's wishes.
    pub guard: Vec<Guard>,
    /// Somebody else who is at work on them.
    pub held_by: Option<String>,
}

/// What becomes of reasons, before it is said until when or why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// They are done with.
    Settled,
    /// They come again on a later day.
    Snoozed,
    /// They do not apply.
    Dismissed,
}

/// The reasons to ring a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// Whom; none: an unknown number that rang.
    pub customer: Option<CustomerId>,
    /// The customer's name, raw.
    pub name: String,
    /// What is due, the weightiest first.
    pub reasons: Vec<Due>,
}

/// A sentence in the bottom line, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The words; not cleaned.
    pub words: String,
}

/// How something is meant; view.rs says how that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Plain.
    #[default]
    Plain,
    /// Matters less.
    Dim,
    /// Matters more.
    Strong,
    /// Look at it.
    Warning,
    /// Something is wrong.
    Error,
    /// It went well.
    Good,
    /// A name of a key.
    Key,
}

impl Step {
    /// Says something.
    pub fn tell(tone: Tone, words: impl Into<String>) -> Step {
        Step::Tell(Notice {
            tone,
            words: words.into(),
        })
    }
}

/// What has keys. All methods get the desk first and change nothing but themselves.
pub trait Pane {
    /// Where its keys stand in the table.
    fn scope(&self) -> Scope {
        Scope::Form
    }

    /// Whether printable keys are text here: in forms.
    fn typing(&self) -> bool {
        self.scope() == Scope::Form
    }

    /// An intention; the key is for those that are many (digits, arrows). What a form means by
    /// its keys it says itself.
    fn update(&mut self, desk: &Desk, _action: Action, key: Key) -> Vec<Step> {
        self.typed(desk, key)
    }

    /// A key that is text, or that no binding took while typing.
    fn typed(&mut self, _desk: &Desk, _key: Key) -> Vec<Step> {
        Vec::new()
    }

    /// A burst of text.
    fn paste(&mut self, _desk: &Desk, _text: &str) -> Vec<Step> {
        Vec::new()
    }

    /// Somebody committed: the questions whose answers may be old.
    fn again(&self, _changed: &Changed) -> Vec<Step> {
        Vec::new()
    }

    /// An answer to its question.
    fn receive(
        &mut self,
        _desk: &Desk,
        _slot: Slot,
        _answer: Result<&Answer, &Error>,
    ) -> Vec<Step> {
        Vec::new()
    }

    /// What its command came to.
    fn settle(&mut self, _desk: &Desk, _outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        Vec::new()
    }

    /// Why this action cannot work now.
    fn refusal(&self, _desk: &Desk, _action: Action) -> Option<String> {
        None
    }

    /// Whether a call laid it here and nobody has touched it: the next call, and a key that
    /// starts the caller line, take its place.
    fn gives_way(&self) -> bool {
        false
    }

    /// Whether it is not drawn while something lies over it.
    fn waits_unseen(&self) -> bool {
        false
    }

    /// Whom it is about, if it changes a customer.
    fn whom(&self) -> Option<CustomerId> {
        None
    }

    /// Whether closing it would lose something typed.
    fn unsaved(&self) -> bool {
        false
    }

    /// What is typed here and not saved, to be opened again after the line dropped; none: there
    /// is nothing to keep.
    fn draft(&self) -> Option<Kept> {
        None
    }
}
