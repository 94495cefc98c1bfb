//! Imports: AdventureWorks whole, and what goes wrong with rows, files and processes.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use huoke::domain::time::Instant;
use huoke::exchange::field::Kind;
use huoke::store::init::{self, Init};
use huoke::store::{Asking, Cache, House, derive, journal, staff};
use huoke::work::import::{Failure, Match, OnMatch, Plan, Reason, Report, run};

use crate::data;
use crate::dump::{dump, number};

/// 2026-11-23T06:05:00Z.
const AT: Instant = Instant(1_795_413_900_000);
/// What an import leaves beside the rows that undo takes back.
const TRACES: &[&str] = &["journal_entry", "journal_row", "import_batch", "feed"];

/// A folder with a fresh house in it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new(currency: &str) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let init = Init {
            login: "root".to_owned(),
            name: "Root".to_owned(),
            zone: "Asia/Shanghai".to_owned(),
            currency: currency.to_owned(),
            region: "CN".to_owned(),
            uid: None,
            demo: false,
        };
        init::create(&folder.path().join("t.db"), &init, AT).unwrap();
        Place { folder }
    }

    fn house(&self) -> PathBuf {
        self.folder.path().join("t.db")
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn number(&self, query: &str) -> i64 {
        number(&self.house(), query)
    }

    fn import(&self, kind: Kind, file: &Path, change: impl FnOnce(&mut Plan<'_>)) -> Outcome {
        let words = |reason: &Reason| format!("{reason:?}");
        let who = |reader: &huoke::store::Reader| Ok(staff::by_login(reader, "root")?.unwrap().id);
        let mut plan = Plan {
            house: self.house(),
            who: &who,
            at: AT,
            why: None,
            kind,
            files: vec![file.to_owned()],
            map: None,
            rejects: None,
            matching: Match::CodeOrCard,
            on_match: OnMatch::Skip,
            owner: None,
            again: false,
            dry_run: false,
            words: &words,
        };
        change(&mut plan);
        run(&plan, &mut |_| {}, &AtomicBool::new(false))
    }

    /// Takes an entry back.
    fn undo(&self, entry: huoke::domain::ids::EntryId) {
        let house = House::open(&self.house()).unwrap();
        let reader = house.reader(Cache::Lookup).unwrap();
        let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
        let mut writer = house.writer().unwrap();
        journal::undo(&mut writer, &Asking::new(root, AT), entry, false).unwrap();
    }

    /// Nothing derived is other than it should be, and no reference leads nowhere.
    fn is_sound(&self) {
        let house = House::open(&self.house()).unwrap();
        assert_eq!(derive::differs(&house.writer().unwrap()).unwrap(), 0);
        assert_eq!(
            self.number("SELECT count(*) FROM pragma_foreign_key_check"),
            0
        );
        assert_eq!(
            self.number("SELECT count(*) FROM journal_context WHERE entry_id IS NULL"),
            1
        );
    }
}

type Outcome = Result<Report, Failure>;

fn map(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/import/{name}.toml"))
}

/// What was read, added, updated, skipped and rejected.
fn counts(report: &Report) -> [u64; 5] {
    [
        report.read,
        report.added,
        report.updated,
        report.skipped,
        report.rejected,
    ]
}

#[test]
fn adventureworks_comes_in_whole_and_its_sums_are_right() {
    let Some(data) = data::folder("crm-adventureworks") else {
        return;
    };
    let place = Place::new("USD");
    let by_map = |kind: Kind, file: &str| {
        let name = format!("adventureworks-{kind}");
        place
            .import(kind, &data.join(file), |plan| plan.map = Some(map(&name)))
            .unwrap()
    };
    let customers = by_map(Kind::Customers, "DimCustomer.csv");
    assert_eq!(counts(&customers), [18_484, 18_484, 0, 0, 0]);
    assert!(customers.alone && customers.unused.is_empty());
    let products = by_map(Kind::Products, "DimProduct.csv");
    assert_eq!(counts(&products), [606, 606, 0, 0, 0]);
    let sales = by_map(Kind::Sales, "FactInternetSales.csv");
    assert_eq!(counts(&sales), [60_398, 27_659, 0, 0, 0]);
    assert_eq!(sales.rounded, 2_449);
    for (query, expected) in [
        ("SELECT count(*) FROM customer", 18_484),
        ("SELECT count(*) FROM sale_line", 60_398),
        ("SELECT sum(amount) FROM sale_line", 2_935_867_789),
        ("SELECT sum(total) FROM sale", 2_935_867_789),
        ("SELECT sum(amount) FROM payment", 2_935_867_789),
        ("SELECT count(*) FROM customer WHERE balance_due <> 0", 0),
        ("SELECT sum(purchase_count) FROM customer", 27_659),
        ("SELECT count(DISTINCT digits) FROM customer_phone", 8_890),
        (
            "SELECT count(*) FROM customer_phone WHERE digits =
            (SELECT digits FROM customer_phone WHERE typed = '1 (11) 500 555-0118' LIMIT 1)",
            205,
        ),
        (
            "SELECT count(*) FROM customer_address WHERE city IS NULL",
            0,
        ),
        ("SELECT count(*) FROM customer WHERE birth_md = 229", 11),
        (
            "SELECT count(*) FROM payment p JOIN sale s ON s.id = p.sale_id
            WHERE p.at <> s.at OR p.method <> 'imported'",
            0,
        ),
    ] {
        assert_eq!(place.number(query), expected, "{query}");
    }
    place.is_sound();
    numbers_that_no_plan_knows_are_found(&place);
}

fn numbers_that_no_plan_knows_are_found(place: &Place) {
    use huoke::domain::phone;
    let unknown = "SELECT count(*) FROM customer_phone WHERE known = 0";
    assert!(place.number(unknown) > 0);
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let actor = staff::actor(&reader, root).unwrap();
    let digits = phone::understand("1 (11) 500 555-0118", "CN")
        .unwrap()
        .digits;
    let found = huoke::store::find::by_number(&reader, &actor, &digits, 20, AT).unwrap();
    assert_eq!((found.rows.len(), found.count), (20, 205));
}

const PEOPLE: &str = "姓名,电话,生日,会员卡号,等级,负责人
王芳,13800134821,1985-04-08,VIP1,金卡,root
李强,1.38E+10,1985-04-08,VIP2,金卡,root
赵敏,021-62344821/13900134822,2001-02-30,VIP3,金卡,root
孙丽,+1 202 555 0143,农历八月十五,VIP4,金砖卡,root
周杰,500 555-0162,八月十五,VIP5,gold,nobody
吴静,13700000001,,VIP1,,
";

fn rejected(place: &Place, name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(place.folder.path().join(name)).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn wrong_rows_come_back_with_their_reason_and_mended_they_go_in() {
    let place = Place::new("CNY");
    let file = place.file("people.csv", PEOPLE);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    // 吴静 has the card of 王芳: it is there already.
    assert_eq!(counts(&report), [6, 1, 0, 1, 4]);
    let lines = rejected(&place, "people.rejected.csv");
    assert_eq!(lines.len(), 5);
    for (line, parts) in [
        (1, ["1.38E+10", "3,phone,", "Mangled"]),
        (2, ["2001-02-30", "4,birthday,", "ImpossibleDate"]),
        (3, ["金砖卡", "5,tier,", "gold 金卡"]),
        (4, ["nobody", "6,owner,", "Unknown"]),
    ] {
        for part in parts {
            assert!(lines[line].contains(part), "{}: {part}", lines[line]);
        }
    }
    let mended = std::fs::read_to_string(place.folder.path().join("people.rejected.csv")).unwrap();
    let mended = mended
        .replace("1.38E+10", "13800134800")
        .replace("2001-02-30", "2001-02-28")
        .replace("金砖卡", "gold")
        .replace("nobody", "root")
        .replace("八月十五,VIP5", "农历八月十五,VIP5");
    let file = place.file("mended.csv", &mended);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&report), [4, 4, 0, 0, 0]);
    assert_eq!(place.number("SELECT count(*) FROM customer_phone"), 6);
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE lunar_md = 815"),
        2
    );
    assert_eq!(
        place.number("SELECT count(*) FROM customer_phone WHERE known = 0"),
        1
    );
    place.is_sound();
}

