//! What the business sets about Today: by whom, with what, and taken back whole.

use super::customer::draft;
use super::undo::{edit, undo};
use crate::domain::customer::Field;
use crate::domain::ids::{CustomerId, EntryId};
use crate::domain::interaction::{CallLog, Choice, Note};
use crate::domain::time::{Instant, Now};
use crate::domain::today::{Cadence, Guard, Kind, Part, Rule, TodayRow, Whose};
use crate::error::{Error, Fault, Refusal};
use crate::store::testing::{Place, plan};
use crate::store::{choice, customer, guard, interaction, reason, setting, sql, staff, today};

fn launch() -> Rule {
    Rule {
        label_zh: "新品上市".to_owned(),
        label_en: "New tea".to_owned(),
        date: Some("2026-12-20".to_owned()),
        list: Some("tier".to_owned()),
        value: Some("绿卡".to_owned()),
        ..Rule::new("new_tea", Kind::Greeting)
    }
}

fn rule(place: &Place, code: &str) -> Option<Rule> {
    let rules = reason::rules(&place.reader()).unwrap();
    rules.into_iter().find(|rule| rule.code == code)
}

/// Takes back the last entry.
fn take_back(place: &mut Place) {
    let last = "SELECT max(id) FROM journal_entry";
    let last = sql::one(place.reader().conn(), last, [], |row| row.get(0));
    undo(place, "root", EntryId(last.unwrap().unwrap()), false).unwrap();
}

fn part(part: Part, typed: &str) -> Vec<(Part, String)> {
    vec![(part, typed.to_owned())]
}

#[test]
fn every_usual_rule_is_whole_and_is_what_a_fresh_file_has() {
    let place = Place::fresh();
    let rules = reason::rules(&place.reader()).unwrap();
    assert!(
        Kind::ALL
            .iter()
            .all(|kind| rules.iter().any(|rule| rule.kind == *kind))
    );
    for rule in &rules {
        assert_eq!(rule.lacks(), None, "{}", rule.code);
        let usual = reason::usual(&rule.code).unwrap();
        for part in Part::ALL {
            let value = rule.part(*part);
            assert_eq!(value, usual.part(*part), "{} {part:?}", rule.code);
            let mut same = rule.clone();
            if rule.kind.has(*part) {
                same.set(*part, &value).unwrap();
            }
            assert_eq!(same, *rule);
        }
    }
}

#[test]
fn a_greeting_is_added_changed_removed_and_each_is_taken_back() {
    let mut place = Place::staffed();
    place.done("root", |tx| reason::add(tx, &launch()));
    // A value is named by its label, and stored by its code.
    assert_eq!(
        rule(&place, "new_tea").unwrap().value.as_deref(),
        Some("green")
    );
    let later = part(Part::After, "2周");
    assert!(place.done("root", |tx| reason::change(tx, "new_tea", &later)));
    assert!(!place.done("root", |tx| reason::change(tx, "new_tea", &later)));
    assert_eq!(rule(&place, "new_tea").unwrap().after, 14);
    place.done("root", |tx| reason::remove(tx, "new_tea"));
    assert_eq!(rule(&place, "new_tea"), None);
    take_back(&mut place);
    assert_eq!(rule(&place, "new_tea").unwrap().after, 14);
}

#[test]
fn only_who_may_set_changes_what_today_is_made_of() {
    let mut place = Place::staffed();
    let off = part(Part::On, "off");
    let refused = [
        place
            .change("sun", |tx| reason::change(tx, "birthday", &off))
            .map(|_| ()),
        place.change("sun", |tx| reason::add(tx, &launch())),
        place.change("sun", |tx| reason::remove(tx, "birthday")),
        place
            .change("sun", |tx| reason::set_cadence(tx, None, "days", "7"))
            .map(|_| ()),
    ];
    for result in refused {
        let no_right = matches!(result, Err(Error::Refused(Refusal::NoRight { .. })));
        assert!(no_right, "{result:?}");
    }
}

