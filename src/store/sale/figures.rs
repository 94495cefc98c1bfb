//! Figures of a period: what was sold and to whom, and what money came in, of those whom the actor
//! oversees; summed up by person, branch, product or part of the period. Must not write.

use rusqlite::{Row, named_params};

use super::super::authorise::{self, Actor, scope_number};
use super::super::derive::hours::HOUR;
use super::super::{Reader, sql, staff, unit};
use super::records::Span;
use crate::domain::ids::StaffId;
use crate::domain::sale::{By, Figures, Part, Summed};
use crate::domain::staff::{Operation, Scope, Unit};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::when::{Period, Size};
use crate::error::{Error, Fault, Result};

/// Days, weeks or months that are told one by one at most.
pub const MOST: usize = 400;

/// SQL that is true for what one whom the actor oversees did; binds `:me` and `:scope`.
macro_rules! overseen {
    ($who:literal) => {
        concat!(
            "(:scope = 2 OR ",
            $who,
            " = :me OR (:scope = 1 AND ",
            $who,
            " IN (SELECT id FROM staff WHERE unit_id IN (
                WITH RECURSIVE below (id) AS (
                  SELECT unit_id FROM staff WHERE id = :me
                  UNION SELECT u.id FROM org_unit u JOIN below b ON u.under_id = b.id)
                SELECT id FROM below))))"
        )
    };
}

// What was cancelled was not sold; the first sale to a customer is the one of a new customer, and
// of two at the same moment the one that was entered first.
macro_rules! of_period {
    () => {
        concat!(
            "(SELECT s.id, s.staff_id, s.customer_id, s.total, s.returned, NOT EXISTS
                (SELECT 1 FROM sale e WHERE e.customer_id = s.customer_id
                  AND (e.at, e.id) < (s.at, s.id)
                  AND e.state NOT IN ('void', 'cancelled')) AS first
              FROM sale s
              WHERE s.at >= :from AND s.at < :before AND s.state NOT IN ('void', 'cancelled')
                AND ",
            overseen!("s.staff_id"),
            ")"
        )
    };
}

