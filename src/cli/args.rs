//! The command line as types: global options and one variant per subcommand. Completions, the
//! manual page and every `--help` come from here. Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};

use super::args_customer::{CustomerCommand, Find, Log, Show};
use super::args_export::Export;
use super::args_file::{
    Demo, Explain, Import, Init, Journal, ReadWorkbook, Restore, Undo, Upgrade,
};
use super::args_form::{FieldCommand, FormCommand};
use super::args_house::{
    Answer, Backup, Check, Hangup, ProductCommand, Ring, SettingCommand, StaffCommand, UnitCommand,
};
use super::args_note::{ChoiceCommand, Note};
use super::args_print::PrintCommand;
use super::args_reason::ReasonCommand;
use super::args_sale::{SaleCommand, StockCommand};
use super::args_settle::Settle;
use super::args_task::TaskCommand;
use super::args_today::Today;

/// huoke 活客: the caller's file on screen before the second ring.
#[derive(Debug, Parser)]
#[command(
    name = "huoke",
    version,
    propagate_version = true,
    max_term_width = 100
)]
#[command(
    after_help = "Examples · 例:\n  huoke demo                          try it on an invented call centre · 试用\n  huoke init && huoke                 make a file and open the desk · 建库，打开工作台\n  huoke find 4821                     who has a number that ends in 4821 · 按尾号查客户\n  huoke import customers people.csv   bring your customers in · 导入客户"
)]
pub(super) struct Cli<C: Subcommand = Command> {
    /// The file; else HUOKE_DB, else huoke.db in the data directory · 数据文件
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) db: Option<PathBuf>,
    /// Who acts, by login · 以谁的身份
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub(super) acting: Option<String>,
    /// Who acts, by the number of the SSH key; --as and the environment are ignored then
    #[arg(long, global = true, value_name = "N", hide = true)]
    pub(super) key_id: Option<i64>,
    /// Language: zh or en; else as the configuration or the locale says · 语言
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub(super) lang: Option<String>,
    /// One JSON object per line · 每行一个 JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// What to do; nothing opens the desk · 不写则打开工作台
    #[command(subcommand)]
    pub(super) command: Option<C>,
}

/// What must be fast, and nothing else: to describe all that can be done costs a millisecond. What
/// these do not understand is asked of the whole command line.
#[derive(Debug, Subcommand)]
pub(super) enum Fast {
    /// See [`Command::Find`].
    Find(Find),
    /// See [`Command::Show`].
    Show(Show),
    /// See [`Command::Ring`].
    Ring(Ring),
    /// See [`Command::Answer`].
    Answer(Answer),
    /// See [`Command::Hangup`].
    Hangup(Hangup),
}

impl From<Cli<Fast>> for Cli {
    fn from(fast: Cli<Fast>) -> Cli {
        Cli {
            db: fast.db,
            acting: fast.acting,
            key_id: fast.key_id,
            lang: fast.lang,
            json: fast.json,
            command: fast.command.map(|command| match command {
                Fast::Find(args) => Command::Find(args),
                Fast::Show(args) => Command::Show(args),
                Fast::Ring(args) => Command::Ring(args),
                Fast::Answer(args) => Command::Answer(args),
                Fast::Hangup(args) => Command::Hangup(args),
            }),
        }
    }
}

