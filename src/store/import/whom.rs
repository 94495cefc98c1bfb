//! Whom a row of sales or contacts means, and contacts of the past. Must not know what the cells
//! looked like.

use rusqlite::params;

use super::super::{Reader, interaction, setting, sql};
use super::Batch;
use super::rows::{BY_CARD, BY_CODE, BY_PHONE, Effect, OnMatch};
use crate::domain::ids::CustomerId;
use crate::domain::interaction::NewInteraction;
use crate::domain::nearest::{Near, Of};
use crate::domain::phone;
use crate::error::{Error, Fault, Result};

/// A customer as a row of sales or contacts names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// By code.
    Code(String),
    /// By card; of several who share it the one of this name.
    Card(String, String),
    /// By a number; of several who share it the one of this name.
    Phone(String, String),
}

/// A family member's number leads to the customer, where it is no customer's own.
const BY_MEMBER: &str = "SELECT DISTINCT c.id, c.name FROM customer_phone p
  JOIN customer c ON c.id = p.customer_id
  WHERE p.digits = ?1 AND p.member_id IS NOT NULL AND c.state = 'active' LIMIT 100";

/// The customer that is meant.
pub fn whom(batch: &Batch<'_, '_>, whom: &Whom) -> Result<CustomerId> {
    batch.tx.clear_pile()?;
    let conn = batch.tx.conn();
    let all = |query: &str, key: &str| -> Result<Vec<(i64, String)>> {
        sql::all(conn, query, [key], |row| Ok((row.get(0)?, row.get(1)?)))
    };
    let (there, name, field) = match whom {
        Whom::Code(code) => (all(BY_CODE, code)?, "", "customer"),
        Whom::Card(card, name) => (all(BY_CARD, card)?, name.as_str(), "card_no"),
        Whom::Phone(typed, name) => {
            let region = setting::region(conn)?;
            let understood = phone::understand(typed, &region)
                .map_err(|_| Error::invalid("phone", Fault::NoDigits))?;
            let mut there = all(BY_PHONE, &understood.digits)?;
            if there.is_empty() {
                there = all(BY_MEMBER, &understood.digits)?;
            }
            (there, name.as_str(), "phone")
        }
    };
    let mut same = there.iter().filter(|(_, other)| other == name);
    match (there.as_slice(), same.next(), same.next()) {
        ([(id, _)], ..) | (_, Some((id, _)), None) => Ok(CustomerId(*id)),
        ([], ..) if field == "phone" => Err(Error::invalid(field, Fault::Nobody)),
        ([], ..) => {
            let nearest = Near::none().of(Of::Customers);
            Err(Error::invalid(field, Fault::Unknown { nearest }))
        }
        _ => Err(Error::invalid(field, Fault::Shared(there.len()))),
    }
}

/// The last contact's row before a run: a later one that says the same was brought by the run.
pub fn last_contact(reader: &Reader) -> Result<i64> {
    let last = "SELECT seq FROM sqlite_sequence WHERE name = 'interaction'";
    Ok(sql::one(reader.conn(), last, [], |row| row.get(0))?.unwrap_or(0))
}

const THE_SAME: &str = "SELECT 1 FROM interaction
  WHERE customer_id = ?1 AND at = ?2 AND kind = ?3 AND direction IS ?4 AND disposition IS ?5
    AND coalesce(note, '') = ?6 AND id <= ?7";

/// A customer's own number before one of the family.
const NUMBER: &str = "SELECT id FROM customer_phone WHERE customer_id = ?1 AND digits = ?2
  ORDER BY member_id IS NOT NULL, id LIMIT 1";

/// The row of the customer's number that a contact was by.
fn number(batch: &Batch<'_, '_>, new: &NewInteraction) -> Result<Option<i64>> {
    let Some(typed) = &new.phone else {
        return Ok(None);
    };
    let conn = batch.tx.conn();
    match phone::understand(typed, &setting::region(conn)?) {
        Ok(understood) => {
            let of = params![new.customer.0, understood.digits];
            sql::one(conn, NUMBER, of, |row| row.get(0))
        }
        Err(_) => Ok(None),
    }
}

/// A contact of the past, and whether it is by a number that the customer does not have. One that was there before the run, `before` the last of them, is not
/// added again: logs of another system overlap.
pub fn contact(
    batch: &Batch<'_, '_>,
    new: &NewInteraction,
    on_match: OnMatch,
    before: i64,
) -> Result<(Effect, bool)> {
    let same = params![
        new.customer.0,
        new.at.0,
        new.kind,
        new.direction,
        new.disposition,
        new.note.as_deref().unwrap_or_default().trim(),
        before,
    ];
    if on_match != OnMatch::Add && sql::exists(batch.tx.conn(), THE_SAME, same)? {
        return Ok((Effect::Skipped, false));
    }
    let number = number(batch, new)?;
    interaction::bring(batch.tx, new, number)?;
    batch.settle(new.customer)?;
    let untied = new.phone.is_some() && number.is_none();
    Ok((Effect::Added, untied))
}
