//! Keys that come in one go with those of a form that was saved and has closed: they may have been
//! meant for the form. Must not know which form.

use super::action::Action;
use super::machine::App;
use super::pane::{Step, Tone};
use super::vocabulary::Effect;
use crate::domain::time::Instant;
use crate::kit::key::Key;

/// Milliseconds between keys that come in one go, as one types on.
const IN_ONE_GO: i64 = 400;

/// What is known of typing on.
#[derive(Debug, Default)]
pub(super) struct TypingOn {
    /// A form was saved and closed then, or a key has come since in one go with that.
    pub(super) since: Option<Instant>,
    /// What a key would write at once, and when it came: done if nobody types on.
    meant: Option<(Action, Key, Instant)>,
}

impl App {
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        let Some((action, before, at)) = self.typing_on.meant.take() else {
            return self.key_now(key);
        };
        if self.desk.now.at.0 - at.0 >= IN_ONE_GO {
            let mut effects = self.act(action, before.as_binding());
            effects.extend(self.key_now(key));
            return effects;
        }
        let mut effects = self.key_now(key);
        // Of what did not happen something else may not take the place.
        if self.typing_on.meant.is_none() {
            let words = (self.desk.text().desk.typed_on)(&before.to_string());
            effects.extend(self.carry_out(vec![Step::tell(Tone::Warning, words)]));
        }
        effects
    }

    /// Whether this key comes in one go with those of a form that was saved and has closed: then
    /// it may have been meant for the form.
    pub(super) fn goes_on_typing(&mut self) -> bool {
        let now = self.desk.now.at;
        let since = self.typing_on.since.take();
        self.typing_on.since = since.filter(|at| now.0 - at.0 < IN_ONE_GO).map(|_| now);
        self.typing_on.since.is_some()
    }

    /// What would be written at once is done a moment later, unless somebody types on.
    pub(super) fn do_soon(&mut self, action: Action, key: Key) -> Vec<Effect> {
        self.typing_on.meant = Some((action, key, self.desk.now.at));
        let words = (self.desk.text().desk.soon)(&key.to_string(), action.label(self.desk.text()));
        self.carry_out(vec![Step::tell(Tone::Dim, words)])
    }

    /// Nobody typed on.
    pub(super) fn do_it_now(&mut self) -> Vec<Effect> {
        let now = self.desk.now.at;
        let over = |(_, _, at): &mut (Action, Key, Instant)| now.0 - at.0 >= IN_ONE_GO;
        let Some((action, key, _)) = self.typing_on.meant.take_if(over) else {
            return Vec::new();
        };
        self.notice = None;
        self.act(action, key.as_binding())
    }
}
