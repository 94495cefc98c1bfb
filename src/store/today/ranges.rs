//! The ranges of indexes that hold a list by time: one statement each, asked owner by owner.
//! No log is read: what a customer did last stands with the customer. Must not know the asker.

use chrono::{Datelike, Days, NaiveTime};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, named_params, params};

use super::super::authorise::{in_scope, scope_number};
use super::super::{Actor, sql};
use super::whose::Owner;
use crate::domain::birthday::{Birthday, Calendar, Feb29Rule, Window};
use crate::domain::staff::Scope;
use crate::domain::time::{Day, Now};
use crate::domain::today::{Topic, Within};
use crate::error::Result;

// Each statement takes ?1 an owner, ?2 the units of those without owner (none: any), ?3 and ?4 its
// range, ?5 how many at most. It gives customers with what the list is in order of, in that order.

/// What a customer did last, the newest first.
macro_rules! newest {
    ($column:literal) => {
        concat!(
            "SELECT c.id, c.",
            $column,
            " FROM customer c WHERE c.owner_id IS ?1 AND c.state = 'active'
    AND c.",
            $column,
            " >= ?3 AND c.",
            $column,
            " < ?4 AND (?2 IS NULL OR c.unit_id IN (SELECT value FROM json_each(?2)))
  ORDER BY c.",
            $column,
            " DESC LIMIT ?5"
        )
    };
}

const NEW: &str = newest!("created_at");
const BOUGHT: &str = newest!("last_purchase_at");

/// Spoken to, the newest first: ?6 a grade, as of the next two.
const SERVED: &str = "SELECT c.id, c.followed_at FROM customer c
  WHERE c.owner_id IS ?1 AND c.grade IS ?6 AND c.state = 'active'
    AND c.followed_at >= ?3 AND c.followed_at < ?4
    AND (?2 IS NULL OR c.unit_id IN (SELECT value FROM json_each(?2)))
  ORDER BY c.followed_at DESC LIMIT ?5";
/// Not spoken to since, the longest first.
const SILENT: &str = "SELECT c.id, c.followed_at FROM customer c
  WHERE c.owner_id IS ?1 AND c.grade IS ?6 AND c.state = 'active'
    AND c.followed_at >= ?3 AND c.followed_at < ?4
    AND (?2 IS NULL OR c.unit_id IN (SELECT value FROM json_each(?2)))
  ORDER BY c.followed_at LIMIT ?5";
/// Never spoken to: silent since they were entered. By the index that tells them from all who were.
const NEVER: &str = "SELECT c.id, c.created_at FROM customer c INDEXED BY customer_by_owner_grade
  WHERE c.owner_id IS ?1 AND c.grade IS ?6 AND c.state = 'active' AND c.followed_at IS NULL
    AND c.created_at >= ?3 AND c.created_at < ?4
    AND (?2 IS NULL OR c.unit_id IN (SELECT value FROM json_each(?2)))
  ORDER BY c.created_at LIMIT ?5";

/// Products that run out, the soonest first. Void customers have no rows here.
const ENDING: &str = "SELECT s.customer_id, unixepoch(s.runs_out_on) FROM supply s
  WHERE s.owner_id IS ?1 AND s.runs_out_on >= ?3 AND s.runs_out_on < ?4
    AND (?2 IS NULL OR EXISTS (SELECT 1 FROM customer c WHERE c.id = s.customer_id
      AND c.unit_id IN (SELECT value FROM json_each(?2))))
  ORDER BY s.runs_out_on LIMIT ?5";

/// Assigned or handed over, the newest first, if they are still whose they became then.
const TRANSFERRED: &str = "SELECT a.customer_id, a.at
  FROM assignment a CROSS JOIN customer c ON c.id = a.customer_id
  WHERE a.owner_id IS ?1 AND a.at >= ?3 AND a.at < ?4
    AND a.entered = 0 AND c.owner_id IS ?1 AND c.state = 'active'
    AND (?2 IS NULL OR c.unit_id IN (SELECT value FROM json_each(?2)))
  ORDER BY a.at DESC LIMIT ?5";

/// Days that come every year, of customers and their members, by the day of the year: ?6 the
/// calendar, ?7 whether in a leap month, ?8 whether birthdays. Void customers' are nobody's.
const YEARLY: &str = "SELECT d.customer_id, d.month * 100 + d.day FROM customer_date d
  WHERE d.owner_id IS ?1 AND d.calendar = ?6 AND d.leap = ?7
    AND (d.month, d.day) >= (?3 / 100, ?3 % 100) AND (d.month, d.day) <= (?4 / 100, ?4 % 100)
    AND (d.kind = 'birthday') = ?8
    AND (?2 IS NULL OR EXISTS (SELECT 1 FROM customer c WHERE c.id = d.customer_id
      AND c.unit_id IN (SELECT value FROM json_each(?2))))
  ORDER BY d.month, d.day LIMIT ?5";

