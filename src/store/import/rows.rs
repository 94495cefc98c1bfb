//! What one row of a file does: added, matched with what is there, changed or left alone.
//! Must not know what the cells looked like.

use rusqlite::Connection;

use super::super::{Reader, Tx, customer as people, product as goods, sale as sales};
use super::super::{setting, sql};
use super::Batch;
use crate::domain::customer::{Draft, Field};
use crate::domain::ids::{CustomerId, ProductId};
use crate::domain::phone;
use crate::domain::product::{NewSale, Product};
use crate::domain::time::Instant;
use crate::error::{Error, Fault, Result};

/// By what a customer is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Match {
    /// By the code, else by the card.
    #[default]
    CodeOrCard,
    /// By the code alone.
    Code,
    /// By the card alone.
    Card,
    /// By a number.
    Phone,
}

/// What is done with a row whose customer (product, sale) is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnMatch {
    /// Nothing.
    #[default]
    Skip,
    /// What the row says replaces what is there.
    Update,
    /// Another one is added, with a code of the program's own.
    Add,
}

/// How rows meet what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct By {
    /// By what.
    pub matching: Match,
    /// And then.
    pub on_match: OnMatch,
}

/// What a row did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It was added.
    Added,
    /// What is there was changed.
    Updated,
    /// Nothing: it is there already.
    Skipped,
}

/// A customer.
pub fn customer(batch: &Batch<'_, '_>, draft: &Draft, by: By, since: Instant) -> Result<Effect> {
    let there = matching(batch.tx, draft, by.matching)?;
    match (there, by.on_match) {
        (Some(_), OnMatch::Skip) => return Ok(Effect::Skipped),
        (Some(id), OnMatch::Update) => {
            let said = Draft {
                code: None,
                ..draft.clone()
            };
            let changed = batch.row_by_row(|tx| people::edit(tx, id, None, &said))?;
            if !changed {
                return Ok(Effect::Skipped);
            }
            batch.settle(id)?;
            return Ok(Effect::Updated);
        }
        (Some(_), OnMatch::Add) => {
            let other = Draft {
                code: None,
                ..draft.clone()
            };
            newcomer(batch, &other, since)?;
        }
        (None, _) => drop(newcomer(batch, draft, since)?),
    }
    Ok(Effect::Added)
}

/// A customer of whom is known that nobody like them is there.
pub fn newcomer(batch: &Batch<'_, '_>, draft: &Draft, since: Instant) -> Result<CustomerId> {
    let (added, source) = people::bring(batch.tx, draft, since)?;
    batch.added(added.id, source)?;
    Ok(added.id)
}

pub(super) const BY_CODE: &str =
    "SELECT id, name FROM customer WHERE code = ?1 AND state = 'active'";
pub(super) const BY_CARD: &str =
    "SELECT id, name FROM customer WHERE card_no = ?1 AND state = 'active' LIMIT 100";
pub(super) const BY_PHONE: &str = "SELECT DISTINCT c.id, c.name FROM customer_phone p
  JOIN customer c ON c.id = p.customer_id
  WHERE p.digits = ?1 AND p.member_id IS NULL AND c.state = 'active' LIMIT 100";

fn matching(tx: &Tx<'_>, draft: &Draft, by: Match) -> Result<Option<CustomerId>> {
    let conn = tx.conn();
    if matches!(by, Match::CodeOrCard | Match::Code)
        && let Some(code) = &draft.code
    {
        let code = code.trim();
        let pile = tx.pile.borrow();
        return match pile.as_ref().and_then(|pile| pile.codes.get(code)) {
            Some(&waiting) => Ok(Some(CustomerId(waiting))),
            None => found(conn, BY_CODE, code),
        };
    }
    if matches!(by, Match::CodeOrCard | Match::Card) {
        let card = draft
            .fields
            .iter()
            .find(|(field, _)| *field == Field::CardNo);
        return match card
            .map(|(_, card)| card.trim())
            .filter(|card| !card.is_empty())
        {
            Some(card) => {
                let mut there = holders(conn, BY_CARD, card)?;
                if let Some(pile) = tx.pile.borrow().as_ref() {
                    there.extend(pile.cards.get(card).into_iter().flatten().cloned());
                }
                only(&there, draft, "card_no")
            }
            None => Ok(None),
        };
    }
    if by == Match::Phone {
        tx.clear_pile()?;
        let region = setting::region(conn)?;
        for new in draft.phones.iter().filter(|new| new.member.is_none()) {
            if let Ok(understood) = phone::understand(&new.typed, &region)
                && let Some(id) = only(
                    &holders(conn, BY_PHONE, &understood.digits)?,
                    draft,
                    "phone",
                )?
            {
                return Ok(Some(id));
            }
        }
    }
    Ok(None)
}

