//! Figures, purchase records and slips at the desk, in a person's keys, on a real file.

use std::path::{Path, PathBuf};

use huoke::app::vocabulary::{Effect, Query, Slot};
use huoke::domain::customer::{Draft, Field};
use huoke::domain::ids::{CustomerId, ProductId, StaffId};
use huoke::domain::interaction::CallLog;
use huoke::domain::product::Product;
use huoke::domain::sale::{Cause, Head, LineDraft, SaleDraft};
use huoke::domain::task::{NewTask, To};
use huoke::domain::time::Instant;
use huoke::store::{Asking, House, Tx, customer, interaction, product, sale, staff, task};
use huoke::text::Lang;

use crate::desk::{NOW, Person, real, real::Real};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const DAY: i64 = 24 * 3_600_000;

fn line(product: ProductId, quantity: i64, collected: Option<i64>, cause: Cause) -> LineDraft {
    LineDraft {
        product,
        quantity,
        price: None,
        seen: None,
        collected,
        cause,
    }
}

fn sold(customer: CustomerId, lines: Vec<LineDraft>, paid: i64, days_ago: i64) -> SaleDraft {
    SaleDraft {
        customer,
        at: Some(Instant(NOW.0 - days_ago * DAY)),
        staff: None,
        head: Head::default(),
        lines,
        payments: vec![("wechat".to_owned(), paid)],
    }
}

/// Hers: to two customers, three lines and one, in two months.
fn hers_sold(tx: &Tx<'_>) -> huoke::error::Result<()> {
    let (ma, niu) = (CustomerId(1), CustomerId(2));
    let (bee, tea) = (ProductId(1), ProductId(2));
    let gift = Cause::Gift("birthday".to_owned());
    let both = vec![
        line(bee, 3, Some(1), Cause::Sold),
        line(tea, 1, None, Cause::Sold),
        line(tea, 1, None, gift),
    ];
    sale::add(tx, &sold(ma, both, 50_000, 5))?;
    sale::add(
        tx,
        &sold(niu, vec![line(tea, 2, None, Cause::Sold)], 17_600, 40),
    )?;
    Ok(())
}

/// Two people with tasks, contacts and sales of two months.
fn worked(folder: &Path) -> PathBuf {
    let path = real::file(folder);
    let house = House::open(&path).unwrap();
    let reader = house.reader(huoke::store::Cache::Lookup).unwrap();
    let who = |login: &str| staff::by_login(&reader, login).unwrap().unwrap().id;
    let mut writer = house.writer().unwrap();
    let mut write = |by: StaffId, at: i64, what: &dyn Fn(&Tx<'_>) -> huoke::error::Result<()>| {
        let asking = Asking::new(by, Instant(NOW.0 - at));
        writer.change(&asking, "test", what).unwrap();
    };
    let (hers, his) = (who("lixia"), who("zhaoyun"));
    write(hers, 9 * DAY, &|tx| {
        let named = |name: &str| Draft {
            fields: vec![(Field::Name, name.to_owned())],
            ..Draft::default()
        };
        let ma = customer::add(tx, &named("马三立"))?.id;
        customer::add(tx, &named("牛群"))?;
        let goods = |code: &str, name: &str, price| Product {
            code: code.to_owned(),
            name: name.to_owned(),
            price: Some(price),
            ..Product::default()
        };
        product::add(
            tx,
            &goods("P001", "蜂胶软胶囊（大包装，每盒一百二十粒）", 29_900),
        )?;
        product::add(tx, &goods("P002", "灵芝茶", 8_800))?;
        for title in ["送两盒蜂胶", "订纸", "回访"] {
            task::add(tx, &NewTask::new(title, To::Person(hers)))?;
        }
        task::add(tx, &NewTask::new("交报表", To::Person(his)))?;
        for disposition in ["reached", "busy", "busy"] {
            let log = CallLog::new(ma, disposition);
            interaction::log(tx, &log)?;
        }
        Ok(())
    });
    write(hers, 3 * DAY, &hers_sold);
    write(his, 2 * DAY, &|tx| {
        let again = line(ProductId(2), 5, None, Cause::Sold);
        sale::add(tx, &sold(CustomerId(2), vec![again], 44_000, 2))?;
        Ok(())
    });
    write(hers, DAY, &|tx| {
        task::done(tx, huoke::domain::ids::TaskId(1), None)?;
        task::cancel(tx, huoke::domain::ids::TaskId(2), "有货")?;
        Ok(())
    });
    path
}

fn asked(person: &Person<Real>) -> usize {
    let of_figures = |effect: &&Effect| matches!(effect, Effect::Read(Slot::Figures, ..));
    person.effects.iter().filter(of_figures).count()
}

