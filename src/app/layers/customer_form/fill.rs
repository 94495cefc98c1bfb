//! From a sheet to the form: which rows there are, what stands in every field, and what it was
//! when the form was filled. Must not know keys or saving.

use serde::{Deserialize, Serialize};

use super::CustomerForm;
use super::part::{Column, Item, Part, Table};
use crate::app::desk::Desk;
use crate::app::layers::choices::{choices, retired};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::tag::TAG;
use crate::domain::customer::{
    CustomField, CustomKind, Field as Plain, Key, Line, Sheet, SheetDate, SheetMember, SheetPhone,
};
use crate::kit::form::Form;
use crate::text::Lang;

/// The kind of a date that is a birthday.
pub(super) const BIRTHDAY: &str = "birthday";

/// A row of the form, and which rows of the file it stands for; none: it is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    /// Its number in the form.
    pub(super) number: u16,
    /// The row itself.
    pub(super) id: Option<i64>,
    /// Of a person: the number beside the name.
    pub(super) phone: Option<i64>,
    /// Of a person: the birthday beside the name.
    pub(super) date: Option<i64>,
}

/// What stands in a field.
enum Entry {
    Text(String),
    /// A code, or what was said instead of one.
    Code(String),
}

/// A row to be made, with what stands in its cells.
struct Made {
    table: Table,
    row: Row,
    cells: Vec<(Column, Entry)>,
}

impl CustomerForm {
    /// Makes the form anew from a sheet: what stands in it then counts as unchanged.
    pub(super) fn fill(&mut self, desk: &Desk, sheet: &Sheet) {
        let made = Making::all(desk.lang, sheet);
        *self.base = sheet.clone();
        self.birthday = own_birthday(sheet).and_then(|line| line.row);
        self.rows = made.iter().map(|made| made.row).collect();
        self.held = made.iter().map(|made| made.table).collect();
        self.arrange(desk, &[]);
        self.lay_out(
            desk,
            &made
                .iter()
                .map(|m| (m.table, m.row.number))
                .collect::<Vec<_>>(),
        );
        for (key, value) in &sheet.values {
            if let Some(part) = self.part_of(key) {
                let value = self.shown(part, value);
                self.put(desk, part, value);
            }
        }
        if let Some(line) = own_birthday(sheet) {
            let date = written(desk.lang, &line.is.date);
            self.put(desk, Part::Birthday, Entry::Text(date));
        }
        let (whose, others): (Vec<_>, Vec<_>) = made
            .into_iter()
            .flat_map(|made| {
                let part = move |column| Part::Cell(made.table, made.row.number, column);
                made.cells
                    .into_iter()
                    .map(move |(column, entry)| (part(column), entry))
            })
            .partition(|(part, _)| matches!(part, Part::Cell(.., Column::Whose)));
        for (part, entry) in others {
            self.put(desk, part, entry);
        }
        self.know_people();
        for (part, entry) in whose {
            self.put(desk, part, entry);
        }
        let texts = self.form.values().into_iter();
        self.filled = texts.map(|(part, value)| (part, value.text)).collect();
    }

    /// The sections with their fields, the rows that are there and an empty one in each table.
    pub(super) fn lay_out(&mut self, desk: &Desk, rows: &[(Table, u16)]) {
        let last = rows.iter().map(|(_, number)| number + 1).max();
        self.next_row = last.unwrap_or(0).max(self.next_row);
        let mut fields = Vec::new();
        for (section, (_, items)) in self.sections.clone().iter().enumerate() {
            for item in items {
                match item {
                    Item::Field(part) => {
                        fields.push(self.widget(desk, *part).in_section(section));
                    }
                    Item::Table(table) => {
                        let mut first = true;
                        for (_, number) in rows.iter().filter(|(of, _)| of == table) {
                            fields.extend(self.row(desk, *table, *number, first));
                            first = false;
                        }
                        let blank = self.next_number();
                        fields.extend(self.row(desk, *table, blank, first));
                    }
                }
            }
        }
        self.form = Form::new(fields);
        self.form.set_focus(Part::Plain(Plain::Name));
    }

    pub(super) fn next_number(&mut self) -> u16 {
        self.next_row = self.next_row.saturating_add(1);
        self.next_row - 1
    }

