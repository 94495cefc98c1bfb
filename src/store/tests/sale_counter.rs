//! What stands ready while a sale is entered: products by what is typed, and who buys.

use super::customer::draft;
use super::sale::{line, shop, sold};
use crate::domain::product::Product;
use crate::domain::sale::Head;
use crate::error::{Error, Refusal};
use crate::store::testing::{AT, Place};
use crate::store::{Actor, customer, product, sale, setting, staff, stock};

/// A place that sells these: code and name.
fn selling(goods: &[(&str, &str)]) -> Place {
    let mut place = Place::staffed();
    place.done("root", |tx| {
        for (code, name) in goods {
            let new = Product {
                code: (*code).to_owned(),
                name: (*name).to_owned(),
                price: Some(100),
                ..Product::default()
            };
            product::add(tx, &new)?;
        }
        Ok(())
    });
    place
}

fn actor(place: &Place, login: &str) -> Actor {
    staff::actor(&place.reader(), place.id(login)).unwrap()
}

fn found(place: &Place, typed: &str) -> Vec<String> {
    let found = sale::offers(&place.reader(), typed, 9).unwrap();
    found.into_iter().map(|offer| offer.code).collect()
}

#[test]
fn a_product_answers_to_its_code_its_name_its_pinyin_and_its_initials() {
    let place = selling(&[
        ("FJ", "别的东西"),
        ("P001", "蜂胶软胶囊 Propolis"),
        ("P002", "灵芝茶"),
        ("BK-M82S-42", "Mountain-200 Silver, 42"),
        ("BK-M82B-42", "Mountain-200 Black, 42"),
    ]);
    for typed in [
        "p001",
        "Ｐ００１",
        "蜂胶",
        "蜂膠",
        "软胶囊",
        "propolis",
        "fengjiao",
        "fjrjn",
        "rjn",
    ] {
        assert_eq!(found(&place, typed), ["P001"], "{typed}");
    }
    assert_eq!(found(&place, "fj"), ["FJ", "P001"], "a code goes first");
    assert_eq!(found(&place, "200 black"), ["BK-M82B-42"]);
    assert_eq!(found(&place, "m82"), ["BK-M82B-42", "BK-M82S-42"]);
    assert_eq!(found(&place, "").len(), 5);
    for typed in ["zzz", "'; DROP TABLE product; --", "%"] {
        assert!(found(&place, typed).is_empty(), "{typed}");
    }
    assert_eq!(sale::offers(&place.reader(), "m", 1).unwrap().len(), 1);
}

#[test]
fn an_offer_says_what_is_free_and_what_is_sold_no_more_is_none() {
    let (mut place, id, [bee, tea]) = shop();
    let sale = sold(id, vec![line(bee, 3, Some(1))], 0);
    place.done("wangwei", |tx| sale::add(tx, &sale));
    let free = |place: &Place| -> Vec<Option<i64>> {
        let found = sale::offers(&place.reader(), "p", 9).unwrap();
        found.into_iter().map(|offer| offer.free).collect()
    };
    assert_eq!(free(&place), [Some(7), None], "one left, two are held");
    place.done("root", |tx| stock::count(tx, bee, 0, None));
    assert_eq!(free(&place), [Some(-2), None]);
    place.done("root", |tx| product::sell(tx, tea, false));
    assert_eq!(free(&place), [Some(-2)]);
}

#[test]
fn who_buys_is_known_to_whom_they_may_be_sold_by() {
    let (mut place, id, [bee, _]) = shop();
    let head = Head {
        region: Some("east".to_owned()),
        delivery: Some("courier".to_owned()),
        ..Head::default()
    };
    let mut sale = sold(id, vec![line(bee, 3, Some(1))], 100);
    sale.head = head.clone();
    place.done("wangwei", |tx| sale::add(tx, &sale));
    let hers = actor(&place, "wangwei");
    let counter = sale::counter(&place.reader(), &hers, Some(id), &[], AT).unwrap();
    let buyer = counter.buyer.unwrap();
    assert_eq!((buyer.name.as_str(), buyer.held), ("李明", 2));
    assert!(buyer.due > 0 && buyer.points > 0);
    assert_eq!(counter.usual, head);
    // To somebody else it is sold as this person sold last.
    let new = draft("王芳", &["13900137777"]);
    let other = place.done("wangwei", |tx| customer::add(tx, &new)).id;
    let usual = |who: &str, customer| {
        let counter = sale::counter(&place.reader(), &actor(&place, who), customer, &[], AT);
        counter.map(|counter| counter.usual)
    };
    assert_eq!(usual("wangwei", Some(other)).unwrap(), head);
    assert_eq!(usual("wangwei", None).unwrap(), head);
    place.done("root", |tx| setting::set(tx, setting::OPEN_FILE, "off"));
    let no_right = Err(Refusal::NoRight { operation: "sell" });
    for who in ["zhaoyun", "li"] {
        let refused = sale::counter(&place.reader(), &actor(&place, who), Some(id), &[], AT);
        let refused = refused.map(|_| ()).map_err(|error| match error {
            Error::Refused(refusal) => refusal,
            error => panic!("{error:?}"),
        });
        assert_eq!(refused, no_right, "{who}");
    }
}

#[test]
fn of_thousands_of_products_the_one_that_is_meant_stands_first() {
    let names: Vec<(String, String)> = (0..5_000)
        .map(|number| {
            let kind = ["蜂胶软胶囊", "灵芝孢子粉", "净水机滤芯", "Mountain Frame"][number % 4];
            (format!("P{number:05}"), format!("{kind} {number} 号"))
        })
        .collect();
    let goods: Vec<(&str, &str)> = names
        .iter()
        .map(|(code, name)| (code.as_str(), name.as_str()))
        .collect();
    let place = selling(&goods);
    assert_eq!(
        sale::offers(&place.reader(), "lzbzf", 24).unwrap().len(),
        24
    );
    assert_eq!(found(&place, "p04999"), ["P04999"]);
}