#[test]
fn what_a_rule_cannot_be_is_refused_with_the_part_that_is_wrong() {
    let mut place = Place::staffed();
    let mut fault = |code: &str, of: Part, typed: &str| {
        let change = part(of, typed);
        let refused = place.change("root", |tx| reason::change(tx, code, &change));
        match refused.unwrap_err() {
            Error::Invalid { field, fault } => (field, fault),
            other => panic!("{other:?}"),
        }
    };
    let between = Fault::Between { low: 0, high: 100 };
    let (field, why) = fault("birthday", Part::Weight, "500");
    assert_eq!((field.as_str(), why), ("weight", between));
    let (field, why) = fault("birthdy", Part::On, "off");
    let Fault::Unknown { nearest } = why else {
        panic!("{why:?}");
    };
    assert_eq!(
        (field.as_str(), nearest.codes().next()),
        ("reason", Some("birthday"))
    );
    let (field, _) = fault("mid_autumn", Part::List, "tier");
    assert_eq!(field, "value");
    let stays = place.change("root", |tx| reason::remove(tx, "birthday"));
    assert!(matches!(stays, Err(Error::Refused(Refusal::State(_)))));
    let second = Rule::new("second", Kind::Birthday);
    let one = place.change("root", |tx| reason::add(tx, &second));
    assert!(matches!(one, Err(Error::Invalid { field, .. }) if field == "kind"));
    let taken = Rule {
        code: "mid_autumn".to_owned(),
        ..launch()
    };
    let taken = place.change("root", |tx| reason::add(tx, &taken));
    assert!(matches!(
        taken,
        Err(Error::Invalid {
            fault: Fault::TakenBy(_),
            ..
        })
    ));
    let unknown = Rule {
        value: Some("platinum".to_owned()),
        ..launch()
    };
    let unknown = place.change("root", |tx| reason::add(tx, &unknown));
    assert!(matches!(unknown, Err(Error::Invalid { field, .. }) if field == "value"));
}

#[test]
fn a_grade_gets_a_cadence_of_its_own_from_that_of_the_others() {
    let mut place = Place::staffed();
    let of = |place: &Place, grade: Option<&str>| {
        let known = reason::cadence(&place.reader()).unwrap();
        let is = |cadence: &&Cadence| cadence.grade.as_deref() == grade;
        known
            .iter()
            .find(is)
            .map(|cadence| (cadence.every_days, cadence.most))
    };
    assert_eq!(
        (of(&place, Some("a")), of(&place, Some("c"))),
        (Some((10, 6)), None)
    );
    assert!(place.done("root", |tx| reason::set_cadence(
        tx,
        Some("C"),
        "days",
        "60天"
    )));
    assert_eq!(of(&place, Some("c")), Some((60, 3)));
    assert!(place.done("root", |tx| reason::set_cadence(tx, None, "most", "2")));
    assert_eq!(of(&place, None), Some((90, 2)));
    take_back(&mut place);
    assert_eq!(of(&place, None), Some((90, 3)));
    assert!(!place.done("root", |tx| reason::set_cadence(tx, None, "most", "3")));
    let wrong = place.change("root", |tx| reason::set_cadence(tx, Some("z"), "days", "7"));
    assert!(matches!(wrong, Err(Error::Invalid { field, .. }) if field == "grade"));
    let zero = place.change("root", |tx| reason::set_cadence(tx, None, "days", "0"));
    assert!(matches!(
        zero,
        Err(Error::Invalid {
            fault: Fault::Between { .. },
            ..
        })
    ));
}

fn now(text: &str) -> Now {
    Now {
        at: Instant::from_rfc3339(text).unwrap(),
        zone: chrono_tz::Tz::Asia__Shanghai,
    }
}

fn graded(place: &mut Place, fields: &[(Field, &str)]) -> CustomerId {
    let mut new = draft("李明", &["13800134821"]);
    for (field, value) in fields {
        new.fields.push((*field, (*value).to_owned()));
    }
    place.done("wangwei", |tx| {
        customer::add(tx, &new).map(|added| added.id)
    })
}

#[test]
fn contacts_of_thirty_days_are_held_against_the_grades_limit() {
    let mut place = Place::staffed();
    let id = graded(&mut place, &[(Field::Grade, "b")]);
    let log = CallLog::new(id, "no_answer");
    let heard = Note {
        customer: id,
        kind: "competitor".to_owned(),
        direction: None,
        at: None,
        place: None,
        cost: None,
        note: Some("x".to_owned()),
        next_on: None,
        next_at: None,
    };
    let held = |place: &Place, at: &str| {
        let held = guard::of_one(&place.reader(), id, now(at)).unwrap();
        (held.contacts_30d, held.guard)
    };
    let noon = "2026-11-23T06:05:00Z";
    for contacts in 1..=3 {
        place.done("wangwei", |tx| interaction::log(tx, &log));
        assert_eq!(held(&place, noon), (contacts, vec![]));
    }
    // What is heard of them is no contact.
    place.done("wangwei", |tx| interaction::note(tx, &heard));
    assert_eq!(held(&place, noon), (3, vec![]));
    place.done("wangwei", |tx| interaction::log(tx, &log));
    let over = Guard::OverLimit {
        contacts: 4,
        most: 4,
    };
    assert_eq!(held(&place, noon), (4, vec![over]));
    // They leave the thirty days together, at a midnight of the business.
    assert_eq!(held(&place, "2026-12-22T06:05:00Z"), (4, vec![over]));
    assert_eq!(held(&place, "2026-12-23T06:05:00Z"), (0, vec![]));
    // As on an earlier day, nothing had been said yet.
    assert_eq!(held(&place, "2026-11-22T06:05:00Z"), (0, vec![]));
}

