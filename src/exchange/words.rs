//! The usual headers of each field, in the form that [`super::headers`] compares: without case,
//! width, figures and punctuation. Must not know how they are compared.

use super::field::{Field, Kind};

pub(super) type Table = &'static [(Field, &'static str)];

/// The table of a kind.
pub(super) fn of(kind: Kind) -> Table {
    match kind {
        Kind::Customers => CUSTOMERS,
        Kind::Products => PRODUCTS,
        Kind::Sales => SALES,
        Kind::Interactions => INTERACTIONS,
    }
}

/// Each field with its usual headers in the form that `normal` gives.
pub(super) const CUSTOMERS: Table = &[
    (
        Field::Code,
        "客户编号 客户编码 客户代码 客户号 顾客编号 编号 編號 code customercode customerid \
         customerno customernumber customerkey id",
    ),
    (
        Field::Name,
        "anzeigename \
         姓名 客户姓名 顾客姓名 会员姓名 客户名称 客户名 客户 顾客 联系人 联系人姓名 名称 名字 单位名称 \
         客戶姓名 客戶名稱 name fullname customername customer contactname displayname \
         client clientname",
    ),
    (
        Field::Phone,
        "carphone autotelefon weiterestelefon haupttelefon radiophone \
         电话 电话号码 客户电话 顾客电话 会员电话 联系电话 联系号码 联系方式 其他电话 备用电话 号码 電話 電話號碼 聯絡電話 \
         phone phoneno phonenumber phonevalue telephone telephonenumber tel telno \
         contactnumber contactphone primaryphone otherphone phones",
    ),
    (
        Field::Mobile,
        "homemobile workmobile mobiltelefon mobiltelnr handy \
         手机 手机号 手机号码 客户手机 客户手机号 联系手机 移动电话 手機 手機號碼 行動電話 mobile mobileno \
         mobilenumber mobilephone cell cellphone cellnumber",
    ),
    (
        Field::Landline,
        "telefonprivat telefongeschäftlich telprivat teldienstlich companyphone worknumber \
         固定电话 固话 座机 座机号码 办公电话 公司电话 单位电话 家庭电话 住宅电话 市話 \
         landline homephone homephonenumber businessphone workphone officephone \
         companymainphone",
    ),
    (
        Field::Fax,
        "otherfax workfax faxnummer faxprivat faxgeschäftlich weiteresfax \
         传真 传真号码 傳真 fax faxno faxnumber businessfax homefax",
    ),
    (
        Field::Email,
        "emailadresse primäreemailadresse sekundäreemailadresse primaryemail secondaryemail \
         邮箱 电子邮箱 电子邮件 邮件 邮件地址 電子郵件 信箱 email emailaddress \
         emailvalue mail",
    ),
    (
        Field::CardNo,
        "会员卡号 会员卡 会员号 会员编号 卡号 客户卡号 贵宾卡号 會員卡號 cardno cardnumber card membercard \
         membershipcard membershipno memberno membernumber",
    ),
    (
        Field::Birthday,
        "geburtstag \
         生日 客户生日 会员生日 出生日期 出生年月日 阳历生日 公历生日 出生年月 birthday birthdate \
         dateofbirth dob born",
    ),
    (
        Field::LunarBirthday,
        "农历生日 阴历生日 旧历生日 農曆生日 lunarbirthday",
    ),
    (Field::Sex, "性别 客户性别 性別 sex gender geschlecht"),
    (
        Field::Grade,
        "客户级别 客户类型 客户类别 级别 类型 grade class customertype",
    ),
    (
        Field::Tier,
        "等级 客户等级 顾客等级 会员等级 会员类型 会员级别 等級 tier level membership membershiplevel \
         membershiptier",
    ),
    (
        Field::Source,
        "来源 客户来源 信息来源 來源 source leadsource customersource",
    ),
    (Field::Nature, "性质 客户性质 顾客性质 nature"),
    (
        Field::Stage,
        "客户阶段 阶段 客户状态 stage lifecycle lifecyclestage customerstage",
    ),
    (
        Field::StopReason,
        "停止购买原因 停用原因 流失原因 stopreason reasonforstopping lostreason",
    ),
    (Field::Usage, "使用状态 使用情况 用途 usage"),
    (
        Field::Owner,
        "负责人 业务员 客户经理 营销员 所属员工 負責人 owner accountmanager \
         accountowner salesrep salesperson assignedto",
    ),
    (Field::Branch, "分公司 所属分公司 branch"),
    (Field::Department, "部门 所属部门 部門 department dept"),
    (
        Field::Province,
        "省份 省 省市 state province region stateprovince",
    ),
    (Field::City, "城市 市 所在城市 city town"),
    (
        Field::Address,
        "地址 客户地址 联系地址 通讯地址 详细地址 家庭地址 住址 收货地址 通訊地址 address \
         streetaddress street mailingaddress addressline",
    ),
    (
        Field::Postcode,
        "邮编 邮政编码 郵編 郵遞區號 postcode postalcode zip zipcode",
    ),
    (
        Field::Employer,
        "firma workcompany \
         单位 工作单位 公司 公司名称 公司名稱 employer company companyname organization \
         organisation organizationname",
    ),
    (Field::Education, "学历 文化程度 教育程度 學歷 education"),
    (Field::Ethnicity, "民族 ethnicity"),
    (Field::Occupation, "职业 职务 职位 職業 occupation"),
    (Field::MaritalStatus, "婚姻状况 婚姻 婚否 maritalstatus"),
    (
        Field::Income,
        "收入 月收入 年收入 income yearlyincome annualincome",
    ),
    (Field::NativePlace, "籍贯 籍貫 nativeplace"),
    (Field::Health, "健康状况 身体状况 health"),
    (
        Field::Credit,
        "信誉度 信用 资信 信用等级 credit creditstanding",
    ),
    (Field::IdType, "证件类型 idtype"),
    (
        Field::IdNumber,
        "身份证 身份证号 身份证号码 证件号 证件号码 idnumber nationalid",
    ),
    (
        Field::PreferredTime,
        "联系时机 方便联系时间 方便时间 preferredtime preferredcontacttime \
         besttimetocall",
    ),
    (Field::Tag, "标签 客户标签 標籤 tag tags labels"),
    (Field::DoNotCall, "勿扰 拒绝来电 免打扰 donotcall dnc"),
    (
        Field::Remark,
        "notizen info jobtitle job organizationtitle arbeitstitel worktitle position profession \
         备注 客户备注 备注信息 说明 備註 remark remarks note notes comment comments",
    ),
];

