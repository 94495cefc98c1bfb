//! Which known words a mistyped one may have meant. Must not know what the words are for.

/// How alike two words must be to be named, from 0 to 1.
const ALIKE: f64 = 0.6;
/// How many are named.
const NAMED: usize = 3;

/// The known words nearest to `typed`, best first, at most three; none if nothing is near.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let typed = typed.trim().to_lowercase();
    let mut near: Vec<(f64, &str)> = known
        .into_iter()
        .map(|word| (likeness(&typed, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup_by_key(|(_, word)| *word);
    near.into_iter()
        .take(NAMED)
        .map(|(_, word)| word.to_owned())
        .collect()
}

/// One word that holds the other (汉 in 汉族) is as near as a small slip.
fn likeness(typed: &str, word: &str) -> f64 {
    if typed.is_empty() {
        return 0.0;
    }
    let holds = word.contains(typed) || typed.contains(word);
    strsim::normalized_damerau_levenshtein(typed, word).max(if holds { 0.8 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_a_finger_names_the_word_that_was_meant() {
        assert_eq!(
            nearest("disconected", ["disconnected", "fax", "busy"]),
            ["disconnected"]
        );
        assert_eq!(nearest("汉", ["汉族", "回族"]), ["汉族"]);
    }

    #[test]
    fn nothing_near_is_nothing_named() {
        assert!(nearest("xyz", ["green", "gold"]).is_empty());
        assert!(nearest("", ["green"]).is_empty());
    }
}
