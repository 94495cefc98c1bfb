//! Forms of trades: which fields a person's or an organisation's form asks for at each stage.
//! Must not know how they are put in place.

use super::groups::RATING;
use super::{Group, List, Trade, found_by, one_of, own, text};
use crate::domain::customer::{CustomKind, FormKind};

/// How somebody would rather buy (cap. 32).
const BUYING: List = (
    "way_of_buying",
    &[
        ("phone", "电话订购", "By phone"),
        ("shop", "到店购买", "In the shop"),
        ("event", "活动现场", "At an event"),
        ("online", "网上购买", "Online"),
        ("delivery", "送货上门", "Delivered"),
        ("other", "其他", "Other"),
    ],
);

#[rustfmt::skip]
pub(super) const ALL: &[Trade] = &[
    // Table 6-1 of the textbook (cap. 18 to 20), with the three cards of cap. 32.
    Trade {
        code: "textbook",
        form: FormKind::Person,
        own: Group {
            code: "textbook",
            lists: &[BUYING],
            fields: &[
                found_by("signed_by", "签单人员", "Signed by"),
                own("filled_on", "填表日期", "Form filled in on", CustomKind::Date),
                text("needs", "需求特征", "Needs"),
                text("buying_time", "可能的购买时间", "Likely time of buying"),
                text("buying_place", "可能的购买地点", "Likely place of buying"),
                one_of("buying_way", "可能的购买方式", "Likely way of buying", "way_of_buying"),
            ],
        },
        asked: &[
            ("name", "pcf", "pcf"), ("phone", "pcf", "pcf"), ("stage", "pcf", ""),
            ("custom.signed_by", "cf", "c"), ("custom.filled_on", "pcf", "c"),
            ("native_place", "cf", ""), ("sex", "pcf", "c"), ("health", "cf", ""),
            ("birthday", "pcf", "c"), ("credit", "cf", ""), ("education", "cf", ""),
            ("income", "cf", ""), ("id_type", "cf", ""), ("id_number", "cf", ""),
            ("address", "pcf", "c"), ("email", "pcf", ""), ("member", "cf", ""),
            ("custom.needs", "p", "p"), ("custom.buying_time", "p", ""),
            ("custom.buying_place", "p", ""), ("custom.buying_way", "p", ""),
            ("stop_reason", "f", "f"), ("remark", "pcf", ""),
        ],
    },
    // A member of a shop or a service centre: cap. 6 to 12, 26, 70 to 77.
    Trade {
        code: "retail",
        form: FormKind::Person,
        own: Group {
            code: "retail",
            lists: &[],
            fields: &[
                one_of("hobby", "爱好", "Hobby", "hobby"),
                text("habits", "习惯与需求特点", "Habits and needs"),
                one_of("retention", "保持状态", "Retention", "retention"),
                own("joined_on", "入会日期", "Member since", CustomKind::Date),
                own("wechat_member", "已加微信", "On WeChat", CustomKind::Flag),
            ],
        },
        asked: &[
            ("name", "pcf", "pcf"), ("phone", "pcf", "pcf"), ("sex", "pcf", ""),
            ("stage", "pcf", ""), ("birthday", "pcf", "c"), ("anniversary", "cf", ""),
            ("card_no", "cf", "c"), ("tier", "cf", "c"), ("custom.joined_on", "cf", ""),
            ("grade", "pcf", ""), ("source", "pcf", "p"), ("usage", "pcf", ""),
            ("custom.retention", "cf", ""), ("custom.hobby", "pcf", ""),
            ("custom.habits", "pcf", ""), ("preferred_time", "pcf", ""),
            ("custom.wechat_member", "pcf", ""), ("address", "pcf", ""), ("member", "cf", ""),
            ("health", "cf", ""), ("occupation", "pcf", ""), ("income", "pcf", ""),
            ("do_not_call", "pcf", ""), ("stop_reason", "f", "f"), ("remark", "pcf", ""),
        ],
    },
    // A company's file: cap. 21 and 25.
    Trade {
        code: "company",
        form: FormKind::Organisation,
        own: Group {
            code: "company",
            lists: &[RATING],
            fields: &[
                found_by("legal_person", "法定代表人", "Legal representative"),
                own("founded", "成立日期", "Founded on", CustomKind::Date),
                own("capital", "注册资本", "Registered capital", CustomKind::Money),
                own("employees", "员工人数", "Employees", CustomKind::Number),
                text("product_mix", "产品结构", "Product mix"),
                text("market", "市场需求与竞争力", "Market and competitiveness"),
                text("trade_with_us", "与己方交易情况", "Trade with us"),
                one_of("assessment", "资信评估", "Credit assessment", "rating"),
                own("credit_limit", "信用额度", "Credit limit", CustomKind::Money),
                text("demand", "客户需求", "What it needs"),
                own("turnover", "年营业额", "Yearly turnover", CustomKind::Money),
                text("organisation_chart", "组织架构", "Organisation chart"),
                found_by("rivals", "竞争者情况", "Competitors"),
            ],
        },
        asked: &[
            ("name", "pcf", "pcf"), ("phone", "pcf", "pcf"), ("nature", "pcf", "pcf"),
            ("stage", "pcf", ""), ("member", "pcf", "c"), ("address", "pcf", "c"),
            ("email", "pcf", ""), ("source", "pcf", ""), ("grade", "pcf", ""),
            ("custom.legal_person", "cf", ""), ("id_type", "cf", ""), ("id_number", "cf", ""),
            ("custom.founded", "cf", ""), ("custom.capital", "cf", ""),
            ("custom.employees", "pcf", ""), ("custom.product_mix", "pcf", ""),
            ("custom.market", "pcf", ""), ("custom.demand", "pcf", "p"),
            ("custom.turnover", "cf", ""), ("custom.organisation_chart", "cf", ""),
            ("custom.trade_with_us", "cf", ""), ("custom.assessment", "cf", ""),
            ("credit", "cf", ""), ("custom.credit_limit", "c", ""), ("custom.rivals", "pcf", ""),
            ("preferred_time", "pcf", ""), ("stop_reason", "f", "f"), ("remark", "pcf", ""),
        ],
    },
    // A car dealer's (4S) customer: what brings them back is the car, so the car's dates are in it.
    Trade {
        code: "cardealer",
        form: FormKind::Person,
        own: Group {
            code: "cardealer",
            lists: &[],
            fields: &[
                text("wanted_model", "意向车型", "Model in mind"),
                own("budget", "购车预算", "Budget", CustomKind::Money),
                own("wanted_by", "预计购车日期", "Wants it by", CustomKind::Date),
                own("test_drive", "已试驾", "Has test-driven", CustomKind::Flag),
                own("trade_in", "旧车置换", "Trades an old car in", CustomKind::Flag),
                found_by("plate", "车牌号", "Plate"),
                found_by("vin", "车架号", "VIN"),
                found_by("model", "车型", "Model"),
                own("bought_on", "购车日期", "Bought on", CustomKind::Date),
                own("mileage", "行驶里程", "Mileage", CustomKind::Number),
                own("next_service", "下次保养日期", "Next service", CustomKind::Date),
                own("insured_until", "保险到期日", "Insured until", CustomKind::Date),
                own("inspected_until", "年检到期日", "Inspected until", CustomKind::Date),
                text("rival_quote", "其他店报价", "What other dealers ask"),
            ],
        },
        asked: &[
            ("name", "pcf", "pcf"), ("phone", "pcf", "pcf"), ("sex", "pcf", ""),
            ("stage", "pcf", ""), ("source", "pcf", "p"), ("grade", "pcf", ""),
            ("custom.wanted_model", "p", "p"), ("custom.budget", "p", ""),
            ("custom.wanted_by", "p", ""), ("custom.test_drive", "p", ""),
            ("custom.trade_in", "p", ""), ("custom.rival_quote", "p", ""),
            ("custom.plate", "cf", ""), ("custom.vin", "cf", "c"), ("custom.model", "cf", "c"),
            ("custom.bought_on", "cf", "c"), ("custom.mileage", "cf", ""),
            ("custom.next_service", "c", ""), ("custom.insured_until", "c", ""),
            ("custom.inspected_until", "c", ""), ("id_type", "cf", ""), ("id_number", "cf", ""),
            ("birthday", "pcf", ""), ("address", "pcf", ""), ("occupation", "pcf", ""),
            ("income", "p", ""), ("usage", "pcf", ""), ("member", "cf", ""),
            ("preferred_time", "pcf", ""), ("stop_reason", "f", "f"), ("remark", "pcf", ""),
        ],
    },
];
