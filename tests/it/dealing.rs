//! What becomes of sales after they were entered, in the keys of an agent, a cashier and the
//! warehouse, on a real file.

use std::path::{Path, PathBuf};

use huoke::domain::customer::{Draft, Field};
use huoke::domain::product::Product;
use huoke::domain::sale::{Cause, Head, LineDraft, SaleDraft};
use huoke::domain::staff::{NewStaff, Role};
use huoke::store::{Asking, Cache, House, Tx, check, customer, product, sale, staff, stock};
use huoke::text::Lang;

use crate::desk::{NOW, Person, real, real::Real};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

/// A shop where an agent has sold three of a product, of which one was taken along and 500 of 897
/// paid; a cashier and the warehouse.
fn shop(folder: &Path) -> PathBuf {
    let path = real::file(folder);
    let house = House::open(&path).unwrap();
    let mut writer = house.writer().unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let id = |login: &str| staff::by_login(&reader, login).unwrap().unwrap().id;
    let root = Asking::new(id("root"), NOW);
    let fill = |tx: &Tx<'_>| {
        for (login, name, role) in [
            ("anna", "安娜", Role::Agent),
            ("qian", "钱收", Role::Cashier),
            ("wu", "吴仓", Role::Warehouse),
        ] {
            let new = NewStaff {
                login: login.to_owned(),
                name: name.to_owned(),
                role,
                unit: None,
                ext: None,
            };
            staff::add(tx, &new)?;
        }
        let bee = Product {
            code: "P001".to_owned(),
            name: "蜂胶".to_owned(),
            price: Some(29_900),
            points: Some(10),
            reorder_level: Some(10),
            ..Product::default()
        };
        let bee = product::add(tx, &bee)?;
        stock::receive(tx, bee, 10, None)?;
        Ok(bee.0)
    };
    let bee = writer.change(&root, "test", fill).unwrap().answer;
    let sell = |tx: &Tx<'_>| {
        let new = Draft {
            fields: vec![(Field::Name, "李明朗".to_owned())],
            ..Draft::default()
        };
        let customer = customer::add(tx, &new)?.id;
        let draft = SaleDraft {
            customer,
            at: None,
            staff: None,
            head: Head::default(),
            lines: vec![LineDraft {
                product: huoke::domain::ids::ProductId(bee),
                quantity: 3,
                price: None,
                seen: None,
                collected: Some(1),
                cause: Cause::Sold,
            }],
            payments: vec![("cash".to_owned(), 50_000)],
        };
        sale::add(tx, &draft)
    };
    let anna = Asking::new(id("anna"), NOW);
    writer.change(&anna, "sale.add", sell).unwrap();
    path
}

/// Somebody at the sales pane, who reads what it says before the next key.
fn at(path: &Path, login: &str, lang: Lang, size: (u16, u16)) -> Person<Real> {
    let mut person = real::at(path, login, lang, size);
    person.pace = 600;
    person.press("<F5>");
    person
}

/// Every balance is what the ledgers say.
fn agrees(person: &Person<Real>) {
    let root = staff::by_login(&person.store.reader, "root")
        .unwrap()
        .unwrap();
    let found = check::check(&person.store.writer, &Asking::new(root.id, NOW)).unwrap();
    let broken: Vec<_> = found.iter().filter(|one| !one.ok).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn the_pane_shows_how_each_sale_stands_and_enter_all_that_belongs_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::Zh, SMALL);
    anna.sees("S000001")
        .sees("李明朗")
        .sees("欠款 ¥397 · 存货 2");
    anna.press("<Enter>")
        .sees("S000001 · 李明朗 · 未付清")
        .sees("合计 ¥897  已付 ¥500  欠款 ¥397  存货 2")
        .sees("3 × ¥299")
        .sees("已领 1")
        .sees("经过");
    anna.press("<Enter>")
        .sees("欠款 ¥397 · 存货 蜂胶 2 件 · 30 积分");
    let mut root = at(&path, "root", Lang::En, SMALL);
    root.sees("Nothing sold yet. Select a customer and press s");
}

#[test]
fn money_is_taken_in_part_and_in_full_and_each_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::Zh, LARGE);
    anna.press("m")
        .sees("收退款 · S000001 李明朗")
        .sees("397.00");
    anna.press("398<Enter>").sees("最多 ¥397：本单只欠这么多");
    assert!(anna.app.unsaved());
    // A wrong sum stays where it was typed, and the right one takes its place.
    anna.press("<Ctrl-u>１００<Enter>");
    anna.sees("已收 ¥100。 S000001：欠款 ¥297 · 存货 2。");
    anna.press("m<Enter>")
        .sees("已收 ¥297。 S000001：已付清 · 存货 2。");
    anna.sees("已付清 · 存货 2");
    anna.press("u").sees("已撤销：登记收款（S000001 李明朗）");
    anna.press("u").sees("欠款 ¥397 · 存货 2");
    anna.press("UU").sees("已付清 · 存货 2");
    agrees(&anna);
}

