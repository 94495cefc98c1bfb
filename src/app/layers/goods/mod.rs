//! Goods that come into the store, or were counted: how many, and a note. Must not know what is on
//! hand by now.

mod view;

use serde_json::Value as Json;

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::kept::{fields, put_back};
use crate::app::layers::stock::question;
use crate::app::layers::with_undo;
use crate::app::pane::{Goods, Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome, TradeDeed};
use crate::domain::ids::ProductId;
use crate::domain::kept::{Kept, Kind};
use crate::domain::product::Stock;
use crate::domain::sale::count;
use crate::error::{Error, Fault};
use crate::kit::form::{Field, Filled, Form};
use crate::kit::key::Key;
use crate::text::fault;

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Count,
    Note,
}

fn name(part: Part) -> String {
    let name = match part {
        Part::Count => "count",
        Part::Note => "note",
    };
    name.to_owned()
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct GoodsForm {
    goods: Goods,
    product: ProductId,
    /// Of the product, raw.
    title: String,
    /// What the books had when the form opened.
    on_hand: Option<i64>,
    once: String,
    form: Form<Part>,
    failed: Option<String>,
    waiting: bool,
    warned: bool,
}

impl GoodsForm {
    pub(super) fn new(desk: &Desk, goods: Goods, stock: Stock) -> GoodsForm {
        let fields = vec![Field::text(Part::Count), Field::text(Part::Note)];
        GoodsForm {
            goods,
            product: stock.product,
            title: stock.name,
            on_hand: stock.on_hand,
            once: desk.once(),
            form: Form::new(fields).small(),
            failed: None,
            waiting: false,
            warned: false,
        }
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<GoodsForm> {
        let number = |key: &str| kept.body.get(key).and_then(Json::as_i64);
        let goods = match number("counted")? {
            0 => Goods::Received,
            _ => Goods::Counted,
        };
        let stock = Stock {
            product: ProductId(number("product")?),
            code: String::new(),
            name: kept.title.clone(),
            on_hand: number("on_hand"),
            held: 0,
            reorder_level: None,
        };
        let mut form = GoodsForm::new(desk, goods, stock);
        form.once.clone_from(&kept.once);
        put_back(&mut form.form, &kept.body, name);
        Some(form)
    }

    /// How many were counted more than the books had.
    fn difference(&self) -> Option<i64> {
        let found = count(self.form.text(Part::Count)).ok();
        let found = found.filter(|_| self.goods == Goods::Counted)?;
        found.checked_sub(self.on_hand.unwrap_or(0))
    }

    fn filled(&mut self, desk: &Desk, filled: Filled<Part>) -> Vec<Step> {
        if !matches!(filled, Filled::Cancel) {
            self.warned = false;
        }
        match filled {
            Filled::Save => self.save(desk),
            Filled::Cancel if self.unsaved() && !self.warned => {
                self.warned = true;
                vec![Step::tell(Tone::Warning, desk.text().forms.unsaved_twice)]
            }
            Filled::Cancel => vec![Step::Close],
            Filled::Changed(_) => {
                self.form.clear_errors();
                Vec::new()
            }
            Filled::Taken | Filled::NotMine => Vec::new(),
        }
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        if self.waiting {
            return vec![Step::tell(Tone::Dim, desk.text().desk.waiting)];
        }
        let least = i64::from(self.goods == Goods::Received);
        let said = count(self.form.text(Part::Count));
        let pieces = match said {
            Ok(pieces) if pieces >= least => pieces,
            said => {
                let why = said.err().unwrap_or(Fault::OutOfRange);
                self.form.set_error(Part::Count, fault(desk.lang, &why));
                self.form.focus_error();
                return Vec::new();
            }
        };
        self.waiting = true;
        self.failed = None;
        let note = self.form.text(Part::Note).trim().to_owned();
        let deed = match self.goods {
            Goods::Received => TradeDeed::Receive(self.product, pieces, note),
            Goods::Counted => TradeDeed::Count(self.product, pieces, note),
        };
        vec![Step::Write(Command::Trade {
            once: self.once.clone(),
            deed,
        })]
    }
}

impl Pane for GoodsForm {
    fn scope(&self) -> Scope {
        Scope::Small
    }

    fn typing(&self) -> bool {
        true
    }

    fn typed(&mut self, desk: &Desk, key: Key) -> Vec<Step> {
        let filled = self.form.handle(key);
        self.filled(desk, filled)
    }

    fn paste(&mut self, desk: &Desk, text: &str) -> Vec<Step> {
        let filled = self.form.paste(text);
        self.filled(desk, filled)
    }

    fn settle(&mut self, desk: &Desk, outcome: Result<&Outcome, &Error>) -> Vec<Step> {
        self.waiting = false;
        match outcome {
            Ok(_) => {
                let done = desk.text().sales.stocked[usize::from(self.goods == Goods::Counted)];
                let pieces = count(self.form.text(Part::Count)).unwrap_or_default();
                let said = with_undo(desk, &done(&self.title, pieces));
                vec![Step::Close, question(), Step::tell(Tone::Good, said)]
            }
            Err(Error::Invalid { field, fault: why }) if field == "quantity" => {
                self.form.set_error(Part::Count, fault(desk.lang, why));
                self.form.focus_error();
                Vec::new()
            }
            Err(error) => {
                self.failed = Some(desk.explain(error));
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        body["counted"] = i64::from(self.goods == Goods::Counted).into();
        body["product"] = self.product.0.into();
        body["on_hand"] = self.on_hand.into();
        Some(Kept {
            kind: Kind::Goods,
            once: self.once.clone(),
            customer: None,
            title: self.title.clone(),
            body,
        })
    }
}
