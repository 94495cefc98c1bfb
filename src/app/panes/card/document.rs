//! The card as lines of words with their meaning, at a given width: pure, no drawing. Text of
//! the file is cleaned here, since it is wrapped here. Must not know colours or borders.

use super::CardPane;
use super::tasks::{held, tasks};
use super::timeline::{filters, timeline};
use crate::app::desk::Desk;
use crate::app::pane::Tone;
use crate::domain::customer::{Card, CardPhone, Field, Sight};
use crate::domain::ids::MemberId;
use crate::domain::supply::Supply;
use crate::domain::today::{Detail, Due, Guard, Kind};
use crate::kit::clean::clean;
use crate::kit::width::{pad, width, wrap_spans};
use crate::text::{names, reason, sales, say, supply};

/// A line: pieces of text and how each is meant.
pub type Line = Vec<(String, Tone)>;

/// Fields that the title says already.
const IN_TITLE: [Field; 4] = [Field::Name, Field::CardNo, Field::Tier, Field::Grade];

/// What ends within so many days is told, and what has ended no longer ago.
const ENDS: i64 = 45;
const ENDED: i64 = 90;

/// Blanks before what goes on from the line above.
const BELOW: usize = 2;

/// What stands in the upper edge: name, card, tier, grade, owner.
pub fn title(desk: &Desk, pane: &CardPane) -> String {
    let words = desk.text();
    let Some(card) = pane.card() else {
        return match pane.customer() {
            Some(_) => clean(pane.name()).into_owned(),
            None => words.desk.card.to_owned(),
        };
    };
    let mut parts = vec![clean(&card.name).into_owned()];
    for field in [Field::CardNo, Field::Tier, Field::Grade] {
        parts.extend(value(desk, card, field));
    }
    parts.push(match &card.owner {
        Some((_, name)) => clean(name).into_owned(),
        None => words.customer.nobody.to_owned(),
    });
    parts.join(&format!(" {} ", desk.theme.glyphs().dot))
}

/// A plain field in words.
fn value(desk: &Desk, card: &Card, field: Field) -> Option<String> {
    let (_, raw) = card.fields.iter().find(|(known, _)| *known == field)?;
    let shown = match field.coded() {
        Some(list) => desk.label(list, raw),
        None => raw.clone(),
    };
    Some(clean(&shown).into_owned()).filter(|shown| !shown.is_empty())
}

/// All lines of the card, head and timeline; the timeline's heading is the line that
/// [`heading_at`] names.
pub fn lines(desk: &Desk, pane: &CardPane) -> Vec<Line> {
    let Some(card) = pane.card() else {
        return Vec::new();
    };
    let mut lines = head(desk, pane, card);
    if card.sight == Sight::PutThrough {
        return lines;
    }
    lines.push(filters(desk, pane.filter()));
    lines.extend(timeline(desk, pane.filter(), card));
    lines
}

/// Where the timeline's heading is among [`lines`].
pub fn heading_at(desk: &Desk, pane: &CardPane) -> Option<usize> {
    let card = pane.card().filter(|card| card.sight != Sight::PutThrough)?;
    Some(head(desk, pane, card).len())
}

/// What is known of the customer, each line as long as it takes: nothing of it is cut.
fn head(desk: &Desk, pane: &CardPane, card: &Card) -> Vec<Line> {
    let room = usize::from(desk.card_width());
    let folded = |line: &Line| {
        let spans: Vec<(&str, Tone)> = line.iter().map(|(text, tone)| (&**text, *tone)).collect();
        wrap_spans(&spans, room, BELOW)
    };
    known(desk, pane, card).iter().flat_map(folded).collect()
}

fn known(desk: &Desk, pane: &CardPane, card: &Card) -> Vec<Line> {
    let words = &desk.text().customer;
    let mut lines = Vec::new();
    if card.do_not_call {
        let bar = desk.theme.glyphs().bar;
        lines.push(vec![(format!("{bar}{}", words.do_not_call), Tone::Error)]);
    }
    if card.sight == Sight::PutThrough {
        let owner = card
            .owner
            .as_ref()
            .map_or(words.nobody.to_owned(), |(_, name)| {
                clean(name).into_owned()
            });
        lines.push(vec![
            (format!("{} ", words.owner), Tone::Dim),
            (owner, Tone::Strong),
            (format!("  {}", words.put_through), Tone::Warning),
        ]);
        return lines;
    }
    lines.extend(held(desk, card));
    lines.extend(
        card.phones
            .iter()
            .map(|phone| number(desk, pane, card, phone)),
    );
    if card.phones.is_empty() {
        lines.push(vec![(words.no_phones.to_owned(), Tone::Dim)]);
    }
    lines.extend(reasons(desk, card));
    lines.extend(tasks(desk, card));
    lines.extend(contacts(desk, card));
    lines.extend(supplies(desk, card));
    lines.extend(dates(desk, card));
    lines.extend(people(desk, card));
    lines.extend(plain(desk, card));
    lines
}

