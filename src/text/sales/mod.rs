//! What is said of sales after they were entered: what a customer owes, has with us and has
//! earned; how a sale stands; what is done with it. Must not know where it is shown.

mod en;
mod zh;

use super::{Text, say, trade};
use crate::domain::customer::Card;
use crate::domain::sale::{Held, SalesOf, State};
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
    /// More points were spent than are left: so many, and what becomes of that.
    pub points_short: fn(&str) -> String,
    /// So much came back.
    pub returned: fn(&str) -> String,
    /// The sales pane.
    pub title: &'static str,
    /// A list, and whose it is.
    pub titled: fn(&str, &str) -> String,
    /// Where keys hold.
    pub scope_sales: &'static str,
    /// Where keys hold.
    pub scope_sale: &'static str,
    /// Where keys hold.
    pub scope_stock: &'static str,
    /// Names of the lists, in the order of [`SalesOf::OFFERED`].
    pub lists: [&'static str; 6],
    /// Title of their chooser: whose.
    pub lists_title: fn(&str) -> String,
    /// The sales of one customer.
    pub of_customer: fn(&str) -> String,
    /// One has sold nothing yet: what to do, with the key of selling.
    pub empty: fn(&str) -> String,
    /// A list is empty.
    pub empty_list: &'static str,
    /// Nothing is owed.
    pub paid_up: &'static str,
    /// So many pieces are kept.
    pub held: fn(i64) -> String,
    /// The sale was taken back.
    pub taken_back: &'static str,
    /// Nothing of the sale is kept.
    pub nothing_held: &'static str,
    /// It was called off, or all of it came back.
    pub over: &'static str,
    /// There is no such sale any more, or not for this person.
    pub gone: &'static str,
    /// Headings of a sale: money, what happened.
    pub headings: [&'static str; 2],
    /// Of a line: so many were taken along.
    pub taken: fn(i64) -> String,
    /// A gift.
    pub gift: fn(&str) -> String,
    /// Total, paid, back.
    pub sums: fn(&str, &str) -> String,
    /// Points earned and spent.
    pub of_points: fn(i64) -> String,
    /// Titles of the small forms: the sale's number and whose it is.
    pub titles: [fn(&str, &str) -> String; 4],
    /// Field: what is done with the money.
    pub what: &'static str,
    /// Choices of it: for this sale, for the oldest, back.
    pub whats: [(&'static str, &'static str); 3],
    /// Field: how much.
    pub sum: &'static str,
    /// In the empty field.
    pub sum_hint: &'static str,
    /// Field: how.
    pub method: &'static str,
    /// In the empty field.
    pub method_hint: &'static str,
    /// In an empty field of pieces.
    pub pieces_hint: &'static str,
    /// In the empty field of why it is called off.
    pub why_hint: &'static str,
    /// Field: whether money is given back at once.
    pub back: &'static str,
    /// Choices of it: yes, no.
    pub backs: [(&'static str, &'static str); 2],
    /// In an empty field that may be so.
    pub may_be_empty: &'static str,
    /// No more money than so much, and why: for this sale, for the oldest, back.
    pub sum_at_most: [fn(&str) -> String; 3],
    /// The same where there is none at all.
    pub sum_none: [&'static str; 3],
    /// What there is, beside the form: so many held, so many could come back.
    pub there: fn(i64) -> String,
    /// So much is owed for the sale, and so much in all.
    pub owed_in_all: fn(&str, &str) -> String,
    /// What was done: money taken.
    pub took: fn(&str) -> String,
    /// Money given back.
    pub gave: fn(&str) -> String,
    /// Goods handed out.
    pub handed_out: fn(i64) -> String,
    /// Goods came back.
    pub came_back: fn(i64) -> String,
    /// Called off.
    pub called_off: &'static str,
    /// How a sale stands then: its number, and how.
    pub then: fn(&str, &str) -> String,
    /// Title of the list of stock.
    pub stock_title: &'static str,
    /// Its columns: product, on hand, held, free, level.
    pub stock_columns: [&'static str; 5],
    /// There are no products.
    pub no_products: &'static str,
    /// Stock of it is not kept yet.
    pub not_kept: &'static str,
    /// It is time to order.
    pub reorder: &'static str,
    /// Titles of the forms: goods came, goods were counted, when to order.
    pub goods_titles: [fn(&str) -> String; 3],
    /// Their field: how many.
    pub how_many: [&'static str; 3],
    /// In its empty field: nobody watches.
    pub level_hint: &'static str,
    /// What was counted differs from the books by so many.
    pub difference: fn(i64) -> String,
    /// What was done, of a product, and how many.
    pub stocked: [fn(&str, i64) -> String; 3],
    /// Nobody watches any more when to order it.
    pub no_level: fn(&str) -> String,
}

/// How something that is said is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As usual.
    Plain,
    /// It is over.
    Dim,
    /// Somebody has to do something.
    Warning,
}

/// What a list of sales is called.
pub fn list(text: &Text, of: SalesOf) -> &'static str {
    let place = SalesOf::OFFERED.iter().position(|known| *known == of);
    let name = place.and_then(|place| text.sales.lists.get(place));
    name.copied().unwrap_or(text.sales.title)
}

/// How a sale stands, with what is owed and held: `owes ¥300 · 2 held`.
pub fn stands(
    text: &Text,
    currency: &str,
    state: State,
    (due, held): (i64, i64),
) -> (String, Weight) {
    let void = state == State::Void;
    let over = void || matches!(state, State::Cancelled | State::Returned);
    let mut said = Vec::new();
    if over || (due == 0 && held == 0) {
        said.push(trade::state(text.lang, state).to_owned());
    } else if due == 0 {
        said.push(text.sales.paid_up.to_owned());
    }
    if due != 0 && !void {
        said.push(owed(text, currency, due));
    }
    if held > 0 && !void {
        said.push((text.sales.held)(held));
    }
    let open = !void && (due != 0 || held > 0);
    let weight = match (over, open) {
        (_, true) => Weight::Warning,
        (true, false) => Weight::Dim,
        (false, false) => Weight::Plain,
    };
    (said.join(" · "), weight)
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
    match points_short(text, card.points) {
        Some(short) => said.push((short, true)),
        None if card.points == 0 => {}
        None => said.push(((text.sales.points)(&say::count(card.points)), false)),
    }
    said
}

/// That more points were spent than are left, if it is so.
pub fn points_short(text: &Text, points: i64) -> Option<String> {
    let short = crate::domain::sale::points_short(points)?;
    Some((text.sales.points_short)(&say::count(short)))
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
