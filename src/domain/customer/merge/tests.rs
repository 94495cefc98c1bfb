//! Merging sheets: what holds for any three of them, and what people meet.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use proptest::sample::select;

use super::{Keep, merge, settle};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{
    Address, Field, Key, Line, Sheet, SheetDate, SheetMember, SheetPhone,
};

const WORDS: [&str; 4] = ["", "a", "b", "c"];

fn word() -> impl Strategy<Value = String> + Clone {
    select(&WORDS[1..]).prop_map(str::to_owned)
}

fn maybe() -> impl Strategy<Value = Option<String>> + Clone {
    select(&WORDS[..]).prop_map(|word| Some(word.to_owned()).filter(|word| !word.is_empty()))
}

fn phone() -> impl Strategy<Value = SheetPhone> + Clone {
    (word(), maybe(), maybe()).prop_map(|(typed, kind, validity)| SheetPhone {
        masked: String::new(),
        typed,
        kind,
        validity,
    })
}

fn date() -> impl Strategy<Value = SheetDate> + Clone {
    (word(), 1_u8..3).prop_map(|(kind, day)| SheetDate {
        kind,
        date: Birthday {
            calendar: Calendar::Solar,
            year: None,
            month: 1,
            day,
            leap: false,
        },
    })
}

fn address() -> impl Strategy<Value = Address> + Clone {
    (maybe(), word()).prop_map(|(city, line)| Address {
        city,
        line: Some(line),
        ..Address::default()
    })
}

fn member() -> impl Strategy<Value = SheetMember> {
    let head = (word(), word(), maybe(), maybe());
    let parts = (lines(phone(), 10), lines(date(), 20));
    (head, parts).prop_map(
        |((kind, name, relation, employer), (phones, dates))| SheetMember {
            kind,
            name,
            relation,
            employer,
            phones,
            dates,
        },
    )
}

/// Some of the rows `base` to `base` + 3, in any order.
fn lines<T: std::fmt::Debug + Clone>(
    is: impl Strategy<Value = T>,
    base: i64,
) -> impl Strategy<Value = Vec<Line<T>>> {
    let rows = (base..base + 3).collect::<Vec<i64>>();
    let some = proptest::sample::subsequence(rows, 0..=3).prop_shuffle();
    (some, proptest::collection::vec(is, 3)).prop_map(|(rows, is)| {
        let lines = rows.into_iter().zip(is);
        lines.map(|(row, is)| Line { row: Some(row), is }).collect()
    })
}

/// The same, with at most one new row somewhere.
fn edited<T: std::fmt::Debug + Clone>(
    is: impl Strategy<Value = T> + Clone,
    base: i64,
) -> impl Strategy<Value = Vec<Line<T>>> {
    (
        lines(is.clone(), base),
        proptest::option::of(is),
        0_usize..4,
    )
        .prop_map(|(mut lines, new, at)| {
            if let Some(is) = new {
                lines.insert(at.min(lines.len()), Line { row: None, is });
            }
            lines
        })
}

fn values() -> impl Strategy<Value = Sheet> {
    let keys = [
        Key::Plain(Field::Name),
        Key::Plain(Field::Tier),
        Key::Custom("rival".to_owned()),
    ];
    proptest::collection::btree_map(select(keys.to_vec()), word(), 0..3).prop_map(|values| Sheet {
        values,
        ..Sheet::default()
    })
}

/// Members whose rows are nobody else's.
fn members() -> impl Strategy<Value = Vec<Line<SheetMember>>> {
    lines(member(), 1).prop_map(|mut members| {
        for member in &mut members {
            let far = member.row.unwrap_or_default() * 100;
            let member = &mut member.is;
            let dates = member.dates.iter_mut().map(|line| &mut line.row);
            let rows = member
                .phones
                .iter_mut()
                .map(|line| &mut line.row)
                .chain(dates);
            rows.flatten().for_each(|row| *row += far);
        }
        members
    })
}

/// What is stored: every row has an id.
fn stored() -> impl Strategy<Value = Sheet> {
    let rows = (lines(phone(), 1), lines(word(), 1), lines(address(), 1));
    let people = (lines(date(), 1), members());
    (values(), rows, people).prop_map(|(values, (phones, emails, addresses), (dates, members))| {
        Sheet {
            phones,
            emails,
            addresses,
            dates,
            members,
            ..values
        }
    })
}

