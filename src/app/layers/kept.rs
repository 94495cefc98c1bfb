//! What every form keeps of itself when it is not finished: its fields by name, and which one is
//! in focus. Must not know any form, or where it is kept.

use serde_json::{Map, Value as Json, json};

use crate::app::desk::Desk;
use crate::domain::kept::Kept;
use crate::kit::form::{Form, Value};

/// The fields of a form by their names, for a draft; none: nothing is typed or chosen.
pub(super) fn fields<F: Copy + Eq>(form: &Form<F>, name: impl Fn(F) -> String) -> Option<Json> {
    let mut fields = Map::new();
    for (id, value) in form.values() {
        if !value.text.is_empty() {
            let value = json!({"text": value.text, "code": value.code});
            fields.insert(name(id), value);
        }
    }
    if fields.is_empty() || !form.is_touched() {
        return None;
    }
    let typed = form.values().into_iter().map(|(_, value)| value.text);
    let words: Vec<String> = typed.filter(|text| !text.is_empty()).collect();
    let focus = form.focus().map(name);
    Some(json!({"fields": fields, "focus": focus, "words": words.join("  ")}))
}

/// Puts them back; what the form does not have any more is passed over.
pub(super) fn put_back<F: Copy + Eq>(form: &mut Form<F>, body: &Json, name: impl Fn(F) -> String) {
    let ids: Vec<F> = form.values().into_iter().map(|(id, _)| id).collect();
    let text = |value: &Json, key: &str| value.get(key).and_then(Json::as_str).map(str::to_owned);
    let mut values = Vec::new();
    for &id in &ids {
        let kept = body.get("fields").and_then(|fields| fields.get(name(id)));
        let value = Value {
            text: kept.and_then(|kept| text(kept, "text")).unwrap_or_default(),
            code: kept.and_then(|kept| text(kept, "code")),
        };
        values.push((id, value));
    }
    form.restore(&values, true);
    let focus = text(body, "focus");
    if let Some(&id) = ids.iter().find(|&&id| Some(name(id)) == focus) {
        form.set_focus(id);
    }
}

/// What was typed, to be recognised by, raw; what was chosen, in the words of today.
pub(super) fn first_words(desk: &Desk, kept: &Kept) -> String {
    let text = |value: Option<&Json>| value.and_then(Json::as_str).unwrap_or_default().to_owned();
    let words = text(kept.body.get("words"));
    let list = "disposition";
    let chosen = kept.body.get("fields").and_then(|fields| fields.get(list));
    let Some(chosen) = chosen.filter(|chosen| chosen["code"].is_string()) else {
        return words;
    };
    let (said, code) = (text(chosen.get("text")), text(chosen.get("code")));
    match words.strip_prefix(&said) {
        Some(rest) => format!("{}{rest}", desk.label(list, &code)),
        None => words,
    }
}
