//! What the business may set of a rule and of a grade's cadence, one part at a time, as people
//! type it; and whether a rule is whole. Must not know which codes the coded lists have.

use super::occurrence::HALF_A_YEAR;
use super::rule::{Cadence, Kind, Rule, Watched};
use crate::domain::birthday::{Birthday, Feb29Rule};
use crate::domain::ids::RuleId;
use crate::domain::nearest::Near;
use crate::domain::staff::Role;
use crate::domain::time::{DateFault, Day};
use crate::domain::when::{Unit, span};
use crate::error::Fault;

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// What may be set of a rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Part { $($(#[$doc])* $name),* }

        impl Part {
            /// Every one, in the order of the form.
            pub const ALL: &[Part] = &[$(Part::$name),*];

            /// Its name on the command line.
            pub fn code(self) -> &'static str {
                match self { $(Part::$name => $code),* }
            }
        }
    };
}

parts! {
    /// Whether it is used: `on`, `off`.
    On = "on",
    /// Days before its day.
    Before = "before",
    /// Days after its day.
    After = "after",
    /// How much it counts.
    Weight = "weight",
    /// Wording in Chinese.
    LabelZh = "label_zh",
    /// Wording in English.
    LabelEn = "label_en",
    /// Roles, or `all`.
    SeenBy = "seen_by",
    /// How many days after a purchase.
    Days = "days",
    /// The day of a greeting.
    Date = "date",
    /// Of which list the value is.
    List = "list",
    /// Whom it is for.
    Value = "value",
}

impl Part {
    /// The part with this code.
    pub fn from_code(code: &str) -> Option<Part> {
        Part::ALL.iter().copied().find(|part| part.code() == code)
    }
}

/// The longest window and interval, in days.
const DAYS: i64 = 36_500;
/// The greatest weight.
const WEIGHT: i64 = 100;
/// What a greeting may be for the customers of.
pub const LISTS: [&str; 3] = ["tier", "grade", "tag"];
/// Who may be named in `seen_by`.
const SEERS: [Role; 6] = [
    Role::Agent,
    Role::Supervisor,
    Role::Warehouse,
    Role::Cashier,
    Role::Manager,
    Role::Admin,
];

impl Kind {
    /// Whether the business may have several rules of this kind, and so add and remove them.
    pub fn many(self) -> bool {
        matches!(self, Kind::Greeting | Kind::Bought)
    }

    /// Whether a part means anything for this kind.
    pub fn has(self, part: Part) -> bool {
        match part {
            Part::Days => matches!(self, Kind::Bought | Kind::BalanceDue | Kind::HeldLong),
            Part::Date | Part::List => self == Kind::Greeting,
            Part::Value => matches!(self, Kind::Greeting | Kind::Watch),
            _ => true,
        }
    }
}

impl Rule {
    /// A rule that does not say anything yet: on, for everybody.
    pub fn new(code: &str, kind: Kind) -> Rule {
        Rule {
            id: RuleId(0),
            code: code.to_owned(),
            kind,
            on: true,
            before: 0,
            after: 7,
            weight: 40,
            label_zh: String::new(),
            label_en: String::new(),
            seen_by: Vec::new(),
            days: None,
            date: None,
            list: None,
            value: None,
        }
    }

    /// A part as it reads back.
    pub fn part(&self, part: Part) -> String {
        let number = |number: Option<i64>| number.map_or_else(String::new, |n| n.to_string());
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        match part {
            Part::On => if self.on { "on" } else { "off" }.to_owned(),
            Part::Before => self.before.to_string(),
            Part::After => self.after.to_string(),
            Part::Weight => self.weight.to_string(),
            Part::LabelZh => self.label_zh.clone(),
            Part::LabelEn => self.label_en.clone(),
            Part::SeenBy if self.seen_by.is_empty() => "all".to_owned(),
            Part::SeenBy => {
                let roles: Vec<&str> = self.seen_by.iter().map(|role| role.code()).collect();
                roles.join(",")
            }
            Part::Days => number(self.days),
            Part::Date => text(&self.date),
            Part::List => text(&self.list),
            Part::Value => text(&self.value),
        }
    }

