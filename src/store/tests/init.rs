//! The fresh file: what is in it, and that the catalogue knows all of it.

use std::collections::BTreeSet;

use crate::domain::interaction::Choice;
use crate::domain::product::Product;
use crate::domain::staff::{NewStaff, Operation, Role, Scope};
use crate::error::{Error, Fault, Refusal};
use crate::store::catalogue::{self, Kind};
use crate::store::testing::Place;
use crate::store::{choice, product, schema, setting, sql, staff, staff_setting, unit};

#[test]
fn every_table_and_column_of_a_fresh_file_is_in_the_catalogue() {
    let place = Place::fresh();
    let reader = place.reader();
    let query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let found: BTreeSet<String> = sql::all(reader.conn(), query, [], |row| row.get(0))
        .unwrap()
        .into_iter()
        .collect();
    let known: BTreeSet<String> = catalogue::TABLES
        .iter()
        .map(|table| table.name.to_owned())
        .collect();
    assert_eq!(found, known);
    for table in catalogue::TABLES {
        let query = "SELECT name, type FROM pragma_table_info(?1)";
        let columns: Vec<(String, String)> = sql::all(reader.conn(), query, [table.name], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
        for name in table.not_business {
            assert!(
                columns.iter().any(|(column, _)| column == name),
                "{}.{name}",
                table.name
            );
        }
        if table.kind != Kind::Business {
            continue;
        }
        for (column, kind) in &columns {
            assert!(
                ["INTEGER", "TEXT"].contains(&kind.as_str()),
                "{}.{column}",
                table.name
            );
        }
        let kept = schema::business_columns(reader.conn(), table).unwrap();
        assert_eq!(
            kept.len() + table.not_business.len(),
            columns.len(),
            "{}",
            table.name
        );
    }
}

#[test]
fn a_journalled_table_never_gives_an_id_twice() {
    let place = Place::fresh();
    for table in catalogue::TABLES.iter().filter(|table| table.journalled()) {
        let query = "SELECT sql FROM sqlite_master WHERE name = ?1";
        let made: String = sql::one(place.reader().conn(), query, [table.name], |row| row.get(0))
            .unwrap()
            .unwrap();
        assert!(made.contains("PRIMARY KEY AUTOINCREMENT"), "{}", table.name);
        assert!(made.contains("STRICT"), "{}", table.name);
    }
}

#[test]
fn a_fresh_file_has_its_administrator_the_exchange_the_rights_and_the_lists() {
    let place = Place::fresh();
    let reader = place.reader();
    let logins: Vec<String> = staff::list(&reader)
        .unwrap()
        .into_iter()
        .map(|person| person.login)
        .collect();
    assert_eq!(logins, ["exchange", "root"]);
    let root = staff::actor(&reader, place.id("root")).unwrap();
    let rights = staff::rights(&reader, &root).unwrap();
    assert!(rights.contains(&(Operation::Import, Scope::All)));
    assert!(
        !rights
            .iter()
            .any(|(operation, _)| *operation == Operation::Ring)
    );
    assert_eq!(setting::get(&reader, "zone").unwrap(), "Asia/Shanghai");
    assert_eq!(choice::resolve(&reader, "tier", "绿卡").unwrap(), "green");
    assert_eq!(
        choice::resolve(&reader, "tier", "GREEN CARD").unwrap(),
        "green"
    );
    let empty = "SELECT 1 FROM journal_context WHERE entry_id IS NULL";
    assert!(sql::exists(reader.conn(), empty, []).unwrap());
}

#[test]
fn an_unknown_value_names_the_nearest_ones() {
    let place = Place::fresh();
    match choice::resolve(&place.reader(), "disposition", "disconected") {
        Err(Error::Invalid {
            field,
            fault: Fault::Unknown { nearest },
        }) => {
            assert_eq!(field, "disposition");
            assert_eq!(nearest.codes().collect::<Vec<_>>(), ["disconnected"]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_is_made_once_and_a_bad_value_makes_none() {
    let place = Place::fresh();
    let mut init = crate::store::init::Init {
        login: "root".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shangai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: false,
    };
    let path = place.folder.path().join("other.db");
    let at = crate::store::testing::AT;
    let refused = crate::store::init::create(&path, &init, at).unwrap_err();
    match refused {
        Error::Invalid {
            field,
            fault: Fault::Unknown { nearest },
        } => {
            assert_eq!(field, "zone");
            assert_eq!(nearest.codes().next(), Some("Asia/Shanghai"));
        }
        other => panic!("{other:?}"),
    }
    assert!(!path.exists());
    init.zone = "Asia/Shanghai".to_owned();
    let again = place.house.path().to_owned();
    assert!(matches!(
        crate::store::init::create(&again, &init, at),
        Err(Error::AlreadyThere(_))
    ));
}

#[test]
fn settings_take_what_they_know_and_only_from_who_may() {
    let mut place = Place::staffed();
    place.done("root", |tx| setting::set(tx, "open_file", "off"));
    assert_eq!(setting::get(&place.reader(), "open_file").unwrap(), "off");
    let bad = place.change("root", |tx| setting::set(tx, "open_file", "maybe"));
    assert!(matches!(bad, Err(Error::Invalid { .. })));
    let hours = place.change("root", |tx| setting::set(tx, "call_hours", "by day"));
    let wrong = Fault::NotHours;
    assert!(matches!(hours, Err(Error::Invalid { fault, .. }) if fault == wrong));
    place.done("root", |tx| {
        setting::set(tx, "call_hours", "工作日 9点到18点")
    });
    let internal = place.change("root", |tx| setting::set(tx, "made_by_uid", "0"));
    assert!(matches!(internal, Err(Error::Invalid { .. })));
    let agent = place.change("wangwei", |tx| setting::set(tx, "open_file", "on"));
    assert!(matches!(
        agent,
        Err(Error::Refused(Refusal::NoRight { .. }))
    ));
    place.done("wangwei", |tx| staff_setting::set(tx, "theme", "light"));
    let me = staff::actor(&place.reader(), place.id("wangwei")).unwrap();
    let theme = staff_setting::get(&place.reader(), &me, "theme").unwrap();
    assert_eq!(theme.as_deref(), Some("light"));
}

#[test]
fn people_are_added_under_their_unit_and_the_last_administrator_stays() {
    let mut place = Place::staffed();
    let units = unit::list(&place.reader()).unwrap();
    assert_eq!(units.len(), 3);
    let again = place.change("root", |tx| {
        let new = NewStaff {
            login: "wangwei".to_owned(),
            name: "W".to_owned(),
            role: Role::Agent,
            unit: None,
            ext: None,
        };
        staff::add(tx, &new)
    });
    assert!(matches!(
        again,
        Err(Error::Invalid {
            fault: Fault::TakenBy(_),
            ..
        })
    ));
    let last = place.change("root", |tx| staff::disable(tx, "root"));
    assert!(matches!(last, Err(Error::Refused(Refusal::LastAdmin))));
    let asking = place.asking("wangwei");
    place.done("root", |tx| staff::disable(tx, "wangwei"));
    let gone = place.writer.change(&asking, "test", |tx| {
        staff_setting::set(tx, "theme", "dark")
    });
    assert!(matches!(gone, Err(Error::Refused(Refusal::NotActive))));
}

#[test]
fn one_letter_picks_one_result_of_a_call() {
    let mut place = Place::fresh();
    let new = |code: &str, letter| Choice {
        list: "disposition".to_owned(),
        code: code.to_owned(),
        zh: code.to_owned(),
        en: code.to_owned(),
        letter: Some(letter),
        active: true,
        ..Choice::default()
    };
    let known = choice::list(&place.reader(), "disposition").unwrap();
    let taken = known.iter().find(|value| value.letter.is_some()).unwrap();
    let letter = taken.letter.unwrap();
    for letter in [letter, letter.to_ascii_uppercase()] {
        match place.change("root", |tx| choice::add(tx, &new("again", letter))) {
            Err(Error::Invalid { field, fault }) => {
                assert_eq!(field, "letter");
                assert_eq!(fault, Fault::TakenBy(taken.word()));
            }
            other => panic!("{other:?}"),
        }
    }
    // What is no longer picked gives its letter back, and cannot come again beside its heir.
    let picked = |active| choice::Change {
        active: Some(active),
        ..choice::Change::default()
    };
    place.done("root", |tx| {
        choice::change(tx, "disposition", &taken.code, &picked(false))
    });
    place.done("root", |tx| choice::add(tx, &new("again", letter)));
    let both = place.change("root", |tx| {
        choice::change(tx, "disposition", &taken.code, &picked(true))
    });
    assert!(matches!(both, Err(Error::Invalid { .. })), "{both:?}");
}

#[test]
fn a_value_is_never_put_below_itself_and_the_reason_is_said() {
    let mut place = Place::fresh();
    let under = choice::Change {
        under: Some("vip".to_owned()),
        ..choice::Change::default()
    };
    let tree = place.change("root", |tx| {
        let new = |code: &str, under: Option<&str>| Choice {
            list: "nature".to_owned(),
            code: code.to_owned(),
            zh: code.to_owned(),
            en: code.to_owned(),
            active: true,
            under: under.map(str::to_owned),
            ..Choice::default()
        };
        choice::add(tx, &new("top", None))?;
        choice::add(tx, &new("vip", Some("top")))?;
        choice::change(tx, "nature", "top", &under)
    });
    match tree {
        Err(Error::Invalid { fault, .. }) => assert_eq!(fault, Fault::Circle),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_currency_changes_until_there_is_an_amount_in_it() {
    let mut place = Place::staffed();
    place.done("root", |tx| setting::set(tx, "currency", "USD"));
    place.done("root", |tx| {
        product::add(
            tx,
            &Product {
                id: None,
                code: "P1".to_owned(),
                name: "P1".to_owned(),
                category: None,
                price: Some(29_900),
                cycle_days: None,
                points: None,
                ..Product::default()
            },
        )
    });
    let refused = place.change("root", |tx| setting::set(tx, "currency", "JPY"));
    match refused {
        Err(Error::Refused(Refusal::State(state))) => assert_eq!(state, "currency.amounts"),
        other => panic!("{other:?}"),
    }
    place.done("root", |tx| setting::set(tx, "currency", "usd"));
    assert_eq!(setting::get(&place.reader(), "currency").unwrap(), "USD");
}
