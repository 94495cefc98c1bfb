//! Sales of the past in the ledgers: what they leave there, what they leave as it was, and that
//! nothing of it stays once they are taken back.

use std::fmt::Write as _;

use huoke::domain::ids::{EntryId, ProductId};
use huoke::exchange::field::Kind;
use huoke::store::{Asking, Cache, House, Tx, check, journal, product, sale, staff, stock};
use huoke::work::import::OnMatch;

use super::{AT, Place};
use crate::dump::texts;

/// Three customers and three products: T1 gives points and is counted, T2 gives points, T3 none.
fn shop() -> Place {
    let place = Place::new("CNY");
    let customers = place.file("c.csv", "编号,姓名\nA1,王芳\nA2,李强\nA3,赵敏\n");
    place.import(Kind::Customers, &customers, |_| {}).unwrap();
    let products = "code,name,price,points\nT1,Tea,10,2\nT2,Cup,5,1\nT3,Pot,50,\n";
    let products = place.file("p.csv", products);
    place.import(Kind::Products, &products, |_| {}).unwrap();
    change(&place, |tx| {
        huoke::store::setting::set(tx, "points_per", "1")?;
        stock::receive(tx, of(&place, "T1"), 7, None).map(|_| ())
    });
    place
}

fn of(place: &Place, code: &str) -> ProductId {
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    product::id_of(&reader, code).unwrap().unwrap()
}

fn change<T: serde::Serialize + serde::de::DeserializeOwned>(
    place: &Place,
    work: impl FnOnce(&Tx<'_>) -> huoke::error::Result<T>,
) -> T {
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let mut writer = house.writer().unwrap();
    let asking = Asking::new(root, AT);
    writer.change(&asking, "test", work).unwrap().answer
}

/// Takes back all but what others have changed since; says how many rows stayed.
fn undo_the_rest(place: &Place, entry: EntryId) -> usize {
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let mut writer = house.writer().unwrap();
    let asking = Asking::new(root, AT);
    let undone = journal::undo(&mut writer, &asking, entry, true).unwrap();
    undone.answer.kept
}

/// `huoke check` finds nothing.
fn is_clean(place: &Place) {
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let writer = house.writer().unwrap();
    for one in check::check(&writer, &Asking::new(root, AT)).unwrap() {
        assert!(one.ok, "{} {:?}", one.name, one.detail);
    }
}

fn stocks(place: &Place) -> Vec<String> {
    texts(
        &place.house(),
        "SELECT code || ' ' || coalesce(on_hand, 'none') || ' ' || held FROM product ORDER BY code",
    )
}

/// Code, points, what is held and since when, what is owed.
fn balances(place: &Place) -> Vec<String> {
    texts(
        &place.house(),
        "SELECT code || ' ' || points || ' ' || held || ' ' || coalesce(held_since, 'none') || ' '
           || balance_due FROM customer ORDER BY code",
    )
}

/// Sums of each ledger, what was taken back included.
const LEDGERS: &str =
    "SELECT 'moves ' || coalesce(sum(quantity), 0) FROM stock_move WHERE sale_id IS NOT NULL
  UNION ALL SELECT 'left ' || coalesce(sum(quantity), 0) FROM stock_move WHERE cause = 'sale'
  UNION ALL SELECT 'points ' || coalesce(sum(points), 0) FROM points_entry
  UNION ALL SELECT 'held ' || coalesce(sum(quantity), 0) FROM held_goods_entry
  UNION ALL SELECT 'steps ' || coalesce(sum(count), 0) FROM sale_event
  UNION ALL SELECT 'paid ' || coalesce(sum(amount), 0) FROM payment";

const SALES: &str = "order,customer,product,date,quantity,collected,paid
S1,A1,T1,2025-03-01,3,,30
S1,A1,T2,2025-03-01,4,1,20
S2,A2,T3,2025-03-02,1,0,
S3,A2,T1,2025-03-03,9,9,90
";

#[test]
fn sales_of_the_past_write_every_ledger_and_leave_what_is_on_hand_today() {
    let place = shop();
    let before = (stocks(&place), balances(&place));
    let file = place.file("s.csv", SALES);
    let report = place.import(Kind::Sales, &file, |_| {}).unwrap();
    assert_eq!((report.added, report.rejected), (3, 0));
    // Of T1 there are seven, though twelve were sold; of the others nobody has counted any.
    assert_eq!(stocks(&place), ["T1 7 0", "T2 none 3", "T3 none 1"]);
    let noon = |day| {
        texts(
            &place.house(),
            &format!("SELECT '' || at FROM sale WHERE code = '{day}'"),
        )
    };
    let (first, second) = (noon("S1"), noon("S2"));
    assert_eq!(
        balances(&place),
        [
            format!("A1 10 3 {} 0", first[0]),
            format!("A2 18 1 {} 5000", second[0]),
            "A3 0 0 none 0".to_owned(),
        ]
    );
    let sums = [
        "moves 0",
        "left -13",
        "points 28",
        "held 4",
        "steps 3",
        "paid 14000",
    ];
    assert_eq!(texts(&place.house(), LEDGERS), sums);
    // Each row is of the sale's own day and customer, and the goods were there before they left.
    for query in [
        "SELECT count(*) FROM stock_move m JOIN sale s ON s.id = m.sale_id
         WHERE m.at <> s.at OR m.customer_id <> s.customer_id",
        "SELECT count(*) FROM sale_event e JOIN sale s ON s.id = e.sale_id
         WHERE e.at <> s.at OR e.kind <> 'added' OR e.amount <> s.total",
        "SELECT count(*) FROM stock_move m WHERE m.cause = 'sale' AND NOT EXISTS (SELECT 1
           FROM stock_move r WHERE r.id < m.id AND r.line_id = m.line_id AND r.cause = 'receive'
             AND r.note = 'opening' AND r.quantity = -m.quantity)",
    ] {
        assert_eq!(place.number(query), 0, "{query}");
    }
    is_clean(&place);
    place.is_sound();
    place.undo(report.entry.unwrap());
    assert_eq!((stocks(&place), balances(&place)), before);
    let nothing = [
        "moves 0", "left 0", "points 0", "held 0", "steps 0", "paid 0",
    ];
    assert_eq!(texts(&place.house(), LEDGERS), nothing);
    is_clean(&place);
    let again = place.import(Kind::Sales, &file, |_| {}).unwrap();
    assert_eq!(again.added, 3);
    assert_eq!(texts(&place.house(), LEDGERS), sums);
    assert_eq!(stocks(&place), ["T1 7 0", "T2 none 3", "T3 none 1"]);
    is_clean(&place);
}

