//! The one gate between text from outside and a terminal: nothing invisible passes it.
//!
//! Forbidden code points are shown as `<U+202E>` in plain ASCII. It must not know where
//! the text came from or where it will be drawn; it never changes what is stored.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// Longest result of [`clean`] in bytes, before the closing `…`: more than any screen is wide.
pub const LINE_CAP: usize = 4 * 1024;
/// Longest result of [`clean_lines`] in bytes, before the closing `…`.
pub const LINES_CAP: usize = 32 * 1024;
/// Marks that may sit on one base letter; further ones are dropped.
const STACK_CAP: usize = 4;

/// Code points that are never drawn, beyond the controls and what has no width at all.
///
/// Source: Unicode 16 general categories Cf, Zl, Zp, the default-ignorable code points
/// that are letters or marks, and the non-characters of the basic plane.
const FORBIDDEN: &[(u32, u32)] = &[
    (0x00AD, 0x00AD),   // soft hyphen
    (0x034F, 0x034F),   // combining grapheme joiner
    (0x0600, 0x0605),   // Arabic number signs: they swallow what follows
    (0x061C, 0x061C),   // Arabic letter mark
    (0x06DD, 0x06DD),   // Arabic end of ayah
    (0x070F, 0x070F),   // Syriac abbreviation mark
    (0x0890, 0x0891),   // Arabic pound and piastre marks
    (0x08E2, 0x08E2),   // Arabic disputed end of ayah
    (0x115F, 0x1160),   // Hangul fillers
    (0x17B4, 0x17B5),   // Khmer inherent vowels
    (0x180B, 0x180F),   // Mongolian selectors and separator
    (0x200B, 0x200F),   // zero-width space, joiners, direction marks
    (0x2028, 0x202E),   // separators, embeddings and overrides
    (0x2060, 0x206F),   // word joiner, isolates, deprecated formats
    (0x3164, 0x3164),   // Hangul filler
    (0xFDD0, 0xFDEF),   // non-characters
    (0xFE00, 0xFE0F),   // variation selectors
    (0xFEFF, 0xFEFF),   // byte order mark
    (0xFFA0, 0xFFA0),   // half-width Hangul filler
    (0xFFF0, 0xFFFB),   // unassigned ignorable, interlinear annotation
    (0xFFFE, 0xFFFF),   // non-characters
    (0x110BD, 0x110BD), // Kaithi number sign
    (0x110CD, 0x110CD), // Kaithi number sign above
    (0x13430, 0x1343F), // Egyptian format controls
    (0x1BCA0, 0x1BCA3), // shorthand format controls
    (0x1D173, 0x1D17A), // musical format controls
    (0xE0000, 0xE0FFF), // tags and supplementary variation selectors
];

/// Whether a code point may never reach a terminal: C0, C1, DEL, bidi controls,
/// zero-width and format characters, tags, variation selectors, separators.
///
/// Line feeds are forbidden too; only [`clean_lines`] lets them through, as ends of lines.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    if (' '..='~').contains(&c) {
        return false;
    }
    let code = c as u32;
    c.is_control()
        || code & 0xFFFE == 0xFFFE
        || FORBIDDEN
            .iter()
            .any(|(low, high)| (*low..=*high).contains(&code))
        || (c.width() == Some(0) && !is_combining_mark(c) && !is_joining_jamo(code))
}

/// Hangul vowels and finals have no width of their own but are letters of a syllable.
fn is_joining_jamo(code: u32) -> bool {
    (0x1161..=0x11FF).contains(&code) || (0xD7B0..=0xD7FF).contains(&code)
}

/// One line of outside text, safe for a terminal.
///
/// Line ends and tabs become one blank each, forbidden code points become their
/// number in brackets (`<U+202E>`), combining marks without a base are marked alike, more than four on one base are
/// dropped, joiners and variation selectors inside emoji are dropped. Longer than
/// [`LINE_CAP`] bytes: cut, with `…`. Text that is already clean is borrowed;
/// `clean(clean(x)) == clean(x)`.
///
/// ```
/// use huoke::kit::clean::clean;
/// assert_eq!(clean("李明朗"), "李明朗");
/// assert_eq!(clean("wang\u{202E}wei\u{1B}[2J"), "wang<U+202E>wei<U+001B>[2J");
/// ```
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_to(text, LINE_CAP)
}

