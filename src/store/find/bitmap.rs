//! A set of row numbers as bits: 125 KB for a million customers.
//! Must not know whose rows they are.

/// Row numbers beyond this are not kept: no table is that long, and a damaged one must not
/// make us ask for terabytes.
const LARGEST: i64 = 1 << 32;

/// A set of row numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Bitmap {
    words: Vec<u64>,
}

impl Bitmap {
    /// Puts a row number in, or takes it out.
    pub(super) fn set(&mut self, id: i64, there: bool) {
        let Some((word, bit)) = place(id) else { return };
        if word >= self.words.len() {
            if !there {
                return;
            }
            self.words.resize(word + 1, 0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word = if there { *word | bit } else { *word & !bit };
        }
    }

    /// Whether it is in.
    pub(super) fn has(&self, id: i64) -> bool {
        place(id)
            .and_then(|(word, bit)| self.words.get(word).map(|word| word & bit != 0))
            .unwrap_or(false)
    }
}

fn place(id: i64) -> Option<(usize, u64)> {
    if !(0..LARGEST).contains(&id) {
        return None;
    }
    usize::try_from(id / 64)
        .ok()
        .map(|word| (word, 1 << (id % 64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_there_until_it_is_taken_out() {
        let mut set = Bitmap::default();
        for id in [0, 63, 64, 1_000_000] {
            assert!(!set.has(id));
            set.set(id, true);
            assert!(set.has(id) && !set.has(id + 1));
        }
        set.set(64, false);
        set.set(5_000_000, false);
        assert!(!set.has(64) && set.has(63));
        set.set(-1, true);
        set.set(i64::MAX, true);
        assert!(!set.has(-1) && !set.has(i64::MAX));
    }
}
