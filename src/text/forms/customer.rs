//! Words of the customer form, in both languages. Must not know where it is shown.

/// The customer form.
#[derive(Debug)]
pub struct CustomerForm {
    /// Title of the form of a customer who is there already.
    pub edit_title: fn(&str) -> String,
    /// Section: name, numbers and what one hears first.
    pub basics: &'static str,
    /// Section: family members and contact persons.
    pub people: &'static str,
    /// Section: e-mail, addresses, when to call.
    pub reach: &'static str,
    /// Section: anniversaries.
    pub dates: &'static str,
    /// Section: card, tier, grade, stage.
    pub class: &'static str,
    /// Section: work, education, papers.
    pub person: &'static str,
    /// Section: fields of the business's own without a group.
    pub others: &'static str,
    /// Column: what kind of number it is.
    pub number_kind: &'static str,
    /// Column: whether a number works.
    pub verified: &'static str,
    /// Column: whose number or day it is.
    pub whose: &'static str,
    /// In the empty column: the customer's own.
    pub own: &'static str,
    /// Column: the name of an anniversary.
    pub day: &'static str,
    /// Column: the date of an anniversary.
    pub date: &'static str,
    /// In an empty row: what it is for.
    pub day_hint: &'static str,
    /// Column: name of a family member.
    pub family: &'static str,
    /// Column: name of a contact person.
    pub contact: &'static str,
    /// Column: position of a contact person.
    pub position: &'static str,
    /// In an empty row after others.
    pub another: &'static str,
    /// In place of a number that this person may not see; it stays as it is.
    pub hidden: &'static str,
    /// Beside a number that is masked: the key that shows it.
    pub masked: fn(&str) -> String,
    /// No number of the form is masked.
    pub no_masked: &'static str,
    /// A flag that is set.
    pub yes: &'static str,
    /// A flag that is not set.
    pub no: &'static str,
    /// A day that the calendar does not have.
    pub no_such_day: &'static str,
    /// A number or day of somebody who is not among the family and contact persons.
    pub nobody: &'static str,
    /// The same number.
    pub same_number: &'static str,
    /// The same card.
    pub same_card: &'static str,
    /// The same name and birthday.
    pub same_name_and_birthday: &'static str,
    /// A name that sounds the same, and the same address.
    pub same_sound_and_address: &'static str,
    /// So many more may be the same.
    pub and_others: fn(usize) -> String,
    /// Nobody who may be the same is known.
    pub nobody_alike: &'static str,
    /// Nothing is behind the key that shows more fields.
    pub all_shown: &'static str,
    /// No such value of a list; these are some of it.
    pub no_such: fn(&[&str]) -> String,
    /// What dates may look like, after what is wrong with one.
    pub date_examples: &'static str,
    /// What numbers of telephones may look like, after what is wrong with one.
    pub phone_examples: &'static str,
    /// A number has more digits than this.
    pub too_many_digits: fn(usize) -> String,
    /// In the frame of a form: a number in it came with a call.
    pub of_call: &'static str,
    /// At that number.
    pub of_call_hint: &'static str,
    /// After a save: before who may be the same.
    pub saved_alike: &'static str,
    /// What is no e-mail address.
    pub no_email: &'static str,
    /// What is wrong with a text, and one that would do.
    pub for_example: fn(&str, &str) -> String,
    /// In an empty number.
    pub number_hint: &'static str,
    /// Several tags.
    pub tag_hint: &'static str,
    /// In an empty amount.
    pub money_hint: &'static str,
    /// In an empty day that has a year.
    pub whole_day_hint: &'static str,
    /// There is no row to take out.
    pub no_row: &'static str,
    /// It was saved: name.
    pub saved: fn(&str) -> String,
    /// There was nothing to save.
    pub unchanged: &'static str,
    /// Somebody changed the same: who, when.
    pub clash_title: fn(&str, &str) -> String,
    /// What to do about it.
    pub clash_hint: &'static str,
    /// What the form says.
    pub mine: &'static str,
    /// What is stored now.
    pub theirs: &'static str,
    /// What it was when the form opened.
    pub original: &'static str,
    /// Of a whole row: it is not there.
    pub removed: &'static str,
    /// A clash that is not decided; it has been gone to.
    pub undecided: &'static str,
    /// The customer is not there any more, or not for this person.
    pub taken_back: &'static str,
    /// After why nothing was saved.
    pub still_typed: &'static str,
}

