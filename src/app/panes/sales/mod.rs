//! The sales pane: what was sold, how each sale stands. It keeps the selected row while others come
//! and go, and asks for more rows as somebody reads on. Must not know how sales are found or made.

mod listed;
pub mod view;

use crate::app::action::Action;
use crate::app::dealing;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::machine::Focus;
use crate::app::pane::{Ask, Pane, Step};
use crate::app::panes::ListPane;
use crate::app::vocabulary::{Answer, Query, Slot, TradeAnswer, TradeQuery};
use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::sale::{SaleRow, SalesList, SalesOf};
use crate::domain::staff::Role;
use crate::domain::today::Whose;
use crate::error::Error;
use crate::kit::key::Key;
use crate::kit::list::List;

/// Rows asked for at first, and at most.
const ROWS: usize = 60;
const MOST: usize = 1_000;

/// A row's identity: one customer may have several sales.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct RowId {
    sale: SaleId,
    customer: CustomerId,
}

/// The list and where one is in it.
#[derive(Debug, Clone)]
pub struct Sales {
    /// The list that is of use to who sits here, and that one comes back to.
    usual: (Whose, SalesOf),
    whose: Whose,
    of: SalesOf,
    /// Whose sales they are where they are one customer's; raw.
    name: String,
    limit: usize,
    shown: SalesList,
    list: List<RowId>,
    /// The sale that was entered here, until the list has it: what is done next is meant for it.
    entered: Option<SaleId>,
    /// No answer has come yet to what is asked.
    fresh: bool,
    /// More rows are on their way.
    growing: bool,
    failed: Option<String>,
}

impl Default for Sales {
    fn default() -> Sales {
        let usual = (Whose::Mine, SalesOf::Newest);
        Sales {
            usual,
            whose: usual.0,
            of: usual.1,
            name: String::new(),
            limit: ROWS,
            shown: SalesList::default(),
            list: List::default(),
            entered: None,
            fresh: true,
            growing: false,
            failed: None,
        }
    }
}

/// Whoever takes money looks at what is owed, whoever hands out goods at what is held.
fn usual(role: Role) -> (Whose, SalesOf) {
    match role {
        Role::Cashier => (Whose::All, SalesOf::Owing),
        Role::Warehouse => (Whose::All, SalesOf::Held),
        _ => (Whose::Mine, SalesOf::Newest),
    }
}

impl Sales {
    fn question(&self) -> Step {
        let query = TradeQuery::Sales {
            whose: self.whose,
            of: self.of,
            limit: self.limit,
        };
        Step::Read(Slot::Sales, Query::Trade(query))
    }

    fn row(&self, id: RowId) -> Option<&SaleRow> {
        self.shown.rows.iter().find(|row| row.id == id.sale)
    }

    fn here(&self) -> Option<&SaleRow> {
        self.row(self.list.selected()?)
    }

    fn moved(&mut self, key: Key) -> Vec<Step> {
        self.list.handle(key);
        self.entered = None;
        let mut steps = vec![Step::Show(self.selected())];
        let at_end = self.list.index() + 1 >= self.list.len();
        let more = self.shown.count > self.shown.rows.len();
        if at_end && more && self.limit < MOST && !self.growing {
            self.growing = true;
            self.limit = MOST.min(self.limit * 4);
            steps.push(self.question());
        }
        steps
    }

    fn took(&mut self, list: &SalesList) -> Vec<Step> {
        self.failed = None;
        self.shown = list.clone();
        let id = |row: &SaleRow| RowId {
            sale: row.id,
            customer: row.customer,
        };
        let ids = self.shown.rows.iter().map(id).collect();
        if std::mem::take(&mut self.fresh) {
            self.list.reset(ids);
        } else {
            self.list.set_rows(ids);
        }
        let entered = self.entered.take();
        let entered = self.shown.rows.iter().find(|row| Some(row.id) == entered);
        if let Some(id) = entered.map(id) {
            self.list.select(id);
        }
        vec![Step::Show(self.selected())]
    }

    /// Something of the selected sale over the desk.
    fn lay_over(&self, ask: fn(SaleId) -> Ask) -> Vec<Step> {
        let here = self.meant();
        here.map(|sale| Step::Ask(ask(sale))).into_iter().collect()
    }

    /// The sale that is meant by what is done now.
    fn meant(&self) -> Option<SaleId> {
        let selected = || self.list.selected().map(|row| row.sale);
        self.entered.or_else(selected)
    }

    fn show(&mut self, whose: Whose, of: SalesOf) -> Vec<Step> {
        let name = match of {
            SalesOf::Customer(_) => self.here().map(|row| row.customer_name.clone()),
            _ => None,
        };
        *self = Sales {
            usual: self.usual,
            whose,
            of,
            name: name.unwrap_or_default(),
            list: self.list.emptied(),
            ..Sales::default()
        };
        vec![Step::Show(None), self.question()]
    }
}

impl Pane for Sales {
    fn scope(&self) -> Scope {
        Scope::Sales
    }

    fn typing(&self) -> bool {
        false
    }

    fn update(&mut self, _desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        if let Some(dealing) = dealing::of(action) {
            let here = self.meant();
            let ask = here.map(|sale| Step::Ask(Ask::Deal(dealing, sale, None)));
            return ask.into_iter().collect();
        }
        match action {
            Action::Open => self.lay_over(Ask::Sale),
            Action::Slip => self.lay_over(Ask::Slip),
            Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last => self.moved(key),
            Action::Mark => {
                self.list.toggle_mark();
                vec![Step::Show(self.selected())]
            }
            Action::MarkAll => {
                self.list.toggle_all();
                Vec::new()
            }
            Action::MarkRange => {
                self.list.toggle_range();
                Vec::new()
            }
            Action::Back if self.list.clear_marks() => Vec::new(),
            Action::Back if (self.whose, self.of) != self.usual => {
                let (whose, of) = self.usual;
                self.show(whose, of)
            }
            Action::Back => vec![Step::Go(Focus::Line)],
            _ => Vec::new(),
        }
    }

    fn receive(&mut self, desk: &Desk, _slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        self.growing = false;
        match answer {
            Ok(Answer::Trade(TradeAnswer::Sales(list))) => self.took(list),
            Ok(_) => Vec::new(),
            Err(error) => {
                self.failed = Some(desk.explain(error));
                Vec::new()
            }
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let dealing = dealing::of(action);
        let rows = matches!(
            action,
            Action::Open | Action::Slip | Action::Mark | Action::MarkAll | Action::MarkRange
        );
        if (rows || dealing.is_some()) && self.meant().is_none() {
            return Some(desk.text().desk.no_rows.to_owned());
        }
        match self.entered {
            Some(_) => dealing::no_right(desk, dealing?),
            None => dealing::refusal(desk, dealing?, self.here()?),
        }
    }
}
