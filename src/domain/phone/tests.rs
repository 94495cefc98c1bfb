//! Phones against real data and random digits.

use proptest::prelude::*;

use super::plan::{is_cn_mobile, plan};
use super::understand::library;
use super::*;

fn normal(typed: &str) -> String {
    understand(typed, "CN").unwrap().digits
}

#[test]
fn every_way_of_writing_a_mobile_gives_one_normal_form() {
    for typed in [
        "13800134821",
        "138 0013 4821",
        "138-0013-4821",
        "+86 138-0013-4821",
        "+8613800134821",
        "008613800134821",
        "0086 138 0013 4821",
        "86 13800134821",
        "013800134821",
        "１３８００１３４８２１",
        "＋８６ １３８ ００１３ ４８２１",
        "138\u{a0}0013\u{a0}4821",
        "138\u{2011}0013\u{2011}4821",
        "\u{202a}+86 138 0013 4821\u{202c}",
        "\u{feff}13800134821\u{200b}",
        "tel:+86-138-0013-4821",
        "tel:13800134821;phone-context=+86",
        "13800134821.0",
        "张三 13800134821",
        "13800134821 (home)",
        "13800134821 转801",
    ] {
        assert_eq!(normal(typed), "8613800134821", "{typed}");
    }
}

#[test]
fn extensions_are_split_off_in_every_spelling() {
    for typed in [
        "021-62344821转801",
        "021-62344821 转分机 801",
        "(021)62344821，分机：801",
        "021 6234 4821 ext. 801",
        "021 6234 4821x801",
        "021 6234 4821 #801",
        "021-62344821-801",
        "02162344821,801",
        "+86-21-62344821/801",
        "tel:+86-21-62344821;ext=801",
        "０２１－６２３４４８２１转８０１",
    ] {
        let phone = understand(typed, "CN").unwrap();
        assert_eq!(phone.digits, "862162344821", "{typed}");
        assert_eq!(phone.extension.as_deref(), Some("801"), "{typed}");
        assert_eq!(
            (phone.kind, phone.known),
            (PhoneKind::Landline, true),
            "{typed}"
        );
        assert_eq!(phone.typed, typed);
    }
}

#[test]
fn what_no_plan_knows_is_kept_with_its_bare_digits() {
    for (typed, digits) in [
        ("12345678901", "12345678901"),
        ("62344821", "62344821"),
        ("801", "801"),
        ("1 (11) 500 555-0162", "1115005550162"),
        ("62344821转22", "62344821"),
    ] {
        let phone = understand(typed, "CN").unwrap();
        assert_eq!(phone.digits, digits, "{typed}");
        assert!(!phone.known && phone.kind == PhoneKind::Unknown, "{typed}");
    }
}

#[test]
fn what_cannot_be_a_number_says_why() {
    for (typed, fault) in [
        ("", PhoneFault::Empty),
        (" \u{3000}\u{200b}", PhoneFault::Empty),
        ("n/a", PhoneFault::NoDigits),
        ("######", PhoneFault::NoDigits),
        ("1.38E+10", PhoneFault::Mangled),
        ("8.6138E12", PhoneFault::Mangled),
        ("1,38e+10", PhoneFault::Mangled),
        ("１．３８Ｅ＋１０", PhoneFault::Mangled),
        ("VIP0087b", PhoneFault::Letters),
        ("VIP10087", PhoneFault::Letters),
        ("C004821", PhoneFault::Letters),
        ("6234a4821", PhoneFault::Letters),
        ("13800134821 13900134821", PhoneFault::TooLong),
        (&"1".repeat(300), PhoneFault::TooLong),
    ] {
        assert_eq!(understand(typed, "CN"), Err(fault), "{typed}");
    }
}

#[test]
fn kinds_keep_their_words() {
    for kind in PhoneKind::ALL {
        assert_eq!(PhoneKind::from_code(kind.code()), Some(kind));
    }
    assert_eq!(PhoneKind::from_code("fax"), None);
}

