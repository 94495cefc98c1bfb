//! Where things are on this machine: the file, the machine's defaults (config.toml), the language.
//! Must not know what is in the file.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::Deserialize;

use super::args::Cli;
use super::stop::Stop;
use crate::exchange::mistake::{self, Mistake};
use crate::text::{self, Lang, Text};

/// This machine's defaults, `config.toml` in the XDG config directory. A file that cannot be
/// read in full is refused with its line, never half obeyed.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Config {
    /// The file.
    pub(super) db: Option<PathBuf>,
    /// The language.
    language: Option<Language>,
    /// Dark or light.
    pub(super) theme: Option<Theme>,
    /// Borders and marks in ASCII.
    pub(super) ascii: Option<bool>,
}

/// `zh` or `en`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Language {
    Zh,
    En,
}

/// `dark` or `light`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Theme {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light one.
    Light,
}

/// Why config.toml cannot be obeyed. It is told once the language is known, which it may say.
#[derive(Debug)]
pub(super) enum BadConfig {
    /// It says something that cannot be.
    Wrong(PathBuf, Box<Mistake>),
    /// It cannot be read.
    Unread(PathBuf, std::io::Error),
}

impl BadConfig {
    /// In words.
    pub(super) fn told(&self, lang: Lang) -> Stop {
        Stop::Usage(match self {
            BadConfig::Wrong(path, wrong) => text::mistake(lang, &shown(path), wrong),
            BadConfig::Unread(path, error) => {
                format!("{}: {}", shown(path), text::io_reason(lang, error))
            }
        })
    }
}

fn directories() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "huoke")
}

/// Reads config.toml. Somebody who came by key has none: the server's is not theirs to change.
pub(super) fn config(by_key: bool) -> Result<Config, BadConfig> {
    if by_key {
        return Ok(Config::default());
    }
    let Some(path) = directories().map(|dirs| dirs.config_dir().join("config.toml")) else {
        return Ok(Config::default());
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => toml::from_str(&text)
            .map_err(|error| BadConfig::Wrong(path, Box::new(mistake::of(&text, &error)))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(BadConfig::Unread(path, error)),
    }
}

/// The file: `--db`, else HUOKE_DB, else the configuration's, else the data directory's.
pub(super) fn file(cli: &Cli, config: &Config, text: &Text) -> Result<PathBuf, Stop> {
    if let Some(path) = &cli.db {
        return Ok(path.clone());
    }
    if cli.key_id.is_none()
        && let Some(path) = std::env::var_os("HUOKE_DB").filter(|path| !path.is_empty())
    {
        return Ok(PathBuf::from(path));
    }
    match &config.db {
        Some(path) => Ok(path.clone()),
        None => default_file(text),
    }
}

fn default_file(text: &Text) -> Result<PathBuf, Stop> {
    directories()
        .map(|dirs| dirs.data_dir().join("huoke.db"))
        .ok_or_else(|| Stop::Usage(text.cli.no_home.to_owned()))
}

/// The demo's file: beside the default one, never HUOKE_DB.
pub(super) fn demo_file(cli: &Cli, text: &Text) -> Result<PathBuf, Stop> {
    match &cli.db {
        Some(path) => Ok(path.clone()),
        None => Ok(default_file(text)?.with_file_name("demo.db")),
    }
}

/// The language that the person reads: `--lang`, else the configuration's, else the locale's.
pub(super) fn language(said: Option<Lang>, config: &Config) -> Lang {
    let configured = config.language.map(|language| match language {
        Language::Zh => Lang::Zh,
        Language::En => Lang::En,
    });
    said.or(configured).unwrap_or_else(locale)
}

fn locale() -> Lang {
    locale_variable()
        .and_then(|name| Lang::from_code(&name))
        .unwrap_or(Lang::En)
}

/// Whether the locale says that the terminal takes UTF-8.
pub(super) fn utf8_locale() -> bool {
    locale_variable().is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

fn locale_variable() -> Option<String> {
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
}

/// A path as people read it.
pub(super) fn shown(path: &Path) -> String {
    crate::kit::clean::clean(&path.display().to_string()).into_owned()
}