    /// Takes a part as it was typed; a value of a coded list is taken as it is.
    pub fn set(&mut self, part: Part, typed: &str) -> Result<(), Fault> {
        let typed = typed.trim();
        let some = || Some(typed.to_owned()).filter(|text| !text.is_empty());
        if !self.kind.has(part) && !typed.is_empty() {
            let known = Part::ALL.iter().filter(|part| self.kind.has(**part));
            let nearest = Near::all(known.map(|part| part.code()));
            return Err(Fault::NoSuchField { nearest });
        }
        match part {
            Part::On => self.on = switch(typed)?,
            Part::Before => self.before = days(typed, 0, self.furthest())?,
            Part::After => self.after = days(typed, 0, self.furthest())?,
            Part::Weight => self.weight = number(typed, 0, WEIGHT)?,
            Part::LabelZh => self.label_zh = some().ok_or(Fault::Empty)?,
            Part::LabelEn => self.label_en = some().ok_or(Fault::Empty)?,
            Part::SeenBy => self.seen_by = seers(typed)?,
            Part::Days if typed.is_empty() && self.kind != Kind::Bought => self.days = None,
            Part::Days => {
                self.days = Some(days(typed, i64::from(self.kind == Kind::Bought), DAYS)?);
            }
            Part::Date => self.date = Some(date(typed)?),
            Part::List => {
                let everybody = ["", "all", "everybody", "全部"].contains(&typed);
                let list = LISTS.iter().find(|list| **list == typed);
                if list.is_none() && !everybody {
                    return Err(known(&LISTS));
                }
                let list = list.map(|list| (*list).to_owned());
                if list != self.list {
                    self.value = None;
                }
                self.list = list;
            }
            Part::Value if self.kind == Kind::Watch => {
                let watched = [Watched::FALLING, Watched::COMPLAINT];
                if !watched.contains(&typed) {
                    return Err(known(&watched));
                }
                self.value = some();
            }
            Part::Value => self.value = some(),
        }
        Ok(())
    }

    /// Days that its window may reach to either side. What comes every year would otherwise be on
    /// the list twice at once.
    fn furthest(&self) -> i64 {
        match self.kind {
            Kind::Birthday | Kind::Anniversary | Kind::Greeting => HALF_A_YEAR,
            _ => DAYS,
        }
    }

    /// The first day from another on which a greeting is due; one with a year comes once.
    pub fn greets_on(&self, from: Day, feb29: Feb29Rule) -> Option<Day> {
        let date: Birthday = self.date.as_ref()?.parse().ok()?;
        match date.year {
            Some(_) => date.born().ok().filter(|day| *day >= from),
            None => date.next_on(from, feb29),
        }
    }

    /// The part that is missing, if one is.
    pub fn lacks(&self) -> Option<Part> {
        let empty = |part: Part| self.part(part).trim().is_empty();
        let needed = [
            (Part::LabelZh, true),
            (Part::LabelEn, true),
            (Part::Days, self.kind == Kind::Bought),
            (Part::Date, self.kind == Kind::Greeting),
            (Part::Value, self.list.is_some() || self.kind == Kind::Watch),
            (
                Part::List,
                self.kind == Kind::Greeting && self.value.is_some(),
            ),
        ];
        needed
            .into_iter()
            .find(|(part, needed)| *needed && empty(*part))
            .map(|(part, _)| part)
    }
}

