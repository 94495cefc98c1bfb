//! Forms that were not finished: each person's own, kept until they are stored or thrown away. One
//! that is open at a live desk is not offered at another. Must not know what is in a form.

mod folder;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Row, params};

use super::lock::{self, DRAFT_PATIENCE, Seat};
use super::{Actor, Asking, House, LiveTx, Reader, Writer, authorise, sql};
use crate::domain::ids::{CustomerId, StaffId};
use crate::domain::kept::{Kept, Kind, Unfinished};
use crate::domain::staff::Operation;
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};

/// Keeps the forms of one desk: they count as open there as long as its process lives.
#[derive(Debug, Default)]
pub struct Keeper {
    seat: Option<Seat>,
}

impl Keeper {
    /// Keeps a form as it is now; waits but briefly, and leaves it in FILE.drafts/ then.
    pub fn keep(&mut self, writer: &mut Writer, asking: &Asking, form: &Unfinished) -> Result<()> {
        let desk = self.seat(writer, asking.staff);
        store_or_leave(writer, asking, form, desk.as_deref())
    }

    /// Takes a form up that is to be finished here: no other desk has it then.
    pub fn take_up(&mut self, writer: &mut Writer, asking: &Asking, once: &str) -> Result<Kept> {
        let desk = self.seat(writer, asking.staff);
        let folder = folder::of(writer.path());
        let take = |tx: &LiveTx<'_>| take_up(tx, once, &folder, desk.as_deref());
        writer.live(asking, "draft", false, take)
    }

    /// The name of this desk; none: it cannot say that it is there, and works all the same.
    pub fn seat(&mut self, writer: &Writer, staff: StaffId) -> Option<String> {
        if self.seat.is_none() {
            let name = writer.name_of(staff);
            self.seat = folder::made(writer.path())
                .and_then(|folder| Seat::take(&folder, &name))
                .ok();
        }
        self.seat.as_ref().map(|seat| seat.name().to_owned())
    }
}

/// Whether the desk of this name has this file open.
pub(super) fn is_seated(path: &Path, desk: &str) -> bool {
    lock::is_seated(&folder::of(path), desk)
}

/// Keeps what a desk that ends leaves behind: open nowhere, and offered at the next start.
pub fn keep_all(house: &House, asking: &Asking, forms: Vec<Kept>) -> Result<()> {
    let mut writer = house.writer()?;
    for kept in forms {
        let at = asking.at;
        store_or_leave(&mut writer, asking, &Unfinished { kept, at }, None)?;
    }
    Ok(())
}

fn store_or_leave(
    writer: &mut Writer,
    asking: &Asking,
    form: &Unfinished,
    desk: Option<&str>,
) -> Result<()> {
    let briefly = Asking {
        patience: DRAFT_PATIENCE,
        ..asking.clone()
    };
    let path = writer.path().to_owned();
    match writer.live(&briefly, "draft", false, |tx| keep(tx, form, desk)) {
        Ok(()) => {
            folder::clear(&path, asking.staff, &form.kept.once);
            Ok(())
        }
        Err(why @ Error::Refused(_)) => Err(why),
        Err(_) => folder::leave(&path, asking.staff, form),
    }
}

/// Throws a form away for good.
pub fn forget(writer: &mut Writer, asking: &Asking, once: &str) -> Result<()> {
    let path = writer.path().to_owned();
    writer.live(asking, "draft", false, |tx| {
        sql::run(tx.conn(), FORGET, params![tx.actor.id.0, once])
    })?;
    folder::clear(&path, asking.staff, once);
    Ok(())
}

/// Stores what was left in FILE.drafts/ for this person.
pub fn pick_up(writer: &mut Writer, asking: &Asking) -> Result<()> {
    let left = folder::left(writer.path(), asking.staff)?;
    if left.is_empty() {
        return Ok(());
    }
    writer.live(asking, "draft", false, |tx| {
        left.iter().try_for_each(|(_, form)| keep(tx, form, None))
    })?;
    folder::remove(&left)
}

const STORED: &str = "SELECT 1 FROM journal_entry WHERE staff_id = ?1 AND once_key = ?2";
const KEEP: &str = "INSERT INTO draft
    (staff_id, kind, once_key, customer_id, title, body, saved_at, desk)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  ON CONFLICT (staff_id, once_key) DO UPDATE SET customer_id = excluded.customer_id,
    title = excluded.title, body = excluded.body, saved_at = excluded.saved_at,
    desk = excluded.desk
  WHERE excluded.saved_at >= saved_at";
