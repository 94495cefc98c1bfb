//! Tasks named by their numbers: `464 457`, `457-464 470`. Must not know which tasks there are.

use crate::domain::ids::TaskId;

/// So many are named at most; what names more is none of ours.
const MOST: i64 = 100_000;

/// The numbers as a person types them: neighbours as one range, parted by blanks.
pub fn numbers(ids: &[TaskId]) -> String {
    let mut ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut said: Vec<String> = Vec::new();
    for run in ids.chunk_by(|before, after| before + 1 == *after) {
        match run {
            [first, _, .., last] => said.push(format!("{first}-{last}")),
            few => said.extend(few.iter().map(ToString::to_string)),
        }
    }
    said.join(" ")
}

/// Reads them back, each once; none if a word is no number of a task, or no range of them.
pub fn numbered(words: &[String]) -> Option<Vec<TaskId>> {
    let mut ids = Vec::new();
    for word in words {
        let (first, last) = word.split_once('-').unwrap_or((word, word));
        let (first, last): (i64, i64) = (first.parse().ok()?, last.parse().ok()?);
        if first < 1 || last < first || last - first >= MOST {
            return None;
        }
        ids.extend((first..=last).map(TaskId));
    }
    let mut known = std::collections::BTreeSet::new();
    ids.retain(|id| known.insert(*id));
    (!ids.is_empty()).then_some(ids)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn neighbours_are_a_range_and_two_of_them_are_none() {
        let of = |ids: &[i64]| numbers(&ids.iter().copied().map(TaskId).collect::<Vec<_>>());
        assert_eq!(of(&[464, 457, 458, 459, 1, 2]), "1 2 457-459 464");
        assert_eq!(numbered(&words("3-5 4 9")).unwrap().len(), 4);
        for none in ["", "5-3", "0", "C000001", "1-2-3", "1-999999999", "-4"] {
            assert_eq!(numbered(&words(none)), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn what_is_named_is_read_back(ids in prop::collection::btree_set(1_i64..400, 1..60)) {
            let ids: Vec<TaskId> = ids.into_iter().map(TaskId).collect();
            prop_assert_eq!(numbered(&words(&numbers(&ids))), Some(ids));
        }
    }
}
