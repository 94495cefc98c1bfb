//! What agents type, and in which order they are answered.

use super::super::*;
use super::{actor, both, change, customer, insert, names};
use crate::domain::name;
use crate::store::testing::{AT, Place};

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
fn digits_are_those_of_a_number_before_those_of_a_code() {
    let mut place = Place::staffed();
    for at in 0..30 {
        let code = customer(&mut place, "码", Some("li"), &[], Some(100 + at));
        let set = format!("UPDATE customer SET card_no = 'V{at}A004821' WHERE id = ?1");
        change(&mut place, &set, code);
    }
    customer(&mut place, "尾", Some("li"), &["13800134821"], Some(1));
    let found = names(&place, "wangwei", "4821");
    assert_eq!((found[0].as_str(), found[1].as_str()), ("尾", "码"));
    let [fresh, _] = both(&place, "wangwei", "V7A004821");
    assert_eq!(fresh.rows[0].matched_by, MatchedBy::Card);
    assert_eq!(fresh.rows[0].card_no.as_deref(), Some("V7A004821"));
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

#[test]
fn no_statement_of_the_caller_line_is_prepared_anew() {
    let mut place = Place::staffed();
    for number in 0..30 {
        let phone = format!("138{number:04}4821");
        customer(
            &mut place,
            "李明朗",
            Some("wangwei"),
            &[&phone],
            Some(number),
        );
    }
    crate::store::derive::begin_bulk(&place.writer, AT).unwrap();
    crate::store::derive::finish_bulk(
        &place.writer,
        crate::store::derive::Gathered::unknown(),
        &mut |_| {},
    )
    .unwrap();
    let reader = place.reader();
    for login in ["wangwei", "sun", "boss"] {
        let mut seeker = Seeker::new(actor(&place, login));
        for round in 0..3 {
            for typed in ["4821", "138", "李", "lml", "13800014821", "K3", "zz", "明"] {
                find(&reader, &seeker, typed, 20, AT).unwrap();
            }
            if round == 1 {
                seeker.load(&reader).unwrap();
            }
        }
    }
    assert_eq!(reader.with_connection(pages::prepared_anew), []);
}
