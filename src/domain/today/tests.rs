//! Reasons of one customer, from facts: which come, when, and how much they count.
#![allow(clippy::unwrap_used)]

use chrono_tz::Tz;

use super::*;
use crate::domain::ids::CallId;
use crate::domain::time::{Day, Instant, Now};

fn now(text: &str) -> Now {
    Now {
        at: Instant::from_rfc3339(text).unwrap(),
        zone: Tz::Asia__Shanghai,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn rule(kind: Kind, before: i64, after: i64, weight: i64) -> Rule {
    Rule {
        before,
        after,
        weight,
        ..Rule::new(kind.code(), kind)
    }
}

fn book(rules: Vec<Rule>) -> Rulebook {
    let cadence = |grade: Option<&str>, every_days| Cadence {
        grade: grade.map(str::to_owned),
        every_days,
        most: 8,
    };
    Rulebook {
        rules,
        cadence: vec![cadence(Some("A"), 10), cadence(None, 90)],
        ..Rulebook::default()
    }
}

fn born(id: i64, whose: Option<&str>, date: &str) -> FactsDate {
    FactsDate {
        id,
        kind: "birthday".to_owned(),
        whose: whose.map(str::to_owned),
        date: date.parse().unwrap(),
    }
}

fn told(facts: &Facts, book: &Rulebook, now: Now) -> Vec<(String, Day)> {
    let found = reasons(facts, book, now).into_iter();
    found.map(|due| (due.occurrence, due.due_on)).collect()
}

#[test]
fn birthdays_of_both_calendars_and_of_members_come_over_new_year() {
    let facts = Facts {
        dates: vec![
            born(1, None, "1958-01-02"),
            born(2, Some("小敏"), "lunar:1985-11-24"),
            born(3, None, "1958-01-09"),
        ],
        ..Facts::default()
    };
    let book = book(vec![rule(Kind::Birthday, 3, 1, 50)]);
    let now = now("2026-12-31T02:00:00Z");
    assert_eq!(
        told(&facts, &book, now),
        [
            ("2:2027-01-01".to_owned(), day("2027-01-01")),
            ("1:2027-01-02".to_owned(), day("2027-01-02")),
        ]
    );
    let details: Vec<Detail> = reasons(&facts, &book, now)
        .into_iter()
        .map(|due| due.detail)
        .collect();
    assert_eq!(
        details,
        [
            Detail::Birthday {
                whose: Some("小敏".to_owned()),
                turns: Some(41),
                lunar: true
            },
            Detail::Birthday {
                whose: None,
                turns: Some(69),
                lunar: false
            },
        ]
    );
}

#[test]
fn a_settled_birthday_stays_away_and_the_next_one_comes() {
    let mut facts = Facts {
        dates: vec![born(7, None, "11-25")],
        ..Facts::default()
    };
    let book = book(vec![rule(Kind::Birthday, 3, 1, 50)]);
    let this_year = now("2026-11-23T06:00:00Z");
    assert_eq!(told(&facts, &book, this_year).len(), 1);
    facts.settled.push(Settlement {
        rule: "birthday".to_owned(),
        occurrence: "7:2026-11-25".to_owned(),
        until: None,
    });
    assert_eq!(told(&facts, &book, this_year), []);
    let next_year = now("2027-11-23T06:00:00Z");
    assert_eq!(
        told(&facts, &book, next_year),
        [("7:2027-11-25".to_owned(), day("2027-11-25"))]
    );
}

#[test]
fn a_snoozed_reason_comes_back_on_its_day_though_its_window_is_over() {
    let facts = Facts {
        dates: vec![born(7, None, "11-25")],
        settled: vec![Settlement {
            rule: "birthday".to_owned(),
            occurrence: "7:2026-11-25".to_owned(),
            until: Some(day("2026-11-30")),
        }],
        ..Facts::default()
    };
    let book = book(vec![rule(Kind::Birthday, 3, 1, 50)]);
    assert_eq!(told(&facts, &book, now("2026-11-29T15:59:00Z")), []);
    assert_eq!(
        told(&facts, &book, now("2026-11-29T16:00:00Z")),
        [("7:2026-11-25".to_owned(), day("2026-11-25"))]
    );
}

#[test]
fn a_promised_contact_leads_from_its_minute_on() {
    let at = Instant::from_rfc3339("2026-11-23T07:00:00Z").unwrap();
    let facts = Facts {
        followed_at: Some(Instant(1_700_000_000_000)),
        plan: Some(Plan {
            on: day("2026-11-23"),
            at: Some(at),
            by: None,
            made: Instant(1_700_000_000_000),
        }),
        calls: vec![FactsCall {
            id: CallId(3),
            at: Instant::from_rfc3339("2026-11-23T01:00:00Z").unwrap(),
            spoken_at: None,
            number: None,
        }],
        ..Facts::default()
    };
    let book = book(vec![
        rule(Kind::MissedCall, 0, 7, 90),
        rule(Kind::NextContact, 0, 365, 80),
    ]);
    let first = |now| reasons(&facts, &book, now).first().unwrap().kind;
    assert_eq!(first(now("2026-11-23T06:59:59Z")), Kind::MissedCall);
    assert_eq!(first(now("2026-11-23T07:00:00Z")), Kind::NextContact);
}

#[test]
fn what_was_put_off_and_forgotten_ends_a_week_after_its_day() {
    let born: crate::domain::birthday::Birthday = "11-26".parse().unwrap();
    let facts = Facts {
        dates: vec![FactsDate {
            id: 1,
            kind: "birthday".to_owned(),
            whose: None,
            date: born,
        }],
        settled: vec![Settlement {
            rule: "birthday".to_owned(),
            occurrence: "1:2026-11-26".to_owned(),
            until: Some(day("2026-11-30")),
        }],
        ..Facts::default()
    };
    let mut birthday = rule(Kind::Birthday, 3, 1, 50);
    birthday.code = "birthday".to_owned();
    let book = book(vec![birthday]);
    let days = |at: &str| {
        let found = reasons(&facts, &book, now(&format!("{at}T06:00:00Z")));
        found.iter().map(|due| due.due_on).collect::<Vec<_>>()
    };
    assert_eq!(days("2026-11-29"), []);
    assert_eq!(days("2026-11-30"), [day("2026-11-26")]);
    assert_eq!(days("2026-12-07"), [day("2026-11-26")]);
    assert_eq!(days("2026-12-08"), []);
    // A year later the next one is there, alone.
    assert_eq!(days("2027-11-25"), [day("2027-11-26")]);
}

#[test]
fn the_grade_says_how_long_a_customer_may_be_left_alone() {
    let mut facts = Facts {
        grade: Some("A".to_owned()),
        followed_at: Some(Instant::from_rfc3339("2026-11-12T06:00:00Z").unwrap()),
        ..Facts::default()
    };
    let book = book(vec![rule(Kind::Silent, 0, 36_500, 30)]);
    let at = now("2026-11-23T06:00:00Z");
    assert_eq!(
        told(&facts, &book, at).first().unwrap().1,
        day("2026-11-22")
    );
    facts.grade = Some("C".to_owned());
    assert_eq!(told(&facts, &book, at), []);
    facts.followed_at = None;
    facts.created_at = Instant::from_rfc3339("2026-08-01T06:00:00Z").unwrap();
    assert_eq!(
        told(&facts, &book, at).first().unwrap().1,
        day("2026-10-30")
    );
}

#[test]
fn a_contact_ends_what_it_answers() {
    let call = |id: i64, at: &str, spoken: Option<&str>| FactsCall {
        id: CallId(id),
        at: Instant::from_rfc3339(at).unwrap(),
        spoken_at: spoken.map(|at| Instant::from_rfc3339(at).unwrap()),
        number: Some("13800134821".to_owned()),
    };
    let mut facts = Facts {
        created_at: Instant::from_rfc3339("2026-11-20T06:00:00Z").unwrap(),
        calls: vec![
            call(1, "2026-11-23T05:00:00Z", None),
            call(2, "2026-11-23T05:10:00Z", Some("2026-11-23T05:12:00Z")),
        ],
        assigned: Some(Assigned {
            id: 5,
            at: Instant::from_rfc3339("2026-11-22T06:00:00Z").unwrap(),
            from: None,
        }),
        ..Facts::default()
    };
    let book = book(vec![
        rule(Kind::MissedCall, 0, 7, 90),
        rule(Kind::NotLogged, 0, 7, 85),
        rule(Kind::New, 0, 30, 45),
        rule(Kind::Transferred, 0, 30, 44),
    ]);
    let kinds = |facts: &Facts, at: &str| -> Vec<Kind> {
        let found = reasons(facts, &book, now(at)).into_iter();
        found.map(|due| due.kind).collect()
    };
    assert_eq!(
        kinds(&facts, "2026-11-23T05:16:59Z"),
        [Kind::MissedCall, Kind::New, Kind::Transferred]
    );
    assert_eq!(
        kinds(&facts, "2026-11-23T05:17:00Z"),
        [
            Kind::MissedCall,
            Kind::NotLogged,
            Kind::New,
            Kind::Transferred
        ]
    );
    facts.followed_at = Some(Instant::from_rfc3339("2026-11-23T05:30:00Z").unwrap());
    assert_eq!(kinds(&facts, "2026-11-23T06:00:00Z"), []);
}

#[test]
fn holidays_are_for_those_whom_the_rule_names() {
    let mut greeting = rule(Kind::Greeting, 2, 0, 20);
    greeting.date = Some("lunar:01-01".to_owned());
    greeting.list = Some("tier".to_owned());
    greeting.value = Some("gold".to_owned());
    let book = book(vec![greeting]);
    let at = now("2027-02-04T06:00:00Z");
    let gold = Facts {
        tier: Some("gold".to_owned()),
        ..Facts::default()
    };
    assert_eq!(
        told(&gold, &book, at),
        [("2027-02-06".to_owned(), day("2027-02-06"))]
    );
    assert_eq!(told(&Facts::default(), &book, at), []);
    assert_eq!(told(&gold, &book, now("2027-02-07T06:00:00Z")), []);
}

#[test]
fn purchases_debts_and_supplies_have_their_days() {
    let bought = Instant::from_rfc3339("2026-10-24T06:00:00Z").unwrap();
    let facts = Facts {
        last_purchase_at: Some(bought),
        unpaid_at: Some(bought),
        balance_due: 89_700,
        held: 2,
        held_since: Some(bought),
        quiet_at: Some(Instant::from_rfc3339("2026-11-20T06:00:00Z").unwrap()),
        complained_at: Some(bought),
        supplies: vec![Supplied {
            product_id: 4,
            product: "蜂胶".to_owned(),
            bought_on: day("2026-08-28"),
            runs_out_on: day("2026-11-26"),
            quantity: 3,
            cycle_days: 30,
            users: 1,
            intervals: vec![84, 91],
            earliest: day("2026-11-22"),
            latest: day("2026-11-30"),
        }],
        ..Facts::default()
    };
    let mut guidance = rule(Kind::Bought, 0, 7, 35);
    guidance.days = Some(30);
    let mut owed = rule(Kind::BalanceDue, 0, 36_500, 40);
    owed.days = Some(30);
    let mut held = rule(Kind::HeldLong, 0, 36_500, 38);
    held.days = Some(30);
    let mut falling = rule(Kind::Watch, 0, 90, 25);
    falling.value = Some(Watched::FALLING.to_owned());
    let mut complaint = falling.clone();
    complaint.value = Some(Watched::COMPLAINT.to_owned());
    complaint.weight = 55;
    let run_out = rule(Kind::RunOut, 7, 30, 60);
    let book = book(vec![guidance, owed, held, falling, complaint, run_out]);
    let at = now("2026-11-23T06:00:00Z");
    assert_eq!(
        told(&facts, &book, at),
        [
            ("2026-11".to_owned(), day("2026-10-24")),
            ("4:2026-08-28".to_owned(), day("2026-11-26")),
            (bought.0.to_string(), day("2026-11-23")),
            (bought.0.to_string(), day("2026-11-23")),
            (bought.0.to_string(), day("2026-11-23")),
            ("2026-11".to_owned(), day("2026-11-20")),
        ]
    );
}

#[test]
fn the_weightiest_reason_decides_and_the_others_between_equals() {
    assert_eq!(score([60, 30]), 6003);
    assert!(score([60]) < score([60, 30]));
    assert!(score([60, 59, 59, 59]) < score([61]));
    let rule = rule(Kind::RunOut, 7, 30, 60);
    let at = now("2026-11-23T06:00:00Z");
    let of = |text: &str| points(&rule, day(text), None, at);
    assert!(of("2026-11-20") > of("2026-11-23"));
    assert!(of("2026-11-23") > of("2026-11-29"));
    assert_eq!(of("2026-01-01"), of("2025-01-01"));
}
