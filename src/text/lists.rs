//! What the lists by time are called, and why somebody is on one. Must not know where that stands.

use super::reason::{self, Telling};
use super::{Lang, say};
use crate::domain::ids::RuleId;
use crate::domain::today::{Due, Held, ListOf, Topic, Within};
use crate::domain::when::{Span, Unit};

/// The name of a list: `birthdays this week`, `三个月未联系`.
#[must_use]
pub fn title(lang: Lang, list: ListOf) -> String {
    let ListOf::Timed(topic, within) = list else {
        return match lang {
            Lang::Zh => "今日提醒".to_owned(),
            Lang::En => "today, ranked".to_owned(),
        };
    };
    match lang {
        Lang::Zh => chinese(topic, within),
        Lang::En => english(topic, within),
    }
}

/// One day for which somebody is on a list, in as few words as say it: `birthday in 2d`,
/// `蜂胶 12-31`, `deliver 2 boxes 12-03`, `11-20`.
#[must_use]
pub fn held(lang: Lang, with: &Telling<'_>, held: &Held) -> String {
    let day = say::day(with.now, held.on);
    match (&held.why, &held.task) {
        (Some((kind, detail)), _) => {
            // It is worded as the reason of its kind, whether or not the business uses that.
            let due = Due {
                rule: RuleId(0),
                code: String::new(),
                kind: *kind,
                occurrence: String::new(),
                due_on: held.on,
                at: None,
                points: 0,
                detail: detail.clone(),
            };
            reason::short(lang, with, &due)
        }
        (None, Some(task)) => format!("{task} {day}"),
        (None, None) => day,
    }
}

fn english(topic: Topic, within: Within) -> String {
    let what = match topic {
        Topic::Birthdays => "birthdays",
        Topic::Anniversaries => "anniversaries",
        Topic::Ending => "products ending",
        Topic::New => "new",
        Topic::Bought => "bought",
        Topic::Served => "served",
        Topic::Transferred => "assigned or handed over",
        Topic::Silent => "not contacted",
        Topic::Tasks => "open tasks",
    };
    match within {
        Within::Ever => what.to_owned(),
        Within::Week => format!("{what} this week"),
        Within::Month => format!("{what} this month"),
        Within::Span(span) => {
            let (one, many) = match span.unit {
                Unit::Day => ("day", "days"),
                Unit::Week => ("week", "weeks"),
                Unit::Month => ("month", "months"),
                Unit::Year => ("year", "years"),
            };
            let long = match span.count {
                1 => format!("1 {one}"),
                count => format!("{count} {many}"),
            };
            match topic {
                Topic::Silent => format!("{what} for {long}"),
                topic if topic.is_ahead() => format!("{what}, next {long}"),
                _ => format!("{what}, last {long}"),
            }
        }
    }
}

fn chinese(topic: Topic, within: Within) -> String {
    let what = match topic {
        Topic::Birthdays => "过生日",
        Topic::Anniversaries => "纪念日",
        Topic::Ending => "产品用完",
        Topic::New => "新增",
        Topic::Bought => "购买",
        Topic::Served => "服务",
        Topic::Transferred => "分配转移",
        Topic::Silent => "未联系",
        Topic::Tasks => "任务未完",
    };
    match within {
        Within::Ever => what.to_owned(),
        Within::Week => format!("本周{what}"),
        Within::Month => format!("本月{what}"),
        Within::Span(Span { count, unit }) => {
            let unit = match unit {
                Unit::Day => "天",
                Unit::Week => "周",
                Unit::Month => "个月",
                Unit::Year => "年",
            };
            match topic {
                Topic::Silent => format!("{count}{unit}{what}"),
                topic if topic.is_ahead() => format!("{count}{unit}内{what}"),
                _ => format!("近{count}{unit}{what}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_list_has_its_name_in_both_languages() {
        for (list, zh, en) in [
            ("ranked", "今日提醒", "today, ranked"),
            ("birthdays-week", "本周过生日", "birthdays this week"),
            ("ending-month", "本月产品用完", "products ending this month"),
            ("birthdays-30d", "30天内过生日", "birthdays, next 30 days"),
            ("new-1d", "近1天新增", "new, last 1 day"),
            ("silent-3m", "3个月未联系", "not contacted for 3 months"),
            ("tasks", "任务未完", "open tasks"),
        ] {
            let list = list.parse().unwrap();
            assert_eq!(title(Lang::Zh, list), zh);
            assert_eq!(title(Lang::En, list), en);
        }
    }
}