#[test]
fn tasks_and_sales_of_any_period_are_a_key_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = worked(folder.path());
    let mut person = real::at(&path, "lixia", Lang::En, SIZES[1]);
    person.press("<Esc>F");
    person
        .sees("Tasks and contacts, 2026-11")
        .sees("李霞")
        .sees("8d");
    // What came of the contacts of the selected row, the most frequent first.
    person.sees("What came of the contacts").sees("Busy");
    person.press("<Tab>");
    person
        .sees("Sales by person, 2026-11")
        .sees("985.00")
        .sees("440.00")
        .sees("1,425.00");
    person.press("b").sees("by branch").sees("no unit");
    person
        .press("b")
        .sees("by product")
        .sees("灵芝茶")
        .sees("528.00");
    person.press("b").sees("by day").sees("2026-11-18");
    person.press("bb").sees("by month");
    person
        .press("b<Left>")
        .sees("by person, 2026-10")
        .sees("176.00")
        .sees_no("985.00");
    person.press("<Right>+").sees("2026 Q4").sees("1,601.00");
    person
        .press("+")
        .sees("by person, 2026")
        .press("--")
        .sees("2026-11 ");
    person
        .press("-")
        .sees("2026-11-23..2026-11-29")
        .sees("Nobody whom you oversee");
    person.press("<Esc>").sees_no("Nobody whom you oversee");
}

#[test]
fn a_period_is_typed_as_people_say_it_and_what_is_none_is_told_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = worked(folder.path());
    let mut person = real::at(&path, "lixia", Lang::Zh, SIZES[0]);
    person.press("<Esc>F<Tab>p").sees("期间");
    person
        .press("去年底<Enter>")
        .sees("看不懂的日期")
        .sees("去年底");
    person
        .press("<Ctrl-u>10月..11-20<Enter>")
        .sees("2026-10-01..2026-11-20");
    person.sees("1,161.00").sees_no("三季度");
    // Typing that is not wanted goes away first.
    person.press("p上月<Esc>").sees("2026-10-01..2026-11-20");
    person.press("<Tab>b").sees("任务只按人员和部门汇总");
}

#[test]
fn who_leaves_while_it_is_counted_waits_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = worked(folder.path());
    let mut person = real::at(&path, "lixia", Lang::En, SIZES[0]);
    person.press("<Esc>");
    person.silent = true;
    person.press("F<Tab>");
    assert_eq!(asked(&person), 2);
    let waiting = person.screen();
    assert!(waiting.contains(Lang::En.text().desk.asking), "{waiting}");
    person.press("<Esc>");
    let last = person.effects.last().unwrap();
    assert!(
        matches!(last, Effect::Read(Slot::Figures, _, Query::Nothing)),
        "{last:?}"
    );
}

#[test]
fn what_was_bought_is_searched_by_customer_product_seller_and_period_with_totals() {
    let folder = tempfile::tempdir().unwrap();
    let path = worked(folder.path());
    let mut person = real::at(&path, "lixia", Lang::En, SIZES[1]);
    person
        .press("<Esc>B")
        .sees("What was bought")
        .sees("5 lines, 12 pieces, ¥1,601.");
    person
        .press("c马三立<Enter>")
        .sees("3 lines, 5 pieces, ¥985.")
        .sees("gift")
        .sees_no("牛群");
    person
        .press("g灵芝<Enter>")
        .sees("2 lines, 2 pieces, ¥88.")
        .sees("product 灵芝茶");
    person
        .press("c<Ctrl-u><Enter>")
        .sees("4 lines, 9 pieces, ¥704.");
    person
        .press("w赵云<Enter>")
        .sees("1 lines, 5 pieces, ¥440.");
    person
        .press("wnobody<Enter>")
        .sees("sold by")
        .sees("nobody has this login or name");
    person
        .press("w<Ctrl-u><Enter>p上月<Enter>")
        .sees("1 lines, 2 pieces, ¥176.");
    // Whoever types on goes on from what they typed.
    person.press("g").sees("product 灵芝 ").press("<Esc>");
    person.press("<Right>").sees("3 lines, 7 pieces, ¥528.");
    person
        .press("psoon<Enter>")
        .sees("not understood as a date")
        .press("<Esc><Esc>");
    // From figures to the lines behind them, and to the customer and back.
    person
        .press("F<Tab><Enter>")
        .sees("sold by 李霞")
        .sees("3 lines, 5 pieces, ¥985.");
    person
        .press("<Enter>")
        .sees_no("What was bought")
        .sees("马三立");
    person.press("<Esc>").sees("What was bought");
}

#[test]
fn slips_are_shown_as_they_are_printed_on_any_paper() {
    let folder = tempfile::tempdir().unwrap();
    let path = worked(folder.path());
    for lang in Lang::ALL {
        for size in SIZES {
            let named = |name: &str| format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
            let mut person = real::at(&path, "lixia", lang, size);
            person.press("<Esc>B<Down>");
            insta::assert_snapshot!(named("records"), person.screen());
            person.press("P");
            insta::assert_snapshot!(named("slip"), person.screen());
            person.press("-<Tab>");
            insta::assert_snapshot!(named("receipt"), person.screen());
            person.press("-").sees(lang.text().figures.no_paper);
            person.press("<Esc>c");
            insta::assert_snapshot!(named("records_typed"), person.screen());
        }
    }
}

#[test]
fn figures_look_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = worked(folder.path());
    for lang in Lang::ALL {
        for size in SIZES {
            let named = |name: &str| format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
            let mut person = real::at(&path, "lixia", lang, size);
            person.press("<Esc>F<Down>");
            insta::assert_snapshot!(named("figures_tasks"), person.screen());
            person.press("<Tab>+");
            insta::assert_snapshot!(named("figures_sales"), person.screen());
            person.press("p2026-13<Enter>");
            insta::assert_snapshot!(named("figures_typed"), person.screen());
        }
    }
}
