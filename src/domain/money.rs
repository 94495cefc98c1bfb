//! Money: whole minor units of a currency, read exactly from what people type or files hold.
//! Owns reading, rounding and printing; must not know prices, sales or words.

mod currency;

use crate::error::Fault;
pub use currency::{CURRENCIES, Currency};
use serde::{Deserialize, Serialize};
use std::iter::Peekable;
use std::str::Chars;
use unicode_normalization::UnicodeNormalization;

/// An amount in minor units (fen, cents) of a currency known from elsewhere.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(pub i64);

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyFault {
    /// Nothing was typed.
    Empty,
    /// Not a number, badly grouped, another currency's sign, or scientific notation.
    NotUnderstood,
    /// More decimals than the currency has.
    TooManyDecimals,
    /// Beyond what can be stored.
    TooLarge,
}

impl From<MoneyFault> for Fault {
    fn from(fault: MoneyFault) -> Fault {
        match fault {
            MoneyFault::Empty => Fault::Empty,
            MoneyFault::NotUnderstood => Fault::NotANumber,
            MoneyFault::TooManyDecimals => Fault::TooManyDecimals,
            MoneyFault::TooLarge => Fault::OutOfRange,
        }
    }
}

/// An amount read by `parse_rounding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounded {
    /// The amount to the minor unit.
    pub money: Money,
    /// The text had a finer value: the amount is not exactly what was written.
    pub rounded: bool,
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Reads an amount as people type it: `1,234.50`, `￥３００`, `300元`, `-5`, `rmb 12.5`.
    /// A finer value than the currency's is refused, trailing zeros included.
    pub fn parse(text: &str, currency: &Currency) -> Result<Self, MoneyFault> {
        let decimal = Decimal::read(text, currency)?;
        if decimal.fraction.len() > usize::from(currency.exponent) {
            return Err(MoneyFault::TooManyDecimals);
        }
        decimal.to_minor(currency.exponent).map(|read| read.money)
    }

    /// The same for files: a finer value is rounded half-up (halves away from zero), exactly,
    /// and said so.
    pub fn parse_rounding(text: &str, currency: &Currency) -> Result<Rounded, MoneyFault> {
        Decimal::read(text, currency)?.to_minor(currency.exponent)
    }

    /// The sum, if it can be stored.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, if it can be stored.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The price of so many, if it can be stored.
    pub fn times(self, quantity: i64) -> Option<Self> {
        self.0.checked_mul(quantity).map(Self)
    }

    /// The sum of all, if it can be stored.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// `-1234.50`: for files and fields; reads back.
    pub fn plain(self, currency: &Currency) -> String {
        self.print(currency, false)
    }

    /// `-1,234.50`: for columns; reads back.
    pub fn grouped(self, currency: &Currency) -> String {
        self.print(currency, true)
    }

    /// `-¥1,234.50`, and `¥300` without decimals that are zero: for sentences; reads back.
    pub fn short(self, currency: &Currency) -> String {
        let whole = self
            .0
            .unsigned_abs()
            .is_multiple_of(currency.unit().unsigned_abs());
        let amount = self.grouped(currency);
        let amount = match amount.split_once('.') {
            Some((major, _)) if whole => major,
            _ => amount.as_str(),
        };
        match amount.strip_prefix('-') {
            Some(size) => format!("-{}{size}", currency.symbol),
            None => format!("{}{amount}", currency.symbol),
        }
    }

    fn print(self, currency: &Currency, grouped: bool) -> String {
        let unit = currency.unit().unsigned_abs();
        let (major, minor) = (self.0.unsigned_abs() / unit, self.0.unsigned_abs() % unit);
        let mut out = String::from(if self.0 < 0 { "-" } else { "" });
        let digits = major.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if grouped && index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        if currency.exponent > 0 {
            out.push_str(&format!(
                ".{minor:0width$}",
                width = usize::from(currency.exponent)
            ));
        }
        out
    }
}

