//! Two people at desks on one file, at the same time: who takes what, what the other sees of it, and
//! what becomes of it when a desk goes away.

use std::path::Path;

use crate::desk::real::{self, Real};
use crate::desk::{NOW, Person};
use huoke::app::vocabulary::{Changed, Event};
use huoke::domain::customer::{Draft, NewPhone};
use huoke::domain::ids::{CustomerId, StaffId};
use huoke::domain::task::{NewTask, To};
use huoke::store::{Asking, Tx, customer, staff, task};
use huoke::text::Lang;

const SIZE: (u16, u16) = (80, 24);

fn id_of(root: &Real, login: &str) -> StaffId {
    staff::by_login(&root.reader, login).unwrap().unwrap().id
}

/// Li Xia has a call to make to each of these, and a paper to order; Zhao Yun gave them to her.
fn work(path: &Path, names: &[&str]) -> Vec<CustomerId> {
    let mut giver = Real::open(path, "zhaoyun");
    let to = To::Person(id_of(&giver, "lixia"));
    let give = |tx: &Tx<'_>| {
        let mut ids = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let draft = Draft {
                phones: vec![NewPhone {
                    typed: format!("1370000111{place}"),
                    ..NewPhone::default()
                }],
                fields: vec![(huoke::domain::customer::Field::Name, (*name).to_owned())],
                ..Draft::default()
            };
            let id = customer::add(tx, &draft)?.id;
            let new = NewTask {
                kind: "follow_up".to_owned(),
                customer: Some(id),
                ..NewTask::new(format!("回访{name}"), to)
            };
            task::add(tx, &new)?;
            ids.push(id);
        }
        task::add(tx, &NewTask::new("订打印纸", to))?;
        Ok(ids)
    };
    let asking = Asking::new(giver.actor.id, NOW);
    giver
        .writer
        .change(&asking, "task.add", give)
        .unwrap()
        .answer
}

/// Another desk wrote: this one hears of it.
fn hears(person: &mut Person<Real>) {
    person.event(Event::Changed(Changed {
        many: true,
        tasks: true,
        ..Changed::default()
    }));
    for _ in 0..6 {
        person.event(Event::Tick);
    }
}

fn at(path: &Path, login: &str) -> Person<Real> {
    let mut person = real::at(path, login, Lang::Zh, SIZE);
    person.press("<F4>");
    person
}

#[test]
fn two_desks_of_one_queue_never_take_the_same_and_each_sees_who_is_at_what() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    work(&path, &["张一", "李二"]);
    let mut first = at(&path, "lixia");
    let mut second = at(&path, "zhaoyun");
    // Zhao Yun looks at what he gave.
    second
        .press("l<Down><Down><Enter>")
        .sees("我布置的")
        .sees("回访张一");
    first.press("w").sees("您领取了：回访张一");
    hears(&mut second);
    second.sees("李霞正在处理");
    // Would he ring the same customer all the same?
    second.press("c").sees("仍要联系张一？").press("<Esc>");
    first.press("w").sees("您领取了：回访李二");
    hears(&mut second);
    second.press("c").sees("记录通话").press("<Esc>");
    hears(&mut first);
    first.sees("赵云正在处理");
    // Nobody takes what he is at.
    first.press("w").sees("您领取了：订打印纸");
}

#[test]
fn what_a_desk_has_taken_is_free_when_it_goes_away() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    work(&path, &["张一"]);
    let mut first = at(&path, "zhaoyun");
    first.press("l<Down><Down><Enter>c");
    let mut second = at(&path, "lixia");
    second.sees("赵云正在处理");
    drop(first);
    second.press("w").sees("您领取了：回访张一");
}

#[test]
fn a_row_of_today_says_who_is_on_it_and_the_next_one_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let ids = work(&path, &["张一", "李二"]);
    let mut root = Real::open(&path, "root");
    let lixia = id_of(&root, "lixia");
    let asking = Asking::new(root.actor.id, NOW);
    let give = |tx: &Tx<'_>| customer::transfer(tx, &ids, lixia, "她的");
    root.writer
        .change(&asking, "customer.transfer", give)
        .unwrap();
    for id in &ids {
        let reasons = huoke::store::today::reasons_of(
            &root.reader,
            &root.actor,
            *id,
            huoke::domain::time::Now {
                at: NOW,
                zone: chrono_tz::Asia::Shanghai,
            },
        );
        assert!(!reasons.unwrap().is_empty());
    }
    let mut other = at(&path, "zhaoyun");
    other.press("l<Down><Down><Enter>c");
    let mut person = real::at(&path, "lixia", Lang::Zh, SIZE);
    person.press("<F3>").sees("赵云正在处理");
    person.press("w").sees("您领取了：李二");
    person.press("w").sees("没有可领取的了");
}

#[test]
fn a_follow_up_is_done_by_the_call_and_undo_takes_both_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let ids = work(&path, &["张一"]);
    let mut person = at(&path, "lixia");
    person
        .press("<Home>")
        .sees("回访张一")
        .press("<Enter>r<Enter>");
    person
        .sees("已完成：回访张一")
        .press("<F4>")
        .sees_no("▸   回访张一");
    let contacts = |person: &Person<Real>| {
        let card =
            huoke::store::card::get(&person.store.reader, &person.store.actor, ids[0], 20, NOW);
        card.unwrap().last_contact_at
    };
    assert_eq!(contacts(&person), Some(NOW));
    person.press("u").sees("回访张一");
    assert_eq!(contacts(&person), None);
}

#[test]
fn a_task_that_somebody_else_closed_meanwhile_leaves_what_was_typed_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    work(&path, &["张一"]);
    let mut first = at(&path, "lixia");
    first.press("<Home><Enter>r<Tab>").press("都好");
    let mut second = at(&path, "zhaoyun");
    second
        .press("l<Down><Down><Enter>i不用了<Enter>")
        .sees("已取消：回访张一");
    first
        .press("<Enter>")
        .sees("这项任务已经取消了")
        .sees("都好");
    let contacts = first.store.actor.id;
    assert_eq!(contacts, id_of(&second.store, "lixia"));
}

#[test]
fn one_that_comes_again_stands_in_the_queue_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let mut giver = Real::open(&path, "zhaoyun");
    let to = To::Person(id_of(&giver, "lixia"));
    let new = NewTask {
        every: huoke::domain::when::Every::stored("1m"),
        ..NewTask::new("订打印纸", to)
    };
    let asking = Asking::new(giver.actor.id, NOW);
    let add = |tx: &Tx<'_>| task::add(tx, &new);
    giver.writer.change(&asking, "task.add", add).unwrap();
    let mut person = at(&path, "lixia");
    person
        .press("<Enter>买了五箱<Enter>")
        .sees("下一次 12-23")
        .sees("订打印纸");
    person.press("u").sees("订打印纸").sees_no("12-23");
}

#[test]
fn the_card_shows_what_is_to_be_done_for_somebody_and_its_timeline_what_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    work(&path, &["张一"]);
    let mut person = at(&path, "zhaoyun");
    person.press("/1370000111").press("0<Enter>");
    person.sees("任务").sees("回访张一  跟踪回访 · 李霞");
    let mut giver = at(&path, "lixia");
    giver.press("<Home>i不用了<Enter>");
    hears(&mut person);
    person
        .press("f")
        .press("ff")
        .sees("[任务]")
        .sees("回访张一: 已取消, 不用了")
        .sees_no("回访张一  李霞");
}
