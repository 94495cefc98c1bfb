//! Sales entered at the desk, in an agent's keys, on a real file.

mod bad;
mod drafts;
mod screens;
mod today;

use std::path::{Path, PathBuf};

use huoke::app::vocabulary::{Command, Effect, Event, Outcome, Receipt, Slot, TradeDeed, Traded};
use huoke::domain::customer::{Draft, Field, NewPhone};
use huoke::domain::product::Product;
use huoke::store::{
    Asking, Cache, House, Tx, check, customer, product, sale, setting, staff, stock,
};
use huoke::text::Lang;

use crate::desk::{Behind, NOW, Person, real, real::Real};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

/// A shop: three products of which stock is kept, one of which it is not, two customers; one point
/// for each 10.
fn shop(folder: &Path) -> PathBuf {
    let path = real::file(folder);
    let mut writer = House::open(&path).unwrap().writer().unwrap();
    let root = staff::by_login(&reader(&path), "root").unwrap().unwrap().id;
    let goods = [
        ("P001", "蜂胶软胶囊", 29_900, Some(10)),
        ("P002", "灵芝茶", 8_800, Some(3)),
        ("P003", "净水机", 180_000, Some(1)),
        ("X9", "Vitamin C", 1_250, None),
    ];
    let fill = |tx: &Tx<'_>| {
        setting::set(tx, setting::POINTS_PER, "10")?;
        for (code, name, price, there) in goods {
            let new = Product {
                code: code.to_owned(),
                name: name.to_owned(),
                price: Some(price),
                redeem: (code == "P002").then_some(50),
                ..Product::default()
            };
            let id = product::add(tx, &new)?;
            if let Some(there) = there {
                stock::receive(tx, id, there, None)?;
            }
        }
        for (name, typed) in [("马三立", "13800134821"), ("牛群", "13900137777")] {
            let new = Draft {
                fields: vec![(Field::Name, name.to_owned())],
                phones: vec![NewPhone {
                    typed: typed.to_owned(),
                    ..NewPhone::default()
                }],
                ..Draft::default()
            };
            customer::add(tx, &new)?;
        }
        Ok(())
    };
    writer
        .change(&Asking::new(root, NOW), "test", fill)
        .unwrap();
    path
}

fn reader(path: &Path) -> huoke::store::Reader {
    House::open(path).unwrap().reader(Cache::Lookup).unwrap()
}

/// The sales that there are, newest first: code, total, paid, due, held.
fn sales(person: &Person<Real>) -> Vec<(String, [i64; 4])> {
    let filter = sale::Filter {
        limit: 99,
        ..sale::Filter::default()
    };
    let found = sale::list(&person.store.reader, &person.store.actor, &filter).unwrap();
    let found = found.rows.into_iter();
    found
        .map(|row| (row.code, [row.total, row.paid, row.due, row.held]))
        .collect()
}

/// What is on hand of a product.
fn on_hand(person: &Person<Real>, code: &str) -> Option<i64> {
    let list = stock::list(&person.store.reader).unwrap();
    list.into_iter()
        .find(|one| one.code == code)
        .unwrap()
        .on_hand
}

/// Every balance is what the ledgers say.
fn agrees(person: &Person<Real>) {
    let root = staff::by_login(&person.store.reader, "root")
        .unwrap()
        .unwrap()
        .id;
    let found = check::check(&person.store.writer, &Asking::new(root, NOW)).unwrap();
    let broken: Vec<_> = found.iter().filter(|one| !one.ok).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

/// What the form sent.
fn sent(person: &Person<Real>) -> Vec<(String, TradeDeed)> {
    let sent = person.effects.iter().filter_map(|effect| match effect {
        Effect::Write(_, Command::Trade { once, deed }) => Some((once.clone(), deed.clone())),
        _ => None,
    });
    sent.collect()
}

#[test]
fn two_products_to_the_customer_on_screen_take_a_dozen_keys() {
    for (lang, size, said) in [
        (Lang::Zh, SMALL, "已登记 S000001：合计 ¥774"),
        (Lang::En, LARGE, "S000001 entered: total ¥774"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = shop(folder.path());
        let mut person = real::at(&path, "zhaoyun", lang, size);
        person.press("4821<Enter>").sees("马三立");
        person.keys_pressed();
        person.press("sfj<Enter>2<Enter>lz<Enter>2<Enter><F9>");
        assert!(person.keys_pressed() <= 13, "of 25");
        person.sees(said).sees("马三立");
        assert_eq!(
            sales(&person),
            [("S000001".to_owned(), [77_400, 0, 77_400, 0])]
        );
        assert_eq!(
            [on_hand(&person, "P001"), on_hand(&person, "P002")],
            [Some(8), Some(1)]
        );
        agrees(&person);
    }
}

#[test]
fn a_sale_is_taken_back_with_all_that_followed_and_it_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "zhaoyun", Lang::Zh, LARGE);
    person
        .press("4821<Enter>sfj<Enter>2<Enter><F9>")
        .sees("已登记 S000001");
    assert_eq!(on_hand(&person, "P001"), Some(8));
    person.press("u").sees("已撤销销售 S000001");
    assert_eq!(
        (sales(&person), on_hand(&person, "P001")),
        (Vec::new(), Some(10))
    );
    person.press("U").sees("已恢复销售 S000001");
    assert_eq!(on_hand(&person, "P001"), Some(8));
    // Over the sale itself it is no different: back, forth and back again.
    person.press("<F5><Home><Enter>").sees("经过");
    person.press("u").sees("已撤销销售 S000001");
    person.press("U").sees("已恢复销售 S000001");
    assert_eq!(on_hand(&person, "P001"), Some(8));
    person.press("u").sees("已撤销销售 S000001");
    assert_eq!(on_hand(&person, "P001"), Some(10));
}

