//! Hours of the week as people say them: `evenings`, `工作日晚上`, `9:00-11:30`, `周末下午`. A text
//! is understood whole or not at all. Must not know whose hours they are, nor read a clock.

mod read;

use chrono::{Datelike, NaiveDateTime, Timelike};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Hours of the week: the union of its slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    slots: Vec<Slot>,
}

/// On some days of the week, from one minute of the day to before another; `until` not after `from`
/// is in the night that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    /// A bit per weekday, Monday the lowest.
    days: u8,
    from: u16,
    until: u16,
}

impl Hours {
    /// Reads `evenings`, `晚上`, `9:00-11:30`, `工作日上午`, `mon-fri 9am-6pm, sat 10:00-16:00`,
    /// `随时`; none where it is not understood whole.
    pub fn read(text: &str) -> Option<Hours> {
        read::read(text)
    }

    /// Whether a moment of the wall clock is among them.
    pub fn hold(&self, local: NaiveDateTime) -> bool {
        let minute = u16::try_from(local.hour() * 60 + local.minute()).unwrap_or(0);
        let today = 1u8 << local.weekday().num_days_from_monday();
        let yesterday = 1u8 << local.weekday().pred().num_days_from_monday();
        self.slots.iter().any(|slot| {
            if slot.from < slot.until {
                slot.days & today != 0 && (slot.from..slot.until).contains(&minute)
            } else {
                (slot.days & today != 0 && minute >= slot.from)
                    || (slot.days & yesterday != 0 && minute < slot.until)
            }
        })
    }
}

#[cfg(test)]
#[path = "hours_tests.rs"]
mod tests;
