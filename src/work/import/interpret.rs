//! What a row of a file says, in the words of the domain: coded values by code or label, people
//! by login, units by code, money rounded half-up. Must not know what becomes of it.

use std::collections::HashMap;

use super::values;
use crate::domain::customer::tag::{TAG, tags};
use crate::domain::customer::{CustomField, CustomKind};
use crate::domain::ids::{ProductId, StaffId};
use crate::domain::interaction::Choice;
use crate::domain::money::{Currency, Money};
use crate::domain::nearest::{Of, Word, nearest};
use crate::domain::product::Product;
use crate::domain::time::Now;
use crate::error::{Error, Fault, Result};
use crate::exchange::field::Field;
use crate::exchange::map::{DateOrder, Map, Payment};
use crate::exchange::rows::Record;
use crate::store::import::Whom;
use crate::store::{Reader, choice, custom_field, product, setting, staff, unit};

/// What of the file rows are understood by, read once.
pub(super) struct Interpreter {
    pub(super) now: Now,
    pub(super) order: DateOrder,
    pub(super) payment: Payment,
    pub(super) owner: Option<StaffId>,
    pub(super) currency: &'static Currency,
    choices: HashMap<String, Vec<Choice>>,
    /// The fields that the business made for itself and that are open.
    custom: Vec<CustomField>,
    /// Texts of coded lists understood so far, by list.
    said: HashMap<String, HashMap<String, String>>,
    former: Vec<(StaffId, String)>,
    staff: Vec<(StaffId, String, String)>,
    units: Vec<(String, String)>,
    products: HashMap<String, (ProductId, Option<i64>)>,
}

impl Interpreter {
    /// Reads lists, people, units and products.
    pub(super) fn new(reader: &Reader, map: &Map, now: Now, owner: Option<&str>) -> Result<Self> {
        let mut choices: HashMap<String, Vec<Choice>> = HashMap::new();
        for choice in choice::all(reader)? {
            choices.entry(choice.list.clone()).or_default().push(choice);
        }
        let (people, former): (Vec<_>, Vec<_>) = staff::list(reader)?
            .into_iter()
            .partition(|person| person.active);
        let products = product::list(reader)?.into_iter();
        let mut made = Interpreter {
            now,
            order: map.dates.unwrap_or_default(),
            payment: map.payment,
            owner: None,
            currency: setting::currency(reader)?,
            choices,
            custom: own(reader, map)?,
            said: HashMap::new(),
            former: former
                .into_iter()
                .map(|person| (person.id, person.login))
                .collect(),
            staff: people
                .into_iter()
                .map(|person| (person.id, person.login, person.name))
                .collect(),
            units: unit::list(reader)?
                .into_iter()
                .map(|unit| (unit.code, unit.name))
                .collect(),
            products: products
                .filter_map(|product| Some((product.code, (product.id?, product.price))))
                .collect(),
        };
        made.owner = owner.map(|login| made.person("owner", login)).transpose()?;
        Ok(made)
    }

    /// The code of a coded value, said by code or label.
    pub(super) fn coded(&mut self, field: &str, list: &str, text: &str) -> Result<String> {
        let said = match self.said.get_mut(list) {
            Some(said) => said,
            None => self.said.entry(list.to_owned()).or_default(),
        };
        if let Some(code) = said.get(text) {
            return Ok(code.clone());
        }
        let known = self.choices.get(list).map_or(&[][..], Vec::as_slice);
        let code = choice::pick(known, field, text)?;
        said.insert(text.to_owned(), code.clone());
        Ok(code)
    }

    /// Tags, said by codes or labels.
    pub(super) fn tags(&self, text: &str) -> Result<String> {
        let known = self.choices.get(TAG).map_or(&[][..], Vec::as_slice);
        tags(known, text).map_err(|fault| Error::invalid(TAG, fault))
    }

    /// A value of a field that the business made for itself, in the form in which it is stored.
    pub(super) fn custom(&mut self, code: &str, text: &str) -> Result<String> {
        let name = format!("custom.{code}");
        let Some(field) = self.custom.iter().find(|field| field.code == code) else {
            return Err(no_field(code, &self.custom));
        };
        let kind = field.kind;
        let fault = |fault| Error::invalid(&name, fault);
        match (kind, field.list.clone()) {
            (CustomKind::Choice, Some(list)) => self.coded(&name, &list, text),
            (CustomKind::Date, _) => {
                let day = values::day(text, self.order).map_err(fault)?;
                Ok(day.to_string())
            }
            (CustomKind::Money, _) => {
                let (minor, _) = self.money(&name, text)?;
                Ok(Money(minor).plain(self.currency))
            }
            _ => {
                let stored = kind.stored(text, self.currency).map_err(fault)?;
                Ok(stored.unwrap_or_default())
            }
        }
    }

