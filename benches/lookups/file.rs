//! Makes the files that are measured: customers, numbers, sales and contacts of the invented call
//! centre, written row by row, with derived data made by the doors of a bulk load.

use std::path::{Path, PathBuf};

use huoke::demo::{history, people};
use huoke::domain::customer::Field;
use huoke::domain::phone;
use huoke::domain::time::{Day, Instant};
use huoke::store::init::{self, Init};
use huoke::store::{Cache, derive};
use rusqlite::{Connection, params};

/// 2026-11-23T06:05:00Z.
pub(crate) const AT: Instant = Instant(1_795_413_900_000);
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const PRODUCTS: i64 = 60;
/// Row of the first agent; 1 and 2 are the administrator and the exchange.
pub(crate) const FIRST_AGENT: i64 = 3;
/// Customers of one agent.
const EACH: u64 = 4_000;

/// The file of this many customers, made if it is not there.
pub(crate) fn of_size(folder: &Path, customers: u64) -> PathBuf {
    let path = folder.join(format!("lookups-{customers}.huoke"));
    if !path.exists() {
        eprintln!("making {} …", path.display());
        make(&path, customers);
    }
    path
}

fn make(path: &Path, customers: u64) {
    let making = path.with_extension("making");
    for suffix in ["", "-wal", "-shm", ".lock", ".open"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", making.display()));
    }
    let init = Init {
        login: "root".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: true,
    };
    let house = init::create(&making, &init, AT).expect("a fresh file");
    let writer = house.writer_with(Cache::Bulk).expect("its writer");
    derive::begin_bulk(&writer, AT).expect("a bulk load");
    let conn = Connection::open(&making).expect("the same file");
    conn.execute_batch(
        "PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF; BEGIN;
         UPDATE journal_context SET entry_id = 1, mode = 'range';",
    )
    .expect("a context");
    let agents = i64::try_from(customers / EACH).expect("few").max(4);
    house_of(&conn, agents);
    fill(&conn, customers, agents);
    conn.execute_batch("UPDATE journal_context SET entry_id = NULL, mode = 'row'; COMMIT")
        .expect("committed");
    drop(conn);
    derive::finish_bulk(&writer, &mut |_| {}).expect("finished");
    drop(writer);
    drop(house);
    std::fs::rename(&making, path).expect("in its place");
}

/// Two branches, teams of ten, products; agents see their own alone.
fn house_of(conn: &Connection, agents: i64) {
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        conn.execute(sql, values).expect("a row");
    };
    let unit =
        "INSERT INTO org_unit (id, code, name, kind, under_id) VALUES (?1, 'U' || ?1, 'U', ?2, ?3)";
    run(unit, &[&1, &"branch", &None::<i64>]);
    for team in 0..=agents / 10 {
        run(unit, &[&(team + 2), &"team", &1]);
    }
    let staff = "INSERT INTO staff (id, login, name, role, unit_id, ext)
      VALUES (?1, 'a' || ?1, '坐席' || ?1, ?2, ?3, ?1)";
    for agent in 0..agents {
        run(
            staff,
            &[&(FIRST_AGENT + agent), &"agent", &(agent / 10 + 2)],
        );
    }
    run(staff, &[&(FIRST_AGENT + agents), &"supervisor", &2]);
    for product in 1..=PRODUCTS {
        let add = "INSERT INTO product (id, code, name) VALUES (?1, 'P' || ?1, '产品' || ?1)";
        run(add, &[&product]);
    }
}

fn fill(conn: &Connection, customers: u64, agents: i64) {
    let today = Day::from_ymd_opt(2026, 11, 23).expect("a day");
    let mut made = 0;
    let mut sales = 0;
    for number in 0.. {
        for person in people::household(1, number, today) {
            made += 1;
            let id = i64::try_from(made).expect("few");
            let owner = FIRST_AGENT + fastrand_of(made) % agents;
            customer(conn, id, owner, &person.draft);
            let past = history::history(1, made, person.since_days.max(30), false);
            happened(conn, id, owner, &past, &mut sales);
            if made == customers {
                return;
            }
        }
    }
}

/// A number that looks drawn by lot, the same each time.
fn fastrand_of(seed: u64) -> i64 {
    fastrand::Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).i64(0..1_000_000)
}

