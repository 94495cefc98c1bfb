//! Drawing the transfer. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, Transfer};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::view::View;
use crate::kit::form::Words;

impl View for Transfer {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let forms = &desk.text().forms;
        let words = |part| match part {
            Part::Colleague => Words {
                label: forms.colleague,
                placeholder: forms.colleague_hint,
            },
            Part::Reason => Words {
                label: forms.reason,
                placeholder: forms.reason_hint,
            },
        };
        let title = (forms.transfer_title)(self.customers.len());
        draw_form(
            desk,
            buf,
            area,
            &title,
            (&self.form, &words),
            self.sending.said().as_slice(),
        )
    }
}
