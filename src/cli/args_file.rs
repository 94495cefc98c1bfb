//! The command line's types for the file: demo, init, upgrade, import, restore, undo, journal,
//! explain. Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::args::Writing;
use crate::exchange::encoding::Encoding;

/// `huoke demo`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke demo\n  huoke demo --customers 1000000 --seed 7\n  huoke demo --as sunli"
)]
pub(super) struct Demo {
    /// How many customers, 100 to 1000000, when it is first made · 首次生成时的客户数
    #[arg(long, default_value_t = 5_000, value_name = "N", value_parser = clap::value_parser!(u64).range(100..=1_000_000))]
    pub(super) customers: u64,
    /// When it is first made: the same seed invents the same people · 首次生成时的随机种子
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub(super) seed: u64,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke init`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke init\n  huoke --db /srv/crm/huoke.db init --login boss --name 老板 --zone Asia/Shanghai --once setup"
)]
pub(super) struct Init {
    /// Login of the first administrator; else the user's · 管理员登录名
    #[arg(long, value_name = "L")]
    pub(super) login: Option<String>,
    /// Their name · 管理员姓名
    #[arg(long, value_name = "N")]
    pub(super) name: Option<String>,
    /// Time zone of the business · 时区
    #[arg(long, default_value = "Asia/Shanghai", value_name = "ZONE")]
    pub(super) zone: String,
    /// Currency · 货币
    #[arg(long, default_value = "CNY", value_name = "CODE")]
    pub(super) money: String,
    /// Where numbers without a country code belong · 号码所属地区
    #[arg(long, default_value = "CN", value_name = "REGION")]
    pub(super) region: String,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke upgrade`
#[derive(Debug, Args)]
#[command(after_help = "Example · 例:\n  huoke upgrade --backup before.db")]
pub(super) struct Upgrade {
    /// Copy the file there first · 先备份到
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) backup: Option<PathBuf>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportKind {
    /// Customers · 客户
    Customers,
    /// Products · 产品
    Products,
    /// Sales with their lines · 销售
    Sales,
    /// Contacts of another system · 跟踪记录
    Interactions,
}

/// By what an imported customer is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Match {
    /// The customer's code.
    Code,
    /// Membership card.
    Card,
    /// A number (shared numbers are normal: ask for it only where they are not).
    Phone,
}

/// What happens to a row whose customer is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OnMatch {
    /// Leave the customer as it is, and say so.
    Skip,
    /// Fill in and change what the row says.
    Update,
    /// Add another customer.
    Add,
}

/// `huoke import`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke import customers people.csv --dry-run\n  huoke import customers people.csv --rejects bad.csv\n  huoke import sales FactInternetSales.csv --map examples/import/adventureworks-sales.toml"
)]
pub(super) struct Import {
    /// What the files hold · 内容
    pub(super) kind: ImportKind,
    /// Files · 文件
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,
    /// Which column is which field · 字段对照表
    #[arg(long, value_name = "MAP.toml", value_hint = ValueHint::FilePath)]
    pub(super) map: Option<PathBuf>,
    /// Say what would happen, change nothing · 只试不存
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Where rejected rows go, with their reasons; else beside the file · 退回的行存到
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) rejects: Option<PathBuf>,
    /// Replace a file of that name · 覆盖已有的退回文件
    #[arg(long)]
    pub(super) yes: bool,
    /// By what a customer is recognised; else by code, else by card · 按什么认客户
    #[arg(long = "match", value_name = "BY")]
    pub(super) match_by: Option<Match>,
    /// What to do with one that is there · 已有的客户
    #[arg(long, default_value = "skip", value_name = "WHAT")]
    pub(super) on_match: OnMatch,
    /// Owner of new customers, by login · 负责人
    #[arg(long, value_name = "LOGIN")]
    pub(super) owner: Option<String>,
    /// Encoding of the files (gbk, big5, utf-16le …); else found out · 编码
    #[arg(long, value_name = "E")]
    pub(super) encoding: Option<Encoding>,
    /// Sheet of a workbook, by name; else the first with a header · 工作表
    #[arg(long, value_name = "NAME")]
    pub(super) sheet: Option<String>,
    /// Import a finished file again · 再导一次
    #[arg(long)]
    pub(super) again: bool,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke read-workbook`: what an import starts; its standard output is a file.
#[derive(Debug, Args)]
pub(super) struct ReadWorkbook {
    /// Whose rows, by its place from 0; none: only the sheets
    #[arg(long)]
    pub(super) sheet: Option<usize>,
    /// The workbook
    pub(super) file: PathBuf,
}

/// `huoke restore`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke restore huoke-2026-11-23.db --yes\n  huoke restore huoke-2026-11-23.db --yes --once drill-7"
)]
pub(super) struct Restore {
    /// The backup · 备份文件
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// Do not ask · 不再确认
    #[arg(long)]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke undo`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke undo              my last entry\n  huoke undo 1234\n  huoke undo 1234 --keep-changed"
)]
pub(super) struct Undo {
    /// Which entry; none: my last one · 哪一条
    pub(super) entry: Option<i64>,
    /// Take back all but what others have changed since · 保留他人后来的修改
    #[arg(long)]
    pub(super) keep_changed: bool,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke journal`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke journal --customer C000001\n  huoke journal --json --limit 200"
)]
pub(super) struct Journal {
    /// Only this customer's history · 某个客户
    #[arg(long, value_name = "CODE")]
    pub(super) customer: Option<String>,
    /// How many entries at most · 最多几条
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(super) limit: usize,
}

/// `huoke explain …`
#[derive(Debug, Subcommand)]
pub(super) enum Explain {
    /// A phone number · 电话号码
    #[command(
        after_help = "Examples · 例:\n  huoke explain phone \"+86 138-0013-4821\" 021-62344821转801\n  cut -f1 numbers.tsv | huoke explain phone --json --region CN"
    )]
    Phone {
        /// Where numbers without a country code belong · 地区
        #[arg(long, default_value = "CN")]
        region: String,
        /// Texts; none: lines of standard input
        #[arg(allow_hyphen_values = true)]
        text: Vec<String>,
    },
    /// A name: the pinyin and initials that find it · 姓名
    #[command(after_help = "Example · 例:\n  huoke explain name 单田芳 歐陽修")]
    Name {
        /// Texts; none: lines of standard input
        text: Vec<String>,
    },
    /// A date, solar or lunar · 日期
    #[command(
        after_help = "Examples · 例:\n  huoke explain date 农历1982年闰四月初八 lunar:1982-04L-08 2026-11-23"
    )]
    Date {
        /// Texts; none: lines of standard input
        text: Vec<String>,
    },
}