/// What a form says: with new rows among the others.
fn form() -> impl Strategy<Value = Sheet> {
    let rows = (edited(phone(), 1), edited(word(), 1), edited(address(), 1));
    let people = (edited(date(), 1), members());
    (values(), rows, people).prop_map(|(values, (phones, emails, addresses), (dates, members))| {
        Sheet {
            phones,
            emails,
            addresses,
            dates,
            members,
            ..values
        }
    })
}

/// What is in a sheet, in whatever order.
fn content(sheet: &Sheet) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    told.extend(sheet.values.iter().map(|value| format!("{value:?}")));
    told.extend(sheet.phones.iter().map(|line| format!("{line:?}")));
    told.extend(sheet.emails.iter().map(|line| format!("{line:?}")));
    told.extend(sheet.addresses.iter().map(|line| format!("{line:?}")));
    told.extend(sheet.dates.iter().map(|line| format!("{line:?}")));
    for member in &sheet.members {
        let row = member.row;
        let head = (
            &member.is.kind,
            &member.is.name,
            &member.is.relation,
            &member.is.employer,
        );
        told.push(format!("{row:?} {head:?}"));
        told.extend(
            member
                .is
                .phones
                .iter()
                .map(|line| format!("{row:?} {line:?}")),
        );
        told.extend(
            member
                .is
                .dates
                .iter()
                .map(|line| format!("{row:?} {line:?}")),
        );
    }
    told.sort();
    told
}

proptest! {
    #[test]
    fn where_nobody_else_saved_the_form_is_what_comes_of_it(was in stored(), mine in form()) {
        let merged = merge(&was, &mine, &was);
        prop_assert_eq!(merged.clashes, vec![]);
        prop_assert_eq!(merged.sheet, mine);
    }

    #[test]
    fn a_form_that_changed_nothing_changes_nothing(was in stored(), theirs in stored()) {
        let merged = merge(&was, &was, &theirs);
        prop_assert_eq!(merged.clashes, vec![]);
        prop_assert_eq!(merged.sheet, theirs);
    }

    #[test]
    fn the_same_change_on_both_sides_is_no_clash(was in stored(), both in stored()) {
        let merged = merge(&was, &both, &both);
        prop_assert_eq!(merged.clashes, vec![]);
        prop_assert_eq!(merged.sheet, both);
    }

    #[test]
    fn whoever_comes_first_the_same_is_kept(
        was in stored(), one in stored(), other in stored(), mine in any::<bool>()
    ) {
        let (a, b) = if mine { (Keep::Mine, Keep::Theirs) } else { (Keep::Was, Keep::Was) };
        let mut clashes = (Vec::new(), Vec::new());
        let forth = settle(&was, &one, &other, |clash| {
            clashes.0.push((clash.field.clone(), clash.row, clash.mine.clone()));
            a
        });
        let back = settle(&was, &other, &one, |clash| {
            clashes.1.push((clash.field.clone(), clash.row, clash.theirs.clone()));
            b
        });
        clashes.0.sort();
        clashes.1.sort();
        prop_assert_eq!(clashes.0, clashes.1);
        prop_assert_eq!(content(&forth), content(&back));
    }

    #[test]
    fn what_was_chosen_clashes_no_more_and_is_kept(
        was in stored(), mine in form(), theirs in stored(), keep in select(&[Keep::Mine, Keep::Theirs, Keep::Was][..])
    ) {
        let chosen = settle(&was, &mine, &theirs, |_| keep);
        let again = merge(&theirs, &chosen, &theirs);
        prop_assert_eq!(again.clashes, vec![]);
        prop_assert_eq!(again.sheet, chosen);
    }

    #[test]
    fn theirs_is_kept_until_somebody_chooses(was in stored(), mine in form(), theirs in stored()) {
        let merged = merge(&was, &mine, &theirs);
        prop_assert_eq!(merged.sheet, settle(&was, &mine, &theirs, |_| Keep::Theirs));
    }

    #[test]
    fn a_tidy_sheet_is_tidy_and_survives_json(sheet in form()) {
        let tidy = sheet.tidied();
        prop_assert_eq!(tidy.clone().tidied(), tidy.clone());
        let json = serde_json::to_string(&tidy).unwrap();
        prop_assert_eq!(serde_json::from_str::<Sheet>(&json).unwrap(), tidy);
    }

    #[test]
    fn masked_and_unmasked_a_sheet_is_as_it_was(sheet in stored()) {
        let mut masked = sheet.clone();
        let how = |typed: &str| format!("*{}", typed.chars().count());
        masked.mask(&Sheet::default(), how);
        prop_assert!(masked.all_phones().all(|line| line.is.is_hidden()));
        masked.unmask(&sheet, how);
        prop_assert_eq!(masked, sheet);
    }
}