impl Cadence {
    /// The codes of its parts.
    pub const PARTS: [&'static str; 2] = ["days", "most"];

    /// Takes a part as it was typed.
    pub fn set(&mut self, part: &str, typed: &str) -> Result<(), Fault> {
        match part {
            "days" => self.every_days = days(typed, 1, DAYS)?,
            "most" => self.most = number(typed, 1, DAYS)?,
            _ => return Err(known(&Cadence::PARTS)),
        }
        Ok(())
    }

    /// A part as it reads back.
    pub fn part(&self, part: &str) -> String {
        match part {
            "most" => self.most.to_string(),
            _ => self.every_days.to_string(),
        }
    }
}

fn known(codes: &[&str]) -> Fault {
    Fault::Unknown {
        nearest: Near::all(codes.iter().copied()),
    }
}

fn switch(typed: &str) -> Result<bool, Fault> {
    match typed.to_lowercase().as_str() {
        "on" | "yes" | "1" | "开" | "是" | "启用" => Ok(true),
        "off" | "no" | "0" | "关" | "否" | "停用" => Ok(false),
        _ => Err(known(&["on", "off"])),
    }
}

fn number(typed: &str, low: i64, high: i64) -> Result<i64, Fault> {
    let number: i64 = typed.trim().parse().map_err(|_| Fault::NotANumber)?;
    let fits = (low..=high).contains(&number);
    fits.then_some(number).ok_or(Fault::Between { low, high })
}

/// `7`, `7d`, `30天`, `2周`; months are not so many days.
fn days(typed: &str, low: i64, high: i64) -> Result<i64, Fault> {
    let plain = span(typed).and_then(|span| match span.unit {
        Unit::Day => Some(span.count),
        Unit::Week => Some(span.count * 7),
        Unit::Month | Unit::Year => None,
    });
    let typed = plain.map_or_else(|| typed.to_owned(), |days| days.to_string());
    number(&typed, low, high)
}

/// `10-01`, `2026-12-20` (that year alone), `农历八月十五`, `lunar:08-15`.
fn date(typed: &str) -> Result<String, Fault> {
    // As Rule writes a calendar that needs no name.
    let typed = typed.strip_prefix("solar:").unwrap_or(typed);
    let day: Birthday = typed.parse().map_err(|fault| match fault {
        DateFault::Empty => Fault::Empty,
        DateFault::Impossible => Fault::ImpossibleDate,
        DateFault::OutOfRange => Fault::OutOfRange,
        _ => Fault::NotADate,
    })?;
    Ok(day.to_string())
}

fn seers(typed: &str) -> Result<Vec<Role>, Fault> {
    let mut roles = Vec::new();
    let all = ["", "all", "全部", "everybody"];
    for word in typed.split([',', '，', '、', ' ']).map(str::trim) {
        let role = SEERS.into_iter().find(|role| role.code() == word);
        match role {
            Some(role) if !roles.contains(&role) => roles.push(role),
            Some(_) => {}
            None if all.contains(&word) => {}
            None => return Err(known(&SEERS.map(Role::code))),
        }
    }
    Ok(roles)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_people_type_is_taken_and_reads_back() {
        let mut rule = Rule::new("moon", Kind::Greeting);
        for (part, typed, reads) in [
            (Part::On, "关", "off"),
            (Part::Before, "1周", "7"),
            (Part::After, "3d", "3"),
            (Part::Weight, " 55 ", "55"),
            (Part::Date, "农历八月十五", "lunar:08-15"),
            (Part::Date, "solar:10-01", "10-01"),
            (Part::Date, "2026-12-20", "2026-12-20"),
            (Part::SeenBy, "agent、supervisor", "agent,supervisor"),
            (Part::SeenBy, "all", "all"),
            (Part::List, "grade", "grade"),
            (Part::Value, "a", "a"),
            (Part::LabelEn, "Moon", "Moon"),
        ] {
            rule.set(part, typed).unwrap();
            assert_eq!(rule.part(part), reads, "{typed}");
            rule.set(part, reads).unwrap();
            assert_eq!(rule.part(part), reads);
        }
        assert_eq!(rule.lacks(), Some(Part::LabelZh));
        rule.set(Part::LabelZh, "中秋").unwrap();
        assert_eq!(rule.lacks(), None);
        // Another list has other values.
        rule.set(Part::List, "tier").unwrap();
        assert_eq!(rule.lacks(), Some(Part::Value));
    }

    #[test]
    fn a_holiday_comes_every_year_and_an_occasion_once() {
        let mut rule = Rule::new("g", Kind::Greeting);
        let on = |rule: &Rule, from: &str| {
            let day = rule.greets_on(from.parse().unwrap(), Feb29Rule::Feb28);
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        rule.set(Part::Date, "lunar:08-15").unwrap();
        assert_eq!(on(&rule, "2026-01-01"), "2026-09-25");
        assert_eq!(on(&rule, "2026-09-26"), "2027-09-15");
        rule.set(Part::Date, "2026-12-20").unwrap();
        assert_eq!(on(&rule, "2026-12-20"), "2026-12-20");
        assert_eq!(on(&rule, "2026-12-21"), "");
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_can() {
        let mut rule = Rule::new("g", Kind::Greeting);
        let mut fault = |part, typed| rule.set(part, typed).unwrap_err();
        assert_eq!(
            fault(Part::Weight, "101"),
            Fault::Between { low: 0, high: 100 }
        );
        assert_eq!(
            fault(Part::Before, "-1"),
            Fault::Between {
                low: 0,
                high: HALF_A_YEAR
            }
        );
        assert_eq!(fault(Part::Before, "2 months"), Fault::NotANumber);
        assert_eq!(fault(Part::On, "maybe"), known(&["on", "off"]));
        assert_eq!(fault(Part::Date, "13-40"), Fault::ImpossibleDate);
        assert_eq!(fault(Part::Date, "soon"), Fault::NotADate);
        assert_eq!(fault(Part::LabelZh, " "), Fault::Empty);
        assert_eq!(fault(Part::List, "source"), known(&LISTS));
        assert!(matches!(fault(Part::SeenBy, "boss"), Fault::Unknown { .. }));
        assert!(matches!(fault(Part::Days, "7"), Fault::NoSuchField { .. }));
        let mut bought = Rule::new("b", Kind::Bought);
        assert_eq!(
            bought.set(Part::Days, "0"),
            Err(Fault::Between { low: 1, high: DAYS })
        );
        assert_eq!(bought.lacks(), Some(Part::LabelZh));
    }
}
