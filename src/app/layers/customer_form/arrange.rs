//! Which field stands in which section, and which are required: as the business says for a
//! person or an organisation at a stage. Must not know widgets.

use super::CustomerForm;
use super::part::{FIRST, Item, Part, Title, homes};
use crate::app::desk::Desk;
use crate::domain::customer::Field as Plain;

impl CustomerForm {
    /// The sections with what stands in each; what one hears first stands with the name.
    pub(super) fn arranged(&self, desk: &Desk) -> Vec<(Title, Vec<Item>)> {
        let asked = self.asked(desk);
        let mut sections = homes();
        for (title, items) in &mut sections {
            if *title == Title::Basics {
                let fields = asked.iter().map(|part| Item::Field(*part));
                items.extend(fields);
                items.push(Item::Field(Part::Plain(Plain::Remark)));
            } else {
                items.retain(|item| !matches!(item, Item::Field(part) if asked.contains(part)));
            }
        }
        sections.retain(|(_, items)| !items.is_empty());
        sections.extend(self.groups());
        sections
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

    /// What is asked for beside the name and the numbers, in order.
    fn asked(&self, _desk: &Desk) -> Vec<Part> {
        FIRST.to_vec()
    }

    /// What must be filled in.
    pub(super) fn required(&self, _desk: &Desk) -> Vec<Part> {
        vec![Part::Plain(Plain::Name)]
    }

    /// Arranges the form anew where nature or stage ask for other fields; everything typed
    /// stays. Says whether anything moved.
    pub(super) fn rearrange(&mut self, desk: &Desk) -> bool {
        let sections = self.arranged(desk);
        if sections == self.sections {
            return false;
        }
        let (kept, focus) = (self.values(), self.form.focus());
        self.sections = sections;
        self.refill(desk, &kept);
        if let Some(focus) = focus {
            self.form.set_focus(focus);
        }
        true
    }
}
