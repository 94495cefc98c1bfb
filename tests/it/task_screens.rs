//! Screens of tasks as people see them, in both languages at two sizes; and none of them panics at any
//! size, or lets through what is hostile.

use crate::desk::{Person, fixtures, pretend, tasks, text_of};
use crate::tasks::at;
use crate::today::{LARGE, SMALL};
use huoke::kit::clean::is_forbidden;
use huoke::kit::theme::{Borders, Colours, Ground, Theme};
use huoke::text::Lang;

/// Every kind of screen, by the keys that lead there.
const SCREENS: &[(&str, &str)] = &[
    ("mine", ""),
    ("overdue", "l<Down><Enter>"),
    ("team", "l<Down><Down><Down><Down><Down><Enter>"),
    ("lists", "l"),
    ("done", "d"),
    ("follow_up", "<Down><Enter>r"),
    ("visit", "<Down><Down><Enter>"),
    ("details", "<End><Up><Enter>"),
    ("recurring", "<Down><Down><Down><Enter>"),
    ("postpone", "zfri 10:00"),
    ("assign", "x"),
    ("ended", "d<Enter>l<Up><Up><Up><Up><Up><Up><Up><Up>"),
    ("taken", "w"),
];

fn person(lang: Lang, size: (u16, u16)) -> Person {
    let mut person = at(lang, size);
    // One of a colleague's, who gave the others.
    person.store.tasks.queue.tasks[2].task.assignee = Some(tasks::zhaoyun());
    person
}

#[test]
fn screens_of_tasks_are_as_they_were() {
    for lang in Lang::ALL {
        for size in [SMALL, LARGE] {
            for (name, keys) in SCREENS {
                let mut person = person(lang, size);
                person.press(keys);
                let name = format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
                insta::assert_snapshot!(name, person.screen());
            }
            let mut nobody = Person::with(lang, size, pretend(fixtures::customers()));
            nobody.press("<F4>");
            let name = format!("empty_{}_{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, nobody.screen());
        }
    }
}

#[test]
fn no_size_panics_on_any_screen_of_tasks() {
    for (_, keys) in SCREENS {
        let mut person = person(Lang::En, SMALL);
        person.press(keys);
        for columns in [0, 1, 3, 9, 20, 46, 79, 100, 200] {
            for rows in [0, 1, 2, 3, 4, 8, 24, 60] {
                person.resize(columns, rows);
                person.buffer();
            }
        }
    }
}

#[test]
fn without_colour_and_signs_what_is_late_pressing_and_held_is_still_said() {
    let theme = Theme {
        ground: Ground::Light,
        colours: Colours::None,
        borders: Borders::Ascii,
    };
    let mut store = pretend(fixtures::customers());
    store.tasks.queue = tasks::six();
    let mut person = Person::seated(Lang::En, SMALL, theme, store);
    person
        .press("<F4>")
        .sees("!")
        .sees("2d late")
        .sees("赵云 is at it");
    let signs = |c: char| ('\u{2190}'..='\u{2BFF}').contains(&c);
    assert!(!person.screen().contains(signs), "{}", person.screen());
}

#[test]
fn nothing_hostile_in_a_task_reaches_a_cell_raw() {
    let hostile = "wang\u{202E}wei\u{1B}[2J\u{9B}31m\u{200B}\u{E0041}\u{FEFF}\u{7}\nx";
    for (_, keys) in SCREENS {
        let mut person = person(Lang::En, LARGE);
        for row in &mut person.store.tasks.queue.tasks {
            row.task.title = hostile.to_owned();
            row.task.note = Some(hostile.to_owned());
            row.task.assigner.name = hostile.to_owned();
            row.held_by = Some(hostile.to_owned());
            if let Some(whom) = &mut row.task.customer {
                whom.name = hostile.to_owned();
            }
        }
        person.press("<F2><F4>").press("l<Enter>").press(keys);
        let buffer = person.buffer();
        for cell in &buffer.content {
            let wrong = cell.symbol().chars().find(|c| is_forbidden(*c));
            assert!(wrong.is_none(), "{wrong:?}\n{}", text_of(&buffer));
        }
    }
}
