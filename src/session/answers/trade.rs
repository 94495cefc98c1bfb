//! What a question about sales and stock is in the store. Must not know threads.

use crate::app::vocabulary::{Answer, TradeAnswer, TradeQuery};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::{Actor, Reader, sale};

/// Answers it.
pub(super) fn answer(
    reader: &Reader,
    actor: &Actor,
    query: TradeQuery,
    at: Instant,
) -> Result<Answer> {
    Ok(Answer::Trade(match query {
        TradeQuery::Counter { customer } => {
            TradeAnswer::Counter(Box::new(sale::counter(reader, actor, customer, at)?))
        }
        TradeQuery::Offers { typed, limit } => {
            TradeAnswer::Offers(sale::offers(reader, &typed, limit)?)
        }
    }))
}
