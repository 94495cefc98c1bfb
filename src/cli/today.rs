//! `huoke today`: whom to ring and why, and lists of customers by time.
//! Must not know how they are found.

use serde::Serialize;

use super::args_today::{Today, Which};
use super::context::{Context, Desk};
use super::fields;
use super::find;
use super::output::{self, Shape};
use super::stop::Stop;
use super::told::Teller;
use crate::domain::customer::{FoundNumber, FoundRow, MatchedBy, Sight};
use crate::domain::nearest::{Near, nearest};
use crate::domain::phone::{self, PhoneKind};
use crate::domain::time::Day;
use crate::domain::today::{
    Count, Due, Guard, Held, ListOf, OFFERED, Taken, TodayList, TodayRow, Topic, Whose, Within,
};
use crate::domain::when::Next;
use crate::error::{Error, Fault};
use crate::store::today;
use crate::store::{setting, staff, unit};
use crate::text::lists::title;

/// What is asked for.
pub(super) struct Asked {
    pub(super) desk: Desk,
    pub(super) list: ListOf,
    pub(super) whose: Whose,
}

impl Asked {
    /// Opens the file and understands which list is meant, as on which day.
    pub(super) fn of(context: &Context, which: &Which) -> Result<Asked, Stop> {
        let mut desk = context.enter()?;
        if let Some(day) = &which.on {
            let day = as_on(day, &desk)?;
            desk.now.at = desk.now.at_local(day, chrono::NaiveTime::MIN);
        }
        let whose = whose(&desk, &which.whose)?;
        Ok(Asked {
            list: list_of(&which.list, which.days)?,
            whose,
            desk,
        })
    }

    /// Its first rows.
    pub(super) fn rows(&self, limit: usize) -> Result<TodayList, Error> {
        let Desk {
            reader, actor, now, ..
        } = &self.desk;
        today::of(reader, actor, self.whose, self.list, limit, *now)
    }
}

/// A calendar date of any day, or a day to come as people say it.
fn as_on(typed: &str, desk: &Desk) -> Result<Day, Error> {
    find::on(typed).or_else(|fault| match Next::parse(typed, &desk.now) {
        Ok(next) => Ok(next.on),
        Err(_) => Err(fault),
    })
}

fn list_of(typed: &str, days: Option<u32>) -> Result<ListOf, Error> {
    let unknown = || {
        let codes: Vec<String> = OFFERED.iter().map(ListOf::to_string).collect();
        let topics = Topic::ALL.iter().map(|topic| topic.code());
        let known = codes.iter().map(String::as_str).chain(topics);
        let mut nearest = nearest(typed, known);
        if nearest.is_empty() {
            nearest = Near::all(codes.iter().map(String::as_str));
        }
        Error::invalid("today.list", Fault::Unknown { nearest })
    };
    let list: ListOf = typed.trim().parse().map_err(|_| unknown())?;
    match (list, days) {
        (list, None) => Ok(list),
        (ListOf::Timed(topic, _), Some(days)) => ListOf::timed(topic, Within::days(days))
            .ok_or_else(|| Error::invalid("days", Fault::OutOfRange)),
        (ListOf::Ranked, Some(_)) => Err(Error::invalid("days", Fault::OutOfRange)),
    }
}

fn whose(desk: &Desk, typed: &str) -> Result<Whose, Error> {
    match typed.trim() {
        "mine" => Ok(Whose::Mine),
        "team" => Ok(Whose::Team),
        "all" => Ok(Whose::All),
        // Somebody who has left may still have customers.
        login => match staff::by_login(&desk.reader, login)? {
            Some(person) => Ok(Whose::Of(person.id)),
            None => match unit::list(&desk.reader)?
                .iter()
                .find(|unit| unit.code == login || unit.name == login)
            {
                Some(unit) => Ok(Whose::Unit(unit.id)),
                None => fields::colleague(desk, "whose", login).map(Whose::Of),
            },
        },
    }
}

#[derive(Serialize)]
struct Counted {
    list: String,
    count: usize,
    /// Whether there are more than were counted.
    capped: bool,
}

