//! What is wrong with a value, as half a sentence to stand at its field. Must not know forms or
//! files.

use super::Lang;
use super::explain::pick;
use crate::domain::time::DateFault;
use crate::error::Fault;

/// What is wrong with a value, as half a sentence to stand at its field.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let zh = lang == Lang::Zh;
    let nearest = |nearest: &[String]| match (nearest.is_empty(), zh) {
        (true, _) => String::new(),
        (false, true) => format!("，相近的有：{}", nearest.join("、")),
        (false, false) => format!("; nearest: {}", nearest.join(", ")),
    };
    match fault {
        Fault::TooLong(limit) => match zh {
            true => format!("太长，最多 {limit} 字节"),
            false => format!("too long, {limit} bytes at most"),
        },
        Fault::Unknown { nearest: near } => {
            let said = pick(lang, "没有这个值", "no such value");
            format!("{said}{}", nearest(near))
        }
        Fault::NoSuchField { nearest: near } => {
            let said = pick(lang, "没有这一项", "no such field");
            format!("{said}{}", nearest(near))
        }
        Fault::TakenBy(other) => match zh {
            true => format!("已被使用：{other}"),
            false => format!("already taken by {other}"),
        },
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
        Fault::OutOfRange => ("超出范围", "out of range"),
        Fault::NotAboveZero => ("要大于 0", "it must be more than 0"),
        Fault::NotForPoints => (
            "这个商品不能用积分兑换",
            "this product cannot be had for points",
        ),
        Fault::Withdrawn => ("已不再销售", "it is sold no more"),
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
