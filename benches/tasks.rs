//! What tasks cost, 500,000 of them at 1,000,000 customers: queues and lists, a team's report of a
//! month, 500 reminders made tasks as one entry and taken back. Written in a copy of the file.

#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used)]
#![allow(clippy::panic, missing_docs)]

mod common;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant as Clock};

use common::{AT, Costs, Gate, MOST, P95, file};
use huoke::domain::ids::StaffId;
use huoke::domain::task::{NewTask, Source, To};
use huoke::domain::time::{Instant, Now};
use huoke::domain::today::Whose;
use huoke::store::task::{self, Filter, Of};
use huoke::store::{Actor, Asking, Cache, House, Reader, authorise, journal, lock, today};

/// Tasks for each customer of the file.
const SHARE: f64 = 0.5;
/// How many rows a queue shows at first.
const ROWS: usize = 60;
const RUNS: usize = 100;
const CONVERTED: usize = 500;
const DAY: i64 = 86_400_000;

fn main() {
    if common::is_test() {
        return;
    }
    common::header();
    for size in common::sizes() {
        let (_place, copy) = file::copy_of(&file::of_size(size));
        fill(&copy, (size as f64 * SHARE) as i64);
        let house = file::open(&copy);
        let reader = house.reader(Cache::Lists).expect("a reader");
        lists(size, &reader);
        reports(size, &reader);
        convert(size, &house, &reader);
    }
}

/// Tasks of the customers' owners, three of ten open, late and not; a tenth was given by others.
const FILL: &str = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1),
  drawn AS (SELECT i, i % 10 < 3 AS open, (i * 7919) % (SELECT max(id) FROM customer) + 1 AS customer,
    ?2 - (i * 31 % 180) * 86400000 - i % 86400 * 1000 AS past FROM n)
INSERT INTO task (kind, title, customer_id, assignee_id, assigner_id, given_at, due_on, late_at,
  priority, state, closed_at, closed_by, result, reason)
SELECT CASE i % 4 WHEN 0 THEN 'delivery' WHEN 1 THEN 'follow_up' WHEN 2 THEN 'collection'
    ELSE 'birthday' END, 'task ' || i, c.id, c.owner_id,
  CASE WHEN i % 10 = 9 THEN 1 ELSE c.owner_id END, past - 5 * 86400000,
  date((past + CASE WHEN open THEN (i * 13 % 200) * 86400000 ELSE 0 END) / 1000, 'unixepoch'),
  past + CASE WHEN open THEN (i * 13 % 200) * 86400000 ELSE (i % 3 - 1) * 86400000 END,
  i % 3, CASE WHEN open THEN 'open' WHEN i % 20 = 5 THEN 'cancelled' ELSE 'done' END,
  CASE WHEN NOT open THEN past END, CASE WHEN NOT open THEN c.owner_id END,
  CASE WHEN NOT open AND i % 20 <> 5 THEN 'done' END,
  CASE WHEN NOT open AND i % 20 = 5 THEN 'not wanted' END
FROM drawn JOIN customer c ON c.id = drawn.customer WHERE c.owner_id IS NOT NULL";

fn fill(path: &Path, tasks: i64) {
    let conn = rusqlite::Connection::open(path).expect("the copy");
    let fill = || -> rusqlite::Result<usize> {
        conn.execute_batch(
            "PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; BEGIN;
             UPDATE journal_context SET entry_id = 1, mode = 'range'",
        )?;
        let filled = conn.execute(FILL, [tasks, AT.0])?;
        conn.execute_batch(
            "UPDATE journal_context SET entry_id = NULL, mode = 'row'; COMMIT;
             PRAGMA wal_checkpoint(TRUNCATE)",
        )?;
        Ok(filled)
    };
    let filled = fill().expect("filled");
    file::on_disk(path);
    eprintln!("tasks: {filled}");
}

/// The first of a role.
fn first(reader: &Reader, role: &str) -> Actor {
    reader.with_connection(|conn| {
        let first = "SELECT min(id) FROM staff WHERE role = ?1 AND active = 1";
        let id = conn.query_row(first, [role], |row| row.get(0));
        authorise::actor(conn, StaffId(id.expect("somebody"))).expect("works here")
    })
}

fn filter(of: Of) -> Filter {
    Filter {
        of,
        ended: false,
        late: None,
        kind: None,
        limit: ROWS,
    }
}

