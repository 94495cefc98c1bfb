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
    /// What lines that were bought come to: how many, pieces, amount, what came back of them.
    pub totals: fn(&str, i64, &str, Option<&str>) -> String,
    /// The same, of what was sold since a moment.
    pub since: fn(&str, &str) -> String,
    /// What is older than a moment was not looked at.
    pub looked_back: fn(&str) -> String,
    /// Title of lines that were bought.
    pub records: &'static str,
    /// Where keys of them hold.
    pub scope_records: &'static str,
    /// Their columns: day, customer, product, quantity, amount, what became of it, who sold it.
    pub record_columns: [&'static str; 7],
    /// By what they are searched: customer, product, who sold, period.
    pub searched: [&'static str; 4],
    /// What may be typed for each.
    pub searched_hints: [&'static str; 4],
    /// Anything.
    pub anything: &'static str,
    /// No line answers to what is searched.
    pub none_bought: &'static str,
    /// So many of the newest are shown.
    pub newest: fn(usize) -> String,
    /// No line is selected.
    pub no_line: &'static str,
    /// It is summed up.
    pub summing: &'static str,
    /// Nothing was sold in the period.
    pub nothing_sold: &'static str,
    /// In the line in which a period is typed.
    pub period: &'static str,
    /// What may be typed there.
    pub period_hint: &'static str,
    /// Tasks are summed up by people alone.
    pub by_people_only: &'static str,
    /// There is no such period.
    pub no_period: &'static str,
    /// Nothing more is known of a row.
    pub nothing_behind: &'static str,
    /// Where keys of figures hold.
    pub scope: &'static str,
    /// Where those of a slip do.
    pub scope_slip: &'static str,
    /// Title of a slip, in so many columns.
    pub slip_title: fn(&str, usize) -> String,
    /// Title of a receipt.
    pub receipt_title: fn(&str, usize) -> String,
    /// There is no wider or narrower paper.
    pub no_paper: &'static str,
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
    totals: |count, pieces, amount, back| {
        let back = back.map_or(String::new(), |back| format!("，另退 {back}"));
        format!("共 {count} 条，{pieces} 件，{amount}{back}。")
    },
    since: |when, totals| format!("{when} 以来：{totals}"),
    looked_back: |when| format!("只查到 {when}，更早的可能还有：请指定期间。"),
    records: "购买记录",
    scope_records: "购买记录",
    record_columns: ["日期", "客户", "产品", "件数", "金额", "", "经手"],
    searched: ["客户", "产品", "经手", "期间"],
    searched_hints: [
        "电话、姓名、拼音、卡号或编号",
        "编号、名称、拼音或首字母",
        "工号或姓名，部门编号或名称",
        "今天、上周、本月、2026-11、三季度、11-01..11-15",
    ],
    anything: "全部",
    none_bought: "没有符合条件的购买记录。",
    newest: |count| format!("最近 {count} 条"),
    no_line: "没有选中任何一条记录。",
    summing: "正在合计…",
    nothing_sold: "这段时间没有您可以查看的销售和收款。请换一个期间。",
    period: "期间",
    period_hint: "今天、上周、本月、2026-11、三季度、11-01..11-15",
    by_people_only: "任务只按人员和部门汇总。",
    no_period: "没有更长或更短的期间了。",
    nothing_behind: "这一行没有更多内容。",
    scope: "业绩",
    scope_slip: "销售单",
    slip_title: |code, columns| format!("销售单 {code} · {columns} 列"),
    receipt_title: |code, columns| format!("收据 {code} · {columns} 列"),
    no_paper: "没有更宽或更窄的纸了。",
};

pub(super) const EN: Figures = Figures {
    work: [
        "given", "in time", "late", "off", "open", "overdue", "median", "contacts",
    ],
    work_legend: |[done, late, open]| {
        format!("{done} done in time  {late} done late  {open} open; off: cancelled")
    },
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
    totals: |count, pieces, amount, back| {
        let back = back.map_or(String::new(), |back| format!("; {back} came back"));
        format!("{count} lines, {pieces} pieces, {amount}{back}.")
    },
    since: |when, totals| format!("since {when}: {totals}"),
    looked_back: |when| format!("Looked back to {when}; there may be more before: name a period."),
    records: "What was bought",
    scope_records: "what was bought",
    record_columns: ["day", "customer", "product", "pieces", "amount", "", "by"],
    searched: ["customer", "product", "sold by", "period"],
    searched_hints: [
        "a number, a name, pinyin, a card or a code",
        "a code, a name, pinyin or initials",
        "a login or a name, a unit's code or name",
        "today, last week, this month, 2026-11, Q3, 11-01..11-15",
    ],
    anything: "any",
    none_bought: "Nothing that was bought answers to this.",
    newest: |count| format!("the newest {count}"),
    no_line: "No line is selected.",
    summing: "adding up…",
    nothing_sold: "Nobody whom you oversee sold anything or took money in this period. Another one may.",
    period: "Period",
    period_hint: "today, last week, this month, 2026-11, Q3, 11-01..11-15",
    by_people_only: "Tasks are summed up by people and units only.",
    no_period: "There is no longer or shorter period.",
    nothing_behind: "There is nothing more behind this row.",
    scope: "figures",
    scope_slip: "slip",
    slip_title: |code, columns| format!("Sales slip {code} · {columns} columns"),
    receipt_title: |code, columns| format!("Receipt {code} · {columns} columns"),
    no_paper: "There is no wider or narrower paper.",
};
