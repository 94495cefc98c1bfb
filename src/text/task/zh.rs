//! What is said of tasks in Chinese.

use super::Task;
use crate::domain::task::ByCall;

pub(in crate::text) const ZH: Task = Task {
    added: |id| format!("已布置任务 {id}。"),
    done: |id| format!("任务 {id} 已完成。"),
    by_call: |of| match of {
        ByCall::Done { id, again, .. } => {
            let again = again.map(|on| format!("下一次 {on}。"));
            format!("任务 {id} 已完成。{}", again.unwrap_or_default())
        }
        ByCall::Stays { id, .. } => format!("没有联系上：任务 {id} 保留。"),
        ByCall::Open(n) => format!("您还有这位客户的任务 {n} 项未完成；办结时用 --task。"),
    },
    again: |id, on| format!("下一次 {on}，任务 {id}。"),
    assigned: |id, to| format!("任务 {id} 已改派给 {to}。"),
    postponed: |id, when| format!("任务 {id} 已延期到 {when}。"),
    edited: |id| format!("任务 {id} 已修改。"),
    cancelled: |id| format!("任务 {id} 已取消。"),
    same: |id| format!("任务 {id} 本来就是这样，没有改动。"),
    no_task: |id| format!("没有任务 {id}，或您无权查看。"),
    late: "已逾期",
    whenever: "不限",
    left: |count, file| format!("{count} 项任务，{file}"),
    exported: |count, contacts, file| match contacts {
        0 => format!("{count} 项任务已写入 {file}。"),
        more => format!("{count} 项任务、{more} 个下次联系已写入 {file}。"),
    },
    limited: |count| format!("最多取 {count} 项，可能还有。"),
    call: |name| format!("联系 {name}"),
    no_tasks: "这个文件没有任务的列（任务编号、事项……）。",
    unknown_row: "没有这项任务，或您无权查看",
    already: |id| format!("以前已新增为任务 {id}"),
    row: |row, id| match id {
        Some(id) => format!("第 {row} 行，任务 {id}"),
        None => format!("第 {row} 行"),
    },
    imported: |[new, changed, same, clashing, unknown, bad]| {
        format!(
            "新增 {new}，改动 {changed}，无变化 {same}，冲突 {clashing}，未知 {unknown}，有误 {bad}。"
        )
    },
    missing: |named, more| {
        let more = if more > 0 {
            format!("，还有 {more} 项")
        } else {
            String::new()
        };
        format!(
            "一同导出而没有回来的任务：{}{more}；没有动它们。",
            named.join("、")
        )
    },
    no_reason: |code| format!("{code} 没有这样的到期提醒。"),
    converted: |[added, taken, refused]| {
        let taken = (taken > 0).then(|| format!("，已有任务 {taken} 位"));
        let refused = (refused > 0).then(|| format!("，被拒 {refused} 项"));
        format!(
            "布置任务 {added} 项{}{}。",
            taken.unwrap_or_default(),
            refused.unwrap_or_default()
        )
    },
};
