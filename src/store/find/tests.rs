//! The caller line on real files, in the words of those who type on it.
#![allow(clippy::unwrap_used)]

use rusqlite::params;

use super::*;
use crate::domain::customer::Sight;
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::name;
use crate::domain::phone;
use crate::store::testing::{AT, Place};
use crate::store::{Tx, authorise, setting};

/// A customer with a name, the owner's login, numbers and when they were contacted last.
pub(crate) fn customer(
    place: &mut Place,
    name: &str,
    owner: Option<&str>,
    numbers: &[&str],
    contacted: Option<i64>,
) -> CustomerId {
    let owner = owner.map(|login| place.id(login));
    place.done("root", |tx| Ok(insert(tx, name, owner, numbers, contacted)))
}

fn insert(
    tx: &Tx<'_>,
    name: &str,
    owner: Option<StaffId>,
    numbers: &[&str],
    contacted: Option<i64>,
) -> CustomerId {
    let conn = tx.conn();
    let add = "INSERT INTO customer (code, name, owner_id, created_at, modified_at)
      VALUES ('K' || (SELECT count(*) FROM customer), ?1, ?2, 0, 0)";
    conn.execute(add, params![name, owner.map(|owner| owner.0)])
        .unwrap();
    let id = conn.last_insert_rowid();
    for typed in numbers {
        let digits = phone::understand(typed, "CN").unwrap().digits;
        let add = "INSERT INTO customer_phone (customer_id, typed, digits, known, kind)
          VALUES (?1, ?2, ?3, 1, 'mobile')";
        conn.execute(add, params![id, typed, digits]).unwrap();
    }
    if let Some(at) = contacted {
        let add = "INSERT INTO interaction (customer_id, kind, at) VALUES (?1, 'call', ?2)";
        conn.execute(add, params![id, at]).unwrap();
    }
    tx.touch(CustomerId(id));
    CustomerId(id)
}

pub(crate) fn change(place: &mut Place, sql: &str, id: CustomerId) {
    place.done("root", |tx| {
        tx.conn().execute(sql, [id.0]).unwrap();
        tx.touch(id);
        Ok(())
    });
}

/// Agents see their own alone.
pub(crate) fn close_the_file(place: &mut Place) {
    place.done("root", |tx| setting::set(tx, setting::OPEN_FILE, "off"));
}

pub(crate) fn actor(place: &Place, login: &str) -> authorise::Actor {
    authorise::actor(place.writer.conn(), place.id(login)).unwrap()
}

/// The answers of a desk that has just opened and of one that has loaded.
fn both(place: &Place, login: &str, typed: &str) -> [Found; 2] {
    let reader = place.reader();
    let mut seeker = Seeker::new(actor(place, login));
    let fresh = find(&reader, &seeker, typed, 20, AT).unwrap();
    seeker.load(&reader).unwrap();
    [fresh, find(&reader, &seeker, typed, 20, AT).unwrap()]
}

