//! Figures of a period, over the desk: tasks assessed with what came of contacts, or sales by
//! person, branch, product or time. The period is stepped or typed. Must not know how they are
//! counted.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Ask, Pane, Step};
use crate::app::tables::{self, Table};
use crate::app::vocabulary::{Answer, Query, Slot, TaskAnswer, TaskQuery, TradeAnswer, TradeQuery};
use crate::domain::sale::{By, Searched, Summed};
use crate::domain::task::{Assessed, Work};
use crate::domain::when::{Period, Size};
use crate::error::Error;
use crate::kit::input::Input;
use crate::kit::key::Key;
use crate::kit::list::List;
use crate::text::date_fault;

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Counted {
    Tasks(Vec<Assessed>),
    Sales(Box<Summed>),
}

/// The tables.
#[derive(Debug, Clone)]
pub(super) struct Figures {
    sales: bool,
    by: By,
    period: Period,
    /// A period that is being typed.
    typed: Option<Input>,
    /// Why what was typed is no period.
    wrong: Option<String>,
    /// None: they are asked for.
    counted: Option<Counted>,
    list: List<usize>,
    failed: Option<String>,
}

impl Figures {
    /// Of this month.
    pub(super) fn new(desk: &Desk, sales: bool) -> (Figures, Vec<Step>) {
        let mut figures = Figures {
            sales,
            by: By::Person,
            period: Size::Month.of(desk.now.today()),
            typed: None,
            wrong: None,
            counted: None,
            list: List::default(),
            failed: None,
        };
        let first = figures.ask();
        (figures, first)
    }

    fn ask(&mut self) -> Vec<Step> {
        (self.counted, self.failed) = (None, None);
        let (by, period) = (self.by, self.period);
        let query = match self.sales {
            true => Query::Trade(TradeQuery::Figures { by, period }),
            false => Query::Task(TaskQuery::Figures { period }),
        };
        vec![Step::Read(Slot::Figures, query)]
    }

    /// Of another period, if there is one.
    fn turn(&mut self, to: Option<Period>) -> Vec<Step> {
        match to {
            Some(period) => {
                self.period = period;
                self.list.select_index(0);
                self.ask()
            }
            None => Vec::new(),
        }
    }

    fn beside(&self, action: Action, desk: &Desk) -> Option<Period> {
        match action {
            Action::Longer => self.period.resized(true, desk.now.today()),
            Action::Shorter => self.period.resized(false, desk.now.today()),
            Action::Earlier => self.period.beside(false),
            Action::Later => self.period.beside(true),
            _ => None,
        }
    }

    /// What was typed becomes the period, or says why it is none.
    fn take(&mut self, desk: &Desk) -> Vec<Step> {
        let typed = self.typed.as_ref().map_or("", Input::text);
        if typed.trim().is_empty() {
            (self.typed, self.wrong) = (None, None);
            return Vec::new();
        }
        match Period::parse(typed, desk.now.today()) {
            Ok(period) => {
                (self.typed, self.wrong) = (None, None);
                self.turn(Some(period))
            }
            Err(fault) => {
                self.wrong = Some(date_fault(desk.lang, fault).to_owned());
                Vec::new()
            }
        }
    }

    fn next_by(&mut self) -> Vec<Step> {
        let here = By::ALL.iter().position(|by| *by == self.by);
        let next = here.map_or(0, |here| (here + 1) % By::ALL.len());
        self.by = By::ALL.get(next).copied().unwrap_or(By::Person);
        self.list.select_index(0);
        self.ask()
    }

    /// Closed: what is still being counted is not wanted any more.
    fn close(&self) -> Vec<Step> {
        let waiting = self.counted.is_none() && self.failed.is_none();
        let stop = waiting.then_some(Step::Read(Slot::Figures, Query::Nothing));
        std::iter::once(Step::Close).chain(stop).collect()
    }

