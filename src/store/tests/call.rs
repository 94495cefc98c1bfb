//! The exchange speaks: in any order, twice, while somebody writes, into a file that is not there.

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant as Clock};

use crate::domain::ids::StaffId;
use crate::domain::interaction::Call;
use crate::domain::ringing::{CallState, Said, Telling};
use crate::domain::staff::{NewStaff, Role};
use crate::domain::time::Instant;
use crate::error::Error;
use crate::store::rings::{self, Delivery};
use crate::store::testing::{AT, Place};
use crate::store::{Asking, House, authorise, call, feed, lock, staff};

fn place() -> Place {
    let mut place = Place::fresh();
    place.done("root", |tx| {
        let new = NewStaff {
            login: "wangwei".into(),
            name: "王薇".into(),
            role: Role::Agent,
            unit: None,
            ext: Some("801".into()),
        };
        staff::add(tx, &new)
    });
    // `init` has the file alone; a house at work has it open beside others.
    let Place {
        house,
        writer,
        folder,
    } = place;
    let path = house.path().to_owned();
    drop((house, writer));
    let house = House::open(&path).unwrap();
    let writer = house.writer().unwrap();
    Place {
        house,
        writer,
        folder,
    }
}

fn after(seconds: i64) -> Instant {
    Instant(AT.0 + seconds * 1000)
}

fn telling(seconds: i64, said: Said) -> Telling {
    Telling {
        call_id: "a-1".into(),
        ext: "801".into(),
        at: after(seconds),
        said,
    }
}

fn ring(seconds: i64) -> Telling {
    let said = Said::Ring {
        number: "+86 138 0013 4821".into(),
        name: Some("李明".into()),
    };
    telling(seconds, said)
}

fn mine(place: &Place, at: Instant) -> Vec<Call> {
    let reader = place.reader();
    let actor = authorise::actor(reader.conn(), place.id("wangwei")).unwrap();
    call::mine(&reader, &actor, at).unwrap()
}

fn stored(place: &Place, telling: Telling) -> call::Heard {
    match rings::ring_or_leave(place.house.path(), telling) {
        Delivery::Stored(heard) => heard,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ring_reaches_the_desk_with_the_extension_its_number_in_normal_form() {
    let place = place();
    let before = feed::newest(&place.reader()).unwrap();
    let heard = stored(&place, ring(0));
    assert_eq!(heard.staff, Some(place.id("wangwei")));
    let calls = mine(&place, after(1));
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].digits.as_deref(), Some("8613800134821"));
    assert_eq!(calls[0].number.as_deref(), Some("+86 138 0013 4821"));
    assert_eq!(calls[0].state(after(1)), CallState::Ringing);
    assert_eq!(call::get(&place.reader(), heard.call).unwrap(), calls[0]);
    let told = feed::since(&place.reader(), before).unwrap().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].topic.as_str(), told[0].staff),
        (feed::CALL, heard.staff)
    );
}

#[test]
fn repeats_and_any_order_come_to_one_row_and_repeats_tell_nobody() {
    let place = place();
    let hangup = || telling(9, Said::Hangup { answered: None });
    for telling in [hangup(), telling(4, Said::Answer), ring(0)] {
        stored(&place, telling);
    }
    let before = feed::newest(&place.reader()).unwrap();
    for telling in [ring(0), hangup(), telling(4, Said::Answer), ring(2)] {
        stored(&place, telling);
    }
    assert_eq!(feed::newest(&place.reader()).unwrap(), before);
    let calls = mine(&place, after(20));
    assert_eq!(calls.len(), 1);
    assert!(!calls[0].missed);
    assert_eq!(calls[0].rang_at, Some(after(0)));
    assert_eq!(calls[0].state(after(20)), CallState::Ended);
}

#[test]
fn a_lost_ring_becomes_a_missed_call_and_a_lost_talk_goes_away() {
    let place = place();
    stored(&place, ring(0));
    assert!(!mine(&place, after(600))[0].missed);
    assert!(mine(&place, after(601))[0].missed);
    stored(&place, telling(700, Said::Answer));
    assert!(!mine(&place, after(701))[0].missed);
    assert_eq!(mine(&place, after(700 + 8 * 3600 + 1)), []);
}

#[test]
fn only_the_exchange_may_speak_and_it_may_do_nothing_else() {
    let mut place = place();
    let asking = place.asking("root");
    let understood = call::Understood::new(ring(0), "CN");
    let refused = place
        .writer
        .live(&asking, "ring", false, |tx| call::tell(tx, &understood));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    assert_eq!(mine(&place, after(1)), []);
    let exchange: StaffId = call::exchange(place.writer.conn()).unwrap();
    let asking = Asking::new(exchange, AT);
    let refused = place
        .writer
        .change(&asking, "staff", |tx| staff::disable(tx, "wangwei"));
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
}

