//! What stands ready while a sale is entered: the terms, what is known of who buys, and products
//! by what was typed. Must not write.

use rusqlite::Row;

use super::super::authorise::{self, Actor};
use super::super::{Reader, sql};
use super::add::terms;
use crate::domain::customer::Address;
use crate::domain::ids::{CustomerId, ProductId};
use crate::domain::name;
use crate::domain::sale::{Buyer, Counter, Good, Head, Offer};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

const BUYER: &str = "SELECT code, name, points, balance_due, held
  FROM customer WHERE id = ?1 AND state = 'active'";
const ADDRESSES: &str = "SELECT province, city, line, postcode FROM customer_address
  WHERE customer_id = ?1 ORDER BY position, id";
const LAST: &str = "SELECT region, method, payment_type, delivery FROM sale
  WHERE customer_id = ?1 AND state <> 'void' ORDER BY at DESC, id DESC LIMIT 1";
// Of the newest only: there is no index of a person's sales.
const MY_LAST: &str = "SELECT region, method, payment_type, delivery FROM
    (SELECT * FROM sale ORDER BY at DESC LIMIT 200) WHERE staff_id = ?1 LIMIT 1";

/// What a sale begins with, and these products as they are now; of a customer who is not there, or to whom this person may not sell, it
/// is refused.
pub fn counter(
    reader: &Reader,
    actor: &Actor,
    customer: Option<CustomerId>,
    goods: &[ProductId],
    at: Instant,
) -> Result<Counter> {
    let conn = reader.conn();
    authorise::authorise(conn, actor, at, Operation::Sell, customer)?;
    let last = customer.map(|customer| sql::one(conn, LAST, [customer.0], head));
    let usual = match last.transpose()?.flatten() {
        Some(head) => head,
        None => sql::one(conn, MY_LAST, [actor.id.0], head)?.unwrap_or_default(),
    };
    let buyer = customer.map(|customer| buyer(reader, customer));
    let goods = goods.iter();
    let goods = goods.map(|id| sql::one(conn, OFFER, [id.0], |row| offer(*id, row)));
    let goods = goods.filter_map(Result::transpose).collect::<Result<_>>()?;
    Ok(Counter {
        terms: terms(reader, actor)?,
        usual,
        buyer: buyer.transpose()?,
        goods,
    })
}

fn head(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        region: row.get(0)?,
        method: row.get(1)?,
        payment_type: row.get(2)?,
        delivery: row.get(3)?,
        ..Head::default()
    })
}

fn buyer(reader: &Reader, id: CustomerId) -> Result<Buyer> {
    let conn = reader.conn();
    let found = sql::one(conn, BUYER, [id.0], |row| {
        Ok(Buyer {
            id,
            code: row.get(0)?,
            name: row.get(1)?,
            points: row.get(2)?,
            due: row.get(3)?,
            held: row.get(4)?,
            addresses: Vec::new(),
        })
    })?;
    let found = found.ok_or_else(|| Error::Gone(id.to_string()))?;
    let addresses = sql::all(conn, ADDRESSES, [id.0], |row| {
        Ok(Address {
            province: row.get(0)?,
            city: row.get(1)?,
            line: row.get(2)?,
            postcode: row.get(3)?,
        })
    })?;
    Ok(Buyer { addresses, ..found })
}

const NAMES: &str = "SELECT id, code, name FROM product WHERE active = 1 ORDER BY code";
const OFFER: &str = "SELECT code, name, price, floor_price, points, redeem, on_hand, held, active
  FROM product WHERE id = ?1";

/// Products that are sold and answer to what was typed, the likeliest first.
pub fn offers(reader: &Reader, typed: &str, limit: usize) -> Result<Vec<Offer>> {
    let asked = Asked::new(typed);
    let ranked = sql::all(reader.conn(), NAMES, [], |row| {
        let rank = asked.rank(row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
        Ok((rank, ProductId(row.get(0)?)))
    })?;
    let hits = ranked.into_iter();
    let mut hits: Vec<(u8, ProductId)> = hits.filter_map(|(rank, id)| Some((rank?, id))).collect();
    hits.sort_by_key(|(rank, _)| *rank);
    let best = hits.into_iter().take(limit);
    let found = best.map(|(_, id)| sql::one(reader.conn(), OFFER, [id.0], |row| offer(id, row)));
    found.filter_map(Result::transpose).collect()
}

fn offer(id: ProductId, row: &Row<'_>) -> rusqlite::Result<Offer> {
    let (on_hand, held): (Option<i64>, i64) = (row.get(6)?, row.get(7)?);
    Ok(Offer {
        good: Good {
            product: id,
            active: row.get(8)?,
            price: row.get(2)?,
            floor: row.get(3)?,
            points: row.get(4)?,
            redeem: row.get(5)?,
        },
        code: row.get(0)?,
        name: row.get(1)?,
        free: on_hand.map(|there| there - held),
    })
}

/// What was typed, in the forms in which it is looked for.
struct Asked {
    whole: String,
    words: Vec<String>,
}

impl Asked {
    fn new(typed: &str) -> Asked {
        let words = name::fold(typed);
        Asked {
            whole: name::query(typed),
            words: words.split_whitespace().map(str::to_owned).collect(),
        }
    }

    /// How well a product answers, the best first: its code, its name, pinyin or initials from the
    /// beginning, then parts of these; none: not at all.
    fn rank(&self, code: &str, called: &str) -> Option<u8> {
        if self.whole.is_empty() {
            return Some(0);
        }
        let code = name::query(code);
        if code == self.whole {
            return Some(0);
        }
        if code.starts_with(&self.whole) {
            return Some(1);
        }
        let called = name::fold(called);
        match name::answers(&called, &self.whole) {
            Some(true) => return Some(2),
            Some(false) => return Some(3),
            None => {}
        }
        if self.words.iter().all(|word| called.contains(word.as_str())) {
            return Some(4);
        }
        code.contains(&self.whole).then_some(5)
    }
}
