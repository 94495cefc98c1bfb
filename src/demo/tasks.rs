//! Invents what is to be done: a few tasks of each agent, given by the supervisor or by oneself,
//! some late, some for today, some done with a result, one that comes again. Must not know the desk.

use chrono::Duration;
use fastrand::Rng;

use super::house::{Agent, Business};
use crate::domain::ids::{CustomerId, StaffId, TaskId};
use crate::domain::task::{NewTask, Priority, To};
use crate::domain::time::{Instant, Now};
use crate::domain::when::{Every, Next};
use crate::error::Result;
use crate::store::{Asking, Tx, Writer, task};

/// How many customers of each agent have one.
pub(super) const CUSTOMERS: usize = 10;

/// What is known of a customer of whom there is something to do: whose, who, whether they speak
/// English.
pub(super) type Known = (usize, CustomerId, bool);

/// A task: kind, in Chinese, in English, due in so many days, at an hour.
type Invented = (&'static str, &'static str, &'static str, i64, Option<u32>);

/// Given by the supervisor days ago: late by now, for today.
const GIVEN: &[Invented] = &[
    (
        "delivery",
        "送两盒蜂胶，放门卫",
        "Deliver two propolis, leave them with the porter",
        -2,
        None,
    ),
    (
        "collection",
        "收上次的尾款",
        "Collect what is left of the last bill",
        -1,
        None,
    ),
    (
        "follow_up",
        "问问新买的钙片吃得怎样",
        "Ask how the calcium is going",
        0,
        Some(15),
    ),
];
/// Given by the supervisor yesterday evening, and not looked at yet.
const UNSEEN: &[Invented] = &[
    (
        "visit",
        "上门看看净水机",
        "Call at the house about the water machine",
        0,
        Some(17),
    ),
    ("follow_up", "核对新地址", "Check the new address", 3, None),
];
/// Given to oneself yesterday.
const OWN: &[Invented] = &[
    (
        "birthday",
        "准备生日礼物，打电话祝贺",
        "Send the birthday present and ring",
        1,
        None,
    ),
    (
        "delivery",
        "送宣传册和样品",
        "Bring the brochure and samples",
        5,
        None,
    ),
];
/// Comes again every week.
const WEEKLY: &[Invented] = &[(
    "other",
    "整理本周客户名单",
    "Tidy this week's list",
    2,
    None,
)];
/// Given by the supervisor and done since: what came of it in both languages, how many days ago.
const DONE: &[(Invented, [&str; 2], i64)] = &[
    (
        ("delivery", "送一盒蜂胶", "Deliver one propolis", -3, None),
        ["本人签收，很满意", "Signed for it, very pleased"],
        4,
    ),
    (
        ("collection", "收分期款", "Collect the instalment", -4, None),
        ["收到300元现金", "300 in cash"],
        2,
    ),
    (
        (
            "other",
            "整理上周的回访记录",
            "Tidy last week's call notes",
            -1,
            None,
        ),
        ["都录完了", "All entered"],
        3,
    ),
];
/// For anybody of a team.
const POOL: &[Invented] = &[
    ("other", "盘点样品柜", "Count the samples", 2, None),
    (
        "other",
        "给老年大学送讲座海报",
        "Bring posters of the lecture to the college",
        0,
        None,
    ),
];
/// What one agent asked of another.
const FAVOUR: Invented = (
    "delivery",
    "顺路送一盒蜂胶",
    "Take them a propolis on your way",
    0,
    None,
);

/// Gives each agent theirs; `known` are customers of each, in the order of the agents. How many
/// tasks there are.
pub(super) fn tasks(
    writer: &mut Writer,
    asking: &Asking,
    on: &Business,
    known: &[Known],
    (now, seed): (&Now, u64),
) -> Result<u64> {
    let mut made = 0;
    let day = Day { now, asking };
    for (place, agent) in on.agents.iter().enumerate() {
        let mut rng = Rng::with_seed(seed ^ (place as u64) << 20 ^ 0x7461_736b);
        let theirs = known.iter().filter(|(whose, ..)| *whose == place);
        let mut theirs: Vec<(CustomerId, bool)> = theirs.map(|(_, id, en)| (*id, *en)).collect();
        rng.shuffle(&mut theirs);
        let mut whom = theirs.into_iter().cycle();
        made += given(writer, &day, agent, &mut whom)?;
        let first = on.agents.iter().position(|one| one.team == agent.team);
        if first == Some(place) {
            made += pool(writer, &day, agent)?;
        }
    }
    Ok(made + between(writer, &day, on, known)?)
}

/// The days around today, and who writes.
struct Day<'d> {
    now: &'d Now,
    asking: &'d Asking,
}

