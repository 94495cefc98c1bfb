//! What lies over the desk: a stack, keys from the top, drawing from the bottom. A layer is a
//! folder with `mod.rs` (state) and `view.rs` (drawing). Must not know who opened it.

mod attach;
mod choices;
mod customer_form;
mod dealing;
mod drafts;
mod figures;
mod filling;
mod give;
mod goods;
mod history;
mod kept;
mod lists;
mod log;
mod menu;
mod news;
mod overview;
mod people;
mod product_use;
mod question;
mod records;
mod rule;
mod sale;
mod sale_lists;
mod settle;
mod slip;
mod sold;
mod stock;
mod task_deal;
mod task_line;
mod task_lists;
mod transfer;
pub(super) mod view;
mod visit;

use super::action::Action;
use super::desk::Desk;
use super::giving::GiveAsk;
use super::keymap::{self, Scope};
use super::pane::{Ask, Pane, Step};
use super::tasking::TaskAsk;
use super::view::View;
use super::vocabulary::{Answer, Changed, Slot};
use crate::domain::kept::{Kept, Kind};
use crate::domain::when::{self, Next};
use crate::error::Error;
use crate::text::say;
use attach::Attach;
use customer_form::CustomerForm;
pub(super) use customer_form::alike::after_save;
use give::Give;
use log::LogCall;
use news::News;
use product_use::ProductUse;
use rule::RuleForm;
use sale::SaleForm;
use settle::Settle;
use task_deal::TaskDeal;
use task_line::TaskLine;
use transfer::Transfer;
use visit::Visit;

/// Something over the desk.
pub trait Layer: Pane + View {}

impl<T: Pane + View> Layer for T {}

/// The layer that was asked for, and its first steps.
pub(super) fn make(desk: &Desk, ask: Ask) -> (Box<dyn Layer>, Vec<Step>) {
    match ask {
        Ask::Log(about) => (Box::new(LogCall::new(desk, about)), Vec::new()),
        Ask::Visit(about) => (Box::new(Visit::new(desk, about)), Vec::new()),
        Ask::Task(ask) => task(desk, ask),
        Ask::New(typed) => opened(CustomerForm::new(desk, &typed)),
        Ask::NewOfCall(number) => opened(CustomerForm::of_number(desk, &number)),
        Ask::Caller(number) => {
            let (form, first) = CustomerForm::of_number(desk, &number);
            opened((form.of_call(), first))
        }
        Ask::Edit(customer, name) => opened(CustomerForm::edit(desk, customer, &name)),
        Ask::Sell(customer) => opened(SaleForm::new(desk, customer)),
        Ask::Sale(_) | Ask::Deal(..) | Ask::SaleLists(..) | Ask::Stock | Ask::Goods(..) => {
            traded(desk, ask)
        }
        Ask::Use(customer, name, supplies) => {
            let form = ProductUse::new(desk, customer, name, &supplies);
            (Box::new(form), Vec::new())
        }
        Ask::Attach(number) => (Box::new(Attach::new(desk, number)), Vec::new()),
        Ask::Ring(call, found) => (Box::new(menu::Menu::ring(desk, &call, &found)), Vec::new()),
        Ask::History(whose) => {
            let history = history::History::new(whose);
            let first = history.ask();
            (Box::new(history), first)
        }
        Ask::Transfer(customers) => (Box::new(Transfer::new(desk, customers)), Vec::new()),
        Ask::Settle(how, of) => (Box::new(Settle::new(desk, how, &of)), Vec::new()),
        Ask::SettleMany(of) => opened((question::Question::settle_many(desk, &of), Vec::new())),
        Ask::Guarded(customer, name, against, action) => (
            Box::new(question::Question::guarded(
                desk, customer, &name, against, action,
            )),
            Vec::new(),
        ),
        Ask::Told(title, words) => (Box::new(question::Question::told(title, words)), Vec::new()),
        Ask::UndoEntry(entry, what) => opened((
            question::Question::undo_entry(desk, entry, what),
            Vec::new(),
        )),
        Ask::Reasons => (Box::new(menu::Menu::reasons(desk)), Vec::new()),
        Ask::Rule(about) => match RuleForm::new(desk, about) {
            Some(form) => opened((form, Vec::new())),
            None => {
                let words = desk.text().forms.unreadable.to_owned();
                opened((question::Question::trouble(desk, words), Vec::new()))
            }
        },
        Ask::Give(ask) => give_it(desk, ask),
        Ask::Continue(kept) => reopen(desk, &kept),
        Ask::Drafts(forms) => opened(drafts::Drafts::new(forms)),
        Ask::Lists(whose, list) => opened(lists::Lists::new(whose, list)),
        Ask::Figures(sales) => opened(figures::Figures::new(desk, sales)),
        Ask::Records(searched) => opened(records::Records::new(searched)),
        Ask::Slip(sale) => opened(slip::Slip::new(sale)),
        Ask::Overview => opened(overview::Overview::new()),
        Ask::Discard(once, what) => {
            opened((question::Question::discard(desk, once, what), Vec::new()))
        }
        Ask::Quit => (Box::new(question::Question::quit(desk)), Vec::new()),
        Ask::Help(scopes) => (Box::new(menu::Menu::help(desk, &scopes)), Vec::new()),
        Ask::Palette(dead) => (Box::new(menu::Menu::palette(desk, dead)), Vec::new()),
        Ask::Trouble(words) => (
            Box::new(question::Question::trouble(desk, words)),
            Vec::new(),
        ),
    }
}

