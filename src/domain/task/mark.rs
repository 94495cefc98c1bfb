//! What a row of a file of tasks says of itself when it leaves, so that what was typed into it since,
//! what was changed here meanwhile and cells that were moved are told apart. Must not know files.

use sha2::{Digest, Sha256};

use super::Line;

/// What of a task somebody may have typed over in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The kind.
    Kind,
    /// How pressing.
    Priority,
    /// By when.
    Due,
    /// Whose it is.
    To,
    /// What else is to be known.
    Note,
    /// The customer's name.
    Name,
    /// Who gave it.
    Assigner,
}

impl Column {
    /// Every one, in the order of a mark.
    pub const ALL: [Column; 7] = [
        Column::Kind,
        Column::Priority,
        Column::Due,
        Column::To,
        Column::Note,
        Column::Name,
        Column::Assigner,
    ];

    /// Whether what is typed there is brought back.
    pub fn is_read(self) -> bool {
        !matches!(self, Column::Name | Column::Assigner)
    }

    /// What a row says there.
    pub fn of(self, line: &Line) -> &str {
        match self {
            Column::Kind => &line.kind,
            Column::Priority => &line.priority,
            Column::Due => &line.due,
            Column::To => &line.to,
            Column::Note => &line.note,
            Column::Name => &line.name,
            Column::Assigner => &line.assigner,
        }
    }

    /// The same, to be written.
    pub fn of_mut(self, line: &mut Line) -> &mut String {
        match self {
            Column::Kind => &mut line.kind,
            Column::Priority => &mut line.priority,
            Column::Due => &mut line.due,
            Column::To => &mut line.to,
            Column::Note => &mut line.note,
            Column::Name => &mut line.name,
            Column::Assigner => &mut line.assigner,
        }
    }
}

/// Characters of a digest: of what a row is about, of a column.
const WHOLE: usize = 8;
const PART: usize = 4;

fn digest(parts: &[&str], length: usize) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(plain(part));
        hash.update([0]);
    }
    let hash: String = hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
    hash.chars().take(length).collect()
}

/// A text as it counts: programs end lines in ways of their own.
fn plain(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether two texts say the same.
pub(super) fn alike(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

fn identity(line: &Line) -> String {
    digest(&[&line.id, &line.title, &line.customer], WHOLE)
}

/// `77-7f3a9c21-0c51…`: the entry of the journal by which the row left (0: none that lists it), a
/// digest of number, title and customer, and one of each column; kind and priority as codes.
pub fn mark(entry: i64, line: &Line) -> String {
    let columns = Column::ALL.map(|column| digest(&[column.of(line)], PART));
    format!("{entry}-{}-{}", identity(line), columns.concat())
}

/// A mark as it came back.
pub(super) struct Mark {
    /// By which entry it left.
    pub(super) entry: i64,
    identity: String,
    columns: String,
}

impl Mark {
    pub(super) fn read(mark: &str) -> Option<Mark> {
        let mut parts = mark.trim().split('-');
        let mark = Mark {
            entry: parts.next()?.parse().ok()?,
            identity: parts.next()?.to_owned(),
            columns: parts.next()?.to_owned(),
        };
        let whole = parts.next().is_none()
            && mark.identity.chars().count() == WHOLE
            && mark.columns.chars().count() == PART * Column::ALL.len();
        whole.then_some(mark)
    }

    /// Whether number, title and customer are those that left.
    pub(super) fn is_of(&self, line: &Line) -> bool {
        self.identity == identity(line)
    }

    /// Whether a row says in a column what left.
    pub(super) fn left(&self, column: Column, line: &Line) -> bool {
        let place = Column::ALL.iter().position(|known| *known == column);
        let said = self.columns.chars().skip(place.unwrap_or(0) * PART);
        said.take(PART).eq(digest(&[column.of(line)], PART).chars())
    }
}
