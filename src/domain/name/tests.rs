//! Names against real persons and surnames.

use proptest::prelude::*;

use super::*;
use crate::testing::data_rows;

fn finds(name: &str, typed: &str) -> bool {
    let query = query(typed);
    !query.is_empty() && terms(name).iter().any(|(term, _)| term.starts_with(&query))
}

fn kind_of(name: &str, term: &str) -> Option<TermKind> {
    terms(name)
        .into_iter()
        .find(|(own, _)| own == term)
        .map(|(_, kind)| kind)
}

#[test]
fn a_name_is_found_from_any_character_syllable_and_initial() {
    for typed in [
        "李明朗",
        "明朗",
        "朗",
        "李 明",
        "liminglang",
        "LiMing Lang",
        "minglang",
        "lang",
        "lml",
        "ml",
        "l",
        "liml",
        "limingl",
        "LML",
        "ｌｍｌ",
        "li ming",
    ] {
        assert!(finds("李明朗", typed), "{typed}");
    }
    for typed in ["朗李", "limlang x", "yang", "mll", ""] {
        assert!(!finds("李明朗", typed), "{typed}");
    }
    assert_eq!(kind_of("李明朗", "李明朗"), Some(TermKind::Name));
    assert_eq!(kind_of("李明朗", "明朗"), Some(TermKind::NamePart));
    assert_eq!(kind_of("李明朗", "lml"), Some(TermKind::Initials));
    assert_eq!(kind_of("李明朗", "ml"), Some(TermKind::InitialsPart));
    assert_eq!(kind_of("李明朗", "liml"), Some(TermKind::Pinyin));
    assert_eq!(kind_of("李明朗", "lang"), Some(TermKind::PinyinPart));
}

#[test]
fn latin_names_are_found_by_any_word_and_without_accents() {
    for typed in ["jon v yang", "jonv", "v yang", "Yang", "jvy"] {
        assert!(finds("Jon V Yang", typed), "{typed}");
    }
    assert!(finds("José Muñoz", "jose munoz") && finds("Jose Munoz", "Muñoz"));
    assert!(finds("Séan O’Brien", "o'brien") && finds("Jean-Luc Picard", "luc"));
    assert!(finds("Amy 王", "wang") && finds("王 Amy", "amy") && finds("张Amy", "zhangamy"));
    assert!(finds("迪丽热巴·迪力木拉提", "迪力") && finds("迪丽热巴·迪力木拉提", "dilireba"));
    assert!(finds("☎☎", "☎"));
}

#[test]
fn traditional_finds_simplified_and_the_other_way() {
    assert!(finds("鍾麗緹", "钟丽") && finds("钟丽缇", "鍾麗緹") && finds("鍾麗緹", "zhongliti"));
    assert!(finds("鄭家豐", "zhengjiafeng") && finds("吕布", "lvbu") && finds("呂布", "lubu"));
    assert_eq!(fold("ＡＢＣ\u{200b} 臺\u{202e}灣"), "abc 台湾");
}

#[test]
fn compound_and_special_surnames_are_found_as_either() {
    for (name, typed) in [
        ("欧阳修", "ouyangx"),
        ("欧阳修", "oyx"),
        ("单雄信", "shanxx"),
        ("单雄信", "danxiongxin"),
        ("万俟卨", "moqi"),
        ("万俟卨", "wanqi"),
        ("尉迟恭", "yuchigong"),
        ("单于飞", "shanyufei"),
        ("单于飞", "chanyufei"),
        ("乐嘉", "le"),
        ("乐嘉", "yuejia"),
        ("重庆饭店", "chongqing"),
    ] {
        assert!(finds(name, typed), "{name} by {typed}");
    }
}

#[test]
fn codes_are_found_with_and_without_letters_and_noughts() {
    assert_eq!(code_terms("VIP0087"), ["vip0087", "0087", "87"]);
    assert_eq!(code_terms("ＶＩＰ-0087"), ["vip0087", "0087", "87"]);
    assert_eq!(code_terms("0087"), ["0087", "87"]);
    assert_eq!(
        code_terms("A-2026-0087"),
        ["a20260087", "20260087", "0087", "87"]
    );
    assert_eq!(code_terms(" "), Vec::<String>::new());
}

