//! Drawing the form of a task. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Give, Part, What};
use crate::app::desk::Desk;
use crate::app::layers::view::draw_form;
use crate::app::pane::Tone;
use crate::app::view::View;
use crate::kit::form::Words;
use crate::text::{queue, say};

impl View for Give {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let give = &desk.text().give;
        let many = matches!(self.what, What::Many(_));
        let words = |part| {
            let [label, placeholder] = match part {
                Part::Title if many => [give.title[0], give.title_each],
                Part::Title => give.title,
                Part::To => give.to,
                Part::Due => give.due,
                Part::Priority => give.priority,
                Part::Kind if many => [give.kind[0], give.kind_each],
                Part::Kind => give.kind,
                Part::Every => give.every,
                Part::Reason => give.reason,
                Part::Note => give.note,
            };
            Words { label, placeholder }
        };
        let title = match &self.what {
            What::One(Some(about)) => (give.about)(&about.name),
            What::One(None) => give.own.to_owned(),
            What::Many(of) => (give.many)(of.len()),
            What::Change(was) => (give.change)(was.id),
        };
        draw_form(
            desk,
            buf,
            area,
            &title,
            (&self.form, &words),
            &self.below(desk),
        )
    }
}

impl Give {
    /// What was understood, how far it is, and what went wrong.
    fn below(&self, desk: &Desk) -> Vec<(String, Tone)> {
        let (give, arrow) = (&desk.text().give, desk.theme.glyphs().arrow);
        let mut below = Vec::new();
        let at = |part| self.form.error(part).is_some();
        if let (false, Ok(Some(due))) = (at(Part::Due), self.due(desk)) {
            let day = say::next(desk.text(), &desk.now, due);
            below.push((format!("{arrow} {day}"), Tone::Good));
        }
        if let (false, Ok(Some((every, first)))) = (at(Part::Every), self.every(desk)) {
            let first = first.filter(|_| self.form.text(Part::Due).trim().is_empty());
            let day = first.map(|first| say::next(desk.text(), &desk.now, first));
            below.extend(day.map(|day| (format!("{arrow} {day}"), Tone::Good)));
            let again = (give.again)(&queue::every(desk.lang, every));
            below.push((format!("{arrow} {again}"), Tone::Good));
        }
        if let (true, Some((done, of))) = (self.sending.waiting, desk.progress) {
            below.push(((give.progress)(done, of), Tone::Plain));
        }
        below.extend(self.sending.said());
        below
    }
}
