//! Tasks behind a pretended desk: what is to be done, by whom, and what becomes of it. Not a test
//! itself.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use huoke::app::vocabulary::{Claim, Outcome, Taken, TaskAnswer, TaskDeed, TaskQuery};
use huoke::domain::ids::{CustomerId, EntryId, StaffId, TaskId};
use huoke::domain::interaction::CallLog;
use huoke::domain::task::{
    ByCall, Ended, NEVER_LATE, Named, Of, Priority, Queue, Queued, Source, State, Task, To, Which,
    Whom,
};
use huoke::domain::time::{Instant, Now};
use huoke::domain::when::{Every, Next};
use huoke::error::{Error, Refusal};

use super::NOW;

/// What is to be done.
#[derive(Clone, Default)]
pub struct Tasks {
    pub queue: Queue,
    pub unread: usize,
    before: HashMap<EntryId, Queue>,
}

pub fn wangwei() -> Named {
    named(1, "wangwei", "王薇")
}

pub fn zhaoyun() -> Named {
    named(2, "zhaoyun", "赵云")
}

fn named(id: i64, login: &str, name: &str) -> Named {
    Named {
        id: StaffId(id),
        login: login.to_owned(),
        name: name.to_owned(),
    }
}

fn now() -> Now {
    Now {
        at: NOW,
        zone: chrono_tz::Asia::Shanghai,
    }
}

/// When something is late that is due then.
fn late(next: Next) -> Instant {
    match next.at {
        Some(at) => now().at_local(next.on, at),
        None => now().at_local(next.on.succ_opt().unwrap(), chrono::NaiveTime::MIN),
    }
}

fn put_off(task: &mut Task, next: Next) {
    task.due_on = Some(next.on);
    task.due_at = next.at.map(|at| now().at_local(next.on, at));
    task.late_at = late(next);
}

/// An open task of Wang Wei's, that Zhao Yun gave.
pub fn task(id: i64, kind: &str, title: &str, customer: Option<(i64, &str)>, due: &str) -> Queued {
    let mut task = Task {
        id: TaskId(id),
        kind: kind.to_owned(),
        title: title.to_owned(),
        note: None,
        customer: customer.map(|(id, name)| Whom {
            id: CustomerId(id),
            code: format!("K{id:04}"),
            name: name.to_owned(),
            there: true,
        }),
        assignee: Some(wangwei()),
        unit: None,
        assigner: zhaoyun(),
        given_at: Instant(NOW.0 - 3 * 86_400_000),
        due_on: None,
        due_at: None,
        late_at: NEVER_LATE,
        priority: Priority::Normal,
        state: State::Open,
        ended: None,
        every: None,
        source: None,
        follows: None,
        version: 1,
    };
    if let Some((on, at)) = due.split_once(' ') {
        let at = Some(at.parse().unwrap());
        put_off(
            &mut task,
            Next {
                on: on.parse().unwrap(),
                at,
            },
        );
    } else if let Ok(on) = due.parse::<NaiveDate>() {
        put_off(&mut task, Next { on, at: None });
    }
    Queued {
        task,
        held_by: None,
    }
}

/// Six tasks: a late delivery, calls, a visit, one without a customer that comes again, and one
/// whose customer is gone.
pub fn six() -> Queue {
    let mut delivery = task(
        1,
        "delivery",
        "送两盒蜂胶",
        Some((3, "张家店")),
        "2026-11-21",
    );
    delivery.task.priority = Priority::High;
    delivery.task.note = Some("放在门卫，周末不收".to_owned());
    let mut call = task(
        2,
        "follow_up",
        "问问睡得怎样",
        Some((1, "李明朗")),
        "2026-11-23",
    );
    call.task.source = Some(Source {
        reason: "run_out".to_owned(),
        occurrence: "1:2026-11-26".to_owned(),
    });
    let mut visit = task(
        3,
        "visit",
        "看新店",
        Some((5, "李秀英")),
        "2026-11-24 15:00",
    );
    visit.held_by = Some("赵云".to_owned());
    let mut paper = task(4, "other", "订打印纸", None, "2026-11-27");
    paper.task.every = Every::stored("1m");
    paper.task.note = Some("A4，五箱".to_owned());
    paper.task.follows = Some(TaskId(99));
    let mut gone = task(
        5,
        "follow_up",
        "回访老客户",
        Some((77, "王五")),
        "2026-12-20",
    );
    if let Some(whom) = &mut gone.task.customer {
        whom.there = false;
    }
    let mut later = task(6, "birthday", "准备生日礼物", Some((1, "李明朗")), "");
    later.task.priority = Priority::Low;
    Queue {
        tasks: vec![delivery, call, visit, paper, gone, later],
        more: false,
    }
}

