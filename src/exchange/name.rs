//! A name put together from its parts in the order of its script. Must not know columns.

/// Appends the name of given, middle and family name: Chinese, Japanese and Korean ones begin
/// with the family and have no blanks, others end with it.
pub fn compose(parts: [&str; 3], out: &mut String) {
    let [given, middle, family] = parts.map(str::trim);
    if is_eastern(family) && is_eastern(given) {
        for part in [family, given, middle] {
            out.push_str(part);
        }
        return;
    }
    let start = out.len();
    for part in [given, middle, family] {
        if !part.is_empty() && out.len() > start {
            out.push(' ');
        }
        out.push_str(part);
    }
}

/// Whether all of it is written in Chinese, Japanese or Korean characters; so is nothing at all.
#[must_use]
pub fn is_eastern(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '·')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eastern_names_begin_with_the_family_and_western_ones_end_with_it() {
        let name = |parts| {
            let mut name = String::new();
            compose(parts, &mut name);
            name
        };
        assert_eq!(name(["芳", "", "王"]), "王芳");
        assert_eq!(name(["修", "", "欧阳"]), "欧阳修");
        assert_eq!(name(["太郎", "", "山田"]), "山田太郎");
        assert_eq!(name(["민수", "", "김"]), "김민수");
        assert_eq!(name(["", "", "王"]), "王");
        assert_eq!(name(["Jon", "V", "Yang"]), "Jon V Yang");
        assert_eq!(name(["Fang", "", "王"]), "Fang 王");
        assert_eq!(name(["", "", ""]), "");
    }
}
