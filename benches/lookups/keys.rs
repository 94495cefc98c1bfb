//! What is asked: keys of customers drawn by lot, misses and rare keys included.

use huoke::domain::name;
use huoke::store::Reader;

/// Questions of every kind.
pub(crate) struct Keys {
    pub(crate) ids: Vec<i64>,
    pub(crate) whole: Vec<String>,
    pub(crate) cards: Vec<String>,
    pub(crate) parts: Vec<String>,
    /// What is typed on the caller line, by kind.
    pub(crate) typed: Vec<(&'static str, Vec<String>)>,
}

/// Draws them, the same each time.
pub(crate) fn draw(reader: &Reader, count: usize) -> Keys {
    let mut rng = fastrand::Rng::with_seed(7);
    let people = reader.with_connection(|conn| {
        let last: i64 = conn
            .query_row("SELECT max(id) FROM customer", [], |row| row.get(0))
            .expect("an id");
        let mut find = conn
            .prepare(
                "SELECT c.id, c.name, c.primary_phone, c.card_no, c.code FROM customer c
                 WHERE c.id >= ?1 AND c.primary_phone IS NOT NULL LIMIT 1",
            )
            .expect("sql");
        (0..count)
            .map(|_| {
                find.query_row([rng.i64(1..=last - 50)], |row| {
                    let card: Option<String> = row.get(3)?;
                    let (name, digits): (String, String) = (row.get(1)?, row.get(2)?);
                    Ok((
                        row.get::<_, i64>(0)?,
                        name,
                        digits,
                        card,
                        row.get::<_, String>(4)?,
                    ))
                })
                .expect("somebody")
            })
            .collect::<Vec<_>>()
    });
    let end = |digits: &str, count: usize| digits[digits.len().saturating_sub(count)..].to_owned();
    let numbers = || people.iter().map(|one| one.2.as_str());
    let names = || people.iter().map(|one| one.1.as_str());
    let national = |digits: &str| digits.strip_prefix("86").unwrap_or(digits).to_owned();
    let mut part = |digits: &str| {
        let length = rng.usize(3..=8.min(digits.len()));
        let from = rng.usize(0..=digits.len() - length);
        digits[from..from + length].to_owned()
    };
    let parts: Vec<String> = numbers().map(&mut part).collect();
    let first = |name: &str, count: usize| name.chars().take(count).collect::<String>();
    let pinyin = |name: &str| {
        name::explain(name)
            .pinyin
            .first()
            .cloned()
            .unwrap_or_default()
    };
    let initials = |name: &str| {
        name::explain(name)
            .initials
            .first()
            .cloned()
            .unwrap_or_default()
    };
    let cards: Vec<String> = people.iter().filter_map(|one| one.3.clone()).collect();
    let misses = (0..count)
        .map(|number| format!("{:05}x{number}", number * 7))
        .collect();
    let mut typed: Vec<(&'static str, Vec<String>)> = vec![
        ("whole number", numbers().map(national).collect()),
        ("card", cards.clone()),
        ("code", people.iter().map(|one| one.4.clone()).collect()),
        (
            "last four digits",
            numbers().map(|digits| end(digits, 4)).collect(),
        ),
        (
            "last three digits",
            numbers().map(|digits| end(digits, 3)).collect(),
        ),
        (
            "last six digits",
            numbers().map(|digits| end(digits, 6)).collect(),
        ),
        (
            "first seven digits",
            numbers().map(|d| first(&national(d), 7)).collect(),
        ),
        (
            "first three digits",
            numbers().map(|d| first(&national(d), 3)).collect(),
        ),
        ("surname", names().map(|name| first(name, 1)).collect()),
        ("whole name", names().map(str::to_owned).collect()),
        (
            "given name",
            names().map(|name| name.chars().skip(1).collect()).collect(),
        ),
        ("initials", names().map(initials).collect()),
        ("pinyin", names().map(pinyin).collect()),
        (
            "pinyin, four letters",
            names().map(|name| first(&pinyin(name), 4)).collect(),
        ),
        (
            "one letter",
            names().map(|name| first(&pinyin(name), 1)).collect(),
        ),
        ("miss", misses),
    ];
    for (_, typed) in &mut typed {
        typed.retain(|key| !key.is_empty());
    }
    Keys {
        ids: people.iter().map(|one| one.0).collect(),
        whole: numbers().map(str::to_owned).collect(),
        cards,
        parts,
        typed,
    }
}

/// A row by its id.
pub(crate) fn probe(reader: &Reader, id: i64) {
    let name: String = reader.with_connection(|conn| {
        conn.prepare_cached("SELECT name FROM customer WHERE id = ?1")
            .and_then(|mut find| find.query_row([id], |row| row.get(0)))
            .expect("a row")
    });
    assert!(!name.is_empty());
}

/// What a scan costs.
pub(crate) fn scan(reader: &Reader, part: &str) {
    let found: i64 = reader.with_connection(|conn| {
        conn.prepare_cached(
            "SELECT count(*) FROM customer_phone WHERE digits LIKE '%' || ?1 || '%'",
        )
        .and_then(|mut find| find.query_row([part], |row| row.get(0)))
        .expect("a count")
    });
    assert!(found > 0);
}