fn sheet(tier: &str, numbers: &[(i64, &str)]) -> Sheet {
    let mut sheet = Sheet::default();
    sheet
        .values
        .insert(Key::Plain(Field::Tier), tier.to_owned());
    let line = |&(row, typed): &(i64, &str)| Line {
        row: Some(row).filter(|row| *row > 0),
        is: SheetPhone {
            typed: typed.to_owned(),
            ..SheetPhone::default()
        },
    };
    sheet.phones = numbers.iter().map(line).collect();
    sheet
}

#[test]
fn two_who_change_one_value_clash_and_everything_else_is_merged() {
    let was = sheet("green", &[(1, "111"), (2, "222")]);
    let mine = sheet("gold", &[(1, "111"), (2, "2222"), (0, "333")]);
    let theirs = sheet("red", &[(2, "222"), (7, "777")]);
    let merged = merge(&was, &mine, &theirs);
    let clash = &merged.clashes[0];
    assert_eq!(merged.clashes.len(), 1);
    assert_eq!((clash.field.as_str(), clash.row), ("tier", None));
    assert_eq!(
        (
            clash.was.as_str(),
            clash.mine.as_str(),
            clash.theirs.as_str()
        ),
        ("green", "gold", "red")
    );
    let numbers: Vec<_> = merged
        .sheet
        .phones
        .iter()
        .map(|line| line.is.typed.as_str())
        .collect();
    assert_eq!(numbers, ["2222", "333", "777"]);
}

#[test]
fn what_one_removed_and_the_other_changed_is_a_clash_and_not_when_it_was_left_alone() {
    let was = sheet("green", &[(1, "111"), (2, "222")]);
    let mine = sheet("green", &[]);
    let theirs = sheet("green", &[(1, "1111"), (2, "222")]);
    let merged = merge(&was, &mine, &theirs);
    let [clash] = merged.clashes.as_slice() else {
        panic!("{:?}", merged.clashes)
    };
    assert_eq!((clash.field.as_str(), clash.row), ("phone", Some(1)));
    assert_eq!((clash.mine.as_str(), clash.theirs.as_str()), ("", "1111"));
    let gone = settle(&was, &mine, &theirs, |_| Keep::Mine);
    assert_eq!(gone.phones, []);
}

#[test]
fn a_number_that_both_add_is_added_once_however_it_is_typed() {
    let was = sheet("green", &[]);
    let mine = sheet("green", &[(0, "138 0013-4821")]);
    let theirs = sheet("green", &[(9, "13800134821")]);
    let merged = merge(&was, &mine, &theirs);
    assert_eq!(merged.sheet, theirs);
}

#[test]
fn what_is_said_of_a_number_is_not_said_of_the_one_in_its_place() {
    let was = sheet("green", &[(1, "111")]);
    let mine = sheet("green", &[(1, "222")]);
    let mut theirs = was.clone();
    theirs.phones[0].is.validity = Some("invalid".to_owned());
    for merged in [merge(&was, &mine, &theirs), merge(&was, &theirs, &mine)] {
        assert_eq!(merged.clashes, []);
        assert_eq!(merged.sheet, mine);
    }
}

#[test]
fn the_order_of_whoever_moved_numbers_counts() {
    let was = sheet("green", &[(1, "111"), (2, "222")]);
    let moved = sheet("green", &[(2, "222"), (1, "111")]);
    let longer = sheet("green", &[(1, "111"), (2, "222"), (3, "333")]);
    let rows = |sheet: &Sheet| -> Vec<i64> { sheet.phones.iter().filter_map(|l| l.row).collect() };
    assert_eq!(rows(&merge(&was, &moved, &longer).sheet), [2, 1, 3]);
    assert_eq!(rows(&merge(&was, &longer, &moved).sheet), [2, 1, 3]);
}
