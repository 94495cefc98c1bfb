//! How often, in a line: `每周五给李明朗送蜂胶`, `call 李明朗 every friday 10:00`, `monthly stock count`.
//! Must not know what else the line says.

use super::plain;
use crate::domain::time::Now;
use crate::domain::when::{Every, Next};

/// More words than this say no rhythm.
const LONGEST: usize = 7;
/// More characters than this say none, where nothing stands between words.
const LONGEST_GLUED: usize = 16;

/// What says a rhythm wherever it stands in a line; of others only where the line begins or ends.
const BEGINNINGS: [&str; 3] = ["every", "each", "每"];

/// What goes on behind a day of the week and says another, or no day at all.
const GOES_ON: &str = "一二三四五六日天、和及到至起般些半";

/// A rhythm, its first time where one was said, and the words.
type Often = (Every, Option<Next>, String);

/// Takes how often out of the words.
pub(super) fn take(words: &mut Vec<String>, now: &Now) -> Option<Often> {
    for length in (1..=LONGEST.min(words.len())).rev() {
        for start in 0..=words.len() - length {
            let said = words.get(start..start + length)?.join(" ");
            let begins = plain(&said);
            let anywhere = BEGINNINGS.iter().any(|word| begins.starts_with(word));
            let at_end = start == 0 || start + length == words.len();
            if let Some((every, first)) = Every::spoken(&said, now).filter(|_| anywhere || at_end) {
                words.drain(start..start + length);
                return Some((every, first, said));
            }
        }
    }
    words.iter_mut().find_map(|word| cut(word, now))
}

/// Cuts one out of a word.
fn cut(word: &mut String, now: &Now) -> Option<Often> {
    let (head, rest) = word.split_once('每')?;
    let rest: Vec<char> = std::iter::once('每').chain(rest.chars()).collect();
    for length in (2..=rest.len().min(LONGEST_GLUED)).rev() {
        let (said, tail) = rest.split_at_checked(length)?;
        let said: String = said.iter().collect();
        let Some((every, first)) = Every::spoken(&said, now) else {
            continue;
        };
        let figures = said.ends_with(|c: char| c.is_ascii_digit());
        let joins = |c: &char| GOES_ON.contains(*c) || (figures && c.is_ascii_digit());
        if tail.first().is_some_and(joins) {
            return None;
        }
        let tail: String = tail.iter().collect();
        *word = format!("{head}{tail}");
        return Some((every, first, said));
    }
    None
}

/// The first time: what was said of it with the rhythm, with the hour or the day said elsewhere.
pub(super) fn first_time(
    every: Every,
    first: Option<Next>,
    due: Option<Next>,
    now: &Now,
) -> Option<Next> {
    match (first, due) {
        (Some(first), Some(due)) if !every.fits(due.on) => {
            // An hour alone is today's or tomorrow's.
            let today = now.today();
            let alone = due.at.is_some() && (due.on == today || Some(due.on) == today.succ_opt());
            match alone && first.at.is_none() {
                true => Some(Next {
                    at: due.at,
                    ..first
                }),
                false => Some(due),
            }
        }
        (Some(first), Some(due)) => Some(Next {
            at: due.at.or(first.at),
            ..due
        }),
        (first, due) => due.or(first),
    }
}

/// A word that sounds like a rhythm and was not understood as one.
pub(super) fn sounds(word: &str) -> bool {
    let word = plain(word);
    let units = ['天', '日', '周', '星', '礼', '月', '年', '季', '半'];
    let chinese = word.split_once('每').is_some_and(|(_, rest)| {
        let rest =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二两三四五六个".contains(c));
        rest.starts_with(units)
    });
    chinese || word == "every"
}
