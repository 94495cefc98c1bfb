//! Forms: read, saved beside colleagues, undone; who may, and what is refused.

use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{
    Address, Field, Key, Line, Sheet, SheetDate, SheetMember, SheetPhone,
};
use crate::domain::ids::CustomerId;
use crate::error::Result;
use crate::store::testing::{AT, Place};
use crate::store::{derive, sheet, staff};

pub(super) fn new<T>(is: T) -> Line<T> {
    Line { row: None, is }
}

pub(super) fn phone(typed: &str) -> Line<SheetPhone> {
    new(SheetPhone {
        typed: typed.to_owned(),
        ..SheetPhone::default()
    })
}

fn birthday(calendar: Calendar, month: u8, day: u8) -> Line<SheetDate> {
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
fn family() -> Sheet {
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

fn save(
    place: &mut Place,
    login: &str,
    customer: Option<CustomerId>,
    was: &Sheet,
    now: &Sheet,
) -> Result<sheet::Saved> {
    place.change(login, |tx| sheet::save(tx, customer, was, now))
}

fn add(place: &mut Place, login: &str, now: &Sheet) -> CustomerId {
    save(place, login, None, &Sheet::default(), now)
        .unwrap()
        .customer
}

fn get(place: &Place, login: &str, id: CustomerId) -> Sheet {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    sheet::get(&reader, &actor, id, AT).unwrap()
}

/// The sheet without its rows' ids.
fn loose(mut sheet: Sheet) -> Sheet {
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