/// Runs it.
pub(super) fn run(context: &mut Context, args: &Today) -> Result<(), Stop> {
    if args.listing.csv {
        context.csv()?;
    }
    let asked = Asked::of(context, &args.which)?;
    if args.lists {
        return lists(context, &asked);
    }
    let list = asked.rows(if args.count { 0 } else { args.limit })?;
    if args.count {
        let count = counted(asked.list, list.total, list.more);
        return context.result(&count, |_| shown(&count));
    }
    print(context, &asked.desk, &list.rows)?;
    let all = list.more || list.total > list.rows.len();
    if all && context.out.shape == Shape::Plain {
        let all = format!("{}{}", list.total, if list.more { "+" } else { "" });
        output::say(&(context.text.cli.today_cut)(list.rows.len(), &all));
    }
    Ok(())
}

fn counted(list: ListOf, count: usize, capped: bool) -> Counted {
    Counted {
        list: list.to_string(),
        count,
        capped,
    }
}

fn shown(counted: &Counted) -> String {
    let plus = if counted.capped { "+" } else { "" };
    format!("{}{plus}", counted.count)
}

/// Every list that the desk offers, with its count.
fn lists(context: &mut Context, asked: &Asked) -> Result<(), Stop> {
    let Desk {
        reader, actor, now, ..
    } = &asked.desk;
    let counts = today::counts(reader, actor, asked.whose, &OFFERED, *now)?;
    let all = OFFERED.iter().zip(counts);
    let all: Vec<Counted> = all
        .map(|(list, Count { count, more })| counted(*list, count, more))
        .collect();
    if context.wants_json() {
        return all.iter().try_for_each(|one| context.out.json(one));
    }
    let lang = context.lang;
    let rows = all
        .iter()
        .zip(OFFERED)
        .map(|(counted, list)| vec![counted.list.clone(), shown(counted), title(lang, list)]);
    let rows: Vec<Vec<String>> = rows.collect();
    context.out.rows(&["list", "count", "name"], &rows)
}

/// A row as a program reads it.
#[derive(Serialize)]
struct Row<'t> {
    code: Option<&'t str>,
    name: &'t str,
    phone: Option<&'t str>,
    owner: Option<&'t str>,
    tier: Option<&'t str>,
    grade: Option<&'t str>,
    score: i64,
    reasons: Vec<Reason<'t>>,
    held: Vec<On<'t>>,
    tasks: Vec<Given<'t>>,
    last_contact_on: Option<Day>,
    contacts_30d: u32,
    guard: Vec<&'static str>,
    tried: bool,
}

#[derive(Serialize)]
struct Reason<'t> {
    code: &'t str,
    kind: &'static str,
    occurrence: &'t str,
    due_on: Day,
    at: Option<crate::domain::time::Instant>,
    points: i64,
    detail: serde_json::Value,
}

#[derive(Serialize)]
struct On<'t> {
    on: Day,
    task: Option<&'t str>,
    detail: Option<serde_json::Value>,
}

/// A reason that is a task now.
#[derive(Serialize)]
struct Given<'t> {
    reason: &'t str,
    title: &'t str,
    by: &'t str,
}

