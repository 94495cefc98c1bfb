//! `huoke ring`, `answer`, `hangup`: the exchange speaks. Back at once, and exit 0 whatever
//! happens to the file: the call must go through. Must not know how calls are kept.

use super::args_house::{Answer, Hangup, Ring};
use super::context::{Context, clock};
use super::output;
use super::stop::Stop;
use crate::domain::ringing::{Said, Telling};
use crate::store::rings::{self, Delivery};
use crate::text;

/// It rings.
pub(super) fn ring(context: &Context, args: &Ring) {
    let said = Said::Ring {
        number: args.from.clone(),
        name: args.name.clone(),
    };
    tell(context, &args.id, &args.ext, said);
}

/// It was answered.
pub(super) fn answer(context: &Context, args: &Answer) {
    tell(context, &args.id, &args.ext, Said::Answer);
}

/// It is over.
pub(super) fn hangup(context: &Context, args: &Hangup) {
    let answered = match (args.answered, args.missed) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    };
    tell(context, &args.id, &args.ext, Said::Hangup { answered });
}

fn tell(context: &Context, id: &str, ext: &str, said: Said) {
    let telling = Telling {
        call_id: id.to_owned(),
        ext: ext.to_owned(),
        at: clock(),
        said,
    };
    let path = match context.path() {
        Ok(path) => path,
        Err(stop) => return lost(context, &stop),
    };
    let words = &context.text.cli;
    match rings::ring_or_leave(&path, telling) {
        Delivery::Stored(heard) if heard.staff.is_none() => output::say(&(words.nobody_has)(ext)),
        Delivery::Stored(_) => {}
        Delivery::Left(why) => {
            output::say(&(words.ring_left)(&text::explain(context.lang, &why).what));
        }
        Delivery::Lost(why) => lost(context, &Stop::Error(why)),
    }
}

fn lost(context: &Context, stop: &Stop) {
    let why = stop.sentence(context.lang).unwrap_or_default();
    output::say(&(context.text.cli.ring_lost)(&why));
}
