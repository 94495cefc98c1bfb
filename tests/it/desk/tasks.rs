//! Tasks behind a pretended desk. Not a test itself.

use huoke::app::vocabulary::{TaskAnswer, TaskQuery};
use huoke::domain::task::Queue;

/// What is to be done.
#[derive(Clone, Default)]
pub struct Tasks {
    pub queue: Queue,
    pub unread: usize,
}

impl Tasks {
    pub fn answer(&self, query: &TaskQuery) -> TaskAnswer {
        match query {
            TaskQuery::List { limit, .. } => {
                let mut queue = self.queue.clone();
                queue.more = queue.tasks.len() > *limit;
                queue.tasks.truncate(*limit);
                TaskAnswer::List(Box::new(queue))
            }
            TaskQuery::Unread => TaskAnswer::Unread(self.unread),
        }
    }
}
