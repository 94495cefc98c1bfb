//! A form: fields in an order, in sections and rows, one in focus, errors at their fields.
//!
//! Fields are named by the caller's own type; words come in when drawing, so that the
//! language can change while a form is open. It must not know what is being filled in,
//! and never throws away what was typed: Esc asks, the owner decides.

mod build;
mod columns;
mod field;
mod moves;
mod plan;
mod rows;
mod view;

pub use field::{Field, Suggestion};
pub use view::{Told, Words, bar, draw, height};

use crate::kit::input::Typed;
use crate::kit::key::Key;
use field::Kind;

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled<F> {
    /// This field holds another text or choice now (the focus may have moved on).
    Changed(F),
    /// The key was the form's: focus, cursor or the list moved.
    Taken,
    /// Save: F9, or Enter on the last field (on any, in a small form).
    Save,
    /// Esc: leave, or not.
    Cancel,
    /// The key is for somebody else.
    NotMine,
}

/// What a field holds, for drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The text as typed.
    pub text: String,
    /// The code of the suggestion that was chosen.
    pub code: Option<String>,
}

/// The state of a form over fields named by `F`.
#[derive(Debug, Clone)]
pub struct Form<F: Copy + Eq> {
    fields: Vec<Field<F>>,
    focus: usize,
    small: bool,
    touched: bool,
    /// Rows that were taken out, the last one last, to be put back.
    removed: Vec<rows::Removed<F>>,
    /// A row was taken out and nothing typed since: undoing means that row.
    just_removed: bool,
}

impl<F: Copy + Eq> Form<F> {
    /// A form, the first field in focus.
    #[must_use]
    pub fn new(fields: Vec<Field<F>>) -> Self {
        let mut form = Form {
            fields,
            focus: 0,
            small: false,
            touched: false,
            removed: Vec::new(),
            just_removed: false,
        };
        form.focus_index(0);
        form
    }