fn customer(conn: &Connection, id: i64, owner: i64, draft: &huoke::domain::customer::Draft) {
    let field = |wanted: Field| {
        draft
            .fields
            .iter()
            .find(|(field, _)| *field == wanted)
            .map(|(_, value)| value.as_str())
    };
    let mut add = conn
        .prepare_cached(
            "INSERT INTO customer (id, code, name, card_no, owner_id, tier, grade, remark,
               created_at, modified_at)
             VALUES (?1, printf('C%07d', ?1), ?2, iif(?1 % 3, NULL, printf('VIP%07d', ?1)), ?3,
               ?4, ?5, ?6, 0, 0)",
        )
        .expect("sql");
    add.execute(params![
        id,
        field(Field::Name),
        owner,
        field(Field::Tier),
        field(Field::Grade),
        field(Field::Remark)
    ])
    .expect("a customer");
    for new in &draft.phones {
        let Ok(phone) = phone::understand(&new.typed, "CN") else {
            continue;
        };
        let mut add = conn
            .prepare_cached(
                "INSERT INTO customer_phone (customer_id, typed, digits, known, kind)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .expect("sql");
        add.execute(params![
            id,
            new.typed,
            phone.digits,
            phone.known,
            phone.kind.code()
        ])
        .expect("a number");
    }
    for member in &draft.members {
        conn.prepare_cached(
            "INSERT INTO family_member (customer_id, name, relation) VALUES (?1, ?2, ?3)",
        )
        .and_then(|mut add| add.execute(params![id, member.name, member.relation]))
        .expect("a member");
    }
    if let Some(address) = &draft.address {
        conn.prepare_cached(
            "INSERT INTO customer_address (customer_id, city, line) VALUES (?1, ?2, ?3)",
        )
        .and_then(|mut add| add.execute(params![id, address.city, address.line]))
        .expect("an address");
    }
    for (kind, date) in &draft.dates {
        let lunar = date.calendar == huoke::domain::birthday::Calendar::Lunar;
        conn.prepare_cached(
            "INSERT INTO customer_date (customer_id, kind, calendar, year, month, day, leap)
             VALUES (?1, ?2, iif(?3, 'lunar', 'solar'), ?4, ?5, ?6, ?7)",
        )
        .and_then(|mut add| {
            add.execute(params![
                id, kind, lunar, date.year, date.month, date.day, date.leap
            ])
        })
        .expect("a date");
    }
}

fn happened(conn: &Connection, id: i64, owner: i64, past: &history::History, sales: &mut i64) {
    let at = |days: i64, minute: i64| AT.0 - days * DAY_MS + minute * 60_000;
    conn.prepare_cached(
        "INSERT INTO assignment (customer_id, owner_id, by_id, at) VALUES (?1, ?2, 1, ?3)",
    )
    .and_then(|mut add| add.execute(params![id, owner, at(30 + id % 900, 0)]))
    .expect("an assignment");
    for contact in &past.contacts {
        conn.prepare_cached(
            "INSERT INTO interaction (customer_id, kind, direction, at, staff_id, disposition, note)
             VALUES (?1, 'call', 'out', ?2, ?3, ?4, ?5)",
        )
        .and_then(|mut add| {
            let at = at(contact.days_ago, contact.minute);
            add.execute(params![id, at, owner, contact.disposition, contact.note])
        })
        .expect("a contact");
    }
    for purchase in &past.purchases {
        *sales += 1;
        let total = i64::try_from(purchase.lines.len()).expect("few") * 29_900;
        conn.prepare_cached(
            "INSERT INTO sale (id, code, customer_id, at, staff_id, total)
             VALUES (?1, 'S' || ?1, ?2, ?3, ?4, ?5)",
        )
        .and_then(|mut add| {
            let at = at(purchase.days_ago, purchase.minute);
            add.execute(params![*sales, id, at, owner, total])
        })
        .expect("a sale");
        for (product, quantity) in &purchase.lines {
            let product = i64::try_from(*product).expect("few") % PRODUCTS + 1;
            conn.prepare_cached(
                "INSERT INTO sale_line (sale_id, product_id, quantity, amount)
                 VALUES (?1, ?2, ?3, 29900)",
            )
            .and_then(|mut add| add.execute(params![*sales, product, quantity]))
            .expect("a line");
        }
        conn.prepare_cached(
            "INSERT INTO payment (sale_id, customer_id, at, method, amount)
             VALUES (?1, ?2, 0, 'cash', ?3)",
        )
        .and_then(|mut add| add.execute(params![*sales, id, total - purchase.owed]))
        .expect("a payment");
    }
}
