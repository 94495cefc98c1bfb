//! What a question of the desk is in the store, and its answer for the desk. Must not know threads.

mod task;
mod trade;

use std::sync::Arc;

use chrono::NaiveTime;

use crate::app::vocabulary::{Answer, HouseInfo, Me, Query};
use crate::domain::customer::{Found, Sight};
use crate::domain::ids::{CallId, CustomerId};
use crate::domain::staff::{Role, Staff};
use crate::domain::task::Claimed;
use crate::domain::time::{Instant, Now};
use crate::error::{Error, Result};
use crate::store::find::Seeker;
use crate::store::{
    Actor, Reader, alike, call, card, choice, claim, custom_field, draft, find, form, guard,
    interaction, journal, place, reason, setting, sheet, staff, staff_setting, today, unit,
    writing,
};

/// Most customers of one number that are shown when it rings: the household, and more.
const HOUSEHOLD: usize = 50;

/// Answers a question of the person `actor`.
pub fn answer(
    reader: &Reader,
    seeker: Option<&Seeker>,
    actor: &Actor,
    query: Query,
    at: Instant,
) -> Result<Answer> {
    match query {
        Query::Find { typed, limit } => {
            let found = match seeker {
                Some(seeker) => find::find(reader, seeker, &typed, limit, at)?,
                None => find::find(reader, &Seeker::new(actor.clone()), &typed, limit, at)?,
            };
            Ok(Answer::Rows(found))
        }
        Query::Recent { limit } => Ok(Answer::Rows(find::recent(reader, actor, limit, at)?)),
        Query::Card {
            customer,
            timeline,
            known_by,
        } => card_of(reader, actor, (customer, timeline, known_by), at),
        Query::Ring { call } => ring(reader, actor, call, at),
        Query::History { customer, limit } => {
            let filter = journal::Filter {
                customer,
                staff: customer.is_none().then_some(actor.id),
                entry: None,
                limit,
            };
            Ok(Answer::History(journal::list(reader, actor, at, filter)?))
        }
        Query::Today { whose, list, limit } => {
            let now = now(reader, at)?;
            let mut list = today::of(reader, actor, whose, list, limit, now)?;
            let others = claim::others(reader, actor.id, at)?;
            for row in &mut list.rows {
                let claimed = row.customer.map(Claimed::Customer);
                row.held_by = claimed.and_then(|claimed| others.get(&claimed).cloned());
            }
            Ok(Answer::Today(Box::new(list)))
        }
        Query::Lists { whose, lists } => {
            let now = now(reader, at)?;
            Ok(Answer::Lists(today::counts(
                reader, actor, whose, &lists, now,
            )?))
        }
        Query::Overview => {
            let now = now(reader, at)?;
            Ok(Answer::Overview(today::overview(reader, actor, now)?))
        }
        Query::Callbacks => callbacks(reader, actor, at),
        Query::House => Ok(Answer::House(Arc::new(house(reader, actor)?))),
        Query::Sheet { customer } => {
            sheet::get(reader, actor, customer, at).map(|sheet| Answer::Sheet(Box::new(sheet)))
        }
        Query::Alike { except, to } => {
            Ok(Answer::Alike(alike::find(reader, actor, except, &to, at)?))
        }
        Query::Places { province, typed } => {
            Ok(Answer::Places(place::begin(reader, &province, &typed)?))
        }
        Query::Writing => Ok(Answer::Writing(writing::who(reader, actor))),
        Query::Nothing => Ok(Answer::Nothing),
        Query::Drafts => Ok(Answer::Drafts(draft::list(reader, actor, at)?)),
        Query::Task(query) => task::answer(reader, seeker, actor, query, at).map(Answer::Task),
        Query::Trade(query) => trade::answer(reader, actor, query, at),
    }
}

/// A call, and whom its number belongs to.
fn ring(reader: &Reader, actor: &Actor, call: CallId, at: Instant) -> Result<Answer> {
    let call = call::get(reader, call)?;
    let found = match &call.digits {
        Some(digits) => find::by_number(reader, actor, digits, HOUSEHOLD, at)?,
        None => Found::default(),
    };
    Ok(Answer::Ring(call, found))
}

/// A card, with why to ring and why not just now.
fn card_of(
    reader: &Reader,
    actor: &Actor,
    (customer, timeline, known_by): (CustomerId, usize, Option<String>),
    at: Instant,
) -> Result<Answer> {
    let mut card = match (card::get(reader, actor, customer, timeline, at), known_by) {
        (Err(Error::Gone(_)), Some(digits)) => {
            card::get_by_number(reader, actor, customer, &digits, timeline, at)?
        }
        (card, _) => card?,
    };
    if card.sight != Sight::PutThrough {
        let now = now(reader, at)?;
        card.reasons = today::reasons_of(reader, actor, customer, now)?;
        card.guard = guard::of_one(reader, customer, now)?.guard;
        let held = claim::held(reader, Claimed::Customer(customer), at)?;
        card.held_by = held.filter(|by| by.staff != actor.id).map(|by| by.name);
        card.tasks = task::of_card(reader, actor, customer)?;
    }
    Ok(Answer::Card(Box::new(card)))
}

fn now(reader: &Reader, at: Instant) -> Result<Now> {
    let zone = setting::zone(reader)?;
    Ok(Now { at, zone })
}

fn callbacks(reader: &Reader, actor: &Actor, at: Instant) -> Result<Answer> {
    let now = now(reader, at)?;
    let tomorrow = now.today().succ_opt().unwrap_or(now.today());
    let until = now.at_local(tomorrow, NaiveTime::MIN);
    let callbacks = interaction::callbacks(reader, actor, until)?;
    Ok(Answer::Callbacks(callbacks))
}

fn house(reader: &Reader, actor: &Actor) -> Result<HouseInfo> {
    // The person may have been moved or renamed since the desk was opened.
    let actor = staff::actor(reader, actor.id)?;
    let units = unit::list(reader)?;
    let unit = units.iter().find(|unit| Some(unit.id) == actor.unit);
    let unit = unit.map(|unit| unit.name.clone());
    let people = staff::list(reader)?;
    let works_here = |person: &Staff| person.active && person.role != Role::Exchange;
    let mut active: Vec<Staff> = people.into_iter().filter(works_here).collect();
    // Whom one hands customers and tasks to stands first: agents of one's own unit.
    let serves = |role| matches!(role, Role::Agent | Role::Supervisor);
    active.sort_by_key(|person| (!serves(person.role), person.unit != actor.unit));
    Ok(HouseInfo {
        choices: choice::all(reader)?,
        custom: custom_field::all(reader)?,
        forms: form::all(reader)?,
        staff: active
            .into_iter()
            .map(|person| (person.id, person.login, person.name))
            .collect(),
        units: units
            .into_iter()
            .map(|unit| (unit.id, unit.code, unit.name))
            .collect(),
        below: unit::below(reader, &actor)?,
        reasons: reason::rules(reader)?,
        cadence: reason::cadence(reader)?,
        region: setting::get(reader, setting::REGION)?,
        currency: setting::get(reader, setting::CURRENCY)?,
        me: Me {
            id: actor.id,
            role: actor.role,
            unit,
            rights: staff::rights(reader, &actor)?,
            language: staff_setting::get(reader, &actor, "language")?,
            theme: staff_setting::get(reader, &actor, "theme")?,
            login: actor.login,
            name: actor.name,
            ext: actor.ext,
        },
    })
}
