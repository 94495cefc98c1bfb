//! One frame: header, panes, layers, bottom line, as a function of the machine's state.
//! Must not change anything.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use chrono::{Datelike, Timelike};

use super::action::Action;
use super::desk::Desk;
use super::keymap::{self, Scope};
use super::machine::{App, Focus};
use super::pane::Tone;
use super::panes::ListPane;
use crate::kit::clean::clean;
use crate::kit::frame::{Edge, boxed, divider, side_lines, top_edge};
use crate::kit::key::Key;
use crate::kit::layout::{
    inset, put_cut, put_right, put_spans, take_bottom, take_left, take_right, take_top,
};
use crate::kit::theme::Borders;
use crate::kit::width::{cut_with, width};
use crate::text::say;

/// What can be drawn.
pub trait View {
    /// Draws into an area; where the terminal's cursor belongs, if it does.
    fn view(&self, desk: &Desk, buf: &mut Buffer, area: Rect) -> Option<Position>;
}

/// A list of the stack, as it is drawn.
pub trait ListView {
    /// Draws what is inside the edges, in however few rows; where the cursor belongs, if it does.
    fn draw(&self, desk: &Desk, buf: &mut Buffer, area: Rect, focused: bool) -> Option<Position>;
}

/// How something that is meant so looks.
pub fn style(desk: &Desk, tone: Tone) -> Style {
    let theme = &desk.theme;
    match tone {
        Tone::Plain => theme.text(),
        Tone::Dim => theme.dim(),
        Tone::Strong => theme.title(),
        Tone::Warning => theme.warning(),
        Tone::Error => theme.error(),
        Tone::Good => theme.success(),
        Tone::Key => theme.key_hint(),
    }
}

/// Rows that the find pane needs over the card of the one match, on a narrow desk.
const LINE_AND_ROW: u16 = 4;

/// Columns of the name of a file that is imported.
const IMPORTED: usize = 16;

/// Columns of a unit's name beside which its end may be cut: fewer say nothing.
const UNIT: usize = 6;

impl App {
    /// Draws a frame into a buffer of any size; where the terminal's cursor belongs.
    pub fn view(&self, buf: &mut Buffer) -> Option<Position> {
        let area = buf.area;
        let (header, rest) = take_top(area, 1);
        let (bottom, middle) = take_bottom(rest, 1);
        self.header(buf, header);
        let mut cursor = self.panes(buf, middle);
        let top = self.layers.len().saturating_sub(1);
        for (place, layer) in self.layers.iter().enumerate() {
            if place == top || !layer.waits_unseen() {
                cursor = layer.view(&self.desk, buf, middle);
            }
        }
        self.bottom(buf, bottom);
        cursor
    }

    fn panes(&self, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (find, card, desk) = (&self.find, &self.card, &self.desk);
        if area.width >= super::desk::WIDE {
            let (left, right) = take_left(area, desk.list_width());
            card.draw(desk, buf, right, self.focus == Focus::Card);
            let cursor = self.stacked(buf, left);
            return cursor.filter(|_| self.focus == Focus::Line);
        }
        if self.focus == Focus::Card {
            card.draw(desk, buf, area, true);
            return None;
        }
        let one = self.focus == Focus::Line
            && find.found().count == 1
            && !find.line().trim().is_empty()
            && card.customer().is_some_and(|id| find.has(id));
        if one && area.height > LINE_AND_ROW + 4 {
            let (upper, lower) = take_top(area, LINE_AND_ROW);
            card.draw(desk, buf, lower, false);
            return self.boxed_list(buf, upper, true);
        }
        self.boxed_list(buf, area, true)
            .filter(|_| self.focus == Focus::Line)
    }

    /// The list that is worked in, alone in its box.
    fn boxed_list(&self, buf: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let list = self.list();
        let inner = self.edge(list, focused, |edge| {
            boxed(buf, area, &self.desk.theme, edge)
        });
        list.draw(&self.desk, buf, inner, focused)
    }

    /// All lists in one box: the one that is worked in tall, of the others a few rows.
    fn stacked(&self, buf: &mut Buffer, area: Rect) -> Option<Position> {
        let (desk, theme) = (&self.desk, &self.desk.theme);
        let here = self.stack.at();
        let has_keys = self.focus != Focus::Card;
        let (tall, Some(few)) = desk.list_heights() else {
            return self.boxed_list(buf, area, has_keys);
        };
        boxed(buf, area, theme, Edge::default());
        let (mut rest, mut cursor) = (area, None);
        for place in 0..self.stack.count() {
            let (list, focused) = (self.list_at(place), place == here && has_keys);
            let (top, below) = take_top(rest, 1);
            self.edge(list, focused, |edge| match place {
                0 => top_edge(buf, top, theme, edge),
                _ => divider(buf, top, theme, edge),
            });
            let (inside, after) = take_top(below, if place == here { tall } else { few });
            side_lines(buf, inside, theme, focused);
            let drawn = list.draw(desk, buf, inset(inside, 1, 0), focused);
            cursor = drawn.filter(|_| focused).or(cursor);
            rest = after;
        }
        cursor
    }

