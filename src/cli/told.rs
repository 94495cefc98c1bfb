//! Why customers are on a list, for people in words and for programs as data: what `today` and the
//! call sheet have in common. Must not know how either is laid out.

use serde_json::{Value, json};

use super::context::Desk;
use super::json::Amount;
use super::stop::Stop;
use crate::domain::ids::StaffId;
use crate::domain::interaction::Choice;
use crate::domain::time::{Day, Instant, Now};
use crate::domain::today::{Detail, Due, Guard, Rule, TodayRow, Watched, Why};
use crate::store::{choice, reason as rules, setting};
use crate::text::reason::{self, Telling};
use crate::text::{Lang, lists, say};

/// What rows are told with.
pub(super) struct Teller {
    lang: Lang,
    now: Now,
    currency: &'static str,
    choices: Vec<Choice>,
    rules: Vec<Rule>,
    people: Vec<(StaffId, String)>,
}

impl Teller {
    pub(super) fn of(lang: Lang, desk: &Desk) -> Result<Teller, Stop> {
        let people = desk.people()?.into_iter();
        Ok(Teller {
            lang,
            now: desk.now,
            currency: setting::currency(&desk.reader)?.code,
            choices: choice::all(&desk.reader)?,
            rules: rules::rules(&desk.reader)?,
            people: people.map(|person| (person.id, person.name)).collect(),
        })
    }

    /// The business's word for a code.
    pub(super) fn label(&self, list: &str, code: Option<&str>) -> String {
        let said = |code| say::choice(self.lang, &self.choices, list, code);
        code.map(said).unwrap_or_default()
    }

    fn telling<T>(&self, due: Option<&Due>, tell: impl FnOnce(&Telling<'_>) -> T) -> T {
        let rule = due.and_then(|due| self.rules.iter().find(|rule| rule.code == due.code));
        let label = rule.map(|rule| match self.lang {
            Lang::Zh => rule.label_zh.as_str(),
            Lang::En => rule.label_en.as_str(),
        });
        let named = |id| {
            let mut people = self.people.iter();
            people
                .find(|(known, _)| *known == id)
                .map(|(_, name)| name.clone())
        };
        tell(&Telling {
            now: &self.now,
            currency: self.currency,
            label,
            person: &named,
        })
    }

    /// The business's day of a moment.
    pub(super) fn day(&self, at: Instant) -> Day {
        self.now.day_of(at)
    }

    /// Why not now: of this customer. Outside of the house's hours everybody is, and paper is for
    /// another hour.
    pub(super) fn not_now(&self, row: &TodayRow) -> Vec<String> {
        let guard = row.guard.iter();
        let guard = guard.filter(|guard| **guard != Guard::OutsideLawful);
        guard
            .map(|guard| reason::guard(self.lang, *guard))
            .collect()
    }

    /// Why to ring somebody, as the title of a task.
    pub(super) fn title(&self, due: &Due) -> String {
        self.telling(Some(due), |with| reason::title(self.lang, with, due))
    }

    /// Why not now, what the list holds of them, and why to ring them: in few words each.
    pub(super) fn short(&self, row: &TodayRow) -> Vec<String> {
        let why = self.told(row, reason::short);
        once(self.not_now(row).into_iter().chain(why))
    }

    /// What somebody has as a task.
    fn taken(&self, row: &TodayRow) -> impl Iterator<Item = String> {
        let taken = row.taken.iter();
        taken.map(|taken| reason::taken(self.lang, &self.rules, taken))
    }

    /// What the list holds of them, and why to ring them as what to say.
    pub(super) fn spoken(&self, row: &TodayRow) -> Vec<String> {
        once(self.told(row, reason::spoken).into_iter())
    }

    fn told(&self, row: &TodayRow, say: fn(Lang, &Telling<'_>, &Due) -> String) -> Vec<String> {
        let why = row.why().into_iter();
        let why = why.map(|why| match why {
            Why::Held(held) => self.telling(None, |with| lists::held(self.lang, with, held)),
            Why::Due(due) => self.telling(Some(due), |with| say(self.lang, with, due)),
        });
        self.taken(row).chain(why).collect()
    }
}

/// Two things may be worded alike.
fn once(said: impl Iterator<Item = String>) -> Vec<String> {
    let mut all = Vec::new();
    for one in said {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// A reason's detail as an object; its keys depend on the kind. `shown`: a number, from its digits,
/// as this list shows it.
pub(super) fn detail(
    detail: &Detail,
    currency: &'static str,
    shown: impl Fn(&str) -> String,
) -> Value {
    match detail {
        Detail::Birthday {
            whose,
            turns,
            lunar,
        } => json!({"whose": whose, "turns": turns, "lunar": lunar}),
        Detail::Anniversary {
            name,
            whose,
            years,
            lunar,
        } => json!({"name": name, "whose": whose, "years": years, "lunar": lunar}),
        Detail::RunOut {
            product,
            quantity,
            cycle_days,
            users,
            intervals,
            earliest,
            latest,
        } => json!({
            "product": product, "quantity": quantity, "cycle_days": cycle_days, "users": users,
            "intervals": intervals, "earliest": earliest, "latest": latest,
        }),
        Detail::Silent { since, every_days } => json!({"since": since, "every_days": every_days}),
        Detail::NextContact { by } => json!({"by": by.map(|by| by.0)}),
        Detail::Call { number, at } => {
            json!({"number": number.as_deref().map(shown), "at": at})
        }
        Detail::BalanceDue { amount, since } => {
            json!({"amount": Amount::new(*amount, currency), "since": since})
        }
        Detail::HeldLong { pieces, since } => json!({"pieces": pieces, "since": since}),
        Detail::Bought { days, on } => json!({"days": days, "on": on}),
        Detail::New => json!({}),
        Detail::Transferred { from } => json!({"from": from.map(|from| from.0)}),
        Detail::Watch(Watched::Falling { last }) => json!({"of": Watched::FALLING, "last": last}),
        Detail::Watch(Watched::Complaint) => json!({"of": Watched::COMPLAINT}),
        Detail::Greeting { date } => json!({"date": date}),
    }
}
