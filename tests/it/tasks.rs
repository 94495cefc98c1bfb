//! The tasks pane, in an agent's words: what is to be done, and every way of dealing with it.

use crate::desk::tasks::{self, six};
use crate::desk::{Person, fixtures, pretend};
use crate::today::{LARGE, SMALL, selected};
use huoke::app::vocabulary::{Claim, Command, Effect, Event, TaskDeed};
use huoke::domain::ids::TaskId;
use huoke::domain::task::State;
use huoke::error::Error;
use huoke::text::Lang;
use std::sync::Arc;

/// Somebody with six tasks who has gone to them.
pub fn at(lang: Lang, size: (u16, u16)) -> Person {
    let mut store = pretend(fixtures::customers());
    store.tasks.queue = six();
    let mut person = Person::with(lang, size, store);
    person.press("<F4>");
    person.keys_pressed();
    person
}

/// The last deed that was written.
fn dealt(person: &Person) -> TaskDeed {
    let deed = |command: &Command| match command {
        Command::Task { deed, .. } => Some(deed.clone()),
        _ => None,
    };
    let mut written = person.store.written.iter().rev();
    written
        .find_map(deed)
        .expect("nothing was done with a task")
}

fn ids(ids: &[i64]) -> Vec<TaskId> {
    ids.iter().copied().map(TaskId).collect()
}

#[test]
fn a_row_says_what_for_whom_when_and_of_which_kind_and_what_is_late() {
    let mut person = at(Lang::Zh, SMALL);
    person
        .sees("F4 任务")
        .sees("!  送两盒蜂胶")
        .sees("张家店")
        .sees("逾期2天")
        .sees("送货")
        .sees("今天")
        .sees("明天 15:00")
        .sees("周五")
        .sees("12-20")
        .sees("赵云正在处理");
    person.sees(" 6 ");
}

#[test]
fn a_task_that_is_done_by_a_contact_opens_the_call_log_and_ends_when_that_is_saved() {
    for keys in ["<Down><Enter>", "<Down>c"] {
        let mut person = at(Lang::Zh, SMALL);
        person.press(keys).sees("记录通话：李明朗").sees("来自提醒");
        person.press("r<Enter>");
        person.sees("已记录").sees("已完成：问问睡得怎样");
        let log = person
            .store
            .written
            .iter()
            .find_map(|command| match command {
                Command::Log { task, .. } => Some(*task),
                _ => None,
            });
        assert_eq!(log, Some(Some(TaskId(2))));
        assert_eq!(person.store.tasks.get(2).state, State::Done);
        person.sees_no("今天");
        person.press("u").sees("今天");
        assert_eq!(person.store.tasks.get(2).state, State::Open);
    }
}

#[test]
fn a_call_that_reached_nobody_leaves_its_task_where_it_is_and_says_so() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("<Down><Enter>").press("a<Enter>");
    person.sees("没有联系上，任务保留：问问睡得怎样");
    assert_eq!(person.store.tasks.get(2).state, State::Open);
}

#[test]
fn a_call_about_somebody_whose_task_is_something_else_is_logged_without_it() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("cy").press("r<Enter>");
    assert_eq!(person.store.tasks.get(1).state, State::Open);
}

#[test]
fn a_visit_is_recorded_with_what_was_said_and_where() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("<Down><Down><Enter>").sees("拜访记录：李秀英");
    person.press("<Enter>").sees("必填");
    person.press("看了样品<Tab>店里<Tab>fri<Enter>");
    person.sees("已完成：看新店");
    let note = person
        .store
        .written
        .iter()
        .find_map(|command| match command {
            Command::Note { note, task, .. } => Some((note.clone(), *task)),
            _ => None,
        });
    let (note, task) = note.unwrap();
    assert_eq!(task, Some(TaskId(3)));
    assert_eq!(
        (note.kind.as_str(), note.place.as_deref()),
        ("visit", Some("店里"))
    );
    assert_eq!(note.next_on.unwrap().to_string(), "2026-11-27");
}

#[test]
fn other_tasks_are_simply_done_with_a_result_and_what_follows() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("d<Enter>").sees("已完成：送两盒蜂胶");
    assert_eq!(person.keys_pressed(), 2);
    assert_eq!(person.store.tasks.get(1).state, State::Done);
    person.press("u").sees("送两盒蜂胶");
    person.press("<Home>d放门卫<Tab>收货款<Tab>3d<Tab>赵云<Enter>");
    person.sees("接着：收货款");
    let TaskDeed::Done {
        tasks,
        result,
        follow_up,
    } = dealt(&person)
    else {
        panic!("not done");
    };
    let next = follow_up.unwrap();
    assert_eq!((tasks, result.as_str()), (ids(&[1]), "放门卫"));
    assert_eq!(
        (next.title.as_str(), next.kind.as_str()),
        ("收货款", "delivery")
    );
    assert_eq!(next.follows, Some(TaskId(1)));
    assert_eq!(next.customer.map(|customer| customer.0), Some(3));
    assert_eq!(next.due.unwrap().to_string(), "2026-11-26");
    assert_eq!(
        next.to,
        huoke::domain::task::To::Person(tasks::zhaoyun().id)
    );
}

