//! What the choosers offer. Must not know how they are drawn.

use super::{Item, Menu};
use crate::app::action::Action;
use crate::app::desk::Desk;
use crate::app::keymap::{self, Scope};
use crate::app::pane::{Ask, Step};
use crate::domain::customer::Found;
use crate::domain::interaction::Call;
use crate::domain::today::{Kind, Rulebook, Subject};
use crate::kit::clean::clean;
use crate::text::{Lang, rules};

impl Menu {
    /// Which of the customers of a ringing number.
    pub(in crate::app::layers) fn ring(desk: &Desk, call: &Call, found: &Found) -> Menu {
        let words = desk.text();
        let mut items: Vec<Item> = found
            .rows
            .iter()
            .map(|row| Item {
                key: String::new(),
                label: row.name.clone(),
                note: [&row.card_no, &row.owner_name]
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join("  "),
                also: row.code.clone(),
                dead: None,
                steps: vec![Step::Open(row.id)],
            })
            .collect();
        let number = call.number.clone().unwrap_or_default();
        items.push(Item {
            key: String::new(),
            label: words.forms.none_of_these.to_owned(),
            note: String::new(),
            also: String::new(),
            dead: None,
            steps: vec![Step::Ask(Ask::New(number.clone()))],
        });
        let shown = match &call.digits {
            Some(digits) => desk.mask(digits),
            None => number,
        };
        Menu::new((words.forms.ring_title)(&shown), items, false)
    }

    /// Every key that holds in these scopes, the innermost first; what an inner one hides is left out.
    pub(in crate::app::layers) fn help(desk: &Desk, scopes: &[Scope]) -> Menu {
        let text = desk.text();
        let mut seen: Vec<keymap::Keys> = Vec::new();
        let rows = scopes.iter().flat_map(|&scope| keymap::of(scope));
        let rows = rows.filter(|row| {
            let new = !seen.contains(&row.keys);
            seen.push(row.keys);
            new
        });
        let items = rows
            .map(|row| Item {
                key: row.keys.label(text),
                label: row.action.label(text).to_owned(),
                note: row.scope.label(text).to_owned(),
                also: String::new(),
                dead: None,
                steps: Vec::new(),
            })
            .collect();
        Menu::new(text.forms.help_title.to_owned(), items, false)
    }

    /// What Today is made of: every reason, what may be added, how often whom.
    pub(in crate::app::layers) fn reasons(desk: &Desk) -> Menu {
        let lang = desk.lang;
        let item = |key: &str, label: String, note: String, also: String, about: Subject| Item {
            key: key.to_owned(),
            label: clean(&label).into_owned(),
            note,
            also,
            dead: None,
            steps: vec![Step::Ask(Ask::Rule(about))],
        };
        let house = desk.house.as_ref();
        let reasons = house.map_or(&[][..], |house| &house.reasons);
        let mut items: Vec<Item> = Vec::new();
        for rule in reasons {
            let also = format!("{} {}", rule.code, rules::label(lang.other(), rule));
            let (label, key) = (
                rules::label(lang, rule).to_owned(),
                rules::window(lang, rule),
            );
            let note = if rule.on {
                rule.weight.to_string()
            } else {
                String::new()
            };
            items.push(item(
                &key,
                label,
                note,
                also,
                Subject::Rule(rule.code.clone()),
            ));
        }
        for kind in Kind::ALL.into_iter().filter(|kind| kind.many()) {
            let label = rules::new_title(lang, kind).to_owned();
            let also = rules::new_title(lang.other(), kind).to_owned();
            let about = Subject::New(kind.code().to_owned());
            items.push(item("+", label, String::new(), also, about));
        }
        let book = Rulebook {
            cadence: house.map_or_else(Vec::new, |house| house.cadence.clone()),
            ..Rulebook::default()
        };
        let grades = desk.choices().iter();
        let grades = grades.filter(|choice| choice.list == "grade" && choice.active);
        let grades = grades.map(|choice| Some(choice.code.clone()));
        for grade in grades.chain([None]) {
            let named = grade.as_deref().map(|grade| desk.label("grade", grade));
            let label = rules::cadence_title(lang, named.as_deref());
            let also = rules::cadence_title(lang.other(), named.as_deref());
            if let Some(cadence) = book.cadence(grade.as_deref()) {
                let (key, note) = (rules::every(lang, cadence), rules::most(lang, cadence));
                items.push(item(&key, label, note, also, Subject::Cadence(grade)));
            }
        }
        Menu {
            again: Some(Menu::reasons),
            ..Menu::new(rules::list_title(lang).to_owned(), items, true)
        }
    }

    /// Every action that the desk has a key for, by name in either language; those that
    /// cannot work now say why.
    pub(in crate::app::layers) fn palette(desk: &Desk, dead: Vec<(Action, String)>) -> Menu {
        let text = desk.text();
        let mut actions: Vec<(Action, String)> = Vec::new();
        for scope in [
            Scope::Customer,
            Scope::Card,
            Scope::Desk,
            Scope::Panes,
            Scope::Everywhere,
        ] {
            for row in keymap::of(scope) {
                let moves = matches!(
                    row.action,
                    Action::Up
                        | Action::Down
                        | Action::PageUp
                        | Action::PageDown
                        | Action::First
                        | Action::Last
                        | Action::Back
                        | Action::Palette
                        | Action::TypeNumber
                );
                if !moves && !actions.iter().any(|(known, _)| *known == row.action) {
                    actions.push((row.action, row.keys.label(text)));
                }
            }
        }
        let other: Lang = desk.lang.other();
        let items = actions
            .into_iter()
            .map(|(action, key)| Item {
                key,
                label: action.label(text).to_owned(),
                note: String::new(),
                also: action.label(other.text()).to_owned(),
                dead: dead
                    .iter()
                    .find(|(known, _)| *known == action)
                    .map(|(_, why)| why.clone()),
                steps: vec![Step::Do(action)],
            })
            .collect();
        Menu::new(text.forms.palette_title.to_owned(), items, true)
    }
}
