//! Forms that are not finished: kept while one types, offered at the next start, stored once; in
//! an agent's words without threads here, and with real processes in `drops`.

use huoke::app::App;
use huoke::app::vocabulary::{Answer, Command, Context, Effect, Event, Outcome};
use huoke::domain::customer::{Field, Key};
use huoke::domain::ids::CustomerId;
use huoke::domain::kept::{Kept, Kind, Unfinished};
use huoke::domain::time::Now;
use huoke::kit::key::Key as Pressed;
use huoke::kit::theme::Theme;
use huoke::text::Lang;

use crate::desk::{NOW, Person, fixtures, real};

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

/// Seconds go by.
fn wait(person: &mut Person, seconds: usize) {
    for _ in 0..seconds {
        person.event(Event::Tick);
    }
}

/// The same person at the same store, after the line dropped.
fn back(person: &Person, lang: Lang) -> Person {
    Person::with(lang, person.size, person.store.clone())
}

fn saves(person: &Person) -> Vec<String> {
    let saved = person.store.written.iter().filter_map(|one| match one {
        Command::Save { once, .. } | Command::Log { once, .. } => Some(once.clone()),
        _ => None,
    });
    saved.collect()
}

#[test]
fn what_is_typed_is_kept_two_seconds_later_and_written_once() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>cr3d<Tab>老客户");
    wait(&mut person, 1);
    assert!(person.store.drafts.is_empty());
    wait(&mut person, 1);
    let [kept] = person.store.drafts.as_slice() else {
        panic!("{:?}", person.store.drafts)
    };
    assert_eq!(kept.kept.kind, Kind::CallLog);
    assert_eq!(kept.kept.customer, Some(CustomerId(1)));
    let keeps = |person: &Person| {
        let kept = |one: &&Command| matches!(one, Command::Keep(_));
        person.store.written.iter().filter(kept).count()
    };
    wait(&mut person, 10);
    assert_eq!(keeps(&person), 1, "nothing was typed meanwhile");
    person.press("，要降压灵");
    wait(&mut person, 2);
    assert_eq!(keeps(&person), 2);
    assert_eq!(person.store.drafts.len(), 1);
}

#[test]
fn a_call_log_that_was_cut_off_is_offered_opened_and_saved_under_its_own_key() {
    for (lang, title, size) in [
        (Lang::Zh, "未完成的表单", SMALL),
        (Lang::En, "Unfinished forms", LARGE),
    ] {
        let mut person = Person::new(lang, size);
        person.press("4821<Enter>cr3d<Tab>老客户要降压灵");
        wait(&mut person, 2);
        let mut person = back(&person, lang);
        person.sees(title).sees("李明朗").sees("老客户要降压灵");
        person.press("<Enter>");
        person.sees_no(title).sees("老客户要降压灵").sees("3d");
        let once = person.store.drafts[0].kept.once.clone();
        person.press("<F9>");
        assert_eq!(saves(&person), [once]);
    }
}

#[test]
fn a_new_customer_comes_back_with_every_word_where_the_cursor_was() {
    for lang in Lang::ALL {
        let mut person = Person::new(lang, SMALL);
        person.press("13700001111<Enter><Enter>赵六");
        wait(&mut person, 2);
        let mut person = back(&person, lang);
        person.sees("赵六").press("<Enter>").press("妹<F9>");
        let written = &person.store.written;
        let Some(Command::Save { now, customer, .. }) = written
            .iter()
            .find(|one| matches!(one, Command::Save { .. }))
        else {
            panic!("nothing was added:\n{}", person.screen())
        };
        assert_eq!(*customer, None);
        assert_eq!(now.phones[0].is.typed, "13700001111");
        person.sees("赵六妹");
    }
}

#[test]
fn escape_keeps_them_for_later_and_a_key_brings_them_back() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>cr3d<Tab>老客户");
    wait(&mut person, 2);
    let mut person = back(&person, Lang::Zh);
    person.press("<Esc>").sees_no("老客户");
    assert_eq!(person.store.drafts.len(), 1);
    person.press("<Esc>D").sees("老客户").press("<Esc>");
    person.press(":wwc<Enter>").sees("老客户").press("<Enter>");
    person.sees("3d");
}

#[test]
fn one_that_is_thrown_away_is_asked_about_first() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>cr3d<Tab>老客户");
    wait(&mut person, 2);
    let mut person = back(&person, Lang::Zh);
    person.press("d").sees("丢弃这份表单").press("<Esc>");
    assert_eq!(person.store.drafts.len(), 1);
    person.press("d<Enter>");
    assert!(person.store.drafts.is_empty());
    person.sees("没有未完成的表单");
}

#[test]
fn one_that_is_saved_or_closed_on_purpose_is_not_offered_again() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>cr3d<Tab>老客户");
    wait(&mut person, 2);
    person.press("<Esc><Esc>");
    assert!(person.store.drafts.is_empty(), "closed on purpose");
    person.press("cr3d<Tab>老客户");
    wait(&mut person, 2);
    // The store takes it away with the save: the desk asks for nothing.
    person.press("<F9>");
    let forgets = |one: &&Command| matches!(one, Command::Forget { .. });
    assert_eq!(person.store.written.iter().filter(forgets).count(), 1);
    wait(&mut person, 4);
    assert_eq!(person.store.written.iter().filter(forgets).count(), 1);
}

#[test]
fn one_that_was_opened_again_and_closed_on_purpose_is_gone() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>cr3d<Tab>老客户");
    wait(&mut person, 2);
    let mut person = back(&person, Lang::Zh);
    person.press("<Enter><Esc><Esc>");
    assert!(person.store.drafts.is_empty());
}

