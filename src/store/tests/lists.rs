//! Lists by time over their edges: ends of weeks and months, New Year, lunar days, 29 February, the
//! business's midnight.

use chrono::NaiveTime;
use chrono_tz::Tz;

use super::customer::draft;
use super::log::goods;
use crate::domain::customer::{Draft, NewMember};
use crate::domain::ids::CustomerId;
use crate::domain::interaction::NewInteraction;
use crate::domain::product::{NewLine, NewSale};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::today::{Count, Detail, Held, ListOf, TodayRow, Whose};
use crate::error::Result;
use crate::store::testing::Place;
use crate::store::today::{counts, of};
use crate::store::{Asking, Tx, customer, interaction, product, sale, setting, sql, staff};

pub(super) fn noon(day: &str) -> Now {
    let now = Now {
        at: Instant(0),
        zone: Tz::Asia__Shanghai,
    };
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    Now {
        at: now.at_local(day.parse::<Day>().unwrap(), noon),
        ..now
    }
}

/// Somebody's list on a day.
pub(super) fn rows(
    place: &Place,
    login: &str,
    whose: Whose,
    list: &str,
    day: &str,
) -> Vec<TodayRow> {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    let asked: ListOf = list.parse().unwrap();
    let found = of(&reader, &actor, whose, asked, 50, noon(day)).unwrap();
    let counted = counts(&reader, &actor, whose, &[asked], noon(day)).unwrap();
    let count = found.rows.len();
    assert_eq!(counted, [Count { count, more: false }], "{list}");
    assert_eq!((found.total, found.more), (count, false), "{list}");
    found.rows
}

/// The names on it, in order.
pub(super) fn on(place: &Place, login: &str, whose: Whose, list: &str, day: &str) -> Vec<String> {
    let rows = rows(place, login, whose, list, day);
    rows.into_iter().map(|row| row.name).collect()
}

pub(super) fn mine(place: &Place, list: &str, day: &str) -> Vec<String> {
    on(place, "wangwei", Whose::Mine, list, day)
}

pub(super) fn at<T>(
    place: &mut Place,
    login: &str,
    at: Instant,
    work: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> T
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let asking = Asking::new(place.id(login), at);
    place.writer.change(&asking, "test", work).unwrap().answer
}

/// A customer of wangwei with days that come every year.
pub(super) fn born(place: &mut Place, name: &str, dates: &[(&str, &str)]) -> CustomerId {
    let dates = dates.iter();
    let dates = dates.map(|(kind, date)| ((*kind).to_owned(), date.parse().unwrap()));
    let new = Draft {
        dates: dates.collect(),
        ..draft(name, &[])
    };
    place.done("wangwei", |tx| customer::add(tx, &new)).id
}

#[test]
fn birthdays_of_a_week_are_those_from_monday_to_sunday() {
    let mut place = Place::staffed();
    for (name, date) in [
        ("周日前", "11-22"),
        ("周一", "1960-11-23"),
        ("周日", "11-29"),
        ("下周一", "11-30"),
        ("农历周三", "lunar:1958-10-17"),
        ("农历下周", "lunar:10-25"),
    ] {
        born(&mut place, name, &[("birthday", date)]);
    }
    born(&mut place, "结婚", &[("wedding", "2001-11-26")]);
    let week = ["周一", "农历周三", "周日"];
    for day in ["2026-11-23", "2026-11-26", "2026-11-29"] {
        assert_eq!(mine(&place, "birthdays-week", day), week, "{day}");
    }
    assert_eq!(
        mine(&place, "birthdays-1d", "2026-11-29"),
        ["周日", "下周一"]
    );
    assert_eq!(mine(&place, "anniversaries", "2026-11-23"), ["结婚"]);
    let month = mine(&place, "birthdays-month", "2026-11-01");
    let whole = ["周日前", "周一", "农历周三", "周日", "下周一"];
    assert_eq!(month, whole);
}

#[test]
fn a_month_ends_where_it_ends_and_a_week_goes_over_new_year() {
    let mut place = Place::staffed();
    for (name, date) in [
        ("除夕", "12-31"),
        ("元旦", "01-01"),
        ("三号", "01-03"),
        ("四号", "01-04"),
        ("闰日", "1960-02-29"),
        ("二八", "02-28"),
        ("三一", "03-01"),
    ] {
        born(&mut place, name, &[("birthday", date)]);
    }
    // The week of Monday, 28 December 2026.
    let week = ["除夕", "元旦", "三号"];
    assert_eq!(mine(&place, "birthdays-week", "2026-12-28"), week);
    assert_eq!(mine(&place, "birthdays-week", "2027-01-02"), week);
    assert_eq!(mine(&place, "birthdays-month", "2026-12-28"), ["除夕"]);
    let february = mine(&place, "birthdays-month", "2027-02-10");
    assert_eq!(february, ["闰日", "二八"]);
    let february = mine(&place, "birthdays-month", "2028-02-10");
    assert_eq!(february, ["二八", "闰日"]);
    place.done("root", |tx| setting::set(tx, setting::FEB29, "03-01"));
    assert_eq!(mine(&place, "birthdays-month", "2027-02-10"), ["二八"]);
    let march = mine(&place, "birthdays-month", "2027-03-10");
    assert_eq!(march, ["闰日", "三一"]);
}

