//! What the telephone exchange tells of a call, and what follows from it: facts may come in any
//! order and more than once, the outcome is the same. Must not know how they are stored.

use super::interaction::Call;
use super::time::Instant;

/// Neither answered nor ended so long after the ring: the exchange has lost it.
pub const RING_LIMIT_MS: i64 = 10 * 60 * 1000;
/// Not ended so long after the answer: the exchange has lost it.
pub const TALK_LIMIT_MS: i64 = 8 * 60 * 60 * 1000;

/// One sentence of the exchange.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Telling {
    /// The exchange's own name of the call.
    pub call_id: String,
    /// The extension that it rings at.
    pub ext: String,
    /// When it was said.
    pub at: Instant,
    /// What was said.
    pub said: Said,
}

/// What the exchange says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// It rings.
    Ring {
        /// The caller's number as the exchange has it; empty if withheld.
        number: String,
        /// The caller's name as the exchange has it.
        name: Option<String>,
    },
    /// Somebody lifted the receiver.
    Answer,
    /// It is over.
    Hangup {
        /// Whether somebody had answered; none: as told before.
        answered: Option<bool>,
    },
}

/// What is known of a call: each fact is the earliest of its kind, so that order and repeats
/// change nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The caller's number as the exchange sent it.
    pub number: Option<String>,
    /// The caller's name as the exchange sent it.
    pub name: Option<String>,
    /// When it began to ring.
    pub rang_at: Option<Instant>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
}

impl Facts {
    /// These facts and one more sentence.
    #[must_use]
    pub fn with(mut self, telling: &Telling) -> Facts {
        let first =
            |known: Option<Instant>| Some(known.map_or(telling.at, |known| known.min(telling.at)));
        match &telling.said {
            Said::Ring { number, name } => {
                self.rang_at = first(self.rang_at);
                let number = (!number.trim().is_empty()).then(|| number.clone());
                self.number = self.number.or(number);
                self.name = self
                    .name
                    .or_else(|| name.clone().filter(|name| !name.is_empty()));
            }
            Said::Answer => self.answered_at = first(self.answered_at),
            Said::Hangup { answered } => {
                self.ended_at = first(self.ended_at);
                if *answered == Some(true) {
                    self.answered_at = first(self.answered_at);
                }
            }
        }
        self
    }

    /// How the call stands at a moment.
    pub fn state(&self, at: Instant) -> CallState {
        let since = |then: Instant| at.0.saturating_sub(then.0);
        match (self.rang_at, self.answered_at, self.ended_at) {
            (_, Some(_), Some(_)) => CallState::Ended,
            (_, None, Some(_)) => CallState::Missed,
            (_, Some(answered), None) if since(answered) > TALK_LIMIT_MS => CallState::Unknown,
            (_, Some(_), None) => CallState::Talking,
            (Some(rang), None, None) if since(rang) <= RING_LIMIT_MS => CallState::Ringing,
            (_, None, None) => CallState::Missed,
        }
    }
}

/// How a call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    /// It rings.
    Ringing,
    /// It was answered and goes on.
    Talking,
    /// It was answered and is over.
    Ended,
    /// Nobody answered, or the exchange never told of it again: somebody should call back.
    Missed,
    /// It was answered, and the exchange never told of its end.
    Unknown,
}

impl Call {
    /// How the call stands at a moment.
    pub fn state(&self, at: Instant) -> CallState {
        let Call {
            rang_at,
            answered_at,
            ended_at,
            ..
        } = *self;
        Facts {
            rang_at,
            answered_at,
            ended_at,
            ..Facts::default()
        }
        .state(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn telling(at: i64, said: Said) -> Telling {
        Telling {
            call_id: "1".into(),
            ext: "801".into(),
            at: Instant(at),
            said,
        }
    }

    fn told(tellings: &[Telling]) -> Facts {
        tellings.iter().fold(Facts::default(), Facts::with)
    }

    fn ring(at: i64) -> Telling {
        telling(
            at,
            Said::Ring {
                number: "13800134821".into(),
                name: None,
            },
        )
    }

    #[test]
    fn a_call_that_nobody_answers_is_missed_when_it_ends_or_after_ten_minutes() {
        let rung = told(&[ring(0)]);
        assert_eq!(rung.state(Instant(RING_LIMIT_MS)), CallState::Ringing);
        assert_eq!(rung.state(Instant(RING_LIMIT_MS + 1)), CallState::Missed);
        let ended = told(&[ring(0), telling(5, Said::Hangup { answered: None })]);
        assert_eq!(ended.state(Instant(6)), CallState::Missed);
    }

    #[test]
    fn an_answered_call_goes_on_until_it_ends_or_for_eight_hours() {
        let talking = told(&[ring(0), telling(5, Said::Answer)]);
        assert_eq!(
            talking.state(Instant(RING_LIMIT_MS + 9)),
            CallState::Talking
        );
        assert_eq!(
            talking.state(Instant(TALK_LIMIT_MS + 6)),
            CallState::Unknown
        );
        let ended = talking.with(&telling(9, Said::Hangup { answered: None }));
        assert_eq!(ended.state(Instant(TALK_LIMIT_MS * 2)), CallState::Ended);
    }

    #[test]
    fn a_hangup_that_says_answered_counts_as_an_answer() {
        let ended = told(&[
            ring(0),
            telling(
                5,
                Said::Hangup {
                    answered: Some(true),
                },
            ),
        ]);
        assert_eq!(ended.state(Instant(6)), CallState::Ended);
    }

    fn any_telling() -> impl Strategy<Value = Telling> {
        let said = prop_oneof![
            Just(Said::Ring {
                number: "13800134821".into(),
                name: Some("李明".into())
            }),
            Just(Said::Ring {
                number: String::new(),
                name: None
            }),
            Just(Said::Answer),
            proptest::option::of(any::<bool>()).prop_map(|answered| Said::Hangup { answered }),
        ];
        (0..100i64, said).prop_map(|(at, said)| telling(at, said))
    }

    proptest! {
        #[test]
        fn any_order_and_any_repeats_come_to_the_same(
            tellings in proptest::collection::vec(any_telling(), 0..6),
            order in proptest::collection::vec(any::<proptest::sample::Index>(), 0..12),
        ) {
            let facts = told(&tellings);
            let mut shuffled = tellings.clone();
            shuffled.reverse();
            if !tellings.is_empty() {
                shuffled.extend(order.iter().map(|index| index.get(&tellings).clone()));
            }
            prop_assert_eq!(told(&shuffled), facts);
        }
    }
}
