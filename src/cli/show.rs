//! `huoke show`: a customer's card with its timeline. Must not know how it is gathered.

use serde::Serialize;
use serde_json::{Map, Value};

use super::args_customer::Show;
use super::context::{Context, Desk, hidden};
use super::facts::Teller;
use super::json::{Amount, LunarDay, Whose};
use super::output::Shape;
use super::stop::Stop;
use super::supply::{self, Supplied};
use super::trace;
use crate::domain::birthday::Calendar;
use crate::domain::customer::{
    Card, CardDate, CardPhone, Field, Happening, Member, Sight, TimelineEntry,
};
use crate::domain::ids::{MemberId, StaffId};
use crate::domain::money::Currency;
use crate::domain::phone::{self, PhoneKind};
use crate::domain::sale::Held;
use crate::domain::time::{Day, Instant};
use crate::store::{card, choice, custom_field, setting, unit};
use crate::text::{Text, say};

#[derive(Serialize)]
struct Shown<'s> {
    code: &'s str,
    name: &'s str,
    sight: &'static str,
    owner: Option<String>,
    unit: Option<String>,
    #[serde(flatten)]
    fields: Map<String, Value>,
    custom: Map<String, Value>,
    phones: Vec<Number<'s>>,
    emails: &'s [String],
    addresses: Vec<Address<'s>>,
    dates: Vec<Date<'s>>,
    members: Vec<Person<'s>>,
    do_not_call: bool,
    created_at: Instant,
    last_contact_on: Option<Day>,
    last_purchase_on: Option<Day>,
    purchase_count: i64,
    balance_due: Amount,
    held: Vec<Kept<'s>>,
    points: i64,
    contacts_30d: i64,
    supply: Vec<Supplied<'s>>,
    next_contact_on: Option<Day>,
    next_contact_at: Option<Instant>,
    timeline: Vec<Line<'s>>,
}

/// Goods of one product that are kept for them.
#[derive(Serialize)]
struct Kept<'s> {
    product: &'s str,
    name: &'s str,
    quantity: i64,
}

fn kept(held: &Held) -> Kept<'_> {
    Kept {
        product: &held.product,
        name: &held.name,
        quantity: held.quantity,
    }
}

#[derive(Serialize)]
struct Number<'s> {
    number: Option<String>,
    masked: &'s str,
    kind: &'s str,
    extension: Option<&'s str>,
    whose: Option<Whose<'s>>,
    validity: Option<&'s str>,
    validity_at: Option<Instant>,
    validity_by: Option<&'s str>,
    validity_how: Option<&'s str>,
    known: bool,
}

#[derive(Serialize)]
struct Address<'s> {
    province: Option<&'s str>,
    city: Option<&'s str>,
    address: Option<&'s str>,
    postcode: Option<&'s str>,
}

#[derive(Serialize)]
struct Date<'s> {
    kind: &'s str,
    whose: Option<Whose<'s>>,
    /// As `explain date` reads it: `1958-11-25`, `11-25`, `lunar:1958-10-17`.
    date: String,
    year: Option<i32>,
    lunar: Option<LunarDay>,
}

#[derive(Serialize)]
struct Person<'s> {
    kind: &'s str,
    name: &'s str,
    relation: Option<&'s str>,
    employer: Option<&'s str>,
}

#[derive(Serialize)]
struct Line<'s> {
    at: Instant,
    kind: &'s str,
    id: Option<i64>,
    by: Option<String>,
    text: String,
    place: Option<&'s str>,
    cost: Option<Amount>,
}

/// Runs it.
pub(super) fn run(context: &mut Context, args: &Show) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let id = desk.customer(&args.code, text)?;
    let mut card = card::get(&desk.reader, &desk.actor, id, args.timeline, desk.now.at)
        .map_err(hidden(&args.code, text))?;
    let whole = card.sight == Sight::Full && !card.phones.is_empty();
    if whole && !trace::leave(context, &desk, &[id])? {
        card.sight = Sight::Masked;
    }
    let currency = setting::currency(&desk.reader)?;
    let choices = choice::all(&desk.reader)?;
    let house = say::House {
        choices: &choices,
        currency: currency.code,
    };
    match context.out.shape {
        Shape::Json => {
            let json = json(&desk, &card, currency, text, &house)?;
            context.out.json(&json)
        }
        _ => print(context, &desk, &card, &house),
    }
}

pub(super) fn whose(card: &Card, member: Option<MemberId>) -> Option<Whose<'_>> {
    let member = card.members.iter().find(|known| Some(known.id) == member)?;
    Some(Whose {
        relation: member.relation.as_deref(),
        name: &member.name,
    })
}

