//! What a form may not do: see what is masked, reach others' rows, store what cannot be.

use super::sheet::{add, clashes, family, get, loose, masked, named, new, one, phone, save, set};
use crate::domain::customer::{Field, Key, Sheet};
use crate::domain::ids::CustomerId;
use crate::error::{Error, Fault, Refusal};
use crate::store::testing::{AT, Place};
use crate::store::{LiveTx, customer, sheet, sql, staff};

/// Takes the right to see whole numbers from supervisors.
fn blind_supervisors(place: &mut Place) {
    place.done("root", |tx| {
        let take = "DELETE FROM role_right WHERE role = 'supervisor' AND operation = 'reveal'";
        sql::run(tx.conn(), take, []).map(|_| ())
    });
}

#[test]
fn numbers_that_one_may_not_see_stay_as_they_are() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    blind_supervisors(&mut place);
    let was = masked(&place, "sun", id);
    assert!(was.all_phones().all(|line| line.is.typed.is_empty()));
    assert_eq!(was.all_phones().count(), 3);
    let mut now = was.clone();
    set(&mut now, Field::Tier, "gold");
    now.phones[1].is.validity = Some("invalid".to_owned());
    save(&mut place, "sun", Some(id), &was, &now).unwrap();
    let stored = get(&place, "wangwei", id);
    let typed: Vec<_> = stored
        .all_phones()
        .map(|line| line.is.typed.as_str())
        .collect();
    assert_eq!(typed, ["138 0013 4821", "021-62344821", "13900139000"]);
    assert_eq!(stored.phones[1].is.validity.as_deref(), Some("invalid"));
    let how = "SELECT validity_how || ' ' || s.login FROM customer_phone p
      JOIN staff s ON s.id = p.validity_by WHERE validity_at = 1795413900000";
    assert_eq!(one(&place, how).as_deref(), Some("said sun"));
}

#[test]
fn a_form_opens_masked_and_numbers_that_are_asked_for_leave_a_trace() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let mut form = masked(&place, "wangwei", id);
    let told: Vec<_> = form.all_phones().map(|line| line.is.told()).collect();
    assert_eq!(told, ["138****4821", "021****4821", "139****9000"]);
    let traces = "SELECT coalesce(group_concat(what || ' ' || staff_id || ' ' || customer_id), '') FROM view_log";
    assert_eq!(one(&place, traces).as_deref(), Some(""));
    let asking = place.asking("wangwei");
    let numbers = |tx: &LiveTx<'_>| customer::numbers(tx, id);
    let numbers = place.writer.live(&asking, "reveal", true, numbers).unwrap();
    form.reveal(&numbers);
    assert_eq!(form, get(&place, "wangwei", id));
    let trace = format!("reveal {} {}", place.id("wangwei").0, id.0);
    assert_eq!(one(&place, traces), Some(trace.clone()));
    // Who may not see them gets none, and leaves none.
    blind_supervisors(&mut place);
    let sun = place.asking("sun");
    let numbers = |tx: &LiveTx<'_>| customer::numbers(tx, id);
    let refused = place.writer.live(&sun, "reveal", true, numbers);
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    assert_eq!(one(&place, traces), Some(trace));
}

#[test]
fn a_masked_number_that_a_colleague_changed_meanwhile_is_asked_about_and_not_told() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let was = masked(&place, "wangwei", id);
    let seen = get(&place, "wangwei", id);
    let mut hers = seen.clone();
    hers.phones[0].is.typed = "13700137777".to_owned();
    save(&mut place, "wangwei", Some(id), &seen, &hers).unwrap();
    // Whoever left it alone leaves the new one.
    let mut left = was.clone();
    set(&mut left, Field::Tier, "gold");
    save(&mut place, "wangwei", Some(id), &was, &left).unwrap();
    assert_eq!(get(&place, "wangwei", id).phones[0].is.typed, "13700137777");
    let mut mine = was.clone();
    mine.phones[0].is.typed = "13600136000".to_owned();
    mine.phones[0].is.masked.clear();
    let (found, _, theirs) = clashes(save(&mut place, "wangwei", Some(id), &was, &mine));
    let told: Vec<_> = found
        .iter()
        .map(|clash| [&clash.was, &clash.mine, &clash.theirs].map(String::as_str))
        .collect();
    assert_eq!(told, [["138****4821", "13600136000", "137****7777"]]);
    assert!(theirs.all_phones().all(|line| line.is.is_hidden()));
    // Chosen, it goes through.
    save(&mut place, "wangwei", Some(id), &theirs, &mine).unwrap();
    assert_eq!(get(&place, "wangwei", id).phones[0].is.typed, "13600136000");
}

