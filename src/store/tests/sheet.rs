//! Forms: read, saved beside colleagues, undone; who may, and what is refused.

use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{
    Address, Clash, Field, Key, Line, Sheet, SheetDate, SheetMember, SheetPhone,
};
use crate::domain::ids::{CustomerId, PhoneId};
use crate::error::{Error, Result};
use crate::store::testing::{AT, Place};
use crate::store::{Once, derive, journal, sheet, sql, staff};

pub(super) fn new<T>(is: T) -> Line<T> {
    Line { row: None, is }
}

pub(super) fn phone(typed: &str) -> Line<SheetPhone> {
    new(SheetPhone {
        typed: typed.to_owned(),
        ..SheetPhone::default()
    })
}

pub(super) fn birthday(calendar: Calendar, month: u8, day: u8) -> Line<SheetDate> {
    new(SheetDate {
        kind: "birthday".to_owned(),
        date: Birthday {
            calendar,
            year: None,
            month,
            day,
            leap: false,
        },
    })
}

pub(super) fn named(name: &str, phones: &[&str]) -> Sheet {
    let mut sheet = Sheet::default();
    set(&mut sheet, Field::Name, name);
    sheet.phones = phones.iter().map(|typed| phone(typed)).collect();
    sheet
}

pub(super) fn set(sheet: &mut Sheet, field: Field, value: &str) {
    sheet.values.insert(Key::Plain(field), value.to_owned());
}

/// A family with everything that a form holds.
pub(super) fn family() -> Sheet {
    let mut sheet = named("李明朗", &["138 0013 4821", "021-62344821"]);
    set(&mut sheet, Field::Tier, "green");
    set(&mut sheet, Field::CardNo, "VIP0087");
    sheet.values.insert(Key::DoNotCall, "1".to_owned());
    sheet.emails.push(new("li@example.com".to_owned()));
    sheet.addresses.push(new(Address {
        province: Some("上海".to_owned()),
        city: Some("上海市".to_owned()),
        line: Some("南京路100号".to_owned()),
        postcode: None,
    }));
    sheet.dates.push(birthday(Calendar::Lunar, 8, 15));
    sheet.members.push(new(SheetMember {
        kind: "family".to_owned(),
        name: "李小朗".to_owned(),
        relation: Some("child".to_owned()),
        employer: None,
        phones: vec![phone("13900139000")],
        dates: vec![birthday(Calendar::Solar, 6, 1)],
    }));
    sheet
}

pub(super) fn save(
    place: &mut Place,
    login: &str,
    customer: Option<CustomerId>,
    was: &Sheet,
    now: &Sheet,
) -> Result<sheet::Saved> {
    place.change(login, |tx| sheet::save(tx, customer, was, now))
}

pub(super) fn add(place: &mut Place, login: &str, now: &Sheet) -> CustomerId {
    save(place, login, None, &Sheet::default(), now)
        .unwrap()
        .customer
}

/// The sheet with its numbers in it, as a form has it that has asked for them.
pub(super) fn get(place: &Place, login: &str, id: CustomerId) -> Sheet {
    let mut sheet = masked(place, login, id);
    let numbers = "SELECT id, typed FROM customer_phone WHERE customer_id = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((PhoneId(row.get(0)?), row.get(1)?));
    let numbers = sql::all(place.reader().conn(), numbers, [id.0], row).unwrap();
    sheet.reveal(&numbers);
    sheet
}

/// The sheet as a form opens with it.
pub(super) fn masked(place: &Place, login: &str, id: CustomerId) -> Sheet {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    sheet::get(&reader, &actor, id, AT).unwrap()
}

/// The sheet without its rows' ids.
pub(super) fn loose(mut sheet: Sheet) -> Sheet {
    let phones = |lines: &mut Vec<Line<SheetPhone>>| lines.iter_mut().for_each(|l| l.row = None);
    let dates = |lines: &mut Vec<Line<SheetDate>>| lines.iter_mut().for_each(|l| l.row = None);
    phones(&mut sheet.phones);
    dates(&mut sheet.dates);
    sheet.emails.iter_mut().for_each(|line| line.row = None);
    sheet.addresses.iter_mut().for_each(|line| line.row = None);
    for line in &mut sheet.members {
        line.row = None;
        phones(&mut line.is.phones);
        dates(&mut line.is.dates);
    }
    sheet
}

#[test]
fn a_form_is_stored_whole_and_read_as_it_was() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    assert_eq!(loose(get(&place, "wangwei", id)), family());
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
}

