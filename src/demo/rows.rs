//! What was invented, as rows of the file. Must not know how rows are stored.

use chrono::{Duration, NaiveTime};

use super::history::{Contact, Purchase};
use super::house::{Agent, Business};
use super::words::PRODUCTS;
use crate::domain::ids::CustomerId;
use crate::domain::interaction::NewInteraction;
use crate::domain::product::{NewLine, NewSale};
use crate::domain::time::{Day, Instant, Now};

/// So many minutes after the midnight with which a day begins.
pub(super) fn moment(now: &Now, day: Day, minute: i64) -> Instant {
    now.at_local(day, NaiveTime::MIN).plus_minutes(minute)
}

/// A call as it is stored.
pub(super) fn of_contact(
    contact: &Contact,
    id: CustomerId,
    agent: &Agent,
    now: &Now,
    today: Day,
) -> NewInteraction {
    let next_on = contact.next_in.map(|days| today + Duration::days(days));
    let next_at = next_on
        .zip(contact.next_minute)
        .map(|(day, minute)| moment(now, day, minute));
    NewInteraction {
        customer: id,
        kind: "call".to_owned(),
        direction: Some(if contact.incoming { "in" } else { "out" }.to_owned()),
        at: moment(
            now,
            today - Duration::days(contact.days_ago),
            contact.minute,
        ),
        staff: Some(agent.id),
        disposition: Some(contact.disposition.to_owned()),
        phone: None,
        note: contact.note.map(str::to_owned),
        place: None,
        cost: None,
        next_on,
        next_at,
    }
}

/// A sale as it is stored: partly owed, paid in one of several ways.
pub(super) fn of_purchase(
    purchase: &Purchase,
    id: CustomerId,
    agent: &Agent,
    on: &Business,
    now: &Now,
    today: Day,
) -> NewSale {
    let lines = purchase.lines.iter().filter_map(|&(place, quantity)| {
        let (product, price) = (*on.products.get(place)?, PRODUCTS.get(place)?.2);
        Some(NewLine {
            product,
            quantity,
            price: Some(price),
            amount: price * quantity,
            collected: None,
        })
    });
    let lines: Vec<NewLine> = lines.collect();
    let total: i64 = lines.iter().map(|line| line.amount).sum();
    let methods = ["wechat", "alipay", "card", "on_delivery", "cash"];
    let method = methods[usize::try_from(purchase.minute).unwrap_or(0) % methods.len()];
    let paid = total - purchase.owed;
    NewSale {
        code: None,
        customer: id,
        at: moment(
            now,
            today - Duration::days(purchase.days_ago),
            purchase.minute,
        ),
        staff: Some(agent.id),
        lines,
        payments: if paid > 0 {
            vec![(method.to_owned(), paid)]
        } else {
            Vec::new()
        },
        remark: None,
    }
}
