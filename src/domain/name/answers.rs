//! Whether a name answers to what was typed, without making its terms: for lists of thousands that
//! have no index. Must not know what the names are of.

use super::reading;

/// Ideographs: what may be read aloud.
const HAN: std::ops::RangeInclusive<char> = '\u{3400}'..='\u{9fff}';

/// Whether a name (folded: [`super::fold`]) answers to a query (in the form of [`super::query`])
/// from its beginning (true), or from a later character or word on; none: not at all. Text, pinyin
/// in every reading and initials may follow each other as one likes.
#[must_use]
pub fn answers(folded: &str, query: &str) -> Option<bool> {
    let typed: Vec<char> = query.chars().take(super::MAX_TERM).collect();
    // Most of a list does not answer at all: that is asked first.
    reaches(folded, &typed, true).then(|| reaches(folded, &typed, false))
}

/// Goes through the name once with every place of what was typed that may be reached by then, a
/// bit for each.
fn reaches(folded: &str, typed: &[char], anywhere: bool) -> bool {
    let end = 1_u32 << typed.len();
    // What was reached, and what is reached where the next word begins.
    let (mut here, mut later) = (1_u32, 0_u32);
    let mut in_word = false;
    for c in folded.chars() {
        if !c.is_alphanumeric() {
            in_word = false;
            continue;
        }
        let han = HAN.contains(&c);
        let starts = han || !in_word;
        in_word = !han;
        if starts {
            here |= std::mem::take(&mut later) | u32::from(anywhere);
        }
        let mut next = 0;
        for (place, letter) in typed.iter().enumerate() {
            if here & (1 << place) == 0 {
                continue;
            }
            if *letter == c {
                next |= 1 << (place + 1);
                later |= u32::from(starts && !han) << (place + 1);
            }
            if !han || !letter.is_ascii_lowercase() {
                continue;
            }
            for sound in reading::each(c) {
                let rest = typed.iter().skip(place);
                let same = sound.chars().zip(rest).take_while(|(a, b)| a == *b).count();
                if same > 0 {
                    next |= 1 << (place + 1);
                }
                if same == sound.len() || place + same == typed.len() {
                    next |= 1 << (place + same);
                }
            }
        }
        if (next | later | here) & end != 0 {
            return true;
        }
        here = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::{fold, query, terms};

    #[test]
    fn a_name_answers_to_each_of_its_terms_and_to_what_is_mixed_of_them() {
        for name in [
            "蜂胶软胶囊 Propolis",
            "灵芝茶",
            "重庆火锅底料（大包）",
            "Mountain-200 Silver, 42",
            "HL Road Frame - Black",
            "维生素C 1000mg",
        ] {
            for (term, _) in terms(name) {
                assert!(answers(&fold(name), &term).is_some(), "{name}: {term}");
            }
        }
        let tells = |name: &str, typed: &str| answers(&fold(name), &query(typed));
        assert_eq!(tells("蜂胶软胶囊", "fengjrjn"), Some(true));
        assert_eq!(tells("蜂胶软胶囊", "fjruan"), Some(true));
        assert_eq!(tells("蜂胶软胶囊", "蜂jiao"), Some(true));
        assert_eq!(tells("蜂胶软胶囊", "rjn"), Some(false));
        assert_eq!(tells("Mountain-200 Silver, 42", "m2s4"), Some(true));
        assert_eq!(tells("Mountain-200 Silver, 42", "silver4"), Some(false));
        assert_eq!(tells("蜂胶软胶囊", "fjx"), None);
        assert_eq!(tells("Mountain", "ntain"), None);
    }

    #[test]
    fn names_made_to_take_long_do_not() {
        let (name, typed) = ("a ".repeat(2_000), "a".repeat(24));
        assert_eq!(answers(&name, &typed), Some(true));
        assert_eq!(answers(&"西安".repeat(500), &"xian".repeat(6)), Some(true));
        assert_eq!(
            answers(&"西安".repeat(500), "xianxianxianxianxianxiaz"),
            None
        );
    }
}
