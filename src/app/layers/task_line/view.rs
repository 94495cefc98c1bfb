//! Drawing a task's line and what it says. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::TaskLine;
use crate::app::desk::Desk;
use crate::app::view::View;
use crate::domain::customer::FoundRow;
use crate::domain::task::{Heard, KINDS};
use crate::kit::clean::clean;
use crate::kit::dialog;
use crate::kit::input::{Look, draw};
use crate::kit::layout::{put_cut, take_top};
use crate::kit::width::width;
use crate::text::{fault, queue, say, task as words};

/// Columns of the line, at most.
const WIDTH: u16 = 72;

/// Rows below the line: what is read back, and who may be meant.
const READ: u16 = 8;
const OTHERS: usize = 5;

impl View for TaskLine {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (give, theme) = (&desk.text().give, &desk.theme);
        let others = self.heard.as_ref().map_or(0, |heard| heard.others.len());
        let more = match others.min(OTHERS) {
            0 => 0,
            shown => u16::try_from(shown).unwrap_or(0) + 1,
        };
        let odd = self
            .heard
            .as_ref()
            .map_or(0, |heard| heard.odd.len().min(1));
        let rows = 1 + READ + more + u16::try_from(odd).unwrap_or(0);
        let inner = dialog::overlay(buf, area, theme, give.line, WIDTH, rows);
        let (top, mut rest) = take_top(inner, 1);
        let look = Look {
            placeholder: give.line_hint,
            style: theme.field(),
            focused: true,
            ..Look::default()
        };
        let cursor = draw(buf, top, &self.input, theme, look);
        let mut lines: Vec<(String, Style)> = match &self.heard {
            Some(heard) if !self.is_empty() => self.read_back(desk, heard),
            _ => give
                .line_help
                .iter()
                .map(|line| ((*line).to_owned(), theme.dim()))
                .collect(),
        };
        if let Some(failed) = &self.sending.failed {
            lines.insert(0, (failed.clone(), theme.error()));
        }
        for (line, look) in lines {
            let (row, below) = take_top(rest, 1);
            put_cut(buf, row, &clean(&line), look, theme.glyphs().ellipsis);
            rest = below;
        }
        cursor
    }
}

impl TaskLine {
    /// What the line says, a field on a row; what is wrong stands in its field's place.
    fn read_back(&self, desk: &Desk, heard: &Heard) -> Vec<(String, Style)> {
        let (text, theme) = (desk.text(), &desk.theme);
        let (give, new) = (&text.give, &heard.new);
        let called = |named: &(String, String)| format!("{} ({})", named.1, named.0);
        let due = new.due.map(|due| say::next(text, &desk.now, due));
        let whom = match (&heard.whom, heard.ambiguous) {
            (Some(whom), _) => called(whom),
            (None, true) => (give.which)(heard.others.len()),
            (None, false) => give.no_customer.to_owned(),
        };
        let values = [
            ("title", Some(new.title.trim().to_owned())),
            ("customer", Some(whom)),
            ("to", Some(called(&heard.whose))),
            ("due", due),
            (
                "priority",
                Some(words::priority(desk.lang, new.priority).to_owned()),
            ),
            ("kind", Some(desk.label(KINDS, &new.kind))),
            (
                "every",
                new.every.map(|every| queue::every(desk.lang, every)),
            ),
        ];
        let labels = give.read.iter().map(|label| width(label)).max();
        let labels = labels.unwrap_or(0) + 2;
        let mut lines = Vec::new();
        for (label, (field, value)) in give.read.iter().zip(values) {
            let wrong = heard.wrong.iter().find(|(known, _)| *known == field);
            let open = field == "customer" && heard.ambiguous;
            let (said, look) = match (wrong, value) {
                (Some((_, why)), _) => (fault(desk.lang, why), theme.error()),
                (None, Some(value)) if open => (value, theme.warning()),
                (None, Some(value)) => (value, theme.text()),
                (None, None) => continue,
            };
            let blank = " ".repeat(labels.saturating_sub(width(label)));
            lines.push((format!("{label}{blank}{said}"), look));
        }
        if !heard.odd.is_empty() {
            let said = format!("{}: {}", give.odd, heard.odd.join(" "));
            lines.push((said, theme.warning()));
        }
        let ready = heard.wrong.is_empty() && !heard.ambiguous && self.heard().is_some();
        if ready {
            lines.push((give.saves.to_owned(), theme.success()));
        }
        if !heard.others.is_empty() {
            lines.push((give.perhaps.to_owned(), theme.dim()));
            let here = heard
                .others
                .iter()
                .position(|row| Some(row.id) == self.chosen);
            let first = (here.unwrap_or(0) + 1).saturating_sub(OTHERS);
            let shown = heard.others.iter().skip(first).take(OTHERS);
            lines.extend(shown.map(|row| self.other(desk, row)));
        }
        lines
    }

    /// Somebody who may be meant.
    fn other(&self, desk: &Desk, row: &FoundRow) -> (String, Style) {
        let theme = &desk.theme;
        let here = self.chosen == Some(row.id);
        let sign = if here { theme.glyphs().arrow } else { " " };
        let number = row.digits.as_ref().map(|digits| desk.mask(digits));
        let owner = row.owner_name.clone().unwrap_or_default();
        let said = format!(
            "{sign} {}  {}  {}  {owner}",
            row.name,
            row.code,
            number.unwrap_or_default()
        );
        let look = if here { theme.title() } else { theme.text() };
        (said, look)
    }
}
