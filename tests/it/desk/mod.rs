//! A desk without threads, terminal or file: keys go in, a pretended store answers at once
//! from fixtures, and what is on the screen can be read. Not a test itself.

pub mod due;
pub mod fixtures;
pub mod office;
mod pretend;
pub mod real;
mod shapes;
mod sold;
pub mod tasks;
mod trade;

use chrono_tz::Asia::Shanghai;
use huoke::app::App;
use huoke::app::vocabulary::{Context, Effect, Event};
use huoke::domain::interaction::Call;
use huoke::domain::time::{Instant, Now};
use huoke::kit::key::Key;
use huoke::kit::theme::Theme;
use huoke::text::Lang;
pub use pretend::Pretend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Monday, 23 November 2026, 14:05 in Shanghai.
pub const NOW: Instant = Instant(1_795_413_900_000);

/// What answers a desk at once.
pub trait Behind {
    fn perform(&mut self, effect: Effect) -> Vec<Event>;
}

/// A person at a desk.
pub struct Person<S = Pretend> {
    pub app: App,
    pub store: S,
    pub size: (u16, u16),
    /// Every effect since the beginning.
    pub effects: Vec<Effect>,
    /// Keys pressed since the last count.
    pub pressed: usize,
    /// Questions are left unanswered while this is on.
    pub silent: bool,
    /// Milliseconds between keys; 0: they come in one go.
    pub pace: i64,
    passed: i64,
    nonce: u64,
}

impl Person {
    pub fn new(lang: Lang, size: (u16, u16)) -> Person {
        Person::with(lang, size, Pretend::new(fixtures::customers()))
    }

    pub fn with(lang: Lang, size: (u16, u16), store: Pretend) -> Person {
        Person::seated(lang, size, Theme::default(), store)
    }

    pub fn themed(lang: Lang, size: (u16, u16), theme: Theme) -> Person {
        Person::seated(lang, size, theme, Pretend::new(fixtures::customers()))
    }

    /// The calls at this desk are now these.
    pub fn calls(&mut self, calls: Vec<Call>) {
        self.store.calls = calls.clone();
        self.event(Event::Calls(calls));
    }
}

impl<S: Behind> Person<S> {
    pub fn seated(lang: Lang, size: (u16, u16), theme: Theme, store: S) -> Person<S> {
        let context = context(1);
        let mut person = Person {
            app: App::new(&context, lang, theme, size),
            store,
            size,
            effects: Vec::new(),
            pressed: 0,
            silent: false,
            nonce: 1,
            pace: 500,
            passed: 0,
        };
        let first = person.app.start(&context);
        person.perform(first);
        person
    }

    /// One event, and all that follows from it.
    pub fn event(&mut self, event: Event) -> Vec<Effect> {
        self.nonce += 1;
        let effects = self.app.handle(&self.context(), event);
        self.perform(effects.clone());
        effects
    }

    fn context(&self) -> Context {
        let mut context = context(self.nonce);
        context.now.at.0 += self.passed;
        context
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            if self.silent {
                continue;
            }
            for event in self.store.perform(effect) {
                self.event(event);
            }
        }
    }

    /// So many milliseconds go by.
    pub fn pass(&mut self, milliseconds: i64) {
        self.passed += milliseconds;
    }

    /// Keys as a person presses them: `4821<Enter>c`, names in angle brackets.
    pub fn press(&mut self, keys: &str) -> &mut Person<S> {
        for key in parse(keys) {
            self.pressed += 1;
            self.passed += self.pace;
            self.event(Event::Key(key));
        }
        self
    }

    /// How many keys were pressed since the last count.
    pub fn keys_pressed(&mut self) -> usize {
        std::mem::take(&mut self.pressed)
    }

    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        self.app.view(&mut buffer);
        buffer
    }

    /// What a person would read.
    pub fn screen(&self) -> String {
        text_of(&self.buffer())
    }

    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Person<S> {
        let screen = self.screen();
        assert!(
            screen.contains(words),
            "{words:?} is not on the screen:\n{screen}"
        );
        self
    }

    #[track_caller]
    pub fn sees_no(&mut self, words: &str) -> &mut Person<S> {
        let screen = self.screen();
        assert!(
            !screen.contains(words),
            "{words:?} is on the screen:\n{screen}"
        );
        self
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.event(Event::Resize(columns, rows));
    }
}

/// A store with these customers.
pub fn pretend(customers: Vec<huoke::domain::customer::Card>) -> Pretend {
    Pretend::new(customers)
}

fn context(nonce: u64) -> Context {
    Context {
        now: Now {
            at: NOW,
            zone: Shanghai,
        },
        nonce,
    }
}

fn parse(keys: &str) -> Vec<Key> {
    let mut found = Vec::new();
    let mut rest = keys;
    loop {
        let named = rest
            .strip_prefix('<')
            .and_then(|inside| inside.split_once('>'));
        if let Some((name, after)) = named {
            found.push(name.parse().unwrap());
            rest = after;
            continue;
        }
        let mut characters = rest.chars();
        let Some(c) = characters.next() else { break };
        found.push(Key::Char(c));
        rest = characters.as_str();
    }
    found
}

/// A buffer as lines of text, each wide character once.
pub fn text_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut text = String::new();
    for y in area.top()..area.bottom() {
        let mut line = String::new();
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
