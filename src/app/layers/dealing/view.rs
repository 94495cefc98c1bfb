//! Drawing the form. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Deal, Part};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::view::View;
use crate::domain::sale::Dealing;
use crate::kit::clean::clean;
use crate::kit::form::Words;
use crate::kit::width::{cut_with, width};
use crate::text::sales;

/// Columns that a label of a small form has, beside the lists too.
const LABEL: usize = 27;

impl View for Deal {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (text, said) = (desk.text(), &desk.text().sales);
        let known = self.known.as_ref();
        let ellipsis = desk.theme.glyphs().ellipsis;
        // `蜂胶 (2)`: what there is of each stands beside its field, whatever a name gives up for it.
        let labels: Vec<String> = known
            .map_or(&[][..], |known| &known.pieces)
            .iter()
            .map(|piece| {
                let there = (said.there)(piece.there);
                let room = LABEL.saturating_sub(width(&there) + 1);
                let name = clean(&piece.name);
                format!("{} {there}", cut_with(&name, room, ellipsis))
            })
            .collect();
        let words = |part| match part {
            Part::What => Words {
                label: said.what,
                placeholder: "",
            },
            Part::Sum => Words {
                label: said.sum,
                placeholder: said.sum_hint,
            },
            Part::Method => Words {
                label: said.method,
                placeholder: said.method_hint,
            },
            Part::Pieces(place) => Words {
                label: labels.get(place).map_or("", String::as_str),
                placeholder: said.pieces_hint,
            },
            Part::Back => Words {
                label: said.back,
                placeholder: "",
            },
            Part::Reason => Words {
                label: text.forms.reason,
                placeholder: match self.dealing {
                    Dealing::Cancel => said.why_hint,
                    _ => said.may_be_empty,
                },
            },
        };
        let mut below = Vec::new();
        if let Some(known) = known.filter(|_| self.dealing == Dealing::Money) {
            let owed = |minor| sales::owed(text, desk.currency(), minor);
            below.push((
                (said.owed_in_all)(&owed(known.due), &owed(known.owes)),
                Tone::Dim,
            ));
        }
        match (self.sending.said(), known) {
            (Some(failed), _) => below.push(failed),
            (None, None) => below.push((text.desk.asking.to_owned(), Tone::Dim)),
            _ => {}
        }
        let place = Dealing::ALL.iter().position(|one| *one == self.dealing);
        let title = place.and_then(|place| said.titles.get(place));
        let (code, name) = known.map_or(("", ""), |known| (&known.code, &known.name));
        let title = title.map_or_else(String::new, |title| title(&clean(code), &clean(name)));
        draw_form(desk, buf, area, &title, (&self.form, &words), &below)
    }
}
