//! Mistakes in files that people write, and files that the system does not open, in words: where,
//! what, and what to do. Must not know whose files they are.

use std::io;

use super::Lang;
use super::explain::pick;
use super::fault::nearest;
use crate::exchange::mistake::{Mistake, Wrong};

/// A mistake with its place: file, line, column, what stands there, what is wrong, what to do.
pub fn mistake(lang: Lang, file: &str, mistake: &Mistake) -> String {
    let Mistake {
        line, column, text, ..
    } = mistake;
    let wrong = wrong(lang, &mistake.wrong);
    match lang {
        Lang::Zh => {
            format!("{file} 第 {line} 行第 {column} 列：{text}\n{wrong}。请改正这一行或删去。")
        }
        Lang::En => {
            format!(
                "{file}, line {line}, column {column}: {text}\n{wrong}. Correct this line or take it out."
            )
        }
    }
}

fn wrong(lang: Lang, wrong: &Wrong) -> String {
    let zh = lang == Lang::Zh;
    match wrong {
        Wrong::Key { name, near } => match zh {
            true => format!("没有 {name} 这一项{}", nearest(lang, near)),
            false => format!("There is no {name} here{}", nearest(lang, near)),
        },
        Wrong::Value { name, near } => match zh {
            true => format!("{name} 不能用{}", nearest(lang, near)),
            false => format!("{name} cannot stand here{}", nearest(lang, near)),
        },
        Wrong::Missing(name) if zh => format!("缺少 {name}"),
        Wrong::Missing(name) => format!("{name} is missing"),
        Wrong::Kind => pick(
            lang,
            "值的写法不对：文字要加引号，多个值用方括号，true 和 false 不加引号",
            "A value of another kind is needed: texts stand in quotation marks, lists in square brackets, \
             true and false without quotation marks",
        )
        .to_owned(),
        Wrong::Rule(said) if zh => rule_zh(said).to_owned(),
        Wrong::Rule(said) => said.clone(),
        Wrong::Syntax => pick(
            lang,
            "看不懂：每行写成 名称 = 值，文字加引号，表名放在方括号里",
            "It is not understood: a line is NAME = VALUE, texts stand in quotation marks, names of \
             tables in square brackets",
        )
        .to_owned(),
    }
}

/// The rules of map files, which are said in English where they are found.
fn rule_zh(said: &str) -> &'static str {
    let known = [
        ("without its", "花括号要成对"),
        ("names no column", "花括号里要写列名"),
        ("no column in braces", "花括号里要写列名"),
        (
            "is one character",
            "分隔符只能是一个字符，如 \",\" 或 \"\\t\"",
        ),
        ("name of a column is missing", "缺少列名"),
        (
            "either `from`",
            "要写 from（列名）或 value（固定值）其中一个",
        ),
        ("one column only", "这一项只能对应一列"),
        ("encoding", "没有这种编码；例如 utf-8、gbk、big5、utf-16le"),
    ];
    let found = known.iter().find(|(words, _)| said.contains(words));
    found.map_or("这里不能这样写", |(_, zh)| zh)
}

/// Why the system does not read or write a file, and what to do, as half a sentence.
pub fn io_reason(lang: Lang, error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let (zh, en) = match error.kind() {
        Kind::NotFound => (
            "没有这个文件或文件夹，请检查名称",
            "there is no such file or folder; look at its name",
        ),
        Kind::PermissionDenied => (
            "没有权限，请让文件的主人或管理员开放",
            "you may not; ask whose it is, or the administrator",
        ),
        Kind::IsADirectory => ("这是文件夹，请写文件名", "it is a folder; name a file"),
        Kind::NotADirectory => (
            "路径里有一段不是文件夹，请检查路径",
            "a part of the path is no folder; look at the path",
        ),
        Kind::StorageFull | Kind::QuotaExceeded => {
            ("磁盘已满，请腾出空间", "the disk is full; make room")
        }
        Kind::ReadOnlyFilesystem => (
            "磁盘是只读的，请换一个地方",
            "the disk is read-only; choose another place",
        ),
        Kind::AlreadyExists => (
            "已经存在，请换一个名称",
            "it is there already; choose another name",
        ),
        Kind::InvalidData => (
            "不是 UTF-8 文本，请另存为 UTF-8",
            "it is no UTF-8 text; save it as UTF-8",
        ),
        Kind::InvalidFilename => (
            "文件名不能用，请换一个",
            "the name cannot be used; choose another",
        ),
        _ => {
            return match lang {
                Lang::Zh => format!("系统的说法是：{error}"),
                Lang::En => format!("the system says: {error}"),
            };
        }
    };
    pick(lang, zh, en).to_owned()
}
