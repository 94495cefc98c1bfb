//! The machine: every event comes in here, in one order, and effects go out. It finds what
//! has the keys, looks the key up in the table, and hands on the intention. Must not know
//! how a pane works, nor carry out anything itself.

use super::action::Action;
use super::desk::Desk;
use super::drafts::Keeping;
use super::held_back::HeldBack;
use super::keymap::{self, Scope};
use super::layers::Layers;
use super::pane::{Ask, Notice, Pane, Step, Tone};
use super::panes::ListPane;
use super::panes::card::CardPane;
use super::panes::find::Find;
use super::ring::Rings;
use super::saving::Behind;
use super::settling::Allowed;
use super::stack::Stack;
use super::steps::{Pending, Purpose};
use super::taking::AtWork;
use super::tickets::Tickets;
use super::typing_on::TypingOn;
use super::vocabulary::{Command, Context, Effect, Event, Query, Slot};
use crate::domain::ids::{EntryId, TaskId};
use crate::domain::kept::Kept;
use crate::kit::key::Key;
use crate::kit::theme::Theme;
use crate::text::Lang;

/// Seconds between two questions for callbacks.
const CALLBACKS_EVERY: u64 = 60;

/// Where the keys are when nothing lies over the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The caller line.
    Line,
    /// The rows of a list.
    Rows,
    /// The card.
    Card,
}

/// One person's desk.
pub struct App {
    pub(super) desk: Desk,
    pub(super) find: Find,
    pub(super) stack: Stack,
    pub(super) card: CardPane,
    pub(super) focus: Focus,
    pub(super) layers: Layers,
    /// Forms that wait while a call is looked at.
    pub(super) parked: Layers,
    pub(super) notice: Option<Notice>,
    pub(super) tickets: Tickets,
    pub(super) pending: Pending,
    pub(super) rings: Rings,
    pub(super) keeping: Keeping,
    pub(super) allowed: Allowed,
    /// The newest tasks that had news when that was asked last, by their versions; none: never.
    pub(super) heard: Option<Vec<(TaskId, i64)>>,
    /// What this desk is at, and others leave alone.
    pub(super) at_work: AtWork,
    pub(super) held_back: Option<HeldBack>,
    /// Entries of this session that can be taken back, and put back.
    pub(super) undo: Vec<EntryId>,
    pub(super) redo: Vec<EntryId>,
    /// Sales of this session, to be named when they are taken back: the entry, and the code.
    /// What was taken back or put back, by the entry that did it: the code of its action.
    pub(super) undone: Vec<(EntryId, String)>,
    pub(super) sold: Vec<(EntryId, String)>,
    /// What was done with sales here: which entry, and with which.
    pub(super) dealt: Vec<(EntryId, String)>,
    pub(super) ticks: u64,
    pub(super) typing_on: TypingOn,
    pub(super) behind: Behind,
}

impl App {
    /// A desk with an empty caller line that has the keys.
    pub fn new(context: &Context, lang: Lang, theme: Theme, size: (u16, u16)) -> App {
        let mut app = App {
            desk: Desk::new(context, lang, theme, size),
            find: Find::new(),
            stack: Stack::new(context.now.at),
            card: CardPane::default(),
            focus: Focus::Line,
            layers: Layers::default(),
            parked: Layers::default(),
            notice: None,
            tickets: Tickets::default(),
            pending: Pending::default(),
            rings: Rings::default(),
            keeping: Keeping::default(),
            allowed: Allowed::default(),
            heard: None,
            at_work: AtWork::default(),
            held_back: None,
            undo: Vec::new(),
            redo: Vec::new(),
            undone: Vec::new(),
            sold: Vec::new(),
            dealt: Vec::new(),
            ticks: 0,
            typing_on: TypingOn::default(),
            behind: Behind::default(),
        };
        app.arrange();
        app
    }

    /// The language was asked for: the person's earlier choice does not change it.
    #[must_use]
    pub fn in_language_asked_for(mut self) -> App {
        self.desk.lang_asked = true;
        self
    }