/// As [`clean`], with the cap in bytes given: for the one line that is being typed.
#[must_use]
pub fn clean_to(text: &str, cap: usize) -> Cow<'_, str> {
    if text.len() <= cap && text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(Cleaner::run(text, cap, false))
}

/// Several lines of outside text, safe for a terminal: as [`clean`], but line ends
/// (`\n`, `\r\n`, `\r`) stay, as `\n`. Cut at [`LINES_CAP`] bytes.
#[must_use]
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    if text.len() <= LINES_CAP && text.chars().all(|c| c == '\n' || is_plain(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(Cleaner::run(text, LINES_CAP, true))
}

/// The common scripts of the trade, which need no second look.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{2010}'..='\u{2027}'
        | '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30A0}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF01}'..='\u{FF9D}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{2EBE0}')
}

/// One pass over a text, remembering what the next mark would sit on.
struct Cleaner {
    out: String,
    base: Option<char>,
    stacked: usize,
}

impl Cleaner {
    fn run(text: &str, cap: usize, lines: bool) -> String {
        let mut cleaner = Cleaner {
            out: String::with_capacity(text.len().min(cap) + 16),
            base: None,
            stacked: 0,
        };
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let before = cleaner.out.len();
            match c {
                '\r' if rest.peek() == Some(&'\n') => {}
                '\n' | '\r' if lines => cleaner.blank('\n'),
                '\n' | '\r' | '\t' => cleaner.blank(' '),
                _ => cleaner.push(c, rest.peek().copied()),
            }
            if cleaner.out.len() > cap {
                cleaner.out.truncate(before);
                if !cleaner.out.ends_with('…') {
                    cleaner.out.push('…');
                }
                break;
            }
        }
        cleaner.out
    }

    fn blank(&mut self, c: char) {
        self.out.push(c);
        self.base = None;
        self.stacked = 0;
    }

    fn push(&mut self, c: char, next: Option<char>) {
        if self.is_emoji_glue(c, next) {
            return;
        }
        if is_forbidden(c) {
            return self.mark(c);
        }
        if !is_combining_mark(c) {
            self.out.push(c);
            self.base = (!c.is_whitespace()).then_some(c);
            self.stacked = 0;
        } else if self.base.is_none() {
            self.mark(c);
        } else if self.stacked < STACK_CAP {
            self.out.push(c);
            self.stacked += 1;
        }
    }

    /// Terminals disagree about the width of joined emoji: the parts are drawn side by
    /// side, and the glue, which says nothing by itself there, is dropped.
    fn is_emoji_glue(&self, c: char, next: Option<char>) -> bool {
        let after_emoji = self.base.is_some_and(is_emoji);
        match c {
            '\u{FE0E}' | '\u{FE0F}' => after_emoji || next == Some('\u{20E3}'),
            '\u{200D}' => after_emoji && next.is_some_and(is_emoji),
            _ => false,
        }
    }

    fn mark(&mut self, c: char) {
        // Writing to a String cannot fail.
        let _ = write!(self.out, "<U+{:04X}>", c as u32);
        self.base = None;
        self.stacked = 0;
    }
}

