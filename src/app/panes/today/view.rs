//! Drawing the Today pane. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Today;
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap;
use crate::app::panes::find::view::short;
use crate::app::view::ListView;
use crate::domain::staff::{Operation, Scope};
use crate::domain::today::{Due, Guard, Kind, ListOf, TodayRow, Why};
use crate::kit::clean::clean;
use crate::kit::layout::{inset, put, put_cut, put_spans, take_bottom, take_left, take_top};
use crate::kit::table::{self, Cell, Column, Row};
use crate::kit::width::wrap;
use crate::text::{Lang, lists, reason};

/// Name, reasons, since the last contact, contacts in 30 days, grade and warning. What is left
/// over is the reasons'.
const fn columns(name: u16, since: u16) -> [Column; 5] {
    [
        Column::left(name, name, 1),
        Column::left(16, 200, 0),
        Column::right(since, since, 2),
        Column::right(3, 3, 4),
        Column::left(2, 2, 3),
    ]
}

/// Columns from which on a list has room for longer names.
const ROOMY: u16 = 66;

/// Rows from which on the last one says how far the day is.
const TALL: u16 = 6;

/// Columns of the progress bar.
const BAR: usize = 20;

/// Where those look whose day is somebody else's; of others nothing.
fn others(desk: &Desk) -> String {
    let text = desk.text();
    let beyond = |scope| scope != Scope::Own;
    let key = |action| keymap::key_for(keymap::Scope::Rows, action, text);
    match (key(Action::Overview), key(Action::Lists)) {
        (Some(day), Some(lists)) if desk.may(Operation::Oversee).is_some_and(beyond) => {
            (text.today.empty_others)(&day, &lists)
        }
        _ => String::new(),
    }
}

impl ListView for Today {
    fn draw(&self, desk: &Desk, buf: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let theme = &desk.theme;
        let plain = match &self.failed {
            Some(failed) => Some((vec![failed.clone()], theme.error())),
            None if self.list.is_empty() && !self.fresh => {
                let words = &desk.text().today;
                let said = match self.of {
                    ListOf::Ranked => vec![words.empty.to_owned(), others(desk)],
                    ListOf::Timed(..) => vec![words.empty_list.to_owned()],
                };
                Some((said, theme.dim()))
            }
            None => None,
        };
        let mut rest = area;
        if area.height >= TALL && !self.fresh {
            let (line, above) = take_bottom(area, 1);
            self.progress(desk, buf, line);
            rest = above;
        }
        if let Some((said, look)) = plain {
            let columns = usize::from(rest.width.saturating_sub(2));
            let lines = said.iter().filter(|said| !said.is_empty());
            for line in lines.flat_map(|said| wrap(&clean(said), columns)) {
                let (row, below) = take_top(rest, 1);
                put(buf, inset(row, 1, 0), &line, look);
                rest = below;
            }
            return None;
        }
        let mut rows = Vec::new();
        for place in self.list.window(usize::from(rest.height)) {
            let id = self.list.ids().get(place).copied();
            let Some(shown) = id.and_then(|id| self.row(id)) else {
                continue;
            };
            rows.push(Row {
                selected: place == self.list.index(),
                marked: self.list.is_marked(place),
                ..customer(desk, shown)
            });
        }
        let name = if rest.width < ROOMY { 8 } else { 14 };
        // `155天`, `155d`.
        let since = match desk.lang {
            Lang::Zh => 5,
            Lang::En => 4,
        };
        let columns = columns(name, since);
        table::draw(buf, rest, theme, &columns, &rows, focused);
        None
    }
}

impl Today {
    /// Whether nobody is called at this hour.
    fn after_hours(&self) -> bool {
        let outside = |row: &TodayRow| row.guard.contains(&Guard::OutsideLawful);
        self.shown.rows.iter().any(outside)
    }

