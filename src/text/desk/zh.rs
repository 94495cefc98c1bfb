//! Words of the header, the panes and the notices, in Chinese. Must not know where it is shown.

use super::Desk;
use crate::domain::importing::Stands;

pub(in crate::text) const ZH: Desk = Desk {
    find: "查找",
    card: "客户",
    found: |n| format!("找到 {n} 位"),
    found_many: |n| format!("{n}+ 位"),
    shared: |n| format!("{n} 位共用此号"),
    recent: "最近",
    asking: "查询中",
    line_placeholder: "号码、后四位、拼音、姓名或卡号",
    nothing_recent: "还没有打开过客户。输入号码、姓名或拼音即可查找。",
    nothing_found: "没有找到。",
    nothing_chosen: "选中一行，这里显示客户资料。",
    offer_new: |t| format!("新增客户：{t}"),
    offer_attach: |t| format!("归入已有客户：{t}"),
    offer_wrong: "打错了，清空",
    unlogged: "未记录",
    missed: "未接",
    still_rings: "响铃中",
    unknown_caller: "陌生来电",
    hidden_number: "无号码",
    rings: |who| format!("{who} 来电"),
    on_the_line: |who| format!("与 {who} 通话中"),
    rings_shared: |n| format!("({n} 位客户)"),
    extension: "分机",
    marked: |n| format!("已标记 {n}"),
    marked_of_more: |n| format!("已标记 {n}，实际更多"),
    works_on_one: |n, mark, all| {
        format!("已标记 {n}，此操作只针对一位客户；按 {mark} / {all} 取消标记")
    },
    dead_key: |key| format!("{key} 键在这里没有用"),
    no_customer: "先选中一位客户",
    not_yours: |who| format!("负责人是{who}，您的权限只到自己的客户"),
    put_through_only: |owner| format!("这是 {owner} 的客户，只能转接"),
    no_right: "您的角色没有这项权限",
    still_loading: "资料还在读取",
    no_phone: "这位客户没有号码",
    no_list: "没有列表可以翻",
    at_the_end: "已经是最后一位",
    at_the_start: "已经是第一位",
    no_rows: "列表是空的",
    nothing_typed: "先在查找栏输入号码",
    no_call: "现在没有来电",
    use_changed: |name, product| format!("已修改 {name} 的 {product} 用法"),
    no_supply: "没有会用完的产品",
    no_callback: "今天没有约定的回电",
    nothing_to_undo: "本次登录没有可撤销的操作",
    nothing_to_redo: "没有可重做的操作",
    logged: |name| format!("已记录：{name}"),
    number_marked: |valid| {
        if valid {
            "，号码已标有效"
        } else {
            "，号码已标无效"
        }
    },
    soon: |key, what| format!("刚保存：稍后执行 {key}（{what}），继续输入则不执行"),
    typed_on: |key| format!("刚保存：您在继续输入，{key} 没有执行，要用请再按一次"),
    still_saving: |holder, keys| {
        let whom = holder.map_or(String::new(), |name| format!("，正在等待 {name}"));
        match keys {
            0 => format!("保存中{whom}…"),
            _ => format!("保存中{whom}… 您的按键都已留下"),
        }
    },
    typed_too_much: "保存中：不再留下更多按键",
    added: |name| format!("已新增客户：{name}"),
    attached: |name| format!("号码已归入：{name}"),
    transferred: |n, to| format!("已转交 {n} 位客户给 {to}"),
    you: "您自己",
    undone: "已撤销",
    redone: "已重做",
    copied: |n| format!("已复制 {n}"),
    revealed: "号码已显示，查看已留痕",
    all_shown: "号码都已经显示",
    unsaved: |key, n| match n {
        1 => format!("有未保存的表单，按 {key} 返回继续"),
        n => format!("有 {n} 个未保存的表单，按 {key} 返回继续"),
    },
    nothing_written: "已清空，没有记录任何内容",
    worker_died: |name| {
        format!("程序的一部分（{name}）已停止。已保存的内容都在；请退出后重新进入。")
    },
    waiting: "保存中…",
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    importing: |file, of| match of.stands {
        Stands::Stopped => format!("导入已停 {} {}%", file, of.percent),
        _ if of.rate == 0 => format!("导入 {} {}%", file, of.percent),
        _ => format!("导入 {} {}% {} 行/秒", file, of.percent, of.rate),
    },
    import_stopped: |of| {
        format!(
            "导入停在 {} 的 {}%：同一命令可接着导入，huoke undo {} 可撤销",
            of.file, of.percent, of.entry
        )
    },
    import_done: |of| {
        format!(
            "导入完成 {}：读 {} 行，存入 {}，退回 {}（第 {} 条）",
            of.file, of.rows, of.stored, of.rejected, of.entry
        )
    },
};
