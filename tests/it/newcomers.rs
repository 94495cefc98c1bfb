//! A new customer from the list, from a missed call and from the card: what the form holds when it
//! opens, what the desk says once it is saved, and what stands in the list then.

use crate::desk::real::{self, Real};
use crate::desk::{Person, fixtures};
use huoke::domain::customer::{Field, Key};
use huoke::text::Lang;

fn at(folder: &tempfile::TempDir, lang: Lang) -> Person<Real> {
    real::at(&real::file(folder.path()), "lixia", lang, (80, 24))
}

fn name(person: &Person<Real>) -> String {
    let customer = person.app.card().customer().unwrap();
    person.store.sheet(customer).values[&Key::Plain(Field::Name)].clone()
}

#[test]
fn whoever_was_added_stands_in_the_list_and_the_next_form_begins_empty() {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir().unwrap();
        let mut person = at(&folder, lang);
        person.press("赵铁柱<Enter>");
        assert_eq!(person.app.list().selected(), None);
        person.press("<Enter><F9>");
        let first = person.app.card().customer();
        person.press("N李四<F9>");
        assert_eq!(name(&person), "李四");
        person.press("<Esc>");
        assert_eq!(person.app.list().selected(), first);
        person.press("N王五<F9>");
        assert_eq!(name(&person), "王五");
    }
}

#[test]
fn the_number_of_a_missed_call_is_said_to_be_one_and_typing_replaces_it() {
    for (lang, said, hint) in [
        (Lang::Zh, "号码来自来电", "直接输入即可替换"),
        (Lang::En, "number of the call", "typing replaces it"),
    ] {
        let mut person = Person::new(lang, (80, 24));
        let mut call = fixtures::ringing(9, "8613711112222");
        (call.missed, call.ended_at) = (true, call.rang_at);
        person.calls(vec![call]);
        person.press("<Enter>N").sees("8613711112222").sees(said);
        person.press("王<Enter>").sees(hint).press("13900005555");
        person.sees_no("8613711112222").sees("13900005555");
        person.sees_no(said).sees_no(hint);
    }
}

#[test]
fn a_number_that_no_plan_knows_gets_no_country_and_is_marked_wherever_it_is_typed() {
    for (lang, unknown) in [
        (Lang::Zh, "号码不合规则"),
        (Lang::En, "unknown to the numbering plan"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut person = at(&folder, lang);
        person.press("136174639511<Enter><Enter>王小旭<Enter>");
        person.sees(unknown).press("<PgDn>李秀英<Enter>");
        person
            .sees_no(unknown)
            .press("<Tab>136174639512")
            .sees(unknown);
        person.press("<F9><Esc>").sees("136****9511").sees_no("+1 ");
    }
}

#[test]
fn a_number_with_too_many_digits_is_said_in_words_of_the_desk() {
    for (lang, said, bytes) in [
        (Lang::Zh, "号码最多 18 位数字", "字节"),
        (Lang::En, "a number has 18 digits at most", "bytes"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut person = at(&folder, lang);
        person.press("<Esc>N王<Enter>1361746395111234567890<Enter>");
        person.sees(said).sees_no(bytes);
    }
}

#[test]
fn a_save_that_went_before_the_warning_says_whom_it_may_double() {
    for (lang, said) in [
        (Lang::Zh, "已保存；但可能是同一位：王志旭"),
        (Lang::En, "Saved; but may be the same: 王志旭"),
    ] {
        for early in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let mut person = at(&folder, lang);
            person
                .press("13800134821<Enter><Enter>王志旭<F9>")
                .sees_no(said);
            person.press("<Esc>N王小旭<Enter>");
            // Whoever is early saves before anybody has answered.
            person.silent = early;
            person.press("13800134821");
            person.silent = false;
            person.press("<F9>").sees(said);
            assert_eq!(name(&person), "王小旭");
        }
    }
}

#[test]
fn enter_leads_to_the_field_below_and_passes_none_by() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = at(&folder, Lang::Zh);
    person
        .press("13800134821<Enter><Enter>王志旭<Enter><Enter>")
        .sees("▸ 性别");
    let screen = person.screen();
    let at = |label: &str| screen.find(label).unwrap();
    assert!(
        at("性质") < at("姓名") && at("姓名") < at("性别"),
        "{screen}"
    );
    // Behind the family, whom nobody named, come the contact persons.
    person.press("<PgDn><Enter>张经理<F9>");
    let customer = person.app.card().customer().unwrap();
    let members = person.store.sheet(customer).members;
    assert_eq!(members[0].is.kind, "contact");
    assert_eq!(members[0].is.name, "张经理");
}
