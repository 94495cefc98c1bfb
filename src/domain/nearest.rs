//! Which known words a mistyped one may have meant: all of them where they are few, else the nearest,
//! and of what they are, so that whoever tells it can say where all of them stand. Must not know what
//! the words are for.

/// How alike two words must be to be named, from 0 to 1.
const ALIKE: f64 = 0.6;
/// How many are named.
const NAMED: usize = 3;
/// So many are few: all of them are named.
const FEW: usize = 8;

/// A known word as it may be typed, and what it is called where it has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it may be typed.
    pub code: String,
    /// What it is called, in Chinese and in English; a person's or unit's name is the same in both.
    pub label: Option<[String; 2]>,
}

impl Word {
    /// A word that has a name in each language.
    pub fn labelled(code: &str, zh: &str, en: &str) -> Word {
        Word {
            code: code.to_owned(),
            label: Some([zh.to_owned(), en.to_owned()]),
        }
    }

    /// A word with the name of somebody or something.
    pub fn named(code: &str, name: &str) -> Word {
        Word::labelled(code, name, name)
    }

    fn spellings(&self) -> impl Iterator<Item = &str> {
        let labels = self.label.iter().flatten().map(String::as_str);
        std::iter::once(self.code.as_str()).chain(labels)
    }
}

impl From<&str> for Word {
    fn from(code: &str) -> Word {
        Word {
            code: code.to_owned(),
            label: None,
        }
    }
}

/// What the words are, where a command lists all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// Values of this coded list.
    List(String),
    /// The coded lists.
    Lists,
    /// People, by login.
    Staff,
    /// Units.
    Units,
    /// Products.
    Products,
    /// Customers, by code.
    Customers,
    /// Settings.
    Settings,
    /// Reasons to call.
    Reasons,
    /// Fields of one's own.
    Fields,
    /// Time zones.
    Zones,
}

/// What is named to somebody who typed an unknown word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Near {
    /// The words, the likeliest first.
    pub words: Vec<Word>,
    /// These are all that there are.
    pub all: bool,
    /// What they are.
    pub of: Option<Of>,
}

impl Near {
    /// Nothing can be named.
    pub fn none() -> Near {
        Near::default()
    }

    /// These and no others can be typed.
    pub fn all<W: Into<Word>>(words: impl IntoIterator<Item = W>) -> Near {
        Near {
            words: words.into_iter().map(Into::into).collect(),
            all: true,
            of: None,
        }
    }

    /// Of what they are.
    #[must_use]
    pub fn of(self, of: Of) -> Near {
        Near {
            of: Some(of),
            ..self
        }
    }

    /// The words as they may be typed.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.code.as_str())
    }

    /// Nothing is named.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Each as it is typed behind a prefix (`custom.`).
    #[must_use]
    pub fn behind(mut self, prefix: &str) -> Near {
        for word in &mut self.words {
            word.code.insert_str(0, prefix);
        }
        self
    }
}

/// The known words nearest to `typed`, best first, at most three; all where there are few.
pub fn nearest<W: Into<Word>>(typed: &str, known: impl IntoIterator<Item = W>) -> Near {
    let known = known.into_iter().map(Into::into).collect::<Vec<Word>>();
    let few = known.len() <= FEW;
    let like = |word: &Word| {
        let spellings = word.spellings();
        spellings
            .map(|known| likeness(typed, known))
            .fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, Word)> = known.into_iter().map(|word| (like(&word), word)).collect();
    if few {
        // The likely ones lead; the others stand in their own order.
        for (likeness, _) in near.iter_mut().filter(|(likeness, _)| *likeness < ALIKE) {
            *likeness = 0.0;
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
    } else {
        near.retain(|(likeness, _)| *likeness >= ALIKE);
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.code.cmp(&b.1.code)));
        near.dedup_by(|a, b| a.1 == b.1);
        near.truncate(NAMED);
    }
    Near {
        words: near.into_iter().map(|(_, word)| word).collect(),
        all: few,
        of: None,
    }
}

/// One word that holds the other (汉 in 汉族) is as near as a small slip.
fn likeness(typed: &str, word: &str) -> f64 {
    let (typed, word) = (typed.trim().to_lowercase(), word.to_lowercase());
    if typed.is_empty() || word.is_empty() {
        return 0.0;
    }
    let holds = word.contains(&typed) || typed.contains(&word);
    strsim::normalized_damerau_levenshtein(&typed, &word).max(if holds { 0.8 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANY: [&str; 9] = [
        "disconnected",
        "fax",
        "busy",
        "reached",
        "refused",
        "no_answer",
        "wrong",
        "dead",
        "later",
    ];

    fn codes(near: &Near) -> Vec<&str> {
        near.codes().collect()
    }

    #[test]
    fn a_slip_of_a_finger_names_the_word_that_was_meant() {
        let near = nearest("disconected", MANY);
        assert_eq!(codes(&near), ["disconnected"]);
        assert!(!near.all);
        let labelled = MANY.map(|code| Word::labelled(code, "汉族", code));
        assert_eq!(nearest("汉", labelled).words.len(), NAMED);
    }

    #[test]
    fn of_few_words_all_are_named_however_far_they_are() {
        let near = nearest("z", ["a", "b", "c"]);
        assert_eq!(codes(&near), ["a", "b", "c"]);
        assert!(near.all);
        let near = nearest("gol", ["green", "silver", "gold"]);
        assert_eq!(codes(&near), ["gold", "green", "silver"]);
    }

    #[test]
    fn nothing_near_is_nothing_named() {
        assert!(nearest("xyz", MANY).is_empty());
        assert!(nearest("", MANY).is_empty());
        assert_eq!(
            codes(&nearest("fux", MANY).behind("custom.")),
            ["custom.fax"]
        );
    }
}
