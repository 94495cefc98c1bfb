//! Cards on real files.
#![allow(clippy::unwrap_used)]

use rusqlite::params;

use super::*;
use crate::domain::customer::Happening;
use crate::store::find::tests::{actor, change, close_the_file, customer};
use crate::store::testing::{AT, Place};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A customer of wangwei with something of every kind.
fn rich(place: &mut Place) -> CustomerId {
    let numbers = ["13800134821", "021-62344821"];
    let id = customer(
        place,
        "李明朗",
        Some("wangwei"),
        &numbers,
        Some(AT.0 - 40 * DAY),
    );
    let me = place.id("wangwei").0;
    place.done("root", |tx| {
        let conn = tx.conn();
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
            conn.execute(sql, values).unwrap();
            conn.last_insert_rowid()
        };
        run(
            "UPDATE customer SET tier = 'gold', remark = '老客户' WHERE id = ?1",
            &[&id.0],
        );
        run(
            "INSERT INTO customer_email (customer_id, email) VALUES (?1, 'a@b.cn')",
            &[&id.0],
        );
        run(
            "INSERT INTO customer_address (customer_id, city) VALUES (?1, '上海')",
            &[&id.0],
        );
        run(
            "INSERT INTO family_member (customer_id, name) VALUES (?1, '张燕')",
            &[&id.0],
        );
        let date = "INSERT INTO customer_date (customer_id, kind, calendar, month, day)
          VALUES (?1, 'birthday', 'lunar', 10, 17)";
        run(date, &[&id.0]);
        let product = run("INSERT INTO product (code, name) VALUES ('P', '蜂胶')", &[]);
        for (at, void) in [(5, 0), (3, 1)] {
            let sale = "INSERT INTO sale (code, customer_id, at, staff_id, total, void)
              VALUES ('S' || ?3, ?1, ?2, ?4, 89700, ?5)";
            let sale = run(sale, &[&id.0, &(AT.0 - at * DAY), &at, &me, &void]);
            for _ in 0..4 {
                let line = "INSERT INTO sale_line (sale_id, product_id, quantity, amount)
                  VALUES (?1, ?2, 3, 22425)";
                run(line, &[&sale, &product]);
            }
            if void == 0 {
                let pay = "INSERT INTO payment (sale_id, customer_id, at, method, amount)
                  VALUES (?1, ?2, ?3, 'cash', 59700)";
                run(pay, &[&sale, &id.0, &AT.0]);
            }
        }
        let call =
            "INSERT INTO interaction (customer_id, kind, direction, at, staff_id, disposition,
            note, next_on) VALUES (?1, 'call', 'out', ?2, ?3, 'reached', '下月再打', '2026-12-23')";
        run(call, &[&id.0, &(AT.0 - DAY), &me]);
        let given = "INSERT INTO assignment (customer_id, owner_id, by_id, at, reason)
          VALUES (?1, ?2, 1, ?3, '新客户')";
        run(given, &[&id.0, &me, &(AT.0 - 50 * DAY)]);
        let missed = "INSERT INTO call (call_id, ext, digits, missed, told_at)
          VALUES ('x', '801', '8613800134821', 1, ?1)";
        run(missed, &[&(AT.0 - 2 * DAY)]);
        tx.touch(id);
        Ok(())
    });
    id
}

fn kinds(card: &Card) -> Vec<&'static str> {
    let kind = |what: &Happening| match what {
        Happening::Interaction { .. } => "interaction",
        Happening::Sale { .. } => "sale",
        Happening::Transfer { .. } => "transfer",
        Happening::Task { .. } => "task",
        Happening::Call(_) => "call",
    };
    card.timeline
        .iter()
        .map(|entry| kind(&entry.what))
        .collect()
}

