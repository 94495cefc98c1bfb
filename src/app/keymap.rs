//! The one table of keys: scope, key, action, and whether the bottom line shows it. Help,
//! palette, bottom line and the README's table are projections of it. Must not know what an
//! action does.

use std::fmt;

use super::action::Action;
use super::action::Action::*;
use crate::kit::key::Key;
use crate::text::{Lang, Text};

/// Where a binding holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Always, also while typing: function keys only.
    Everywhere,
    /// Between panes, also in the caller line.
    Panes,
    /// Outside text fields, with nothing over the desk.
    Desk,
    /// The caller line.
    Line,
    /// Rows of a list.
    Rows,
    /// Wherever a customer is selected.
    Customer,
    /// The card.
    Card,
    /// Forms.
    Form,
    /// Forms of two or three fields.
    Small,
    /// The customer form.
    Sheet,
    /// What two people changed at once.
    Clash,
    /// Choosers, help and palette.
    Chooser,
    /// A history.
    History,
    /// Forms that are not finished.
    Drafts,
    /// Lists of Today.
    Lists,
    /// A question with yes and no.
    Question,
    /// Something that is only to be read.
    Told,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 17] = [
        Scope::Line,
        Scope::Rows,
        Scope::Customer,
        Scope::Card,
        Scope::Desk,
        Scope::Panes,
        Scope::Everywhere,
        Scope::Form,
        Scope::Small,
        Scope::Sheet,
        Scope::Clash,
        Scope::Chooser,
        Scope::History,
        Scope::Drafts,
        Scope::Lists,
        Scope::Question,
        Scope::Told,
    ];

    /// What it is called.
    pub fn label(self, text: &Text) -> &'static str {
        let forms = &text.forms;
        match self {
            Scope::Everywhere => forms.everywhere,
            Scope::Panes => forms.scope_panes,
            Scope::Desk => forms.scope_desk,
            Scope::Line => forms.scope_line,
            Scope::Rows => forms.scope_rows,
            Scope::Customer => forms.scope_customer,
            Scope::Card => forms.scope_card,
            Scope::Form => forms.scope_form,
            Scope::Small => forms.scope_small,
            Scope::Sheet => forms.scope_sheet,
            Scope::Clash => forms.scope_clash,
            Scope::Chooser => forms.scope_chooser,
            Scope::History => forms.scope_history,
            Scope::Drafts => forms.scope_drafts,
            Scope::Lists => forms.scope_lists,
            Scope::Question => forms.scope_question,
            Scope::Told => forms.scope_told,
        }
    }

    /// The scopes in which keys are looked up, innermost first.
    pub fn chain(self) -> &'static [Scope] {
        match self {
            Scope::Line => &[Scope::Line, Scope::Panes, Scope::Everywhere],
            Scope::Rows => &[
                Scope::Rows,
                Scope::Customer,
                Scope::Desk,
                Scope::Panes,
                Scope::Everywhere,
            ],
            Scope::Card => &[
                Scope::Card,
                Scope::Customer,
                Scope::Desk,
                Scope::Panes,
                Scope::Everywhere,
            ],
            Scope::Form => &[Scope::Form, Scope::Everywhere],
            Scope::Small => &[Scope::Small, Scope::Form, Scope::Everywhere],
            Scope::Sheet => &[Scope::Sheet, Scope::Form, Scope::Everywhere],
            Scope::Clash => &[Scope::Clash, Scope::Everywhere],
            Scope::Chooser => &[Scope::Chooser, Scope::Everywhere],
            Scope::History => &[Scope::History, Scope::Chooser, Scope::Everywhere],
            Scope::Drafts => &[Scope::Drafts, Scope::Chooser, Scope::Everywhere],
            Scope::Lists => &[Scope::Lists, Scope::Chooser, Scope::Everywhere],
            Scope::Question => &[Scope::Question, Scope::Everywhere],
            Scope::Told => &[Scope::Told, Scope::Everywhere],
            Scope::Everywhere | Scope::Panes | Scope::Desk | Scope::Customer => {
                &[Scope::Everywhere]
            }
        }
    }
}

/// One key, or a family of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keys {
    /// This one.
    One(Key),
    /// 0 to 9, and the plus of a country code.
    Digits,
    /// Letters, where the field in focus picks by them.
    Letters,
}

impl Keys {
    /// Whether the key is among them.
    pub fn has(self, key: Key) -> bool {
        match self {
            Keys::One(one) => one == key,
            Keys::Digits => matches!(key, Key::Char('0'..='9' | '+')),
            Keys::Letters => false,
        }
    }