#[test]
fn a_form_that_was_emptied_again_is_not_kept() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("13700001111<Enter><Down><Enter>李");
    wait(&mut person, 2);
    assert_eq!(person.store.drafts.len(), 1);
    person.press("<Backspace>");
    wait(&mut person, 2);
    assert!(person.store.drafts.is_empty());
}

#[test]
fn several_forms_are_kept_side_by_side_also_one_that_waits_behind_a_call() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Enter>cr3d<Tab>老客户");
    person.calls(vec![fixtures::ringing(9, "862162345555")]);
    person.press("<F8>");
    wait(&mut person, 2);
    assert_eq!(person.store.drafts.len(), 1);
    assert_eq!(person.app.drafts().len(), 1);
}

fn unfinished(once: &str, words: &str) -> Unfinished {
    Unfinished {
        kept: Kept {
            kind: Kind::CallLog,
            once: once.to_owned(),
            customer: Some(CustomerId(1)),
            title: "李明朗".to_owned(),
            body: serde_json::json!({"fields": {"note": {"text": words}}, "words": words}),
        },
        at: NOW,
    }
}

#[test]
fn the_offer_gives_way_to_a_number_and_to_a_call() {
    let mut before = Person::new(Lang::Zh, SMALL);
    before.store.drafts = vec![unfinished("desk-1", "老客户")];
    let mut person = back(&before, Lang::Zh);
    person.sees("老客户").press("5555").sees_no("老客户");
    assert_eq!(person.app.line(), "5555");
    // One who is called already is told, and nothing lies over the call.
    before.store.calls = vec![fixtures::ringing(9, "862162345555")];
    let mut person = Person::with(Lang::Zh, SMALL, before.store.clone());
    person.sees("老客户");
    person.calls(before.store.calls.clone());
    person.sees_no("老客户");
}

#[test]
fn one_from_another_version_says_so_and_stays() {
    let mut person = Person::new(Lang::En, SMALL);
    let mut form = unfinished("desk-1", "x");
    form.kept.kind = Kind::Customer;
    person.store.drafts = vec![form];
    let mut person = back(&person, Lang::En);
    person.press("<Enter>").sees("another version");
    person.press("<Esc>");
    wait(&mut person, 3);
    assert_eq!(person.store.drafts.len(), 1);
}

#[test]
fn somebody_who_is_at_work_already_is_told_and_not_covered() {
    let context = Context {
        now: Now {
            at: NOW,
            zone: chrono_tz::Asia::Shanghai,
        },
        nonce: 1,
    };
    for (lang, told) in [
        (Lang::Zh, "1 份未完成的表单，按 D"),
        (Lang::En, "is waiting: D"),
    ] {
        let mut app = App::new(&context, lang, Theme::default(), SMALL);
        let gather = app
            .start(&context)
            .into_iter()
            .find_map(|effect| match effect {
                Effect::Write(receipt, Command::PickUpDrafts) => Some(receipt),
                _ => None,
            });
        app.handle(&context, Event::Key(Pressed::Char('4')));
        let asked = app.handle(&context, Event::Outcome(gather.unwrap(), Ok(Outcome::Kept)));
        let [Effect::Read(slot, ticket, _)] = asked.as_slice() else {
            panic!("{asked:?}")
        };
        let forms = Answer::Drafts(vec![unfinished("desk-1", "老客户")]);
        app.handle(&context, Event::Answer(*slot, *ticket, Ok(forms)));
        assert!(!app.is_covered());
        assert!(
            app.notice().unwrap().words.contains(told),
            "{:?}",
            app.notice()
        );
    }
}

/// On a real file: a form that is finished after a colleague has changed the customer merges and
/// clashes as one that never was away.
#[test]
fn a_form_of_a_customer_who_was_changed_meanwhile_merges_and_asks_as_ever() {
    const TO_GRADE: &str = "<Enter><Enter><Enter><Enter><Enter>";
    let folder = tempfile::tempdir().unwrap();
    let path = real::file(folder.path());
    let mut li = real::at(&path, "lixia", Lang::Zh, SMALL);
    li.press("13800134821<Enter><Enter>王志旭<F9>");
    let customer = li.app.card().customer().unwrap();
    let mut zhao = real::at(&path, "zhaoyun", Lang::Zh, SMALL);
    zhao.press("4821<Enter>e").press(TO_GRADE);
    zhao.press("c<PgDn><Up>早上打<PgDn>张丽");
    for _ in 0..2 {
        zhao.event(Event::Tick);
    }
    // While it is open nobody is offered it: neither Zhao at another desk, nor Li.
    let mut other = real::at(&path, "zhaoyun", Lang::Zh, SMALL);
    other
        .sees_no("早上打")
        .press("<Esc>D")
        .sees("没有未完成的表单");
    drop(zhao);
    li.press("e").press(TO_GRADE).press("a<F9>");
    li.press("<Esc>D").sees("没有未完成的表单");
    let mut zhao = real::at(&path, "zhaoyun", Lang::Zh, SMALL);
    zhao.sees("王志旭").sees("早上打").press("<Enter><F9>");
    zhao.sees("李霞").sees("级别").sees_no("备注  ");
    zhao.press("m<Enter>");
    assert!(!zhao.app.is_covered(), "{}", zhao.screen());
    let stored = zhao.store.sheet(customer);
    let value = |field| stored.values.get(&Key::Plain(field)).map(String::as_str);
    assert_eq!(value(Field::Grade), Some("c"));
    assert_eq!(value(Field::Remark), Some("早上打"));
    assert_eq!(stored.members[0].is.name, "张丽");
    zhao.press("<Esc>D").sees("没有未完成的表单");
}
