//! Drawing the record of a visit. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, Visit};
use crate::app::desk::Desk;
use crate::app::layers::task_deal::{also_at, told};
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::view::View;
use crate::kit::form::Words;

impl View for Visit {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (forms, queue) = (&desk.text().forms, &desk.text().queue);
        let words = |part| match part {
            Part::Note => Words {
                label: forms.note,
                placeholder: queue.visit_hint,
            },
            Part::Place => Words {
                label: queue.place,
                placeholder: forms.note_hint,
            },
            Part::Next => Words {
                label: forms.next,
                placeholder: forms.next_hint,
            },
            Part::Kind => Words {
                label: queue.visit_kind,
                placeholder: "",
            },
        };
        let mut below: Vec<(String, Tone)> = also_at(desk, self.about.customer).collect();
        below.extend(self.understood(desk));
        below.extend(self.sending.said());
        below.extend(self.about.task.iter().flat_map(told));
        let title = (queue.visit_title)(&self.about.name);
        draw_form(desk, buf, area, &title, (&self.form, &words), &below)
    }
}
