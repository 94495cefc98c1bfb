//! Imports: AdventureWorks whole; what single rows do and how runs end is in the files beside.

mod contacts;
mod exports;
mod hostile;
mod ledgers;
mod mended;
mod rejects;
mod rows;
mod runs;
mod sheets;
mod sums;
mod supply;
mod vcards;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use huoke::domain::time::Instant;
use huoke::exchange::field::Kind;
use huoke::store::init::{self, Init};
use huoke::store::{Asking, Cache, House, derive, journal, staff};
use huoke::work::import::{Failure, Match, OnMatch, Plan, Reason, Report, run};

use crate::data;
use crate::dump::number;

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
        self.import_until(kind, file, change, false)
    }

    /// Imports; stops after the first batch if that is said.
    fn import_until(
        &self,
        kind: Kind,
        file: &Path,
        change: impl FnOnce(&mut Plan<'_>),
        stop: bool,
    ) -> Outcome {
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
            encoding: None,
            sheet: None,
            program: env!("CARGO_BIN_EXE_huoke").into(),
            rejects: None,
            replace: false,
            matching: Match::CodeOrCard,
            on_match: OnMatch::Skip,
            owner: None,
            again: false,
            once: None,
            dry_run: false,
            words: &words,
        };
        change(&mut plan);
        run(&plan, &mut |_| {}, &AtomicBool::new(stop))
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

/// Six people, four of them with something wrong.
const PEOPLE: &str = "姓名,电话,生日,会员卡号,等级,负责人
王芳,13800134821,1985-04-08,VIP1,金卡,root
李强,1.38E+10,1985-04-08,VIP2,金卡,root
赵敏,021-62344821/13900134822,2001-02-30,VIP3,金卡,root
孙丽,+1 202 555 0143,农历八月十五,VIP4,金砖卡,root
周杰,500 555-0162,八月十五,VIP5,gold,nobody
吴静,13700000001,,VIP1,,
";

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
    supply::set_cycles(&place, supply::BEFORE);
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
        (
            "SELECT count(*) FROM sale_event WHERE kind = 'added'",
            27_659,
        ),
        (
            "SELECT -sum(m.quantity) FROM stock_move m JOIN sale_line l ON l.id = m.line_id
            JOIN sale s ON s.id = l.sale_id WHERE m.cause = 'sale' AND m.customer_id = s.customer_id
              AND m.product_id = l.product_id AND m.at = s.at",
            60_398,
        ),
        ("SELECT sum(quantity) FROM stock_move", 0),
        ("SELECT count(*) FROM product WHERE on_hand IS NOT NULL", 0),
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
    sums::agree(&place, &data);
    supply::set_cycles(&place, supply::AFTER);
    supply::agree(&place);
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