#[test]
fn kinds_keep_their_numbers() {
    for (at, kind) in TermKind::ALL.into_iter().enumerate() {
        assert_eq!(kind.code(), at as i64 + 1);
        assert_eq!(TermKind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(TermKind::from_code(0), None);
}

#[test]
fn long_names_have_few_terms_and_none_is_long() {
    let name = "重庆市长寿区行乐单曾重行长乐朝阳调度中心有限责任公司第一分公司".repeat(3);
    let terms = terms(&name);
    assert!(terms.len() < 700, "{}", terms.len());
    assert!(
        terms
            .iter()
            .all(|(term, _)| term.chars().count() <= MAX_TERM)
    );
    assert!(finds(
        "上海市浦东新区张江科技",
        "shanghaishipudongxinquzhangjiang"
    ));
}

#[test]
fn every_reading_is_made_of_letters() {
    for c in ('\u{3007}'..='\u{9fff}').filter(|c| pinyin::ToPinyin::to_pinyin(c).is_some()) {
        let sounds = reading::readings(c);
        assert!(!sounds.is_empty(), "{c}");
        assert!(
            sounds
                .iter()
                .all(|s| s.bytes().all(|b| b.is_ascii_lowercase())),
            "{c} {sounds:?}"
        );
    }
}

#[test]
fn every_person_is_found_by_pinyin_initials_and_surname_with_initials() {
    let Some(rows) = data_rows("pinyin/cedict_persons.tsv") else {
        return;
    };
    let mut wrong = Vec::new();
    for row in &rows {
        let syllables: Vec<String> = row[4]
            .split_whitespace()
            .map(|s| s.to_lowercase().replace("u:", "v"))
            .collect();
        let plain = |s: &String| s.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let family = row[2].chars().count();
        let full: String = syllables.iter().take(family).map(plain).collect();
        let rest = syllables
            .iter()
            .skip(family)
            .filter_map(|s| s.chars().next());
        let short: String = full.chars().chain(rest).collect();
        for name in [&row[0], &row[1]] {
            for typed in [&row[0], &row[1], &row[3], &row[5], &row[6], &short] {
                if !finds(name, typed) {
                    wrong.push(format!("{name} by {typed}"));
                }
            }
        }
    }
    assert!(rows.len() > 300 && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_surname_is_found_in_each_of_its_readings() {
    let Some(rows) = data_rows("pinyin/surname_readings.tsv") else {
        return;
    };
    let mut wrong = Vec::new();
    for row in &rows {
        let toneless = |text: &str| fold(&text.replace(['ǖ', 'ǘ', 'ǚ', 'ǜ', 'ü'], "v"));
        let readings = row[1..5]
            .iter()
            .flat_map(|cell| cell.split('|'))
            .map(toneless);
        for reading in readings.filter(|r| !r.is_empty() && r != "?") {
            let name = format!("{}明", row[0]);
            for typed in [
                reading.clone(),
                format!("{reading}ming"),
                format!("{reading} m"),
            ] {
                if !finds(&name, &typed) {
                    wrong.push(format!("{name} by {typed}"));
                }
            }
        }
    }
    assert!(rows.len() > 500 && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn explaining_a_name_lists_what_finds_it() {
    let explained = explain("单雄信");
    assert_eq!(
        explained.pinyin,
        [
            "shanxiongxin",
            "shanxiongshen",
            "danxiongxin",
            "danxiongshen"
        ]
    );
    assert_eq!(explained.initials, ["sxx", "sxs", "dxx", "dxs"]);
    for typed in explained.pinyin.iter().chain(&explained.initials) {
        assert!(finds("单雄信", typed), "{typed}");
    }
}

#[test]
fn marks_that_a_quote_kept_apart_are_folded_as_their_neighbours() {
    let once = fold("\u{1a75}`\u{a4d}");
    assert_eq!(fold(&once), once);
    assert_eq!(once, "\u{a4d}\u{1a75}");
}

proptest! {
    #[test]
    fn a_name_is_found_by_itself_and_nothing_panics(name in "\\PC{1,30}") {
        let query = query(&name);
        prop_assert!(query.is_empty() || terms(&name).iter().any(|(term, _)| *term == query));
        let _ = (explain(&name), code_terms(&name));
    }

    #[test]
    fn folding_twice_changes_nothing(name in "\\PC{0,30}") {
        prop_assert_eq!(fold(&fold(&name)), fold(&name));
    }
}
