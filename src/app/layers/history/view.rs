//! Drawing a history: entries with their changes under them. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{History, headline};
use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::app::view::{View, style};
use crate::domain::ids::StaffId;
use crate::domain::journal::Change;
use crate::kit::dialog;
use crate::kit::layout::{put_cut, take_top};
use crate::text::{names, say};

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
        let (lines, at) = self.lines(desk);
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
    fn lines(&self, desk: &Desk) -> (Vec<(String, Tone)>, usize) {
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
            for change in &entry.changes {
                lines.push((format!("    {}", said(desk, change)), Tone::Plain));
            }
        }
        (lines, at)
    }
}

fn said(desk: &Desk, change: &Change) -> String {
    let forms = &desk.text().forms;
    let table = names::table(desk.lang, &change.table);
    let number = change.table == "customer_phone"
        && matches!(change.field.as_deref(), Some("typed" | "digits"));
    let column = change.field.as_deref().unwrap_or_default();
    let stored = say::Stored {
        lang: desk.lang,
        now: &desk.now,
        choices: desk.choices(),
        person: &|row| desk.colleague(StaffId(row)).map(str::to_owned),
    };
    let value = |value: &Option<String>| match value.as_deref() {
        None | Some("") => forms.empty_value.to_owned(),
        Some(text) if number => masked(text),
        Some(text) => stored.said(column, text).into_owned(),
    };
    let several = change.last_key.map(|last| (last - change.key + 1).max(1));
    match (&change.field, change.operation.as_str()) {
        (Some(field), _) => {
            let field = names::column(desk.lang, field);
            let arrow = desk.theme.glyphs().arrow;
            format!(
                "{table} {field}: {} {arrow} {}",
                value(&change.before),
                value(&change.after)
            )
        }
        (None, "insert") => match several {
            Some(rows) => format!("{table}: {} {rows}", forms.inserted),
            None => format!("{table}: {}", forms.inserted),
        },
        (None, _) => format!("{table}: {}", forms.deleted),
    }
}

/// A number in a history is masked like everywhere in lists.
fn masked(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let last = digits.len().saturating_sub(4).max(digits.len() / 2);
    format!("****{}", digits.iter().skip(last).collect::<String>())
}
