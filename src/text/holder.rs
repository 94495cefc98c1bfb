//! Who has the file, in words: their name, what they do with it, for how long. Must not know locks.

use super::explain::pick;
use super::{Lang, names};
use crate::error::Holder;

/// That somebody writes and did not end in time.
pub(super) fn busy(lang: Lang, holder: Option<&Holder>, waited_ms: u64) -> String {
    let seconds = (waited_ms + 500) / 1000;
    match (holder.map(|holder| one(lang, holder)), lang) {
        (Some(who), Lang::Zh) => format!("文件正忙：{who}；等了 {seconds} 秒。"),
        (Some(who), Lang::En) => format!("The file is busy: {who}; waited {seconds} s."),
        (None, Lang::Zh) => format!("文件正忙，已等 {seconds} 秒。"),
        (None, Lang::En) => format!("The file is busy; waited {seconds} s."),
    }
}

/// That others have the file open.
pub(super) fn in_use(lang: Lang, there: &[Holder]) -> String {
    let who: Vec<String> = there.iter().map(|holder| one(lang, holder)).collect();
    match (who.is_empty(), lang) {
        (false, Lang::Zh) => format!("文件正在使用：{}。", who.join("、")),
        (false, Lang::En) => format!("The file is in use: {}.", who.join(", ")),
        (true, Lang::Zh) => "文件正在使用：有命令在运行。".to_owned(),
        (true, Lang::En) => "The file is in use: another command is running.".to_owned(),
    }
}

fn one(lang: Lang, holder: &Holder) -> String {
    let name = match holder.name.as_str() {
        "" => pick(lang, "有人", "somebody"),
        name => name,
    };
    let (action, time) = (doing(lang, &holder.action), lasting(lang, holder.for_ms));
    match lang {
        Lang::Zh => format!("{name}（{action}，已 {time}）"),
        Lang::En => format!("{name} ({action}, for {time})"),
    }
}

/// What somebody does who has the file: an action of the journal, or what else it is taken for.
fn doing(lang: Lang, action: &str) -> &str {
    let (zh, en) = match action {
        "desk" => ("开着工作台", "at a desk"),
        "batch" | "bulk" | "finish" => ("导入", "import"),
        "rehearse" => ("试导入", "trying an import"),
        "draft" => ("保存未完成的表单", "keeping a form"),
        "take" | "claim" | "leave" => ("领取", "taking something on"),
        "open" | "read" | "reveal" | "try" => ("记录查看", "noting a look"),
        "ring" => ("来电", "a ringing call"),
        "sweep" => ("后台重算", "reckoning anew"),
        "upgrade" => ("升级文件", "upgrade"),
        "restore" => ("恢复备份", "restore"),
        "demo" => ("生成演示数据", "making a demo"),
        other => match names::done(lang, other) {
            // An action without a name of its own.
            same if same == other => ("写入", "writing"),
            named => return named,
        },
    };
    pick(lang, zh, en)
}

fn lasting(lang: Lang, ms: u64) -> String {
    let seconds = ms / 1000;
    let (number, zh, en) = match seconds {
        0..60 => (seconds, "秒", "s"),
        60..3600 => (seconds / 60, "分钟", "min"),
        _ => (seconds / 3600, "小时", "h"),
    };
    format!("{number} {}", pick(lang, zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_the_file_is_told_by_name_deed_and_time() {
        let holder = |action: &str, for_ms| Holder {
            name: "王薇".to_owned(),
            action: action.to_owned(),
            for_ms,
        };
        let import = holder("batch", 12_900);
        assert_eq!(
            busy(Lang::Zh, Some(&import), 10_000),
            "文件正忙：王薇（导入，已 12 秒）；等了 10 秒。"
        );
        assert_eq!(
            busy(Lang::En, Some(&holder("customer.edit", 100)), 10_001),
            "The file is busy: 王薇 (customer changed, for 0 s); waited 10 s."
        );
        assert_eq!(
            in_use(
                Lang::En,
                &[holder("desk", 7_200_000), holder("x.y", 60_000)]
            ),
            "The file is in use: 王薇 (at a desk, for 2 h), 王薇 (writing, for 1 min)."
        );
        assert_eq!(in_use(Lang::Zh, &[]), "文件正在使用：有命令在运行。");
    }
}
