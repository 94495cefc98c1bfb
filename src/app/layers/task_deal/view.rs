//! Drawing the form about tasks. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, TaskDeal};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::tasking::{About, Deal};
use crate::app::view::View;
use crate::domain::ids::CustomerId;
use crate::kit::clean::clean;
use crate::kit::form::Words;

impl View for TaskDeal {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (words, today) = (&desk.text().queue, &desk.text().today);
        let labels = |part| match part {
            Part::Result => Words {
                label: words.fields.result,
                placeholder: words.result_hint,
            },
            Part::FollowUp => Words {
                label: words.follow_up,
                placeholder: words.follow_up_hint,
            },
            Part::Due => Words {
                label: words.fields.due,
                placeholder: words.due_hint,
            },
            Part::Whose => Words {
                label: words.fields.whose,
                placeholder: words.whose_hint,
            },
            Part::Reason => Words {
                label: today.cause,
                placeholder: words.reason_hint,
            },
        };
        let mut below: Vec<(String, Tone)> = self.understood(desk).into_iter().collect();
        below.extend(self.sending.said());
        if let [one] = self.of.as_slice() {
            below.extend(told(one));
        }
        let title = match self.deal {
            Deal::Done => words.done_title,
            Deal::Postponed => words.postpone_title,
            Deal::Cancelled => words.cancel_title,
            Deal::Assigned => words.assign_title,
        };
        let title = title(&self.title(desk));
        draw_form(desk, buf, area, &title, (&self.form, &labels), &below)
    }
}

/// What is known of the task, under the form that is about it.
pub(in crate::app::layers) fn told(task: &About) -> impl Iterator<Item = (String, Tone)> {
    let lines = task.told.iter();
    lines.map(|line| (clean(line).into_owned(), Tone::Dim))
}

/// Who else is at work on the customer whom a form is about.
pub(in crate::app::layers) fn also_at(
    desk: &Desk,
    customer: CustomerId,
) -> impl Iterator<Item = (String, Tone)> {
    let at = desk.also_at.iter().filter(move |(id, _)| *id == customer);
    let held = desk.text().queue.held;
    at.map(move |(_, by)| (held(&clean(by)), Tone::Warning))
}
