//! Drawing the form of reasons. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, Settle};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::{How, Tone};
use crate::app::view::View;
use crate::kit::form::Words;

impl View for Settle {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let today = &desk.text().today;
        let words = |part| match part {
            Part::Until => Words {
                label: today.until,
                placeholder: today.until_hint,
            },
            Part::Cause => Words {
                label: today.cause,
                placeholder: today.cause_hint,
            },
            Part::Which => Words {
                label: today.which,
                placeholder: today.which_hint,
            },
        };
        let mut below: Vec<(String, Tone)> = self.understood(desk).into_iter().collect();
        below.extend(self.sending.said());
        let title = match self.how {
            How::Settled => today.settle_title,
            How::Snoozed => today.snooze_title,
            How::Dismissed => today.dismiss_title,
        };
        draw_form(
            desk,
            buf,
            area,
            &title(&self.title),
            (&self.form, &words),
            &below,
        )
    }
}
