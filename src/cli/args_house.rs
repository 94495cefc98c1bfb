//! The command line's types for the house: units, staff, products, settings, the exchange,
//! backup and check. Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::args::{Listing, Writing};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum UnitKind {
    /// Branch · 分公司
    Branch,
    /// Department · 部门
    Department,
    /// Team · 小组
    Team,
}

/// `huoke unit …`
#[derive(Debug, Subcommand)]
pub(super) enum UnitCommand {
    /// Add a unit · 新增机构
    #[command(
        after_help = "Examples · 例:\n  huoke unit add SH --name 上海分公司 --kind branch\n  huoke unit add SH1 --name 一组 --kind team --under SH"
    )]
    Add {
        /// Its code · 编号
        code: String,
        /// Its name · 名称
        #[arg(long)]
        name: String,
        /// What it is · 类别
        #[arg(long)]
        kind: UnitKind,
        /// The unit above it · 上级
        #[arg(long, value_name = "CODE")]
        under: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// All units · 全部机构
    #[command(after_help = "Examples · 例:\n  huoke unit list\n  huoke unit list --json")]
    List(Listing),
}

/// `huoke staff …`
#[derive(Debug, Subcommand)]
pub(super) enum StaffCommand {
    /// Add a person · 新增人员
    #[command(
        after_help = "Example · 例:\n  huoke staff add wangwei --name 王薇 --role agent --unit SH1 --ext 801"
    )]
    Add {
        /// What they log in with · 登录名
        login: String,
        /// What colleagues call them · 姓名
        #[arg(long)]
        name: String,
        /// agent, supervisor, warehouse, cashier, manager, admin · 角色
        #[arg(long, value_parser = ["agent", "supervisor", "warehouse", "cashier", "manager", "admin"])]
        role: String,
        /// Code of their unit · 机构
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// Extension of their telephone · 分机
        #[arg(long, value_name = "EXT")]
        ext: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Everybody · 全部人员
    #[command(after_help = "Examples · 例:\n  huoke staff list\n  huoke staff list --csv")]
    List(Listing),
    /// Let a person act no more; what they did stays · 停用
    #[command(after_help = "Example · 例:\n  huoke staff disable wangwei")]
    Disable {
        /// Whom · 登录名
        login: String,
        #[command(flatten)]
        writing: Writing,
    },
}

/// `huoke product …`
#[derive(Debug, Subcommand)]
pub(super) enum ProductCommand {
    /// Add a product · 新增产品
    #[command(
        after_help = "Example · 例:\n  huoke product add P001 --name 蜂胶软胶囊 --price 299 --cycle-days 30"
    )]
    Add {
        /// Its code · 编号
        code: String,
        /// Its name · 名称
        #[arg(long)]
        name: String,
        /// List price · 价格
        #[arg(long, value_name = "P")]
        price: Option<String>,
        /// How many days one lasts · 使用天数
        #[arg(long, value_name = "D")]
        cycle_days: Option<i64>,
        /// Points for one · 积分
        #[arg(long, value_name = "P")]
        points: Option<i64>,
        #[command(flatten)]
        terms: ProductTerms,
        #[command(flatten)]
        writing: Writing,
    },
    /// Change a product; what is not said stays · 修改产品
    #[command(
        after_help = "Examples · 例:\n  huoke product edit P001 --cycle-days 30\n  huoke product edit P001 --cycle-days 0      it is not used up · 不会用完\n  huoke product edit P001 --name 蜂胶软胶囊 --price 309 --floor 260\n  huoke product edit P001 --withdraw"
    )]
    Edit(ProductEdit),
    /// All products · 全部产品
    #[command(
        after_help = "Examples · 例:\n  huoke product list\n  huoke product list --withdrawn --csv"
    )]
    List(ProductList),
}

/// `huoke product list`
#[derive(Debug, Args)]
pub(super) struct ProductList {
    /// Those that are sold no more, too · 含已停售的
    #[arg(long)]
    pub(super) withdrawn: bool,
    #[command(flatten)]
    pub(super) listing: Listing,
}

