//! What the properties of a card are as fields of a customer. Must not know how cards are read,
//! nor what the text of a field means.

use std::collections::BTreeMap;

use super::super::field::{AddressPart, Field, MAX_ADDRESSES};
use super::super::problem::Why;
use super::super::{label, name};
use super::dates;
use super::property::{Property, parts};

/// Properties of the card itself: nothing is made of them, and nothing is missed.
const OF_THE_CARD: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "REV",
    "PRODID",
    "CLASS",
    "PROFILE",
    "NAME",
    "SOURCE",
    "KIND",
    "N",
    "FN",
    "SORT-STRING",
    "LABEL",
    "MAILER",
    "X-ABLABEL",
    "X-ABADR",
    "X-ABSHOWAS",
    "X-ABUID",
    super::MARK,
    OURS,
];
/// The property in which huoke says what cards have no word for.
const OURS: &str = "X-HUOKE";

/// Fields of one card, in order.
pub(super) type Fields = Vec<(Field, String)>;

/// Reads a card; what it has besides is counted in `left`. With the line of a wrong property.
pub(super) fn of(
    properties: &[Property<'_>],
    left: &mut BTreeMap<String, u64>,
) -> Result<Fields, (u64, Why)> {
    let version = properties.iter().find(|known| known.name == "VERSION");
    let version = version.and_then(|known| known.raw().ok());
    let mut reading = Reading {
        properties,
        is_old: version.is_some_and(|version| version.trim().starts_with('2')),
        is_ours: properties.iter().any(|known| known.name == OURS),
        fields: Vec::new(),
        remarks: Vec::new(),
        addresses: 0,
    };
    let name = reading.name()?;
    reading.push(Field::Name, name);
    for property in properties {
        let taken = reading.take(property);
        if !taken.map_err(|why| (property.line, why))? {
            *left.entry(property.name.clone()).or_default() += 1;
        }
    }
    let rest = reading.rest()?;
    let Reading {
        is_ours,
        mut fields,
        remarks,
        ..
    } = reading;
    // A firm's own card: nobody works there but itself.
    let named = fields.first().map(|(_, name)| name.clone());
    let says =
        |field: &Field, text: &String| *field != Field::Employer || Some(text) != named.as_ref();
    fields.retain(|(field, text)| is_ours || says(field, text));
    fields.extend(remarks.into_iter().map(|text| (Field::Remark, text)));
    fields.extend(rest.map(|text| (Field::Rest, text)));
    Ok(fields)
}

struct Reading<'p> {
    properties: &'p [Property<'p>],
    is_old: bool,
    /// A card that huoke wrote: what it has no word for is in a property of ours.
    is_ours: bool,
    fields: Fields,
    /// What stands behind the notes.
    remarks: Vec<String>,
    addresses: u8,
}

