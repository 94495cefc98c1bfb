//! Words of figures: columns, headings, legends, for tasks assessed and for sales.
//! Must not know where they are shown or how they are counted.

use crate::domain::sale::By;

/// Words of figures.
#[derive(Debug)]
pub struct Figures {
    /// Columns of tasks: given, done in time, done late, cancelled, open, overdue, how long the
    /// middle one took, contacts.
    pub work: [&'static str; 8],
    /// What the parts of a bar of tasks are, by their signs.
    pub work_legend: fn([&str; 3]) -> String,
    /// Heading of what came of contacts.
    pub results: &'static str,
    /// People of no unit.
    pub no_unit: &'static str,
    /// Tasks that nobody of the unit has taken.
    pub unclaimed: &'static str,
    /// All together.
    pub all: &'static str,
    /// Columns of sales: sales, pieces, amount, new customers, amount of these, amount of those
    /// who come again, what came back, money collected.
    pub sales: [&'static str; 8],
    /// What the parts of a bar of sales are, by their signs.
    pub sales_legend: fn([&str; 2]) -> String,
    /// What was sold by nobody who is known.
    pub unknown: &'static str,
    /// Heading of tasks of a period.
    pub tasks_of: fn(&str) -> String,
    /// Heading of sales of a period, by what.
    pub sales_of: fn(&str, &str) -> String,
    /// By what figures are summed up.
    pub by: fn(By) -> &'static str,
    /// The period holds too many days, weeks or months to show one by one: so many at most.
    pub too_many: fn(usize) -> String,
}

pub(super) const ZH: Figures = Figures {
    work: [
        "布置", "按时", "超时", "取消", "未完", "逾期", "中位", "联系",
    ],
    work_legend: |[done, late, open]| format!("{done} 按时完成  {late} 超时完成  {open} 未完成"),
    results: "联系结果",
    no_unit: "未分部门",
    unclaimed: "待领取",
    all: "合计",
    sales: [
        "笔数",
        "件数",
        "金额",
        "新客户",
        "新客金额",
        "老客金额",
        "退货",
        "收款",
    ],
    sales_legend: |[new, repeat]| format!("{new} 新客户  {repeat} 老客户"),
    unknown: "不详",
    tasks_of: |period| format!("任务与联系，{period}"),
    sales_of: |by, period| format!("销售{by}，{period}"),
    by: |by| match by {
        By::Person => "按人员",
        By::Branch => "按机构",
        By::Product => "按产品",
        By::Day => "按日",
        By::Week => "按周",
        By::Month => "按月",
    },
    too_many: |most| format!("这段时间太长，最多逐一列出 {most} 段。"),
};

pub(super) const EN: Figures = Figures {
    work: [
        "given", "in time", "late", "dropped", "open", "overdue", "median", "contacts",
    ],
    work_legend: |[done, late, open]| format!("{done} done in time  {late} done late  {open} open"),
    results: "What came of the contacts",
    no_unit: "no unit",
    unclaimed: "not taken yet",
    all: "all",
    sales: [
        "sales",
        "pieces",
        "amount",
        "new cust.",
        "of new",
        "of repeat",
        "returned",
        "collected",
    ],
    sales_legend: |[new, repeat]| format!("{new} new customers  {repeat} repeat customers"),
    unknown: "unknown",
    tasks_of: |period| format!("Tasks and contacts, {period}"),
    sales_of: |by, period| format!("Sales {by}, {period}"),
    by: |by| match by {
        By::Person => "by person",
        By::Branch => "by branch",
        By::Product => "by product",
        By::Day => "by day",
        By::Week => "by week",
        By::Month => "by month",
    },
    too_many: |most| format!("The period is too long to show it so: {most} parts at most."),
};
