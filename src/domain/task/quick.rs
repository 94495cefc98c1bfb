//! A task in one line, as people say it: "deliver 2 propolis to 李明朗 fri @zhaoyun !high",
//! "周五给李明朗送2盒蜂胶 @zhaoyun". Understood or left in the title, never guessed at. Must not
//! know who works here and which customers there are: names are candidates.

mod often;

use unicode_normalization::UnicodeNormalization;

use super::Priority;
use crate::domain::time::{DateFault, Now};
use crate::domain::when::{Every, Next};

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quick {
    /// What is to be done: the line without what was understood as something else.
    pub title: String,
    /// Whose it is, as typed behind `@`.
    pub to: Option<String>,
    /// By when.
    pub due: Option<Next>,
    /// How pressing, where it was said.
    pub priority: Option<Priority>,
    /// What was typed behind `#`.
    pub kind: Option<String>,
    /// A kind that the words speak of: a code of the usual list.
    pub spoken_kind: Option<&'static str>,
    /// After how long it comes again.
    pub every: Option<Every>,
    /// What may be the customer's name, the likeliest first.
    pub names: Vec<String>,
    /// What looks as if it said something, and was not understood; it is in the title too.
    pub odd: Vec<String>,
}

/// More words than this say no time.
const LONGEST_TIME: usize = 4;
/// More characters than this say no time, where nothing stands between words.
const LONGEST_GLUED: usize = 16;
/// More words than this are no name.
const LONGEST_NAME: usize = 4;

const PRIORITIES: [(&str, Priority); 14] = [
    ("", Priority::High),
    ("!", Priority::High),
    ("!!", Priority::High),
    ("high", Priority::High),
    ("urgent", Priority::High),
    ("急", Priority::High),
    ("紧急", Priority::High),
    ("高", Priority::High),
    ("重要", Priority::High),
    ("normal", Priority::Normal),
    ("一般", Priority::Normal),
    ("low", Priority::Low),
    ("不急", Priority::Low),
    ("低", Priority::Low),
];

/// Words that speak of a kind; the first that is in the line counts.
const KINDS: [(&str, &str); 20] = [
    ("生日", "birthday"),
    ("birthday", "birthday"),
    ("收款", "collection"),
    ("催款", "collection"),
    ("collect", "collection"),
    ("拜访", "visit"),
    ("上门", "visit"),
    ("visit", "visit"),
    ("问候", "greeting"),
    ("greet", "greeting"),
    ("指导", "guidance"),
    ("guide", "guidance"),
    ("送", "delivery"),
    ("deliver", "delivery"),
    ("回访", "follow_up"),
    ("跟踪", "follow_up"),
    ("回电", "follow_up"),
    ("打电话", "follow_up"),
    ("follow up", "follow_up"),
    ("call", "follow_up"),
];

/// What stands before a customer's name, where nothing else does.
const VERBS: [&str; 12] = [
    "call", "visit", "ring", "phone", "see", "ask", "tell", "remind", "greet", "meet", "email",
    "deliver",
];

/// What stands before a customer's name; behind the Chinese ones nothing says where it ends.
const BEFORE_NAME: [&str; 11] = [
    "给", "找", "向", "替", "回访", "拜访", "联系", "通知", "收款", "催款", "送货",
];

fn plain(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

impl Quick {
    /// Reads a line. A time that has gone by is refused, and so is a day that there is not.
    pub fn parse(line: &str, now: &Now) -> Result<Quick, DateFault> {
        match Quick::read(line, now) {
            (quick, None) => Ok(quick),
            (_, Some(fault)) => Err(fault),
        }
    }

    /// The same as far as it can be read, and what is wrong with its time.
    pub fn read(line: &str, now: &Now) -> (Quick, Option<DateFault>) {
        let mut quick = Quick::default();
        let mut words: Vec<String> = Vec::new();
        for word in words_of(line) {
            if !quick.take_mark(&word) {
                words.push(word);
            }
        }
        let often = often::take(&mut words, now);
        let (due, mut wrong) = match take_time(&mut words, now) {
            Ok(due) => (due, None),
            Err(fault) => (None, Some(fault)),
        };
        quick.due = due;
        if let Some((every, first, said)) = often {
            quick.every = Some(every);
            quick.due = often::first_time(every, first, due, now);
            // A day of its own that is none of these days.
            if quick.due.is_some_and(|due| !every.fits(due.on)) {
                quick.odd.push(said);
            }
        }
        for word in words.iter().filter(|_| due.is_some()) {
            match Next::parse(word, now) {
                // An hour that there is not is said beside the day.
                Err(DateFault::Impossible) => wrong = Some(DateFault::Impossible),
                Ok(_) | Err(DateFault::InThePast) => quick.odd.push(word.clone()),
                Err(_) => {}
            }
        }
        quick.odd.extend(
            words
                .iter()
                .filter(|word| is_odd(word) || often::sounds(word))
                .cloned(),
        );
        quick.title = words.join(" ");
        let said = plain(&quick.title);
        let spoken = KINDS.iter().find(|(word, _)| said.contains(word));
        quick.spoken_kind = spoken.map(|(_, kind)| *kind);
        quick.names = names(&words);
        (quick, wrong)
    }

    /// A word that begins with a mark: whose, how pressing, which kind, how often.
    fn take_mark(&mut self, word: &str) -> bool {
        let word = plain(word);
        let behind = |mark: char| word.strip_prefix(mark);
        if let Some(who) = behind('@').filter(|who| !who.is_empty()) {
            self.to = Some(who.to_owned());
        } else if let Some(said) = behind('!') {
            let known = PRIORITIES.iter().find(|(name, _)| *name == said);
            let Some((_, priority)) = known else {
                return false;
            };
            self.priority = Some(*priority);
        } else if let Some(kind) = behind('#').filter(|kind| !kind.is_empty()) {
            self.kind = Some(kind.to_owned());
        } else if let Some(every) = behind('*').and_then(Every::stored) {
            self.every = Some(every);
        } else {
            return false;
        }
        true
    }
}

/// A mark that says nothing: alone, or how often without a span.
fn is_odd(word: &str) -> bool {
    let word = plain(word);
    let often = word
        .strip_prefix('*')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()));
    often || word == "@" || word == "#"
}