#[test]
fn a_card_holds_everything_and_its_timeline_is_merged_newest_first() {
    let mut place = Place::staffed();
    let id = rich(&mut place);
    let card = get(&place.reader(), &actor(&place, "wangwei"), id, 20, AT).unwrap();
    assert_eq!(
        kinds(&card),
        ["interaction", "call", "sale", "interaction", "transfer"]
    );
    assert_eq!(card.sight, Sight::Full);
    assert_eq!(
        card.owner.as_ref().map(|owner| owner.1.as_str()),
        Some("王薇")
    );
    assert_eq!(
        (card.balance_due, card.purchase_count, card.contacts_30d),
        (30_000, 1, 1)
    );
    let (day, time) = card.next_contact.unwrap();
    assert_eq!((day.to_string().as_str(), time), ("2026-12-23", None));
    assert_eq!(card.phones.len(), 2);
    assert_eq!(card.phones[0].masked, "138****4821");
    assert_eq!(card.phones[0].digits, "8613800134821");
    let lists = (
        card.emails.len(),
        card.addresses.len(),
        card.dates.len(),
        card.members.len(),
    );
    assert_eq!(lists, (1, 1, 1, 1));
    assert!(card.fields.contains(&(Field::Tier, "gold".to_owned())));
    let Happening::Sale {
        lines,
        line_count,
        total,
        paid,
        ..
    } = &card.timeline[2].what
    else {
        panic!("{:?}", card.timeline)
    };
    assert_eq!(
        (lines.len(), *line_count, *total, *paid),
        (3, 4, 89_700, 59_700)
    );
    assert_eq!((card.held.len(), card.points), (0, 0));
    let reader = place.reader();
    for _ in 0..3 {
        get(&reader, &actor(&place, "wangwei"), id, 20, AT).unwrap();
    }
    assert_eq!(reader.with_connection(pages::prepared_anew), []);
    let short = get(&place.reader(), &actor(&place, "wangwei"), id, 2, AT).unwrap();
    assert_eq!(kinds(&short), ["interaction", "call"]);
}

#[test]
fn how_much_is_seen_follows_the_rights_and_the_call() {
    let mut place = Place::staffed();
    close_the_file(&mut place);
    let id = rich(&mut place);
    let digits = "8613800134821";
    let see = |place: &Place, login: &str| get(&place.reader(), &actor(place, login), id, 20, AT);
    for login in ["wangwei", "sun", "boss", "root"] {
        assert_eq!(see(&place, login).unwrap().sight, Sight::Full, "{login}");
    }
    let masked = see(&place, "wu").unwrap();
    assert_eq!(masked.sight, Sight::Masked);
    assert!(
        masked
            .phones
            .iter()
            .all(|phone| phone.digits.is_empty() && phone.typed.is_empty())
    );
    for login in ["zhaoyun", "li"] {
        assert!(matches!(see(&place, login), Err(Error::Gone(_))), "{login}");
        let actor = actor(&place, login);
        let card = get_by_number(&place.reader(), &actor, id, digits, 20, AT).unwrap();
        assert_eq!(
            (card.sight, card.name.as_str()),
            (Sight::PutThrough, "李明朗")
        );
        assert!(card.owner.is_some() && card.phones.is_empty() && card.timeline.is_empty());
        let guess = get_by_number(&place.reader(), &actor, id, "8613800134822", 20, AT);
        assert!(matches!(guess, Err(Error::Gone(_))));
    }
    let ring =
        "INSERT INTO call (call_id, ext, staff_id, digits, told_at) VALUES ('r', '7', ?1, ?2, ?3)";
    let li = place.id("li").0;
    place
        .writer
        .conn()
        .execute("UPDATE call SET told_at = 0", [])
        .unwrap();
    place
        .writer
        .conn()
        .execute(ring, params![li, digits, AT.0])
        .unwrap();
    place.done("root", |tx| {
        tx.conn()
            .execute("UPDATE staff SET ext = '7' WHERE id = ?1", [li])
            .unwrap();
        Ok(())
    });
    assert_eq!(see(&place, "li").unwrap().sight, Sight::Full);
}

#[test]
fn void_and_missing_customers_are_gone_and_codes_lead_to_ids() {
    let mut place = Place::staffed();
    let id = rich(&mut place);
    let boss = actor(&place, "boss");
    change(
        &mut place,
        "UPDATE customer SET code = 'K7', card_no = 'VIP1' WHERE id = ?1",
        id,
    );
    assert_eq!(id_of(&place.reader(), "K7").unwrap(), Some(id));
    assert_eq!(id_of(&place.reader(), "VIP1").unwrap(), Some(id));
    assert_eq!(id_of(&place.reader(), "VIP2").unwrap(), None);
    let twin = customer(&mut place, "李明", None, &[], None);
    change(
        &mut place,
        "UPDATE customer SET card_no = 'VIP1' WHERE id = ?1",
        twin,
    );
    assert_eq!(id_of(&place.reader(), "VIP1").unwrap(), None);
    change(
        &mut place,
        "UPDATE customer SET state = 'void' WHERE id = ?1",
        id,
    );
    for id in [id, CustomerId(999)] {
        assert!(matches!(
            get(&place.reader(), &boss, id, 20, AT),
            Err(Error::Gone(_))
        ));
    }
    assert_eq!(id_of(&place.reader(), "K7").unwrap(), None);
}