    /// How it is written.
    pub fn label(self, text: &Text) -> String {
        match self {
            Keys::One(key) => key.to_string(),
            Keys::Digits => text.forms.digits.to_owned(),
            Keys::Letters => text.forms.letters.to_owned(),
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// The key.
    pub keys: Keys,
    /// What it means.
    pub action: Action,
    /// Whether the bottom line shows it.
    pub hint: bool,
}

const fn shown(scope: Scope, key: Key, action: Action) -> Binding {
    Binding {
        scope,
        keys: Keys::One(key),
        action,
        hint: true,
    }
}

const fn known(scope: Scope, key: Key, action: Action) -> Binding {
    Binding {
        scope,
        keys: Keys::One(key),
        action,
        hint: false,
    }
}

const fn ch(c: char) -> Key {
    Key::Char(c)
}

/// Every key of the desk.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    shown(Scope::Line, Key::Enter, EnterRows),
    shown(Scope::Line, Key::Down, ToRows),
    shown(Scope::Line, Key::Esc, LeaveLine),

    shown(Scope::Rows, Key::Enter, Open),
    known(Scope::Rows, Key::Up, Up),
    known(Scope::Rows, Key::Down, Down),
    known(Scope::Rows, Key::PageUp, PageUp),
    known(Scope::Rows, Key::PageDown, PageDown),
    known(Scope::Rows, Key::Home, First),
    known(Scope::Rows, Key::End, Last),
    known(Scope::Rows, Key::Esc, Back),
    shown(Scope::Rows, ch(' '), Mark),
    known(Scope::Rows, ch('a'), MarkAll),
    known(Scope::Rows, ch('v'), MarkRange),

    shown(Scope::Customer, ch('c'), LogCall),
    shown(Scope::Customer, ch('d'), Settle),
    shown(Scope::Customer, ch('z'), Snooze),
    shown(Scope::Customer, ch('i'), Dismiss),
    shown(Scope::Customer, ch('e'), Edit),
    shown(Scope::Customer, ch('r'), Reveal),
    shown(Scope::Customer, ch('y'), Copy),
    shown(Scope::Customer, ch('h'), History),
    known(Scope::Customer, ch('x'), Transfer),
    known(Scope::Customer, ch('g'), Uses),

    shown(Scope::Card, ch('n'), NextCustomer),
    shown(Scope::Card, ch('p'), PreviousCustomer),
    shown(Scope::Card, ch('f'), Filter),
    known(Scope::Card, Key::Up, Up),
    known(Scope::Card, Key::Down, Down),
    known(Scope::Card, Key::PageUp, PageUp),
    known(Scope::Card, Key::PageDown, PageDown),
    known(Scope::Card, Key::Home, First),
    known(Scope::Card, Key::End, Last),
    shown(Scope::Card, Key::Esc, Back),

    known(Scope::Desk, ch('/'), CallerLine),
    Binding { scope: Scope::Desk, keys: Keys::Digits, action: TypeNumber, hint: false },
    known(Scope::Desk, ch('N'), NewCustomer),
    known(Scope::Desk, ch('A'), Attach),
    known(Scope::Desk, ch('W'), WrongNumber),
    shown(Scope::Desk, ch('u'), Undo),
    known(Scope::Desk, ch('U'), Redo),
    known(Scope::Desk, ch('H'), MyHistory),
    shown(Scope::Desk, ch('l'), Lists),
    known(Scope::Desk, ch('o'), Overview),
    known(Scope::Desk, ch('D'), Drafts),
    known(Scope::Desk, ch('R'), Reasons),
    known(Scope::Desk, ch('b'), Callback),
    known(Scope::Desk, ch('L'), Language),
    known(Scope::Desk, ch('T'), Theme),
    shown(Scope::Desk, ch('?'), Help),
    shown(Scope::Desk, ch(':'), Palette),
    known(Scope::Desk, ch('q'), Quit),

    known(Scope::Panes, Key::F(2), GoFind),
    known(Scope::Panes, Key::F(3), GoToday),
    known(Scope::Panes, Key::Tab, NextPane),
    known(Scope::Panes, Key::BackTab, PreviousPane),

    known(Scope::Everywhere, Key::F(1), Help),
    known(Scope::Everywhere, Key::F(8), TakeCall),
    known(Scope::Everywhere, Key::F(10), Quit),

    Binding { scope: Scope::Form, keys: Keys::Letters, action: Pick, hint: false },
    shown(Scope::Form, Key::Tab, NextField),
    known(Scope::Form, Key::BackTab, PreviousField),
    shown(Scope::Form, Key::F(9), Save),
    shown(Scope::Form, Key::Esc, Cancel),
    known(Scope::Form, Key::Ctrl('z'), UndoTyping),
    known(Scope::Form, Key::Ctrl('y'), RedoTyping),

    shown(Scope::Small, Key::Enter, Save),
    known(Scope::Small, Key::F(9), Save),

    shown(Scope::Sheet, Key::F(9), Save),
    shown(Scope::Sheet, Key::F(6), LookAlike),
    shown(Scope::Sheet, Key::F(7), MoreFields),
    shown(Scope::Sheet, Key::PageDown, NextSection),
    known(Scope::Sheet, Key::PageUp, PreviousSection),
    shown(Scope::Sheet, Key::Ctrl('d'), RemoveRow),

    shown(Scope::Clash, ch('m'), TakeMine),
    shown(Scope::Clash, ch('t'), TakeTheirs),
    shown(Scope::Clash, ch('o'), TakeOriginal),
    known(Scope::Clash, Key::Up, Up),
    known(Scope::Clash, Key::Down, Down),
    shown(Scope::Clash, Key::Enter, Save),
    known(Scope::Clash, Key::F(9), Save),
    shown(Scope::Clash, Key::Esc, Cancel),

    shown(Scope::Chooser, Key::Enter, Open),
    known(Scope::Chooser, Key::Up, Up),
    known(Scope::Chooser, Key::Down, Down),
    known(Scope::Chooser, Key::PageUp, PageUp),
    known(Scope::Chooser, Key::PageDown, PageDown),
    known(Scope::Chooser, Key::Home, First),
    known(Scope::Chooser, Key::End, Last),
    shown(Scope::Chooser, Key::Esc, Cancel),

    shown(Scope::History, ch('u'), UndoEntry),

    shown(Scope::Drafts, ch('d'), Discard),

    shown(Scope::Lists, ch('w'), OtherPeople),
    shown(Scope::Lists, ch('+'), Longer),
    shown(Scope::Lists, ch('-'), Shorter),

    shown(Scope::Question, Key::Enter, Confirm),
    known(Scope::Question, ch('y'), Confirm),
    shown(Scope::Question, Key::Esc, Decline),
    known(Scope::Question, ch('n'), Decline),

    shown(Scope::Told, Key::Enter, Cancel),
    known(Scope::Told, Key::Esc, Cancel),
];

/// What a key means in a place; a full-width twin counts as its key.
pub fn meaning(scope: Scope, key: Key) -> Option<Binding> {
    let key = key.as_binding();
    scope.chain().iter().find_map(|&inner| {
        BINDINGS
            .iter()
            .find(|row| row.scope == inner && row.keys.has(key))
            .copied()
    })
}

/// The rows that hold in a place, innermost scope first, without those that an inner one hides.
pub fn holding(scope: Scope) -> Vec<Binding> {
    let rows = scope.chain().iter().flat_map(|&inner| of(inner));
    let mut seen: Vec<Keys> = Vec::new();
    let mut holding = Vec::new();
    for row in rows {
        if !seen.contains(&row.keys) {
            seen.push(row.keys);
            holding.push(row);
        }
    }
    holding
}

/// The rows of one scope, in the order of the table.
pub fn of(scope: Scope) -> impl Iterator<Item = Binding> {
    BINDINGS
        .iter()
        .copied()
        .filter(move |row| row.scope == scope)
}

/// The first key of an action in a place, as it is written.
pub fn key_for(scope: Scope, action: Action, text: &Text) -> Option<String> {
    holding(scope)
        .into_iter()
        .find(|row| row.action == action)
        .map(|row| row.keys.label(text))
}

/// The table as the README has it.
pub struct KeyTable(
    /// In this language.
    pub Lang,
);

impl fmt::Display for KeyTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.text();
        writeln!(
            f,
            "| | {} | {} |",
            text.forms.key_column, text.forms.action_column
        )?;
        writeln!(f, "|---|---|---|")?;
        for scope in Scope::ALL {
            for row in of(scope) {
                let key = row.keys.label(text);
                writeln!(
                    f,
                    "| {} | `{key}` | {} |",
                    scope.label(text),
                    row.action.label(text)
                )?;
            }
        }
        Ok(())
    }
}
