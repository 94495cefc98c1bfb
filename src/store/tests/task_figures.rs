//! Tasks assessed against a plain recomputation from the raw rows, after a walk in which several
//! people give, take, hand over, do, cancel and take back tasks, and log contacts.

use std::collections::BTreeMap;
use std::ops::Range;

use proptest::prelude::*;

use super::customer::draft;
use super::log::logged;
use crate::domain::ids::{CustomerId, EntryId, StaffId, TaskId, UnitId};
use crate::domain::interaction::Note;
use crate::domain::task::{Assessed, NewTask, To, Work, by_unit};
use crate::domain::time::{Instant, Now};
use crate::domain::when::Next;
use crate::store::testing::{AT, Place};
use crate::store::{Asking, Tx, customer, interaction, journal, sql, staff, task};

const PEOPLE: [&str; 4] = ["wangwei", "zhaoyun", "li", "sun"];
const UNITS: [&str; 3] = ["SH", "T1", "T2"];
const RESULTS: [&str; 3] = ["reached", "busy", "no_answer"];

/// What; by whom; to whom; which task or customer; how many minutes later.
type Deed = (u8, usize, usize, i64, i64);

fn deed() -> impl Strategy<Value = Deed> {
    (0..16_u8, 0..4_usize, 0..7_usize, 1..9_i64, 0..400_i64)
}

fn carry_out(place: &mut Place, clock: &mut Instant, done: &mut Vec<EntryId>, deed: Deed) {
    let (what, who, whom, which, later) = deed;
    *clock = clock.plus_minutes(later);
    let asking = Asking::new(place.id(PEOPLE[who]), *clock);
    if what == 15 {
        let back = usize::try_from(which).unwrap();
        if let Some(entry) = done.len().checked_sub(back).map(|at| done[at]) {
            let root = Asking::new(place.id("root"), *clock);
            let _ = journal::undo(&mut place.writer, &root, entry, true);
        }
        return;
    }
    let to = match PEOPLE.get(whom) {
        Some(login) => To::Person(place.id(login)),
        None => To::Unit(UnitId(i64::try_from(whom).unwrap() - 3)),
    };
    let at = *clock;
    let entry = place
        .writer
        .change(&asking, "test", |tx| one(tx, (what, which), to, at));
    done.extend(entry.map(|done| done.entry).ok());
}

/// A deed on the task, or with the customer, of this number.
fn one(tx: &Tx<'_>, (what, which): (u8, i64), to: To, at: Instant) -> crate::error::Result<()> {
    let (id, customer) = (TaskId(which), CustomerId(1 + which % 3));
    let result = RESULTS[usize::try_from(which).unwrap() % 3];
    match what {
        0..=5 => task::add(tx, &new(what, which, to, at)).map(|_| ()),
        6 | 7 => task::done(tx, id, None).map(|_| ()),
        8 | 9 => {
            let of = "SELECT customer_id FROM task WHERE id = ?1";
            let of: Option<Option<i64>> = sql::one(tx.conn(), of, [which], |row| row.get(0))?;
            let of = of.flatten().map_or(customer, CustomerId);
            task::log(tx, &logged(of, result), Some(id)).map(|_| ())
        }
        10 => task::cancel(tx, id, "不要了"),
        11 | 12 => task::assign(tx, id, to).map(|_| ()),
        13 => interaction::log(tx, &logged(customer, result)).map(|_| ()),
        _ => {
            let kind = ["visit", "competitor", "wechat"][usize::try_from(which).unwrap() % 3];
            let note = Note {
                customer,
                kind: kind.to_owned(),
                direction: None,
                at: None,
                place: None,
                cost: None,
                note: Some("听说".to_owned()),
                next_on: None,
                next_at: None,
            };
            interaction::note(tx, &note).map(|_| ())
        }
    }
}

/// Of a customer or not, due soon or never, some coming again.
fn new(what: u8, which: i64, to: To, at: Instant) -> NewTask {
    let now = Now {
        at,
        zone: chrono_tz::Asia::Shanghai,
    };
    let due = now.local(at.plus_minutes(5 + which * 60));
    let soon = Next {
        on: due.date(),
        at: Some(due.time()),
    };
    NewTask {
        kind: ["delivery", "follow_up"][usize::from(what % 2)].to_owned(),
        customer: (what > 1).then_some(CustomerId(1 + which % 3)),
        due: (which > 2).then_some(soon),
        every: crate::domain::when::Every::stored("1w").filter(|_| which == 8),
        ..NewTask::new("蜂胶", to)
    }
}

