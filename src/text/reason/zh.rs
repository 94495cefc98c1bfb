//! Reasons in Chinese. Must not know screens.

use chrono::Datelike;

use super::{Lies, Telling, last_two, lies};
use crate::domain::time::{Day, Now};
use crate::domain::today::{Detail, Due, Guard, Kind, Watched};
use crate::text::{Lang, say};

const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];

pub(super) fn usual(kind: Kind) -> &'static str {
    match kind {
        Kind::MissedCall => "未接来电",
        Kind::NotLogged => "已接未记录",
        Kind::NextContact => "约定联系",
        Kind::RunOut => "用完",
        Kind::Birthday => "生日",
        Kind::Anniversary => "纪念日",
        Kind::Silent => "久未联系",
        Kind::BalanceDue => "欠款",
        Kind::HeldLong => "存货未领",
        Kind::Bought => "售后回访",
        Kind::New => "新客户",
        Kind::Transferred => "新接手",
        Kind::Watch => "重点关注",
        Kind::Greeting => "问候",
    }
}

/// `今天`, `明天`, `2天后`, `3天前`.
fn near(now: &Now, day: Day) -> String {
    match lies(now, day) {
        Lies::Ahead(0) => "今天".to_owned(),
        Lies::Ahead(1) => "明天".to_owned(),
        Lies::Ahead(days) => format!("{days}天后"),
        Lies::Back(1) => "昨天".to_owned(),
        Lies::Back(days) => format!("{days}天前"),
    }
}

/// `今天`, `周四（12-31）`, `02-14`, `3天前（11-20）`.
fn on(now: &Now, day: Day) -> String {
    let written = say::day(now, day);
    match lies(now, day) {
        Lies::Ahead(0) => "今天".to_owned(),
        Lies::Ahead(1) => format!("明天（{written}）"),
        Lies::Ahead(2..=6) => {
            let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
            let weekday = WEEKDAYS.get(weekday).copied().unwrap_or_default();
            format!("{weekday}（{written}）")
        }
        Lies::Ahead(_) => written,
        Lies::Back(_) => format!("{}（{written}）", near(now, day)),
    }
}

fn whose(name: Option<&String>) -> String {
    name.map(|name| format!("{name} ")).unwrap_or_default()
}

pub(super) fn short(with: &Telling<'_>, due: &Due) -> String {
    let (now, label) = (with.now, with.label(Lang::Zh, due.kind));
    match &due.detail {
        Detail::Birthday { whose: of, .. } => {
            format!("{}{}{label}", whose(of.as_ref()), near(now, due.due_on))
        }
        Detail::Anniversary {
            name, whose: of, ..
        } => format!("{}{}{name}", whose(of.as_ref()), near(now, due.due_on)),
        Detail::RunOut { product, .. } => format!("{product} {}", with.day(due.due_on)),
        Detail::Silent { since: None, .. } => "从未沟通".to_owned(),
        Detail::Silent {
            since: Some(day), ..
        } => format!("{}天未联系", -now.days_until(*day)),
        Detail::NextContact { .. } => match due.at {
            Some(at) => format!("{} {label}", say::moment(now, at)),
            None if now.days_until(due.due_on) < 0 => format!("{}{label}", near(now, due.due_on)),
            None => label,
        },
        Detail::Call { at, .. } => format!("{label} {}", say::moment(now, *at)),
        Detail::BalanceDue { amount, .. } => format!("欠{}", with.money(*amount)),
        Detail::HeldLong { pieces, .. } => format!("存货{pieces}件"),
        Detail::Greeting { .. } => format!("{}{label}", near(now, due.due_on)),
        Detail::Bought { .. } | Detail::New | Detail::Transferred { .. } | Detail::Watch(_) => {
            label
        }
    }
}

