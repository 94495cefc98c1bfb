//! Tasks given at a desk on a real file: one by its form, twenty of reminders in six keys, and an
//! open one changed.

use std::path::{Path, PathBuf};

use huoke::app::vocabulary::{Changed, Event};
use huoke::domain::customer::{Draft, Field};
use huoke::domain::ids::CustomerId;
use huoke::domain::interaction::CallLog;
use huoke::domain::task::{Filter, Of, Task};
use huoke::store::{Asking, Tx, customer, interaction, journal, staff, task};
use huoke::text::Lang;

use crate::desk::real::{self, Real};
use crate::desk::{NOW, Person};

/// A file in which Li Xia has promised to call this many customers back today.
pub fn file(folder: &Path, reminders: usize) -> PathBuf {
    let path = real::file(folder);
    let mut li = Real::open(&path, "lixia");
    let mut day = NOW;
    day.0 -= 30 * 86_400_000;
    let asking = Asking::new(li.actor.id, day);
    let owner = li.actor.id;
    for number in 0..reminders {
        let draft = Draft {
            fields: vec![(Field::Name, format!("客户{number:02}"))],
            owner: Some(Some(owner)),
            ..Draft::default()
        };
        let add = |tx: &Tx<'_>| {
            let id = customer::add(tx, &draft)?.id;
            interaction::log(tx, &promise(id))?;
            Ok(id)
        };
        li.writer.change(&asking, "customer.add", add).unwrap();
    }
    path
}

fn promise(customer: CustomerId) -> CallLog {
    CallLog {
        next_on: "2026-11-23".parse().ok(),
        ..CallLog::new(customer, "callback")
    }
}

/// Somebody's open tasks.
pub fn tasks(path: &Path, login: &str, of: Of) -> Vec<Task> {
    let desk = Real::open(path, login);
    let actor = staff::actor(&desk.reader, desk.actor.id).unwrap();
    task::list(&desk.reader, &actor, &Filter::open(of, 999)).unwrap()
}

fn at(path: &Path, login: &str) -> Person<Real> {
    real::at(path, login, Lang::Zh, (120, 40))
}

#[test]
fn twenty_reminders_become_tasks_for_one_colleague_in_six_keys_and_go_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 20);
    let mut li = at(&path, "lixia");
    li.press("<F3>").sees("还有 20 位");
    li.keys_pressed();
    li.press("atzy<Enter>");
    assert!(li.keys_pressed() <= 6);
    li.sees("布置任务 20 项。");
    let given = tasks(&path, "zhaoyun", Of::Mine);
    assert_eq!(given.len(), 20);
    assert!(given.iter().all(|task| task.source.is_some()), "{given:?}");
    assert_eq!(given[0].assigner.login, "lixia");
    // Each is taken: the list is empty, and none can be converted twice.
    li.sees_no("客户00");
    li.press("u").sees("还有 20 位");
    assert_eq!(tasks(&path, "zhaoyun", Of::Mine).len(), 0);
    li.press("U");
    assert_eq!(tasks(&path, "zhaoyun", Of::Mine).len(), 20);
}

#[test]
fn what_a_colleague_has_made_a_task_meanwhile_is_told_and_not_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 3);
    let mut li = at(&path, "lixia");
    li.press("<F3>");
    li.press("at");
    // A second desk of hers is faster with one of them.
    let mut other = at(&path, "lixia");
    other.press("<F3>t<F9>");
    assert_eq!(tasks(&path, "lixia", Of::Mine).len(), 1);
    li.press("zhaoyun<Enter>")
        .sees("布置任务 2 项，已有任务 1 位");
    assert_eq!(tasks(&path, "zhaoyun", Of::Mine).len(), 2);
    assert_eq!(tasks(&path, "lixia", Of::Mine).len(), 1);
}

#[test]
fn a_task_about_a_row_of_today_begins_with_its_reason_and_stands_on_the_next_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 3);
    let mut li = at(&path, "lixia");
    li.press("<F3>t").sees("布置任务：客户").sees("对应提醒");
    // Typing replaces the words of the reason; then whose, and by when.
    li.press("送样品<Enter>zy<Enter>fri 10:00")
        .sees("周五 11-27 10:00");
    li.press("<Enter>").sees("已交给赵云：送样品");
    let given = tasks(&path, "zhaoyun", Of::Mine).remove(0);
    assert_eq!(given.title, "送样品");
    assert_eq!(given.source.unwrap().reason, "next_contact");
    assert_eq!(given.due_on.unwrap().to_string(), "2026-11-27");
    // What only became a task is not done with.
    li.sees("今天已办 0 位，还有 2 位");
}