fn lists(size: u64, reader: &Reader) {
    let agent = file::agent(reader);
    let (supervisor, admin) = (first(reader, "supervisor"), first(reader, "admin"));
    let gate = [Gate(P95, 10.0)];
    let nobody = |of| Filter {
        kind: Some("guidance".to_owned()),
        ..filter(of)
    };
    let ended = |of| Filter {
        ended: true,
        ..filter(of)
    };
    let whole = Filter {
        limit: 2_000,
        ..filter(Of::Mine)
    };
    let late = Filter {
        late: Some(AT),
        ..filter(Of::Team)
    };
    for (what, actor, filter, gates) in [
        ("an agent's queue", &agent, filter(Of::Mine), &gate[..]),
        ("… whole", &agent, whole, &gate[..]),
        (
            "… of a kind nobody has",
            &agent,
            nobody(Of::Mine),
            &gate[..],
        ),
        ("… what has ended", &agent, ended(Of::Mine), &[]),
        ("given by the house", &admin, filter(Of::Given), &[]),
        ("a team's queue", &supervisor, filter(Of::Team), &[]),
        ("… late", &supervisor, late.clone(), &[]),
        ("… of a kind nobody has", &supervisor, nobody(Of::Team), &[]),
        ("… what has ended", &supervisor, ended(Of::Team), &[]),
        ("everybody's queue", &admin, filter(Of::Team), &[]),
        ("… late", &admin, late, &[]),
        ("… of a kind nobody has", &admin, nobody(Of::Team), &[]),
        ("… what has ended", &admin, ended(Of::Team), &[]),
    ] {
        let (mut times, mut pages, mut rows) = (Costs::default(), Costs::default(), 0);
        for _ in 0..RUNS {
            let before = reader.with_connection(pages::touched);
            let queue = times.time(|| task::queue(reader, actor, &filter, AT).expect("a queue"));
            pages
                .0
                .push((reader.with_connection(pages::touched) - before) as f64);
            rows = queue.tasks.len();
        }
        common::row(size, &format!("{what} ({rows} rows), ms"), &times, gates);
        common::row(size, &format!("{what}, pages"), &pages, &[]);
    }
}

fn reports(size: u64, reader: &Reader) {
    let month = Instant(AT.0 - 30 * DAY)..AT;
    let gate = [Gate(P95, 200.0)];
    for (what, role, gates) in [
        ("a team's report of a month", "supervisor", &gate[..]),
        ("everybody's report of a month", "admin", &[]),
    ] {
        let actor = first(reader, role);
        let (mut times, mut people) = (Costs::default(), 0);
        for _ in 0..20 {
            let report = || task::report(reader, &actor, &month, AT).expect("a report");
            people = times.time(report).len();
        }
        common::row(
            size,
            &format!("{what} ({people} people), ms"),
            &times,
            gates,
        );
    }
}

/// Reminders of one agent as tasks, and taken back, while somebody else saves all the time: how long
/// it takes, and how long that one waits for the lock.
fn convert(size: u64, house: &House, reader: &Reader) {
    let agent = file::agent(reader);
    let now = Now {
        at: AT,
        zone: chrono_tz::Asia::Shanghai,
    };
    let list = today::list(reader, &agent, Whose::Mine, CONVERTED, now).expect("a list");
    let reminders = list.rows.into_iter().filter_map(|row| {
        let reason = row.reasons.into_iter().next()?;
        let source = Source {
            reason: reason.code.clone(),
            occurrence: reason.occurrence.clone(),
        };
        Some(NewTask {
            kind: "follow_up".to_owned(),
            customer: Some(row.customer?),
            source: Some(source),
            ..NewTask::new(reason.code, To::Person(agent.id))
        })
    });
    let new: Vec<NewTask> = reminders.collect();
    let mut writer = house.writer().expect("a writer");
    let asking = Asking::new(agent.id, AT);
    let mut entry = None;
    let (took, waits) = beside(house.path(), || {
        let done = task::add_all(&mut writer, &asking, &new, &mut |_, _| {}).expect("converted");
        assert_eq!(done.answer.added, new.len());
        entry = Some(done.entry);
    });
    let what = format!("{} reminders made tasks, ms", new.len());
    common::row(size, &what, &took, &[]);
    common::row(
        size,
        "… a save beside it waits, ms",
        &waits,
        &[Gate(MOST, 100.0)],
    );
    let (took, waits) = beside(house.path(), || {
        let entry = entry.expect("an entry");
        journal::undo(&mut writer, &asking, entry, false).expect("taken back");
    });
    common::row(size, "… taken back, ms", &took, &[]);
    common::row(
        size,
        "… a save beside it waits, ms",
        &waits,
        &[Gate(MOST, 100.0)],
    );
}

fn beside(path: &Path, work: impl FnOnce()) -> (Costs, Costs) {
    let over = AtomicBool::new(false);
    let (mut took, mut waits) = (Costs::default(), Costs::default());
    std::thread::scope(|scope| {
        let saving = scope.spawn(|| {
            let mut waits = Costs::default();
            while !over.load(Ordering::Acquire) {
                let held = waits.time(|| lock::for_writing(path, "bench", lock::PATIENCE));
                drop(held.expect("the lock"));
                let begun = Clock::now();
                while begun.elapsed() < Duration::from_millis(1) {
                    std::thread::yield_now();
                }
            }
            waits
        });
        took.time(work);
        over.store(true, Ordering::Release);
        waits = saving.join().expect("it ended");
    });
    (took, waits)
}
