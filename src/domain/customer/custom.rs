//! Fields that the business makes for itself (cap. 185): their kinds, and what a typed value of
//! each kind is in the form in which it is stored. Must not know labels' widgets or SQL.

use serde::{Deserialize, Serialize};

use crate::domain::birthday::Birthday;
use crate::domain::money::{Currency, Money};
use crate::domain::nearest::{Near, Word};
use crate::domain::time::DateFault;
use crate::error::Fault;

/// Most digits of a number.
const DIGITS: usize = 18;
/// Longest code, characters.
const CODE: usize = 40;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomKind {
    /// Free text.
    Text,
    /// A decimal number.
    Number,
    /// An amount of the business's currency.
    Money,
    /// A day with its year.
    Date,
    /// A value of a coded list.
    Choice,
    /// Yes or no.
    Flag,
}

impl CustomKind {
    /// Every one.
    pub const ALL: [CustomKind; 6] = [
        CustomKind::Text,
        CustomKind::Number,
        CustomKind::Money,
        CustomKind::Date,
        CustomKind::Choice,
        CustomKind::Flag,
    ];

    /// The code in the file and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            CustomKind::Text => "text",
            CustomKind::Number => "number",
            CustomKind::Money => "money",
            CustomKind::Date => "date",
            CustomKind::Choice => "choice",
            CustomKind::Flag => "flag",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<CustomKind> {
        CustomKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// A typed value as it is stored; none if nothing is left. What is stored is read as itself.
    /// Texts and codes of choices only lose their outer blanks: their length and their list are
    /// the store's to check.
    ///
    /// Numbers are plain decimals (`1200.5`), money too with the currency's decimals (`300.00`),
    /// days `2026-11-23`, flags `1` or `0`.
    pub fn stored(self, typed: &str, currency: &Currency) -> Result<Option<String>, Fault> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        match self {
            CustomKind::Text | CustomKind::Choice => Ok(typed.to_owned()),
            CustomKind::Number => number(typed),
            CustomKind::Money => money(typed, currency),
            CustomKind::Date => day(typed),
            CustomKind::Flag => flag(typed),
        }
        .map(Some)
    }
}

/// What people and programs write for yes and no.
const YES: &[&str] = &[
    "1", "yes", "y", "true", "t", "on", "x", "是", "对", "有", "√", "✓",
];
const NO: &[&str] = &["0", "no", "n", "false", "f", "off", "否", "不", "无", "×"];

fn flag(typed: &str) -> Result<String, Fault> {
    let said = typed.to_lowercase();
    let is = |words: &[&str]| words.contains(&said.as_str());
    match (is(YES), is(NO)) {
        (true, _) => Ok("1".to_owned()),
        (_, true) => Ok("0".to_owned()),
        _ => Err(Fault::Unknown {
            nearest: Near::all([
                Word::labelled("yes", "是", "yes"),
                Word::labelled("no", "否", "no"),
            ]),
        }),
    }
}

fn day(typed: &str) -> Result<String, Fault> {
    let fault = |fault| match fault {
        DateFault::Empty => Fault::Empty,
        DateFault::Impossible => Fault::ImpossibleDate,
        DateFault::OutOfRange => Fault::OutOfRange,
        DateFault::InThePast => Fault::InThePast,
        DateFault::NotUnderstood | DateFault::WhichHalf => Fault::NotADate,
    };
    let read: Birthday = typed.parse().map_err(fault)?;
    // A day without its year comes back each year: it is no date of something.
    read.born().map(|day| day.to_string()).map_err(fault)
}

fn money(typed: &str, currency: &Currency) -> Result<String, Fault> {
    let read = Money::parse(typed, currency);
    read.map(|money| money.plain(currency)).map_err(Fault::from)
}

/// `-1,200.50` as `-1200.5`.
fn number(typed: &str) -> Result<String, Fault> {
    use unicode_normalization::UnicodeNormalization;
    let tidy: String = typed.nfkc().collect();
    let (sign, rest) = match tidy.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", tidy.strip_prefix('+').unwrap_or(&tidy)),
    };
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.all(|group| group.len() == 3);
    let whole = whole.replace(',', "");
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = first.is_empty() && (part.is_empty() || whole.len() > first.len());
    if !grouped || bare || !figures(&whole) || !figures(part) {
        return Err(Fault::NotANumber);
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let part = part.trim_end_matches('0');
    if whole.len() + part.len() > DIGITS {
        return Err(Fault::OutOfRange);
    }
    let sign = if whole == "0" && part.is_empty() {
        ""
    } else {
        sign
    };
    Ok(match part {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    })
}

