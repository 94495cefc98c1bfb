//! Rows are understood as they were meant, and no row makes it panic.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;

use super::interpret::Interpreter;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer;
use crate::domain::time::{Instant, Now};
use crate::error::{Error, Fault};
use crate::exchange::field::{Field, Kind};
use crate::exchange::map::Map;
use crate::exchange::rows::Record;
use crate::store::init::{self, Init};
use crate::store::{Asking, Cache, choice, staff, unit};

const AT: Instant = Instant(1_795_413_900_000);

fn interpreter() -> Interpreter {
    let folder = tempfile::tempdir().unwrap();
    let init = Init {
        login: "root".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: false,
    };
    let house = init::create(&folder.path().join("t.db"), &init, AT).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let mut writer = house.writer().unwrap();
    writer
        .change(&Asking::new(root, AT), "test", |tx| {
            unit::add(tx, "SH", "上海分公司", "branch", None)?;
            unit::add(tx, "T1", "一组", "team", Some("SH")).map(|_| ())
        })
        .unwrap();
    let now = Now {
        at: AT,
        zone: chrono_tz::Asia::Shanghai,
    };
    let made = Interpreter::new(&reader, &Map::default(), now, None).unwrap();
    assert!(!choice::all(&reader).unwrap().is_empty());
    made
}

fn record(cells: Vec<(Field, String)>) -> Record {
    Record { line: 2, cells }
}

/// A birthday that there is, as text.
fn birthday() -> impl Strategy<Value = Birthday> {
    (
        any::<bool>(),
        prop::option::of(1930i32..2020),
        1u8..=12,
        1u8..=29,
    )
        .prop_filter_map("there is no such day", |(lunar, year, month, day)| {
            let calendar = if lunar {
                Calendar::Lunar
            } else {
                Calendar::Solar
            };
            Birthday::new(calendar, year, month, false, day).ok()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_a_row_says_of_a_customer_is_understood_as_it_was_meant(
        name in "[\\p{Han}a-z]{1,8}", phones in prop::collection::vec("1[3-9][0-9]{9}", 0..4),
        born in birthday(), (tier, label) in prop::sample::select(vec![
            ("gold", "gold"), ("gold", "金卡"), ("gold", "GOLD"), ("green", "Green card")]),
        unit in prop::sample::select(vec![("SH", "SH"), ("SH", "上海分公司"), ("T1", "一组")]),
        silent in any::<bool>(), between in prop::sample::select(vec!["/", ";", "、", "\n", " 或 "]),
    ) {
        let draft = interpreter().customer(&record(vec![
            (Field::Name, name.clone()),
            (Field::Phone, phones.join(between)),
            (Field::Birthday, born.to_string()),
            (Field::Tier, label.to_owned()),
            (Field::Branch, unit.1.to_owned()),
            (Field::Owner, "root".to_owned()),
            (Field::DoNotCall, if silent { "是" } else { "no" }.to_owned()),
            (Field::City, "上海".to_owned()),
            (Field::Remark, String::new()),
        ])).unwrap();
        let expected = vec![
            (customer::Field::Name, name), (customer::Field::Tier, tier.to_owned()),
        ];
        prop_assert_eq!(draft.fields, expected);
        let typed: Vec<String> = draft.phones.into_iter().map(|phone| phone.typed).collect();
        prop_assert_eq!(typed, phones);
        prop_assert_eq!(draft.dates, vec![("birthday".to_owned(), born)]);
        prop_assert_eq!(draft.unit.as_deref(), Some(unit.0));
        prop_assert_eq!(draft.do_not_call, Some(silent));
        prop_assert!(draft.owner.flatten().is_some());
        let city = draft.address.and_then(|address| address.city);
        prop_assert_eq!(city.as_deref(), Some("上海"));
    }

    #[test]
    fn no_row_makes_it_panic_and_every_refusal_names_its_field(
        texts in prop::collection::vec("\\PC{0,12}|[0-9./:E+-]{0,14}", 57),
    ) {
        let mut by = interpreter();
        for kind in [Kind::Customers, Kind::Products, Kind::Sales, Kind::Interactions] {
            let names = FIELDS.iter().filter_map(|name| name.parse::<Field>().ok());
            let cells = names.filter(|field| kind.has(field)).zip(&texts);
            for (field, text) in cells.clone() {
                // One cell at a time: a wrong one must not hide the next.
                let one = record(vec![(field.clone(), text.clone())]);
                let refused = match kind {
                    Kind::Customers => by.customer(&one).err(),
                    Kind::Products => by.new_product(&one).err(),
                    Kind::Sales => by.order(&[&one]).err().map(|(_, error)| error),
                    Kind::Interactions => by.contact(&one).err(),
                };
                if let Some(error) = refused {
                    let named = matches!(&error, Error::Invalid { field, .. } if !field.is_empty());
                    prop_assert!(named, "{error:?}");
                }
            }
        }
    }
}

const FIELDS: &[&str] = &[
    "code",
    "name",
    "phone",
    "mobile",
    "landline",
    "fax",
    "email",
    "card_no",
    "birthday",
    "lunar_birthday",
    "anniversary.wedding",
    "sex",
    "grade",
    "tier",
    "owner",
    "branch",
    "department",
    "province",
    "postcode",
    "do_not_call",
    "remark",
    "price",
    "cycle_days",
    "points",
    "category",
    "order",
    "customer",
    "product",
    "date",
    "time",
    "quantity",
    "unit_price",
    "amount",
    "paid",
    "payment_method",
    "disposition",
    "by",
    "note",
    "next",
];

#[test]
fn an_unknown_value_is_refused_with_the_nearest_ones() {
    let mut by = interpreter();
    for (field, text, near) in [
        (Field::Tier, "金砖卡", "gold"),
        (Field::Owner, "rot", "root"),
        (Field::Branch, "SHH", "SH"),
    ] {
        let refused = by
            .customer(&record(vec![(field, text.to_owned())]))
            .unwrap_err();
        let Error::Invalid {
            fault: Fault::Unknown { nearest },
            ..
        } = refused
        else {
            panic!("{refused:?}");
        };
        assert!(nearest.codes().any(|word| word == near), "{nearest:?}");
    }
}

#[test]
fn a_list_of_numbers_alone_is_a_list_of_customers() {
    let mut by = interpreter();
    let draft = by
        .customer(&record(vec![(Field::Phone, "13800134821".to_owned())]))
        .unwrap();
    assert_eq!(draft.stand_in.as_deref(), Some("13800134821"));
    assert_eq!(draft.fields, [], "it is no name of theirs");
}
