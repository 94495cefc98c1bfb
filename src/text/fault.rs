//! What is wrong with a value, in words, in both languages: what could be typed instead, and which
//! command lists all of it. One place for forms, commands and the rejected rows of imports. It must
//! not know screens or commands beyond their names.

use super::Lang;
use super::explain::pick;
use crate::domain::nearest::{Near, Of, Word};
use crate::domain::time::DateFault;
use crate::error::Fault;

/// How such a value may be typed, behind what is wrong with it.
pub(super) fn examples(lang: Lang, field: &str, wrong: &Fault) -> &'static str {
    match (field, wrong) {
        ("next", Fault::NotADate) => pick(
            lang,
            "；例如：3d、30min、1.5h、2m（月）、周五、明天下午3点",
            "; for example 3d, 30min, 1.5h, 2m (months), fri 10:00, 12-03",
        ),
        (
            "snooze",
            Fault::NotADate | Fault::InThePast | Fault::ImpossibleDate | Fault::OutOfRange,
        ) => pick(
            lang,
            "；两年内的一天，例如：3d、2周、周五、12-03、月底",
            "; a day within two years, for example 3d, 2w, fri, 12-03, month end",
        ),
        ("on", Fault::NotADate | Fault::InThePast | Fault::ImpossibleDate) => pick(
            lang,
            "；例如：2026-12-03、明天、周五、3d",
            "; for example 2026-12-03, tomorrow, fri, 3d",
        ),
        ("due", Fault::NotADate | Fault::InThePast | Fault::ImpossibleDate) => pick(
            lang,
            "；例如：3d、周五 10:00、12-03",
            "; for example 3d, fri 10:00, 12-03",
        ),
        ("every", Fault::NotOften) => pick(
            lang,
            "；例如：每天、每周、每周五 10:00、每月1号、2w、3m",
            "; for example every week, every friday 10:00, every month on the 1st, 2w, 3m",
        ),
        ("date", Fault::NotADate | Fault::ImpossibleDate) => pick(
            lang,
            "；例如：10-01、农历八月十五、2026-12-20",
            "; for example 10-01, lunar:08-15, 2026-12-20",
        ),
        (
            "before" | "after" | "days" | "cadence.days",
            Fault::NotANumber | Fault::Between { .. },
        ) => pick(lang, "；例如：7、7天、2周", "; for example 7, 7d, 2w"),
        _ => "",
    }
}

/// What is wrong with the value of a field, and what to do about it, for somebody at a command line:
/// how it may be typed, or the command that lists what there is.
pub fn with_list(lang: Lang, field: &str, wrong: &Fault) -> String {
    let list = match wrong {
        Fault::Unknown { nearest } | Fault::NoSuchField { nearest } if !nearest.all => {
            nearest.of.as_ref().and_then(|of| whole_list(lang, of))
        }
        _ => None,
    };
    let list = list.unwrap_or_default();
    format!(
        "{}{}{list}",
        fault(lang, wrong),
        examples(lang, field, wrong)
    )
}

/// Where all of it stands.
fn whole_list(lang: Lang, of: &Of) -> Option<String> {
    let command = match of {
        Of::List(list) => format!("huoke choice list {list}"),
        Of::Staff => "huoke staff list".to_owned(),
        Of::Units => "huoke unit list".to_owned(),
        Of::Products => "huoke product list".to_owned(),
        Of::Settings => "huoke setting list".to_owned(),
        Of::Reasons => "huoke reason list".to_owned(),
        Of::Fields => "huoke field list".to_owned(),
        Of::Zones => {
            let like = pick(
                lang,
                "；写法如 Asia/Shanghai、Europe/Berlin",
                "; written like Asia/Shanghai, Europe/Berlin",
            );
            return Some(like.to_owned());
        }
        // All that there are were named, or there are too many to list.
        Of::Lists | Of::Customers => return None,
    };
    Some(match lang {
        Lang::Zh => format!("；全部见：{command}"),
        Lang::En => format!("; all of them: {command}"),
    })
}

/// That there is none, as half a sentence.
fn no_such(lang: Lang, wrong: &Fault, near: &Near) -> &'static str {
    match (&near.of, wrong) {
        (Some(Of::Staff), _) => pick(
            lang,
            "没有用这个登录名或姓名的人",
            "nobody has this login or name",
        ),
        (Some(Of::Units), _) => pick(lang, "没有这个机构", "no such unit"),
        (Some(Of::Products), _) => pick(lang, "没有这个产品", "no such product"),
        (Some(Of::Customers), _) => pick(lang, "没有这位客户", "no such customer"),
        (Some(Of::Settings), _) => pick(lang, "没有这项设置", "no such setting"),
        (Some(Of::Lists), _) => pick(lang, "没有这个选项表", "no such list"),
        (_, Fault::NoSuchField { .. }) => pick(lang, "没有这一项", "no such field"),
        _ => pick(lang, "没有这个值", "no such value"),
    }
}

/// What could be typed, behind the half sentence; empty: nothing is near.
pub(super) fn nearest(lang: Lang, near: &Near) -> String {
    if near.is_empty() {
        return String::new();
    }
    let words: Vec<String> = near.words.iter().map(|near| word(lang, near)).collect();
    match (lang, near.all) {
        (Lang::Zh, true) => format!("，有：{}", words.join("、")),
        (Lang::Zh, false) => format!("，相近的有：{}", words.join("、")),
        (Lang::En, true) => format!("; there are: {}", words.join(", ")),
        (Lang::En, false) => format!("; nearest: {}", words.join(", ")),
    }
}