    /// Offers another row wherever the last one is filled.
    pub(super) fn grow(&mut self, desk: &Desk) {
        for table in Table::ALL {
            let rows = self.form.rows(table.number());
            let Some(&last) = rows.last() else { continue };
            if !self.form.is_row_blank(table.number(), last) {
                let number = self.next_number();
                let fields = self.row(desk, table, number, false);
                self.form.insert_after(table.tail(last), fields);
            }
        }
        self.know_people();
    }

    /// Numbers and days may belong to whoever is in the form now.
    fn know_people(&mut self) {
        let people = self.people();
        for table in [Table::Phones, Table::Dates] {
            for row in self.form.rows(table.number()) {
                let whose = Part::Cell(table, row, Column::Whose);
                self.form.set_suggestions(whose, people.clone());
            }
        }
    }

    fn put(&mut self, desk: &Desk, part: Part, entry: Entry) {
        match entry {
            // Tags are shown and typed by their labels.
            Entry::Text(text) if part == Part::Plain(Plain::Tag) => {
                self.form.set_text(part, &desk.label(TAG, &text));
            }
            Entry::Text(text) => self.form.set_text(part, &text),
            Entry::Code(code) => {
                if self.form.choose(part, &code) {
                    return;
                }
                match self.list_of(part) {
                    Some(list) => {
                        let mut known = choices(desk, &list);
                        known.push(retired(desk, &list, &code));
                        self.form.set_suggestions(part, known);
                        self.form.choose(part, &code);
                    }
                    None => self.form.set_text(part, &code),
                }
            }
        }
    }

    /// The coded list of a field whose values are codes alone.
    pub(super) fn list_of(&self, part: Part) -> Option<String> {
        match part {
            Part::Plain(field) => field.list().map(str::to_owned),
            Part::Custom(_) => self.own(part)?.list.clone(),
            _ => None,
        }
    }

    /// The field of the business's own that a part of the form is.
    pub(super) fn own(&self, part: Part) -> Option<&CustomField> {
        match part {
            Part::Custom(place) => self.custom.get(usize::from(place)),
            _ => None,
        }
    }

    /// What a field of the business's own holds.
    pub(super) fn kind_of(&self, part: Part) -> Option<CustomKind> {
        self.own(part).map(|field| field.kind)
    }

    fn shown(&self, part: Part, value: &str) -> Entry {
        let flag = part == Part::DoNotCall || self.kind_of(part) == Some(CustomKind::Flag);
        match part {
            _ if flag => Entry::Code(value.to_owned()),
            _ if self.list_of(part).is_some() => Entry::Code(value.to_owned()),
            _ => Entry::Text(value.to_owned()),
        }
    }

    /// The field of a value of the sheet.
    pub(super) fn part_of(&self, key: &Key) -> Option<Part> {
        match key {
            Key::Plain(field) => Some(Part::Plain(*field)),
            Key::DoNotCall => Some(Part::DoNotCall),
            Key::Custom(code) => {
                let mut own = (0..).zip(&self.custom);
                let found = own.find(|(_, field)| field.code == *code);
                found.map(|(place, _)| Part::Custom(place))
            }
        }
    }

    /// The value of the sheet that a field holds.
    pub(super) fn key_of(&self, part: Part) -> Option<Key> {
        match part {
            Part::Plain(field) => Some(Key::Plain(field)),
            Part::DoNotCall => Some(Key::DoNotCall),
            Part::Custom(_) => self.own(part).map(|field| Key::Custom(field.code.clone())),
            Part::Birthday | Part::Cell(..) => None,
        }
    }
}

/// The customer's own birthday: the first there is.
pub(super) fn own_birthday(sheet: &Sheet) -> Option<&Line<SheetDate>> {
    sheet.dates.iter().find(|line| line.is.kind == BIRTHDAY)
}

/// The number beside a person's name.
pub(super) fn first_phone(member: &SheetMember) -> Option<&Line<SheetPhone>> {
    member.phones.first()
}

/// The birthday beside a person's name.
pub(super) fn first_birthday(member: &SheetMember) -> Option<&Line<SheetDate>> {
    member.dates.iter().find(|line| line.is.kind == BIRTHDAY)
}

/// A date as the reader of a language would write it; it reads back.
pub(super) fn written(lang: Lang, date: &Birthday) -> String {
    match (lang, date.calendar) {
        (Lang::Zh, Calendar::Lunar) => date.in_chinese(),
        _ => date.to_string(),
    }
}

