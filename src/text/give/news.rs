//! Words of the news: what became of tasks. Must not know where they are shown.

/// What one has not seen yet.
#[derive(Debug)]
pub struct News {
    /// Title.
    pub title: &'static str,
    /// There is none.
    pub none: &'static str,
    /// Heading: seen before.
    pub seen: &'static str,
    /// Somebody gave it to me.
    pub given: fn(&str) -> String,
    /// Somebody did it.
    pub done: fn(&str) -> String,
    /// Somebody cancelled it.
    pub cancelled: fn(&str) -> String,
    /// Somebody changed it: who has it, when it is due.
    pub changed: fn(&str, &str) -> String,
    /// In the header: so many.
    pub count: fn(usize) -> String,
    /// In the bottom line: what happened, and the key that opens the list.
    pub told: fn(&str, &str) -> String,
}
