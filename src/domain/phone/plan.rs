//! Numbering plans as far as they must be known without the library: country codes, the digits
//! dialled before national and international numbers, Chinese mobiles and short numbers.
//! The library costs 8 ms at first use; what is asked before the first frame is answered here.

use std::borrow::Cow;

use super::understand::library;

/// How numbers are dialled in one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plan {
    /// Country calling code, digits only.
    pub(super) code: Cow<'static, str>,
    /// Digits before a national number when dialled inside the region; may be empty.
    pub(super) trunk: &'static str,
    /// Digits before a country code when dialling abroad.
    pub(super) abroad: &'static str,
    /// Not from the table below: prefixes may be stranger than this struct can say.
    pub(super) by_library: bool,
}

/// The plan of a region (two letters, any case). The regions that call centres of this part of
/// the world use are answered from a table; any other asks the library. None: no such region.
pub(super) fn plan(region: &str) -> Option<Plan> {
    let known = |code: &'static str, trunk: &'static str, abroad: &'static str| {
        Some(Plan {
            code: Cow::Borrowed(code),
            trunk,
            abroad,
            by_library: false,
        })
    };
    match region.to_ascii_uppercase().as_str() {
        "CN" => known("86", "0", "00"),
        "HK" => known("852", "", "00"),
        "MO" => known("853", "", "00"),
        "TW" => known("886", "0", "00"),
        "SG" => known("65", "", "00"),
        "MY" => known("60", "0", "00"),
        "TH" => known("66", "0", "00"),
        "VN" => known("84", "0", "00"),
        "PH" => known("63", "0", "00"),
        "ID" => known("62", "0", "00"),
        "IN" => known("91", "0", "00"),
        "JP" => known("81", "0", "010"),
        "KR" => known("82", "0", "00"),
        "AU" => known("61", "0", "0011"),
        "NZ" => known("64", "0", "00"),
        "GB" => known("44", "0", "00"),
        "DE" => known("49", "0", "00"),
        "FR" => known("33", "0", "00"),
        "US" | "CA" => known("1", "1", "011"),
        other => from_library(other),
    }
}

/// The regions whose plan is asked for most, for whoever named one that is none.
pub const REGIONS: [&str; 20] = [
    "CN", "HK", "MO", "TW", "SG", "MY", "TH", "VN", "PH", "ID", "IN", "JP", "KR", "AU", "NZ", "GB",
    "DE", "FR", "US", "CA",
];

/// Whether numbers of this region (two letters, any case) have a plan.
pub fn is_region(region: &str) -> bool {
    plan(region).is_some()
}

fn from_library(region: &str) -> Option<Plan> {
    let region = rlibphonenumber::Region::from_code(region).ok()?;
    let code = library().get_country_code_for_region(region)?;
    // The library does not tell the prefixes; most plans have these, and one too many costs nothing.
    let code = Cow::Owned(code.to_string());
    Some(Plan {
        code,
        trunk: "0",
        abroad: "00",
        by_library: true,
    })
}

/// How many leading digits of an international number are its country code (ITU E.164: 1 and 7
/// have one digit, the listed ones two, all others three).
pub(super) fn country_code_len(digits: &str) -> usize {
    const TWO: [&str; 42] = [
        "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
        "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
        "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94",
    ];
    const MORE: [&str; 2] = ["95", "98"];
    match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [_, _, ..]
            if digits
                .get(..2)
                .is_some_and(|two| TWO.contains(&two) || MORE.contains(&two)) =>
        {
            2
        }
        _ => 3.min(digits.len()),
    }
}

/// True for the eleven digits of a Chinese mobile that the numbering plan certainly knows. A
/// test holds every prefix of it against the library.
pub(super) fn is_cn_mobile(national: &str) -> bool {
    let digits = national.as_bytes();
    digits.len() == 11
        && match (digits[0], digits[1], digits[2]) {
            (b'1', b'3' | b'8', _) => true,
            (b'1', b'4', third) => matches!(third, b'5' | b'7'),
            (b'1', b'5' | b'9', third) => third != b'4',
            (b'1', b'6', third) => matches!(third, b'5'..=b'7'),
            (b'1', b'7', third) => matches!(third, b'0'..=b'3' | b'5'..=b'8'),
            _ => false,
        }
}

/// How many digits of a Chinese national number (without the 0) are the area code: Beijing has
/// 10, the other great cities 20 to 29, all others three digits.
pub(super) fn cn_area_len(national: &str) -> usize {
    if national.starts_with("10") || national.starts_with('2') {
        2
    } else {
        3
    }
}

/// True for numbers that are dialled as they are, without an area code: 110, 10086, 12315,
/// 95588, 96110, 950808 in China; elsewhere the three-digit ones (911, 999, 112).
pub(super) fn is_short(digits: &str, region: &str) -> bool {
    if !region.eq_ignore_ascii_case("CN") {
        return digits.len() == 3 && matches!(digits.as_bytes()[0], b'1' | b'9');
    }
    match digits.len() {
        3 => digits.starts_with("11") || digits.starts_with("12"),
        5 => ["10", "11", "12", "95", "96"]
            .iter()
            .any(|start| digits.starts_with(start)),
        6 => digits.starts_with("95") || digits.starts_with("96"),
        _ => false,
    }
}
