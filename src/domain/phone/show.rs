//! How stored numbers are shown: masked in lists, grouped in full. By simple rules over the
//! normal form and its kind, without the library, since lists are drawn in the first frame.

use super::PhoneKind;
use super::plan::{cn_area_len, country_code_len, plan};

/// Masked, the last four digits readable: `138****4821`, `021****4821`, `+852 ****4821`; numbers
/// of the file's `region` in national form. Short numbers are no secret and stay whole.
#[must_use]
pub fn masked(digits: &str, kind: PhoneKind, region: &str) -> String {
    if kind == PhoneKind::Short {
        return digits.to_owned();
    }
    let (before, number) = place(digits, kind, region);
    let shown = head_len(&number, kind, region, before.is_empty());
    let last = if number.len() >= 7 {
        4
    } else {
        2.min(number.len().saturating_sub(2))
    };
    let head: String = number.chars().take(shown).collect();
    let tail: String = number.chars().skip(number.len() - last).collect();
    format!("{before}{head}****{tail}")
}

/// In full, grouped to be read aloud: `138 0013 4821`, `021 6234 4821`, `+852 9123 4821`. An
/// extension is not part of it.
#[must_use]
pub fn spoken(digits: &str, kind: PhoneKind, region: &str) -> String {
    if kind == PhoneKind::Short {
        return digits.to_owned();
    }
    if kind == PhoneKind::Unknown {
        return in_fours(digits);
    }
    let (before, number) = place(digits, kind, region);
    let head = if before == "+1 " {
        3
    } else {
        head_len(&number, kind, region, before.is_empty())
    };
    let rest: Vec<char> = number.chars().skip(head).collect();
    let mut text = before;
    text.extend(number.chars().take(head));
    // 7 digits are read 3-4, 8 are read 4-4, 11 are read 3-4-4: fours from the right.
    let first = match rest.len() % 4 {
        0 => 4,
        1 => 5,
        short => short,
    };
    for (at, c) in rest.iter().enumerate() {
        if (at == 0 && head > 0) || (at >= first && (at - first).is_multiple_of(4)) {
            text.push(' ');
        }
        text.push(*c);
    }
    text
}

/// Digits of which nobody knows how they belong together: fours from the right.
fn in_fours(digits: &str) -> String {
    let mut text = String::new();
    let count = digits.chars().count();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(4) {
            text.push(' ');
        }
        text.push(c);
    }
    text
}

/// As a program dials it: E.164 with its plus, or the digits as they are where the number is a
/// short one or no plan knows it.
#[must_use]
pub fn dialled(digits: &str, kind: PhoneKind, known: bool) -> String {
    if known && kind != PhoneKind::Short {
        format!("+{digits}")
    } else {
        digits.to_owned()
    }
}

/// What stands before the number and the digits themselves: national form (with the trunk 0 of
/// fixed lines) at home, `+852 ` and the rest for other countries, bare if no plan knows it.
fn place(digits: &str, kind: PhoneKind, region: &str) -> (String, String) {
    if kind == PhoneKind::Unknown {
        return (String::new(), digits.to_owned());
    }
    if let Some(plan) = plan(region)
        && let Some(national) = digits.strip_prefix(plan.code.as_ref())
    {
        // In China only fixed lines have the 0; in North America nothing is put before numbers.
        let bare = plan.code == "1" || (plan.code == "86" && kind != PhoneKind::Landline);
        let trunk = if bare { "" } else { plan.trunk };
        return (String::new(), format!("{trunk}{national}"));
    }
    let (code, rest) = digits
        .split_at_checked(country_code_len(digits))
        .unwrap_or((digits, ""));
    (format!("+{code} "), rest.to_owned())
}

/// How many digits at the head tell where a number belongs and may be shown.
fn head_len(number: &str, kind: PhoneKind, region: &str, at_home: bool) -> usize {
    let china = region.eq_ignore_ascii_case("CN");
    match kind {
        _ if !at_home => 0,
        PhoneKind::Landline if china => 1 + number.strip_prefix('0').map_or(2, cn_area_len),
        _ if number.len() >= 10 => 3,
        _ => 0,
    }
}
