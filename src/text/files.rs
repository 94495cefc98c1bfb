//! What can be wrong with a file that comes in, in words: rows that are given back, files that
//! cannot be read, maps that do not fit. Must not know how files are read.

use std::io;
use std::path::Path;

use super::{Lang, io_reason, mistake, workbook};
use crate::exchange::field::Kind;
use crate::exchange::problem::{BadFile, Problem, Why};

/// Why one row was left out.
pub fn why(lang: Lang, why: &Why) -> String {
    let zh = lang == Lang::Zh;
    match why {
        Why::TooFewCells { expected, found } if zh => {
            format!("只有 {found} 格，表头有 {expected} 列")
        }
        Why::TooFewCells { expected, found } => {
            format!("{found} cells where the header has {expected}")
        }
        Why::TooManyCells { expected, found } if zh => {
            format!("有 {found} 格，表头只有 {expected} 列（内容里的分隔符要加引号）")
        }
        Why::TooManyCells { expected, found } => format!(
            "{found} cells where the header has {expected} (a delimiter inside a value needs quotation marks)"
        ),
        Why::TooManyColumns { limit } if zh => format!("超过 {limit} 列"),
        Why::TooManyColumns { limit } => format!("more than {limit} columns"),
        Why::BadBytes { encoding } if zh => format!("有不是 {encoding} 的字节"),
        Why::BadBytes { encoding } => format!("bytes that are not {encoding}"),
        Why::CellTooLong { limit } if zh => {
            format!("一格超过 {limit} 字节（常是引号没有收尾）")
        }
        Why::CellTooLong { limit } => {
            format!(
                "a cell longer than {limit} bytes (often a quotation mark that is never closed)"
            )
        }
        Why::QuoteNeverClosed if zh => "引号没有收尾，文件就结束了".to_owned(),
        Why::QuoteNeverClosed => "the file ends inside a quotation mark".to_owned(),
        Why::NoProperty if zh => "不是名片的一行（缺少冒号或名称）".to_owned(),
        Why::NoProperty => "no line of a card (a name and a colon are missing)".to_owned(),
        Why::LineTooLong { limit } if zh => format!("一行超过 {limit} 字节，没有全部保留"),
        Why::LineTooLong { limit } => format!("a line longer than {limit} bytes, not kept whole"),
        Why::CardTooLong { limit } if zh => format!("一张名片超过 {limit} 字节，没有全部保留"),
        Why::CardTooLong { limit } => format!("a card longer than {limit} bytes, not kept whole"),
        Why::CardNotClosed if zh => "名片没有以 END:VCARD 收尾".to_owned(),
        Why::CardNotClosed => "the card is not closed by END:VCARD".to_owned(),
        Why::OutsideCard if zh => "在名片之外（前面缺少 BEGIN:VCARD）".to_owned(),
        Why::OutsideCard => "outside any card (BEGIN:VCARD is missing before it)".to_owned(),
        Why::RoundedNumber { text } if zh => {
            format!("长号码被表格软件变成了 {text}，后面的数字已经丢失")
        }
        Why::RoundedNumber { text } => {
            format!("a spreadsheet turned a long number into {text}: its last digits are lost")
        }
        Why::NoSuchKey { file, key } if zh => format!("{file} 里没有 {key}"),
        Why::NoSuchKey { file, key } => format!("{file} has no row for {key}"),
    }
}

/// One row's problem with its place.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    let reason = why(lang, &problem.why);
    let line = problem.line;
    match (lang, &problem.column) {
        (Lang::Zh, Some(column)) => format!("第 {line} 行 {column}：{reason}"),
        (Lang::Zh, None) => format!("第 {line} 行：{reason}"),
        (Lang::En, Some(column)) => format!("line {line}, {column}: {reason}"),
        (Lang::En, None) => format!("line {line}: {reason}"),
    }
}

/// What rows are called.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, Kind::Customers) => "客户",
        (Lang::Zh, Kind::Products) => "产品",
        (Lang::Zh, Kind::Sales) => "销售",
        (Lang::Zh, Kind::Interactions) => "跟踪记录",
        (Lang::En, Kind::Customers) => "customers",
        (Lang::En, Kind::Products) => "products",
        (Lang::En, Kind::Sales) => "sales",
        (Lang::En, Kind::Interactions) => "interactions",
    }
}

/// Why a file as a whole cannot be read, and what to do. Nothing of it was taken.
pub fn bad_file(lang: Lang, bad: &BadFile) -> String {
    match lang {
        Lang::Zh => bad_file_zh(bad),
        Lang::En => bad_file_en(bad),
    }
}

fn list<T: ToString>(items: &[T], between: &str) -> String {
    items
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(between)
}

const EMPTY: &str = "the file is empty: look at its name, or save it anew from where it comes";

fn unread(lang: Lang, path: Option<&Path>, error: &io::Error) -> String {
    let reason = io_reason(lang, error);
    match (path.map(Path::display), lang) {
        (Some(path), Lang::Zh) => format!("读不了 {path}：{reason}"),
        (Some(path), Lang::En) => format!("cannot read {path}: {reason}"),
        (None, Lang::Zh) => format!("读不了文件：{reason}"),
        (None, Lang::En) => format!("cannot read the file: {reason}"),
    }
}

fn unwritable(lang: Lang, path: &Path, error: &io::Error) -> String {
    let path = path.display();
    let error = io_reason(lang, error);
    match lang {
        Lang::Zh => format!("写不了 {path}：{error}；可用 --rejects 另选地方"),
        Lang::En => format!("cannot write {path}: {error}; --rejects says another place"),
    }
}

