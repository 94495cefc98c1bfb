//! Names of fields, rights, roles, settings and kinds, for cards, forms, errors and lists.
//! Must not know where they are shown.

use super::{Lang, rules, trade};
use crate::domain::customer::Field;
use crate::domain::kept::Kind;
use crate::domain::staff::{Operation, Role, Scope};

fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// What a form is called.
pub fn form(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::CallLog => pick(lang, "通话记录", "call log"),
        Kind::Customer => pick(lang, "客户资料", "customer"),
        Kind::Transfer => pick(lang, "转交", "transfer"),
        Kind::ProductUse => pick(lang, "产品用法", "use of a product"),
        Kind::Attach => pick(lang, "归入号码", "attach a number"),
        Kind::Give => pick(lang, "任务", "task"),
        Kind::TaskLine => pick(lang, "一句话任务", "quick task"),
        Kind::Settle => pick(lang, "提醒", "reasons to call"),
        Kind::Sale => pick(lang, "销售", "sale"),
        Kind::Deal => pick(lang, "销售后续", "sale, afterwards"),
        Kind::Goods => pick(lang, "出入库", "stock"),
        Kind::Rule => pick(lang, "提醒设置", "reason settings"),
        Kind::Task => pick(lang, "任务", "task"),
        Kind::Visit => pick(lang, "联系记录", "contact"),
    }
}

/// What a plain field of the customer is called.
pub fn field(lang: Lang, field: Field) -> &'static str {
    let (zh, en) = match field {
        Field::Name => ("姓名", "name"),
        Field::CardNo => ("会员卡号", "card number"),
        Field::Sex => ("性别", "sex"),
        Field::Grade => ("级别", "grade"),
        Field::Tier => ("会员等级", "tier"),
        Field::Source => ("来源", "source"),
        Field::Nature => ("性质", "nature"),
        Field::Stage => ("阶段", "stage"),
        Field::StopReason => ("停止购买原因", "reason for stopping"),
        Field::Usage => ("使用", "use"),
        Field::Employer => ("单位", "employer"),
        Field::Education => ("学历", "education"),
        Field::Ethnicity => ("民族", "ethnicity"),
        Field::Occupation => ("职业", "occupation"),
        Field::MaritalStatus => ("婚姻", "marital status"),
        Field::Income => ("年收入", "yearly income"),
        Field::NativePlace => ("籍贯", "native place"),
        Field::Health => ("健康", "health"),
        Field::Credit => ("信誉度", "credit standing"),
        Field::IdType => ("证件类型", "kind of identity paper"),
        Field::IdNumber => ("证件号码", "identity number"),
        Field::PreferredTime => ("联系时机", "best time to call"),
        Field::Tag => ("标签", "tags"),
        Field::Remark => ("备注", "remark"),
    };
    pick(lang, zh, en)
}

