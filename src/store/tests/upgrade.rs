//! Files of earlier versions are brought forward: the same schema as a fresh one, nothing lost.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::ids::CustomerId;
use crate::store::testing::{AT, Place};
use crate::store::{Asking, Cache, House, check, choice, customer, schema, sql};

/// Tables, indexes and triggers with their statements, without comments and blanks.
fn shape(conn: &Connection) -> BTreeMap<String, String> {
    let query = "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema
      WHERE name NOT LIKE 'sqlite_stat%'";
    let rows: Vec<(String, String)> =
        sql::all(conn, query, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let bare = |sql: &str| -> String {
        let lines = sql.lines().map(|line| line.split("--").next().unwrap());
        lines.flat_map(str::split_whitespace).collect()
    };
    rows.iter()
        .map(|(name, sql)| (name.clone(), bare(sql)))
        .collect()
}

/// A file of version 1 with somebody in it, one of their numbers verified by a call.
fn version_1(path: &std::path::Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    schema::create_version(&conn, 1).unwrap();
    conn.execute_batch(
        "BEGIN; PRAGMA defer_foreign_keys = ON;
         INSERT INTO journal_entry (at, staff_id, action, state) VALUES (1, 1, 'init', 'done');
         UPDATE journal_context SET entry_id = 1;
         INSERT INTO staff (login, name, role) VALUES ('root', '管理员', 'admin');
         INSERT INTO choice (list, code, label_zh, label_en, position) VALUES
           ('nature', 'person', '个人', 'Private', 0),
           ('nature', 'wholesaler', '批发', 'Wholesale', 1),
           ('interaction_kind', 'message', '短信微信', 'Message', 0);
         INSERT INTO role_right (role, operation, scope) VALUES
           ('admin', 'backup', 'all'), ('admin', 'edit', 'all'), ('admin', 'show', 'all');
         INSERT INTO setting (key, value) VALUES ('zone', 'Asia/Shanghai'), ('region', 'CN');
         INSERT INTO customer (code, name, created_at, modified_at) VALUES ('C1', '李明', 1, 1);
         INSERT INTO customer_phone (customer_id, typed, digits, known, kind, validity, validity_at)
           VALUES (1, '13800134821', '8613800134821', 1, 'mobile', 'valid', 1);
         UPDATE journal_context SET entry_id = NULL;
         COMMIT;",
    )
    .unwrap();
}

/// A file of version 2 with somebody in it who bought something that lasts a month.
fn version_2(path: &std::path::Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    schema::create_version(&conn, 2).unwrap();
    conn.execute_batch(
        "BEGIN; PRAGMA defer_foreign_keys = ON;
         INSERT INTO journal_entry (at, staff_id, action, state) VALUES (1, 1, 'init', 'done');
         UPDATE journal_context SET entry_id = 1;
         INSERT INTO staff (login, name, role) VALUES ('root', '管理员', 'admin');
         INSERT INTO role_right (role, operation, scope) VALUES
           ('admin', 'backup', 'all'), ('admin', 'edit', 'all'), ('admin', 'show', 'all');
         INSERT INTO setting (key, value) VALUES ('zone', 'Asia/Shanghai'), ('region', 'CN');
         INSERT INTO customer (code, name, created_at, modified_at) VALUES ('C1', '李明', 1, 1);
         INSERT INTO choice (list, code, label_zh, label_en, validity, position) VALUES
           ('disposition', 'reached', '已沟通', 'Reached', 'valid', 0),
           ('disposition', 'hostile', '有抵触情绪', 'Hostile', 'valid', 1),
           ('disposition', 'visited', '已上门', 'Visited', 'valid', 2),
           ('disposition', 'moved', '已搬迁', 'Moved', 'invalid', 3);
         INSERT INTO product (code, name, cycle_days) VALUES ('P1', '蜂胶', 30);
         INSERT INTO sale (code, customer_id, at, total, state)
           VALUES ('S1', 1, 1795413900000, 0, 'closed');
         INSERT INTO sale_line (sale_id, product_id, quantity, amount) VALUES (1, 1, 3, 0);
         UPDATE journal_context SET entry_id = NULL;
         COMMIT;",
    )
    .unwrap();
}

/// A file of version 3 with somebody for whom goods are kept.
fn version_3(path: &std::path::Path) {
    let conn = Connection::open(path).unwrap();
    conn.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    schema::create_version(&conn, 3).unwrap();
    conn.execute_batch(
        "BEGIN; PRAGMA defer_foreign_keys = ON;
         INSERT INTO journal_entry (at, staff_id, action, state) VALUES (1, 1, 'init', 'done');
         UPDATE journal_context SET entry_id = 1;
         INSERT INTO staff (login, name, role) VALUES ('root', '管理员', 'admin');
         INSERT INTO role_right (role, operation, scope) VALUES
           ('admin', 'backup', 'all'), ('admin', 'edit', 'all'), ('admin', 'show', 'all');
         INSERT INTO setting (key, value) VALUES ('zone', 'Asia/Shanghai'), ('region', 'CN');
         INSERT INTO reason (code, kind, before_days, after_days, weight, label_zh, label_en)
           VALUES ('silent', 'silent', 0, 100, 99, '好久不见', 'Long time');
         INSERT INTO customer (code, name, created_at, modified_at, held, held_since)
           VALUES ('C1', '李明', 1, 1, 2, 1795413900000);
         INSERT INTO product (code, name, cycle_days) VALUES ('P1', '蜂胶', 30);
         INSERT INTO sale (code, customer_id, at, total) VALUES ('S1', 1, 1795413900000, 0);
         INSERT INTO sale_line (sale_id, product_id, quantity, amount) VALUES (1, 1, 3, 0);
         INSERT INTO held_goods_entry (customer_id, sale_id, line_id, product_id, quantity, cause,
           at) VALUES (1, 1, 1, 1, 2, 'sale', 1795413900000);
         UPDATE journal_context SET entry_id = NULL;
         COMMIT;",
    )
    .unwrap();
}

#[test]
fn a_file_of_version_3_becomes_the_same_as_a_fresh_one() {
    becomes_as_a_fresh_one(3, |path| {
        version_3(path);
        // Until then the file's own triggers noted what a row was before.
        Connection::open(path)
            .unwrap()
            .execute_batch(
                "DROP TRIGGER journal_setting_update;
                 CREATE TRIGGER journal_setting_update AFTER UPDATE OF key, value ON setting BEGIN
                   INSERT INTO journal_row (entry_id, tbl, key, operation, before)
                   SELECT entry_id, 'setting', OLD.id, 'update', json_object('value', OLD.value)
                   FROM journal_context;
                 END",
            )
            .unwrap();
    });
}

#[test]
fn an_older_file_gains_the_reason_of_goods_held_too_long_and_keeps_its_own_wording() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    version_3(&path);
    House::upgrade(&path, "root").unwrap();
    let house = House::open(&path).unwrap();
    let rules = crate::store::reason::rules(&house.reader(Cache::Lookup).unwrap()).unwrap();
    let told = |code: &str| {
        let rule = rules.iter().find(|rule| rule.code == code).unwrap();
        (rule.label_zh.as_str(), rule.weight, rule.days)
    };
    assert_eq!(told("held_long"), ("存货未领", 38, Some(30)));
    assert_eq!(told("silent"), ("好久不见", 99, None));
}

