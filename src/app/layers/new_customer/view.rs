//! Drawing the new customer. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{NewCustomer, Part};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::view::View;
use crate::domain::customer::FoundRow;
use crate::kit::clean::clean;
use crate::kit::form::Words;
use crate::text::{names, say};

impl View for NewCustomer {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let forms = &desk.text().forms;
        let words = |part| match part {
            Part::Name => Words {
                label: names::column(desk.lang, "name"),
                placeholder: forms.name_hint,
            },
            Part::Phone => Words {
                label: forms.phone,
                placeholder: forms.phone_hint,
            },
            Part::Birthday => Words {
                label: names::column(desk.lang, "birthday"),
                placeholder: forms.birthday_hint,
            },
            Part::Plain(field) => Words {
                label: names::field(desk.lang, field),
                placeholder: forms.list_hint,
            },
        };
        let mut below = Vec::new();
        if let Ok(Some(birthday)) = self.birthday() {
            let read = say::birthday(desk.text(), &desk.now, &birthday);
            below.push((format!("{} {read}", desk.theme.glyphs().arrow), Tone::Good));
        }
        if !self.alike.rows.is_empty() {
            let rows: Vec<String> = self.alike.rows.iter().map(|row| alike(desk, row)).collect();
            below.push((
                format!("{} {}", forms.alike, rows.join(", ")),
                Tone::Warning,
            ));
        }
        if let Some(failed) = &self.failed {
            below.push((clean(failed).into_owned(), Tone::Error));
        }
        draw_form(
            desk,
            buf,
            area,
            forms.new_title,
            (&self.form, &words),
            &below,
        )
    }
}

fn alike(desk: &Desk, row: &FoundRow) -> String {
    let number = row
        .digits
        .as_deref()
        .map(|digits| desk.mask(digits))
        .unwrap_or_default();
    format!("{} {number}", clean(&row.name))
}