/// A field that the business made for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomField {
    /// Its name behind `custom.`.
    pub code: String,
    /// Label in Chinese.
    pub zh: String,
    /// Label in English.
    pub en: String,
    /// What it holds.
    pub kind: CustomKind,
    /// The coded list of a choice.
    pub list: Option<String>,
    /// The heading that it stands under: `effort`, `competitor`, `secondary`, or its own.
    pub group: Option<String>,
    /// Whether the caller line finds customers by what is in it; texts alone.
    pub searchable: bool,
    /// Whether it is asked for and shown.
    pub active: bool,
}

impl CustomField {
    /// As it is named to somebody who typed something else.
    pub fn word(&self) -> Word {
        Word::labelled(&self.code, &self.zh, &self.en)
    }

    /// A code as it may be: lower-case letters (of any script), digits and `_`, a letter first.
    pub fn accept_code(typed: &str) -> Result<&str, Fault> {
        let code = typed.trim();
        let letter = |c: char| c.is_alphabetic() && !c.is_uppercase();
        if code.is_empty() {
            return Err(Fault::Empty);
        }
        if code.chars().count() > CODE {
            return Err(Fault::TooLong(CODE));
        }
        let fits = code.starts_with(letter)
            && code
                .chars()
                .all(|c| letter(c) || c.is_ascii_digit() || c == '_');
        if fits { Ok(code) } else { Err(Fault::NotACode) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::money::CURRENCIES;
    use proptest::prelude::*;

    fn yuan() -> &'static Currency {
        Currency::by_code("CNY").unwrap()
    }

    #[test]
    fn values_are_stored_in_one_form_however_they_are_typed() {
        use CustomKind::*;
        for (kind, typed, stored) in [
            (Text, " 每周二 ", Some("每周二")),
            (Number, "1,200.50", Some("1200.5")),
            (Number, "０３", Some("3")),
            (Number, "-0.0", Some("0")),
            (Number, ".5", Some("0.5")),
            (Money, "￥３００", Some("300.00")),
            (Money, "1,234.5元", Some("1234.50")),
            (Date, "2026年3月8日", Some("2026-03-08")),
            (Date, "20260308", Some("2026-03-08")),
            (Flag, "是", Some("1")),
            (Flag, "No", Some("0")),
            (Flag, "  ", None),
        ] {
            assert_eq!(
                kind.stored(typed, yuan()).unwrap().as_deref(),
                stored,
                "{typed}"
            );
        }
        for (kind, typed, fault) in [
            (Number, "12a", Fault::NotANumber),
            (Number, "1,2,3", Fault::NotANumber),
            (Number, ",", Fault::NotANumber),
            (Number, ".", Fault::NotANumber),
            (Number, "1e5", Fault::NotANumber),
            (Number, "1234567890123456789", Fault::OutOfRange),
            (Money, "3.999", Fault::TooManyDecimals),
            (Date, "2026-02-30", Fault::ImpossibleDate),
            (Date, "soon", Fault::NotADate),
        ] {
            assert_eq!(kind.stored(typed, yuan()), Err(fault), "{typed}");
        }
        assert!(Date.stored("03-08", yuan()).is_err());
        assert!(Flag.stored("maybe", yuan()).is_err());
    }

    #[test]
    fn a_code_is_a_word_that_fits_behind_custom() {
        for good in ["rival", "rival_rep_2", "车型"] {
            assert_eq!(CustomField::accept_code(good), Ok(good));
        }
        for bad in ["Rival", "2nd", "a b", "a.b", "a=b", "_x"] {
            assert_eq!(CustomField::accept_code(bad), Err(Fault::NotACode), "{bad}");
        }
        assert_eq!(CustomField::accept_code(" "), Err(Fault::Empty));
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_as_itself(
            kind in prop::sample::select(CustomKind::ALL.to_vec()),
            typed in "\\PC{0,16}|-?[0-9,]{1,9}(\\.[0-9]{0,3})?|[0-9]{4}-[01][0-9]-[0-3][0-9]",
            at in 0..CURRENCIES.len(),
        ) {
            let currency = &CURRENCIES[at];
            if let Ok(Some(stored)) = kind.stored(&typed, currency) {
                prop_assert_eq!(kind.stored(&stored, currency), Ok(Some(stored)));
            }
        }
    }
}