/// The clashes of a save that is refused for them, who they are with, and what is stored.
pub(super) fn clashes(saved: Result<sheet::Saved>) -> (Vec<Clash>, String, Sheet) {
    match saved {
        Err(Error::Clash {
            by,
            clashes,
            theirs,
            ..
        }) => (clashes, by, *theirs),
        other => panic!("{other:?}"),
    }
}

/// Rows that an entry of the journal changed: table and operation.
fn journalled(place: &Place, entry: i64) -> Vec<String> {
    let query = "SELECT tbl || ' ' || operation FROM journal_row WHERE entry_id = ?1 ORDER BY id";
    sql::all(place.reader().conn(), query, [entry], |row| row.get(0)).unwrap()
}

pub(super) fn one(place: &Place, query: &str) -> Option<String> {
    sql::one(place.reader().conn(), query, [], |row| row.get(0)).unwrap()
}

#[test]
fn only_what_differs_is_written() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let was = get(&place, "wangwei", id);
    let mut now = was.clone();
    set(&mut now, Field::Tier, "gold");
    now.phones[1].is.kind = Some("fax".to_owned());
    now.members[0].is.dates.clear();
    now.emails.push(new("ming@example.com".to_owned()));
    let asking = place.asking("wangwei");
    let done = place
        .writer
        .change(&asking, "customer.edit", |tx| {
            sheet::save(tx, Some(id), &was, &now)
        })
        .unwrap();
    assert!(done.answer.changed);
    assert_eq!(
        journalled(&place, done.entry.0),
        [
            "customer update",
            "customer_date delete",
            "customer_phone update",
            "customer_email insert",
        ]
    );
    assert_eq!(loose(get(&place, "wangwei", id)), loose(now));
}

#[test]
fn a_form_that_changed_nothing_writes_nothing() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let was = get(&place, "wangwei", id);
    let version = one(&place, "SELECT CAST(version AS TEXT) FROM customer");
    let saved = save(&mut place, "wangwei", Some(id), &was, &was).unwrap();
    assert!(!saved.changed);
    assert_eq!(
        one(&place, "SELECT CAST(version AS TEXT) FROM customer"),
        version
    );
}

#[test]
fn disjoint_changes_of_two_colleagues_are_both_kept() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let was = get(&place, "wangwei", id);
    let (mut hers, mut his) = (was.clone(), was.clone());
    set(&mut hers, Field::Tier, "gold");
    hers.phones.push(phone("13700137000"));
    hers.members[0].is.employer = Some("复旦附小".to_owned());
    set(&mut his, Field::Grade, "a");
    his.phones.remove(1);
    his.members[0].is.name = "李晓朗".to_owned();
    save(&mut place, "wangwei", Some(id), &was, &hers).unwrap();
    save(&mut place, "sun", Some(id), &was, &his).unwrap();
    let now = get(&place, "wangwei", id);
    let said = |field| now.values.get(&Key::Plain(field)).map(String::as_str);
    assert_eq!(
        (said(Field::Tier), said(Field::Grade)),
        (Some("gold"), Some("a"))
    );
    let numbers: Vec<_> = now
        .phones
        .iter()
        .map(|line| line.is.typed.as_str())
        .collect();
    assert_eq!(numbers, ["138 0013 4821", "13700137000"]);
    let member = &now.members[0].is;
    assert_eq!(member.name, "李晓朗");
    assert_eq!(member.employer.as_deref(), Some("复旦附小"));
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
}

#[test]
fn a_clash_saves_nothing_and_names_who_and_goes_through_once_somebody_chose() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let was = get(&place, "wangwei", id);
    let (mut hers, mut his) = (was.clone(), was.clone());
    set(&mut hers, Field::Tier, "gold");
    hers.phones[0].is.typed = "13700137000".to_owned();
    set(&mut his, Field::Tier, "silver");
    set(&mut his, Field::Remark, "他说");
    his.phones[0].is.typed = "13600136000".to_owned();
    save(&mut place, "wangwei", Some(id), &was, &hers).unwrap();
    let (found, by, theirs) = clashes(save(&mut place, "sun", Some(id), &was, &his));
    assert_eq!(by, "王薇");
    let fields: Vec<_> = found.iter().map(|clash| clash.field.as_str()).collect();
    assert_eq!(fields, ["tier", "phone"]);
    assert_eq!(found[1].row, was.phones[0].row);
    assert_eq!(
        (found[1].mine.as_str(), found[1].theirs.as_str()),
        ("13600136000", "137****7000")
    );
    let stored = get(&place, "wangwei", id);
    let numbers = stored.all_phones();
    let numbers: Vec<_> = numbers
        .map(|line| (PhoneId(line.row.unwrap()), line.is.typed.clone()))
        .collect();
    let mut known = theirs.clone();
    known.reveal(&numbers);
    assert_eq!(known, stored);
    assert!(!theirs.values.contains_key(&Key::Plain(Field::Remark)));
    save(&mut place, "sun", Some(id), &theirs, &his).unwrap();
    assert_eq!(loose(get(&place, "sun", id)), loose(his));
}