/// What a column or a command-line field is called, by its code; the code where it has no
/// other name.
pub fn column(lang: Lang, code: &str) -> &str {
    if let Some(known) = Field::from_code(code) {
        return field(lang, known);
    }
    let (zh, en) = match code {
        "phone" | "typed" | "digits" | "mobile" | "landline" | "fax" => ("电话", "phone"),
        "email" => ("电子邮箱", "e-mail"),
        "birthday" => ("生日", "birthday"),
        "owner" | "owner_id" => ("负责人", "owner"),
        "unit" | "unit_id" | "branch" | "department" => ("部门", "unit"),
        "province" => ("省", "province"),
        "city" => ("市", "city"),
        "address" | "line" => ("地址", "address"),
        "postcode" => ("邮编", "postcode"),
        "do_not_call" => ("请勿致电", "do not call"),
        "disposition" => ("结果", "result"),
        "note" => ("备注", "note"),
        "next" | "next_on" | "next_at" | "next_contact_on" | "next_contact_at" => {
            ("下次联系", "next contact")
        }
        "relation" => ("关系", "relation"),
        "validity" => ("号码状态", "validity"),
        "extension" => ("分机", "extension"),
        "direction" => ("方向", "direction"),
        "calendar" => ("历法", "calendar"),
        "year" => ("年", "year"),
        "month" => ("月", "month"),
        "day" => ("日", "day"),
        "leap" => ("闰月", "leap month"),
        "validity_at" => ("号码核实时间", "validity checked at"),
        "validity_how" => ("号码核实方式", "validity checked how"),
        "validity_by" => ("号码核实人", "validity checked by"),
        "customer" | "customer_id" => ("客户", "customer"),
        "at" => ("时间", "time"),
        "by" | "staff_id" => ("经手人", "by"),
        "kind" => ("种类", "kind"),
        "code" => ("编号", "code"),
        "login" => ("登录名", "login"),
        "ext" => ("分机", "extension"),
        "cycle_days" => ("使用天数", "days one lasts"),
        "users" => ("使用人数", "users"),
        "product" | "product_id" => ("产品", "product"),
        "zone" => ("时区", "time zone"),
        "region" => ("地区", "region"),
        "id" => ("编号", "id"),
        "when" => ("时间", "when"),
        "title" => ("事项", "title"),
        "priority" => ("优先级", "priority"),
        "due" | "due_on" | "due_at" => ("期限", "due"),
        "assignee" | "assignee_id" | "to" => ("执行人", "for"),
        "assigner" | "assigner_id" => ("布置人", "given by"),
        "every" => ("重复", "every"),
        "result" => ("结果", "result"),
        "today.list" => ("名单", "list"),
        "created_at" => ("建立时间", "created at"),
        _ => return trade::column(lang, code).unwrap_or_else(|| rules::column(lang, code)),
    };
    pick(lang, zh, en)
}

/// What the field of an error is called; of a line of a sale with its number.
pub fn place(lang: Lang, field: &str) -> String {
    trade::place(lang, field).unwrap_or_else(|| column(lang, field).to_owned())
}

/// What a value of a form is called, as a clash names it (`tier`, `phone.kind`, `custom.rival`).
pub fn sheet_value(lang: Lang, field: &str) -> String {
    let name = |code| match code {
        "date" => table(lang, "customer_date"),
        "member" => table(lang, "family_member"),
        "phone.kind" => pick(lang, "号码种类", "kind of number"),
        "phone.validity" => column(lang, "validity"),
        _ => column(lang, code),
    };
    match field.split_once('.') {
        Some(("custom", code)) => code.to_owned(),
        Some(("member", part)) => {
            format!("{}{}{}", name("member"), pick(lang, "：", ": "), name(part))
        }
        _ => name(field).to_owned(),
    }
}

/// What a group of fields that came with a template is called; any other by its own name.
pub fn group(lang: Lang, code: &str) -> &str {
    let (zh, en) = match code {
        "effort" => ("客户投入", "Efforts"),
        "competitor" => ("竞争对手", "Rivals"),
        "secondary" => ("外部评价", "What others say"),
        "textbook" | "retail" => ("客户资料", "About them"),
        "company" => ("企业资料", "About the firm"),
        "cardealer" => ("车辆", "Car"),
        _ => return code,
    };
    pick(lang, zh, en)
}

/// What a table's rows are called in a history; the table's name where it has no other.
pub fn table(lang: Lang, table: &str) -> &str {
    let (zh, en) = match table {
        "customer" => ("客户", "customer"),
        "customer_phone" => ("电话", "phone"),
        "customer_email" => ("电子邮箱", "e-mail"),
        "customer_address" => ("地址", "address"),
        "customer_custom" => ("自定义资料", "own field"),
        "custom_field" => ("自定义字段", "field of one's own"),
        "form_field" => ("表单", "form"),
        "customer_date" => ("日期", "date"),
        "family_member" | "member" => ("家人或联系人", "family or contact"),
        "contact_person" => ("联系人", "contact person"),
        "interaction" => ("往来", "contact"),
        "assignment" => ("负责人变更", "assignment"),
        "sale" => ("销售", "sale"),
        "product_use" => ("产品用法", "use of a product"),
        "sale_line" => ("销售明细", "sale line"),
        "payment" => ("收款", "payment"),
        "product" => ("产品", "product"),
        "task" => ("任务", "task"),
        "staff" => ("员工", "staff"),
        "org_unit" => ("部门", "unit"),
        "setting" | "staff_setting" => ("设置", "setting"),
        "choice" => ("选项", "coded list"),
        "reason" => ("提醒原因", "reason to call"),
        "reason_settlement" => ("提醒", "reminder"),
        "cadence" => ("联系频率", "contact cadence"),
        "role_right" => ("权限", "right"),
        "journal_entry" => ("操作记录", "journal entry"),
        _ => return trade::table(lang, table).unwrap_or(table),
    };
    pick(lang, zh, en)
}

