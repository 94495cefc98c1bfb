//! What every command begins with: where the file is, who acts, what time it is, how a write is
//! asked for. Must not know the commands.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::args::{Cli, Listing, Writing};
use super::identity;
use super::output::{Output, Shape};
use super::place::{self, Config};
use super::stop::Stop;
use crate::app::tables::Table;
use crate::domain::ids::CustomerId;
use crate::domain::staff::Staff;
use crate::domain::time::{Instant, Now};
use crate::error::Error;
use crate::kit::bars;
use crate::kit::glyphs::UNICODE;
use crate::store::{
    Actor, Asking, Cache, Done, House, Once, Reader, Tx, Writer, card, derive, setting, staff,
};
use crate::text::{Lang, Text};

/// Columns in which figures are laid out.
const FIGURES: usize = 120;

/// A command being carried out.
pub(super) struct Context {
    /// The arguments.
    pub(super) cli: Cli,
    /// This machine's defaults.
    pub(super) config: Config,
    /// The language, and its words.
    pub(super) lang: Lang,
    /// Its words.
    pub(super) text: &'static Text,
    /// Where results go.
    pub(super) out: Output,
}

/// The clock.
pub(super) fn clock() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl Context {
    /// The file that is meant.
    pub(super) fn path(&self) -> Result<PathBuf, Stop> {
        place::file(&self.cli, &self.config, self.text)
    }

    /// Opens the file as somebody who works in it.
    pub(super) fn enter(&self) -> Result<Desk, Stop> {
        let house = House::open(&self.path()?).map_err(Stop::File)?;
        let reader = house.reader(Cache::Lookup).map_err(Stop::File)?;
        let actor = identity::actor(&self.cli, &reader, self.text)?;
        let now = Now {
            at: clock(),
            zone: setting::zone(&reader)?,
        };
        Ok(Desk {
            house,
            reader,
            actor,
            now,
        })
    }

    /// Refuses what looks like an option among words that may begin with a hyphen.
    pub(super) fn refuse_options(&self, words: &[String]) -> Result<(), Stop> {
        let is_option = |word: &&String| {
            let name = word.strip_prefix("--");
            name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        match words.iter().find(is_option) {
            Some(word) => Err(Stop::Usage((self.text.cli.option_in_query)(word))),
            None => Ok(()),
        }
    }

    /// Prints one JSON object, or a line for a person.
    pub(super) fn result<T: Serialize>(
        &mut self,
        json: &T,
        line: impl FnOnce(&Text) -> String,
    ) -> Result<(), Stop> {
        match self.out.shape {
            Shape::Json => self.out.json(json),
            _ => self.out.line(&line(self.text)),
        }
    }

    /// Whether results are JSON.
    pub(super) fn wants_json(&self) -> bool {
        self.out.shape == Shape::Json
    }

    /// Prints a list: objects, or aligned or comma-separated rows.
    pub(super) fn listing<J: Serialize>(
        &mut self,
        listing: Listing,
        header: &[&str],
        rows: impl Iterator<Item = (J, Vec<String>)>,
    ) -> Result<(), Stop> {
        if listing.csv {
            self.csv()?;
        }
        if self.out.shape == Shape::Json {
            return rows
                .into_iter()
                .try_for_each(|(row, _)| self.out.json(&row));
        }
        let rows: Vec<Vec<String>> = rows.map(|(_, cells)| cells).collect();
        self.out.rows(header, &rows)
    }

    /// Prints figures in columns with their headings, and bars, for a person.
    pub(super) fn figures(&mut self, table: &Table<'_>) -> Result<(), Stop> {
        let laid = bars::lay(&table.columns, &table.rows, FIGURES, &UNICODE);
        let heads = table.columns.iter().any(|column| !column.head.is_empty());
        if heads {
            self.out.line(laid.head.trim_end())?;
        }
        laid.lines
            .iter()
            .try_for_each(|line| self.out.line(&line.plain()))
    }

    /// From here on rows are comma-separated.
    pub(super) fn csv(&mut self) -> Result<(), Stop> {
        if self.out.shape == Shape::Json {
            return Err(Stop::Usage((self.text.cli.conflict)("--csv", "--json")));
        }
        self.out.shape = Shape::Csv;
        Ok(())
    }

    /// Says that it had been done before, if so, to a person.
    pub(super) fn repeated(&self, before: bool) {
        if before && self.out.shape != Shape::Json {
            super::output::say(self.text.cli.repeated);
        }
    }

    /// Prints what a writing command did: JSON, or a line and how to take it back.
    pub(super) fn done<T, J: Serialize>(
        &mut self,
        done: &Done<T>,
        json: &J,
        line: impl FnOnce(&Text) -> String,
    ) -> Result<(), Stop> {
        if self.out.shape == Shape::Json {
            return self.out.json(json);
        }
        let words = &self.text.cli;
        let line = format!("{} {}", line(self.text), (words.entry)(done.entry.0));
        self.out.line(&line)?;
        self.repeated(done.repeated);
        Ok(())
    }
}

/// An open file and who works in it.
pub(super) struct Desk {
    /// The file.
    pub(super) house: House,
    /// For reading.
    pub(super) reader: Reader,
    /// Who acts.
    pub(super) actor: Actor,
    /// When, and where the business is.
    pub(super) now: Now,
}

impl Desk {
    /// Who asks for a write, when, under which key; `said` as in [`Desk::write`].
    pub(super) fn asking(&self, writing: &Writing, action: &str, said: &[&str]) -> Asking {
        let mut asking = Asking::new(self.actor.id, self.now.at);
        asking.once = once(writing, action, said);
        asking
    }

    /// A write. `said` are the command's arguments as its key's digest sees them: the same
    /// command has the same ones. What was done under the key is answered before anything is
    /// looked up: it may be gone since.
    pub(super) fn write<T, F>(
        &self,
        writing: &Writing,
        action: &str,
        said: &[&str],
        write: F,
    ) -> Result<Done<T>, Stop>
    where
        T: Serialize + DeserializeOwned,
        F: FnOnce(&mut Writer, &Asking) -> Result<Done<T>, Stop>,
    {
        let asking = self.asking(writing, action, said);
        let mut writer = self.house.writer()?;
        let done = match writer.done_before(&asking)? {
            Some(done) => done,
            None => write(&mut writer, &asking)?,
        };
        // The command is done; what a setting left to be recomputed is gone on with by whoever
        // writes next, if it cannot be done now.
        let _ = derive::sweep(&mut writer, &asking);
        Ok(done)
    }

    /// A journalled change that needs nothing looked up.
    pub(super) fn change<T, F>(
        &self,
        writing: &Writing,
        action: &str,
        said: &[&str],
        change: F,
    ) -> Result<Done<T>, Stop>
    where
        T: Serialize + DeserializeOwned,
        F: FnOnce(&Tx<'_>) -> crate::error::Result<T>,
    {
        self.write(writing, action, said, |writer, asking| {
            Ok(writer.change(asking, action, change)?)
        })
    }

    /// Everybody who works here.
    pub(super) fn people(&self) -> Result<Vec<Staff>, Stop> {
        Ok(staff::list(&self.reader)?)
    }

    /// The customer with this code. One that is not there and one out of reach are told alike.
    pub(super) fn customer(&self, code: &str, text: &Text) -> Result<CustomerId, Stop> {
        let found = card::id_of(&self.reader, code.trim())?;
        let id = found.ok_or_else(|| no_customer(code, text))?;
        // A right that is refused would say that there is such a code.
        card::get(&self.reader, &self.actor, id, 0, self.now.at).map_err(hidden(code, text))?;
        Ok(id)
    }
}

/// The customer with this code is not there, or not for this person.
pub(super) fn no_customer(code: &str, text: &Text) -> Stop {
    Stop::NoMatch((text.cli.no_customer)(code))
}

/// What is refused of a customer is told as if it were not there: its code is no secret to try.
pub(super) fn hidden<E: Into<Stop>>(code: &str, text: &Text) -> impl FnOnce(E) -> Stop {
    let told = (text.cli.no_customer)(code);
    move |error| match error.into() {
        Stop::Error(Error::Gone(_)) => Stop::NoMatch(told),
        other => other,
    }
}

/// The key of a command, with what it was asked.
pub(super) fn once(writing: &Writing, action: &str, said: &[&str]) -> Option<Once> {
    writing.once.as_ref().map(|key| Once {
        key: key.clone(),
        digest: digest(action, said),
    })
}

/// What is known of the same command: its action and arguments, each with its length.
fn digest(action: &str, said: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in std::iter::once(&action).chain(said) {
        let part = part.trim();
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_knows_where_an_argument_ends() {
        assert_eq!(digest("log", &["ab", "c"]), digest("log", &[" ab", "c "]));
        assert_ne!(digest("log", &["ab", "c"]), digest("log", &["a", "bc"]));
        assert_ne!(digest("log", &["a"]), digest("edit", &["a"]));
    }
}
