//! Who is found by whom, and how much of them is seen.

use rusqlite::params;

use super::super::*;
use super::{actor, both, change, close_the_file, customer, names};
use crate::domain::customer::Sight;
use crate::store::testing::{AT, Place};

#[test]
fn names_and_parts_search_the_scope_and_a_whole_number_finds_everybodys() {
    let mut place = Place::staffed();
    close_the_file(&mut place);
    customer(
        &mut place,
        "王一",
        Some("wangwei"),
        &["13800134821"],
        Some(7),
    );
    customer(
        &mut place,
        "王二",
        Some("zhaoyun"),
        &["13800134821", "13911114821"],
        Some(8),
    );
    customer(&mut place, "王三", Some("li"), &["13800134821"], Some(9));
    let free = customer(&mut place, "王四", None, &["13800134821"], None);
    let unit = "UPDATE customer SET unit_id = (SELECT id FROM org_unit WHERE code = 'T1')
      WHERE id = ?1";
    change(&mut place, unit, free);
    for typed in ["4821", "王", "wang", "wy"] {
        assert_eq!(names(&place, "wangwei", typed), ["王一"], "{typed}");
    }
    assert_eq!(names(&place, "sun", "4821"), ["王二", "王一", "王四"]);
    assert_eq!(
        names(&place, "boss", "4821"),
        ["王三", "王二", "王一", "王四"]
    );
    let [_, found] = both(&place, "wangwei", "13800134821");
    let sights: Vec<_> = found.rows.iter().map(|row| row.sight).collect();
    assert_eq!(sights[0], Sight::Full);
    assert_eq!(sights[1..], [Sight::PutThrough; 3]);
    let stranger = &found.rows[1];
    assert_eq!(
        stranger.digits.as_deref(),
        Some("8613800134821"),
        "as was asked"
    );
    assert!(stranger.code.is_empty() && stranger.last_contact_at.is_none());
    assert!(
        found
            .rows
            .iter()
            .any(|row| row.owner_name.as_deref() == Some("李四"))
    );
    let [_, masked] = both(&place, "wu", "4821");
    assert!(masked.rows.iter().all(|row| row.sight == Sight::Masked));
}

#[test]
fn void_customers_never_appear_and_are_not_counted() {
    let mut place = Place::staffed();
    let id = customer(
        &mut place,
        "李明朗",
        Some("wangwei"),
        &["13800134821"],
        None,
    );
    change(
        &mut place,
        "UPDATE customer SET state = 'void' WHERE id = ?1",
        id,
    );
    for typed in ["李明朗", "4821", "13800134821", "lml"] {
        assert_eq!(
            both(&place, "wangwei", typed)[1],
            Found::default(),
            "{typed}"
        );
    }
    assert_eq!(
        by_number(
            &place.reader(),
            &actor(&place, "wangwei"),
            "8613800134821",
            9,
            AT
        )
        .unwrap(),
        Found::default()
    );
}

#[test]
fn what_the_feed_tells_is_renewed() {
    let mut place = Place::staffed();
    close_the_file(&mut place);
    let id = customer(
        &mut place,
        "李明朗",
        Some("zhaoyun"),
        &["13800134821"],
        None,
    );
    let reader = place.reader();
    let mut seekers: Vec<Seeker> = ["wangwei", "sun", "li"]
        .iter()
        .map(|login| Seeker::new(actor(&place, login)))
        .collect();
    for seeker in &mut seekers {
        seeker.load(&reader).unwrap();
    }
    let mut found = |place: &mut Place, sql: &str| -> Vec<usize> {
        change(place, sql, id);
        let ask = |seeker: &mut Seeker| {
            seeker.renew(&reader, &[id], false).unwrap();
            find(&reader, seeker, "ml", 20, AT).unwrap().rows.len()
        };
        seekers.iter_mut().map(ask).collect()
    };
    assert_eq!(
        found(&mut place, "UPDATE customer SET remark = 'x' WHERE id = ?1"),
        [0, 1, 0]
    );
    let to_wangwei = "UPDATE customer SET owner_id = (SELECT id FROM staff WHERE login = 'wangwei')
      WHERE id = ?1";
    assert_eq!(found(&mut place, to_wangwei), [1, 1, 0]);
    assert_eq!(
        found(
            &mut place,
            "UPDATE customer SET name = '赵云' WHERE id = ?1"
        ),
        [0, 0, 0]
    );
    assert_eq!(
        found(
            &mut place,
            "UPDATE customer SET name = '马良' WHERE id = ?1"
        ),
        [1, 1, 0]
    );
    assert_eq!(
        found(
            &mut place,
            "UPDATE customer SET owner_id = NULL WHERE id = ?1"
        ),
        [0, 0, 0]
    );
}

#[test]
fn a_call_gives_full_sight_until_it_is_logged() {
    let mut place = Place::staffed();
    close_the_file(&mut place);
    customer(&mut place, "李明朗", Some("li"), &["13800134821"], None);
    place.done("root", |tx| {
        tx.conn()
            .execute("UPDATE staff SET ext = '801' WHERE login = 'wangwei'", [])
            .unwrap();
        Ok(())
    });
    let sight = |place: &Place, digits: &str| {
        by_number(&place.reader(), &actor(place, "wangwei"), digits, 9, AT)
            .unwrap()
            .rows[0]
            .sight
    };
    assert_eq!(sight(&place, "8613800134821"), Sight::PutThrough);
    let call = "INSERT INTO call (call_id, ext, staff_id, digits, told_at)
      VALUES ('c', '801', (SELECT id FROM staff WHERE login = 'wangwei'), '8613800134821', ?1)";
    place.writer.conn().execute(call, [AT.0 - 1]).unwrap();
    assert_eq!(sight(&place, "8613800134821"), Sight::Full);
    place
        .writer
        .conn()
        .execute("UPDATE call SET interaction_id = 1", [])
        .unwrap();
    assert_eq!(sight(&place, "8613800134821"), Sight::PutThrough);
}

#[test]
fn the_cards_opened_last_come_first_each_once() {
    let mut place = Place::staffed();
    close_the_file(&mut place);
    let one = customer(&mut place, "一", Some("wangwei"), &[], None);
    let two = customer(&mut place, "二", Some("wangwei"), &[], None);
    let other = customer(&mut place, "三", Some("li"), &[], None);
    let me = place.id("wangwei");
    for (at, id) in [(1, one), (2, two), (3, other), (4, one)] {
        let log =
            "INSERT INTO view_log (at, staff_id, customer_id, what) VALUES (?1, ?2, ?3, 'open')";
        place
            .writer
            .conn()
            .execute(log, params![at, me.0, id.0])
            .unwrap();
    }
    let found = recent(&place.reader(), &actor(&place, "wangwei"), 10, AT).unwrap();
    let names: Vec<_> = found.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["一", "二"]);
    assert!(
        found
            .rows
            .iter()
            .all(|row| row.matched_by == MatchedBy::Recent)
    );
}