pub(super) fn spoken(with: &Telling<'_>, due: &Due) -> String {
    let (now, label) = (with.now, with.label(Lang::Zh, due.kind));
    let day = on(now, due.due_on);
    match &due.detail {
        Detail::Birthday {
            whose: of,
            turns,
            lunar,
        } => {
            let turns = turns.map(|years| format!("，满{years}岁"));
            yearly(
                &format!("{}{day}{label}", whose(of.as_ref())),
                *lunar,
                turns,
            )
        }
        Detail::Anniversary {
            name,
            whose: of,
            years,
            lunar,
        } => {
            let years = years.map(|years| format!("，{years}周年"));
            yearly(&format!("{}{day}{name}", whose(of.as_ref())), *lunar, years)
        }
        Detail::RunOut { .. } => run_out(with, due),
        Detail::Silent { since, every_days } => {
            let since = match since {
                None => "从未沟通过".to_owned(),
                Some(since) => {
                    let days = -now.days_until(*since);
                    format!("{days}天未联系（上次{}）", with.day(*since))
                }
            };
            format!("{since}，该级别每{every_days}天联系一次")
        }
        Detail::NextContact { by } => {
            let when = due.at.map_or(day, |at| say::moment(now, at));
            match with.person(*by) {
                Some(by) => format!("{label}：{when}，{by}约好的"),
                None => format!("{label}：{when}"),
            }
        }
        _ => other(with, due, &label, &day),
    }
}

/// The reasons that have no numbers of their own.
fn other(with: &Telling<'_>, due: &Due, label: &str, day: &str) -> String {
    let now = with.now;
    match &due.detail {
        Detail::Call { at, .. } => format!("{label}：{}", say::moment(now, *at)),
        Detail::BalanceDue { amount, since } => {
            let (money, since) = (with.money(*amount), with.day(*since));
            format!("还欠{money}（{since}购买）")
        }
        Detail::HeldLong { pieces, since } => {
            let days = -now.days_until(*since);
            format!("{label}：{pieces}件，已存{days}天（{}）", with.day(*since))
        }
        Detail::Bought { on, .. } => {
            let days = -now.days_until(*on);
            format!("{label}：{days}天前购买（{}）", with.day(*on))
        }
        Detail::New => format!("{label}：{}登记，还没有人联系过", with.day(due.due_on)),
        Detail::Transferred { from } => {
            let from = with.person(*from).map(|name| format!("由{name}"));
            format!(
                "{label}：{}{}转来",
                with.day(due.due_on),
                from.unwrap_or_default()
            )
        }
        Detail::Watch(Watched::Falling { last }) => match last {
            Some(last) => format!(
                "{label}：{}以后没有购买，已过平时间隔的两倍",
                with.day(*last)
            ),
            None => format!("{label}：购买减少"),
        },
        Detail::Watch(Watched::Complaint) => format!("{label}：{}", with.day(due.due_on)),
        Detail::Greeting { .. } => format!("{day}{label}"),
        _ => label.to_owned(),
    }
}

fn yearly(what: &str, lunar: bool, years: Option<String>) -> String {
    let lunar = if lunar { "（农历）" } else { "" };
    format!("{what}{lunar}{}", years.unwrap_or_default())
}

/// `蜂胶周四（12-31）用完：3份，每份30天，最近两次间隔84、91天`.
fn run_out(with: &Telling<'_>, due: &Due) -> String {
    let Detail::RunOut {
        product,
        quantity,
        cycle_days,
        users,
        intervals,
        earliest,
        latest,
    } = &due.detail
    else {
        return String::new();
    };
    let day = on(with.now, due.due_on);
    let blank = if day.starts_with(|c: char| c.is_ascii_digit()) {
        " "
    } else {
        ""
    };
    let mut said = format!("{product}{blank}{day}用完：{quantity}份，每份{cycle_days}天");
    if *users > 1 {
        said.push_str(&format!("，{users}人用"));
    }
    if let Some((before, last)) = last_two(intervals) {
        said.push_str(&format!("，最近两次间隔{before}、{last}天"));
    }
    if earliest < latest {
        said.push_str(&format!(
            "，在{}到{}之间",
            with.day(*earliest),
            with.day(*latest)
        ));
    }
    said
}

pub(super) fn guard(guard: Guard) -> String {
    match guard {
        Guard::OverLimit { contacts, most } => format!("30天内已联系{contacts}次，上限{most}次"),
        Guard::DoNotCall => "客户不愿接电话".to_owned(),
        Guard::OutsidePreferred => "不在客户方便的时间".to_owned(),
        Guard::OutsideLawful => "不在允许拨打的时间".to_owned(),
    }
}

pub(super) fn guard_short(guard: Guard) -> String {
    match guard {
        Guard::OverLimit { contacts, most } => format!("超限{contacts}/{most}"),
        Guard::DoNotCall => "勿扰".to_owned(),
        Guard::OutsidePreferred => "不便时间".to_owned(),
        Guard::OutsideLawful => "非拨打时间".to_owned(),
    }
}
