//! One sale, and lists of sales, for people and programs. Must not write.

use chrono::NaiveTime;
use serde::Serialize;

use super::super::args_sale::SaleList;
use super::super::context::{Context, Desk};
use super::super::find::on;
use super::super::json::Amount;
use super::super::stop::Stop;
use super::{find, looked_back, typed, when};
use crate::domain::money::{Currency, Money};
use crate::domain::sale::{Sale, SaleRow, SoldLine, State};
use crate::domain::time::Instant;
use crate::store::sale::Filter;
use crate::store::{choice, sale, setting};
use crate::text::{say, trade};

#[derive(Serialize)]
struct Row<'s> {
    id: i64,
    code: &'s str,
    customer: &'s str,
    name: &'s str,
    at: String,
    by: Option<&'s str>,
    state: &'static str,
    total: Amount,
    paid: Amount,
    returned: Amount,
    due: Amount,
    held: i64,
}

#[derive(Serialize)]
struct Line<'s> {
    line: i64,
    product: &'s str,
    name: &'s str,
    quantity: i64,
    price: Option<Amount>,
    amount: Amount,
    kind: &'s str,
    cause: Option<&'s str>,
    points: i64,
    held: i64,
    returned: i64,
}

#[derive(Serialize)]
struct Payment<'s> {
    at: String,
    method: &'s str,
    amount: Amount,
    by: Option<&'s str>,
}

#[derive(Serialize)]
struct Step<'s> {
    at: String,
    kind: &'s str,
    quantity: i64,
    amount: Amount,
    by: Option<&'s str>,
    note: Option<&'s str>,
}

#[derive(Serialize)]
struct Whole<'s> {
    #[serde(flatten)]
    row: Row<'s>,
    region: Option<&'s str>,
    method: Option<&'s str>,
    payment_type: Option<&'s str>,
    delivery: Option<&'s str>,
    address: Option<&'s str>,
    remark: Option<&'s str>,
    lines: Vec<Line<'s>>,
    payments: Vec<Payment<'s>>,
    steps: Vec<Step<'s>>,
}

fn row<'s>(row: &'s SaleRow, currency: &Currency) -> Row<'s> {
    let money = |minor| Amount::new(minor, currency.code);
    Row {
        id: row.id.0,
        code: &row.code,
        customer: &row.customer_code,
        name: &row.customer_name,
        at: row.at.to_rfc3339(),
        by: row.by.as_deref(),
        state: row.state.code(),
        total: money(row.total),
        paid: money(row.paid),
        returned: money(row.returned),
        due: money(row.due),
        held: row.held,
    }
}

/// One sale.
pub(super) fn show(context: &mut Context, said: &str) -> Result<(), Stop> {
    let desk = context.enter()?;
    let currency = setting::currency(&desk.reader)?;
    let sale = find(&desk, said, context.text)?;
    if context.wants_json() {
        return context.out.json(&whole(&sale, currency));
    }
    for line in page(context, &desk, &sale, currency)? {
        context.out.line(&line)?;
    }
    Ok(())
}

fn whole<'s>(sale: &'s Sale, currency: &Currency) -> Whole<'s> {
    let money = |minor| Amount::new(minor, currency.code);
    let line = |line: &'s SoldLine| Line {
        line: line.id,
        product: &line.product,
        name: &line.name,
        quantity: line.quantity,
        price: line.price.map(money),
        amount: money(line.amount),
        kind: &line.kind,
        cause: line.cause.as_deref(),
        points: line.points,
        held: line.held,
        returned: line.returned,
    };
    let payments = sale.payments.iter().map(|paid| Payment {
        at: paid.at.to_rfc3339(),
        method: &paid.method,
        amount: money(paid.amount),
        by: paid.by.as_deref(),
    });
    let steps = sale.steps.iter().map(|step| Step {
        at: step.at.to_rfc3339(),
        kind: &step.kind,
        quantity: step.quantity,
        amount: money(step.amount),
        by: step.by.as_deref(),
        note: step.note.as_deref(),
    });
    Whole {
        row: row(&sale.row, currency),
        region: sale.head.region.as_deref(),
        method: sale.head.method.as_deref(),
        payment_type: sale.head.payment_type.as_deref(),
        delivery: sale.head.delivery.as_deref(),
        address: sale.head.address.as_deref(),
        remark: sale.head.remark.as_deref(),
        lines: sale.lines.iter().map(line).collect(),
        payments: payments.collect(),
        steps: steps.collect(),
    }
}