#[test]
fn what_is_wrong_stands_at_its_field_with_an_example_and_nothing_typed_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 1);
    for (lang, nobody, gone_by) in [
        (
            Lang::Zh,
            "没有叫 zhaoyum 的同事，有：zhaoyun 赵云",
            "已经过去；例如：3d",
        ),
        (
            Lang::En,
            "nobody is called zhaoyum; there are: zhaoyun",
            "it has gone by; for example 3d",
        ),
    ] {
        let mut li = real::at(&path, "lixia", lang, (80, 24));
        li.press("<F3><Enter>t送样品<Enter>zhaoyum<Enter>2020-01-01<F9>");
        li.sees(nobody).sees(gone_by).sees("送样品");
        assert_eq!(tasks(&path, "lixia", Of::Given).len(), 0);
    }
}

#[test]
fn a_customer_who_is_gone_is_told_plainly_and_the_form_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 1);
    let mut li = at(&path, "lixia");
    li.press("<F3>t");
    let mut root = Real::open(&path, "root");
    let asking = Asking::new(root.actor.id, NOW);
    let entries = journal::list(
        &root.reader,
        &root.actor,
        NOW,
        journal::Filter {
            customer: None,
            staff: None,
            entry: None,
            limit: 9,
        },
    )
    .unwrap();
    let added = entries.iter().find(|entry| entry.action == "customer.add");
    journal::undo(&mut root.writer, &asking, added.unwrap().entry, true).unwrap();
    li.press("送样品<F9>").sees("送样品").sees("没有");
    assert!(li.app.is_covered());
}

/// What a desk's watch would tell it.
pub fn others_wrote(person: &mut Person<Real>) {
    person.event(Event::Changed(Changed {
        tasks: true,
        ..Changed::default()
    }));
}

#[test]
fn who_gave_a_task_hears_what_became_of_it_and_who_gets_one_is_told_without_losing_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 1);
    let mut li = at(&path, "lixia");
    let mut zhao = at(&path, "zhaoyun");
    zhao.press("13800").sees_no("条动态");
    li.press("<F3>t送样品<Enter>zy<F9>").sees("已交给赵云");
    others_wrote(&mut zhao);
    zhao.sees("1 条动态")
        .sees("李霞布置给您: 送样品")
        .sees("13800");
    zhao.press("1").sees_no("李霞布置给您").sees("1 条动态");
    // Seen is read, and Enter goes to the customer.
    zhao.press("<Esc><Esc><F3>m")
        .sees("李霞布置给您")
        .sees_no("1 条动态");
    zhao.press("<Enter>").sees("客户00 · 李霞");

    let id = tasks(&path, "zhaoyun", Of::Mine).remove(0).id;
    let mut other = Real::open(&path, "zhaoyun");
    let asking = Asking::new(other.actor.id, NOW);
    let call = |tx: &Tx<'_>| {
        let customer = task::get(&li.store.reader, &li.store.actor, id)?.customer;
        let mut log = promise(customer.unwrap().id);
        (log.disposition, log.next_on) = ("reached".to_owned(), None);
        log.note = Some("样品收到".to_owned());
        task::log(tx, &log, Some(id))
    };
    other
        .writer
        .change(&asking, "interaction.log", call)
        .unwrap();
    li.press("<Down>");
    others_wrote(&mut li);
    li.sees("赵云已完成: 送样品").sees("1 条动态");
    li.press("m")
        .sees("赵云已完成")
        .sees("样品收到")
        .sees_no("1 条动态");
    // What was seen stays to be looked up, but is no news.
    li.press("<Esc>m").sees("赵云已完成").sees("样品收到");
}

#[test]
fn an_open_task_is_changed_in_its_form_and_only_what_was_typed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), 1);
    let mut li = at(&path, "lixia");
    li.press("<F3>t送样品<Enter>zy<Enter>3d<F9>");
    let before = tasks(&path, "zhaoyun", Of::Mine).remove(0);
    let mut zhao = at(&path, "zhaoyun");
    zhao.press("<F4>e").sees("修改任务").sees("送样品");
    zhao.press("<F9>").sees("没有改动");
    zhao.press("e<Tab><Tab><Tab>急<Esc><Esc>").sees("再按");
    zhao.press("<Esc>").sees("送样品");
    zhao.press("e，两份<F9>").sees("已修改：送样品，两份");
    let after = tasks(&path, "zhaoyun", Of::Mine).remove(0);
    assert_eq!(after.title, "送样品，两份");
    assert_eq!(
        (after.due_on, after.priority),
        (before.due_on, before.priority)
    );
    zhao.press("u");
    assert_eq!(tasks(&path, "zhaoyun", Of::Mine)[0].title, "送样品");
    zhao.press("X").sees("huoke task export --to tasks.xlsx");
    zhao.press("<Space>X")
        .sees("huoke task export 1 --to tasks.xlsx");
}
