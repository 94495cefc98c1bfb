//! A sale and the day's list: what runs out is bought anew, and the reason to ring is gone.

use huoke::domain::customer::{Address, Draft, Field};
use huoke::domain::product::{NewLine, NewSale, Product};
use huoke::domain::time::Instant;
use huoke::store::{Asking, Tx, customer, product, sale, staff};
use huoke::text::Lang;

use super::{SMALL, sales, shop};
use crate::desk::{NOW, real, real::Real};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// The shop, and 侯宝林 of wangwei's, who bought one tin of ginseng for 30 days 28 days ago and
/// lives in Tianjin.
fn running_out(folder: &std::path::Path) -> std::path::PathBuf {
    let path = shop(folder);
    let mut hers = Real::open(&path, "zhaoyun");
    let wangwei = staff::by_login(&hers.reader, "wangwei")
        .unwrap()
        .unwrap()
        .id;
    let add = |tx: &Tx<'_>| {
        let new = Draft {
            fields: vec![(Field::Name, "侯宝林".to_owned())],
            address: Some(Address {
                city: Some("天津市".to_owned()),
                line: Some("鼓楼东街2号".to_owned()),
                ..Address::default()
            }),
            ..Draft::default()
        };
        let who = customer::add(tx, &new)?.id;
        customer::transfer(tx, &[who], wangwei, "test")?;
        let new = Product {
            code: "G1".to_owned(),
            name: "人参".to_owned(),
            price: Some(10_000),
            cycle_days: Some(30),
            ..Product::default()
        };
        let line = NewLine {
            product: product::add(tx, &new)?,
            quantity: 1,
            price: None,
            amount: 0,
            collected: None,
        };
        let sold = NewSale {
            code: None,
            customer: who,
            at: Instant(NOW.0 - 28 * DAY),
            staff: None,
            lines: vec![line],
            payments: Vec::new(),
            remark: None,
        };
        sale::bring(tx, &sold).map(|_| ())
    };
    let asking = Asking::new(hers.actor.id, NOW);
    hers.writer.change(&asking, "test", add).unwrap();
    path
}

#[test]
fn what_runs_out_is_sold_from_today_and_leaves_the_list_and_undo_brings_it_back() {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir().unwrap();
        let path = running_out(folder.path());
        let mut person = real::at(&path, "wangwei", lang, SMALL);
        person.press("<F3>").sees("侯宝林").sees("人参");
        person.press("srs<Enter>2<F9>").sees("¥200");
        assert_eq!(sales(&person).len(), 2);
        person.sees_no("人参").press("u").sees("人参");
    }
}

#[test]
fn what_is_sent_goes_to_where_the_customer_lives_unless_somebody_else_buys() {
    let folder = tempfile::tempdir().unwrap();
    let path = running_out(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.press("<Esc>Shbl<Enter><PgDn><Tab><Tab><Tab>kd<Enter>");
    person.sees("天津市鼓楼东街2号");
    person
        .press("<PgUp><PgUp><PgUp>4821<Enter>")
        .sees("销售：马三立")
        .sees_no("鼓楼");
    // As last time, once it was said.
    person
        .press("rs<Enter><F9>")
        .sees("已登记")
        .press("Smsl<Enter>")
        .sees("快递");
}
