//! Groups of fields that any customer may have: what we spend on them, what rivals do there, what
//! others say of them. Must not know how they are added.

use super::{Group, List, found_by, one_of, own, text};
use crate::domain::customer::CustomKind;

/// How good something is, and how content somebody.
pub(super) const RATING: List = (
    "rating",
    &[
        ("very_good", "很好", "Very good"),
        ("good", "好", "Good"),
        ("fair", "一般", "Fair"),
        ("poor", "差", "Poor"),
        ("very_poor", "很差", "Very poor"),
    ],
);

#[rustfmt::skip]
pub(super) const ALL: &[Group] = &[
    // Cap. 23: what each effort was is an interaction with place and cost; these sum it up.
    Group {
        code: "effort",
        lists: &[],
        fields: &[
            own("effort_budget", "年度投入预算", "Yearly budget for effort", CustomKind::Money),
            text("effort_discounts", "给予的优惠", "Discounts given"),
            text("effort_gifts", "礼品与购物券", "Gifts and vouchers"),
            text("effort_services", "提供的产品和服务", "Products and services supplied"),
            text("effort_support", "合作与支持", "Cooperation and support"),
            text("effort_other", "其他努力", "Other efforts"),
        ],
    },
    // Cap. 24
    Group {
        code: "competitor",
        lists: &[RATING],
        fields: &[
            found_by("rival", "竞争对手", "Rival"),
            text("rival_products", "对手产品使用情况", "Use of the rival's products"),
            one_of("rival_satisfaction", "对对手产品的满意度", "Satisfaction with the rival", "rating"),
            found_by("rival_rep", "对手销售代表", "Rival's rep"),
            text("rival_rep_traits", "对手销售的特点", "How the rival's rep sells"),
            one_of("rival_relation", "对手代表与客户的关系", "Rival's rep and customer", "rating"),
        ],
    },
    // Cap. 22
    Group {
        code: "secondary",
        lists: &[RATING],
        fields: &[
            one_of("attitude", "对本企业的态度", "Attitude to us", "rating"),
            one_of("opinion", "对本企业的评价", "Opinion of us", "rating"),
            one_of("management", "经营管理者能力", "Ability of its managers", "rating"),
            one_of("staff_quality", "员工素质", "Quality of its staff", "rating"),
            text("industry_competition", "行业竞争状况", "Competition in its industry"),
            one_of("image", "企业形象和声誉", "Image and reputation", "rating"),
            one_of("finances", "财务状况", "Finances", "rating"),
            one_of("contract_performance", "履行合同情况", "Performance of contracts", "rating"),
            text("known_problems", "存在问题", "Known problems"),
            text("credit_notes", "信用情况", "Credit"),
            text("rival_dealings", "与其他竞争者交易情况", "Dealings with other suppliers"),
            text("demand_traits", "需求特征", "Traits of its demand"),
            one_of("potential", "潜力", "Potential", "rating"),
        ],
    },
];