    /// A person by login, or by a name that only one has.
    pub(super) fn person(&self, field: &str, text: &str) -> Result<StaffId> {
        let text = text.trim();
        if let Some((id, _, _)) = self.staff.iter().find(|(_, login, _)| login == text) {
            return Ok(*id);
        }
        let mut named = self.staff.iter().filter(|(_, _, name)| name == text);
        if let (Some((id, _, _)), None) = (named.next(), named.next()) {
            return Ok(*id);
        }
        let known = self
            .staff
            .iter()
            .map(|(_, login, name)| Word::named(login, name));
        let nearest = nearest(text, known).of(Of::Staff);
        Err(Error::invalid(field, Fault::Unknown { nearest }))
    }

    /// The same for an owner, who may have left: whose customers these are already stay theirs,
    /// and nobody is given to them anew, which the store sees to.
    pub(super) fn owner_named(&self, text: &str) -> Result<StaffId> {
        let mut former = self.former.iter();
        match former.find(|(_, login)| login == text.trim()) {
            Some((id, _)) => Ok(*id),
            None => self.person("owner", text),
        }
    }

    /// A unit's code, said by code or name.
    pub(super) fn unit(&self, field: &str, text: &str) -> Result<String> {
        let is = |(code, name): &&(String, String)| code == text || name == text;
        if let Some((code, _)) = self.units.iter().find(is) {
            return Ok(code.clone());
        }
        let known = self
            .units
            .iter()
            .map(|(code, name)| Word::named(code, name));
        let nearest = nearest(text, known).of(Of::Units);
        Err(Error::invalid(field, Fault::Unknown { nearest }))
    }

    /// A product's row and price, by code.
    pub(super) fn product(&self, text: &str) -> Result<(ProductId, Option<i64>)> {
        if let Some(found) = self.products.get(text) {
            return Ok(*found);
        }
        let nearest = nearest(text, self.products.keys().map(String::as_str)).of(Of::Products);
        Err(Error::invalid("product", Fault::Unknown { nearest }))
    }

    /// An amount in minor units, and whether it was rounded.
    pub(super) fn money(&self, field: &str, text: &str) -> Result<(i64, bool)> {
        let read = Money::parse_rounding(text, self.currency)
            .map_err(|fault| Error::invalid(field, fault.into()))?;
        Ok((read.money.0, read.rounded))
    }

    /// The customer that a row of sales or contacts names.
    pub(super) fn whom(&self, record: &Record) -> Result<Whom> {
        let text = |field| Some(record.get(&field).to_owned()).filter(|text| !text.is_empty());
        let name = || record.get(&Field::Name).to_owned();
        text(Field::Customer)
            .map(Whom::Code)
            .or_else(|| text(Field::CardNo).map(|card| Whom::Card(card, name())))
            .or_else(|| text(Field::Phone).map(|phone| Whom::Phone(phone, name())))
            .ok_or_else(|| Error::invalid("customer", Fault::Empty))
    }

    /// A product's row; and whether its price was rounded.
    pub(super) fn new_product(&self, record: &Record) -> Result<(Product, bool)> {
        let text = |field: Field| Some(record.get(&field)).filter(|text| !text.is_empty());
        let number = |field: Field| {
            let name = field.to_string();
            let read = |text| {
                crate::domain::sale::count(text).map_err(|fault| Error::invalid(&name, fault))
            };
            text(field).map(read).transpose()
        };
        let price = text(Field::Price)
            .map(|price| self.money("price", price))
            .transpose()?;
        let product = Product {
            id: None,
            code: record.get(&Field::Code).to_owned(),
            name: record.get(&Field::Name).to_owned(),
            category: text(Field::Category).map(str::to_owned),
            price: price.map(|(price, _)| price),
            cycle_days: number(Field::CycleDays)?,
            points: number(Field::Points)?,
            ..Product::default()
        };
        Ok((product, price.is_some_and(|(_, rounded)| rounded)))
    }
}

/// The business's own fields that are open. A map that names another is refused before anything
/// is written; of a file without a map their labels are usual headers.
fn own(reader: &Reader, map: &Map) -> Result<Vec<CustomField>> {
    let mut fields = custom_field::all(reader)?;
    fields.retain(|field| field.active);
    for (named, _) in &map.fields.0 {
        if let Field::Custom(code) = named
            && !fields.iter().any(|field| field.code == *code)
        {
            return Err(no_field(code, &fields));
        }
    }
    let labels = fields
        .iter()
        .flat_map(|field| [&field.zh, &field.en].map(|label| (label.clone(), field.code.clone())));
    map.own.know(labels);
    Ok(fields)
}

fn no_field(code: &str, fields: &[CustomField]) -> Error {
    let nearest = nearest(code, fields.iter().map(CustomField::word));
    let nearest = nearest.behind("custom.").of(Of::Fields);
    Error::invalid(format!("custom.{code}"), Fault::NoSuchField { nearest })
}
