//! Customers: added with all their parts, changed beside colleagues, handed over, revealed.

use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Address, Draft, Field, NewMember, NewPhone};
use crate::domain::ids::CustomerId;
use crate::domain::nearest::Near;
use crate::error::{Error, Fault, Refusal};
use crate::store::testing::Place;
use crate::store::{Reader, customer, setting, sql};

/// A draft with a name and numbers.
pub(super) fn draft(name: &str, phones: &[&str]) -> Draft {
    let phone = |typed: &&str| NewPhone {
        typed: (*typed).to_owned(),
        kind: None,
        member: None,
        ..NewPhone::default()
    };
    Draft {
        fields: vec![(Field::Name, name.to_owned())],
        phones: phones.iter().map(phone).collect(),
        ..Draft::default()
    }
}

fn set(field: Field, value: &str) -> Draft {
    Draft {
        fields: vec![(field, value.to_owned())],
        ..Draft::default()
    }
}

fn column(reader: &Reader, id: CustomerId, column: &str) -> Option<String> {
    let query = format!("SELECT CAST({column} AS TEXT) FROM customer WHERE id = ?1");
    sql::one(reader.conn(), &query, [id.0], |row| row.get(0))
        .unwrap()
        .flatten()
}

fn count(reader: &Reader, table: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {table}");
    sql::one(reader.conn(), &query, [], |row| row.get(0))
        .unwrap()
        .unwrap()
}

#[test]
fn a_customer_is_added_with_everything_that_was_handed_in() {
    let mut place = Place::staffed();
    let mut new = draft("李明朗", &["138 0013 4821", "021-62344821", "1380013482１"]);
    new.fields.push((Field::Tier, "green".to_owned()));
    new.fields.push((Field::CardNo, " VIP0087 ".to_owned()));
    new.emails.push("li@example.com".to_owned());
    new.address = Some(Address {
        city: Some("上海".to_owned()),
        ..Address::default()
    });
    let lunar = Birthday {
        calendar: Calendar::Lunar,
        year: None,
        month: 10,
        day: 17,
        leap: false,
    };
    new.dates.push(("birthday".to_owned(), lunar));
    new.members.push(NewMember {
        kind: "family".to_owned(),
        name: "王芳".to_owned(),
        relation: Some("妻子".to_owned()),
        ..NewMember::default()
    });
    let wife = NewPhone {
        typed: "13912345678".to_owned(),
        kind: None,
        member: Some(0),
        ..NewPhone::default()
    };
    new.phones.push(wife);
    let added = place.done("wangwei", |tx| customer::add(tx, &new));
    assert_eq!(added.code, "C000001");
    let reader = place.reader();
    assert_eq!(
        column(&reader, added.id, "card_no").as_deref(),
        Some("VIP0087")
    );
    let owner = column(&reader, added.id, "owner_id").unwrap();
    assert_eq!(owner, place.id("wangwei").to_string());
    let numbers: Vec<(String, String, bool)> = sql::all(
        reader.conn(),
        "SELECT typed, digits, member_id IS NOT NULL FROM customer_phone ORDER BY id",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
    .unwrap();
    // The full-width twin of the first number is the same number.
    let expected = [
        ("138 0013 4821", "8613800134821", false),
        ("021-62344821", "862162344821", false),
        ("13912345678", "8613912345678", true),
    ];
    let expected = expected.map(|(t, d, m)| (t.to_owned(), d.to_owned(), m));
    assert_eq!(numbers, expected);
    let relation: Option<String> = sql::one(
        reader.conn(),
        "SELECT relation FROM family_member",
        [],
        |row| row.get(0),
    )
    .unwrap();
    assert_eq!(relation.as_deref(), Some("wife"));
    assert_eq!(count(&reader, "assignment"), 1);
}

#[test]
fn a_bad_value_names_its_field_and_leaves_nothing_behind() {
    let mut place = Place::staffed();
    let long = "长".repeat(201);
    let mut tier = draft("A", &[]);
    tier.fields.push((Field::Tier, "绿卡".to_owned()));
    let mut date = draft("A", &[]);
    let never = Birthday {
        calendar: Calendar::Solar,
        year: Some(2023),
        month: 2,
        day: 29,
        leap: false,
    };
    date.dates.push(("birthday".to_owned(), never));
    let cases = [
        (draft(" ", &[]), "name", Fault::Empty),
        (draft(&long, &[]), "name", Fault::TooLong(200)),
        (draft("A", &["none"]), "phone", Fault::NoDigits),
        (draft("A", &["1.38E+10"]), "phone", Fault::Mangled),
        (draft("A", &["VIP0087b"]), "phone", Fault::Letters),
        (
            tier,
            "tier",
            Fault::Unknown {
                nearest: Near::all(["green"]),
            },
        ),
        (date, "birthday", Fault::ImpossibleDate),
    ];
    for (new, named, expected) in cases {
        match place.change("wangwei", |tx| customer::add(tx, &new)) {
            Err(Error::Invalid { field, fault }) => {
                assert_eq!((field.as_str(), fault), (named, expected));
            }
            other => panic!("{other:?}"),
        }
    }
    let reader = place.reader();
    assert_eq!(count(&reader, "customer"), 0);
    assert_eq!(count(&reader, "journal_entry WHERE action = 'test'"), 1);
}

#[test]
fn a_code_of_the_program_passes_over_those_that_files_brought() {
    let mut place = Place::staffed();
    let mut filed = draft("甲", &[]);
    filed.code = Some("C000002".to_owned());
    place.done("wangwei", |tx| customer::add(tx, &filed));
    let again = place.change("wangwei", |tx| customer::add(tx, &filed));
    assert!(matches!(
        again,
        Err(Error::Invalid {
            fault: Fault::Taken,
            ..
        })
    ));
    let own = place.done("wangwei", |tx| customer::add(tx, &draft("乙", &[])));
    assert_eq!((own.code.as_str(), own.id), ("C000003", CustomerId(3)));
}

#[test]
fn an_edit_writes_only_what_differs() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| {
            customer::add(tx, &draft("李明", &["13800134821"]))
        })
        .id;
    assert!(!place.done("wangwei", |tx| customer::edit(
        tx,
        id,
        Some(1),
        &draft("李明", &["+86 138 0013 4821"])
    )));
    assert_eq!(column(&place.reader(), id, "version").as_deref(), Some("1"));
    assert!(place.done("wangwei", |tx| customer::edit(
        tx,
        id,
        Some(1),
        &set(Field::Grade, "a")
    )));
    assert_eq!(column(&place.reader(), id, "version").as_deref(), Some("2"));
    assert!(place.done("wangwei", |tx| customer::edit(
        tx,
        id,
        Some(2),
        &set(Field::Grade, "")
    )));
    assert_eq!(column(&place.reader(), id, "grade"), None);
}

