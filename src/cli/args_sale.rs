//! The command line's types for sales and stock. Must not know what the commands do.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::args::{Listing, Period, Writing};

/// `huoke sale …`
#[derive(Debug, Subcommand)]
pub(super) enum SaleCommand {
    /// Enter a sale: stock, money, points and held goods follow · 登记销售
    #[command(
        after_help = "A line is PRODUCT:QTY[:PRICE[:COLLECTED]]; what is not collected is held for the customer.\nExamples · 例:\n  huoke sale add C000001 --line P001:2 --pay wechat:598\n  huoke sale add C000001 --line P001:2:280:1 --line P002:1 --gift P009:1:birthday --pay cash:300\n  huoke sale add C000001 --redeem P009:1"
    )]
    Add(Box<SaleAdd>),
    /// Receive money for a sale · 补款
    #[command(after_help = "Example · 例:\n  huoke sale pay S000001 cash:300")]
    Pay(SalePay),
    /// Receive money from a customer for their oldest sales that are not paid · 按先后补款
    #[command(after_help = "Example · 例:\n  huoke sale pay-oldest C000001 wechat:500")]
    PayOldest(SalePayOldest),
    /// Give money back that is owed to the customer; no amount: all of it · 退款
    #[command(
        after_help = "Examples · 例:\n  huoke sale refund S000001 cash:300\n  huoke sale refund S000001 cash"
    )]
    Refund(SaleRefund),
    /// Hand out goods that are held; none named: all of the sale's · 领取存货
    #[command(after_help = "Example · 例:\n  huoke sale collect S000001 P001:2")]
    Collect(SaleCollect),
    /// Take goods back; none named: all of the sale's · 退货
    #[command(
        after_help = "Examples · 例:\n  huoke sale return S000001 P001:1 --refund cash\n  huoke sale return S000001 P001:1 P002:1 --reason 包装破损"
    )]
    Return(SaleReturn),
    /// Call a sale off: everything of it goes back · 取消
    #[command(
        after_help = "Example · 例:\n  huoke sale cancel S000001 --reason 客户改变主意 --refund wechat"
    )]
    Cancel(SaleCancel),
    /// One sale with its lines, payments and steps · 查看
    #[command(after_help = "Example · 例:\n  huoke sale show S000001")]
    Show {
        /// Its code · 销售编号
        sale: String,
    },
    /// Sales, newest first · 列出
    #[command(
        after_help = "Examples · 例:\n  huoke sale list --customer C000001\n  huoke sale list --state open --by wangwei --csv"
    )]
    List(SaleList),
    /// Lines that were bought, with totals · 购买记录
    #[command(
        after_help = "Examples · 例:\n  huoke sale records --customer C000001\n  huoke sale records --product P001 --from 2026-01-01 --branch SH --csv\n  huoke sale records --period \"last month\" --out bought.xlsx --reason \"month's end\""
    )]
    Records(SaleRecords),
    /// Figures of a period: sales, new and repeat customers, money · 销售业绩
    #[command(
        after_help = "Examples · 例:\n  huoke sale report --from 2026-11-01 --to 2026-11-30\n  huoke sale report --by product --period \"last month\" --csv"
    )]
    Report(SaleReport),
    /// A sales slip, or a receipt, as text · 打印销售单
    #[command(
        after_help = "The business writes its own templates: see huoke sale template.\nExamples · 例:\n  huoke sale print S000001 --width 32\n  huoke sale print S000001 --receipt"
    )]
    Print(SalePrint),
    /// The template of slips in use, to be edited and set · 单据模板
    #[command(after_help = SLIP_HELP)]
    Template(SaleTemplate),
}

const SLIP_HELP: &str = "\
Fields · 字段 (a line whose fields are all empty is left out · 字段全空的一行不印):
  {code}          number of the sale · 销售编号
  {date}          when · 日期
  {name}          the customer's name · 客户姓名
  {customer}      the customer's code · 客户编号
  {by}            who sold · 经手人
  {region}        region · 销售地区
  {method}        payment method · 支付方式
  {payment_type}  kind of payment · 货款类型
  {delivery}      delivery · 配送方式
  {address}       delivery address · 配送地址
  {remark}        remark · 备注
  {total} {paid} {due}  money in all, paid, owed · 合计、已付、欠款
  {held}          pieces held for the customer · 存货件数
  {points}        points earned, less those spent · 积分
  {lines}         alone in a line: what was bought · 单独一行：商品明细
  {payments}      alone in a line: what was paid · 单独一行：收款明细
^ at the start of a line centres it; <> sets what follows at the right edge; --- is a rule.
行首 ^ 居中；<> 之后靠右；--- 画线。
Example · 例:
  huoke sale template > slip.txt
  huoke setting set slip_sale \"$(cat slip.txt)\"";

