//! How wide the cells of a table are: by weight, but figures are not cut while names beside them
//! have room to give. Must not draw, nor change the form.

use super::Form;
use super::field::Field;
use super::plan::SIGN;
use crate::kit::width::width;

/// Columns that a cell of words keeps when others need room.
const LEAST: u16 = 8;

/// A table, and of how many cells its rows are.
type Table = (u16, usize);
/// Where a cell begins, and its width.
type Span = (u16, u16);

/// Of each table where its cells stand.
pub(super) struct Columns {
    tables: Vec<(Table, Vec<Span>)>,
}

/// A cell of a table in all of its rows.
#[derive(Debug, Clone, Copy)]
struct Cell {
    weight: u32,
    /// Columns of its widest figure; none: words, that may be cut.
    needs: Option<u16>,
}

impl Columns {
    pub(super) fn new<F: Copy + Eq>(form: &Form<F>, room: u16) -> Columns {
        let mut tables: Vec<(Table, Vec<Cell>)> = Vec::new();
        let mut at = 0;
        while at < form.fields.len() {
            let line = form.line_of(at);
            let fields = form.fields.get(line.clone()).unwrap_or_default();
            at = line.end.max(at + 1);
            let Some((table, _)) = fields.first().and_then(Field::row) else {
                continue;
            };
            let key = (table, fields.len());
            let known = tables.iter_mut().find(|(known, _)| *known == key);
            let Some((_, cells)) = known else {
                tables.push((key, fields.iter().map(cell).collect()));
                continue;
            };
            for (known, here) in cells.iter_mut().zip(fields.iter().map(cell)) {
                known.needs = known.needs.max(here.needs);
            }
        }
        let tables = tables.into_iter();
        let tables = tables.map(|(key, cells)| (key, spread(&cells, room)));
        Columns {
            tables: tables.collect(),
        }
    }

    /// Of a cell at a place in a row of so many: columns before it, and its width.
    pub(super) fn at(&self, table: u16, cells: usize, place: usize) -> Span {
        let known = self.tables.iter().find(|(key, _)| *key == (table, cells));
        let at = known.and_then(|(_, columns)| columns.get(place));
        at.copied().unwrap_or((SIGN, 0))
    }
}

fn cell<F: Copy + Eq>(field: &Field<F>) -> Cell {
    // Where one types, the cursor stands behind the last figure.
    let behind = usize::from(!field.is_shown());
    let columns = match field.input.text() {
        "" => 0,
        text => width(text) + behind,
    };
    Cell {
        weight: field.cell.map_or(1, |cell| u32::from(cell.weight.max(1))),
        needs: field
            .whole
            .then(|| u16::try_from(columns).unwrap_or(u16::MAX)),
    }
}

fn spread(cells: &[Cell], room: u16) -> Vec<Span> {
    let gaps = u16::try_from(cells.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let room = u32::from(room.saturating_sub(SIGN).saturating_sub(gaps));
    let total: u32 = cells.iter().map(|cell| cell.weight).sum();
    let until = |count: usize| {
        let weights: u32 = cells.iter().take(count).map(|cell| cell.weight).sum();
        u16::try_from(room * weights / total.max(1)).unwrap_or(u16::MAX)
    };
    let shares = (0..cells.len()).map(|place| until(place + 1).saturating_sub(until(place)));
    let mut widths: Vec<u16> = shares.collect();
    let mut lack: u16 = 0;
    for (cell, width) in cells.iter().zip(&mut widths) {
        let more = cell.needs.unwrap_or(0).saturating_sub(*width);
        lack = lack.saturating_add(more);
        *width = width.saturating_add(more);
    }
    // Names give first, then figures that have more than they need; then there is no more room.
    for keeps in [
        |cell: &Cell| cell.needs.map_or(LEAST, |_| u16::MAX),
        |cell: &Cell| cell.needs.unwrap_or(LEAST),
        |_: &Cell| 1,
    ] {
        let mut places: Vec<usize> = (0..cells.len()).collect();
        places.sort_by_key(|place| std::cmp::Reverse(cells.get(*place).map(|cell| cell.weight)));
        for place in places {
            if let (Some(cell), Some(width)) = (cells.get(place), widths.get_mut(place)) {
                let gives = width.saturating_sub(keeps(cell)).min(lack);
                *width -= gives;
                lack -= gives;
            }
        }
    }
    let mut from = SIGN;
    let placed = widths.into_iter().map(|width| {
        let at = from;
        from = from.saturating_add(width).saturating_add(1);
        (at, width)
    });
    placed.collect()
}
