//! The command line's types for note and choice. Must not know what the commands do.

use clap::{Args, Subcommand};

use super::args::{Listing, Writing};

/// `huoke note`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke note C000001 --kind visit --place 客户公司 --note \"看了样品\" --next 下周三\n  huoke note C000001 --kind gift --cost 128 --note 两盒茶叶 --on 2026-11-20\n  huoke note C000001 --kind competitor --note \"对手报价低一成\""
)]
pub(super) struct Note {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// What it was: a code or a label of the list interaction_kind · 种类
    #[arg(long, value_name = "KIND")]
    pub(super) kind: String,
    /// What was said and done · 内容
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    /// Where · 地点
    #[arg(long, value_name = "TEXT")]
    pub(super) place: Option<String>,
    /// What it cost us · 花费
    #[arg(long, value_name = "AMOUNT")]
    pub(super) cost: Option<String>,
    /// From them or from us · 对方来的还是我方去的
    #[arg(long, value_parser = ["in", "out"])]
    pub(super) direction: Option<String>,
    /// On which day, today or before · 日期
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<String>,
    /// When to contact again, as people say it: 3d, 12-03, 周五, fri 10:00 · 下次联系
    #[arg(long, value_name = "WHEN")]
    pub(super) next: Option<String>,
    /// The task that is done by it · 由此完成的任务
    #[arg(long, value_name = "TASK")]
    pub(super) task: Option<i64>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke choice …`
#[derive(Debug, Subcommand)]
pub(super) enum ChoiceCommand {
    /// The values of one list, or of all · 列出选项
    #[command(
        after_help = "Examples · 例:\n  huoke choice list disposition\n  huoke choice list nature --csv"
    )]
    List {
        /// Which list; none: all · 哪个列表
        list: Option<String>,
        #[command(flatten)]
        listing: Listing,
    },
    /// Add a value at the end of a list · 新增选项
    #[command(
        after_help = "Examples · 例:\n  huoke choice add tier platinum --label-zh 白金卡 --label-en Platinum\n  huoke choice add nature pharmacy --label-zh 药店 --label-en Pharmacy --under retailer\n  huoke choice add disposition moved --label-zh 已搬迁 --label-en Moved --validity invalid"
    )]
    Add {
        /// Which list · 哪个列表
        list: String,
        /// Its code · 编码
        code: String,
        /// Label in Chinese · 中文名称
        #[arg(long, value_name = "TEXT")]
        label_zh: String,
        /// Label in English · 英文名称
        #[arg(long, value_name = "TEXT")]
        label_en: String,
        #[command(flatten)]
        more: More,
        #[command(flatten)]
        writing: Writing,
    },
    /// Change a value: labels, head, what a result says of the number · 修改选项
    #[command(
        after_help = "Examples · 例:\n  huoke choice change disposition busy --validity none\n  huoke choice change disposition callback --settles no\n  huoke choice change tier green --label-zh 绿卡会员\n  huoke choice change source leaflet --close"
    )]
    Change {
        /// Which list · 哪个列表
        list: String,
        /// Its code · 编码
        code: String,
        /// Label in Chinese · 中文名称
        #[arg(long, value_name = "TEXT")]
        label_zh: Option<String>,
        /// Label in English · 英文名称
        #[arg(long, value_name = "TEXT")]
        label_en: Option<String>,
        #[command(flatten)]
        more: More,
        /// It can be picked no more · 停用
        #[arg(long, conflicts_with = "open")]
        close: bool,
        /// It can be picked again · 启用
        #[arg(long)]
        open: bool,
        #[command(flatten)]
        writing: Writing,
    },
}

/// What only some lists have.
#[derive(Debug, Args)]
pub(super) struct More {
    /// The value that it belongs to, where the list is a tree; empty: none · 上级
    #[arg(long, value_name = "CODE")]
    pub(super) under: Option<String>,
    /// The key that picks a result of a call · 快捷字母
    #[arg(long, value_name = "LETTER")]
    pub(super) letter: Option<char>,
    /// What a result of a call says of the number: valid, invalid, none · 结果说明号码是否有效
    #[arg(long, value_parser = ["valid", "invalid", "none"])]
    pub(super) validity: Option<String>,
    /// Whether a call with this result settles the reasons to call: yes, no; a new one that says
    /// the number is valid does · 是否了结提醒
    #[arg(long, value_parser = ["yes", "no"])]
    pub(super) settles: Option<String>,
    /// Whether a call with this result was a complaint: yes, no · 是否投诉
    #[arg(long, value_parser = ["yes", "no"])]
    pub(super) complaint: Option<String>,
}