/// Everything that can be done from the command line.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Try huoke on an invented call centre · 在虚构的呼叫中心里试用
    Demo(Demo),
    /// Make an empty file with its first administrator · 新建数据文件
    Init(Init),
    /// Bring an older file forward · 升级旧版数据文件
    Upgrade(Upgrade),
    /// The organisation: branches, departments, teams · 机构
    #[command(
        subcommand,
        visible_alias = "units",
        after_help = "Examples · 例:\n  huoke unit add SH --name 上海分公司 --kind branch\n  huoke unit list"
    )]
    Unit(UnitCommand),
    /// People who work here · 人员
    #[command(
        subcommand,
        after_help = "Examples · 例:\n  huoke staff add wangwei --name 王薇 --role agent --unit SH1 --ext 801\n  huoke staff list"
    )]
    Staff(StaffCommand),
    /// Add, change and hand over customers · 客户
    #[command(
        subcommand,
        visible_alias = "customers",
        after_help = "Examples · 例:\n  huoke customer add --set name=李明朗 --set mobile=13800134821\n  huoke customer edit C000001 --set tier=绿卡\n  huoke customer transfer C000001 --to zhaoyun --reason 王薇离职"
    )]
    Customer(CustomerCommand),
    /// Find customers as on the caller line · 查客户
    Find(Find),
    /// Show a customer's card · 客户卡片
    Show(Show),
    /// Whom to ring and why; lists by time · 今日提醒与名单
    #[command(
        after_help = "Examples · 例:\n  huoke today                                     whom I ring next and why · 我今天要打的电话\n  huoke today --list birthdays-week --whose team  whose birthday is this week · 本周过生日的客户\n  huoke today --list ending --days 14 --count     how many run out of something · 十四天内用完\n  huoke today --lists                             every list with its count · 所有名单"
    )]
    Today(Today),
    /// Log a call · 登记通话
    Log(Log),
    /// Settle, snooze or dismiss a reason to ring somebody · 处理提醒
    Settle(Settle),
    /// Note a visit, an e-mail, a gift, what a rival does: anything but a call · 登记拜访、邮件、礼品等
    Note(Note),
    /// Read customers, products, sales or contacts from files · 导入
    Import(Import),
    /// Write customers, contacts or sales into files · 导出
    Export(Export),
    /// Read a stranger's workbook under limits, for an import
    #[command(hide = true)]
    ReadWorkbook(ReadWorkbook),
    /// Rosters and file sheets for paper · 打印一览表和客户档案
    #[command(
        subcommand,
        after_help = "Examples · 例:\n  huoke print sheet C000001 --to C000001.html\n  huoke print calls --list birthdays-week --to calls.html"
    )]
    Print(PrintCommand),
    /// What somebody is to do: given, done, handed over · 任务
    #[command(
        subcommand,
        visible_alias = "tasks",
        after_help = "Examples · 例:\n  huoke task add --quick \"周五给李明朗送2盒蜂胶 @zhaoyun\"   give one in a line · 一句话布置\n  huoke task list --team --overdue                       what is late · 团队逾期任务\n  huoke task take                                        the next one that nobody is at · 领取下一项\n  huoke task export --to tasks.xlsx                      fill it in, then huoke task import · 填好再导回\n  huoke task report --from 2026-11-01 --csv              who did how much, and in time · 考核"
    )]
    Task(TaskCommand),
    /// Products · 产品
    #[command(
        subcommand,
        visible_alias = "products",
        after_help = "Examples · 例:\n  huoke product add P001 --name 蜂胶软胶囊 --price 299 --cycle-days 30\n  huoke product list"
    )]
    Product(ProductCommand),
    /// Sales: enter, look at · 销售
    #[command(
        subcommand,
        visible_alias = "sales",
        after_help = "Examples · 例:\n  huoke sale add C000001 --line P001:2 --pay wechat:598\n  huoke sale list --customer C000001\n  huoke sale report --period \"last month\""
    )]
    Sale(SaleCommand),
    /// What is in the store · 库存
    #[command(
        subcommand,
        after_help = "Examples · 例:\n  huoke stock receive P001 100\n  huoke stock list"
    )]
    Stock(StockCommand),
    /// Coded lists: tiers, grades, results of a call · 选项
    #[command(
        subcommand,
        visible_alias = "choices",
        after_help = "Examples · 例:\n  huoke choice list tier\n  huoke choice add tier platinum --label-zh 白金卡 --label-en Platinum"
    )]
    Choice(ChoiceCommand),
    /// Fields of your own · 自定义字段
    #[command(
        subcommand,
        visible_alias = "fields",
        after_help = "Examples · 例:\n  huoke field add plate --label-zh 车牌号 --label-en Plate --kind text --searchable\n  huoke field list"
    )]
    Field(FieldCommand),
    /// What forms ask for and require · 表单
    #[command(
        subcommand,
        visible_alias = "forms",
        after_help = "Examples · 例:\n  huoke form use retail\n  huoke form list"
    )]
    Form(FormCommand),
    /// Why customers are on the Today list · 提醒原因
    #[command(
        subcommand,
        visible_alias = "reasons",
        after_help = "Examples · 例:\n  huoke reason list\n  huoke reason edit birthday --before 7"
    )]
    Reason(ReasonCommand),
    /// Settings of the business · 设置
    #[command(
        subcommand,
        visible_alias = "settings",
        after_help = "Examples · 例:\n  huoke setting list\n  huoke setting set open_file off"
    )]
    Setting(SettingCommand),
    /// The exchange: a call rings at an extension · 来电振铃
    Ring(Ring),
    /// The exchange: a call was answered · 来电接听
    Answer(Answer),
    /// The exchange: a call has ended · 通话结束
    Hangup(Hangup),
    /// Copy the file while it is in use, and verify the copy · 备份
    Backup(Backup),
    /// Put a backup in the file's place · 恢复
    Restore(Restore),
    /// Check every invariant of the file · 检查数据文件
    Check(Check),
    /// Take back an entry of the journal · 撤销
    Undo(Undo),
    /// Who changed what, when and why · 操作日志
    Journal(Journal),
    /// How the program understands a number, a name or a date · 程序如何理解一段文字
    #[command(
        subcommand,
        after_help = "Examples · 例:\n  huoke explain phone 021-62344821转801\n  huoke explain name 单田芳\n  huoke explain date 农历1958年十月十七"
    )]
    Explain(Explain),
    /// Completions for a shell · 命令补全
    #[command(
        after_help = "Examples · 例:\n  huoke completions bash > ~/.local/share/bash-completion/completions/huoke\n  huoke completions zsh"
    )]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// The manual page · 手册页
    #[command(after_help = "Example · 例:\n  huoke man > huoke.1")]
    Man,
}

/// Options of every command that lists.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Listing {
    /// A header and rows, comma-separated · CSV
    #[arg(long, conflicts_with = "json")]
    pub(super) csv: bool,
}

/// Options of every command that counts within a period.
#[derive(Debug, Clone, Args)]
pub(super) struct Period {
    /// As people say it: today, "last month", 2026-11, Q3, 11-01..11-15 · 期间
    #[arg(long, value_name = "PERIOD", conflicts_with_all = ["from", "to"])]
    pub(super) period: Option<String>,
    /// From this day on · 从
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    /// To this day, with it; none: today · 到
    #[arg(long, alias = "until", value_name = "DATE")]
    pub(super) to: Option<String>,
}

/// Options of every command that writes.
#[derive(Debug, Clone, Args)]
pub(super) struct Writing {
    /// Do it once: the same key of the same person answers the same and changes nothing
    #[arg(long, value_name = "KEY")]
    pub(super) once: Option<String>,
}
