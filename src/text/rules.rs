//! What the parts of a reason and of a cadence are called, and what each does. Must not know how
//! they are set.

use super::Lang;
use crate::domain::today::{Part, Rule};

/// What a part is called in a form.
#[must_use]
pub fn part(lang: Lang, part: Part) -> &'static str {
    let (zh, en) = match part {
        Part::On => ("启用", "used"),
        Part::Before => ("提前天数", "days before"),
        Part::After => ("过后天数", "days after"),
        Part::Weight => ("权重", "weight"),
        Part::LabelZh => ("中文名称", "wording in Chinese"),
        Part::LabelEn => ("英文名称", "wording in English"),
        Part::SeenBy => ("谁看得到", "seen by"),
        Part::Days => ("购买后天数", "days after buying"),
        Part::Date => ("日期", "date"),
        Part::List => ("按什么选", "chosen by"),
        Part::Value => ("哪一类", "which"),
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// What a column or option of theirs is called, by its code; the code where it has no other name.
pub(super) fn column(lang: Lang, code: &str) -> &str {
    match (Part::from_code(code), lang) {
        // Of a note, the day that it is about.
        (Some(Part::On), _) => code,
        (Some(known), _) => part(lang, known),
        (None, Lang::Zh) if code == "most" => "最多次数",
        (None, Lang::En) if code == "most" => "at most",
        (None, _) => code,
    }
}

/// The wording of a rule in a language.
#[must_use]
pub fn label(lang: Lang, rule: &Rule) -> &str {
    match lang {
        Lang::Zh => &rule.label_zh,
        Lang::En => &rule.label_en,
    }
}

/// What a part of a rule does, as a sentence.
#[must_use]
pub fn sentence(lang: Lang, rule: &Rule, part: Part) -> String {
    let (zh, en) = match part {
        Part::On => ("是否提醒：on 或 off。", "whether it is used: on or off."),
        Part::Before => (
            "提前几天开始提醒。",
            "how many days before its day it begins to show.",
        ),
        Part::After => (
            "过后还提醒几天。",
            "for how many days after its day it goes on showing.",
        ),
        Part::Weight => (
            "权重，0 到 100，大的排在前面。",
            "how much it counts, 0 to 100.",
        ),
        Part::LabelZh => ("中文名称。", "what it is called in Chinese."),
        Part::LabelEn => ("英文名称。", "what it is called in English."),
        Part::SeenBy => (
            "哪些角色看得到，逗号分开；all 表示全部。",
            "which roles see it, comma between; all.",
        ),
        Part::Days => (
            "购买后第几天提醒。",
            "how many days after the purchase its day is.",
        ),
        Part::Date => (
            "哪一天：10-01、lunar:08-15，或只有一次的 2026-12-20。",
            "its day: 10-01, lunar:08-15, or once on 2026-12-20.",
        ),
        Part::List => (
            "按什么选客户：tier、grade、tag；all 表示全部客户。",
            "by what customers are chosen: tier, grade, tag; all.",
        ),
        Part::Value => (
            "哪一类客户，或留意什么。",
            "which customers, or what is watched.",
        ),
    };
    match lang {
        Lang::Zh => format!("{}：{zh}", rule.label_zh),
        Lang::En => format!("{}: {en}", rule.label_en),
    }
}

/// What a part (`days`, `most`) of a grade's cadence does; no grade: of all others.
#[must_use]
pub fn cadence(lang: Lang, grade: Option<&str>, part: &str) -> String {
    let grade = grade.map(str::to_uppercase);
    match (lang, grade, part) {
        (Lang::Zh, Some(grade), "most") => {
            format!("{grade} 类客户 30 天内最多联系几次；超过时拨号前提醒。")
        }
        (Lang::Zh, Some(grade), _) => format!("{grade} 类客户至少每几天联系一次。"),
        (Lang::Zh, None, "most") => "其他客户 30 天内最多联系几次；超过时拨号前提醒。".to_owned(),
        (Lang::Zh, None, _) => "其他客户至少每几天联系一次。".to_owned(),
        (Lang::En, Some(grade), "most") => {
            format!(
                "Grade {grade}: contacts in 30 days at most; over it the desk says so before dialling."
            )
        }
        (Lang::En, Some(grade), _) => {
            format!("Grade {grade}: a contact at least every so many days.")
        }
        (Lang::En, None, "most") => {
            "All others: contacts in 30 days at most; over it the desk says so before dialling."
                .to_owned()
        }
        (Lang::En, None, _) => "All others: a contact at least every so many days.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_name_of_its_own_in_both_languages() {
        for lang in Lang::ALL {
            let mut names: Vec<&str> = Part::ALL.iter().map(|&of| part(lang, of)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), Part::ALL.len());
        }
    }
}
