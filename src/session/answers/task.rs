//! What a question about tasks is in the store. Must not know threads.

use crate::app::vocabulary::{TaskAnswer, TaskQuery};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::{Actor, Reader, task};

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
        TaskQuery::Unread => Ok(TaskAnswer::Unread(task::unread(reader, actor)?)),
    }
}
