//! What is said of tasks: done, given, late; columns and headings of their lists and reports.
//! Must not know where it is shown.

mod en;
mod zh;

pub(super) use en::EN;
pub(super) use zh::ZH;

use super::Lang;
use crate::domain::task::{Bad, ByCall, Change, Clash, Column, Priority, State};

/// Words about tasks.
#[derive(Debug)]
pub struct Task {
    /// A task was given: its number.
    pub added: fn(i64) -> String,
    /// It is done: its number.
    pub done: fn(i64) -> String,
    /// Behind what is said of a call: what it was to a task.
    pub by_call: fn(&ByCall) -> String,
    /// It comes again as another: its number, on which day.
    pub again: fn(i64, &str) -> String,
    /// It is somebody else's now: its number, whose.
    pub assigned: fn(i64, &str) -> String,
    /// It is due at another time: its number, when.
    pub postponed: fn(i64, &str) -> String,
    /// It was changed: its number.
    pub edited: fn(i64) -> String,
    /// It is cancelled: its number.
    pub cancelled: fn(i64) -> String,
    /// It was so already.
    pub same: fn(i64) -> String,
    /// There is none of this number, or it is nobody's business of who asks.
    pub no_task: fn(&str) -> String,
    /// It is late.
    pub late: &'static str,
    /// It has no day.
    pub whenever: &'static str,
    /// Nothing (of this kind) is due of a customer.
    pub no_reason: fn(&str) -> String,
    /// What became of reminders: given, customers who have a task already, refused.
    pub converted: fn([usize; 3]) -> String,
    /// What left by an entry of the journal: how many, the file.
    pub left: fn(usize, &str) -> String,
    /// So many left, and so many next contacts, to where.
    pub exported: fn(usize, usize, &str) -> String,
    /// There may be more than so many.
    pub limited: fn(usize) -> String,
    /// Somebody is to be called.
    pub call: fn(&str) -> String,
    /// The file has no columns of tasks.
    pub no_tasks: &'static str,
    /// No task has the number of a row.
    pub unknown_row: &'static str,
    /// A row without a number is a task already: which.
    pub already: fn(i64) -> String,
    /// A row of a file, and the number of its task, if it has one.
    pub row: fn(u64, Option<i64>) -> String,
    /// What came of a file: rows new, changed, the same, clashing, unknown, bad.
    pub imported: fn([usize; 6]) -> String,
    /// Which of the tasks that left did not come back: some by name, how many more.
    pub missing: fn(&[String], usize) -> String,
}

/// What a priority is called.
pub fn priority(lang: Lang, priority: Priority) -> &'static str {
    match (lang, priority) {
        (Lang::Zh, Priority::Low) => "不急",
        (Lang::Zh, Priority::Normal) => "一般",
        (Lang::Zh, Priority::High) => "紧急",
        (Lang::En, Priority::Low) => "low",
        (Lang::En, Priority::Normal) => "normal",
        (Lang::En, Priority::High) => "high",
    }
}

/// What has become of a task, in a word.
pub fn state(lang: Lang, state: State) -> &'static str {
    match (lang, state) {
        (Lang::Zh, State::Open) => "未完成",
        (Lang::Zh, State::Done) => "已完成",
        (Lang::Zh, State::Cancelled) => "已取消",
        (Lang::En, State::Open) => "open",
        (Lang::En, State::Done) => "done",
        (Lang::En, State::Cancelled) => "cancelled",
    }
}

/// So many minutes, in the unit that says enough: `35m`, `5h`, `3d`.
pub fn length(lang: Lang, minutes: i64) -> String {
    let (count, zh, en) = match minutes {
        ..60 => (minutes, "分", "m"),
        60..2880 => (minutes / 60, "时", "h"),
        _ => (minutes / 1440, "天", "d"),
    };
    match lang {
        Lang::Zh => format!("{count}{zh}"),
        Lang::En => format!("{count}{en}"),
    }
}

/// What is wrong with a row that came back.
pub fn bad(lang: Lang, bad: Bad) -> &'static str {
    match (lang, bad) {
        (Lang::Zh, Bad::Shifted) => "编号、事项和客户对不上：单元格被移动或改过",
        (Lang::Zh, Bad::NoTitle) => "事项：必填",
        (Lang::En, Bad::NoTitle) => "title: required",
        (Lang::Zh, Bad::Twice) => "这项任务在文件里出现了两次",
        (Lang::Zh, Bad::NeedsDisposition) => "这项任务要有通话结果才算完成",
        (Lang::Zh, Bad::NoCall) => "这项任务没有客户，不能填通话结果",
        (Lang::En, Bad::Shifted) => {
            "number, title and customer do not belong together: cells were moved or changed"
        }
        (Lang::En, Bad::Twice) => "this task stands in the file twice",
        (Lang::En, Bad::NeedsDisposition) => "this task is done by a call: its result is missing",
        (Lang::En, Bad::NoCall) => "this task has no customer, so no call has a result",
    }
}

