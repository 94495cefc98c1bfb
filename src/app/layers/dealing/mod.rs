//! What is done with a sale after it was entered: money taken or given back, held goods handed out,
//! goods that come back, calling it off. Keeps everything that was typed when saving fails. Must not
//! know what follows.

mod fields;
mod kept;
mod read;
mod view;

use serde_json::Value as Json;

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::sold::question;
use crate::app::layers::with_undo;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{
    Answer, Changed, Command, Outcome, Slot, TradeAnswer, TradeDeed, Traded,
};
use crate::domain::ids::{CustomerId, ProductId, SaleId};
use crate::domain::kept::Kept;
use crate::domain::money::{Currency, Money};
use crate::domain::sale::{self, Dealing, Sale};
use crate::error::{Error, Fault};
use crate::kit::form::Form;
use crate::kit::key::Key;
use crate::text::{fault, sales as sales_text, say};

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    What,
    Sum,
    Method,
    /// How many of the goods at a place.
    Pieces(usize),
    /// Whether what is owed to the customer is given back at once.
    Back,
    Reason,
}

/// A product of the sale, and how many of it there are to be dealt with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    product: ProductId,
    /// Raw.
    name: String,
    there: i64,
}

/// What is known once the sale is.
#[derive(Debug, Clone)]
struct Known {
    customer: CustomerId,
    code: String,
    /// The customer's name, raw.
    name: String,
    /// What is owed for it, and by the customer in all, minor units.
    due: i64,
    owes: i64,
    pieces: Vec<Piece>,
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Deal {
    dealing: Dealing,
    sale: SaleId,
    once: String,
    known: Option<Known>,
    form: Form<Part>,
    /// Keys that came before the sale was known.
    early: Vec<Key>,
    /// What was typed before the line dropped, until the sale is known.
    draft: Option<Kept>,
    sending: Sending,
    /// What was sent to be stored.
    sent: Option<sale::Deal>,
}

impl Deal {
    /// The sale is asked for where it is not known yet.
    pub(super) fn new(
        desk: &Desk,
        dealing: Dealing,
        id: SaleId,
        known: Option<&Sale>,
    ) -> (Deal, Vec<Step>) {
        let mut deal = Deal {
            dealing,
            sale: id,
            once: desk.once(),
            known: None,
            form: Form::new(Vec::new()),
            early: Vec::new(),
            draft: None,
            sending: Sending::default(),
            sent: None,
        };
        match known {
            Some(sale) => {
                deal.learn(desk, sale);
                (deal, Vec::new())
            }
            None => (deal, vec![question(id)]),
        }
    }

    /// What is owed and there by now, where somebody else did something meanwhile; what is typed stays.
    fn look_again(&mut self, sale: &Sale) {
        let pieces = fields::pieces(self.dealing, sale);
        let Some(known) = &mut self.known else { return };
        (known.due, known.owes) = (sale.row.due, sale.owes);
        for piece in &mut known.pieces {
            let now = pieces.iter().find(|one| one.product == piece.product);
            piece.there = now.map_or(0, |now| now.there);
        }
    }

    /// The sale is known: its fields, and what was typed by now.
    fn learn(&mut self, desk: &Desk, sale: &Sale) -> Vec<Step> {
        let row = &sale.row;
        let known = Known {
            customer: row.customer,
            code: row.code.clone(),
            name: row.customer_name.clone(),
            due: row.due,
            owes: sale.owes,
            pieces: fields::pieces(self.dealing, sale),
        };
        self.form = fields::form(desk, self.dealing, &known, sale);
        self.known = Some(known);
        self.put_draft_back();
        let early = std::mem::take(&mut self.early);
        early
            .into_iter()
            .flat_map(|key| self.typed(desk, key))
            .collect()
    }

