//! What the real desk sends over the line: few bytes for a key, and never a character that a
//! terminal would obey, whatever customers are called.

use std::path::{Path, PathBuf};

use huoke::domain::customer::{Draft, Field, NewPhone};
use huoke::store::{Asking, Cache, House, Tx, customer, staff};

use crate::pty::Pty;
use crate::terminal::{AT, file};

/// Names that order a terminal about, turn text round, or hide in it.
const HOSTILE: &[&str] = &[
    "\u{1b}]52;c;aGk=\u{7}clip",
    "\u{1b}[5;5rscroll",
    "\u{1b}creset",
    "\u{9b}31mred\u{9d}0;title\u{9c}",
    "wang\u{202e}iew",
    "a\u{200b}b\u{200d}c\u{2060}d\u{feff}e",
    "\u{2066}iso\u{2069}late\u{61c}",
    "tag\u{e0041}\u{e007f}",
    "line\u{2028}para\u{2029}next\u{85}",
    "tab\tcr\rlf\nbell\u{7}bs\u{8}del\u{7f}",
    "\u{90}q#0\u{9c}sixel",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}x",
];

/// Hostile names, and those of the real data where they are there.
fn hostile_names() -> Vec<String> {
    let mut names: Vec<String> = HOSTILE.iter().map(|&name| name.to_owned()).collect();
    if let Some(folder) = crate::data::folder("hostile-text") {
        let json = std::fs::read_to_string(folder.join("blns.json")).unwrap();
        let naughty: Vec<String> = serde_json::from_str(&json).unwrap();
        names.extend(naughty.into_iter().filter(|name| !name.is_ascii()).take(60));
    }
    names
}

/// A file whose customers are called so, each with a number that contains 1380000.
fn file_of(folder: &Path, names: &[String]) -> PathBuf {
    let path = file(folder);
    let house = House::open(&path).unwrap();
    let reader = house.reader(Cache::Lookup).unwrap();
    let root = staff::by_login(&reader, "root").unwrap().unwrap().id;
    let mut writer = house.writer().unwrap();
    let mut stored = 0;
    for (place, name) in names.iter().enumerate() {
        let typed = format!("1380000{place:04}");
        let draft = Draft {
            fields: vec![
                (Field::Name, name.clone()),
                (Field::Remark, format!("note {name}")),
            ],
            phones: vec![NewPhone {
                typed,
                kind: None,
                member: None,
                ..NewPhone::default()
            }],
            ..Draft::default()
        };
        let add = |tx: &Tx<'_>| customer::add(tx, &draft);
        // A name that is refused never reaches a screen.
        stored += usize::from(
            writer
                .change(&Asking::new(root, AT), "customer.add", add)
                .is_ok(),
        );
    }
    assert!(stored >= HOSTILE.len() / 2, "{stored} of {}", names.len());
    path
}

/// What of the bytes is neither text nor one of the few orders that a desk gives.
fn orders_of_strangers(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).expect("the wire carries UTF-8");
    let mut strange = Vec::new();
    let mut pieces = text.split('\u{1b}');
    let (_before, orders) = (pieces.next(), pieces);
    for order in orders {
        let end = order
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap_or(order.len());
        let (head, rest) = order.split_at((end + 1).min(order.len()));
        let number = |c: char| c.is_ascii_digit() || c == ';';
        let mut parameters = head.chars();
        let letter = parameters.next_back();
        let parameters = parameters.as_str();
        let ours = match letter {
            Some('m' | 'H' | 'G') => parameters
                .strip_prefix('[')
                .is_some_and(|numbers| numbers.chars().all(number)),
            Some('h' | 'l') => ["[?25", "[?1049", "[?2004"].contains(&parameters),
            Some('C' | 'X') => parameters
                .strip_prefix('[')
                .is_some_and(|number| number.chars().all(|c| c.is_ascii_digit())),
            Some('J') => parameters == "[2",
            Some('K') => parameters == "[",
            _ => false,
        };
        if !ours {
            strange.push(format!("ESC {head:?}"));
        }
        strange.extend(
            rest.chars()
                .filter(|c| is_forbidden(*c))
                .map(|c| format!("{c:?}")),
        );
    }
    strange
}

/// Written from the standard's tables, not taken from the program.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[test]
fn hostile_names_and_notes_put_nothing_forbidden_on_the_wire_of_any_screen() {
    let folder = tempfile::tempdir().unwrap();
    let names = hostile_names();
    let path = file_of(folder.path(), &names);
    let mut pty = Pty::program(&path, "root");
    pty.resize(120, 40);
    pty.see("Root");
    pty.type_keys("1380000");
    pty.see("138****0000");
    // Into the rows, each customer's card, then cards alone at 80 columns, help and history.
    pty.type_keys("\r");
    for _ in 0..20 {
        pty.type_keys("\u{1b}[B");
    }
    pty.type_keys("\rnnnnnppr");
    pty.resize(80, 24);
    pty.type_keys("h\u{1b}");
    pty.type_keys("c\u{1b}?");
    pty.resize(60, 15);
    pty.resize(200, 50);
    // What is typed comes from outside as well.
    pty.type_keys("\u{1b}\u{1b}\u{1b}/x\u{202e}y\u{1b}[200~p\u{200b}\u{9b}q\u{1b}[201~");
    let at_least = pty.bytes().len() + 1;
    pty.resize(120, 40);
    pty.more_than(at_least);
    pty.terminate();
    pty.ended();
    assert!(pty.given_back());
    let bytes = pty.bytes();
    let strange = orders_of_strangers(&bytes);
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn the_measure_of_strange_orders_can_fail() {
    assert!(orders_of_strangers("\u{1b}[1;2H\u{1b}[1;36m李\u{1b}[m".as_bytes()).is_empty());
    for (bytes, count) in [
        ("\u{1b}]52;c;aGk=\u{7}", 2),
        ("\u{1b}[m\u{202e}", 1),
        ("\u{1b}c", 1),
        ("\u{1b}[5;5r", 1),
        ("\u{1b}[?1000h", 1),
    ] {
        assert_eq!(
            orders_of_strangers(bytes.as_bytes()).len(),
            count,
            "{bytes:?}"
        );
    }
}

#[test]
fn a_key_that_changes_no_row_costs_64_bytes_at_most_and_one_that_changes_the_list_4_kb() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..40).map(|n| format!("李明{n}")).collect();
    let path = file_of(folder.path(), &names);
    let mut pty = Pty::program(&path, "root");
    pty.resize(120, 40);
    pty.see("Root");
    pty.type_keys("138");
    pty.see("138****00");
    // The list changes: 20 rows become those of another key, and back.
    let mut list = Vec::new();
    for _ in 0..5 {
        list.push(pty.cost_of("9"));
        list.push(pty.cost_of("\u{7f}"));
    }
    list.sort_unstable();
    assert!(list[list.len() / 2] <= 4096, "{list:?}");
    // Nobody has such a number: each further digit changes no row.
    pty.type_keys("9999999");
    pty.see("1389999999");
    let mut none: Vec<usize> = (0..6).map(|_| pty.cost_of("9")).collect();
    none.sort_unstable();
    // A clock's second and a busy machine may add a frame now and then.
    assert!(none[none.len() / 2] <= 64, "{none:?}");
    pty.terminate();
    pty.ended();
}
