//! While a form's save waits: what is typed is kept and goes where it belongs once the answer is
//! here, and the bottom line says for whom it waits. A key right behind a save does what it says.

use std::sync::Arc;

use crate::desk::{Behind, Person};
use huoke::app::Focus;
use huoke::app::vocabulary::{Answer, Command, Effect, Event, Query, Slot};
use huoke::error::Error;
use huoke::text::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// A call of 李明朗 is being saved, and nothing answers.
fn saving(lang: Lang, size: (u16, u16)) -> Person {
    let mut person = Person::new(lang, size);
    person.press("4821<Down>cr");
    person.silent = true;
    person.press("<Enter>");
    person
}

/// What the desk has asked last that is like this.
fn last(person: &Person, like: fn(&Effect) -> bool) -> Effect {
    let found = person.effects.iter().rev().find(|effect| like(effect));
    found.cloned().expect("it was asked")
}

fn is_log(effect: &Effect) -> bool {
    matches!(effect, Effect::Write(_, Command::Log { .. }))
}

fn is_undo(effect: &&Effect) -> bool {
    matches!(effect, Effect::Write(_, Command::Undo { .. }))
}

fn answer(person: &mut Person) {
    person.silent = false;
    let save = last(person, is_log);
    for event in person.store.perform(save) {
        person.event(event);
    }
}

#[test]
fn what_is_typed_while_a_save_waits_goes_to_the_caller_line_once_it_is_saved() {
    for size in SIZES {
        let mut person = saving(Lang::Zh, size);
        person.press("021");
        assert!(person.app.is_covered());
        assert_eq!(person.app.line(), "4821");
        answer(&mut person);
        assert!(!person.app.is_covered(), "{}", person.screen());
        assert_eq!(person.app.line(), "021");
        assert_eq!(person.app.focus(), Focus::Line);
    }
}

#[test]
fn what_is_typed_while_a_save_waits_goes_to_the_form_if_that_is_refused() {
    let mut person = saving(Lang::Zh, (80, 24));
    person.press("3d<Tab>改天").sees_no("改天");
    let Effect::Write(receipt, _) = last(&person, is_log) else {
        panic!();
    };
    let busy = Error::Busy {
        holder: None,
        waited_ms: 10_000,
    };
    person.silent = false;
    person.event(Event::Outcome(receipt, Err(Arc::new(busy))));
    person.sees("文件正忙").sees("改天").sees("3d");
    assert!(person.app.is_covered());
    // Saved again, it goes through as it stands there.
    person.press("<Enter>");
    let logged = person.effects.iter().rev().find_map(|effect| match effect {
        Effect::Write(_, Command::Log { log, .. }) => Some(log.clone()),
        _ => None,
    });
    let logged = logged.unwrap();
    assert_eq!(logged.note.as_deref(), Some("改天"));
    assert_eq!(
        logged.next_on.map(|day| day.to_string()).as_deref(),
        Some("2026-11-26")
    );
}

#[test]
fn a_save_that_waits_says_so_and_for_whom() {
    for (lang, saving_now, for_whom, kept) in [
        (Lang::Zh, "保存中", "正在等待 赵云", "按键都已留下"),
        (
            Lang::En,
            "saving",
            "waiting for 赵云",
            "what you type is kept",
        ),
    ] {
        for size in SIZES {
            let mut person = saving(lang, size);
            person.sees_no(saving_now).event(Event::Tick);
            person.sees(saving_now);
            let asked = last(&person, |effect| {
                matches!(effect, Effect::Read(Slot::Writing, _, Query::Writing))
            });
            let Effect::Read(slot, ticket, _) = asked else {
                panic!();
            };
            let told = Answer::Writing(Some("赵云".to_owned()));
            person.event(Event::Answer(slot, ticket, Ok(told)));
            person.sees(for_whom).sees_no(kept);
            person.press("4").event(Event::Tick);
            person.sees(for_whom).sees(kept);
            answer(&mut person);
            person.sees_no(saving_now);
        }
    }
}

#[test]
fn however_much_is_typed_behind_a_save_only_so_much_is_kept_and_that_is_said() {
    let mut person = saving(Lang::Zh, (80, 24));
    person.press(&"1".repeat(500)).sees_no("不再留下");
    person.press("2").sees("不再留下更多按键");
    answer(&mut person);
    assert!(!person.app.line().contains('2'));
}

#[test]
fn undo_right_behind_a_save_is_done_a_moment_later_unless_somebody_types_on() {
    let mut person = Person::new(Lang::Zh, (80, 24));
    person.press("4821<Down>cr<Enter>");
    person.pace = 0;
    person.press("u").sees("稍后执行 u");
    assert_eq!(person.effects.iter().filter(is_undo).count(), 0);
    person.event(Event::Tick);
    assert_eq!(person.effects.iter().filter(is_undo).count(), 0);
    person.pass(400);
    person.event(Event::Tick);
    assert_eq!(person.effects.iter().filter(is_undo).count(), 1);
    // Typed on: it was part of a word.
    let mut person = Person::new(Lang::Zh, (80, 24));
    person.press("4821<Down>cr<Enter>");
    person.pace = 0;
    person.press("un").sees("u 没有执行");
    person.pass(5000);
    person.event(Event::Tick);
    assert_eq!(person.effects.iter().filter(is_undo).count(), 0);
}