/// The sale for people, line by line.
fn page(
    context: &Context,
    desk: &Desk,
    sale: &Sale,
    currency: &Currency,
) -> Result<Vec<String>, Stop> {
    let (lang, words) = (context.lang, &context.text.trade);
    let choices = choice::all(&desk.reader)?;
    let money = |minor| say::money(minor, currency.code);
    let of = |list, code: &str| say::choice(lang, &choices, list, code);
    let row = &sale.row;
    let mut page = vec![format!(
        "{}  {}  {} {}  {}",
        row.code,
        say::moment(&desk.now, row.at),
        row.customer_code,
        row.customer_name,
        trade::state(lang, row.state)
    )];
    for line in &sale.lines {
        let kind = match (line.kind.as_str(), &line.cause) {
            ("gift", Some(cause)) => of("gift_cause", cause),
            ("redeemed", _) => (words.for_points)(-line.points),
            _ => money(line.amount),
        };
        let mut said = format!(
            "  {} {} × {}  {kind}",
            line.product, line.name, line.quantity
        );
        if line.held > 0 {
            said += &format!("  {}", (words.of_it_held)(line.held));
        }
        if line.returned > 0 {
            said += &format!("  {}", (words.of_it_returned)(line.returned));
        }
        page.push(said);
    }
    page.push(sums(context, sale, currency));
    for step in &sale.steps {
        let mut said = format!(
            "  {}  {}",
            say::moment(&desk.now, step.at),
            trade::step(lang, &step.kind)
        );
        if step.quantity != 0 {
            said += &format!(" {}", step.quantity);
        }
        if step.amount != 0 {
            said += &format!(" {}", money(step.amount));
        }
        // What was paid with it is no step of its own.
        let with_it = sale.payments.iter().filter(|paid| paid.at == step.at);
        for paid in with_it.filter(|_| step.kind == "added") {
            let paid_by = of("payment_method", &paid.method);
            let sum = (context.text.customer.paid)(&money(paid.amount));
            said += &format!("  {sum} {paid_by}");
        }
        for more in [&step.by_name, &step.note].into_iter().flatten() {
            said += &format!("  {more}");
        }
        page.push(said);
    }
    Ok(page)
}

/// What a sale comes to.
fn sums(context: &Context, sale: &Sale, currency: &Currency) -> String {
    let (text, row) = (context.text, &sale.row);
    let money = |minor| say::money(minor, currency.code);
    let mut sums = (text.trade.sums)([row.total, row.paid, row.due].map(money));
    if row.returned != 0 {
        sums += &format!("  {}", (text.sales.returned)(&money(row.returned)));
    }
    if sale.points() != 0 {
        sums += &format!("  {}", (text.sales.of_points)(sale.points()));
    }
    sums
}

/// Sales, newest first.
pub(super) fn list(context: &mut Context, args: &SaleList) -> Result<(), Stop> {
    let desk = context.enter()?;
    let currency = setting::currency(&desk.reader)?;
    let (lang, text) = (context.lang, context.text);
    let customer = args.customer.as_deref();
    let from = args.from.as_deref().map(on).transpose()?;
    let to = args.to.as_deref().map(on).transpose()?;
    let midnight = |day| desk.now.at_local(day, NaiveTime::MIN);
    let before = |day: crate::domain::time::Day| Instant(midnight(day).0 + 24 * 3_600_000);
    let filter = Filter {
        customer: customer.map(|code| desk.customer(code, text)).transpose()?,
        staff: args
            .by
            .as_deref()
            .map(|by| typed::person(&desk.reader, by))
            .transpose()?,
        state: args.state.as_deref().and_then(State::from_code),
        from: from.map(midnight),
        before: to.map(before),
        limit: args.limit,
    };
    let found = sale::list(&desk.reader, &desk.actor, &filter)?;
    let header = [
        "code", "at", "customer", "name", "by", "state", "total", "paid", "due", "held",
    ];
    let shown = found.rows.iter().map(|found| {
        let plain = |minor| Money(minor).plain(currency);
        let cells = vec![
            found.code.clone(),
            when(&desk, args.listing, found.at),
            found.customer_code.clone(),
            found.customer_name.clone(),
            found.by.clone().unwrap_or_default(),
            trade::state(lang, found.state).to_owned(),
            plain(found.total),
            plain(found.paid),
            plain(found.due),
            found.held.to_string(),
        ];
        (row(found, currency), cells)
    });
    context.listing(args.listing, &header, shown)?;
    context.out.flush()?;
    looked_back(context, &desk, found.since);
    Ok(())
}