#[test]
fn a_day_before_the_one_that_it_was_due_is_doubted_once() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("z下周五<Enter>").sees("延到");
    person.press("<Home>z明天<Enter>").sees("比原来的期限还早");
    let due = |person: &Person| person.store.tasks.get(1).due_on.unwrap().to_string();
    assert_eq!(due(&person), "2026-12-04");
    person.press("<Enter>");
    assert_eq!(due(&person), "2026-11-24");
}

#[test]
fn a_day_without_what_follows_is_asked_for_at_the_field() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("d<Tab><Tab>3d<Enter>").sees("必填");
    assert_eq!(person.store.tasks.get(1).state, State::Open);
}

#[test]
fn what_is_done_by_a_contact_is_not_simply_done_and_says_which_key_does_it() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("<Down>d").sees("按 Enter 记录");
    person.press("<Home>ad").sees("其中 4 项要与客户联系");
}

#[test]
fn one_that_comes_again_says_when() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("<Down><Down><Down><Enter>");
    person.sees("每月").sees("A4，五箱").sees("接续任务 99");
    person
        .press("<Enter>")
        .sees("已完成：订打印纸；下一次 12-27");
}

#[test]
fn tasks_are_put_off_cancelled_and_handed_over_one_or_all_that_are_marked() {
    for size in [SMALL, LARGE] {
        let mut person = at(Lang::Zh, size);
        person
            .press("z下周五 10:00<Enter>")
            .sees("送两盒蜂胶：延到");
        assert_eq!(
            person.store.tasks.get(1).due_on.unwrap().to_string(),
            "2026-12-04"
        );
        person
            .press("u<Home>i<Enter>")
            .sees("必填")
            .press("客户自取<Enter>");
        person.sees("已取消：送两盒蜂胶").press("u");
        person
            .press("<Home> <Down> x赵云<Enter>")
            .sees("2 项任务：改派给 赵云");
        let TaskDeed::Assign { tasks, .. } = dealt(&person) else {
            panic!("not handed over");
        };
        assert_eq!(tasks, ids(&[1, 3]));
        person.sees_no("送两盒蜂胶").press("u").sees("送两盒蜂胶");
    }
}

#[test]
fn of_marked_tasks_those_that_somebody_closed_meanwhile_are_told_and_the_others_done() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("v<Down><Down>vz3d");
    person.store.tasks.close(2);
    person
        .press("<Enter>")
        .sees("3 项任务：延到")
        .sees("其中 1 项已被别人办结");
}

#[test]
fn a_task_that_somebody_closed_meanwhile_is_told_plainly_and_what_was_typed_stays() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("d放在门卫");
    person.store.tasks.close(1);
    person
        .press("<Enter>")
        .sees("这项任务已经完成了")
        .sees("放在门卫");
}

#[test]
fn one_whose_customer_is_gone_is_only_read() {
    let mut person = at(Lang::Zh, SMALL);
    person
        .press("<End><Up><Enter>")
        .sees("王五 (K0077)，已不在文件里")
        .press("<Esc>");
    assert!(!person.app.is_covered());
    person.press("c").sees("先选中一位客户");
}

#[test]
fn next_and_previous_walk_the_list_that_the_card_came_from() {
    let mut person = at(Lang::Zh, LARGE);
    // The sales stand between the tasks and the card.
    person.press("<Tab><Tab>");
    assert_eq!(person.app.card().customer().map(|id| id.0), Some(2));
    person.press("nn");
    assert_eq!(person.app.card().customer().map(|id| id.0), Some(1));
    person.press("n");
    assert_eq!(person.app.card().customer().map(|id| id.0), Some(4));
    person.press("<Esc>");
    assert_eq!(selected(&person), Some(4));
}

#[test]
fn a_deed_that_fails_keeps_what_was_typed_and_a_dropped_line_too() {
    for (keys, words) in [
        ("d放门卫", "放门卫"),
        ("i客户自取", "客户自取"),
        ("z下周五", "下周五"),
        ("x赵", "赵"),
        ("<Down><Down><Enter>看了样品", "看了样品"),
        ("<Down><Enter>r", "已沟通"),
    ] {
        let mut person = at(Lang::Zh, SMALL);
        person.press(keys);
        person.event(Event::Tick);
        person.event(Event::Tick);
        assert_eq!(person.store.drafts.len(), 1, "{keys}");
        person.store.failing = Some(Arc::new(Error::Busy {
            holder: None,
            waited_ms: 10_000,
        }));
        person.press("<Enter>").sees("文件正忙").sees(words);
        let mut again = Person::with(Lang::Zh, SMALL, person.store);
        again.press("<Enter>").sees(words).press("<Enter>");
        assert!(again.store.written.len() > 1, "{keys}");
    }
}

