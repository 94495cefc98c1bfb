//! FILE.rings/: where the exchange leaves word when the file cannot be had in time, and how a
//! desk picks it up. The exchange never waits and never fails: a call must go through.
//! Must not know what a call comes to (store::call).

use std::path::{Path, PathBuf};

use super::call::{self, Heard, Understood};
use super::house::House;
use super::left;
use super::lock::{RING_PATIENCE, beside};
use super::setting;
use super::writer::{Asking, Writer};
use crate::domain::ids::StaffId;
use crate::domain::ringing::{Said, Telling};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// Longest text of the exchange that is kept, in characters.
const LONGEST: usize = 200;
/// Largest file that is read, in bytes: more than the longest texts need.
const LARGEST: u64 = 8 * 1024;
/// Most files that one transaction stores, so that the lock is held but briefly.
const BATCH: usize = 100;
/// How files are called once they are whole.
const WHOLE: &str = "ring";

/// What became of a sentence of the exchange.
#[derive(Debug)]
pub enum Delivery {
    /// It is in the file.
    Stored(Heard),
    /// It lies in FILE.rings/ for a desk to pick up, because of this.
    Left(Error),
    /// It is lost, because of this.
    Lost(Error),
}

/// The whole of `huoke ring`, `answer` and `hangup`: stores what was told, or leaves it in the
/// folder when the lock is not had in 80 ms or somebody works on the file alone. Never waits
/// longer, never fails; what it says is for standard error.
pub fn ring_or_leave(path: &Path, telling: Telling) -> Delivery {
    let telling = clipped(telling);
    match store(path, &telling) {
        Ok(heard) => Delivery::Stored(heard),
        // Nobody will ever pick it up where there is no file of ours.
        Err(why @ (Error::Missing(_) | Error::Damaged(_) | Error::NetworkFileSystem(_))) => {
            Delivery::Lost(why)
        }
        Err(why) => match leave(path, &telling) {
            Ok(()) => Delivery::Left(why),
            Err(error) => Delivery::Lost(error),
        },
    }
}

fn store(path: &Path, telling: &Telling) -> Result<Heard> {
    let house = House::open_at_once(path)?;
    let mut writer = house.writer()?;
    let understood = Understood::new(telling.clone(), &setting::region(writer.conn())?);
    let asking = asking(call::exchange(writer.conn())?, telling.at);
    writer.live(&asking, "ring", false, |tx| call::tell(tx, &understood))
}

fn asking(staff: StaffId, at: Instant) -> Asking {
    Asking {
        patience: RING_PATIENCE,
        ..Asking::new(staff, at)
    }
}

/// The exchange passes on what strangers send: nothing of it is longer than it needs to be.
fn clipped(telling: Telling) -> Telling {
    let clip = |text: String| text.chars().take(LONGEST).collect::<String>();
    let said = match telling.said {
        Said::Ring { number, name } => Said::Ring {
            number: clip(number),
            name: name.map(clip),
        },
        other => other,
    };
    Telling {
        call_id: clip(telling.call_id),
        ext: clip(telling.ext),
        at: telling.at,
        said,
    }
}

fn folder(path: &Path) -> PathBuf {
    beside(path, "rings")
}

/// Leaves word in the folder.
pub fn leave(path: &Path, telling: &Telling) -> Result<()> {
    let whole = path.canonicalize().map_err(|source| Error::Io {
        path: path.display().to_string(),
        source,
    })?;
    let nonce = getrandom::u64().map_err(|error| Error::Storage(Box::new(error)))?;
    let name = format!("{:015}-{nonce:016x}.{WHOLE}", telling.at.0);
    left::leave(&folder(&whole), &name, telling, false)
}

/// Whether word lies in the folder. Cheap enough for every poll: most houses have no folder.
pub fn any(path: &Path) -> bool {
    left::all(&folder(path), WHOLE).next().is_some()
}

/// Stores what lies in the folder, by call and extension, then takes the files away. Several
/// desks may do it at once: what one has stored, another stores again without effect. Calls
/// that are older than ten minutes by then are missed ones, as with any ring.
/// Returns how many files were stored; call again while it is not 0.
pub fn pick_up(writer: &mut Writer, at: Instant) -> Result<usize> {
    let mut files = Vec::new();
    let folder = folder(writer.path());
    let mut whole = left::all(&folder, WHOLE).peekable();
    if whole.peek().is_none() {
        return Ok(0);
    }
    let region = setting::region(writer.conn())?;
    for path in whole {
        // None: a colleague's desk was faster.
        if let Some(telling) = left::read(&path, LARGEST)? {
            files.push((path, Understood::new(clipped(telling), &region)));
        }
        if files.len() == BATCH {
            break;
        }
    }
    if files.is_empty() {
        return Ok(0);
    }
    files.sort_by(|(_, a), (_, b)| {
        let key = |u: &Understood| (u.telling().call_id.clone(), u.telling().ext.clone());
        key(a).cmp(&key(b))
    });
    let asking = asking(call::exchange(writer.conn())?, at);
    writer.live(&asking, "pick up rings", false, |tx| {
        // Waiting for the lock, a colleague's desk may have been faster.
        for (path, understood) in &files {
            if path.exists() {
                call::tell(tx, understood)?;
            }
        }
        Ok(())
    })?;
    for (path, _) in &files {
        left::remove(path)?;
    }
    Ok(files.len())
}
