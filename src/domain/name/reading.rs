//! How Han characters are read: all readings of the dictionary, and at the head of a name those
//! of the surname. Syllables without tones, ü as v and as u.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

/// Surname (Simplified) → the readings of each of its characters.
type Surnames = HashMap<&'static str, Vec<Vec<&'static str>>>;

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let lines = include_str!("surnames.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    let entry = |line: &'static str| {
        let mut words = line.split(' ');
        let surname = words.next()?;
        Some((
            surname,
            words
                .map(|word| word.split('/').flat_map(syllables).collect())
                .collect(),
        ))
    };
    lines.filter_map(entry).collect()
});

/// All readings of a character, the usual one first; empty if it has none.
pub(super) fn readings(c: char) -> Vec<&'static str> {
    let mut found = Vec::new();
    add(&mut found, each(c));
    found
}

/// The same one after the other, some of them twice.
pub(super) fn each(c: char) -> impl Iterator<Item = &'static str> {
    let all = c.to_pinyin_multi().into_iter().flatten();
    all.flat_map(|reading| syllables(reading.plain()))
}

/// The readings of the characters at the head of a name (folded to Simplified) that are its
/// surname: as a surname first, then the usual ones, so that both find. Empty if the head is no
/// surname that the table knows.
pub(super) fn surname(head: &str) -> Vec<Vec<&'static str>> {
    let mut ends = head.char_indices().map(|(at, c)| at + c.len_utf8());
    let (one, two) = (ends.next().unwrap_or(0), ends.next().unwrap_or(0));
    let table = |end: usize| head.get(..end).and_then(|name| SURNAMES.get(name));
    let single = table(one);
    let Some(known) = table(two).or(single) else {
        return Vec::new();
    };
    let mut found = known.clone();
    for (at, (own, c)) in found.iter_mut().zip(head.chars()).enumerate() {
        // 单于 may be a surname of two characters or 单 with a given name: either is found.
        if let (0, Some(alone)) = (at, single) {
            add(own, alone.iter().flatten().copied());
        }
        let usual = c.to_pinyin_multi().and_then(|all| all.into_iter().next());
        add(
            own,
            usual
                .into_iter()
                .flat_map(|reading| syllables(reading.plain())),
        );
    }
    found
}

fn add(found: &mut Vec<&'static str>, more: impl IntoIterator<Item = &'static str>) {
    for syllable in more {
        if !found.contains(&syllable) {
            found.push(syllable);
        }
    }
}

/// A syllable as people type it: ü as v and as u, nothing but letters.
fn syllables(plain: &'static str) -> impl Iterator<Item = &'static str> {
    let (first, second) = match plain {
        "lü" | "lv" => ("lv", Some("lu")),
        "nü" | "nv" => ("nv", Some("nu")),
        "lüe" | "lve" => ("lve", Some("lue")),
        "nüe" | "nve" => ("nve", Some("nue")),
        "lüan" => ("lvan", Some("luan")),
        "lün" => ("lvn", Some("lun")),
        "ê" => ("e", None),
        other => (other, None),
    };
    std::iter::once(first)
        .chain(second)
        .filter(|s| s.bytes().all(|b| b.is_ascii_lowercase()))
}