impl Tasks {
    pub fn answer(&self, query: &TaskQuery) -> TaskAnswer {
        match query {
            TaskQuery::List { which, limit } => {
                let mut queue = self.queue.clone();
                queue.tasks.retain(|row| is_on(which, &row.task));
                queue.more = queue.tasks.len() > *limit;
                queue.tasks.truncate(*limit);
                TaskAnswer::List(Box::new(queue))
            }
            TaskQuery::Unread => TaskAnswer::Unread(self.unread, Vec::new()),
            TaskQuery::Hear { .. } => panic!("lines are tested on real files"),
            TaskQuery::News { .. } => TaskAnswer::News(Box::default()),
            TaskQuery::Counts(lists) => {
                let count = |which: &Which| {
                    let tasks = self.queue.tasks.iter();
                    tasks.filter(|row| is_on(which, &row.task)).count()
                };
                TaskAnswer::Counts(lists.iter().map(count).collect())
            }
            TaskQuery::Figures { .. } => panic!("figures are tested on real files"),
        }
    }

    /// What is taken, as nobody but those who hold a row is at anything.
    pub fn claim(&mut self, claim: &Claim) -> Outcome {
        let taken = match claim {
            Claim::Hold(_) | Claim::Leave(_) => return Outcome::Kept,
            Claim::First(rows) => rows.first().map(|id| Taken::Customer(*id)),
            Claim::Next { skip } => {
                let mut rows = self.queue.tasks.iter();
                let row = rows.find(|row| {
                    let mine = is_on(&Which::open(Of::Mine), &row.task);
                    mine && row.held_by.is_none() && Some(row.task.id) != *skip
                });
                row.map(|row| Taken::Task(Box::new(row.task.clone())))
            }
        };
        Outcome::Taken(taken.unwrap_or(Taken::Nothing))
    }

    pub fn get(&self, id: i64) -> &Task {
        let mut tasks = self.queue.tasks.iter().map(|row| &row.task);
        tasks.find(|task| task.id.0 == id).unwrap()
    }

    fn open(&mut self, id: TaskId) -> Result<&mut Task, Error> {
        let mut tasks = self.queue.tasks.iter_mut().map(|row| &mut row.task);
        let task = tasks.find(|task| task.id == id);
        let task = task.ok_or_else(|| Error::Gone("task".to_owned()))?;
        match task.state {
            State::Open => Ok(task),
            State::Done => Err(Error::Refused(Refusal::State("task.done"))),
            State::Cancelled => Err(Error::Refused(Refusal::State("task.cancelled"))),
        }
    }

    /// Somebody else has done it meanwhile.
    pub fn close(&mut self, id: i64) {
        end(self.open(TaskId(id)).unwrap(), State::Done, None);
    }

    pub fn undo(&mut self, entry: EntryId) {
        if let Some(before) = self.before.remove(&entry) {
            self.queue = before;
        }
    }

    pub fn contact(
        &mut self,
        entry: EntryId,
        customer: CustomerId,
        id: Option<TaskId>,
    ) -> Result<Outcome, Arc<Error>> {
        self.before.insert(entry, self.queue.clone());
        if let Some(id) = id {
            end(self.open(id)?, State::Done, None);
        }
        Ok(Outcome::Tasked {
            entry,
            customer: Some(customer),
            count: 1,
            again: None,
        })
    }

