//! How a named thing looks: styles, signs and borders, for every kind of terminal.
//!
//! Panes say what a thing is, this file says how it looks. Colours are the 16 ANSI names
//! only, and no meaning hangs on colour alone. It must not know who uses which style.

use ratatui::style::{Color, Modifier, Style};

use crate::kit::glyphs::{ASCII, Glyphs, UNICODE};

/// The ground that the terminal draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Light letters on a dark ground.
    #[default]
    Dark,
    /// Dark letters on a light ground.
    Light,
}

/// Which colours may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// The 16 names, as the terminal's own palette shows them.
    #[default]
    Ansi16,
    /// None at all (NO_COLOR): bold, dim, underline and reverse video stay.
    None,
}

/// Which signs and borders may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Borders {
    /// Box drawing and the signs of [`Glyphs`].
    #[default]
    Unicode,
    /// ASCII only, for terminals that draw `─` or `…` two columns wide.
    Ascii,
}

/// A theme: three choices, and a gallery of named styles that follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Theme {
    /// Dark or light.
    pub ground: Ground,
    /// Colours or none.
    pub colours: Colours,
    /// Unicode or ASCII signs.
    pub borders: Borders,
}

impl Theme {
    /// The signs of this theme.
    #[must_use]
    pub fn glyphs(&self) -> &'static Glyphs {
        match self.borders {
            Borders::Unicode => &UNICODE,
            Borders::Ascii => &ASCII,
        }
    }

    /// A colour for each ground, or none.
    fn tint(&self, dark: Color, light: Color) -> Style {
        match (self.colours, self.ground) {
            (Colours::None, _) => Style::new(),
            (Colours::Ansi16, Ground::Dark) => Style::new().fg(dark),
            (Colours::Ansi16, Ground::Light) => Style::new().fg(light),
        }
    }

    /// Ordinary text: the terminal's own.
    #[must_use]
    pub fn text(&self) -> Style {
        Style::new()
    }

    /// The one accent colour: what is focused or found.
    #[must_use]
    pub fn accent(&self) -> Style {
        self.tint(Color::Cyan, Color::Blue)
    }

    /// A title of a pane, a form or a dialogue that is not in focus.
    #[must_use]
    pub fn title(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The title of what is in focus.
    #[must_use]
    pub fn title_focused(&self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }

    /// The edge of what is not in focus.
    #[must_use]
    pub fn border(&self) -> Style {
        self.dim()
    }

    /// The edge of what is in focus.
    #[must_use]
    pub fn border_focused(&self) -> Style {
        self.accent()
    }

    /// A line between two parts of one pane.
    #[must_use]
    pub fn divider(&self) -> Style {
        self.dim()
    }

    /// The selected row of the pane in focus; also shown by its sign.
    #[must_use]
    pub fn selected(&self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The selected row of a pane that is not in focus; also shown by its sign.
    #[must_use]
    pub fn selected_elsewhere(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// A marked row; also shown by its sign.
    #[must_use]
    pub fn marked(&self) -> Style {
        self.accent()
    }

    /// The part of a text that matches what was typed.
    #[must_use]
    pub fn matched(&self) -> Style {
        self.accent().add_modifier(Modifier::UNDERLINED)
    }

    /// What matters less: labels, dates, an empty state.
    #[must_use]
    pub fn dim(&self) -> Style {
        match self.colours {
            Colours::None => Style::new().add_modifier(Modifier::DIM),
            Colours::Ansi16 => self.tint(Color::DarkGray, Color::DarkGray),
        }
    }

    /// The name of a field.
    #[must_use]
    pub fn label(&self) -> Style {
        self.dim()
    }

    /// Text in a field that is being typed into.
    #[must_use]
    pub fn field(&self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// What stands in an empty field.
    #[must_use]
    pub fn placeholder(&self) -> Style {
        self.dim()
    }

    /// Something to look at soon; the words or a sign say so too.
    #[must_use]
    pub fn warning(&self) -> Style {
        self.tint(Color::Yellow, Color::Magenta)
    }

    /// Something wrong; the words say so too.
    #[must_use]
    pub fn error(&self) -> Style {
        self.tint(Color::LightRed, Color::Red)
            .add_modifier(Modifier::BOLD)
    }

    /// Something that went well.
    #[must_use]
    pub fn success(&self) -> Style {
        self.tint(Color::Green, Color::Green)
    }

    /// A key in the bottom line, the help and a list of choices.
    #[must_use]
    pub fn key_hint(&self) -> Style {
        self.accent().add_modifier(Modifier::BOLD)
    }

    /// A key that cannot work now.
    #[must_use]
    pub fn key_dead(&self) -> Style {
        self.dim()
    }

    /// The header line.
    #[must_use]
    pub fn header(&self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// A banner over the desk: a call is ringing.
    #[must_use]
    pub fn banner(&self) -> Style {
        self.accent()
            .add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_styles(theme: &Theme) -> Vec<Style> {
        vec![
            theme.text(),
            theme.accent(),
            theme.title(),
            theme.title_focused(),
            theme.border(),
            theme.border_focused(),
            theme.divider(),
            theme.selected(),
            theme.selected_elsewhere(),
            theme.marked(),
            theme.matched(),
            theme.dim(),
            theme.label(),
            theme.field(),
            theme.placeholder(),
            theme.warning(),
            theme.error(),
            theme.success(),
            theme.key_hint(),
            theme.key_dead(),
            theme.header(),
            theme.banner(),
        ]
    }

    #[test]
    fn without_colours_no_style_has_one() {
        for ground in [Ground::Dark, Ground::Light] {
            let theme = Theme {
                ground,
                colours: Colours::None,
                borders: Borders::Unicode,
            };
            for style in all_styles(&theme) {
                assert_eq!((style.fg, style.bg), (None, None));
            }
        }
    }

    #[test]
    fn colours_are_ansi_names_only() {
        for ground in [Ground::Dark, Ground::Light] {
            let theme = Theme {
                ground,
                ..Theme::default()
            };
            for style in all_styles(&theme) {
                assert!(!matches!(
                    style.fg,
                    Some(Color::Rgb(..) | Color::Indexed(_))
                ));
                assert_eq!(style.bg, None, "grounds are the terminal's own");
            }
        }
    }

    #[test]
    fn selection_never_hangs_on_colour() {
        let theme = Theme {
            colours: Colours::None,
            ..Theme::default()
        };
        assert!(theme.selected().add_modifier.contains(Modifier::REVERSED));
        assert_ne!(theme.selected(), theme.selected_elsewhere());
        assert_ne!(theme.title(), theme.text());
    }
}
