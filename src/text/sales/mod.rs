//! What is said of sales after they were entered: what a customer owes, has with us and has
//! earned; how a sale stands. Must not know where it is shown.

mod en;
mod zh;

use super::{Text, say, trade};
use crate::domain::customer::Card;
use crate::domain::sale::{Held, State};
pub(super) use en::EN;
pub(super) use zh::ZH;

/// Words and sentences.
#[derive(Debug)]
pub struct Sales {
    /// So much is owed to the customer.
    pub we_owe: fn(&str) -> String,
    /// Goods that are kept for the customer: `2 propolis, 1 honey`.
    pub holds: fn(&str) -> String,
    /// So many of a product.
    pub of_product: fn(i64, &str) -> String,
    /// Points to spend.
    pub points: fn(&str) -> String,
    /// So much came back.
    pub returned: fn(&str) -> String,
}

/// What a customer owes, has with us and has earned, each with whether it is to be looked at.
/// Names are not cleaned.
pub fn purse(text: &Text, currency: &str, card: &Card) -> Vec<(String, bool)> {
    let mut said = Vec::new();
    if card.balance_due != 0 {
        said.push((owed(text, currency, card.balance_due), true));
    }
    if !card.held.is_empty() {
        said.push(((text.sales.holds)(&goods(text, &card.held)), true));
    }
    if card.points != 0 {
        said.push(((text.sales.points)(&say::count(card.points)), false));
    }
    said
}

/// What is owed: by the customer, or to them.
pub fn owed(text: &Text, currency: &str, due: i64) -> String {
    let money = |minor| say::money(minor, currency);
    match due < 0 {
        true => (text.sales.we_owe)(&money(due.saturating_neg())),
        false => (text.customer.owes)(&money(due)),
    }
}

/// `2 propolis, 1 honey`.
fn goods(text: &Text, held: &[Held]) -> String {
    let one = |held: &Held| (text.sales.of_product)(held.quantity, &held.name);
    held.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What was bought and for how much: the first lines, and how many there are.
pub(super) fn bought(
    text: &Text,
    currency: &str,
    (lines, count): (&[(String, i64)], usize),
    total: i64,
) -> String {
    let mut said: Vec<String> = lines
        .iter()
        .map(|(name, quantity)| match quantity {
            1 => name.clone(),
            n => format!("{name} ×{n}"),
        })
        .collect();
    if count > lines.len() {
        said.push((text.customer.and_more)(count - lines.len()));
    }
    format!("{}  {}", said.join(", "), say::money(total, currency))
}

/// What has become of a sale, after what it costs; empty where it is paid and nothing came back.
pub(super) fn sums(
    text: &Text,
    currency: &str,
    state: State,
    [total, paid, returned]: [i64; 3],
) -> String {
    let money = |minor| say::money(minor, currency);
    let mut said = Vec::new();
    let over = matches!(state, State::Cancelled | State::Returned);
    if over {
        said.push(trade::state(text.lang, state).to_owned());
    } else if returned != 0 {
        said.push((text.sales.returned)(&money(returned)));
    }
    let due = total.saturating_sub(returned).saturating_sub(paid);
    if due < 0 {
        said.push(owed(text, currency, due));
    } else if due > 0 {
        said.push((text.customer.paid)(&money(paid)));
    }
    said.iter().map(|one| format!("  {one}")).collect()
}
