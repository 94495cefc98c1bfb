//! One customer, whole: the card with its timeline, as far as the asker may see it.
//! Must not know how the customer was found or is drawn.

mod held;
mod names;
mod parts;
#[cfg(test)]
mod tests;
mod timeline;

use std::sync::LazyLock;

use rusqlite::{Connection, Row, named_params, params};

use super::authorise::{self, Actor, in_team};
use super::find::{Scopes, at_one_moment};
use super::{Reader, setting, sql};
use crate::domain::customer::{Card, Field, Sight};
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::time::{Day, Instant};
use crate::error::{Error, Result};
use names::Names;

/// How far back `contacts_30d` looks, ms.
const MONTH_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// The customer's card with the newest `timeline` lines. A customer who is out of the actor's
/// scope of `show` is `Gone`, like one who is not there, unless a call that is not logged yet
/// gives sight of them.
pub fn get(
    reader: &Reader,
    actor: &Actor,
    id: CustomerId,
    timeline: usize,
    at: Instant,
) -> Result<Card> {
    let card = at_one_moment(reader, |conn| read(reader, conn, actor, id, timeline, at))?;
    if card.sight == Sight::PutThrough {
        Err(Error::Gone(id.to_string()))
    } else {
        Ok(card)
    }
}

/// The same for somebody who knows a whole number of the customer (normal form): out of scope
/// the card has sight `PutThrough` and holds the name and the owner alone.
pub fn get_by_number(
    reader: &Reader,
    actor: &Actor,
    id: CustomerId,
    digits: &str,
    timeline: usize,
    at: Instant,
) -> Result<Card> {
    at_one_moment(reader, |conn| {
        if !sql::exists(conn, HAS_NUMBER, params![digits, id.0])? {
            return Err(Error::Gone(id.to_string()));
        }
        read(reader, conn, actor, id, timeline, at)
    })
}

const HAS_NUMBER: &str = "SELECT 1 FROM customer_phone WHERE digits = ?1 AND customer_id = ?2";
const BY_CODE: &str = "SELECT id FROM customer WHERE code = ?1 AND state = 'active'";
const BY_CARD: &str = "SELECT id FROM customer WHERE card_no = ?1 AND state = 'active'
  ORDER BY id LIMIT 2";

/// The customer with this code, or else the only one with this card. Says nothing of them: whoever
/// shows them asks [`get`].
pub fn id_of(reader: &Reader, code: &str) -> Result<Option<CustomerId>> {
    // Written as it is, else in capitals or without any, as people type codes.
    for code in [code.to_owned(), code.to_uppercase(), code.to_lowercase()] {
        let conn = reader.conn();
        if let Some(id) = sql::one(conn, BY_CODE, [&code], |row| row.get(0))? {
            return Ok(Some(CustomerId(id)));
        }
        let found: Vec<i64> = sql::all(conn, BY_CARD, [&code], |row| row.get(0))?;
        match found.as_slice() {
            [] => {}
            [one] => return Ok(Some(CustomerId(*one))),
            _ => return Ok(None),
        }
    }
    Ok(None)
}

/// The plain fields that are shown as such; the name has a place of its own.
fn fields() -> impl Iterator<Item = Field> {
    Field::ALL
        .iter()
        .copied()
        .filter(|&field| field != Field::Name)
}

/// Columns before the plain fields.
const FIXED: usize = 19;

static CUSTOMER: LazyLock<String> = LazyLock::new(|| {
    let plain: Vec<String> = fields()
        .map(|field| format!("c.{}", field.code()))
        .collect();
    format!(
        "SELECT c.version, c.code, c.name, c.owner_id, u.name, c.do_not_call,
           c.created_at, c.last_contact_at, c.last_purchase_at, c.purchase_count, c.balance_due,
           c.next_contact_on, c.next_contact_at, c.owner_id IS :me, :team AND {team},
           c.state = 'void', c.id, c.points, c.held, {plain}
         FROM customer c LEFT JOIN org_unit u ON u.id = c.unit_id WHERE c.id = :id",
        team = in_team!(),
        plain = plain.join(", ")
    )
});

