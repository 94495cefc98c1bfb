//! What may be picked of a coded list in a form. Must not know any form.

use crate::app::desk::Desk;
use crate::domain::interaction::Choice;
use crate::kit::form::Suggestion;
use crate::text::{Lang, pinyin};

/// Deepest a tree of a coded list is followed.
const DEEPEST: u8 = 6;

/// The values of a coded list that can be picked, those under a head behind it and indented;
/// found by their label in either language, its initials, or their code.
pub(super) fn choices(desk: &Desk, list: &str) -> Vec<Suggestion> {
    let of_list = desk.choices().iter().filter(|one| one.list == list);
    let known: Vec<&Choice> = of_list.filter(|one| one.active).collect();
    let is_head = |one: &&&Choice| {
        let under = one.under.as_deref();
        !known
            .iter()
            .any(|head| Some(head.code.as_str()) == under && head.code != one.code)
    };
    let mut suggestions = Vec::with_capacity(known.len());
    for head in known.iter().filter(is_head) {
        branch(desk.lang, &known, head, 0, &mut suggestions);
    }
    suggestions
}

fn branch(lang: Lang, known: &[&Choice], head: &Choice, depth: u8, into: &mut Vec<Suggestion>) {
    into.push(suggestion(lang, head, depth));
    if depth >= DEEPEST {
        return;
    }
    let under = |one: &&&Choice| one.under.as_deref() == Some(head.code.as_str());
    for one in known.iter().filter(under) {
        if one.code != head.code {
            branch(lang, known, one, depth + 1, into);
        }
    }
}

fn suggestion(lang: Lang, choice: &Choice, depth: u8) -> Suggestion {
    let (label, other) = match lang {
        Lang::Zh => (&choice.zh, &choice.en),
        Lang::En => (&choice.en, &choice.zh),
    };
    Suggestion {
        code: choice.code.clone(),
        label: label.clone(),
        keys: format!("{} {other}", pinyin::keys(&choice.zh)),
        depth,
        ..Suggestion::default()
    }
}

/// What a list's code is shown as though nobody can pick it any more: as it is labelled.
pub(super) fn retired(desk: &Desk, list: &str, code: &str) -> Suggestion {
    Suggestion {
        code: code.to_owned(),
        label: desk.label(list, code),
        ..Suggestion::default()
    }
}