/// Customers for whom a person, or whoever of the units takes it, has something to do that is late
/// from after `:from` to `:to`, the most pressing first: those in the asker's scope, and those of
/// the asker's own tasks, whosever customers they are.
const TASKS: &str = concat!(
    "SELECT t.customer_id, t.late_at FROM task t CROSS JOIN customer c ON c.id = t.customer_id
  WHERE t.assignee_id IS :owner AND t.state = 'open' AND t.late_at > :from AND t.late_at <= :to
    AND (:units IS NULL OR t.unit_id IN (SELECT value FROM json_each(:units)))
    AND c.state = 'active' AND (t.assignee_id = :me OR ",
    in_scope!(),
    ") ORDER BY t.late_at LIMIT :most"
);

/// A customer in a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) customer: i64,
    /// By what the list is in order: a moment, or a day.
    pub(super) key: i64,
}

/// A range of an index, from its first value to its last or to below it.
pub(super) struct Range {
    sql: &'static str,
    from: Value,
    to: Value,
    of: Of,
}

/// What a range is of.
enum Of {
    /// Of moments, or of days.
    Time,
    /// Of moments of the customers of a grade, or of none.
    Grade(Option<String>),
    /// Of days that come every year.
    Years(Yearly),
    /// Of tasks, for customers whom the asker may find.
    Tasks {
        /// Who asks.
        me: i64,
        /// See [`scope_number`].
        scope: i64,
    },
}

/// What a range of days holds that come every year.
struct Yearly {
    calendar: Calendar,
    leap: bool,
    birthdays: bool,
    /// The first day of the list, from which on they are in order.
    first: Day,
    feb29: Feb29Rule,
}

/// The ranges that hold a list of somebody who may find customers in a scope.
pub(super) fn of(
    (topic, within): (Topic, Within),
    (actor, scope): (&Actor, Scope),
    (feb29, grades): (Feb29Rule, &[Option<String>]),
    now: Now,
) -> Vec<Range> {
    let tasks = |from, to| {
        let me = actor.id.0;
        let scope = scope_number(scope);
        let of = Of::Tasks { me, scope };
        let sql = TASKS;
        vec![Range { sql, from, to, of }]
    };
    let Some((first, last)) = within.bounds(topic, now.today()) else {
        return tasks(i64::MIN.into(), i64::MAX.into());
    };
    let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
    let start = |day: Day| Value::from(now.at_local(day, NaiveTime::MIN).0);
    let range = |sql, from, to| Range {
        sql,
        from,
        to,
        of: Of::Time,
    };
    let happened = |sql| vec![range(sql, start(first), start(after))];
    // What one was spoken to stands by grade: cadences differ, and one index is enough.
    let spoken = |sql, from: Value, to: Value| {
        let of = |grade: &Option<String>| Range {
            of: Of::Grade(grade.clone()),
            ..range(sql, from.clone(), to.clone())
        };
        grades.iter().map(of).collect::<Vec<Range>>()
    };
    let before = |sql| spoken(sql, i64::MIN.into(), start(first));
    match topic {
        Topic::New => happened(NEW),
        Topic::Bought => happened(BOUGHT),
        Topic::Served => spoken(SERVED, start(first), start(after)),
        Topic::Transferred => happened(TRANSFERRED),
        Topic::Silent => before(SILENT).into_iter().chain(before(NEVER)).collect(),
        Topic::Ending => {
            let (from, to) = (first.to_string(), after.to_string());
            vec![range(ENDING, from.into(), to.into())]
        }
        Topic::Birthdays | Topic::Anniversaries => {
            yearly((first, last), topic == Topic::Birthdays, feb29)
        }
        Topic::Tasks => tasks(start(first), start(after)),
    }
}

/// The keys of a window of days.
fn yearly((first, last): (Day, Day), birthdays: bool, feb29: Feb29Rule) -> Vec<Range> {
    let days = last.signed_duration_since(first).num_days() + 1;
    let window = Window::of(first, u32::try_from(days).unwrap_or(u32::MAX), feb29);
    let all = [
        (&window.solar, Calendar::Solar, false),
        (&window.lunar, Calendar::Lunar, false),
        (&window.leap, Calendar::Lunar, true),
    ];
    let ranges = all.into_iter().flat_map(|(ranges, calendar, leap)| {
        ranges.iter().map(move |(from, to)| Range {
            sql: YEARLY,
            from: i64::from(*from).into(),
            to: i64::from(*to).into(),
            of: Of::Years(Yearly {
                calendar,
                leap,
                birthdays,
                first,
                feb29,
            }),
        })
    });
    ranges.collect()
}

