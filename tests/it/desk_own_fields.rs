//! The customer form with fields that the business made for itself.

use crate::desk::{Person, fixtures};
use huoke::app::vocabulary::Command;
use huoke::domain::customer::{CustomField, CustomKind, Key};
use huoke::text::Lang;

fn own(code: &str, zh: &str, kind: CustomKind, group: Option<&str>) -> CustomField {
    CustomField {
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: "Field".to_owned(),
        kind,
        list: (kind == CustomKind::Choice).then(|| "tier".to_owned()),
        group: group.map(str::to_owned),
        searchable: false,
        active: true,
    }
}

fn person() -> Person {
    let mut store = crate::desk::pretend(fixtures::customers());
    let mut closed = own("old", "旧字段", CustomKind::Text, Some("competitor"));
    closed.active = false;
    store.house.custom = vec![
        own("paid", "年度预算", CustomKind::Money, None),
        closed,
        own("rival", "竞争品牌", CustomKind::Text, Some("competitor")),
        own("visited", "拜访过", CustomKind::Flag, Some("competitor")),
        own("rank", "对手档次", CustomKind::Choice, Some("competitor")),
    ];
    store.customers[0].custom = vec![("old".to_owned(), "留着".to_owned())];
    Person::with(Lang::Zh, (120, 40), store)
}

fn saved(person: &Person, code: &str) -> Option<String> {
    let last = person
        .store
        .written
        .iter()
        .rev()
        .find_map(|command| match command {
            Command::Save { now, .. } => Some(now),
            _ => None,
        });
    let key = Key::Custom(code.to_owned());
    last.unwrap().values.get(&key).cloned()
}

#[test]
fn fields_of_ones_own_are_filled_in_the_form_saved_and_there_when_it_opens_again() {
    let mut person = person();
    person.press("4821<Enter>e<PgDn><PgDn><PgDn><PgDn><PgDn><PgDn>");
    person.sees("竞争对手").sees("竞争品牌").sees_no("旧字段");
    person.press("三株口服液<Enter>ygreen<Enter>");
    person.press("<PgDn>many<F9>").sees("年度预算");
    assert!(
        !person
            .store
            .written
            .iter()
            .any(|one| matches!(one, Command::Save { .. }))
    );
    person.press("<Ctrl-U>￥３００<F9>");
    let rival = saved(&person, "rival");
    assert_eq!(rival.as_deref(), Some("三株口服液"));
    assert_eq!(saved(&person, "visited").as_deref(), Some("1"));
    assert_eq!(saved(&person, "rank").as_deref(), Some("green"));
    assert_eq!(saved(&person, "paid").as_deref(), Some("300.00"));
    // What stands in a field that is closed stays.
    assert_eq!(saved(&person, "old").as_deref(), Some("留着"));
    person.sees("竞争品牌 三株口服液");
    person
        .press("e<PgDn><PgDn><PgDn><PgDn><PgDn><PgDn>")
        .sees("300.00")
        .sees("三株口服液");
}