fn number(desk: &Desk, pane: &CardPane, card: &Card, phone: &CardPhone) -> Line {
    let (words, glyphs) = (&desk.text().customer, desk.theme.glyphs());
    let shown = match pane.whole(phone.id) {
        Some(revealed) => revealed.to_owned(),
        None if pane.is_whole(phone) => desk.whole(phone),
        None => phone.masked.clone(),
    };
    let mut line = vec![(pad(&clean(&shown), 18), Tone::Strong)];
    line.push((
        format!(" {}", names::phone_kind(desk.lang, &phone.kind)),
        Tone::Dim,
    ));
    if let Some(extension) = &phone.extension {
        line.push((
            format!(" {} {}", words.extension, clean(extension)),
            Tone::Plain,
        ));
    }
    if let Some(validity) = &phone.validity {
        let good = validity.validity == "valid";
        let (sign, word, tone) = match good {
            true => (glyphs.check, words.valid, Tone::Good),
            false => (glyphs.cross, words.invalid, Tone::Error),
        };
        let day = say::instant(&desk.now, validity.at);
        line.push((format!("  {sign}{word} {day}"), tone));
        let found = clean(&say::verified(desk.text(), validity)).into_owned();
        if !found.is_empty() {
            line.push((format!(" {found}"), Tone::Dim));
        }
    }
    if !phone.known {
        line.push((format!("  {}", words.unknown_plan), Tone::Warning));
    }
    if let Some(whose) = phone.member.and_then(|id| member(desk, card, id)) {
        line.push((format!("  {whose}"), Tone::Plain));
    }
    line
}

fn member(desk: &Desk, card: &Card, id: MemberId) -> Option<String> {
    let member = card.members.iter().find(|member| member.id == id)?;
    Some(match &member.relation {
        Some(relation) => {
            let relation = desk.label("relation", relation);
            (desk.text().customer.whose)(&clean(&relation), &clean(&member.name))
        }
        None => clean(&member.name).into_owned(),
    })
}

/// Why not to call now, and why to call: as what to say, with what was said last.
fn reasons(desk: &Desk, card: &Card) -> Vec<Line> {
    let bar = desk.theme.glyphs().bar;
    let mut lines = Vec::new();
    for guard in card.guard.iter().filter(|one| **one != Guard::DoNotCall) {
        let said = reason::guard(desk.lang, *guard);
        lines.push(vec![(format!("{bar}{said}"), Tone::Warning)]);
    }
    for due in &card.reasons {
        let said = desk.telling(due, |with| reason::spoken(desk.lang, with, due));
        lines.push(vec![(format!("{bar}{}", clean(&said)), Tone::Strong)]);
    }
    if let Some((day, note)) = reason::last_said(&desk.now, &card.timeline)
        && !card.reasons.is_empty()
    {
        let said = (desk.text().today.last_said)(&day, &clean(note));
        lines.push(vec![(format!("{bar}{said}"), Tone::Plain)]);
    }
    lines
}

/// Days since the last contact, contacts in 30 days, the plan; what is owed, held and earned.
fn contacts(desk: &Desk, card: &Card) -> Vec<Line> {
    let words = &desk.text().customer;
    let dot = format!(" {} ", desk.theme.glyphs().dot);
    let last = match card.last_contact_at {
        Some(at) => (words.last_contact)(&desk.ago(at)),
        None => words.never_contacted.to_owned(),
    };
    let mut line = vec![(
        format!("{last}{dot}{}", (words.contacts_30d)(card.contacts_30d)),
        Tone::Plain,
    )];
    if let Some((day, at)) = &card.next_contact {
        let when = at.map_or_else(
            || say::day(&desk.now, *day),
            |at| say::moment(&desk.now, at),
        );
        line.push((dot.clone(), Tone::Dim));
        line.push(((words.next_contact)(&when), Tone::Strong));
        let passed = at.map_or(*day < desk.now.today(), |at| at < desk.now.at);
        // What is dealt with is no reason any more.
        let open = |due: &Due| due.kind == Kind::NextContact;
        if passed && card.reasons.iter().any(open) {
            line.push((format!(" {}", words.overdue), Tone::Warning));
        }
    }
    let mut lines = vec![line];
    let mut money = Vec::new();
    for (place, (said, warns)) in sales::purse(desk.text(), desk.currency(), card)
        .into_iter()
        .enumerate()
    {
        if place > 0 {
            money.push((dot.clone(), Tone::Dim));
        }
        let tone = if warns { Tone::Warning } else { Tone::Plain };
        money.push((clean(&said).into_owned(), tone));
    }
    if card.purchase_count > 0 {
        let gap = if money.is_empty() { "" } else { &dot };
        let mut bought = format!("{gap}{}", (words.purchases)(card.purchase_count));
        if let Some(at) = card.last_purchase_at {
            bought.push_str(&format!(" ({})", say::instant(&desk.now, at)));
        }
        money.push((bought, Tone::Plain));
    }
    if !money.is_empty() {
        lines.push(money);
    }
    lines
}

