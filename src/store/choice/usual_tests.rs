//! The usual lists are whole: every coded field has its list, every letter picks one.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::customer::Field;
use std::collections::BTreeSet;

#[test]
fn every_coded_field_has_its_list_and_no_code_comes_twice() {
    let mut seen = BTreeSet::new();
    for choice in all() {
        assert!(
            seen.insert((choice.list.clone(), choice.code.clone())),
            "{choice:?}"
        );
        assert!(!choice.zh.is_empty() && !choice.en.is_empty());
    }
    for list in Field::ALL.iter().filter_map(|field| field.list()) {
        assert!(seen.iter().any(|(known, _)| known == list), "{list}");
    }
}

#[test]
fn every_head_of_a_tree_is_a_value_before_those_below_it() {
    let listed: Vec<Choice> = all().collect();
    let place = |list: &str, code: &str| {
        let is = |choice: &Choice| choice.list == list && choice.code == code;
        listed.iter().position(is).unwrap()
    };
    for (list, below, head) in UNDER {
        for code in *below {
            assert!(place(list, head) < place(list, code), "{list} {code}");
        }
    }
    let tree = listed.iter().filter(|choice| choice.under.is_some());
    assert_eq!(tree.count(), 11);
}

#[test]
fn only_a_wrong_or_dead_number_is_marked_invalid() {
    let of = |validity: Option<&str>| -> Vec<String> {
        let said =
            |choice: &Choice| choice.letter.is_some() && choice.validity.as_deref() == validity;
        all().filter(said).map(|choice| choice.code).collect()
    };
    assert_eq!(of(Some("invalid")), ["wrong_person", "fax", "disconnected"]);
    assert_eq!(of(None), ["no_answer", "busy", "unreachable"]);
}

#[test]
fn a_call_settles_what_it_was_for_where_somebody_was_spoken_with() {
    let unsettled: Vec<String> = all()
        .filter(|choice| choice.list == "disposition" && !choice.settles)
        .map(|choice| choice.code)
        .collect();
    let nobody = [
        "no_answer",
        "busy",
        "wrong_person",
        "unreachable",
        "fax",
        "disconnected",
    ];
    assert_eq!(unsettled, nobody);
    let complaints: Vec<String> = all().filter(|c| c.complaint).map(|c| c.code).collect();
    assert_eq!(complaints, ["hostile"]);
}

#[test]
fn a_letter_picks_one_disposition() {
    let letters: BTreeSet<char> = all().filter_map(|choice| choice.letter).collect();
    assert_eq!(letters.len(), DISPOSITIONS.len());
}

#[test]
fn the_ethnic_groups_are_fifty_six_and_others() {
    assert_eq!(
        all().filter(|choice| choice.list == "ethnicity").count(),
        57
    );
}
