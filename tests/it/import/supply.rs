//! Run-outs of the AdventureWorks customers against a plain recomputation: from raw lines, by hand,
//! in floating point, knowing nothing of how the store goes about it.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use huoke::domain::ids::ProductId;
use huoke::store::{Asking, Cache, House, derive, product, staff};

use super::{AT, Place};
use crate::dump::texts;

/// Codes of products that are used up, and how many days one lasts: tubes, tyres, patches, a
/// bottle, a bike wash.
pub const BEFORE: &[(&str, i64)] = &[("480", 45), ("528", 90), ("529", 60), ("477", 30)];
pub const AFTER: &[(&str, i64)] = &[("530", 90), ("484", 200), ("538", 120), ("541", 7)];

/// Gives these products a cycle; what follows for everybody is recomputed at once.
pub fn set_cycles(place: &Place, cycles: &[(&str, i64)]) {
    let house = House::open(&place.house()).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let asking = Asking::new(root, AT);
    let mut writer = house.writer().unwrap();
    for (code, days) in cycles {
        let mut found = product::by_code(&reader, code).unwrap().unwrap();
        let id: ProductId = found.id.unwrap();
        found.cycle_days = Some(*days);
        writer
            .change(&asking, "product.edit", |tx| product::edit(tx, id, &found))
            .unwrap();
    }
    derive::sweep(&mut writer, &asking).unwrap();
    assert_eq!(place.number("SELECT count(*) FROM derive_sweep"), 0);
}

type Lines = BTreeMap<(i64, i64), Vec<(NaiveDate, f64)>>;

/// What each customer bought of each of these products, by day.
fn lines(place: &Place) -> (Lines, BTreeMap<i64, f64>) {
    let query = "SELECT s.customer_id || ' ' || l.product_id || ' ' || p.cycle_days || ' ' ||
        l.quantity || ' ' || date((s.at + 8 * 3600000) / 1000, 'unixepoch')
      FROM sale_line l, sale s, product p
      WHERE p.id = l.product_id AND s.id = l.sale_id AND p.cycle_days > 0
      ORDER BY s.at";
    let (mut found, mut cycles) = (Lines::new(), BTreeMap::new());
    for row in texts(&place.house(), query) {
        let parts: Vec<&str> = row.split(' ').collect();
        let number = |place: usize| parts[place].parse::<i64>().unwrap();
        cycles.insert(number(1), number(2) as f64);
        let day: NaiveDate = parts[4].parse().unwrap();
        let lots = found.entry((number(0), number(1))).or_default();
        lots.push((day, number(3) as f64));
    }
    (found, cycles)
}

fn middle(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    (all[(all.len() - 1) / 2] + all[all.len() / 2]) / 2.0
}

/// By hand: stockings up, how long one lasted each time, what was left.
fn by_hand(bought: &[(NaiveDate, f64)], cycle: f64) -> (NaiveDate, Vec<i64>) {
    let mut lots: Vec<(NaiveDate, f64, f64)> = Vec::new();
    for (day, quantity) in bought {
        match lots.last_mut() {
            Some((since, sum, first))
                if *day == *since
                    || ((*day - *since).num_days() as f64) < (*first * cycle / 4.0).floor() =>
            {
                *sum += quantity;
                if day == since {
                    *first += quantity;
                }
            }
            _ => lots.push((*day, *quantity, *quantity)),
        }
    }
    let lots = &lots[lots.len().saturating_sub(7)..];
    let gaps: Vec<i64> = lots
        .windows(2)
        .map(|two| (two[1].0 - two[0].0).num_days())
        .collect();
    let mut each = cycle;
    if gaps.len() > 1 {
        let own = gaps.iter().zip(lots).map(|(gap, lot)| *gap as f64 / lot.1);
        each = middle(own.chain([cycle]).collect());
    }
    let enough = |quantity: f64| (quantity * each).round() as i64;
    let left = gaps
        .iter()
        .zip(lots)
        .fold(0, |left, (gap, lot)| (left + enough(lot.1) - gap).max(0));
    let (day, quantity, _) = lots[lots.len() - 1];
    (day + Duration::days(left + enough(quantity)), gaps)
}

/// Every run-out is the one that is found by hand, and there is no other.
pub fn agree(place: &Place) {
    let (lines, cycles) = lines(place);
    let query = "SELECT customer_id || ' ' || product_id || ' ' || runs_out_on || ' ' || intervals
      FROM supply ORDER BY customer_id, product_id";
    let stored = texts(&place.house(), query);
    assert_eq!(stored.len(), lines.len());
    assert!(stored.len() > 5_000, "{}", stored.len());
    let mut corrected = 0;
    for (row, ((customer, product), bought)) in stored.iter().zip(&lines) {
        let (ends, gaps) = by_hand(bought, cycles[product]);
        let said: Vec<String> = gaps.iter().map(i64::to_string).collect();
        let expected = format!("{customer} {product} {ends} {}", said.join(" "));
        assert_eq!(row, &expected, "{bought:?}");
        corrected += usize::from(gaps.len() > 1);
    }
    assert!(corrected > 10, "{corrected}");
}
