//! Ten thousand operations at random — calls, sales, plans, settings, what is done with reasons,
//! undo — after which Today is what a plain reckoning from the raw rows says, and the file is clean.

mod plain;
mod trade;

use std::collections::BTreeMap;

use fastrand::Rng;

use super::customer::draft;
use super::log::{goods, logged};
use super::today::{DAY, clean, list_of, now};
use super::today_calls::missed;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::customer::{Draft, Field};
use crate::domain::ids::{CustomerId, EntryId, ProductId};
use crate::domain::interaction::Note;
use crate::domain::time::Instant;
use crate::domain::today::{Due, ListOf, Part, Settling, TodayRow, Whose, later};
use crate::error::Result;
use crate::store::testing::{AT, Place};
use crate::store::{
    Asking, Tx, customer, interaction, journal, product, reason, sql, staff, today,
};
use plain::Plain;

const OPERATIONS: usize = 10_000;
/// Operations from one comparison to the next.
const TOGETHER: usize = 500;
const AGENTS: [&str; 2] = ["wangwei", "zhaoyun"];
const MOST: i64 = 60;

struct Life {
    place: Place,
    random: Rng,
    at: Instant,
    goods: Vec<ProductId>,
    entries: Vec<(&'static str, EntryId)>,
    calls: usize,
}

impl Life {
    fn begin(seed: u64) -> Life {
        let mut place = Place::staffed();
        let wangwei = place.id("wangwei").0;
        let goods = place.done("root", |tx| {
            let ext = "UPDATE staff SET ext = '801' WHERE id = ?1";
            tx.conn().execute(ext, [wangwei]).unwrap();
            Ok(vec![
                product::add(tx, &goods("P1"))?,
                product::add(tx, &goods("P2"))?,
            ])
        });
        Life {
            place,
            random: Rng::with_seed(seed),
            at: AT,
            goods,
            entries: Vec::new(),
            calls: 0,
        }
    }

    fn agent(&mut self) -> &'static str {
        AGENTS[self.random.usize(..AGENTS.len())]
    }

    /// Somebody who is there.
    fn somebody(&mut self) -> CustomerId {
        let sql = "SELECT id FROM customer WHERE state = 'active' ORDER BY id";
        let all: Vec<i64> = sql::all(self.place.writer.conn(), sql, [], |row| row.get(0)).unwrap();
        match self.random.choice(&all) {
            Some(id) => CustomerId(*id),
            None => CustomerId(0),
        }
    }

