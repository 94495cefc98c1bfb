//! Drawing the caller line and its rows. Must not change them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Find, Offer, RowId};
use crate::app::desk::Desk;
use crate::app::view::ListView;
use crate::domain::customer::{Found, FoundRow, Sight};
use crate::domain::ids::{CallId, CustomerId};
use crate::domain::interaction::Call;
use crate::kit::clean::clean;
use crate::kit::input::{Look, draw};
use crate::kit::layout::{put, put_cut, take_left, take_top};
use crate::kit::list::List;
use crate::kit::table::{self, Cell, Column, Row};
use crate::kit::width::{width, wrap};

/// Name, number, tier and grade, owner, since the last contact, a warning. All of them fit in
/// the list of a desk of 120 columns, with and without marks.
const COLUMNS: [Column; 6] = [
    Column::left(7, 22, 0),
    Column::left(13, 18, 0),
    Column::left(9, 12, 3),
    Column::left(6, 10, 2),
    Column::right(5, 6, 1),
    Column::left(1, 1, 0),
];

/// What became of a call, its number, the name that the exchange gave it, since when: where the
/// column of the customers' names is too narrow to tell the first.
const CALLS: [Column; 5] = [
    Column::left(12, 12, 0),
    Column::left(13, 18, 0),
    Column::left(6, 22, 2),
    Column::right(5, 6, 1),
    Column::left(1, 1, 0),
];

impl ListView for Find {
    fn draw(&self, desk: &Desk, buf: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let (words, theme) = (&desk.text().desk, &desk.theme);
        let (line, rows) = take_top(area, 1);
        let sign = format!(" {} ", theme.glyphs().phone);
        let used = put(buf, line, &sign, theme.accent());
        let field = take_left(line, used).1;
        let look = Look {
            placeholder: words.line_placeholder,
            style: theme.text(),
            focused: focused && self.in_line,
            ..Look::default()
        };
        let cursor = draw(buf, field, &self.line, theme, look);
        self.draw_rows(desk, buf, rows, focused && !self.in_line);
        cursor
    }
}

impl Find {
    /// What stands at the right of the upper edge.
    pub(super) fn said_of_rows(&self, desk: &Desk) -> String {
        let words = &desk.text().desk;
        if self.line.text().trim().is_empty() {
            return words.recent.to_owned();
        }
        if self.asking && self.fresh {
            return words.asking.to_owned();
        }
        match self.found.count {
            Found::CAP.. => (words.found_many)(Found::CAP),
            n if self.is_shared_number() => (words.shared)(n),
            n => (words.found)(n),
        }
    }

    fn draw_rows(&self, desk: &Desk, buf: &mut Buffer, area: Rect, focused: bool) {
        let (words, theme) = (&desk.text().desk, &desk.theme);
        let mut rest = area;
        if let Some(failed) = &self.failed {
            for line in wrap(&clean(failed), usize::from(area.width)) {
                let (row, below) = take_top(rest, 1);
                put(buf, row, &line, theme.error());
                rest = below;
            }
            return;
        }
        let stale = self.asking && self.fresh;
        let style = if stale { theme.dim() } else { Style::new() };
        if self.list.is_empty() {
            let empty = if stale { "" } else { words.nothing_recent };
            for line in wrap(empty, usize::from(area.width.saturating_sub(1))) {
                let (row, below) = take_top(rest, 1);
                put(buf, take_left(row, 1).1, &line, theme.dim());
                rest = below;
            }
            return;
        }
        let offers = self
            .list
            .ids()
            .iter()
            .any(|id| matches!(id, RowId::Offer(_)));
        if offers && !stale {
            let (row, below) = take_top(rest, 1);
            put_cut(
                buf,
                take_left(row, 1).1,
                words.nothing_found,
                theme.dim(),
                "",
            );
            rest = below;
        }
        let (mut calls, mut rows) = (Vec::new(), Vec::new());
        for place in self.list.window(usize::from(rest.height)) {
            let Some(&id) = self.list.ids().get(place) else {
                continue;
            };
            let mut row = match id {
                RowId::Customer(id) => self.row(id).map(|row| customer(desk, row)),
                RowId::Call(id) => call(desk, id),
                RowId::Offer(offer) => Some(self.offer(desk, offer)),
            }
            .unwrap_or_default();
            row.style = style;
            row.selected = place == self.list.index() && (focused || !offers);
            row.marked = self.list.is_marked(place);
            match id {
                RowId::Call(_) => calls.push(row),
                _ => rows.push(row),
            }
        }
        let rest = draw_calls(desk, buf, rest, calls, focused);
        let columns = if offers {
            &[Column::left(10, 200, 0)][..]
        } else {
            &COLUMNS[..]
        };
        table::draw(buf, rest, theme, columns, &rows, focused);
    }

    fn offer<'a>(&self, desk: &Desk, offer: Offer) -> Row<'a> {
        let words = &desk.text().desk;
        let typed = self.line.text().trim();
        let label = match offer {
            Offer::New => (words.offer_new)(typed),
            Offer::Attach => (words.offer_attach)(typed),
            Offer::Wrong => words.offer_wrong.to_owned(),
        };
        Row {
            cells: vec![Cell::from(label)],
            ..Row::default()
        }
    }
}