    /// The table, and of each row of tasks whose contacts it counts.
    fn table(&self, desk: &Desk) -> (Table<'static>, Vec<Work>) {
        match &self.counted {
            None => (Table::default(), Vec::new()),
            Some(Counted::Tasks(people)) => tables::work(desk.lang, people),
            Some(Counted::Sales(summed)) => {
                let currency = tables::currency(desk);
                (tables::sales(desk.lang, currency, summed), Vec::new())
            }
        }
    }

    /// The lines that a row of sales is made of.
    fn behind(&self, desk: &Desk) -> Option<Searched> {
        let Some(Counted::Sales(summed)) = &self.counted else {
            return None;
        };
        let (table, _) = self.table(desk);
        let row = table.keys.get(self.list.selected()?)?;
        let mut searched = Searched {
            period: Some(self.period),
            ..Searched::default()
        };
        let Some(key) = row.clone() else {
            return Some(searched);
        };
        match summed.by {
            _ if key.is_empty() => return None,
            By::Person | By::Branch => searched.by = key,
            By::Product => searched.product = key,
            By::Day | By::Week | By::Month => {
                let part = Period::parse(&key, desk.now.today()).ok()?;
                let (first, last) = (
                    part.first.max(self.period.first),
                    part.last.min(self.period.last),
                );
                searched.period = Some(Period { first, last });
            }
        }
        Some(searched)
    }

    fn show(&mut self, desk: &Desk, counted: Counted) {
        self.failed = None;
        self.counted = Some(counted);
        let rows = self.table(desk).0.rows.len();
        self.list.set_rows((0..rows).collect());
    }
}

impl Pane for Figures {
    fn scope(&self) -> Scope {
        match self.typed {
            Some(_) => Scope::Chooser,
            None => Scope::Figures,
        }
    }

    fn typing(&self) -> bool {
        self.typed.is_some()
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open if self.typed.is_some() => self.take(desk),
            Action::Open => self
                .behind(desk)
                .map(|of| Step::Ask(Ask::Records(of)))
                .into_iter()
                .collect(),
            Action::Cancel if self.typed.is_some() => {
                (self.typed, self.wrong) = (None, None);
                Vec::new()
            }
            Action::Cancel => self.close(),
            Action::TypePeriod => {
                self.typed = Some(Input::default());
                Vec::new()
            }
            Action::OtherFigures => {
                self.sales = !self.sales;
                self.list.select_index(0);
                self.ask()
            }
            Action::ByWhat => self.next_by(),
            Action::Longer | Action::Shorter | Action::Earlier | Action::Later => {
                let to = self.beside(action, desk);
                self.turn(to)
            }
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(5));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn typed(&mut self, _desk: &Desk, key: Key) -> Vec<Step> {
        if let Some(typed) = &mut self.typed {
            typed.handle(key);
            self.wrong = None;
        }
        Vec::new()
    }

    fn paste(&mut self, _desk: &Desk, text: &str) -> Vec<Step> {
        if let Some(typed) = &mut self.typed {
            typed.paste(text);
        }
        Vec::new()
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Figures, Ok(Answer::Task(TaskAnswer::Figures(people)))) if !self.sales => {
                self.show(desk, Counted::Tasks(people.clone()));
            }
            (Slot::Figures, Ok(Answer::Trade(TradeAnswer::Figures(summed)))) if self.sales => {
                self.show(desk, Counted::Sales(summed.clone()));
            }
            (Slot::Figures, Err(error)) => self.failed = Some(desk.explain(error)),
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().figures;
        let why = match action {
            Action::ByWhat if !self.sales => words.by_people_only,
            Action::Longer | Action::Shorter | Action::Earlier | Action::Later
                if self.beside(action, desk).is_none() =>
            {
                words.no_period
            }
            Action::Open if self.typed.is_none() && self.behind(desk).is_none() => {
                words.nothing_behind
            }
            _ => return None,
        };
        Some(why.to_owned())
    }
}