#[test]
fn a_dry_run_says_what_would_happen_and_changes_nothing() {
    let place = Place::new("CNY");
    let file = place.file("people.csv", PEOPLE);
    let before = dump(&place.house(), &[]);
    let dry = place
        .import(Kind::Customers, &file, |plan| plan.dry_run = true)
        .unwrap();
    assert_eq!(dump(&place.house(), &[]), before);
    assert!(!place.folder.path().join("people.rejected.csv").exists());
    let real = place.import(Kind::Customers, &file, |_| {}).unwrap();
    assert_eq!(counts(&dry), counts(&real));
    assert_eq!((dry.entry, dry.rejects.len()), (None, 0));
}

#[test]
fn an_import_is_one_entry_and_taken_back_leaves_what_was_there() {
    let place = Place::new("CNY");
    let first = "编号,姓名,电话,会员卡号\nA1,王芳,13800134821,V1\nA2,李强,13900134822,V2\n";
    let first = place.file("first.csv", first);
    place.import(Kind::Customers, &first, |_| {}).unwrap();
    let before = dump(&place.house(), TRACES);
    let second = "编号,姓名,电话,会员卡号,备注\nA1,王小芳,13800134821,V1,改名\n\
                  A3,赵敏,13700134823,V3,新\nA2,李强,13600134824,V2,\n";
    let second = place.file("second.csv", second);
    let update = |plan: &mut Plan<'_>| plan.on_match = OnMatch::Update;
    let report = place.import(Kind::Customers, &second, update).unwrap();
    assert_eq!(counts(&report), [3, 1, 2, 0, 0]);
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE name = '王小芳'"),
        1
    );
    assert_eq!(place.number("SELECT count(*) FROM customer_phone"), 4);
    place.is_sound();
    place.undo(report.entry.unwrap());
    let bookkeeping = |lines: Vec<String>| -> Vec<String> {
        // Every change of a row moves its version on; that is not taken back.
        lines
            .into_iter()
            .filter(|line| !line.starts_with("customer: "))
            .collect()
    };
    assert_eq!(
        bookkeeping(dump(&place.house(), TRACES)),
        bookkeeping(before)
    );
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE name = '王芳'"),
        1
    );
    place.is_sound();
    // Taken back, it may come again; there again, it may not.
    place.import(Kind::Customers, &second, update).unwrap();
    let again = place.import(Kind::Customers, &second, update);
    assert!(matches!(again, Err(Failure::Finished { .. })));
}