/// What ends soon or has ended lately, each with what that follows from; what is said already as
/// a reason to ring is not said again.
fn supplies(desk: &Desk, card: &Card) -> Vec<Line> {
    let bar = desk.theme.glyphs().bar;
    let said = |name: &str| {
        let of =
            |detail: &Detail| matches!(detail, Detail::RunOut { product, .. } if product == name);
        card.reasons.iter().any(|due| of(&due.detail))
    };
    let near = |supplied: &&Supply| {
        let days = desk.now.days_until(supplied.ends.runs_out_on);
        (-ENDED..=ENDS).contains(&days) && !said(&supplied.name)
    };
    let one = |supplied: &Supply| {
        let short = supply::short(desk.lang, &desk.now, supplied);
        let why = supply::why(desk.lang, &desk.now, &supplied.ends);
        vec![
            (format!("{bar}{}", clean(&short)), Tone::Warning),
            (format!(" ({why})"), Tone::Dim),
        ]
    };
    card.supplies.iter().filter(near).map(one).collect()
}

fn dates(desk: &Desk, card: &Card) -> Vec<Line> {
    let words = &desk.text().customer;
    let one = |date: &crate::domain::customer::CardDate| {
        let kind = match date.kind.as_str() {
            "birthday" => words.birthday.to_owned(),
            other => clean(other).into_owned(),
        };
        let whose = date.member.and_then(|id| member(desk, card, id));
        let whose = whose.map(|whose| format!(" {whose}")).unwrap_or_default();
        vec![
            (format!("{kind}{whose} "), Tone::Dim),
            (
                say::birthday(desk.text(), &desk.now, &date.date),
                Tone::Plain,
            ),
        ]
    };
    card.dates.iter().map(one).collect()
}

fn people(desk: &Desk, card: &Card) -> Vec<Line> {
    let words = &desk.text().customer;
    let one = |member: &crate::domain::customer::Member| {
        let kind = if member.kind == "family" {
            words.family
        } else {
            words.contact
        };
        let relation = member.relation.as_ref();
        let parts = [
            Some(member.name.clone()),
            relation.map(|relation| desk.label("relation", relation)),
            member.employer.clone(),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .flatten()
            .map(|part| clean(&part).into_owned())
            .collect();
        vec![
            (format!("{kind} "), Tone::Dim),
            (said.join(", "), Tone::Plain),
        ]
    };
    card.members.iter().map(one).collect()
}

/// Addresses, e-mail and the plain fields, several on a line as far as they fit.
fn plain(desk: &Desk, card: &Card) -> Vec<Line> {
    let room = usize::from(desk.card_width());
    let mut pieces: Vec<(String, String)> = Vec::new();
    for address in &card.addresses {
        let parts = [
            &address.province,
            &address.city,
            &address.line,
            &address.postcode,
        ];
        let said: Vec<String> = parts
            .into_iter()
            .flatten()
            .map(|part| clean(part).into_owned())
            .collect();
        pieces.push((
            names::column(desk.lang, "address").to_owned(),
            said.join(" "),
        ));
    }
    for email in &card.emails {
        pieces.push((
            names::column(desk.lang, "email").to_owned(),
            clean(email).into_owned(),
        ));
    }
    for &field in Field::ALL.iter().filter(|field| !IN_TITLE.contains(field)) {
        if let Some(value) = value(desk, card, field) {
            pieces.push((names::field(desk.lang, field).to_owned(), value));
        }
    }
    for (code, value) in &card.custom {
        if let Some(field) = desk.custom(code) {
            let value = say::custom(desk.text(), desk.said_in(), field, value);
            let label = clean(say::label(desk.lang, field)).into_owned();
            pieces.push((label, clean(&value).into_owned()));
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    let mut used = room;
    for (label, value) in pieces {
        let takes = width(&label) + width(&value) + 3;
        if used + takes > room || lines.is_empty() {
            lines.push(Vec::new());
            used = 0;
        }
        used += takes;
        if let Some(line) = lines.last_mut() {
            line.push((format!("{label} "), Tone::Dim));
            line.push((format!("{value}  "), Tone::Plain));
        }
    }
    lines
}
