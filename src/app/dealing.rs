//! What may be done with a sale now, and why something may not. Must not know forms or panes; the
//! store decides again.

use super::action::Action;
use super::desk::Desk;
use crate::domain::sale::{Dealing, SaleRow, State};

/// What an action does with a sale; none: nothing.
pub(super) fn of(action: Action) -> Option<Dealing> {
    Some(match action {
        Action::Money => Dealing::Money,
        Action::Collect => Dealing::Collect,
        Action::BringBack => Dealing::Return,
        Action::CallOff => Dealing::Cancel,
        _ => return None,
    })
}

/// Says that the person may not do that to any sale, where it is so.
pub(super) fn no_right(desk: &Desk, dealing: Dealing) -> Option<String> {
    let may = desk.may(dealing.operation());
    may.is_none().then(|| desk.text().desk.no_right.to_owned())
}

/// Why it cannot be done with this sale; none: it can.
pub(super) fn refusal(desk: &Desk, dealing: Dealing, row: &SaleRow) -> Option<String> {
    if let Some(why) = no_right(desk, dealing) {
        return Some(why);
    }
    let words = &desk.text().sales;
    let over = matches!(row.state, State::Cancelled | State::Returned);
    let why = match dealing {
        _ if row.state == State::Void => words.taken_back,
        Dealing::Collect if row.held == 0 => words.nothing_held,
        Dealing::Return | Dealing::Cancel if over => words.over,
        Dealing::Money if over && row.due == 0 => words.over,
        _ => return None,
    };
    Some(why.to_owned())
}
