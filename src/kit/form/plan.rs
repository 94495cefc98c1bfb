//! What lines a form is drawn as: fields, rows of cells with their heading, lists, notes and
//! errors, and which of them is the first in view.
//!
//! It must not draw, nor change the form.

use super::field::{Field, SHOWN};
use super::{Form, Kind, Told};
use crate::kit::width::width;
use std::ops::Range;

/// Below this many columns a row's cells stand below each other, as fields do.
const TABLE_FITS: u16 = 44;
/// Lines kept in view below the field in focus, where a section is longer than the screen.
const BELOW: usize = 3;
/// Columns of the sign before the field in focus.
pub(super) const SIGN: u16 = 2;

/// One line of a drawn form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// The title of a section.
    Section(usize),
    /// The names of the cells below.
    Heading(Range<usize>),
    /// The field at a place itself, behind its label.
    Field(usize),
    /// A row of cells.
    Cells(Range<usize>),
    /// A row of the list under the field in focus: a place in its list.
    Listed(usize, usize),
    /// A row of letters under the field in focus: from this suggestion on.
    Letters(usize, usize),
    /// What was understood of the field in focus.
    Note(usize),
    /// The error of a field.
    Error(usize),
}

/// How a form is laid out at a width.
pub(super) struct Plan {
    pub(super) lines: Vec<Line>,
    /// Columns before fields: the sign of focus, the widest label, a gap.
    pub(super) indent: u16,
    /// Whether rows are drawn as rows.
    pub(super) as_table: bool,
}

impl Plan {
    pub(super) fn new<F: Copy + Eq>(form: &Form<F>, room: u16, told: &Told<'_, '_, F>) -> Plan {
        let as_table = room >= TABLE_FITS;
        let mut plan = Plan {
            lines: Vec::new(),
            indent: indent(form, room, told, as_table),
            as_table,
        };
        let mut at = 0;
        let mut section = None;
        while let Some(field) = form.fields.get(at) {
            if !told.sections.is_empty() && section != Some(field.section) {
                section = Some(field.section);
                plan.lines.push(Line::Section(field.section));
            }
            let line = if as_table {
                form.line_of(at)
            } else {
                at..at + 1
            };
            if line.len() > 1 {
                plan.row(form, line.clone());
            } else {
                plan.lines.push(Line::Field(at));
            }
            let beside = form.fields.get(line.clone()).unwrap_or_default();
            for (index, field) in line.clone().zip(beside) {
                plan.under(form, index, field, room);
            }
            at = line.end;
        }
        plan
    }

    fn row<F: Copy + Eq>(&mut self, form: &Form<F>, line: Range<usize>) {
        let table = |at: usize| {
            form.fields
                .get(at)
                .and_then(Field::row)
                .map(|(table, _)| table)
        };
        let before = line.start.checked_sub(1).and_then(table);
        if before != table(line.start) {
            self.lines.push(Line::Heading(line.clone()));
        }
        self.lines.push(Line::Cells(line));
    }

    /// What stands under a field: its error, and in focus its list and what was understood.
    fn under<F: Copy + Eq>(&mut self, form: &Form<F>, index: usize, field: &Field<F>, room: u16) {
        let lines = &mut self.lines;
        if field.error.is_some() {
            lines.push(Line::Error(index));
        }
        if index != form.focus {
            return;
        }
        if field.note.is_some() && field.error.is_none() {
            lines.push(Line::Note(index));
        }
        if field.is_listing() {
            let places = field.list.window(SHOWN);
            lines.extend(places.map(|place| Line::Listed(index, place)));
        } else if field.open && field.kind == Kind::Letter {
            let step = letters_per_row(field, room.saturating_sub(self.indent));
            let starts = (0..field.suggestions.len()).step_by(step);
            lines.extend(starts.map(|from| Line::Letters(index, from)));
        }
    }

    /// The first line to draw: a section from its title on where it fits, and always the field
    /// in focus with as much of what belongs to it as there is room for.
    pub(super) fn first<F: Copy + Eq>(&self, form: &Form<F>, height: usize) -> usize {
        let (lines, focus) = (&self.lines, form.focus);
        let of_focus = |line: &Line| match line {
            Line::Field(i) | Line::Listed(i, _) | Line::Letters(i, _) => *i == focus,
            Line::Note(i) | Line::Error(i) => *i == focus,
            Line::Cells(row) => row.contains(&focus),
            Line::Section(_) | Line::Heading(_) => false,
        };
        let start = lines.iter().position(of_focus).unwrap_or(0);
        let end = lines.iter().rposition(of_focus).map_or(0, |last| last + 1);
        let title = Line::Section(form.section());
        let title = lines.iter().position(|line| *line == title).unwrap_or(0);
        let fullest = lines.len().saturating_sub(height);
        if end.saturating_sub(title) <= height {
            return title.min(fullest);
        }
        let below = (end + BELOW).min(lines.len());
        below.saturating_sub(height).min(start)
    }
}

/// Where a cell stands in its row: columns before it, and its width.
pub(super) fn span<F: Copy + Eq>(
    form: &Form<F>,
    row: &Range<usize>,
    index: usize,
    room: u16,
) -> (u16, u16) {
    let cells = form.fields.get(row.clone()).unwrap_or_default();
    let weight = |field: &Field<F>| field.cell.map_or(1, |cell| u32::from(cell.weight.max(1)));
    let total: u32 = cells.iter().map(weight).sum();
    let gaps = u16::try_from(cells.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let room = u32::from(room.saturating_sub(SIGN).saturating_sub(gaps));
    let before = index.saturating_sub(row.start);
    let until = |count: usize| {
        let weights: u32 = cells.iter().take(count).map(weight).sum();
        u16::try_from(room * weights / total.max(1)).unwrap_or(u16::MAX)
    };
    let gaps_before = u16::try_from(before).unwrap_or(u16::MAX);
    let (from, to) = (until(before), until(before + 1));
    (SIGN + from + gaps_before, to.saturating_sub(from))
}

fn indent<F: Copy + Eq>(form: &Form<F>, room: u16, told: &Told<'_, '_, F>, as_table: bool) -> u16 {
    let alone = |index: &usize| !as_table || form.line_of(*index).len() == 1;
    let fields = (0..form.fields.len()).filter(alone);
    let labels = fields.filter_map(|index| form.fields.get(index));
    let widest = labels
        .map(|field| width((told.words)(field.id).label))
        .max();
    let columns = u16::try_from(widest.unwrap_or(0) + 4).unwrap_or(u16::MAX);
    columns.min(room / 2)
}

/// Columns of the widest letter with its label and the gap after it.
pub(super) fn letter_columns<F: Copy + Eq>(field: &Field<F>) -> usize {
    let labels = field.suggestions.iter().map(|one| width(&one.label));
    labels.max().unwrap_or(0) + 4
}

pub(super) fn letters_per_row<F: Copy + Eq>(field: &Field<F>, room: u16) -> usize {
    (usize::from(room) / letter_columns(field)).max(1)
}