#[test]
fn while_somebody_writes_the_exchange_leaves_word_in_time_and_a_desk_picks_it_up_in_order() {
    let mut place = place();
    let path = place.house.path().to_owned();
    let held = lock::for_writing(&path, "an import", Duration::from_secs(1)).unwrap();
    for telling in [telling(5, Said::Answer), ring(0)] {
        let begun = Clock::now();
        let delivery = rings::ring_or_leave(&path, telling);
        assert!(
            matches!(delivery, Delivery::Left(Error::Busy { .. })),
            "{delivery:?}"
        );
        assert!(
            begun.elapsed() < Duration::from_millis(500),
            "{:?}",
            begun.elapsed()
        );
    }
    let folder = lock::beside(&path, "rings");
    for entry in std::fs::read_dir(&folder).unwrap() {
        let mode = entry.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    std::fs::write(folder.join("torn.ring"), b"{\"call_id\":").unwrap();
    std::fs::write(folder.join("half.partial"), b"{").unwrap();
    assert!(rings::any(&path));
    drop(held);
    assert_eq!(rings::pick_up(&mut place.writer, after(6)).unwrap(), 2);
    assert_eq!(rings::pick_up(&mut place.writer, after(6)).unwrap(), 0);
    assert!(!rings::any(&path));
    assert!(folder.join("torn.unreadable").exists());
    assert_eq!(
        mine(&place, after(6))[0].state(after(6)),
        CallState::Talking
    );
}

#[test]
fn word_that_lay_too_long_is_a_missed_call() {
    let mut place = place();
    rings::leave(place.house.path(), &ring(0)).unwrap();
    assert_eq!(rings::pick_up(&mut place.writer, after(3600)).unwrap(), 1);
    let calls = mine(&place, after(3600));
    assert!(calls[0].missed);
}

#[test]
fn desks_that_pick_up_together_store_each_call_once() {
    let place = place();
    let path = place.house.path().to_owned();
    for n in 0..20 {
        let telling = Telling {
            call_id: format!("c{n}"),
            ..ring(n)
        };
        rings::leave(&path, &telling).unwrap();
    }
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut writer = place.house.writer().unwrap();
                while rings::pick_up(&mut writer, after(30)).unwrap() > 0 {}
            });
        }
        scope.spawn(|| {
            for n in 0..20 {
                let telling = Telling {
                    call_id: format!("c{n}"),
                    ..telling(n, Said::Answer)
                };
                rings::ring_or_leave(&path, telling);
            }
        });
    });
    let mut writer = place.house.writer().unwrap();
    while rings::pick_up(&mut writer, after(30)).unwrap() > 0 {}
    let calls = mine(&place, after(31));
    assert_eq!(calls.len(), 20);
    assert!(
        calls
            .iter()
            .all(|call| call.state(after(31)) == CallState::Talking)
    );
}

#[test]
fn no_file_or_a_strange_one_is_a_reason_and_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.db");
    let delivery = rings::ring_or_leave(&missing, ring(0));
    assert!(
        matches!(delivery, Delivery::Lost(Error::Missing(_))),
        "{delivery:?}"
    );
    let strange = folder.path().join("strange.db");
    std::fs::write(&strange, b"no database at all, but long enough to look at").unwrap();
    let delivery = rings::ring_or_leave(&strange, ring(0));
    assert!(
        matches!(delivery, Delivery::Lost(Error::Damaged(_))),
        "{delivery:?}"
    );
    assert!(!lock::beside(&strange, "rings").exists());
}

#[test]
fn while_somebody_works_on_the_file_alone_or_it_has_another_version_word_is_left() {
    let place = place();
    let path = place.house.path().to_owned();
    place
        .writer
        .conn()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let delivery = rings::ring_or_leave(&path, ring(0));
    assert!(
        matches!(delivery, Delivery::Left(Error::OtherVersion { .. })),
        "{delivery:?}"
    );
    let Place {
        house,
        writer,
        folder: _folder,
    } = place;
    drop((house, writer));
    let _alone = lock::alone(&path, "an upgrade").unwrap();
    let begun = Clock::now();
    let delivery = rings::ring_or_leave(&path, ring(1));
    assert!(
        matches!(delivery, Delivery::Left(Error::InUse(_))),
        "{delivery:?}"
    );
    assert!(
        begun.elapsed() < Duration::from_millis(500),
        "{:?}",
        begun.elapsed()
    );
    let left = std::fs::read_dir(lock::beside(&path, "rings"))
        .unwrap()
        .count();
    assert_eq!(left, 2);
}