fn found(conn: &Connection, query: &str, key: &str) -> Result<Option<CustomerId>> {
    sql::one(conn, query, [key], |row| row.get(0).map(CustomerId))
}

fn holders(conn: &Connection, query: &str, key: &str) -> Result<Vec<(i64, String)>> {
    sql::all(conn, query, [key], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The one who has it; of several (a family's card or number) the one of the same name, else
/// nobody can say which is meant.
fn only(there: &[(i64, String)], draft: &Draft, field: &str) -> Result<Option<CustomerId>> {
    if let [(id, _)] = there {
        return Ok(Some(CustomerId(*id)));
    }
    let name = draft.fields.iter().find(|(field, _)| *field == Field::Name);
    let name = name.map_or("", |(_, name)| name.trim());
    let mut same = there.iter().filter(|(_, other)| other == name);
    match (same.next(), same.next()) {
        (Some((id, _)), None) => Ok(Some(CustomerId(*id))),
        _ if there.is_empty() => Ok(None),
        _ => Err(Error::invalid(field, Fault::Shared(there.len()))),
    }
}

const PRODUCT: &str = "SELECT id FROM product WHERE code = ?1";

/// A product.
pub fn product(batch: &Batch<'_, '_>, new: &Product, on_match: OnMatch) -> Result<Effect> {
    let there: Option<i64> = sql::one(batch.tx.conn(), PRODUCT, [new.code.trim()], |row| {
        row.get(0)
    })?;
    match (there, on_match) {
        (None, _) => goods::add(batch.tx, new).map(|_| Effect::Added),
        (Some(id), OnMatch::Update) => {
            let changed = batch.row_by_row(|tx| goods::bring(tx, ProductId(id), new))?;
            Ok(if changed {
                Effect::Updated
            } else {
                Effect::Skipped
            })
        }
        (Some(_), OnMatch::Skip) => Ok(Effect::Skipped),
        // Two products of one code would make every later sale of it a guess.
        (Some(_), OnMatch::Add) => Err(Error::invalid("code", Fault::Taken)),
    }
}

/// The last sale's row before a run: a later one with the same code was brought by the run.
pub fn last_sale(reader: &Reader) -> Result<i64> {
    let last = "SELECT seq FROM sqlite_sequence WHERE name = 'sale'";
    Ok(sql::one(reader.conn(), last, [], |row| row.get(0))?.unwrap_or(0))
}

/// A sale. `before` is the last one of before the run: an order whose lines do not stand
/// together in the file would else lose its later lines as if they were there already.
pub fn sale(
    batch: &Batch<'_, '_>,
    new: &NewSale,
    on_match: OnMatch,
    before: i64,
) -> Result<Effect> {
    if let Some(code) = &new.code {
        let query = "SELECT id FROM sale WHERE code = ?1";
        let there: Option<i64> = sql::one(batch.tx.conn(), query, [code.trim()], |row| row.get(0))?;
        match there {
            Some(id) if id > before => return Err(Error::invalid("order", Fault::Taken)),
            Some(_) if on_match != OnMatch::Add => return Ok(Effect::Skipped),
            Some(_) => {
                let other = NewSale {
                    code: None,
                    ..new.clone()
                };
                sales::bring(batch.tx, &other)?;
                batch.settle(new.customer)?;
                return Ok(Effect::Added);
            }
            None => {}
        }
    }
    sales::bring(batch.tx, new)?;
    batch.settle(new.customer)?;
    Ok(Effect::Added)
}