#[test]
fn a_cashier_begins_with_what_is_owed_and_the_warehouse_with_what_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut qian = at(&path, "qian", Lang::Zh, SMALL);
    qian.sees("未付清（").sees("S000001");
    qian.press("k").sees("您的角色没有这项权限");
    qian.press("m<Enter>").sees("已收 ¥397。").sees("没有销售");
    qian.press("u").sees("欠款 ¥397");
    qian.press("m<Enter>");
    let mut wu = at(&path, "wu", Lang::En, SMALL);
    wu.sees("Goods held: ").sees("paid · 2 held");
    wu.press("m").sees("your role does not have this right");
    wu.press("k").sees("Hand out · S000001").sees("蜂胶 (2)");
    wu.press("3<Enter>").sees("2");
    wu.press("<Ctrl-u>1<Enter>").sees("1 piece handed out.");
    wu.press("k<Enter>")
        .sees("1 piece handed out. S000001: closed.");
    wu.sees("No sale is on this list.");
    wu.press("u").sees("paid · 1 held");
    agrees(&wu);
}

#[test]
fn goods_come_back_in_part_and_what_is_left_is_called_off_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::Zh, SMALL);
    anna.press("<Enter>b")
        .sees("退货 · S000001")
        .sees("蜂胶 （3）");
    anna.press("1<Enter>");
    anna.sees("已退货 1 件。 S000001：欠款 ¥98 · 存货 2。");
    // The sale below is as it is now.
    anna.sees("已退货 ¥299").sees("已退 1");
    anna.press("i").sees("取消销售 · S000001");
    anna.press("<Enter>").sees("必填");
    anna.press("客户改变主意<Enter>").sees("S000001：已取消。");
    anna.sees("客户改变主意");
    anna.press("b").sees("已经取消或全部退货");
    anna.press("u").sees("S000001 · 李明朗 · 未付清");
    anna.press("u").sees("合计 ¥897  已付 ¥500  欠款 ¥397");
    agrees(&anna);
}

#[test]
fn money_for_what_came_back_may_stay_theirs_and_is_given_back_later() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::En, LARGE);
    // All of it comes back: three pieces, the money stays theirs.
    anna.press("b<Tab>n<Enter>")
        .sees("3 pieces came back. S000001: returned · we owe ¥500.");
    anna.sees("we owe ¥500");
    anna.press("l")
        .sees("Lists of sales: mine")
        .sees("To be given back");
    anna.press("<Down><Down><Down><Down><Down><Enter>")
        .sees("we owe ¥500");
    anna.press("m").sees("refund").sees("500.00");
    anna.press("<Enter>").sees("¥500 given back.");
    anna.sees("No sale is on this list.");
    agrees(&anna);
}

#[test]
fn of_too_much_money_the_field_says_how_much_there_is_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::En, LARGE);
    for huge in ["400", "99999999999999999999"] {
        anna.press("m").press(huge).press("<Enter>");
        anna.sees("¥397 at most: no more is owed for this sale")
            .sees(huge);
        anna.press("<Esc><Esc>");
    }
    anna.press("m0<Enter>").sees("it must be more than 0");
    anna.press("<Shift-Tab>o<Ctrl-u>400<Enter>");
    anna.sees("¥397 at most: the customer owes no more");
    anna.press("<Shift-Tab>r<Ctrl-u>1<Enter>");
    anna.sees("nothing is owed to the customer")
        .press("<Esc><Esc>");
    anna.press("b<Tab>n<Enter>").sees("we owe ¥500");
    anna.press("l<Down><Down><Down><Down><Down><Enter>");
    anna.press("m501<Enter>")
        .sees("¥500 at most: no more is owed to the customer");
    let mut other = at(&path, "anna", Lang::Zh, SMALL);
    other.press("l<Down><Down><Down><Down><Down><Enter>");
    other
        .press("m501<Enter>")
        .sees("最多 ¥500：应退的只有这么多");
    agrees(&anna);
}

#[test]
fn what_is_typed_survives_a_dropped_line_and_a_repeated_enter_takes_money_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::Zh, SMALL);
    anna.press("m").press("25");
    let kept = anna.app.drafts();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].title, "S000001 李明朗");
    anna.press("<Enter><Enter>").sees("已付 ¥525  欠款 ¥372");
    agrees(&anna);
}

