//! From the form to a sheet: what was typed, understood or not. What nobody touched comes back
//! as it was. Must not know the store.

use super::CustomerForm;
use super::fill::{BIRTHDAY, Row, first_birthday, first_phone, own_birthday};
use super::part::{Column, Part, Table};
use crate::app::desk::Desk;
use crate::domain::customer::{Address, Line, Sheet, SheetDate, SheetMember, SheetPhone};

/// What a form says, and what of it cannot be taken: where, and why.
pub(super) struct Reading<'f> {
    form: &'f CustomerForm,
    desk: &'f Desk,
    pub(super) wrong: Vec<(Part, String)>,
}

/// A person and the row that they stand in.
struct Person {
    code: String,
    line: Line<SheetMember>,
}

impl<'f> Reading<'f> {
    pub(super) fn new(form: &'f CustomerForm, desk: &'f Desk) -> Reading<'f> {
        Reading {
            form,
            desk,
            wrong: Vec::new(),
        }
    }

    /// The sheet. Where something is wrong it stands in `wrong`, and the sheet is not to be saved.
    pub(super) fn sheet(&mut self) -> Sheet {
        let base = &self.form.base;
        let mut sheet = Sheet {
            values: base.values.clone(),
            ..Sheet::default()
        };
        for (part, _) in self.form.form.values() {
            let Some(key) = self.form.key_of(part) else {
                continue;
            };
            if !self.form.is_changed(part) {
                continue;
            }
            match self.form.value(self.desk, part) {
                Ok(value) if value.is_empty() => {
                    sheet.values.remove(&key);
                }
                Ok(value) => {
                    sheet.values.insert(key, value);
                }
                Err(why) => self.wrong.push((part, why)),
            }
        }
        for row in self.form.rows_of(Table::Emails) {
            let part = Part::Cell(Table::Emails, row.number, Column::Email);
            let why = self.form.email_fault(self.desk, part);
            let why = why.filter(|_| self.form.is_changed(part));
            self.wrong.extend(why.map(|why| (part, why)));
        }
        sheet.emails = self.emails();
        sheet.addresses = self.addresses();
        let mut people = self.people();
        self.phones(&mut sheet, &mut people);
        self.dates(&mut sheet, &mut people);
        for person in &mut people {
            self.arrange(person);
        }
        sheet.members = people.into_iter().map(|person| person.line).collect();
        in_order(&mut sheet.members, &base.members);
        in_order(&mut sheet.dates, &base.dates);
        sheet
    }

    fn emails(&self) -> Vec<Line<String>> {
        let lines = self.form.rows_of(Table::Emails).into_iter();
        let line = |row: Row| {
            let part = Part::Cell(Table::Emails, row.number, Column::Email);
            let was = line_of(&self.form.base.emails, row.id);
            let is = match was {
                Some(was) if !self.form.is_changed(part) => was.clone(),
                _ => self.form.form.text(part).trim().to_owned(),
            };
            Line { row: row.id, is }
        };
        lines.map(line).filter(|line| !line.is.is_empty()).collect()
    }

    fn addresses(&self) -> Vec<Line<Address>> {
        let lines = self.form.rows_of(Table::Addresses).into_iter();
        let line = |row: Row| {
            let was = line_of(&self.form.base.addresses, row.id);
            let part = |column, was: Option<&Option<String>>| {
                let part = Part::Cell(Table::Addresses, row.number, column);
                let text = self.form.form.text(part).trim();
                match was {
                    Some(was) if !self.form.is_changed(part) => was.clone(),
                    _ => Some(text.to_owned()).filter(|text| !text.is_empty()),
                }
            };
            let is = Address {
                province: part(Column::Province, was.map(|was| &was.province)),
                city: part(Column::City, was.map(|was| &was.city)),
                line: part(Column::Street, was.map(|was| &was.line)),
                postcode: part(Column::Postcode, was.map(|was| &was.postcode)),
            };
            Line { row: row.id, is }
        };
        let empty = |line: &Line<Address>| line.is == Address::default();
        lines.map(line).filter(|line| !empty(line)).collect()
    }

    fn people(&mut self) -> Vec<Person> {
        let mut people = Vec::new();
        for table in [Table::Family, Table::Contacts] {
            for row in self.form.rows_of(table) {
                people.push(self.person(table, row));
            }
        }
        people
    }

    fn person(&mut self, table: Table, row: Row) -> Person {
        let cell = |column| Part::Cell(table, row.number, column);
        let was = line_of(&self.form.base.members, row.id);
        let text = |column, was: Option<&str>| {
            let text = self.form.form.text(cell(column)).trim();
            match was {
                Some(was) if !self.form.is_changed(cell(column)) => was.to_owned(),
                _ => text.to_owned(),
            }
        };
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let name = text(Column::Name, was.map(|was| was.name.as_str()));
        let relation = match was {
            Some(was) if !self.form.is_changed(cell(Column::Relation)) => was.relation.clone(),
            _ => some(self.form.said(cell(Column::Relation))),
        };
        let employer = was.and_then(|was| was.employer.as_deref());
        let mut member = SheetMember {
            kind: table.code().to_owned(),
            employer: some(text(Column::Employer, employer)),
            name,
            relation,
            ..SheetMember::default()
        };
        if member.name.is_empty() {
            let required = self.desk.text().forms.required.to_owned();
            self.wrong.push((cell(Column::Name), required));
        }
        let first = was.and_then(first_phone);
        let first = first.filter(|line| line.row == row.phone);
        let number = cell(Column::Number);
        member
            .phones
            .extend(self.phone(number, None, cell(Column::Validity), first));
        let first = was.and_then(first_birthday);
        let first = first.filter(|line| line.row == row.date);
        let date = self.date(cell(Column::Birthday), BIRTHDAY.to_owned(), first);
        member.dates.extend(date);
        let code = format!("{}.{}", table.code(), row.number);
        Person {
            code,
            line: Line {
                row: row.id,
                is: member,
            },
        }
    }

    /// Puts what hangs on a person into the order in which it was.
    fn arrange(&self, person: &mut Person) {
        let was = line_of(&self.form.base.members, person.line.row);
        if let Some(was) = was {
            in_order(&mut person.line.is.phones, &was.phones);
            in_order(&mut person.line.is.dates, &was.dates);
        }
    }

    /// The numbers of the table, each to whom it belongs.
    fn phones(&mut self, sheet: &mut Sheet, people: &mut [Person]) {
        for row in self.form.rows_of(Table::Phones) {
            let cell = |column| Part::Cell(Table::Phones, row.number, column);
            let Some(to) = self.whose(cell(Column::Whose), people) else {
                continue;
            };
            let was = match &to {
                None => self.form.base.phones.iter().find(|line| line.row == row.id),
                Some(person) => {
                    let was = line_of(&self.form.base.members, person.line.row);
                    let mut phones = was.iter().flat_map(|was| &was.phones);
                    phones.find(|line| line.row == row.id)
                }
            };
            let was = was.filter(|_| row.id.is_some());
            let parts = (
                cell(Column::Number),
                cell(Column::Kind),
                cell(Column::Validity),
            );
            let line = self.phone(parts.0, Some(parts.1), parts.2, was);
            match to {
                None => sheet.phones.extend(line),
                Some(person) => person.line.is.phones.extend(line),
            }
        }
    }

    /// A number; none where nothing is typed. A stored one that is not shown stays.
    fn phone(
        &mut self,
        number: Part,
        kind: Option<Part>,
        validity: Part,
        was: Option<&Line<SheetPhone>>,
    ) -> Option<Line<SheetPhone>> {
        let same = was.filter(|_| !self.form.is_changed(number));
        let typed = match same {
            Some(was) => was.is.typed.clone(),
            None => self.form.form.text(number).trim().to_owned(),
        };
        if typed.is_empty() && same.is_none() {
            return None;
        }
        if same.is_none()
            && let Err(why) = self.form.number(self.desk, number)
        {
            self.wrong.push((number, why));
        }
        let code = |part: Part, stored: Option<String>| match was {
            Some(_) if !self.form.is_changed(part) => stored,
            _ => self.form.form.code(part).map(str::to_owned),
        };
        let stored = was.map(|was| was.is.clone()).unwrap_or_default();
        // A kind that the plan told says nothing of another number.
        let of_plan = same.is_none() && stored.kind.as_deref() != Some("fax");
        let kept = stored.kind.filter(|_| !of_plan);
        let kind = kind.map_or(kept.clone(), |kind| code(kind, kept));
        let is = SheetPhone {
            masked: same.map(|was| was.is.masked.clone()).unwrap_or_default(),
            typed,
            kind,
            validity: code(validity, stored.validity),
        };
        let row = was.and_then(|was| was.row);
        Some(Line { row, is })
    }

    /// The days of the table, each to whom it belongs, and the customer's birthday.
    fn dates(&mut self, sheet: &mut Sheet, people: &mut [Person]) {
        let was = own_birthday(&self.form.base);
        let birthday = self.date(Part::Birthday, BIRTHDAY.to_owned(), was);
        sheet.dates.extend(birthday);
        for row in self.form.rows_of(Table::Dates) {
            let cell = |column| Part::Cell(Table::Dates, row.number, column);
            let Some(to) = self.whose(cell(Column::Whose), people) else {
                continue;
            };
            let was = match &to {
                None => self.form.base.dates.iter().find(|line| line.row == row.id),
                Some(person) => {
                    let was = line_of(&self.form.base.members, person.line.row);
                    let mut dates = was.iter().flat_map(|was| &was.dates);
                    dates.find(|line| line.row == row.id)
                }
            };
            let was = was.filter(|_| row.id.is_some());
            let day = match was {
                Some(was) if !self.form.is_changed(cell(Column::Day)) => was.is.kind.clone(),
                _ => self.form.said(cell(Column::Day)),
            };
            let (named, dated) = (!day.is_empty(), !self.blank(cell(Column::Date)));
            for (part, there) in [(Column::Day, named), (Column::Date, dated)] {
                if !there {
                    let required = self.desk.text().forms.required.to_owned();
                    self.wrong.push((cell(part), required));
                }
            }
            let line = self.date(cell(Column::Date), day, was);
            match to {
                None => sheet.dates.extend(line),
                Some(person) => person.line.is.dates.extend(line),
            }
        }
    }

    fn blank(&self, part: Part) -> bool {
        self.form.form.text(part).trim().is_empty()
    }

    fn date(
        &mut self,
        part: Part,
        kind: String,
        was: Option<&Line<SheetDate>>,
    ) -> Option<Line<SheetDate>> {
        let row = was.and_then(|was| was.row);
        let date = match was {
            Some(was) if !self.form.is_changed(part) => Some(was.is.date),
            _ => match self.form.day(self.desk, part) {
                Ok(date) => date,
                Err(why) => {
                    self.wrong.push((part, why));
                    None
                }
            },
        };
        let is = SheetDate { kind, date: date? };
        Some(Line { row, is })
    }

    /// Whose a row is: the customer's own, a person's, or (outer none) nobody's who is there.
    fn whose<'p>(
        &mut self,
        part: Part,
        people: &'p mut [Person],
    ) -> Option<Option<&'p mut Person>> {
        if self.blank(part) {
            return Some(None);
        }
        let code = self.form.form.code(part);
        let person = people
            .iter_mut()
            .find(|person| Some(person.code.as_str()) == code);
        if person.is_none() {
            let nobody = self.desk.text().forms.customer.nobody.to_owned();
            self.wrong.push((part, nobody));
        }
        person.map(Some)
    }
}

/// What a row of the file was when the form was filled.
fn line_of<T>(lines: &[Line<T>], id: Option<i64>) -> Option<&T> {
    let found = lines.iter().find(|line| id.is_some() && line.row == id);
    found.map(|line| &line.is)
}

/// Rows in the order in which they were; new ones after them.
fn in_order<T>(lines: &mut [Line<T>], was: &[Line<T>]) {
    let place = |line: &Line<T>| {
        let found = was
            .iter()
            .position(|was| line.row.is_some() && was.row == line.row);
        found.unwrap_or(usize::MAX)
    };
    lines.sort_by_key(place);
}
