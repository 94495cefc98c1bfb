//! What a deed in trade is in the store. Must not know threads.

use super::saved;
use crate::app::vocabulary::{Outcome, TradeDeed, Traded};
use crate::domain::ids::{CustomerId, SaleId};
use crate::domain::sale::{Deal, Standing};
use crate::error::Result;
use crate::store::sale::Back;
use crate::store::{Asking, Tx, Writer, sale, stock};

/// Carries it out.
pub(super) fn carry_out(writer: &mut Writer, asking: &Asking, deed: &TradeDeed) -> Result<Outcome> {
    match deed {
        TradeDeed::Sell(draft) => {
            let sell = |tx: &Tx<'_>| sale::add(tx, draft);
            let done = writer.change(asking, "sale.add", sell)?;
            Ok(Outcome::Traded {
                entry: done.entry,
                customer: draft.customer,
                done: Traded::Sold(done.answer),
            })
        }
        TradeDeed::Deal(id, customer, deal) => {
            let done = writer.change(asking, action(deal), |tx| apply(tx, *id, *customer, deal))?;
            Ok(Outcome::Traded {
                entry: done.entry,
                customer: *customer,
                done: Traded::Dealt(done.answer),
            })
        }
        TradeDeed::Receive(product, quantity, note) => {
            let receive = |tx: &Tx<'_>| stock::receive(tx, *product, *quantity, Some(note));
            let done = writer.change(asking, "stock.receive", receive)?;
            Ok(saved(&done, None, 1))
        }
        TradeDeed::Count(product, found, note) => {
            let count = |tx: &Tx<'_>| stock::count(tx, *product, *found, Some(note));
            let done = writer.change(asking, "stock.count", count)?;
            Ok(saved(&done, None, 1))
        }
        TradeDeed::Level(product, level) => {
            let set = |tx: &Tx<'_>| stock::set_level(tx, *product, *level);
            let done = writer.change(asking, "stock.level", set)?;
            Ok(saved(&done, None, usize::from(done.answer)))
        }
    }
}

/// The journal's code.
fn action(deal: &Deal) -> &'static str {
    match deal {
        Deal::Pay(..) | Deal::PayOldest(..) => "sale.pay",
        Deal::Refund(..) => "sale.refund",
        Deal::Collect(_) => "sale.collect",
        Deal::Return { .. } => "sale.return",
        Deal::Cancel { .. } => "sale.cancel",
    }
}

/// How the sales stand then.
fn apply(tx: &Tx<'_>, id: SaleId, customer: CustomerId, deal: &Deal) -> Result<Vec<Standing>> {
    let back = |refund: &Option<String>, reason: Option<&String>| Back {
        refund: refund.clone().map(|method| (method, None)),
        reason: reason.cloned(),
    };
    let one = match deal {
        Deal::PayOldest(method, sum) => return sale::pay_oldest(tx, customer, method, *sum),
        Deal::Pay(method, sum) => sale::pay(tx, id, method, *sum),
        Deal::Refund(method, sum) => sale::refund(tx, id, method, Some(*sum)),
        Deal::Collect(pieces) => sale::collect(tx, id, pieces),
        Deal::Return {
            pieces,
            refund,
            reason,
        } => sale::give_back(tx, id, pieces, &back(refund, reason.as_ref())),
        Deal::Cancel { refund, reason } => sale::cancel(tx, id, &back(refund, Some(reason))),
    };
    Ok(vec![one?])
}
