//! Lists of sales: which there are, from when on, and what one holds. Must not know how they are
//! found or called.

use chrono::{Datelike, Days, NaiveTime};

use super::SaleRow;
use crate::domain::ids::CustomerId;
use crate::domain::time::{Instant, Now};

/// Which sales; the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SalesOf {
    /// All.
    Newest,
    /// Of today.
    Today,
    /// Of this week, from Monday on.
    Week,
    /// For which money is owed to us.
    Owing,
    /// Of which goods are kept here.
    Held,
    /// For which we owe money: something came back, or was called off, after it was paid.
    OwedBack,
    /// To one customer, whoever sold.
    Customer(CustomerId),
}

impl SalesOf {
    /// What can be chosen of anybody's.
    pub const OFFERED: [SalesOf; 6] = [
        SalesOf::Newest,
        SalesOf::Today,
        SalesOf::Week,
        SalesOf::Owing,
        SalesOf::Held,
        SalesOf::OwedBack,
    ];

    /// The moment from which on sales are on it.
    pub fn from(self, now: &Now) -> Instant {
        let today = now.today();
        let back = match self {
            SalesOf::Today => 0,
            SalesOf::Week => u64::from(today.weekday().num_days_from_monday()),
            _ => return Instant(i64::MIN),
        };
        let day = today.checked_sub_days(Days::new(back)).unwrap_or(today);
        now.at_local(day, NaiveTime::MIN)
    }
}

/// The newest sales of a list, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SalesList {
    /// The newest first.
    pub rows: Vec<SaleRow>,
    /// How many there are, as far as they are counted.
    pub count: usize,
    /// There are more than are counted.
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_where_the_business_is() {
        // Monday 2026-11-23, five minutes past midnight in Shanghai: Sunday in UTC.
        let now = |text: &str| Now {
            at: Instant::from_rfc3339(text).unwrap_or_default(),
            zone: chrono_tz::Asia::Shanghai,
        };
        let monday = now("2026-11-22T16:05:00Z");
        assert_eq!(SalesOf::Week.from(&monday), SalesOf::Today.from(&monday));
        let sunday = now("2026-11-22T15:55:00Z");
        let days = |one: Instant, other: Instant| (one.0 - other.0) / 86_400_000;
        let (week, today) = (SalesOf::Week.from(&sunday), SalesOf::Today.from(&sunday));
        assert_eq!(days(today, week), 6);
        assert_eq!(SalesOf::Owing.from(&sunday), Instant(i64::MIN));
    }
}
