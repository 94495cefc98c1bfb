//! Cells that a spreadsheet would take for formulas get an apostrophe when they are written, and
//! lose it when a file of ours is read. Must not know which files are ours.

use std::borrow::Cow;

use super::row::Row;

fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
    ])
}

/// The cell, no formula to anybody.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell as it was before [`guarded`].
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(original) if is_formula(original) => original,
        _ => cell,
    }
}

/// The row as it was before its cells were guarded.
#[must_use]
pub fn taken_off(row: &Row) -> Row {
    let mut plain = Row::new(row.line, row.cells().map(unguarded));
    plain.part = row.part.clone();
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_cell_begins_as_a_formula_and_an_apostrophe_of_ones_own_stays() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+86 138", "'+86 138"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("\u{FF1D}A1", "'\u{FF1D}A1"),
            ("plain", "plain"),
        ] {
            assert_eq!(guarded(cell), expected);
            assert_eq!(unguarded(expected), cell);
        }
        // Typed by somebody who mended the file.
        assert_eq!(unguarded("+86 139"), "+86 139");
    }

    proptest! {
        #[test]
        fn whatever_is_guarded_comes_back(cell in "['=+@\t\r\n＝＋－＠a张-]{0,6}") {
            let safe = guarded(&cell);
            prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
            prop_assert_eq!(unguarded(&safe), cell.as_str());
        }
    }
}
