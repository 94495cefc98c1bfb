//! What was bought, line by line, over the desk: searched by customer, product, who sold it and when,
//! with totals. Must not know how lines are found.

mod view;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::pane::{Ask, Pane, Step};
use crate::app::vocabulary::{Answer, Query, Slot, TradeAnswer, TradeQuery};
use crate::domain::sale::{Bought, BoughtLines, InAll, Searched};
use crate::domain::when::{Period, Size};
use crate::error::Error;
use crate::kit::input::Input;
use crate::kit::key::Key;
use crate::kit::list::List;
use crate::text::date_fault;

/// So many lines are shown, the newest.
const MOST: usize = 500;

/// By what it is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Customer,
    Product,
    Seller,
    Period,
}

/// The lines.
#[derive(Debug, Clone)]
pub(super) struct Records {
    searched: Searched,
    /// What is being typed.
    typed: Option<(By, Input)>,
    /// Why what was typed is no period.
    wrong: Option<String>,
    /// None: they are asked for.
    lines: Option<BoughtLines>,
    totals: Option<InAll>,
    list: List<i64>,
    failed: Option<String>,
}

impl Records {
    /// Searched by this.
    pub(super) fn new(searched: Searched) -> (Records, Vec<Step>) {
        let mut records = Records {
            searched,
            typed: None,
            wrong: None,
            lines: None,
            totals: None,
            list: List::default(),
            failed: None,
        };
        let first = records.ask();
        (records, first)
    }

    fn ask(&mut self) -> Vec<Step> {
        (self.lines, self.totals, self.failed) = (None, None, None);
        let searched = self.searched.clone();
        let lines = TradeQuery::Records {
            searched: searched.clone(),
            limit: MOST,
        };
        let totals = TradeQuery::Totals { searched };
        vec![
            Step::Read(Slot::Records, Query::Trade(lines)),
            Step::Read(Slot::Figures, Query::Trade(totals)),
        ]
    }

    /// What was typed is searched by, or says why it cannot be; nothing: by anything.
    fn take(&mut self, desk: &Desk) -> Vec<Step> {
        let Some((by, input)) = &self.typed else {
            return Vec::new();
        };
        let typed = input.text().trim().to_owned();
        let to = match by {
            By::Customer => &mut self.searched.customer,
            By::Product => &mut self.searched.product,
            By::Seller => &mut self.searched.by,
            By::Period => {
                self.searched.period = match Period::parse(&typed, desk.now.today()) {
                    _ if typed.is_empty() => None,
                    Ok(period) => Some(period),
                    Err(fault) => {
                        self.wrong = Some(date_fault(desk.lang, fault).to_owned());
                        return Vec::new();
                    }
                };
                (self.typed, self.wrong) = (None, None);
                return self.ask();
            }
        };
        *to = typed;
        self.typed = None;
        self.ask()
    }

    /// Begins to type, over what is searched by now.
    fn type_in(&mut self, by: By) -> Vec<Step> {
        let period = self.searched.period.map(|period| period.to_string());
        let now = match by {
            By::Customer => &self.searched.customer,
            By::Product => &self.searched.product,
            By::Seller => &self.searched.by,
            By::Period => &period.unwrap_or_default(),
        };
        self.typed = Some((by, Input::new(now)));
        Vec::new()
    }

    fn beside(&self, action: Action, desk: &Desk) -> Option<Period> {
        let today = desk.now.today();
        let Some(period) = self.searched.period else {
            return Some(Size::Month.of(today));
        };
        match action {
            Action::Earlier => period.beside(false),
            Action::Later => period.beside(true),
            longer => period.resized(longer == Action::Longer, today),
        }
    }

    fn selected(&self) -> Option<&Bought> {
        let line = self.list.selected()?;
        let lines = self.lines.as_ref()?;
        lines.rows.iter().find(|one| one.line == line)
    }

    /// Closed: what is still being looked for is not wanted any more.
    fn close(&self) -> Vec<Step> {
        let waiting = [
            (self.lines.is_none(), Slot::Records),
            (self.totals.is_none(), Slot::Figures),
        ];
        let waiting = waiting.into_iter().filter(|(waiting, _)| *waiting);
        let stop = waiting.map(|(_, slot)| Step::Read(slot, Query::Nothing));
        std::iter::once(Step::Close).chain(stop).collect()
    }
}

impl Pane for Records {
    fn scope(&self) -> Scope {
        match self.typed {
            Some(_) => Scope::Chooser,
            None => Scope::Records,
        }
    }

    fn typing(&self) -> bool {
        self.typed.is_some()
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::Open if self.typed.is_some() => self.take(desk),
            Action::Open => {
                let open = self
                    .selected()
                    .map(|line| Step::LookAside(line.customer_id));
                open.into_iter().collect()
            }
            Action::Slip => {
                let sale = self.selected().map(|line| line.sale_id);
                sale.map(|sale| Step::Ask(Ask::Slip(sale)))
                    .into_iter()
                    .collect()
            }
            Action::Cancel if self.typed.is_some() => {
                (self.typed, self.wrong) = (None, None);
                Vec::new()
            }
            Action::Cancel => self.close(),
            Action::OfCustomer => self.type_in(By::Customer),
            Action::OfProduct => self.type_in(By::Product),
            Action::SoldBy => self.type_in(By::Seller),
            Action::TypePeriod => self.type_in(By::Period),
            Action::Longer | Action::Shorter | Action::Earlier | Action::Later => {
                self.searched.period = self.beside(action, desk);
                self.ask()
            }
            _ => {
                self.list.set_height(desk.pane_height().saturating_sub(5));
                self.list.handle(key);
                Vec::new()
            }
        }
    }

    fn typed(&mut self, _desk: &Desk, key: Key) -> Vec<Step> {
        if let Some((_, typed)) = &mut self.typed {
            typed.handle(key);
            self.wrong = None;
        }
        Vec::new()
    }

    fn paste(&mut self, _desk: &Desk, text: &str) -> Vec<Step> {
        if let Some((_, typed)) = &mut self.typed {
            typed.paste(text);
        }
        Vec::new()
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Records, Ok(Answer::Trade(TradeAnswer::Records(lines)))) => {
                self.list
                    .reset(lines.rows.iter().map(|line| line.line).collect());
                self.lines = Some(lines.clone());
            }
            (Slot::Figures, Ok(Answer::Trade(TradeAnswer::Totals(totals)))) => {
                self.totals = Some(*totals);
            }
            (Slot::Records, Err(error)) => {
                self.failed = Some(desk.explain(error));
                self.lines = Some(BoughtLines::default());
            }
            (Slot::Figures, Err(_)) => self.totals = Some(InAll::default()),
            _ => {}
        }
        Vec::new()
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let words = &desk.text().figures;
        let why = match action {
            Action::Open | Action::Slip if self.typed.is_none() && self.selected().is_none() => {
                words.no_line
            }
            Action::Longer | Action::Shorter | Action::Earlier | Action::Later
                if self.beside(action, desk).is_none() =>
            {
                words.no_period
            }
            _ => return None,
        };
        Some(why.to_owned())
    }
}
