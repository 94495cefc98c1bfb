//! What the tests of the kit share: hostile text, sizes worth trying, a buffer as text.
//! It must not be used outside tests.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Sizes at which every view is drawn: nothing, too little, usual, too much.
pub(crate) const SIZES: [(u16, u16); 9] = [
    (0, 0),
    (1, 1),
    (3, 1),
    (1, 30),
    (2, 2),
    (20, 3),
    (80, 24),
    (120, 40),
    (500, 200),
];

/// Rows of names as the trade has them, wide, narrow, hostile and empty.
pub(crate) const NAMES: [&str; 6] = [
    "李明朗",
    "欧阳 Jackson 文",
    "",
    "wang\u{202E}wei\u{1B}[2J",
    "👨\u{200D}👩\u{200D}👧",
    "张家店（总机）",
];

/// An independent list of what may never be on the wire, written from the standard's
/// tables rather than taken from the code under test.
pub(crate) fn is_wire_safe(text: &str) -> bool {
    !text.chars().any(|c| {
        matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{AD}' | '\u{34F}' | '\u{61C}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}'
            | '\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}')
    })
}

/// The strings of the hostile-text folder of the real data; `None`, and a word, without it.
pub(crate) fn hostile_strings() -> Option<Vec<String>> {
    let Some(root) = std::env::var_os("HUOKE_TEST_DATA") else {
        println!("SKIPPED: HUOKE_TEST_DATA is not set");
        return None;
    };
    let folder = std::path::Path::new(&root).join("hostile-text");
    let naughty = std::fs::read_to_string(folder.join("blns.json")).unwrap();
    let mut strings: Vec<String> = serde_json::from_str(&naughty).unwrap();
    let bytes = std::fs::read(folder.join("utf8tests.bin")).unwrap();
    strings.extend(
        bytes
            .split(|b| *b == b'\n')
            .map(|l| String::from_utf8_lossy(l).into_owned()),
    );
    strings.push(String::from_utf8_lossy(&bytes).into_owned());
    Some(strings)
}

/// An empty buffer of a size.
pub(crate) fn buffer(width: u16, height: u16) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

/// What a person would read, one string a row, trailing blanks cut.
pub(crate) fn rows(buf: &Buffer) -> Vec<String> {
    let area = buf.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut row = String::new();
            let mut x = area.left();
            while x < area.right() {
                let symbol = buf[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(symbol.width().max(1)).unwrap();
            }
            row.trim_end().to_string()
        })
        .collect()
}

/// Fails if a cell holds something that may not be on the wire.
pub(crate) fn assert_wire_safe(buf: &Buffer) {
    for cell in &buf.content {
        assert!(is_wire_safe(cell.symbol()), "{:?}", cell.symbol());
    }
}
