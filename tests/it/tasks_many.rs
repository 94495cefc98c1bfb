//! A tasks pane with more than is read at first: what is done with all of them.

use crate::desk::tasks::six;
use crate::desk::{Person, fixtures, pretend};
use crate::today::SMALL;
use huoke::domain::ids::TaskId;
use huoke::domain::task::Queued;
use huoke::text::Lang;

#[test]
fn all_of_a_long_list_is_marked_and_not_what_happens_to_be_read() {
    let mut store = pretend(fixtures::customers());
    let one = six().tasks.swap_remove(3);
    let many = (1..=357).map(|id| {
        let mut row: Queued = one.clone();
        row.task.id = TaskId(id);
        row
    });
    store.tasks.queue.tasks = many.collect();
    let mut person = Person::with(Lang::En, SMALL, store);
    person.press("<F4>").sees("200+");
    person.press("a").sees("357 marked").sees("Tasks");
    person.press("x赵云<Enter>").sees("357 tasks");
}
