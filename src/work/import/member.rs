//! Family members and contact persons of a row, and what only files of ours say of a customer.
//! Must not know who is there already.

use super::interpret::Interpreter;
use super::values;
use crate::domain::customer::{self, Address, Draft, NewMember, NewPhone};
use crate::domain::nearest::Near;
use crate::domain::phone::{PhoneKind, split_cell};
use crate::error::{Error, Fault, Result};
use crate::exchange::field::{Field, MemberPart};
use crate::exchange::rest::{Rest, RestMember, RestPhone};

/// What people call a number besides what the numbering plan says.
const FAX: &str = "fax";

/// The numbers of a cell; `invalid fax:021-62344821` says its kind itself, and that somebody has
/// verified it.
pub(super) fn numbers(
    cell: &str,
    kind: Option<&str>,
    member: Option<usize>,
) -> impl Iterator<Item = NewPhone> {
    split_cell(cell).into_iter().map(move |part| {
        let (typed, validity, own) = said(part);
        NewPhone {
            typed: typed.to_owned(),
            kind: own.or(kind).map(str::to_owned),
            member,
            validity: validity.map(str::to_owned),
        }
    })
}

/// A number, its validity and its kind.
fn said(part: &str) -> (&str, Option<&str>, Option<&str>) {
    let is_kind = |word: &str| word == FAX || PhoneKind::from_code(word).is_some();
    let is_validity = |word: &str| matches!(word, "valid" | "invalid");
    let Some((words, typed)) = part.split_once(':') else {
        return (part, None, None);
    };
    let typed = typed.trim();
    match words.split_once(' ') {
        Some((validity, kind)) if is_validity(validity) && is_kind(kind) => {
            (typed, Some(validity), Some(kind))
        }
        None if is_validity(words) => (typed, Some(words), None),
        None if is_kind(words) => (typed, None, Some(words)),
        _ => (part, None, None),
    }
}

/// A number as a cell of ours has it.
fn as_cell(phone: &NewPhone) -> String {
    let words = [&phone.validity, &phone.kind].map(Option::as_deref);
    let words: Vec<&str> = words.into_iter().flatten().collect();
    match words.as_slice() {
        [] => phone.typed.clone(),
        words => format!("{}:{}", words.join(" "), phone.typed),
    }
}

fn exactly(phone: &RestPhone, member: Option<usize>) -> NewPhone {
    NewPhone {
        typed: phone.typed.clone(),
        kind: phone.kind.clone(),
        member,
        validity: phone.validity.clone(),
    }
}

impl Interpreter {
    /// A column of the numbered member. Until a name comes the member is an empty one.
    pub(super) fn member(
        &self,
        draft: &mut Draft,
        (number, part): (u8, MemberPart),
        text: &str,
    ) -> Result<()> {
        let place = usize::from(number) - 1;
        while draft.members.len() <= place {
            draft.members.push(NewMember {
                kind: "family".to_owned(),
                ..NewMember::default()
            });
        }
        let Some(member) = draft.members.get_mut(place) else {
            return Ok(());
        };
        match part {
            MemberPart::Name => member.name = text.to_owned(),
            MemberPart::Kind => member.kind = text.to_owned(),
            MemberPart::Relation => member.relation = Some(text.to_owned()),
            MemberPart::Employer => member.employer = Some(text.to_owned()),
            MemberPart::Phone => draft.phones.extend(numbers(text, None, Some(place))),
            MemberPart::Birthday => {
                let read = values::yearly(text, self.order, false);
                let field = Field::OfMember(number, part).to_string();
                let date = read.map_err(|fault| Error::invalid(field, fault))?;
                member.dates.push(("birthday".to_owned(), date));
            }
        }
        Ok(())
    }

    /// What only a file of ours says. It stands in the last column: what it says of a single
    /// value overrules the other columns.
    pub(super) fn rest(&mut self, draft: &mut Draft, text: &str) -> Result<()> {
        let broken = |_| Error::invalid("huoke", Fault::Mangled);
        let rest = Rest::parse(text).map_err(broken)?;
        for (name, text) in &rest.fields {
            let field: Field = name.parse().map_err(|()| {
                let nearest = Near::none();
                Error::invalid(name.clone(), Fault::NoSuchField { nearest })
            })?;
            if let Some(plain) = customer::Field::from_code(name) {
                draft.fields.retain(|(known, _)| *known != plain);
            }
            if field != Field::Rest {
                self.customer_cell(draft, &field, text)?;
            }
        }
        for (kind, day) in &rest.dates {
            let field = Field::Anniversary(kind.clone());
            self.date(draft, &field, kind, day, false)?;
        }
        let own = draft
            .phones
            .iter_mut()
            .filter(|phone| phone.member.is_none());
        for phone in own {
            let exact = rest.phones.get(&as_cell(phone));
            if let Some(exact) = exact.or_else(|| rest.phones.get(&phone.typed)) {
                *phone = exactly(exact, None);
            }
        }
        if !rest.emails.is_empty() {
            draft.emails = rest.emails;
        }
        let addresses = rest.addresses.into_iter().map(|address| Address {
            province: address.province,
            city: address.city,
            line: address.address,
            postcode: address.postcode,
        });
        draft.further.extend(addresses);
        for member in rest.members {
            self.further_member(draft, member)?;
        }
        Ok(())
    }

    fn further_member(&self, draft: &mut Draft, said: RestMember) -> Result<()> {
        let place = draft.members.len();
        let mut member = NewMember {
            kind: said.kind,
            name: said.name,
            relation: said.relation,
            employer: said.employer,
            dates: Vec::new(),
        };
        for (kind, text) in said.dates {
            let read = values::yearly(&text, self.order, false);
            let date = read.map_err(|fault| Error::invalid("member", fault))?;
            member.dates.push((kind, date));
        }
        draft.members.push(member);
        let phones = said.phones.iter();
        draft
            .phones
            .extend(phones.map(|phone| exactly(phone, Some(place))));
        Ok(())
    }
}
