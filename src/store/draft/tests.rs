//! Drafts are one's own, are there once, end with the save under their key, and are at one desk.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::json;

use super::*;
use crate::domain::customer::{Draft, Field, NewPhone};
use crate::domain::ids::StaffId;
use crate::store::testing::{AT, Place};
use crate::store::{Done, Once, customer, setting};

fn form(once: &str, customer: Option<CustomerId>, words: &str, at: i64) -> Unfinished {
    Unfinished {
        kept: Kept {
            kind: Kind::Customer,
            once: once.to_owned(),
            customer,
            title: "李明".to_owned(),
            body: json!({ "words": words }),
        },
        at: Instant(AT.0 + at),
    }
}

fn new(name: &str, phones: &[&str]) -> Draft {
    let phone = |typed: &&str| NewPhone {
        typed: (*typed).to_owned(),
        kind: None,
        member: None,
        ..NewPhone::default()
    };
    Draft {
        fields: vec![(Field::Name, name.to_owned())],
        phones: phones.iter().map(phone).collect(),
        ..Draft::default()
    }
}

fn keeps(place: &mut Place, login: &str, form: &Unfinished) {
    let asking = place.asking(login);
    store_or_leave(&mut place.writer, &asking, form, None).unwrap();
}

fn of(place: &Place, login: &str) -> Vec<Unfinished> {
    let reader = place.reader();
    let actor = crate::store::staff::actor(&reader, place.id(login)).unwrap();
    list(&reader, &actor, AT).unwrap()
}

fn under(place: &Place, login: &str, key: &str) -> Asking {
    Asking {
        once: Some(Once {
            key: key.to_owned(),
            digest: "digest".to_owned(),
        }),
        ..place.asking(login)
    }
}

fn added(place: &mut Place, login: &str, key: &str) -> Done<customer::Added> {
    let asking = under(place, login, key);
    let draft = new("李明", &["13800134821"]);
    let add = |tx: &crate::store::Tx<'_>| customer::add(tx, &draft);
    place.writer.change(&asking, "customer.add", add).unwrap()
}

#[test]
fn a_draft_is_kept_as_it_was_typed_last_and_is_ones_own() {
    let mut place = Place::staffed();
    keeps(&mut place, "wangwei", &form("a", None, "想要", 0));
    let last = form("a", None, "想要降压灵", 1);
    keeps(&mut place, "wangwei", &last);
    keeps(&mut place, "wangwei", &form("b", None, "第二份", 2));
    assert_eq!(
        of(&place, "wangwei"),
        [form("b", None, "第二份", 2), last.clone()]
    );
    assert!(of(&place, "sun").is_empty(), "a supervisor sees none of it");
    let sun = place.asking("sun");
    forget(&mut place.writer, &sun, "a").unwrap();
    let taken = Keeper::default().take_up(&mut place.writer, &sun, "a");
    assert!(matches!(taken, Err(Error::Gone(_))), "{taken:?}");
    let wangwei = place.asking("wangwei");
    forget(&mut place.writer, &wangwei, "b").unwrap();
    assert_eq!(of(&place, "wangwei"), [last]);
}

#[test]
fn a_form_that_is_stored_leaves_no_draft_and_none_is_kept_after_it() {
    let mut place = Place::staffed();
    keeps(&mut place, "wangwei", &form("a", None, "李明", 0));
    keeps(&mut place, "sun", &form("a", None, "李明", 0));
    let first = added(&mut place, "wangwei", "a");
    assert!(of(&place, "wangwei").is_empty());
    assert_eq!(of(&place, "sun").len(), 1, "another person's key");
    // The line dropped before the answer was there, and what was typed is kept once more.
    keeps(&mut place, "wangwei", &form("a", None, "李明", 9));
    assert!(of(&place, "wangwei").is_empty());
    let again = added(&mut place, "wangwei", "a");
    assert!(again.repeated);
    assert_eq!(again.answer.id, first.answer.id);
}

#[test]
fn a_draft_whose_form_is_refused_stays() {
    let mut place = Place::staffed();
    keeps(&mut place, "wangwei", &form("a", None, "李明", 0));
    let asking = under(&place, "wangwei", "a");
    let nameless = new("", &["13800134821"]);
    let add = |tx: &crate::store::Tx<'_>| customer::add(tx, &nameless);
    let refused = place.writer.change(&asking, "customer.add", add);
    assert!(refused.is_err());
    assert_eq!(of(&place, "wangwei").len(), 1);
}

#[test]
fn a_draft_of_a_customer_who_is_out_of_reach_is_kept_but_not_shown() {
    let mut place = Place::staffed();
    place.done("root", |tx| setting::set(tx, "open_file", "off"));
    let id = place
        .done("wangwei", |tx| customer::add(tx, &new("李明", &[])))
        .id;
    keeps(&mut place, "wangwei", &form("a", Some(id), "备注", 0));
    assert_eq!(of(&place, "wangwei").len(), 1);
    let li = place.id("li");
    place.done("boss", |tx| customer::transfer(tx, &[id], li, "换人"));
    assert!(of(&place, "wangwei").is_empty());
    let wangwei = place.asking("wangwei");
    let taken = Keeper::default().take_up(&mut place.writer, &wangwei, "a");
    assert!(matches!(taken, Err(Error::Refused(_))), "{taken:?}");
    let back = place.id("wangwei");
    place.done("boss", |tx| customer::transfer(tx, &[id], back, "换回"));
    assert_eq!(of(&place, "wangwei").len(), 1);
}

