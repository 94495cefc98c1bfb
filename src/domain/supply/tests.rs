//! Run-outs: what people expect of them, and rules that hold whatever was bought.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

const BOX: Usage = Usage {
    cycle_days: 30,
    users: 1,
};

fn day(number: i64) -> Day {
    Day::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(number)
}

/// Purchases on these days (from 2026-01-01 on) in these quantities.
fn bought(purchases: &[(i64, i64)]) -> Vec<Purchase> {
    let one = |&(on, quantity): &(i64, i64)| Purchase {
        on: day(on),
        quantity,
    };
    purchases.iter().map(one).collect()
}

fn of(purchases: &[(i64, i64)], usage: Usage) -> RunOut {
    run_out(&bought(purchases), usage).unwrap()
}

/// When it ends, in days from 2026-01-01, and the range.
fn ends(purchases: &[(i64, i64)]) -> (i64, i64, i64) {
    let found = of(purchases, BOX);
    let number = |on: Day| days_between(day(0), on);
    (
        number(found.runs_out_on),
        number(found.earliest),
        number(found.latest),
    )
}

#[test]
fn three_boxes_of_thirty_days_last_ninety_give_or_take_a_tenth() {
    assert_eq!(ends(&[(0, 3)]), (90, 81, 99));
    let found = of(&[(0, 3)], BOX);
    assert_eq!((found.quantity, found.lot_days), (3, 90));
    assert!(!found.corrected() && found.intervals.is_empty());
}

#[test]
fn two_who_use_it_need_half_as_long_and_what_is_given_away_does_not_run_out() {
    let two = Usage { users: 2, ..BOX };
    assert_eq!(of(&[(0, 3)], two).runs_out_on, day(45));
    let none = Usage { users: 0, ..BOX };
    assert_eq!(run_out(&bought(&[(0, 3)]), none), None);
    assert_eq!(run_out(&[], BOX), None);
    assert_eq!(run_out(&bought(&[(0, 0)]), BOX), None);
}

#[test]
fn what_is_bought_before_the_end_adds_up_and_a_gap_does_not_count() {
    assert_eq!(ends(&[(0, 3), (60, 3)]).0, 180);
    assert_eq!(of(&[(0, 3), (60, 3)], BOX).left_days, 30);
    assert_eq!(ends(&[(0, 3), (200, 3)]).0, 290);
    assert_eq!(of(&[(0, 3), (200, 3)], BOX).left_days, 0);
}

#[test]
fn two_intervals_of_ones_own_correct_it() {
    // Three boxes for 90 days, bought again after 60 and 64: they last 64 days, and 4 are left.
    assert_eq!(ends(&[(0, 3), (60, 3), (124, 3)]).0, 124 + 4 + 64);
    let found = of(&[(0, 3), (60, 3), (124, 3)], BOX);
    assert_eq!(
        (found.intervals.as_slice(), found.left_days),
        (&[60, 64][..], 4)
    );
    assert!(found.corrected());
    // 84 and 91 days are as the product says; the range is what is usual for them.
    assert_eq!(ends(&[(0, 3), (84, 3), (175, 3)]), (175 + 5 + 90, 269, 271));
}

#[test]
fn intervals_count_by_what_was_bought_at_their_beginning() {
    let found = of(&[(0, 1), (20, 3), (80, 2)], BOX);
    assert_eq!(found.intervals, [20, 60]);
    assert_eq!(found.lot_days, 40);
}

#[test]
fn a_single_odd_interval_changes_little() {
    let usual = ends(&[(0, 3), (60, 3), (120, 3), (180, 3)]).0;
    assert_eq!(usual, 240);
    let journey = ends(&[(0, 3), (60, 3), (120, 3), (620, 3), (680, 3)]).0;
    assert_eq!(journey, 740);
    // With two intervals one of which is odd, the product is believed.
    assert_eq!(ends(&[(0, 3), (90, 3), (890, 3)]).0, 980);
}

#[test]
fn more_of_it_within_days_is_the_same_purchase_and_no_interval() {
    let found = of(&[(0, 3), (5, 1), (21, 2)], BOX);
    assert_eq!((found.quantity, found.intervals.len()), (6, 0));
    assert_eq!(found.runs_out_on, day(180));
    // Who uses much more than usual buys again before long: that is an interval each time.
    let found = of(&[(0, 3), (30, 3), (60, 3), (90, 3)], BOX);
    assert_eq!((found.intervals.len(), found.lot_days), (3, 30));
}

