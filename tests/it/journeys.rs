//! Journeys in an agent's words: keys in, what is on the screen and what was written.

use crate::desk::{Behind, Person, Pretend, fixtures};
use huoke::app::Focus;
use huoke::app::vocabulary::{Command, Effect, Event};
use huoke::domain::ids::CustomerId;
use huoke::domain::staff::{Operation, Scope};
use huoke::error::Error;
use huoke::text::Lang;
use std::sync::Arc;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

fn at(size: (u16, u16)) -> Person {
    Person::new(Lang::Zh, size)
}

#[test]
fn the_last_four_digits_and_enter_open_the_card_in_five_keys() {
    for size in [SMALL, LARGE] {
        let mut person = at(size);
        person.press("4821<Enter>");
        assert_eq!(person.keys_pressed(), 5);
        assert_eq!(person.app.focus(), Focus::Card);
        person.sees("VIP0087").sees("欠款 ¥300");
    }
}

#[test]
fn the_one_match_shows_its_card_while_typing() {
    for size in [SMALL, LARGE] {
        let mut person = at(size);
        person.press("4821");
        person.sees("VIP0087").sees("找到 1 位");
        assert_eq!(person.app.focus(), Focus::Line);
    }
}

#[test]
fn a_lookup_a_logged_outcome_and_a_next_date_take_twelve_keys_and_stand_on_the_next_row() {
    let mut person = at(LARGE);
    person.press("5555<Enter>cr3d<Enter>");
    assert!(person.keys_pressed() <= 12);
    let log = person
        .store
        .written
        .iter()
        .find_map(|command| match command {
            Command::Log { log, .. } => Some(log.clone()),
            _ => None,
        });
    let log = log.unwrap();
    assert_eq!(
        (log.customer, log.disposition.as_str()),
        (CustomerId(2), "reached")
    );
    assert_eq!(log.next_on.unwrap().to_string(), "2026-11-26");
    assert_eq!(person.app.list().selected(), Some(CustomerId(3)));
    assert_eq!(person.app.focus(), Focus::Rows);
    person.sees("已记录");
}

#[test]
fn enter_before_the_answer_goes_in_when_the_answer_is_there() {
    let mut person = at(SMALL);
    person.silent = true;
    person.press("4821<Enter>");
    assert_eq!(person.app.focus(), Focus::Line);
    let last = person
        .effects
        .iter()
        .rev()
        .find(|e| matches!(e, Effect::Read(..)))
        .cloned();
    person.silent = false;
    for event in person.store.perform(last.unwrap()) {
        person.event(event);
    }
    assert_eq!(person.app.focus(), Focus::Card);
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut person = at(SMALL);
    person.silent = true;
    person.press("4821");
    let reads: Vec<Effect> = person
        .effects
        .iter()
        .filter(|e| matches!(e, Effect::Read(..)))
        .cloned()
        .collect();
    person.silent = false;
    for event in person.store.perform(reads[reads.len() - 2].clone()) {
        person.event(event);
    }
    person.sees("查询中");
    for event in person.store.perform(reads[reads.len() - 1].clone()) {
        person.event(event);
    }
    person.sees("找到 1 位");
}

#[test]
fn a_digit_anywhere_outside_text_starts_the_caller_line_anew() {
    let mut person = at(SMALL);
    person.press("4821<Enter>5");
    assert_eq!((person.app.focus(), person.app.line()), (Focus::Line, "5"));
    person.press("<Down>/");
    assert_eq!((person.app.focus(), person.app.line()), (Focus::Line, ""));
    person.press("<Down>１");
    assert_eq!(person.app.line(), "1");
}

#[test]
fn escape_empties_the_line_and_then_leaves_it() {
    let mut person = at(SMALL);
    person.press("48<Esc>");
    assert_eq!((person.app.focus(), person.app.line()), (Focus::Line, ""));
    person.press("<Esc>");
    assert_eq!(person.app.focus(), Focus::Rows);
}

