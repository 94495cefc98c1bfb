//! Screens as people see them: snapshots in both languages at two sizes, no panic at any
//! size, and nothing from outside that reaches a cell raw.

use crate::desk::{NOW, Person, fixtures, text_of};
use huoke::app::vocabulary::Event;
use huoke::domain::customer::{Clash, Happening};
use huoke::domain::ids::CustomerId;
use huoke::domain::interaction::Callback;
use huoke::domain::today::Detail;
use huoke::error::Error;
use huoke::kit::clean::is_forbidden;
use huoke::kit::theme::{Borders, Colours, Ground, Theme};
use huoke::text::Lang;
use std::sync::Arc;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Every kind of screen, by the keys that lead there.
const SCREENS: &[(&str, &str)] = &[
    ("start", ""),
    ("rows", "5555<Enter>"),
    ("card", "4821<Enter>"),
    ("card_sales", "4821<Enter>ff"),
    ("log", "4821<Enter>cr3d<Tab>老客户"),
    ("unknown", "13700001111<Enter>"),
    ("new_customer", "13700001111<Enter><Enter>赵六"),
    ("edit", "4821<Enter>e"),
    ("edit_family", "4821<Enter>e<PgDn>张丽<Enter>"),
    (
        "new_alike",
        "13700001111<Enter><Enter>李<Enter><Ctrl-u>8613800134821",
    ),
    (
        "organisation",
        "02162347777<Enter><Enter>张家店<Up>sup<Enter><Enter><Enter>李经理<Enter>",
    ),
    (
        "error_at_field",
        "13700001111<Enter><Enter>赵六<Enter><Down><Down>n.a.<Enter>zzz<F9>",
    ),
    ("attach", "13700001111<Enter><Down><Enter>李"),
    ("put_through", "8613900137777<Enter>"),
    ("marked", "5555<Enter>a"),
    ("transfer", "5555<Enter>ax"),
    ("history", "4821<Enter>h"),
    ("help", "4821<Enter>?"),
    ("palette", "4821<Enter>:jl"),
    ("today", "<F3><Down>"),
    ("today_marked", "<F3>a"),
    ("today_card", "<F3><Down><Enter>"),
    ("today_empty", "<F3>ad"),
    ("settle", "<F3><Down>d"),
    ("snooze", "<F3><Down>zfri"),
    ("snooze_refused", "<F3><Down>z15:30<Enter>"),
    ("dismiss", "<F3><Down>i"),
    ("guarded", "<F3><End>c"),
    ("lists", "<F3>l"),
    ("list", "<F3>l<Down><Enter>"),
    ("overview", "<F3>o"),
    ("sales", "<F5><Down>"),
    ("sales_empty", "<F5>l<Down><Down><Down><Down><Down><Enter>"),
    ("sales_lists", "<F5>l"),
    ("sold", "<F5><Down><Down><Enter>"),
    ("money", "<F5><Down><Down>m"),
    ("collect", "<F5><Down><Down>k"),
    ("bring_back", "<F5><Down><Down>b"),
    ("bring_back_refused", "<F5><Down><Down>b9<Enter>"),
    ("call_off", "<F5><Down><Down>i<Enter>"),
    ("stock", "<F3>K<Down>"),
    ("receive", "<F3>K<Down>r5"),
    ("count", "<F3>K<Down>c1"),
    ("reorder_at", "<F3>K<Down>o5"),
    ("quit", "4821<Enter>cr<F10>"),
];

fn person(lang: Lang, size: (u16, u16)) -> Person {
    let mut person = Person::new(lang, size);
    person.store.callbacks = vec![Callback {
        customer: CustomerId(1),
        name: "李明朗".to_owned(),
        at: huoke::domain::time::Instant(NOW.0 + 85 * 60_000),
    }];
    let many = huoke::app::vocabulary::Changed {
        many: true,
        ..Default::default()
    };
    person.event(Event::Changed(many));
    person
}

#[test]
fn screens_are_as_they_were() {
    for lang in Lang::ALL {
        for size in SIZES {
            for (name, keys) in SCREENS {
                let mut person = person(lang, size);
                person.press(keys);
                let name = format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
                insta::assert_snapshot!(name, person.screen());
            }
        }
    }
}