#[test]
fn more_collected_than_bought_or_less_than_nothing_comes_back() {
    let place = shop();
    let sales =
        "customer,product,date,quantity,已提\nA1,T1,2025-03-01,2,3\nA1,T1,2025-03-01,2,-1\n";
    let file = place.file("s.csv", sales);
    let report = place.import(Kind::Sales, &file, |_| {}).unwrap();
    assert_eq!((report.added, report.rejected), (0, 2));
    let columns = report.first_rejects.iter().map(|one| one.column.as_deref());
    assert_eq!(columns.collect::<Vec<_>>(), [Some("已提"), Some("已提")]);
    assert_eq!(
        place.number("SELECT count(*) FROM stock_move WHERE sale_id IS NOT NULL"),
        0
    );
}

#[test]
fn what_was_held_of_old_is_collected_from_the_store_of_today() {
    let place = shop();
    let sales = "order,customer,product,date,quantity,collected\nS1,A1,T1,2025-03-01,5,1\n";
    let file = place.file("s.csv", sales);
    place.import(Kind::Sales, &file, |_| {}).unwrap();
    assert_eq!(stocks(&place)[0], "T1 7 4");
    let bee = of(&place, "T1");
    change(&place, |tx| {
        let id = huoke::domain::ids::SaleId(1);
        sale::collect(tx, id, &[(bee, 3)]).map(|_| ())
    });
    assert_eq!(stocks(&place)[0], "T1 4 1");
    is_clean(&place);
}

/// So many sales of one line each that they are taken back in batches.
fn many(place: &Place) -> std::path::PathBuf {
    let mut sales = "order,customer,product,date,quantity\n".to_owned();
    for at in 0..400 {
        let (who, what) = (at % 3 + 1, at % 2 + 1);
        writeln!(sales, "S{at},A{who},T{what},2025-03-01,{}", at % 5 + 1).unwrap();
    }
    place.file("many.csv", &sales)
}

#[test]
fn a_run_that_was_stopped_goes_on_in_the_ledgers_and_is_taken_back_whole() {
    let place = shop();
    let before = (stocks(&place), balances(&place));
    let file = many(&place);
    let stopped = place
        .import_until(Kind::Sales, &file, |_| {}, true)
        .unwrap();
    assert!(stopped.cancelled && stopped.added > 0 && stopped.added < 400);
    assert_eq!(stocks(&place), before.0);
    is_clean(&place);
    let report = place.import(Kind::Sales, &file, |_| {}).unwrap();
    assert!(report.resumed);
    assert_eq!((report.entry, report.added), (stopped.entry, 400));
    let sums = texts(&place.house(), LEDGERS);
    assert_eq!(sums[..2], ["moves 0", "left -1200"]);
    assert_eq!(sums[4], "steps 400");
    assert_eq!(stocks(&place), before.0);
    is_clean(&place);
    place.undo(report.entry.unwrap());
    assert_eq!((stocks(&place), balances(&place)), before);
    is_clean(&place);
}

#[test]
fn a_sale_that_others_went_on_with_stays_with_its_goods_when_the_rest_is_taken_back() {
    let place = shop();
    let file = many(&place);
    let report = place
        .import(Kind::Sales, &file, |plan| plan.on_match = OnMatch::Skip)
        .unwrap();
    // Goods of the first sale come back today.
    let tea = of(&place, "T1");
    change(&place, |tx| {
        let back = sale::Back {
            refund: None,
            reason: None,
        };
        let id = huoke::domain::ids::SaleId(1);
        sale::give_back(tx, id, &[(tea, 1)], &back).map(|_| ())
    });
    assert_eq!(stocks(&place)[0], "T1 8 0");
    let kept = undo_the_rest(&place, report.entry.unwrap());
    assert!(kept > 0);
    assert_eq!(place.number("SELECT count(*) FROM sale WHERE void = 0"), 1);
    assert_eq!(stocks(&place), ["T1 8 0", "T2 none 0", "T3 none 0"]);
    is_clean(&place);
}
