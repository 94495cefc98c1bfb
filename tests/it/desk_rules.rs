//! What Today is made of, edited on the desk over a real file: found by a key and by name, changed,
//! added, taken back, kept when the line drops, refused where there is no right.

use crate::desk::{Person, real};
use huoke::app::vocabulary::{Changed, Command, Event};
use huoke::domain::kept::Kind as Form;
use huoke::domain::today::{Kind, Rule};
use huoke::store::reason;
use huoke::text::Lang;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

fn rule(person: &Person<real::Real>, code: &str) -> Option<Rule> {
    let rules = reason::rules(&person.store.reader).unwrap();
    rules.into_iter().find(|rule| rule.code == code)
}

/// The desk hears of what was changed.
fn renewed(person: &mut Person<real::Real>) {
    person.event(Event::Changed(Changed {
        house: true,
        ..Changed::default()
    }));
}

fn at(folder: &tempfile::TempDir, lang: Lang, size: (u16, u16)) -> Person<real::Real> {
    real::at(&real::file(folder.path()), "lixia", lang, size)
}

#[test]
fn a_reason_is_found_changed_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = at(&folder, Lang::Zh, SMALL);
    let before = rule(&person, "birthday").unwrap();
    person
        .press("<Esc>R")
        .sees("提醒原因和联系频率")
        .sees("生日");
    person.press("生日<Enter>").sees("提前天数");
    // Used, two wordings, then days before: one week, as people say it, over what was given.
    person.press("<Tab><Tab><Tab>1周").sees("提前几天开始提醒");
    person.press("<F9>").sees("提醒设置已保存");
    assert_eq!(rule(&person, "birthday").unwrap().before, 7);
    person.press("<Esc>u");
    assert_eq!(rule(&person, "birthday"), Some(before));
}

#[test]
fn what_cannot_be_is_said_at_its_field_with_an_example_and_stays_typed() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = at(&folder, Lang::En, LARGE);
    person
        .press("<Esc>:reason settings<Enter>")
        .sees("Reasons to call");
    person.press("birthday<Enter><Tab><Tab><Tab>soon<Tab><Tab>500<F9>");
    person
        .sees("soon")
        .sees("for example 7, 2w")
        .sees("from 0 to 100");
    assert_eq!(rule(&person, "birthday").unwrap().weight, 50);
}

#[test]
fn a_greeting_for_a_tag_is_added_on_the_desk_and_removed_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = at(&folder, Lang::Zh, LARGE);
    person.press("<Esc>R新增问候<Enter>").sees("新增问候");
    person.press("<F9>").sees("必填");
    person.press("元宵问候<Tab>Lantern<Tab>农历正月十五<Tab>");
    person.press("bq<Tab>zdkh<Tab><Tab><Tab><Tab>主管<F9>");
    let lantern = rule(&person, "greeting_1").unwrap_or_else(|| panic!("{}", person.screen()));
    assert_eq!(lantern.kind, Kind::Greeting);
    assert_eq!(lantern.date.as_deref(), Some("lunar:01-15"));
    assert_eq!(
        (lantern.list.as_deref(), lantern.value.as_deref()),
        (Some("tag"), Some("key"))
    );
    assert_eq!(
        lantern.part(huoke::domain::today::Part::SeenBy),
        "supervisor"
    );
    renewed(&mut person);
    person.press("<Esc>R元宵<Enter>x<F9>");
    assert_eq!(rule(&person, "greeting_1"), None);
    person.press("<Esc>u");
    assert!(rule(&person, "greeting_1").is_some());
}

#[test]
fn a_grade_gets_its_own_cadence() {
    let folder = tempfile::tempdir().unwrap();
    let mut person = at(&folder, Lang::Zh, SMALL);
    person.press("<Esc>RC类<Enter>").sees("多久联系一次");
    person.press("45<Tab>2<F9>");
    let known = reason::cadence(&person.store.reader).unwrap();
    let c = known.iter().find(|one| one.grade.as_deref() == Some("c"));
    assert_eq!(c.map(|c| (c.every_days, c.most)), Some((45, 2)));
}

#[test]
fn a_form_that_was_cut_off_comes_back_with_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let mut person = real::at(&path, "lixia", Lang::Zh, SMALL);
    person.press("<Esc>R新增问候<Enter>元宵<Tab>Lantern<Tab>lunar:01-15<Tab>");
    person.press("bq<Tab>zdkh<Tab>");
    let kept = person.app.drafts();
    assert_eq!(
        kept.iter().map(|form| form.kind).collect::<Vec<_>>(),
        [Form::Rule]
    );
    for _ in 0..3 {
        person.event(Event::Tick);
    }
    drop(person);
    let mut person = real::at(&path, "lixia", Lang::Zh, SMALL);
    person
        .sees("提醒设置")
        .press("<Enter>")
        .sees("Lantern")
        .sees("标签");
    person.press("<Tab><F9>").sees("提醒设置已保存");
    let lantern = rule(&person, "greeting_1").unwrap();
    assert_eq!(
        (lantern.list.as_deref(), lantern.value.as_deref()),
        (Some("tag"), Some("key"))
    );
}

#[test]
fn who_may_not_set_is_told_whom_to_ask() {
    for (lang, whom) in [(Lang::Zh, "请找管理员"), (Lang::En, "ask an administrator")] {
        let mut person = Person::new(lang, SMALL);
        person.press("<Esc>R").sees(whom);
        let set = |command: &Command| matches!(command, Command::SetToday { .. });
        assert!(!person.store.written.iter().any(set));
    }
}

#[test]
fn the_list_and_a_form_of_reasons_are_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    for lang in Lang::ALL {
        for size in [SMALL, LARGE] {
            let named = |name: &str| format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
            let mut person = real::at(&path, "lixia", lang, size);
            person.press("<Esc>R");
            insta::assert_snapshot!(named("reasons"), person.screen());
            person.press("mid_autumn<Enter><Tab><Tab><Tab><Tab><Tab><Tab>");
            insta::assert_snapshot!(named("reason"), person.screen());
            person.press("<Esc>Rgrade a<Enter>");
            insta::assert_snapshot!(named("cadence"), person.screen());
        }
    }
}
