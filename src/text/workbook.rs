//! Why a workbook that comes in is not read, in words, and what to do. Must not know how
//! workbooks are read.

use super::Lang;
use crate::exchange::problem::{Bound, WorkbookFault};

/// Why it is not read.
pub(super) fn fault(lang: Lang, fault: &WorkbookFault) -> String {
    match lang {
        Lang::Zh => zh(fault),
        Lang::En => en(fault),
    }
}

fn zh(fault: &WorkbookFault) -> String {
    match fault {
        WorkbookFault::Locked => "工作簿有密码；请去掉密码另存后再导入".to_owned(),
        WorkbookFault::Damaged { detail } => {
            format!("工作簿已损坏（{detail}）；请用表格软件打开，另存后再导入")
        }
        WorkbookFault::NoWorkbook => {
            "这不是工作簿（XLSX、XLS、ODS）；请另存为其中一种或 CSV 再导入".to_owned()
        }
        WorkbookFault::NoSheets => "这不是工作簿，没有工作表；请去掉 --sheet".to_owned(),
        WorkbookFault::Empty => "工作簿里没有内容".to_owned(),
        WorkbookFault::Over(bound) => {
            format!("工作簿太大：{}；请另存为 CSV 再导入", bound_zh(*bound))
        }
        WorkbookFault::NoSuchSheet { sheet, known } => {
            format!("工作簿里没有“{sheet}”这张表；现有：{}", known.join("、"))
        }
        WorkbookFault::Io { detail } => format!("读不了文件：{detail}"),
        WorkbookFault::Memory => {
            "读这个工作簿要用的内存超过上限，没有导入；请另存为 CSV 再导入".to_owned()
        }
        WorkbookFault::Time => {
            "读这个工作簿的时间超过上限，没有导入；请另存为 CSV 再导入".to_owned()
        }
        WorkbookFault::Interrupted => "读工作簿时被中断，没有导入".to_owned(),
        WorkbookFault::Broken => {
            "这个工作簿读不下去，没有导入；请用表格软件打开，另存为 CSV 再导入".to_owned()
        }
    }
}

fn en(fault: &WorkbookFault) -> String {
    match fault {
        WorkbookFault::Locked => {
            "the workbook is protected by a password; save it without one".to_owned()
        }
        WorkbookFault::Damaged { detail } => format!(
            "the workbook is damaged ({detail}); open it in a spreadsheet program and save it anew"
        ),
        WorkbookFault::NoWorkbook => {
            "the file is no workbook (XLSX, XLS, ODS); save it as one of these or as CSV".to_owned()
        }
        WorkbookFault::NoSheets => {
            "the file is no workbook and has no sheets; leave --sheet out".to_owned()
        }
        WorkbookFault::Empty => "there is nothing in the workbook".to_owned(),
        WorkbookFault::Over(bound) => {
            format!("the workbook is too large: {}; save it as CSV", bound_en(*bound))
        }
        WorkbookFault::NoSuchSheet { sheet, known } => format!(
            "the workbook has no sheet “{sheet}”; it has: {}",
            known.join(", ")
        ),
        WorkbookFault::Io { detail } => format!("the file cannot be read: {detail}"),
        WorkbookFault::Memory => {
            "reading the workbook takes more memory than it may; nothing was imported; save it as CSV"
                .to_owned()
        }
        WorkbookFault::Time => {
            "reading the workbook takes longer than it may; nothing was imported; save it as CSV"
                .to_owned()
        }
        WorkbookFault::Interrupted => {
            "reading the workbook was interrupted; nothing was imported".to_owned()
        }
        WorkbookFault::Broken => "the workbook cannot be read to its end; nothing was imported; \
             open it in a spreadsheet program and save it as CSV"
            .to_owned(),
    }
}

fn bound_zh(bound: Bound) -> &'static str {
    match bound {
        Bound::File => "文件超过 50 MB",
        Bound::Inflated => "解压后超过 200 MB",
        Bound::Ratio => "解压后超过文件的 100 倍",
        Bound::Entries => "里面超过 1000 个文件",
        Bound::Rows => "超过 1048576 行",
        Bound::Columns => "超过 256 列",
        Bound::Text => "一张表的文字超过 256 MB",
    }
}

fn bound_en(bound: Bound) -> &'static str {
    match bound {
        Bound::File => "a file of more than 50 MB",
        Bound::Inflated => "more than 200 MB when it is unpacked",
        Bound::Ratio => "more than 100 times the file when it is unpacked",
        Bound::Entries => "more than 1,000 files in it",
        Bound::Rows => "more than 1,048,576 rows",
        Bound::Columns => "more than 256 columns",
        Bound::Text => "more than 256 MB of text in a sheet",
    }
}
