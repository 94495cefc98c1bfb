//! A sale as a fast form: who buys, lines with what follows of them as one types, how it is paid
//! and delivered. Nothing typed is ever lost, nothing is sold twice. Must not know how a sale is
//! stored.

mod fields;
mod kept;
mod lines;
mod part;
mod read;
mod save;
mod search;
mod view;
mod words;

use std::collections::BTreeMap;

use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Sending, given_up};
use crate::app::pane::{Pane, Step};
use crate::app::vocabulary::{Answer, Outcome, Query, Slot, TradeAnswer, TradeQuery};
use crate::domain::customer::FoundRow;
use crate::domain::ids::{CustomerId, ProductId};
use crate::domain::kept::Kept;
use crate::domain::sale::{Counter, Offer};
use crate::error::Error;
use crate::kit::form::{Filled, Form};
use crate::kit::key::Key;
use lines::Sums;
use part::{Column, Part};
use search::Search;

/// The form.
#[derive(Debug, Clone)]
pub(super) struct SaleForm {
    once: String,
    /// Who buys, and their name, raw; none: not found yet.
    customer: Option<(CustomerId, String)>,
    /// The terms and what is known of who buys, once they are here.
    counter: Option<Counter>,
    form: Form<Part>,
    next_row: u16,
    /// The product of each row.
    goods: BTreeMap<u16, Offer>,
    /// What stands in the header as it was last time.
    usual: Vec<(Part, String)>,
    /// All of it is paid at once: the sum follows the lines.
    in_full: bool,
    sums: Sums,
    /// The rows in the order in which they were sent.
    sent: Vec<u16>,
    /// Products that answer to what is typed.
    offers: Search<Offer>,
    /// Customers that do.
    buyers: Search<FoundRow>,
    sending: Sending,
}

impl SaleForm {
    /// A sale to a customer of this name, or to one who is found in it; and its first question.
    pub(super) fn new(
        desk: &Desk,
        customer: Option<(CustomerId, String)>,
    ) -> (SaleForm, Vec<Step>) {
        let mut form = SaleForm::empty(desk);
        match customer {
            Some((id, name)) => {
                form.put_customer(id, &name);
                form.begin_lines();
            }
            None => form.form.set_focus(Part::Customer),
        }
        let first = form.ask_counter(Vec::new());
        (form, first)
    }

    fn empty(desk: &Desk) -> SaleForm {
        let mut form = SaleForm {
            once: desk.once(),
            customer: None,
            counter: None,
            form: Form::new(Vec::new()),
            next_row: 0,
            goods: BTreeMap::new(),
            usual: Vec::new(),
            in_full: false,
            sums: Sums::default(),
            sent: Vec::new(),
            offers: Search::default(),
            buyers: Search::default(),
            sending: Sending::default(),
        };
        form.lay_out(desk, &[]);
        form
    }

    /// The terms on which is sold, what is known of who buys, and these products as they are now.
    fn ask_counter(&self, goods: Vec<ProductId>) -> Vec<Step> {
        let customer = self.customer.as_ref().map(|(id, _)| *id);
        let query = Query::Trade(TradeQuery::Counter { customer, goods });
        vec![Step::Read(Slot::Trade, query)]
    }

    /// Whether what is known of who buys is on its way.
    fn is_asking(&self) -> bool {
        let told = self.sending.failed.is_some() || self.form.error(Part::Customer).is_some();
        self.customer.is_some() && self.counter.is_none() && !told
    }

    /// Puts the first line in focus.
    fn begin_lines(&mut self) {
        if let Some(row) = self.rows().first() {
            self.form.set_focus(Part::Cell(*row, Column::Product));
        }
    }

    fn rows(&self) -> Vec<u16> {
        self.form.rows(part::LINES)
    }

    /// After a key: lists grow, sums follow, what was left is looked at, and what was typed asks.
    fn filled(&mut self, desk: &Desk, left: Option<Part>, filled: Filled<Part>) -> Vec<Step> {
        if !matches!(filled, Filled::Cancel) {
            self.sending.warned = false;
        }
        match filled {
            Filled::Save => return self.save_all(desk, left),
            Filled::Cancel => return given_up(desk, self.unsaved(), &mut self.sending),
            _ => {}
        }
        let mut steps = Vec::new();
        if let Filled::Changed(part) = filled {
            self.form.clear_error(part);
            steps.extend(self.changed(desk, part));
        }
        if let Some(left) = left.filter(|left| Some(*left) != self.form.focus()) {
            self.look_at(desk, left);
        }
        self.understood(desk);
        steps
    }