#[test]
fn the_next_one_that_nobody_is_at_is_taken_and_stood_on_and_once_more_is_another() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("w").sees("您领取了：送两盒蜂胶");
    assert_eq!(selected(&person), Some(3));
    person.press("w").sees("您领取了：问问睡得怎样");
    assert_eq!(selected(&person), Some(1));
}

#[test]
fn where_nothing_is_left_to_take_that_is_said() {
    let mut person = at(Lang::Zh, SMALL);
    person.store.tasks.queue.tasks.clear();
    person.press("w").sees("没有可领取的了");
}

#[test]
fn on_today_the_next_row_that_nobody_is_at_is_taken() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.store.today.list.rows[0].held_by = Some("赵云".to_owned());
    person.press("<F3>").sees("赵云正在处理 · 14:00 约定联系");
    person.press("w").sees("您领取了：李明朗");
    assert_eq!(selected(&person), Some(1));
    person.press("w").sees("您领取了：李 明");
}

#[test]
fn outside_of_calling_hours_rows_of_today_are_taken_too() {
    let mut person = Person::new(Lang::Zh, SMALL);
    for row in &mut person.store.today.list.rows {
        row.guard = vec![huoke::domain::today::Guard::OutsideLawful];
    }
    person.press("<F3>w").sees("您领取了：");
}

#[test]
fn whoever_begins_to_ring_somebody_is_seen_to_be_at_it() {
    let holds = |person: &Person| {
        let hold =
            |effect: &&Effect| matches!(effect, Effect::Write(_, Command::Claim(Claim::Hold(_))));
        person.effects.iter().filter(hold).count()
    };
    let mut person = at(Lang::Zh, SMALL);
    person.press("<Down><Enter>");
    assert_eq!(holds(&person), 1);
    // A long call: it is said again well before the lease ends.
    for _ in 0..600 {
        person.event(Event::Tick);
    }
    assert_eq!(holds(&person), 3);
    person.press("<Esc>");
    for _ in 0..600 {
        person.event(Event::Tick);
    }
    assert_eq!(holds(&person), 3, "nobody is at it any more");
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>c");
    assert_eq!(holds(&person), 1, "others see it on their lists");
}

#[test]
fn lists_stand_with_their_counts_and_one_is_chosen_and_left_again() {
    for size in [SMALL, LARGE] {
        let mut person = at(Lang::Zh, size);
        person.store.tasks.queue.tasks[2].task.assignee = Some(tasks::zhaoyun());
        person.store.tasks.queue.tasks[3].task.assigner = tasks::wangwei();
        person
            .press("l")
            .sees("我的，逾期")
            .sees("我布置的")
            .sees("下属的")
            .sees("张家店的");
        person
            .press("<Down><Enter>")
            .sees("F4 任务：我的，逾期")
            .sees("送两盒蜂胶");
        person.sees_no("订打印纸");
        person
            .press("l")
            .press("<Down><Down><Enter>")
            .sees("F4 任务：我布置的")
            .sees("订打印纸");
        person.press("<Esc>").sees("F4 任务 ").sees("送两盒蜂胶");
        person.press("d<Enter>l").press("<End>");
        person.press("<Esc>").sees_no("送两盒蜂胶");
    }
}

#[test]
fn what_has_ended_is_listed_with_the_day_and_read_whole() {
    let mut person = at(Lang::Zh, SMALL);
    person.press("d放在门卫<Enter>l");
    person.press("<Down>".repeat(9).as_str());
    person.press("<Enter>").sees("我的，已结束").sees("✓ 11-23");
    person
        .press("<Enter>")
        .sees("结果  放在门卫")
        .sees("完成  王薇")
        .press("<Esc>");
    person.press("d").sees("这项任务已经结束");
    person.press("<Esc>");
    assert_eq!(person.app.list().selected().map(|id| id.0), Some(1));
}

#[test]
fn lists_of_others_say_whose_a_task_is() {
    let mut person = at(Lang::Zh, LARGE);
    person.store.tasks.queue.tasks[2].task.assignee = Some(tasks::zhaoyun());
    person
        .press("l<Down><Down><Down><Down><Down><Enter>")
        .sees("下属的");
    person.press("<Down><Down><Enter>").sees("执行人  赵云");
}
