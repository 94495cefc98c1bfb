//! Whose numbers are read in full, where, and by which trace; what is offered for a number and
//! for a name that nobody has; moments of a history.

use crate::desk::{NOW, Person, fixtures, pretend};
use huoke::app::Focus;
use huoke::app::vocabulary::Command;
use huoke::domain::customer::{Field, Happening, Key, Sight};
use huoke::domain::ids::CustomerId;
use huoke::kit::theme::{Borders, Theme};
use huoke::text::Lang;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

fn opened(person: &Person) -> usize {
    let open = |command: &&Command| matches!(command, Command::Opened { customer } if *customer == CustomerId(1));
    person.store.written.iter().filter(open).count()
}

/// Somebody who sees the first customer, but no number of theirs.
fn of_sight_masked(size: (u16, u16)) -> Person {
    let mut customers = fixtures::customers();
    let card = &mut customers[0];
    card.sight = Sight::Masked;
    for phone in &mut card.phones {
        phone.digits.clear();
        phone.typed.clear();
    }
    Person::with(Lang::Zh, size, pretend(customers))
}

#[test]
fn an_opened_card_in_scope_shows_whole_numbers_and_leaves_the_trace_of_opening() {
    for size in [SMALL, LARGE] {
        let mut person = Person::new(Lang::Zh, size);
        person.press("4821");
        person.sees("138****4821").sees_no("138 0013 4821");
        assert_eq!(opened(&person), 0);
        person.press("<Enter>");
        person.sees("138 0013 4821").sees("021 6234 4821");
        assert_eq!(opened(&person), 1);
        person.press("r").sees("号码都已经显示");
        person.press("<Esc>").sees_no("138 0013 4821");
    }
}

#[test]
fn going_into_a_card_by_tab_leaves_the_same_trace() {
    let mut person = Person::new(Lang::Zh, LARGE);
    person.press("4821<Down>").sees_no("138 0013 4821");
    person.press("<Shift-Tab><Shift-Tab>").sees("138 0013 4821");
    assert_eq!(person.app.focus(), Focus::Card);
    assert_eq!(opened(&person), 1);
}

#[test]
fn a_masked_card_shows_a_number_when_it_is_revealed_and_until_it_is_left() {
    let mut person = of_sight_masked(LARGE);
    person.press("李明朗<Enter>").sees("138****4821");
    person.press("r").sees("<>").sees("021****4821");
    person.press("r").sees_no("021****4821");
    person.press("r").sees("号码都已经显示");
    person.press("<Esc>").sees_no("<>");
}

#[test]
fn a_name_that_nobody_has_is_offered_as_a_new_customers_name_only() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("李大宝宝");
    person
        .sees("新增客户：李大宝宝")
        .sees_no("归入已有客户")
        .sees_no("打错了");
    person.press("<Enter><Enter><F9>");
    let sheet = person
        .store
        .written
        .iter()
        .find_map(|command| match command {
            Command::Save { now, .. } => Some(now.clone()),
            _ => None,
        });
    let sheet = sheet.unwrap();
    assert_eq!(sheet.values[&Key::Plain(Field::Name)], "李大宝宝");
    assert!(sheet.phones.is_empty());
}

#[test]
fn a_text_with_a_digit_in_it_is_no_number_of_a_new_customer() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("VIP9999<Enter>").sees_no("归入已有客户");
    person.press("<Enter><F9>");
    let phones = person
        .store
        .written
        .iter()
        .find_map(|command| match command {
            Command::Save { now, .. } => Some(now.phones.len()),
            _ => None,
        });
    assert_eq!(phones, Some(0));
    let mut person = Person::new(Lang::Zh, SMALL);
    person
        .press("+86 137-0000 1111<Enter>")
        .sees("归入已有客户");
}

#[test]
fn a_history_tells_moments_in_local_time() {
    let mut person = Person::new(Lang::Zh, LARGE);
    person.store.changed = ("validity_at", NOW.0 - 86_400_000);
    person.press("4821<Enter>h");
    person.sees("11-22 14:05").sees_no("1795");
}

#[test]
fn all_columns_of_a_list_stand_uncut_beside_the_card_marked_or_not() {
    let mut customers = fixtures::customers();
    customers[0].owner = customers[0]
        .owner
        .clone()
        .map(|(id, _)| (id, "王如兰".to_owned()));
    customers[0].last_contact_at = Some(fixtures::days_ago(269));
    let mut person = Person::with(Lang::Zh, LARGE, pretend(customers));
    person.press("4821<Enter><Esc>");
    for _ in 0..2 {
        person.sees("李明朗").sees("138****4821").sees("绿卡 A");
        person.sees("王如兰").sees("269天");
        person.press(" ");
    }
}

#[test]
fn the_bottom_line_writes_arrows_where_the_terminal_has_them() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.sees(" ↓ ").sees_no("Down");
    let ascii = Theme {
        borders: Borders::Ascii,
        ..Theme::default()
    };
    Person::themed(Lang::Zh, SMALL, ascii).sees("Down");
}

#[test]
fn a_timeline_tells_every_direction_and_every_day_uncut() {
    for (lang, kind) in [(Lang::Zh, "通话 来电 "), (Lang::En, "call in ")] {
        for size in [SMALL, LARGE] {
            let mut customers = fixtures::customers();
            let entry = &mut customers[0].timeline[0];
            entry.at = fixtures::days_ago(350);
            if let Happening::Interaction { direction, .. } = &mut entry.what {
                *direction = Some("in".to_owned());
            }
            let mut person = Person::with(lang, size, pretend(customers));
            person.press("4821<Enter>").sees("2025-12-08 ").sees(kind);
        }
    }
}

#[test]
fn the_change_form_masks_numbers_until_they_are_asked_for_which_leaves_a_trace() {
    for (lang, said) in [
        (Lang::Zh, "Ctrl-R 显示，直接输入即可替换"),
        (Lang::En, "Ctrl-R shows it; typing replaces it"),
    ] {
        for size in [SMALL, LARGE] {
            let mut person = Person::new(lang, size);
            person.press("4821<Down>e").sees("138****4821");
            person.sees("021****4821").sees_no("138 0013 4821");
            person.sees_no("13800134821");
            person.press("<Enter>").sees(said);
            let asked = |command: &&Command| matches!(command, Command::Numbers { customer } if *customer == CustomerId(1));
            assert_eq!(person.store.written.iter().filter(asked).count(), 0);
            person.press("<Ctrl-r>").sees("138 0013 4821").sees_no(said);
            person.sees_no("021****4821");
            assert_eq!(person.store.written.iter().filter(asked).count(), 1);
            person.press("<Ctrl-r>");
            assert_eq!(person.store.written.iter().filter(asked).count(), 1);
        }
    }
}

#[test]
fn a_masked_number_is_replaced_by_typing_and_left_alone_by_passing_it() {
    let mut person = Person::new(Lang::Zh, SMALL);
    person.press("4821<Down>e<Enter>139 0000 1111<F9>");
    let saved = |command: &Command| match command {
        Command::Save { now, .. } => Some(now.clone()),
        _ => None,
    };
    let now = person.store.written.iter().find_map(saved).unwrap();
    let told: Vec<_> = now.all_phones().map(|line| line.is.told()).collect();
    assert_eq!(told[..2], ["139 0000 1111", "021****4821"]);
}
