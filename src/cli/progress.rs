//! How far long work is: a bar on a terminal, nothing elsewhere (its last line is the command's
//! own). Must not know what the work is.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::output;

/// A bar on standard error.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Begins.
    pub(super) fn begin() -> Self {
        if !output::watched() {
            return Progress {
                bar: ProgressBar::hidden(),
            };
        }
        let bar = ProgressBar::new(0);
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {elapsed} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.enable_steady_tick(Duration::from_millis(200));
        Progress { bar }
    }

    /// So much of so much is done.
    pub(super) fn at(&self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
