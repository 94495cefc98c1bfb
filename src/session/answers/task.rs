//! What a question about tasks is in the store. Must not know threads.

use super::now;
use crate::app::vocabulary::{TaskAnswer, TaskQuery};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::{Actor, Reader, sale, task};

/// Answers a question of the person `actor`.
pub(super) fn answer(
    reader: &Reader,
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
        TaskQuery::Unread => Ok(TaskAnswer::Unread(task::unread(reader, actor)?)),
    }
}