#[test]
fn two_people_on_one_sale_are_told_what_the_other_did() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::Zh, SMALL);
    let mut qian = at(&path, "qian", Lang::Zh, SMALL);
    anna.press("m").sees("397.00");
    qian.press("m<Enter>").sees("已收 ¥397。");
    // She saves what is owed no more: told at the field, nothing is taken twice.
    anna.press("<Enter>").sees("本单没有欠款");
    anna.press("<Esc><Esc>");
    agrees(&anna);
}

#[test]
fn stock_is_received_and_counted_by_who_may() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut wu = at(&path, "wu", Lang::Zh, SMALL);
    wu.press("K").sees("库存").sees("蜂胶").sees("该补货");
    wu.press("r").sees("入库 · 蜂胶");
    wu.press("x<Enter>").sees("数字");
    wu.press("<Ctrl-u>20<Enter>")
        .sees("蜂胶 入库 20 件。")
        .sees("29");
    wu.press("c28").sees("与账面相差 -1");
    wu.press("<Enter>").sees("蜂胶 盘点 28 件。").sees("28");
    // Taken back where it was done.
    wu.press("u").sees("29");
    // When to order is said there too: what it was stands in the field, and nothing said ends it.
    wu.press("o").sees("补货线 · 蜂胶").press("-1<Enter>");
    wu.sees("不能低于 0").press("<Ctrl-u>25<Enter>");
    wu.sees("蜂胶 可售剩 25 件时提醒补货。").sees_no("该补货");
    wu.press("o")
        .sees("25")
        .press("<Ctrl-u>40<Enter>")
        .sees("该补货");
    wu.press("u").sees("25").sees_no("该补货");
    wu.press("o<Ctrl-u><Enter>").sees("蜂胶 不再提醒补货。");
    let mut anna = at(&path, "anna", Lang::En, SMALL);
    anna.press("K")
        .sees("29")
        .press("r")
        .sees("your role does not have this right")
        .press("o")
        .sees("your role does not have this right");
    agrees(&wu);
}

#[test]
fn a_cashier_takes_money_while_the_agent_watches_the_sale() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut anna = at(&path, "anna", Lang::Zh, SMALL);
    let mut qian = at(&path, "qian", Lang::Zh, SMALL);
    anna.press("<Enter>").sees("已付 ¥500  欠款 ¥397");
    qian.press("m97<Enter>").sees("已收 ¥97。");
    // Asked again, the open sale says what was paid, and who took it.
    anna.press("<Esc><Enter>")
        .sees("已付 ¥597  欠款 ¥300")
        .sees("钱收");
    anna.press("m300<Enter>").sees("S000001：已付清");
    // What the cashier has on the screen is paid meanwhile: she cannot take it again.
    qian.press("m<Enter>").sees_no("已收 ¥300");
    agrees(&qian);
}

#[test]
fn from_the_list_of_sales_one_sells_again_to_the_same_customer_or_to_somebody_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    for size in [SMALL, LARGE] {
        let mut anna = at(&path, "anna", Lang::Zh, size);
        anna.press("s").sees("销售：李明朗").press("<Esc>");
    }
    let mut anna = at(&path, "anna", Lang::Zh, LARGE);
    anna.press("s").sees("销售：李明朗");
    anna.press("fj<Enter>2<F9>")
        .sees("已登记 S000002")
        .sees("▸S000002")
        .sees("S000001");
    // What is done next is done with the new sale.
    anna.press("m").sees("收退款 · S000002").press("<Esc>");
    anna.press("P").sees("S000002").press("<Esc>");
    anna.press("<F5>S").sees("新增销售");
    anna.press("limingl<Enter>fj<Enter><F9>")
        .sees("已登记 S000003");
    agrees(&anna);
}

#[test]
fn how_many_there_are_is_read_beside_the_longest_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let root = staff::by_login(
        &House::open(&path).unwrap().reader(Cache::Lookup).unwrap(),
        "root",
    );
    let root = Asking::new(root.unwrap().unwrap().id, NOW);
    let mut other = Real::open(&path, "root");
    let bee = product::by_code(&other.reader, "P001").unwrap().unwrap();
    let longer = Product {
        name: "蜂胶软胶囊（大包装，每盒一百二十粒）".to_owned(),
        ..bee.clone()
    };
    let rename = |tx: &Tx<'_>| product::edit(tx, bee.id.unwrap(), &longer);
    other.writer.change(&root, "test", rename).unwrap();
    for size in [SMALL, LARGE] {
        let mut anna = at(&path, "anna", Lang::Zh, size);
        anna.press("b").sees("蜂胶软胶囊（大包装，… （3）");
    }
}