/// Person, unit (of nobody's), given, state, ended, late from.
type TaskRow = (Option<i64>, Option<i64>, i64, String, Option<i64>, i64);

/// The work of each person, and of nobody in each unit, reckoned row by row.
fn plainly(
    place: &Place,
    period: &Range<Instant>,
    now: Instant,
) -> (BTreeMap<i64, Work>, BTreeMap<i64, Work>) {
    let reader = place.reader();
    let (mut people, mut nobody) = (BTreeMap::new(), BTreeMap::new());
    let query = "SELECT assignee_id, unit_id, given_at, state, closed_at, late_at FROM task";
    let rows: Vec<TaskRow> = sql::all(reader.conn(), query, [], |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ))
    })
    .unwrap();
    let within = |at: i64| at >= period.start.0 && at < period.end.0;
    for (person, unit, given, state, ended, late) in rows {
        let work: &mut Work = match (person, unit) {
            (Some(person), _) => people.entry(person).or_default(),
            (None, unit) => nobody.entry(unit.unwrap()).or_default(),
        };
        work.given += usize::from(within(given));
        match (state.as_str(), ended) {
            ("open", None) => {
                work.open += 1;
                work.overdue += usize::from(late <= now.0);
            }
            ("done", Some(at)) if within(at) => {
                work.in_time += usize::from(at < late);
                work.late += usize::from(at >= late);
                work.took.push(at - given);
            }
            ("cancelled", Some(at)) if within(at) => work.cancelled += 1,
            ("done" | "cancelled", Some(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    let query = "SELECT staff_id, kind, at, disposition FROM interaction";
    type Contact = (Option<i64>, String, i64, Option<String>);
    let rows: Vec<Contact> = sql::all(reader.conn(), query, [], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })
    .unwrap();
    for (person, kind, at, result) in rows {
        let work: &mut Work = people.entry(person.unwrap()).or_default();
        if kind == "competitor" || !within(at) {
            continue;
        }
        work.contacts += 1;
        if let Some(result) = result {
            *work.dispositions.entry(result).or_default() += 1;
        }
    }
    let told = |work: &mut BTreeMap<i64, Work>| work.retain(|_, work| *work != Work::default());
    told(&mut people);
    told(&mut nobody);
    (people, nobody)
}

/// Whatever order the durations were counted in.
fn sorted(work: &Work) -> Work {
    let mut work = work.clone();
    work.took.sort_unstable();
    work
}

/// Of the durations the middle one, or the mean of the two in the middle.
fn middle(mut took: Vec<i64>) -> Option<i64> {
    took.sort_unstable();
    let half = took.len() / 2;
    match took.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(took[half]),
        _ => Some((took[half - 1] + took[half]).div_euclid(2)),
    }
}

/// The person is told of these people and units, and of nobody else.
fn compare(
    place: &Place,
    login: &str,
    (people, units): (&[&str], &[&str]),
    period: &Range<Instant>,
    now: Instant,
) {
    let (plain, nobody) = plainly(place, period, now);
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    let report = task::report(&reader, &actor, period, now).unwrap();
    let told = report.iter().filter_map(|one| one.person.as_ref());
    let mut told: Vec<&str> = told.map(|who| who.login.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, people, "{login}");
    let mut all = Work::default();
    let mut teams: BTreeMap<Option<String>, Work> = BTreeMap::new();
    for one in &report {
        let unit = one.unit.as_ref().map(|(code, _)| code.clone());
        let expected = match &one.person {
            Some(person) => plain.get(&person.id.0),
            None => {
                let code = unit.as_deref().unwrap();
                let place = UNITS.iter().position(|unit| *unit == code).unwrap();
                assert!(units.contains(&code), "{login} is told of {code}");
                nobody.get(&(i64::try_from(place).unwrap() + 1))
            }
        };
        let expected = expected.cloned().unwrap_or_default();
        assert_eq!(sorted(&one.work), sorted(&expected), "{login}: {one:?}");
        assert_eq!(one.work.median(), middle(expected.took.clone()));
        all.add(&expected);
        teams.entry(unit).or_default().add(&expected);
    }
    for (place, unit) in UNITS
        .iter()
        .enumerate()
        .filter(|(_, unit)| units.contains(unit))
    {
        let waits = nobody.contains_key(&(i64::try_from(place).unwrap() + 1));
        let of = |one: &&Assessed| one.person.is_none();
        let mut rows = report.iter().filter(of);
        let row = rows.any(|one| one.unit.as_ref().is_some_and(|(code, _)| code == unit));
        assert_eq!(row, waits, "{login}: {unit}");
    }
    let (sums, sum) = by_unit(&report);
    assert_eq!(sorted(&sum), sorted(&all), "{login}");
    assert_eq!(sums.len(), teams.len());
    for (unit, work) in &sums {
        let team = &teams[&unit.as_ref().map(|(code, _)| code.clone())];
        assert_eq!(sorted(work), sorted(team), "{login}: {unit:?}");
        assert_eq!(work.median(), middle(team.took.clone()));
    }
}

fn office() -> Place {
    let mut place = Place::staffed();
    for (name, login) in [("李明", "wangwei"), ("王芳", "li"), ("马三立", "zhaoyun")] {
        let new = draft(name, &[]);
        place.done(login, |tx| customer::add(tx, &new).map(|_| ()));
    }
    place
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_given_done_cancelled_handed_over_and_undone_a_report_is_what_the_rows_say(
        deeds in proptest::collection::vec(deed(), 1..60),
    ) {
        let mut place = office();
        let (mut clock, mut done) = (AT, Vec::new());
        for deed in deeds {
            carry_out(&mut place, &mut clock, &mut done, deed);
        }
        let middle = Instant(AT.0 + (clock.0 - AT.0) / 2);
        let end = clock.plus_minutes(1);
        for period in [AT..end, AT..middle, middle..end, end..end] {
            let everybody = ["boss", "li", "qian", "root", "sun", "wangwei", "wu", "zhaoyun"];
            compare(&place, "boss", (&everybody, &UNITS), &period, end);
            let team = ["sun", "wangwei", "zhaoyun"];
            compare(&place, "sun", (&team, &["T1"]), &period, end);
            compare(&place, "li", (&["li"], &[]), &period, end);
        }
    }
}

/// A walk in which each kind of row is sure to be there, so that the above is about something.
#[test]
fn a_day_of_two_teams_is_told_as_it_was() {
    let mut place = office();
    let mut say = |who: &str, later: i64, deed: (u8, i64), to: To| {
        let at = AT.plus_minutes(later);
        let asking = Asking::new(place.id(who), at);
        let said = place
            .writer
            .change(&asking, "test", |tx| one(tx, deed, to, at));
        said.unwrap();
    };
    let (wangwei, team) = (To::Person(StaffId(3)), To::Unit(UnitId(2)));
    // Two for her, due in 305 minutes, and two that anybody may take.
    say("sun", 0, (0, 5), wangwei);
    say("sun", 0, (0, 5), wangwei);
    say("sun", 0, (0, 5), team);
    say("sun", 0, (0, 1), team);
    say("wangwei", 60, (6, 1), wangwei);
    say("wangwei", 400, (6, 2), wangwei);
    say("sun", 10, (10, 4), wangwei);
    say("wangwei", 20, (13, 3), wangwei);
    let now = AT.plus_minutes(500);
    let reader = place.reader();
    let sun = staff::actor(&reader, place.id("sun")).unwrap();
    let report = task::report(&reader, &sun, &(AT..now), now).unwrap();
    let of = |login: Option<&str>| {
        let is = |one: &&Assessed| one.person.as_ref().map(|who| &*who.login) == login;
        let work = &report.iter().find(is).unwrap().work;
        let counts = [
            work.given,
            work.in_time,
            work.late,
            work.cancelled,
            work.open,
            work.overdue,
        ];
        (counts, work.median(), work.contacts)
    };
    assert_eq!(
        of(Some("wangwei")),
        ([2, 1, 1, 0, 0, 0], Some(230 * 60_000), 1)
    );
    assert_eq!(of(None), ([2, 0, 0, 1, 1, 1], None, 0));
}