/// Draws calls above the customers; what is left of the area.
fn draw_calls(
    desk: &Desk,
    buf: &mut Buffer,
    area: Rect,
    mut calls: Vec<Row<'_>>,
    focused: bool,
) -> Rect {
    let taken = u16::try_from(calls.len()).unwrap_or(u16::MAX);
    let (above, rest) = take_top(area, taken);
    let names = table::widths(&COLUMNS, above.width.saturating_sub(1));
    let columns = if names.first().copied().flatten() >= Some(CALLS[0].min) {
        // With neither tier nor grade the other columns stand under one another.
        calls
            .iter_mut()
            .for_each(|row| row.cells.insert(2, Cell::default()));
        &COLUMNS[..]
    } else {
        &CALLS[..]
    };
    table::draw(buf, above, &desk.theme, columns, &calls, focused);
    rest
}

/// Draws found customers alone, for choosers.
pub(in crate::app) fn customer_rows(
    desk: &Desk,
    buf: &mut Buffer,
    area: Rect,
    found: &Found,
    list: &List<CustomerId>,
    focused: bool,
) {
    let mut rows = Vec::new();
    for place in list.window(usize::from(area.height)) {
        if let Some(row) = found.rows.get(place) {
            let selected = place == list.index();
            rows.push(Row {
                selected,
                ..customer(desk, row)
            });
        }
    }
    table::draw(buf, area, &desk.theme, &COLUMNS, &rows, focused);
}

/// A found customer in columns; numbers are masked, whoever looks.
fn customer<'a>(desk: &Desk, row: &FoundRow) -> Row<'a> {
    let (words, theme) = (&desk.text().customer, &desk.theme);
    let mut name = clean(&row.name).into_owned();
    if let Some((relation, whose)) = &row.whose {
        let relation = relation.as_deref().map(|code| {
            let label = desk.label("relation", code);
            format!("{} ", clean(&label))
        });
        let dot = theme.glyphs().dot;
        name.push_str(&format!(
            " {dot} {}{}",
            relation.unwrap_or_default(),
            clean(whose)
        ));
    }
    let number = row
        .digits
        .as_deref()
        .map(|digits| desk.mask(digits))
        .unwrap_or_default();
    let coded = [("tier", &row.tier), ("grade", &row.grade)];
    let classes: Vec<String> = coded
        .into_iter()
        .filter_map(|(list, code)| code.as_deref().map(|code| short(&desk.label(list, code))))
        .collect();
    let owner = match (row.sight, &row.owner_name) {
        (_, Some(owner)) => clean(owner).into_owned(),
        (_, None) => String::new(),
    };
    let put_through = row.sight == Sight::PutThrough;
    let ago = match row.last_contact_at {
        _ if put_through => words.put_through_short.to_owned(),
        Some(at) => desk.ago(at),
        None => String::new(),
    };
    let warning = if row.do_not_call { "!" } else { "" };
    Row {
        cells: vec![
            Cell::from(name),
            Cell::from(number),
            Cell::styled(classes.join(" "), theme.dim()),
            Cell::styled(owner, theme.dim()),
            Cell::styled(
                ago,
                if put_through {
                    theme.warning()
                } else {
                    theme.dim()
                },
            ),
            Cell::styled(warning, theme.error()),
        ],
        ..Row::default()
    }
}

/// A class in few columns: `Grade A` is `A`, `A类` is `A`, `Green card` is `Green`.
pub(in crate::app) fn short(label: &str) -> String {
    let label = clean(label);
    let last = label.split(' ').next_back().unwrap_or(&label);
    if width(last) == 1 {
        return last.to_owned();
    }
    let first = label.split(' ').next().unwrap_or(&label);
    first.strip_suffix('类').unwrap_or(first).to_owned()
}

/// A call that is to be logged.
fn call<'a>(desk: &Desk, id: CallId) -> Option<Row<'a>> {
    let words = &desk.text().desk;
    let call: &Call = desk.calls.iter().find(|call| call.id == id)?;
    let number = match (&call.digits, &call.number) {
        (Some(digits), _) => desk.mask(digits),
        (None, Some(number)) => clean(number).into_owned(),
        (None, None) => words.hidden_number.to_owned(),
    };
    let what = match call.answered_at {
        _ if call.missed => words.missed,
        None if call.ended_at.is_none() => words.still_rings,
        _ => words.unlogged,
    };
    let when = call.rang_at.map(|at| desk.ago(at)).unwrap_or_default();
    Some(Row {
        cells: vec![
            Cell::styled(
                format!("{} {what}", desk.theme.glyphs().phone),
                desk.theme.warning(),
            ),
            Cell::from(number),
            Cell::from(
                call.name
                    .as_deref()
                    .map(clean)
                    .unwrap_or_default()
                    .into_owned(),
            ),
            Cell::styled(when, desk.theme.dim()),
        ],
        ..Row::default()
    })
}