fn json<'s>(
    desk: &Desk,
    card: &'s Card,
    currency: &'static Currency,
    text: &Text,
    house: &say::House<'_>,
) -> Result<Shown<'s>, Stop> {
    let owner = card.owner.as_ref().map(|(id, _)| *id);
    let people = desk.people()?;
    let login = |of: Option<StaffId>| {
        let mut people = people.iter();
        Some(people.find(|person| Some(person.id) == of)?.login.clone())
    };
    let mut units = unit::list(&desk.reader)?.into_iter();
    let unit = units.find(|unit| Some(&unit.name) == card.unit.as_ref());
    let plain = Field::ALL.iter().filter(|field| **field != Field::Name);
    let value = |field: &Field| {
        let set = card.fields.iter().find(|(known, _)| known == field);
        (
            field.code().to_owned(),
            set.map_or(Value::Null, |(_, value)| value.clone().into()),
        )
    };
    let address = card.addresses.iter().map(|address| Address {
        province: address.province.as_deref(),
        city: address.city.as_deref(),
        address: address.line.as_deref(),
        postcode: address.postcode.as_deref(),
    });
    let day = |at: Option<Instant>| at.map(|at| desk.now.day_of(at));
    let said = (text, house, currency.code);
    let past = |entry| line(desk, entry, login(entry.by_id), said);
    Ok(Shown {
        code: &card.code,
        name: &card.name,
        sight: super::json::sight(card.sight),
        owner: login(owner),
        unit: unit.map(|unit| unit.code),
        fields: plain.map(value).collect(),
        custom: own_fields(card),
        phones: card
            .phones
            .iter()
            .map(|phone| number(card, phone))
            .collect(),
        emails: &card.emails,
        addresses: address.collect(),
        dates: card.dates.iter().map(|known| date(card, known)).collect(),
        members: card.members.iter().map(person).collect(),
        do_not_call: card.do_not_call,
        created_at: card.created_at,
        last_contact_on: day(card.last_contact_at),
        last_purchase_on: day(card.last_purchase_at),
        purchase_count: card.purchase_count,
        balance_due: Amount::new(card.balance_due, currency.code),
        held: card.held.iter().map(kept).collect(),
        points: card.points,
        contacts_30d: card.contacts_30d,
        supply: supply::all(card),
        next_contact_on: card.next_contact.map(|(on, _)| on),
        next_contact_at: card.next_contact.and_then(|(_, at)| at),
        timeline: card.timeline.iter().map(past).collect(),
    })
}

/// The business's own fields that are set, by their codes, as stored.
fn own_fields(card: &Card) -> Map<String, Value> {
    let own = card.custom.iter();
    own.map(|(code, value)| (code.clone(), value.clone().into()))
        .collect()
}

fn number<'s>(card: &'s Card, phone: &'s CardPhone) -> Number<'s> {
    let kind = PhoneKind::from_code(&phone.kind).unwrap_or(PhoneKind::Unknown);
    let found = phone.validity.as_ref();
    Number {
        number: (card.sight == Sight::Full)
            .then(|| phone::dialled(&phone.digits, kind, phone.known)),
        masked: &phone.masked,
        kind: &phone.kind,
        extension: phone.extension.as_deref(),
        whose: whose(card, phone.member),
        validity: found.map(|found| found.validity.as_str()),
        validity_at: found.map(|found| found.at),
        validity_by: found.and_then(|found| found.by.as_deref()),
        validity_how: found.and_then(|found| found.how.as_deref()),
        known: phone.known,
    }
}

fn date<'s>(card: &'s Card, known: &'s CardDate) -> Date<'s> {
    let date = &known.date;
    let lunar = (date.calendar == Calendar::Lunar).then_some(LunarDay {
        month: date.month,
        day: date.day,
        leap: date.leap,
    });
    Date {
        kind: &known.kind,
        whose: whose(card, known.member),
        date: date.to_string(),
        year: date.year,
        lunar,
    }
}

fn person(member: &Member) -> Person<'_> {
    Person {
        kind: &member.kind,
        name: &member.name,
        relation: member.relation.as_deref(),
        employer: member.employer.as_deref(),
    }
}

fn line<'s>(
    desk: &Desk,
    entry: &'s TimelineEntry,
    by: Option<String>,
    (text, house, currency): (&Text, &say::House<'_>, &'static str),
) -> Line<'s> {
    let (kind, id) = match &entry.what {
        Happening::Interaction { id, kind, .. } => (kind.as_str(), Some(id.0)),
        Happening::Sale { id, .. } => ("sale", Some(id.0)),
        Happening::Transfer { .. } => ("transfer", None),
        Happening::Task { id, .. } => ("task", Some(id.0)),
        Happening::Call(_) => ("exchange_call", None),
    };
    let (_, said) = say::happening(text, &desk.now, *house, &entry.what);
    let (place, cost) = match &entry.what {
        Happening::Interaction { place, cost, .. } => (place.as_deref(), *cost),
        _ => (None, None),
    };
    Line {
        place,
        cost: cost.map(|minor| Amount::new(minor, currency)),
        at: entry.at,
        kind,
        id,
        by,
        text: said,
    }
}

/// For a person: one fact per line, then the timeline.
fn print(
    context: &mut Context,
    desk: &Desk,
    card: &Card,
    house: &say::House<'_>,
) -> Result<(), Stop> {
    let text = context.text;
    let owner = card.owner.as_ref();
    let owner = owner.map_or(text.customer.nobody, |(_, name)| name.as_str());
    let teller = Teller {
        text,
        now: &desk.now,
        house: *house,
        region: &setting::get(&desk.reader, setting::REGION)?,
        custom: &custom_field::all(&desk.reader)?,
    };
    context
        .out
        .line(&format!("{}  {}  {}", card.code, card.name, owner))?;
    let facts: Vec<Vec<String>> = [
        teller.numbers(card),
        teller.fields(card),
        teller.dates(card),
        teller.places(card),
        teller.people(card),
        teller.own(card),
        teller.supplies(card),
        teller.warnings(card),
    ]
    .concat()
    .into_iter()
    .map(Vec::from)
    .collect();
    context.out.rows(&["field", "value"], &facts)?;
    context
        .out
        .rows(&["at", "kind", "by", "text"], &teller.timeline(card))
}
