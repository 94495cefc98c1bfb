//! Two desks in terminals of their own on one file: what one gives the other hears of at once, and the
//! other way round; and what both take is never the same. Real processes, real clocks.

use std::path::Path;

use crate::desk::real::{self, Real};
use crate::pty::Pty;
use crate::terminal::AT;
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::task::{NewTask, To};
use huoke::store::{Asking, Tx, staff, task, unit};

const F4: &str = "\u{1b}[14~";

fn desk(path: &Path, login: &str, name: &str) -> Pty {
    let mut pty = Pty::program(path, login);
    pty.see(name);
    pty.type_keys(F4);
    pty
}

fn leaves(mut pty: Pty) {
    pty.terminate();
    pty.ended();
}

#[test]
fn a_task_that_one_desk_gives_is_news_at_the_other_and_what_became_of_it_at_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let mut giver = desk(&path, "lixia", "李霞");
    let mut taker = desk(&path, "zhaoyun", "赵云");
    giver.see("Nothing is to be done");
    taker.see("Nothing is to be done");
    giver.type_keys("Q");
    giver.see("Quick task");
    giver.type_keys("order paper @zhaoyun");
    giver.see("赵云 (zhaoyun)");
    giver.type_keys("\r");
    taker.see("1 news");
    taker.see("▸   order paper");
    taker.type_keys("d");
    taker.see("Done: order paper");
    taker.type_keys("five boxes\r");
    taker.see("done: order paper");
    giver.see("1 news");
    giver.type_keys("m");
    giver.see("赵云 has done");
    giver.see("five boxes");
    leaves(giver);
    leaves(taker);
}

/// Two agents of one team, and two tasks that either may take.
fn team(path: &Path) {
    let root = Real::open(path, "root");
    let mut writer = root.writer;
    let give = |tx: &Tx<'_>| {
        let team = unit::add(tx, "T1", "一组", "team", None)?;
        for (login, name) in [("sunli", "孙丽"), ("zhouhai", "周海")] {
            let new = NewStaff {
                login: login.into(),
                name: name.into(),
                role: Role::Agent,
                unit: Some("T1".into()),
                ext: None,
            };
            staff::add(tx, &new)?;
        }
        for title in ["count the stock", "sweep the yard"] {
            task::add(tx, &NewTask::new(title, To::Unit(team)))?;
        }
        Ok(())
    };
    let asking = Asking::new(root.actor.id, AT);
    writer.change(&asking, "staff.add", give).unwrap();
}

#[test]
fn two_desks_that_take_the_next_one_take_different_ones_and_there_is_no_third() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    team(&path);
    let mut sun = desk(&path, "sunli", "孙丽");
    let mut zhou = desk(&path, "zhouhai", "周海");
    sun.see("Nothing is to be done");
    zhou.see("Nothing is to be done");
    // At the same time.
    sun.type_keys("w");
    zhou.type_keys("w");
    sun.see("yours now");
    zhou.see("yours now");
    let takes = |pty: &Pty, what: &str| pty.screen().contains(&format!("yours now: {what}"));
    let counts = (takes(&sun, "count"), takes(&zhou, "count"));
    let sweeps = (takes(&sun, "sweep"), takes(&zhou, "sweep"));
    assert_ne!(counts.0, counts.1, "{}\n{}", sun.screen(), zhou.screen());
    assert_eq!(sweeps, (counts.1, counts.0));
    leaves(sun);
    leaves(zhou);
}
