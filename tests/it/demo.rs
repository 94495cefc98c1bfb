//! The invented call centre: the same for the same seed and day, sound, worth a day's work.

use chrono_tz::Tz;
use huoke::demo::{self, Made};
use huoke::domain::task::Task;
use huoke::domain::time::{Instant, Now};
use huoke::store::task::{self, Filter, Of};
use huoke::store::{Actor, Cache, House, Reader, derive, staff};

use crate::dump::{dump, number};

fn now(text: &str) -> Now {
    Now {
        at: Instant::from_rfc3339(text).unwrap(),
        zone: Tz::Asia__Shanghai,
    }
}

fn make(path: &std::path::Path, customers: u64, seed: u64, at: &str) -> Made {
    demo::make(path, customers, seed, Some(7), &now(at), &mut |_| {}).unwrap()
}

#[test]
fn the_same_seed_and_day_make_the_same_file_and_another_seed_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let morning = make(&path("a.db"), 300, 1, "2026-11-23T01:00:00Z");
    let evening = make(&path("b.db"), 300, 1, "2026-11-23T12:34:56Z");
    make(&path("c.db"), 300, 2, "2026-11-23T01:00:00Z");
    assert_eq!(morning, evening);
    assert_eq!(dump(&path("a.db"), &[]), dump(&path("b.db"), &[]));
    assert_ne!(dump(&path("a.db"), &[]), dump(&path("c.db"), &[]));
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("making"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn it_is_sound_and_any_day_is_worth_working() {
    let folder = tempfile::tempdir().unwrap();
    // The last is a day of a lunar leap month, where birthdays are hard to find.
    for (name, at) in [
        ("a.db", "2026-02-28T20:00:00Z"),
        ("b.db", "2028-02-29T03:00:00Z"),
        ("c.db", "2028-06-30T03:00:00Z"),
    ] {
        let path = folder.path().join(name);
        let made = make(&path, 600, 5, at);
        assert_eq!(made.customers, 600);
        assert_eq!(number(&path, "SELECT count(*) FROM customer"), 600);
        assert_eq!(
            number(&path, "SELECT count(*) FROM sale"),
            made.sales.cast_signed()
        );
        let house = House::open(&path).unwrap();
        let reader = house.reader(Cache::Lookup).unwrap();
        let wangwei = staff::by_login(&reader, "wangwei").unwrap().unwrap();
        assert_eq!(
            (wangwei.name.as_str(), wangwei.ext.as_deref()),
            ("王薇", Some("801"))
        );
        let me = staff::actor(&reader, wangwei.id).unwrap();
        let day = now(at);
        let midnight = day.at_local(day.today(), chrono::NaiveTime::MIN);
        let mine =
            huoke::store::interaction::callbacks(&reader, &me, midnight.plus_minutes(24 * 60));
        let mine: Vec<_> = mine
            .unwrap()
            .into_iter()
            .filter(|due| due.at >= midnight)
            .collect();
        assert!(
            (3..=20).contains(&mine.len()),
            "{at}: {} callbacks",
            mine.len()
        );
        let calls = huoke::store::call::mine(&reader, &me, day.at).unwrap();
        assert!(calls.iter().any(|call| call.missed), "{at}: no missed call");
        let lunar = "SELECT count(*) FROM customer c JOIN staff s ON s.id = c.owner_id
            WHERE s.login = 'wangwei' AND lunar_md IS NOT NULL";
        assert!(number(&path, lunar) >= 4);
        let soon = format!(
            "SELECT count(*) FROM supply u JOIN staff s ON s.id = u.owner_id
              WHERE s.login = 'wangwei' AND julianday(u.runs_out_on) - julianday('{}')
                BETWEEN -5 AND 14",
            day.today()
        );
        assert!(number(&path, &soon) >= 7, "{at}: too few run out");
        assert!(made.tasks >= 40, "{at}: {} tasks", made.tasks);
        assert_eq!(
            number(&path, "SELECT count(*) FROM task"),
            made.tasks.cast_signed()
        );
        to_do(&reader, &me, day.at, at);
        let writer = house.writer().unwrap();
        assert_eq!(derive::differs(&writer).unwrap(), 0);
    }
}

/// What the first agent is to do: late, for today, of others, of her own, of the team, and news.
fn to_do(reader: &Reader, me: &Actor, at: Instant, what: &str) {
    let mine = task::list(reader, me, &Filter::open(Of::Mine, 99)).unwrap();
    let late = mine.iter().filter(|task| task.is_late(at)).count();
    let again = mine.iter().filter(|task| task.every.is_some()).count();
    let given = mine.iter().filter(|task| task.assigner.login == "sunli");
    assert!(
        late >= 2 && again == 1 && mine.len() >= 8,
        "{what}: {mine:?}"
    );
    assert!(given.count() >= 4, "{what}");
    let ended = Filter {
        ended: true,
        ..Filter::open(Of::Mine, 99)
    };
    let ended = task::list(reader, me, &ended).unwrap();
    let told = |task: &Task| {
        task.ended
            .as_ref()
            .is_some_and(|ended| ended.result.is_some())
    };
    assert!(
        ended.len() >= 3 && ended.iter().all(told),
        "{what}: {ended:?}"
    );
    let pool = task::list(reader, me, &Filter::open(Of::Pool, 99)).unwrap();
    assert_eq!(pool.len(), 2, "{what}");
    let news = task::news(reader, me, 99).unwrap();
    let done = |task: &&Task| task.ended.is_some();
    assert_eq!(
        (news.len(), news.iter().filter(done).count()),
        (3, 1),
        "{what}"
    );
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    std::fs::write(&path, "mine").unwrap();
    let refused = demo::make(
        &path,
        100,
        1,
        None,
        &now("2026-11-23T01:00:00Z"),
        &mut |_| {},
    );
    assert!(matches!(refused, Err(huoke::error::Error::AlreadyThere(_))));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}
