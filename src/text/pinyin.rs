//! Initials of Chinese words, so that a name can be typed without an input method.
//! Must not know whose names they are.

use pinyin::ToPinyin;

/// `记录通话` → `jlth`; Latin letters and digits stay, in lower case; the rest is left out.
pub fn initials(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c.to_pinyin() {
            Some(syllable) => syllable.first_letter().chars().next(),
            None => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        })
        .collect()
}

/// What may be typed for a label of Chinese words: its initials, and all of it spelled out.
pub fn keys(text: &str) -> String {
    let spelled: String = text
        .chars()
        .filter_map(|c| c.to_pinyin())
        .map(|syllable| syllable.plain().replace('ü', "v"))
        .collect();
    format!("{} {spelled}", initials(text))
}

/// Whether a name answers to what was typed: a part of it, or the beginning of its initials.
pub fn answers(name: &str, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    name.to_lowercase().contains(&typed) || initials(name).starts_with(&typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_answers_to_its_initials_and_parts() {
        assert_eq!(initials("记录通话"), "jlth");
        assert_eq!(keys("女儿"), "ne nver");
        assert!(answers("记录通话", "jlt") && answers("记录通话", "通话"));
        assert!(answers("log a call", "CALL") && !answers("log a call", "xx"));
    }
}
