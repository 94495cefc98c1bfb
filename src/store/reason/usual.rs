//! The rules with which a fresh file comes: what call centres of the trade ring for. The business
//! changes them; nothing here is looked at again. Must not know SQL.

use crate::domain::today::{Kind, Watched};

/// A rule as a fresh file has it.
pub(super) struct Usual {
    pub(super) code: &'static str,
    pub(super) kind: Kind,
    pub(super) on: bool,
    pub(super) before: i64,
    pub(super) after: i64,
    pub(super) weight: i64,
    /// In Chinese, in English.
    pub(super) label: (&'static str, &'static str),
    pub(super) days: Option<i64>,
    pub(super) date: Option<&'static str>,
    /// List (empty: none) and value.
    pub(super) whose: Option<(&'static str, &'static str)>,
}

/// As long as it takes: a hundred years.
const ALWAYS: i64 = 36_500;

const fn usual(
    kind: Kind,
    code: &'static str,
    (before, after, weight): (i64, i64, i64),
    label: (&'static str, &'static str),
) -> Usual {
    Usual {
        code,
        kind,
        on: true,
        before,
        after,
        weight,
        label,
        days: None,
        date: None,
        whose: None,
    }
}

const fn after_days(days: i64, rule: Usual) -> Usual {
    Usual {
        days: Some(days),
        ..rule
    }
}

const fn of(list: &'static str, value: &'static str, rule: Usual) -> Usual {
    Usual {
        whose: Some((list, value)),
        ..rule
    }
}

/// A greeting, for the best grade only, and off until somebody wants it.
const fn holiday(
    code: &'static str,
    date: &'static str,
    label: (&'static str, &'static str),
) -> Usual {
    Usual {
        on: false,
        date: Some(date),
        ..of("grade", "a", usual(Kind::Greeting, code, (2, 0, 20), label))
    }
}

/// The rules: days before, days after, weight.
#[rustfmt::skip]
pub(super) const RULES: &[Usual] = &[
    usual(Kind::MissedCall, "missed_call", (0, 7, 90), ("未接来电", "Missed call")),
    usual(Kind::NotLogged, "not_logged", (0, 7, 85), ("已接未登记", "Not logged")),
    usual(Kind::NextContact, "next_contact", (0, 365, 80), ("约定联系", "Next contact")),
    usual(Kind::RunOut, "run_out", (7, 30, 60), ("产品用完", "Runs out")),
    of("", Watched::COMPLAINT, usual(Kind::Watch, "complaint", (0, 30, 55), ("投诉", "Complaint"))),
    usual(Kind::Birthday, "birthday", (3, 1, 50), ("生日", "Birthday")),
    usual(Kind::New, "new", (0, 30, 45), ("新客户", "New customer")),
    usual(Kind::Transferred, "transferred", (0, 30, 44), ("转来的客户", "Transferred")),
    after_days(30, usual(Kind::BalanceDue, "balance_due", (0, ALWAYS, 40), ("欠款", "Balance due"))),
    after_days(30, usual(Kind::HeldLong, "held_long", (0, ALWAYS, 38), ("存货未领", "Goods held"))),
    after_days(7, usual(Kind::Bought, "bought_7", (0, 7, 35), ("购买一周", "A week after buying"))),
    after_days(30, usual(Kind::Bought, "bought_30", (0, 7, 30), ("购买一月", "A month after buying"))),
    usual(Kind::Anniversary, "anniversary", (3, 1, 28), ("纪念日", "Anniversary")),
    of("", Watched::FALLING, usual(Kind::Watch, "falling", (0, 90, 25), ("购买减少", "Buys less"))),
    usual(Kind::Silent, "silent", (0, ALWAYS, 20), ("久未联系", "Not contacted")),
    holiday("new_year", "01-01", ("元旦", "New Year")),
    holiday("spring_festival", "lunar:01-01", ("春节", "Spring Festival")),
    holiday("dragon_boat", "lunar:05-05", ("端午节", "Dragon Boat Festival")),
    holiday("mid_autumn", "lunar:08-15", ("中秋节", "Mid-Autumn Festival")),
    holiday("national_day", "10-01", ("国庆节", "National Day")),
];

/// Grade (empty: all others), at least every so many days, at most so many times in 30 days: A
/// three times a month, B once, the others once a quarter.
pub(super) const CADENCE: &[(&str, i64, i64)] = &[("a", 10, 6), ("b", 30, 4), ("", 90, 3)];
