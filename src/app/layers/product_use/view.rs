//! Drawing how a customer uses a product. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, ProductUse};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::view::View;
use crate::kit::form::Words;

impl View for ProductUse {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let forms = &desk.text().forms;
        let words = |part| match part {
            Part::Product => Words {
                label: forms.product,
                placeholder: forms.product_hint,
            },
            Part::CycleDays => Words {
                label: forms.cycle_days,
                placeholder: forms.as_usual,
            },
            Part::Users => Words {
                label: forms.users,
                placeholder: forms.as_usual,
            },
        };
        let mut below = vec![(forms.users_hint.to_owned(), Tone::Dim)];
        below.extend(self.sending.said());
        let title = (forms.use_title)(&self.name);
        draw_form(desk, buf, area, &title, (&self.form, &words), &below)
    }
}
