//! The signs of a screen, in Unicode and in ASCII.
//!
//! It must not know what a sign is used for beyond its name, nor any colour.

/// The signs that a screen is made of. Every one has a plain ASCII stand-in; measure
/// them with [`crate::kit::width::width`], since the two need not be equally wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// Before the selected row.
    pub selected: &'static str,
    /// Before a marked row.
    pub marked: &'static str,
    /// Where text was cut.
    pub ellipsis: &'static str,
    /// Between things of equal rank.
    pub dot: &'static str,
    /// Between a quantity and what it counts.
    pub times: &'static str,
    /// At the end of what is typed, where no real cursor can be shown.
    pub caret: &'static str,
    /// A telephone.
    pub phone: &'static str,
    /// A time to come.
    pub clock: &'static str,
    /// Done, verified.
    pub check: &'static str,
    /// Failed, wrong.
    pub cross: &'static str,
    /// At the left of something to act on.
    pub bar: &'static str,
    /// From this to that.
    pub arrow: &'static str,
    /// More rows above.
    pub more_above: &'static str,
    /// More rows below.
    pub more_below: &'static str,
    /// The filled part of a progress bar.
    pub full: &'static str,
    /// The middling part of a bar.
    pub half: &'static str,
    /// The empty part of a progress bar.
    pub empty: &'static str,
    /// Corners, edges and joints of boxes.
    pub border: BorderGlyphs,
}

/// The parts of a box; each is one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BorderGlyphs {
    /// ╭
    pub top_left: &'static str,
    /// ╮
    pub top_right: &'static str,
    /// ╰
    pub bottom_left: &'static str,
    /// ╯
    pub bottom_right: &'static str,
    /// ─
    pub horizontal: &'static str,
    /// │
    pub vertical: &'static str,
    /// ├
    pub joint_left: &'static str,
    /// ┤
    pub joint_right: &'static str,
}

/// Box drawing and signs.
pub static UNICODE: Glyphs = Glyphs {
    selected: "▸",
    marked: "●",
    ellipsis: "…",
    dot: "·",
    times: "×",
    caret: "▏",
    phone: "☎",
    clock: "⏰",
    check: "✓",
    cross: "✗",
    bar: "▌",
    arrow: "→",
    more_above: "↑",
    more_below: "↓",
    full: "█",
    half: "▒",
    empty: "░",
    border: BorderGlyphs {
        top_left: "╭",
        top_right: "╮",
        bottom_left: "╰",
        bottom_right: "╯",
        horizontal: "─",
        vertical: "│",
        joint_left: "├",
        joint_right: "┤",
    },
};

/// The stand-ins.
pub static ASCII: Glyphs = Glyphs {
    selected: ">",
    marked: "*",
    ellipsis: "~",
    dot: "-",
    times: "x",
    caret: "_",
    phone: "tel",
    clock: "@",
    check: "+",
    cross: "!",
    bar: "|",
    arrow: "->",
    more_above: "^",
    more_below: "v",
    full: "#",
    half: "=",
    empty: ".",
    border: BorderGlyphs {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        horizontal: "-",
        vertical: "|",
        joint_left: "+",
        joint_right: "+",
    },
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::width::width;

    fn signs(g: &Glyphs) -> Vec<&'static str> {
        let b = &g.border;
        vec![
            g.selected,
            g.marked,
            g.ellipsis,
            g.dot,
            g.times,
            g.caret,
            g.phone,
            g.clock,
            g.check,
            g.cross,
            g.bar,
            g.arrow,
            g.more_above,
            g.more_below,
            g.full,
            g.half,
            g.empty,
            b.top_left,
            b.top_right,
            b.bottom_left,
            b.bottom_right,
            b.horizontal,
            b.vertical,
            b.joint_left,
            b.joint_right,
        ]
    }

    #[test]
    fn every_sign_has_an_ascii_stand_in_and_borders_are_one_column() {
        for sign in signs(&ASCII) {
            assert!(sign.is_ascii() && !sign.is_empty(), "{sign}");
        }
        for glyphs in [&ASCII, &UNICODE] {
            let all = signs(glyphs);
            for edge in &all[all.len() - 8..] {
                assert_eq!(width(edge), 1, "{edge}");
            }
            for sign in [glyphs.selected, glyphs.marked, glyphs.ellipsis] {
                assert_eq!(width(sign), 1, "{sign}");
            }
        }
    }
}