    /// The first questions: what the house is, who was here last, who is to be called back.
    pub fn start(&mut self, context: &Context) -> Vec<Effect> {
        self.desk.now = context.now;
        let mut steps = vec![Step::Read(Slot::House, Query::House)];
        steps.extend(self.find.ask());
        steps.extend(self.ask_stale());
        steps.push(Step::Read(Slot::Callbacks, Query::Callbacks));
        steps.push(App::ask_news());
        let mut effects = self.carry_out(steps);
        effects.push(self.write(Purpose::Gathering, Command::PickUpDrafts));
        effects
    }

    /// One event; what is to be done because of it, in order.
    pub fn handle(&mut self, context: &Context, event: Event) -> Vec<Effect> {
        self.desk.now = context.now;
        self.desk.nonce = context.nonce;
        if matches!(event, Event::Key(_) | Event::Paste(_)) {
            self.keeping.typed(self.ticks);
        }
        match self.comes_now(event) {
            Some(event) => self.event(event),
            None => Vec::new(),
        }
    }

    pub(super) fn event(&mut self, event: Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => self.paste(&text),
            Event::Resize(columns, rows) => self.resize(columns, rows),
            Event::Answer(slot, ticket, answer) => self.answer(slot, ticket, answer),
            Event::Outcome(receipt, outcome) => self.outcome(receipt, outcome),
            Event::Changed(changed) => self.changed(&changed),
            Event::Calls(calls) => self.calls(calls),
            Event::Import(import) => self.import(import),
            Event::Progress(done, of) => {
                self.desk.progress = Some((done, of));
                Vec::new()
            }
            Event::Tick => self.tick(),
            Event::HangUp => vec![Effect::Quit],
            Event::WorkerDied(name) => {
                self.pending.give_up();
                let mut effects = self.catch_up();
                let words = (self.desk.text().desk.worker_died)(name);
                effects.extend(self.carry_out(vec![Step::Ask(Ask::Trouble(words))]));
                effects
            }
        }
    }

    /// What the panes share: language, size, the house.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Where the keys are when nothing lies over the desk.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// Whether something lies over the desk.
    pub fn is_covered(&self) -> bool {
        !self.layers.is_empty()
    }

    /// What the caller line holds.
    pub fn line(&self) -> &str {
        self.find.line()
    }

    /// The find pane, for those who look at it.
    pub fn find(&self) -> &Find {
        &self.find
    }

    /// The card pane, for those who look at it.
    pub fn card(&self) -> &CardPane {
        &self.card
    }

    /// What the bottom line says, if anything.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// Whether something typed is not saved.
    pub fn unsaved(&self) -> bool {
        self.layers.unsaved() || self.parked.unsaved()
    }

    /// What is typed into forms and not saved.
    pub fn drafts(&self) -> Vec<Kept> {
        self.parked.drafts().chain(self.layers.drafts()).collect()
    }

    /// Where the keys are looked up now.
    pub fn scope(&self) -> Scope {
        self.layers.scope().unwrap_or_else(|| self.pane().scope())
    }

    fn pane(&self) -> &dyn Pane {
        match self.focus {
            Focus::Line | Focus::Rows => self.list(),
            Focus::Card => &self.card,
        }
    }

    /// Whether printable keys are text now.
    pub fn typing(&self) -> bool {
        match self.layers.top() {
            Some(layer) => layer.typing(),
            None => self.pane().typing(),
        }
    }

    pub(super) fn key_now(&mut self, key: Key) -> Vec<Effect> {
        if let Some(effects) = self.past_the_caller(key) {
            return effects;
        }
        let in_one_go = self.goes_on_typing();
        let typing = self.typing();
        if typing && matches!(key, Key::Char(_)) {
            return self.typed(key);
        }
        match keymap::meaning(self.scope(), key) {
            Some(row) if in_one_go && row.action.writes_at_once() => self.do_soon(row.action, key),
            Some(row) => self.act(row.action, key.as_binding()),
            None if typing => self.typed(key),
            None => {
                let words = (self.desk.text().desk.dead_key)(&key.to_string());
                self.carry_out(vec![Step::tell(Tone::Dim, words)])
            }
        }
    }

    /// Names never begin with a digit: over a form that a call has laid here and nobody has
    /// touched, the keys of the caller line mean it. The banner leads back.
    fn past_the_caller(&mut self, key: Key) -> Option<Vec<Effect>> {
        self.layers.top().filter(|layer| layer.gives_way())?;
        let row = keymap::meaning(Scope::Rows, key)
            .filter(|row| matches!(row.action, Action::TypeNumber | Action::CallerLine))?;
        self.layers.pop();
        Some(self.act(row.action, key.as_binding()))
    }

    fn typed(&mut self, key: Key) -> Vec<Effect> {
        let steps = match self.layers.top_mut() {
            Some(layer) => layer.typed(&self.desk, key),
            None if self.focus == Focus::Card => Vec::new(),
            None => self.find.typed(&self.desk, key),
        };
        self.carry_out(steps)
    }

    /// A paste goes where text goes; outside of text it goes to the caller line.
    fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.notice = None;
        let steps = match self.layers.top_mut() {
            Some(layer) => layer.paste(&self.desk, text),
            None if self.focus == Focus::Line => self.find.paste(&self.desk, text),
            None => {
                self.set_focus(Focus::Line);
                let mut steps = self.find.set_line("");
                steps.extend(self.find.paste(&self.desk, text));
                steps
            }
        };
        self.carry_out(steps)
    }

    /// An intention, as soon as what it needs is here.
    pub(super) fn act(&mut self, action: Action, key: Key) -> Vec<Effect> {
        match self.wait_for_card(action, key) {
            Some(asked) => asked,
            None => self.act_at_once(action, key),
        }
    }

    /// An intention, if nothing speaks against it.
    pub(super) fn act_at_once(&mut self, action: Action, key: Key) -> Vec<Effect> {
        if let Some(why) = self.refusal(action) {
            return self.carry_out(vec![Step::tell(Tone::Warning, why)]);
        }
        if let Some(steps) = self.on_the_desk(action, key) {
            return self.carry_out(steps);
        }
        let steps = match self.layers.top_mut() {
            Some(layer) => layer.update(&self.desk, action, key),
            None if self.focus == Focus::Card => self.card.update(&self.desk, action, key),
            None => match self.stack.here() {
                Some(list) => list.update(&self.desk, action, key),
                None => self.find.update(&self.desk, action, key),
            },
        };
        self.carry_out(steps)
    }

    /// Why an action cannot work now; none: it can.
    pub fn refusal(&self, action: Action) -> Option<String> {
        self.desk_refusal(action)
            .or_else(|| match self.layers.top() {
                Some(layer) => layer.refusal(&self.desk, action),
                None => self.pane().refusal(&self.desk, action),
            })
    }

    pub(super) fn set_focus(&mut self, focus: Focus) {
        if self.focus == Focus::Card && focus != Focus::Card {
            self.card.leave();
        }
        if focus == Focus::Line {
            self.work_in_find();
        }
        self.focus = focus;
        self.find.focus(focus == Focus::Line);
    }

    fn resize(&mut self, columns: u16, rows: u16) -> Vec<Effect> {
        let was_wide = self.desk.wide();
        self.desk.size = (columns, rows);
        self.arrange();
        let mut steps = self.ask_stale();
        if self.desk.wide() && !was_wide && self.focus == Focus::Rows {
            steps.push(Step::Show(self.list().selected()));
        }
        self.carry_out(steps)
    }

    fn tick(&mut self) -> Vec<Effect> {
        self.ticks += 1;
        let mut steps = Vec::new();
        if self.ticks.is_multiple_of(CALLBACKS_EVERY) {
            steps.push(Step::Read(Slot::Callbacks, Query::Callbacks));
        }
        let mut effects = self.carry_out(steps);
        effects.extend(self.ask_in_time());
        effects.extend(self.stay_at_work());
        effects.extend(self.go_on_in_time());
        effects.extend(self.do_it_now());
        effects.extend(self.say_behind());
        effects.extend(self.keep());
        effects
    }
}