#[test]
fn a_form_is_undone_and_put_back_whole() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let called = place.done("wangwei", |tx| {
        crate::store::interaction::log(tx, &super::log::logged(id, "reached"))
    });
    let phone_of_call = format!("UPDATE interaction SET phone_id = 1 WHERE id = {called}");
    place.done("wangwei", |tx| {
        sql::run(tx.conn(), &phone_of_call, []).map(|_| ())
    });
    let was = get(&place, "wangwei", id);
    let mut now = family();
    now.phones = vec![phone("13700137000")];
    now.members.clear();
    now.dates[0].is.kind = "结婚纪念日".to_owned();
    set(&mut now, Field::Name, "李明亮");
    let asking = place.asking("wangwei");
    let save = |tx: &crate::store::Tx<'_>| sheet::save(tx, Some(id), &was, &now);
    let done = place.writer.change(&asking, "customer.edit", save).unwrap();
    let after = get(&place, "wangwei", id);
    assert_eq!(loose(after.clone()), now);
    let undone = journal::undo(&mut place.writer, &asking, done.entry, false).unwrap();
    assert_eq!(get(&place, "wangwei", id), was);
    let number = one(&place, "SELECT CAST(phone_id AS TEXT) FROM interaction");
    assert_eq!(number.as_deref(), Some("1"));
    journal::undo(&mut place.writer, &asking, undone.entry, false).unwrap();
    assert_eq!(get(&place, "wangwei", id), after);
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
}

#[test]
fn saved_twice_is_stored_once() {
    let mut place = Place::staffed();
    let mut asking = place.asking("wangwei");
    asking.once = Some(Once {
        key: "form-1".to_owned(),
        digest: "d".to_owned(),
    });
    let new = family();
    let add = |tx: &crate::store::Tx<'_>| sheet::save(tx, None, &Sheet::default(), &new);
    let first = place.writer.change(&asking, "customer.add", add).unwrap();
    let again = place.writer.change(&asking, "customer.add", add).unwrap();
    assert_eq!(first.answer, again.answer);
    assert!(again.repeated);
    assert_eq!(
        one(&place, "SELECT CAST(count(*) AS TEXT) FROM customer").as_deref(),
        Some("1")
    );
}

#[test]
fn rows_are_moved_and_given_to_members() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let was = get(&place, "wangwei", id);
    let mut now = was.clone();
    now.phones.swap(0, 1);
    let childs = now.members[0].is.phones.remove(0);
    now.phones.push(childs);
    save(&mut place, "wangwei", Some(id), &was, &now).unwrap();
    assert_eq!(get(&place, "wangwei", id), now);
    let primary = one(&place, "SELECT primary_phone FROM customer");
    assert_eq!(primary.as_deref(), Some("862162344821"));
    assert_eq!(derive::differs(&place.writer).unwrap(), 0);
}

#[test]
fn a_number_given_to_a_new_member_comes_back_when_the_form_is_undone() {
    let mut place = Place::staffed();
    let id = add(
        &mut place,
        "wangwei",
        &named("李", &["13800134821", "13900139000"]),
    );
    let was = get(&place, "wangwei", id);
    let mut now = was.clone();
    let wifes = now.phones.remove(1);
    now.members.push(new(SheetMember {
        kind: "family".to_owned(),
        name: "王芳".to_owned(),
        phones: vec![wifes],
        ..SheetMember::default()
    }));
    let asking = place.asking("wangwei");
    let save = |tx: &crate::store::Tx<'_>| sheet::save(tx, Some(id), &was, &now);
    let done = place.writer.change(&asking, "customer.edit", save).unwrap();
    let after = get(&place, "wangwei", id);
    assert_eq!(after.members[0].is.phones, now.members[0].is.phones);
    let undone = journal::undo(&mut place.writer, &asking, done.entry, false).unwrap();
    assert_eq!(get(&place, "wangwei", id), was);
    journal::undo(&mut place.writer, &asking, undone.entry, false).unwrap();
    assert_eq!(get(&place, "wangwei", id), after);
}
