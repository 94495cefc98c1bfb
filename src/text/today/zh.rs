//! Words of the Today pane in Chinese. Must not know where they are shown.

use super::{Today, some};

pub(in crate::text) const ZH: Today = Today {
    title: "今日",
    count: |n, more| if more { format!("{n}+") } else { n.to_string() },
    progress: |[done, put_off, tried, left], more| {
        let put_off = some(put_off, |n| format!("，推迟 {n} 位"));
        let tried = some(tried, |n| format!("（{n} 位打过）"));
        let more = if more { "+" } else { "" };
        format!("今天已办 {done} 位{put_off}，还有 {left}{more} 位{tried}")
    },
    empty: "现在没有要联系的客户。生日、产品用完、约定联系、未接来电等提醒会自己出现。可以查找客户，或记录通话。",
    empty_others: |day, lists| format!("{day} 看各人进度，{lists} 看其他名单。"),
    empty_list: "这张名单上没有客户。",
    listed: |n, more| {
        if more {
            format!("超过 {n} 位客户")
        } else {
            format!("{n} 位客户")
        }
    },
    titled: |list, whose| format!("今日：{list}（{whose}）"),
    lists_title: |whose| format!("名单：{whose}"),
    mine: "我的",
    team: "本组",
    everybody: "全部",
    somebody: "已离职同事",
    only_mine: "只能看自己的客户",
    no_span: "这张名单的期限不能再改",
    overview_title: "各人进度",
    nobody_busy: "大家都没有待办的提醒。",
    left: "待办",
    done: "已办",
    overdue: "超时回电",
    unknown: "陌生号码",
    contacts: |n| format!("{n}次"),
    tried: "打过",
    no_reason: "这里没有到期的提醒",
    settled: |name| format!("已办：{name}"),
    snoozed: |name, day| format!("{name}：{day} 再提醒"),
    dismissed: |name| format!("不办：{name}"),
    back: |back, what, whom| match whom {
        "" => format!("{back}：{what}"),
        whom => format!("{back}：{what}（{whom}）"),
    },
    settled_many: |n| format!("已办 {n} 位客户"),
    settle_title: |who| format!("办妥：{who}"),
    snooze_title: |who| format!("推迟：{who}"),
    dismiss_title: |who| format!("不办：{who}"),
    customers: |n| format!("{n} 位客户"),
    which: "提醒",
    which_hint: "按字母或数字选",
    which_fault: |n| format!("没有这一条：按 a 选全部，按 1 到 {n} 选一条"),
    all: |n| format!("全部 {n} 条"),
    until: "推迟到",
    next_fault: |fault| format!("{fault}：3天、周五、12-03、明天下午3点"),
    just_gone: |gone, next| format!("{gone} 已经过去。要 {next} 就再按一次保存"),
    no_promise: "约好回电是哪天？写上日期；不定日期就再按一次保存",
    until_hint: "3天、周五、下周一、12-03、月底、3d",
    until_fault: |fault| format!("{fault}：3天、周五、12-03、月底"),
    whole_days: "只要日期，不要时间",
    two_years: "只能推迟到两年以内",
    settle_many: |n| {
        let words = "这些客户当前的提醒都记为已办。可以一次撤销。";
        (format!("{n} 位客户都办妥？"), words.to_owned())
    },
    later_day: "要今天以后的日子",
    comes_again: |day| format!("{day} 再提醒"),
    cause: "原因",
    cause_hint: "已在别处购买、日期有误……",
    last_said: |day, note| format!("上次（{day}）：{note}"),
    guard_title: |name| format!("仍要联系{name}？"),
    guard_go_on: "确认后今天不再询问。",
};
