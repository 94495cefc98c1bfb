//! The command line's types for what leaves the file.
//! Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// What leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportKind {
    /// Customers · 客户
    Customers,
    /// Contacts with customers · 跟踪记录
    Interactions,
    /// Sales, a line a row · 销售
    Sales,
}

/// `huoke export`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke export customers --to people.csv --reason \"月末存档\"\n  huoke export customers 王 --to wang.vcf --vcard 4.0 --reason \"phone book\"\n  huoke export sales --to sales.xlsx --reason audit --yes"
)]
pub(super) struct Export {
    /// What leaves the file · 内容
    pub(super) kind: ExportKind,
    /// As on the caller line; nothing: everyone in scope · 查询
    pub(super) query: Vec<String>,
    /// FILE.csv, .xlsx or .vcf; - is standard output · 存到
    #[arg(long, short = 'o', value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) to: PathBuf,
    /// Why, for the journal · 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// Replace a file that is there · 覆盖已有文件
    #[arg(long)]
    pub(super) yes: bool,
    /// Version of vCards: 3.0 or 4.0 · 名片版本
    #[arg(long, value_name = "V", value_parser = ["3.0", "4.0"])]
    pub(super) vcard: Option<String>,
}