impl Reading<'_> {
    /// What a card of ours has no word for. It overrules everything else.
    fn rest(&self) -> Result<Option<String>, (u64, Why)> {
        let ours = self.properties.iter().find(|known| known.name == OURS);
        let Some(property) = ours else {
            return Ok(None);
        };
        let text = self.whole(property).map_err(|why| (property.line, why))?;
        Ok(Some(text))
    }

    fn push(&mut self, field: Field, text: String) {
        if !text.is_empty() {
            self.fields.push((field, text));
        }
    }

    fn whole(&self, property: &Property<'_>) -> Result<String, Why> {
        let mut parts = parts(&property.raw()?, None, self.is_old);
        Ok(parts.pop().unwrap_or_default())
    }

    fn parted(&self, property: &Property<'_>, separator: char) -> Result<Vec<String>, Why> {
        Ok(parts(&property.raw()?, Some(separator), self.is_old))
    }

    fn has(&self, name: &str) -> bool {
        self.properties.iter().any(|known| known.name == name)
    }

    /// Takes a property; whether something was made of it.
    fn take(&mut self, property: &Property<'_>) -> Result<bool, Why> {
        if property.is_empty() {
            return Ok(true);
        }
        match property.name.as_str() {
            "TEL" => self.phone(property)?,
            "EMAIL" => {
                let email = self.whole(property)?;
                let email = email.strip_prefix("mailto:").unwrap_or(&email);
                self.push(Field::Email, email.trim().to_owned());
            }
            "ADR" => return self.address(property),
            "LABEL" if !self.has("ADR") && self.addresses == 0 => {
                let line = in_one_line(&self.whole(property)?);
                self.addresses = 1;
                self.push(Field::Address, line);
            }
            "ORG" => self.employer(property)?,
            "NOTE" => {
                let note = self.whole(property)?;
                self.push(Field::Remark, note);
            }
            "TITLE" | "ROLE" | "NICKNAME" | "CATEGORIES" | "URL" => self.remark(property)?,
            "BDAY" => {
                let day = dates::written(&self.whole(property)?, property);
                self.push(Field::Birthday, day);
            }
            "GENDER" | "X-GENDER" | "X-WAB-GENDER" => {
                let said = self.parted(property, ';')?;
                let sex = sex(said.first().map_or("", String::as_str)).to_owned();
                self.push(Field::Sex, sex);
            }
            "RELATED"
                if property
                    .said("VALUE")
                    .is_some_and(|value| !is("text", value)) =>
            {
                return Ok(false);
            }
            "RELATED" => {
                let relation = property.types.iter().find(|kind| *kind != "pref").cloned();
                self.member(relation.as_deref().unwrap_or("other"), property)?;
            }
            "X-ABRELATEDNAMES" => {
                let label = self.label(property)?;
                self.member(&label, property)?;
            }
            "X-ANDROID-CUSTOM" => return self.android(property),
            name if OF_THE_CARD.contains(&name) => {}
            _ => return self.by_another_name(property),
        }
        Ok(true)
    }

    /// What programs say under names that they made for themselves; whether it is known.
    fn by_another_name(&mut self, property: &Property<'_>) -> Result<bool, Why> {
        if anniversary(&property.name) {
            let label = self.label(property)?;
            let day = dates::written(&self.whole(property)?, property);
            let plain = Field::Anniversary("wedding".to_owned());
            self.push(label::field(&plain, &label), day);
        } else if let Some(relation) = related(&property.name) {
            self.member(relation, property)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn employer(&mut self, property: &Property<'_>) -> Result<(), Why> {
        let names = self.parted(property, ';')?;
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        if !self
            .fields
            .iter()
            .any(|(field, _)| *field == Field::Employer)
        {
            self.push(Field::Employer, names.join(", "));
        }
        Ok(())
    }

    fn remark(&mut self, property: &Property<'_>) -> Result<(), Why> {
        let text = match property.name.as_str() {
            "CATEGORIES" | "NICKNAME" => self.parted(property, ',')?.join(", "),
            _ => self.whole(property)?,
        };
        if !text.is_empty() && !self.remarks.contains(&text) {
            self.remarks.push(text);
        }
        Ok(())
    }

    /// The name as it is shown; a Chinese one, which phones put behind the given name, in order.
    fn name(&self) -> Result<String, (u64, Why)> {
        let said = |name: &str| {
            let mut said = self.properties.iter().filter(|known| !known.is_empty());
            said.find(|known| known.name == name)
        };
        let mut shown = String::new();
        if let Some(property) = said("FN") {
            shown = self.whole(property).map_err(|why| (property.line, why))?;
        }
        let Some(property) = said("N") else {
            return Ok(shown);
        };
        let parted = self.parted(property, ';');
        let parted = parted.map_err(|why| (property.line, why))?;
        let part = |at: usize| parted.get(at).map_or("", String::as_str).replace(',', " ");
        let (family, given, middle) = (part(0), part(1), part(2));
        let mut composed = String::new();
        name::compose([&given, &middle, &family], &mut composed);
        let bare: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
        let is_eastern = !family.is_empty() && name::is_eastern(&family);
        let is_same = bare == format!("{given}{family}") || bare == composed;
        if shown.is_empty() || is_eastern && name::is_eastern(&given) && is_same {
            return Ok(composed);
        }
        Ok(shown)
    }

    fn phone(&mut self, property: &Property<'_>) -> Result<(), Why> {
        let number = self.whole(property)?;
        let field = if property.is("fax") {
            Field::Fax
        } else if ["cell", "mobile", "iphone", "pcs"]
            .iter()
            .any(|kind| property.is(kind))
        {
            Field::Mobile
        } else if self.is_ours && property.is("voice") {
            Field::Landline
        } else if property.is("pager") {
            self.push(Field::Phone, format!("pager:{number}"));
            return Ok(());
        } else {
            label::field(&Field::Phone, &self.label(property)?)
        };
        self.push(field, number);
        Ok(())
    }

    fn address(&mut self, property: &Property<'_>) -> Result<bool, Why> {
        if self.addresses == MAX_ADDRESSES {
            return Ok(false);
        }
        let parted = self.parted(property, ';')?;
        let is_ours = self.is_ours;
        let part = |at: usize| match parted.get(at) {
            Some(part) if is_ours => part.clone(),
            Some(part) => in_one_line(part),
            None => String::new(),
        };
        let line = [2, 1, 0, 6].map(part);
        let line: Vec<&str> = line
            .iter()
            .map(String::as_str)
            .filter(|l| !l.is_empty())
            .collect();
        if parted.iter().all(String::is_empty) {
            return Ok(true);
        }
        self.addresses += 1;
        let place = self.addresses;
        self.push(AddressPart::Province.of(place), part(4));
        self.push(AddressPart::City.of(place), part(3));
        self.push(AddressPart::Line.of(place), line.join(", "));
        self.push(AddressPart::Postcode.of(place), part(5));
        Ok(true)
    }

    /// What is said of a property in another one of its group.
    fn label(&self, property: &Property<'_>) -> Result<String, Why> {
        let of = |known: &&Property<'_>| known.name == "X-ABLABEL" && known.group == property.group;
        match self.properties.iter().find(of) {
            Some(label) if !property.group.is_empty() => self.whole(label),
            _ => Ok(String::new()),
        }
    }

    fn member(&mut self, relation: &str, property: &Property<'_>) -> Result<(), Why> {
        let name = self.whole(property)?;
        self.relative(relation, name);
        Ok(())
    }

    fn relative(&mut self, relation: &str, name: String) {
        let plain = Field::Member("other".to_owned());
        self.push(label::field(&plain, relation), name);
    }

    /// `vnd.android.cursor.item/relation;Jane;14`: what Android has no property for.
    fn android(&mut self, property: &Property<'_>) -> Result<bool, Why> {
        let said = self.parted(property, ';')?;
        let part = |at: usize| said.get(at).map_or("", String::as_str);
        let kind = part(0).rsplit('/').next().unwrap_or_default();
        match (kind, part(2)) {
            ("nickname", _) => self.remarks.push(part(1).to_owned()),
            ("relation", kind) => {
                let relation = match kind {
                    "1" => "assistant",
                    "2" => "brother",
                    "3" => "child",
                    "4" | "10" | "14" => "spouse",
                    "5" => "father",
                    "6" => "friend",
                    "7" => "manager",
                    "8" => "mother",
                    "9" | "12" => "relative",
                    "13" => "sister",
                    _ => part(3),
                };
                self.relative(relation, part(1).to_owned());
            }
            ("contact_event", "1") => {
                let day = dates::written(part(1), property);
                self.push(Field::Anniversary("wedding".to_owned()), day);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

fn is(word: &str, said: &str) -> bool {
    said.eq_ignore_ascii_case(word)
}

/// A text of several lines where one line is meant.
fn in_one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

/// The day of the wedding, under one of the names that programs made for themselves; or, with a
/// label, another day.
fn anniversary(name: &str) -> bool {
    name == "ANNIVERSARY"
        || name == "X-ABDATE"
        || name.starts_with("X-") && name.ends_with("ANNIVERSARY")
}

/// Who is named under such a name.
fn related(name: &str) -> Option<&'static str> {
    let words = [
        ("SPOUSE", "spouse"),
        ("MANAGER", "manager"),
        ("ASSISTANT", "assistant"),
    ];
    let is_own = name.starts_with("X-") && !name.contains("PHONE") && !name.contains("TEL");
    let found = words
        .into_iter()
        .find(|(word, _)| is_own && name.contains(word));
    found.map(|(_, relation)| relation)
}

fn sex(said: &str) -> &str {
    match said.to_ascii_uppercase().as_str() {
        "M" | "2" | "MALE" => "male",
        "F" | "1" | "FEMALE" => "female",
        "O" | "N" | "U" | "OTHER" | "NONE" | "UNKNOWN" | "0" => "",
        _ => said,
    }
}
