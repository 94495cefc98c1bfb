//! `huoke sale pay`, `collect`, `return` and the like: what happens to a sale afterwards.
//! Must not know how it is stored.

use serde::Serialize;

use super::super::args::Writing;
use super::super::args_sale::{
    SaleBack, SaleCancel, SaleCollect, SalePay, SalePayOldest, SaleRefund, SaleReturn,
};
use super::super::context::{Context, Desk, hidden};
use super::super::json::Amount;
use super::super::stop::Stop;
use super::{find, typed};
use crate::domain::ids::SaleId;
use crate::domain::sale::{SaleRow, Standing, State};
use crate::store::sale::Back;
use crate::store::{Done, Tx, choice, sale, setting};
use crate::text::{Text, sales, say, trade};

#[derive(Serialize)]
struct Stands<'s> {
    code: &'s str,
    state: &'s str,
    total: Amount,
    paid: Amount,
    returned: Amount,
    due: Amount,
    held: i64,
    /// The customer's; below zero: spent before they were taken back.
    points: i64,
}

#[derive(Serialize)]
struct One<'s> {
    entry: i64,
    #[serde(flatten)]
    sale: Stands<'s>,
}

#[derive(Serialize)]
struct Many<'s> {
    entry: i64,
    sales: Vec<Stands<'s>>,
}

fn stands<'s>(now: &'s Standing, currency: &'static str) -> Stands<'s> {
    let money = |minor| Amount::new(minor, currency);
    Stands {
        code: &now.code,
        state: &now.state,
        total: money(now.total),
        paid: money(now.paid),
        returned: money(now.returned),
        due: money(now.due),
        held: now.held,
        points: now.points,
    }
}

fn line(context: &Context, now: &Standing, currency: &str) -> String {
    let state = State::from_code(&now.state).unwrap_or(State::Open);
    let state = trade::state(context.lang, state);
    let words = &context.text.trade;
    let owed = say::money(now.due.max(0), currency);
    let mut stands = (words.stands)(&now.code, state, &owed, now.held);
    if now.due < 0 {
        let back = say::money(now.due.saturating_neg(), currency);
        stands += &format!(" {}", (words.give_back)(&now.code, &back));
    }
    if let Some(short) = sales::points_short(context.text, now.points) {
        stands += &format!(" {short}");
    }
    stands
}

/// What was taken or given back just now, and how; none: no money moved.
fn moved(context: &Context, desk: &Desk, code: &str, moved: i64) -> Result<Option<String>, Stop> {
    if moved == 0 {
        return Ok(None);
    }
    let sale = find(desk, code, context.text)?;
    let currency = setting::currency(&desk.reader)?.code;
    let method = sale.payments.last().map_or("", |paid| paid.method.as_str());
    let choices = choice::all(&desk.reader)?;
    let method = say::choice(context.lang, &choices, "payment_method", method);
    let sum = say::money(moved.saturating_abs(), currency);
    let words = &context.text.trade;
    let said = if moved > 0 {
        words.taken
    } else {
        words.paid_out
    };
    Ok(Some(said(&sum, &method)))
}

/// Money for a sale.
pub(super) fn pay(context: &mut Context, args: &SalePay) -> Result<(), Stop> {
    let desk = context.enter()?;
    let currency = setting::currency(&desk.reader)?;
    one(
        context,
        &desk,
        "sale.pay",
        vec![&args.sale, &args.payment],
        &args.writing,
        |desk, text| {
            let sale = find(desk, &args.sale, text)?.row;
            let (method, sum) = typed::payment(&desk.reader, currency, &args.payment)?;
            Ok((sale, move |tx: &Tx<'_>, sale| {
                sale::pay(tx, sale, &method, sum)
            }))
        },
    )
}

/// Money back for a sale.
pub(super) fn refund(context: &mut Context, args: &SaleRefund) -> Result<(), Stop> {
    let desk = context.enter()?;
    let currency = setting::currency(&desk.reader)?;
    one(
        context,
        &desk,
        "sale.refund",
        vec![&args.sale, &args.payment],
        &args.writing,
        |desk, text| {
            let sale = find(desk, &args.sale, text)?.row;
            let (method, sum) = typed::refund(&desk.reader, currency, &args.payment)?;
            Ok((sale, move |tx: &Tx<'_>, sale| {
                sale::refund(tx, sale, &method, sum)
            }))
        },
    )
}