/// Rows being made from a sheet.
struct Making {
    lang: Lang,
    made: Vec<Made>,
}

impl Making {
    fn all(lang: Lang, sheet: &Sheet) -> Vec<Made> {
        let mut making = Making {
            lang,
            made: Vec::new(),
        };
        for line in &sheet.phones {
            making.phone(line, None);
        }
        for line in &sheet.emails {
            let cells = vec![(Column::Email, Entry::Text(line.is.clone()))];
            making.add(Table::Emails, line.row, cells);
        }
        for line in &sheet.addresses {
            let cell = |column, text: &Option<String>| {
                let text = text.clone().unwrap_or_default();
                (column, Entry::Text(text))
            };
            let cells = vec![
                cell(Column::Province, &line.is.province),
                cell(Column::City, &line.is.city),
                cell(Column::Street, &line.is.line),
                cell(Column::Postcode, &line.is.postcode),
            ];
            making.add(Table::Addresses, line.row, cells);
        }
        let birthday = own_birthday(sheet);
        for line in &sheet.dates {
            if birthday.is_none_or(|first| !std::ptr::eq(first, line)) {
                making.date(line, None);
            }
        }
        for line in &sheet.members {
            making.member(line);
        }
        making.made
    }

    fn add(&mut self, table: Table, id: Option<i64>, cells: Vec<(Column, Entry)>) -> u16 {
        let number = u16::try_from(self.made.len()).unwrap_or(u16::MAX);
        let row = Row {
            number,
            id,
            phone: None,
            date: None,
        };
        self.made.push(Made { table, row, cells });
        number
    }

    fn phone(&mut self, line: &Line<SheetPhone>, whose: Option<&str>) {
        let mut cells = vec![(Column::Number, Entry::Text(line.is.typed.clone()))];
        let code =
            |column, code: Option<&str>| code.map(|code| (column, Entry::Code(code.to_owned())));
        cells.extend(code(Column::Kind, line.is.kind.as_deref()));
        cells.extend(code(Column::Validity, line.is.validity.as_deref()));
        cells.extend(code(Column::Whose, whose));
        self.add(Table::Phones, line.row, cells);
    }

    fn date(&mut self, line: &Line<SheetDate>, whose: Option<&str>) {
        let date = written(self.lang, &line.is.date);
        let mut cells = vec![
            (Column::Day, Entry::Code(line.is.kind.clone())),
            (Column::Date, Entry::Text(date)),
        ];
        cells.extend(whose.map(|code| (Column::Whose, Entry::Code(code.to_owned()))));
        self.add(Table::Dates, line.row, cells);
    }

    /// A person, with the first number and the birthday beside the name; further ones stand
    /// among the customer's own.
    fn member(&mut self, line: &Line<SheetMember>) {
        let member = &line.is;
        let table = if member.kind == Table::Contacts.code() {
            Table::Contacts
        } else {
            Table::Family
        };
        let (phone, date) = (first_phone(member), first_birthday(member));
        let text = |text: &str| Entry::Text(text.to_owned());
        let mut cells = vec![(Column::Name, text(&member.name))];
        let relation = member.relation.clone();
        cells.extend(relation.map(|code| (Column::Relation, Entry::Code(code))));
        cells.push((
            Column::Employer,
            text(member.employer.as_deref().unwrap_or_default()),
        ));
        if let Some(phone) = phone {
            cells.push((Column::Number, text(&phone.is.typed)));
            let validity = phone.is.validity.clone();
            cells.extend(validity.map(|code| (Column::Validity, Entry::Code(code))));
        }
        if let Some(date) = date {
            let date = written(self.lang, &date.is.date);
            cells.push((Column::Birthday, Entry::Text(date)));
        }
        let number = self.add(table, line.row, cells);
        if let Some(made) = self.made.last_mut() {
            made.row.phone = phone.and_then(|line| line.row);
            made.row.date = date.and_then(|line| line.row);
        }
        let whose = format!("{}.{number}", table.code());
        for line in member.phones.iter().skip(1) {
            self.phone(line, Some(&whose));
        }
        for line in &member.dates {
            if date.is_none_or(|first| !std::ptr::eq(first, line)) {
                self.date(line, Some(&whose));
            }
        }
    }
}