#[test]
fn a_lunar_birthday_is_kept_when_its_day_falls_in_the_window() {
    let mut place = Place::staffed();
    born(&mut place, "闰四月", &[("birthday", "lunar:2020-04L-08")]);
    born(&mut place, "四月", &[("birthday", "lunar:04-08")]);
    born(&mut place, "除夕", &[("birthday", "lunar:12-30")]);
    // 2020 has a second fourth month, 2021 has not.
    assert_eq!(
        mine(&place, "birthdays-month", "2020-05-02"),
        ["四月", "闰四月"][1..]
    );
    assert_eq!(mine(&place, "birthdays-month", "2020-04-02"), ["四月"]);
    let both = mine(&place, "birthdays-week", "2021-05-19");
    assert_eq!(both, ["闰四月", "四月"]);
    // The twelfth month of the year that ends on 5 February 2027 has 29 days.
    assert_eq!(mine(&place, "birthdays-1d", "2027-02-04"), ["除夕"]);
}

/// The day, and whose it is.
fn whose(held: &Held) -> (String, Option<String>) {
    let Some((_, Detail::Birthday { whose, .. })) = &held.why else {
        panic!("{held:?} is no birthday");
    };
    (held.on.to_string(), whose.clone())
}

#[test]
fn members_birthdays_count_and_a_customer_stands_once() {
    let mut place = Place::staffed();
    let mut family = draft("李明", &[]);
    family
        .dates
        .push(("birthday".to_owned(), "11-25".parse().unwrap()));
    for (name, date) in [("王芳", "11-24"), ("李小明", "lunar:10-17")] {
        family.members.push(NewMember {
            kind: "family".to_owned(),
            name: name.to_owned(),
            dates: vec![("birthday".to_owned(), date.parse().unwrap())],
            ..NewMember::default()
        });
    }
    place.done("wangwei", |tx| customer::add(tx, &family));
    born(&mut place, "张三", &[("birthday", "11-25")]);
    let week = ["李明", "张三"];
    assert_eq!(mine(&place, "birthdays-week", "2026-11-23"), week);
    let rows = rows(
        &place,
        "wangwei",
        Whose::Mine,
        "birthdays-week",
        "2026-11-23",
    );
    let told: Vec<(String, Option<String>)> = rows[0].held.iter().map(whose).collect();
    let day = |day: &str, whose: &str| {
        let whose = Some(whose.to_owned()).filter(|whose| !whose.is_empty());
        (day.to_owned(), whose)
    };
    let family = [
        day("2026-11-24", "王芳"),
        day("2026-11-25", ""),
        day("2026-11-25", "李小明"),
    ];
    assert_eq!(told, family);
}

/// A contact of the past.
fn contacted(place: &mut Place, customer: CustomerId, at: Instant, kind: &str) {
    place.done("root", |tx| {
        let contact = NewInteraction {
            customer,
            kind: kind.to_owned(),
            direction: None,
            at,
            staff: None,
            disposition: None,
            phone: None,
            note: None,
            place: None,
            cost: None,
            next_on: None,
            next_at: None,
        };
        interaction::bring(tx, &contact, None)
    });
}

#[test]
fn a_week_begins_at_the_midnight_of_the_business() {
    let mut place = Place::staffed();
    let monday = noon("2026-11-23").at_local("2026-11-23".parse().unwrap(), NaiveTime::MIN);
    for (name, moment) in [("周日夜", monday.0 - 1), ("周一零点", monday.0)] {
        let added = at(&mut place, "wangwei", Instant(moment), |tx| {
            customer::add(tx, &draft(name, &[]))
        });
        contacted(&mut place, added.id, Instant(moment), "visit");
    }
    assert_eq!(
        monday,
        Instant::from_rfc3339("2026-11-22T16:00:00Z").unwrap()
    );
    for list in ["new", "served"] {
        assert_eq!(mine(&place, list, "2026-11-23"), ["周一零点"], "{list}");
        assert_eq!(mine(&place, list, "2026-11-22"), ["周日夜"], "{list}");
        let month = ["周一零点", "周日夜"];
        assert_eq!(mine(&place, &format!("{list}-month"), "2026-11-23"), month);
    }
}

