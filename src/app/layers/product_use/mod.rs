//! How a customer uses what they bought: how many days one lasts, how many use it. Only what is
//! changed is said. Must not know what follows from it.

mod view;

use serde::{Deserialize, Serialize};

use crate::app::desk::Desk;
use crate::app::layers::filling::{Filling, Sending};
use crate::app::layers::kept::{fields, put_back};
use crate::app::layers::with_undo;
use crate::app::pane::{Pane, Step, Tone};
use crate::app::vocabulary::{Command, Outcome};
use crate::domain::ids::{CustomerId, ProductId};
use crate::domain::kept::{Kept, Kind};
use crate::domain::supply::{Said, Supply, UseChange, typed_count};
use crate::error::Error;
use crate::kit::form::{Field, Form, Suggestion};
use crate::kit::key::Key;
use crate::text::{explain, fault, pinyin};

/// The fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Product,
    CycleDays,
    Users,
}

fn name(part: Part) -> String {
    let name = match part {
        Part::Product => "product",
        Part::CycleDays => "cycle_days",
        Part::Users => "users",
    };
    name.to_owned()
}

/// A product that they run out of, and how it is reckoned now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    product: ProductId,
    code: String,
    name: String,
    cycle_days: i64,
    users: i64,
}

impl Known {
    fn of(supply: &Supply) -> Known {
        Known {
            product: supply.product,
            code: supply.code.clone(),
            name: supply.name.clone(),
            cycle_days: supply.ends.usage.cycle_days,
            users: supply.ends.usage.users,
        }
    }
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct ProductUse {
    customer: CustomerId,
    name: String,
    known: Vec<Known>,
    once: String,
    form: Form<Part>,
    sending: Sending,
}

impl ProductUse {
    /// With the product that ends first chosen.
    pub(super) fn new(
        desk: &Desk,
        customer: CustomerId,
        name: String,
        supplies: &[Supply],
    ) -> ProductUse {
        let known = supplies.iter().map(Known::of).collect();
        ProductUse::of(desk, customer, name, known)
    }

    fn of(desk: &Desk, customer: CustomerId, name: String, known: Vec<Known>) -> ProductUse {
        let one = |known: &Known| Suggestion {
            code: known.product.0.to_string(),
            label: known.name.clone(),
            keys: format!("{} {}", known.code, pinyin::initials(&known.name)),
            ..Suggestion::default()
        };
        let mut product = Field::pick(Part::Product, known.iter().map(one).collect());
        if let Some(first) = known.first() {
            product = product.with_code(&first.product.0.to_string());
        }
        let fields = vec![
            product,
            Field::text(Part::CycleDays),
            Field::text(Part::Users),
        ];
        let mut form = ProductUse {
            customer,
            name,
            known,
            once: desk.once(),
            form: Form::new(fields),
            sending: Sending::default(),
        };
        form.as_it_is();
        form.form.set_focus(Part::Users);
        form
    }

    /// The form as it was left.
    pub(in crate::app::layers) fn reopen(desk: &Desk, kept: &Kept) -> Option<ProductUse> {
        let known = serde_json::from_value(kept.body.get("known")?.clone()).ok()?;
        let mut form = ProductUse::of(desk, kept.customer?, kept.title.clone(), known);
        form.once.clone_from(&kept.once);
        put_back(&mut form.form, &kept.body, name);
        Some(form)
    }

    fn chosen(&self) -> Option<&Known> {
        let code: i64 = self.form.code(Part::Product)?.parse().ok()?;
        self.known.iter().find(|known| known.product.0 == code)
    }

    /// The chosen product's days and users stand in the form.
    fn as_it_is(&mut self) {
        if let Some((days, users)) = self.chosen().map(|known| (known.cycle_days, known.users)) {
            self.form.set_text(Part::CycleDays, &days.to_string());
            self.form.set_text(Part::Users, &users.to_string());
        }
    }

    /// What is said of a number: as it was, as usual where nothing is typed, or this.
    fn said(&mut self, desk: &Desk, part: Part, was: i64) -> Option<Said> {
        match typed_count(self.form.text(part)) {
            Ok(Some(typed)) if typed == was => Some(Said::Stays),
            Ok(Some(typed)) => Some(Said::Own(typed)),
            Ok(None) => Some(Said::Usual),
            Err(wrong) => {
                self.form.set_error(part, fault(desk.lang, &wrong));
                None
            }
        }
    }
}

impl Filling<Part> for ProductUse {
    fn sending(&mut self) -> &mut Sending {
        &mut self.sending
    }

    fn changed(&mut self, _desk: &Desk, part: Part) {
        match part {
            Part::Product => self.as_it_is(),
            part => self.form.clear_error(part),
        }
    }

    fn save(&mut self, desk: &Desk) -> Vec<Step> {
        self.form.clear_errors();
        let Some(known) = self.chosen().cloned() else {
            self.form
                .set_error(Part::Product, desk.text().forms.required);
            self.form.focus_error();
            return Vec::new();
        };
        let cycle_days = self.said(desk, Part::CycleDays, known.cycle_days);
        let users = self.said(desk, Part::Users, known.users);
        let (Some(cycle_days), Some(users)) = (cycle_days, users) else {
            self.form.focus_error();
            return Vec::new();
        };
        self.sending.begin();
        vec![Step::Write(Command::Use {
            once: self.once.clone(),
            customer: self.customer,
            product: known.product,
            change: UseChange { cycle_days, users },
        })]
    }
}

impl Pane for ProductUse {
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
                let product = self.form.text(Part::Product);
                let said = (desk.text().desk.use_changed)(&self.name, product);
                vec![Step::Close, Step::tell(Tone::Good, with_undo(desk, &said))]
            }
            Err(error) => {
                self.sending.failed = Some(explain(desk.lang, error).to_string());
                Vec::new()
            }
        }
    }

    fn unsaved(&self) -> bool {
        self.form.is_touched()
    }

    fn draft(&self) -> Option<Kept> {
        let mut body = fields(&self.form, name)?;
        body["known"] = serde_json::to_value(&self.known).ok()?;
        Some(Kept {
            kind: Kind::ProductUse,
            once: self.once.clone(),
            customer: Some(self.customer),
            title: self.name.clone(),
            body,
        })
    }
}