/// `huoke sale template`
#[derive(Debug, Args)]
pub(super) struct SaleTemplate {
    /// That of receipts (setting slip_receipt) · 收据的模板
    #[arg(long)]
    pub(super) receipt: bool,
    /// The usual one, whatever the business has set · 通常的模板
    #[arg(long)]
    pub(super) usual: bool,
}

/// `huoke sale add`
#[derive(Debug, Args)]
pub(super) struct SaleAdd {
    /// The customer's code · 客户编号
    pub(super) code: String,
    /// What is bought: PRODUCT:QTY[:PRICE[:COLLECTED]] · 产品:数量[:价格[:领取数量]]
    #[arg(long = "line", value_name = "LINE")]
    pub(super) lines: Vec<String>,
    /// What is given: PRODUCT:QTY:CAUSE[:COLLECTED] · 赠品
    #[arg(long = "gift", value_name = "LINE")]
    pub(super) gifts: Vec<String>,
    /// What is had for points: PRODUCT:QTY[:POINTS[:COLLECTED]], points for one · 积分兑换
    #[arg(long = "redeem", value_name = "LINE")]
    pub(super) redeem: Vec<String>,
    /// What is paid at once: METHOD:AMOUNT · 付款
    #[arg(long = "pay", value_name = "METHOD:AMOUNT")]
    pub(super) payments: Vec<String>,
    /// When, today or before · 日期
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<String>,
    /// Who sold it · 销售人员
    #[arg(long, value_name = "LOGIN")]
    pub(super) by: Option<String>,
    /// Sales region · 销售地区
    #[arg(long, value_name = "REGION")]
    pub(super) region: Option<String>,
    /// How it is to be paid · 支付方式
    #[arg(long, value_name = "METHOD")]
    pub(super) method: Option<String>,
    /// Kind of payment: full, deposit, on_delivery, … · 货款类型
    #[arg(long, value_name = "TYPE")]
    pub(super) payment_type: Option<String>,
    /// How it is delivered · 配送方式
    #[arg(long, value_name = "HOW")]
    pub(super) delivery: Option<String>,
    /// Where to · 地址
    #[arg(long, value_name = "TEXT")]
    pub(super) address: Option<String>,
    /// Remark · 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) remark: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke sale pay`
#[derive(Debug, Args)]
pub(super) struct SalePay {
    /// The sale's code · 销售编号
    pub(super) sale: String,
    /// How and how much · 支付方式:金额
    #[arg(value_name = "METHOD:AMOUNT")]
    pub(super) payment: String,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke sale pay-oldest`
#[derive(Debug, Args)]
pub(super) struct SalePayOldest {
    /// The customer's code · 客户编号
    pub(super) customer: String,
    /// How and how much · 支付方式:金额
    #[arg(value_name = "METHOD:AMOUNT")]
    pub(super) payment: String,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke sale refund`
#[derive(Debug, Args)]
pub(super) struct SaleRefund {
    /// The sale's code · 销售编号
    pub(super) sale: String,
    /// How, and how much of it; no amount: all of it · 支付方式[:金额]，不写金额即全部
    #[arg(value_name = "METHOD[:AMOUNT]")]
    pub(super) payment: String,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke sale collect`
#[derive(Debug, Args)]
pub(super) struct SaleCollect {
    /// The sale's code · 销售编号
    pub(super) sale: String,
    /// Which goods: PRODUCT:QTY · 产品:数量
    #[arg(value_name = "PRODUCT:QTY")]
    pub(super) goods: Vec<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// `huoke sale return`
#[derive(Debug, Args)]
pub(super) struct SaleReturn {
    /// The sale's code · 销售编号
    pub(super) sale: String,
    /// Which goods come back: PRODUCT:QTY · 产品:数量
    #[arg(value_name = "PRODUCT:QTY")]
    pub(super) goods: Vec<String>,
    #[command(flatten)]
    pub(super) how: SaleBack,
}

/// `huoke sale cancel`
#[derive(Debug, Args)]
pub(super) struct SaleCancel {
    /// The sale's code · 销售编号
    pub(super) sale: String,
    #[command(flatten)]
    pub(super) how: SaleBack,
}

/// What comes with goods that go back.
#[derive(Debug, Args)]
pub(super) struct SaleBack {
    /// Give the money back at once: how, and how much; no amount: all that is owed · 退款方式[:金额]
    #[arg(long, value_name = "METHOD[:AMOUNT]")]
    pub(super) refund: Option<String>,
    /// Why · 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

impl SaleBack {
    /// The arguments as the key's digest sees them.
    pub(super) fn said<'s>(&'s self, sale: &'s str, goods: &'s [String]) -> Vec<&'s str> {
        let rest = [&self.refund, &self.reason];
        let rest = rest.map(|part| part.as_deref().unwrap_or_default());
        let goods = goods.iter().map(String::as_str);
        std::iter::once(sale).chain(goods).chain(rest).collect()
    }
}

/// `huoke sale list`
#[derive(Debug, Args)]
pub(super) struct SaleList {
    /// This customer's · 客户
    #[arg(long, value_name = "CODE")]
    pub(super) customer: Option<String>,
    /// Sold by this person · 销售人员
    #[arg(long, value_name = "LOGIN")]
    pub(super) by: Option<String>,
    /// Which stand so · 状态
    #[arg(long, value_parser = ["open", "paid", "closed", "cancelled", "returned", "void"])]
    pub(super) state: Option<String>,
    /// From this day on · 从
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    /// To this day · 到
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<String>,
    /// So many at most · 最多
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(super) limit: usize,
    #[command(flatten)]
    pub(super) listing: Listing,
}

/// `huoke sale print`
#[derive(Debug, Args)]
pub(super) struct SalePrint {
    /// Its code · 销售编号
    pub(super) sale: String,
    /// Columns of the paper: 32, 48, 80 or any other from 24 on · 列数
    #[arg(long, value_name = "COLUMNS", default_value_t = 48, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(24..=200))]
    pub(super) width: usize,
    /// A receipt for what was paid · 收据
    #[arg(long)]
    pub(super) receipt: bool,
}

/// `huoke sale records`
#[derive(Debug, Args)]
pub(super) struct SaleRecords {
    /// Bought by this customer · 客户
    #[arg(long, value_name = "CODE")]
    pub(super) customer: Option<String>,
    /// Of this product · 产品
    #[arg(long, value_name = "CODE")]
    pub(super) product: Option<String>,
    /// Sold by this person · 销售人员
    #[arg(long, value_name = "LOGIN", conflicts_with = "branch")]
    pub(super) by: Option<String>,
    /// Sold by this unit and those below it · 机构
    #[arg(long, value_name = "CODE")]
    pub(super) branch: Option<String>,
    #[command(flatten)]
    pub(super) period: Period,
    /// So many lines at most; the totals are of all · 最多
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(super) limit: usize,
    /// All of them into this file: .csv or .xlsx; needs the right to export · 导出到文件
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "reason", conflicts_with_all = ["csv", "limit"])]
    pub(super) out: Option<PathBuf>,
    /// Why they leave, for the journal · 导出原因
    #[arg(long, value_name = "TEXT", requires = "out")]
    pub(super) reason: Option<String>,
    /// Replace a file that is there · 覆盖已有文件
    #[arg(long, requires = "out")]
    pub(super) yes: bool,
    #[command(flatten)]
    pub(super) listing: Listing,
}

/// `huoke sale report`
#[derive(Debug, Args)]
pub(super) struct SaleReport {
    /// By what: person, branch, product, month, week, day · 按什么汇总
    #[arg(long, default_value = "person", value_parser = ["person", "branch", "product", "month", "week", "day"])]
    pub(super) by: String,
    #[command(flatten)]
    pub(super) period: Period,
    #[command(flatten)]
    pub(super) listing: Listing,
}

/// `huoke stock …`
#[derive(Debug, Subcommand)]
pub(super) enum StockCommand {
    /// Receive goods into the store; from then on stock of the product is kept · 入库
    #[command(after_help = "Example · 例:\n  huoke stock receive P001 100 --note 供应商送货")]
    Receive(StockChange),
    /// Say how many were counted; the difference goes into the books · 盘点
    #[command(after_help = "Example · 例:\n  huoke stock count P001 97")]
    Count(StockChange),
    /// With how many left to sell it is time to order; none said: nobody watches · 补货线
    #[command(after_help = "Example · 例:\n  huoke stock level P001 30")]
    Level(StockLevel),
    /// What is on hand, held for customers and free · 库存
    #[command(after_help = "Example · 例:\n  huoke stock list --csv")]
    List(Listing),
}

/// What a receipt or a count says.
#[derive(Debug, Args)]
pub(super) struct StockChange {
    /// The product's code · 产品编号
    pub(super) product: String,
    /// How many · 数量
    #[arg(allow_hyphen_values = true)]
    pub(super) quantity: String,
    /// Why, from whom · 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}

/// When it is time to order.
#[derive(Debug, Args)]
pub(super) struct StockLevel {
    /// The product's code · 产品编号
    pub(super) product: String,
    /// How many · 数量
    #[arg(allow_hyphen_values = true)]
    pub(super) level: Option<String>,
    #[command(flatten)]
    pub(super) writing: Writing,
}
