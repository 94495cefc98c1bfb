//! Which field stands in which section, and which are required: as the business says for a
//! person or an organisation at a stage. What holds something is always shown. Must not know widgets.

use super::CustomerForm;
use super::fill::own_birthday;
use super::part::{Item, Part, Table, Title, first, homes};
use crate::app::desk::Desk;
use crate::app::pane::Step;
use crate::domain::customer::{Field as Plain, FormKind, Key, Stage, asked};
use crate::kit::form::Value;

const NATURE: Part = Part::Plain(Plain::Nature);
const STAGE: Part = Part::Plain(Plain::Stage);
const STOP_REASON: Item = Item::Field(Part::Plain(Plain::StopReason));
const NAME: Item = Item::Field(Part::Plain(Plain::Name));

/// What stands in the form, or stood in it.
type Values<'v> = &'v [(Part, Value)];

impl CustomerForm {
    /// Decides anew what stands where, by what is in the form; says whether anything moved.
    pub(super) fn arrange(&mut self, desk: &Desk, values: Values<'_>) -> bool {
        let sections = self.arranged(desk, values, self.more);
        let needed = self.required(desk, values);
        let moved = sections != self.sections || needed != self.needed;
        (self.sections, self.needed) = (sections, needed);
        moved
    }

    /// The sections with what stands in each: what is asked for with the name, in its order, then
    /// the rest where it is at home.
    fn arranged(&self, desk: &Desk, values: Values<'_>, more: bool) -> Vec<(Title, Vec<Item>)> {
        let (kind, stage) = self.about(values);
        let said = self.wanted(desk, kind, stage);
        let mut basics = vec![NAME, Item::Table(Table::Phones)];
        for item in said.clone().unwrap_or_else(|| first(kind)) {
            if !basics.contains(&item) {
                basics.push(item);
            }
        }
        // It says which form this is: there is always a way to say otherwise, seldom used, and so
        // above the name with which one begins.
        if !basics.contains(&Item::Field(NATURE)) {
            basics.insert(0, Item::Field(NATURE));
        }
        let after = basics.iter().position(|item| *item == Item::Field(STAGE));
        if let Some(after) = after.filter(|_| stage == Stage::Former) {
            basics.retain(|item| *item != STOP_REASON);
            basics.insert((after + 1).min(basics.len()), STOP_REASON);
        }
        let shown = |item: &Item| {
            let offered = match *item {
                STOP_REASON => stage == Stage::Former,
                item => said.is_none() && (kind == FormKind::Person || !of_persons(item)),
            };
            let put_away = said.is_some() || *item != STOP_REASON;
            (more && put_away) || offered || self.holds(*item, values)
        };
        let mut sections = homes();
        sections.extend(self.groups());
        for (title, items) in &mut sections {
            if *title == Title::Basics {
                items.clone_from(&basics);
            } else {
                items.retain(|item| !basics.contains(item) && shown(item));
            }
        }
        sections.retain(|(_, items)| !items.is_empty());
        sections
    }

    /// Whose form it is, and at which stage: as chosen in it, else as stored.
    fn about(&self, values: Values<'_>) -> (FormKind, Stage) {
        let said = |part, field| {
            let there = values.iter().find(|(known, _)| *known == part);
            match there {
                Some((_, value)) => value.code.as_deref(),
                None => self.base.values.get(&Key::Plain(field)).map(String::as_str),
            }
        };
        let kind = FormKind::of(said(NATURE, Plain::Nature));
        (kind, Stage::of(said(STAGE, Plain::Stage)))
    }

    /// What the business says that this form asks for, in order; none: it has said nothing.
    fn wanted(&self, desk: &Desk, kind: FormKind, stage: Stage) -> Option<Vec<Item>> {
        let rows = asked(desk.forms(), kind, stage)?;
        let items = rows.iter().filter_map(|row| self.item(kind, &row.field));
        Some(items.collect())
    }

    /// What a field of a form is here; none: a field of the business's own that was closed.
    fn item(&self, kind: FormKind, field: &str) -> Option<Item> {
        let table = match field {
            "phone" => Table::Phones,
            "email" => Table::Emails,
            "address" => Table::Addresses,
            "anniversary" => Table::Dates,
            "member" if kind == FormKind::Organisation => Table::Contacts,
            "member" => Table::Family,
            "birthday" => return Some(Item::Field(Part::Birthday)),
            _ => return self.part_of(&field.parse().ok()?).map(Item::Field),
        };
        Some(Item::Table(table))
    }

