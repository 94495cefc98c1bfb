//! The over-contact guard (cap. 65): whom not to wear out, and at which hours nobody is called.
//! Warns, never walls. Must not know how contacts are counted in the file.

use chrono::{Days, NaiveTime};
use serde::{Deserialize, Serialize};

use super::hours::Hours;
use crate::domain::time::{Instant, Now};

/// Of how many days contacts are counted, today included.
pub const DAYS: u64 = 30;

/// Why it is better not to call now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// They asked not to be called.
    DoNotCall,
    /// As many contacts in 30 days as the grade's limit: one more is over it.
    OverLimit {
        /// How many there were.
        contacts: u32,
        /// How many may be.
        most: u32,
    },
    /// Not at the hours that they prefer.
    OutsidePreferred,
    /// Not at the hours at which the business calls at all.
    OutsideLawful,
}

impl Guard {
    /// Whether a row with it ranks behind all without. When nobody may be called, all rows are
    /// alike.
    pub fn sinks(self) -> bool {
        self != Guard::OutsideLawful
    }

    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Guard::DoNotCall => "do_not_call",
            Guard::OverLimit { .. } => "over_limit",
            Guard::OutsidePreferred => "outside_preferred",
            Guard::OutsideLawful => "outside_lawful",
        }
    }
}

/// What the guard knows of a customer.
#[derive(Debug, Clone, Copy)]
pub struct Guarded<'a> {
    /// Contacts since [`since`]; what is only heard of them is none.
    pub contacts: u32,
    /// How many their grade may have in 30 days; none: no limit.
    pub most: Option<u32>,
    /// Whether they asked not to be called.
    pub do_not_call: bool,
    /// The hours that they prefer; none: any, or nobody understands what was said.
    pub preferred: Option<&'a Hours>,
}

/// From when on contacts count: the midnight with which the business's last 30 days begin.
pub fn since(now: Now) -> Instant {
    let today = now.today();
    let first = today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today);
    now.at_local(first, NaiveTime::MIN)
}

/// Why it is better not to call now, weightiest first; empty: nothing speaks against it.
pub fn guard(of: &Guarded<'_>, lawful: Option<&Hours>, now: Now) -> Vec<Guard> {
    let local = now.local(now.at);
    let outside = |hours: Option<&Hours>| hours.is_some_and(|hours| !hours.hold(local));
    let over = of.most.filter(|most| of.contacts >= *most);
    let over = over.map(|most| Guard::OverLimit {
        contacts: of.contacts,
        most,
    });
    let mut guards = Vec::new();
    guards.extend(of.do_not_call.then_some(Guard::DoNotCall));
    guards.extend(over);
    guards.extend(outside(lawful).then_some(Guard::OutsideLawful));
    guards.extend(outside(of.preferred).then_some(Guard::OutsidePreferred));
    guards
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono_tz::Tz;

    fn now(text: &str, zone: Tz) -> Now {
        let at = Instant::from_rfc3339(text).unwrap();
        Now { at, zone }
    }

    const QUIET: Guarded<'static> = Guarded {
        contacts: 0,
        most: Some(3),
        do_not_call: false,
        preferred: None,
    };

    #[test]
    fn one_more_call_than_the_grade_allows_is_too_many() {
        let at = now("2026-11-23T06:05:00Z", Tz::Asia__Shanghai);
        let of = |contacts, most| {
            guard(
                &Guarded {
                    contacts,
                    most,
                    ..QUIET
                },
                None,
                at,
            )
        };
        assert_eq!(of(2, Some(3)), []);
        let over = |contacts, most| Guard::OverLimit { contacts, most };
        assert_eq!(of(3, Some(3)), [over(3, 3)]);
        assert_eq!(of(9, Some(3)), [over(9, 3)]);
        assert_eq!(of(9, None), []);
    }

    #[test]
    fn who_asked_not_to_be_called_is_guarded_first() {
        let at = now("2026-11-23T14:05:00Z", Tz::Asia__Shanghai);
        let (lawful, morning) = (Hours::read("8:00-21:00"), Hours::read("上午"));
        let of = Guarded {
            contacts: 3,
            do_not_call: true,
            preferred: morning.as_ref(),
            ..QUIET
        };
        let guards = guard(&of, lawful.as_ref(), at);
        let codes: Vec<&str> = guards.into_iter().map(Guard::code).collect();
        let all = [
            "do_not_call",
            "over_limit",
            "outside_lawful",
            "outside_preferred",
        ];
        assert_eq!(codes, all);
    }

    #[test]
    fn lawful_hours_are_those_of_the_business_wherever_the_agent_sits() {
        let lawful = Hours::read("08:00-21:00");
        let at = |text, zone| guard(&QUIET, lawful.as_ref(), now(text, zone)).is_empty();
        // 21:00 of the wall clock in Berlin: an hour earlier in UTC once summer time has begun.
        assert!(at("2026-03-28T19:59:00Z", Tz::Europe__Berlin));
        assert!(at("2026-03-29T18:59:00Z", Tz::Europe__Berlin));
        assert!(!at("2026-03-29T19:00:00Z", Tz::Europe__Berlin));
        assert!(!at("2026-03-28T23:30:00Z", Tz::Asia__Shanghai));
        assert!(at("2026-03-29T00:00:00Z", Tz::Asia__Shanghai));
    }

    #[test]
    fn thirty_days_begin_at_a_midnight_of_the_business() {
        let at = |text, zone| since(now(text, zone)).to_rfc3339();
        let shanghai = Tz::Asia__Shanghai;
        assert_eq!(at("2026-11-23T06:05:00Z", shanghai), "2026-10-24T16:00:00Z");
        // A minute past midnight there, still the day before in UTC.
        assert_eq!(at("2026-11-23T16:01:00Z", shanghai), "2026-10-25T16:00:00Z");
        // Summer time ended on 25 October: its midnight was at another UTC hour.
        let berlin = Tz::Europe__Berlin;
        assert_eq!(at("2026-11-23T06:05:00Z", berlin), "2026-10-24T22:00:00Z");
    }
}