#[test]
fn a_first_import_taken_back_leaves_an_empty_house() {
    let place = Place::new("CNY");
    let before = dump(&place.house(), TRACES);
    let file = place.file("people.csv", PEOPLE);
    let report = place.import(Kind::Customers, &file, |_| {}).unwrap();
    place.undo(report.entry.unwrap());
    let mut after = dump(&place.house(), TRACES);
    // The bulk load counted the rows of tables for the planner.
    after.retain(|line| !line.starts_with("sqlite_stat"));
    assert_eq!(after, before);
    place.is_sound();
}

#[test]
fn orders_stay_whole_or_come_back_whole() {
    let place = Place::new("CNY");
    let customers = place.file("c.csv", "编号,姓名\nA1,王芳\nA2,李强\n");
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let products = place.file("p.csv", "code,name,price\nP1,Tea,12.345\nP2,Cup,5\n");
    let products = place.import(Kind::Products, &products, |_| {}).unwrap();
    assert_eq!((products.added, products.rounded), (2, 1));
    let map = "[fields]\norder = \"o\"\ncustomer = \"c\"\nproduct = \"p\"\ndate = \"d\"\nquantity = \"q\"\n";
    let map = place.file("sales.toml", map);
    let sales = "o,c,p,d,q\n1,A1,P1,2026-01-02,2\n1,A1,P2,2026-01-02,1\n2,A2,P9,2026-01-03,1\n\
                 2,A2,P1,2026-01-03,1\n3,A9,P1,2026-01-03,1\n4,A2,P1,2026-01-03,0\n1,A1,P2,2026-01-02,1\n";
    let sales = place.file("s.csv", sales);
    let report = place
        .import(Kind::Sales, &sales, |plan| plan.map = Some(map.clone()))
        .unwrap();
    assert_eq!(counts(&report), [7, 1, 0, 0, 5]);
    let lines = rejected(&place, "s.rejected.csv");
    assert!(
        lines[1].contains("product") && lines[2].contains("Order { line: 4 }"),
        "{lines:?}"
    );
    assert_eq!(place.number("SELECT total FROM sale"), 2 * 1235 + 500);
    assert_eq!(
        place.number("SELECT sum(amount) FROM payment"),
        2 * 1235 + 500
    );
    place.is_sound();
}

