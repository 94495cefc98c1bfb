//! The command line's types for what the business sets of Today: reasons to call. Must not know
//! what the commands do.

use clap::{Args, Subcommand};

use super::args::{Listing, Writing};

/// `huoke reason …`
#[derive(Debug, Subcommand)]
pub(super) enum ReasonCommand {
    /// Every reason with its settings · 全部提醒原因
    #[command(after_help = "Example · 例:\n  huoke reason list --json")]
    List(Listing),
    /// Add a greeting or a guidance after purchase · 新增问候或购买后指导
    #[command(
        after_help = "Examples · 例:\n  huoke reason add lantern --kind greeting --label-zh 元宵问候 --label-en \"Lantern Festival\" --date lunar:01-15 --list tier --value 金卡\n  huoke reason add new_tea --kind greeting --label-zh 新品上市 --label-en \"New tea\" --date 2026-12-20 --before 0 --after 14\n  huoke reason add bought_90 --kind bought --label-zh 购买一季回访 --label-en \"A quarter after buying\" --days 90"
    )]
    Add {
        /// Its code: lower-case letters, digits and _ · 编码
        code: String,
        /// greeting, bought · 种类
        #[arg(long)]
        kind: String,
        #[command(flatten)]
        parts: Box<Parts>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Change a reason; what is not said stays · 修改
    #[command(
        after_help = "Examples · 例:\n  huoke reason edit birthday --before 7 --weight 60\n  huoke reason edit silent --on off\n  huoke reason edit complaint --seen-by supervisor,manager\n  huoke reason edit mid_autumn --on on --list grade --value a"
    )]
    Edit {
        /// Its code · 编码
        code: String,
        #[command(flatten)]
        parts: Box<Parts>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Remove a greeting or a guidance; the others are turned off instead · 删除
    #[command(after_help = "Example · 例:\n  huoke reason remove new_tea")]
    Remove {
        /// Its code · 编码
        code: String,
        #[command(flatten)]
        writing: Writing,
    },
}

/// What may be set of a reason.
#[derive(Debug, Args)]
pub(super) struct Parts {
    /// on, off · 启用
    #[arg(long, value_name = "on|off")]
    pub(super) on: Option<String>,
    /// Days before its day on which it begins to show: 3, 1w · 提前几天
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true)]
    pub(super) before: Option<String>,
    /// Days after its day for which it goes on showing · 过后几天
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true)]
    pub(super) after: Option<String>,
    /// How much it counts, 0 to 100 · 权重
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(super) weight: Option<String>,
    /// Wording in Chinese · 中文名称
    #[arg(long, value_name = "TEXT")]
    pub(super) label_zh: Option<String>,
    /// Wording in English · 英文名称
    #[arg(long, value_name = "TEXT")]
    pub(super) label_en: Option<String>,
    /// Roles that see it, comma between; all · 谁看得到
    #[arg(long, value_name = "ROLES")]
    pub(super) seen_by: Option<String>,
    /// Days after the purchase (bought, balance_due) · 购买后几天
    #[arg(long, value_name = "DAYS", allow_hyphen_values = true)]
    pub(super) days: Option<String>,
    /// Day of a greeting: 10-01, lunar:08-15, 农历八月十五, 2026-12-20 · 日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// Whom a greeting is for: tier, grade, tag; all · 按什么选客户
    #[arg(long, value_name = "LIST")]
    pub(super) list: Option<String>,
    /// Which value of the list, by code or label · 哪一类客户
    #[arg(long, value_name = "VALUE")]
    pub(super) value: Option<String>,
}