    /// Does it; what is refused is refused.
    fn by<T>(&mut self, login: &'static str, change: impl FnOnce(&Tx<'_>) -> Result<T>)
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
    {
        let asking = Asking::new(self.place.id(login), self.at);
        if let Ok(done) = self.place.writer.change(&asking, "test", change) {
            self.entries.push((login, done.entry));
        }
    }

    fn step(&mut self) {
        match self.random.u32(..100) {
            0..12 => self.time_goes_by(),
            12..20 => self.newcomer(),
            20..45 => self.call(),
            45..53 => self.purchase(),
            53..58 => self.held_goods(),
            58..64 => self.date_or_grade(),
            64..68 => self.hand_over(),
            68..84 => self.settle(),
            84..88 => self.set(),
            88..92 => self.ring(),
            92..94 => self.visit(),
            _ => self.undo(),
        }
    }

    fn time_goes_by(&mut self) {
        // Now and then somebody sets the clock back.
        let hours = if self.random.u32(..12) == 0 {
            -3
        } else {
            self.random.i64(1..40)
        };
        self.at = Instant(self.at.0 + hours * 3_600_000 + self.random.i64(0..3_600_000));
    }

    fn newcomer(&mut self) {
        let count = "SELECT count(*) FROM customer";
        let there: Option<i64> =
            sql::one(self.place.writer.conn(), count, [], |row| row.get(0)).unwrap();
        if there.unwrap_or(0) >= MOST {
            return self.date_or_grade();
        }
        let number = format!("1380013{:04}", self.random.u32(..40));
        let new = Draft {
            fields: vec![(Field::Name, "李明".to_owned())],
            ..draft("李明", &[&number])
        };
        let agent = self.agent();
        self.by(agent, |tx| customer::add(tx, &new));
    }

    fn call(&mut self) {
        let customer = self.somebody();
        let results = ["reached", "no_answer", "busy", "callback", "hostile"];
        let result = results[self.random.usize(..results.len())];
        let mut call = logged(customer, result);
        if self.random.u32(..3) == 0 {
            let zoned = now(self.at);
            call.next_on = Some(later(zoned.today(), self.random.i64(0..20)));
            if self.random.bool() {
                call.next_at = Some(Instant(self.at.0 + self.random.i64(0..5 * DAY)));
                call.next_on = call.next_at.map(|at| zoned.day_of(at));
            }
        }
        let agent = self.agent();
        self.by(agent, |tx| interaction::log(tx, &call));
    }

    fn date_or_grade(&mut self) {
        let customer = self.somebody();
        let (month, day) = (self.random.u8(1..=12), self.random.u8(1..=30));
        let calendar = if self.random.bool() {
            Calendar::Solar
        } else {
            Calendar::Lunar
        };
        let kind = ["birthday", "wedding"][self.random.usize(..2)];
        let date = Birthday::new(calendar, None, month, false, day);
        let edit = match date {
            Ok(date) if self.random.bool() => Draft {
                dates: vec![(kind.to_owned(), date)],
                ..Draft::default()
            },
            _ => {
                let grade = ["a", "b", "c", ""][self.random.usize(..4)];
                Draft {
                    fields: vec![(Field::Grade, grade.to_owned())],
                    ..Draft::default()
                }
            }
        };
        let agent = self.agent();
        self.by(agent, |tx| customer::edit(tx, customer, None, &edit));
    }

    fn hand_over(&mut self) {
        let (customer, to) = (self.somebody(), self.agent());
        let to = self.place.id(to);
        self.by("sun", |tx| customer::transfer(tx, &[customer], to, "换人"));
    }

    fn settle(&mut self) {
        let agent = self.agent();
        let reader = self.place.reader();
        let actor = staff::actor(&reader, self.place.id(agent)).unwrap();
        let first = self.random.usize(1..6);
        let list = today::list(&reader, &actor, Whose::Mine, first, now(self.at)).unwrap();
        drop(reader);
        let Some(row) = self.random.choice(list.rows) else {
            return;
        };
        let how = match self.random.u32(..3) {
            0 => Settling::Settled,
            1 => Settling::Snoozed(later(now(self.at).today(), self.random.i64(1..40))),
            _ => Settling::Dismissed("不用".to_owned()),
        };
        let all = row.customer.is_some() && self.random.bool();
        let due = row.reasons.iter().take(if all { 0 } else { 1 });
        let which = due
            .map(|due| (due.code.clone(), due.occurrence.clone()))
            .collect();
        let of = [(row.customer, which)];
        self.by(agent, |tx| today::settle(tx, &of, &how));
    }

    fn set(&mut self) {
        let rules = reason::rules(&self.place.reader()).unwrap();
        let Some(rule) = self.random.choice(rules) else {
            return;
        };
        let (part, typed) = match self.random.u32(..5) {
            4 => (Part::Days, self.random.u32(1..50).to_string()),
            0 => (Part::Weight, self.random.u32(..100).to_string()),
            1 => (Part::Before, self.random.u32(..9).to_string()),
            2 => (Part::After, self.random.u32(1..60).to_string()),
            _ => (
                Part::On,
                ["on", "on", "off"][self.random.usize(..3)].to_owned(),
            ),
        };
        let parts = [(part, typed)];
        self.by("root", |tx| reason::change(tx, &rule.code, &parts));
    }

    fn ring(&mut self) {
        self.calls += 1;
        let number = format!("1380013{:04}", self.random.u32(..60));
        missed(
            &mut self.place,
            &format!("c{}", self.calls),
            &number,
            self.at,
        );
    }

    fn visit(&mut self) {
        let note = Note {
            customer: self.somebody(),
            kind: ["visit", "competitor"][self.random.usize(..2)].to_owned(),
            direction: None,
            at: None,
            place: None,
            cost: None,
            note: Some("来访".to_owned()),
            next_on: None,
            next_at: None,
        };
        let agent = self.agent();
        self.by(agent, |tx| interaction::note(tx, &note));
    }

    /// Takes back one of the last entries; where others depend on it, all but those.
    fn undo(&mut self) {
        let newest = self
            .entries
            .len()
            .saturating_sub(1 + self.random.usize(..6));
        let Some(&(login, entry)) = self.entries.get(newest) else {
            return;
        };
        let asking = Asking::new(self.place.id(login), self.at);
        let keep_changed = self.random.bool();
        if let Ok(done) = journal::undo(&mut self.place.writer, &asking, entry, keep_changed) {
            self.entries.push((login, done.entry));
        }
    }

    /// Everybody's first rows: the weightiest, and those that stand on the lists of each.
    fn compare_all(&self, seed: u64) {
        let list = list_of(&self.place, "boss", Whose::All, self.at);
        let plain = Plain::of_all(&self.place, "boss", now(self.at)).list();
        let counted = self.counted("boss", Whose::All);
        let all_here = list.total <= list.rows.len();
        assert_eq!((list.total, list.more), (counted, false), "seed {seed}");
        assert!(all_here == (counted <= list.rows.len()), "seed {seed}");
        let rows = list.rows.iter().filter(|row| row.customer.is_some());
        for row in rows.clone() {
            let id = row.customer.unwrap().0;
            assert_eq!(plain.get(&id), Some(&said(row)), "seed {seed}");
        }
        if all_here {
            // A call of a number that several have is a row of whoever it rang for, or the first.
            let more = |due: &Vec<String>| due.iter().any(|due| !due.starts_with("missed_call"));
            let expected = plain.values().filter(|due| more(due)).count();
            let shown = rows.filter(|row| more(&said(row))).count();
            assert_eq!(shown, expected, "seed {seed}");
        }
        let order: Vec<_> = list
            .rows
            .iter()
            .map(|row| (sunk(row), -row.score / 100))
            .collect();
        assert!(order.is_sorted(), "seed {seed}: {order:?}");
    }

    /// How many the choice of lists says, which reads nobody.
    fn counted(&self, login: &str, whose: Whose) -> usize {
        let reader = self.place.reader();
        let actor = staff::actor(&reader, self.place.id(login)).unwrap();
        let of = [ListOf::Ranked];
        let counts = today::counts(&reader, &actor, whose, &of, now(self.at)).unwrap();
        assert!(!counts[0].more);
        counts[0].count
    }

    /// What somebody's list is, by its order, and what it should be.
    fn compare(&self, login: &str, seed: u64) {
        let list = list_of(&self.place, login, Whose::Mine, self.at);
        let told: BTreeMap<i64, Vec<String>> = list
            .rows
            .iter()
            .filter_map(|row| Some((row.customer?.0, said(row))))
            .collect();
        let plain = Plain::of(&self.place, login, now(self.at)).list();
        assert_eq!(told, plain, "{login}, seed {seed}");
        let unknown = list
            .rows
            .iter()
            .filter(|row| row.customer.is_none())
            .count();
        assert_eq!(list.total, plain.len() + unknown, "{login}, seed {seed}");
        let counted = self.counted(login, Whose::Mine);
        assert_eq!(counted, list.total, "{login}, seed {seed}");
        let order: Vec<_> = list
            .rows
            .iter()
            .map(|row| (sunk(row), -row.score / 100))
            .collect();
        assert!(order.is_sorted(), "{login}, seed {seed}: {order:?}");
    }
}

fn sunk(row: &TodayRow) -> bool {
    row.tried || row.guard.iter().any(|guard| guard.sinks())
}

/// A row's reasons, as they are compared.
fn said(row: &TodayRow) -> Vec<String> {
    row.reasons.iter().map(written).collect()
}

fn written(due: &Due) -> String {
    let Due {
        code,
        occurrence,
        due_on,
        points,
        ..
    } = due;
    format!("{code} {occurrence} {due_on} {points}")
}

#[test]
fn after_ten_thousand_operations_the_list_is_what_the_rows_say() {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut life = Life::begin(seed);
    for operation in 1..=OPERATIONS {
        life.step();
        if operation % TOGETHER == 0 {
            for agent in AGENTS {
                life.compare(agent, seed);
            }
            life.compare_all(seed);
        }
    }
    clean(&life.place);
}