fn print(context: &mut Context, desk: &Desk, rows: &[TodayRow]) -> Result<(), Stop> {
    let numbers = numbers(desk, rows, false)?;
    let people = desk.people()?;
    let login = |row: &TodayRow| {
        let (owner, _) = row.owner.as_ref()?;
        let person = people.iter().find(|person| person.id == *owner)?;
        Some(person.login.as_str())
    };
    let masked = |numbers: &Vec<FoundNumber>| {
        let shown = numbers.iter().find(|number| number.is_shown);
        shown
            .or(numbers.first())
            .map(|number| number.masked.clone())
    };
    let masked: Vec<Option<String>> = numbers.iter().map(masked).collect();
    let both = rows.iter().zip(&masked);
    if context.wants_json() {
        let currency = setting::currency(&desk.reader)?.code;
        let region = setting::get(&desk.reader, setting::REGION)?;
        return both.into_iter().try_for_each(|(row, phone)| {
            let house = (currency, region.as_str());
            let row = json(row, phone.as_deref(), login(row), desk, house);
            context.out.json(&row)
        });
    }
    let teller = Teller::of(context.lang, desk)?;
    let plain = context.out.shape == Shape::Plain;
    let rows = both.map(|(row, phone)| {
        let last = row.last_contact_at.map(|at| desk.now.day_of(at));
        let owner = row.owner.as_ref().map(|(_, name)| name.as_str());
        let code = |list, code: &Option<String>| match plain {
            true => teller.label(list, code.as_deref()),
            false => code.clone().unwrap_or_default(),
        };
        vec![
            row.code.clone(),
            row.name.clone(),
            phone.clone().unwrap_or_default(),
            code("grade", &row.grade),
            owner
                .filter(|_| plain)
                .or(login(row))
                .unwrap_or_default()
                .to_owned(),
            teller.short(row).join(" · "),
            last.map(|day| day.to_string()).unwrap_or_default(),
            row.contacts_30d.to_string(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let header = [
        "code",
        "name",
        "phone",
        "grade",
        "owner",
        "why",
        "last_contact_on",
        "contacts_30d",
    ];
    context.out.rows(&header, &rows)
}

/// All numbers of the customers in the rows, masked unless their sight is full; of an unknown
/// caller the number, whole if `strangers` leave so.
pub(super) fn numbers(
    desk: &Desk,
    rows: &[TodayRow],
    strangers: bool,
) -> Result<Vec<Vec<FoundNumber>>, Error> {
    let known = rows.iter().filter_map(|row| {
        Some(FoundRow {
            id: row.customer?,
            code: row.code.clone(),
            name: row.name.clone(),
            card_no: None,
            tier: None,
            grade: None,
            owner: None,
            owner_name: None,
            digits: row.number.clone(),
            whose: None,
            last_contact_at: None,
            do_not_call: false,
            sight: Sight::Masked,
            matched_by: MatchedBy::Recent,
        })
    });
    let known: Vec<FoundRow> = known.collect();
    let mut numbers = crate::store::find::numbers(&desk.reader, &known)?.into_iter();
    let region = setting::get(&desk.reader, setting::REGION)?;
    let of = rows.iter().map(|row| match (row.customer, &row.number) {
        (Some(_), _) => numbers.next().unwrap_or_default(),
        (None, Some(digits)) => vec![stranger(digits, &region, strangers)],
        (None, None) => Vec::new(),
    });
    Ok(of.collect())
}

/// The number of a caller whom nobody knows: masked like any, unless it leaves by right.
fn stranger(digits: &str, region: &str, whole: bool) -> FoundNumber {
    let kind = kind_of(digits, region);
    let shown = match whole {
        true => phone::spoken,
        false => phone::masked,
    };
    FoundNumber {
        number: None,
        masked: shown(digits, kind, region),
        kind: kind.code().to_owned(),
        whose: None,
        is_shown: true,
    }
}

fn kind_of(digits: &str, region: &str) -> PhoneKind {
    let read = phone::understand(&format!("+{digits}"), region).ok();
    let known = read.filter(|read| read.known);
    known.map_or(PhoneKind::Unknown, |read| read.kind)
}

/// The number of a call, as the row's `phone`: masked.
fn rang(digits: &str, region: &str) -> String {
    phone::masked(digits, kind_of(digits, region), region)
}

fn json<'t>(
    row: &'t TodayRow,
    phone: Option<&'t str>,
    owner: Option<&'t str>,
    desk: &Desk,
    (currency, region): (&'static str, &str),
) -> Row<'t> {
    let shown = |digits: &str| rang(digits, region);
    let detail = |detail| super::told::detail(detail, currency, shown);
    let reason = |due: &'t Due| Reason {
        code: &due.code,
        kind: due.kind.code(),
        occurrence: &due.occurrence,
        due_on: due.due_on,
        at: due.at,
        points: due.points,
        detail: detail(&due.detail),
    };
    let held = |held: &'t Held| On {
        on: held.on,
        task: held.task.as_deref(),
        detail: held.why.as_ref().map(|(_, why)| detail(why)),
    };
    let given = |taken: &'t Taken| Given {
        reason: &taken.rule,
        title: &taken.title,
        by: &taken.by,
    };
    Row {
        code: row.customer.map(|_| row.code.as_str()),
        name: &row.name,
        phone,
        owner,
        tier: row.tier.as_deref(),
        grade: row.grade.as_deref(),
        score: row.score,
        reasons: row.reasons.iter().map(reason).collect(),
        held: row.held.iter().map(held).collect(),
        tasks: row.taken.iter().map(given).collect(),
        last_contact_on: row.last_contact_at.map(|at| desk.now.day_of(at)),
        contacts_30d: row.contacts_30d,
        guard: row.guard.iter().map(guard).collect(),
        tried: row.tried,
    }
}

fn guard(guard: &Guard) -> &'static str {
    match guard {
        Guard::OverLimit { .. } => "over_limit",
        Guard::DoNotCall => "do_not_call",
        Guard::OutsidePreferred => "outside_preferred",
        Guard::OutsideLawful => "outside_lawful",
    }
}
