//! The command line's types for task. Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::args::{Listing, Period, Writing};

/// `huoke task …`
#[derive(Debug, Subcommand)]
pub(super) enum TaskCommand {
    /// Give somebody a task · 布置任务
    #[command(
        after_help = "Examples · 例:\n  huoke task add 送两盒蜂胶 --customer C000001 --kind 送货 --to zhaoyun --due \"fri 10:00\"\n  huoke task add \"order paper\" --due 3d --every 1m --priority high\n  huoke task add 节前回访 --to T1\n  huoke task add --quick \"周五给李明朗送2盒蜂胶 @zhaoyun\" --dry-run"
    )]
    Add(Add),
    /// Other words, time, person or priority for an open task · 修改任务
    #[command(
        after_help = "Examples · 例:\n  huoke task edit 12 --title 送三盒蜂胶 --priority high\n  huoke task edit 12 --due \"fri 10:00\" --every 1m\n  huoke task edit 12 --due \"\" --note \"\""
    )]
    Edit(Edit),
    /// What is to be done: yours, or whose you say · 任务列表
    #[command(
        after_help = "Examples · 例:\n  huoke task list\n  huoke task list --team --overdue\n  huoke task list --given --ended --csv\n  huoke task list --customer C000001 --json"
    )]
    List(List),
    /// Take the most pressing task that nobody else is at · 领取下一项任务
    #[command(after_help = "Examples · 例:\n  huoke task take --json\n  huoke task take 12")]
    Take {
        /// This one and no other · 任务编号
        id: Option<i64>,
    },
    /// Leave a task to others that you had taken · 放回任务
    #[command(after_help = "Examples · 例:\n  huoke task leave 12")]
    Leave {
        /// Its number · 任务编号
        id: i64,
    },
    /// What you have not seen yet: given to you, done of what you gave · 任务动态
    #[command(after_help = "Examples · 例:\n  huoke task news\n  huoke task news --read")]
    News {
        /// It is seen from now on · 标为已读
        #[arg(long)]
        read: bool,
        #[command(flatten)]
        listing: Listing,
    },
    /// Make tasks of reminders of Today · 提醒转任务
    #[command(
        after_help = "Examples · 例:\n  huoke task convert --today 20 --to zhaoyun --due 3d\n  huoke task convert C000001 --reason birthday"
    )]
    Convert(Convert),
    /// Tasks into a workbook to be filled in by hand, or into a calendar · 导出任务
    #[command(
        after_help = "Examples · 例:\n  huoke task export --to tasks.xlsx\n  huoke task export 464 457-460 --to chosen.xlsx\n  huoke task export --team --kind 送货 --to deliveries.xlsx\n  huoke task export 李明朗 --given --to li.xlsx\n  huoke task export --to mine.ics"
    )]
    Export(Out),
    /// Bring back a workbook that people filled in · 导回填好的任务
    #[command(
        after_help = "Examples · 例:\n  huoke task import tasks.xlsx --dry-run\n  huoke task import tasks.xlsx --rejects again.xlsx"
    )]
    Import(Back),
    /// Tasks and contacts of a period, by person and team · 任务考核
    #[command(
        after_help = "Examples · 例:\n  huoke task report\n  huoke task report --period 上月\n  huoke task report --from 2026-11-01 --to 2026-11-30 --csv"
    )]
    Report(Report),
    /// Mark a task done; one that needs a contact: huoke log … --task ID · 完成任务
    #[command(after_help = "Examples · 例:\n  huoke task done 12 --note 已送到门卫")]
    Done {
        /// Its number · 任务编号
        id: i64,
        /// What came of it · 结果
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Hand a task over to a colleague, or to a unit · 改派任务
    #[command(after_help = "Examples · 例:\n  huoke task assign 12 --to zhaoyun")]
    Assign {
        /// Its number · 任务编号
        id: i64,
        /// To whom: a login, or a unit's code · 给谁
        #[arg(long, value_name = "LOGIN")]
        to: String,
        #[command(flatten)]
        writing: Writing,
    },
    /// Put a task off · 任务延期
    #[command(after_help = "Examples · 例:\n  huoke task postpone 12 --due 下周一")]
    Postpone {
        /// Its number · 任务编号
        id: i64,
        /// By when, as people say it · 新期限
        #[arg(long, value_name = "WHEN")]
        due: String,
        #[command(flatten)]
        writing: Writing,
    },
    /// Cancel a task · 取消任务
    #[command(after_help = "Examples · 例:\n  huoke task cancel 12 --reason 客户已自取")]
    Cancel {
        /// Its number · 任务编号
        id: i64,
        /// Why · 原因
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        writing: Writing,
    },
}

