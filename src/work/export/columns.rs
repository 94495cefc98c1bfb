//! A customer as cells under a header, such that the importer reads the same customer back.
//! Must not know how cells are written.

use std::borrow::Cow;

use super::number;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{self, Address, Whole, WholeMember};
use crate::exchange::field::{Field, Kind, MemberPart};
use crate::exchange::heading::heading;
use crate::exchange::out::Cell;
use crate::exchange::rest::{self, Rest, RestAddress, RestMember};
use crate::store::export::Outline;

/// So many members have columns; those after them are in the last column.
const MEMBERS: usize = 6;
/// So many anniversaries have columns, with names so long at most.
const ANNIVERSARIES: (usize, usize) = (16, 60);

/// The columns of a file of customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    fields: Vec<Field>,
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
        fields.extend(outline.custom.iter().cloned().map(Custom));
        fields.extend(remark);
        let members = outline.members.min(MEMBERS);
        for number in (1_u8..).take(members) {
            fields.extend(MemberPart::ALL.map(|part| OfMember(number, part)));
        }
        fields.push(Rest);
        let region = region.to_owned();
        Columns {
            fields,
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
        let shown = shown.take_while(|member| fits_columns(member)).count();
        for field in &self.fields {
            cells.push(match field {
                Field::Rest => Cell::text(self.rest(whole, shown)),
                Field::OfMember(number, part) => {
                    let place = usize::from(*number) - 1;
                    let member = whole.members.get(place).filter(|_| place < shown);
                    member.map_or(Cell::Empty, |member| self.of_member(member, *part))
                }
                field => self.of_customer(whole, field),
            });
        }
    }

    fn of_customer<'w>(&self, whole: &'w Whole, field: &Field) -> Cell<'w> {
        let address = |part: fn(&Address) -> &Option<String>| {
            let first = whole.addresses.first();
            Cell::maybe(first.and_then(|address| part(address).as_deref()))
        };
        let unit = |branch: bool| {
            let unit = whole.unit.as_ref();
            let unit = unit.filter(|(kind, _)| (kind == "branch") == branch);
            Cell::maybe(unit.map(|(_, code)| code.as_str()))
        };
        match field {
            Field::Code => Cell::text(whole.code.as_str()),
            Field::Phone => Cell::text(number::cell(&whole.phones, &self.region)),
            Field::Email => Cell::text(emails(whole)),
            Field::Birthday => day(whole.date("birthday")),
            Field::Anniversary(kind) => day(whole.date(kind)),
            Field::Owner => Cell::maybe(whole.owner.as_deref()),
            Field::Branch => unit(true),
            Field::Department => unit(false),
            Field::Province => address(|address| &address.province),
            Field::City => address(|address| &address.city),
            Field::Address => address(|address| &address.line),
            Field::Postcode => address(|address| &address.postcode),
            Field::DoNotCall if whole.do_not_call => Cell::text("yes"),
            Field::Custom(code) => {
                let found = whole.custom.iter().find(|(known, _)| known == code);
                Cell::maybe(found.map(|(_, value)| value.as_str()))
            }
            other => match customer::Field::from_code(&other.to_string()) {
                Some(plain) => Cell::text(whole.field(plain)),
                None => Cell::Empty,
            },
        }
    }

    fn of_member<'w>(&self, member: &'w WholeMember, part: MemberPart) -> Cell<'w> {
        match part {
            MemberPart::Name => Cell::text(member.name.as_str()),
            MemberPart::Kind => Cell::text(member.kind.as_str()),
            MemberPart::Relation => Cell::maybe(member.relation.as_deref()),
            MemberPart::Employer => Cell::maybe(member.employer.as_deref()),
            MemberPart::Phone => Cell::text(number::cell(&member.phones, &self.region)),
            MemberPart::Birthday => day(member.dates.first().map(|(_, date)| date)),
        }
    }

    /// What the columns do not say.
    fn rest(&self, whole: &Whole, shown: usize) -> String {
        let mut rest = Rest {
            emails: whole
                .emails
                .iter()
                .filter(|email| !is_one(email))
                .cloned()
                .collect(),
            addresses: further_addresses(whole),
            members: members(whole, shown, &self.region),
            ..Rest::default()
        };
        for (kind, date) in whole.dates.iter().filter(|(kind, _)| kind != "birthday") {
            let field = Field::Anniversary(kind.clone());
            if !self.fields.contains(&field) {
                rest.fields
                    .entry(field.to_string())
                    .or_insert(date.to_string());
            }
        }
        rest.text()
    }
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
        let phones = member.phones.iter();
        let dates = member.dates.iter();
        RestMember {
            kind: member.kind.clone(),
            name: member.name.clone(),
            relation: member.relation.clone(),
            employer: member.employer.clone(),
            phones: phones
                .map(|phone| number::one(phone, region).into_owned())
                .collect(),
            dates: dates
                .map(|(kind, date)| (kind.clone(), date.to_string()))
                .collect(),
        }
    });
    further.collect()
}

/// Whether columns can say all of a member: no day but a birthday.
fn fits_columns(member: &WholeMember) -> bool {
    match member.dates.as_slice() {
        [] => true,
        [(kind, _)] => kind == "birthday",
        _ => false,
    }
}

/// Whether a cell of several can hold it.
pub(super) fn is_one(email: &str) -> bool {
    !email.contains([';', ',', '；', '，', '\n']) && email.trim() == email
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
