//! The open tasks of a customer as lines of the card, and who is at work on them: pure, no drawing. Must not know what stands
//! around them.

use super::document::Line;
use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::domain::customer::Card;
use crate::domain::task::{KINDS, Task};
use crate::kit::clean::clean;
use crate::text::queue;

/// Who else is at work on them just now.
pub(super) fn held(desk: &Desk, card: &Card) -> Option<Line> {
    let by = clean(card.held_by.as_deref()?);
    let said = (desk.text().queue.held)(&by);
    let bar = desk.theme.glyphs().bar;
    Some(vec![(format!("{bar}{said}"), Tone::Warning)])
}

/// What is to be done for them: when, what, by whom.
pub(super) fn tasks(desk: &Desk, card: &Card) -> Vec<Line> {
    let (bar, words) = (desk.theme.glyphs().bar, &desk.text().queue);
    let one = |task: &Task| {
        let whose = task.assignee.as_ref().map(|person| person.name.as_str());
        let whose = whose.or(task.unit.as_deref()).unwrap_or_default();
        let mut due = queue::due(desk.lang, &desk.now, task);
        if !due.is_empty() {
            due.push(' ');
        }
        let kind = desk.label(KINDS, &task.kind);
        let tone = match task.is_late(desk.now.at) {
            true => Tone::Warning,
            false => Tone::Strong,
        };
        vec![
            (format!("{bar}{} ", words.task), Tone::Dim),
            (due, tone),
            (clean(&desk.title(task)).into_owned(), Tone::Strong),
            (format!("  {kind} · {}", clean(whose)), Tone::Dim),
        ]
    };
    card.tasks.iter().map(one).collect()
}
