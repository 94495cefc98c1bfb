//! Display columns: measuring, cutting, padding and wrapping, grapheme by grapheme.
//!
//! Everything that must line up goes through here; nothing else may count characters.
//! It must not know about screens, styles or where the text came from.

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Which side of its column a text keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Starts at the left edge: words.
    #[default]
    Left,
    /// Ends at the right edge: money and counts.
    Right,
}

/// Columns that a text takes on a terminal: 2 for 李, 1 for a, 0 for a lone mark.
///
/// It is the sum over graphemes, which is how cells are filled; control characters,
/// which are never drawn, count nothing.
#[must_use]
pub fn width(text: &str) -> usize {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// Columns of one grapheme, by the rule that fills the screen's cells.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        0
    } else {
        usize::from(grapheme.cell_width())
    }
}

/// The longest beginning of `text` that fits into `cols`, and the columns that it takes.
#[must_use]
pub fn prefix(text: &str, cols: usize) -> (&str, usize) {
    let mut used = 0;
    let mut end = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        let next = used + grapheme_width(grapheme);
        if next > cols {
            break;
        }
        used = next;
        end = start + grapheme.len();
    }
    (text.get(..end).unwrap_or(""), used)
}

/// `text` without its first `cols` columns, and how many columns were really skipped:
/// one more where the edge falls into a wide character.
#[must_use]
pub fn skip(text: &str, cols: usize) -> (&str, usize) {
    let mut skipped = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        if skipped >= cols {
            return (text.get(start..).unwrap_or(""), skipped);
        }
        skipped += grapheme_width(grapheme);
    }
    ("", skipped)
}

/// `text` in at most `cols` columns, ending in `…` where something was cut.
#[must_use]
pub fn cut(text: &str, cols: usize) -> Cow<'_, str> {
    cut_with(text, cols, "…")
}

/// As [`cut`], with the theme's own sign for a cut; left out where not even it fits.
#[must_use]
pub fn cut_with<'a>(text: &'a str, cols: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= cols {
        return Cow::Borrowed(text);
    }
    let sign = width(ellipsis);
    if sign > cols {
        return Cow::Borrowed(prefix(text, cols).0);
    }
    let (kept, _) = prefix(text, cols - sign);
    Cow::Owned(format!("{kept}{ellipsis}"))
}

/// `text` in exactly `cols` columns, starting at the left: cut or filled with blanks.
#[must_use]
pub fn pad(text: &str, cols: usize) -> String {
    fit(text, cols, Align::Left, "…")
}

/// `text` in exactly `cols` columns, ending at the right: cut or filled with blanks.
#[must_use]
pub fn pad_left(text: &str, cols: usize) -> String {
    fit(text, cols, Align::Right, "…")
}

/// `text` in exactly `cols` columns, on the side asked for, with the sign for a cut given.
#[must_use]
pub fn fit(text: &str, cols: usize, align: Align, ellipsis: &str) -> String {
    let shown = cut_with(text, cols, ellipsis);
    let blanks = " ".repeat(cols.saturating_sub(width(&shown)));
    match align {
        Align::Left => format!("{shown}{blanks}"),
        Align::Right => format!("{blanks}{shown}"),
    }
}

/// Clean text in lines of at most `cols` columns, broken between words where possible,
/// inside them where not; `\n` always breaks. No lines at 0 columns; at 1, where a wide
/// character cannot stand, it is shown as `?`.
#[must_use]
pub fn wrap(text: &str, cols: usize) -> Vec<String> {
    let mut lines = Vec::new();
    if cols == 0 {
        return lines;
    }
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_word_bounds() {
            let wide = width(word);
            if used + wide > cols && used > 0 && (wide <= cols || word.trim().is_empty()) {
                lines.push(std::mem::take(&mut line).trim_end().to_string());
                used = 0;
                if word.trim().is_empty() {
                    continue;
                }
            }
            for grapheme in word.graphemes(true) {
                let grapheme = if grapheme_width(grapheme) > cols {
                    "?"
                } else {
                    grapheme
                };
                let columns = grapheme_width(grapheme);
                if used + columns > cols {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += columns;
            }
        }
        lines.push(line.trim_end().to_string());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn chinese_takes_two_columns_and_marks_none() {
        assert_eq!(width("李明朗"), 6);
        assert_eq!(width("李a"), 3);
        assert_eq!(width("e\u{301}"), 1);
        assert_eq!(width("\u{1B}"), 0);
        assert_eq!(width("⏰"), 2);
    }

    #[test]
    fn a_name_is_cut_by_columns_and_says_so() {
        assert_eq!(cut("李明朗", 6), "李明朗");
        assert_eq!(cut("李明朗", 5), "李明…");
        assert_eq!(cut("李明朗", 4), "李…");
        assert_eq!(cut("李明朗", 1), "…");
        assert_eq!(cut("李明朗", 0), "");
        assert_eq!(cut_with("李明朗", 5, "~"), "李明~");
        assert_eq!(cut_with("abcdef", 2, "..."), "ab");
    }

    #[test]
    fn money_stands_at_the_right() {
        assert_eq!(pad_left("¥300", 6), "  ¥300");
        assert_eq!(pad("李", 4), "李  ");
        assert_eq!(pad("李明朗", 4), "李… ");
    }

    #[test]
    fn scrolling_into_a_wide_character_skips_it_whole() {
        assert_eq!(skip("李明", 1), ("明", 2));
        assert_eq!(skip("ab", 0), ("ab", 0));
        assert_eq!(skip("ab", 9), ("", 2));
    }

    #[test]
    fn notes_break_between_words_and_inside_long_ones() {
        assert_eq!(
            wrap("call again in December", 11),
            ["call again", "in December"]
        );
        assert_eq!(wrap("十二月再打电话", 6), ["十二月", "再打电", "话"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("李", 1), ["?"]);
        assert!(wrap("李", 0).is_empty());
    }

    proptest! {
        #[test]
        fn a_fitted_text_takes_exactly_its_columns(
            text in "[a-z李明朗👨é\u{301} ]{0,30}", cols in 0usize..40,
        ) {
            prop_assert!(width(&cut(&text, cols)) <= cols);
            prop_assert_eq!(width(&fit(&text, cols, Align::Left, "…")), cols);
            prop_assert_eq!(width(&fit(&text, cols, Align::Right, "~")), cols);
        }

        #[test]
        fn wrapped_lines_fit_and_lose_no_letter(text in "[a-z李明朗 \n]{0,60}", cols in 2usize..20) {
            let lines = wrap(&text, cols);
            for line in &lines {
                prop_assert!(width(line) <= cols, "{line:?}");
            }
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn nothing_panics_on_any_text(text in any::<String>(), cols in 0usize..20) {
            let _ = (width(&text), pad(&text, cols), pad_left(&text, cols), wrap(&text, cols));
            let (head, used) = prefix(&text, cols);
            prop_assert!(used <= cols && text.starts_with(head));
            prop_assert!(text.ends_with(skip(&text, cols).0));
        }
    }
}
