//! What hangs on a customer who is new: nothing can be there already, so nothing is looked up,
//! and a bulk load needs no index for it. Must not know the customer's own columns.

use rusqlite::params;

use super::super::{Tx, sql};
use super::custom;
use super::parts::{self, Parts};
use crate::domain::customer::Address;
use crate::domain::ids::{CustomerId, MemberId};
use crate::error::Result;

const MEMBER: &str = "INSERT INTO family_member
  (customer_id, kind, name, relation, employer, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const PHONE: &str = "INSERT INTO customer_phone
  (customer_id, member_id, typed, digits, known, kind, extension, position)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
const EMAIL: &str = "INSERT INTO customer_email (customer_id, email, position) VALUES (?1, ?2, ?3)";
const ADDRESS: &str = "INSERT INTO customer_address
  (customer_id, province, city, line, postcode, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

fn position(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

impl Parts<'_> {
    /// Adds everything to a customer who was added just now, each thing once.
    pub(super) fn add_first(&self, tx: &Tx<'_>, id: CustomerId) -> Result<()> {
        let members = self.first_members(tx, id)?;
        self.first_phones(tx, id, &members)?;
        custom::first(tx, id, &self.custom)?;
        for (place, email) in self.emails.iter().enumerate() {
            let same = |other: &&str| other.eq_ignore_ascii_case(email);
            if !self.emails.iter().take(place).any(same) {
                sql::insert(tx.conn(), EMAIL, params![id.0, email, position(place)])?;
            }
        }
        let mut seen: Vec<&Address> = Vec::new();
        for address in self.address.into_iter().chain(self.further) {
            let parts = parts::said(address);
            if seen.contains(&address) || parts.iter().all(Option::is_none) {
                continue;
            }
            let [province, city, line, postcode] = parts;
            let place = position(seen.len());
            let values = params![id.0, province, city, line, postcode, place];
            sql::insert(tx.conn(), ADDRESS, values)?;
            seen.push(address);
        }
        for (place, (kind, date)) in self.dates.iter().enumerate() {
            // The last word on a date counts, as in an edit.
            if self
                .dates
                .iter()
                .skip(place + 1)
                .any(|(later, _)| later.trim() == kind.trim())
            {
                continue;
            }
            parts::insert_date(tx, id, None, kind.trim(), date)?;
        }
        Ok(())
    }

    fn first_members(&self, tx: &Tx<'_>, id: CustomerId) -> Result<Vec<MemberId>> {
        let mut rows: Vec<MemberId> = Vec::with_capacity(self.members.len());
        for (place, (member, relation)) in self.members.iter().enumerate() {
            let name = member.name.trim();
            let same = self
                .members
                .iter()
                .take(place)
                .position(|(other, _)| other.kind == member.kind && other.name.trim() == name);
            if let Some(row) = same.and_then(|same| rows.get(same).copied()) {
                rows.push(row);
                continue;
            }
            let employer = member.employer.as_deref().map(str::trim);
            let employer = employer.filter(|text| !text.is_empty());
            let values = params![id.0, member.kind, name, relation, employer, position(place)];
            let row = MemberId(sql::insert(tx.conn(), MEMBER, values)?);
            for (kind, date) in &member.dates {
                parts::insert_date(tx, id, Some(row), kind.trim(), date)?;
            }
            rows.push(row);
        }
        Ok(rows)
    }

    fn first_phones(&self, tx: &Tx<'_>, id: CustomerId, members: &[MemberId]) -> Result<()> {
        for (place, (phone, kind, whose)) in self.phones.iter().enumerate() {
            let same = |(other, _, other_whose): &(_, _, _)| {
                let other: &crate::domain::phone::Phone = other;
                other.digits == phone.digits
                    && other.extension == phone.extension
                    && other_whose == whose
            };
            if self.phones.iter().take(place).any(same) {
                continue;
            }
            let member = whose
                .and_then(|whose| members.get(whose))
                .map(|member| member.0);
            let values = params![
                id.0,
                member,
                phone.typed,
                phone.digits,
                phone.known,
                kind,
                phone.extension,
                position(place)
            ];
            sql::insert(tx.conn(), PHONE, values)?;
        }
        Ok(())
    }
}
