//! What a typed number means: plain Chinese mobiles by rule, all others by libphonenumber's
//! plans, loaded at the first number that needs them (8 ms, then half a microsecond each).

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberType, PhoneNumberUtil, Region};
use serde::Serialize;

use super::keys::MAX_DIGITS;
use super::{Phone, PhoneFault, PhoneKind, plan, read};

/// Longest text that is looked at; a longer one is no telephone number.
const MAX_TEXT: usize = 250;

pub(super) fn library() -> &'static PhoneNumberUtil {
    &PHONE_NUMBER_UTIL
}

/// Understands `typed` as somebody in `region` (two letters: CN, HK, …) would dial it.
///
/// A number that no plan knows is no error: it comes back with `known` false and its bare
/// digits. Errors are only for what cannot be kept as a number; nothing is ever guessed.
pub fn understand(typed: &str, region: &str) -> Result<Phone, PhoneFault> {
    if typed.len() > MAX_TEXT {
        return Err(PhoneFault::TooLong);
    }
    if region.eq_ignore_ascii_case("CN")
        && let Some(phone) = plain_cn_mobile(typed)
    {
        return Ok(phone);
    }
    let text = read::clean(typed);
    if text.is_empty() {
        return Err(PhoneFault::Empty);
    }
    if read::is_mangled(&text) {
        return Err(PhoneFault::Mangled);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(PhoneFault::NoDigits);
    }
    let (number, extension) = read::chinese_extension(read::without_decimals(&text));
    if let Some(short) = short_number(number, region) {
        return Ok(finish(typed, short, None, PhoneKind::Short, extension));
    }
    let parsed = parse(number, region);
    if let Some(phone) = &parsed
        && let Some(kind) = kind_of(phone)
    {
        return Ok(from_library(typed, phone, kind, extension));
    }
    if extension.is_none()
        && let Some((head, tail)) = read::trailing_group(number)
        && let Some(phone) = parse(head, region)
        && phone.extension.is_none()
        && let Some(kind) = kind_of(&phone)
    {
        return Ok(from_library(typed, &phone, kind, Some(tail.to_owned())));
    }
    unknown(typed, number, region, parsed, extension)
}

/// The way of most rows of most imports: `13800134821` as it is or with spaces or hyphens, after
/// `+86`, `0086`, or the 0 that an exchange puts before it. None: let the library look.
fn plain_cn_mobile(typed: &str) -> Option<Phone> {
    let mut buffer = [0_u8; 16];
    let mut length = 0;
    let text = typed.trim_ascii();
    let plus = text.starts_with('+');
    for byte in text.bytes().skip(usize::from(plus)) {
        match byte {
            b'0'..=b'9' => {
                *buffer.get_mut(length)? = byte;
                length += 1;
            }
            b' ' | b'-' if length > 0 => {}
            _ => return None,
        }
    }
    let digits = std::str::from_utf8(buffer.get(..length)?).ok()?;
    let national = if plus {
        digits.strip_prefix("86")?
    } else {
        digits
            .strip_prefix("0086")
            .or_else(|| digits.strip_prefix('0'))
            .unwrap_or(digits)
    };
    plan::is_cn_mobile(national).then(|| {
        let e164 = format!("+86{national}");
        finish(
            typed,
            format!("86{national}"),
            Some(e164),
            PhoneKind::Mobile,
            None,
        )
    })
}

/// The digits of a short number, if the text is nothing else.
fn short_number(text: &str, region: &str) -> Option<String> {
    let only = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let digits = read::digits(text);
    (only && plan::is_short(&digits, region)).then_some(digits)
}

/// What the library reads. In China letters are not dialled: where it took them for digits
/// (`021 6234 home`), they are left out.
fn parse(text: &str, region: &str) -> Option<PhoneNumber> {
    let home = Region::from_code(&region.to_ascii_uppercase()).ok();
    let parsed = library().parse(text, home).ok();
    let written = text.chars().filter(char::is_ascii_digit).count();
    match &parsed {
        Some(phone) if phone.country_code == 86 && national(phone).len() > written => {
            let spoken = text.replace(|c: char| c.is_ascii_alphabetic(), " ");
            library().parse(spoken.trim(), home).ok()
        }
        _ => parsed,
    }
}

fn national(phone: &PhoneNumber) -> String {
    rlibphonenumber::get_national_significant_number_owned(phone)
}

