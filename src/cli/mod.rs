//! The command line: one file per subcommand, thin: arguments in, one call of the store or of
//! work, results out. Must not know SQL or the desk's inside.

mod args;
mod args_customer;
mod args_file;
mod args_house;
mod output;
mod place;
mod stop;

pub use args::Cli;
