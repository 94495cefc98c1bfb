//! The command line's types for customers: customer, find, show, log.
//! Must not know what the commands do.

use clap::{Args, Subcommand};

use super::args::Writing;

/// `huoke customer …`
#[derive(Debug, Subcommand)]
pub(super) enum CustomerCommand {
    /// Add a customer · 新增客户
    #[command(
        after_help = "Examples · 例:\n  huoke customer add --set name=李明朗 --set mobile=13800134821 --set birthday=农历1958年十月十七\n  huoke customer add --set name=\"Jon Yang\" --set phone=\"+44 20 7946 0958\" --set tier=gold --once web-17\n  huoke customer add --set name=安康药房 --set nature=retailer --person 张丽,采购经理,13900139000"
    )]
    Add {
        /// FIELD=VALUE, repeatable; several phones by repeating · 字段=值
        #[arg(long, required = true, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// A contact person, repeatable · 联系人
        #[arg(long, value_name = "NAME[,RELATION][,PHONE]")]
        person: Vec<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Change a customer · 修改客户
    #[command(
        after_help = "Examples · 例:\n  huoke customer edit C000001 --set tier=绿卡\n  huoke customer edit C000001 --set remark=\"\""
    )]
    Edit {
        /// The customer's code · 客户编号
        code: String,
        /// FIELD=VALUE, repeatable; an empty value clears · 字段=值
        #[arg(long, required = true, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Add a contact person of an organisation, or one of the family · 联系人、家人
    #[command(
        after_help = "Examples · 例:\n  huoke customer person C000001 --name 张丽 --relation 采购经理 --phone 13900139000\n  huoke customer person C000001 --family --name 李小朗 --relation child --birthday 2015-06-01"
    )]
    Person(NewPerson),
    /// Say that a number reaches them or does not, and how you know · 核实号码
    #[command(
        after_help = "Examples · 例:\n  huoke customer phone C000001 13800134821 --valid --how \"上门核对\"\n  huoke customer phone C000001 021-62344821 --invalid --how 空号"
    )]
    Phone(PhoneCheck),
    /// Say how they use a product: how many days one lasts, how many use it · 产品用法
    #[command(
        after_help = "Examples · 例:\n  huoke customer use C000001 P001 --users 2\n  huoke customer use C000001 P001 --cycle-days 20\n  huoke customer use C000001 P001 --users 0      they give it away · 用来送人\n  huoke customer use C000001 P001 --usual"
    )]
    Use(ProductUse),
    /// Give customers to another owner · 转移客户
    #[command(
        after_help = "Example · 例:\n  huoke customer transfer C000001 C000002 --to zhaoyun --reason \"王薇离职\""
    )]
    Transfer {
        /// Codes · 客户编号
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
        /// To whom, by login · 接收人
        #[arg(long, value_name = "LOGIN")]
        to: String,
        /// Why · 原因
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        writing: Writing,
    },
}

/// `huoke customer person`
#[derive(Debug, Args)]
pub(super) struct NewPerson {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// Name · 姓名
    #[arg(long, value_name = "NAME")]
    pub(super) name: String,
    /// One of the family; else a contact person · 家人
    #[arg(long)]
    pub(super) family: bool,
    /// Relation or position · 关系或职位
    #[arg(long, value_name = "TEXT")]
    pub(super) relation: Option<String>,
    /// Where they work · 单位
    #[arg(long, value_name = "TEXT")]
    pub(super) employer: Option<String>,
    /// Their birthday, solar or lunar, with or without the year · 生日
    #[arg(long, value_name = "DATE")]
    pub(super) birthday: Option<String>,
    /// A number of theirs, repeatable · 电话
    #[arg(long, value_name = "N")]
    pub(super) phone: Vec<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke customer phone`
#[derive(Debug, Args)]
#[group(id = "found", required = true, args = ["valid", "invalid", "unknown"])]
pub(super) struct PhoneCheck {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// Which of their numbers, in any format · 号码
    pub(super) number: String,
    /// It reaches them · 有效
    #[arg(long)]
    pub(super) valid: bool,
    /// It does not: empty, wrong, somebody else's · 无效
    #[arg(long)]
    pub(super) invalid: bool,
    /// Nobody knows (any more) · 未核实
    #[arg(long)]
    pub(super) unknown: bool,
    /// How you know · 核实方式
    #[arg(long, value_name = "TEXT")]
    pub(super) how: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke customer use`
#[derive(Debug, Args)]
#[group(id = "how", required = true, multiple = true, args = ["cycle_days", "users", "usual"])]
pub(super) struct ProductUse {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// The product's code · 产品编号
    pub(super) product: String,
    /// How many days one lasts one user · 一份一人用几天
    #[arg(long, value_name = "D")]
    pub(super) cycle_days: Option<i64>,
    /// How many use it; 0: they give it away · 几人用，0 为送人
    #[arg(long, value_name = "N")]
    pub(super) users: Option<i64>,
    /// As the product says, by one; forgets what was said before · 恢复通常用法
    #[arg(long)]
    pub(super) usual: bool,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke find`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke find 4821\n  huoke find --json +86 138-0013-4821\n  huoke find lml\n  huoke find --count 王"
)]
pub(super) struct Find {
    /// How many rows at most · 最多几行
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(super) limit: usize,
    /// Only how many there are (1000 and more are said as 1000+) · 只数个数
    #[arg(long)]
    pub(super) count: bool,
    /// A header and rows, comma-separated
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
    /// Answer as on that day (only today's own answers differ) · 按哪一天
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<String>,
    /// What is typed on the caller line; empty: everyone in scope · 查询内容
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "QUERY"
    )]
    pub(super) query: Vec<String>,
}

/// `huoke show`
#[derive(Debug, Args)]
#[command(after_help = "Example · 例:\n  huoke show C000001 --json")]
pub(super) struct Show {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// How many lines of the timeline · 时间线行数
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(super) timeline: usize,
}

/// `huoke log`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke log C000001 --disposition reached --next 3d\n  huoke log C000001 --disposition 无人接听 --phone 13800134821 --next \"明天下午3点\""
)]
pub(super) struct Log {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// The result: a code or a label of the list · 通话结果
    #[arg(long, value_name = "D")]
    pub(super) disposition: String,
    /// The number that was used · 所用号码
    #[arg(long, value_name = "N")]
    pub(super) phone: Option<String>,
    /// What was said · 备注
    #[arg(long, value_name = "T")]
    pub(super) note: Option<String>,
    /// When to contact again, as people say it: 3d, 12-03, 周五, fri 10:00 · 下次联系
    #[arg(long, value_name = "WHEN")]
    pub(super) next: Option<String>,
    /// The exchange's call that this is about, by its id · 来电编号
    #[arg(long, value_name = "ID")]
    pub(super) call: Option<String>,
    /// The task that is done by it · 由此完成的任务
    #[arg(long, value_name = "TASK")]
    pub(super) task: Option<i64>,
    #[command(flatten)]
    pub(super) writing: Writing,
}
