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
    let paragraphs = text.split('\n');
    let lines = paragraphs.flat_map(|paragraph| wrap_spans(&[(paragraph, ())], cols, 0));
    lines
        .map(|line| line.into_iter().map(|(piece, ())| piece).collect())
        .collect()
}

/// The spans of one line, each with what it means, in lines of at most `cols` columns, broken as
/// by [`wrap`]; all but the first begin with `indent` blanks, where there is room for them.
#[must_use]
pub fn wrap_spans<T: Copy + PartialEq>(
    spans: &[(&str, T)],
    cols: usize,
    indent: usize,
) -> Vec<Vec<(String, T)>> {
    if cols == 0 {
        return Vec::new();
    }
    let mut lines = Lines {
        cols,
        indent: if indent * 2 < cols { indent } else { 0 },
        done: Vec::new(),
        line: Vec::new(),
        used: 0,
    };
    for &(text, means) in spans {
        for piece in pieces(text) {
            lines.put(piece, means);
        }
    }
    lines.end();
    lines.done
}

/// Lines that are being filled.
struct Lines<T> {
    cols: usize,
    indent: usize,
    done: Vec<Vec<(String, T)>>,
    line: Vec<(String, T)>,
    used: usize,
}

impl<T: Copy + PartialEq> Lines<T> {
    fn put(&mut self, piece: &str, means: T) {
        let (wide, blank) = (width(piece), piece.trim().is_empty());
        let begins = self.used == 0 || (!self.done.is_empty() && self.used == self.indent);
        let fits_below = blank || wide + self.indent <= self.cols;
        if self.used + wide > self.cols && !begins && fits_below {
            self.next(means);
            if blank {
                return;
            }
        }
        for grapheme in piece.graphemes(true) {
            let stands = grapheme_width(grapheme) <= self.cols;
            let grapheme = if stands { grapheme } else { "?" };
            if self.used + grapheme_width(grapheme) > self.cols {
                self.next(means);
            }
            self.push(grapheme, means);
        }
    }

    fn push(&mut self, text: &str, means: T) {
        self.used += width(text);
        match self.line.last_mut() {
            Some((last, same)) if *same == means => last.push_str(text),
            _ => self.line.push((text.to_owned(), means)),
        }
    }

    fn next(&mut self, means: T) {
        self.end();
        self.used = 0;
        if self.indent > 0 {
            self.push(&" ".repeat(self.indent), means);
        }
    }

    /// The line is full: nobody sees the blanks at its end.
    fn end(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        while let Some((last, _)) = line.last_mut() {
            last.truncate(last.trim_end().len());
            if !last.is_empty() {
                break;
            }
            line.pop();
        }
        self.done.push(line);
    }
}

/// What a line may be broken between: blanks, Chinese characters, and words with whatever stands
/// at them without a blank. So `¥1,638`, `09:30]` and `话，` stay whole.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut words = text.split_word_bound_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut last) = words.next()?;
        let mut end = start + last.len();
        while let Some((at, next)) = words.next_if(|(_, next)| holds_together(last, next)) {
            end = at + next.len();
            last = next;
        }
        text.get(start..end)
    })
}

fn holds_together(last: &str, next: &str) -> bool {
    let (Some(before), Some(after)) = (last.chars().next_back(), next.chars().next()) else {
        return false;
    };
    if before.is_whitespace() || after.is_whitespace() {
        return false;
    }
    let wide = |edge: char| width(edge.encode_utf8(&mut [0; 4])) > 1;
    OPENING.contains(before) || CLOSING.contains(after) || !(wide(before) || wide(after))
}

/// Never at the end of a line.
const OPENING: &str = "([{（「『“‘《〈【¥￥$";
/// Never at the start of a line.
const CLOSING: &str = ")]},.:;!?%）」』”’》〉】，。、：；！？…％";

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

    #[test]
    fn amounts_and_times_stay_whole_and_no_line_begins_with_a_full_stop() {
        assert_eq!(wrap("Q10  ¥1,638", 8), ["Q10", "¥1,638"]);
        assert_eq!(wrap("[下次 09:30]", 9), ["[下次", "09:30]"]);
        assert_eq!(wrap("打电话，再说", 6), ["打电", "话，再", "说"]);
        assert_eq!(wrap("蜂胶×3", 5), ["蜂胶", "×3"]);
        assert_eq!(wrap("¥1,638,000", 4), ["¥1,6", "38,0", "00"]);
    }

    #[test]
    fn a_line_of_several_meanings_goes_on_below_with_each_of_them() {
        let spans = [("addr ", 'k'), ("Zhongshan Road 201100", 'v')];
        let spans = |cols| wrap_spans(&spans, cols, 2);
        let line = |pieces: &[(&str, char)]| -> Vec<(String, char)> {
            let own = |(text, means): &(&str, char)| ((*text).to_owned(), *means);
            pieces.iter().map(own).collect()
        };
        assert_eq!(
            spans(20),
            [
                line(&[("addr ", 'k'), ("Zhongshan Road", 'v')]),
                line(&[("  201100", 'v')]),
            ]
        );
        assert_eq!(spans(40).len(), 1);
        assert!(spans(0).is_empty());
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
