//! The caller line on real files, in the words of those who type on it.
#![allow(clippy::unwrap_used)]

mod sight;
mod words;

use rusqlite::params;

use super::*;
use crate::domain::ids::{CustomerId, StaffId};
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
