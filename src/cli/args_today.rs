//! The command line's types for Today: the ranked list, lists by time.
//! Must not know what the commands do.

use clap::Args;

use super::args::Listing;

/// `huoke today`
#[derive(Debug, Args)]
pub(super) struct Today {
    #[command(flatten)]
    pub(super) which: Which,
    /// How many rows · 行数
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(super) limit: usize,
    /// Only how many there are, up to 1000 · 只要人数
    #[arg(long, conflicts_with = "lists")]
    pub(super) count: bool,
    /// The lists that there are, each with its count · 所有名单及人数
    #[arg(long, conflicts_with_all = ["list", "days"])]
    pub(super) lists: bool,
    #[command(flatten)]
    pub(super) listing: Listing,
}

/// Which list, whose, on which day.
#[derive(Debug, Args)]
pub(super) struct Which {
    /// ranked; or birthdays, anniversaries, ending, new, bought, served, transferred -week, -month or
    /// as far as -10d, -3m; silent-3m; tasks · 名单
    #[arg(long, default_value = "ranked", value_name = "LIST")]
    pub(super) list: String,
    /// So many days ahead or back, instead of what LIST says · 天数
    #[arg(long, value_name = "N", requires = "list")]
    pub(super) days: Option<u32>,
    /// Whose: mine, team, all, a LOGIN, or a UNIT with those below · 谁的，或哪个部门
    #[arg(long, default_value = "mine", value_name = "WHOSE")]
    pub(super) whose: String,
    /// As on that day · 按那一天
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<String>,
}
