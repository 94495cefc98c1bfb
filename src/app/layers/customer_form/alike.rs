//! The warning of customers who may be the same: asked for as one types, never in the way, and
//! one key to look at them while the form waits. Must not know how they are found.

use super::CustomerForm;
use super::part::{Column, Part, Table};
use crate::app::desk::Desk;
use crate::app::pane::{Step, Tone};
use crate::app::vocabulary::{Query, Slot};
use crate::domain::customer::{Alike, AlikeBy, AlikeTo, Field as Plain};
use crate::domain::ids::CustomerId;
use crate::kit::clean::clean;
use crate::text::forms::CustomerForm as Words;

/// Shortest name that is asked about, characters.
const NAME: usize = 2;

/// Who may be the same, and whom one has looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct Warning {
    alike: Vec<Alike>,
    /// The newest question is not answered yet.
    asked: bool,
    /// The next one to be looked at.
    next: usize,
}

impl Warning {
    pub(super) fn learn(&mut self, alike: &[Alike]) {
        let same = |one: &Alike| alike.iter().any(|other| other.row.id == one.row.id);
        if self.alike.len() != alike.len() || !self.alike.iter().all(same) {
            self.next = 0;
        }
        self.alike = alike.to_vec();
        self.asked = false;
    }

    /// Whether there may be somebody of whom nothing is known yet.
    pub(super) fn is_open(&self) -> bool {
        self.asked && self.alike.is_empty()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.alike.is_empty()
    }

    /// Who it is, and why: the one whom the key opens next.
    pub(super) fn said(&self, desk: &Desk) -> Option<String> {
        said(desk, &self.alike, self.next)
    }
}

/// What is said after a save that somebody may regret; none: nobody may be the same.
pub(in crate::app) fn after_save(desk: &Desk, alike: &[Alike]) -> Option<String> {
    let said = said(desk, alike, 0)?;
    Some(format!("{}{said}", desk.text().forms.customer.saved_alike))
}

fn said(desk: &Desk, alike: &[Alike], next: usize) -> Option<String> {
    let words = &desk.text().forms;
    let one = alike.get(next)?;
    let number = one.row.digits.as_deref().map(|digits| desk.mask(digits));
    let why: Vec<&str> = one
        .by
        .iter()
        .map(|by| reason(&words.customer, *by))
        .collect();
    let mut said = format!("{}{}", words.alike, clean(&one.row.name));
    for piece in [
        number,
        one.row
            .owner_name
            .as_deref()
            .map(|name| clean(name).into_owned()),
    ] {
        said.extend(piece.map(|piece| format!("  {piece}")));
    }
    said.push_str(&format!(" ({})", why.join(", ")));
    match alike.len() {
        1 => {}
        n => said.push_str(&format!("  {}", (words.customer.and_others)(n - 1))),
    }
    Some(said)
}

fn reason(words: &Words, by: AlikeBy) -> &'static str {
    match by {
        AlikeBy::Number => words.same_number,
        AlikeBy::Card => words.same_card,
        AlikeBy::NameAndBirthday => words.same_name_and_birthday,
        AlikeBy::PinyinAndAddress => words.same_sound_and_address,
    }
}

impl CustomerForm {
    /// The question for customers who may be the same as what is typed by now.
    pub(super) fn ask_alike(&mut self, desk: &Desk) -> Vec<Step> {
        let Some(query) = self.alike_query(desk, self.customer) else {
            self.alike = Warning::default();
            return Vec::new();
        };
        self.alike.asked = true;
        vec![Step::Read(Slot::Alike, query)]
    }

    /// What a save left to be said: who may be the same, if that is known by now; else it is
    /// asked for once more, for the desk to say.
    pub(super) fn alike_after_save(&self, desk: &Desk, saved: CustomerId) -> Option<Step> {
        if let Some(said) = after_save(desk, &self.alike.alike) {
            return Some(Step::tell(Tone::Warning, said));
        }
        let open = self.alike.is_open();
        let query = self.alike_query(desk, Some(saved)).filter(|_| open)?;
        Some(Step::Read(Slot::Saved, query))
    }

    fn alike_query(&self, desk: &Desk, except: Option<CustomerId>) -> Option<Query> {
        let text = |part| self.form.text(part).trim().to_owned();
        let cells = |table: Table, column| {
            let rows = self.form.rows(table.number()).into_iter();
            let texts = rows.map(move |row| text(Part::Cell(table, row, column)));
            texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        let name = self.form.text(Part::Plain(Plain::Name)).trim().to_owned();
        let to = AlikeTo {
            phones: [Table::Phones, Table::Family, Table::Contacts]
                .into_iter()
                .flat_map(|table| cells(table, Column::Number))
                .collect(),
            card_no: self.form.text(Part::Plain(Plain::CardNo)).trim().to_owned(),
            birthday: self.day(desk, Part::Birthday).ok().flatten(),
            address: [Column::City, Column::Street]
                .map(|column| cells(Table::Addresses, column).into_iter().next())
                .into_iter()
                .flatten()
                .collect(),
            name: Some(name)
                .filter(|name| name.chars().count() >= NAME)
                .unwrap_or_default(),
        };
        (to != AlikeTo::default()).then_some(Query::Alike { except, to })
    }

    /// Opens the card of the next one who may be the same; the form waits behind it.
    pub(super) fn look_alike(&mut self, _desk: &Desk) -> Vec<Step> {
        let Some(one) = self.alike.alike.get(self.alike.next) else {
            return Vec::new();
        };
        let step = Step::LookAside(one.row.id);
        self.alike.next = (self.alike.next + 1) % self.alike.alike.len().max(1);
        vec![step]
    }
}