impl Range {
    /// What it holds of an owner's customers, at most so many, in the order of the list.
    pub(super) fn hits(&self, conn: &Connection, owner: &Owner, most: usize) -> Result<Vec<Hit>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let (staff, units) = (owner.staff, &owner.units);
        let read = |row: &Row<'_>| {
            Ok(Hit {
                customer: row.get(0)?,
                key: row.get(1)?,
            })
        };
        let (from, to) = (&self.from, &self.to);
        match &self.of {
            Of::Time => sql::all(conn, self.sql, params![staff, units, from, to, most], read),
            Of::Grade(grade) => {
                let values = params![staff, units, from, to, most, grade];
                sql::all(conn, self.sql, values, read)
            }
            Of::Tasks { me, scope } => {
                let values = named_params! {
                    ":owner": staff, ":units": units, ":from": from, ":to": to, ":most": most,
                    ":me": me, ":scope": scope,
                };
                sql::all(conn, self.sql, values, read)
            }
            Of::Years(yearly) => {
                let calendar = match yearly.calendar {
                    Calendar::Solar => "solar",
                    Calendar::Lunar => "lunar",
                };
                let (leap, birthdays) = (yearly.leap, yearly.birthdays);
                let values = params![staff, units, from, to, most, calendar, leap, birthdays];
                let mut hits = sql::all(conn, self.sql, values, read)?;
                for hit in &mut hits {
                    hit.key = yearly.kept_on(hit.key);
                }
                Ok(hits)
            }
        }
    }
}

impl Yearly {
    /// The day on which a day of the year (month * 100 + day) is kept first, as a number.
    fn kept_on(&self, md: i64) -> i64 {
        let part = |value: i64| u8::try_from(value).unwrap_or(0);
        let date = Birthday {
            calendar: self.calendar,
            year: None,
            month: part(md / 100),
            day: part(md % 100),
            leap: self.leap,
        };
        let kept = date.next_on(self.first, self.feb29);
        kept.map_or(i64::MAX, |day| i64::from(day.num_days_from_ce()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::store::testing::{Place, plan};

    /// What a statement goes through first. What comes after is one row by its number, and the
    /// units and people of the house, which are few; customers and logs are never scanned or
    /// sorted.
    fn searched(conn: &Connection, statement: &str) -> String {
        let mut steps = plan(conn, statement).into_iter();
        let first = steps.next().unwrap();
        for step in steps {
            let scanned = step
                .strip_prefix("SCAN ")
                .map(|table| table.split(' ').next());
            let few = matches!(
                scanned,
                None | Some(Some("json_each" | "staff" | "u" | "b" | "below"))
            );
            assert!(few && !step.contains("B-TREE"), "{step}");
        }
        first
    }

    #[test]
    fn every_list_is_a_range_of_an_index_and_nothing_is_scanned_or_sorted() {
        let place = Place::fresh();
        let reader = place.reader();
        let conn = reader.conn();
        let told: Vec<String> = [
            ("new", NEW),
            ("bought", BOUGHT),
            ("served", SERVED),
            ("silent", SILENT),
            ("never", NEVER),
            ("ending", ENDING),
            ("transferred", TRANSFERRED),
            ("yearly", YEARLY),
            ("tasks", TASKS),
        ]
        .iter()
        .map(|(name, statement)| format!("{name}: {}", searched(conn, statement)))
        .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        new: SEARCH c USING INDEX customer_by_owner_created (owner_id=? AND created_at>? AND created_at<?)
        bought: SEARCH c USING INDEX customer_by_owner_purchase (owner_id=? AND last_purchase_at>? AND last_purchase_at<?)
        served: SEARCH c USING INDEX customer_by_owner_grade (owner_id=? AND grade=? AND followed_at>? AND followed_at<?)
        silent: SEARCH c USING INDEX customer_by_owner_grade (owner_id=? AND grade=? AND followed_at>? AND followed_at<?)
        never: SEARCH c USING INDEX customer_by_owner_grade (owner_id=? AND grade=? AND followed_at=? AND created_at>? AND created_at<?)
        ending: SEARCH s USING COVERING INDEX supply_by_owner (owner_id=? AND runs_out_on>? AND runs_out_on<?)
        transferred: SEARCH a USING COVERING INDEX assignment_by_owner (owner_id=? AND at>? AND at<?)
        yearly: SEARCH d USING COVERING INDEX customer_date_by_owner (owner_id=? AND calendar=? AND leap=? AND (month,day)>(?,?) AND (month,day)<(?,?))
        tasks: SEARCH t USING INDEX task_by_assignee (assignee_id=? AND late_at>? AND late_at<?)
        ");
    }
}