#[test]
fn a_repeated_enter_a_retry_and_a_restart_between_never_sell_twice() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "zhaoyun", Lang::Zh, SMALL);
    person.press("4821<Enter>sfj<Enter>2");
    // The line is slow: nothing comes back, and she presses it again and again.
    person.silent = true;
    person.press("<F9><F9><F9>");
    let [(once, deed)] = sent(&person).try_into().unwrap();
    // It was carried out, and its answer was lost; a new desk sends the same once more.
    for _ in 0..2 {
        let mut again = Real::open(&path, "zhaoyun");
        let command = Command::Trade {
            once: once.clone(),
            deed: deed.clone(),
        };
        let told = again.perform(Effect::Write(Receipt(9), command));
        let [Event::Outcome(_, Ok(Outcome::Traded { done, .. }))] = told.as_slice() else {
            panic!("{told:?}")
        };
        let Traded::Sold(sold) = done else {
            panic!("{done:?}")
        };
        assert_eq!(sold.code, "S000001");
    }
    assert_eq!(sales(&person).len(), 1);
    assert_eq!(on_hand(&person, "P001"), Some(8));
}

#[test]
fn a_part_is_paid_now_and_the_rest_is_owed() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    // Deposit, by WeChat, 100.
    person.press("4821<Enter>sfj<Enter><PgDn>dj<Enter>wx<Enter>100");
    person.sees("现付 ¥100").sees("欠款 ¥199").press("<F9>");
    person.sees("已登记 S000001：合计 ¥299，欠款 ¥199");
    assert_eq!(
        sales(&person),
        [("S000001".to_owned(), [29_900, 10_000, 19_900, 0])]
    );
    // A deposit of nothing is none, and money comes in some way.
    person.press("sfj<Enter><PgDn>dj<Enter><F9>").sees("必填");
    person.press("50<F9>").sees("已登记 S000002");
    // As last time: the same way.
    assert_eq!(sales(&person)[0].1, [29_900, 5_000, 24_900, 0]);
    agrees(&person);
}

#[test]
fn in_full_means_the_whole_sum_whatever_is_added_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::En, LARGE);
    person.press("4821<Enter>sfj<Enter><PgDn>full<Enter>cash<Enter>");
    person.sees("paid ¥299").sees("due ¥0");
    person
        .press("<PgUp><PgUp><Down>lz<Enter>2")
        .sees("paid ¥475");
    person
        .press("<F9>")
        .sees("S000001 entered: total ¥475, due ¥0");
    assert_eq!(sales(&person)[0].1, [47_500, 47_500, 0, 0]);
    // Whoever says otherwise is believed.
    person
        .press("sfj<Enter><PgDn>full<Enter><Enter>200")
        .sees("due ¥99");
    person.press("<F9>").sees("due ¥99");
    assert_eq!(sales(&person)[0].1, [29_900, 20_000, 9_900, 0]);
}

#[test]
fn what_they_do_not_take_with_them_is_held_for_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, LARGE);
    person
        .press("4821<Enter>sfj<Enter>5<Tab><Tab>2")
        .sees("存货 3 件");
    person
        .press("<F9>")
        .sees("存货 3 件")
        .sees("存货 蜂胶软胶囊 3 件");
    assert_eq!(sales(&person)[0].1[3], 3);
    assert_eq!(on_hand(&person, "P001"), Some(8));
    // More than was bought nobody takes.
    person.press("sfj<Enter>2<Tab><Tab>3<F9>").sees("最多 2");
    person.press("<Backspace>0<F9>").sees("存货 2 件");
    agrees(&person);
}

