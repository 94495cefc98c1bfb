//! What was changed, entry by entry and field by field: of a customer, or by me. An entry is
//! taken back from here. Must not know how the journal is kept.

mod view;
mod words;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Ask, Pane, Step, Tone};
use crate::app::vocabulary::{Answer, Outcome, Query, Slot};
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::journal::EntryView;
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;
use crate::text::{explain, names, say};

/// Entries asked for.
const ENTRIES: usize = 200;

/// A history.
#[derive(Debug, Clone)]
pub(super) struct History {
    whose: Option<(CustomerId, String)>,
    entries: Option<Vec<EntryView>>,
    list: List<EntryId>,
    failed: Option<String>,
}

impl History {
    pub(super) fn new(whose: Option<(CustomerId, String)>) -> History {
        History {
            whose,
            entries: None,
            list: List::default(),
            failed: None,
        }
    }

    pub(super) fn ask(&self) -> Vec<Step> {
        let customer = self.whose.as_ref().map(|(id, _)| *id);
        vec![Step::Read(
            Slot::History,
            Query::History {
                customer,
                limit: ENTRIES,
            },
        )]
    }

    /// Whose card Enter opens: the history's customer, else the selected entry's.
    fn customer(&self) -> Option<CustomerId> {
        let of_entry = || self.selected()?.whom.as_ref();
        self.whose.as_ref().or_else(of_entry).map(|(id, _)| *id)
    }

    fn selected(&self) -> Option<&EntryView> {
        let id = self.list.selected()?;
        self.entries
            .as_ref()?
            .iter()
            .find(|entry| entry.entry == id)
    }
}

/// When, who, what, about whom.
pub(super) fn headline(desk: &Desk, entry: &EntryView) -> String {
    let when = say::moment(&desk.now, entry.at);
    let what = names::done(desk.lang, &entry.action);
    let mut line = format!("{when}  {}  {what}", entry.by.2);
    if let Some((_, name)) = &entry.whom {
        line.push_str(&format!("  {name}"));
        if entry.others > 0 {
            line.push(' ');
            line.push_str(&(desk.text().forms.and_others)(entry.others));
        }
    }
    if let Some(why) = &entry.why {
        line.push_str(&format!(" ({why})"));
    }
    line
}

impl Pane for History {
    fn scope(&self) -> Scope {
        Scope::History
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::UndoEntry => match self.selected() {
                Some(entry) => {
                    let mut what = headline(desk, entry);
                    if entry.action.starts_with("import") {
                        what = format!("{what}\n{}", desk.text().forms.undo_import);
                    }
                    let ask = Ask::UndoEntry(entry.entry, what);
                    vec![Step::Ask(ask)]
                }
                None => Vec::new(),
            },
            Action::Open => {
                let open = self.customer().map(Step::Open);
                std::iter::once(Step::Close).chain(open).collect()
            }
            Action::Cancel => vec![Step::Close],
            _ => {
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::History, Ok(Answer::History(entries))) => {
                self.list
                    .set_rows(entries.iter().map(|entry| entry.entry).collect());
                self.entries = Some(entries.clone());
                self.failed = None;
            }
            (Slot::History, Err(error)) => {
                self.failed = Some(explain(desk.lang, error).to_string());
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        match outcome {
            Ok(_) => self.ask(),
            Err(error) => {
                let words = desk.explain(error);
                vec![
                    Step::tell(Tone::Error, words.clone()),
                    Step::Ask(Ask::Trouble(words)),
                ]
            }
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        if action == Action::Open && self.customer().is_none() {
            return Some(desk.text().desk.no_customer.to_owned());
        }
        if action != Action::UndoEntry {
            return None;
        }
        match self.selected() {
            None => Some(desk.text().forms.nothing_changed.to_owned()),
            Some(entry) if entry.undone_by.is_some() => {
                Some(desk.text().forms.entry_undone.to_owned())
            }
            Some(_) => None,
        }
    }
}
