//! Invents the trade of the last weeks: goods in the store, sales of which something is still held
//! or owed, gifts, points that were spent, goods that came back. Must not know files or the desk.

use chrono::Duration;

use super::house::Business;
use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::sale::{Cause, Head, LineDraft, SaleDraft, Sold};
use crate::domain::time::{Instant, Now};
use crate::error::Result;
use crate::store::sale::Back;
use crate::store::{Asking, Writer, sale, setting, stock};

/// Pieces of each product that came in.
const RECEIVED: i64 = 400;

/// Fills the store and sells to these: each with the place of the agent whose they are. Says how
/// many sales and lines there are more.
pub(super) fn trade(
    writer: &mut Writer,
    asking: &Asking,
    on: &Business,
    buyers: &[(usize, CustomerId)],
    now: &Now,
) -> Result<(u64, u64)> {
    let at = |days: i64, minute: i64| {
        let day = now.today() - Duration::days(days);
        now.at_local(day, chrono::NaiveTime::MIN)
            .plus_minutes(9 * 60 + minute)
    };
    let when = |at: Instant| Asking {
        at,
        ..asking.clone()
    };
    writer.change(&when(at(60, 0)), "stock.receive", |tx| {
        setting::set(tx, setting::POINTS_PER, "10")?;
        let mut received = on.products.iter();
        received.try_for_each(|&product| stock::receive(tx, product, RECEIVED, None).map(|_| ()))
    })?;
    let mut made = (0, 0);
    for (number, &(place, customer)) in buyers.iter().enumerate() {
        let Some(agent) = on.agents.get(place) else {
            continue;
        };
        let number = i64::try_from(number).unwrap_or(0);
        let sold_at = at(3 + number * 3 % 20, number * 17 % 500);
        let mut draft = purchase(on, customer, number);
        draft.staff = Some(agent.id);
        made = (made.0 + 1, made.1 + draft.lines.len() as u64);
        let by = when(sold_at);
        let sold: Sold = writer
            .change(&by, "sale.add", |tx| sale::add(tx, &draft))?
            .answer;
        afterwards(
            writer,
            &when(sold_at.plus_minutes(2 * 24 * 60)),
            number,
            &sold,
        )?;
    }
    Ok(made)
}

/// What is bought: by turns all is taken along, or some is held; paid in full, in part, or not.
fn purchase(on: &Business, customer: CustomerId, number: i64) -> SaleDraft {
    let product = |place: i64| {
        let place = usize::try_from(place).unwrap_or(0) % on.products.len().max(1);
        on.products.get(place).copied()
    };
    let line = |place: i64, quantity: i64, cause: Cause| {
        Some(LineDraft {
            product: product(place)?,
            quantity,
            price: None,
            seen: None,
            collected: (number % 3 == 0).then_some(quantity / 2),
            cause,
        })
    };
    let mut lines: Vec<LineDraft> = Vec::new();
    lines.extend(line(number, 2 + number % 3, Cause::Sold));
    if number % 4 == 1 {
        lines.extend(line(number + 3, 1, Cause::Gift("promotion".to_owned())));
    }
    let method = ["wechat", "cash", "card", "alipay"];
    let method = method[usize::try_from(number).unwrap_or(0) % method.len()];
    let head = Head {
        method: Some(method.to_owned()),
        payment_type: Some(if number % 5 == 2 { "deposit" } else { "full" }.to_owned()),
        delivery: Some(if number % 2 == 0 { "courier" } else { "pickup" }.to_owned()),
        ..Head::default()
    };
    let payments = match number % 5 {
        2 => vec![(method.to_owned(), 5_000)],
        _ => Vec::new(),
    };
    SaleDraft {
        customer,
        at: None,
        staff: None,
        head,
        lines,
        payments,
    }
}

/// Most pay soon after; some take goods back, or call for what was held.
fn afterwards(writer: &mut Writer, asking: &Asking, number: i64, sold: &Sold) -> Result<()> {
    let id: SaleId = sold.id;
    if number % 5 != 2 && sold.totals.due > 0 {
        writer.change(asking, "sale.pay", |tx| {
            sale::pay(tx, id, "cash", sold.totals.due)
        })?;
    }
    if number % 6 == 0 && sold.totals.held > 0 {
        writer.change(asking, "sale.collect", |tx| sale::collect(tx, id, &[]))?;
    }
    if number % 11 == 7 {
        let back = Back {
            refund: Some(("cash".to_owned(), None)),
            reason: Some("包装破损".to_owned()),
        };
        writer.change(asking, "sale.return", |tx| {
            sale::give_back(tx, id, &[], &back)
        })?;
    }
    Ok(())
}
