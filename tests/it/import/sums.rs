//! What AdventureWorks sold by customer, product and month: added up from the source by hand, each
//! line rounded half up to the cent, and from the file.

use std::collections::BTreeMap;
use std::path::Path;

use super::Place;
use crate::dump::texts;

/// Ten-thousandths of a dollar, as the source has them.
fn fine(typed: &str) -> i64 {
    let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
    let part = format!("{part:0<4}");
    whole.parse::<i64>().unwrap() * 10_000 + part.parse::<i64>().unwrap()
}

type Sums = BTreeMap<String, i64>;

/// Of each customer, product and month: cents and pieces.
pub fn agree(place: &Place, data: &Path) {
    let source = std::fs::read_to_string(data.join("FactInternetSales.csv")).unwrap();
    let (mut cents, mut pieces, mut lines) = (Sums::new(), Sums::new(), 0);
    for line in source.lines().skip(1) {
        let parts: Vec<&str> = line.split(',').collect();
        let [product, _, customer, _, quantity, amount, day, ..] = parts.as_slice() else {
            panic!("{line}");
        };
        let mut day = day.split('/');
        let (month, year) = (day.next().unwrap(), day.nth(1).unwrap());
        let of = format!("{customer} {product} {year}-{month:0>2}");
        *cents.entry(of.clone()).or_default() += (fine(amount) + 50) / 100;
        *pieces.entry(of).or_default() += quantity.parse::<i64>().unwrap();
        lines += 1;
    }
    assert_eq!(lines, 60_398);
    let stored = |what: &str| -> Sums {
        let query = format!(
            "SELECT c.code || ' ' || p.code || ' ' ||
               strftime('%Y-%m', (s.at + 8 * 3600000) / 1000, 'unixepoch') || ' ' || sum({what})
             FROM sale_line l JOIN sale s ON s.id = l.sale_id
               JOIN customer c ON c.id = s.customer_id JOIN product p ON p.id = l.product_id
             GROUP BY c.code, p.code, strftime('%Y-%m', (s.at + 8 * 3600000) / 1000, 'unixepoch')"
        );
        let rows = texts(&place.house(), &query).into_iter();
        let split = |row: String| {
            let (of, sum) = row.rsplit_once(' ').unwrap();
            (of.to_owned(), sum.parse().unwrap())
        };
        rows.map(split).collect()
    };
    assert!(cents.len() > 50_000, "{}", cents.len());
    assert_eq!(stored("l.amount"), cents);
    assert_eq!(stored("l.quantity"), pieces);
    // And by hour, from which reports are read.
    let hours = "SELECT '' || sum(amount) FROM person_hour
      UNION ALL SELECT '' || sum(amount) FROM product_hour
      UNION ALL SELECT '' || sum(collected) FROM person_hour";
    let all: i64 = cents.values().sum();
    assert_eq!(texts(&place.house(), hours), vec![all.to_string(); 3]);
}