#[test]
fn copying_goes_to_the_clipboard_and_is_shown() {
    let mut person = at(SMALL);
    person.press("4821<Enter>y");
    assert!(
        person
            .effects
            .contains(&Effect::Copy("<8613800134821>".to_owned()))
    );
    person.sees("已复制 <8613800134821>");
}

#[test]
fn a_colleagues_customer_found_by_number_shows_name_owner_and_put_through_only() {
    for size in [SMALL, LARGE] {
        let mut person = at(size);
        person.press("8613900137777<Enter>");
        person.sees("Jon Yang").sees("赵云").sees("只能转接");
        person.press("c");
        person.sees("只能转接");
        assert!(!person.app.is_covered());
    }
}

#[test]
fn everybody_of_a_shared_number_is_shown() {
    let mut person = at(SMALL);
    person.press("862162345555");
    person.sees("2 位共用此号").sees("李 明").sees("李秀英");
}

#[test]
fn an_unknown_number_becomes_a_new_customer() {
    let mut person = at(SMALL);
    person.press("13700001111<Enter>");
    person.sees("没有找到").press("<Enter>");
    person.sees("新增客户").sees("13700001111");
    person.press("赵六<F9>");
    let Some(Command::Save { now, .. }) = person
        .store
        .written
        .iter()
        .find(|c| matches!(c, Command::Save { .. }))
    else {
        panic!("nothing was added")
    };
    assert_eq!(now.phones[0].is.typed, "13700001111");
    assert_eq!(person.app.focus(), Focus::Card);
    person.sees("赵六");
}

#[test]
fn an_unknown_number_is_attached_to_a_customer_who_is_there() {
    let mut person = at(SMALL);
    person.press("13700001111<Enter><Down><Enter>李明朗<Enter>");
    assert!(person.store.written.iter().any(|command| matches!(
        command,
        Command::Attach { customer: CustomerId(1), typed, .. } if typed == "13700001111"
    )));
    person.sees("VIP0087");
}

#[test]
fn a_failed_save_keeps_everything_that_was_typed_and_the_same_key() {
    let mut person = at(SMALL);
    person.press("4821<Enter>cr3d<Tab>老客户");
    person.store.failing = Some(Arc::new(Error::Busy {
        holder: None,
        waited_ms: 10_000,
    }));
    person.press("<Enter>");
    person.sees("文件正忙").sees("老客户").sees("3d");
    let keys = |person: &Person| -> Vec<String> {
        let once = |effect: &Effect| match effect {
            Effect::Write(_, Command::Log { once, .. }) => Some(once.clone()),
            _ => None,
        };
        person.effects.iter().filter_map(once).collect()
    };
    person.press("<Enter>");
    let once = keys(&person);
    assert_eq!(once.len(), 2);
    assert_eq!(once[0], once[1]);
    person.sees("已记录");
}

#[test]
fn a_date_that_is_not_understood_is_said_and_not_saved() {
    let mut person = at(SMALL);
    person.press("4821<Enter>crxyz<Enter>");
    person.sees("看不懂");
    assert!(
        !person
            .store
            .written
            .iter()
            .any(|c| matches!(c, Command::Log { .. }))
    );
}

#[test]
fn closing_a_form_with_something_typed_asks_twice() {
    let mut person = at(SMALL);
    person.press("4821<Enter>cr<Esc>");
    assert!(person.app.is_covered());
    person.press("<Esc>");
    assert!(!person.app.is_covered());
}

#[test]
fn undo_takes_back_the_last_action_and_redo_puts_it_back() {
    let mut person = at(SMALL);
    person.press("u").sees("u");
    person.press("<Esc><Esc>u").sees("没有可撤销");
    person.press("4821<Enter>cr<Enter>u");
    person.sees("已撤销");
    person.press("U").press("u");
    let undone: Vec<i64> = person
        .store
        .written
        .iter()
        .filter_map(|command| match command {
            Command::Undo { entry } => Some(entry.0),
            _ => None,
        })
        .collect();
    assert_eq!(undone.len(), 3);
    assert!(undone[1] > undone[0] && undone[2] > undone[1]);
}