pub(super) const EN: CustomerForm = CustomerForm {
    edit_title: |name| format!("Change: {name}"),
    basics: "Basics",
    people: "Family",
    reach: "Contact",
    dates: "Dates",
    class: "Member",
    person: "Person",
    others: "More",
    number_kind: "kind",
    verified: "works",
    whose: "whose",
    own: "own",
    day: "anniversary",
    date: "date",
    day_hint: "wedding, first order",
    family: "family",
    contact: "contact",
    position: "position",
    another: "one more",
    hidden: "not shown; stays as it is",
    masked: |key| format!("{key} shows it; typing replaces it"),
    no_masked: "Every number here is shown whole.",
    yes: "yes",
    no: "no",
    no_such_day: "there is no such day",
    nobody: "nobody of this name is in the form",
    same_number: "same number",
    same_card: "same card",
    same_name_and_birthday: "same name and birthday",
    same_sound_and_address: "name sounds the same, same address",
    and_others: |n| match n {
        1 => "and 1 other".to_owned(),
        n => format!("and {n} others"),
    },
    nobody_alike: "Nobody who may be the same was found.",
    all_shown: "All fields are shown.",
    no_such: |some| format!("not on the list; there are {}", some.join(", ")),
    date_examples: "; for example 1958-10-17, lunar 10-17",
    phone_examples: "; for example 138 0013 4821, 021 6234 4821-12, +44 20 7946 0018",
    too_many_digits: |n| format!("too long: a number has {n} digits at most"),
    of_call: "number of the call",
    of_call_hint: "number of the call; typing replaces it",
    saved_alike: "Saved; but ",
    no_email: "no e-mail address; for example wang@example.com",
    for_example: |wrong, right| format!("{wrong}; for example {right}"),
    number_hint: "1200.5",
    tag_hint: "key customer, comes to talks",
    money_hint: "300, 1,234.50",
    whole_day_hint: "2026-03-08, 20260308",
    no_row: "No row to take out here.",
    saved: |name| format!("Saved: {name}"),
    unchanged: "Nothing was changed.",
    clash_title: |by, when| format!("{by} changed this too at {when}"),
    clash_hint: "Yours, theirs, or as it was? Nothing is saved before you choose.",
    mine: "mine",
    theirs: "theirs",
    original: "as it was",
    removed: "removed",
    undecided: "Choose for every field first: here one is missing.",
    taken_back: "Not saved: this customer was taken back meanwhile, or is not in your hands any more. What you typed is still here.",
    still_typed: "What you typed is still here.",
};

pub(super) const ZH: CustomerForm = CustomerForm {
    edit_title: |name| format!("修改客户：{name}"),
    basics: "基本",
    people: "家人与联系人",
    reach: "联系方式",
    dates: "日期",
    class: "会员与分类",
    person: "个人资料",
    others: "其他",
    number_kind: "种类",
    verified: "核实",
    whose: "谁的",
    own: "本人",
    day: "纪念日",
    date: "日期",
    day_hint: "结婚、首次购买",
    family: "家人",
    contact: "联系人",
    position: "职位",
    another: "再加一行",
    hidden: "不显示，保持不变",
    masked: |key| format!("{key} 显示，直接输入即可替换"),
    no_masked: "这里的号码都已完整显示。",
    yes: "是",
    no: "否",
    no_such_day: "没有这一天",
    nobody: "表单里没有这个人",
    same_number: "号码相同",
    same_card: "卡号相同",
    same_name_and_birthday: "姓名和生日相同",
    same_sound_and_address: "读音和地址相同",
    and_others: |n| format!("另有 {n} 位"),
    nobody_alike: "没有发现可能相同的客户。",
    all_shown: "所有项目都已显示。",
    no_such: |some| format!("没有这一项；可选 {}", some.join("、")),
    date_examples: "；例如 1958-10-17、5月1日、农历十月十七",
    phone_examples: "；例如 138 0013 4821、021-62344821-12、+44 20 7946 0018",
    too_many_digits: |n| format!("太长：号码最多 {n} 位数字"),
    of_call: "号码来自来电",
    of_call_hint: "来电号码，直接输入即可替换",
    saved_alike: "已保存；但",
    no_email: "不是电子邮箱；例如 wang@example.com",
    for_example: |wrong, right| format!("{wrong}；例如 {right}"),
    number_hint: "1200.5",
    tag_hint: "重点客户、爱听讲座",
    money_hint: "300、1,234.50",
    whole_day_hint: "2026-03-08、20260308",
    no_row: "这里没有可删除的行。",
    saved: |name| format!("已保存：{name}"),
    unchanged: "没有改动。",
    clash_title: |by, when| format!("{by} 在 {when} 也修改了这些内容"),
    clash_hint: "用您的、对方的，还是原来的？选定之前不会保存。",
    mine: "我的",
    theirs: "对方的",
    original: "原来的",
    removed: "已删除",
    undecided: "请先为每一项做出选择：这一项还没有选。",
    taken_back: "没有保存：这位客户已被撤销，或已不归您。您填写的内容还在。",
    still_typed: "您填写的内容还在。",
};