const BY_PERSON: &str = concat!(
    "SELECT s.staff_id, count(*), sum(s.first), sum(s.total - s.returned),
       sum(iif(s.first, s.total - s.returned, 0)), sum(s.returned),
       sum((SELECT sum(quantity - returned) FROM sale_line WHERE sale_id = s.id))
     FROM ",
    of_period!(),
    " s GROUP BY s.staff_id"
);
const BY_PRODUCT: &str = concat!(
    "SELECT p.code, sales, new, amount, new_amount, back, pieces, p.name
     FROM (SELECT product_id, count(DISTINCT sale_id) AS sales,
         count(DISTINCT iif(first, customer_id, NULL)) AS new, sum(amount - back) AS amount,
         sum(iif(first, amount - back, 0)) AS new_amount, sum(back) AS back, sum(pieces) AS pieces
       FROM (SELECT l.product_id, l.sale_id, s.customer_id, s.first, l.amount,
           l.quantity - l.returned AS pieces,
           iif(l.returned = 0, 0, (SELECT coalesce(sum(amount), 0) FROM sale_event
             WHERE sale_id = l.sale_id AND line_id = l.id AND kind = 'returned')) AS back
         FROM ",
    of_period!(),
    " s CROSS JOIN sale_line l ON l.sale_id = s.id) GROUP BY product_id) f
     CROSS JOIN product p ON p.id = f.product_id"
);

const PAID: &str = concat!(
    "SELECT p.staff_id, sum(p.amount) FROM payment p WHERE p.at >= :from AND p.at < :before AND ",
    overseen!("p.staff_id"),
    " GROUP BY p.staff_id"
);

// Whole hours of it, which hold the same; nobody known is number 0 there.
const BY_PERSON_AND_HOUR: &str = concat!(
    "SELECT nullif(staff_id, 0), sum(sales), sum(new_customers), sum(amount), sum(new_amount),
       sum(returned), sum(pieces), sum(collected)
     FROM person_hour WHERE hour >= :from AND hour < :before AND ",
    overseen!("staff_id"),
    " GROUP BY staff_id HAVING sum(sales) <> 0 OR max(collected <> 0)"
);
const BY_PRODUCT_AND_HOUR: &str = "SELECT p.code, f.*, p.name FROM
    (SELECT sum(sales) AS sales, sum(new_customers), sum(amount), sum(new_amount), sum(returned),
       sum(pieces), product_id
     FROM product_hour WHERE hour >= :from AND hour < :before
       AND :scope = 2 AND :me IS NOT NULL GROUP BY product_id) f
    CROSS JOIN product p ON p.id = f.product_id WHERE f.sales <> 0";

/// Figures by who sold, or by what was sold.
type Found<T> = Vec<(T, Figures)>;

/// A part of a span: whole hours, by their numbers, or moments.
pub(super) enum Stretch {
    Hours(Span),
    Moments(Span),
}

/// Whole hours are summed up already; what is left at the ends of a span is read sale by sale. A
/// midnight begins an hour nearly everywhere.
pub(super) fn stretches((from, before): Span) -> Vec<Stretch> {
    let first = from.0.div_euclid(HOUR) + i64::from(from.0.rem_euclid(HOUR) > 0);
    let last = before.0.div_euclid(HOUR);
    if first >= last {
        return vec![Stretch::Moments((from, before))];
    }
    let (begin, end) = (Instant(first * HOUR), Instant(last * HOUR));
    let mut parts = vec![Stretch::Hours((Instant(first), Instant(last)))];
    let ends = [(from, begin), (end, before)].into_iter();
    parts.extend(
        ends.filter(|(from, before)| from < before)
            .map(Stretch::Moments),
    );
    parts
}

/// Adds figures to those of the same.
fn add<T: PartialEq>(found: &mut Found<T>, of: T, more: &Figures) {
    match found.iter_mut().find(|(known, _)| *known == of) {
        Some((_, sum)) => *sum = sum.plus(more),
        None => found.push((of, *more)),
    }
}

fn figures(row: &Row<'_>) -> rusqlite::Result<Figures> {
    Ok(Figures {
        sales: row.get(1)?,
        new_customers: row.get(2)?,
        amount: row.get(3)?,
        new_amount: row.get(4)?,
        returned: row.get(5)?,
        pieces: row.get::<_, Option<i64>>(6)?.unwrap_or(0),
        collected: None,
    })
}

/// Which moments a period's days are, where the business is.
pub fn span(now: &Now, period: Period) -> Span {
    let midnight = |day: Day| now.at_local(day, chrono::NaiveTime::MIN);
    let after = period.last.succ_opt();
    let before = after.map_or(Instant(i64::MAX), midnight);
    (midnight(period.first), before)
}

/// The figures of a period, summed up so, of those whom the actor oversees.
pub fn summed(reader: &Reader, actor: &Actor, by: By, period: Period, now: &Now) -> Result<Summed> {
    let asking = Asking {
        reader,
        actor,
        scope: scope_number(authorise::scope(reader.conn(), actor, Operation::Oversee)?),
    };
    let people = asking.by_person(span(now, period))?;
    let all = people
        .iter()
        .fold(Figures::NOTHING, |sum, (_, one)| sum.plus(one));
    let mut parts = match by {
        By::Person => asking.people(people)?,
        By::Branch => asking.branches(people)?,
        By::Product => asking.products(span(now, period))?,
        By::Day | By::Week | By::Month => asking.times(by.size(), period, now)?,
    };
    if by.size().is_none() {
        parts.sort_by_key(|part| std::cmp::Reverse(part.figures.amount));
    }
    Ok(Summed { by, parts, all })
}

struct Asking<'a> {
    reader: &'a Reader,
    actor: &'a Actor,
    scope: i64,
}

impl Asking<'_> {
    /// What each person sold, and what money each took; nobody: that of unknown people.
    fn by_person(&self, span: Span) -> Result<Found<Option<StaffId>>> {
        let conn = self.reader.conn();
        let who = |row: &Row<'_>| row.get::<_, Option<i64>>(0).map(|who| who.map(StaffId));
        let mut found = Found::new();
        for stretch in stretches(span) {
            let (Stretch::Hours(span) | Stretch::Moments(span)) = stretch;
            let values = named_params! {
                ":from": span.0.0, ":before": span.1.0, ":me": self.actor.id.0,
                ":scope": self.scope,
            };
            let whole = matches!(stretch, Stretch::Hours(_));
            let query = if whole { BY_PERSON_AND_HOUR } else { BY_PERSON };
            let sold: Found<_> = sql::all(conn, query, values, |row| {
                let collected = Some(if whole { row.get(7)? } else { 0 });
                let sold = figures(row)?;
                Ok((who(row)?, Figures { collected, ..sold }))
            })?;
            for (who, figures) in &sold {
                add(&mut found, *who, figures);
            }
            if whole {
                continue;
            }
            let paid: Vec<(Option<StaffId>, i64)> =
                sql::all(conn, PAID, values, |row| Ok((who(row)?, row.get(1)?)))?;
            for (who, sum) in paid {
                let collected = Figures {
                    collected: Some(sum),
                    ..Figures::default()
                };
                add(&mut found, who, &collected);
            }
        }
        Ok(found)
    }

    fn people(&self, found: Found<Option<StaffId>>) -> Result<Vec<Part>> {
        let people = staff::list(self.reader)?;
        let named = found.into_iter().map(|(who, figures)| {
            let person = people.iter().find(|person| Some(person.id) == who);
            Part {
                key: person.map_or(String::new(), |person| person.login.clone()),
                name: person.map_or(String::new(), |person| person.name.clone()),
                figures,
            }
        });
        Ok(named.collect())
    }

    fn branches(&self, found: Found<Option<StaffId>>) -> Result<Vec<Part>> {
        let (people, units) = (staff::list(self.reader)?, unit::list(self.reader)?);
        let mut sums: Vec<Part> = Vec::new();
        for (who, figures) in found {
            let person = people.iter().find(|person| Some(person.id) == who);
            let of =
                person.and_then(|person| units.iter().find(|unit| Some(unit.id) == person.unit));
            let of = of.map(|of| branch(&units, of));
            let key = of.map_or("", |branch| branch.code.as_str());
            match sums.iter_mut().find(|part| part.key == key) {
                Some(part) => part.figures = part.figures.plus(&figures),
                None => sums.push(Part {
                    key: key.to_owned(),
                    name: of.map_or(String::new(), |branch| branch.name.clone()),
                    figures,
                }),
            }
        }
        Ok(sums)
    }

    /// What was sold of each product. Money is not paid for a product but for a sale. Hours do not
    /// say who sold it: a part of the people is read sale by sale.
    fn products(&self, span: Span) -> Result<Vec<Part>> {
        let everybody = self.scope == scope_number(Scope::All);
        let parts = match everybody {
            true => stretches(span),
            false => vec![Stretch::Moments(span)],
        };
        let mut sums: Found<(String, String)> = Found::new();
        for stretch in parts {
            let (Stretch::Hours(span) | Stretch::Moments(span)) = stretch;
            let values = named_params! {
                ":from": span.0.0, ":before": span.1.0, ":me": self.actor.id.0,
                ":scope": self.scope,
            };
            let whole = matches!(stretch, Stretch::Hours(_));
            let query = if whole {
                BY_PRODUCT_AND_HOUR
            } else {
                BY_PRODUCT
            };
            let name = if whole { 8 } else { 7 };
            let found: Found<_> = sql::all(self.reader.conn(), query, values, |row| {
                Ok(((row.get(0)?, row.get(name)?), figures(row)?))
            })?;
            for (of, figures) in found {
                add(&mut sums, of, &figures);
            }
        }
        let part = |((key, name), figures)| Part { key, name, figures };
        Ok(sums.into_iter().map(part).collect())
    }

    /// Days, weeks or months one after the other, those too in which nothing was sold.
    fn times(&self, size: Option<Size>, period: Period, now: &Now) -> Result<Vec<Part>> {
        let size = size.unwrap_or(Size::Month);
        let (mut parts, mut first) = (Vec::new(), period.first);
        while first <= period.last {
            if parts.len() >= MOST {
                return Err(Error::invalid("to", Fault::AtMost(MOST.to_string())));
            }
            let whole = size.of(first);
            let last = whole.last.min(period.last);
            let found = self.by_person(span(now, Period { first, last }))?;
            let key = match size {
                Size::Week => Period { first, last }.to_string(),
                _ => whole.to_string(),
            };
            parts.push(Part {
                key,
                name: String::new(),
                figures: found
                    .iter()
                    .fold(Figures::NOTHING, |sum, (_, one)| sum.plus(one)),
            });
            match last.succ_opt() {
                Some(next) => first = next,
                None => break,
            }
        }
        Ok(parts)
    }
}

/// The branch that a unit belongs to; the topmost where there is none above.
fn branch<'u>(units: &'u [Unit], of: &'u Unit) -> &'u Unit {
    let mut at = of;
    for _ in 0..units.len() {
        let above = units
            .iter()
            .find(|unit| Some(&unit.code) == at.under.as_ref());
        match above {
            Some(above) if at.kind != "branch" => at = above,
            _ => break,
        }
    }
    at
}
