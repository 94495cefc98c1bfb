//! Invents the customers: households that share a landline, with birthdays in both calendars.
//! The same seed and household number always give the same people. Must not know the store.

use chrono::{Datelike, Duration};
use fastrand::Rng;

use super::words::{CITIES, FIRST, HERS, HIS, LAST, MOBILE, NOTES, RELATIONS, STREETS, SURNAMES};
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Address, Draft, Field, NewMember, NewPhone};
use crate::domain::lunar::LunarDate;
use crate::domain::time::Day;

/// An invented customer.
#[derive(Debug, Clone)]
pub struct Person {
    /// As a form would hand it in; no owner, no code.
    pub draft: Draft,
    /// Code of the branch.
    pub branch: &'static str,
    /// How many days ago they became a customer.
    pub since_days: i64,
    /// Whether their remarks are in English.
    pub english: bool,
}

/// The people of household `number`.
pub fn household(seed: u64, number: u64, today: Day) -> Vec<Person> {
    let mut rng = Rng::with_seed(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    // The first numbers of a fresh generator lie close together: leave them behind.
    for _ in 0..4 {
        rng.u64(..);
    }
    let city = CITIES[rng.usize(..CITIES.len())];
    let english = rng.u8(..100) < 7;
    let surname = weighted(&mut rng);
    let landline = landline(&mut rng, city.2);
    let size = match rng.u8(..100) {
        0..=59 => 1,
        60..=84 => 2,
        85..=94 => 3,
        _ => 4,
    };
    let address = address(&mut rng, city);
    // Four in ten families still have one; who lives alone seldom does.
    let has_landline = rng.u8(..100) < if size > 1 { 40 } else { 10 };
    let landline = has_landline.then_some(landline.as_str());
    (0..size)
        .map(|place| {
            let married_in = place == 1 && rng.bool();
            let surname = if married_in {
                weighted(&mut rng)
            } else {
                surname
            };
            let mut person = person(
                &mut rng, place, surname, english, landline, &address, city.3, today,
            );
            if rng.u8(..100) < 70 {
                add_membership(&mut rng, &mut person.draft, card(seed, number, place));
            }
            person
        })
        .collect()
}

#[allow(
    clippy::too_many_arguments,
    reason = "what a household shares, handed to each of it"
)]
fn person(
    rng: &mut Rng,
    place: usize,
    surname: &str,
    english: bool,
    landline: Option<&str>,
    address: &Address,
    branch: &'static str,
    today: Day,
) -> Person {
    let woman = rng.bool();
    let name = if english {
        latin(rng)
    } else {
        format!("{surname}{}", given(rng, woman))
    };
    let mut draft = Draft::default();
    draft.fields.push((Field::Name, name));
    draft
        .fields
        .push((Field::Sex, if woman { "female" } else { "male" }.to_owned()));
    let grade = ["a", "b", "b", "c", "c", "c", "d"][rng.usize(..7)];
    draft.fields.push((Field::Grade, grade.to_owned()));
    if rng.u8(..100) < 12 {
        draft.fields.push((Field::Remark, remark(rng, english)));
    }
    draft.phones.push(own(mobile(rng), "mobile"));
    if let Some(landline) = landline {
        draft.phones.push(own(landline.to_owned(), "landline"));
    }
    if place == 0 && rng.u8(..100) < 10 {
        add_member(rng, &mut draft, surname, english);
    }
    draft.address = Some(address.clone());
    draft.do_not_call = (rng.u8(..100) < 2).then_some(true);
    draft.dates = dates(rng, today);
    let since_days = i64::from(rng.u32(1..1800));
    Person {
        draft,
        branch,
        since_days,
        english,
    }
}

fn add_membership(rng: &mut Rng, draft: &mut Draft, card: String) {
    let tier = [
        "green", "green", "green", "silver", "silver", "gold", "diamond",
    ];
    draft
        .fields
        .push((Field::Tier, tier[rng.usize(..7)].to_owned()));
    draft.fields.push((Field::CardNo, card));
}

/// Numbers that look drawn by lot, none twice among the first ten million members: the factor is
/// a prime that does not divide their count.
fn card(seed: u64, household: u64, place: usize) -> String {
    const CARDS: u64 = 10_000_000;
    let member = household * 4 + place as u64;
    let number = (member % CARDS * 6_700_417 + seed % CARDS) % CARDS;
    format!("VIP{number:07}")
}

