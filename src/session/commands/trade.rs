//! What a deed in trade is in the store. Must not know threads.

use crate::app::vocabulary::{Outcome, TradeDeed, Traded};
use crate::error::Result;
use crate::store::{Asking, Tx, Writer, sale};

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
    }
}