    /// What was done, and how the sales stand then.
    fn done(&self, desk: &Desk, outcome: &Outcome) -> String {
        let (text, words) = (desk.text(), &desk.text().sales);
        let money = |minor| say::money(minor, desk.currency());
        let pieces = |pieces: &[(ProductId, i64)]| pieces.iter().map(|(_, count)| count).sum();
        let mut said = match &self.sent {
            Some(sale::Deal::Pay(_, sum) | sale::Deal::PayOldest(_, sum)) => {
                (words.took)(&money(*sum))
            }
            Some(sale::Deal::Refund(_, sum)) => (words.gave)(&money(*sum)),
            Some(sale::Deal::Collect(goods)) => (words.handed_out)(pieces(goods)),
            Some(sale::Deal::Return { pieces: goods, .. }) => (words.came_back)(pieces(goods)),
            // What stands then says so itself.
            Some(sale::Deal::Cancel { .. }) => String::new(),
            None => words.called_off.to_owned(),
        };
        if let Outcome::Traded {
            done: Traded::Dealt(sales),
            ..
        } = outcome
        {
            for now in sales {
                let state = sale::State::from_code(&now.state).unwrap_or(sale::State::Open);
                let sums = (now.due, now.held);
                let (stands, _) = sales_text::stands(text, desk.currency(), state, sums);
                said.push_str(&format!(" {}", (words.then)(&now.code, &stands)));
            }
            let last = sales.last().map_or(0, |now| now.points);
            if let Some(short) = sales_text::points_short(text, last) {
                said.push_str(&format!(" {short}"));
            }
        }
        said.trim_start().to_owned()
    }

    /// Why it was not done, at its field.
    fn refused(&mut self, desk: &Desk, error: &Error) {
        let part = match error {
            Error::Invalid { field, .. } => self.named(field),
            _ => None,
        };
        match (part, error) {
            (Some(part), Error::Invalid { fault: why, .. }) => {
                let most = match (part, why) {
                    (Part::Sum, Fault::AtMost(most)) => Currency::by_code(desk.currency())
                        .and_then(|of| Money::parse(most, of).ok()),
                    _ => None,
                };
                let said = match most {
                    Some(Money(most)) => self.no_more(desk, most),
                    None => fault(desk.lang, why),
                };
                self.form.set_error(part, said);
                self.form.focus_error();
            }
            _ => self.sending.failed = Some(desk.explain(error)),
        }
    }
}

impl Filling<Part> for Deal {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, desk: &Desk, part: Part) {
        match part {
            Part::What => self.another_sum(desk),
            _ => self.form.clear_errors(),
        }
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        let Some(customer) = self.known.as_ref().map(|known| known.customer) else {
            return Vec::new();
        };
        self.form.clear_errors();
        let deal = match self.read(desk) {
            Ok(deal) => deal,
            Err((part, why)) => {
                self.form.set_error(part, why);
                self.form.focus_error();
                return Vec::new();
            }
        };
        self.sending.begin();
        self.sent = Some(deal.clone());
        vec![Step::Write(Command::Trade {
            once: self.once.clone(),
            deed: TradeDeed::Deal(self.sale, customer, deal),
        })]
    }
}

impl Pane for Deal {
    fn scope(&self) -> Scope {
        Scope::Small
    }

    fn typing(&self) -> bool {
        true
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        if self.known.is_none() {
            if key == Key::Esc {
                return vec![Step::Close];
            }
            if self.sending.failed.is_none() {
                self.early.push(key);
            }
            return Vec::new();
        }
        let filled = self.form.handle(key);
        self.filled(desk, filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        let filled = self.form.paste(text);
        self.filled(desk, filled)
    }

    fn again(&self, changed: &Changed) -> Vec<Step> {
        let known = self.known.as_ref();
        let touched = known.is_some_and(|known| changed.customers.contains(&known.customer));
        let stale = changed.many || (changed.sales && touched);
        stale.then(|| question(self.sale)).into_iter().collect()
    }

    fn receive(&mut self, desk: &Desk, slot: Slot, answer: Result<&Answer, &Error>) -> Vec<Step> {
        if slot != Slot::Trade {
            return Vec::new();
        }
        match answer {
            Ok(Answer::Trade(TradeAnswer::Details(sale))) if sale.row.id == self.sale => {
                if self.known.is_none() {
                    return self.learn(desk, sale);
                }
                self.look_again(sale);
            }
            Err(_) if self.known.is_some() => {}
            Err(Error::Gone(_)) => self.sending.failed = Some(desk.text().sales.gone.to_owned()),
            Err(error) => self.sending.failed = Some(desk.explain(error)),
            Ok(_) => {}
        }
        Vec::new()
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.sending.waiting = false;
        match outcome {
            Ok(done) => {
                let said = self.done(desk, done);
                let said = Step::tell(Tone::Good, with_undo(desk, &said));
                vec![Step::Close, question(self.sale), said]
            }
            Err(error) => {
                self.refused(desk, error);
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        self.kept()
    }
}

/// The body of a draft: which sale, and what is done.
fn about(body: &Json) -> Option<(Dealing, SaleId)> {
    let dealing = Dealing::from_code(body.get("dealing")?.as_str()?)?;
    Some((dealing, SaleId(body.get("sale")?.as_i64()?)))
}
