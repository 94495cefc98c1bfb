//! The machine: a person's desk as pure state. Events come in, effects go out, a frame is a
//! function of the state. Must not know threads, clocks, SQL or the terminal.

pub mod action;
mod answering;
mod dealing;
mod deeds;
pub mod desk;
mod drafts;
pub mod giving;
mod held_back;
mod house;
pub mod keymap;
pub mod layers;
pub mod machine;
mod outcomes;
pub mod pane;
pub mod panes;
mod refusals;
mod ring;
mod saving;
mod settling;
pub mod slip;
mod slot;
mod stack;
mod steps;
pub mod tables;
mod taking;
pub mod tasking;
mod tickets;
mod typing_on;
pub mod view;
pub mod vocabulary;

pub use action::Action;
pub use desk::Desk;
pub use keymap::Scope;
pub use machine::{App, Focus};
