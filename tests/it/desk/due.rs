//! Whom the people of the tests are to ring today, and what becomes of that. Not a test itself.

use super::NOW;
use super::fixtures::days_ago;
use chrono::NaiveDate;
use huoke::domain::ids::{CustomerId, EntryId, RuleId, StaffId};
use huoke::domain::time::Instant;
use huoke::domain::today::{
    Count, Detail, Due, Guard, Held, Kind, Load, TodayList, TodayRow, Whom,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn due(kind: Kind, on: &str, detail: Detail) -> Due {
    Due {
        rule: RuleId(1),
        code: kind.code().to_owned(),
        kind,
        occurrence: format!("1:{on}"),
        due_on: day(on),
        at: None,
        points: 50,
        detail,
    }
}

fn silent(since: &str) -> Due {
    let since = Some(day(since));
    let every_days = 30;
    due(
        Kind::Silent,
        "2026-11-01",
        Detail::Silent { since, every_days },
    )
}

fn row(id: i64, name: &str, last: i64, reasons: Vec<Due>) -> TodayRow {
    TodayRow {
        customer: Some(CustomerId(id)),
        code: format!("K{id:04}"),
        name: name.to_owned(),
        number: None,
        owner: Some((StaffId(1), "王薇".to_owned())),
        tier: None,
        grade: None,
        score: 0,
        reasons,
        last_contact_at: Some(days_ago(last)),
        contacts_30d: 0,
        guard: Vec::new(),
        tried: false,
        last_said: None,
        held: Vec::new(),
        taken: Vec::new(),
        held_by: None,
    }
}

/// A birthday, goods that run out, and money owed.
fn with_three_reasons() -> TodayRow {
    let birthday = Detail::Birthday {
        whose: None,
        turns: Some(68),
        lunar: true,
    };
    let supply = Detail::RunOut {
        product: "蜂胶".to_owned(),
        quantity: 3,
        cycle_days: 30,
        users: 1,
        intervals: vec![84, 91],
        earliest: day("2026-11-26"),
        latest: day("2026-11-26"),
    };
    let owed = Detail::BalanceDue {
        amount: 30_000,
        since: day("2026-10-02"),
    };
    let mut many = row(
        1,
        "李明朗",
        3,
        vec![
            due(Kind::Birthday, "2026-11-25", birthday),
            due(Kind::RunOut, "2026-11-26", supply),
            due(Kind::BalanceDue, "2026-11-01", owed),
        ],
    );
    many.contacts_30d = 2;
    many.grade = Some("a".to_owned());
    many
}

/// A promised call that is due, three reasons at once, a stranger's missed call, a long silence,
/// and one who does not want calls.
pub fn today() -> TodayList {
    let mut promised = due(
        Kind::NextContact,
        "2026-11-23",
        Detail::NextContact {
            by: Some(StaffId(2)),
        },
    );
    promised.at = Some(Instant(NOW.0 - 5 * 60_000));
    let many = with_three_reasons();
    let missed = Detail::Call {
        number: Some("013700001111".to_owned()),
        at: Instant(NOW.0 - 3_600_000),
    };
    let mut stranger = row(0, "", 0, vec![due(Kind::MissedCall, "2026-11-23", missed)]);
    stranger.customer = None;
    stranger.number = Some("8613700001111".to_owned());
    stranger.last_contact_at = None;
    stranger.reasons[0].occurrence = "9".to_owned();
    let mut quiet = row(2, "李 明", 94, vec![silent("2026-08-21")]);
    quiet.grade = Some("b".to_owned());
    let mut unwilling = row(3, "张家店", 400, vec![silent("2025-10-19")]);
    unwilling.guard = vec![
        Guard::DoNotCall,
        Guard::OverLimit {
            contacts: 4,
            most: 3,
        },
    ];
    let rows = vec![
        row(5, "李秀英", 30, vec![promised]),
        many,
        stranger,
        quiet,
        unwilling,
    ];
    TodayList {
        total: rows.len(),
        rows,
        more: false,
        done: 12,
        ..TodayList::default()
    }
}

/// Those of a list who have a birthday, as a list by time holds them.
pub fn timed(list: &TodayList) -> TodayList {
    let mut rows = Vec::new();
    for row in &list.rows {
        let birthdays = row.reasons.iter().filter(|due| due.kind == Kind::Birthday);
        let held: Vec<Held> = birthdays
            .map(|due| Held {
                on: due.due_on,
                why: Some((due.kind, due.detail.clone())),
                task: None,
            })
            .collect();
        if !held.is_empty() {
            rows.push(TodayRow {
                held,
                ..row.clone()
            });
        }
    }
    TodayList {
        total: rows.len(),
        rows,
        more: false,
        done: list.done,
        ..TodayList::default()
    }
}

/// How many are on so many lists: the last one is not counted to its end.
pub fn counts(lists: usize) -> Vec<Count> {
    let count = |place| Count {
        count: if place + 1 == lists { 1000 } else { place * 4 },
        more: place + 1 == lists,
    };
    (0..lists).map(count).collect()
}

/// The days of two agents.
pub fn overview() -> Vec<Load> {
    let load = |id, name: &str, left, done, overdue| Load {
        staff: StaffId(id),
        login: name.to_owned(),
        name: name.to_owned(),
        left,
        done,
        overdue,
    };
    vec![load(2, "赵云", 41, 3, 2), load(1, "王薇", 5, 12, 0)]
}

/// The list as it changes, and how it was before each entry.
#[derive(Clone)]
pub struct Ledger {
    pub list: TodayList,
    before: Vec<(EntryId, TodayList)>,
}

impl Ledger {
    pub fn new(list: TodayList) -> Ledger {
        Ledger {
            list,
            before: Vec::new(),
        }
    }

    /// What is due of a customer.
    pub fn of(&self, customer: CustomerId) -> Option<&TodayRow> {
        let mut rows = self.list.rows.iter();
        rows.find(|row| row.customer == Some(customer))
    }

    pub fn settle(&mut self, entry: EntryId, of: &[Whom]) {
        self.before.push((entry, self.list.clone()));
        for (customer, reasons) in of {
            for row in &mut self.list.rows {
                if row.customer == *customer {
                    row.reasons.retain(|due| {
                        let named = (due.code.clone(), due.occurrence.clone());
                        !(reasons.is_empty() || reasons.contains(&named))
                    });
                }
            }
        }
        self.list.rows.retain(|row| !row.reasons.is_empty());
        self.list.total = self.list.rows.len();
        self.list.done += of.len();
    }

    pub fn undo(&mut self, entry: EntryId) {
        if let Some(at) = self.before.iter().position(|(known, _)| *known == entry) {
            self.list = self.before.swap_remove(at).1;
        }
    }
}