/// The blocks in which emoji live; precise enough to tell glue from hiding.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}'
        | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{24C2}'
        | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::testing::{hostile_strings, is_wire_safe};
    use proptest::prelude::*;

    #[test]
    fn ordinary_names_are_borrowed_unchanged() {
        for name in [
            "李明朗",
            "O'Neil-Smith",
            "Zoë",
            "王 薇（上海）",
            "ｶﾀｶﾅ",
            "김영희",
            "￥300",
        ] {
            assert!(
                matches!(clean(name), Cow::Borrowed(s) if s == name),
                "{name}"
            );
        }
    }

    #[test]
    fn other_scripts_keep_their_letters_and_marks() {
        for name in [
            "नमस्ते",
            "สวัสดี",
            "محمد",
            "שלום",
            "Việt",
            "e\u{301}",
            "\u{1112}\u{1161}\u{11AB}",
        ] {
            assert_eq!(clean(name), name);
        }
    }

    #[test]
    fn escape_sequences_are_shown_and_harmless() {
        assert_eq!(clean("\u{1B}]52;c;aGk=\u{7}"), "<U+001B>]52;c;aGk=<U+0007>");
        assert_eq!(clean("\u{9B}2J\u{7F}\0"), "<U+009B>2J<U+007F><U+0000>");
    }

    #[test]
    fn line_ends_and_tabs_become_blanks_in_one_line_and_stay_in_notes() {
        assert_eq!(clean("a\r\nb\tc\nd\re"), "a b c d e");
        assert_eq!(clean_lines("a\r\nb\tc\nd\re"), "a\nb c\nd\ne");
        assert_eq!(clean("a\u{2028}b\u{85}c"), "a<U+2028>b<U+0085>c");
    }

    #[test]
    fn hidden_characters_inside_a_name_show() {
        assert_eq!(clean("wang\u{200B}wei"), "wang<U+200B>wei");
        assert_eq!(
            clean("\u{FEFF}李\u{2067}明\u{AD}"),
            "<U+FEFF>李<U+2067>明<U+00AD>"
        );
        assert_eq!(
            clean("a\u{E0041}\u{E0100}\u{3164}"),
            "a<U+E0041><U+E0100><U+3164>"
        );
        assert_eq!(clean("a\u{200D}b\u{FE0F}"), "a<U+200D>b<U+FE0F>");
    }

    #[test]
    fn emoji_families_are_drawn_side_by_side() {
        assert_eq!(clean("👨\u{200D}👩\u{200D}👧"), "👨👩👧");
        assert_eq!(
            clean("❤\u{FE0F}\u{200D}🔥 1\u{FE0F}\u{20E3}"),
            "❤🔥 1\u{20E3}"
        );
    }

    #[test]
    fn marks_need_a_base_and_at_most_four_stack() {
        assert_eq!(clean("\u{301}a"), "<U+0301>a");
        assert_eq!(clean("a \u{301}"), "a <U+0301>");
        let tower = format!("z{}", "\u{301}".repeat(300));
        assert_eq!(clean(&tower), format!("z{}", "\u{301}".repeat(4)));
    }

    #[test]
    fn long_text_is_cut_before_layout() {
        let long = "蜂".repeat(1_000_000);
        let cut = clean(&long);
        assert!(cut.len() <= LINE_CAP + '…'.len_utf8() && cut.ends_with("蜂…"));
        assert!(clean_lines(&long).len() <= LINES_CAP + '…'.len_utf8());
        assert!(clean(&"\u{1B}".repeat(5_000)).len() <= LINE_CAP + 3);
    }

    #[test]
    fn no_single_code_point_slips_through() {
        for c in '\0'..=char::MAX {
            let lone = clean(c.encode_utf8(&mut [0; 4])).into_owned();
            assert!(is_wire_safe(&lone), "U+{:04X}", c as u32);
            let within = format!("李{c}a");
            assert!(is_wire_safe(&clean(&within)), "U+{:04X} within", c as u32);
        }
    }

    #[test]
    fn the_hostile_collections_come_out_clean() {
        let Some(strings) = hostile_strings() else {
            return;
        };
        assert!(strings.len() > 500);
        for hostile in &strings {
            let line = clean(hostile);
            assert!(is_wire_safe(&line) && !line.contains('\n'), "{hostile:?}");
            assert_eq!(clean(&line), line, "cleaning twice changes nothing");
            assert!(
                clean_lines(hostile).split('\n').all(is_wire_safe),
                "{hostile:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_in_nothing_forbidden_goes_out(text in any::<String>()) {
            let line = clean(&text).into_owned();
            prop_assert!(is_wire_safe(&line), "{line:?}");
            prop_assert_eq!(clean(&line), line.as_str());
            prop_assert!(clean_lines(&text).split('\n').all(is_wire_safe));
        }

        #[test]
        fn hostile_mixtures_come_out_clean(
            text in "[a李👨\u{200D}\u{FE0F}\u{301}\u{202E}\u{1B}\r\n\t\u{E0041} ]{0,40}",
        ) {
            let line = clean(&text).into_owned();
            prop_assert!(is_wire_safe(&line), "{line:?}");
            prop_assert_eq!(clean(&line), line.as_str());
        }
    }
}