/// A decimal number as written: its digits, before and after the point.
struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    fn read(text: &str, currency: &Currency) -> Result<Self, MoneyFault> {
        let tidy: String = text.nfkc().flat_map(char::to_lowercase).collect();
        let tidy = tidy.replace(['\u{2212}', '\u{2013}'], "-");
        if tidy.trim().is_empty() {
            return Err(MoneyFault::Empty);
        }
        let (outer, rest) = signed(tidy.trim());
        let (inner, rest) = signed(currency.without_sign(rest));
        if outer && inner {
            return Err(MoneyFault::NotUnderstood);
        }
        let mut chars = rest.chars().peekable();
        let whole = whole_part(&mut chars)?;
        let fraction = match chars.next() {
            None => String::new(),
            Some('.') => digits(&mut chars),
            Some(_) => return Err(MoneyFault::NotUnderstood),
        };
        if chars.next().is_some() || (whole.is_empty() && fraction.is_empty()) {
            return Err(MoneyFault::NotUnderstood);
        }
        Ok(Self {
            negative: outer || inner,
            whole,
            fraction,
        })
    }

    fn to_minor(&self, exponent: u8) -> Result<Rounded, MoneyFault> {
        let exponent = usize::from(exponent);
        let padding = std::iter::repeat_n('0', exponent.saturating_sub(self.fraction.len()));
        let kept = self
            .whole
            .chars()
            .chain(self.fraction.chars().take(exponent))
            .chain(padding);
        let size = kept
            .filter_map(|digit| digit.to_digit(10))
            .try_fold(0_i128, |sum, digit| {
                sum.checked_mul(10)?.checked_add(i128::from(digit))
            });
        let dropped = || self.fraction.chars().skip(exponent);
        let up = i128::from(dropped().next().is_some_and(|first| first >= '5'));
        let size = size
            .and_then(|size| size.checked_add(up))
            .ok_or(MoneyFault::TooLarge)?;
        let minor = i64::try_from(if self.negative { -size } else { size })
            .map_err(|_| MoneyFault::TooLarge)?;
        Ok(Rounded {
            money: Money(minor),
            rounded: dropped().any(|digit| digit != '0'),
        })
    }
}

/// A minus or plus taken off the front, and whether it was a minus.
fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    }
}

/// Digits before the point; commas must stand before every three digits, or not at all.
fn whole_part(chars: &mut Peekable<Chars<'_>>) -> Result<String, MoneyFault> {
    let mut whole = digits(chars);
    let first = whole.len();
    while chars.next_if_eq(&',').is_some() {
        let group = digits(chars);
        if group.len() != 3 || !(1..=3).contains(&first) {
            return Err(MoneyFault::NotUnderstood);
        }
        whole.push_str(&group);
    }
    Ok(whole)
}

