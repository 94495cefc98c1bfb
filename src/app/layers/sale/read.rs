//! From the form to a sale: the header as typed, when it was, what is paid. Must not know the store.

use chrono::{Datelike, NaiveTime};

use super::SaleForm;
use super::lines::Reading;
use super::part::Part;
use crate::app::desk::Desk;
use crate::domain::birthday::Birthday;
use crate::domain::ids::StaffId;
use crate::domain::nearest::Near;
use crate::domain::sale::{Head, SaleDraft};
use crate::domain::time::{Day, Instant, Now};
use crate::domain::when::span;
use crate::error::Fault;
use crate::text::fault;

/// What cannot be taken: where, and why.
type Wrong = Vec<(Part, String)>;

impl SaleForm {
    /// The sale that the form says; else what is wrong, each at its field.
    pub(super) fn read(&self, desk: &Desk) -> Result<(SaleDraft, Vec<u16>), Wrong> {
        let mut reading = self.read_lines(desk);
        self.whole(desk, &mut reading);
        let Reading {
            rows,
            lines,
            mut wrong,
            ..
        } = reading;
        let mut value = |part| match self.value(desk, part) {
            Ok(value) => Some(value).filter(|value| !value.is_empty()),
            Err(why) => {
                wrong.push((part, why));
                None
            }
        };
        let head = Head {
            region: value(Part::Region),
            method: value(Part::Method),
            payment_type: value(Part::PaymentType),
            delivery: value(Part::Delivery),
            address: value(Part::Address),
            remark: value(Part::Remark),
        };
        let staff = value(Part::By).and_then(|id| id.parse().ok()).map(StaffId);
        value(Part::At);
        let at = at(self.form.text(Part::At), &desk.now).ok().flatten();
        let words = &desk.text().forms;
        let paid = self.paid(desk).ok().flatten();
        let payments = match (paid, &head.method) {
            (Some(sum), Some(method)) => vec![(method.clone(), sum)],
            (Some(_), None) => {
                wrong.push((Part::Method, words.sale.how_paid.to_owned()));
                Vec::new()
            }
            (None, _) => Vec::new(),
        };
        if paid.is_none() && head.payment_type.as_deref() == Some("deposit") {
            wrong.push((Part::Paid, words.required.to_owned()));
        }
        let Some((customer, _)) = &self.customer else {
            let typed = self.form.text(Part::Customer).trim();
            let why = match typed.is_empty() {
                true => words.required,
                false => words.sale.no_customer,
            };
            wrong.push((Part::Customer, why.to_owned()));
            return Err(wrong);
        };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let draft = SaleDraft {
            customer: *customer,
            at,
            staff,
            head,
            lines,
            payments,
        };
        Ok((draft, rows))
    }

    /// What stands in a field beside the lines, as it is stored; empty: nothing.
    pub(super) fn value(&self, desk: &Desk, part: Part) -> Result<String, String> {
        let typed = self.form.text(part).trim();
        let picked = part.list().is_some() || part == Part::By;
        match (part, self.form.code(part)) {
            _ if typed.is_empty() => Ok(String::new()),
            (Part::Address, _) => Ok(typed.to_owned()),
            (_, Some(code)) => Ok(code.to_owned()),
            (_, None) if picked => {
                let nearest = Near::none();
                Err(fault(desk.lang, &Fault::Unknown { nearest }))
            }
            (Part::At, None) => {
                let read = at(typed, &desk.now);
                read.map(|_| typed.to_owned())
                    .map_err(|why| fault(desk.lang, &why))
            }
            _ => Ok(typed.to_owned()),
        }
    }
}

/// When it was: `11-20`, `2026-11-20`, `3d` (so long ago), `14:30`, or a day and a time; none: now.
pub(super) fn at(typed: &str, now: &Now) -> Result<Option<Instant>, Fault> {
    let mut words: Vec<&str> = typed.split_whitespace().collect();
    let time = words.last().and_then(|word| clock(word));
    if time.is_some() {
        words.pop();
    }
    let today = now.today();
    let day = match words.as_slice() {
        [] => today,
        [word] => day(word, today)?,
        _ => return Err(Fault::NotADate),
    };
    let at = match (time, day == today) {
        // Of a day that is over nobody knows the hour any more.
        (None, true) => return Ok(None),
        (time, _) => now.at_local(day, time.unwrap_or(NaiveTime::MIN)),
    };
    if at > now.at {
        return Err(Fault::InTheFuture);
    }
    Ok(Some(at))
}

fn clock(word: &str) -> Option<NaiveTime> {
    let plain = word.replace('：', ":");
    NaiveTime::parse_from_str(&plain, "%H:%M").ok()
}

fn day(word: &str, today: Day) -> Result<Day, Fault> {
    if let Some(ago) = span(word).and_then(|span| span.before(today)) {
        return Ok(ago);
    }
    let date: Birthday = word.parse().map_err(|_| Fault::NotADate)?;
    if date.year.is_some() {
        return date.born().map_err(|_| Fault::ImpossibleDate);
    }
    // Of this year, or of last year if it has not come yet.
    let of_year = |year| Birthday {
        year: Some(year),
        ..date
    };
    let born = |year: i32| of_year(year).born();
    match born(today.year()) {
        Ok(day) if day <= today => Ok(day),
        _ => born(today.year() - 1).map_err(|_| Fault::ImpossibleDate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Asia::Shanghai;

    #[test]
    fn a_sale_was_when_people_say_it_was_and_never_tomorrow() {
        let now = Now {
            at: Instant(1_795_413_900_000), // Monday, 23 November 2026, 14:05 in Shanghai.
            zone: Shanghai,
        };
        let said = |typed: &str| {
            let at = at(typed, &now).map(|at| at.map(|at| now.local(at).to_string()));
            at.map(Option::unwrap_or_default)
        };
        let is = |day: &str| Ok(format!("{day}:00"));
        for now in ["", " ", "11-23", "2026-11-23"] {
            assert_eq!(said(now), Ok(String::new()));
        }
        assert_eq!(said("09:30"), is("2026-11-23 09:30"));
        assert_eq!(said("9：30"), is("2026-11-23 09:30"));
        assert_eq!(said("11-20"), is("2026-11-20 00:00"));
        assert_eq!(said("12-20"), is("2025-12-20 00:00"));
        assert_eq!(said("3d 10:15"), is("2026-11-20 10:15"));
        assert_eq!(said("2026-02-28"), is("2026-02-28 00:00"));
        assert_eq!(said("2027-01-01"), Err(Fault::InTheFuture));
        assert_eq!(said("15:00"), Err(Fault::InTheFuture));
        assert_eq!(said("some day"), Err(Fault::NotADate));
        assert_eq!(said("2026-02-30"), Err(Fault::NotADate));
    }
}
