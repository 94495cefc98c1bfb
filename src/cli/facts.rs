//! What a card says, as labels and values a person reads: for `show` and for print. Must not know
//! how it is laid out.

use super::show::whose;
use crate::domain::customer::{Card, CardPhone, CustomField, Member, Sight, Verified};
use crate::domain::phone::{self, PhoneKind};
use crate::domain::supply::Supply;
use crate::domain::time::Now;
use crate::text::{Text, names, sales, say, supply};

/// A label and what stands behind it; neither is cleaned.
pub(super) type Fact = [String; 2];

/// Tells cards in one language.
pub(super) struct Teller<'t> {
    pub(super) text: &'static Text,
    pub(super) now: &'t Now,
    pub(super) house: say::House<'t>,
    /// Where numbers without a country code belong.
    pub(super) region: &'t str,
    /// The fields that the business made for itself.
    pub(super) custom: &'t [CustomField],
}

impl Teller<'_> {
    /// The numbers, as whole as the card has them, whose they are and what is known of them.
    pub(super) fn numbers(&self, card: &Card) -> Vec<Fact> {
        let number = |phone: &CardPhone| {
            let kind = names::phone_kind(self.text.lang, &phone.kind);
            [kind.to_owned(), self.number(card, phone)]
        };
        card.phones.iter().map(number).collect()
    }

    fn number(&self, card: &Card, phone: &CardPhone) -> String {
        let mut said = vec![self.digits(card, phone)];
        said.extend(whose(card, phone.member).map(|whose| whose.name.to_owned()));
        said.extend(phone.validity.as_ref().map(|found| self.validity(found)));
        said.join("  ")
    }

    fn digits(&self, card: &Card, phone: &CardPhone) -> String {
        let kind = PhoneKind::from_code(&phone.kind).unwrap_or(PhoneKind::Landline);
        let shown = match card.sight {
            // What people call a fax is a fixed line to the numbering plan.
            Sight::Full if !phone.known => phone.typed.trim().to_owned(),
            Sight::Full => phone::spoken(&phone.digits, kind, self.region),
            _ => phone.masked.clone(),
        };
        match &phone.extension {
            // What was typed has its extension in it.
            Some(digits) if phone.known => format!("{shown} x{digits}"),
            _ => shown,
        }
    }

    /// `valid 2026-11-23 by call 王薇`.
    fn validity(&self, found: &Verified) -> String {
        let word = match found.validity.as_str() {
            "valid" => self.text.customer.valid,
            _ => self.text.customer.invalid,
        };
        let how = say::verified(self.text, found);
        let said = format!("{word} {} {how}", self.now.day_of(found.at));
        said.trim_end().to_owned()
    }

    /// The plain fields.
    pub(super) fn fields(&self, card: &Card) -> Vec<Fact> {
        let lang = self.text.lang;
        let fields = card.fields.iter().map(|(field, value)| {
            let value = match field.coded() {
                Some(list) => say::choice(lang, self.house.choices, list, value),
                None => value.clone(),
            };
            [names::field(lang, *field).to_owned(), value]
        });
        fields.collect()
    }

    /// Birthdays and anniversaries.
    pub(super) fn dates(&self, card: &Card) -> Vec<Fact> {
        let dates = card.dates.iter().map(|date| {
            let mut day = say::birthday(self.text, self.now, &date.date);
            if let Some(whose) = whose(card, date.member) {
                day = format!("{day}  {}", whose.name);
            }
            [names::column(self.text.lang, &date.kind).to_owned(), day]
        });
        dates.collect()
    }

    /// E-mail and postal addresses.
    pub(super) fn places(&self, card: &Card) -> Vec<Fact> {
        let lang = self.text.lang;
        let label = |name| names::column(lang, name).to_owned();
        let emails = card.emails.iter();
        let emails = emails.map(|email| [label("email"), email.clone()]);
        let addresses = card.addresses.iter().map(|address| {
            let parts = [
                &address.province,
                &address.city,
                &address.line,
                &address.postcode,
            ];
            let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            [label("address"), parts.join(" ")]
        });
        emails.chain(addresses).collect()
    }

    /// Family members and contact persons.
    pub(super) fn people(&self, card: &Card) -> Vec<Fact> {
        let words = &self.text.forms.customer;
        let person = |member: &Member| {
            let label = match member.kind.as_str() {
                "contact" => words.contact,
                _ => words.family,
            };
            let relation = member.relation.as_ref();
            let relation = relation
                .map(|code| say::choice(self.text.lang, self.house.choices, "relation", code));
            let said = [Some(member.name.clone()), relation, member.employer.clone()];
            let said: Vec<String> = said.into_iter().flatten().collect();
            [label.to_owned(), said.join("  ")]
        };
        card.members.iter().map(person).collect()
    }

    /// The fields that the business made for itself.
    pub(super) fn own(&self, card: &Card) -> Vec<Fact> {
        let fact = |(code, value): &(String, String)| {
            let field = self.custom.iter().find(|field| field.code == *code)?;
            let label = say::label(self.text.lang, field).to_owned();
            Some([label, say::custom(self.text, self.house, field, value)])
        };
        card.custom.iter().filter_map(fact).collect()
    }

    /// What they run out of, and why then.
    pub(super) fn supplies(&self, card: &Card) -> Vec<Fact> {
        let lang = self.text.lang;
        let one = |supplied: &Supply| {
            let short = supply::short(lang, self.now, supplied);
            let why = supply::why(lang, self.now, &supplied.ends);
            [supplied.code.clone(), format!("{short} ({why})")]
        };
        card.supplies.iter().map(one).collect()
    }

    /// What nobody may overlook.
    pub(super) fn warnings(&self, card: &Card) -> Vec<Fact> {
        let words = &self.text.customer;
        let asked = card.do_not_call.then(|| words.do_not_call.to_owned());
        let purse = sales::purse(self.text, self.house.currency, card);
        let purse = purse.into_iter().map(|(said, _)| said);
        let warnings = asked.into_iter().chain(purse);
        warnings.map(|said| ["!".to_owned(), said]).collect()
    }

    /// When, what, who, and what was said; newest first.
    pub(super) fn timeline(&self, card: &Card) -> Vec<Vec<String>> {
        let entry = |entry: &crate::domain::customer::TimelineEntry| {
            let (kind, said) = say::happening(self.text, self.now, self.house, &entry.what);
            let by = entry.by.clone().unwrap_or_default();
            let at = self.now.local(entry.at).format("%Y-%m-%d %H:%M");
            vec![at.to_string(), kind, by, said]
        };
        card.timeline.iter().map(entry).collect()
    }
}