    /// What must be filled in, in order.
    fn required(&self, desk: &Desk, values: Values<'_>) -> Vec<Item> {
        let (kind, stage) = self.about(values);
        let rows = desk.forms().iter();
        let of = rows.filter(|row| row.form == kind && row.stage == stage && row.required);
        let mut needed = vec![NAME];
        needed.extend(of.filter_map(|row| self.item(kind, &row.field)));
        if stage == Stage::Former {
            needed.push(STOP_REASON);
        }
        needed
    }

    /// Whether a field must be filled in, or is the first column of a table that must be.
    pub(super) fn is_required(&self, part: Part) -> bool {
        self.needed.iter().any(|item| match (item, part) {
            (Item::Field(needed), part) => *needed == part,
            (Item::Table(needed), Part::Cell(table, row, _)) => {
                *needed == table && part == table.head(row)
            }
            (Item::Table(_), _) => false,
        })
    }

    /// Whether something stands there, in the form or in the file.
    fn holds(&self, item: Item, values: Values<'_>) -> bool {
        let typed = values.iter().any(|(part, value)| {
            let here = match item {
                Item::Field(field) => field == *part,
                Item::Table(table) => matches!(part, Part::Cell(of, ..) if *of == table),
            };
            here && !value.text.trim().is_empty()
        });
        typed
            || match item {
                Item::Field(Part::Birthday) => own_birthday(&self.base).is_some(),
                Item::Field(field) => self
                    .key_of(field)
                    .is_some_and(|key| self.base.values.contains_key(&key)),
                Item::Table(table) => self.held.contains(&table),
            }
    }

    /// The business's own fields, by group in the order of the first field of each; those of no
    /// group last.
    fn groups(&self) -> Vec<(Title, Vec<Item>)> {
        let mut groups: Vec<(Title, Vec<Item>)> = Vec::new();
        for (place, field) in (0..).zip(&self.custom) {
            let title = Title::Group(field.group.clone());
            let item = Item::Field(Part::Custom(place));
            match groups.iter_mut().find(|(known, _)| *known == title) {
                Some((_, items)) => items.push(item),
                None => groups.push((title, vec![item])),
            }
        }
        groups.sort_by_key(|(title, _)| *title == Title::Group(None));
        groups
    }

    /// Arranges the form anew where nature or stage ask for other fields; everything typed
    /// stays. Says whether anything moved.
    pub(super) fn rearrange(&mut self, desk: &Desk) -> bool {
        let (kept, focus) = (self.form.values(), self.form.focus());
        if !self.arrange(desk, &kept) {
            return false;
        }
        self.refill(desk, &kept);
        if let Some(focus) = focus {
            self.form.set_focus(focus);
        }
        true
    }

    /// Whether there are fields that the form does not ask for and does not show.
    pub(super) fn has_more(&self, desk: &Desk) -> bool {
        let values = self.form.values();
        self.more || self.arranged(desk, &values, true) != self.sections
    }

    /// Shows the fields that the form does not ask for, the first of them in focus; or puts them
    /// away again.
    pub(super) fn show_more(&mut self, desk: &Desk) -> Vec<Step> {
        let before: Vec<Part> = self
            .form
            .values()
            .into_iter()
            .map(|(part, _)| part)
            .collect();
        self.more = !self.more;
        self.rearrange(desk);
        let after = self.form.values().into_iter().map(|(part, _)| part);
        let new = |part: &Part| match part {
            Part::Cell(table, ..) => !before
                .iter()
                .any(|old| matches!(old, Part::Cell(of, ..) if of == table)),
            part => !before.contains(part),
        };
        if let Some(first) = after.into_iter().find(new) {
            self.form.set_focus(first);
        }
        Vec::new()
    }
}

/// What an organisation does not have.
fn of_persons(item: Item) -> bool {
    matches!(
        item,
        Item::Table(Table::Family) | Item::Field(Part::Birthday | Part::Plain(Plain::Sex))
    )
}
