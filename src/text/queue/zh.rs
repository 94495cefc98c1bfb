//! Words of tasks at the desk in Chinese. Must not know where they are shown.

use super::Queue;

pub(in crate::text) const ZH: Queue = Queue {
    title: "任务",
    count: |n, more, news| {
        let count = if more { format!("{n}+") } else { n.to_string() };
        match news {
            0 => count,
            news => format!("{count} 项，{news} 条新消息"),
        }
    },
    empty: "没有要做的事。用 `huoke task add` 布置任务；今日提醒可用 `huoke task convert` 转为任务。",
    held: |name| format!("{name}正在处理"),
    late: |long| format!("逾期{long}"),
    today: "今天",
    tomorrow: "明天",
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
};
