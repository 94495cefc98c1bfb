//! Prices, points and shares.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;

use super::*;
use crate::domain::money::Currency;

fn terms() -> Terms {
    Terms {
        currency: Currency::by_code("CNY").unwrap(),
        points_per: 10,
        discount: 20,
        below_floor: false,
        paid_first: false,
    }
}

fn good() -> Good {
    Good {
        product: ProductId(1),
        active: true,
        price: Some(29_900),
        floor: Some(25_000),
        points: None,
        redeem: Some(300),
    }
}

fn draft(quantity: i64) -> LineDraft {
    LineDraft {
        product: ProductId(1),
        quantity,
        price: None,
        seen: None,
        collected: None,
        cause: Cause::Sold,
    }
}

fn weighed(draft: LineDraft, good: Good, paid: i64, terms: Terms) -> Result<Line, String> {
    match weigh(&[draft], &[good], paid, &terms) {
        Ok(lines) => Ok(lines[0].clone()),
        Err(Error::Invalid { field, fault }) => Err(format!("{field} {fault:?}")),
        Err(other) => Err(other.to_string()),
    }
}

#[test]
fn a_line_costs_the_list_price_and_earns_by_money_or_by_piece() {
    let line = weighed(draft(3), good(), 0, terms()).unwrap();
    assert_eq!((line.price, line.amount), (Some(29_900), 89_700));
    assert_eq!((line.points, line.collected, line.held()), (89, 3, 0));
    let by_piece = Good {
        points: Some(5),
        ..good()
    };
    assert_eq!(weighed(draft(3), by_piece, 0, terms()).unwrap().points, 15);
    let none = Terms {
        points_per: 0,
        ..terms()
    };
    assert_eq!(weighed(draft(3), good(), 0, none).unwrap().points, 0);
}

#[test]
fn gifts_cost_nothing_and_what_is_redeemed_costs_points() {
    let gift = LineDraft {
        cause: Cause::Gift("birthday".to_owned()),
        ..draft(2)
    };
    let line = weighed(gift, good(), 0, terms()).unwrap();
    assert_eq!((line.price, line.amount, line.points), (None, 0, 0));
    let redeemed = |points| LineDraft {
        cause: Cause::Redeemed(points),
        ..draft(2)
    };
    assert_eq!(
        weighed(redeemed(None), good(), 0, terms()).unwrap().points,
        -600
    );
    // Fewer points than it costs would be a way below the floor price.
    let few = "line.1.points AtLeast(\"300\")".to_owned();
    assert_eq!(weighed(redeemed(Some(299)), good(), 0, terms()), Err(few));
    let more = weighed(redeemed(Some(301)), good(), 0, terms()).unwrap();
    assert_eq!(more.points, -602);
    let manager = Terms {
        below_floor: true,
        ..terms()
    };
    for (said, points) in [(Some(1), Ok(-2)), (None, Ok(-600)), (Some(0), Err("1"))] {
        let said = weighed(redeemed(said), good(), 0, manager).map(|line| line.points);
        let least = |least| format!("line.1.points AtLeast(\"{least}\")");
        assert_eq!(said, points.map_err(least));
    }
    let not = Good {
        redeem: None,
        ..good()
    };
    let never = Err("line.1.points NotForPoints".to_owned());
    assert_eq!(weighed(redeemed(None), not.clone(), 0, terms()), never);
    assert_eq!(weighed(redeemed(Some(9)), not.clone(), 0, terms()), never);
    assert_eq!(weighed(redeemed(None), not.clone(), 0, manager), never);
    assert_eq!(
        weighed(redeemed(Some(9)), not, 0, manager).unwrap().points,
        -18
    );
}