#[test]
fn a_gift_has_a_cause_and_costs_nothing() {
    for (lang, keys, said) in [
        (Lang::Zh, "生日", "赠送·生日"),
        (Lang::En, "birth", "Gift: B"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = shop(folder.path());
        let mut person = real::at(&path, "wangwei", lang, SMALL);
        person.press("4821<Enter>sfj<Enter><Enter>lz<Enter>2<Tab><Tab><Tab>");
        person
            .press(keys)
            .press("<Tab>")
            .sees(said)
            .press("<F9>")
            .sees("¥299");
        let found = sale::get(
            &person.store.reader,
            &person.store.actor,
            huoke::domain::ids::SaleId(1),
        );
        let lines = found.unwrap().lines;
        let given = &lines[1];
        assert_eq!(
            (given.kind.as_str(), given.amount, given.quantity),
            ("gift", 0, 2)
        );
        assert_eq!(given.cause.as_deref(), Some("birthday"));
        assert_eq!(on_hand(&person, "P002"), Some(1));
    }
}

#[test]
fn points_are_earned_and_redeemed_and_there_are_not_more_than_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person
        .press("4821<Enter>sfj<Enter>2<Enter>")
        .sees("+59")
        .sees("积分 +59");
    person.press("<F9>").sees("积分 +59");
    // Reishi tea costs 50 points; propolis cannot be had for points.
    person
        .press("s")
        .sees("59 积分")
        .press("lz<Enter>2<Tab><Tab><Tab>jfdh<Tab>");
    person.sees("-100").press("<F9>").sees("积分只有 59");
    person
        .press("<Shift-Tab><Shift-Tab><Shift-Tab><Backspace>1<F9>")
        .sees("积分 -50");
    person
        .press("sfj<Enter><Tab><Tab><Tab>jfdh<Tab>")
        .sees("不能用积分兑换");
    person.press("<Esc><Esc>");
    assert_eq!(sales(&person).len(), 2);
    agrees(&person);
}

#[test]
fn who_buys_is_found_in_the_form_by_number_name_or_card() {
    for (typed, name) in [
        ("4821", "马三立"),
        ("niuq", "牛群"),
        ("牛群", "牛群"),
        ("C000002", "牛群"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = shop(folder.path());
        let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
        person
            .press("<Esc>S")
            .sees("新增销售")
            .press(typed)
            .press("<Enter>");
        person.sees(&format!("销售：{name}"));
        person.press("fj<Enter>2<F9>").sees("已登记 S000001");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::En, SMALL);
    person
        .press("<Esc>S9999")
        .sees("no such customer")
        .press("<F9>");
    person.sees("no such customer");
    person.press("<Esc><Esc>S<F9>").sees("required");
    assert!(sales(&person).is_empty());
}

#[test]
fn whoever_types_faster_than_the_store_answers_sells_what_they_meant() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, SMALL);
    person.press("4821<Enter>s");
    person.silent = true;
    person.press("l").press("z<Enter>2<Tab>80<Enter>");
    person.silent = false;
    let asked = person
        .effects
        .iter()
        .rev()
        .find(|effect| matches!(effect, Effect::Read(Slot::Offers, ..)));
    for event in person.store.perform(asked.unwrap().clone()) {
        person.event(event);
    }
    person.sees("灵芝茶").sees("160.00");
    person.press("<F9>").sees("合计 ¥160");
    assert_eq!(on_hand(&person, "P002"), Some(1));
}

#[test]
fn points_that_were_redeemed_are_given_back_when_the_sale_is_called_off() {
    let folder = tempfile::tempdir().unwrap();
    let path = shop(folder.path());
    let mut person = real::at(&path, "wangwei", Lang::Zh, LARGE);
    person
        .press("4821<Enter>sfj<Enter>2<Enter><F9>")
        .sees("已登记 S000001");
    person
        .press("slz<Enter>1<Tab><Tab><Tab>jfdh<Tab><F9>")
        .sees("积分 -50");
    assert_eq!(points(&person), 9);
    person.press("<F5><Up>i").sees("S000002");
    person.press("改主意<Enter>").sees("已取消");
    assert_eq!((points(&person), on_hand(&person, "P002")), (59, Some(3)));
    person.press("u").sees("S000002");
    assert_eq!((points(&person), on_hand(&person, "P002")), (9, Some(2)));
    agrees(&person);
}

/// The points of the first customer.
fn points(person: &Person<Real>) -> i64 {
    let (reader, actor) = (&person.store.reader, &person.store.actor);
    let customer = huoke::domain::ids::CustomerId(1);
    let counter = sale::counter(reader, actor, Some(customer), &[], NOW).unwrap();
    counter.buyer.unwrap().points
}