#[test]
fn a_clash_is_laid_over_the_form_with_all_three_values() {
    let clash = |field: &str, was: &str, mine: &str, theirs: &str| Clash {
        field: field.to_owned(),
        row: None,
        was: was.to_owned(),
        mine: mine.to_owned(),
        theirs: theirs.to_owned(),
    };
    for lang in Lang::ALL {
        for size in SIZES {
            let mut person = person(lang, size);
            person.press("4821<Enter>e<PgDn><Up>早上打");
            person.store.failing = Some(Arc::new(Error::Clash {
                by: "赵云".to_owned(),
                at: NOW.0 - 60_000,
                clashes: vec![
                    clash("grade", "a", "", "b"),
                    clash("remark", "", "早上打", "晚上打"),
                ],
                theirs: Box::default(),
            }));
            person.press("<F9>m");
            let name = format!("clash_{}_{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, person.screen());
        }
    }
}

#[test]
fn a_ringing_call_is_a_banner_in_the_header() {
    for lang in Lang::ALL {
        let mut person = person(lang, (80, 24));
        person.press("4821");
        person.calls(vec![fixtures::ringing(9, "862162345555")]);
        insta::assert_snapshot!(format!("ringing_{}", lang.code()), person.screen());
    }
}

#[test]
fn the_offer_of_unfinished_forms_stands_over_the_desk() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut person = person(lang, size);
            person.press("4821<Enter>cr3d<Tab>老客户，要降压灵两盒");
            person.event(Event::Tick);
            person.event(Event::Tick);
            person.press("<F9><Esc>13700001111<Enter><Enter>赵六<Enter><Tab><Tab><Tab>");
            person.event(Event::Tick);
            person.event(Event::Tick);
            let person = Person::with(lang, size, person.store);
            let name = format!("drafts_{}_{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, person.screen());
        }
    }
}

#[test]
fn ascii_borders_leave_only_words_and_names_beyond_ascii() {
    let theme = Theme {
        ground: Ground::Light,
        colours: Colours::None,
        borders: Borders::Ascii,
    };
    for (_, keys) in SCREENS {
        let mut person = Person::themed(Lang::En, (120, 40), theme);
        person.press(keys);
        let screen = person.screen();
        let signs = |c: char| ('\u{2190}'..='\u{2BFF}').contains(&c);
        assert!(!screen.contains(signs), "{screen}");
    }
}

#[test]
fn no_colour_is_used_where_none_is_wanted() {
    let theme = Theme {
        colours: Colours::None,
        ..Theme::default()
    };
    for (_, keys) in SCREENS {
        let mut person = Person::themed(Lang::Zh, (120, 40), theme);
        person.press(keys);
        for cell in &person.buffer().content {
            assert_eq!((cell.fg, cell.bg), Default::default());
        }
    }
}

#[test]
fn no_size_panics_on_any_screen() {
    let sides = [0, 1, 2, 3, 5, 9, 20, 46, 79, 99, 100, 101, 200, 500];
    for (_, keys) in SCREENS {
        let mut person = person(Lang::Zh, (80, 24));
        person.press(keys);
        for columns in sides {
            for rows in [0, 1, 2, 3, 4, 5, 8, 24, 60, 200] {
                person.resize(columns, rows);
                person.buffer();
            }
        }
        person.resize(1, 1);
        person.press("<Down><PgDn><End><Up><PgUp><Home>");
    }
}

#[test]
fn the_header_says_who_where_when_and_who_is_to_be_called_back() {
    let mut person = person(Lang::En, (120, 40));
    person
        .sees("王薇")
        .sees("上海分公司")
        .sees("801")
        .sees("Mon 11-23 14:05")
        .sees("15:30 李明朗");
}

/// Every hostile string as name, note, owner and reason, on every screen.
#[test]
fn nothing_from_outside_reaches_a_cell_raw() {
    let Some(folder) = crate::data::folder("hostile-text") else {
        return;
    };
    let naughty = std::fs::read_to_string(folder.join("blns.json")).unwrap();
    let mut strings: Vec<String> = serde_json::from_str(&naughty).unwrap();
    let bytes = std::fs::read(folder.join("utf8tests.bin")).unwrap();
    strings.extend(
        bytes
            .split(|b| *b == b'\n')
            .map(|l| String::from_utf8_lossy(l).into_owned()),
    );
    strings.push("wang\u{202E}wei\u{1B}[2J\u{9B}31m\u{200B}\u{E0041}\u{FEFF}\u{7}".to_owned());
    for (number, string) in strings.iter().enumerate() {
        let mut customers = fixtures::customers();
        for card in &mut customers {
            card.name = format!("{string}李明朗");
            card.owner = card.owner.clone().map(|(id, _)| (id, string.clone()));
            for member in &mut card.members {
                member.name.clone_from(string);
                member.relation = Some(string.clone());
            }
            for (_, value) in &mut card.fields {
                value.clone_from(string);
            }
            for entry in &mut card.timeline {
                entry.by = Some(string.clone());
                if let Happening::Interaction { note, .. } = &mut entry.what {
                    *note = Some(string.clone());
                }
            }
        }
        let mut store = crate::desk::pretend(customers);
        store.house.me.name.clone_from(string);
        for row in &mut store.today.list.rows {
            row.name.clone_from(string);
            for due in &mut row.reasons {
                if let Detail::RunOut { product, .. } = &mut due.detail {
                    product.clone_from(string);
                }
            }
        }
        let (_, keys) = SCREENS[number % SCREENS.len()];
        for keys in [keys, "4821<Enter>"] {
            let mut person = Person::with(Lang::En, SIZES[number % 2], store.clone());
            person.press(keys);
            person.event(Event::Paste(string.clone()));
            let buffer = person.buffer();
            for cell in &buffer.content {
                let wrong = cell.symbol().chars().find(|c| is_forbidden(*c));
                assert!(
                    wrong.is_none(),
                    "{wrong:?} of {string:?}\n{}",
                    text_of(&buffer)
                );
            }
        }
    }
}