pub(super) const PRODUCTS: Table = &[
    (
        Field::Code,
        "编码 编号 产品编码 产品编号 产品代码 商品编码 商品编号 货号 條碼 条码 code \
         productcode productid productno productkey sku itemcode id",
    ),
    (
        Field::Name,
        "名称 产品 产品名称 品名 商品 商品名称 產品名稱 name product productname item \
         itemname title",
    ),
    (
        Field::Price,
        "价格 单价 售价 零售价 價格 price unitprice listprice retailprice",
    ),
    (
        Field::CycleDays,
        "使用周期 使用天数 周期天数 周期 cycledays cycle",
    ),
    (Field::Points, "积分 積分 points"),
    (
        Field::Category,
        "类别 分类 产品类别 产品分类 商品分类 category productcategory",
    ),
    (
        Field::Remark,
        "备注 说明 remark remarks note notes description",
    ),
];

pub(super) const SALES: Table = &[
    (
        Field::Order,
        "订单号 订单编号 单号 销售单号 單號 order orderno orderid ordernumber \
         salesordernumber invoiceno invoice",
    ),
    (
        Field::Customer,
        "客户编号 客户编码 客户代码 顾客编号 客户 customer customercode customerid \
         customerno customerkey",
    ),
    (
        Field::CardNo,
        "会员卡号 会员号 卡号 會員卡號 cardno cardnumber memberno",
    ),
    (
        Field::Phone,
        "电话 手机 手机号 联系电话 phone mobile phonenumber",
    ),
    (
        Field::Product,
        "产品 产品编码 产品编号 商品编码 商品编号 商品 货号 product productcode \
         productid productkey sku item",
    ),
    (
        Field::Date,
        "日期 销售日期 购买日期 订单日期 下单日期 成交日期 date orderdate saledate \
         salesdate purchasedate purchasedon",
    ),
    (
        Field::Name,
        "客户姓名 姓名 顾客姓名 会员姓名 客户名称 customername buyername",
    ),
    (Field::Time, "时间 time"),
    (
        Field::Quantity,
        "数量 销售数量 购买数量 數量 quantity qty orderquantity",
    ),
    (
        Field::Collected,
        "已提 已提数量 提货数量 collected collectedquantity",
    ),
    (Field::UnitPrice, "单价 价格 單價 unitprice price"),
    (
        Field::Amount,
        "金额 总额 销售金额 总价 金額 amount total salesamount lineamount linetotal",
    ),
    (Field::Paid, "已付 实收 收款 付款金额 实付 paid amountpaid"),
    (
        Field::PaymentMethod,
        "支付方式 付款方式 paymentmethod paymethod",
    ),
    (
        Field::By,
        "业务员 销售员 负责人 营销员 by salesperson salesrep agent",
    ),
    (Field::Remark, "备注 说明 remark remarks note notes"),
];

pub(super) const INTERACTIONS: Table = &[
    (
        Field::Customer,
        "客户编号 客户编码 客户代码 顾客编号 客户 customer customercode customerid \
         customerno",
    ),
    (
        Field::CardNo,
        "会员卡号 会员号 卡号 cardno cardnumber memberno",
    ),
    (
        Field::Phone,
        "电话 手机 手机号 联系电话 号码 phone mobile phonenumber number",
    ),
    (
        Field::Date,
        "日期 联系日期 跟进日期 通话日期 联系时间 通话时间 跟进时间 date contactdate \
         calldate contactedon contactedat calledat",
    ),
    (
        Field::Name,
        "客户姓名 姓名 顾客姓名 来电人 客户名称 name customername caller callername",
    ),
    (Field::Place, "地点 联系地点 place location"),
    (Field::Cost, "费用 投入 花费 cost"),
    (Field::Time, "时间 time calltime"),
    (Field::Sort, "联系类型 联系方式 kind contacttype calltype"),
    (
        Field::Direction,
        "方向 呼叫方向 呼入呼出 direction calldirection",
    ),
    (
        Field::Disposition,
        "结果 通话结果 联系结果 disposition result outcome",
    ),
    (
        Field::By,
        "负责人 业务员 坐席 话务员 跟进人 联系人员 by agent staff user",
    ),
    (
        Field::Note,
        "备注 内容 跟进内容 通话内容 跟踪记录 联系内容 note notes remark comment \
         comments summary",
    ),
    (
        Field::Next,
        "下次联系 下次联系时间 下次跟进时间 下次跟进 next nextcontact nextcontacton \
         followup followupdate",
    ),
];