fn names(place: &Place, login: &str, typed: &str) -> Vec<String> {
    let [fresh, loaded] = both(place, login, typed);
    assert_eq!(fresh, loaded, "{typed}");
    loaded.rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn a_customer_is_found_by_anything_that_an_agent_types() {
    let mut place = Place::staffed();
    let id = customer(
        &mut place,
        "李明朗",
        Some("wangwei"),
        &["138 0013 4821", "021-62344823"],
        None,
    );
    change(
        &mut place,
        "UPDATE customer SET card_no = 'VIP0087', code = 'A77' WHERE id = ?1",
        id,
    );
    customer(&mut place, "赵云", Some("wangwei"), &["13911112222"], None);
    for typed in [
        "4821",
        "1380013",
        "+86 138-0013-4821",
        "0086138",
        "013800134821",
        "１３８００１３４８２１",
        "021-6234",
        "62344823",
        "lml",
        "limingl",
        "minglang",
        "李明",
        "明朗",
        "李明朗",
        "VIP0087",
        "0087",
        "vip00",
        "A77",
        "a7",
    ] {
        assert_eq!(names(&place, "wangwei", typed), ["李明朗"], "{typed}");
    }
    for typed in ["", " ", "4822", "王", "zzz", "李明朗明", "\u{1}", "%", "'"] {
        assert!(names(&place, "wangwei", typed).is_empty(), "{typed:?}");
    }
}

#[test]
fn her_own_customer_comes_first_even_among_three_hundred() {
    let mut place = Place::staffed();
    place.done("root", |tx| {
        for number in 0..300 {
            insert(
                tx,
                "王五",
                None,
                &[&format!("1390{number:03}4821")],
                Some(900 - number),
            );
        }
        Ok(())
    });
    customer(
        &mut place,
        "王二",
        Some("zhaoyun"),
        &["13877774821"],
        Some(5_000),
    );
    customer(&mut place, "王一", Some("wangwei"), &["13888884821"], None);
    for typed in ["4821", "王", "w", "wang"] {
        let [_, found] = both(&place, "wangwei", typed);
        assert_eq!(
            (found.rows[0].name.as_str(), found.count),
            ("王一", 302),
            "{typed}"
        );
        assert_eq!(found.rows.len(), 20);
        let times: Vec<_> = found.rows[1..]
            .iter()
            .map(|row| row.last_contact_at)
            .collect();
        assert!(
            times.windows(2).all(|two| two[0] >= two[1]),
            "{typed}: {times:?}"
        );
    }
    let [fresh, _] = both(&place, "wangwei", "4821");
    assert_eq!(fresh.rows[0].name, "王一");
}

#[test]
fn a_whole_number_or_card_comes_before_ones_own() {
    let mut place = Place::staffed();
    customer(
        &mut place,
        "李四",
        Some("wangwei"),
        &["13800134821"],
        Some(9),
    );
    let other = customer(&mut place, "赵六", Some("li"), &["0800134821"], None);
    customer(
        &mut place,
        "钱七",
        Some("wangwei"),
        &["13800134822"],
        Some(9),
    );
    let card = customer(&mut place, "孙八", Some("li"), &[], None);
    change(
        &mut place,
        "UPDATE customer SET card_no = '48' WHERE id = ?1",
        card,
    );
    change(
        &mut place,
        "UPDATE customer_phone SET digits = '800134821' WHERE customer_id = ?1",
        other,
    );
    assert_eq!(names(&place, "wangwei", "800134821"), ["赵六", "李四"]);
    change(
        &mut place,
        "UPDATE customer SET card_no = '4821' WHERE id = ?1",
        card,
    );
    assert_eq!(names(&place, "wangwei", "4821"), ["孙八", "李四", "赵六"]);
}

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
    assert!(
        stranger.digits.is_none() && stranger.code.is_empty() && stranger.last_contact_at.is_none()
    );
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
fn rows_show_the_number_that_matched_and_whose_it_is() {
    let mut place = Place::staffed();
    let id = customer(
        &mut place,
        "李明朗",
        None,
        &["13800134821", "13911112222"],
        None,
    );
    place.done("root", |tx| {
        let conn = tx.conn();
        conn.execute(
            "INSERT INTO family_member (customer_id, name, relation) VALUES (?1, '张燕', 'wife')",
            [id.0],
        )
        .unwrap();
        conn.execute(
            "INSERT INTO customer_phone (customer_id, member_id, typed, digits, known, kind)
             VALUES (?1, last_insert_rowid(), '1', '8613855556666', 1, 'mobile')",
            [id.0],
        )
        .unwrap();
        tx.touch(id);
        Ok(())
    });
    let row = |typed: &str| both(&place, "boss", typed)[1].rows[0].clone();
    assert_eq!(row("李明").digits.as_deref(), Some("8613800134821"));
    assert_eq!(row("2222").digits.as_deref(), Some("8613911112222"));
    assert_eq!(row("2222").whose, None);
    let wife = Some((Some("wife".to_owned()), "张燕".to_owned()));
    assert_eq!(
        (row("6666").digits.as_deref(), row("6666").whose),
        (Some("8613855556666"), wife.clone())
    );
    assert_eq!(row("13855556666").whose, wife);
    assert_eq!(
        (row("zhangy").matched_by, row("zhangy").whose),
        (MatchedBy::Member, wife)
    );
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

#[test]
fn an_answer_is_the_same_as_looking_at_everybody() {
    let mut place = Place::staffed();
    let people = [
        "李明朗",
        "单雄信",
        "欧阳娜娜",
        "李明",
        "明朗",
        "王力",
        "Jon Yang",
        "李力",
        "吕明",
    ];
    let owners = [Some("wangwei"), Some("zhaoyun"), None];
    for (number, person) in people.iter().enumerate() {
        let phone = format!("138{:08}", number * 7_919_123 % 100_000_000);
        customer(&mut place, person, owners[number % 3], &[&phone], None);
    }
    let mut all: Vec<(String, String)> = Vec::new();
    let mut statement = place
        .writer
        .conn()
        .prepare(
            "SELECT name, digits FROM customer c JOIN customer_phone p ON p.customer_id = c.id",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        all.push((row.get(0).unwrap(), row.get(1).unwrap()));
    }
    for typed in [
        "l", "lm", "li", "ming", "李", "明", "ouyang", "yang", "shan", "chan", "138", "000",
        "9123", "wl",
    ] {
        let query = name::query(typed);
        let is_in = |(name, digits): &&(String, String)| {
            name::terms(name)
                .iter()
                .any(|(term, _)| term.starts_with(&query))
                || (typed.len() >= 3 && digits.contains(typed))
        };
        let expected = all.iter().filter(is_in).count();
        for found in both(&place, "wangwei", typed) {
            assert_eq!(
                (found.rows.len(), found.count),
                (expected, expected),
                "{typed}"
            );
        }
    }
}