#[test]
fn what_a_file_calls_unpaid_is_owed() {
    let place = Place::new("CNY");
    let customers = place.file("c.csv", "编号,姓名\nA1,王芳\n");
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let products = place.file("p.csv", "code,name,price\nP1,Tea,12\n");
    place.import(Kind::Products, &products, |_| {}).unwrap();
    let map = "payment = \"unpaid\"\n[fields]\ncustomer = \"c\"\nproduct = \"p\"\ndate = \"d\"\n";
    let map = place.file("sales.toml", map);
    let sales = place.file("s.csv", "c,p,d\nA1,P1,2026-01-02\n");
    place
        .import(Kind::Sales, &sales, |plan| plan.map = Some(map))
        .unwrap();
    assert_eq!(place.number("SELECT balance_due FROM customer"), 1200);
}

#[test]
fn contacts_of_another_system_stand_on_the_timeline() {
    let place = Place::new("CNY");
    let customers = place.file(
        "c.csv",
        "编号,姓名,电话\nA1,王芳,13800134821\nA2,李强,13800134821\n",
    );
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let map = "[fields]\ncustomer = \"c\"\ndate = \"d\"\ntime = \"t\"\ndisposition = \"r\"\n\
               by = \"b\"\nnote = \"n\"\nnext = \"x\"\n";
    let map = place.file("contacts.toml", map);
    let contacts = "c,d,t,r,b,n,x\nA1,2026-11-01,14:05,已联系,root,睡眠好了,2026-12-01 10:00\n\
                    A1,2026-10-01,,,,旧备注,\nA2,2026-10-01,,reached,,,\nA3,2026-10-01,,,,,\n\
                    A2,2026-10-01,,飞了,,,\n";
    let known = huoke::store::choice::resolve;
    let house = House::open(&place.house()).unwrap();
    let reached = known(
        &house.reader(Cache::Lookup).unwrap(),
        "disposition",
        "reached",
    )
    .unwrap();
    let labels = huoke::store::choice::list(&house.reader(Cache::Lookup).unwrap(), "disposition");
    let label = labels
        .unwrap()
        .into_iter()
        .find(|choice| choice.code == reached)
        .unwrap()
        .zh;
    drop(house);
    let contacts = place.file("contacts.csv", &contacts.replace("已联系", &label));
    let report = place
        .import(Kind::Interactions, &contacts, |plan| plan.map = Some(map))
        .unwrap();
    assert_eq!(counts(&report), [5, 3, 0, 0, 2]);
    for (query, expected) in [
        // 14:05 in Shanghai.
        ("SELECT max(at) FROM interaction", 1_793_513_100_000),
        (
            "SELECT next_contact_at FROM customer WHERE code = 'A1'",
            1_796_090_400_000,
        ),
        ("SELECT count(*) FROM interaction WHERE kind = 'note'", 1),
        (
            "SELECT count(*) FROM interaction WHERE disposition = 'reached'",
            2,
        ),
    ] {
        assert_eq!(place.number(query), expected, "{query}");
    }
    place.is_sound();
}

