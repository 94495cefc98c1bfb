//! Until when something lasts, in words: in short, and why. Names in it are as stored, not cleaned.
//! Must not know how it is reckoned, nor screens.

use super::{Lang, say};
use crate::domain::supply::{RunOut, Supply};
use crate::domain::time::Now;

/// `propolis runs out 12-31`.
#[must_use]
pub fn short(lang: Lang, now: &Now, supply: &Supply) -> String {
    let (name, on) = (&supply.name, say::day(now, supply.ends.runs_out_on));
    match (lang, now.days_until(supply.ends.runs_out_on) < 0) {
        (Lang::Zh, false) => format!("{name} {on} 用完"),
        (Lang::Zh, true) => format!("{name} {on} 已用完"),
        (Lang::En, false) => format!("{name} runs out {on}"),
        (Lang::En, true) => format!("{name} ran out {on}"),
    }
}

/// `3 × 30 days, 2 users, intervals 84, 91 days, 12-25 to 01-05`: what it follows from.
#[must_use]
pub fn why(lang: Lang, now: &Now, ends: &RunOut) -> String {
    let (quantity, days) = (ends.quantity, ends.usage.cycle_days);
    let mut parts = vec![match lang {
        Lang::Zh => format!("{quantity} × {days} 天"),
        Lang::En => format!("{quantity} × {days} days"),
    }];
    if ends.usage.users > 1 {
        let users = ends.usage.users;
        parts.push(match lang {
            Lang::Zh => format!("{users} 人用"),
            Lang::En => format!("{users} users"),
        });
    }
    if ends.left_days > 0 {
        let left = ends.left_days;
        parts.push(match lang {
            Lang::Zh => format!("买时还够 {left} 天"),
            Lang::En => format!("{left} days were left"),
        });
    }
    if ends.corrected() {
        let last = last_two(&ends.intervals);
        parts.push(match lang {
            Lang::Zh => format!("最近间隔 {last} 天"),
            Lang::En => format!("last intervals {last} days"),
        });
        let (lasts, users) = (ends.lot_days, ends.usage.users.max(1));
        if lasts != quantity.saturating_mul(days) / users {
            parts.push(match lang {
                Lang::Zh => format!("约用 {lasts} 天"),
                Lang::En => format!("so it lasts {lasts}"),
            });
        }
    }
    if ends.earliest < ends.latest {
        let (from, to) = (say::day(now, ends.earliest), say::day(now, ends.latest));
        parts.push(match lang {
            Lang::Zh => format!("{from} 至 {to}"),
            Lang::En => format!("{from} to {to}"),
        });
    }
    parts.join(match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    })
}

fn last_two(intervals: &[i64]) -> String {
    let from = intervals.len().saturating_sub(2);
    let last = intervals.iter().skip(from).map(i64::to_string);
    last.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::ids::ProductId;
    use crate::domain::supply::{Purchase, Usage, run_out};
    use crate::domain::time::{Day, Instant};

    #[test]
    fn what_runs_out_is_said_with_what_it_follows_from() {
        // 2026-11-23 in Shanghai.
        let now = Now {
            at: Instant(1_795_413_900_000),
            zone: chrono_tz::Asia::Shanghai,
        };
        let bought = |month, day| Purchase {
            on: Day::from_ymd_opt(2026, month, day).unwrap(),
            quantity: 3,
        };
        let supply = |purchases: &[Purchase], users| Supply {
            product: ProductId(1),
            code: "P1".to_owned(),
            name: "蜂胶".to_owned(),
            ends: run_out(
                purchases,
                Usage {
                    cycle_days: 30,
                    users,
                },
            )
            .unwrap(),
        };
        let once = supply(&[bought(10, 2)], 1);
        assert_eq!(short(Lang::Zh, &now, &once), "蜂胶 12-31 用完");
        assert_eq!(short(Lang::En, &now, &once), "蜂胶 runs out 12-31");
        assert_eq!(
            why(Lang::Zh, &now, &once.ends),
            "3 × 30 天，12-22 至 2027-01-09"
        );
        let often = supply(&[bought(1, 1), bought(3, 26), bought(6, 25)], 1);
        assert_eq!(short(Lang::En, &now, &often), "蜂胶 ran out 09-28");
        assert_eq!(
            why(Lang::En, &now, &often.ends),
            "3 × 30 days, 5 days were left, last intervals 84, 91 days, 09-27 to 09-29"
        );
        let fast = supply(&[bought(1, 1), bought(3, 2), bought(5, 1)], 1);
        assert_eq!(
            why(Lang::Zh, &now, &fast.ends),
            "3 × 30 天，最近间隔 60, 60 天，约用 60 天"
        );
        let two = supply(&[bought(11, 1)], 2);
        assert_eq!(
            why(Lang::En, &now, &two.ends),
            "3 × 30 days, 2 users, 12-12 to 12-21"
        );
    }
}
