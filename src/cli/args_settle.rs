//! The command line's types for what is done with a reason to ring somebody. Must not know what
//! the command does.

use clap::Args;

use super::args::Writing;

/// `huoke settle`
#[derive(Debug, Args)]
#[command(
    after_help = "Examples · 例:\n  huoke settle C000001 birthday                     it is done · 已办\n  huoke settle C000001 run_out --snooze 周五        it comes again on Friday · 周五再提醒\n  huoke settle C000001 all --dismiss 出国半年       none of them applies · 全部不再提醒"
)]
pub(super) struct Settle {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// Which reason, as huoke today tells it, by its code or its label; all: all that are due · 哪个原因
    pub(super) reason: String,
    /// It comes again on that day, as people say it: 3d, 12-03, 周五 · 推迟到
    #[arg(long, value_name = "DATE", conflicts_with = "dismiss")]
    pub(super) snooze: Option<String>,
    /// It does not apply, because · 不再提醒的原因
    #[arg(long, value_name = "CAUSE")]
    pub(super) dismiss: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}