#[test]
fn a_run_that_was_stopped_goes_on_or_is_taken_back() {
    let place = Place::new("CNY");
    let rows = |from: u32, to: u32| -> String {
        (from..to)
            .map(|row| format!("客户{row},138{row:08}\n"))
            .collect()
    };
    let first = place.file("first.csv", &format!("姓名,电话\n{}", rows(0, 10)));
    place.import(Kind::Customers, &first, |_| {}).unwrap();
    let file = place.file("many.csv", &format!("姓名,电话\n{}", rows(10, 3_000)));
    let words = |reason: &Reason| format!("{reason:?}");
    let who = |reader: &huoke::store::Reader| Ok(staff::by_login(reader, "root")?.unwrap().id);
    let plan = Plan {
        house: place.house(),
        who: &who,
        at: AT,
        why: Some("搬家".to_owned()),
        kind: Kind::Customers,
        files: vec![file.clone()],
        map: None,
        rejects: None,
        matching: Match::CodeOrCard,
        on_match: OnMatch::Skip,
        owner: Some("root".to_owned()),
        again: false,
        dry_run: false,
        words: &words,
    };
    let stopped = run(&plan, &mut |_| {}, &AtomicBool::new(true)).unwrap();
    assert!(stopped.cancelled && stopped.added > 0 && stopped.added < 2_990);
    place.is_sound();
    assert_eq!(
        place.number("SELECT count(*) FROM customer"),
        10 + stopped.added.cast_signed()
    );
    let report = run(&plan, &mut |_| {}, &AtomicBool::new(false)).unwrap();
    assert!(report.resumed && !report.cancelled);
    assert_eq!((report.entry, report.added), (stopped.entry, 2_990));
    assert_eq!(
        place.number("SELECT count(*) FROM customer WHERE owner_id = 1"),
        2_990
    );
    place.undo(report.entry.unwrap());
    assert_eq!(place.number("SELECT count(*) FROM customer"), 10);
    place.is_sound();
    // Taken back, it is a new run, which may be stopped and taken back at once.
    let stopped = run(&plan, &mut |_| {}, &AtomicBool::new(true)).unwrap();
    assert!(!stopped.resumed);
    place.undo(stopped.entry.unwrap());
    assert_eq!(place.number("SELECT count(*) FROM customer"), 10);
}

#[test]
fn two_who_carry_on_the_same_run_do_not_double_its_rows() {
    use huoke::store::import::{self, Derive};
    let place = Place::new("CNY");
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let (mut writer, asking) = (house.writer().unwrap(), Asking::new(root, AT));
    let run = import::begin(&mut writer, &asking, "digest", "customers", "{}").unwrap();
    let mut batch = || {
        import::batch(&mut writer, &asking, &run, Derive::Now, |batch| {
            let mut draft = huoke::domain::customer::Draft::default();
            draft
                .fields
                .push((huoke::domain::customer::Field::Name, "王芳".to_owned()));
            import::newcomer(batch, &draft, AT)?;
            Ok(((), run.position + 1, "{}".to_owned()))
        })
    };
    batch().unwrap();
    assert!(matches!(batch(), Err(huoke::error::Error::Refused(_))));
    assert_eq!(place.number("SELECT count(*) FROM customer"), 1);
}
