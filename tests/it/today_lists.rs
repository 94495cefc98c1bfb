//! Lists by time on the desk: one key to the lists with their counts, one more into a list, and
//! back; and everybody's day for whoever oversees it.

use crate::desk::{Person, real};
use crate::today::{LARGE, SMALL, at, selected};
use huoke::app::Focus;
use huoke::app::vocabulary::{Changed, Effect, Event, Query};
use huoke::domain::customer::{Draft, Field};
use huoke::domain::ids::StaffId;
use huoke::domain::staff::{Operation, Scope};
use huoke::domain::today::{Kind, ListOf, Rule, Whose};
use huoke::store::{Asking, customer};
use huoke::text::Lang;

/// Somebody at Today who may do these things to these people's customers.
fn with(lang: Lang, size: (u16, u16), rights: [(Operation, Scope); 2]) -> Person {
    let mut person = Person::new(lang, size);
    person.store.house.me.rights = rights.to_vec();
    person.event(Event::Changed(Changed {
        house: true,
        ..Changed::default()
    }));
    person.press("<F3>");
    person
}

#[test]
fn one_key_shows_the_lists_with_their_counts_and_enter_goes_into_one() {
    for size in [SMALL, LARGE] {
        let mut person = at(size);
        person.press("l").sees("名单：我的").sees("本周过生日");
        person.sees("3个月未联系").sees("1000+");
        person.press("<Down><Enter>");
        person.sees("今日：本周过生日（我的）").sees("2天后生日");
        assert_eq!(selected(&person), Some(1));
        assert!(person.app.focus() == Focus::Rows);
        // It is said once, though it is a reason, too.
        let screen = person.screen();
        let row = screen.lines().find(|line| line.contains("蜂胶 11-26"));
        let row = row.unwrap_or_else(|| panic!("{screen}"));
        assert_eq!(row.matches("2天后生日").count(), 1, "{screen}");
        person.press("<Esc>").sees("今天已办 12 位，还有 5 位");
        person.sees_no("本周过生日");
    }
}

#[test]
fn a_day_that_the_list_holds_and_a_reason_rests_on_is_said_once_in_the_business_words() {
    let mut person = at(SMALL);
    let mut rule = Rule::new("birthday", Kind::Birthday);
    rule.label_zh = "寿辰".to_owned();
    person.store.house.reasons = vec![rule];
    person.event(Event::Changed(Changed {
        house: true,
        ..Changed::default()
    }));
    person
        .press("l<Down><Enter>")
        .sees("今日：本周过生日（我的）");
    let screen = person.screen();
    let row = screen.lines().find(|line| line.contains("蜂胶 11-26"));
    let row = row.unwrap_or_else(|| panic!("{screen}"));
    assert_eq!(row.matches("寿辰").count(), 1, "{screen}");
    assert!(!row.contains("2天后生日"), "{screen}");
}

#[test]
fn a_list_has_the_same_actions_and_a_second_esc_leaves_the_pane() {
    let mut person = at(SMALL);
    person.press("l<Down><Enter>c").sees("结果");
    person.press("<Esc><Esc>");
    assert!(person.app.focus() == Focus::Rows);
    person.press("<Esc>");
    assert!(person.app.focus() == Focus::Line);
}

#[test]
fn a_span_gets_longer_and_shorter_and_only_that_list_is_counted_again() {
    let mut person = at(LARGE);
    person.press("l<Down><Down><Down>").sees("30天内过生日");
    person
        .press("+")
        .sees("60天内过生日")
        .sees_no("30天内过生日");
    person.press("--").sees("14天内过生日");
    let asked = person.effects.iter().rev().find_map(|effect| match effect {
        Effect::Read(_, _, Query::Lists { lists, .. }) => {
            Some(lists.iter().map(ListOf::to_string).collect::<Vec<_>>())
        }
        _ => None,
    });
    assert_eq!(asked.unwrap(), ["birthdays-14d"]);
    person.press("<Enter>").sees("今日：14天内过生日（我的）");
    // The chooser begins where one stands, with the span that was chosen.
    person.press("l").sees("14天内过生日");
    person.press("<Home>+").sees("这张名单的期限不能再改");
}

