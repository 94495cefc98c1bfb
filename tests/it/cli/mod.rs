//! The command line through the real binary: what it prints, its exit codes, what it refuses.

mod copies;
mod customer;
mod demo;
mod export;
mod field;
mod find;
mod history;
mod hostile;
mod house;
mod import;
mod lists;
mod note;
mod print;
mod reason;
mod ring;
mod sale;
mod sale_once;
mod settle;
mod supply;
mod tag;
mod task;
mod task_again;
mod task_back;
mod task_file;
mod trade;
mod unknown;
mod usage;

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// A folder of its own with a fresh file in it, whose administrator is `boss`.
pub struct Place {
    folder: tempfile::TempDir,
}

/// What a command said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    /// A folder without a file.
    pub fn empty() -> Place {
        Place {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with a file.
    pub fn new() -> Place {
        let place = Place::empty();
        let said = place.plain(&["init", "--login", "boss", "--name", "老板"]);
        assert_eq!(said.code, 0, "{}", said.err);
        place
    }

    /// The file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("huoke.db")
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program, with nothing of the environment of whoever runs the tests.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huoke"));
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "en_US.UTF-8")
            .env("HUOKE_DB", self.file())
            .current_dir(self.folder.path());
        command
    }

    /// Runs it as it is.
    pub fn plain(&self, args: &[&str]) -> Said {
        said(self.command().args(args))
    }

    /// Runs it as the administrator; it must succeed.
    pub fn boss(&self, args: &[&str]) -> String {
        let said = said(self.command().args(["--as", "boss"]).args(args));
        assert_eq!(said.code, 0, "{args:?}: {}", said.err);
        said.out
    }

    /// Runs it as the administrator with `--json`: its objects.
    pub fn json(&self, args: &[&str]) -> Vec<Value> {
        let out = said(self.command().args(["--as", "boss", "--json"]).args(args));
        assert_eq!(out.code, 0, "{args:?}: {}", out.err);
        objects(&out.out)
    }

    /// Runs it as the administrator; it must end with this code.
    pub fn refused(&self, code: i32, args: &[&str]) -> String {
        let said = said(self.command().args(["--as", "boss"]).args(args));
        assert_eq!(said.code, code, "{args:?}: {} {}", said.out, said.err);
        said.err
    }
}

/// Runs a command to its end.
pub fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The objects, one per line.
pub fn objects(out: &str) -> Vec<Value> {
    out.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The keys of an object, sorted.
pub fn keys(object: &Value) -> Vec<String> {
    let mut keys: Vec<String> = object.as_object().unwrap().keys().cloned().collect();
    keys.sort();
    keys
}

/// Every file below a folder, with its length: what a refused command must leave alone.
pub fn files(folder: &Path) -> Vec<(String, u64)> {
    let mut found: Vec<(String, u64)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let length = entry.metadata().unwrap().len();
            (entry.file_name().to_string_lossy().into_owned(), length)
        })
        .collect();
    found.sort();
    found
}

/// Runs it as this person.
pub fn run(place: &Place, login: &str, args: &[&str]) -> Said {
    said(place.command().args(["--as", login]).args(args))
}

/// A file with two agents of two teams and a customer of the first.
pub fn filled() -> Place {
    let place = Place::new();
    for (unit, agent) in [("T1", "wangwei"), ("T2", "zhaoyun")] {
        place.boss(&["unit", "add", unit, "--name", unit, "--kind", "team"]);
        place.boss(&[
            "staff", "add", agent, "--name", agent, "--role", "agent", "--unit", unit,
        ]);
    }
    let added = run(
        &place,
        "wangwei",
        &[
            "--json",
            "customer",
            "add",
            "--set",
            "name=李明朗",
            "--set",
            "mobile=138 0013 4821",
            "--set",
            "phone=021-62344821",
            "--set",
            "tier=金卡",
            "--set",
            "birthday=农历1958年十月十七",
            "--set",
            "anniversary.wedding=1985-05-01",
            "--set",
            "city=上海",
            "--set",
            "do_not_call=no",
            "--set",
            "email=li@example.com",
        ],
    );
    assert_eq!(added.code, 0, "{}", added.err);
    let added = &objects(&added.out)[0];
    assert_eq!(keys(added), ["code", "entry"]);
    assert_eq!(added["code"], "C000001");
    place
}
