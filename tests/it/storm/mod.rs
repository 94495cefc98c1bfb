//! A short storm: many processes sell, take money and goods back on one file, some are killed each
//! second, and nothing that was acknowledged is lost. The long one is `examples/storm.rs`.
#![allow(clippy::disallowed_methods, reason = "a storm is made of processes")]

mod blow;
mod books;
mod power;
mod shop;
mod work;

use std::process::Command;

use blow::{Outcome, Plan, blow, examine};
use work::{KINDS, Seat};

const ME: &str = "storm::nothing_acknowledged_is_lost_and_the_books_agree_whoever_is_killed";

#[test]
fn nothing_acknowledged_is_lost_and_the_books_agree_whoever_is_killed() {
    if let Some(seat) = Seat::taken() {
        return work::work(&seat).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan {
        processes: 8,
        seconds: 4.0,
        kills: 5.0,
        whole: true,
    };
    let outcome = blow(folder.path(), plan, &me).unwrap();
    eprintln!("{outcome:?}");
    assert_eq!((outcome.lost, outcome.broken), (0, 0), "{outcome:?}");
    assert!(outcome.acked > 50 && outcome.kills > 5, "{outcome:?}");
    for (kind, _) in KINDS {
        let [done, _] = outcome.kinds[kind];
        assert!(done > 0, "no {kind}: {outcome:?}");
    }
    let refused: usize = outcome.kinds.values().map(|[_, refused]| refused).sum();
    assert!(refused > 0, "{outcome:?}");
    what_is_lost_or_wrong_is_found(folder.path());
}

/// One that sits in the storm: this test again, as a process of its own.
fn me() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([ME, "--exact", "--quiet"]);
    command.stdout(std::process::Stdio::null());
    command
}

/// The storm can fail: something acknowledged that is not there, and books that do not add up.
fn what_is_lost_or_wrong_is_found(folder: &std::path::Path) {
    let path = folder.join("storm.db");
    std::fs::write(folder.join("liar.log"), "W 1 1 2 never-said sale\n").unwrap();
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute_batch(
        "UPDATE product SET on_hand = on_hand + 1 WHERE id = 1;
         UPDATE customer SET points = points + 1, balance_due = balance_due - 1 WHERE id = 2;
         UPDATE sale SET paid = paid + 1 WHERE id = (SELECT max(id) FROM sale);",
    )
    .unwrap();
    drop(conn);
    let mut outcome = Outcome::default();
    examine(&path, folder, &mut outcome).unwrap();
    assert_eq!(outcome.lost, 1, "{outcome:?}");
    let told = outcome.told.join("\n");
    for named in [
        "stock: ",
        "sale_paid: ",
        "balance_due: ",
        "derived: ",
        "of product 1 there are ",
        "points of customer 2 is ",
        "balance_due of customer 2 is ",
    ] {
        assert!(told.contains(named), "{named} in {told}");
    }
}
