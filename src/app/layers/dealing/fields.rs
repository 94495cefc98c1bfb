//! The fields of the form, filled in as is usual: all that is owed, all that is held, all that may
//! come back. Must not know what becomes of them.

use super::{Deal, Known, Part, Piece};
use crate::app::desk::Desk;
use crate::app::layers::choices::choices;
use crate::domain::money::{Currency, Money};
use crate::domain::sale::{Dealing, Sale};
use crate::domain::staff::Operation;
use crate::kit::form::{Field, Form, Suggestion};

/// The codes of what is done with money.
pub(super) const WHATS: [&str; 3] = ["pay", "oldest", "refund"];
/// The codes of whether money is given back at once.
pub(super) const BACKS: [&str; 2] = ["now", "keep"];

/// The method that nothing else is known of.
const CASH: &str = "cash";

/// The products of a sale of which there is something to be dealt with, in their order.
pub(super) fn pieces(dealing: Dealing, sale: &Sale) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for line in &sale.lines {
        let there = match dealing {
            Dealing::Collect => line.held,
            Dealing::Return => line.quantity - line.returned,
            Dealing::Money | Dealing::Cancel => 0,
        };
        if there <= 0 {
            continue;
        }
        match pieces.iter_mut().find(|one| one.product == line.product_id) {
            Some(known) => known.there += there,
            None => pieces.push(Piece {
                product: line.product_id,
                name: line.name.clone(),
                there,
            }),
        }
    }
    pieces
}

/// The form of a sale that is known.
pub(super) fn form(desk: &Desk, dealing: Dealing, known: &Known, sale: &Sale) -> Form<Part> {
    let methods = || Field::pick(Part::Method, choices(desk, "payment_method"));
    let method = sale.payments.last().map(|paid| paid.method.as_str());
    let method = method.or(sale.head.method.as_deref()).unwrap_or(CASH);
    let count = |place: usize, piece: &Piece| {
        Field::text(Part::Pieces(place)).with_text(&piece.there.to_string())
    };
    let pieces = known.pieces.iter().enumerate();
    let pieces: Vec<Field<Part>> = pieces.map(|(place, piece)| count(place, piece)).collect();
    let words = &desk.text().sales;
    // Who may not give money back leaves it to whoever may.
    let back = BACKS[usize::from(desk.may(Operation::Pay).is_none())];
    let paid = sale.row.paid > 0;
    let back = || {
        let fields = vec![
            letters(Part::Back, BACKS.iter().zip(&words.backs)).with_code(back),
            methods().with_code(method).passed(),
        ];
        fields.into_iter().filter(move |_| paid)
    };
    let fields: Vec<Field<Part>> = match dealing {
        Dealing::Money => {
            let what = WHATS[if known.due < 0 {
                2
            } else {
                usize::from(known.due == 0)
            }];
            vec![
                letters(Part::What, WHATS.iter().zip(&words.whats)).with_code(what),
                Field::text(Part::Sum),
                methods().with_code(method),
            ]
        }
        Dealing::Collect => pieces,
        Dealing::Return => pieces
            .into_iter()
            .chain(back())
            .chain([Field::text(Part::Reason).passed()])
            .collect(),
        Dealing::Cancel => [Field::text(Part::Reason).required()]
            .into_iter()
            .chain(back())
            .collect(),
    };
    let mut form = Form::new(fields).small();
    for place in 0..known.pieces.len() {
        form.set_given(Part::Pieces(place));
    }
    if dealing == Dealing::Money {
        form.set_focus(Part::Sum);
        usual_sum(desk, known, &mut form);
    }
    form
}

/// One of a few by its letter.
fn letters<'w>(
    part: Part,
    of: impl Iterator<Item = (&'w &'static str, &'w (&'static str, &'static str))>,
) -> Field<Part> {
    let one = |(code, (letter, label)): (&&str, &(&str, &str))| Suggestion {
        code: (*code).to_owned(),
        label: (*label).to_owned(),
        keys: (*letter).to_owned(),
        ..Suggestion::default()
    };
    Field::letter(part, of.map(one).collect())
}

/// All that is owed, as the sum.
fn usual_sum(desk: &Desk, known: &Known, form: &mut Form<Part>) {
    let sum = match form.code(Part::What) {
        Some("oldest") => known.owes,
        Some("refund") => known.due.saturating_neg(),
        _ => known.due,
    };
    let currency = Currency::by_code(desk.currency());
    let plain = currency.filter(|_| sum > 0).map(|of| Money(sum).plain(of));
    form.set_text(Part::Sum, &plain.unwrap_or_default());
    form.set_given(Part::Sum);
}

impl Deal {
    /// Something else is done with the money: what is owed is another sum, unless one was typed.
    pub(super) fn another_sum(&mut self, desk: &Desk) {
        self.form.clear_errors();
        let untyped = self.form.is_given(Part::Sum) || self.form.text(Part::Sum).is_empty();
        if let Some(known) = self.known.as_ref().filter(|_| untyped) {
            usual_sum(desk, known, &mut self.form);
        }
    }
}