#[test]
fn whoever_bought_this_week_is_told_by_the_last_sale() {
    let mut place = Place::staffed();
    let bee = place.done("root", |tx| product::add(tx, &goods("P1")));
    for (name, day) in [("上周", "2026-11-20"), ("本周", "2026-11-24")] {
        let customer = born(&mut place, name, &[]);
        place.done("root", |tx| {
            sale::bring(
                tx,
                &NewSale {
                    code: None,
                    customer,
                    at: noon(day).at,
                    staff: None,
                    lines: vec![NewLine {
                        product: bee,
                        quantity: 1,
                        price: Some(100),
                        amount: 100,
                        collected: None,
                    }],
                    payments: Vec::new(),
                    remark: None,
                },
            )
        });
    }
    assert_eq!(mine(&place, "bought", "2026-11-25"), ["本周"]);
    assert_eq!(mine(&place, "bought-month", "2026-11-25"), ["本周", "上周"]);
}

#[test]
fn silent_are_those_not_contacted_since_the_longest_first_and_those_never_contacted() {
    let mut place = Place::staffed();
    let old = noon("2026-01-10").at;
    for (name, contact) in [
        ("从未", None),
        ("八月廿二", Some("2026-08-22")),
        ("八月廿三", Some("2026-08-23")),
        ("听说", None),
    ] {
        let added = at(&mut place, "wangwei", old, |tx| {
            customer::add(tx, &draft(name, &[]))
        });
        if let Some(day) = contact {
            contacted(&mut place, added.id, noon(day).at, "call");
        }
        if name == "听说" {
            contacted(&mut place, added.id, noon("2026-11-20").at, "competitor");
        }
    }
    born(&mut place, "新客户", &[]);
    let silent = ["从未", "听说", "八月廿二"];
    assert_eq!(mine(&place, "silent", "2026-11-23"), silent);
    assert_eq!(mine(&place, "silent-3m", "2026-11-23"), silent);
    let longer = mine(&place, "silent-1m", "2026-11-23");
    assert_eq!(longer.len(), 4);
    assert!(mine(&place, "silent-2y", "2026-11-23").is_empty());
}

#[test]
fn what_is_used_up_this_week_is_on_the_list_once() {
    let mut place = Place::staffed();
    let ends = |place: &Place, customer: CustomerId, product: i64, day: &str| {
        // As derive keeps it.
        let sql = "INSERT INTO supply (customer_id, product_id, owner_id, runs_out_on, earliest,
            latest, bought_on, quantity, lot_days, left_days, cycle_days, users, intervals)
          SELECT id, ?2, owner_id, ?3, ?3, ?3, '2026-11-01', 1, 30, 0, 30, 1, ''
          FROM customer WHERE id = ?1";
        let values = rusqlite::params![customer.0, product, day];
        sql::run(place.writer.conn(), sql, values).unwrap();
    };
    let (two, sunday) = (born(&mut place, "两样", &[]), born(&mut place, "周日", &[]));
    ends(&place, two, 1, "2026-11-24");
    ends(&place, two, 2, "2026-11-25");
    ends(&place, sunday, 1, "2026-11-29");
    let later = born(&mut place, "下周", &[]);
    ends(&place, later, 1, "2026-11-30");
    assert_eq!(mine(&place, "ending", "2026-11-25"), ["两样", "周日"]);
    assert_eq!(
        mine(&place, "ending-month", "2026-11-25"),
        ["两样", "周日", "下周"]
    );
}

#[test]
fn a_hand_over_is_found_by_the_new_owner_with_the_days_of_the_customer() {
    let mut place = Place::staffed();
    let given = born(&mut place, "李明", &[("birthday", "11-25")]);
    let pool = Draft {
        owner: Some(None),
        ..draft("公海", &[])
    };
    let pool = place.done("root", |tx| customer::add(tx, &pool)).id;
    let zhao = place.id("zhaoyun");
    let list = |place: &Place, login, list| on(place, login, Whose::Mine, list, "2026-11-23");
    assert!(list(&place, "zhaoyun", "transferred").is_empty());
    at(&mut place, "root", noon("2026-11-23").at, |tx| {
        customer::transfer(tx, &[pool], zhao, "分配")
    });
    let handed = place.done("root", |tx| customer::transfer(tx, &[given], zhao, "离职"));
    assert_eq!(handed, 1);
    assert_eq!(list(&place, "zhaoyun", "transferred"), ["李明", "公海"]);
    assert_eq!(list(&place, "zhaoyun", "birthdays"), ["李明"]);
    // A customer of one's own from the beginning is new, not handed over.
    assert!(list(&place, "wangwei", "transferred").is_empty());
    assert!(list(&place, "wangwei", "birthdays").is_empty());
    assert_eq!(crate::store::derive::differs(&place.writer).unwrap(), 0);
    // Handed on again within the week: they are no longer zhaoyun's.
    let wang = place.id("wangwei");
    place.done("root", |tx| customer::transfer(tx, &[given], wang, "错了"));
    assert_eq!(list(&place, "zhaoyun", "transferred"), ["公海"]);
}
