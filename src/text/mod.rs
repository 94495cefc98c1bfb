//! Every word a person reads, in Chinese and English: one typed struct, a file per area and
//! language, two statics, so that a missing translation does not compile. It must not know
//! screens or files; no key is named inside a sentence, keys come from the table of bindings.

pub mod actions;
pub mod cli;
pub mod customer;
pub mod desk;
mod explain;
mod fault;
pub mod figures;
pub mod files;
pub mod forms;
pub mod give;
mod holder;
pub mod lists;
mod mistake;
pub mod names;
pub mod pinyin;
pub mod print;
pub mod queue;
pub mod reason;
mod refused;
pub mod rules;
pub mod sales;
pub mod say;
pub mod supply;
pub mod task;
pub mod today;
pub mod trade;
mod workbook;

pub use explain::{Explained, Next, explain};
pub use fault::{date_fault, fault, with_list};
pub use mistake::{io_reason, mistake};
pub use names::{field, operation, role, scope};

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The code in settings: `zh`, `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The language of a code or of a locale's name (`zh_CN.UTF-8`); none for others.
    pub fn from_code(code: &str) -> Option<Lang> {
        let head = code.split(['_', '-', '.', '@']).next().unwrap_or(code);
        Lang::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(head))
    }

    /// The other one.
    pub fn other(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// Its words.
    pub fn text(self) -> &'static Text {
        match self {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        }
    }
}

/// All words of one language.
#[derive(Debug)]
pub struct Text {
    /// Which language.
    pub lang: Lang,
    /// Names of actions.
    pub actions: actions::Actions,
    /// Header, panes, notices.
    pub desk: desk::Desk,
    /// What stands on cards and timelines.
    pub customer: customer::Customer,
    /// Forms and other things over the desk.
    pub forms: forms::Forms,
    /// What stands on paper.
    pub print: print::Print,
    /// What is said of tasks.
    pub task: task::Task,
    /// Giving tasks.
    pub give: give::Give,
    /// The tasks pane, and tasks worked at the desk.
    pub queue: queue::Queue,
    /// Sales after they were entered.
    pub sales: sales::Sales,
    /// Sales and stock.
    pub trade: trade::Trade,
    /// Figures of tasks and sales.
    pub figures: figures::Figures,
    /// The Today pane.
    pub today: today::Today,
    /// Sentences of the command line.
    pub cli: cli::Cli,
}

static ZH: Text = Text {
    lang: Lang::Zh,
    actions: actions::ZH,
    desk: desk::ZH,
    customer: customer::ZH,
    forms: forms::ZH,
    print: print::ZH,
    sales: sales::ZH,
    task: task::ZH,
    give: give::ZH,
    queue: queue::ZH,
    trade: trade::ZH,
    figures: figures::ZH,
    today: today::ZH,
    cli: cli::ZH,
};

static EN: Text = Text {
    lang: Lang::En,
    actions: actions::EN,
    desk: desk::EN,
    customer: customer::EN,
    forms: forms::EN,
    print: print::EN,
    sales: sales::EN,
    task: task::EN,
    give: give::EN,
    queue: queue::EN,
    trade: trade::EN,
    figures: figures::EN,
    today: today::EN,
    cli: cli::EN,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code_or_locale() {
        assert_eq!(Lang::from_code("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::from_code("EN"), Some(Lang::En));
        assert_eq!(Lang::from_code("de_DE"), None);
        assert_eq!(Lang::from_code("C"), None);
        assert_eq!(Lang::Zh.text().lang, Lang::Zh);
    }
}
