//! What two spellings of a name have in common: compatibility forms, case, accents, Traditional
//! and Simplified, characters that are not seen. For keys and queries alike.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// First and last character of the plain table: CJK ideographs of the basic plane.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9FFF;

/// What each ideograph folds into, 0 for itself; 54 KB, made of the table at first use.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    let pairs = include_str!("simplified.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    for pair in pairs.flat_map(str::split_whitespace) {
        let mut pair = pair.chars().map(u32::from);
        if let (Some(from), Some(to)) = (pair.next(), pair.next())
            && let Some(place) = table.get_mut(from.wrapping_sub(FIRST) as usize)
        {
            *place = u16::try_from(to).unwrap_or(0);
        }
    }
    table
});

/// The text in the form in which names are compared: NFKC, lower case, Latin letters without
/// accents, Traditional as Simplified, without apostrophes and characters that are not seen.
#[must_use]
pub fn fold(text: &str) -> String {
    plain(text).chars().map(simplified).collect()
}

/// [`fold`] without the last step; as many characters, so that they can be looked at in pairs.
pub(super) fn plain(text: &str) -> String {
    let settled = |c: char| c.is_ascii() || (FIRST..=LAST).contains(&u32::from(c));
    let mut folded = String::with_capacity(text.len());
    if text.chars().all(settled) {
        folded.extend(
            text.chars()
                .filter(|c| *c != '\'')
                .map(|c| c.to_ascii_lowercase()),
        );
        return folded;
    }
    for c in text
        .chars()
        .filter(|c| !is_ignorable(*c))
        .nfkc()
        .flat_map(char::to_lowercase)
    {
        // A letter without its marks: ǣ is an æ, too.
        let letter = match c {
            'À'..='ɏ' | 'Ḁ'..='ỿ' => std::iter::once(c).nfd().next().unwrap_or(c),
            c => c,
        };
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            '\'' | '’' | '‘' | 'ʼ' | '`' | '\u{0300}'..='\u{036F}' => {}
            c => folded.push(c),
        }
    }
    // Without what stood between them, marks may stand in another order, or join.
    folded.nfc().collect()
}

/// The Simplified form of a Traditional character, or the character itself.
pub(super) fn simplified(c: char) -> char {
    let place = u32::from(c).wrapping_sub(FIRST) as usize;
    match SIMPLIFIED.get(place) {
        Some(0) | None => c,
        Some(to) => char::from_u32(u32::from(*to)).unwrap_or(c),
    }
}

/// Characters that are not seen: control, zero width, text direction, variation selectors.
fn is_ignorable(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{00AD}' | '\u{061C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}