fn digits(chars: &mut Peekable<Chars<'_>>) -> String {
    std::iter::from_fn(|| chars.next_if(char::is_ascii_digit)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn money(code: &str) -> &'static Currency {
        Currency::by_code(code).unwrap()
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, minor) in [
            ("300", 30_000),
            ("1,234.5", 123_450),
            ("1，234．50", 123_450),
            ("￥３００", 30_000),
            ("¥ 300", 30_000),
            ("300元", 30_000),
            ("300 块", 30_000),
            ("RMB 12.5", 1_250),
            ("12.5 rmb", 1_250),
            ("人民币12", 1_200),
            ("CNY12.05", 1_205),
            ("-5", -500),
            ("−5", -500),
            ("-¥5", -500),
            ("¥-5", -500),
            ("+5.", 500),
            (".5", 50),
            ("007", 700),
            ("0", 0),
            ("-0", 0),
            ("1,234,567.89", 123_456_789),
        ] {
            assert_eq!(Money::parse(text, money("CNY")), Ok(Money(minor)), "{text}");
        }
        assert_eq!(Money::parse("HK$1,000", money("hkd")), Ok(Money(100_000)));
        assert_eq!(Money::parse("US$9.99", money("USD")), Ok(Money(999)));
        assert_eq!(Money::parse("１２００円", money("JPY")), Ok(Money(1_200)));
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        use MoneyFault::{Empty, NotUnderstood, TooLarge, TooManyDecimals};
        for (text, fault) in [
            ("", Empty),
            ("\u{3000} ", Empty),
            ("abc", NotUnderstood),
            (".", NotUnderstood),
            ("-", NotUnderstood),
            ("¥", NotUnderstood),
            ("--5", NotUnderstood),
            ("-¥-5", NotUnderstood),
            ("5-", NotUnderstood),
            ("1,23", NotUnderstood),
            ("1234,567", NotUnderstood),
            (",123", NotUnderstood),
            ("1,,234", NotUnderstood),
            ("1.2.3", NotUnderstood),
            ("1.234,5", NotUnderstood),
            ("1 234", NotUnderstood),
            ("1e3", NotUnderstood),
            ("1.38E+10", NotUnderstood),
            ("$5", NotUnderstood),
            ("¥5元", NotUnderstood),
            ("0x10", NotUnderstood),
            ("NaN", NotUnderstood),
            ("1.234", TooManyDecimals),
            ("1.230", TooManyDecimals),
            ("92233720368547758.08", TooLarge),
            ("99999999999999999999999999999999999999999999", TooLarge),
        ] {
            assert_eq!(Money::parse(text, money("CNY")), Err(fault), "{text}");
        }
        assert_eq!(Money::parse("5.5", money("JPY")), Err(TooManyDecimals));
        assert_eq!(
            Money::parse("-92233720368547758.08", money("CNY")),
            Ok(Money(i64::MIN))
        );
    }

    #[test]
    fn files_are_rounded_half_away_from_zero_and_it_is_said() {
        let read = |text: &str, code: &str| {
            let read = Money::parse_rounding(text, money(code)).unwrap();
            (read.money.0, read.rounded)
        };
        assert_eq!(read("3578.27", "USD"), (357_827, false));
        assert_eq!(read("1700.9900", "USD"), (170_099, false));
        assert_eq!(read("699.0982", "USD"), (69_910, true));
        assert_eq!(read("0.005", "USD"), (1, true));
        assert_eq!(read("-0.005", "USD"), (-1, true));
        assert_eq!(
            read("0.00499999999999999999999999999999999", "USD"),
            (0, true)
        );
        assert_eq!(read("1,234.5", "KRW"), (1_235, true));
        assert_eq!(read("99.995", "USD"), (10_000, true));
        let refused = Money::parse_rounding("2.9999999999999999E-2", money("USD"));
        assert_eq!(refused, Err(MoneyFault::NotUnderstood));
    }

    #[test]
    fn amounts_are_shown_grouped_and_short() {
        let cny = money("CNY");
        assert_eq!(Money(123_456_789).grouped(cny), "1,234,567.89");
        assert_eq!(Money(-100_000).plain(cny), "-1000.00");
        assert_eq!(Money(-5).grouped(cny), "-0.05");
        assert_eq!(Money(30_000).short(cny), "¥300");
        assert_eq!(Money(-123_450).short(cny), "-¥1,234.50");
        assert_eq!(Money(1_234).short(money("JPY")), "¥1,234");
        assert_eq!(Money(i64::MIN).plain(cny), "-92233720368547758.08");
    }

    #[test]
    fn sums_that_cannot_be_stored_are_none() {
        assert_eq!(Money::sum([Money(i64::MAX), Money(1)]), None);
        assert_eq!(Money::sum([Money(40), Money(2)]), Some(Money(42)));
        assert_eq!(Money(i64::MIN).checked_sub(Money(1)), None);
        assert_eq!(Money(i64::MAX).times(2), None);
        assert_eq!(Money(29_900).times(3), Some(Money(89_700)));
    }

    proptest! {
        #[test]
        fn every_print_reads_back_in_every_currency(minor: i64, index in 0usize..10) {
            let currency = &CURRENCIES[index];
            let money = Money(minor);
            for text in [money.plain(currency), money.grouped(currency), money.short(currency)] {
                prop_assert_eq!(Money::parse(&text, currency), Ok(money), "{}", text);
            }
        }

        #[test]
        fn rounding_is_exact_and_at_most_half_a_unit_away(
            units in -1_000_000_000_000i64..1_000_000_000_000, places in 0u32..8,
        ) {
            let scale = 10_i64.pow(places);
            let sign = if units < 0 { "-" } else { "" };
            let (whole, part) = (units.unsigned_abs() / scale as u64, units.unsigned_abs() % scale as u64);
            let text = if places == 0 { units.to_string() }
                else { format!("{sign}{whole}.{part:0width$}", width = places as usize) };
            let read = Money::parse_rounding(&text, money("USD")).unwrap();
            let (exact, got) = (i128::from(units) * 100, i128::from(read.money.0) * i128::from(scale));
            prop_assert!((exact - got).abs() * 2 <= i128::from(scale), "{text}");
            prop_assert_eq!(read.rounded, exact != got);
            if (exact - got).abs() * 2 == i128::from(scale) {
                prop_assert!(got.abs() > exact.abs(), "a half goes away from zero: {}", text);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,12}|[-+¥$￥0-9０-９.,eE元 ]{0,40}", index in 0usize..10) {
            let _ = Money::parse(&text, &CURRENCIES[index]);
            let _ = Money::parse_rounding(&text, &CURRENCIES[index]);
        }
    }
}