#[test]
fn a_draft_that_is_open_at_a_desk_is_offered_nowhere_else_until_that_desk_is_gone() {
    let mut place = Place::staffed();
    let wangwei = place.asking("wangwei");
    let (mut here, mut there) = (Keeper::default(), Keeper::default());
    let typed = form("a", None, "李明", 0);
    here.keep(&mut place.writer, &wangwei, &typed).unwrap();
    assert!(of(&place, "wangwei").is_empty());
    let taken = there.take_up(&mut place.writer, &wangwei, "a");
    let elsewhere = Refusal::State("draft.elsewhere");
    assert!(matches!(taken, Err(Error::Refused(why)) if why == elsewhere));
    drop(here);
    assert_eq!(of(&place, "wangwei"), std::slice::from_ref(&typed));
    let taken = there.take_up(&mut place.writer, &wangwei, "a").unwrap();
    assert_eq!(taken, typed.kept);
    assert!(of(&place, "wangwei").is_empty());
    // The same desk may open it again.
    assert!(there.take_up(&mut place.writer, &wangwei, "a").is_ok());
}

/// The files of a folder by their endings.
fn files(place: &Place, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder::of(place.writer.path())).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|end| end == ending))
        .collect()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn while_another_process_has_the_file_a_draft_waits_beside_it_for_the_next_start() {
    let mut place = Place::staffed();
    keeps(&mut place, "wangwei", &form("a", None, "想要", 0));
    let path = place.writer.path().to_owned();
    let taken = lock::for_writing(&path, "a long import", DRAFT_PATIENCE).unwrap();
    let wangwei = place.asking("wangwei");
    for (once, words) in [("a", "想要降压"), ("a", "想要降压灵"), ("b", "第二份")] {
        let form = form(once, None, words, 1);
        keep_all(&place.house, &wangwei, vec![form.kept]).unwrap();
    }
    drop(taken);
    let left = files(&place, "draft");
    assert_eq!(left.len(), 2, "{left:?}");
    let open_to: Vec<u32> = left.iter().map(|path| mode(path)).collect();
    assert_eq!(open_to, [0o600, 0o600]);
    assert_eq!(mode(&folder::of(&path)), 0o700);
    // Not hers, and not the next start of somebody else.
    let sun = place.asking("sun");
    pick_up(&mut place.writer, &sun).unwrap();
    assert_eq!(files(&place, "draft").len(), 2);
    pick_up(&mut place.writer, &wangwei).unwrap();
    assert!(files(&place, "draft").is_empty());
    let mut words: Vec<String> = of(&place, "wangwei")
        .into_iter()
        .map(|form| form.kept.body["words"].as_str().unwrap().to_owned())
        .collect();
    words.sort();
    assert_eq!(words, ["想要降压灵", "第二份"]);
}

#[test]
fn what_waits_beside_the_file_is_never_stored_over_something_newer_or_after_its_form() {
    let mut place = Place::staffed();
    let path = place.writer.path().to_owned();
    let wangwei = place.id("wangwei");
    for once in ["a", "b"] {
        folder::leave(&path, wangwei, &form(once, None, "旧", 0)).unwrap();
    }
    let newer = form("a", None, "新", 5);
    let asking = place.asking("wangwei");
    place
        .writer
        .live(&asking, "draft", false, |tx| keep(tx, &newer, None))
        .unwrap();
    added(&mut place, "wangwei", "b");
    pick_up(&mut place.writer, &asking).unwrap();
    assert_eq!(of(&place, "wangwei"), [newer]);
    // A draft that can be stored again takes its file away.
    folder::leave(&path, wangwei, &form("c", None, "旧", 0)).unwrap();
    keeps(&mut place, "wangwei", &form("c", None, "新", 1));
    assert!(files(&place, "draft").is_empty());
}

#[test]
fn a_file_that_nobody_can_read_is_set_aside_and_seats_of_dead_desks_are_taken_away() {
    let mut place = Place::staffed();
    let path = place.writer.path().to_owned();
    let folder = folder::made(&path).unwrap();
    let StaffId(me) = place.id("wangwei");
    std::fs::write(folder.join(format!("{me}-x.draft")), b"\xff{").unwrap();
    std::fs::write(folder.join("00000000000000aa.desk"), b"").unwrap();
    let living = Seat::take(&folder, "王薇").unwrap();
    let asking = place.asking("wangwei");
    pick_up(&mut place.writer, &asking).unwrap();
    assert_eq!(files(&place, "unreadable").len(), 1);
    assert_eq!(files(&place, "desk").len(), 1);
    assert!(lock::is_seated(&folder, living.name()));
    assert!(!lock::is_seated(&folder, "../t.db"));
}
