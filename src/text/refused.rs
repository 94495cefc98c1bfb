//! Refusals in words, in both languages: which rule or right says no, and whose change is in
//! the way. It must not know screens or commands.

use super::explain::pick;
use super::{Lang, names};
use crate::domain::customer::Clash;
use crate::error::Refusal;

/// Columns by their names, as a list.
pub(super) fn columns(lang: Lang, fields: &[String]) -> String {
    let named: Vec<&str> = fields
        .iter()
        .map(|field| match field.rsplit_once('.') {
            Some((_, column)) => names::column(lang, column),
            // A whole row of this table, or what a form calls the field.
            None if names::table(lang, field) != field => names::table(lang, field),
            None => names::column(lang, field),
        })
        .collect();
    named.join(pick(lang, "、", ", "))
}

/// Who changed what the form changed too.
pub(super) fn clashing(lang: Lang, by: &str, clashes: &[Clash]) -> String {
    let mut fields: Vec<String> = clashes
        .iter()
        .map(|clash| names::sheet_value(lang, &clash.field))
        .collect();
    fields.dedup();
    let fields = fields.join(pick(lang, "、", ", "));
    match (lang, by) {
        (Lang::Zh, "") => format!("有人刚刚也修改了：{fields}。"),
        (Lang::Zh, by) => format!("{by} 刚刚也修改了：{fields}。"),
        (Lang::En, "") => format!("Somebody has just changed this too: {fields}."),
        (Lang::En, by) => format!("{by} has just changed this too: {fields}."),
    }
}

/// Who has a task of a reminder of this customer.
fn has_task(zh: bool, task: i64, by: &str) -> String {
    match zh {
        true => format!("{by} 已有这位客户的提醒任务 {task}，还没有完成，没有再布置。"),
        false => format!(
            "{by} has an open task ({task}) of a reminder of this customer already; no second one was given."
        ),
    }
}

/// Why not.
pub(super) fn refused(lang: Lang, refusal: &Refusal) -> String {
    let zh = lang == Lang::Zh;
    match refusal {
        Refusal::NoRight { operation } => {
            let known = crate::domain::staff::Operation::ALL
                .iter()
                .find(|known| known.code() == *operation)
                .map_or(*operation, |&known| names::operation(lang, known));
            match zh {
                true => format!("您没有权限：{known}。"),
                false => format!("You have no right to: {known}."),
            }
        }
        Refusal::ChangedSince { by, fields, .. } => {
            let fields = columns(lang, fields);
            match zh {
                true => format!("{by} 之后又修改了 {fields}，不能撤销。"),
                false => format!("Changed since by {by}: {fields}; so it is not taken back."),
            }
        }
        Refusal::TakenSince { fields } => {
            let fields = columns(lang, fields);
            match zh {
                true => format!("{fields}之后已给了别人，不能撤销；请先把它空出来。"),
                false => format!(
                    "The {fields} was given to another since, so it is not taken back; free it first."
                ),
            }
        }
        Refusal::NamedSince { by, tables, .. } => named(lang, by, tables),
        Refusal::Claimed { by } => match zh {
            true => format!("{by} 正在处理。"),
            false => format!("{by} is at work on it."),
        },
        Refusal::HasTask { task, by } => has_task(zh, *task, by),
        Refusal::State(state) => stuck(lang, state),
        Refusal::NotActive => pick(
            lang,
            "您的账号已停用或不存在。",
            "Your account is disabled or unknown.",
        )
        .to_owned(),
        Refusal::NothingToUndo => {
            pick(lang, "没有可撤销的操作。", "There is nothing to take back.").to_owned()
        }
        Refusal::AlreadyUndone => {
            pick(lang, "这一条已经撤销过了。", "It is taken back already.").to_owned()
        }
        Refusal::NotUndoable => pick(
            lang,
            "这种操作不能撤销。",
            "This kind of entry cannot be taken back.",
        )
        .to_owned(),
        Refusal::OnceKeyReused => pick(
            lang,
            "同一个重复键已用于不同的内容。",
            "The same once key came with other arguments.",
        )
        .to_owned(),
        Refusal::LastAdmin => pick(
            lang,
            "最后一位管理员不能停用或降级。",
            "The last administrator cannot be disabled or demoted.",
        )
        .to_owned(),
    }
}

/// What something's state does not allow.
fn stuck(lang: Lang, state: &str) -> String {
    let (zh, en) = match state {
        "entry.running" => (
            "这项操作还没有完成：请等它做完；如果它已中断，先用同样的命令继续，再撤销。",
            "It is not finished: let it end, or, if it was cut off, carry on with the same command \
             first; then take it back.",
        ),
        "currency.amounts" => (
            "已有金额按现在的币种登记，不能再换币种：换了，所有金额都会变成另一个数。新币种请另建文件（huoke init --currency）。",
            "Amounts are stored in the present currency, so it stays: each would become another \
             sum. For another currency make another file (huoke init).",
        ),
        "reason.stays" => (
            "这个原因是程序自带的，不能删除；不需要时请把它关闭（on=off）。",
            "This reason belongs to the program and stays; turn it off if it is not wanted.",
        ),
        "import.undone" => (
            "这次导入已被撤销，因此停止了。",
            "This import was taken back meanwhile, so it stopped.",
        ),
        "draft.elsewhere" => (
            "这份表单正在您的另一个窗口里打开着。",
            "This form is open at another desk of yours.",
        ),
        "import.elsewhere" => (
            "这次导入正由另一个进程继续；没有重复导入。",
            "Another process carries on this import; no row came in twice.",
        ),
        _ => return stuck_task(lang, state),
    };
    pick(lang, zh, en).to_owned()
}

/// The same of a task.
fn stuck_task(lang: Lang, state: &str) -> String {
    let (zh, en) = match state {
        "task.done" => ("这项任务已经完成了。", "This task is done already."),
        "task.cancelled" => ("这项任务已经取消了。", "This task was cancelled."),
        "task.contact" => (
            "这项任务要登记与客户的联系才算完成：登记通话或拜访时带上任务编号。",
            "This task is done by a contact with the customer: log the call or the visit, with the \
             number of the task.",
        ),
        "task.customer" => (
            "这项任务是另一位客户的。",
            "This task is about another customer.",
        ),
        _ => match (super::trade::stuck(lang, state), lang) {
            (Some(known), _) => return known.to_owned(),
            (None, Lang::Zh) => return format!("当前状态不允许：{state}。"),
            (None, Lang::En) => return format!("Its state does not allow it: {state}."),
        },
    };
    pick(lang, zh, en).to_owned()
}

/// Rows that others made and that would be left hanging.
fn named(lang: Lang, by: &str, tables: &[String]) -> String {
    let rows: Vec<&str> = tables
        .iter()
        .map(|table| names::table(lang, table))
        .collect();
    let rows = rows.join(pick(lang, "、", ", "));
    match (lang, by) {
        (Lang::Zh, "") => format!("还有{rows}与它相连，不能撤销。"),
        (Lang::Zh, by) => format!("{by} 之后登记的{rows}与它相连，不能撤销。"),
        (Lang::En, "") => {
            format!("Rows of this kind refer to it, so it is not taken back: {rows}.")
        }
        (Lang::En, by) => {
            format!("Entered since by {by}, and refers to it: {rows}; so it is not taken back.")
        }
    }
}
