//! What lines a form is drawn as: fields, rows of cells with their heading, lists, notes and
//! errors, and which of them is the first in view.
//!
//! It must not draw, nor change the form.

use super::columns::Columns;
use super::field::{Field, SHOWN};
use super::{Form, Kind, Told};
use crate::kit::width::{pad, width, wrap};
use std::ops::Range;

/// Below this many columns a row's cells stand below each other, as fields do.
const TABLE_FITS: u16 = 44;
/// Lines kept in view below the field in focus, where a section is longer than the screen.
const BELOW: usize = 3;
/// Columns of the sign before the field in focus.
pub(super) const SIGN: u16 = 2;
/// Columns of the sign before a sentence.
pub(super) const MARK: u16 = 2;
/// Lines of a sentence at most.
const SENTENCE: usize = 3;

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
    /// What was understood of the field in focus: whether it begins here, and how far it goes.
    Note(usize, bool, String),
    /// The error of a field, in the same way.
    Error(usize, bool, String),
}

/// How a form is laid out at a width.
pub(super) struct Plan {
    pub(super) lines: Vec<Line>,
    /// Columns before fields: the sign of focus, the widest label, a gap.
    pub(super) indent: u16,
    /// Whether rows are drawn as rows.
    pub(super) as_table: bool,
    columns: Columns,
}

impl Plan {
    pub(super) fn new<F: Copy + Eq>(form: &Form<F>, room: u16, told: &Told<'_, '_, F>) -> Plan {
        let as_table = room >= TABLE_FITS;
        let mut plan = Plan {
            lines: Vec::new(),
            indent: indent(form, room, told, as_table),
            as_table,
            columns: Columns::new(form, room),
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
                plan.under(form, told, (index, field), room);
            }
            at = line.end;
        }
        plan
    }

    /// Where a cell stands in its row: columns before it, and its width.
    pub(super) fn span<F: Copy + Eq>(
        &self,
        form: &Form<F>,
        row: &Range<usize>,
        index: usize,
    ) -> (u16, u16) {
        let table = form.fields.get(index).and_then(Field::row);
        let place = index.saturating_sub(row.start);
        self.columns
            .at(table.map_or(0, |(table, _)| table), row.len(), place)
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
    fn under<F: Copy + Eq>(
        &mut self,
        form: &Form<F>,
        told: &Told<'_, '_, F>,
        (index, field): (usize, &Field<F>),
        room: u16,
    ) {
        let lines = &mut self.lines;
        let sentence = |said: &str| {
            let pieces = wrap(said, usize::from(room.saturating_sub(SIGN + MARK)));
            // As wide as each other, they begin below each other.
            let widest = pieces.iter().map(|piece| width(piece)).max().unwrap_or(0);
            let pieces = pieces.into_iter().take(SENTENCE);
            pieces.map(move |piece| pad(&piece, widest)).enumerate()
        };
        if field.error.is_some() {
            let said = error_of(form, told, (index, self.as_table));
            lines.extend(sentence(&said).map(|(at, said)| Line::Error(index, at == 0, said)));
        }
        if index != form.focus {
            return;
        }
        if let (Some(note), None) = (&field.note, &field.error) {
            lines.extend(sentence(note).map(|(at, said)| Line::Note(index, at == 0, said)));
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
            Line::Note(i, ..) | Line::Error(i, ..) => *i == focus,
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

/// What is said of a field that is in a row: which one it is.
fn error_of<F: Copy + Eq>(
    form: &Form<F>,
    told: &Told<'_, '_, F>,
    (index, as_table): (usize, bool),
) -> String {
    let Some(field) = form.fields.get(index) else {
        return String::new();
    };
    let error = field.error.as_deref().unwrap_or_default();
    match as_table && form.line_of(index).len() > 1 {
        true => format!("{}: {error}", (told.words)(field.id).label),
        false => error.to_owned(),
    }
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