#[test]
fn whose_lists_goes_round_as_far_as_the_scope() {
    let all = [(Operation::Find, Scope::All), (Operation::Show, Scope::All)];
    let mut person = with(Lang::Zh, SMALL, all);
    person.press("lw").sees("名单：本组");
    person.press("w").sees("名单：全部");
    person.press("<Enter>").sees("今日：今日提醒（全部）");
    // Then each unit by itself, and one's own again.
    let units = person.app.desk().house.as_ref().unwrap().units.clone();
    assert!(!units.is_empty());
    person.press("l");
    for (_, _, name) in &units {
        person.press("w").sees(&format!("名单：{name}"));
    }
    person.press("w").sees("名单：我的").press("<Esc>");
    person.press("<Esc>").sees("今天已办 12 位，还有 5 位");

    // Whoever oversees several teams has each of them, too.
    let team = [
        (Operation::Find, Scope::Team),
        (Operation::Show, Scope::Team),
    ];
    let mut lead = with(Lang::Zh, SMALL, team);
    lead.press("lw").sees("名单：本组");
    lead.press("w").sees("名单：我的").press("<Esc>");
    lead.store.house.below = lead.store.house.units.iter().map(|unit| unit.0).collect();
    lead.event(Event::Changed(Changed {
        house: true,
        ..Changed::default()
    }));
    lead.press("lw").sees("名单：本组");
    lead.press("w").sees("名单：华东组");
    lead.press("w").sees("名单：我的");

    let own = [
        (Operation::Find, Scope::Own),
        (Operation::Oversee, Scope::Own),
    ];
    let mut alone = with(Lang::En, SMALL, own);
    alone.press("lw").sees("you see your own customers");
    alone.press("<Esc>o").sees("does not have this right");
}

#[test]
fn everybodys_day_is_a_table_and_enter_shows_somebodys_list() {
    for size in [SMALL, LARGE] {
        let rights = [
            (Operation::Find, Scope::Team),
            (Operation::Oversee, Scope::Team),
        ];
        let mut person = with(Lang::Zh, size, rights);
        person.press("o").sees("各人进度").sees("待办").sees("41");
        person.press("<Enter>").sees("今日：今日提醒（赵云）");
        assert_eq!(
            person.app.list().chosen(),
            Some((Whose::Of(StaffId(2)), ListOf::Ranked))
        );
        person.press("<Esc>").sees("今日");
        // One's own is the list that one begins with.
        person.press("o<Down><Enter>").sees_no("今日：");
    }
}

#[test]
fn next_and_previous_walk_a_list_by_time_of_a_real_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let mut person = real::at(&path, "lixia", Lang::En, SMALL);
    for (name, day) in [("Ann", "11-25"), ("Bob", "11-27"), ("Cy", "12-25")] {
        let draft = Draft {
            fields: vec![(Field::Name, name.to_owned())],
            owner: Some(Some(person.store.actor.id)),
            dates: vec![("birthday".to_owned(), day.parse().unwrap())],
            ..Draft::default()
        };
        let asking = Asking::new(person.store.actor.id, crate::desk::NOW);
        let add = |tx: &huoke::store::Tx<'_>| customer::add(tx, &draft);
        person
            .store
            .writer
            .change(&asking, "customer.add", add)
            .unwrap();
    }
    person
        .press("<F3>l<Down>")
        .sees("birthdays this week")
        .press("<Enter>");
    person
        .sees("Ann")
        .sees("Bob")
        .sees("Birthday in 2d")
        .sees_no("birthday in 2d")
        .sees("2 customers");
    let names = |person: &Person<real::Real>| person.app.card().name().to_owned();
    person.press("<Enter>");
    assert_eq!(names(&person), "Ann");
    person.press("n");
    assert_eq!(names(&person), "Bob");
    person.press("n").sees("this is the last one").press("p");
    assert_eq!(names(&person), "Ann");
    person
        .press("<Esc>l<Down>")
        .sees("birthdays this month")
        .press("<Enter>");
    person
        .sees("birthdays this month")
        .sees("Bob")
        .sees_no("Cy");
}