/// The words between blanks; a mark begins one where no Latin letter stands before it, and a
/// full-width one always.
fn words_of(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in line.chars() {
        let mark = plain(&c.to_string()).starts_with(['@', '#', '*'])
            && (!c.is_ascii() || !before.is_ascii_alphanumeric());
        let mark = mark || c == '！';
        if c.is_whitespace() || mark {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| !c.is_whitespace()) {
            word.push(c);
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Takes the time out of the words: the most words that say one, else what a glued word begins or
/// ends with.
fn take_time(words: &mut Vec<String>, now: &Now) -> Result<Option<Next>, DateFault> {
    let mut wrong = None;
    let mut read = |text: &str| match Next::parse(text, now) {
        Ok(next) => Some(next),
        Err(fault @ (DateFault::InThePast | DateFault::Impossible | DateFault::WhichHalf)) => {
            wrong.get_or_insert(fault);
            None
        }
        Err(_) => None,
    };
    for length in (1..=LONGEST_TIME.min(words.len())).rev() {
        for start in (0..=words.len() - length).rev() {
            let said = words.get(start..start + length).map(|said| said.join(" "));
            if let Some(next) = said.and_then(|said| read(&said)) {
                words.drain(start..start + length);
                return Ok(Some(next));
            }
        }
    }
    if let Some(fault) = wrong {
        return Err(fault);
    }
    words
        .iter_mut()
        .find_map(|word| cut_time(word, now))
        .map_or(Ok(None), |time| Ok(Some(time)))
}

/// Cuts a time off the front or the end of a word.
fn cut_time(word: &mut String, now: &Now) -> Option<Next> {
    let chars: Vec<char> = word.chars().collect();
    // What is cut off in the middle of a date or a Latin word is none.
    let joins =
        |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || "-/.:".contains(*c));
    for length in (1..chars.len().min(LONGEST_GLUED)).rev() {
        for front in [true, false] {
            let cut = if front { length } else { chars.len() - length };
            let (head, tail) = chars.split_at_checked(cut)?;
            if joins(head.last()) && joins(tail.first()) {
                continue;
            }
            let (said, rest) = if front { (head, tail) } else { (tail, head) };
            let said: String = said.iter().collect();
            if let Ok(next) = Next::parse(&said, now) {
                *word = rest.iter().collect();
                return Some(next);
            }
        }
    }
    None
}

/// What may be a name: all words behind the last `to` or `for`, else behind the last verb that a
/// name follows, then fewer of them; two to four
/// characters behind 给 and its like; codes and numbers as they stand.
fn names(words: &[String]) -> Vec<String> {
    let mut names = Vec::new();
    let behind = [&["to", "for"][..], &VERBS].into_iter().find_map(|before| {
        let said = |word: &String| before.contains(&plain(word).as_str());
        words.get(words.iter().rposition(said)? + 1..)
    });
    names.extend(first_words(behind.unwrap_or_default()));
    for (place, word) in words.iter().enumerate() {
        let behind = BEFORE_NAME.iter().filter_map(|mark| word.split_once(mark));
        for (_, rest) in behind {
            let more = words.get(place + 1..).unwrap_or_default();
            let said = std::iter::once(rest).chain(more.iter().map(String::as_str));
            names.extend(first_words(&latin(said)));
        }
    }
    for (place, word) in words.iter().enumerate() {
        for mark in BEFORE_NAME {
            let Some((_, rest)) = word.split_once(mark) else {
                continue;
            };
            // `收款 张浩宇 500元`: the name is the next word.
            let next = words.get(place + 1).filter(|_| rest.is_empty());
            let rest = next.map_or(rest, String::as_str);
            let rest: Vec<char> = rest
                .chars()
                .take_while(|c| !c.is_ascii_punctuation())
                .collect();
            for length in [rest.len(), 4, 3, 2] {
                names.extend(
                    rest.get(..length)
                        .map(|name| name.iter().collect::<String>()),
                );
            }
        }
        let figures = word.chars().filter(char::is_ascii_digit).count();
        if figures >= 5 {
            names.push(word.clone());
        }
    }
    names.retain(|name| name.chars().count() > 1);
    let mut known = std::collections::BTreeSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}

/// The first words, all of a name's length, then fewer.
fn first_words(words: &[String]) -> Vec<String> {
    let first = (1..=LONGEST_NAME).rev();
    first
        .filter_map(|length| words.get(..length))
        .map(|name| name.join(" "))
        .collect()
}

/// The words in Latin letters that these begin with; the last may go on in others.
fn latin<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let mut latin = Vec::new();
    for word in words.take(LONGEST_NAME) {
        let letters = |c: &char| c.is_ascii_alphabetic() || "'-.".contains(*c);
        let said: String = word.chars().take_while(letters).collect();
        let whole = said.len() == word.len();
        latin.extend(Some(said).filter(|said| !said.is_empty()));
        if !whole {
            break;
        }
    }
    latin
}

#[cfg(test)]
mod tests;
