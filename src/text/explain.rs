//! Errors in words, in both languages: what happened, what is safe, what to do next.
//! Which key does it is the desk's to say. It must not know screens or commands.

use std::fmt;

use super::fault::{examples, fault};
use super::refused::{clashing, columns, refused};
use super::{Lang, holder, io_reason, names};
use crate::error::Error;

/// An error in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What happened.
    pub what: String,
    /// What is safe.
    pub safe: &'static str,
    /// What to do, in words; empty where nothing helps.
    pub advice: &'static str,
    /// What the desk can offer a key for.
    pub next: Next,
}

/// The step that helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The same once more.
    Again,
    /// Look at what is there now, then the same once more.
    LookAgain,
    /// Type something else.
    Correct,
    /// Nothing on the desk helps.
    Leave,
    /// There is nothing to do.
    Nothing,
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        for part in [self.safe, self.advice] {
            if !part.is_empty() {
                write!(f, " {part}")?;
            }
        }
        Ok(())
    }
}

pub(super) fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// What happened, what is safe, what to do next. Values of the file in it are not cleaned.
pub fn explain(lang: Lang, error: &Error) -> Explained {
    let what = what(lang, error);
    let (safe, advice, next) = match error {
        Error::Busy { .. } | Error::Cancelled => (
            pick(lang, "什么都没有改动。", "Nothing was changed."),
            pick(lang, "请再试一次。", "Try again."),
            Next::Again,
        ),
        Error::InUse(_) => (
            pick(lang, "什么都没有改动。", "Nothing was changed."),
            pick(
                lang,
                "请等他们用完、退出工作台，再试一次。",
                "Try again when they are done and have left their desks.",
            ),
            Next::Again,
        ),
        Error::ChangedMeanwhile { .. } | Error::Clash { .. } => (
            pick(lang, "您填写的内容还在。", "What you typed is still here."),
            pick(
                lang,
                "请看过对方的修改后再保存。",
                "Look at the change, then save again.",
            ),
            Next::LookAgain,
        ),
        Error::Gone(_) => (
            pick(lang, "什么都没有改动。", "Nothing was changed."),
            pick(lang, "请重新查找。", "Find it again."),
            Next::LookAgain,
        ),
        Error::Refused(_) => (
            pick(lang, "什么都没有改动。", "Nothing was changed."),
            "",
            Next::Nothing,
        ),
        Error::Invalid { .. } => (
            pick(lang, "什么都没有改动。", "Nothing was changed."),
            pick(lang, "请改正后再保存。", "Correct it and save again."),
            Next::Correct,
        ),
        Error::Io { .. } | Error::Storage(_) => (
            pick(
                lang,
                "已保存的内容都在，未保存的还在屏幕上。",
                "Everything saved is safe; what is not is still on the screen.",
            ),
            pick(
                lang,
                "请再试一次，仍不行请联系管理员。",
                "Try again; if it stays, tell the administrator.",
            ),
            Next::Again,
        ),
        _ => {
            let (safe, advice) = unopened(lang, error);
            (safe, advice, Next::Leave)
        }
    };
    Explained {
        what,
        safe,
        advice,
        next,
    }
}

/// Errors of the file itself: what is safe, and what to do outside of the desk.
fn unopened(lang: Lang, error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::OtherVersion { file, program } => (
            pick(lang, "文件没有改动。", "The file was not changed."),
            if file < program {
                pick(
                    lang,
                    "请管理员运行 huoke upgrade。",
                    "An administrator must run huoke upgrade.",
                )
            } else {
                pick(lang, "请安装更新的程序。", "Install the newer program.")
            },
        ),
        Error::Missing(_) => (
            "",
            pick(
                lang,
                "用 huoke init 建立新文件，或用 --db 指定文件。",
                "Make one with huoke init, or name the file with --db.",
            ),
        ),
        Error::AlreadyThere(_) => (
            pick(lang, "文件没有改动。", "The file was not changed."),
            pick(lang, "请换一个文件名。", "Choose another name."),
        ),
        Error::NetworkFileSystem(_) => (
            pick(lang, "文件没有打开。", "The file was not opened."),
            pick(
                lang,
                "请放到本机磁盘上。",
                "Move it to a disk of this machine.",
            ),
        ),
        Error::OldSqlite(_) => (
            pick(lang, "文件没有打开。", "The file was not opened."),
            pick(
                lang,
                "请安装完整的程序包。",
                "Install the program with its own SQLite.",
            ),
        ),
        Error::Damaged(_) => (
            pick(lang, "文件没有改动。", "The file was not changed."),
            pick(
                lang,
                "请运行 huoke check，必要时用 huoke restore 恢复备份。",
                "Run huoke check; if need be, put a backup back with huoke restore.",
            ),
        ),
        _ => ("", ""),
    }
}

fn what(lang: Lang, error: &Error) -> String {
    let zh = lang == Lang::Zh;
    match error {
        Error::Busy { holder, waited_ms } => holder::busy(lang, holder.as_ref(), *waited_ms),
        Error::ChangedMeanwhile { by, fields, .. } => {
            let fields = columns(lang, fields);
            match zh {
                true => format!("{by} 刚刚修改了：{fields}。"),
                false => format!("{by} has just changed {fields}."),
            }
        }
        Error::Clash { by, clashes, .. } => clashing(lang, by, clashes),
        Error::Gone(what) => match zh {
            true => format!("没有找到：{what}。"),
            false => format!("Not found: {what}."),
        },
        Error::Refused(refusal) => refused(lang, refusal),
        Error::Invalid {
            field,
            fault: wrong,
        } => {
            let place = names::place(lang, field);
            format!(
                "{place}: {}{}",
                fault(lang, wrong),
                examples(lang, field, wrong)
            )
        }
        Error::OtherVersion { file, program } => match zh {
            true => format!("文件是第 {file} 版，程序是第 {program} 版。"),
            false => format!("The file has version {file}, the program {program}."),
        },
        Error::Cancelled => pick(lang, "已取消。", "Cancelled.").to_owned(),
        Error::Io { path, source } => match zh {
            true => format!("读写 {path} 失败：{}。", io_reason(lang, source)),
            false => format!(
                "Reading or writing {path} failed: {}.",
                io_reason(lang, source)
            ),
        },
        Error::Storage(source) => match zh {
            true => format!("存储出错：{source}。"),
            false => format!("The storage failed: {source}."),
        },
        _ => file_trouble(lang, error),
    }
}

/// What is wrong with the file.
fn file_trouble(lang: Lang, error: &Error) -> String {
    let zh = lang == Lang::Zh;
    match error {
        Error::Missing(path) => match zh {
            true => format!("没有文件 {path}。"),
            false => format!("There is no file {path}."),
        },
        Error::AlreadyThere(path) => match zh {
            true => format!("{path} 已经存在。"),
            false => format!("{path} is there already."),
        },
        Error::InUse(there) => holder::in_use(lang, there),
        Error::NetworkFileSystem(kind) => match zh {
            true => format!("文件在网络文件系统（{kind}）上，不安全。"),
            false => format!("The file lies on a network file system ({kind}), which is not safe."),
        },
        Error::OldSqlite(version) => match zh {
            true => format!("SQLite {version} 太旧。"),
            false => format!("SQLite {version} is too old."),
        },
        Error::Damaged(what) => match zh {
            true => format!("文件已损坏：{what}。"),
            false => format!("The file is damaged: {what}."),
        },
        other => other.to_string(),
    }
}
