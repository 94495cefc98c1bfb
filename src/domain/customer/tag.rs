//! Tags of a customer: codes of the list `tag`, several in one value, comma between, in the order
//! of the list. Must not know where they are stored.

use crate::domain::interaction::Choice;
use crate::domain::nearest::{Of, nearest};
use crate::error::Fault;

/// The coded list.
pub const TAG: &str = "tag";
/// What stands between two codes.
const COMMA: char = ',';

/// The value for tags named by their codes or labels, however they are parted; else the nearest
/// ones.
pub fn tags(choices: &[Choice], typed: &str) -> Result<String, Fault> {
    let known = || choices.iter().filter(|choice| choice.list == TAG);
    let mut wanted: Vec<&str> = Vec::new();
    for word in typed.split([COMMA, '，', '、', ';', '；', '\n']) {
        let word = word.trim().to_lowercase();
        if word.is_empty() {
            continue;
        }
        let is = |text: &String| text.to_lowercase() == word;
        let found = known()
            .find(|choice| is(&choice.code))
            .or_else(|| known().find(|choice| is(&choice.zh) || is(&choice.en)));
        let Some(found) = found else {
            let nearest = nearest(&word, known().map(Choice::word)).of(Of::List(TAG.to_owned()));
            return Err(Fault::Unknown { nearest });
        };
        wanted.push(&found.code);
    }
    let codes = known().map(|choice| choice.code.as_str());
    let codes: Vec<&str> = codes.filter(|code| wanted.contains(code)).collect();
    Ok(codes.join(","))
}

/// The codes in a value.
pub fn codes(value: &str) -> impl Iterator<Item = &str> {
    value.split(COMMA).filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn choice(list: &str, code: &str, zh: &str, en: &str) -> Choice {
        Choice {
            list: list.to_owned(),
            code: code.to_owned(),
            zh: zh.to_owned(),
            en: en.to_owned(),
            active: true,
            ..Choice::default()
        }
    }

    #[test]
    fn tags_are_named_by_code_or_label_and_stand_in_the_order_of_the_list() {
        let choices = [
            choice(TAG, "key", "重点客户", "Key customer"),
            choice(TAG, "tea", "爱喝茶", "Likes tea"),
            choice("tier", "gold", "金卡", "Gold"),
        ];
        for typed in [
            "tea,key",
            "爱喝茶、重点客户",
            "KEY; likes tea, tea",
            " tea ，\nkey ",
        ] {
            assert_eq!(tags(&choices, typed).unwrap(), "key,tea", "{typed}");
        }
        assert_eq!(tags(&choices, " ").unwrap(), "");
        let Err(Fault::Unknown { nearest }) = tags(&choices, "key,重点") else {
            panic!("重点 is no tag");
        };
        assert_eq!(nearest.codes().collect::<Vec<_>>(), ["key", "tea"]);
        assert!(tags(&choices, "gold").is_err());
        assert_eq!(codes("key,tea").collect::<Vec<_>>(), ["key", "tea"]);
        assert_eq!(codes("").count(), 0);
    }
}