fn task(desk: &Desk, ask: TaskAsk) -> (Box<dyn Layer>, Vec<Step>) {
    match ask {
        TaskAsk::Deal(deal, of) => opened((TaskDeal::new(desk, deal, &of), Vec::new())),
        TaskAsk::Lists(which, whom) => opened(task_lists::TaskLists::new(desk, which, whom)),
        TaskAsk::Read(task) => opened((question::Question::task(desk, &task), Vec::new())),
    }
}

/// What there is to ask where a day was understood as next year's and this year's has just gone by.
pub(super) fn just_gone(desk: &Desk, typed: &str, next: Next) -> Option<String> {
    let gone = when::just_gone(typed, &desk.now)?;
    let next = say::next(desk.text(), &desk.now, next);
    Some((desk.text().today.just_gone)(&gone.to_string(), &next))
}

/// What there is of sales after they were entered, and of goods.
fn traded(desk: &Desk, ask: Ask) -> (Box<dyn Layer>, Vec<Step>) {
    match ask {
        Ask::Sale(sale) => opened(sold::Sold::new(sale)),
        Ask::Deal(dealing, sale, known) => {
            opened(dealing::Deal::new(desk, dealing, sale, known.as_deref()))
        }
        Ask::SaleLists(whose, of, whom) => opened(sale_lists::SaleLists::new(whose, of, whom)),
        Ask::Goods(goods, stock) => opened((goods::GoodsForm::new(desk, goods, stock), Vec::new())),
        _ => opened(stock::StockList::new()),
    }
}

/// What was saved, and the key that takes it back.
pub(super) fn with_undo(desk: &Desk, said: &str) -> String {
    let text = desk.text();
    let key = keymap::key_for(Scope::Card, Action::Undo, text).unwrap_or_default();
    format!("{said}  ({key} {})", Action::Undo.label(text))
}

fn opened<L: Layer + 'static>((form, first): (L, Vec<Step>)) -> (Box<dyn Layer>, Vec<Step>) {
    (Box::new(form), first)
}

fn give_it(desk: &Desk, ask: GiveAsk) -> (Box<dyn Layer>, Vec<Step>) {
    match ask {
        GiveAsk::One(about) => opened((Give::one(desk, about.as_ref()), Vec::new())),
        GiveAsk::Many(of) => opened((Give::many(desk, &of), Vec::new())),
        GiveAsk::Line => opened((TaskLine::new(desk), Vec::new())),
        GiveAsk::News => opened(News::new()),
        GiveAsk::Change(task) => opened((Give::change(desk, &task), Vec::new())),
    }
}

