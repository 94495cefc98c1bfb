//! What a single field says, in the form in which the file keeps it; or why it cannot be taken, in
//! words with examples. Must not know which row of the file it stands for.

use super::CustomerForm;
use super::fill::Row;
use super::part::{Column, Part, Table};
use crate::app::desk::Desk;
use crate::domain::birthday::Birthday;
use crate::domain::phone::{self, MAX_DIGITS, PhoneFault};
use crate::error::Fault;
use crate::text::{date_fault, fault};

impl CustomerForm {
    /// Whether a field says something else than when the form was filled.
    pub(super) fn is_changed(&self, part: Part) -> bool {
        let was = self.filled.iter().find(|(known, _)| *known == part);
        was.map_or("", |(_, text)| text) != self.form.text(part)
    }

    /// The rows of a table that say something, or stand for one whose number is not shown.
    pub(super) fn rows_of(&self, table: Table) -> Vec<Row> {
        let rows = self.form.rows(table.number()).into_iter();
        let known = |number: u16| {
            let known = self.rows.iter().find(|row| row.number == number);
            known.copied().unwrap_or(Row {
                number,
                id: None,
                phone: None,
                date: None,
            })
        };
        let blank = |row: &Row| {
            let hidden = self.is_hidden(Part::Cell(table, row.number, Column::Number));
            self.form.is_row_blank(table.number(), row.number) && !hidden
        };
        rows.map(known).filter(|row| !blank(row)).collect()
    }

    /// Whether a cell stands for a stored number that this person may not see.
    pub(super) fn is_hidden(&self, part: Part) -> bool {
        let Part::Cell(table, number, Column::Number) = part else {
            return false;
        };
        let row = self.rows.iter().find(|row| row.number == number);
        let id = row.and_then(|row| match table {
            Table::Phones => row.id,
            _ => row.phone,
        });
        let own = self.base.phones.iter();
        let mut all = own.chain(
            self.base
                .members
                .iter()
                .flat_map(|member| &member.is.phones),
        );
        id.is_some() && all.any(|line| line.row == id && line.is.typed.is_empty())
    }

    /// A code that was picked, else what was typed.
    pub(super) fn said(&self, part: Part) -> String {
        let typed = || self.form.text(part).trim().to_owned();
        self.form.code(part).map_or_else(typed, str::to_owned)
    }

    /// A single value as the file keeps it; empty: none.
    pub(super) fn value(&self, desk: &Desk, part: Part) -> Result<String, String> {
        let typed = self.form.text(part).trim();
        let picked = self.form.code(part);
        match part {
            Part::DoNotCall => Ok(picked
                .filter(|code| *code == "1")
                .unwrap_or_default()
                .to_owned()),
            _ if typed.is_empty() => Ok(String::new()),
            _ if self.list_of(part).is_some() => {
                let unknown = Fault::Unknown {
                    nearest: Vec::new(),
                };
                let why = || fault(desk.lang, &unknown);
                picked.map(str::to_owned).ok_or_else(why)
            }
            _ => Ok(typed.to_owned()),
        }
    }

    /// The number in a cell as the numbering plans understand it; none: nothing is typed.
    pub(super) fn number(&self, desk: &Desk, part: Part) -> Result<Option<phone::Phone>, String> {
        let wrong = match phone::understand(self.form.text(part), desk.region()) {
            Ok(phone) => return Ok(Some(phone)),
            Err(PhoneFault::Empty) => return Ok(None),
            Err(PhoneFault::NoDigits) => Fault::NoDigits,
            Err(PhoneFault::Mangled) => Fault::Mangled,
            Err(PhoneFault::Letters) => Fault::Letters,
            Err(PhoneFault::TooLong) => Fault::TooLong(MAX_DIGITS),
        };
        Err(fault(desk.lang, &wrong))
    }

    /// The day in a field; none: nothing is typed.
    pub(super) fn day(&self, desk: &Desk, part: Part) -> Result<Option<Birthday>, String> {
        let typed = self.form.text(part);
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let read = typed.parse().map(Some);
        read.map_err(|why| date_fault(desk.lang, why).to_owned())
    }
}
