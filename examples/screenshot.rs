//! The pictures of the README: `screenshot [FOLDER]` writes them as SVG into docs/screenshots, from
//! the desk's own buffer over an invented call centre in a real file. The same seed and the same
//! moment give the same bytes. Must not know how a desk looks.
#![allow(clippy::print_stderr, reason = "a tool of builders")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono_tz::Asia::Shanghai;
use huoke::app::App;
use huoke::app::vocabulary::{Context, Effect, Event, Slot};
use huoke::demo;
use huoke::domain::time::{Instant, Now};
use huoke::kit::key::Key;
use huoke::kit::svg::svg;
use huoke::kit::theme::{Ground, Theme};
use huoke::session::answer;
use huoke::store::find::Seeker;
use huoke::store::{Actor, Cache, House, Reader, staff};
use huoke::text::Lang;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Monday, 23 November 2026, 14:05 in Shanghai.
const AT: Instant = Instant(1_795_413_900_000);
const CUSTOMERS: u64 = 2_000;
const SEED: u64 = 1;
const AGENT: &str = "wangwei";
const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

/// What is on a picture: its name and the keys that lead there.
const SCENES: [(&str, &[Key]); 6] = [
    ("today", &[Key::F(3), Key::Down, Key::Down]),
    (
        "find",
        &[
            Key::Char('w'),
            Key::Char('a'),
            Key::Char('n'),
            Key::Char('g'),
        ],
    ),
    (
        "card",
        &[
            Key::Char('w'),
            Key::Char('a'),
            Key::Char('n'),
            Key::Char('g'),
            Key::Down,
            Key::Enter,
        ],
    ),
    (
        "log",
        &[
            Key::Char('w'),
            Key::Char('a'),
            Key::Char('n'),
            Key::Char('g'),
            Key::Down,
            Key::Enter,
            Key::Char('c'),
        ],
    ),
    ("tasks", &[Key::F(4), Key::Down]),
    (
        "sale",
        &[
            Key::F(3),
            Key::Down,
            Key::Char('s'),
            Key::Char('p'),
            Key::Char('r'),
            Key::Char('o'),
        ],
    ),
];

type Failed = Box<dyn std::error::Error>;

/// One agent at a desk over a real file; questions are answered at once, nothing is written.
struct Person<'a> {
    app: App,
    reader: &'a Reader,
    seeker: &'a Seeker,
    actor: &'a Actor,
    context: Context,
}

impl Person<'_> {
    fn event(&mut self, event: Event) -> Result<(), Failed> {
        self.context.nonce += 1;
        let effects = self.app.handle(&self.context, event);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Result<(), Failed> {
        for effect in effects {
            if let Effect::Read(slot, ticket, query) = effect {
                let seeker = Some(self.seeker);
                let mut answer = answer(self.reader, seeker, self.actor, query, AT)?;
                if let (Slot::House, huoke::app::vocabulary::Answer::House(house)) =
                    (slot, &mut answer)
                {
                    // A person's own language would be stronger than the picture's.
                    std::sync::Arc::make_mut(house).me.language = None;
                }
                self.event(Event::Answer(slot, ticket, Ok(answer)))?;
            }
        }
        Ok(())
    }
}

fn picture(
    (reader, seeker, actor): (&Reader, &Seeker, &Actor),
    lang: Lang,
    (wide, high): (u16, u16),
    keys: &[Key],
) -> Result<Buffer, Failed> {
    let zone = Shanghai;
    let now = Now { at: AT, zone };
    let context = Context { now, nonce: 1 };
    let app = App::new(&context, lang, Theme::default(), (wide, high));
    let mut person = Person {
        app,
        reader,
        seeker,
        actor,
        context,
    };
    let first = person.app.start(&context);
    person.perform(first)?;
    for &key in keys {
        person.event(Event::Key(key))?;
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, wide, high));
    let _ = person.app.view(&mut buffer);
    Ok(buffer)
}

fn all(folder: &Path, file: &Path) -> Result<usize, Failed> {
    let zone = Shanghai;
    let now = Now { at: AT, zone };
    demo::make(file, CUSTOMERS, SEED, None, &now, &mut |_| {})?;
    let house = House::open(file)?;
    let reader = house.reader(Cache::Lookup)?;
    let person = staff::by_login(&reader, AGENT)?.ok_or("the demo has no such agent")?;
    let actor = staff::actor(&reader, person.id)?;
    let mut seeker = Seeker::new(actor.clone());
    seeker.load(&reader)?;
    std::fs::create_dir_all(folder)?;
    let mut made = 0;
    for (scene, keys) in SCENES {
        for lang in Lang::ALL {
            for size in SIZES {
                let buffer = picture((&reader, &seeker, &actor), lang, size, keys)?;
                let name = format!("{scene}-{}-{}x{}", lang.code(), size.0, size.1);
                let drawn = svg(&buffer, Ground::Dark, &format!("huoke: {name}"));
                std::fs::write(folder.join(name).with_extension("svg"), drawn)?;
                made += 1;
            }
        }
    }
    Ok(made)
}

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screenshots"),
        PathBuf::from,
    );
    let made = tempfile::tempdir()
        .map_err(Failed::from)
        .and_then(|beside| all(&folder, &beside.path().join("demo.db")));
    match made {
        Ok(made) => {
            eprintln!("{made} pictures in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