/// A form that was not finished, as it was, and its first steps.
fn reopen(desk: &Desk, kept: &Kept) -> (Box<dyn Layer>, Vec<Step>) {
    let alone = Vec::new;
    let form = match kept.kind {
        Kind::CallLog => LogCall::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::Transfer => Transfer::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::ProductUse => ProductUse::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::Attach => Attach::reopen(desk, kept).map(opened),
        Kind::Sale => SaleForm::reopen(desk, kept).map(opened),
        Kind::Deal => dealing::Deal::reopen(desk, kept).map(opened),
        Kind::Goods => goods::GoodsForm::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::Rule => RuleForm::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::Give => Give::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::TaskLine => TaskLine::reopen(desk, kept).map(opened),
        Kind::Task => TaskDeal::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::Visit => Visit::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::Settle => Settle::reopen(desk, kept).map(|form| opened((form, alone()))),
        Kind::Customer => CustomerForm::restore(desk, kept).map(|form| opened((form, alone()))),
    };
    form.unwrap_or_else(|| {
        let words = desk.text().forms.unreadable.to_owned();
        opened((question::Question::trouble(desk, words), alone()))
    })
}

/// The stack.
#[derive(Default)]
pub struct Layers {
    last: u64,
    stack: Vec<(u64, Box<dyn Layer>)>,
}

impl Layers {
    /// Lays something on top.
    pub(super) fn push(&mut self, layer: Box<dyn Layer>) {
        self.last += 1;
        self.stack.push((self.last, layer));
    }

    /// Takes the top layer off.
    pub(super) fn pop(&mut self) {
        self.stack.pop();
    }

    /// Takes one layer off, wherever it is.
    pub(super) fn remove(&mut self, id: u64) {
        self.stack.retain(|(other, _)| *other != id);
    }

    /// Takes off whatever holds nothing typed.
    pub(super) fn clear_harmless(&mut self) {
        self.stack.retain(|(_, layer)| layer.unsaved());
    }

    /// Puts the layers of another stack under these; their ids stay their own.
    pub(super) fn set_aside(&mut self, other: &mut Layers) {
        self.last = self.last.max(other.last);
        self.stack.append(&mut other.stack);
    }

    pub(super) fn len(&self) -> usize {
        self.stack.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    pub(super) fn top(&self) -> Option<&dyn Layer> {
        self.stack.last().map(|(_, layer)| layer.as_ref())
    }

    pub(super) fn top_mut(&mut self) -> Option<&mut Box<dyn Layer>> {
        self.stack.last_mut().map(|(_, layer)| layer)
    }

    pub(super) fn top_id(&self) -> Option<u64> {
        self.stack.last().map(|(id, _)| *id)
    }

    pub(super) fn by_id(&mut self, id: u64) -> Option<&mut Box<dyn Layer>> {
        self.stack
            .iter_mut()
            .find(|(other, _)| *other == id)
            .map(|(_, layer)| layer)
    }

    pub(super) fn scope(&self) -> Option<Scope> {
        self.top().map(|layer| layer.scope())
    }

    pub(super) fn unsaved(&self) -> bool {
        self.stack.iter().any(|(_, layer)| layer.unsaved())
    }

    /// What is typed and not saved, from the bottom up.
    pub(super) fn drafts(&self) -> impl Iterator<Item = Kept> {
        self.stack.iter().filter_map(|(_, layer)| layer.draft())
    }

    /// From the bottom up.
    pub(super) fn iter(&self) -> impl Iterator<Item = &dyn Layer> {
        self.stack.iter().map(|(_, layer)| layer.as_ref())
    }

    /// The questions of layers whose answers may be old.
    pub(super) fn again(&self, changed: &Changed) -> Vec<Step> {
        let layers = self.stack.iter();
        layers.flat_map(|(_, layer)| layer.again(changed)).collect()
    }

    /// Every layer may take an answer; those that did not ask leave it.
    pub(super) fn receive(
        &mut self,
        desk: &Desk,
        slot: Slot,
        answer: Result<&Answer, &Error>,
    ) -> Vec<Step> {
        let layers = self.stack.iter_mut();
        layers
            .flat_map(|(_, layer)| layer.receive(desk, slot, answer))
            .collect()
    }
}