/// What a column of the file is called.
pub fn column(lang: Lang, column: Column) -> &'static str {
    match (lang, column) {
        (Lang::Zh, Column::Kind) => "种类",
        (Lang::Zh, Column::Priority) => "优先级",
        (Lang::Zh, Column::Due) => "期限",
        (Lang::Zh, Column::To) => "执行人",
        (Lang::Zh, Column::Note) => "备注",
        (Lang::Zh, Column::Name) => "客户",
        (Lang::Zh, Column::Assigner) => "布置人",
        (Lang::En, Column::Kind) => "kind",
        (Lang::En, Column::Priority) => "priority",
        (Lang::En, Column::Due) => "due",
        (Lang::En, Column::To) => "for",
        (Lang::En, Column::Note) => "note",
        (Lang::En, Column::Name) => "name",
        (Lang::En, Column::Assigner) => "given by",
    }
}

/// What stands between two things that are said of a row.
pub fn between(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

/// What was typed over and is not brought back.
pub fn passed_over(lang: Lang, columns: &[Column]) -> String {
    let named: Vec<&str> = columns.iter().map(|one| column(lang, *one)).collect();
    match lang {
        Lang::Zh => format!("“{}”一栏的改动不导回", named.join("、")),
        Lang::En => format!("what was typed under {} is not read back", named.join(", ")),
    }
}

/// Columns with what stands in them: `due 2026-12-03; note (empty)`.
fn values(lang: Lang, columns: &[(Column, String)]) -> String {
    let one = |(place, value): &(Column, String)| {
        let name = column(lang, *place);
        match (lang, value.is_empty()) {
            (Lang::Zh, true) => format!("{name}：清空"),
            (Lang::Zh, false) => format!("{name}：{value}"),
            (Lang::En, true) => format!("{name} (empty)"),
            (Lang::En, false) => format!("{name} {value}"),
        }
    };
    let said: Vec<String> = columns.iter().map(one).collect();
    said.join(between(lang))
}

/// What was changed meanwhile: by whom where it has ended, else what it is now, and the way out.
pub fn clash(lang: Lang, clash: &Clash, by: &str, title: &str, now: &[(Column, String)]) -> String {
    let now = values(lang, now);
    match (lang, clash) {
        (Lang::Zh, Clash::Done) => format!("{by} 已经完成它，结果不同；以已登记的为准"),
        (Lang::Zh, Clash::Cancelled) => format!("{by} 已经取消它；还要办的话请另行布置"),
        (Lang::Zh, Clash::Changed(_)) => {
            format!("期间有人改了它（现在 {now}）；要以文件为准，请把退回的这一行再导入一次")
        }
        (Lang::Zh, Clash::Renamed) => {
            format!(
                "期间有人改了它的事项（现在是“{title}”）；仍然有效的话，请把退回的这一行再导入一次"
            )
        }
        (Lang::En, Clash::Done) => {
            format!("{by} has done it meanwhile, with another result; that stays")
        }
        (Lang::En, Clash::Cancelled) => {
            format!("{by} has cancelled it meanwhile; give it anew if it is still to be done")
        }
        (Lang::En, Clash::Changed(_)) => format!(
            "somebody has changed it meanwhile (now {now}); to have it as in the file, import the \
             row that is given back"
        ),
        (Lang::En, Clash::Renamed) => format!(
            "somebody has changed meanwhile what is to be done (now \"{title}\"); if it holds all \
             the same, import the row that is given back"
        ),
    }
}

/// What a row that came back changes; its columns with what they say in words.
pub fn change(lang: Lang, change: &Change, stays: bool) -> String {
    let mut said = Vec::new();
    if let Some((result, disposition)) = &change.done {
        let both = [disposition.as_str(), result.as_str()];
        let both: Vec<&str> = both.into_iter().filter(|said| !said.is_empty()).collect();
        let both = both.join(" ");
        said.push(match (lang, stays) {
            (Lang::Zh, false) => format!("完成：{both}"),
            (Lang::En, false) => format!("done: {both}"),
            (Lang::Zh, true) => format!("没有联系上，任务保留：{both}"),
            (Lang::En, true) => format!("nobody was reached, it stays: {both}"),
        });
    }
    if !change.typed.is_empty() {
        said.push(values(lang, &change.typed));
    }
    said.join(between(lang))
}
