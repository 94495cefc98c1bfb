//! The table itself. Must not know what an action does.

use super::{Binding, Keys, Scope};
use crate::app::action::Action::{self, *};
use crate::kit::key::Key;

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

    shown(Scope::Tasks, Key::Enter, Work),
    shown(Scope::Tasks, ch('d'), TaskDone),
    shown(Scope::Tasks, ch('z'), Postpone),
    shown(Scope::Tasks, ch('i'), CancelTask),
    shown(Scope::Tasks, ch('x'), Assign),
    shown(Scope::Tasks, ch('e'), EditTask),
    known(Scope::Tasks, ch('X'), TasksOut),
    shown(Scope::Tasks, ch('l'), TaskLists),
    shown(Scope::Sales, Key::Enter, Open),
    shown(Scope::Sales, ch('m'), Money),
    shown(Scope::Sales, ch('k'), Collect),
    shown(Scope::Sales, ch('b'), BringBack),
    shown(Scope::Sales, ch('i'), CallOff),
    known(Scope::Sales, ch('P'), Slip),
    shown(Scope::Sales, ch('l'), Lists),

    shown(Scope::Customer, ch('c'), LogCall),
    shown(Scope::Customer, ch('d'), Settle),
    shown(Scope::Customer, ch('z'), Snooze),
    shown(Scope::Customer, ch('i'), Dismiss),
    shown(Scope::Customer, ch('s'), Sell),
    shown(Scope::Customer, ch('t'), Give),
    shown(Scope::Customer, ch('e'), Edit),
    shown(Scope::Customer, ch('r'), Reveal),
    shown(Scope::Customer, ch('y'), Copy),
    shown(Scope::Customer, ch('h'), History),
    known(Scope::Customer, ch('x'), Transfer),
    known(Scope::Customer, ch('g'), Uses),
    known(Scope::Customer, ch('V'), Visit),

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
    known(Scope::Desk, ch('S'), NewSale),
    known(Scope::Desk, ch('A'), Attach),
    known(Scope::Desk, ch('W'), WrongNumber),
    shown(Scope::Desk, ch('u'), Undo),
    known(Scope::Desk, ch('U'), Redo),
    known(Scope::Desk, ch('H'), MyHistory),
    shown(Scope::Desk, ch('l'), Lists),
    shown(Scope::Desk, ch('w'), TakeNext),
    known(Scope::Desk, ch('o'), Overview),
    known(Scope::Desk, ch('F'), Figures),
    known(Scope::Desk, ch('B'), Records),
    known(Scope::Desk, ch('K'), Stock),
    known(Scope::Desk, ch('D'), Drafts),
    known(Scope::Desk, ch('R'), Reasons),
    known(Scope::Desk, ch('Q'), GiveLine),
    known(Scope::Desk, ch('m'), News),
    known(Scope::Desk, ch('b'), Callback),
    known(Scope::Desk, ch('L'), Language),
    known(Scope::Desk, ch('T'), Theme),
    shown(Scope::Desk, ch('?'), Help),
    shown(Scope::Desk, ch(':'), Palette),
    known(Scope::Desk, ch('q'), Quit),

    known(Scope::Panes, Key::F(2), GoFind),
    known(Scope::Panes, Key::F(3), GoToday),
    known(Scope::Panes, Key::F(4), GoTasks),
    known(Scope::Panes, Key::F(5), GoSales),
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
    shown(Scope::Sheet, Key::Ctrl('r'), ShowNumbers),
    shown(Scope::Sheet, Key::PageDown, NextSection),
    known(Scope::Sheet, Key::PageUp, PreviousSection),
    shown(Scope::Sheet, Key::Ctrl('d'), RemoveRow),

    shown(Scope::Selling, Key::F(9), Save),
    shown(Scope::Selling, Key::PageDown, NextSection),
    known(Scope::Selling, Key::PageUp, PreviousSection),
    shown(Scope::Selling, Key::Ctrl('d'), RemoveRow),

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

    shown(Scope::Figures, Key::Tab, OtherFigures),
    shown(Scope::Figures, ch('b'), ByWhat),
    shown(Scope::Figures, ch('p'), TypePeriod),
    shown(Scope::Figures, Key::Left, Earlier),
    shown(Scope::Figures, Key::Right, Later),
    shown(Scope::Figures, ch('+'), Longer),
    shown(Scope::Figures, ch('-'), Shorter),

    shown(Scope::Records, ch('c'), OfCustomer),
    shown(Scope::Records, ch('g'), OfProduct),
    shown(Scope::Records, ch('w'), SoldBy),
    shown(Scope::Records, ch('p'), TypePeriod),
    shown(Scope::Records, ch('P'), Slip),
    known(Scope::Records, Key::Left, Earlier),
    known(Scope::Records, Key::Right, Later),
    known(Scope::Records, ch('+'), Longer),
    known(Scope::Records, ch('-'), Shorter),

    shown(Scope::Slip, Key::Tab, OtherSlip),
    shown(Scope::Slip, ch('+'), Wider),
    shown(Scope::Slip, ch('-'), Narrower),
    known(Scope::Slip, Key::Up, Up),
    known(Scope::Slip, Key::Down, Down),
    known(Scope::Slip, Key::PageUp, PageUp),
    known(Scope::Slip, Key::PageDown, PageDown),
    shown(Scope::Sale, ch('m'), Money),
    shown(Scope::Sale, ch('k'), Collect),
    shown(Scope::Sale, ch('b'), BringBack),
    shown(Scope::Sale, ch('i'), CallOff),
    shown(Scope::Sale, ch('P'), Slip),
    shown(Scope::Sale, ch('u'), Undo),
    known(Scope::Sale, ch('U'), Redo),
    known(Scope::Sale, Key::Up, Up),
    known(Scope::Sale, Key::Down, Down),
    known(Scope::Sale, Key::PageUp, PageUp),
    known(Scope::Sale, Key::PageDown, PageDown),
    known(Scope::Sale, Key::Home, First),
    known(Scope::Sale, Key::End, Last),
    shown(Scope::Sale, Key::Enter, Open),
    shown(Scope::Sale, Key::Esc, Cancel),

    shown(Scope::Stock, ch('r'), Receive),
    shown(Scope::Stock, ch('c'), CountGoods),
    shown(Scope::Stock, ch('o'), ReorderAt),
    shown(Scope::Stock, ch('u'), Undo),
    known(Scope::Stock, ch('U'), Redo),

    shown(Scope::Question, Key::Enter, Confirm),
    known(Scope::Question, ch('y'), Confirm),
    shown(Scope::Question, Key::Esc, Decline),
    known(Scope::Question, ch('n'), Decline),

    shown(Scope::Told, Key::Enter, Cancel),
    known(Scope::Told, Key::Esc, Cancel),
];
