//! What the parts of a reason and of a cadence are called, and what each does. Must not know how
//! they are set.

use super::Lang;
use crate::domain::staff::Role;
use crate::domain::today::{Cadence, Kind, Part, Rule};
use crate::error::Fault;

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
        (None, Lang::Zh) if code == "cadence.days" => "联系间隔天数",
        (None, Lang::En) if code == "cadence.days" => "days between contacts",
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

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// What a field of a reason's form is for, while it is in focus; none: its list says it.
#[must_use]
pub fn told(lang: Lang, part: Part) -> Option<&'static str> {
    let (zh, en) = match part {
        Part::Before => (
            "提前几天开始提醒",
            "how many days before its day it begins to show",
        ),
        Part::After => (
            "过后还提醒几天",
            "for how many days after its day it goes on showing",
        ),
        Part::Weight => (
            "0 到 100，大的排在前面",
            "0 to 100: the heavier stands first",
        ),
        Part::SeenBy => (
            "哪些角色看得到：坐席、主管、经理……",
            "which roles see it: agent, supervisor, manager …",
        ),
        Part::Days => (
            "购买后第几天提醒",
            "how many days after the purchase its day is",
        ),
        Part::Date => (
            "10-01、农历八月十五；写年份的只提醒一次：2026-12-20",
            "10-01, lunar:08-15; with its year it comes once: 2026-12-20",
        ),
        _ => return None,
    };
    Some(pick(lang, zh, en))
}

/// What stands in an empty field.
#[must_use]
pub fn hint(lang: Lang, part: Part) -> &'static str {
    match part {
        Part::LabelZh => "元宵问候",
        Part::LabelEn => "Lantern Festival",
        Part::Before | Part::After | Part::Days => pick(lang, "7、2周", "7, 2w"),
        Part::Date => pick(lang, "10-01、农历八月十五", "10-01, lunar:08-15"),
        _ => "",
    }
}

/// What is wrong with a part, and what would be right.
#[must_use]
pub fn wrong(lang: Lang, part: &str, fault: &Fault) -> String {
    let example = match (part, fault) {
        (_, Fault::Empty) => "",
        ("date", _) => pick(
            lang,
            "；例如：10-01、农历八月十五",
            "; for example 10-01, lunar:08-15",
        ),
        ("weight", _) => pick(lang, "；例如：50", "; for example 50"),
        ("before" | "after" | "days" | "most", _) => {
            pick(lang, "；例如：7、2周", "; for example 7, 2w")
        }
        _ => "",
    };
    format!("{}{example}", super::fault(lang, fault))
}

/// A rule or a cadence was changed.
#[must_use]
pub fn saved(lang: Lang) -> &'static str {
    pick(lang, "提醒设置已保存", "saved: what Today is made of")
}

/// A rule goes for good.
#[must_use]
pub fn remove(lang: Lang) -> &'static str {
    pick(lang, "删除", "remove it")
}

/// A greeting is for all customers.
#[must_use]
pub fn everybody(lang: Lang) -> &'static str {
    pick(lang, "全部客户", "all customers")
}

/// Who sees a rule, by code; `all`.
#[must_use]
pub fn seer(lang: Lang, code: &str) -> String {
    match Role::from_code(code) {
        Some(role) => super::role(lang, role).to_owned(),
        None if code == "all" => pick(lang, "全部", "all").to_owned(),
        None => code.to_owned(),
    }
}

/// The code of a role named in either language; what is none stays as it is.
#[must_use]
pub fn seer_code(named: &str) -> String {
    let is = |role: &Role| {
        Lang::ALL
            .iter()
            .any(|&lang| super::role(lang, *role) == named)
    };
    let found = Role::ALL.into_iter().find(is);
    match found {
        Some(role) => role.code().to_owned(),
        None if Lang::ALL.iter().any(|&lang| seer(lang, "all") == named) => "all".to_owned(),
        None => named.to_owned(),
    }
}

/// The heading of a form for a new rule.
#[must_use]
pub fn new_title(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Bought => pick(lang, "新增购买后指导", "New guidance after a purchase"),
        _ => pick(lang, "新增问候", "New greeting"),
    }
}

/// The heading of a cadence; no grade: of all others.
#[must_use]
pub fn cadence_title(lang: Lang, grade: Option<&str>) -> String {
    match (lang, grade) {
        (Lang::Zh, Some(grade)) => format!("{grade}：多久联系一次"),
        (Lang::Zh, None) => "其他客户：多久联系一次".to_owned(),
        (Lang::En, Some(grade)) => format!("{grade}: how often to contact"),
        (Lang::En, None) => "All others: how often to contact".to_owned(),
    }
}

/// What a part of a cadence is called in a form.
#[must_use]
pub fn cadence_part(lang: Lang, part: &str) -> &'static str {
    match part {
        "most" => pick(lang, "30天内最多次数", "most in 30 days"),
        _ => pick(lang, "至少每几天一次", "every so many days"),
    }
}

/// The heading of the list of rules.
#[must_use]
pub fn list_title(lang: Lang) -> &'static str {
    pick(
        lang,
        "提醒原因和联系频率",
        "Reasons to call, and how often whom",
    )
}

/// Days before and after a rule's day, in short; off where it is not used.
#[must_use]
pub fn window(lang: Lang, rule: &Rule) -> String {
    let Rule { before, after, .. } = rule;
    match (rule.on, lang) {
        (false, _) => pick(lang, "停用", "off").to_owned(),
        // A hundred years are as long as it takes.
        (true, _) if *after > 3_650 => format!("-{before} ..."),
        (true, Lang::Zh) => format!("-{before} +{after}天"),
        (true, Lang::En) => format!("-{before} +{after}d"),
    }
}

/// How often, in short.
#[must_use]
pub fn every(lang: Lang, cadence: &Cadence) -> String {
    let every = cadence.every_days;
    match lang {
        Lang::Zh => format!("每{every}天"),
        Lang::En => format!("{every}d"),
    }
}

/// How often at most, in short.
#[must_use]
pub fn most(lang: Lang, cadence: &Cadence) -> String {
    let most = cadence.most;
    match lang {
        Lang::Zh => format!("最多{most}次"),
        Lang::En => format!("most {most}"),
    }
}

/// Who may change what Today is made of.
#[must_use]
pub fn ask_admin(lang: Lang) -> &'static str {
    pick(
        lang,
        "提醒原因由有“修改设置”权限的人设置：请找管理员",
        "Reasons are set by who may change settings: ask an administrator",
    )
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