const FORGET: &str = "DELETE FROM draft WHERE staff_id = ?1 AND once_key = ?2";

/// One's own, which nobody needs a right to; also of a customer who is out of reach meanwhile: it
/// is what the person typed. An older one than is there changes nothing, and one that was saved
/// before the line dropped is not kept.
fn keep(tx: &LiveTx<'_>, form: &Unfinished, desk: Option<&str>) -> Result<()> {
    let (me, kept) = (tx.actor.id.0, &form.kept);
    if sql::exists(tx.conn(), STORED, params![me, kept.once])? {
        return Ok(());
    }
    let values = params![
        me,
        kept.kind.code(),
        kept.once,
        kept.customer.map(|customer| customer.0),
        kept.title,
        kept.body.to_string(),
        form.at.0,
        desk,
    ];
    sql::run(tx.conn(), KEEP, values).map(|_| ())
}

/// A form was stored under its key, in this transaction: there is nothing left to finish.
pub(super) fn stored(conn: &Connection, asking: &Asking) -> Result<()> {
    let Some(once) = &asking.once else {
        return Ok(());
    };
    sql::run(conn, FORGET, params![asking.staff.0, once.key]).map(|_| ())
}

const ONE: &str = "SELECT kind, once_key, customer_id, title, body, saved_at, desk FROM draft
  WHERE staff_id = ?1 AND once_key = ?2";
const OWN: &str = "SELECT kind, once_key, customer_id, title, body, saved_at, desk FROM draft
  WHERE staff_id = ?1 ORDER BY saved_at DESC, id DESC";
const OPEN: &str = "UPDATE draft SET desk = ?3 WHERE staff_id = ?1 AND once_key = ?2";

fn take_up(tx: &LiveTx<'_>, once: &str, folder: &Path, desk: Option<&str>) -> Result<Kept> {
    let me = tx.actor.id.0;
    let found = sql::one(tx.conn(), ONE, params![me, once], read)?;
    let gone = || Error::Gone("draft".to_owned());
    let (form, open_at) = found.and_then(known).ok_or_else(gone)?;
    if let Some(customer) = form.kept.customer {
        tx.authorise(Operation::Show, Some(customer))?;
    }
    let elsewhere = open_at.filter(|name| desk != Some(name.as_str()));
    if elsewhere.is_some_and(|name| lock::is_seated(folder, &name)) {
        return Err(Error::Refused(Refusal::State("draft.elsewhere")));
    }
    sql::run(tx.conn(), OPEN, params![me, once, desk])?;
    Ok(form.kept)
}

/// One's own forms that are open nowhere, the newest first; none of a customer whom one may no
/// longer see.
pub fn list(reader: &Reader, actor: &Actor, at: Instant) -> Result<Vec<Unfinished>> {
    let conn = reader.conn();
    let folder = conn.path().map(|path| folder::of(&PathBuf::from(path)));
    let mut forms = Vec::new();
    for row in sql::all(conn, OWN, [actor.id.0], read)? {
        let Some((form, desk)) = known(row) else {
            continue;
        };
        let open = desk.zip(folder.as_ref());
        if open.is_some_and(|(desk, folder)| lock::is_seated(folder, &desk)) {
            continue;
        }
        if let Some(customer) = form.kept.customer {
            match authorise::authorise(conn, actor, at, Operation::Show, Some(customer)) {
                Err(Error::Refused(_)) => continue,
                seen => seen?,
            };
        }
        forms.push(form);
    }
    Ok(forms)
}

struct Raw {
    kind: String,
    once: String,
    customer: Option<i64>,
    title: String,
    body: String,
    at: i64,
    desk: Option<String>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        kind: row.get(0)?,
        once: row.get(1)?,
        customer: row.get(2)?,
        title: row.get(3)?,
        body: row.get(4)?,
        at: row.get(5)?,
        desk: row.get(6)?,
    })
}

/// The form and the desk where it is open; none: of a kind that this program does not have.
fn known(raw: Raw) -> Option<(Unfinished, Option<String>)> {
    let kept = Kept {
        kind: Kind::from_code(&raw.kind)?,
        once: raw.once,
        customer: raw.customer.map(CustomerId),
        title: raw.title,
        body: serde_json::from_str(&raw.body).ok()?,
    };
    let at = Instant(raw.at);
    Some((Unfinished { kept, at }, raw.desk))
}