    /// Makes Enter save from any field, for forms of two or three fields.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Whether Enter saves from any field.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.small
    }

    /// One key.
    pub fn handle(&mut self, key: Key) -> Filled<F> {
        let (small, onward) = (self.small, self.onward());
        let Some(field) = self.fields.get_mut(self.focus) else {
            return match key {
                Key::Esc => Filled::Cancel,
                Key::F(9) | Key::Enter => Filled::Save,
                _ => Filled::NotMine,
            };
        };
        let id = field.id;
        match key {
            Key::F(9) => {
                self.touched |= field.accept();
                Filled::Save
            }
            Key::Esc if field.close() => Filled::Taken,
            Key::Esc => Filled::Cancel,
            Key::Enter | Key::Tab => {
                let accepted = field.accept();
                self.touched |= accepted;
                let next = match (key, onward) {
                    (Key::Tab, _) => self.next(),
                    (_, Some(next)) if !small => next,
                    _ => return Filled::Save,
                };
                self.focus_index(next);
                if accepted {
                    Filled::Changed(id)
                } else {
                    Filled::Taken
                }
            }
            Key::Ctrl('z') if self.just_removed => self.put_back(),
            key => match self.moved(key) {
                Some(filled) => filled,
                None => self.type_key(id, key),
            },
        }
    }

    fn type_key(&mut self, id: F, key: Key) -> Filled<F> {
        let typed = match self.fields.get_mut(self.focus) {
            Some(field) => field.handle(key),
            None => return Filled::NotMine,
        };
        if key == Key::Ctrl('z') && typed == Typed::Unchanged {
            return self.put_back();
        }
        self.after(id, typed)
    }

    /// A burst of text into the field in focus.
    pub fn paste(&mut self, text: &str) -> Filled<F> {
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Filled::NotMine;
        };
        let id = field.id;
        let typed = field.paste(text);
        self.after(id, typed)
    }

    /// A letter that has chosen moves on to the next field, as its one key said it all.
    fn after(&mut self, id: F, typed: Typed) -> Filled<F> {
        match typed {
            Typed::NotMine => Filled::NotMine,
            Typed::Unchanged => Filled::Taken,
            Typed::Changed => {
                self.touched = true;
                self.just_removed = false;
                let settled = self.fields.get(self.focus);
                let settled = settled.is_some_and(Field::is_settled_letter);
                if let Some(next) = self.onward().filter(|_| settled) {
                    self.focus_index(next);
                }
                Filled::Changed(id)
            }
        }
    }

    fn field(&self, id: F) -> Option<&Field<F>> {
        self.fields.iter().find(|field| field.id == id)
    }

    fn field_mut(&mut self, id: F) -> Option<&mut Field<F>> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    /// The field in focus; none in a form without fields.
    #[must_use]
    pub fn focus(&self) -> Option<F> {
        self.fields.get(self.focus).map(|field| field.id)
    }

    /// Puts a field in focus.
    pub fn set_focus(&mut self, id: F) {
        if let Some(index) = self.fields.iter().position(|field| field.id == id) {
            self.focus_index(index);
        }
    }

    /// The text of a field as typed, not cleaned; empty if there is no such field.
    #[must_use]
    pub fn text(&self, id: F) -> &str {
        self.field(id).map_or("", |field| field.input.text())
    }

    /// The code of the suggestion chosen in a field. It is gone once the text is edited.
    #[must_use]
    pub fn code(&self, id: F) -> Option<&str> {
        self.field(id).and_then(|field| field.code.as_deref())
    }

    /// Puts a text into a field; nothing is chosen there then.
    pub fn set_text(&mut self, id: F, text: &str) {
        if let Some(field) = self.field_mut(id) {
            field.set_text(text);
        }
    }

    /// The text of a field was given, not typed: the first thing typed replaces it.
    pub fn set_given(&mut self, id: F) {
        if let Some(field) = self.field_mut(id) {
            field.given = !field.is_blank();
        }
    }

    /// Whether the text of a field is still as it was given.
    #[must_use]
    pub fn is_given(&self, id: F) -> bool {
        self.field(id).is_some_and(|field| field.given)
    }

    /// Chooses the suggestion of a code in a field; returns whether there is one.
    pub fn choose(&mut self, id: F, code: &str) -> bool {
        self.field_mut(id)
            .is_some_and(|field| field.choose_code(code))
    }

    /// Gives a field other suggestions: a search's answer, or the same in another language.
    pub fn set_suggestions(&mut self, id: F, suggestions: Vec<Suggestion>) {
        if let Some(field) = self.field_mut(id) {
            field.set_suggestions(suggestions);
        }
    }

    /// Shows an error at a field until the field changes.
    pub fn set_error(&mut self, id: F, message: impl Into<String>) {
        if let Some(field) = self.field_mut(id) {
            field.error = Some(message.into());
        }
    }

    /// The error at a field.
    #[must_use]
    pub fn error(&self, id: F) -> Option<&str> {
        self.field(id).and_then(|field| field.error.as_deref())
    }

    /// Says what was understood of a field, while it is in focus; empty: nothing.
    pub fn set_note(&mut self, id: F, note: &str) {
        if let Some(field) = self.field_mut(id) {
            field.note = Some(note.to_owned()).filter(|note| !note.is_empty());
        }
    }

    /// Takes all errors away, before checking anew.
    pub fn clear_errors(&mut self) {
        for field in &mut self.fields {
            field.error = None;
        }
    }

    /// Puts the first field with an error in focus; returns whether there is one.
    pub fn focus_error(&mut self) -> bool {
        let wrong = self.fields.iter().position(|field| field.error.is_some());
        if let Some(index) = wrong {
            self.focus_index(index);
        }
        wrong.is_some()
    }

    /// Whether anything was typed or chosen since the form opened.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.touched
    }

    /// Whether a text was too long for the field in focus and lost its end.
    #[must_use]
    pub fn overflowed(&self) -> bool {
        self.fields
            .get(self.focus)
            .is_some_and(|field| field.input.overflowed())
    }

    /// What every field holds, in order, to be kept as a draft.
    #[must_use]
    pub fn values(&self) -> Vec<(F, Value)> {
        let value = |field: &Field<F>| Value {
            text: field.input.text().to_string(),
            code: field.code.clone(),
        };
        let filled = self.fields.iter().filter(|field| !field.is_shown());
        filled.map(|field| (field.id, value(field))).collect()
    }

    /// Takes the error at a field away.
    pub fn clear_error(&mut self, id: F) {
        if let Some(field) = self.field_mut(id) {
            field.error = None;
        }
    }

    /// What is in the form counts as typed, though nobody typed it here.
    pub fn touch(&mut self) {
        self.touched = true;
    }

    /// Puts a draft back; fields that the form doesn't have are passed over.
    pub fn restore(&mut self, values: &[(F, Value)], touched: bool) {
        for (id, value) in values {
            if let Some(field) = self.field_mut(*id) {
                let code = value.code.as_deref();
                if !code.is_some_and(|code| field.choose_code(code)) {
                    field.set_text(&value.text);
                    field.code.clone_from(&value.code);
                }
            }
        }
        self.touched = touched;
    }
}

#[cfg(test)]
mod shown_tests;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
