//! Saving a form: authorised, merged with what is stored by now, refused where both changed the
//! same. Must not know how rows are written.

use serde::{Deserialize, Serialize};

use super::super::super::{Tx, setting};
use super::super::{add, present, reasoned};
use super::{blame, read, write};
use crate::domain::customer::merge::merge;
use crate::domain::customer::{Clash, Field, Key, Sheet};
use crate::domain::ids::CustomerId;
use crate::domain::staff::Operation;
use crate::error::{Error, Result};

/// What a form's save came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The customer, who may be new.
    pub customer: CustomerId,
    /// Whether anything is another value than before.
    pub changed: bool,
}

/// Saves what a form changed from `was` to `now`; no customer: adds one. What colleagues changed
/// meanwhile stays; where they changed the same in another way, nothing is saved and the
/// clashes are handed back with what is stored ([`Error::Clash`]).
pub fn save(tx: &Tx<'_>, customer: Option<CustomerId>, was: &Sheet, now: &Sheet) -> Result<Saved> {
    let Some(id) = customer else {
        let scope = tx.authorise(Operation::Add, None)?;
        let (nothing, now) = (Sheet::default(), now.clone().tidied());
        let (added, _) = add::insert(tx, scope, &write::draft(&now), tx.at)?;
        write::rows(tx, added.id, &nothing, &now)?;
        reasoned(tx, added.id)?;
        return Ok(Saved {
            customer: added.id,
            changed: true,
        });
    };
    tx.authorise(Operation::Edit, Some(id))?;
    present(tx.conn(), id)?;
    let stored = read::stored(tx.conn(), id)?;
    let region = setting::region(tx.conn())?;
    let masked = |typed: &str| read::masked(typed, &region);
    let shown = [was, now];
    let (mut was, mut now) = (was.clone(), now.clone());
    was.unmask(&stored, masked);
    now.unmask(&was, masked);
    now.reveal(&read::removed(tx.conn(), id, &now)?);
    let theirs = stored.clone().tidied();
    let merged = merge(&was.tidied(), &now.tidied(), &theirs);
    if !merged.clashes.is_empty() {
        return Err(clash(tx, id, shown, merged.clashes, stored)?);
    }
    let changed = write::values(tx, id, &theirs, &merged.sheet)?;
    let rows = write::rows(tx, id, &theirs, &merged.sheet)?;
    let stage = |sheet: &Sheet| {
        let said = |field| sheet.values.get(&Key::Plain(field)).cloned();
        [Field::Stage, Field::StopReason].map(said)
    };
    if stage(&theirs) != stage(&merged.sheet) {
        reasoned(tx, id)?;
    }
    if rows.changed() {
        write::bump(tx, id, rows)?;
    }
    let changed = changed || rows.changed();
    if changed {
        tx.touch(id);
    }
    Ok(Saved {
        customer: id,
        changed,
    })
}

/// The clash shows no number whole that the form did not: asking for one leaves a trace, a save
/// that comes to nothing leaves none.
fn clash(
    tx: &Tx<'_>,
    id: CustomerId,
    shown: [&Sheet; 2],
    mut clashes: Vec<Clash>,
    mut theirs: Sheet,
) -> Result<Error> {
    let (by, at) = blame::last(tx.conn(), id, tx.entry.0, &clashes)?;
    let region = setting::region(tx.conn())?;
    let masked = |typed: &str| read::masked(typed, &region);
    theirs.mask(shown[0], masked);
    let known = |text: &str| {
        let phones = shown.iter().flat_map(|sheet| sheet.all_phones());
        phones.into_iter().any(|line| line.is.told() == text)
    };
    for clash in clashes.iter_mut().filter(|clash| clash.field == "phone") {
        for text in [&mut clash.was, &mut clash.theirs] {
            if !text.is_empty() && !known(text) {
                *text = masked(text);
            }
        }
    }
    Ok(Error::Clash {
        by,
        at,
        clashes,
        theirs: Box::new(theirs),
    })
}
