//! Goods that come into the store, or were counted: how many, and a note; with how many left it is
//! time to order. Must not know what is on hand by now.

mod view;

use serde_json::Value as Json;

use crate::app::desk::Desk;
use crate::app::keymap::Scope;
use crate::app::layers::filling::{Filling, Sending};
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
use crate::kit::form::{Field, Form};
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
    sending: Sending,
}

impl GoodsForm {
    pub(super) fn new(desk: &Desk, goods: Goods, stock: Stock) -> GoodsForm {
        let level = stock.reorder_level.filter(|_| goods == Goods::Level);
        let level = level.map(|level| level.to_string()).unwrap_or_default();
        let mut fields = vec![Field::text(Part::Count).with_text(&level)];
        if goods != Goods::Level {
            fields.push(Field::text(Part::Note));
        }
        let mut form = Form::new(fields).small();
        form.set_given(Part::Count);
        GoodsForm {
            goods,
            product: stock.product,
            title: stock.name,
            on_hand: stock.on_hand,
            once: desk.once(),
            form,
            sending: Sending::default(),
        }
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<GoodsForm> {
        let number = |key: &str| kept.body.get(key).and_then(Json::as_i64);
        let place = usize::try_from(number("goods")?).ok()?;
        let goods = *Goods::ALL.get(place)?;
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

    /// What is to be stored, or what is wrong with the count.
    fn deed(&self) -> Result<TradeDeed, Fault> {
        let note = || self.form.text(Part::Note).trim().to_owned();
        let (product, said) = (self.product, count(self.form.text(Part::Count)));
        Ok(match (self.goods, said) {
            (Goods::Level, Err(Fault::Empty)) => TradeDeed::Level(product, None),
            (Goods::Received, Ok(..=0)) => return Err(Fault::NotAboveZero),
            (_, Ok(..0)) => return Err(Fault::AtLeast("0".to_owned())),
            (Goods::Received, said) => TradeDeed::Receive(product, said?, note()),
            (Goods::Counted, said) => TradeDeed::Count(product, said?, note()),
            (Goods::Level, said) => TradeDeed::Level(product, Some(said?)),
        })
    }
}

impl Filling<Part> for GoodsForm {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, _part: Part) {
        self.form.clear_errors();
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        let deed = match self.deed() {
            Ok(deed) => deed,
            Err(why) => {
                self.form.set_error(Part::Count, fault(desk.lang, &why));
                self.form.focus_error();
                return Vec::new();
            }
        };
        self.sending.begin();
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
        self.sending.waiting = false;
        match outcome {
            Ok(_) => {
                let words = &desk.text().sales;
                let said = match count(self.form.text(Part::Count)) {
                    Ok(pieces) => words.stocked[self.goods.place()](&self.title, pieces),
                    Err(_) => (words.no_level)(&self.title),
                };
                let said = with_undo(desk, &said);
                vec![Step::Close, question(), Step::tell(Tone::Good, said)]
            }
            Err(Error::Invalid { field, fault: why })
                if matches!(field.as_str(), "quantity" | "reorder_level") =>
            {
                self.form.set_error(Part::Count, fault(desk.lang, why));
                self.form.focus_error();
                Vec::new()
            }
            Err(error) => {
                self.sending.failed = Some(desk.explain(error));
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        body["goods"] = self.goods.place().into();
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