#[test]
fn what_was_counted_once_of_tables_and_indexes_misleads_nobody_in_an_upgraded_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    version_3(&path);
    let counted = |path: &std::path::Path| {
        let conn = Connection::open(path).unwrap();
        let count = "SELECT count(*) FROM sqlite_stat1";
        conn.query_row(count, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    Connection::open(&path)
        .unwrap()
        .execute_batch("ANALYZE")
        .unwrap();
    assert_ne!(counted(&path), 0);
    House::upgrade(&path, "root").unwrap();
    assert_eq!(counted(&path), 0);
}

#[test]
fn a_file_of_version_1_becomes_the_same_as_a_fresh_one() {
    becomes_as_a_fresh_one(1, version_1);
}

#[test]
fn a_file_of_version_2_becomes_the_same_as_a_fresh_one() {
    becomes_as_a_fresh_one(2, version_2);
}

#[test]
fn an_older_files_results_of_calls_settle_where_somebody_was_spoken_with() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    version_2(&path);
    House::upgrade(&path, "root").unwrap();
    let house = House::open(&path).unwrap();
    let known = choice::list(&house.reader(Cache::Lookup).unwrap(), "disposition").unwrap();
    let flags = |code: &str| {
        let found = known.iter().find(|choice| choice.code == code).unwrap();
        (found.settles, found.complaint)
    };
    assert_eq!(flags("reached"), (true, false));
    assert_eq!(flags("hostile"), (true, true));
    assert_eq!(flags("visited"), (true, false));
    assert_eq!(flags("moved"), (false, false));
    // What the list has gained since comes with its flags.
    assert_eq!(flags("callback"), (true, false));
    assert_eq!(flags("no_answer"), (false, false));
}

