//! Drawing a history: entries with their changes under them. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::words::{is_told, said};
use super::{History, headline};
use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::app::view::{View, style};
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_top};

/// Blanks before a change.
const INDENT: usize = 4;

impl View for History {
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (forms, theme) = (&desk.text().forms, &desk.theme);
        let title = match &self.whose {
            Some((_, name)) => (forms.history_title)(name),
            None => forms.my_history_title.to_owned(),
        };
        let inner = dialog::overlay(buf, area, theme, &title, area.width, area.height);
        let empty = match (&self.failed, &self.entries) {
            (Some(failed), _) => Some((failed.as_str(), theme.error())),
            (None, None) => Some((desk.text().desk.asking, theme.dim())),
            (None, Some(entries)) if entries.is_empty() => {
                Some((forms.nothing_changed, theme.dim()))
            }
            _ => None,
        };
        if let Some((words, look)) = empty {
            put_cut(buf, inner, words, look, theme.glyphs().ellipsis);
            return None;
        }
        let (lines, at) = self.lines(desk, usize::from(inner.width));
        let height = usize::from(inner.height);
        let from = at
            .saturating_sub(height / 2)
            .min(lines.len().saturating_sub(height));
        let mut rest = inner;
        for (number, (words, tone)) in lines.iter().enumerate().skip(from) {
            let (row, below) = take_top(rest, 1);
            if row.is_empty() {
                break;
            }
            put_cut(buf, row, words, style(desk, *tone), theme.glyphs().ellipsis);
            if number == at {
                buf.set_style(row, theme.selected());
            }
            rest = below;
        }
        None
    }
}

impl History {
    /// All lines, and which one is the selected entry's.
    fn lines(&self, desk: &Desk, cols: usize) -> (Vec<(String, Tone)>, usize) {
        let (forms, glyphs) = (&desk.text().forms, desk.theme.glyphs());
        let (mut lines, mut at) = (Vec::new(), 0);
        for (place, entry) in self.entries.iter().flatten().enumerate() {
            let here = place == self.list.index();
            if here {
                at = lines.len();
            }
            let sign = if here { glyphs.selected } else { " " };
            let undone = entry.undone_by.is_some();
            let mut line = format!("{sign}{}", headline(desk, entry));
            if undone {
                line.push_str(&format!("  [{}]", forms.entry_undone));
            }
            lines.push((line, if undone { Tone::Dim } else { Tone::Strong }));
            for change in entry.changes.iter().filter(|change| is_told(change)) {
                let said = said(desk, change, cols.saturating_sub(INDENT));
                lines.push((format!("{:INDENT$}{said}", ""), Tone::Plain));
            }
        }
        (lines, at)
    }
}