    /// A call that was logged: one that reached nobody leaves its task open.
    pub fn called(
        &mut self,
        entry: EntryId,
        log: &CallLog,
        id: Option<TaskId>,
    ) -> Result<Outcome, Arc<Error>> {
        self.before.insert(entry, self.queue.clone());
        let task = match id {
            Some(id) => {
                let task = self.open(id)?;
                let title = task.title.clone();
                Some(if log.disposition == "no_answer" {
                    ByCall::Stays { id, title }
                } else {
                    end(task, State::Done, None);
                    let again = None;
                    ByCall::Done { id, title, again }
                })
            }
            None => {
                let of = |task: &&Task| {
                    let whom = task.customer.as_ref().map(|whom| whom.id);
                    task.state == State::Open && whom == Some(log.customer) && task.needs_contact()
                };
                let open = self
                    .queue
                    .tasks
                    .iter()
                    .map(|row| &row.task)
                    .filter(of)
                    .count();
                (open > 0).then_some(ByCall::Open(open))
            }
        };
        Ok(Outcome::Called {
            entry,
            customer: log.customer,
            task,
        })
    }

    pub fn carry_out(&mut self, entry: EntryId, deed: &TaskDeed) -> Result<Outcome, Arc<Error>> {
        self.before.insert(entry, self.queue.clone());
        let mut again = None;
        let ids = match deed {
            TaskDeed::Add(_) | TaskDeed::Convert(_) | TaskDeed::Edit { .. } | TaskDeed::Read(_) => {
                &[][..]
            }
            TaskDeed::Done { tasks, .. }
            | TaskDeed::Assign { tasks, .. }
            | TaskDeed::Postpone { tasks, .. }
            | TaskDeed::Cancel { tasks, .. } => tasks,
        };
        let mut count = 0;
        for id in ids {
            let task = match self.open(*id) {
                Ok(task) => task,
                Err(why) if ids.len() == 1 => return Err(Arc::new(why)),
                Err(_) => continue,
            };
            count += 1;
            match deed {
                TaskDeed::Add(_)
                | TaskDeed::Convert(_)
                | TaskDeed::Edit { .. }
                | TaskDeed::Read(_) => {}
                TaskDeed::Done { result, .. } => {
                    again = task.every.and_then(|every| every.span.after(task.due_on?));
                    end(task, State::Done, Some(result.clone()));
                }
                TaskDeed::Assign { to, .. } => {
                    let whose = [wangwei(), zhaoyun()];
                    task.assignee = whose.into_iter().find(|one| To::Person(one.id) == *to);
                }
                TaskDeed::Postpone { until, .. } => put_off(task, *until),
                TaskDeed::Cancel { reason, .. } => {
                    end(task, State::Cancelled, Some(reason.clone()))
                }
            }
        }
        Ok(Outcome::Tasked {
            entry,
            customer: None,
            count,
            again,
        })
    }
}

fn end(task: &mut Task, state: State, said: Option<String>) {
    task.state = state;
    task.ended = Some(Ended {
        at: NOW,
        by: wangwei(),
        result: said.clone().filter(|_| state == State::Done),
        reason: said.filter(|_| state == State::Cancelled),
        contact: None,
    });
}

fn is_on(which: &Which, task: &Task) -> bool {
    let me = Some(wangwei().id);
    let whose = task.assignee.as_ref().map(|person| person.id);
    let of = match which.of {
        Of::Mine => whose == me,
        Of::Pool => task.assignee.is_none(),
        Of::Given => Some(task.assigner.id) == me,
        Of::Team => true,
        Of::Person(person) => whose == Some(person),
        Of::Customer(customer) => task.customer.as_ref().map(|whom| whom.id) == Some(customer),
    };
    let kind = which.kind.as_ref().is_none_or(|kind| *kind == task.kind);
    let open = task.state == State::Open;
    of && kind && open != which.ended && (!which.overdue || task.late_at <= NOW)
}
