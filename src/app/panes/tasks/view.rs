//! Drawing the tasks pane. Must not change it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Tasks;
use crate::app::desk::Desk;
use crate::app::view::ListView;
use crate::domain::task::{KINDS, Of, Priority, Queued, State, Which};
use crate::kit::clean::clean;
use crate::kit::layout::{inset, put, take_top};
use crate::kit::table::{self, Cell, Column, Row};
use crate::kit::width::wrap;
use crate::text::{Lang, queue, say};

/// Sign of priority, title, customer, when, kind, whose. What is left over is the title's.
fn columns(lang: Lang, name: u16, who: Option<u16>) -> Vec<Column> {
    // The longest: `明天 15:00` and `生日问候`, `12-03 15:00` and `Follow-up`.
    let (when, kind) = match lang {
        Lang::Zh => (11, 8),
        Lang::En => (11, 9),
    };
    let mut columns = vec![
        Column::left(1, 1, 0),
        Column::left(14, 200, 0),
        Column::left(name, name, 1),
        Column::left(when, when, 2),
        Column::left(kind, kind, 4),
    ];
    columns.extend(who.map(|who| Column::left(who, who, 3)));
    columns
}

/// Columns from which on a list has room for longer names.
const ROOMY: u16 = 66;

impl ListView for Tasks {
    fn draw(&self, desk: &Desk, buf: &mut Buffer, area: Rect, focused: bool) -> Option<Position> {
        let theme = &desk.theme;
        let plain = match &self.failed {
            Some(failed) => Some((failed.as_str(), theme.error())),
            None if self.list.is_empty() && !self.fresh => {
                let words = &desk.text().queue;
                let said = match self.which == Which::open(Of::Mine) {
                    true => words.empty,
                    false => words.empty_list,
                };
                Some((said, theme.dim()))
            }
            None => None,
        };
        if let Some((said, look)) = plain {
            let mut rest = area;
            for line in wrap(&clean(said), usize::from(rest.width.saturating_sub(2))) {
                let (row, below) = take_top(rest, 1);
                put(buf, inset(row, 1, 0), &line, look);
                rest = below;
            }
            return None;
        }
        let mut rows = Vec::new();
        for place in self.list.window(usize::from(area.height)) {
            let id = self.list.ids().get(place).copied();
            let Some(shown) = id.and_then(|id| self.row(id)) else {
                continue;
            };
            rows.push(Row {
                selected: place == self.list.index(),
                marked: self.list.is_marked(place),
                ..self.task(desk, shown)
            });
        }
        let name = if area.width < ROOMY { 8 } else { 14 };
        let who = (self.which.of != Of::Mine).then_some(8);
        table::draw(
            buf,
            area,
            theme,
            &columns(desk.lang, name, who),
            &rows,
            focused,
        );
        None
    }
}

impl Tasks {
    /// A task in columns.
    fn task<'a>(&self, desk: &Desk, row: &Queued) -> Row<'a> {
        let (theme, task) = (&desk.theme, &row.task);
        let sign = match task.priority {
            Priority::High => "!",
            Priority::Normal => "",
            Priority::Low => theme.glyphs().more_below,
        };
        let title = match &row.held_by {
            Some(name) => format!("{}  {}", (desk.text().queue.held)(name), desk.title(task)),
            None => desk.title(task).into_owned(),
        };
        let late = task.state == State::Open && task.is_late(desk.now.at);
        let name = task.customer.as_ref().map(|whom| whom.name.as_str());
        let whose = task.assignee.as_ref().map(|person| person.name.as_str());
        let whose = whose.or(task.unit.as_deref()).unwrap_or_default();
        let look = if row.held_by.is_some() {
            theme.dim()
        } else {
            Style::new()
        };
        let due = match (&task.ended, task.state) {
            (Some(ended), State::Cancelled) => {
                let cross = theme.glyphs().cross;
                format!("{cross} {}", say::instant(&desk.now, ended.at))
            }
            (Some(ended), _) => {
                let check = theme.glyphs().check;
                format!("{check} {}", say::instant(&desk.now, ended.at))
            }
            (None, _) => queue::due(desk.lang, &desk.now, task),
        };
        let when = if late { theme.error() } else { Style::new() };
        Row {
            cells: vec![
                Cell::styled(sign, theme.warning()),
                Cell::styled(clean(&title).into_owned(), look),
                Cell::from(clean(name.unwrap_or_default()).into_owned()),
                Cell::styled(due, when),
                Cell::styled(desk.label(KINDS, &task.kind), theme.dim()),
                Cell::styled(clean(whose).into_owned(), theme.dim()),
            ],
            ..Row::default()
        }
    }
}
