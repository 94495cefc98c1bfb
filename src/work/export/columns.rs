//! A customer as cells under a header, such that the importer reads the same customer back.
//! Must not know how cells are written.

use std::borrow::Cow;

use super::number::{self, Said};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{self, Address, Whole, WholeMember};
use crate::exchange::field::{AddressPart, Field, Kind, MemberPart};
use crate::exchange::heading::heading;
use crate::exchange::out::Cell;
use crate::exchange::rest::{self, Rest, RestAddress, RestMember};
use crate::exchange::rows::is_rounded;
use crate::store::export::Outline;

/// So long is a text that every kind of file has room for, bytes.
const CELL: usize = 32_000;
/// So many fields of the business's own have columns.
const CUSTOM: usize = 120;
/// So many members have columns; those after them are in the last column.
const MEMBERS: usize = 6;
/// So many anniversaries have columns, with names so long at most.
const ANNIVERSARIES: (usize, usize) = (16, 60);

/// The columns of a file of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    fields: Vec<Field>,
    /// For each of them the field of a customer that it is, if it is one as it stands.
    plain: Vec<Option<customer::Field>>,
    members: usize,
    region: String,
}

impl Columns {
    /// Those that these customers need.
    pub(super) fn new(outline: &Outline, region: &str) -> Self {
        use Field::*;
        let mut fields = vec![Code, Name, CardNo, Phone, Email, Sex, Birthday];
        let fit = |kind: &&String| {
            kind.chars().count() <= ANNIVERSARIES.1 && !kind.contains(char::is_control)
        };
        let kinds = outline.anniversaries.iter().filter(fit);
        let anniversaries = kinds.take(ANNIVERSARIES.0).cloned().map(Anniversary);
        fields.extend(anniversaries);
        fields.extend([
            Grade, Tier, Source, Nature, Usage, Owner, Branch, Department,
        ]);
        fields.extend([Province, City, Address, Postcode]);
        // Whatever is plain and not there yet, in the order of the card.
        for plain in customer::Field::ALL {
            let field: Result<Field, ()> = plain.code().parse();
            fields.extend(field.ok().filter(|field| !fields.contains(field)));
        }
        let remark = fields.iter().position(|field| *field == Remark);
        let remark = remark.map(|place| fields.remove(place));
        fields.push(DoNotCall);
        fields.extend(outline.custom.iter().take(CUSTOM).cloned().map(Custom));
        fields.extend(remark);
        let members = outline.members.min(MEMBERS);
        for number in (1_u8..).take(members) {
            fields.extend(MemberPart::ALL.map(|part| OfMember(number, part)));
        }
        fields.push(Rest);
        let region = region.to_owned();
        let plain = fields.iter().map(|field| field.to_string());
        let plain = plain
            .map(|code| customer::Field::from_code(&code))
            .collect();
        Columns {
            fields,
            plain,
            members,
            region,
        }
    }

    /// The header; whether the cells are to be guarded decides the last one.
    pub(super) fn header(&self, guarded: bool, chinese: bool) -> Vec<String> {
        let name = |field: &Field| match field {
            Field::Rest => rest::column(guarded).to_owned(),
            field => heading(Kind::Customers, field, chinese),
        };
        self.fields.iter().map(name).collect()
    }

