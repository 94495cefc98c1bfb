//! Parts of an address, completed from what addresses of the file name. Must not know how they
//! are found.

use super::CustomerForm;
use super::part::{Column, Part, Table};
use crate::app::pane::Step;
use crate::app::vocabulary::{Query, Slot};
use crate::domain::customer::Place;
use crate::kit::form::Suggestion;
use crate::text::pinyin;

impl CustomerForm {
    /// The question for places, while somebody types one.
    pub(super) fn ask_places(&mut self, part: Part) -> Vec<Step> {
        let Part::Cell(Table::Addresses, row, column @ (Column::Province | Column::City)) = part
        else {
            self.place = None;
            return Vec::new();
        };
        let typed = self.form.text(part).trim().to_owned();
        if self.form.code(part).is_some() || typed.is_empty() {
            return Vec::new();
        }
        self.place = Some(part);
        let province = match column {
            Column::City => self
                .form
                .text(Part::Cell(Table::Addresses, row, Column::Province)),
            _ => "",
        };
        let province = province.trim().to_owned();
        vec![Step::Read(Slot::Places, Query::Places { province, typed })]
    }

    pub(super) fn learn_places(&mut self, places: &[Place]) {
        let Some(part) = self.place else { return };
        let of_city = matches!(part, Part::Cell(_, _, Column::City));
        let mut names: Vec<&str> = Vec::new();
        for place in places {
            let name = if of_city {
                &place.city
            } else {
                &place.province
            };
            if !name.is_empty() && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        let suggestion = |name: &str| Suggestion {
            code: name.to_owned(),
            label: name.to_owned(),
            keys: pinyin::keys(name),
            ..Suggestion::default()
        };
        let names = names.into_iter().map(suggestion).collect();
        self.form.set_suggestions(part, names);
    }
}
