//! The rows of a sheet as a merge sees them: which of their parts change on their own, and what
//! they say in a word. Must not know which side is whose.

use super::super::{Address, Line, SheetDate, SheetMember, SheetPhone};
use super::Merge;

/// A row that hangs on the customer.
pub(super) trait Row: Clone + PartialEq {
    /// What a clash calls it.
    const FIELD: &'static str;

    /// What it says, for the person who chooses.
    fn text(&self) -> String;

    /// Whether another one says the same, whatever its rows are.
    fn says_the_same(&self, other: &Self) -> bool {
        self == other
    }

    /// One row of what it was, mine and theirs.
    fn merged(merge: &mut Merge<'_>, three: [&Self; 3], id: i64) -> Self {
        merge.one(three.map(Clone::clone), Self::FIELD, Some(id), Row::text)
    }
}

/// The rows in order, new ones as none.
pub(super) fn ids<T>(lines: &[Line<T>]) -> Vec<Option<i64>> {
    lines.iter().map(|line| line.row).collect()
}

/// Whether those that stayed are in another order than before.
pub(super) fn moved<T>(was: &[Line<T>], now: &[Line<T>]) -> bool {
    let place = |line: &Line<T>| {
        was.iter()
            .position(|old| line.row.is_some() && old.row == line.row)
    };
    !now.iter().filter_map(place).is_sorted()
}

/// What a row says.
pub(super) fn find<T>(lines: &[Line<T>], id: i64) -> Option<&T> {
    lines
        .iter()
        .find(|line| line.row == Some(id))
        .map(|line| &line.is)
}

/// Whether the same is said in the same order.
fn same<T: Row>(some: &[Line<T>], others: &[Line<T>]) -> bool {
    some.len() == others.len()
        && some
            .iter()
            .zip(others)
            .all(|(one, other)| one.is.says_the_same(&other.is))
}

fn optional(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

impl Row for String {
    const FIELD: &'static str = "email";

    fn text(&self) -> String {
        self.clone()
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.eq_ignore_ascii_case(other)
    }
}

impl Row for Address {
    const FIELD: &'static str = "address";

    fn text(&self) -> String {
        let parts = [&self.province, &self.city, &self.line, &self.postcode];
        let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
        parts.join(" ")
    }
}

impl Row for SheetDate {
    const FIELD: &'static str = "date";

    fn text(&self) -> String {
        match self.kind.as_str() {
            "birthday" => self.date.to_string(),
            kind => format!("{kind} {}", self.date),
        }
    }
}

impl Row for SheetPhone {
    const FIELD: &'static str = "phone";

    fn text(&self) -> String {
        self.told().to_owned()
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let digits = |phone: &SheetPhone| -> String {
            let signs = phone.typed.chars();
            signs.filter(|c| !matches!(c, ' ' | '-')).collect()
        };
        digits(self) == digits(other)
    }

    fn merged(merge: &mut Merge<'_>, [was, mine, theirs]: [&Self; 3], id: i64) -> Self {
        let three = [was, mine, theirs];
        let number = |phone: &Self| SheetPhone {
            typed: phone.typed.clone(),
            masked: phone.masked.clone(),
            ..SheetPhone::default()
        };
        let numbers = three.map(number);
        let [before, ours, others] = &numbers;
        let (ours, others) = (ours != before, others != before);
        let number = merge.one(numbers, "phone", Some(id), Row::text);
        let kind = three.map(|phone| phone.kind.clone());
        let kind = merge.one(kind, "phone.kind", Some(id), optional);
        // What one says of a number says nothing of the one that the other put in its place.
        let (ours_said, others_said) = (
            mine.validity != was.validity,
            theirs.validity != was.validity,
        );
        let of_another = ours != others && ours_said != others_said && ours != ours_said;
        let validity = if of_another {
            None
        } else {
            let validity = three.map(|phone| phone.validity.clone());
            merge.one(validity, "phone.validity", Some(id), optional)
        };
        SheetPhone {
            kind,
            validity,
            ..number
        }
    }
}

impl Row for SheetMember {
    const FIELD: &'static str = "member";

    fn text(&self) -> String {
        let parts = [
            Some(&self.name),
            self.relation.as_ref(),
            self.employer.as_ref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(" ")
    }

    fn says_the_same(&self, other: &Self) -> bool {
        (&self.kind, &self.name, &self.relation, &self.employer)
            == (&other.kind, &other.name, &other.relation, &other.employer)
            && same(&self.phones, &other.phones)
            && same(&self.dates, &other.dates)
    }

    fn merged(merge: &mut Merge<'_>, three: [&Self; 3], id: i64) -> Self {
        let id = Some(id);
        let kind = three.map(|member| member.kind.clone());
        let name = three.map(|member| member.name.clone());
        let relation = three.map(|member| member.relation.clone());
        let employer = three.map(|member| member.employer.clone());
        SheetMember {
            kind: merge.one(kind, "member.kind", id, String::clone),
            name: merge.one(name, "member", id, String::clone),
            relation: merge.one(relation, "member.relation", id, optional),
            employer: merge.one(employer, "member.employer", id, optional),
            phones: merge.lines(three.map(|member| member.phones.as_slice())),
            dates: merge.lines(three.map(|member| member.dates.as_slice())),
        }
    }
}