#[test]
fn preferred_hours_are_those_of_the_business_own_words_and_lawful_ones_a_setting() {
    let mut place = Place::staffed();
    let own = |code: &str, zh: &str| Choice {
        list: "preferred_time".to_owned(),
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: code.to_owned(),
        active: true,
        ..Choice::default()
    };
    place.done("root", |tx| {
        choice::add(tx, &own("late", "工作日晚上8点以后"))?;
        choice::add(tx, &own("odd", "先发短信"))
    });
    let late = graded(&mut place, &[(Field::PreferredTime, "late")]);
    let odd = graded(&mut place, &[(Field::PreferredTime, "odd")]);
    let evening = graded(&mut place, &[(Field::PreferredTime, "evening")]);
    let held = |place: &Place, at: &str| -> Vec<Vec<Guard>> {
        let held = guard::of(place.reader().conn(), &[late, odd, evening], now(at)).unwrap();
        held.into_iter().map(|held| held.guard).collect()
    };
    let outside = || vec![Guard::OutsidePreferred];
    // 14:05, 19:30, 20:30 and 22:30 in Shanghai, on a Monday.
    let nothing = Vec::<Guard>::new;
    assert_eq!(
        held(&place, "2026-11-23T06:05:00Z"),
        [outside(), nothing(), outside()]
    );
    assert_eq!(
        held(&place, "2026-11-23T11:30:00Z"),
        [outside(), nothing(), nothing()]
    );
    assert_eq!(
        held(&place, "2026-11-23T12:30:00Z"),
        [nothing(), nothing(), nothing()]
    );
    let night = || vec![Guard::OutsideLawful];
    assert_eq!(
        held(&place, "2026-11-23T14:30:00Z"),
        [night(), night(), night()]
    );
    place.done("root", |tx| setting::set(tx, "call_hours", "随时"));
    assert_eq!(
        held(&place, "2026-11-23T14:30:00Z"),
        [nothing(), nothing(), nothing()]
    );
}

#[test]
fn contacts_are_counted_in_their_index_alone() {
    let place = Place::staffed();
    let reader = place.reader();
    let counted = "SELECT count(*) FROM (SELECT 1 FROM interaction
      WHERE customer_id = 1 AND at BETWEEN 2 AND 3 AND kind NOT IN ('a', 'b') LIMIT 60)";
    let plan = plan(reader.conn(), counted);
    let covering = "COVERING INDEX interaction_by_customer";
    assert!(plan.iter().any(|step| step.contains(covering)), "{plan:?}");
}

#[test]
fn a_greeting_for_a_tag_finds_those_who_have_it_and_an_occasion_comes_once() {
    let mut place = Place::staffed();
    let both = graded(&mut place, &[(Field::Tag, "key,lectures")]);
    let other = graded(&mut place, &[(Field::Tag, "offers")]);
    graded(&mut place, &[]);
    let wrong = place.change("wangwei", |tx| {
        customer::edit(tx, other, None, &edit(Field::Tag, "lectures,key"))
    });
    assert!(matches!(wrong, Err(Error::Invalid { field, .. }) if field == "tag"));
    let talk = Rule {
        date: Some("2026-11-25".to_owned()),
        before: 3,
        list: Some("tag".to_owned()),
        value: Some("爱听讲座".to_owned()),
        ..Rule {
            code: "talk".to_owned(),
            ..launch()
        }
    };
    place.done("root", |tx| reason::add(tx, &talk));
    let actor = staff::actor(&place.reader(), place.id("wangwei")).unwrap();
    let greeted = |place: &Place, at: &str| -> Vec<CustomerId> {
        let reader = place.reader();
        let list = today::list(&reader, &actor, Whose::Mine, 50, now(at)).unwrap();
        let has = |row: &&TodayRow| row.reasons.iter().any(|due| due.code == "talk");
        let rows = list.rows.iter().filter(has);
        rows.filter_map(|row| row.customer).collect()
    };
    assert_eq!(greeted(&place, "2026-11-23T06:05:00Z"), [both]);
    assert_eq!(greeted(&place, "2026-11-20T06:05:00Z"), []);
    // A day with its year does not come again.
    assert_eq!(greeted(&place, "2027-11-24T06:05:00Z"), []);
    place.done("wangwei", |tx| {
        customer::edit(tx, other, None, &edit(Field::Tag, "lectures,offers"))
    });
    let mut found = greeted(&place, "2026-11-24T06:05:00Z");
    found.sort();
    assert_eq!(found, [both, other]);
}