#[test]
fn two_who_change_different_fields_both_keep_theirs_and_the_same_field_is_refused_by_name() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| customer::add(tx, &draft("李明", &[])))
        .id;
    place.done("sun", |tx| {
        customer::edit(tx, id, Some(1), &set(Field::Grade, "a"))
    });
    place.done("sun", |tx| {
        customer::edit(tx, id, Some(2), &set(Field::Employer, "某厂"))
    });
    // She still has version 1 on screen.
    place.done("wangwei", |tx| {
        customer::edit(tx, id, Some(1), &set(Field::Remark, "晚上"))
    });
    match place.change("wangwei", |tx| {
        customer::edit(tx, id, Some(1), &set(Field::Grade, "b"))
    }) {
        Err(Error::ChangedMeanwhile { by, fields, .. }) => {
            assert_eq!((by.as_str(), fields), ("孙主管", vec!["grade".to_owned()]));
        }
        other => panic!("{other:?}"),
    }
    // The same value is no conflict, and what changed before she read is none either.
    place.done("wangwei", |tx| {
        customer::edit(tx, id, Some(1), &set(Field::Grade, "a"))
    });
    place.done("wangwei", |tx| {
        customer::edit(tx, id, Some(4), &set(Field::Grade, "b"))
    });
}

#[test]
fn a_transfer_gives_whole_lists_with_a_reason_or_nothing() {
    let mut place = Place::staffed();
    let (wangwei, zhaoyun) = (place.id("wangwei"), place.id("zhaoyun"));
    let one = place
        .done("wangwei", |tx| customer::add(tx, &draft("一", &[])))
        .id;
    let two = place
        .done("li", |tx| customer::add(tx, &draft("二", &[])))
        .id;
    let none = place.change("sun", |tx| customer::transfer(tx, &[one], zhaoyun, " "));
    assert!(matches!(none, Err(Error::Invalid { .. })));
    let other_team = place.change("sun", |tx| {
        customer::transfer(tx, &[one, two], zhaoyun, "接任")
    });
    assert!(matches!(
        other_team,
        Err(Error::Refused(Refusal::NoRight { .. }))
    ));
    assert_eq!(
        column(&place.reader(), one, "owner_id"),
        Some(wangwei.to_string())
    );
    let given = place.done("boss", |tx| {
        customer::transfer(tx, &[one, two], zhaoyun, "接任")
    });
    assert_eq!(given, 2);
    assert_eq!(
        place.done("boss", |tx| customer::transfer(tx, &[one], zhaoyun, "接任")),
        0
    );
    let trail: Vec<(i64, String)> = sql::all(
        place.reader().conn(),
        "SELECT from_id, reason FROM assignment WHERE customer_id = ?1 AND from_id IS NOT NULL",
        [one.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .unwrap();
    assert_eq!(trail, [(wangwei.0, "接任".to_owned())]);
}

#[test]
fn a_number_is_revealed_in_full_and_leaves_a_trace() {
    let mut place = Place::staffed();
    let id = place
        .done("wangwei", |tx| {
            customer::add(tx, &draft("李明", &["13800134821"]))
        })
        .id;
    let asking = place.asking("wangwei");
    let (_, number) = place
        .writer
        .live(&asking, "reveal", true, |tx| {
            customer::reveal(tx, id, None, false)
        })
        .unwrap();
    assert_eq!(number, "138 0013 4821");
    for _ in 0..2 {
        place
            .writer
            .live(&asking, "open", false, |tx| customer::opened(tx, id))
            .unwrap();
    }
    let seen: Vec<String> = sql::all(
        place.reader().conn(),
        "SELECT what FROM view_log ORDER BY id",
        [],
        |r| r.get(0),
    )
    .unwrap();
    assert_eq!(seen, ["reveal", "open"]);
    place.done("root", |tx| setting::set(tx, "open_file", "off"));
    let other = place.asking("li");
    let refused = place.writer.live(&other, "reveal", true, |tx| {
        customer::reveal(tx, id, None, false)
    });
    assert!(matches!(refused, Err(Error::Refused(_))));
    let keeper = place.asking("wu");
    let masked = place.writer.live(&keeper, "reveal", true, |tx| {
        customer::reveal(tx, id, None, false)
    });
    assert!(matches!(masked, Err(Error::Refused(_))));
}
