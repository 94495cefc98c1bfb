//! The table of keys itself.

use huoke::app::Action;
use huoke::app::keymap::{BINDINGS, Binding, KeyTable, Keys, Scope, meaning, of};
use huoke::kit::key::Key;
use huoke::text::Lang;

#[test]
fn no_key_stands_twice_in_a_scope() {
    for scope in Scope::ALL {
        let rows: Vec<_> = of(scope).collect();
        for (place, row) in rows.iter().enumerate() {
            let again = rows
                .iter()
                .skip(place + 1)
                .any(|other| other.keys == row.keys);
            assert!(!again, "{:?} twice in {scope:?}", row.keys);
        }
    }
}

#[test]
fn every_action_has_a_row_and_a_name_in_both_languages() {
    for &action in Action::ALL {
        assert!(
            BINDINGS.iter().any(|row| row.action == action),
            "{action:?} has no key"
        );
        for lang in Lang::ALL {
            assert!(!action.label(lang.text()).is_empty());
        }
    }
}

#[test]
fn a_digit_means_the_caller_line_wherever_letters_are_actions() {
    for scope in [Scope::Rows, Scope::Card] {
        for digit in ['0', '9', '+', '８'] {
            let row = meaning(scope, Key::Char(digit)).unwrap();
            assert_eq!(row.action, Action::TypeNumber);
        }
    }
}

#[test]
fn no_binding_needs_alt_or_a_key_that_terminals_swallow() {
    for row in BINDINGS {
        let Keys::One(Key::Ctrl(c)) = row.keys else {
            continue;
        };
        assert!(
            !"hijmsqc[".contains(c),
            "Ctrl-{c} is another key on the wire"
        );
    }
}

#[test]
fn scopes_that_are_typed_in_bind_no_printable_key() {
    for scope in [Scope::Line, Scope::Form, Scope::Panes, Scope::Everywhere] {
        assert!(
            of(scope).all(|row| !matches!(row.keys, Keys::One(Key::Char(_)))),
            "{scope:?}"
        );
    }
}

#[test]
fn the_key_table_of_the_readme_names_every_row() {
    let table = KeyTable(Lang::En).to_string();
    assert_eq!(table.lines().count(), BINDINGS.len() + 2);
    assert!(table.contains("`c` | log a call"));
}

#[test]
fn every_key_of_the_desk_has_an_effect_or_says_why_not() {
    use crate::desk::{Person, Pretend, fixtures, tasks};
    use huoke::app::vocabulary::Event;
    let places = [
        ("<F3><Down><Up>", Scope::Rows),
        ("<F4>", Scope::Tasks),
        ("<F5>", Scope::Sales),
        ("<F3><Enter>", Scope::Card),
    ];
    let meant = [Scope::Desk, Scope::Customer, Scope::Tasks, Scope::Sales];
    let mut tried = std::collections::BTreeSet::new();
    for (there, scope) in places {
        for row in scope.chain().iter().flat_map(|&inner| of(inner)) {
            let Keys::One(key) = row.keys else { continue };
            if !meant.contains(&row.scope) || meaning(scope, key) != Some(row) {
                continue;
            }
            let mut store = Pretend::new(fixtures::customers());
            store.tasks.queue = tasks::six();
            let mut person = Person::with(Lang::En, (120, 40), store);
            person.press(there);
            let (before, done) = (person.screen(), person.effects.len());
            // What is asked then need not be answered.
            person.silent = true;
            person.event(Event::Key(key));
            assert!(
                person.screen() != before || person.effects.len() > done,
                "{key} ({:?}) does nothing in {scope:?}:\n{before}",
                row.action
            );
            tried.insert(row.action);
        }
    }
    for scope in meant {
        let one = |row: &Binding| matches!(row.keys, Keys::One(_));
        for row in of(scope).filter(one) {
            assert!(
                tried.contains(&row.action),
                "{:?} was not tried",
                row.action
            );
        }
    }
}
