//! Histories: values as people know them, whose they are, and the way to them.

use std::sync::Arc;

use crate::desk::{NOW, Person, fixtures, pretend};
use huoke::app::Focus;
use huoke::domain::ids::CustomerId;
use huoke::domain::journal::Change;
use huoke::domain::kept::{Kept, Kind, Unfinished};
use huoke::error::{Error, Refusal};
use huoke::text::Lang;

const SMALL: (u16, u16) = (80, 24);

fn change(
    table: &str,
    operation: &str,
    field: Option<&str>,
    (before, after): (Option<&str>, Option<&str>),
) -> Change {
    let own = |text: Option<&str>| text.map(str::to_owned);
    Change {
        table: table.to_owned(),
        key: 1,
        last_key: None,
        customer: Some(CustomerId(1)),
        operation: operation.to_owned(),
        field: own(field),
        before: own(before),
        after: own(after),
    }
}

fn history(lang: Lang, changes: Vec<Change>) -> Person {
    let mut store = pretend(fixtures::customers());
    store.changes = changes;
    let mut person = Person::with(lang, SMALL, store);
    person.press("4821<Enter>h");
    person
}

#[test]
fn what_was_added_stands_with_its_value_and_numbers_are_masked() {
    let added = |table: &str, value: &str| change(table, "insert", None, (None, Some(value)));
    let changes = vec![
        added("customer", "李明朗"),
        added("customer_phone", "138 0013 4821"),
        added("customer_date", "birthday lunar 1958-10-17"),
        change(
            "customer_email",
            "delete",
            None,
            (Some("li@example.com"), None),
        ),
    ];
    let mut person = history(Lang::Zh, changes);
    person
        .sees("客户: 新增 李明朗")
        .sees("电话: 新增 ****4821")
        .sees("日期: 新增 生日 农历 1958-10-17")
        .sees("电子邮箱: 删除 li@example.com")
        .sees_no("0013");
}

#[test]
fn codes_of_a_history_are_words_and_what_only_the_program_needs_is_not_told() {
    let phone = |field: &str, before: Option<&str>, after: &str| {
        change(
            "customer_phone",
            "update",
            Some(field),
            (before, Some(after)),
        )
    };
    let changes = vec![
        phone("validity", None, "valid"),
        phone("validity_how", None, "call"),
        phone("known", Some("1"), "0"),
        phone("typed", Some("13800133951"), "13800139511"),
        phone("digits", Some("8613800133951"), "8613800139511"),
    ];
    let mut person = history(Lang::Zh, changes.clone());
    person
        .sees("号码状态: 空 → 有效")
        .sees("核实方式: 空 → 通话核实");
    let mut person = history(Lang::En, changes);
    person.sees("phone: ****3951 → ****9511").sees_no("known");
    assert_eq!(person.screen().matches("****9511").count(), 1);
}

#[test]
fn of_a_long_old_value_and_a_long_new_one_both_are_seen() {
    let (old, new) = ("旧".repeat(90), format!("新的开头{}", "新".repeat(90)));
    let remark = change(
        "customer",
        "update",
        Some("remark"),
        (Some(&old), Some(&new)),
    );
    let short = change(
        "customer",
        "update",
        Some("remark"),
        (Some(&old), Some("短")),
    );
    let mut person = history(Lang::Zh, vec![remark, short]);
    person.sees("旧… → 新的开头").sees("旧… → 短");
}

#[test]
fn my_own_entries_name_the_customer_and_enter_opens_the_card() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("<Esc>H").sees("李明朗").sees("Enter 打开");
    person.press("<Enter>");
    assert!(!person.app.is_covered());
    assert_eq!(person.app.card().customer(), Some(CustomerId(1)));
    assert_eq!(person.app.focus(), Focus::Card);
}

#[test]
fn who_has_a_new_customer_is_among_the_recent_ones_at_the_first_esc() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("<Esc>N赵新<F9>").sees("赵新");
    person.press("<Esc>").sees("赵新");
    assert_eq!(person.app.focus(), Focus::Rows);
}

#[test]
fn an_undo_that_my_own_change_forbids_says_so_and_asks_nothing() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>cr<Enter>");
    let refusal = Refusal::ChangedSince {
        by: "王薇".to_owned(),
        at: NOW.0,
        fields: vec!["customer.remark".to_owned()],
    };
    person.store.failing = Some(Arc::new(Error::Refused(refusal)));
    person.press("u").sees("您自己 之后又修改了 备注");
    person
        .sees("Enter 关闭")
        .sees_no("Enter 是")
        .sees_no("Enter 确");
    person.press("<Enter>");
    assert!(!person.app.is_covered());
}

#[test]
fn what_was_chosen_in_a_form_is_told_in_the_words_of_today() {
    let mut store = pretend(fixtures::customers());
    store.drafts = vec![Unfinished {
        kept: Kept {
            kind: Kind::CallLog,
            once: "desk-1".to_owned(),
            customer: Some(CustomerId(1)),
            title: "李明朗".to_owned(),
            body: serde_json::json!({
                "fields": {"disposition": {"text": "Reached", "code": "reached"}},
                "words": "Reached  3d",
            }),
        },
        at: NOW,
    }];
    let mut person = Person::with(Lang::Zh, SMALL, store);
    person.sees("已沟通  3d").sees_no("Reached");
    person
        .press("<Enter>")
        .sees("记录通话")
        .sees("已沟通")
        .sees_no("Reached");
}

#[test]
fn what_was_done_with_a_reason_is_told_whole() {
    let done = |what| change("reason_settlement", "insert", None, (None, Some(what)));
    let changes = vec![
        done("odd settled"),
        done("odd snoozed 2099-11-20"),
        done("odd dismissed 打错了"),
    ];
    let mut person = history(Lang::Zh, changes);
    person
        .sees("提醒: odd，已处理")
        .sees("提醒: odd，推迟到 2099-11-20")
        .sees("提醒: odd，不适用：打错了");
}