#[test]
fn what_was_bought_before_run_outs_were_known_runs_out_once_somebody_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    version_2(&path);
    House::upgrade(&path, "root").unwrap();
    let house = House::open(&path).unwrap();
    let mut writer = house.writer().unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = crate::store::staff::by_login(&reader, "root")
        .unwrap()
        .unwrap();
    let ends = || -> Option<String> {
        sql::one(reader.conn(), "SELECT runs_out_on FROM supply", [], |row| {
            row.get(0)
        })
        .unwrap()
    };
    assert_eq!(ends(), None);
    crate::store::derive::sweep(&mut writer, &Asking::new(root.id, AT)).unwrap();
    assert_eq!(ends().as_deref(), Some("2027-02-21"));
}

fn becomes_as_a_fresh_one(version: i64, make: impl Fn(&std::path::Path)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    make(&path);
    let brought = House::upgrade(&path, "root").unwrap();
    assert_eq!(brought, (version, schema::VERSION));
    let old = House::open(&path).unwrap();
    let place = Place::fresh();
    let (old, fresh) = (old.reader(Cache::Lookup).unwrap(), place.reader());
    let (old, fresh) = (shape(old.conn()), shape(fresh.conn()));
    assert_eq!(
        old.keys().collect::<Vec<_>>(),
        fresh.keys().collect::<Vec<_>>()
    );
    for (name, sql) in &fresh {
        assert_eq!(&old[name], sql, "{name}");
    }
}

#[test]
fn what_the_business_had_stays_and_the_lists_gain_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    version_1(&path);
    House::upgrade(&path, "root").unwrap();
    assert_eq!(
        House::upgrade(&path, "root").unwrap(),
        (schema::VERSION, schema::VERSION)
    );
    let house = House::open(&path).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let natures = choice::list(&reader, "nature").unwrap();
    let labelled = |code: &str| {
        let found = natures.iter().find(|choice| choice.code == code).unwrap();
        (found.zh.as_str(), found.under.as_deref())
    };
    assert_eq!(labelled("person"), ("个人", None));
    assert_eq!(labelled("wholesaler"), ("批发", Some("intermediary")));
    assert_eq!(labelled("supermarket"), ("超级市场", Some("retailer")));
    assert_eq!(
        choice::resolve(&reader, "stage", "旧客户").unwrap(),
        "former"
    );
    let how = "SELECT validity_how FROM customer_phone";
    let how: Option<String> = sql::one(reader.conn(), how, [], |row| row.get(0)).unwrap();
    assert_eq!(how.as_deref(), Some("call"));

    // Somebody goes on working with it, and the journal is told.
    let mut writer = house.writer().unwrap();
    let root = crate::store::staff::by_login(&reader, "root")
        .unwrap()
        .unwrap()
        .id;
    let asking = Asking::new(root, AT);
    let stage = crate::domain::customer::Draft {
        fields: vec![(crate::domain::customer::Field::Stage, "current".to_owned())],
        ..Default::default()
    };
    let changed = writer.change(&asking, "test", |tx| {
        customer::edit(tx, CustomerId(1), None, &stage)
    });
    assert!(changed.unwrap().answer);
    let told = "SELECT 1 FROM journal_row WHERE tbl = 'customer' AND operation = 'update'
      AND json_type(before, '$.stage') = 'null'";
    assert!(sql::exists(reader.conn(), told, []).unwrap());
    let broken: Vec<&str> = check::check(&writer, &asking)
        .unwrap()
        .iter()
        .filter(|check| !check.ok)
        .map(|check| check.name)
        .collect();
    assert_eq!(broken, Vec::<&str>::new());
}
