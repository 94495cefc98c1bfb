//! What cannot be taken, and what changes while somebody types: each is told at its field, and the
//! form keeps its text.

use huoke::domain::customer::{Draft, Field};
use huoke::domain::ids::ProductId;
use huoke::domain::product::Product;
use huoke::store::{Asking, Tx, customer, journal, product, setting, staff};
use huoke::text::Lang;

use super::{LARGE, SMALL, agrees, on_hand, reader, sales, shop};
use crate::desk::{NOW, Person, real, real::Real};

/// Something that the administrator does at another desk meanwhile.
pub fn meanwhile(
    person: &Person<Real>,
    path: &std::path::Path,
    what: impl FnOnce(&Tx<'_>, ProductId),
) {
    let root = staff::by_login(&person.store.reader, "root")
        .unwrap()
        .unwrap()
        .id;
    let propolis = product::id_of(&reader(path), "P001").unwrap().unwrap();
    let mut other = Real::open(path, "root");
    let change = |tx: &Tx<'_>| {
        what(tx, propolis);
        Ok(())
    };
    other
        .writer
        .change(&Asking::new(root, NOW), "test", change)
        .unwrap();
}

#[test]
fn large_amounts_are_whole_in_their_line_whatever_the_name_gives_up() {
    for (lang, size) in [(Lang::Zh, SMALL), (Lang::En, LARGE)] {
        let folder = tempfile::tempdir().unwrap();
        let path = shop(folder.path());
        let mut person = real::at(&path, "wangwei", lang, size);
        person.press("4821<Enter>sjsj<Enter>12<Tab>1234567.89<Tab>");
        person.sees("1234567.89 ").sees("14,814,814.68 ");
        person.press("<F9>").sees("14,814,814.68");
        agrees(&person);
    }
}

#[test]
fn in_the_list_of_sales_a_name_gives_way_to_what_is_owed_and_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.press("4821<Enter>svitamin<Enter>12<Tab>1234567.89<Tab>3<F9>");
    person.press("<F5>").sees("欠款 ¥14,814,814.68 · 存货 9 ");
    agrees(&person);
}

/// As much of a text as its column shows.
fn beginning(text: &str) -> &str {
    text.get(..4).unwrap_or(text)
}

/// A new line to the customer, the cursor in its quantity; what was typed before is thrown away.
const LINE: &str = "<Esc><Esc><Esc>4821<Enter>sfj<Enter>";

#[test]
fn amounts_are_taken_as_people_type_them_or_told_at_their_field() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    for (price, amount) in [
        ("1,200", "1,200.00"),
        ("３００", "300.00"),
        ("￥288.5", "288.50"),
        ("288元", "288.00"),
        ("0", "0.00"),
    ] {
        person
            .press(LINE)
            .press("<Tab>")
            .press(price)
            .press("<Tab>");
        person.sees(amount);
    }
    for (price, why) in [
        ("1.234", "小数"),
        ("-5", "最低可以卖 ¥0"),
        ("99999999999999999999", "最多 ¥10,000,000,000"),
        ("12,34", "不是数字"),
        ("便宜点", "不是数字"),
    ] {
        person
            .press(LINE)
            .press("<Tab>")
            .press(price)
            .press("<Tab>");
        person
            .sees(why)
            .press("<F9>")
            .sees(why)
            .sees(beginning(price));
    }
    for (paid, why) in [
        ("-1", "不能低于 0"),
        ("1.005", "小数"),
        ("300", "最多 ¥299"),
    ] {
        person.press(LINE).press("<PgDn><Tab><Tab>").press(paid);
        person.press("<F9>").sees(why).sees(paid);
    }
    // Money comes in some way.
    person
        .press(LINE)
        .press("<PgDn><Tab><Tab>10<F9>")
        .sees("怎么付");
    assert!(sales(&person).is_empty());
}

#[test]
fn quantities_and_lines_that_are_none_are_told_at_their_field() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    for (quantity, why) in [
        ("0", "要大于 0"),
        ("-2", "要大于 0"),
        ("1.5", "不是数字"),
        ("两盒", "不是数字"),
        ("99999999999999999999", "最多 1000000000"),
        ("9999999999", "最多 1000000000"),
    ] {
        person.press(LINE).press(quantity).press("<Tab>");
        person
            .sees(why)
            .press("<F9>")
            .sees(why)
            .sees(beginning(quantity));
    }
    person
        .press("<Esc><Esc><Esc>4821<Enter>s<F9>")
        .sees("至少一件商品");
    person.press("zzz<F9>").sees("没有这个商品").sees("zzz");
    assert!(sales(&person).is_empty());
}

#[test]
fn a_product_that_was_withdrawn_meanwhile_is_told_at_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::En, LARGE);
    person.press("4821<Enter>slz<Enter><Enter>fj<Enter>2");
    meanwhile(&person, &path, |tx, propolis| {
        product::sell(tx, propolis, false).unwrap();
    });
    person.press("<F9>").sees("sold no more").sees("蜂胶");
    assert!(sales(&person).is_empty());
    // Another product in its place, the rest as it was.
    person
        .press("vita<Enter><F9>")
        .sees("S000001 entered: total ¥113");
}

