//! What a batch does with its pieces, and what is counted and given back. Must not know which
//! batch comes when.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::feed::{Piece, What, column_of};
use super::note::Note;
use super::rejected::Rejected;
use super::{FirstReject, Match, OnMatch, Plan, Reason};
use crate::domain::customer::Field;
use crate::domain::time::Instant;
use crate::error::Error;
use crate::exchange::csv::Row;
use crate::exchange::problem::BadFile;
use crate::exchange::sources::Sources;
use crate::store::import::{self, Batch, By, Effect};
use crate::store::pace::Pace;

/// So many rejected rows are told of at once.
const FIRST: usize = 10;

/// One batch at work.
pub(super) struct Applying<'a> {
    pub(super) plan: &'a Plan<'a>,
    /// Since when the customers are some.
    pub(super) since: Instant,
    /// Of a rehearsal: the codes that it has met, hashed, for nothing of it stays to be matched.
    pub(super) met: Option<&'a mut HashSet<u64>>,
    pub(super) note: &'a mut Note,
    pub(super) rejected: &'a mut Rejected,
    /// Which columns of the file feed which field.
    pub(super) sources: &'a Sources,
    pub(super) pace: &'a mut Pace,
}

impl Applying<'_> {
    /// Does as many pieces as its time allows; says how many.
    pub(super) fn pieces(
        &mut self,
        batch: &Batch<'_, '_>,
        ahead: &VecDeque<Piece>,
    ) -> Result<usize, Error> {
        self.pace.begin();
        let mut done = 0;
        for piece in ahead {
            self.piece(batch, piece)?;
            done += 1;
            if self.pace.is_over() {
                break;
            }
        }
        self.note.pieces += done as u64;
        self.note.tails = self.rejected.tails().map_err(broken)?;
        for tail in self.note.tails.iter().filter(|tail| !tail.text.is_empty()) {
            if !self.note.files.contains(&tail.path) {
                self.note.files.push(tail.path.clone());
            }
        }
        self.pace.end();
        Ok(done)
    }

    fn piece(&mut self, batch: &Batch<'_, '_>, piece: &Piece) -> Result<(), Error> {
        self.note.read += piece.rows.len() as u64;
        let key = self.met.is_some().then(|| key(&piece.what)).flatten();
        let again = key.is_some_and(|key| self.met.as_ref().is_some_and(|met| met.contains(&key)));
        let effect = if again {
            Ok(match self.plan.on_match {
                OnMatch::Skip => Effect::Skipped,
                OnMatch::Update => Effect::Updated,
                OnMatch::Add => Effect::Added,
            })
        } else {
            match &piece.what {
                What::Wrong(reasons) => {
                    for (row, (column, reason)) in piece.rows.iter().zip(reasons) {
                        self.give_back(row, column.as_deref(), reason)?;
                    }
                    return Ok(());
                }
                what => self.store(batch, what),
            }
        };
        match effect {
            Ok(effect) => {
                if effect == Effect::Added
                    && let (Some(met), Some(key)) = (&mut self.met, key)
                {
                    met.insert(key);
                }
                self.count(effect, &piece.what);
                Ok(())
            }
            // The store looked and said no before it wrote anything of the piece.
            Err(error @ (Error::Invalid { .. } | Error::Gone(_))) => {
                let column = column_of(&error);
                let reason = Reason::Value(error);
                for row in &piece.rows {
                    self.give_back(row, column.as_deref(), &reason)?;
                }
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    fn store(&mut self, batch: &Batch<'_, '_>, what: &What) -> Result<Effect, Error> {
        let on_match = self.plan.on_match;
        match what {
            What::Customer(draft, ours) => {
                // A file of our own knows whom it means: a card that two share is no sign.
                let matching = match self.plan.matching {
                    Match::CodeOrCard if *ours => Match::Code,
                    matching => matching,
                };
                let by = By { matching, on_match };
                import::customer(batch, draft, by, self.since)
            }
            What::Product(product, _) => import::product(batch, product, on_match),
            What::Sale(read) => {
                let mut sale = read.sale.clone();
                sale.customer = import::whom(batch, &read.whom)?;
                import::sale(batch, &sale, on_match, self.note.last_sale)
            }
            What::Contact(whom, contact) => {
                let mut contact = contact.as_ref().clone();
                contact.customer = import::whom(batch, whom)?;
                let last = self.note.last_contact;
                let (effect, untied) = import::contact(batch, &contact, on_match, last)?;
                self.note.untied += u64::from(untied);
                Ok(effect)
            }
            What::Wrong(_) => Ok(Effect::Skipped),
        }
    }

    fn count(&mut self, effect: Effect, what: &What) {
        match effect {
            Effect::Added => self.note.added += 1,
            Effect::Updated => self.note.updated += 1,
            Effect::Skipped => {
                self.note.skipped += 1;
                return;
            }
        }
        self.note.rounded += match what {
            What::Sale(read) => read.rounded,
            What::Product(_, rounded) => u64::from(*rounded),
            _ => 0,
        };
    }

    fn give_back(&mut self, row: &Row, column: Option<&str>, reason: &Reason) -> Result<(), Error> {
        self.note.rejected += 1;
        let words = (self.plan.words)(reason);
        // The reader names columns of the file, everybody else fields.
        let header = match (reason, column) {
            (Reason::Value(_), Some(field)) => self.sources.of(field, row),
            _ => None,
        };
        let column = header.as_deref().or(column);
        if self.note.firsts.len() < FIRST {
            self.note.firsts.push(FirstReject {
                line: row.place(),
                column: column.map(str::to_owned),
                reason: words.clone(),
            });
        }
        self.rejected.add(row, column, &words).map_err(broken)
    }
}

/// By what a later piece of the same file would match this one.
fn key(what: &What) -> Option<u64> {
    let text = match what {
        What::Customer(draft, _) => {
            let card = draft
                .fields
                .iter()
                .find(|(field, _)| *field == Field::CardNo);
            let card = card.map(|(_, card)| format!("card {card}"));
            draft
                .code
                .as_ref()
                .map(|code| format!("code {code}"))
                .or(card)
        }
        What::Product(product, _) => Some(product.code.clone()),
        What::Sale(read) => read.sale.code.clone(),
        What::Contact(..) | What::Wrong(_) => None,
    };
    let mut hasher = DefaultHasher::new();
    text?.hash(&mut hasher);
    Some(hasher.finish())
}

/// Rejected rows that cannot be written.
fn broken(bad: BadFile) -> Error {
    match bad {
        BadFile::Io { path, error } => Error::Io {
            path: path.unwrap_or_default().display().to_string(),
            source: error,
        },
        other => Error::Damaged(format!("{other:?}")),
    }
}
