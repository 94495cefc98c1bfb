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
    let people = people(reader, &mut rng, count);
    let parts = people
        .iter()
        .map(|one| part(&mut rng, &one.digits))
        .collect();
    let cards: Vec<String> = people.iter().filter_map(|one| one.card.clone()).collect();
    let mut typed = digits_typed(&people);
    typed.extend(names_typed(&people));
    typed.push(("card", cards.clone()));
    typed.push(("code", people.iter().map(|one| one.code.clone()).collect()));
    let misses = (0..count).map(|number| format!("{:05}x{number}", number * 7));
    typed.push(("miss", misses.collect()));
    for (_, typed) in &mut typed {
        typed.retain(|key| !key.is_empty());
    }
    Keys {
        ids: people.iter().map(|one| one.id).collect(),
        whole: people.iter().map(|one| one.digits.clone()).collect(),
        cards,
        parts,
        typed,
    }
}

/// Somebody of the file, as far as keys are made of them.
struct Person {
    id: i64,
    name: String,
    digits: String,
    card: Option<String>,
    code: String,
}

fn people(reader: &Reader, rng: &mut fastrand::Rng, count: usize) -> Vec<Person> {
    reader.with_connection(|conn| {
        let last: i64 = conn
            .query_row("SELECT max(id) FROM customer", [], |row| row.get(0))
            .expect("an id");
        let somebody = "SELECT c.id, c.name, c.primary_phone, c.card_no, c.code FROM customer c
          WHERE c.id >= ?1 AND c.primary_phone IS NOT NULL LIMIT 1";
        let mut find = conn.prepare(somebody).expect("sql");
        let mut one = || {
            find.query_row([rng.i64(1..=last - 50)], |row| {
                let (id, name, digits) = (row.get(0)?, row.get(1)?, row.get(2)?);
                let (card, code) = (row.get(3)?, row.get(4)?);
                Ok(Person {
                    id,
                    name,
                    digits,
                    card,
                    code,
                })
            })
        };
        (0..count).map(|_| one().expect("somebody")).collect()
    })
}

/// Three to eight digits from anywhere in a number.
fn part(rng: &mut fastrand::Rng, digits: &str) -> String {
    let length = rng.usize(3..=8.min(digits.len()));
    let from = rng.usize(0..=digits.len() - length);
    digits.chars().skip(from).take(length).collect()
}

fn first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// A kind of key, and keys of this kind.
type Typed = (&'static str, Vec<String>);

fn digits_typed(people: &[Person]) -> Vec<Typed> {
    let of = |key: &dyn Fn(&str) -> String| people.iter().map(|one| key(&one.digits)).collect();
    let national = |digits: &str| digits.strip_prefix("86").unwrap_or(digits).to_owned();
    let end = |digits: &str, count: usize| -> String {
        digits
            .chars()
            .skip(digits.len().saturating_sub(count))
            .collect()
    };
    vec![
        ("whole number", of(&national)),
        ("last four digits", of(&|digits| end(digits, 4))),
        ("last three digits", of(&|digits| end(digits, 3))),
        ("last six digits", of(&|digits| end(digits, 6))),
        (
            "first seven digits",
            of(&|digits| first(&national(digits), 7)),
        ),
        (
            "first three digits",
            of(&|digits| first(&national(digits), 3)),
        ),
    ]
}

fn names_typed(people: &[Person]) -> Vec<Typed> {
    let of = |key: &dyn Fn(&str) -> String| people.iter().map(|one| key(&one.name)).collect();
    let pinyin = |name: &str| {
        name::explain(name)
            .pinyin
            .into_iter()
            .next()
            .unwrap_or_default()
    };
    let initials = |name: &str| {
        name::explain(name)
            .initials
            .into_iter()
            .next()
            .unwrap_or_default()
    };
    // Latin names are given first and asked for by their last word; Chinese ones the other way.
    let given = |name: &str| match name.rsplit_once(' ') {
        Some((_, last)) => last.to_owned(),
        None => name.chars().skip(1).collect(),
    };
    vec![
        ("surname", of(&|name| first(name, 1))),
        ("whole name", of(&str::to_owned)),
        ("given name", of(&given)),
        ("initials", of(&initials)),
        ("pinyin", of(&pinyin)),
        ("pinyin, four letters", of(&|name| first(&pinyin(name), 4))),
        ("one letter", of(&|name| first(&pinyin(name), 1))),
    ]
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