#[test]
fn a_price_that_was_changed_meanwhile_is_told_and_holds_once_it_has_been_seen() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    let dearer = |price: i64| {
        move |tx: &Tx<'_>, id: ProductId| {
            let new = Product {
                code: "P001".to_owned(),
                name: "蜂胶软胶囊".to_owned(),
                price: Some(price),
                ..Product::default()
            };
            product::edit(tx, id, &new).unwrap();
        }
    };
    person.press("4821<Enter>sfj<Enter>2");
    meanwhile(&person, &path, dearer(31_900));
    person
        .press("<F9>")
        .sees("标价由 ¥299 改为 ¥319")
        .sees("638.00");
    assert!(sales(&person).is_empty());
    person.press("<F9>").sees("合计 ¥638");
    // What was said by hand stays.
    person.press("sfj<Enter>2<Tab>280<Enter>");
    meanwhile(&person, &path, dearer(33_900));
    person.press("<F9>").sees("您填的价不变").sees("560.00");
    person.press("<F9>").sees("合计 ¥560");
    assert_eq!(sales(&person).len(), 2);
}

#[test]
fn stock_that_a_colleague_sold_meanwhile_is_told_with_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut one = real::at(&path, "wangwei", Lang::Zh, LARGE);
    let mut other = real::at(&path, "zhaoyun", Lang::En, SMALL);
    one.press("4821<Enter>slz<Enter>").sees("可售 3").press("3");
    other
        .press("7777<Enter>slz<Enter>2<F9>")
        .sees("S000001 entered");
    one.press("<F9>").sees("只剩 1 件").sees("灵芝茶");
    assert_eq!((sales(&one).len(), on_hand(&one, "P002")), (1, Some(1)));
    // She takes what is there, the rest is held.
    one.press("1<F9>").sees("已登记 S000002").sees("存货 2 件");
    assert_eq!(on_hand(&one, "P002"), Some(0));
    super::agrees(&one);
    // Nothing is left: whoever chooses it sees that before saving.
    other
        .press("slz<Enter>")
        .sees("-2 free")
        .sees("not so many");
    other.press("<F9>").sees("only 0 left").press("<Esc><Esc>");
}

#[test]
fn nobody_sells_below_what_their_role_may() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut agent = real::at(&path, "wangwei", Lang::Zh, SMALL);
    meanwhile(&agent, &path, |tx, _| {
        setting::set(tx, setting::DISCOUNT_AGENT, "10").unwrap();
    });
    agent
        .press("4821<Enter>sfj<Enter><Tab>250<Tab>")
        .sees("您最低可以卖 ¥269.10");
    agent.press("<F9>").sees("269.10").sees("250");
    assert!(sales(&agent).is_empty());
    agent
        .press("<End><Backspace><Backspace><Backspace>270")
        .sees("优惠 ¥29");
    agent.press("<F9>").sees("合计 ¥270");
    let mut boss = real::at(&path, "zhaoyun", Lang::En, SMALL);
    boss.press("4821<Enter>sfj<Enter><Tab>200<F9>")
        .sees("total ¥200");
}

#[test]
fn goods_leave_only_when_paid_where_the_business_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    meanwhile(&person, &path, |tx, _| {
        setting::set(tx, setting::PAID_FIRST, "on").unwrap();
    });
    person.press("4821<Enter>sfj<Enter>2").sees("存货 2 件");
    person
        .press("<Tab><Tab>1<F9>")
        .sees("付清")
        .press("<Backspace><F9>");
    person.sees("存货 2 件");
    assert_eq!(on_hand(&person, "P001"), Some(10));
}

#[test]
fn a_customer_who_is_gone_or_a_colleagues_is_told_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.press("4821<Enter>sfj<Enter>2");
    meanwhile(&person, &path, |tx, _| {
        setting::set(tx, setting::OPEN_FILE, "off").unwrap();
    });
    person.press("<F9>").sees("不归您销售").sees("蜂胶");
    assert!(sales(&person).is_empty());
    // Found in the form she cannot be sold to either; the lines stay.
    person
        .press("13800134821<Enter>")
        .sees("不归您")
        .sees("蜂胶");
    person.press("<F9>").sees("不归您");
    assert!(sales(&person).is_empty());
}

#[test]
fn a_customer_who_was_taken_back_while_the_form_is_open_is_told_and_the_lines_stay() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let root = staff::by_login(&reader(&path), "root").unwrap().unwrap().id;
    let asking = Asking::new(root, NOW);
    let mut other = Real::open(&path, "root");
    let new = Draft {
        fields: vec![(Field::Name, "侯宝林".to_owned())],
        ..Draft::default()
    };
    let add = |tx: &Tx<'_>| customer::add(tx, &new);
    let added = other.writer.change(&asking, "customer.add", add).unwrap();
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person
        .press("<Esc>S侯宝林<Enter>")
        .sees("销售：侯宝林")
        .press("fj<Enter>2");
    journal::undo(&mut other.writer, &asking, added.entry, false).unwrap();
    person
        .press("<F9>")
        .sees("蜂胶")
        .sees("✗")
        .sees_no("已登记");
    assert!(sales(&person).is_empty());
    assert_eq!(on_hand(&person, "P001"), Some(10));
    // The same lines go to somebody who is there.
    person
        .press("<Ctrl-u>4821<Enter><F9>")
        .sees("已登记 S000001");
}

#[test]
fn saving_takes_the_product_that_is_highlighted() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.press("4821<Enter>sfj<F9>");
    person.sees("已登记 S000001：合计 ¥299");
    // Of the customer, too; then what is sold to them is asked for.
    person.press("S7777<F9>");
    person.sees("牛群").press("<PgDn>fj<F9>");
    person.sees("已登记 S000002");
    agrees(&person);
}