    /// How much of the day is done: in words, and as a bar where there is room.
    fn progress(&self, desk: &Desk, buf: &mut Buffer, line: Rect) {
        let (theme, glyphs) = (&desk.theme, desk.theme.glyphs());
        let (done, left) = (self.shown.done, self.shown.total);
        let words = &desk.text().today;
        let words = match self.of {
            ListOf::Ranked => {
                let told = [done, self.shown.put_off, self.shown.tried, left];
                (words.progress)(told, self.shown.more)
            }
            ListOf::Timed(..) => (words.listed)(left, self.shown.more),
        };
        let line = inset(line, 1, 0);
        let mut used = put_cut(buf, line, &words, theme.dim(), glyphs.ellipsis);
        if self.after_hours() {
            let said = format!("  {}", reason::guard(desk.lang, Guard::OutsideLawful));
            let right = take_left(line, used).1;
            used += put_cut(buf, right, &said, theme.warning(), glyphs.ellipsis);
        }
        let rest = take_left(line, used.saturating_add(2)).1;
        let ranked = self.of == ListOf::Ranked;
        if !ranked || usize::from(rest.width) < BAR || done + left == 0 {
            return;
        }
        let full = BAR * done / (done + left);
        let bar = [
            (glyphs.full.repeat(full), theme.accent()),
            (glyphs.empty.repeat(BAR - full), theme.dim()),
        ];
        put_spans(buf, rest, &bar);
    }
}

/// A customer in columns.
fn customer<'a>(desk: &Desk, row: &TodayRow) -> Row<'a> {
    let (words, theme) = (&desk.text().today, &desk.theme);
    let name = match (row.customer, &row.number) {
        (None, Some(digits)) if row.name.is_empty() => desk.mask(digits),
        (None, None) if row.name.is_empty() => words.unknown.to_owned(),
        _ => clean(&row.name).into_owned(),
    };
    let mut why: Vec<String> = Vec::new();
    why.extend(
        row.held_by
            .as_ref()
            .map(|name| (desk.text().queue.held)(&clean(name))),
    );
    // Outside of the house's hours everybody is: that is said once, not in every row.
    let mut own = row.guard.iter().filter(|one| **one != Guard::OutsideLawful);
    let own = own.next();
    if let Some(first) = own {
        why.push(reason::guard_short(desk.lang, *first));
    } else if row.tried {
        why.push(words.tried.to_owned());
    }
    let rules = desk.house.as_ref().map_or(&[][..], |house| &house.reasons);
    let taken = row.taken.iter();
    why.extend(taken.map(|taken| clean(&reason::taken(desk.lang, rules, taken)).into_owned()));
    for of in row.why() {
        let said = match of {
            Why::Held(held) => desk.telling_usual(|with| lists::held(desk.lang, with, held)),
            Why::Due(due) => desk.telling(due, |with| reason::short(desk.lang, with, due)),
        };
        let said = clean(&said).into_owned();
        // Two things may be worded alike.
        if !why.contains(&said) {
            why.push(said);
        }
    }
    let why = why.join(&format!(" {} ", theme.glyphs().dot));
    let since = row.last_contact_at.map(|at| desk.ago(at));
    let contacts = row.customer.map(|_| (words.contacts)(row.contacts_30d));
    let grade = row
        .grade
        .as_deref()
        .map(|code| short(&desk.label("grade", code)));
    let sinks = own.is_some();
    let warning = if sinks { "!" } else { "" };
    let leads =
        |due: &Due| due.kind == Kind::NextContact && due.at.is_some_and(|at| at <= desk.now.at);
    let look = match sinks || row.held_by.is_some() {
        true => theme.dim(),
        false if row.reasons.iter().any(leads) => theme.warning(),
        false => Style::new(),
    };
    Row {
        cells: vec![
            Cell::from(name),
            Cell::styled(why, look),
            Cell::styled(since.unwrap_or_default(), theme.dim()),
            Cell::styled(contacts.unwrap_or_default(), theme.dim()),
            Cell::styled(
                format!("{}{warning}", grade.unwrap_or_default()),
                if sinks { theme.error() } else { theme.dim() },
            ),
        ],
        ..Row::default()
    }
}
