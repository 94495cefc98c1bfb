//! Three sheets into one: what a form opened on, what it says now, and what is stored meanwhile.
//! What one side changed counts; what both changed, each in their own way, is a clash.
//! Must not know who they are or how it is stored.

mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{Clash, Key, Line, Sheet};
use rows::Row;

/// What becomes of a clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// What the form says.
    Mine,
    /// What is stored.
    Theirs,
    /// What it was before either.
    Was,
}

/// Both sides' changes in one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// With what is stored wherever there is a clash.
    pub sheet: Sheet,
    /// What both changed in their own ways.
    pub clashes: Vec<Clash>,
}

/// Merges what the form changed (`was` to `mine`) with what is stored by now (`theirs`).
#[must_use]
pub fn merge(was: &Sheet, mine: &Sheet, theirs: &Sheet) -> Merged {
    let mut clashes = Vec::new();
    let sheet = settle(was, mine, theirs, |clash| {
        clashes.push(clash.clone());
        Keep::Theirs
    });
    Merged { sheet, clashes }
}

/// The same where somebody says what becomes of each clash. Saved with `theirs` as what it was,
/// the sheet clashes no more.
#[must_use]
pub fn settle(
    was: &Sheet,
    mine: &Sheet,
    theirs: &Sheet,
    mut choose: impl FnMut(&Clash) -> Keep,
) -> Sheet {
    let mut merge = Merge {
        choose: &mut choose,
    };
    let keys: BTreeSet<&Key> = [was, mine, theirs]
        .iter()
        .flat_map(|sheet| sheet.values.keys())
        .collect();
    let value = |sheet: &Sheet, key: &Key| sheet.values.get(key).cloned();
    let values = keys.into_iter().filter_map(|key| {
        let three = [was, mine, theirs].map(|sheet| value(sheet, key));
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let kept = merge.one(three, &key.to_string(), None, text)?;
        Some((key.clone(), kept))
    });
    let values = values.collect();
    Sheet {
        values,
        phones: merge.lines([&was.phones, &mine.phones, &theirs.phones]),
        emails: merge.lines([&was.emails, &mine.emails, &theirs.emails]),
        addresses: merge.lines([&was.addresses, &mine.addresses, &theirs.addresses]),
        dates: merge.lines([&was.dates, &mine.dates, &theirs.dates]),
        members: merge.lines([&was.members, &mine.members, &theirs.members]),
    }
}

/// Merges values and rows, and asks where they clash. Three of a kind are always what it was,
/// mine and theirs.
struct Merge<'c> {
    choose: &'c mut dyn FnMut(&Clash) -> Keep,
}

impl Merge<'_> {
    /// A value that is whole: nobody can have changed a half of it.
    fn one<T: PartialEq>(
        &mut self,
        [was, mine, theirs]: [T; 3],
        field: &str,
        row: Option<i64>,
        text: impl Fn(&T) -> String,
    ) -> T {
        if mine == was || mine == theirs {
            return theirs;
        }
        if theirs == was {
            return mine;
        }
        let clash = Clash {
            field: field.to_owned(),
            row,
            was: text(&was),
            mine: text(&mine),
            theirs: text(&theirs),
        };
        match (self.choose)(&clash) {
            Keep::Mine => mine,
            Keep::Theirs => theirs,
            Keep::Was => was,
        }
    }

    /// Rows that are known by their ids; new ones are told apart by what they say.
    fn lines<T: Row>(&mut self, [was, mine, theirs]: [&[Line<T>]; 3]) -> Vec<Line<T>> {
        let added = |line: &Line<T>| line.row.is_none_or(|id| rows::find(was, id).is_none());
        // Both added the same: once is enough, and the one that is stored has a row already.
        let doubled = |line: &Line<T>, others: &[Line<T>], new: bool| {
            let twin = |other: &&Line<T>| added(other) && (new || other.row.is_some());
            let mut twins = others.iter().filter(twin);
            line.row.is_none() && twins.any(|twin| twin.is.says_the_same(&line.is))
        };
        let mine_alone = mine.iter().filter(|line| !doubled(line, theirs, false));
        let theirs_alone = theirs.iter().filter(|line| !doubled(line, mine, true));
        // Whoever moved rows says their order, mine before theirs; the other's new ones follow.
        let left_alone = rows::ids(mine) == rows::ids(was);
        let theirs_first = rows::moved(was, theirs) && !rows::moved(was, mine);
        let lines: Vec<&Line<T>> = if left_alone || theirs_first {
            theirs_alone.chain(mine_alone).chain(was).collect()
        } else {
            mine_alone.chain(theirs_alone).chain(was).collect()
        };
        let mut seen = BTreeSet::new();
        let mut merged = Vec::with_capacity(lines.len());
        for line in lines {
            match line.row {
                Some(id) if seen.insert(id) => {
                    let three = [was, mine, theirs].map(|lines| rows::find(lines, id));
                    let is = self.row(three, id);
                    merged.extend(is.map(|is| Line { row: Some(id), is }));
                }
                Some(_) => {}
                None => merged.push(line.clone()),
            }
        }
        merged
    }

    fn row<T: Row>(&mut self, three: [Option<&T>; 3], id: i64) -> Option<T> {
        if let [Some(was), Some(mine), Some(theirs)] = three {
            return Some(T::merged(self, [was, mine, theirs], id));
        }
        let three = three.map(|row| row.cloned());
        let text = |row: &Option<T>| row.as_ref().map(Row::text).unwrap_or_default();
        self.one(three, T::FIELD, Some(id), text)
    }
}