/// `huoke task add`
#[derive(Debug, Args)]
pub(super) struct Add {
    /// What is to be done · 事项
    pub(super) title: String,
    /// It is a line with all of it: "deliver 2 propolis to 李明朗 fri @zhaoyun !high" · 一句话
    #[arg(long, conflicts_with_all = ["customer", "to", "due", "kind", "every", "priority", "follows"])]
    pub(super) quick: bool,
    /// Say only what would be given · 只读给我听，不保存
    #[arg(long)]
    pub(super) dry_run: bool,
    /// The code of the customer whom it is about · 客户编号
    #[arg(long, value_name = "CODE")]
    pub(super) customer: Option<String>,
    /// Whose it is: a login, or a unit's code; none: yours · 执行人
    #[arg(long, value_name = "LOGIN")]
    pub(super) to: Option<String>,
    /// By when, as people say it: 3d, 12-03, 周五, fri 10:00 · 期限
    #[arg(long, value_name = "WHEN")]
    pub(super) due: Option<String>,
    /// What it is: a code or a label of the list task_kind · 种类
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// How pressing · 优先级
    #[arg(long, value_parser = ["low", "normal", "high"], default_value = "normal", hide_default_value = true)]
    pub(super) priority: String,
    /// How often it comes again once it is done: 1w, 每周五, "every month on the 1st" · 重复
    #[arg(long, value_name = "OFTEN")]
    pub(super) every: Option<String>,
    /// What else is to be known · 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    /// The number of the task that it goes on from · 接续哪项任务
    #[arg(long, value_name = "ID")]
    pub(super) follows: Option<i64>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke task edit`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)
    .args(["title", "kind", "note", "to", "due", "priority", "every"])))]
pub(super) struct Edit {
    /// Its number · 任务编号
    pub(super) id: i64,
    /// What is to be done · 事项
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// What it is: a code or a label of the list task_kind · 种类
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// What else is to be known; "": nothing · 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    /// Whose it is: a login, or a unit's code · 执行人
    #[arg(long, value_name = "LOGIN")]
    pub(super) to: Option<String>,
    /// By when, as people say it; "": whenever · 期限
    #[arg(long, value_name = "WHEN")]
    pub(super) due: Option<String>,
    /// How pressing · 优先级
    #[arg(long, value_parser = ["low", "normal", "high"])]
    pub(super) priority: Option<String>,
    /// How often it comes again; "": not at all · 重复
    #[arg(long, value_name = "OFTEN")]
    pub(super) every: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke task list`
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    pub(super) chosen: Chosen,
    #[command(flatten)]
    pub(super) listing: Listing,
}

/// `huoke task convert`
#[derive(Debug, Args)]
pub(super) struct Convert {
    /// The codes of customers of whom something is due · 客户编号
    #[arg(required_unless_present = "today")]
    pub(super) codes: Vec<String>,
    /// The first so many of the Today list · 今日前几位
    #[arg(long, value_name = "N")]
    pub(super) today: Option<usize>,
    /// Whose they are: a login, or a unit's code; none: yours · 执行人
    #[arg(long, value_name = "LOGIN")]
    pub(super) to: Option<String>,
    /// By when, as people say it · 期限
    #[arg(long, value_name = "WHEN")]
    pub(super) due: Option<String>,
    /// This reason, by its code; none: the weightiest of each · 哪种提醒
    #[arg(long, value_name = "REASON")]
    pub(super) reason: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke task export`
#[derive(Debug, Args)]
pub(super) struct Out {
    /// Their numbers, in whatever list they are: 464 457-460; or customers as find takes them · 任务编号或客户
    #[arg(value_name = "ID|QUERY")]
    pub(super) what: Vec<String>,
    #[command(flatten)]
    pub(super) chosen: Chosen,
    /// The file: a workbook to be filled in by hand (.xlsx), or a calendar (.ics) · 文件
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) to: PathBuf,
    /// In place of a file that is there · 覆盖已有文件
    #[arg(long)]
    pub(super) yes: bool,
}

/// `huoke task import`
#[derive(Debug, Args)]
pub(super) struct Back {
    /// The workbook that came back · 填好的文件
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// Say only what would be changed · 只看差别，不保存
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Where rows go that cannot be applied, with reasons (.xlsx) · 退回的行
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) rejects: Option<PathBuf>,
    /// In place of a file that is there · 覆盖已有文件
    #[arg(long)]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// Whose tasks, and which.
#[derive(Debug, Args)]
pub(super) struct Chosen {
    /// Those that you gave · 我布置的
    #[arg(long, group = "whose")]
    pub(super) given: bool,
    /// Everybody's whom you oversee · 本组的
    #[arg(long, group = "whose")]
    pub(super) team: bool,
    /// Those that anybody of your unit may take · 本组待领取的
    #[arg(long, group = "whose")]
    pub(super) pool: bool,
    /// A colleague's · 某人的
    #[arg(long, value_name = "LOGIN", group = "whose")]
    pub(super) of: Option<String>,
    /// A customer's · 某客户的
    #[arg(long, value_name = "CODE", group = "whose")]
    pub(super) customer: Option<String>,
    /// The late ones alone · 已逾期的
    #[arg(long, conflicts_with = "ended")]
    pub(super) overdue: bool,
    /// Done and cancelled ones, the newest first · 已结束的
    #[arg(long)]
    pub(super) ended: bool,
    /// Of one kind: a code or a label · 种类
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// At most so many · 最多几条
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(super) limit: usize,
}

impl Chosen {
    /// The option that says which list, if one does.
    pub(super) fn said(&self) -> Option<&'static str> {
        let said = [
            (self.given, "--given"),
            (self.team, "--team"),
            (self.pool, "--pool"),
            (self.of.is_some(), "--of"),
            (self.customer.is_some(), "--customer"),
            (self.overdue, "--overdue"),
            (self.ended, "--ended"),
            (self.kind.is_some(), "--kind"),
        ];
        let said = said.into_iter().find(|(said, _)| *said);
        said.map(|(_, name)| name)
    }
}

/// `huoke task report`
#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    pub(super) period: Period,
    #[command(flatten)]
    pub(super) listing: Listing,
}