/// As it is typed, and what it is called unless that is the same.
fn word(lang: Lang, word: &Word) -> String {
    let label = word.label.as_ref().map(|[zh, en]| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    });
    let same =
        |label: &str| label.to_lowercase().replace([' ', '-'], "_") == word.code.to_lowercase();
    match label {
        Some(label) if !same(label) => format!("{} {label}", word.code),
        _ => word.code.clone(),
    }
}

/// What is wrong with a value, as half a sentence to stand at its field.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let zh = lang == Lang::Zh;
    match fault {
        Fault::TooLong(limit) => match zh {
            true => format!("太长，最多 {limit} 字节"),
            false => format!("too long, {limit} bytes at most"),
        },
        Fault::Unknown { nearest: near } | Fault::NoSuchField { nearest: near } => {
            format!("{}{}", no_such(lang, fault, near), nearest(lang, near))
        }
        Fault::TakenBy(other) => {
            let other = word(lang, other);
            match zh {
                true => format!("已被 {other} 使用，请换一个"),
                false => format!("already taken by {other}; choose another"),
            }
        }
        Fault::Shared(count) => match zh {
            true => format!("{count} 位客户共用，请写明编号或姓名"),
            false => format!("{count} customers share it; say the code or the name"),
        },
        Fault::Between { low, high } => match zh {
            true => format!("要在 {low} 到 {high} 之间"),
            false => format!("it must be from {low} to {high}"),
        },
        Fault::AtLeast(least) => match zh {
            true => format!("不能低于 {least}"),
            false => format!("{least} at least"),
        },
        Fault::AtMost(most) => match zh {
            true => format!("最多 {most}"),
            false => format!("{most} at most"),
        },
        Fault::ChangedTo(now) => match zh {
            true => format!("已改为 {now}"),
            false => format!("it is {now} by now"),
        },
        Fault::AboveList { floor, list } => match zh {
            true => format!("最低价 {floor} 高于单价 {list}"),
            false => format!("the floor price of {floor} is above the list price of {list}"),
        },
        Fault::Other(words) => words.clone(),
        plain => plain_fault(lang, plain).to_owned(),
    }
}

/// The same of what needs no more words.
fn plain_fault(lang: Lang, fault: &Fault) -> &'static str {
    let (zh, en) = match fault {
        Fault::Empty => ("必填", "required"),
        Fault::Taken => ("已被使用", "already taken"),
        Fault::Circle => ("会归到它自己下面", "it would stand below itself"),
        Fault::NotADate => ("看不懂的日期", "not understood as a date"),
        Fault::ImpossibleDate => ("没有这一天", "there is no such day"),
        Fault::InTheFuture => ("还没有到", "it has not come yet"),
        Fault::Nobody => ("没有客户用这个号码", "nobody has this number"),
        Fault::InThePast => ("已经过去", "it has gone by"),
        Fault::NotANumber => ("不是数字", "not a number"),
        Fault::NotHours => (
            "看不懂的时间段；例如：8:00-21:00、工作日 9:00-18:00、随时",
            "not understood as hours; for example 8:00-21:00, weekdays 9am-6pm, any time",
        ),
        Fault::NotOften => ("看不懂多久一次", "not understood as how often"),
        Fault::OtherDay => (
            "期限不是重复的那一天",
            "it is due on another day than it comes again",
        ),
        Fault::OutOfRange => ("超出范围", "out of range"),
        Fault::NotAboveZero => ("要大于 0", "it must be more than 0"),
        Fault::Withdrawn => ("已不再销售", "it is sold no more"),
        Fault::NotForPoints => (
            "这个商品不能用积分兑换",
            "this product cannot be had for points",
        ),
        Fault::PaidFirst => (
            "付清全款后才能提货",
            "goods leave only once the sale is paid in full",
        ),
        Fault::NoDigits => ("里面没有数字", "no digits in it"),
        Fault::Mangled => (
            "号码已被表格软件损坏，请重新输入",
            "a spreadsheet has mangled this number; type it anew",
        ),
        Fault::Letters => (
            "号码里有字母，不像电话号码",
            "letters among the digits: not a telephone number",
        ),
        Fault::TooManyDecimals => ("小数位太多", "more decimals than the currency has"),
        Fault::NotACode => (
            "编码只能用小写字母、数字和下划线，以字母开头",
            "a code has lower-case letters, digits and _ and begins with a letter",
        ),
        // Said with what they hold.
        Fault::TooLong(_)
        | Fault::Unknown { .. }
        | Fault::NoSuchField { .. }
        | Fault::TakenBy(_)
        | Fault::Shared(_)
        | Fault::Between { .. }
        | Fault::AtLeast(_)
        | Fault::AtMost(_)
        | Fault::ChangedTo(_)
        | Fault::AboveList { .. }
        | Fault::Other(_) => ("不能用", "not possible"),
    };
    pick(lang, zh, en)
}

/// Why a text is no date, as half a sentence to stand at its field.
pub fn date_fault(lang: Lang, fault: DateFault) -> &'static str {
    match fault {
        DateFault::Empty => pick(lang, "必填", "required"),
        DateFault::NotUnderstood => pick(lang, "看不懂的日期", "not understood as a date"),
        DateFault::WhichHalf => pick(lang, "上午还是下午？", "morning or afternoon?"),
        DateFault::Impossible => pick(lang, "没有这一天或这个时间", "there is no such day or time"),
        DateFault::InThePast => pick(lang, "已经过去", "it has gone by"),
        DateFault::OutOfRange => pick(
            lang,
            "农历只到 1901 至 2100 年",
            "lunar dates are known from 1901 to 2100",
        ),
    }
}