fn over_file(lang: Lang, path: &Path) -> String {
    let path = path.display();
    match lang {
        Lang::Zh => format!("退回的行不能写进要读的文件 {path}；请用 --rejects 另选"),
        Lang::En => format!(
            "rejected rows cannot go into {path}, which is read; say another place with --rejects"
        ),
    }
}

fn bad_file_zh(bad: &BadFile) -> String {
    match bad {
        BadFile::Io { path, error } => unread(Lang::Zh, path.as_deref(), error),
        BadFile::Unwritable { path, error } => unwritable(Lang::Zh, path, error),
        BadFile::RejectsOverFile { path } => over_file(Lang::Zh, path),
        BadFile::Empty => {
            "文件是空的，没有可导入的；请检查文件名，或从原来的程序重新导出".to_owned()
        }
        BadFile::NotText => "这不是文本，也不是认得的文件；请另存为 CSV 再导入".to_owned(),
        BadFile::Workbook { path, fault } => {
            format!("{}：{}", path.display(), workbook::fault(Lang::Zh, fault))
        }
        BadFile::BadHeader(inner) => format!("表头读不出来：{}", problem(Lang::Zh, inner)),
        BadFile::Map(wrong) => mistake(Lang::Zh, "对照表", wrong),
        BadFile::OtherKind { map, asked } => {
            format!(
                "对照表是给{}的，不是给{}的",
                kind(Lang::Zh, *map),
                kind(Lang::Zh, *asked)
            )
        }
        BadFile::OtherField { kind: of, field } => {
            format!("{}没有字段 {field}", kind(Lang::Zh, *of))
        }
        BadFile::NoSuchColumn {
            column,
            file,
            known,
        } => {
            let place = file.as_deref().unwrap_or("文件");
            format!(
                "{place} 里没有“{column}”这一列；现有：{}",
                list(known, "、")
            )
        }
        BadFile::DuplicateHeader { column, places } => {
            format!(
                "“{column}”列出现了几次（第 {} 列）；请改名",
                list(places, "、")
            )
        }
        BadFile::NothingFor {
            kind: of,
            any_of,
            found,
        } => format!(
            "认不出{}要有的列（{} 之一）；现有：{}。可用 --map 指明",
            kind(Lang::Zh, *of),
            list(any_of, "、"),
            list(found, "、")
        ),
        BadFile::NoSuchFile { file } => format!("找不到对照表要关联的文件 {file}"),
        BadFile::JoinTooLarge { file, rows, bytes } => {
            format!(
                "关联文件 {file} 太大（最多 {rows} 行，{} MiB）",
                bytes >> 20
            )
        }
        BadFile::JoinKeyTwice { file, key, line } => {
            format!("关联文件 {file} 第 {line} 行：{key} 重复了")
        }
        BadFile::JoinRow { file, problem: of } => {
            format!("关联文件 {file} {}", problem(Lang::Zh, of))
        }
    }
}

fn bad_file_en(bad: &BadFile) -> String {
    match bad {
        BadFile::Io { path, error } => unread(Lang::En, path.as_deref(), error),
        BadFile::Unwritable { path, error } => unwritable(Lang::En, path, error),
        BadFile::RejectsOverFile { path } => over_file(Lang::En, path),
        BadFile::Empty => EMPTY.to_owned(),
        BadFile::NotText => {
            "the file is no text, nor any other file that is known; save it as CSV".to_owned()
        }
        BadFile::Workbook { path, fault } => {
            format!("{}: {}", path.display(), workbook::fault(Lang::En, fault))
        }
        BadFile::BadHeader(inner) => {
            format!("the header cannot be read: {}", problem(Lang::En, inner))
        }
        BadFile::Map(wrong) => mistake(Lang::En, "the map file", wrong),
        BadFile::OtherKind { map, asked } => format!(
            "the map is for {}, not for {}",
            kind(Lang::En, *map),
            kind(Lang::En, *asked)
        ),
        BadFile::OtherField { kind: of, field } => {
            format!("{} have no field {field}", kind(Lang::En, *of))
        }
        BadFile::NoSuchColumn {
            column,
            file,
            known,
        } => {
            let place = file.as_deref().unwrap_or("the file");
            format!(
                "{place} has no column “{column}”; it has: {}",
                list(known, ", ")
            )
        }
        BadFile::DuplicateHeader { column, places } => format!(
            "the column “{column}” is there more than once (columns {}); rename one",
            list(places, ", ")
        ),
        BadFile::NothingFor {
            kind: of,
            any_of,
            found,
        } => format!(
            "no column is known as what {} need (one of {}); there are: {}. Say which with --map",
            kind(Lang::En, *of),
            list(any_of, ", "),
            list(found, ", ")
        ),
        BadFile::NoSuchFile { file } => format!("the map joins {file}, which was not found"),
        BadFile::JoinTooLarge { file, rows, bytes } => {
            format!(
                "the joined file {file} is too large (at most {rows} rows, {} MiB)",
                bytes >> 20
            )
        }
        BadFile::JoinKeyTwice { file, key, line } => {
            format!("the joined file {file} has {key} again on line {line}")
        }
        BadFile::JoinRow { file, problem: of } => {
            format!("the joined file {file}, {}", problem(Lang::En, of))
        }
    }
}