#[test]
fn marked_rows_are_transferred_with_a_reason() {
    let mut person = at(LARGE);
    person.press("5555<Enter>a").sees("已标记 3");
    person.press("x").sees("转交 3 位客户");
    person.press("zy<Enter>离职<Enter>");
    let Some(Command::Transfer {
        customers,
        to,
        reason,
        ..
    }) = person
        .store
        .written
        .iter()
        .find(|c| matches!(c, Command::Transfer { .. }))
    else {
        panic!("nothing was transferred:\n{}", person.screen())
    };
    assert_eq!((customers.len(), to.0, reason.as_str()), (3, 2, "离职"));
}

#[test]
fn next_and_previous_step_through_the_list_that_the_card_came_from() {
    let mut person = at(SMALL);
    person.press("5555<Enter><Enter>n");
    assert_eq!(person.app.card().customer(), Some(CustomerId(3)));
    person.press("p");
    assert_eq!(person.app.card().customer(), Some(CustomerId(2)));
    person.press("p").sees("已经是第一位");
}

#[test]
fn the_history_is_shown_field_by_field_and_an_entry_is_taken_back() {
    let mut person = at(SMALL);
    person.press("4821<Enter>h");
    person.sees("级别: B类 → A类").press("u<Enter>");
    let undone = |command: &Command| matches!(command, Command::Undo { entry } if entry.0 == 7);
    assert!(person.store.written.iter().any(undone));
}

#[test]
fn the_palette_finds_an_action_by_pinyin_or_in_the_other_language() {
    let mut person = at(SMALL);
    person
        .press("4821<Enter>:jlth<Enter>")
        .sees("记录通话：李明朗");
    person.press("<Esc>:log a<Enter>").sees("记录通话：李明朗");
}

#[test]
fn language_and_theme_change_while_running_and_are_kept() {
    let mut person = at(SMALL);
    person.press("<Esc>L").sees("Find").press("T");
    let kept: Vec<&Command> = person
        .store
        .written
        .iter()
        .filter(|c| matches!(c, Command::Prefer { .. }))
        .collect();
    assert_eq!(kept.len(), 2);
}

#[test]
fn quitting_asks_while_something_is_unsaved() {
    let mut person = at(SMALL);
    person.press("4821<Enter>cr<F10>");
    person.sees("未保存").press("<Esc>");
    assert!(!person.effects.contains(&Effect::Quit));
    person.press("<F10><Enter>");
    assert!(person.effects.contains(&Effect::Quit));
    let mut other = at(SMALL);
    other.press("<Esc>q");
    assert!(other.effects.contains(&Effect::Quit));
}

#[test]
fn a_paste_outside_of_text_goes_to_the_caller_line() {
    let mut person = at(SMALL);
    person.press("<Esc>");
    person.event(Event::Paste("8613800134821\n".to_owned()));
    assert_eq!(person.app.line(), "8613800134821");
    person.sees("VIP0087");
}

#[test]
fn a_dead_key_says_why() {
    let mut person = at(SMALL);
    person.press("<Esc>n").sees("n 键在这里没有用");
    person.press("b").sees("今天没有约定的回电");
    person.press("c").sees("先选中一位客户");
}

#[test]
fn a_right_that_ends_at_ones_own_customers_is_said_before_a_colleagues_is_asked_for() {
    let mut store = Pretend::new(fixtures::customers());
    for (operation, scope) in &mut store.house.me.rights {
        if *operation == Operation::Journal {
            *scope = Scope::Own;
        }
    }
    let mut person = Person::with(Lang::Zh, SMALL, store);
    person
        .press("张家<Enter>h")
        .sees("赵云")
        .sees("只到自己的客户");
    person.press("<Esc>/4821<Enter>h").sees("级别: B类 → A类");
}
