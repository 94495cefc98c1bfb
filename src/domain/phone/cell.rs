//! Several numbers in one cell of a spreadsheet, parted without reading them.

/// Fewest digits of a part that may stand behind a stroke as a number of its own.
const MIN_AFTER_STROKE: usize = 5;
/// More digits than one number has: what blanks part is then looked at as several.
const TOO_MANY: usize = 19;

/// The numbers of a cell, trimmed, in order: parted by `;`, `、`, `,`, `|`, line ends, the
/// Chinese and full-width twins of these, `/`, `\` and the words 或, 和, or. A number's own
/// blanks and hyphens do not part it, except where there are more digits than any number has.
///
/// What follows a stroke and is shorter than five digits is no number: `021-62344821/22` stays
/// one part, which [`super::understand`] reads as 021-62344821 with 22 to dial after it. So do
/// `,801` and `,,801`, as modems write extensions. A `;` of a tel: URI parts nothing.
#[must_use]
pub fn split_cell(cell: &str) -> Vec<&str> {
    let strong: fn(char) -> bool = |c| "；;、｜|\n\r\t".contains(c);
    let mut parts = Vec::new();
    let uri = cell.contains(";ext=") || cell.contains(";phone-context=") || cell.contains(";isub=");
    let pieces: Vec<&str> = if uri {
        cell.split(['\n', '\r', '|']).collect()
    } else {
        cell.split(strong).collect()
    };
    for piece in pieces {
        for part in piece
            .split(" or ")
            .flat_map(|part| part.split(['或', '和']))
        {
            weak(part, &mut parts);
        }
    }
    parts
}

/// Parts at strokes and commas where what follows is long enough to be a number.
fn weak<'a>(text: &'a str, parts: &mut Vec<&'a str>) {
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest
        .get(from..)
        .and_then(|tail| tail.find(['/', '\\', ',', '，', '／']))
    {
        let at = from + at;
        let (Some(head), Some(tail)) = (rest.get(..at), rest.get(at..)) else {
            break;
        };
        let after = tail.trim_start_matches(['/', '\\', ',', '，', '／']);
        let next = after
            .split(['/', '\\', ',', '，', '／'])
            .next()
            .unwrap_or_default();
        if count(next) >= MIN_AFTER_STROKE {
            blanks(head, parts);
            rest = after;
            from = 0;
        } else {
            from = rest.len() - after.len();
        }
    }
    blanks(rest, parts);
}

/// Parts at blanks, if the digits are too many for one number and each part has enough.
fn blanks<'a>(text: &'a str, parts: &mut Vec<&'a str>) {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "/\\,，／".contains(c));
    let groups: Vec<&str> = text.split_whitespace().collect();
    if count(text) >= TOO_MANY && groups.iter().all(|group| count(group) >= 7) {
        parts.extend(groups);
    } else if !text.is_empty() {
        parts.push(text);
    }
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}