#[test]
fn a_card_names_the_lines_of_its_own_sales_near_and_far_and_none_between() {
    let mut place = Place::staffed();
    let [one, other] = ["李明朗", "张燕"]
        .map(|name| customer(&mut place, name, Some("wangwei"), &["13800134821"], None));
    place.done("root", |tx| {
        let conn = tx.conn();
        conn.execute("INSERT INTO product (code, name) VALUES ('P', '蜂胶')", [])
            .unwrap();
        // The quantity tells the sale.
        for (sale, whose) in [(1, one), (2, other), (3, one), (4, other), (60, one)] {
            let sold = "INSERT INTO sale (id, code, customer_id, at, total)
              VALUES (?1, 'S' || ?1, ?2, ?3, 100)";
            conn.execute(sold, params![sale, whose.0, AT.0 - 100 + sale])
                .unwrap();
            let line = "INSERT INTO sale_line (sale_id, product_id, quantity, amount)
              SELECT ?1, id, ?1, 100 FROM product WHERE code = 'P'";
            conn.execute(line, [sale]).unwrap();
        }
        tx.touch(one);
        tx.touch(other);
        Ok(())
    });
    let card = get(&place.reader(), &actor(&place, "wangwei"), one, 20, AT).unwrap();
    let told: Vec<(i64, Vec<i64>)> = card
        .timeline
        .iter()
        .filter_map(|entry| match &entry.what {
            Happening::Sale { id, lines, .. } => {
                Some((id.0, lines.iter().map(|line| line.1).collect()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(told, [(60, vec![60]), (3, vec![3]), (1, vec![1])]);
}

#[test]
fn a_card_says_what_is_kept_and_earned_and_its_timeline_what_became_of_a_sale() {
    use crate::domain::sale::{Cause, Head, LineDraft, SaleDraft, State};
    use crate::store::{product, sale};
    let mut place = Place::staffed();
    let id = rich(&mut place);
    let good = |code: &str, name: &str| crate::domain::product::Product {
        code: code.to_owned(),
        name: name.to_owned(),
        price: Some(10_000),
        points: Some(10),
        ..Default::default()
    };
    let [bee, honey] = place.done("root", |tx| {
        Ok([
            product::add(tx, &good("B1", "蜂胶"))?,
            product::add(tx, &good("H1", "蜂蜜"))?,
        ])
    });
    let line = |product, quantity| LineDraft {
        product,
        quantity,
        price: None,
        seen: None,
        collected: Some(0),
        cause: Cause::Sold,
    };
    let sold = |place: &mut Place, lines: Vec<LineDraft>| {
        let draft = SaleDraft {
            customer: id,
            at: Some(AT),
            staff: None,
            head: Head::default(),
            lines,
            payments: Vec::new(),
        };
        place.done("wangwei", |tx| sale::add(tx, &draft)).id
    };
    let first = sold(&mut place, vec![line(bee, 3), line(honey, 1)]);
    let second = sold(&mut place, vec![line(honey, 1)]);
    place.done("wangwei", |tx| sale::collect(tx, first, &[(bee, 1)]));
    place.done("wangwei", |tx| {
        let back = sale::Back {
            reason: Some("不要了".to_owned()),
            ..sale::Back::default()
        };
        sale::cancel(tx, second, &back)
    });
    let card = get(&place.reader(), &actor(&place, "wangwei"), id, 20, AT).unwrap();
    let mut held: Vec<(&str, i64)> = card
        .held
        .iter()
        .map(|held| (held.name.as_str(), held.quantity))
        .collect();
    held.sort();
    assert_eq!((held, card.points), (vec![("蜂胶", 2), ("蜂蜜", 1)], 40));
    let stands = |wanted| {
        let mut sales = card.timeline.iter();
        sales.find_map(|entry| match &entry.what {
            Happening::Sale { id, state, .. } if *id == wanted => Some(*state),
            _ => None,
        })
    };
    assert_eq!(
        (stands(first), stands(second)),
        (Some(State::Open), Some(State::Cancelled))
    );
}