#[test]
fn a_clash_shows_no_number_to_whoever_may_not_see_it() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    blind_supervisors(&mut place);
    let was = masked(&place, "sun", id);
    let seen = get(&place, "wangwei", id);
    let mut hers = seen.clone();
    hers.phones[0].is.typed = "13700137000".to_owned();
    hers.phones[0].is.kind = Some("fax".to_owned());
    save(&mut place, "wangwei", Some(id), &seen, &hers).unwrap();
    let mut his = was.clone();
    his.phones[0].is.kind = Some("voip".to_owned());
    his.phones.remove(1);
    let (found, _, theirs) = clashes(save(&mut place, "sun", Some(id), &was, &his));
    assert_eq!(found.len(), 1);
    let told = format!("{found:?}{theirs:?}");
    for number in ["13700137000", "0013", "62344821"] {
        assert!(!told.contains(number), "{told}");
    }
    // Guessing what it was tells nothing either.
    let (mut guess, mut his) = (was.clone(), was.clone());
    guess.phones[0].is.typed = "13500135000".to_owned();
    his.phones[0].is.typed = "13600136000".to_owned();
    let (found, _, theirs) = clashes(save(&mut place, "sun", Some(id), &guess, &his));
    let told = format!("{found:?}{theirs:?}");
    assert!(!told.contains("13700137000"), "{told}");
}

#[test]
fn another_number_in_its_place_is_not_known_to_be_valid() {
    let mut place = Place::staffed();
    let mut new = named("李", &["13800134821"]);
    new.phones[0].is.validity = Some("valid".to_owned());
    let id = add(&mut place, "wangwei", &new);
    let was = get(&place, "wangwei", id);
    assert_eq!(was.phones[0].is.validity.as_deref(), Some("valid"));
    let mut again = was.clone();
    again.phones[0].is.typed = "138-0013-4821".to_owned();
    save(&mut place, "wangwei", Some(id), &was, &again).unwrap();
    let was = get(&place, "wangwei", id);
    assert_eq!(was.phones[0].is.validity.as_deref(), Some("valid"));
    let mut another = was.clone();
    another.phones[0].is.typed = "13900139000".to_owned();
    save(&mut place, "wangwei", Some(id), &was, &another).unwrap();
    assert_eq!(get(&place, "wangwei", id).phones[0].is.validity, None);
}

#[test]
fn rows_of_another_customer_are_out_of_reach() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &named("李", &["13800134821"]));
    let other = add(&mut place, "li", &family());
    let was = get(&place, "wangwei", id);
    let mut now = was.clone();
    let theirs = get(&place, "li", other);
    now.phones = theirs.phones.clone();
    now.phones[0].is.typed = "13500135000".to_owned();
    now.members = theirs.members.clone();
    now.members[0].is.name = "换名".to_owned();
    now.dates = theirs.dates.clone();
    now.emails = theirs.emails.clone();
    now.addresses = theirs.addresses.clone();
    save(&mut place, "wangwei", Some(id), &was, &now).unwrap();
    assert_eq!(get(&place, "li", other), theirs);
    assert_eq!(loose(get(&place, "wangwei", id)), loose(now));
}

