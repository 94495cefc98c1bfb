//! What is typed: numbers and names of customers drawn by lot, own and others', and such as
//! nobody has.

use huoke::domain::name;
use huoke::store::Reader;

/// What is typed, by kind.
pub(crate) type Words = Vec<(&'static str, Vec<String>)>;

/// Draws so many customers, the same each time.
pub(crate) fn draw(reader: &Reader, count: usize) -> Words {
    let mut rng = fastrand::Rng::with_seed(7);
    let people: Vec<(String, String)> = reader.with_connection(|conn| {
        let last: i64 = conn
            .query_row("SELECT max(id) FROM customer", [], |row| row.get(0))
            .expect("an id");
        let mut find = conn
            .prepare(
                "SELECT name, primary_phone FROM customer
                 WHERE id >= ?1 AND primary_phone IS NOT NULL LIMIT 1",
            )
            .expect("sql");
        let mut one = || {
            find.query_row([rng.i64(1..=last - 50)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
        };
        (0..count).map(|_| one().expect("somebody")).collect()
    });
    let national = |digits: &str| digits.strip_prefix("86").unwrap_or(digits).to_owned();
    let end = |digits: &str| {
        let skip = digits.chars().count().saturating_sub(4);
        digits.chars().skip(skip).collect::<String>()
    };
    let first = |found: Vec<String>| found.first().cloned().unwrap_or_default();
    let numbers = || people.iter().map(|one| one.1.as_str());
    let names = || people.iter().map(|one| one.0.as_str());
    let misses = (0..count).map(|number| format!("{:05}x{number}", number * 7));
    vec![
        ("whole number", numbers().map(national).collect()),
        ("last four digits", numbers().map(end).collect()),
        ("name", names().map(str::to_owned).collect()),
        (
            "pinyin",
            names()
                .map(|name| first(name::explain(name).pinyin))
                .collect(),
        ),
        (
            "initials",
            names()
                .map(|name| first(name::explain(name).initials))
                .collect(),
        ),
        ("nobody", misses.collect()),
    ]
}