    /// A customer's row.
    pub(super) fn row<'w>(&self, whole: &'w Whole, cells: &mut Vec<Cell<'w>>) {
        cells.clear();
        let shown = whole.members.iter().take(self.members);
        let shown = shown.take_while(|member| self.fits_columns(member)).count();
        let numbers = number::said(&whole.phones, &self.region);
        for (field, plain) in self.fields.iter().zip(&self.plain) {
            cells.push(match field {
                Field::Phone => Cell::text(number::cell(&numbers)),
                Field::Rest => Cell::text(self.rest(whole, &numbers, shown)),
                Field::OfMember(number, part) => {
                    let place = usize::from(*number) - 1;
                    let member = whole.members.get(place).filter(|_| place < shown);
                    member.map_or(Cell::Empty, |member| self.of_member(member, *part))
                }
                field => match of_customer(whole, field, *plain) {
                    Cell::Text(text) if is_rounded(&text) => Cell::Empty,
                    cell => cell,
                },
            });
        }
    }

    fn of_member<'w>(&self, member: &'w WholeMember, part: MemberPart) -> Cell<'w> {
        match part {
            MemberPart::Name => Cell::text(member.name.as_str()),
            MemberPart::Kind => Cell::text(member.kind.as_str()),
            MemberPart::Relation => Cell::maybe(member.relation.as_deref()),
            MemberPart::Employer => Cell::maybe(member.employer.as_deref()),
            MemberPart::Phone => {
                Cell::text(number::cell(&number::said(&member.phones, &self.region)))
            }
            MemberPart::Birthday => day(member.dates.first().map(|(_, date)| date)),
        }
    }

    /// Whether columns can say all of a member: no day but a birthday, numbers as typed.
    fn fits_columns(&self, member: &WholeMember) -> bool {
        let birthday = match member.dates.as_slice() {
            [] => true,
            [(kind, _)] => kind == "birthday",
            _ => false,
        };
        let texts = [&member.relation, &member.employer];
        let mut texts = texts.into_iter().flatten().chain([&member.name]);
        birthday
            && number::said(&member.phones, &self.region)
                .iter()
                .all(|said| said.exact)
            && !texts.any(|text| is_hard(text))
    }

    /// What the columns do not say.
    fn rest(&self, whole: &Whole, numbers: &[Said<'_>], shown: usize) -> String {
        let mut rest = Rest {
            phones: number::inexact(numbers, &self.region),
            emails: hard_emails(whole),
            addresses: further_addresses(whole),
            dates: whole
                .dates
                .iter()
                .filter(|(kind, date)| whole.date(kind) != Some(date))
                .map(|(kind, date)| (kind.clone(), date.to_string()))
                .collect(),
            members: members(whole, shown, &self.region),
            ..Rest::default()
        };
        let mut also = |field: Field, value: String| {
            rest.fields.insert(field.to_string(), value);
        };
        let days = whole.dates.iter().filter(|(kind, _)| kind != "birthday");
        for (kind, date) in days.filter(|(kind, date)| whole.date(kind) == Some(date)) {
            let field = Field::Anniversary(kind.clone());
            if !self.fields.contains(&field) {
                also(field, date.to_string());
            }
        }
        for (code, value) in &whole.custom {
            let field = Field::Custom(code.clone());
            if is_hard(value) || !self.fields.contains(&field) {
                also(field, value.clone());
            }
        }
        for (plain, value) in whole.fields.iter().filter(|(_, value)| is_hard(value)) {
            if let Ok(field) = plain.code().parse() {
                also(field, value.clone());
            }
        }
        if is_hard(&whole.code) {
            also(Field::Code, whole.code.clone());
        }
        for (field, value) in hard_address(whole, is_hard) {
            also(field, value);
        }
        rest.text()
    }
}

/// A cell of what is said once of a customer; of no field whose cell says more.
fn of_customer<'w>(whole: &'w Whole, field: &Field, plain: Option<customer::Field>) -> Cell<'w> {
    let address = |part| {
        let first = whole.addresses.first();
        Cell::maybe(first.and_then(|address| part_of(address, part).as_deref()))
    };
    let unit = |branch: bool| {
        let unit = whole.unit.as_ref();
        let unit = unit.filter(|(kind, _)| (kind == "branch") == branch);
        Cell::maybe(unit.map(|(_, code)| code.as_str()))
    };
    match field {
        Field::Code => Cell::text(whole.code.as_str()),
        Field::Email => Cell::text(emails(whole)),
        Field::Birthday => day(whole.date("birthday")),
        Field::Anniversary(kind) => day(whole.date(kind)),
        Field::Owner => Cell::maybe(whole.owner.as_deref()),
        Field::Branch => unit(true),
        Field::Department => unit(false),
        Field::Province => address(AddressPart::Province),
        Field::City => address(AddressPart::City),
        Field::Address => address(AddressPart::Line),
        Field::Postcode => address(AddressPart::Postcode),
        Field::DoNotCall if whole.do_not_call => Cell::text("yes"),
        Field::Custom(code) => {
            let found = whole.custom.iter().find(|(known, _)| known == code);
            Cell::maybe(found.map(|(_, value)| value.as_str()))
        }
        _ => plain.map_or(Cell::Empty, |plain| Cell::text(whole.field(plain))),
    }
}