/// The kind of a number that its plan knows; None if it does not.
fn kind_of(phone: &PhoneNumber) -> Option<PhoneKind> {
    Some(match phone.get_type() {
        PhoneNumberType::FixedLine => PhoneKind::Landline,
        PhoneNumberType::Mobile => PhoneKind::Mobile,
        PhoneNumberType::FixedLineOrMobile => PhoneKind::FixedOrMobile,
        PhoneNumberType::TollFree => PhoneKind::TollFree,
        PhoneNumberType::PremiumRate => PhoneKind::Premium,
        PhoneNumberType::SharedCost => PhoneKind::SharedCost,
        PhoneNumberType::VoIP => PhoneKind::Voip,
        PhoneNumberType::PersonalNumber => PhoneKind::Personal,
        PhoneNumberType::Pager => PhoneKind::Pager,
        PhoneNumberType::UAN => PhoneKind::Company,
        PhoneNumberType::VoiceMail => PhoneKind::Voicemail,
        PhoneNumberType::Unknown => return None,
    })
}

fn from_library(
    typed: &str,
    phone: &PhoneNumber,
    kind: PhoneKind,
    extension: Option<String>,
) -> Phone {
    let digits = format!("{}{}", phone.country_code, national(phone));
    let extension = extension.or_else(|| phone.extension.clone());
    finish(
        typed,
        digits.clone(),
        Some(format!("+{digits}")),
        kind,
        extension,
    )
}

/// Kept as it is: its bare digits are its normal form.
fn unknown(
    typed: &str,
    number: &str,
    region: &str,
    parsed: Option<PhoneNumber>,
    extension: Option<String>,
) -> Result<Phone, PhoneFault> {
    let extension = extension.or_else(|| parsed.as_ref().and_then(|phone| phone.extension.clone()));
    let dialled = number.split_once(';').map_or(number, |(head, _)| head);
    let mut digits = read::digits(dialled);
    if let Some(tail) = &extension
        && digits.len() > tail.len()
        && number.ends_with(tail.as_str())
    {
        digits.truncate(digits.len() - tail.len());
    }
    if digits.is_empty() {
        return Err(PhoneFault::NoDigits);
    }
    if digits.len() > MAX_DIGITS {
        return Err(PhoneFault::TooLong);
    }
    // Elsewhere letters may be dialled: there the library says whether it could be a number.
    let dials_letters = !region.eq_ignore_ascii_case("CN")
        && parsed
            .as_ref()
            .is_some_and(|phone| phone.country_code != 86);
    if !dials_letters && read::has_other_letters(dialled) {
        return Err(PhoneFault::Letters);
    }
    let e164 = parsed.map(|phone| format!("+{}{}", phone.country_code, national(&phone)));
    Ok(finish(typed, digits, e164, PhoneKind::Unknown, extension))
}

fn finish(
    typed: &str,
    digits: String,
    e164: Option<String>,
    kind: PhoneKind,
    extension: Option<String>,
) -> Phone {
    let known = kind != PhoneKind::Unknown;
    Phone {
        typed: typed.to_owned(),
        digits,
        e164,
        kind,
        extension,
        known,
    }
}

/// How a typed number is understood, in the shape of `huoke explain phone`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// As it was typed.
    pub input: String,
    /// E.164 with its plus, a short number as it is, null if it is neither. Of digits that no plan
    /// knows it is what they would be read as when dialled; they are kept as `stored`.
    pub number: Option<String>,
    /// Its normal form: the digits that are stored and by which it is found.
    pub stored: String,
    /// True if a numbering plan knows it.
    pub valid: bool,
    /// [`PhoneKind::code`].
    pub kind: &'static str,
    /// Digits to dial after the line is up.
    pub extension: Option<String>,
}

/// Explains a typed number; the fault says why it is none.
pub fn explain(typed: &str, region: &str) -> Result<Explained, PhoneFault> {
    let phone = understand(typed, region)?;
    let stored = phone.digits.clone();
    let number = if phone.kind == PhoneKind::Short {
        Some(phone.digits)
    } else {
        phone.e164
    };
    Ok(Explained {
        input: phone.typed,
        number,
        stored,
        valid: phone.known,
        kind: phone.kind.code(),
        extension: phone.extension,
    })
}
