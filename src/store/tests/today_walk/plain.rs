//! Today as a plain reckoning from raw rows has it: no hot column, no derived owner, no index.
//! Must not know how the list finds anybody.

use std::collections::BTreeMap;

use super::written;
use crate::domain::birthday::{Birthday, Calendar};
use crate::domain::ids::{CallId, StaffId};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::today::{
    Assigned, Facts, FactsCall, FactsDate, Kind, Plan, Settlement, Supplied, later, reasons,
};
use crate::store::testing::Place;
use crate::store::{reason, sql, staff};

/// Facts from raw rows alone: no hot column, no derived owner, no index of Today.
pub(super) struct Plain<'p> {
    place: &'p Place,
    me: StaffId,
    login: &'p str,
    /// Of everybody's customers, with calls at any extension.
    all: bool,
    now: Now,
}

/// When, the day and the time that it promised, and who spoke.
type Spoken = (i64, Option<Day>, Option<i64>, Option<i64>);

impl<'p> Plain<'p> {
    pub(super) fn of(place: &'p Place, login: &'p str, now: Now) -> Plain<'p> {
        Plain {
            place,
            me: place.id(login),
            login,
            all: false,
            now,
        }
    }

    pub(super) fn of_all(place: &'p Place, login: &'p str, now: Now) -> Plain<'p> {
        Plain {
            all: true,
            ..Plain::of(place, login, now)
        }
    }

    fn rows<T>(
        &self,
        query: &str,
        id: i64,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Vec<T> {
        sql::all(self.place.writer.conn(), query, [id], read).unwrap()
    }

    fn moment(&self, query: &str, id: i64) -> Option<Instant> {
        let found = self.rows(query, id, |row| row.get::<_, Option<i64>>(0));
        found.into_iter().flatten().next().map(Instant)
    }

    /// Own customers, and those who rang or were promised a time, with their reasons.
    pub(super) fn list(&self) -> BTreeMap<i64, Vec<String>> {
        let reader = self.place.reader();
        let actor = staff::actor(&reader, self.me).unwrap();
        let book = reason::book(&reader, &actor).unwrap();
        let all = "SELECT id, owner_id IS ?1 FROM customer WHERE state = 'active'";
        let all = self.rows(all, self.me.0, |row| Ok((row.get(0)?, row.get(1)?)));
        let mut list = BTreeMap::new();
        for (id, own) in all {
            let facts = self.facts(id);
            let due = reasons(&facts, &book, self.now);
            let guest = || {
                let mine = facts
                    .plan
                    .as_ref()
                    .is_some_and(|plan| plan.by == Some(self.me) && plan.at.is_some());
                let promised = due.iter().any(|due| due.code == "next_contact");
                let rang = due
                    .iter()
                    .any(|due| matches!(due.kind, Kind::MissedCall | Kind::NotLogged));
                (mine && promised) || (rang && self.rang_first(id))
            };
            if !due.is_empty() && (self.all || own || guest()) {
                list.insert(id, due.iter().map(written).collect());
            }
        }
        list
    }

    /// Whether somebody who is not theirs is on the list for a call: nobody of theirs has the
    /// number, and nobody who came before.
    fn rang_first(&self, id: i64) -> bool {
        let numbers = "SELECT digits FROM customer_phone WHERE customer_id = ?1";
        let numbers: Vec<String> = self.rows(numbers, id, |row| row.get(0));
        let book_after = {
            let rules = reason::rules(&self.place.reader()).unwrap();
            let on = rules.iter().filter(|rule| rule.on);
            let calls = on.filter(|rule| matches!(rule.kind, Kind::MissedCall | Kind::NotLogged));
            calls.map(|rule| rule.after).max()
        };
        let Some(after) = book_after else {
            return false;
        };
        let first = later(self.now.today(), -after);
        numbers.iter().any(|digits| {
            let open = "SELECT told_at FROM call WHERE staff_id = ?1 AND interaction_id IS NULL";
            let calls = format!("{open} AND digits = '{digits}'");
            let recent = self.rows(&calls, self.me.0, |row| row.get(0)).into_iter();
            let mut recent = recent.filter(|at| self.now.day_of(Instant(*at)) >= first);
            let holders = format!(
                "SELECT c.id, c.owner_id IS ?1 FROM customer c WHERE c.state = 'active' AND c.id IN
                 (SELECT customer_id FROM customer_phone WHERE digits = '{digits}') ORDER BY c.id"
            );
            let holders: Vec<(i64, bool)> =
                self.rows(&holders, self.me.0, |row| Ok((row.get(0)?, row.get(1)?)));
            let nobody_own = !holders.iter().any(|holder| holder.1);
            recent.next().is_some()
                && nobody_own
                && holders.first().is_some_and(|holder| holder.0 == id)
        })
    }

    fn facts(&self, id: i64) -> Facts {
        let heard = "kind NOT IN ('competitor', 'secondary')";
        let contact = format!(
            "SELECT at FROM interaction WHERE customer_id = ?1
             AND {heard} ORDER BY at DESC, id DESC LIMIT 1"
        );
        let contact: Vec<i64> = self.rows(&contact, id, |row| row.get(0));
        let base = "SELECT grade, tier, created_at FROM customer WHERE id = ?1";
        let base = self.rows(base, id, |row| {
            Ok((row.get(0)?, row.get(1)?, Instant(row.get(2)?)))
        });
        let (grade, tier, created_at) = base.into_iter().next().unwrap();
        let sales = "SELECT s.at, s.total - coalesce(
            (SELECT sum(amount) FROM payment p WHERE p.sale_id = s.id), 0)
          FROM sale s WHERE s.customer_id = ?1 AND s.state <> 'void' ORDER BY s.at";
        let sales: Vec<(i64, i64)> = self.rows(sales, id, |row| Ok((row.get(0)?, row.get(1)?)));
        let kept = self.kept(id);
        let (first, last) = (sales.first(), sales.last());
        let quiet = first
            .zip(last)
            .filter(|(first, last)| sales.len() > 2 && last.0 > first.0);
        let intervals = i64::try_from(sales.len()).unwrap() - 1;
        Facts {
            grade,
            tier,
            created_at,
            last_contact_at: contact.first().map(|at| Instant(*at)),
            followed_at: self.followed(id, heard),
            plan: self.plan(id, heard),
            dates: self.dates(id),
            calls: self.calls(id),
            last_purchase_at: last.map(|last| Instant(last.0)),
            quiet_at: quiet.map(|(first, last)| {
                Instant(last.0 + (2 * (last.0 - first.0) / intervals).max(2_592_000_000))
            }),
            complained_at: self.moment(
                "SELECT max(at) FROM interaction WHERE customer_id = ?1
                 AND disposition = 'hostile'",
                id,
            ),
            balance_due: sales.iter().map(|sale| sale.1).sum(),
            unpaid_at: sales
                .iter()
                .filter(|sale| sale.1 > 0)
                .map(|sale| Instant(sale.0))
                .max(),
            held: kept.iter().map(|one| one.1).sum(),
            held_since: kept.first().map(|one| Instant(one.0)),
            assigned: self.assigned(id),
            supplies: self.supplies(id),
            settled: self.settled(id),
            ..Facts::default()
        }
    }

    /// When somebody spoke with them last, or planned to.
    fn followed(&self, id: i64, heard: &str) -> Option<Instant> {
        let spoken = format!(
            "SELECT max(at) FROM interaction i WHERE customer_id = ?1 AND {heard}
             AND (next_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM choice
               WHERE list = 'disposition' AND code = i.disposition AND settles = 0))"
        );
        self.moment(&spoken, id)
    }

    /// What was promised last, if nobody has ended it since: with a time it is the promiser's alone
    /// until then.
    fn plan(&self, id: i64, heard: &str) -> Option<Plan> {
        let spoken = format!(
            "SELECT at, next_on, next_at, staff_id FROM interaction i WHERE customer_id = ?1
             AND {heard} AND (next_on IS NOT NULL OR NOT EXISTS (SELECT 1 FROM choice
               WHERE list = 'disposition' AND code = i.disposition AND settles = 0))
             ORDER BY at DESC, id DESC"
        );
        let spoken: Vec<Spoken> = self.rows(&spoken, id, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        });
        let newest = spoken.iter().position(|contact| contact.1.is_some())?;
        let (made, on, at, by) = spoken[newest];
        let ends = |(when, _, _, who): &Spoken| at.is_none_or(|at| *when >= at || *who == by);
        if spoken[..newest].iter().any(ends) {
            return None;
        }
        Some(Plan {
            on: on?,
            at: at.map(Instant),
            by: by.map(StaffId),
            made: Instant(made),
        })
    }

    /// The sales of which something is kept, the oldest first, and how many pieces.
    fn kept(&self, id: i64) -> Vec<(i64, i64)> {
        let kept = "SELECT s.at, sum(h.quantity) FROM held_goods_entry h
          JOIN sale s ON s.id = h.sale_id WHERE s.customer_id = ?1 AND s.state <> 'void'
          GROUP BY s.id HAVING sum(h.quantity) > 0 ORDER BY s.at";
        self.rows(kept, id, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    fn dates(&self, id: i64) -> Vec<FactsDate> {
        let dates = "SELECT id, kind, calendar, year, month, day, leap FROM customer_date
          WHERE customer_id = ?1";
        self.rows(dates, id, |row| {
            let calendar: String = row.get(2)?;
            Ok(FactsDate {
                id: row.get(0)?,
                kind: row.get(1)?,
                whose: None,
                date: Birthday {
                    calendar: if calendar == "lunar" {
                        Calendar::Lunar
                    } else {
                        Calendar::Solar
                    },
                    year: row.get(3)?,
                    month: row.get(4)?,
                    day: row.get(5)?,
                    leap: row.get(6)?,
                },
            })
        })
    }

    /// Calls at this person's extension: nobody answers any in this life.
    fn calls(&self, id: i64) -> Vec<FactsCall> {
        let calls = format!(
            "SELECT k.id, k.rang_at, k.number FROM call k WHERE k.interaction_id IS NULL
             AND ({} OR k.staff_id = (SELECT id FROM staff WHERE login = '{}'))
             AND k.digits IN (SELECT digits FROM customer_phone WHERE customer_id = ?1)",
            self.all, self.login
        );
        self.rows(&calls, id, |row| {
            Ok(FactsCall {
                id: CallId(row.get(0)?),
                at: Instant(row.get(1)?),
                spoken_at: None,
                number: row.get(2)?,
            })
        })
    }

    fn assigned(&self, id: i64) -> Option<Assigned> {
        let newest = "SELECT a.id, a.at, a.from_id FROM assignment a JOIN customer c
            ON c.id = a.customer_id AND a.owner_id IS c.owner_id AND a.entered = 0
          WHERE c.id = ?1 AND a.id = (SELECT id FROM assignment WHERE customer_id = ?1
            ORDER BY at DESC, id DESC LIMIT 1)";
        let found = self.rows(newest, id, |row| {
            Ok(Assigned {
                id: row.get(0)?,
                at: Instant(row.get(1)?),
                from: row.get::<_, Option<i64>>(2)?.map(StaffId),
            })
        });
        found.into_iter().next()
    }

    /// The check of the file reckons these from the sale lines.
    fn supplies(&self, id: i64) -> Vec<Supplied> {
        let supplies =
            "SELECT product_id, bought_on, runs_out_on FROM supply WHERE customer_id = ?1";
        self.rows(supplies, id, |row| {
            let ends = row.get(2)?;
            Ok(Supplied {
                product_id: row.get(0)?,
                product: String::new(),
                bought_on: row.get(1)?,
                runs_out_on: ends,
                quantity: 0,
                cycle_days: 0,
                users: 0,
                intervals: Vec::new(),
                earliest: ends,
                latest: ends,
            })
        })
    }

    fn settled(&self, id: i64) -> Vec<Settlement> {
        let settled =
            "SELECT rule, occurrence, until FROM reason_settlement WHERE customer_id = ?1";
        self.rows(settled, id, |row| {
            Ok(Settlement {
                rule: row.get(0)?,
                occurrence: row.get(1)?,
                until: row.get(2)?,
            })
        })
    }
}
