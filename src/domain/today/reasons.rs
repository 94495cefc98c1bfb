//! The pure function of Today: which reasons one customer has at a moment, and how much each
//! counts. Must not know where facts come from.

use chrono::{Days, NaiveDate, NaiveTime};

use super::facts::{Facts, FactsCall, FactsDate, Settlement};
use super::occurrence;
use super::rule::{Detail, Due, Kind, Rule, Rulebook, Watched};
use crate::domain::time::{Day, Instant, Now};

/// An answered call is to be logged within this time.
pub const LOGGING_MS: i64 = 5 * 60 * 1000;

/// From its minute on a promised contact leads the list.
const LEAD: i64 = 1000;

/// Days that a window reaches at most: a century and a half, so that every end of it is a day.
const FURTHEST: i64 = 54_750;

/// The days of reasons that show today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The longest ago.
    pub first: Day,
    /// The furthest ahead.
    pub last: Day,
}

impl Window {
    /// Of a rule.
    pub fn of(rule: &Rule, today: Day) -> Window {
        let days = |count: i64| Days::new(u64::try_from(count.clamp(0, FURTHEST)).unwrap_or(0));
        let first = today.checked_sub_days(days(rule.after));
        let last = today.checked_add_days(days(rule.before));
        Window {
            first: first.unwrap_or(NaiveDate::MIN),
            last: last.unwrap_or(NaiveDate::MAX),
        }
    }

    /// The moments of what happened so many days before a day of the window: the first one, and
    /// the first one after.
    pub fn moments(self, days: i64, now: Now) -> (Instant, Instant) {
        let start = |day: Day| now.at_local(later(day, -days), NaiveTime::MIN);
        (start(self.first), start(later(self.last, 1)))
    }

    /// Whether a reason of this day shows.
    pub fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// How much a reason counts: its weight, more the longer it is due, and a promised contact leads
/// from its minute on. Of two reasons of a rule the one that is due first never counts less.
pub fn points(rule: &Rule, due_on: Day, at: Option<Instant>, now: Now) -> i64 {
    let urgency = (10 - now.days_until(due_on)).clamp(0, 20);
    let leads = rule.kind == Kind::NextContact && at.is_some_and(|at| at <= now.at);
    rule.weight + urgency + if leads { LEAD } else { 0 }
}

/// The most points that a reason of a rule can have that does not lead.
pub fn most_points(rule: &Rule) -> i64 {
    rule.weight + 20
}

/// The same of one that leads, if reasons of the rule may.
pub fn most_leading(rule: &Rule) -> Option<i64> {
    (rule.kind == Kind::NextContact).then(|| most_points(rule) + LEAD)
}

/// How much a customer counts by the points of their reasons: the weightiest decides, between
/// equals the others.
pub fn score(points: impl IntoIterator<Item = i64>) -> i64 {
    let (mut most, mut sum) = (0, 0);
    for points in points {
        most = points.max(most);
        sum += points;
    }
    most * 100 + ((sum - most) / 10).min(99)
}

/// The reasons of a customer, the weightiest first; between equals the one that is due first.
pub fn reasons(facts: &Facts, book: &Rulebook, now: Now) -> Vec<Due> {
    let mut asking = Asking {
        facts,
        book,
        now,
        found: Vec::new(),
    };
    for rule in &book.rules {
        asking.ask(rule);
    }
    let mut found = asking.found;
    found.sort_by(|a, b| {
        let order = (b.points, a.due_on, a.rule).cmp(&(a.points, b.due_on, b.rule));
        order.then_with(|| a.occurrence.cmp(&b.occurrence))
    });
    found
}

/// How somebody has dealt with an occurrence.
enum Stands {
    /// Not at all.
    Open,
    /// It does not come today.
    Away,
    /// It was to come again on this day, today or before.
    Back(Day),
}

/// What came again is shown for a week at least, as long as its rule goes on otherwise.
const BACK_FOR: i64 = 7;

fn back_for(rule: &Rule) -> i64 {
    rule.after.max(BACK_FOR)
}

/// How many days ago something may have come again that still shows.
pub fn longest_back(book: &Rulebook) -> i64 {
    book.rules.iter().map(back_for).max().unwrap_or(0)
}

struct Asking<'f> {
    facts: &'f Facts,
    book: &'f Rulebook,
    now: Now,
    found: Vec<Due>,
}

