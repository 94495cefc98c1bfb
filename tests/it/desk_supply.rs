//! What a customer runs out of, on the card, and how they use it, in the form over it: on a real
//! file.

use huoke::domain::customer::{Draft, Field};
use huoke::domain::product::{NewLine, NewSale, Product};
use huoke::domain::time::Instant;
use huoke::store::{Asking, Cache, House, Tx, customer, product, sale, staff};
use huoke::text::Lang;

use crate::desk::real;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A file in which 马三立 bought three boxes of propolis 60 days ago and tea ten days ago.
pub fn file(folder: &std::path::Path) -> std::path::PathBuf {
    let path = real::file(folder);
    let house = House::open(&path).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let at = crate::desk::NOW;
    let add = |tx: &Tx<'_>| {
        let named = |name: &str| Draft {
            fields: vec![(Field::Name, name.to_owned())],
            ..Draft::default()
        };
        let who = customer::add(tx, &named("马三立"))?.id;
        customer::add(tx, &named("牛群"))?;
        for (code, name, days, ago) in [("P1", "蜂胶", 30, 60), ("P2", "花茶", 20, 10)] {
            let new = Product {
                code: code.to_owned(),
                name: name.to_owned(),
                cycle_days: Some(days),
                ..Product::default()
            };
            let line = NewLine {
                product: product::add(tx, &new)?,
                quantity: 3,
                price: None,
                amount: 0,
                collected: None,
            };
            let sold = NewSale {
                code: None,
                customer: who,
                at: Instant(at.0 - ago * DAY),
                staff: None,
                lines: vec![line],
                payments: Vec::new(),
                remark: None,
            };
            sale::bring(tx, &sold)?;
        }
        Ok(())
    };
    let mut writer = house.writer().unwrap();
    writer.change(&Asking::new(root, at), "test", add).unwrap();
    path
}

#[test]
fn how_a_customer_uses_a_product_is_changed_from_the_card_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut person = real::at(&path, "root", Lang::Zh, (120, 40));
    person.press("/马三立<Enter><Enter>");
    // 60 of 90 days are over; of the tea 50 are left.
    person
        .sees("蜂胶 12-23 用完")
        .sees("3 × 30 天")
        .sees_no("▌花茶");
    person.press("g").sees("产品用法：马三立").sees("送人");
    // The users of what ends first are in focus: two of them.
    person
        .press("<Backspace>2<Enter>")
        .sees("已修改 马三立 的 蜂胶 用法");
    person.sees("（11-08）用完").sees("2人用");
    person.press("u").sees("蜂胶 12-23 用完");
}

#[test]
fn what_is_no_number_is_told_at_its_field_and_what_is_empty_is_as_usual() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut person = real::at(&path, "root", Lang::Zh, (80, 24));
    person.press("/马三立<Enter><Enter>g<Backspace>两<Enter>");
    person.sees("产品用法").sees("不是数字");
    person.press("<Backspace>3<Enter>").sees("（10-24）用完");
    person.press("g<Backspace><Enter>").sees("蜂胶 12-23 用完");
    // A second Esc loses what was typed, the first one says so.
    person.press("g5<Esc>").sees("再按一次");
    person.press("<Esc>").sees_no("产品用法");
}

#[test]
fn it_cannot_be_said_of_who_bought_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path());
    let mut person = real::at(&path, "root", Lang::Zh, (120, 40));
    person
        .press("/牛群<Enter><Enter>g")
        .sees("没有会用完的产品");
}
