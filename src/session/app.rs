//! The real desk as the machine of a session. Must not know how sessions work.

use ratatui::Frame;

use super::{Ended, Machine, run_machine};
use crate::app::App;
use crate::app::vocabulary::{Context, Effect, Event};
use crate::domain::kept::Kept;
use crate::error::Result;
use crate::kit::theme::{Borders, Colours, Ground, Theme};
use crate::store::{Actor, House, Reader};
use crate::text::Lang;

/// How a desk looks until the person's own choices are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The language.
    pub language: Lang,
    /// It was asked for, and wins over the person's own choice of an earlier day.
    pub language_asked: bool,
    /// Dark or light.
    pub theme: Ground,
    /// Borders and signs in ASCII only.
    pub ascii: bool,
    /// No colours.
    pub no_color: bool,
}

impl Options {
    fn look(self) -> Theme {
        Theme {
            ground: self.theme,
            colours: if self.no_color {
                Colours::None
            } else {
                Colours::Ansi16
            },
            borders: if self.ascii {
                Borders::Ascii
            } else {
                Borders::Unicode
            },
        }
    }
}

/// Opens the desk for a person until they leave it, on the connection that looked them up. Takes
/// the terminal and gives it back; refuses one that is not fit for it (ask [`super::fits`] before,
/// to say more than that).
pub fn run(house: House, reader: Reader, actor: Actor, options: Options) -> Result<Ended> {
    run_machine(&house, reader, &actor, |context, size| {
        let size = (size.width, size.height);
        let app = App::new(context, options.language, options.look(), size);
        if options.language_asked {
            app.in_language_asked_for()
        } else {
            app
        }
    })
}

impl Machine for App {
    fn open(&mut self, context: &Context) -> Vec<Effect> {
        self.start(context)
    }

    fn handle(&mut self, context: &Context, event: Event) -> Vec<Effect> {
        App::handle(self, context, event)
    }

    fn drafts(&self) -> Vec<Kept> {
        App::drafts(self)
    }

    fn draw(&self, frame: &mut Frame<'_>) {
        let cursor = self.view(frame.buffer_mut());
        if let Some(place) = cursor {
            frame.set_cursor_position(place);
        }
    }
}
