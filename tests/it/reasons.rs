//! Every reason to ring, on a real file, from what brings it to the row on an agent's Today: settled,
//! put off, dismissed, by a call that was logged, and back again by undo.

use crate::desk::office::{DAY, Office, draft, logged, on};
use crate::desk::{NOW, Person, real::Real};
use huoke::domain::customer::{Draft, Field};
use huoke::domain::ids::{CustomerId, ProductId};
use huoke::domain::product::{NewLine, NewSale, Product};
use huoke::domain::ringing::Said;
use huoke::domain::sale::{Cause, Head, LineDraft, SaleDraft};
use huoke::domain::time::Instant;
use huoke::domain::today::{Kind, Part, Rule};
use huoke::store::{customer, product, reason, sale, stock};
use huoke::text::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const WHO: &str = "赵铁柱";

fn date(kind: &str, day: &str) -> Draft {
    Draft {
        dates: vec![(kind.to_owned(), day.parse().unwrap())],
        ..Draft::default()
    }
}

fn with(field: Field, value: &str) -> Draft {
    Draft {
        fields: vec![(field, value.to_owned())],
        ..Draft::default()
    }
}

fn phone(number: &str) -> Draft {
    Draft {
        phones: draft("", number).phones,
        ..Draft::default()
    }
}

pub fn goods(office: &mut Office) -> ProductId {
    let goods = Product {
        code: "P1".to_owned(),
        name: "蜂胶".to_owned(),
        price: Some(29_900),
        cycle_days: Some(30),
        ..Product::default()
    };
    office.write("root", on(-200), |tx| product::add(tx, &goods))
}

/// They buy one; paid in full, or not at all.
pub fn buys(office: &mut Office, who: CustomerId, what: ProductId, days: i64, paid: bool) {
    let sale = NewSale {
        code: None,
        customer: who,
        at: on(days),
        staff: None,
        lines: vec![NewLine {
            product: what,
            quantity: 1,
            price: None,
            amount: 29_900,
            collected: None,
        }],
        payments: Some(("cash".to_owned(), 29_900))
            .filter(|_| paid)
            .into_iter()
            .collect(),
        remark: None,
    };
    office.write("root", on(days), |tx| sale::bring(tx, &sale));
}

/// They buy three, pay them and take one along.
fn leaves_here(office: &mut Office, who: CustomerId, what: ProductId) {
    let line = LineDraft {
        product: what,
        quantity: 3,
        price: None,
        seen: None,
        collected: Some(1),
        cause: Cause::Sold,
    };
    let draft = SaleDraft {
        customer: who,
        at: None,
        staff: None,
        head: Head::default(),
        lines: vec![line],
        payments: vec![("cash".to_owned(), 89_700)],
    };
    office.write("root", on(-35), |tx| stock::receive(tx, what, 10, None));
    office.write("root", on(-35), |tx| sale::add(tx, &draft));
}

/// Nothing that was due before is due any more.
fn spoken_to(office: &mut Office, who: CustomerId, days: i64) {
    office.log("wangwei", on(days), &logged(who, "reached"));
}

fn greeting(office: &mut Office, list: &str, value: &str) {
    let rule = Rule {
        label_zh: "开业回访".to_owned(),
        label_en: "Opening".to_owned(),
        date: Some("11-24".to_owned()),
        list: Some(list.to_owned()),
        value: Some(value.to_owned()),
        before: 2,
        ..Rule::new("opening", Kind::Greeting)
    };
    office.write("root", on(-20), |tx| reason::add(tx, &rule));
}

fn rang(office: &mut Office, answered: bool) {
    let number = "13800134821".to_owned();
    let name = None;
    let at = |minutes: i64| Instant(on(-1).0 + minutes * 60_000);
    office.told("x1", at(0), Said::Ring { number, name });
    if answered {
        office.told("x1", at(1), Said::Answer);
    }
    let answered = Some(answered);
    office.told("x1", at(2), Said::Hangup { answered });
}

/// What brings a reason.
type Brings = fn(&mut Office);

/// A customer who was greeted long ago, with what brings a reason.
fn has(office: &mut Office, more: Draft) {
    office.known(WHO, more);
}

