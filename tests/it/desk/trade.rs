//! What the pretended store knows of trade.

use super::Pretend;
use super::sold::{sale, sales, stock};
use huoke::app::vocabulary::{TradeAnswer, TradeQuery};
use huoke::domain::money::Currency;
use huoke::domain::sale::{Buyer, Counter, Head, SaleRow, SalesList, SalesOf, Terms};

/// A customer at the counter; no products: what they are is tested on real files.
pub fn answer(store: &Pretend, query: TradeQuery) -> TradeAnswer {
    match query {
        TradeQuery::Counter { customer, .. } => {
            let card = store
                .customers
                .iter()
                .find(|card| Some(card.id) == customer);
            let buyer = card.map(|card| Buyer {
                id: card.id,
                code: card.code.clone(),
                name: card.name.clone(),
                points: 0,
                due: card.balance_due,
                held: 0,
                addresses: card.addresses.clone(),
            });
            let terms = Terms {
                currency: Currency::by_code(&store.house.currency).unwrap(),
                points_per: 0,
                discount: 100,
                below_floor: true,
                paid_first: false,
            };
            TradeAnswer::Counter(Box::new(Counter {
                terms,
                usual: Head::default(),
                buyer,
                goods: Vec::new(),
            }))
        }
        TradeQuery::Figures { .. }
        | TradeQuery::Records { .. }
        | TradeQuery::Totals { .. }
        | TradeQuery::Slip { .. } => {
            panic!("figures and slips are tested on real files")
        }
        TradeQuery::Offers { .. } => TradeAnswer::Offers(Vec::new()),
        TradeQuery::Sales { of, limit, .. } => {
            let mut rows: Vec<SaleRow> = sales().into_iter().filter(|row| is_on(row, of)).collect();
            let count = rows.len();
            rows.truncate(limit);
            TradeAnswer::Sales(Box::new(SalesList {
                rows,
                count,
                more: false,
            }))
        }
        TradeQuery::Counts { lists, .. } => {
            let count =
                |of: &SalesOf| (sales().iter().filter(|row| is_on(row, *of)).count(), false);
            TradeAnswer::Counts(lists.iter().map(count).collect())
        }
        TradeQuery::Details { sale: id } => TradeAnswer::Details(Box::new(sale(id).unwrap())),
        TradeQuery::Stock => TradeAnswer::Stock(stock()),
    }
}

fn is_on(row: &SaleRow, of: SalesOf) -> bool {
    match of {
        SalesOf::Newest | SalesOf::Week => true,
        SalesOf::Today => row.at == super::NOW,
        SalesOf::Owing => row.due > 0,
        SalesOf::Held => row.held > 0,
        SalesOf::OwedBack => row.due < 0,
        SalesOf::Customer(customer) => row.customer == customer,
    }
}
