//! The command line's types for sales and stock. Must not know what the commands do.

use clap::{Args, Subcommand};

use super::args::{Listing, Writing};

/// `huoke sale …`
#[derive(Debug, Subcommand)]
pub(super) enum SaleCommand {
    /// Enter a sale: stock, money, points and held goods follow · 登记销售
    #[command(
        after_help = "A line is PRODUCT:QTY[:PRICE[:COLLECTED]]; what is not collected is held for the customer.\nExamples · 例:\n  huoke sale add C000001 --line P001:2 --pay wechat:598\n  huoke sale add C000001 --line P001:2:280:1 --line P002:1 --gift P009:1:birthday --pay cash:300\n  huoke sale add C000001 --redeem P009:1"
    )]
    Add(Box<SaleAdd>),
    /// One sale with its lines, payments and steps · 查看
    Show {
        /// Its code · 销售编号
        sale: String,
    },
    /// Sales, newest first · 列出
    #[command(
        after_help = "Examples · 例:\n  huoke sale list --customer C000001\n  huoke sale list --state open --by wangwei --csv"
    )]
    List(SaleList),
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

/// `huoke stock …`
#[derive(Debug, Subcommand)]
pub(super) enum StockCommand {
    /// Receive goods into the store; from then on stock of the product is kept · 入库
    #[command(after_help = "Example · 例:\n  huoke stock receive P001 100 --note 供应商送货")]
    Receive(StockChange),
    /// Say how many were counted; the difference goes into the books · 盘点
    #[command(after_help = "Example · 例:\n  huoke stock count P001 97")]
    Count(StockChange),
    /// What is on hand, held for customers and free · 库存
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
