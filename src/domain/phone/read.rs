//! Reads typed text as far as all numbering plans agree: full-width and hidden characters,
//! digits, extensions as Chinese write them, numbers that a spreadsheet has damaged.

/// The text with full-width forms, odd spaces and hyphens made plain ASCII and with characters
/// that are not seen (zero width, text direction) left out. Trimmed. Blanks and backslashes that
/// an export wrote as `\t`, `\n`, `\\` are read as what they stand for.
pub(super) fn clean(typed: &str) -> String {
    let plain: String = typed.chars().filter_map(plain).collect();
    if plain.contains('\\') {
        let blank = plain
            .replace("\\t", " ")
            .replace("\\n", " ")
            .replace("\\r", " ");
        return blank.replace("\\\\", "\\").trim().to_owned();
    }
    plain.trim().to_owned()
}

fn plain(c: char) -> Option<char> {
    match c {
        '\u{00AD}'
        | '\u{061C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{FE58}' | '\u{FE63}' => Some('-'),
        c if c.is_whitespace() => Some(' '),
        c => Some(digit(c).unwrap_or(c)),
    }
}

/// The ASCII digit of a decimal digit of the scripts that phones and keyboards write.
fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 7] = [0x30, 0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0x1810];
    let zero = ZEROS
        .into_iter()
        .find(|zero| (*zero..*zero + 10).contains(&u32::from(c)))?;
    char::from_digit(u32::from(c) - zero, 10)
}

/// Whether a text is meant as a number: digits and what is written between them, an extension
/// behind it. Says nothing of whether any plan knows it.
#[must_use]
pub fn is_number(typed: &str) -> bool {
    let text = clean(typed);
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    let (head, _) = chinese_extension(text);
    let between = |c: char| " +-()./,;#*_x".contains(c);
    head.contains(|c: char| c.is_ascii_digit())
        && head.chars().all(|c| c.is_ascii_digit() || between(c))
}

/// The ASCII digits of a cleaned text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// True if a spreadsheet wrote the number in powers of ten (`1.38E+10`, `8.613E12`).
pub(super) fn is_mangled(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let mantissa = mantissa.trim_start_matches(['+', '\'']);
    let exponent = exponent.trim_start_matches('+');
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let whole_and_rest = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    all_digits(whole_and_rest.0) && all_digits(whole_and_rest.1) && all_digits(exponent)
}

/// Whether a cleaned text has Latin letters besides the words that stand before a number and its
/// extension.
pub(super) fn has_other_letters(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "tel",
        "phone",
        "mobile",
        "mob",
        "cell",
        "fax",
        "home",
        "office",
        "work",
        "ext",
        "extn",
        "xtn",
        "extension",
        "x",
    ];
    text.split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .any(|word| !WORDS.contains(&word.to_ascii_lowercase().as_str()))
}

/// `13800134821.0`, a number that went through a spreadsheet unharmed, without its `.0`. No
/// number is written with one last group of a single nought.
pub(super) fn without_decimals(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, fraction))
            if whole.len() >= 5
                && whole.bytes().all(|b| b.is_ascii_digit())
                && (fraction == "0" || fraction == "00") =>
        {
            whole
        }
        _ => text,
    }
}

/// Splits `021-62344821 转 801` into the number and its extension. The words that the library
/// knows itself (x, ext, #, ;ext=) are left to it.
pub(super) fn chinese_extension(text: &str) -> (&str, Option<String>) {
    const WORDS: [&str; 8] = [
        "转分机",
        "轉分機",
        "分机",
        "分機",
        "转",
        "轉",
        "内线",
        "內線",
    ];
    let Some((head, tail)) = WORDS
        .into_iter()
        .filter_map(|word| text.split_once(word))
        .min_by_key(|(head, _)| head.len())
    else {
        return (text, None);
    };
    let extension: String = tail
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .chars()
        .take_while(char::is_ascii_digit)
        .take(20)
        .collect();
    let head = head.trim_end_matches([' ', '-', ',', '(', '/', '，', '（']);
    (head, (!extension.is_empty()).then_some(extension))
}

/// Splits off a short last group after a hyphen, stroke, comma or star: `021-62344821-801`. Only
/// a guess, to be believed if the head is a number that a plan knows and the whole is not. The
/// hyphens in the parameters of a tel: URI part nothing.
pub(super) fn trailing_group(text: &str) -> Option<(&str, &str)> {
    if text.contains(';') {
        return None;
    }
    let (head, tail) = text.rsplit_once(['-', '/', ',', '*', '_'])?;
    let (head, tail) = (head.trim(), tail.trim());
    let short = (1..=6).contains(&tail.len()) && tail.bytes().all(|b| b.is_ascii_digit());
    short.then_some((head, tail))
}