#[test]
fn lists_mask_and_cards_group_numbers() {
    for (typed, masked_form, full) in [
        ("13800134821", "138****4821", "138 0013 4821"),
        ("021 6234 4821", "021****4821", "021 6234 4821"),
        ("0470-8265432", "0470****5432", "0470 826 5432"),
        ("0571-87654321", "0571****4321", "0571 8765 4321"),
        ("+852 9123 4821", "+852 ****4821", "+852 9123 4821"),
        ("+1 206 633 4821", "+1 ****4821", "+1 206 633 4821"),
        ("400-699-8888", "400****8888", "400 699 8888"),
        ("95588", "95588", "95588"),
        ("12345678901", "123****8901", "123 4567 8901"),
        ("62344821", "****4821", "6234 4821"),
        ("8013", "****13", "8013"),
    ] {
        let phone = understand(typed, "CN").unwrap();
        assert_eq!(
            masked(&phone.digits, phone.kind, "CN"),
            masked_form,
            "{typed}"
        );
        assert_eq!(spoken(&phone.digits, phone.kind, "CN"), full, "{typed}");
    }
    // Nobody knows how these belong together: fours from the right, nothing odd.
    let odd = spoken("1115005550162", PhoneKind::Unknown, "CN");
    assert_eq!(odd, "1 1150 0555 0162");
    let abroad = understand("13800134821", "CN").unwrap();
    assert_eq!(masked(&abroad.digits, abroad.kind, "HK"), "+86 ****4821");
    let home = understand("9123 4821", "HK").unwrap();
    assert_eq!(masked(&home.digits, home.kind, "HK"), "****4821");
    assert_eq!(spoken(&home.digits, home.kind, "HK"), "9123 4821");
    let seattle = understand("(206) 633-4821", "US").unwrap();
    assert_eq!(masked(&seattle.digits, seattle.kind, "US"), "206****4821");
}

#[test]
fn a_cell_may_hold_several_numbers() {
    for (cell, parts) in [
        (
            "13800134821;021-62344821",
            &["13800134821", "021-62344821"][..],
        ),
        (
            "138 0013 4821、139-0013-4821",
            &["138 0013 4821", "139-0013-4821"],
        ),
        ("13800134821，13900134821", &["13800134821", "13900134821"]),
        ("13800134821/13900134821/", &["13800134821", "13900134821"]),
        ("13800134821\n13900134821", &["13800134821", "13900134821"]),
        (
            "13800134821 或 13900134821",
            &["13800134821", "13900134821"],
        ),
        ("555-0100 or 555-0101", &["555-0100", "555-0101"]),
        ("13800134821 13900134821", &["13800134821", "13900134821"]),
        ("+86 138 0013 4821", &["+86 138 0013 4821"]),
        ("021-62344821/22", &["021-62344821/22"]),
        ("021-62344821/22/62344830", &["021-62344821/22", "62344830"]),
        (
            "tel:+86-21-62344821;ext=801",
            &["tel:+86-21-62344821;ext=801"],
        ),
        ("+12679000000,,123", &["+12679000000,,123"]),
        ("1.38E+10", &["1.38E+10"]),
        (" ; ", &[]),
    ] {
        assert_eq!(split_cell(cell), parts, "{cell}");
    }
}

#[test]
fn what_agents_type_finds_the_stored_number() {
    for (stored, typed) in [
        ("13800134821", "4821"),
        ("13800134821", "1380013"),
        ("13800134821", "013800134821"),
        ("13800134821", "0086138"),
        ("13800134821", "+86 138-0013"),
        ("13800134821", "８６１３８"),
        ("021-62344821", "021 6234"),
        ("021-62344821", "(021)6234"),
        ("021-62344821", "+86 (0)21 6234"),
        ("021-62344821", "86021 6234"),
        ("021-62344821", "6234-4821"),
        ("021-62344821", "021-62344821转801"),
        ("+852 9123 4821", "+852 9"),
        ("+852 9123 4821", "00852 9123"),
        ("(206) 633-0087", "0087"),
    ] {
        let region = if stored.starts_with('(') { "US" } else { "CN" };
        let keys = suffix_keys(&understand(stored, region).unwrap().digits);
        let ranges: Vec<_> = fragments(typed, "CN")
            .iter()
            .filter_map(|f| contains(f))
            .collect();
        assert!(
            ranges
                .iter()
                .any(|range| keys.iter().any(|key| range.contains(key))),
            "{stored} by {typed}"
        );
    }
    assert_eq!(fragments("0821", "CN"), ["0821"]);
    assert_eq!(fragments("48", "CN"), Vec::<String>::new());
    assert_eq!(fragments("VIP0087", "CN"), Vec::<String>::new());
    assert_eq!(fragments("李明", "CN"), Vec::<String>::new());
}