/// Money for a customer's oldest sales.
pub(super) fn pay_oldest(context: &mut Context, args: &SalePayOldest) -> Result<(), Stop> {
    let desk = context.enter()?;
    let text = context.text;
    let currency = setting::currency(&desk.reader)?;
    let said = [args.customer.as_str(), &args.payment];
    let done = desk.write(&args.writing, "sale.pay_oldest", &said, |writer, asking| {
        let customer = desk.customer(&args.customer, text)?;
        let (method, sum) = typed::payment(&desk.reader, currency, &args.payment)?;
        writer
            .change(asking, "sale.pay", |tx| {
                sale::pay_oldest(tx, customer, &method, sum)
            })
            .map_err(hidden(&args.customer, text))
    })?;
    let json = Many {
        entry: done.entry.0,
        sales: done
            .answer
            .iter()
            .map(|now| stands(now, currency.code))
            .collect(),
    };
    let lines = done
        .answer
        .iter()
        .map(|now| line(context, now, currency.code));
    let lines: Vec<String> = lines.collect();
    context.done(&done, &json, |_| lines.join("\n"))
}

/// Held goods handed out.
pub(super) fn collect(context: &mut Context, args: &SaleCollect) -> Result<(), Stop> {
    let desk = context.enter()?;
    let said: Vec<&str> = std::iter::once(&args.sale)
        .chain(&args.goods)
        .map(String::as_str)
        .collect();
    one(
        context,
        &desk,
        "sale.collect",
        said,
        &args.writing,
        |desk, text| {
            let sale = find(desk, &args.sale, text)?.row;
            let goods = typed::goods(&desk.reader, "collected", &args.goods)?;
            Ok((sale, move |tx: &Tx<'_>, sale| {
                sale::collect(tx, sale, &goods)
            }))
        },
    )
}

/// Goods given back.
pub(super) fn give_back(context: &mut Context, args: &SaleReturn) -> Result<(), Stop> {
    let desk = context.enter()?;
    let (how, said) = (&args.how, args.how.said(&args.sale, &args.goods));
    one(
        context,
        &desk,
        "sale.return",
        said,
        &how.writing,
        |desk, text| {
            let sale = find(desk, &args.sale, text)?.row;
            let goods = typed::goods(&desk.reader, "returned", &args.goods)?;
            let back = back(desk, how)?;
            Ok((sale, move |tx: &Tx<'_>, sale| {
                sale::give_back(tx, sale, &goods, &back)
            }))
        },
    )
}

/// A sale called off.
pub(super) fn cancel(context: &mut Context, args: &SaleCancel) -> Result<(), Stop> {
    let desk = context.enter()?;
    let (how, said) = (&args.how, args.how.said(&args.sale, &[]));
    one(
        context,
        &desk,
        "sale.cancel",
        said,
        &how.writing,
        |desk, text| {
            let sale = find(desk, &args.sale, text)?.row;
            let back = back(desk, how)?;
            Ok((sale, move |tx: &Tx<'_>, sale| sale::cancel(tx, sale, &back)))
        },
    )
}

fn back(desk: &Desk, args: &SaleBack) -> crate::error::Result<Back> {
    let currency = setting::currency(&desk.reader)?;
    let refund = args.refund.as_deref();
    Ok(Back {
        refund: refund
            .map(|typed| typed::refund(&desk.reader, currency, typed))
            .transpose()?,
        reason: args.reason.clone(),
    })
}

/// A change of one sale, told as it stands then.
fn one<C>(
    context: &mut Context,
    desk: &Desk,
    action: &'static str,
    said: Vec<&str>,
    writing: &Writing,
    prepare: impl FnOnce(&Desk, &Text) -> Result<(SaleRow, C), Stop>,
) -> Result<(), Stop>
where
    C: FnOnce(&Tx<'_>, SaleId) -> crate::error::Result<Standing>,
{
    let text = context.text;
    let mut before = None;
    let done: Done<Standing> = desk.write(writing, action, &said, |writer, asking| {
        let (sale, change) = prepare(desk, text)?;
        before = Some(sale.paid);
        Ok(writer.change(asking, action, |tx| change(tx, sale.id))?)
    })?;
    let currency = setting::currency(&desk.reader)?.code;
    let json = One {
        entry: done.entry.0,
        sale: stands(&done.answer, currency),
    };
    let mut line = line(context, &done.answer, currency);
    let sum = before.map_or(0, |before| done.answer.paid - before);
    if let Some(said) = moved(context, desk, &done.answer.code, sum)? {
        line = format!("{said} {line}");
    }
    context.done(&done, &json, |_| line)
}
