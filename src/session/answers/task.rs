//! What a question about tasks is in the store. Must not know threads.

use super::now;
use std::cmp::Reverse;

use crate::app::vocabulary::{TaskAnswer, TaskQuery};
use crate::domain::ids::CustomerId;
use crate::domain::task::{COUNTED, Ended, Filter, News, Of, Task, Which};
use crate::domain::time::Instant;
use crate::error::{Error, Refusal, Result};
use crate::store::find::Seeker;
use crate::store::{Actor, Reader, sale, task};

/// Of so many the desk tells as they come.
const NEWEST: usize = 20;

/// How many open tasks a card shows.
const OF_CARD: usize = 5;

/// The open tasks of a customer, for whoever may see tasks at all.
pub(super) fn of_card(reader: &Reader, actor: &Actor, customer: CustomerId) -> Result<Vec<Task>> {
    let filter = Filter::open(Of::Customer(customer), OF_CARD);
    match task::list(reader, actor, &filter) {
        Err(Error::Refused(Refusal::NoRight { .. })) => Ok(Vec::new()),
        found => found,
    }
}

/// Answers a question of the person `actor`.
pub(super) fn answer(
    reader: &Reader,
    seeker: Option<&Seeker>,
    actor: &Actor,
    query: TaskQuery,
    at: Instant,
) -> Result<TaskAnswer> {
    match query {
        TaskQuery::List { which, limit } => {
            let filter = which.filter(at, limit);
            let queue = task::queue(reader, actor, &filter, at)?;
            Ok(TaskAnswer::List(Box::new(queue)))
        }
        TaskQuery::Figures { period } => {
            let (from, before) = sale::figures::span(&now(reader, at)?, period);
            let people = task::report(reader, actor, &(from..before), at)?;
            Ok(TaskAnswer::Figures(people))
        }
        TaskQuery::Unread => {
            let newest = task::news(reader, actor, NEWEST)?;
            Ok(TaskAnswer::Unread(task::unread(reader, actor)?, newest))
        }
        TaskQuery::Hear { line, chosen } => {
            let now = now(reader, at)?;
            let own = Seeker::new(actor.clone());
            let heard = task::hear(reader, seeker.unwrap_or(&own), &line, chosen, &now)?;
            Ok(TaskAnswer::Heard(Box::new(heard)))
        }
        TaskQuery::News { limit } => {
            let mut unread = task::news(reader, actor, limit)?;
            unread.sort_by_key(|task| {
                let (_, at, _) = task.news(actor.id);
                Reverse(at.unwrap_or(task.given_at))
            });
            let given = Filter {
                ended: true,
                ..Filter::open(Of::Given, limit)
            };
            let mut seen = task::list(reader, actor, &given)?;
            seen.retain(|task| {
                // What one did oneself is no news.
                let mine = |ended: &Ended| ended.by.id == actor.id;
                let own = task.ended.as_ref().is_some_and(mine);
                !own && unread.iter().all(|new| new.id != task.id)
            });
            Ok(TaskAnswer::News(Box::new(News { unread, seen })))
        }
        TaskQuery::Counts(lists) => {
            let count = |which: Which| {
                let filter = which.filter(at, COUNTED);
                task::list(reader, actor, &filter).map(|tasks| tasks.len())
            };
            let counts: Result<_> = lists.into_iter().map(count).collect();
            counts.map(TaskAnswer::Counts)
        }
    }
}