fn part_of(address: &Address, part: AddressPart) -> &Option<String> {
    match part {
        AddressPart::Province => &address.province,
        AddressPart::City => &address.city,
        AddressPart::Line => &address.line,
        AddressPart::Postcode => &address.postcode,
    }
}

/// The parts of the first address that are hard to say.
pub(super) fn hard_address(whole: &Whole, is_hard: fn(&str) -> bool) -> Vec<(Field, String)> {
    let first = whole.addresses.first();
    let parts = first.into_iter().flat_map(|first| {
        AddressPart::ALL.map(|part| (part.of(1), part_of(first, part).clone().unwrap_or_default()))
    });
    parts.filter(|(_, value)| is_hard(value)).collect()
}

/// Whether a file of rows may give this text back otherwise: what is no character of XML, what
/// workbooks take for one, what is longer than a cell of theirs, and what looks damaged.
fn is_hard(value: &str) -> bool {
    let odd = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    value.contains(odd) || value.contains("_x") || value.len() > CELL || is_rounded(value)
}

/// The addresses after the first.
pub(super) fn further_addresses(whole: &Whole) -> Vec<RestAddress> {
    let further = whole.addresses.iter().skip(1).map(|address| RestAddress {
        province: address.province.clone(),
        city: address.city.clone(),
        address: address.line.clone(),
        postcode: address.postcode.clone(),
    });
    further.collect()
}

/// The members after so many.
pub(super) fn members(whole: &Whole, after: usize, region: &str) -> Vec<RestMember> {
    let further = whole.members.iter().skip(after).map(|member| {
        let dates = member.dates.iter();
        RestMember {
            kind: member.kind.clone(),
            name: member.name.clone(),
            relation: member.relation.clone(),
            employer: member.employer.clone(),
            phones: number::said(&member.phones, region)
                .iter()
                .map(|said| said.whole(region))
                .collect(),
            dates: dates
                .map(|(kind, date)| (kind.clone(), date.to_string()))
                .collect(),
        }
    });
    further.collect()
}

/// Whether a cell of several can hold it.
pub(super) fn is_one(email: &str) -> bool {
    !email.contains([';', ',', '；', '，', '\n']) && !email.contains(" ::: ") && !is_hard(email)
}

/// All of a customer's e-mail addresses, if one of them is not for a cell of several.
pub(super) fn hard_emails(whole: &Whole) -> Vec<String> {
    match whole.emails.iter().all(|email| is_one(email)) {
        true => Vec::new(),
        false => whole.emails.clone(),
    }
}

fn emails(whole: &Whole) -> Cow<'_, str> {
    let mut plain = whole.emails.iter().filter(|email| is_one(email));
    match (plain.next(), plain.next()) {
        (None, _) => Cow::Borrowed(""),
        (Some(only), None) => Cow::Borrowed(only),
        (Some(first), Some(second)) => {
            let all: Vec<&str> = [first, second]
                .into_iter()
                .chain(plain)
                .map(String::as_str)
                .collect();
            Cow::Owned(all.join(";"))
        }
    }
}

/// A day that comes back each year; with its solar year it is a day of the calendar.
fn day<'w>(date: Option<&Birthday>) -> Cell<'w> {
    let Some(date) = date else {
        return Cell::Empty;
    };
    match (date.calendar, date.born()) {
        (Calendar::Solar, Ok(day)) => Cell::Day(day),
        _ => Cell::text(date.to_string()),
    }
}
