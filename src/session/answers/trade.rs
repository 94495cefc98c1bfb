//! What a question about sales and stock is in the store. Must not know threads.

use super::now;
use crate::app::vocabulary::{Answer, TradeAnswer, TradeQuery};
use crate::domain::sale::slip::Slips;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::{Actor, Reader, sale, setting, stock};

/// Answers it.
pub(super) fn answer(
    reader: &Reader,
    actor: &Actor,
    query: TradeQuery,
    at: Instant,
) -> Result<Answer> {
    Ok(Answer::Trade(match query {
        TradeQuery::Counter { customer, goods } => {
            let counter = sale::counter(reader, actor, customer, &goods, at)?;
            TradeAnswer::Counter(Box::new(counter))
        }
        TradeQuery::Offers { typed, limit } => {
            TradeAnswer::Offers(sale::offers(reader, &typed, limit)?)
        }
        TradeQuery::Figures { by, period } => {
            let now = now(reader, at)?;
            let summed = sale::figures::summed(reader, actor, by, period, &now)?;
            TradeAnswer::Figures(Box::new(summed))
        }
        TradeQuery::Records { searched, limit } => {
            let wanted = sale::wanted(reader, actor, &searched, &now(reader, at)?)?;
            let mut lines = sale::records::lines(reader, actor, &wanted, limit)?;
            lines.meant = sale::meant(reader, &searched, &wanted, &lines.rows)?;
            TradeAnswer::Records(lines)
        }
        TradeQuery::Totals { searched } => {
            let wanted = sale::wanted(reader, actor, &searched, &now(reader, at)?)?;
            TradeAnswer::Totals(sale::records::totals(reader, actor, &wanted)?)
        }
        TradeQuery::Slip { sale } => TradeAnswer::Slip(Box::new(Slips {
            sale: sale::get(reader, actor, sale)?,
            slip: setting::get(reader, setting::SLIP_SALE)?,
            receipt: setting::get(reader, setting::SLIP_RECEIPT)?,
        })),
        TradeQuery::Sales { whose, of, limit } => {
            let list = sale::listed(reader, actor, whose, of, limit, now(reader, at)?)?;
            TradeAnswer::Sales(Box::new(list))
        }
        TradeQuery::Counts { whose, lists } => {
            let now = now(reader, at)?;
            TradeAnswer::Counts(sale::counts(reader, actor, whose, &lists, now)?)
        }
        TradeQuery::Details { sale } => {
            TradeAnswer::Details(Box::new(sale::get(reader, actor, sale)?))
        }
        TradeQuery::Stock => TradeAnswer::Stock(stock::list(reader)?),
    }))
}
