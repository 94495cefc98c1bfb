//! The widgets of the form: what stands where, lines that come and go, what may be picked, and
//! what is filled in before anybody types. Must not know what follows from it.

use super::SaleForm;
use super::part::{Column, LINES, OF_LINES, Part, SECTIONS};
use crate::app::desk::Desk;
use crate::app::layers::choices::choices;
use crate::domain::customer::Address;
use crate::domain::ids::CustomerId;
use crate::kit::form::{Field, Form, Suggestion};
use crate::text::pinyin;

/// The code of a delivery that needs no address.
const PICKUP: &str = "pickup";
/// The code of a line that is had for points.
pub(super) const REDEEMED: &str = "redeemed";
/// What the codes of gifts begin with; the cause follows.
pub(super) const GIFT: &str = "gift:";

impl SaleForm {
    /// The sections with their fields, these lines and an empty one.
    pub(super) fn lay_out(&mut self, desk: &Desk, rows: &[u16]) {
        let last = rows.iter().map(|row| row + 1).max();
        self.next_row = last.unwrap_or(0).max(self.next_row);
        let mut fields = Vec::new();
        for (section, parts) in SECTIONS.iter().enumerate() {
            let alone = parts.iter().map(|part| self.widget(desk, *part));
            fields.extend(alone.map(|field| field.in_section(section)));
            if section == OF_LINES {
                for row in rows {
                    fields.extend(self.line(desk, *row));
                }
                let blank = self.next_number();
                fields.extend(self.line(desk, blank));
            }
        }
        self.form = Form::new(fields);
    }

    fn next_number(&mut self) -> u16 {
        self.next_row = self.next_row.saturating_add(1);
        self.next_row - 1
    }

    fn widget(&self, desk: &Desk, part: Part) -> Field<Part> {
        match part {
            Part::Customer => Field::search(part).required(),
            Part::By => {
                let mut field = Field::pick(part, sellers(desk));
                if let Some(me) = desk.me() {
                    field = field.with_code(&me.id.0.to_string());
                }
                field
            }
            Part::Address => Field::pick(part, Vec::new()).free(),
            part => match part.list() {
                Some(list) => Field::pick(part, choices(desk, list)),
                None => Field::text(part),
            },
        }
    }

    /// The cells of a line.
    fn line(&self, desk: &Desk, row: u16) -> Vec<Field<Part>> {
        let cell = |(column, weight, passed): (Column, u16, bool)| {
            let id = Part::Cell(row, column);
            let field = match column {
                Column::Product => Field::search(id),
                Column::Cause => Field::pick(id, causes(desk)),
                Column::Amount | Column::Points => Field::shown(id),
                Column::Quantity | Column::Price | Column::Collected => Field::text(id),
            };
            let field = match column {
                Column::Product | Column::Cause => field,
                _ => field.whole(),
            };
            let field = field.in_section(OF_LINES).in_row(LINES, row, weight);
            if passed { field.passed() } else { field }
        };
        Column::ALL.into_iter().map(cell).collect()
    }

    /// Offers another line where the last one is filled.
    pub(super) fn grow(&mut self, desk: &Desk) {
        let Some(last) = self.rows().last().copied() else {
            return;
        };
        if !self.form.is_row_blank(LINES, last) {
            let number = self.next_number();
            let fields = self.line(desk, number);
            self.form
                .insert_after(Part::Cell(last, Column::Cause), fields);
        }
    }

    /// It is this customer who buys.
    pub(super) fn put_customer(&mut self, id: CustomerId, name: &str) {
        self.customer = Some((id, name.to_owned()));
        let one = Suggestion {
            code: id.0.to_string(),
            label: name.to_owned(),
            ..Suggestion::default()
        };
        self.form.set_suggestions(Part::Customer, vec![one]);
        self.form.choose(Part::Customer, &id.0.to_string());
        self.form.set_given(Part::Customer);
    }

    /// What was said last time stands where nothing is said yet; where one lives may be chosen.
    pub(super) fn as_usual(&mut self) {
        let Some(counter) = &self.counter else { return };
        let usual = counter.usual.clone();
        let buyer = counter.buyer.as_ref();
        let homes = buyer.map_or(&[][..], |buyer| &buyer.addresses).iter();
        let homes: Vec<String> = homes.map(written).collect();
        for (part, code) in [
            (Part::Region, usual.region),
            (Part::Method, usual.method),
            (Part::Delivery, usual.delivery),
        ] {
            let empty = self.form.text(part).is_empty();
            if let Some(code) = code.filter(|_| empty)
                && self.form.choose(part, &code)
            {
                self.usual.push((part, code));
            }
        }
        let home = |home: &String| Suggestion {
            code: home.clone(),
            label: home.clone(),
            keys: pinyin::keys(home),
            ..Suggestion::default()
        };
        let homes = homes.iter().filter(|home| !home.is_empty()).map(home);
        self.form.set_suggestions(Part::Address, homes.collect());
        self.offer_address();
    }

    /// What is brought or sent goes to where the customer lives, unless somebody says otherwise.
    pub(super) fn offer_address(&mut self) {
        let empty = self.form.text(Part::Address).is_empty();
        let comes = self
            .form
            .code(Part::Delivery)
            .is_some_and(|how| how != PICKUP);
        let homes = self.counter.as_ref().and_then(|one| one.buyer.as_ref());
        let first = homes.and_then(|buyer| buyer.addresses.first()).map(written);
        if let Some(first) = first.filter(|_| comes && empty) {
            self.form.choose(Part::Address, &first);
            self.form.set_given(Part::Address);
        } else if !comes && self.form.is_given(Part::Address) {
            self.form.set_text(Part::Address, "");
        }
    }

    /// Somebody else buys: what stood there because of who it was before goes.
    pub(super) fn not_as_usual(&mut self) {
        for (part, code) in std::mem::take(&mut self.usual) {
            if self.form.code(part) == Some(code.as_str()) {
                self.form.set_text(part, "");
            }
        }
        if self.form.is_given(Part::Address) {
            self.form.set_text(Part::Address, "");
        }
    }
}

/// An address on one line.
fn written(address: &Address) -> String {
    let parts = [&address.province, &address.city, &address.line];
    let parts: Vec<&str> = parts
        .into_iter()
        .flatten()
        .map(|part| part.trim())
        .collect();
    let han = parts.iter().all(|part| !part.is_ascii());
    parts.join(if han { "" } else { " " })
}

/// Who may have sold it.
fn sellers(desk: &Desk) -> Vec<Suggestion> {
    let people = desk.house.as_ref().map_or(&[][..], |house| &house.staff);
    let one = |(id, login, name): &(crate::domain::ids::StaffId, String, String)| Suggestion {
        code: id.0.to_string(),
        label: name.clone(),
        keys: format!("{login} {}", pinyin::keys(name)),
        ..Suggestion::default()
    };
    people.iter().map(one).collect()
}

/// Why a line goes to the customer: bought (nothing), given for a cause, had for points.
fn causes(desk: &Desk) -> Vec<Suggestion> {
    let words = &desk.text().forms.sale;
    let given = choices(desk, "gift_cause").into_iter().map(|cause| {
        let label = (words.gift)(&cause.label);
        Suggestion {
            code: format!("{GIFT}{}", cause.code),
            keys: format!("{} {}", pinyin::keys(&label), cause.keys),
            label,
            ..Suggestion::default()
        }
    });
    let points = Suggestion {
        code: REDEEMED.to_owned(),
        label: words.for_points.to_owned(),
        keys: pinyin::keys(words.for_points),
        ..Suggestion::default()
    };
    given.chain(std::iter::once(points)).collect()
}