impl Day<'_> {
    /// So many days ago at this hour, by this person.
    fn ago(&self, days: i64, hour: u32, by: StaffId) -> Asking {
        Asking {
            staff: by,
            at: self.moment(-days, hour),
            ..self.asking.clone()
        }
    }

    fn moment(&self, days: i64, hour: u32) -> Instant {
        let day = self.now.today() + Duration::days(days);
        let midnight = self.now.at_local(day, chrono::NaiveTime::MIN);
        midnight.plus_minutes(i64::from(hour) * 60)
    }

    fn task(&self, of: &Invented, to: To, whom: Whom) -> NewTask {
        let &(kind, zh, en, days, hour) = of;
        let english = whom.is_some_and(|(_, english)| english);
        let due = Next {
            on: self.now.today() + Duration::days(days),
            at: hour.and_then(|hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0)),
        };
        NewTask {
            kind: kind.to_owned(),
            customer: whom.map(|(id, _)| id),
            due: Some(due),
            priority: if days < 0 {
                Priority::High
            } else {
                Priority::Normal
            },
            ..NewTask::new(if english { en } else { zh }, to)
        }
    }
}

type Whom = Option<(CustomerId, bool)>;

fn add(writer: &mut Writer, asking: &Asking, new: &[NewTask]) -> Result<Vec<TaskId>> {
    let add = |tx: &Tx<'_>| new.iter().map(|new| task::add(tx, new)).collect();
    Ok(writer.change(asking, "task.add", add)?.answer)
}

fn done(writer: &mut Writer, asking: &Asking, id: TaskId, result: &str) -> Result<()> {
    let done = |tx: &Tx<'_>| task::done(tx, id, Some(result));
    writer.change(asking, "task.done", done).map(|_| ())
}

/// They have seen what is new.
fn read(writer: &mut Writer, asking: &Asking) -> Result<()> {
    writer.live(asking, "task.read", false, |tx| task::read(tx, &[]))
}

/// An agent's tasks: given by the supervisor, some done, and of their own.
fn given(
    writer: &mut Writer,
    day: &Day<'_>,
    agent: &Agent,
    whom: &mut impl Iterator<Item = (CustomerId, bool)>,
) -> Result<u64> {
    let me = To::Person(agent.id);
    let mut customer = |kind: &str| -> Whom { (kind != "other").then(|| whom.next()).flatten() };
    let mut task = |of: &Invented| day.task(of, me, customer(of.0));
    let past: Vec<NewTask> = DONE.iter().map(|(of, ..)| task(of)).collect();
    let older: Vec<NewTask> = GIVEN.iter().map(&mut task).collect();
    let newer: Vec<NewTask> = UNSEEN.iter().map(&mut task).collect();
    let mut own: Vec<NewTask> = OWN.iter().map(&mut task).collect();
    own.extend(WEEKLY.iter().map(|of| NewTask {
        every: Every::stored("1w"),
        ..day.task(of, me, None)
    }));
    let ids = add(writer, &day.ago(6, 9, agent.leader), &past)?;
    for ((id, new), ((_, _, english, ..), results, days)) in ids.iter().zip(&past).zip(DONE) {
        // In the words of the task.
        let result = results[usize::from(new.title == *english)];
        done(writer, &day.ago(*days, 16, agent.id), *id, result)?;
    }
    add(writer, &day.ago(3, 9, agent.leader), &older)?;
    read(writer, &day.ago(3, 10, agent.id))?;
    add(writer, &day.ago(1, 11, agent.id), &own)?;
    add(writer, &day.ago(1, 17, agent.leader), &newer)?;
    Ok((past.len() + older.len() + own.len() + newer.len()) as u64)
}

/// What anybody of a team may take.
fn pool(writer: &mut Writer, day: &Day<'_>, agent: &Agent) -> Result<u64> {
    let team = To::Unit(agent.team_id);
    let new: Vec<NewTask> = POOL.iter().map(|of| day.task(of, team, None)).collect();
    add(writer, &day.ago(2, 9, agent.leader), &new)?;
    // What became of tasks that they gave they have seen.
    read(writer, &day.ago(2, 10, agent.leader))?;
    Ok(new.len() as u64)
}

/// The first agent gave the second one something that is done, and has not heard of it yet.
fn between(writer: &mut Writer, day: &Day<'_>, on: &Business, known: &[Known]) -> Result<u64> {
    let ([first, second, ..], Some(&(_, id, english))) = (
        on.agents.as_slice(),
        known.iter().find(|(whose, ..)| *whose == 0),
    ) else {
        return Ok(0);
    };
    let new = day.task(&FAVOUR, To::Person(second.id), Some((id, english)));
    let ids = add(writer, &day.ago(2, 15, first.id), &[new])?;
    for id in ids {
        let result = [
            "送到了，她请您有空回个电话",
            "Delivered; she asks you to ring",
        ];
        let result = result[usize::from(english)];
        done(writer, &day.ago(1, 15, second.id), id, result)?;
    }
    Ok(1)
}