#[test]
fn what_cannot_be_taken_is_told_at_its_line_and_field() {
    let priced = |price| LineDraft {
        price: Some(price),
        ..draft(1)
    };
    let floor = "line.1.price AtLeast(\"250.00\")".to_owned();
    assert_eq!(weighed(priced(24_999), good(), 0, terms()), Err(floor));
    let boss = Terms {
        below_floor: true,
        ..terms()
    };
    let discount = "line.1.price AtLeast(\"239.20\")".to_owned();
    assert_eq!(weighed(priced(23_919), good(), 0, boss), Err(discount));
    assert!(weighed(priced(23_920), good(), 0, boss).is_ok());
    let seen = LineDraft {
        seen: Some(28_000),
        ..draft(1)
    };
    let changed = "line.1.price ChangedTo(\"299.00\")".to_owned();
    assert_eq!(weighed(seen, good(), 0, terms()), Err(changed));
    for (quantity, price) in [(0, None), (-1, None), (i64::MAX, None), (2, Some(i64::MAX))] {
        let bad = LineDraft {
            price,
            ..draft(quantity)
        };
        let said = weighed(bad, good(), 0, terms()).unwrap_err();
        let why = match quantity {
            ..=0 => "NotAboveZero",
            2 => "price AtMost(\"5000000000.00\")",
            _ => "AtMost(\"1000000000\")",
        };
        assert!(said.ends_with(why), "{said}");
    }
    let more = LineDraft {
        collected: Some(3),
        ..draft(2)
    };
    let most = "line.1.collected AtMost(\"2\")".to_owned();
    assert_eq!(weighed(more, good(), 0, terms()), Err(most));
    let withdrawn = Good {
        active: false,
        ..good()
    };
    let gone = "line.1.product Withdrawn".to_owned();
    assert_eq!(weighed(draft(1), withdrawn, 0, terms()), Err(gone));
}

#[test]
fn what_a_file_tells_of_the_past_is_above_zero_and_within_the_bound() {
    let currency = terms().currency;
    let said = |quantity, price, amount| told(quantity, price, amount, currency);
    let (below, above) = (
        Fault::AtLeast("0".to_owned()),
        Fault::AtMost("10000000000.00".to_owned()),
    );
    assert_eq!(said(1, None, 0), Ok(()));
    assert_eq!(said(MOST, Some(DEAREST), DEAREST), Ok(()));
    for (quantity, price, amount, wrong) in [
        (0, None, 100, ("quantity", Fault::NotAboveZero)),
        (-1, None, 100, ("quantity", Fault::NotAboveZero)),
        (1, Some(-1), 100, ("unit_price", below.clone())),
        (1, Some(DEAREST + 1), 100, ("unit_price", above.clone())),
        (1, None, -1, ("amount", below)),
        (1, None, i64::MAX, ("amount", above)),
    ] {
        assert_eq!(said(quantity, price, amount), Err(wrong));
    }
    let many = ("quantity", Fault::AtMost(MOST.to_string()));
    assert_eq!(said(MOST + 1, None, 100), Err(many));
}

#[test]
fn a_line_may_come_to_what_the_lines_before_it_have_left() {
    let priced = |quantity, price| LineDraft {
        price: Some(price),
        ..draft(quantity)
    };
    let lines = [priced(1, DEAREST - 100_000), priced(2, 60_000)];
    let Err(Error::Invalid { field, fault }) = weigh(&lines, &[good(), good()], 0, &terms()) else {
        panic!("more than a sale can come to");
    };
    assert_eq!(field, "line.2.price");
    assert_eq!(fault, Fault::AtMost("500.00".to_owned()));
}

#[test]
fn where_goods_leave_only_when_paid_the_rest_is_held() {
    let strict = Terms {
        paid_first: true,
        ..terms()
    };
    assert_eq!(weighed(draft(2), good(), 59_799, strict).unwrap().held(), 2);
    assert_eq!(weighed(draft(2), good(), 59_800, strict).unwrap().held(), 0);
    let takes = LineDraft {
        collected: Some(1),
        ..draft(2)
    };
    let told = "line.1.collected PaidFirst".to_owned();
    assert_eq!(weighed(takes, good(), 0, strict), Err(told));
}

#[test]
fn pieces_are_read_as_people_write_them() {
    assert_eq!(count(" 1,200 "), Ok(1_200));
    assert_eq!(count("３"), Ok(3));
    assert_eq!(count("3.00"), Ok(3));
    assert_eq!(count("-2"), Ok(-2));
    for text in ["", "x", "3.5", "1e3", "--2", "3 4"] {
        assert!(count(text).is_err(), "{text}");
    }
    assert_eq!(count("99999999999999999999"), Err(Fault::OutOfRange));
}

proptest! {
    #[test]
    fn the_shares_of_a_whole_make_up_the_whole(
        whole in -1_000_000_i64..1_000_000, cuts in proptest::collection::vec(1_i64..9, 1..9)
    ) {
        let (mut left, mut rest) = (cuts.iter().sum(), whole);
        for cut in cuts {
            rest -= share(rest, left, cut);
            left -= cut;
        }
        prop_assert_eq!(rest, 0);
    }
}