/// `huoke product edit`
#[derive(Debug, Args)]
#[group(id = "change", required = true, multiple = true, args = ["name", "category", "price", "cycle_days", "points", "floor", "reorder", "redeem", "withdraw", "restore"])]
pub(super) struct ProductEdit {
    /// Its code · 编号
    pub(super) code: String,
    /// Its name · 名称
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Its category · 类别
    #[arg(long, value_name = "PATH")]
    pub(super) category: Option<String>,
    /// List price · 价格
    #[arg(long, value_name = "P")]
    pub(super) price: Option<String>,
    /// How many days one lasts; 0: it is not used up · 使用天数，0 为不会用完
    #[arg(long, value_name = "D")]
    pub(super) cycle_days: Option<i64>,
    /// Points for one · 积分
    #[arg(long, value_name = "P")]
    pub(super) points: Option<i64>,
    #[command(flatten)]
    pub(super) terms: ProductTerms,
    /// Sell it no more · 停售
    #[arg(long, conflicts_with = "restore")]
    pub(super) withdraw: bool,
    /// Sell it again · 恢复销售
    #[arg(long)]
    pub(super) restore: bool,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// On what terms a product is sold and kept.
#[derive(Debug, Args)]
pub(super) struct ProductTerms {
    /// The price below which only managers sell; empty: none · 最低价
    #[arg(long = "floor", value_name = "P")]
    pub(super) floor: Option<String>,
    /// At so many free pieces it is time to order; empty: none · 补货线
    #[arg(long = "reorder", value_name = "N")]
    pub(super) reorder: Option<String>,
    /// Points that one costs; empty: not for points · 兑换积分
    #[arg(long, value_name = "P")]
    pub(super) redeem: Option<String>,
}

impl ProductTerms {
    /// The arguments as the key's digest sees them.
    pub(super) fn said(&self) -> [&str; 3] {
        [&self.floor, &self.reorder, &self.redeem].map(|part| part.as_deref().unwrap_or_default())
    }
}

/// `huoke setting …`
#[derive(Debug, Subcommand)]
pub(super) enum SettingCommand {
    /// All settings, each with a sentence · 全部设置
    #[command(after_help = "Examples · 例:\n  huoke setting list\n  huoke setting list --json")]
    List(Listing),
    /// One setting's value · 查看
    #[command(
        after_help = "Examples · 例:\n  huoke setting get zone\n  huoke setting get reason.birthday.before"
    )]
    Get {
        /// Which · 名称
        key: String,
    },
    /// Change a setting · 修改
    #[command(
        after_help = "Examples · 例:\n  huoke setting set open_file off\n  huoke setting set call_hours 8:30-20:00\n  huoke setting set reason.birthday.before 7\n  huoke setting set cadence.a.days 10"
    )]
    Set {
        /// Which · 名称
        key: String,
        /// Its value · 值
        #[arg(allow_hyphen_values = true)]
        value: String,
        #[command(flatten)]
        writing: Writing,
    },
}

/// `huoke ring`
#[derive(Debug, Args)]
#[command(
    after_help = "Example · 例:\n  huoke ring --id 1700000000.1 --ext 801 --from 013800134821"
)]
pub(super) struct Ring {
    /// The exchange's id of the call · 来电编号
    #[arg(long, value_name = "CALLID", allow_hyphen_values = true)]
    pub(super) id: String,
    /// The extension that rings · 分机
    #[arg(long, allow_hyphen_values = true)]
    pub(super) ext: String,
    /// The caller's number · 来电号码
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    pub(super) from: String,
    /// The caller's name as the exchange knows it · 来电名称
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) name: Option<String>,
}

/// `huoke answer`
#[derive(Debug, Args)]
#[command(after_help = "Example · 例:\n  huoke answer --id 1700000000.1 --ext 801")]
pub(super) struct Answer {
    /// The exchange's id of the call · 来电编号
    #[arg(long, value_name = "CALLID", allow_hyphen_values = true)]
    pub(super) id: String,
    /// The extension that answered · 分机
    #[arg(long, allow_hyphen_values = true)]
    pub(super) ext: String,
}

/// `huoke hangup`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke hangup --id 1700000000.1 --ext 801 --missed\n  huoke hangup --id 1700000000.1 --ext 801 --answered"
)]
pub(super) struct Hangup {
    /// The exchange's id of the call · 来电编号
    #[arg(long, value_name = "CALLID", allow_hyphen_values = true)]
    pub(super) id: String,
    /// The extension · 分机
    #[arg(long, allow_hyphen_values = true)]
    pub(super) ext: String,
    /// It had been answered · 已接
    #[arg(long, conflicts_with = "missed")]
    pub(super) answered: bool,
    /// Nobody answered · 未接
    #[arg(long)]
    pub(super) missed: bool,
}

/// `huoke backup`
#[derive(Debug, Args)]
#[command(after_help = "Example · 例:\n  huoke backup huoke-$(date +%F).db")]
pub(super) struct Backup {
    /// Where to; never over an existing file · 备份到
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke check`
#[derive(Debug, Args)]
#[command(after_help = "Examples · 例:\n  huoke check\n  huoke check --json")]
pub(super) struct Check {}
