//! A row of customers as a draft. Must not know who is there already.

use super::interpret::Interpreter;
use super::member::numbers;
use super::values;
use crate::domain::customer::{self, Address, Draft, NewMember};
use crate::domain::nearest::Near;
use crate::error::{Error, Fault, Result};
use crate::exchange::field::{AddressPart, Field};
use crate::exchange::label;
use crate::exchange::rows::Record;

impl Interpreter {
    /// What a row says of a customer.
    pub(super) fn customer(&mut self, record: &Record) -> Result<Draft> {
        let mut draft = Draft::default();
        for (field, text) in record.filled() {
            self.customer_cell(&mut draft, field, text)?;
        }
        if draft.owner.is_none() {
            draft.owner = self.owner.map(Some);
        }
        // The first address that says something is the first.
        draft
            .further
            .retain(|address| *address != Address::default());
        if draft.address.is_none() && !draft.further.is_empty() {
            draft.address = Some(draft.further.remove(0));
        }
        draft.stand_in = stand_in(&draft);
        Ok(draft)
    }

    pub(super) fn customer_cell(
        &mut self,
        draft: &mut Draft,
        field: &Field,
        text: &str,
    ) -> Result<()> {
        match field {
            Field::Code => draft.code = Some(text.to_owned()),
            Field::Rest => self.rest(draft, text)?,
            Field::OfMember(number, part) => self.member(draft, (*number, *part), text)?,
            Field::Phone => phones(draft, text, None),
            Field::Mobile => phones(draft, text, Some("mobile")),
            Field::Landline => phones(draft, text, Some("landline")),
            Field::Fax => phones(draft, text, Some("fax")),
            Field::Email => {
                let emails =
                    several(text).flat_map(|part| part.split([';', ',', '；', '，', '\n']));
                let emails = emails.map(str::trim).filter(|email| !email.is_empty());
                draft.emails.extend(emails.map(str::to_owned));
            }
            Field::Remark => remark(draft, text),
            Field::Member(relation) => members(draft, relation, text),
            Field::Birthday => self.date(draft, field, "birthday", text, false)?,
            Field::LunarBirthday => self.date(draft, field, "birthday", text, true)?,
            Field::Anniversary(kind) => self.date(draft, field, kind, text, false)?,
            Field::Custom(code) => {
                let value = self.custom(code, text)?;
                draft.custom.push((code.clone(), value));
            }
            Field::Owner => draft.owner = Some(Some(self.owner_named(text)?)),
            Field::Branch if draft.unit.is_none() => draft.unit = Some(self.unit("branch", text)?),
            Field::Branch => {
                // A department says more than its branch, which is read all the same.
                self.unit("branch", text)?;
            }
            Field::Department => draft.unit = Some(self.unit("department", text)?),
            Field::Province => address(draft).province = Some(text.to_owned()),
            Field::City => address(draft).city = Some(text.to_owned()),
            Field::Address => address(draft).line = Some(text.to_owned()),
            Field::Postcode => address(draft).postcode = Some(text.to_owned()),
            Field::Further(place, part) => {
                let place = usize::from(place.saturating_sub(2));
                if draft.further.len() <= place {
                    draft.further.resize(place + 1, Address::default());
                }
                if let Some(address) = draft.further.get_mut(place) {
                    *part_of(address, *part) = Some(text.to_owned());
                }
            }
            Field::DoNotCall => {
                let said = values::yes(text);
                draft.do_not_call =
                    Some(said.map_err(|fault| Error::invalid("do_not_call", fault))?);
            }
            other => {
                let name = other.to_string();
                let Some(plain) = customer::Field::from_code(&name) else {
                    let nearest = Near::none();
                    return Err(Error::invalid(name, Fault::NoSuchField { nearest }));
                };
                draft.fields.push((plain, self.plain(plain, text)?));
            }
        }
        Ok(())
    }

    /// A plain field's value as it is stored: codes for labels.
    fn plain(&mut self, field: customer::Field, text: &str) -> Result<String> {
        match field.list() {
            _ if field == customer::Field::Tag => self.tags(text),
            Some(list) => self.coded(field.code(), list, text),
            None => Ok(text.to_owned()),
        }
    }

    pub(super) fn date(
        &self,
        draft: &mut Draft,
        field: &Field,
        kind: &str,
        text: &str,
        lunar: bool,
    ) -> Result<()> {
        let read = values::yearly(text, self.order, lunar);
        let date = read.map_err(|fault| Error::invalid(field.to_string(), fault))?;
        draft.dates.push((kind.to_owned(), date));
        Ok(())
    }
}

/// The name of somebody of whom none is known: the firm's, or the number or address by which
/// they are known until they have one.
fn stand_in(draft: &Draft) -> Option<String> {
    let field = |wanted| {
        let found = draft.fields.iter().find(|(field, _)| *field == wanted);
        found.map(|(_, text)| text.clone())
    };
    if field(customer::Field::Name).is_some() {
        return None;
    }
    field(customer::Field::Employer)
        .or_else(|| Some(draft.phones.first()?.typed.clone()))
        .or_else(|| draft.emails.first().cloned())
}

/// The values that Google puts into one cell.
fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" ::: ")
}

fn phones(draft: &mut Draft, cell: &str, kind: Option<&str>) {
    for part in several(cell) {
        draft.phones.extend(numbers(part, kind, None));
    }
}

/// One remark of all that is remarked, each on a line of its own.
fn remark(draft: &mut Draft, text: &str) {
    let there = draft
        .fields
        .iter_mut()
        .find(|(field, _)| *field == customer::Field::Remark);
    match there {
        Some((_, remark)) => {
            remark.push('\n');
            remark.push_str(text);
        }
        None => draft
            .fields
            .push((customer::Field::Remark, text.to_owned())),
    }
}

fn members(draft: &mut Draft, relation: &str, cell: &str) {
    let names = several(cell).flat_map(|part| part.split([';', '；', '、', '\n']));
    let names = names.map(str::trim).filter(|name| !name.is_empty());
    let kind = if label::is_contact(relation) {
        "contact"
    } else {
        "family"
    };
    draft.members.extend(names.map(|name| NewMember {
        kind: kind.to_owned(),
        name: name.to_owned(),
        relation: (relation != "contact").then(|| relation.to_owned()),
        ..NewMember::default()
    }));
}

fn address(draft: &mut Draft) -> &mut Address {
    draft.address.get_or_insert_default()
}

fn part_of(address: &mut Address, part: AddressPart) -> &mut Option<String> {
    match part {
        AddressPart::Province => &mut address.province,
        AddressPart::City => &mut address.city,
        AddressPart::Line => &mut address.line,
        AddressPart::Postcode => &mut address.postcode,
    }
}
