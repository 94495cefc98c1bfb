//! What stands on printed rosters and file sheets. Must not know their layout.

/// Words on paper.
#[derive(Debug)]
pub struct Print {
    /// Title of the roster.
    pub roster: &'static str,
    /// Title of a day's calls.
    pub calls: &'static str,
    /// Numbers on it are masked.
    pub masked: &'static str,
    /// Column: why to ring.
    pub why: &'static str,
    /// Column: what was said last.
    pub last_said: &'static str,
    /// Column: contacts in the last 30 days.
    pub contacts: &'static str,
    /// Column: why not now.
    pub not_now: &'static str,
    /// Column, to be written by hand: what came of it.
    pub result: &'static str,
    /// A caller whom nobody knows.
    pub unknown: &'static str,
    /// Title of a customer's sheet.
    pub sheet: &'static str,
    /// How many customers, and on which day it was printed.
    pub count: fn(u64, &str) -> String,
    /// So many of all that are on the list, and on which day it was printed.
    pub count_of: fn(u64, &str, &str) -> String,
    /// The rest of the list is not on the sheet: so many of all are.
    pub cut: fn(u64, &str) -> String,
    /// Printed on a day, by somebody.
    pub printed: fn(&str, &str) -> String,
    /// Column: the place in the list.
    pub number: &'static str,
    /// Column: telephone numbers.
    pub phones: &'static str,
    /// Column: tier and grade.
    pub class: &'static str,
    /// Column: address.
    pub address: &'static str,
    /// Section: who they are.
    pub identity: &'static str,
    /// Section: telephone numbers.
    pub numbers: &'static str,
    /// Section: addresses.
    pub places: &'static str,
    /// Section: dates.
    pub dates: &'static str,
    /// Section: family and contact persons.
    pub people: &'static str,
    /// Section: classification and person.
    pub fields: &'static str,
    /// Section: the business's own fields.
    pub own: &'static str,
    /// Section: contacts and sales.
    pub past: &'static str,
    /// A number that does not reach them.
    pub invalid: &'static str,
    /// Customer since.
    pub since: &'static str,
    /// Last contact.
    pub last_contact: &'static str,
    /// Purchases.
    pub purchases: &'static str,
    /// Next contact.
    pub next: &'static str,
    /// The roster was printed: how many, to where, which entry.
    pub done: fn(u64, &str, i64) -> String,
    /// The sheet was printed to a file.
    pub kept: fn(&str) -> String,
}

pub(super) const EN: Print = Print {
    roster: "Customers",
    calls: "Calls",
    masked: "Numbers are masked; the desk dials and shows them.",
    why: "why, what to say",
    last_said: "said last",
    contacts: "contacts in 30 days",
    not_now: "not now",
    result: "result",
    unknown: "unknown caller",
    sheet: "Customer file",
    count: |n, day| format!("{n} customers, {day}"),
    count_of: |n, all, day| format!("{n} of {all} customers, {day}"),
    cut: |n, all| format!("{n} of {all} customers are on the sheet; --limit takes more."),
    printed: |day, by| format!("printed {day} by {by}"),
    number: "no.",
    phones: "phone",
    class: "tier, grade",
    address: "address",
    identity: "Customer",
    numbers: "Numbers",
    places: "Addresses",
    dates: "Dates",
    people: "Family and contact persons",
    fields: "Particulars",
    own: "Own fields",
    past: "Contacts and sales",
    invalid: "invalid",
    since: "customer since",
    last_contact: "last contact",
    purchases: "purchases",
    next: "next contact",
    done: |n, to, entry| format!("{n} customers printed to {to} (entry {entry})."),
    kept: |to| format!("Printed to {to}."),
};

pub(super) const ZH: Print = Print {
    roster: "客户一览表",
    calls: "外呼单",
    masked: "号码已脱敏，完整号码请在工作台查看。",
    why: "原因与话术",
    last_said: "上次所谈",
    contacts: "30 天内联系次数",
    not_now: "暂不宜",
    result: "结果",
    unknown: "陌生来电",
    sheet: "客户档案",
    count: |n, day| format!("共 {n} 位，{day}"),
    count_of: |n, all, day| format!("共 {all} 位，此处前 {n} 位，{day}"),
    cut: |n, all| format!("名单共 {all} 位，只打印了前 {n} 位；--limit 可以多取。"),
    printed: |day, by| format!("{day} {by} 打印"),
    number: "序号",
    phones: "电话",
    class: "会员、级别",
    address: "地址",
    identity: "客户",
    numbers: "电话",
    places: "地址",
    dates: "日期",
    people: "家人与联系人",
    fields: "基本资料",
    own: "自定义资料",
    past: "往来与购买",
    invalid: "无效",
    since: "建档",
    last_contact: "上次联系",
    purchases: "购买次数",
    next: "下次联系",
    done: |n, to, entry| format!("已打印 {n} 位客户到 {to}（日志 {entry}）。"),
    kept: |to| format!("已打印到 {to}。"),
};
