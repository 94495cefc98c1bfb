//! Reading a short text from its front: words, ASCII numbers and Chinese numerals.
//! Must not know what a date is.

use unicode_normalization::UnicodeNormalization;

/// The text with full-width forms made plain, in lower case, dashes alike, ends trimmed.
pub(in crate::domain) fn tidy(text: &str) -> String {
    let plain: String = text.nfkc().flat_map(char::to_lowercase).collect();
    plain
        .trim()
        .replace(['\u{2013}', '\u{2014}', '\u{2212}', '\u{2010}'], "-")
}

/// What is left of a text; copied to look ahead.
#[derive(Clone, Copy)]
pub(in crate::domain) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(in crate::domain) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(in crate::domain) fn done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes blanks, if there are any.
    pub(in crate::domain) fn blank(&mut self) -> bool {
        let trimmed = self.rest.trim_start();
        let any = trimmed.len() < self.rest.len();
        self.rest = trimmed;
        any
    }

    /// Takes a word if the text goes on with it.
    pub(in crate::domain) fn eat(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes the first of several words; longer ones must stand before their beginnings.
    pub(in crate::domain) fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Takes a word of a table and gives what it means; a Latin word must end there.
    pub(in crate::domain) fn one_of<T: Copy>(&mut self, table: &[(&str, T)]) -> Option<T> {
        for (word, meaning) in table {
            let mut ahead = *self;
            let latin = word.ends_with(|last: char| last.is_ascii_alphabetic());
            if ahead.eat(word) && !(latin && ahead.letter()) {
                *self = ahead;
                return Some(*meaning);
            }
        }
        None
    }

    /// Whether an ASCII letter comes next.
    pub(in crate::domain) fn letter(&self) -> bool {
        self.rest
            .starts_with(|next: char| next.is_ascii_alphabetic())
    }

    /// Takes ASCII digits, at most eight: their value and how many they were.
    pub(in crate::domain) fn digits(&mut self) -> Option<(u32, usize)> {
        let count = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(count)?;
        let value = (1..=8)
            .contains(&count)
            .then(|| digits.parse().ok())
            .flatten()?;
        self.rest = rest;
        Some((value, count))
    }

    /// Takes a Chinese numeral up to 99, `二十`, `廿` and `卅` included.
    pub(in crate::domain) fn numeral(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let tens = if ahead.eat("廿") {
            Some(2)
        } else if ahead.eat("卅") {
            Some(3)
        } else {
            let mut first = ahead;
            let lead = first.numeral_digit();
            if first.eat("十") {
                ahead = first;
                Some(lead.unwrap_or(1))
            } else {
                None
            }
        };
        let ones = ahead.numeral_digit();
        let value = match (tens, ones) {
            (None, None) => return None,
            (tens, ones) => tens.unwrap_or(0) * 10 + ones.unwrap_or(0),
        };
        *self = ahead;
        Some(value)
    }

    /// Takes one Chinese digit, 1 to 9.
    fn numeral_digit(&mut self) -> Option<u32> {
        let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let found = digits
            .iter()
            .zip(1..)
            .find(|(word, _)| self.eat(word))
            .map(|(_, n)| n);
        found.or_else(|| self.any(&["两", "兩"]).then_some(2))
    }

    /// Takes a number in either writing.
    pub(in crate::domain) fn number(&mut self) -> Option<u32> {
        self.digits()
            .map(|(value, _)| value)
            .or_else(|| self.numeral())
    }

    /// Takes four digits of a year in either writing (`1985`, `一九八五`, `二〇二六`).
    pub(in crate::domain) fn year(&mut self) -> Option<i32> {
        let mut ahead = *self;
        if let Some((value, 4)) = ahead.digits() {
            *self = ahead;
            return i32::try_from(value).ok();
        }
        ahead = *self;
        let mut year = 0;
        for _ in 0..4 {
            let zero = ahead.any(&["〇", "零", "○"]);
            let digit = if zero { 0 } else { ahead.numeral_digit()? };
            year = year * 10 + digit;
        }
        *self = ahead;
        i32::try_from(year).ok()
    }
}