/// A row of [`CUSTOMER`]: the card without its parts, how many pieces are kept for them, and
/// whether it is the actor's own, the team's, and void.
fn customer(row: &Row<'_>) -> rusqlite::Result<(Card, i64, [bool; 3])> {
    let owner: Option<i64> = row.get(3)?;
    let instant = |column: usize| row.get(column).map(|at: Option<i64>| at.map(Instant));
    let next_on: Option<Day> = row.get(11)?;
    let next_at = instant(12)?;
    let mut plain = Vec::new();
    for (place, field) in fields().enumerate() {
        if let Some(value) = row.get(FIXED + place)? {
            plain.push((field, value));
        }
    }
    let card = Card {
        id: CustomerId(row.get(16)?),
        version: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        sight: Sight::PutThrough,
        owner: owner.map(|owner| (StaffId(owner), String::new())),
        unit: row.get(4)?,
        fields: plain,
        custom: Vec::new(),
        phones: Vec::new(),
        emails: Vec::new(),
        addresses: Vec::new(),
        dates: Vec::new(),
        members: Vec::new(),
        do_not_call: row.get(5)?,
        created_at: Instant(row.get(6)?),
        last_contact_at: instant(7)?,
        last_purchase_at: instant(8)?,
        purchase_count: row.get(9)?,
        balance_due: row.get(10)?,
        held: Vec::new(),
        points: row.get(17)?,
        contacts_30d: 0,
        supplies: Vec::new(),
        next_contact: next_on.map(|day| (day, next_at)),
        reasons: Vec::new(),
        guard: Vec::new(),
        held_by: None,
        tasks: Vec::new(),
        timeline: Vec::new(),
    };
    let team: Option<bool> = row.get(14)?;
    let whose = [row.get(13)?, team == Some(true), row.get(15)?];
    Ok((card, row.get(18)?, whose))
}

fn read(
    reader: &Reader,
    conn: &Connection,
    actor: &Actor,
    id: CustomerId,
    timeline: usize,
    at: Instant,
) -> Result<Card> {
    let scopes = Scopes::read(conn, actor)?;
    let values = named_params! {
        ":id": id.0, ":me": actor.id.0, ":team": scopes.ask_for_team(),
    };
    let mut names = Names::of_staff(conn, actor);
    let found = sql::one(conn, &CUSTOMER, values, customer)?;
    let Some((mut card, held, [own, team, false])) = found else {
        return Err(Error::Gone(id.to_string()));
    };
    if let Some((owner, name)) = &mut card.owner {
        names.learn([owner.0])?;
        *name = names.of(Some(owner.0)).unwrap_or_default();
    }
    let on_call = || {
        let call = actor.ext.is_some() && authorise::on_call(conn, actor, at, id)?;
        Ok(call || authorise::by_task(conn, actor, id)?)
    };
    card.sight = scopes.sight(own, team, on_call)?;
    if card.sight == Sight::PutThrough {
        return Ok(put_through(card));
    }
    if held > 0 {
        card.held = held::of(conn, id)?;
    }
    let digits = parts::fill(conn, &mut card, &setting::get(reader, setting::REGION)?)?;
    let month = at.0 - MONTH_MS..=at.0;
    let past = timeline::newest(conn, &mut names, id.0, &digits, timeline, &month)?;
    card.timeline = past.entries;
    card.contacts_30d = past.contacts;
    Ok(card)
}

/// Name, owner and "put through" only.
fn put_through(card: Card) -> Card {
    Card {
        version: 0,
        code: String::new(),
        unit: None,
        fields: Vec::new(),
        custom: Vec::new(),
        do_not_call: false,
        created_at: Instant(0),
        last_contact_at: None,
        last_purchase_at: None,
        purchase_count: 0,
        balance_due: 0,
        points: 0,
        contacts_30d: 0,
        supplies: Vec::new(),
        next_contact: None,
        ..card
    }
}