/// A Chinese name.
pub(super) fn name(rng: &mut Rng) -> String {
    let woman = rng.bool();
    format!("{}{}", weighted(rng), given(rng, woman))
}

fn own(typed: String, kind: &str) -> NewPhone {
    NewPhone {
        typed,
        kind: Some(kind.to_owned()),
        member: None,
        ..NewPhone::default()
    }
}

fn weighted(rng: &mut Rng) -> &'static str {
    let all: u32 = SURNAMES.iter().map(|(_, weight)| weight).sum();
    let mut left = rng.u32(..all);
    for (surname, weight) in SURNAMES {
        match left.checked_sub(*weight) {
            Some(rest) => left = rest,
            None => return surname,
        }
    }
    SURNAMES[0].0
}

fn given(rng: &mut Rng, woman: bool) -> String {
    let characters = if woman { HERS } else { HIS };
    let mut name = characters[rng.usize(..characters.len())].to_owned();
    if rng.u8(..100) < 80 {
        name.push_str(characters[rng.usize(..characters.len())]);
    }
    name
}

fn latin(rng: &mut Rng) -> String {
    format!(
        "{} {}",
        FIRST[rng.usize(..FIRST.len())],
        LAST[rng.usize(..LAST.len())]
    )
}

fn mobile(rng: &mut Rng) -> String {
    format!(
        "{}{:08}",
        MOBILE[rng.usize(..MOBILE.len())],
        rng.u32(..100_000_000)
    )
}

/// Eight digits in the big cities' short codes, seven or eight elsewhere begin with 6 or 8.
fn landline(rng: &mut Rng, area: &str) -> String {
    let first = [6, 8][rng.usize(..2)];
    format!(
        "{area} {first}{:03} {:04}",
        rng.u32(..1000),
        rng.u32(..10_000)
    )
}

fn address(rng: &mut Rng, city: (&str, &str, &str, &str)) -> Address {
    let street = STREETS[rng.usize(..STREETS.len())];
    let line = format!(
        "{street}{}号{}室",
        rng.u32(1..900),
        rng.u32(1..30) * 100 + rng.u32(1..9)
    );
    Address {
        province: Some(city.1.to_owned()),
        city: Some(city.0.to_owned()),
        line: Some(line),
        postcode: None,
    }
}

fn remark(rng: &mut Rng, english: bool) -> String {
    let (zh, en) = NOTES[rng.usize(..NOTES.len())];
    if english { en } else { zh }.to_owned()
}

fn add_member(rng: &mut Rng, draft: &mut Draft, surname: &str, english: bool) {
    let woman = rng.bool();
    let name = if english {
        latin(rng)
    } else {
        format!("{surname}{}", given(rng, woman))
    };
    let relation = RELATIONS[rng.usize(..RELATIONS.len())];
    draft.members.push(NewMember {
        kind: "family".to_owned(),
        name,
        relation: Some(relation.to_owned()),
        ..NewMember::default()
    });
    draft.phones.push(NewPhone {
        typed: mobile(rng),
        kind: Some("mobile".to_owned()),
        member: Some(draft.members.len() - 1),
        ..NewPhone::default()
    });
}

/// Most have a birthday; four in ten celebrate the lunar one, some hide their year.
fn dates(rng: &mut Rng, today: Day) -> Vec<(String, Birthday)> {
    if rng.u8(..100) >= 85 {
        return Vec::new();
    }
    let days = i64::from(rng.u32(22 * 365..88 * 365));
    let born = today - Duration::days(days);
    let keep_year = rng.u8(..100) < 85;
    let lunar = if rng.u8(..100) < 40 {
        LunarDate::from_solar(born)
    } else {
        None
    };
    let birthday = match lunar {
        Some(lunar) => Birthday {
            calendar: Calendar::Lunar,
            year: keep_year.then_some(lunar.year),
            month: lunar.month,
            day: lunar.day,
            leap: lunar.leap,
        },
        None => Birthday {
            calendar: Calendar::Solar,
            year: keep_year.then_some(born.year()),
            month: u8::try_from(born.month()).unwrap_or(1),
            day: u8::try_from(born.day()).unwrap_or(1),
            leap: false,
        },
    };
    vec![("birthday".to_owned(), birthday)]
}
