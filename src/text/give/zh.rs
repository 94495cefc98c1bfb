//! Words of giving tasks in Chinese. Must not know where they are shown.

use super::super::Lang;
use super::super::fault::nearest;
use super::{Give, News};

pub(in crate::text) const ZH: Give = Give {
    about: |name| format!("布置任务：{name}"),
    own: "新任务",
    many: |n| format!("布置任务：{n} 位客户"),
    change: |id| format!("修改任务 {id}"),
    title: ["事项", "要做什么"],
    title_each: "按各自的提醒",
    to: ["执行人", "留空为自己；姓名、拼音、登录名或部门"],
    due: ["期限", "3d、周五 10:00、12-03；留空为不限"],
    priority: ["优先级", "一般"],
    kind: ["种类", "其他"],
    kind_each: "按各自的提醒",
    every: ["重复", "每周、每周五 10:00；留空为不重复"],
    reason: ["对应提醒", "无"],
    note: ["备注", "可留空"],
    nobody: |typed, near| match near.is_empty() {
        true => format!("没有叫 {typed} 的同事；可输姓名、拼音或登录名"),
        false => format!("没有叫 {typed} 的同事{}", nearest(Lang::Zh, near)),
    },
    no_such: |typed| format!("没有这个选项：{typed}"),
    no_time: |why| format!("{why}；例如：3d、周五 10:00、12-03"),
    no_span: "看不懂多久一次；例如：每周、每周五 10:00、每月1号、2w",
    again: |often| format!("完成后{often}再来一次"),
    given: |who, what| format!("已交给{who}：{what}"),
    changed: |what| format!("已修改：{what}"),
    same: "没有改动。",
    progress: |done, of| format!("已完成 {done}/{of}"),
    line: "一句话任务",
    line_hint: "周五给李明朗送2盒蜂胶 @zhaoyun",
    line_help: [
        "给、找、回访、to 之后：客户姓名、全拼、编号或电话",
        "周五、3d、12-03 15:30：期限",
        "@zhaoyun：执行人     !急 !不急：优先级",
        "#拜访：种类          每周五、*1m：重复",
    ],
    read: ["事项", "客户", "执行人", "期限", "优先级", "种类", "重复"],
    no_customer: "无",
    odd: "没有看懂",
    which: |n| format!("{n} 位客户同名：用上下键选择"),
    perhaps: "可能是（用上下键选择）：",
    reading: "已重新读过，再按一次回车",
    saves: "按回车照此保存",
    no_files: |command| format!("工作台不写文件，请用命令：{command}"),
    news: News {
        title: "任务动态",
        none: "没有新动态。您布置的任务有结果，或有人给您布置任务时，在这里告诉您。",
        seen: "已看过",
        given: |who| format!("{who}布置给您"),
        done: |who| format!("{who}已完成"),
        cancelled: |who| format!("{who}已取消"),
        changed: |who, due| match due {
            "" => format!("有改动，执行人{who}"),
            due => format!("有改动，执行人{who}，期限 {due}"),
        },
        count: |n| format!("{n} 条动态"),
        told: |what, key| format!("{what}  （{key} 看动态）"),
    },
};