/// Each reason: its code, what brings it, what the row says, and the line of the card begins with.
const REASONS: [(&str, Brings, &str); 18] = [
    (
        "birthday",
        |o| has(o, date("birthday", "1958-11-25")),
        "2天后生日",
    ),
    (
        "birthday",
        |o| has(o, date("birthday", "lunar:10-17")),
        "生日",
    ),
    (
        "anniversary",
        |o| has(o, date("结婚", "2001-11-24")),
        "结婚",
    ),
    (
        "run_out",
        |o| {
            let (who, bee) = (o.known(WHO, Draft::default()), goods(o));
            buys(o, who, bee, -28, true);
            spoken_to(o, who, -20);
        },
        "蜂胶 11-25",
    ),
    ("silent", |o| has(o, with(Field::Grade, "b")), "39天未联系"),
    (
        "next_contact",
        |o| {
            let who = o.known(WHO, Draft::default());
            let mut log = logged(who, "reached");
            log.next_at = Some(NOW);
            o.log("wangwei", on(-3), &log);
        },
        "14:05 约定联系",
    ),
    (
        "missed_call",
        |o| {
            o.known(WHO, phone("13800134821"));
            rang(o, false);
        },
        "未接来电",
    ),
    (
        "not_logged",
        |o| {
            o.known(WHO, phone("13800134821"));
            rang(o, true);
        },
        "未登记",
    ),
    (
        "balance_due",
        |o| {
            let (who, bee) = (o.known(WHO, Draft::default()), goods(o));
            buys(o, who, bee, -35, false);
            spoken_to(o, who, -34);
            o.write("root", on(-34), |tx| {
                reason::change(tx, "run_out", &[(Part::On, "off".to_owned())])
            });
            o.write("root", on(-34), |tx| {
                reason::change(tx, "bought_30", &[(Part::On, "off".to_owned())])
            });
        },
        "欠¥299",
    ),
    (
        "held_long",
        |o| {
            let (who, bee) = (o.known(WHO, Draft::default()), goods(o));
            leaves_here(o, who, bee);
            spoken_to(o, who, -34);
            for code in ["run_out", "bought_30"] {
                o.write("root", on(-34), |tx| {
                    reason::change(tx, code, &[(Part::On, "off".to_owned())])
                });
            }
        },
        "存货2件",
    ),
    (
        "bought_7",
        |o| {
            let (who, bee) = (o.known(WHO, Draft::default()), goods(o));
            buys(o, who, bee, -7, true);
        },
        "购买一周",
    ),
    (
        "new",
        |o| {
            o.write("wangwei", on(-1), |tx| customer::add(tx, &draft(WHO, "")));
        },
        "新客户",
    ),
    (
        "transferred",
        |o| {
            let to = o.id("wangwei");
            let who = o
                .write("zhaoyun", on(-30), |tx| customer::add(tx, &draft(WHO, "")))
                .id;
            o.log("zhaoyun", on(-29), &logged(who, "reached"));
            o.write("sun", on(-1), |tx| {
                customer::transfer(tx, &[who], to, "休假")
            });
        },
        "转来",
    ),
    (
        "complaint",
        |o| {
            let who = o.known(WHO, Draft::default());
            o.log("wangwei", on(-2), &logged(who, "hostile"));
        },
        "投诉",
    ),
    (
        "falling",
        |o| {
            let (who, bee) = (o.known(WHO, Draft::default()), goods(o));
            for days in [-121, -91, -61] {
                buys(o, who, bee, days, true);
            }
            spoken_to(o, who, -2);
        },
        "购买减少",
    ),
    (
        "opening",
        |o| {
            greeting(o, "grade", "a");
            let who = o.known(WHO, with(Field::Grade, "a"));
            spoken_to(o, who, -3);
        },
        "开业回访",
    ),
    (
        "opening",
        |o| {
            greeting(o, "tier", "gold");
            o.known(WHO, with(Field::Tier, "gold"));
        },
        "开业回访",
    ),
    (
        "opening",
        |o| {
            greeting(o, "tag", "key");
            o.known(WHO, with(Field::Tag, "key"));
        },
        "开业回访",
    ),
];

/// The codes of what is due of the selected row.
fn due(person: &Person<Real>) -> Vec<String> {
    let owed = person.app.list().owed();
    let due = owed.iter().flat_map(|owed| &owed.reasons);
    due.map(|due| due.code.clone()).collect()
}

#[track_caller]
fn is_empty(person: &mut Person<Real>, what: &str) {
    let screen = person.screen();
    assert!(screen.contains("现在没有要联系的客户"), "{what}:\n{screen}");
}

#[test]
fn every_reason_comes_on_the_row_goes_in_every_way_and_comes_back_by_undo() {
    for (place, (code, brings, said)) in REASONS.into_iter().enumerate() {
        let mut office = Office::new();
        brings(&mut office);
        let mut person = office.desk("wangwei", NOW, Lang::Zh, SIZES[place % 2]);
        person.press("<F3>").sees(WHO).sees(said);
        assert_eq!(due(&person), [code], "{code}");
        for keys in ["d", "z3d<Enter>", "i打错了<Enter>", "cr<Enter>"] {
            person.press(keys);
            is_empty(&mut person, &format!("{code} after {keys}"));
            person.press("u").sees("已撤销：").sees(WHO).sees(said);
            assert_eq!(due(&person), [code], "{code} after {keys} and undo");
        }
        person.press("d");
        is_empty(&mut person, code);
        // Settled is settled: not on the next day either.
        let mut tomorrow = office.desk("wangwei", Instant(NOW.0 + DAY), Lang::Zh, (80, 24));
        tomorrow.press("<F3>");
        if !matches!(code, "bought_7" | "silent") {
            assert!(!due(&tomorrow).contains(&code.to_owned()), "{code}");
        }
        office.is_clean();
    }
}