/// What a journal entry's action is called; its code where it has no other name.
pub fn done(lang: Lang, action: &str) -> &str {
    let (zh, en) = match action {
        "customer.add" => ("新增客户", "customer added"),
        "customer.edit" => ("修改客户", "customer changed"),
        "customer.attach" => ("归入号码", "number attached"),
        "customer.transfer" | "transfer" => ("转交客户", "customers transferred"),
        "interaction.log" | "log" => ("记录通话", "call logged"),
        "note" => ("登记往来", "noted"),
        "customer.phone" => ("核实号码", "number verified"),
        "reason.settle" => ("处理提醒", "reasons dealt with"),
        "reason.add" => ("新增提醒原因", "reason added"),
        "reason.change" => ("修改提醒原因", "reason changed"),
        "reason.remove" => ("删除提醒原因", "reason removed"),
        "choice.add" => ("新增选项", "coded value added"),
        "choice.change" => ("修改选项", "coded value changed"),
        "undo" => ("撤销", "taken back"),
        "redo" => ("重做", "put back"),
        "init" => ("建立文件", "file made"),
        "demo" => ("生成演示数据", "demo made"),
        "backup" => ("备份", "backup made"),
        "restore" => ("恢复备份", "backup put back"),
        "upgrade" => ("升级文件", "file brought forward"),
        "staff.add" => ("新增员工", "staff added"),
        "staff.disable" => ("停用员工", "staff disabled"),
        "setting.set" | "setting" => ("修改设置", "setting changed"),
        "staff_setting.set" => ("修改个人设置", "own setting changed"),
        "product.add" => ("新增产品", "product added"),
        "product.edit" => ("修改产品", "product changed"),
        "customer.use" => ("修改产品用法", "use of a product changed"),
        "export" => ("导出", "exported"),
        "task.add" => ("布置任务", "task given"),
        "task.convert" => ("提醒转任务", "reminders made tasks"),
        "task.edit" => ("修改任务", "task changed"),
        "task.export" => ("导出任务", "tasks exported"),
        "task.import" => ("导回任务", "tasks brought back"),
        "task.done" => ("完成任务", "task done"),
        "task.assign" => ("改派任务", "task handed over"),
        "task.postpone" => ("任务延期", "task put off"),
        "task.cancel" => ("取消任务", "task cancelled"),
        "unit.add" => ("新增部门", "unit added"),
        other if other.starts_with("import") => ("导入", "import"),
        _ => return trade::done(lang, action).unwrap_or(action),
    };
    pick(lang, zh, en)
}

/// What a kind of number is called, by its code.
pub fn phone_kind(lang: Lang, code: &str) -> &str {
    let (zh, en) = match code {
        "mobile" => ("手机", "mobile"),
        "landline" => ("座机", "landline"),
        "fax" => ("传真", "fax"),
        "fixed_or_mobile" => ("电话", "phone"),
        "toll_free" => ("免费电话", "toll free"),
        "shared_cost" => ("400 电话", "shared cost"),
        "voip" => ("网络电话", "internet phone"),
        "short" => ("短号", "short number"),
        "unknown" => ("号码", "number"),
        _ => return code,
    };
    pick(lang, zh, en)
}

