//! A row of customers as a draft. Must not know who is there already.

use super::interpret::Interpreter;
use super::values;
use crate::domain::customer::{self, Address, Draft, NewPhone};
use crate::domain::phone::split_cell;
use crate::error::{Error, Fault, Result};
use crate::exchange::field::Field;
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
        let named = draft
            .fields
            .iter()
            .any(|(field, _)| *field == customer::Field::Name);
        if !named && let Some(phone) = draft.phones.first() {
            // A list of numbers without names: each is known by its number until it has one.
            draft
                .fields
                .push((customer::Field::Name, phone.typed.clone()));
        }
        Ok(draft)
    }

    fn customer_cell(&mut self, draft: &mut Draft, field: &Field, text: &str) -> Result<()> {
        match field {
            Field::Code => draft.code = Some(text.to_owned()),
            Field::Phone => phones(draft, text, None),
            Field::Mobile => phones(draft, text, Some("mobile")),
            Field::Landline => phones(draft, text, Some("landline")),
            Field::Fax => phones(draft, text, Some("fax")),
            Field::Email => {
                let emails = text.split([';', ',', '；', '，', '\n']).map(str::trim);
                draft
                    .emails
                    .extend(emails.filter(|email| !email.is_empty()).map(str::to_owned));
            }
            Field::Birthday => self.date(draft, field, "birthday", text, false)?,
            Field::LunarBirthday => self.date(draft, field, "birthday", text, true)?,
            Field::Anniversary(kind) => self.date(draft, field, kind, text, false)?,
            Field::Owner => draft.owner = Some(Some(self.person("owner", text)?)),
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
            Field::DoNotCall => {
                let said = values::yes(text);
                draft.do_not_call =
                    Some(said.map_err(|fault| Error::invalid("do_not_call", fault))?);
            }
            other => {
                let name = other.to_string();
                let Some(plain) = customer::Field::from_code(&name) else {
                    let nearest = Vec::new();
                    return Err(Error::invalid(name, Fault::NoSuchField { nearest }));
                };
                let value = match plain.list() {
                    Some(list) => self.coded(plain.code(), list, text)?,
                    None => text.to_owned(),
                };
                draft.fields.push((plain, value));
            }
        }
        Ok(())
    }

    fn date(
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

fn phones(draft: &mut Draft, cell: &str, kind: Option<&str>) {
    draft
        .phones
        .extend(split_cell(cell).into_iter().map(|typed| NewPhone {
            typed: typed.to_owned(),
            kind: kind.map(str::to_owned),
            member: None,
        }));
}

fn address(draft: &mut Draft) -> &mut Address {
    draft.address.get_or_insert_default()
}