    fn edge<T>(&self, list: &dyn ListPane, focused: bool, draw: impl FnOnce(Edge<'_>) -> T) -> T {
        let desk = &self.desk;
        let key = keymap::key_for(Scope::Rows, list.go(), desk.text()).unwrap_or_default();
        let (title, note) = (format!("{key} {}", list.title(desk)), list.note(desk));
        draw(Edge {
            title: &title,
            note: &note,
            focused,
        })
    }

    fn header(&self, buf: &mut Buffer, area: Rect) {
        let (theme, glyphs) = (&self.desk.theme, self.desk.theme.glyphs());
        let ellipsis = glyphs.ellipsis;
        if let Some(words) = self.banner() {
            let key = keymap::key_for(self.scope(), Action::TakeCall, self.desk.text());
            let hint = format!(
                " {}: {} ",
                key.unwrap_or_default(),
                Action::TakeCall.label(self.desk.text())
            );
            let line = format!(" {} {words} ", glyphs.phone);
            buf.set_style(area, theme.banner());
            let left = put_right(buf, area, &hint, theme.banner(), ellipsis);
            put_cut(buf, left, &line, theme.banner(), ellipsis);
            return;
        }
        let right = self.clock();
        let left = put_right(buf, area, &format!("{right} "), theme.header(), ellipsis);
        let left = match self.next_callback() {
            Some(words) => put_right(buf, left, &format!("{words}   "), theme.warning(), ellipsis),
            None => left,
        };
        let left = match self.desk.unread {
            0 => left,
            count => {
                let words = (self.desk.text().give.news.count)(count);
                put_right(buf, left, &format!("{words}   "), theme.warning(), ellipsis)
            }
        };
        let left = match &self.desk.import {
            Some(import) => {
                let file = clean(&import.file);
                let file = cut_with(&file, IMPORTED, ellipsis);
                let words = (self.desk.text().desk.importing)(&file, import);
                put_right(buf, left, &format!("{words}   "), theme.header(), ellipsis)
            }
            None => left,
        };
        // Whoever is named does not run into what stands right of them.
        let left = take_right(left, 2).1;
        let who = self.who(usize::from(left.width));
        put_cut(buf, left, &who, theme.header(), ellipsis);
    }

    /// The program and who uses it, with their unit if so many columns have room for some of it;
    /// where they have not even room for the name, that alone.
    fn who(&self, columns: usize) -> String {
        let program = " huoke".to_owned();
        let Some(me) = self.desk.me() else {
            return program;
        };
        let name = clean(&me.name);
        let who = format!("{program}  {name}");
        if width(&who) > columns {
            return format!(" {name}");
        }
        let dot = self.desk.theme.glyphs().dot;
        let unit = me.unit.as_deref().map(clean);
        let fits = |unit: &str| width(&who) + 3 + width(unit).min(UNIT) <= columns;
        match unit.filter(|unit| fits(unit)) {
            Some(unit) => format!("{who} {dot} {unit}"),
            None => who,
        }
    }

    /// Extension, weekday, date and time.
    fn clock(&self) -> String {
        let (words, glyphs) = (&self.desk.text().desk, self.desk.theme.glyphs());
        let local = self.desk.now.local(self.desk.now.at);
        let weekday = usize::try_from(local.weekday().num_days_from_monday()).unwrap_or(0);
        let weekday = words.weekdays.get(weekday).copied().unwrap_or_default();
        let ext = self.desk.me().and_then(|me| me.ext.as_deref());
        let ext = ext
            .map(|ext| format!("{} {}   ", glyphs.phone, clean(ext)))
            .unwrap_or_default();
        let (month, day) = (local.month(), local.day());
        format!(
            "{ext}{weekday} {month:02}-{day:02} {:02}:{:02}",
            local.hour(),
            local.minute()
        )
    }

    fn next_callback(&self) -> Option<String> {
        let next = self.desk.callbacks.first()?;
        let when = say::moment(&self.desk.now, next.at);
        let late = if next.at < self.desk.now.at { "!" } else { "" };
        Some(format!(
            "{} {when}{late} {}",
            self.desk.theme.glyphs().clock,
            clean(&next.name)
        ))
    }

    /// A sentence if there is one, else the keys that work now.
    fn bottom(&self, buf: &mut Buffer, area: Rect) {
        let (desk, ellipsis) = (&self.desk, self.desk.theme.glyphs().ellipsis);
        if let Some(notice) = &self.notice {
            let (_, line) = take_left(area, 1);
            let look = style(desk, notice.tone);
            // The key that takes it back stays: what was done is cut before it.
            let (done, back) = match notice.words.rsplit_once("  (") {
                Some((done, back)) => (done, format!("  ({back}")),
                None => (&*notice.words, String::new()),
            };
            let (done, back) = (clean(done), clean(&back));
            let room = usize::from(line.width).saturating_sub(width(&back));
            let said = format!("{}{back}", cut_with(&done, room, ellipsis));
            put_cut(buf, line, &said, look, ellipsis);
            return;
        }
        let mut rest = area;
        for action in [Action::Palette, Action::Help] {
            if let Some(hint) = self.hint(action) {
                let (key, label) = hint;
                let columns = width(&key) + width(label) + 3;
                let columns = u16::try_from(columns).unwrap_or(u16::MAX);
                if rest.width < columns * 2 {
                    continue;
                }
                let (right, left) = take_right(rest, columns);
                self.put_hint(buf, right, (&key, label));
                rest = left;
            }
        }
        let marked = self.list().marked();
        if marked > 0 && self.layers.is_empty() && self.focus == Focus::Rows {
            let words = format!(" {} ", (desk.text().desk.marked)(marked));
            let used = put_spans(buf, rest, &[(words.as_str(), desk.theme.marked())]);
            rest = take_left(rest, used).1;
        }
        for row in self.hints() {
            let (key, label) = (self.key_sign(row.keys), row.action.label(desk.text()));
            let columns = u16::try_from(width(&key) + width(label) + 3).unwrap_or(u16::MAX);
            if columns > rest.width {
                break;
            }
            let used = self.put_hint(buf, rest, (&key, label));
            rest = take_left(rest, used).1;
        }
    }

    fn hint(&self, action: Action) -> Option<(String, &'static str)> {
        let text = self.desk.text();
        let typing = self.typing();
        let row = keymap::holding(self.scope()).into_iter().find(|row| {
            row.action == action && !(typing && matches!(row.keys, keymap::Keys::One(Key::Char(_))))
        })?;
        Some((row.keys.label(text), action.label(text)))
    }

    /// A key as the bottom line writes it: arrows as arrows, where the terminal has them.
    fn key_sign(&self, keys: keymap::Keys) -> String {
        let glyphs = self.desk.theme.glyphs();
        match keys {
            _ if self.desk.theme.borders == Borders::Ascii => keys.label(self.desk.text()),
            keymap::Keys::One(Key::Up) => glyphs.more_above.to_owned(),
            keymap::Keys::One(Key::Down) => glyphs.more_below.to_owned(),
            _ => keys.label(self.desk.text()),
        }
    }

    /// The rows of the table that the bottom line shows now: those that work.
    fn hints(&self) -> Vec<keymap::Binding> {
        let for_many = |row: &keymap::Binding| {
            row.action == Action::Transfer && self.focus == Focus::Rows && self.list().marked() > 0
        };
        let own = |row: &keymap::Binding| {
            (row.hint || for_many(row))
                && !matches!(row.action, Action::Help | Action::Palette)
                && (row.scope != Scope::Desk || self.layers.is_empty())
        };
        let rows = keymap::holding(self.scope()).into_iter().filter(own);
        // Whether anything is due of whom no card is here is not known: that is no hint.
        let unsure = |action| {
            let settles = matches!(action, Action::Settle | Action::Snooze | Action::Dismiss);
            settles && self.owed().is_empty()
        };
        let mut rows: Vec<_> = rows
            .filter(|row| self.refusal(row.action).is_none() && !unsure(row.action))
            .collect();
        // What can be done with the row and with the customer comes first, moving about after it.
        rows.sort_by_key(|row| match row.scope {
            Scope::Sales | Scope::Tasks => 0,
            Scope::Customer => 1,
            _ => 2,
        });
        rows
    }

    fn put_hint(&self, buf: &mut Buffer, area: Rect, (key, label): (&str, &str)) -> u16 {
        let theme = &self.desk.theme;
        let spans = [
            (" ", theme.text()),
            (key, theme.key_hint()),
            (" ", theme.text()),
            (label, theme.dim()),
            (" ", theme.text()),
        ];
        put_spans(buf, area, &spans)
    }
}