#[test]
fn hostile_and_huge_values_are_refused_and_nothing_is_kept() {
    let mut place = Place::staffed();
    let id = add(&mut place, "wangwei", &family());
    let was = get(&place, "wangwei", id);
    let huge = "大".repeat(4_000_000);
    let mut tried: Vec<(Sheet, &str)> = Vec::new();
    let mut with = |field: &'static str, change: &dyn Fn(&mut Sheet)| {
        let mut now = was.clone();
        change(&mut now);
        tried.push((now, field));
    };
    with("name", &|now| set(now, Field::Name, &huge));
    with("name", &|now| set(now, Field::Name, " \u{3000} "));
    with("tier", &|now| set(now, Field::Tier, "no such tier"));
    with("phone", &|now| now.phones.push(phone(&huge)));
    with("phone", &|now| {
        now.phones[0].is.typed = "call me".to_owned()
    });
    with("phone", &|now| {
        now.phones[0].is.kind = Some("pigeon".to_owned())
    });
    with("phone", &|now| {
        now.phones[0].is.validity = Some("maybe".to_owned())
    });
    with("email", &|now| now.emails.push(new(huge.clone())));
    with("city", &|now| now.addresses[0].is.city = Some(huge.clone()));
    with("birthday", &|now| now.dates[0].is.date.day = 31);
    with("member", &|now| now.members[0].is.name = String::new());
    with("member", &|now| now.members[0].is.kind = "pet".to_owned());
    with("member", &|now| {
        now.members[0].is.employer = Some(huge.clone())
    });
    with("custom.nothing", &|now| {
        let key = Key::Custom("nothing".to_owned());
        now.values.insert(key, "1".to_owned());
    });
    for (now, field) in tried {
        match save(&mut place, "wangwei", Some(id), &was, &now) {
            Err(Error::Invalid { field: told, .. }) => assert_eq!(told, field),
            other => panic!("{field}: {other:?}"),
        }
        assert_eq!(get(&place, "wangwei", id), was, "{field}");
    }
    let nameless = Sheet::default();
    let refused = save(&mut place, "wangwei", None, &nameless, &nameless);
    assert!(
        matches!(
            refused,
            Err(Error::Invalid {
                fault: Fault::Empty,
                ..
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn a_thousand_rows_are_saved_and_an_escape_stays_what_it_is() {
    let mut place = Place::staffed();
    let mut new = named("\u{1b}[2J'; DROP TABLE customer; --", &[]);
    new.phones = (0..1000)
        .map(|n| phone(&format!("1380013{n:04}")))
        .collect();
    let id = add(&mut place, "wangwei", &new);
    let was = get(&place, "wangwei", id);
    assert_eq!(loose(was.clone()), new);
    let mut now = was.clone();
    now.phones
        .retain(|line| line.row.is_some_and(|row| row % 2 == 0));
    save(&mut place, "wangwei", Some(id), &was, &now).unwrap();
    assert_eq!(get(&place, "wangwei", id), now);
}

#[test]
fn one_who_is_gone_or_out_of_reach_is_neither_read_nor_saved() {
    let mut place = Place::staffed();
    place.done("root", |tx| {
        crate::store::setting::set(tx, "open_file", "off")
    });
    let id = add(&mut place, "wangwei", &family());
    let was = get(&place, "wangwei", id);
    let reader = place.reader();
    let li = staff::actor(&reader, place.id("li")).unwrap();
    for who in [id, CustomerId(99)] {
        let read = sheet::get(&reader, &li, who, AT);
        assert!(
            matches!(read, Err(Error::Refused(Refusal::NoRight { .. }))),
            "{read:?}"
        );
        let saved = save(&mut place, "li", Some(who), &was, &was);
        assert!(
            matches!(saved, Err(Error::Refused(Refusal::NoRight { .. }))),
            "{saved:?}"
        );
    }
    place.done("root", |tx| {
        let void = "UPDATE customer SET state = 'void'";
        sql::run(tx.conn(), void, []).map(|_| ())
    });
    let saved = save(&mut place, "wangwei", Some(id), &was, &was);
    assert!(matches!(saved, Err(Error::Gone(_))), "{saved:?}");
}
