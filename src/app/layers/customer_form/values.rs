//! What stands in a field of the form, understood or not, and which rows say something. Must not
//! know sheets' merging or the store.

use super::CustomerForm;
use super::fill::Row;
use super::part::{Column, Part, Table};
use crate::app::desk::Desk;
use crate::app::layers::choices::choices;
use crate::domain::birthday::Birthday;
use crate::domain::customer::tag::tags;
use crate::domain::customer::{CustomKind, Field as Plain};
use crate::domain::money::Currency;
use crate::domain::phone::{self, MAX_DIGITS, PhoneFault};
use crate::domain::time::DateFault;
use crate::error::Fault;
use crate::text::{date_fault, fault};

/// Values of a list that are named where a text is on none.
const SOME: usize = 4;

impl CustomerForm {
    /// Whether a field says something else than when the form was filled.
    pub(super) fn is_changed(&self, part: Part) -> bool {
        let was = self.filled.iter().find(|(known, _)| *known == part);
        was.map_or("", |(_, text)| text) != self.form.text(part)
    }

    /// Whether the number in it is a call's.
    pub(super) fn is_number_given(&self) -> bool {
        let rows = self.form.rows(Table::Phones.number());
        let mut heads = rows.into_iter().map(|row| Table::Phones.head(row));
        heads.any(|part| self.form.is_given(part))
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
            Part::Custom(_) if self.kind_of(part) == Some(CustomKind::Flag) => {
                Ok(picked.unwrap_or_default().to_owned())
            }
            _ if typed.is_empty() => Ok(String::new()),
            _ if self.list_of(part).is_some() => picked
                .map(str::to_owned)
                .ok_or_else(|| self.no_such(desk, part)),
            Part::Plain(Plain::Tag) => {
                tags(desk.choices(), typed).map_err(|why| fault(desk.lang, &why))
            }
            Part::Custom(_) => self.own_value(desk, part, typed),
            _ => Ok(typed.to_owned()),
        }
    }

    /// A value of the business's own field as its kind is stored.
    fn own_value(&self, desk: &Desk, part: Part, typed: &str) -> Result<String, String> {
        let kind = self.kind_of(part).unwrap_or(CustomKind::Text);
        match Currency::by_code(desk.currency()) {
            Some(currency) => kind
                .stored(typed, currency)
                .map(Option::unwrap_or_default)
                .map_err(|why| self.explained(desk, kind, &why)),
            None => Ok(typed.to_owned()),
        }
    }

    /// Why a value of the business's own field cannot be taken, with what would do.
    fn explained(&self, desk: &Desk, kind: CustomKind, why: &Fault) -> String {
        let words = &desk.text().forms.customer;
        let example = match (kind, why) {
            (CustomKind::Number, Fault::NotANumber) => words.number_hint,
            (CustomKind::Money, Fault::NotANumber) => words.money_hint,
            (CustomKind::Date, Fault::NotADate) => words.whole_day_hint,
            _ => return fault(desk.lang, why),
        };
        (words.for_example)(&fault(desk.lang, why), example)
    }

    /// A text that is on no list, with the first values of the list.
    fn no_such(&self, desk: &Desk, part: Part) -> String {
        let list = self.list_of(part).unwrap_or_default();
        let known = choices(desk, &list);
        let some: Vec<&str> = known
            .iter()
            .take(SOME)
            .map(|one| one.label.as_str())
            .collect();
        (desk.text().forms.customer.no_such)(&some)
    }

    /// The number in a cell as the numbering plans understand it; none: nothing is typed.
    pub(super) fn number(&self, desk: &Desk, part: Part) -> Result<Option<phone::Phone>, String> {
        let wrong = match phone::understand(self.form.text(part), desk.region()) {
            Ok(phone) => return Ok(Some(phone)),
            Err(PhoneFault::Empty) => return Ok(None),
            Err(PhoneFault::NoDigits) => Fault::NoDigits,
            Err(PhoneFault::Mangled) => Fault::Mangled,
            Err(PhoneFault::Letters) => Fault::Letters,
            Err(PhoneFault::TooLong) => {
                return Err((desk.text().forms.customer.too_many_digits)(MAX_DIGITS));
            }
        };
        let examples = match wrong {
            Fault::NoDigits | Fault::Letters => desk.text().forms.customer.phone_examples,
            _ => "",
        };
        Err(format!("{}{examples}", fault(desk.lang, &wrong)))
    }

    /// Why a text is no e-mail address; none: it may be one, or nothing is typed.
    pub(super) fn email_fault(&self, desk: &Desk, part: Part) -> Option<String> {
        let typed = self.form.text(part).trim();
        let (name, domain) = typed.rsplit_once('@').unwrap_or_default();
        let whole = !name.is_empty() && !domain.is_empty() && !typed.contains(char::is_whitespace);
        let wrong = !typed.is_empty() && !whole;
        wrong.then(|| desk.text().forms.customer.no_email.to_owned())
    }

    /// The day in a field; none: nothing is typed.
    pub(super) fn day(&self, desk: &Desk, part: Part) -> Result<Option<Birthday>, String> {
        let typed = self.form.text(part);
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let read = typed.parse().map(Some);
        read.map_err(|why| {
            let words = &desk.text().forms.customer;
            let said = match why {
                // Of a birthday no time is asked.
                DateFault::Impossible => words.no_such_day,
                _ => date_fault(desk.lang, why),
            };
            format!("{said}{}", words.date_examples)
        })
    }
}