#[test]
fn only_the_newest_intervals_count() {
    let young: Vec<(i64, i64)> = (0..8).map(|n| (n * 90, 3)).collect();
    let old = (1..8).map(|n| (630 + n * 60, 3));
    let found = of(&young.into_iter().chain(old).collect::<Vec<_>>(), BOX);
    assert_eq!(found.intervals, [60; 6]);
    assert_eq!(found.lot_days, 60);
}

#[test]
fn numbers_beyond_all_measure_end_at_the_end_of_the_calendar() {
    let huge = Usage {
        cycle_days: i64::MAX,
        users: 1,
    };
    let last = Day::from_ymd_opt(9999, 12, 20).unwrap();
    let purchases = [day(0), day(1), last].map(|on| Purchase {
        on,
        quantity: i64::MAX,
    });
    let found = run_out(&purchases, huge).unwrap();
    assert_eq!(found.runs_out_on, END.unwrap());
    assert_eq!(of(&[(0, i64::MAX)], BOX).lot_days, FURTHEST);
}

#[test]
fn numbers_are_read_as_typed_and_nothing_else_is() {
    assert_eq!(typed_count(" ３0 "), Ok(Some(30)));
    assert_eq!(typed_count("  "), Ok(None));
    for wrong in ["三", "3.5", "1e3", "3 0", "99999999999999999999"] {
        assert_eq!(typed_count(wrong), Err(Fault::NotANumber), "{wrong}");
    }
    assert_eq!(Said::Stays.over(Some(2)), Some(2));
    assert_eq!(Said::Usual.over(Some(2)), None);
    assert_eq!(Said::Own(3).over(None), Some(3));
}

/// Purchases in the order of their days.
fn some() -> impl Strategy<Value = Vec<(i64, i64)>> {
    proptest::collection::vec((0_i64..120, 0_i64..6), 1..14).prop_map(|steps| {
        let mut on = 0;
        let mut next = |(gap, quantity)| {
            on += gap;
            (on, quantity)
        };
        steps.into_iter().map(&mut next).collect()
    })
}

fn usage() -> impl Strategy<Value = Usage> {
    (1_i64..100, 1_i64..4).prop_map(|(cycle_days, users)| Usage { cycle_days, users })
}

proptest! {
    #[test]
    fn the_day_lies_in_its_range_and_follows_from_what_is_told(
        purchases in some(), usage in usage()
    ) {
        if let Some(found) = run_out(&bought(&purchases), usage) {
            prop_assert!(found.earliest <= found.runs_out_on);
            prop_assert!(found.runs_out_on <= found.latest);
            prop_assert!(found.bought_on <= found.earliest);
            prop_assert_eq!(
                found.runs_out_on,
                found.bought_on + Duration::days(found.left_days + found.lot_days)
            );
        } else {
            prop_assert!(purchases.iter().all(|(_, quantity)| *quantity == 0));
        }
    }

    #[test]
    fn two_purchases_of_a_day_are_as_good_as_one_of_both(
        purchases in some(), usage in usage()
    ) {
        let split: Vec<(i64, i64)> = purchases
            .iter()
            .flat_map(|&(on, quantity)| [(on, quantity / 2), (on, quantity - quantity / 2)])
            .collect();
        let mut together: Vec<(i64, i64)> = Vec::new();
        for &(on, quantity) in &purchases {
            match together.last_mut() {
                Some(last) if last.0 == on => last.1 += quantity,
                _ => together.push((on, quantity)),
            }
        }
        let (split, together) = (bought(&split), bought(&together));
        let days = |found: Option<RunOut>| found.map(|found| (found.quantity, found.bought_on));
        prop_assert_eq!(days(run_out(&split, usage)), days(run_out(&together, usage)));
    }

    #[test]
    fn as_long_as_nothing_corrects_it_more_lasts_longer(
        first in 1_i64..6, gap in 0_i64..200, second in 1_i64..6, usage in usage()
    ) {
        let one = of(&[(0, first), (gap, second)], usage);
        let more = of(&[(0, first), (gap, second + 1)], usage);
        let less = of(&[(0, first)], usage);
        prop_assert!(less.runs_out_on <= one.runs_out_on);
        prop_assert!(one.runs_out_on <= more.runs_out_on);
    }

    #[test]
    fn a_steady_customer_runs_out_when_they_would_come_again(
        each in 10_i64..60, times in 4_i64..12, odd in 0_i64..500
    ) {
        // However long one of their intervals was.
        let mut on = 0;
        let mut purchases = vec![(0, 1)];
        for time in 0..times {
            on += each + if time == 1 { odd } else { 0 };
            purchases.push((on, 1));
        }
        prop_assert_eq!(of(&purchases, BOX).lot_days, each);
    }
}
