//! Drawing the call log. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{LogCall, Part};
use crate::app::desk::Desk;
use crate::app::layers::task_deal::{also_at, told};
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::view::View;
use crate::kit::form::Words;

impl View for LogCall {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let forms = &desk.text().forms;
        let words = |part| match part {
            Part::Disposition => Words {
                label: forms.disposition,
                placeholder: forms.disposition_hint,
            },
            Part::Next => Words {
                label: forms.next,
                placeholder: forms.next_hint,
            },
            Part::Note => Words {
                label: forms.note,
                placeholder: forms.note_hint,
            },
        };
        let mut below: Vec<(String, Tone)> = also_at(desk, self.about.customer).collect();
        below.extend(self.understood(desk));
        below.extend(self.sending.said());
        below.extend(self.about.task.iter().flat_map(told));
        let title = (forms.log_title)(&self.about.name);
        draw_form(desk, buf, area, &title, (&self.form, &words), &below)
    }
}
