//! The card's timeline as lines of words with their meaning: pure, no drawing. Must not know
//! what stands above it.

use super::Filter;
use super::document::Line;
use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::domain::customer::{Card, Happening, TimelineEntry};
use crate::domain::interaction::CALL;
use crate::kit::clean::{clean, clean_lines};
use crate::kit::width::{pad, width, wrap};
use crate::text::{Lang, say};

/// Columns of who did it.
const BY: usize = 8;

/// Most columns of what kind of thing it was.
const KIND: usize = 15;

/// Columns of what kind of thing each was, with its direction: `通话 来电`, `visit in`. The
/// business's own kinds may take more.
fn kind_columns<'e>(desk: &Desk, entries: impl Iterator<Item = &'e TimelineEntry>) -> usize {
    let usual = match desk.lang {
        Lang::Zh => 9,
        Lang::En => 8,
    };
    let kind = |entry: &TimelineEntry| {
        let (kind, _) = say::happening(desk.text(), &desk.now, desk.said_in(), &entry.what);
        width(&clean(&kind))
    };
    entries.map(kind).max().unwrap_or(0).clamp(usual, KIND)
}

/// The heading: what of it is shown.
pub(super) fn filters(desk: &Desk, filter: Filter) -> Line {
    let words = &desk.text().customer;
    let mut line = vec![(words.timeline.to_owned(), Tone::Strong)];
    for one in Filter::ALL {
        let name = match one {
            Filter::All => words.all,
            Filter::Calls => words.calls,
            Filter::Sales => words.sales,
            Filter::Tasks => desk.text().queue.filter,
        };
        let tone = if one == filter { Tone::Key } else { Tone::Dim };
        let shown = if one == filter {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        };
        line.push((" ".to_owned(), Tone::Plain));
        line.push((shown, tone));
    }
    line
}

/// The timeline's lines.
pub(super) fn timeline(desk: &Desk, filter: Filter, card: &Card) -> Vec<Line> {
    let words = &desk.text().customer;
    let fits = |entry: &&TimelineEntry| match filter {
        Filter::All => true,
        Filter::Calls => {
            let spoke = |kind: &String| [CALL, "visit"].contains(&kind.as_str());
            match &entry.what {
                Happening::Interaction { kind, .. } => spoke(kind),
                what => matches!(what, Happening::Call(_)),
            }
        }
        Filter::Sales => matches!(entry.what, Happening::Sale { .. }),
        Filter::Tasks => matches!(entry.what, Happening::Task { .. }),
    };
    let columns = kind_columns(desk, card.timeline.iter().filter(fits));
    let lines: Vec<Line> = card
        .timeline
        .iter()
        .filter(fits)
        .flat_map(|entry| happening(desk, entry, columns))
        .collect();
    match (lines.is_empty(), card.timeline.is_empty()) {
        (true, true) => vec![vec![(words.nothing_yet.to_owned(), Tone::Dim)]],
        (true, false) => vec![vec![(words.nothing_of_this.to_owned(), Tone::Dim)]],
        _ => lines,
    }
}

fn happening(desk: &Desk, entry: &TimelineEntry, columns: usize) -> Vec<Line> {
    let (kind, said) = say::happening(desk.text(), &desk.now, desk.said_in(), &entry.what);
    let when = pad(&say::moment(&desk.now, entry.at), 11);
    let by = clean(entry.by.as_deref().unwrap_or("")).into_owned();
    let kind = pad(&clean(&kind), columns);
    let before = width(&when) + 1 + width(&kind) + 1 + BY + 1;
    let room = usize::from(desk.card_width())
        .saturating_sub(before)
        .max(12);
    let mut wrapped = wrap(&clean_lines(&said), room).into_iter();
    let first = wrapped.next().unwrap_or_default();
    let mut lines = vec![vec![
        (format!("{when} "), Tone::Dim),
        (format!("{kind} "), Tone::Strong),
        (format!("{} ", pad(&by, BY)), Tone::Dim),
        (first, Tone::Plain),
    ]];
    lines.extend(wrapped.map(|line| vec![(format!("{}{line}", " ".repeat(before)), Tone::Plain)]));
    lines
}
