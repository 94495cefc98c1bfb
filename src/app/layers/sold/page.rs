//! A sale as lines of words with their meaning, at a given width: pure, no drawing. Must not know
//! colours or borders.

use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::domain::sale::{Paid, Sale, SoldLine, State, Step};
use crate::kit::clean::clean;
use crate::kit::width::{pad, width, wrap_spans};
use crate::text::{names, sales, say, trade};

/// A line: pieces of text and how each is meant.
pub(super) type Line = Vec<(String, Tone)>;

/// Blanks before what goes on from the line above.
const BELOW: usize = 2;

/// What stands in the upper edge: number, customer, how it stands.
pub(super) fn title(desk: &Desk, sale: &Sale) -> String {
    let row = &sale.row;
    let state = trade::state(desk.lang, row.state);
    let parts = [clean(&row.code), clean(&row.customer_name), state.into()];
    parts.join(&format!(" {} ", desk.theme.glyphs().dot))
}

/// Everything of it.
pub(super) fn lines(desk: &Desk, sale: &Sale) -> Vec<Line> {
    let room = usize::from(desk.card_width());
    let mut lines = head(desk, sale);
    lines.extend(sums(desk, sale));
    lines.push(Line::new());
    for line in &sale.lines {
        lines.extend(sold(desk, line, room));
    }
    let [money, happened] = desk.text().sales.headings;
    if !sale.payments.is_empty() {
        lines.push(Line::new());
        lines.push(vec![(money.to_owned(), Tone::Strong)]);
        lines.extend(sale.payments.iter().map(|one| paid(desk, one)));
    }
    lines.push(Line::new());
    lines.push(vec![(happened.to_owned(), Tone::Strong)]);
    lines.extend(sale.steps.iter().map(|one| step(desk, one)));
    let folded = |line: &Line| {
        let spans: Vec<(&str, Tone)> = line.iter().map(|(text, tone)| (&**text, *tone)).collect();
        wrap_spans(&spans, room, BELOW)
    };
    let blank = |line: &Line| {
        if line.is_empty() {
            vec![Line::new()]
        } else {
            folded(line)
        }
    };
    lines.iter().flat_map(blank).collect()
}

/// When and by whom, and what its header says.
fn head(desk: &Desk, sale: &Sale) -> Vec<Line> {
    let (row, head) = (&sale.row, &sale.head);
    let mut first = vec![(say::moment(&desk.now, row.at), Tone::Plain)];
    if let Some(by) = &row.by_name {
        first.push((format!("  {}", clean(by)), Tone::Plain));
    }
    let coded = [
        ("sale_region", &head.region),
        ("payment_type", &head.payment_type),
        ("payment_method", &head.method),
        ("delivery", &head.delivery),
    ];
    for (list, code) in coded {
        if let Some(code) = code {
            let label = desk.label(list, code);
            first.push((format!("  {}", clean(&label)), Tone::Dim));
        }
    }
    let texts = [("address", &head.address), ("remark", &head.remark)];
    let texts = texts.into_iter().filter_map(|(column, text)| {
        let name = names::column(desk.lang, column);
        let text = clean(text.as_deref()?).into_owned();
        Some(vec![(format!("{name} "), Tone::Dim), (text, Tone::Plain)])
    });
    std::iter::once(first).chain(texts).collect()
}

/// What it costs, what was paid, what is owed; what is held; points.
fn sums(desk: &Desk, sale: &Sale) -> Vec<Line> {
    let (row, words) = (&sale.row, &desk.text().sales);
    let money = |minor| say::money(minor, desk.currency());
    let mut line = vec![(
        (words.sums)(&money(row.total), &money(row.paid)),
        Tone::Strong,
    )];
    if row.returned != 0 {
        line.push((
            format!("  {}", (words.returned)(&money(row.returned))),
            Tone::Plain,
        ));
    }
    if row.due != 0 && row.state != State::Void {
        let owed = sales::owed(desk.text(), desk.currency(), row.due);
        line.push((format!("  {owed}"), Tone::Warning));
    }
    if row.held > 0 {
        line.push((format!("  {}", (words.held)(row.held)), Tone::Warning));
    }
    let points = sale.points();
    if points != 0 {
        line.push((format!("  {}", (words.of_points)(points)), Tone::Dim));
    }
    vec![line]
}

/// What was sold, and below what became of it.
fn sold(desk: &Desk, line: &SoldLine, room: usize) -> Vec<Line> {
    let (text, words) = (desk.text(), &desk.text().sales);
    let money = |minor| say::money(minor, desk.currency());
    let worth = match (line.kind.as_str(), &line.cause) {
        ("gift", Some(cause)) => (words.gift)(&clean(&desk.label("gift_cause", cause))),
        ("redeemed", _) => (text.trade.for_points)(line.points.saturating_neg()),
        _ => money(line.amount),
    };
    let price = line.price.map(|price| format!(" × {}", money(price)));
    let count = format!("{}{}", line.quantity, price.unwrap_or_default());
    let name = clean(&line.name).into_owned();
    let right = width(&count) + width(&worth) + 4;
    let first = vec![
        (pad(&name, room.saturating_sub(right).max(8)), Tone::Plain),
        (format!("  {count}"), Tone::Dim),
        (format!("  {worth}"), Tone::Plain),
    ];
    let taken = line.quantity - line.held - line.returned;
    let mut became = Vec::new();
    if taken > 0 && taken < line.quantity {
        became.push(((words.taken)(taken), Tone::Dim));
    }
    if line.held > 0 {
        became.push(((words.held)(line.held), Tone::Warning));
    }
    if line.returned > 0 {
        became.push(((text.trade.of_it_returned)(line.returned), Tone::Warning));
    }
    let became = became
        .into_iter()
        .map(|(said, tone)| (format!("  {said}"), tone));
    let below: Line = became.collect();
    let below = Some(below).filter(|below| !below.is_empty());
    std::iter::once(first).chain(below).collect()
}

fn paid(desk: &Desk, paid: &Paid) -> Line {
    let amount = say::money(paid.amount, desk.currency());
    let tone = if paid.amount < 0 {
        Tone::Warning
    } else {
        Tone::Plain
    };
    vec![
        (pad(&say::moment(&desk.now, paid.at), 12), Tone::Dim),
        (
            pad(&clean(&desk.label("payment_method", &paid.method)), 12),
            Tone::Plain,
        ),
        (amount, tone),
        (
            format!("  {}", clean(paid.by_name.as_deref().unwrap_or_default())),
            Tone::Dim,
        ),
    ]
}

fn step(desk: &Desk, step: &Step) -> Line {
    let mut said = trade::step(desk.lang, &step.kind).to_owned();
    if step.quantity != 0 {
        said.push_str(&format!(" {}", step.quantity));
    }
    if step.amount != 0 {
        said.push_str(&format!(" {}", say::money(step.amount, desk.currency())));
    }
    // Of money the note is how it was paid.
    let note = step.note.as_deref().map(|note| match step.kind.as_str() {
        "paid" | "refunded" => desk.label("payment_method", note),
        _ => note.to_owned(),
    });
    let mut line = vec![
        (pad(&say::moment(&desk.now, step.at), 12), Tone::Dim),
        (said, Tone::Plain),
        (
            format!("  {}", clean(step.by_name.as_deref().unwrap_or_default())),
            Tone::Dim,
        ),
    ];
    if let Some(note) = note {
        line.push((format!("  {}", clean(&note)), Tone::Plain));
    }
    line
}
