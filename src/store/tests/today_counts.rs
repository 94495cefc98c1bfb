//! How many are on whole lists, and how far everybody's day is.

use super::customer::draft;
use super::log::logged;
use super::today::{at, born, known, list_of, now, on, settle};
use crate::domain::customer::Draft;
use crate::domain::time::Instant;
use crate::domain::today::{Load, Settling, Whose};
use crate::store::testing::{AT, Place};
use crate::store::{customer, interaction, staff, today};

fn overview(place: &Place, login: &str, at: Instant) -> Vec<Load> {
    let reader = place.reader();
    let actor = staff::actor(&reader, place.id(login)).unwrap();
    today::overview(&reader, &actor, now(at)).unwrap()
}

#[test]
fn a_teams_list_says_how_many_it_holds_however_few_are_shown() {
    let mut place = Place::staffed();
    for (login, how_many) in [("wangwei", 30), ("zhaoyun", 20)] {
        for _ in 0..how_many {
            at(&mut place, login, AT, |tx| {
                customer::add(tx, &draft("李明", &[]))
            });
        }
    }
    let reader = place.reader();
    let sun = staff::actor(&reader, place.id("sun")).unwrap();
    let list = today::list(&reader, &sun, Whose::Team, 5, now(AT)).unwrap();
    assert_eq!((list.rows.len(), list.total, list.more), (5, 50, false));
}

#[test]
fn the_table_of_everybodys_day_counts_left_done_and_promises_an_hour_late() {
    let mut place = Place::staffed();
    let late = known(&mut place, "李明", Draft::default());
    let soon = known(&mut place, "王芳", Draft::default());
    let done = known(&mut place, "赵六", born("11-25"));
    for (id, minutes) in [(late, -61), (soon, -59)] {
        let mut promise = logged(id, "callback");
        promise.next_at = Some(AT.plus_minutes(minutes));
        at(&mut place, "wangwei", on(-1), |tx| {
            interaction::log(tx, &promise)
        });
    }
    at(&mut place, "wangwei", AT, |tx| {
        interaction::log(tx, &logged(done, "reached"))
    });
    let told = |place: &Place| -> Vec<(String, usize, usize, usize)> {
        let loads = overview(place, "sun", AT).into_iter();
        let told = loads.map(|load| (load.login, load.left, load.done, load.overdue));
        told.collect()
    };
    assert_eq!(told(&place), [("wangwei".to_owned(), 2, 1, 1)]);
    let left = list_of(&place, "wangwei", Whose::Mine, AT).total;
    assert_eq!(left, 2);
    // A promise that is dealt with is not overdue any more.
    settle(&mut place, AT, (Some(late), Vec::new()), Settling::Settled);
    assert_eq!(told(&place), [("wangwei".to_owned(), 1, 2, 0)]);
}