#[test]
fn a_whole_number_in_any_format_is_its_normal_form() {
    for typed in [
        "13800134821",
        "013800134821",
        "+86 138-0013-4821",
        "008613800134821",
    ] {
        assert!(
            whole(typed, "CN").contains(&"8613800134821".to_owned()),
            "{typed}"
        );
    }
    assert_eq!(whole("95588", "CN"), Vec::<String>::new());
    assert!(whole("6234-4821", "CN").contains(&"62344821".to_owned()));
}

#[test]
fn the_table_of_plans_agrees_with_the_library() {
    let table = "CN HK MO TW SG MY TH VN PH ID IN JP KR AU NZ GB DE FR US CA";
    for code in table.split(' ') {
        let ours = plan(code).unwrap();
        let region = rlibphonenumber::Region::from_code(code).unwrap();
        let theirs = library()
            .get_country_code_for_region(region)
            .unwrap()
            .to_string();
        assert_eq!(ours.code, theirs, "{code}");
        let example = library().get_example_number(region).unwrap();
        let national = rlibphonenumber::get_national_significant_number_owned(&example);
        let dialled = format!("{}{national}", ours.trunk);
        assert_eq!(
            library().parse(&dialled, Some(region)).unwrap(),
            example,
            "{code}"
        );
        assert!(!ours.by_library, "{code}");
    }
    for code in library().get_supported_calling_codes() {
        let code = code.to_string();
        assert_eq!(
            super::plan::country_code_len(&format!("{code}5550000")),
            code.len(),
            "{code}"
        );
    }
}

#[test]
fn the_short_way_for_mobiles_agrees_with_the_library() {
    let china = rlibphonenumber::Region::from_code("CN").ok();
    for prefix in 10_000..20_000 {
        let national = format!("{prefix}134821");
        if is_cn_mobile(&national) {
            let parsed = library().parse(&national, china).unwrap();
            assert_eq!(
                parsed.get_type(),
                rlibphonenumber::PhoneNumberType::Mobile,
                "{national}"
            );
            assert_eq!(normal(&national), format!("86{national}"));
        }
    }
}

proptest! {
    #[test]
    fn ends_in_is_what_ends_with_says(number in "[0-9]{3,18}", end in "[0-9]{3,6}", own in 3_usize..8) {
        let own = number.get(number.len().saturating_sub(own)..).unwrap();
        for end in [end.as_str(), own] {
            let found = suffix_keys(&number).contains(&ends_in(end).unwrap());
            prop_assert_eq!(found, number.ends_with(end));
        }
    }

    #[test]
    fn contains_is_what_contains_says(number in "[0-9]{3,18}", part in "[0-9]{3,4}", from in 0_usize..15) {
        let own = number.get(from.min(number.len() - 3)..).unwrap();
        for part in [part.as_str(), own] {
            let range = contains(part).unwrap();
            let found = suffix_keys(&number).iter().any(|key| range.contains(key));
            prop_assert_eq!(found, number.contains(part));
        }
    }

    #[test]
    fn any_text_is_understood_or_refused_without_a_panic(typed in "\\PC{0,40}", region in "[A-Z]{2}") {
        for region in ["CN", region.as_str()] {
            let _ = understand(&typed, region).map(|phone| {
                masked(&phone.digits, phone.kind, region) + &spoken(&phone.digits, phone.kind, region)
            });
            let _ = (fragments(&typed, region), whole(&typed, region), split_cell(&typed));
        }
    }

    #[test]
    fn spoken_numbers_keep_their_digits(number in "[0-9]{1,18}") {
        let spoken: String = spoken(&number, PhoneKind::Unknown, "CN").replace(' ', "");
        prop_assert_eq!(spoken, number);
    }
}

#[test]
fn digits_and_what_is_written_between_them_are_meant_as_a_number() {
    for typed in [
        "4821",
        "+86 138-0013-4821",
        "０１０－６２３４",
        "021-62344821 转 801",
        "(021) 6234.4821",
        "tel:+8613800134821",
    ] {
        assert!(is_number(typed), "{typed}");
    }
    for typed in ["李大宝宝", "lml", "VIP0087", "李4", "", "+-", "转801"] {
        assert!(!is_number(typed), "{typed}");
    }
}
