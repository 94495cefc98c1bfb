//! The command line's types for what is asked of a customer: fields of one's own and forms.
//! Must not know what the commands do.

use clap::{Args, Subcommand};

use super::args::{Listing, Writing};

/// `huoke field …`
#[derive(Debug, Subcommand)]
pub(super) enum FieldCommand {
    /// Add a field of your own; it is custom.CODE everywhere · 新增字段
    #[command(
        after_help = "Examples · 例:\n  huoke field add rival_rep --label-zh 竞争对手代表 --label-en \"Rival's rep\" --kind text --group competitor --searchable\n  huoke field add sofa --label-zh 沙发材质 --label-en Sofa --kind choice --list sofa --value leather=真皮=Leather --value cloth=布艺=Cloth"
    )]
    Add(NewField),
    /// All fields of your own · 全部字段
    #[command(after_help = "Example · 例:\n  huoke field list --json")]
    List(Listing),
    /// Change a field's labels or group · 修改字段
    #[command(after_help = "Example · 例:\n  huoke field change rival_rep --label-zh 对手销售代表")]
    Change {
        /// Its code · 编码
        code: String,
        /// Label in Chinese · 中文名称
        #[arg(long, value_name = "TEXT")]
        label_zh: Option<String>,
        /// Label in English · 英文名称
        #[arg(long, value_name = "TEXT")]
        label_en: Option<String>,
        /// The heading it stands under; "" for none · 分组
        #[arg(long, value_name = "GROUP")]
        group: Option<String>,
        #[command(flatten)]
        writing: Writing,
    },
    /// Ask for a field no more; what is in it stays · 停用字段
    #[command(after_help = "Example · 例:\n  huoke field close rival_rep")]
    Close {
        /// Its code · 编码
        code: String,
        #[command(flatten)]
        writing: Writing,
    },
    /// Ask for a closed field again · 重新启用字段
    #[command(after_help = "Example · 例:\n  huoke field open rival_rep")]
    Open {
        /// Its code · 编码
        code: String,
        #[command(flatten)]
        writing: Writing,
    },
    /// Add a group of fields: effort, competitor, secondary · 按模板新增一组字段
    #[command(after_help = "Example · 例:\n  huoke field template competitor")]
    Template {
        /// Which · 模板
        #[arg(value_parser = ["effort", "competitor", "secondary"])]
        name: String,
        #[command(flatten)]
        writing: Writing,
    },
}

/// `huoke field add`
#[derive(Debug, Args)]
pub(super) struct NewField {
    /// Its code: lower-case letters, digits and _ · 编码
    pub(super) code: String,
    /// Label in Chinese · 中文名称
    #[arg(long, value_name = "TEXT")]
    pub(super) label_zh: String,
    /// Label in English · 英文名称
    #[arg(long, value_name = "TEXT")]
    pub(super) label_en: String,
    /// text, number, money, date, choice, flag · 类型
    #[arg(long, value_parser = ["text", "number", "money", "date", "choice", "flag"])]
    pub(super) kind: String,
    /// The heading it stands under · 分组
    #[arg(long, value_name = "GROUP")]
    pub(super) group: Option<String>,
    /// The coded list of a choice · 选项列表
    #[arg(long, value_name = "LIST")]
    pub(super) list: Option<String>,
    /// CODE=中文=English, repeatable: a value that the list gains · 选项
    #[arg(long, value_name = "CODE=ZH=EN", requires = "list")]
    pub(super) value: Vec<String>,
    /// The caller line finds customers by it (texts) · 可按内容查找
    #[arg(long)]
    pub(super) searchable: bool,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke form …`
#[derive(Debug, Subcommand)]
pub(super) enum FormCommand {
    /// What each form asks for; none: everything · 各表单的字段
    #[command(after_help = "Example · 例:\n  huoke form list --csv")]
    List(Listing),
    /// Put a ready-made form in place, with its fields · 使用模板
    ///
    /// textbook: table 6-1 · 客户信息表; retail: a member · 零售会员; company: an organisation ·
    /// 企业客户; cardealer: a car dealer · 汽车4S店; standard: everything · 全部字段
    #[command(
        after_help = "Examples · 例:\n  huoke form use retail\n  huoke form use company\n  huoke form use standard"
    )]
    Use {
        /// textbook, retail, company, cardealer, standard · 模板
        #[arg(value_parser = ["textbook", "retail", "company", "cardealer", "standard"])]
        template: String,
        #[command(flatten)]
        writing: Writing,
    },
    /// Say what a form does with one field · 设置一个字段
    #[command(
        after_help = "Examples · 例:\n  huoke form set person current birthday --required\n  huoke form set organisation prospect custom.employees --hide"
    )]
    Set {
        /// person, organisation · 表单
        #[arg(value_parser = ["person", "organisation"])]
        form: String,
        /// prospect, current, former · 阶段
        #[arg(value_parser = ["prospect", "current", "former"])]
        stage: String,
        /// The field, as --set names it, or phone, address, member · 字段
        field: String,
        #[command(flatten)]
        ask: FormAsk,
        #[command(flatten)]
        writing: Writing,
    },
}

/// What a form does with a field.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct FormAsk {
    /// Ask for it; a customer is not entered without it · 必填
    #[arg(long)]
    pub(super) required: bool,
    /// Ask for it · 选填
    #[arg(long)]
    pub(super) optional: bool,
    /// Do not ask for it · 不问
    #[arg(long)]
    pub(super) hide: bool,
}
