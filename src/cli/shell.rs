//! `huoke completions` and `huoke man`, from the same definitions as the commands themselves.
//! Must not know what the commands do.

use clap::CommandFactory;

use super::args::Cli;
use super::context::Context;
use super::stop::Stop;

/// Completions for a shell.
pub(super) fn completions(context: &mut Context, shell: clap_complete::Shell) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut <Cli>::command(), "huoke", &mut script);
    context.out.raw(&script)
}

/// The manual page: the program's, then every command's.
pub(super) fn man(context: &mut Context) -> Result<(), Stop> {
    let mut command = <Cli>::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        subcommand(sub, &mut page)?;
    }
    context.out.raw(&page)
}

fn subcommand(command: &clap::Command, page: &mut Vec<u8>) -> Result<(), Stop> {
    if command.get_name() == "help" {
        return Ok(());
    }
    let man = clap_mangen::Man::new(command.clone());
    page.extend(format!(".SH \"{}\"\n", command.get_bin_name().unwrap_or_default()).into_bytes());
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    man.render_extra_section(page)?;
    for sub in command.get_subcommands() {
        subcommand(sub, page)?;
    }
    Ok(())
}