/// What a right is called.
pub fn operation(lang: Lang, operation: Operation) -> &'static str {
    let (zh, en) = match operation {
        Operation::Find => ("查找", "find"),
        Operation::Show => ("查看客户", "see customers"),
        Operation::Reveal => ("查看完整号码", "see whole numbers"),
        Operation::Log => ("记录通话", "log calls"),
        Operation::Add => ("新增客户", "add customers"),
        Operation::Edit => ("修改客户", "change customers"),
        Operation::Transfer => ("转交客户", "transfer customers"),
        Operation::Journal => ("查看修改历史", "read the history"),
        Operation::Undo => ("撤销", "take entries back"),
        Operation::Export => ("导出", "export"),
        Operation::Import => ("导入", "import"),
        Operation::Product => ("管理产品", "change products"),
        Operation::Sell => ("登记销售", "sell"),
        Operation::Pay => ("收款退款", "receive money"),
        Operation::Release => ("发放存货", "hand out held goods"),
        Operation::Stock => ("管理库存", "keep stock"),
        Operation::Staff => ("管理员工", "change staff"),
        Operation::Setting => ("修改设置", "change settings"),
        Operation::Backup => ("备份和检查文件", "back up or check the file"),
        Operation::Task => ("布置和办理任务", "give and do tasks"),
        Operation::Oversee => ("查看和考核任务", "oversee tasks"),
        Operation::Ring => ("报告来电", "report calls"),
    };
    pick(lang, zh, en)
}

/// What a role is called.
pub fn role(lang: Lang, role: Role) -> &'static str {
    let (zh, en) = match role {
        Role::Agent => ("坐席", "agent"),
        Role::Supervisor => ("主管", "supervisor"),
        Role::Warehouse => ("仓库", "warehouse"),
        Role::Cashier => ("财务", "cashier"),
        Role::Manager => ("经理", "manager"),
        Role::Admin => ("管理员", "administrator"),
        Role::Exchange => ("交换机", "exchange"),
    };
    pick(lang, zh, en)
}

/// What a scope is called.
pub fn scope(lang: Lang, scope: Scope) -> &'static str {
    let (zh, en) = match scope {
        Scope::Own => ("本人", "own"),
        Scope::Team => ("本组", "team"),
        Scope::All => ("全部", "all"),
    };
    pick(lang, zh, en)
}

/// One sentence on what a setting does; none for one that people do not set.
pub fn setting(lang: Lang, key: &str) -> Option<&'static str> {
    let (zh, en) = match key {
        "zone" => (
            "业务所在时区，“今天”和所有时间按它计算。",
            "The zone of the business: all times and \"today\" follow it.",
        ),
        "currency" => ("金额的币种。", "The currency of all amounts."),
        "region" => (
            "没有国家区号的号码属于哪个国家或地区。",
            "The country that numbers without a country code belong to.",
        ),
        "open_file" => (
            "打开时，坐席可以查找、查看和记录所有客户；关闭时只限本人的客户。",
            "While on, agents find, see and log everybody's customers; off: their own only.",
        ),
        "feb29" => (
            "平年里，2 月 29 日的生日在哪一天过。",
            "The day on which a birthday of 29 February falls in other years.",
        ),
        "call_hours" => (
            "什么时候可以给客户打电话；其余时间拨号前会提醒。",
            "When customers may be called at all; at other hours the desk says so before dialling.",
        ),
        "language" => ("界面语言：zh 或 en。", "Language of the screen: zh or en."),
        "theme" => (
            "界面明暗：dark 或 light。",
            "Look of the screen: dark or light.",
        ),
        _ => return trade::setting(lang, key),
    };
    Some(pick(lang, zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_right_role_and_scope_has_a_name_of_its_own_in_both_languages() {
        for lang in Lang::ALL {
            let mut names: Vec<&str> = Field::ALL.iter().map(|&f| field(lang, f)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), Field::ALL.len());
            let mut rights: Vec<&str> =
                Operation::ALL.iter().map(|&o| operation(lang, o)).collect();
            rights.sort_unstable();
            rights.dedup();
            assert_eq!(rights.len(), Operation::ALL.len());
        }
        assert!(
            Role::ALL
                .iter()
                .all(|&r| role(Lang::Zh, r) != role(Lang::En, r))
        );
        assert_eq!(scope(Lang::Zh, Scope::Team), "本组");
    }
}
