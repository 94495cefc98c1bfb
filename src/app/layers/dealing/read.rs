//! What is typed, read: each fault is told at its field. Must not know how anything is stored.

use super::fields::WHATS;
use super::{Deal, Part};
use crate::app::desk::Desk;
use crate::domain::ids::ProductId;
use crate::domain::money::{Currency, Money, MoneyFault};
use crate::domain::sale::{self, Dealing, count};
use crate::error::Fault;
use crate::text::{fault, say};

/// What is wrong with a field.
type Wrong = (Part, String);

impl Deal {
    /// What is to be done, or what is wrong first.
    pub(super) fn read(&self, desk: &Desk) -> Result<sale::Deal, Wrong> {
        match self.dealing {
            Dealing::Money => {
                let sum = self.sum(desk)?;
                let method = self.method(desk)?;
                Ok(match self.form.code(Part::What) {
                    Some("refund") => sale::Deal::Refund(method, sum),
                    Some("oldest") => sale::Deal::PayOldest(method, sum),
                    _ => sale::Deal::Pay(method, sum),
                })
            }
            Dealing::Collect => Ok(sale::Deal::Collect(self.pieces(desk)?)),
            Dealing::Return => Ok(sale::Deal::Return {
                pieces: self.pieces(desk)?,
                refund: self.refund(desk)?,
                reason: Some(self.reason()).filter(|reason| !reason.is_empty()),
            }),
            Dealing::Cancel => match self.reason() {
                empty if empty.is_empty() => {
                    Err((Part::Reason, desk.text().forms.required.to_owned()))
                }
                reason => Ok(sale::Deal::Cancel {
                    refund: self.refund(desk)?,
                    reason,
                }),
            },
        }
    }

    fn reason(&self) -> String {
        self.form.text(Part::Reason).trim().to_owned()
    }

    /// More than nothing; the store says how much at most, but of what cannot even be stored.
    fn sum(&self, desk: &Desk) -> Result<i64, Wrong> {
        let wrong = |why: Fault| (Part::Sum, fault(desk.lang, &why));
        let currency = Currency::by_code(desk.currency());
        let Some(currency) = currency else {
            return Err(wrong(Fault::OutOfRange));
        };
        match Money::parse(self.form.text(Part::Sum), currency) {
            Ok(Money(sum)) if sum > 0 => Ok(sum),
            Ok(_) => Err(wrong(Fault::NotAboveZero)),
            Err(MoneyFault::TooLarge) => Err((Part::Sum, self.no_more(desk, self.there()))),
            Err(why) => Err(wrong(why.into())),
        }
    }

    /// How much there is to be taken or given back, as far as it is known here.
    fn there(&self) -> i64 {
        let Some(known) = &self.known else { return 0 };
        match self.form.code(Part::What) {
            Some("refund") => known.due.saturating_neg(),
            Some("oldest") => known.owes,
            _ => known.due,
        }
    }

    /// No more money than this, and why.
    pub(super) fn no_more(&self, desk: &Desk, most: i64) -> String {
        let words = &desk.text().sales;
        let what = self.form.code(Part::What);
        let place = WHATS.iter().position(|code| Some(*code) == what);
        let place = place.unwrap_or(0);
        match most {
            ..=0 => words.sum_none[place].to_owned(),
            most => words.sum_at_most[place](&say::money(most, desk.currency())),
        }
    }

    fn method(&self, desk: &Desk) -> Result<String, Wrong> {
        let code = self.form.code(Part::Method).map(str::to_owned);
        code.ok_or_else(|| (Part::Method, desk.text().forms.required.to_owned()))
    }

    /// The method by which money is given back at once, where it is.
    fn refund(&self, desk: &Desk) -> Result<Option<String>, Wrong> {
        match self.form.code(Part::Back) {
            Some("now") => self.method(desk).map(Some),
            _ => Ok(None),
        }
    }

    /// How many of which; at least one piece.
    fn pieces(&self, desk: &Desk) -> Result<Vec<(ProductId, i64)>, Wrong> {
        let known = self.known.as_ref().map_or(&[][..], |known| &known.pieces);
        let mut pieces = Vec::new();
        for (place, piece) in known.iter().enumerate() {
            let part = Part::Pieces(place);
            let wrong = |why: Fault| (part, fault(desk.lang, &why));
            let asked = match self.form.text(part).trim() {
                "" => 0,
                typed => count(typed).map_err(wrong)?,
            };
            if asked < 0 {
                return Err(wrong(Fault::OutOfRange));
            }
            if asked > piece.there {
                return Err(wrong(Fault::AtMost(piece.there.to_string())));
            }
            if asked > 0 {
                pieces.push((piece.product, asked));
            }
        }
        if pieces.is_empty() {
            let why = desk.text().forms.required.to_owned();
            return Err((Part::Pieces(0), why));
        }
        Ok(pieces)
    }

    /// The field that the store names.
    pub(super) fn named(&self, field: &str) -> Option<Part> {
        if let Some(line) = field.strip_prefix("line.") {
            let number: usize = line.split_once('.')?.0.parse().ok()?;
            return self.asked(number.checked_sub(1)?);
        }
        let part = match (field, self.dealing) {
            ("payment", Dealing::Money) => Part::Sum,
            ("method", _) => Part::Method,
            ("reason", _) => Part::Reason,
            ("collected" | "returned", Dealing::Collect | Dealing::Return) => Part::Pieces(0),
            _ => return None,
        };
        Some(part)
    }

    /// The field of the product that was asked for at this place: those of none were left out.
    fn asked(&self, place: usize) -> Option<Part> {
        let (Some(sale::Deal::Collect(asked)) | Some(sale::Deal::Return { pieces: asked, .. })) =
            &self.sent
        else {
            return None;
        };
        let product = asked.get(place)?.0;
        let pieces = &self.known.as_ref()?.pieces;
        let at = pieces.iter().position(|piece| piece.product == product)?;
        Some(Part::Pieces(at))
    }
}