impl Asking<'_> {
    fn ask(&mut self, rule: &Rule) {
        let facts = self.facts;
        match rule.kind {
            Kind::Birthday | Kind::Anniversary => {
                let birthdays = rule.kind == Kind::Birthday;
                let dates = facts.dates.iter();
                for date in dates.filter(|date| (date.kind == "birthday") == birthdays) {
                    self.yearly(rule, date);
                }
            }
            Kind::RunOut => self.run_out(rule),
            Kind::Silent => self.silent(rule),
            Kind::NextContact => self.next_contact(rule),
            Kind::MissedCall | Kind::NotLogged => {
                for call in &facts.calls {
                    self.call(rule, call);
                }
            }
            Kind::BalanceDue => self.balance(rule),
            Kind::HeldLong => self.held_long(rule),
            Kind::Bought => self.bought(rule),
            Kind::New => {
                if facts.followed_at.is_none() {
                    let day = self.now.day_of(facts.created_at);
                    self.due(rule, occurrence::NEW.to_owned(), day, None, Detail::New);
                }
            }
            Kind::Transferred => self.transferred(rule),
            Kind::Watch => self.watch(rule),
            Kind::Greeting => self.greeting(rule),
        }
    }

    /// Notes a reason, if its day shows and nobody has dealt with it.
    fn due(
        &mut self,
        rule: &Rule,
        occurrence: String,
        due_on: Day,
        at: Option<Instant>,
        detail: Detail,
    ) {
        let shows = match self.stands(rule, &occurrence) {
            Stands::Away => false,
            Stands::Back(until) => {
                let shown = -self.now.days_until(until) <= back_for(rule);
                shown || Window::of(rule, self.now.today()).holds(due_on)
            }
            Stands::Open => Window::of(rule, self.now.today()).holds(due_on),
        };
        if shows {
            self.found.push(Due {
                rule: rule.id,
                code: rule.code.clone(),
                kind: rule.kind,
                occurrence,
                due_on,
                at,
                points: points(rule, due_on, at, self.now),
                detail,
            });
        }
    }

    fn settled(&self, rule: &Rule) -> impl Iterator<Item = &Settlement> {
        let settled = self.facts.settled.iter();
        let code = rule.code.clone();
        settled.filter(move |settlement| settlement.rule == code)
    }

    fn stands(&self, rule: &Rule, occurrence: &str) -> Stands {
        let mut settled = self.settled(rule);
        match settled.find(|settlement| settlement.occurrence == occurrence) {
            None => Stands::Open,
            Some(settlement) => match settlement.until {
                Some(until) if until <= self.now.today() => Stands::Back(until),
                _ => Stands::Away,
            },
        }
    }

    fn yearly(&mut self, rule: &Rule, date: &FactsDate) {
        let window = Window::of(rule, self.now.today());
        let back: Vec<Day> = self
            .settled(rule)
            .filter(|settlement| settlement.is_back(self.now.today()))
            .filter_map(|settlement| occurrence::of_yearly(&settlement.occurrence))
            .filter(|(row, day)| *row == date.id && !window.holds(*day))
            .map(|(_, day)| day)
            .collect();
        let mut days = back;
        let mut from = window.first;
        while let Some(day) = date.date.next_on(from, self.book.feb29) {
            if day > window.last {
                break;
            }
            days.push(day);
            from = day.succ_opt().unwrap_or(NaiveDate::MAX);
        }
        for day in days {
            let detail = date.detail(day, self.book.feb29);
            self.due(rule, occurrence::yearly(date.id, day), day, None, detail);
        }
    }

    fn run_out(&mut self, rule: &Rule) {
        for supply in &self.facts.supplies {
            let occurrence = occurrence::supply(supply.product_id, supply.bought_on);
            self.due(rule, occurrence, supply.runs_out_on, None, supply.detail());
        }
    }

    fn silent(&mut self, rule: &Rule) {
        let Some(cadence) = self.book.cadence(self.facts.grade.as_deref()) else {
            return;
        };
        let since = self.facts.followed_at;
        let from = since.unwrap_or(self.facts.created_at);
        let detail = Detail::Silent {
            since: since.map(|at| self.now.day_of(at)),
            every_days: cadence.every_days,
        };
        let due = later(self.now.day_of(from), cadence.every_days);
        self.due(rule, occurrence::since(from), due, None, detail);
    }

    fn next_contact(&mut self, rule: &Rule) {
        if let Some(plan) = &self.facts.plan {
            let detail = Detail::NextContact { by: plan.by };
            self.due(rule, occurrence::since(plan.made), plan.on, plan.at, detail);
        }
    }

    fn call(&mut self, rule: &Rule, call: &FactsCall) {
        let contacted = self.facts.followed_at.is_some_and(|at| at >= call.at);
        let of_kind = match call.spoken_at {
            None => rule.kind == Kind::MissedCall,
            Some(at) => {
                rule.kind == Kind::NotLogged && self.now.at.0.saturating_sub(at.0) >= LOGGING_MS
            }
        };
        if of_kind && !contacted {
            let detail = Detail::Call {
                number: call.number.clone(),
                at: call.at,
            };
            let day = self.now.day_of(call.at);
            let occurrence = occurrence::call(call.id);
            self.due(rule, occurrence, day, Some(call.at), detail);
        }
    }

    fn balance(&mut self, rule: &Rule) {
        if let (Some(unpaid), true) = (self.facts.unpaid_at, self.facts.balance_due > 0) {
            let since = self.now.day_of(unpaid);
            let detail = Detail::BalanceDue {
                amount: self.facts.balance_due,
                since,
            };
            let due = later(since, rule.days.unwrap_or(0));
            self.due(rule, occurrence::since(unpaid), due, None, detail);
        }
    }

    fn held_long(&mut self, rule: &Rule) {
        if let (Some(kept), true) = (self.facts.held_since, self.facts.held > 0) {
            let since = self.now.day_of(kept);
            let detail = Detail::HeldLong {
                pieces: self.facts.held,
                since,
            };
            let due = later(since, rule.days.unwrap_or(0));
            self.due(rule, occurrence::since(kept), due, None, detail);
        }
    }

    fn bought(&mut self, rule: &Rule) {
        if let (Some(bought), Some(days)) = (self.facts.last_purchase_at, rule.days) {
            let on = self.now.day_of(bought);
            let detail = Detail::Bought { days, on };
            let occurrence = occurrence::since(bought);
            self.due(rule, occurrence, later(on, days), None, detail);
        }
    }

    fn transferred(&mut self, rule: &Rule) {
        if let Some(assigned) = self.facts.assigned {
            let greeted = self.facts.followed_at.is_some_and(|at| at > assigned.at);
            if !greeted {
                let detail = Detail::Transferred {
                    from: assigned.from,
                };
                let day = self.now.day_of(assigned.at);
                self.due(rule, assigned.id.to_string(), day, None, detail);
            }
        }
    }

    fn watch(&mut self, rule: &Rule) {
        let month = occurrence::month(self.now.today());
        let last = self.facts.last_purchase_at.map(|at| self.now.day_of(at));
        match rule.value.as_deref() {
            Some(Watched::FALLING) => {
                if let Some(at) = self.facts.quiet_at {
                    let day = self.now.day_of(at);
                    let detail = Detail::Watch(Watched::Falling { last });
                    self.due(rule, month, day, None, detail);
                }
            }
            Some(Watched::COMPLAINT) => {
                if let Some(at) = self.facts.complained_at {
                    let day = self.now.day_of(at);
                    self.due(rule, month, day, None, Detail::Watch(Watched::Complaint));
                }
            }
            _ => {}
        }
    }

    fn greeting(&mut self, rule: &Rule) {
        let Some(date) = &rule.date else {
            return;
        };
        if !self.is_greeted_with(rule) {
            return;
        }
        let window = Window::of(rule, self.now.today());
        if let Some(day) = rule.greets_on(window.first, self.book.feb29) {
            let detail = Detail::Greeting { date: date.clone() };
            self.due(rule, occurrence::holiday(day), day, None, detail);
        }
    }

    /// Whether the customer is of the tier, of the grade or has the tag that a greeting is for.
    fn is_greeted_with(&self, rule: &Rule) -> bool {
        let facts = self.facts;
        match (rule.list.as_deref(), &rule.value) {
            (Some("tier"), wanted) => facts.tier == *wanted,
            (Some("grade"), wanted) => facts.grade == *wanted,
            (Some(_), Some(wanted)) => facts.tags.contains(wanted),
            (Some(_), None) => false,
            (None, _) => true,
        }
    }
}

impl Settlement {
    /// Whether it was to come again on this day or before.
    pub fn is_back(&self, today: Day) -> bool {
        self.until.is_some_and(|until| until <= today)
    }
}

/// So many days later.
pub fn later(day: Day, days: i64) -> Day {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 {
        day.checked_sub_days(count)
    } else {
        day.checked_add_days(count)
    };
    moved.unwrap_or(day)
}