    /// Saves, with the product that was highlighted in the field that is left. Somebody highlighted
    /// as the customer is taken first: what they may be sold, and how, is not known yet.
    fn save_all(&mut self, desk: &Desk, left: Option<Part>) -> Vec<Step> {
        let buyer = self.customer.as_ref().map(|(id, _)| id.0.to_string());
        match left {
            Some(part @ Part::Cell(row, Column::Product))
                if !self.goods.contains_key(&row) && self.form.code(part).is_some() =>
            {
                self.changed(desk, part);
            }
            Some(part @ Part::Customer) if self.form.code(part) != buyer.as_deref() => {
                return self.changed(desk, part);
            }
            _ => {}
        }
        self.save(desk)
    }

    /// What follows from another text in a field.
    fn changed(&mut self, desk: &Desk, part: Part) -> Vec<Step> {
        let steps = match part {
            Part::Customer => self.customer_typed(),
            Part::Cell(row, Column::Product) => self.product_typed(desk, row),
            Part::Cell(row, Column::Cause) => {
                self.cause_chosen(desk, row);
                Vec::new()
            }
            Part::PaymentType => {
                self.in_full = self.form.code(part) == Some("full");
                if !self.in_full && self.form.is_given(Part::Paid) {
                    self.form.set_text(Part::Paid, "");
                }
                Vec::new()
            }
            Part::Paid => {
                self.in_full = false;
                Vec::new()
            }
            Part::Delivery => {
                self.offer_address();
                Vec::new()
            }
            _ => Vec::new(),
        };
        self.grow(desk);
        self.reckon(desk);
        steps
    }

    /// The terms are here.
    fn learn(&mut self, desk: &Desk, counter: &Counter) {
        if counter.buyer.as_ref().map(|buyer| buyer.id) != self.customer.as_ref().map(|one| one.0) {
            return;
        }
        self.counter = Some(counter.clone());
        self.sending.failed = None;
        self.form.clear_error(Part::Customer);
        self.as_usual();
        self.learn_goods(desk, &counter.goods);
        self.reckon(desk);
    }
}

impl Pane for SaleForm {
    fn scope(&self) -> Scope {
        Scope::Selling
    }

    fn typing(&self) -> bool {
        true
    }

    fn update(&mut self, desk: &Desk, action: Action, key: Key) -> Vec<Step> {
        match action {
            Action::RemoveRow => {
                self.form.remove_row();
                self.grow(desk);
                self.reckon(desk);
                self.understood(desk);
                Vec::new()
            }
            _ => self.typed(desk, key),
        }
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        if self.holds_back(key) {
            return Vec::new();
        }
        let left = self.form.focus();
        let filled = self.form.handle(key);
        self.filled(desk, left, filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        let filled = self.form.paste(text);
        self.filled(desk, None, filled)
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Trade, Ok(Answer::Trade(TradeAnswer::Counter(counter)))) => {
                self.learn(desk, counter);
                Vec::new()
            }
            (Slot::Trade, Err(error)) => {
                self.no_counter(desk, error);
                Vec::new()
            }
            (Slot::Offers, Ok(Answer::Trade(TradeAnswer::Offers(offers)))) => {
                self.learn_offers(desk, offers)
            }
            (Slot::Buyers, Ok(Answer::Rows(found))) => self.learn_buyers(desk, found),
            (Slot::Offers | Slot::Buyers, Err(error)) => self.search_failed(desk, error),
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.sending.waiting = false;
        match outcome {
            Ok(outcome) => self.saved(desk, outcome),
            Err(error) => self.refused(desk, error),
        }
    }

    fn refusal(&self, desk: &Desk, action: Action) -> Option<String> {
        let none = action == Action::RemoveRow && self.form.row_in_focus().is_none();
        none.then(|| desk.text().forms.sale.no_line.to_owned())
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        self.keep()
    }
}
