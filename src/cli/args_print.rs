//! The command line's types for what is printed on paper. Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::args_today::Which;

/// `huoke print …`
#[derive(Debug, Subcommand)]
pub(super) enum PrintCommand {
    /// A roster of customers · 客户一览表
    #[command(
        after_help = "Examples · 例:\n  huoke print roster --reason 月会 --to roster.html\n  huoke print roster 王 --reason \"phone round\"\n  huoke print roster --owner wangwei --reason 交接 --to wangwei.txt --lines 60"
    )]
    Roster(Roster),
    /// The file sheet of one customer · 客户档案
    #[command(
        after_help = "Examples · 例:\n  huoke print sheet C000001\n  huoke print sheet C000001 --to C000001.html"
    )]
    Sheet(Sheet),
    /// A day's calls, with room for what comes of them · 外呼单
    #[command(
        after_help = "Examples · 例:\n  huoke print calls                                        my day on paper, numbers masked\n  huoke print calls --list birthdays-week --to 生日.html\n  huoke print calls --whose team --to calls.xlsx --reason 停电\n\nWith --reason and the right to export numbers are whole, and the journal knows.\n有导出权限并写明 --reason 时号码完整，并记入日志。"
    )]
    Calls(Calls),
}

/// Where what is printed goes.
#[derive(Debug, Args)]
pub(super) struct Paper {
    /// FILE.html, of calls FILE.xlsx, or FILE.txt for text; - is standard output · 存到
    #[arg(long, short = 'o', value_name = "FILE", default_value = "-", value_hint = ValueHint::FilePath)]
    pub(super) to: PathBuf,
    /// A page of HTML, also on standard output · 网页
    #[arg(long)]
    pub(super) html: bool,
    /// Replace a file that is there · 覆盖已有文件
    #[arg(long)]
    pub(super) yes: bool,
}

/// `huoke print roster`
#[derive(Debug, Args)]
pub(super) struct Roster {
    /// As on the caller line; nothing: everyone in scope · 查询
    pub(super) query: Vec<String>,
    /// The customers of one owner, by login · 负责人
    #[arg(long, value_name = "LOGIN")]
    pub(super) owner: Option<String>,
    /// Why, for the journal · 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// Lines of a page of text; 0: one long page · 每页行数
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) lines: usize,
    #[command(flatten)]
    pub(super) paper: Paper,
}

/// `huoke print sheet`
#[derive(Debug, Args)]
pub(super) struct Sheet {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// How many contacts and sales · 往来行数
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(super) timeline: usize,
    #[command(flatten)]
    pub(super) paper: Paper,
}

/// `huoke print calls`
#[derive(Debug, Args)]
pub(super) struct Calls {
    #[command(flatten)]
    pub(super) which: Which,
    /// How many customers at most · 人数
    #[arg(long, default_value_t = 120, value_name = "N")]
    pub(super) limit: usize,
    /// Why numbers are to be whole, for the journal · 导出号码的原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    /// Lines of a page of text; 0: one long page · 每页行数
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) lines: usize,
    #[command(flatten)]
    pub(super) paper: Paper,
}
