//! The values with which a fresh file's coded lists come: what call centres of the trade use.
//! The business changes them; nothing here is looked at again. Must not know SQL.

mod sales;

use crate::domain::interaction::Choice;

/// A list's values: code, label in Chinese, label in English.
type Values = &'static [(&'static str, &'static str, &'static str)];

/// Every value of every list, in order.
pub(super) fn all() -> impl Iterator<Item = Choice> {
    let plain = LISTS.iter().chain(sales::LISTS).flat_map(|(list, values)| {
        values
            .iter()
            .map(|value| choice(list, value.0, (value.1, value.2), None))
    });
    plain.chain(
        DISPOSITIONS
            .iter()
            .map(|&(code, zh, en, letter, validity)| {
                choice("disposition", code, (zh, en), Some((letter, validity)))
            }),
    )
}

fn choice(
    list: &str,
    code: &str,
    label: (&str, &str),
    disposition: Option<(char, &str)>,
) -> Choice {
    Choice {
        list: list.to_owned(),
        code: code.to_owned(),
        zh: label.0.to_owned(),
        en: label.1.to_owned(),
        letter: disposition.map(|(letter, _)| letter),
        validity: disposition
            .map(|(_, validity)| validity.to_owned())
            .filter(|validity| !validity.is_empty()),
        active: true,
        settles: disposition.is_some_and(|(_, validity)| validity == "valid"),
        complaint: disposition.is_some() && COMPLAINTS.contains(&code),
        under: UNDER
            .iter()
            .find(|(of, below, _)| *of == list && below.contains(&code))
            .map(|(_, _, head)| (*head).to_owned()),
    }
}

/// Lists that are trees: list, the codes below a head, the head.
const UNDER: &[(&str, &[&str], &str)] = &[
    (
        "nature",
        &["wholesaler", "retailer", "agent", "warehouse_club"],
        "intermediary",
    ),
    (
        "nature",
        &[
            "department_store",
            "supermarket",
            "chain_store",
            "speciality_store",
            "convenience_store",
        ],
        "retailer",
    ),
    ("nature", &["government", "association"], "public"),
];

/// Results of a call that are complaints.
const COMPLAINTS: &[&str] = &["hostile"];

/// Results of a call: the thirteen of a validity audit (cap. 167) and the usual ones, with the
/// letter that picks each and what it says of the number: nothing where nobody was reached, for
/// that is no wrong number. Whoever was spoken with, whatever they said, is settled for now.
#[rustfmt::skip]
const DISPOSITIONS: &[(&str, &str, &str, char, &str)] = &[
    ("reached", "已沟通", "Reached", 'r', "valid"),
    ("callback", "约定回电", "Call back", 'c', "valid"),
    ("no_answer", "无人接听", "No answer", 'a', ""),
    ("busy", "占线", "Busy", 'b', ""),
    ("opportunity", "联动商机", "Opportunity", 'o', "valid"),
    ("in_service", "伙伴服务期内", "In service", 's', "valid"),
    ("changed_supplier", "更换代理商", "Changed supplier", 'g', "valid"),
    ("not_interested", "不需要服务", "Not interested", 'n', "valid"),
    ("hostile", "有抵触情绪", "Hostile", 'h', "valid"),
    ("unsure_of_supplier", "不清楚服务商", "Unsure of supplier", 'u', "valid"),
    ("wrong_person", "信息与号码不符", "Wrong person", 'w', "invalid"),
    ("unreachable", "一直联系不上", "Unreachable", 'x', ""),
    ("fax", "传真机", "Fax", 'f', "invalid"),
    ("disconnected", "停机空号", "Disconnected", 'd', "invalid"),
    ("other", "其它", "Other", 't', "valid"),
];

#[rustfmt::skip]
const LISTS: &[(&str, Values)] = &[
    // Best first: the order in which lists rank them
    ("tier", &[
        ("diamond", "钻石卡", "Diamond"),
        ("gold", "金卡", "Gold"),
        ("silver", "银卡", "Silver"),
        ("green", "绿卡", "Green card"),
    ]),
    ("grade", &[
        ("a", "A类", "Grade A"),
        ("b", "B类", "Grade B"),
        ("c", "C类", "Grade C"),
        ("d", "D类", "Grade D"),
    ]),
    ("source", &[
        ("referral", "老客户介绍", "Referral"),
        ("phone_in", "电话咨询", "Called in"),
        ("event", "营销活动", "Event"),
        ("store", "门店", "Shop"),
        ("exhibition", "展会", "Exhibition"),
        ("advertisement", "广告", "Advertisement"),
        ("website", "网站", "Website"),
        ("wechat", "微信", "WeChat"),
        ("visit", "拜访", "Visit"),
        ("partner", "合作伙伴", "Partner"),
        ("import", "导入资料", "Imported list"),
        ("other", "其他", "Other"),
    ]),
    // Cap. 81, a tree: UNDER says which stands below which. All but a person are organisations
    ("nature", &[
        ("person", "个人消费者", "Person"),
        ("intermediary", "中间商", "Intermediary"),
        ("wholesaler", "批发商", "Wholesaler"),
        ("retailer", "零售商", "Retailer"),
        ("department_store", "百货商店", "Department store"),
        ("supermarket", "超级市场", "Supermarket"),
        ("chain_store", "连锁商店", "Chain store"),
        ("speciality_store", "专营商店", "Speciality shop"),
        ("convenience_store", "便利店", "Convenience store"),
        ("agent", "代理商", "Agent"),
        ("warehouse_club", "批发俱乐部", "Warehouse club"),
        ("manufacturer", "制造商", "Manufacturer"),
        ("public", "政府和社会团体", "Government and association"),
        ("government", "政府机构", "Government"),
        ("association", "社会团体", "Association"),
    ]),
    // Cap. 32: which card the customer has
    ("stage", &[
        ("prospect", "潜在客户", "Prospect"),
        ("current", "现有客户", "Current customer"),
        ("former", "旧客户", "Former customer"),
    ]),
    ("stop_reason", &[
        ("price", "价格太高", "Price"),
        ("quality", "产品质量", "Quality of the product"),
        ("no_effect", "效果不明显", "No effect felt"),
        ("service", "服务不满意", "Service"),
        ("no_need", "不再需要", "No need any more"),
        ("rival", "改用竞争产品", "Went to a rival"),
        ("money", "经济原因", "Money"),
        ("health", "健康原因", "Health"),
        ("moved", "搬迁外地", "Moved away"),
        ("closed", "停业改制", "Closed or restructured"),
        ("deceased", "已故", "Deceased"),
        ("lost_touch", "失去联系", "Lost touch"),
        ("other", "其他", "Other"),
    ]),
    // Whom a greeting or a list is for, beside tier and grade
    ("tag", &[
        ("key", "重点客户", "Key customer"),
        ("referrer", "热心介绍", "Refers others"),
        ("lectures", "爱听讲座", "Comes to talks"),
        ("offers", "注重优惠", "Looks for offers"),
        ("gift_buyer", "常送礼", "Buys as gifts"),
    ]),
    // Cap. 74
    ("retention", &[
        ("active", "在用", "In use"),
        ("stopped", "停用", "Stopped"),
        ("lost", "流失", "Lost"),
        ("returned", "返回", "Returned"),
    ]),
    // Cap. 11
    ("hobby", &[
        ("sport", "运动健身", "Sport"),
        ("walking", "散步旅游", "Walking and travel"),
        ("square_dance", "广场舞", "Square dancing"),
        ("reading", "读书看报", "Reading"),
        ("calligraphy", "书法绘画", "Calligraphy and painting"),
        ("music", "音乐戏曲", "Music and opera"),
        ("chess", "棋牌", "Chess and cards"),
        ("fishing", "钓鱼", "Fishing"),
        ("gardening", "养花种菜", "Gardening"),
        ("pets", "养宠物", "Pets"),
        ("cooking", "烹饪", "Cooking"),
        ("photography", "摄影", "Photography"),
        ("shopping", "购物", "Shopping"),
        ("tv", "影视", "Television and films"),
        ("other", "其他", "Other"),
    ]),
    // Cap. 76
    ("usage", &[
        ("self", "本人使用", "For self"),
        ("parents", "送父母", "For parents"),
        ("friend", "送朋友", "For a friend"),
        ("colleague", "送同事", "For a colleague"),
        ("family", "家人使用", "For the family"),
        ("company", "单位使用", "For the company"),
    ]),
    ("sex", &[
        ("female", "女", "Female"),
        ("male", "男", "Male"),
    ]),
    ("education", &[
        ("primary", "小学", "Primary school"),
        ("junior", "初中", "Junior high school"),
        ("senior", "高中", "Senior high school"),
        ("vocational", "中专", "Vocational school"),
        ("college", "大专", "College"),
        ("bachelor", "本科", "Bachelor"),
        ("master", "硕士", "Master"),
        ("doctor", "博士", "Doctorate"),
        ("other", "其他", "Other"),
    ]),
    // The 56 of china
    ("ethnicity", &[
        ("han", "汉族", "Han"), ("zhuang", "壮族", "Zhuang"), ("hui", "回族", "Hui"),
        ("manchu", "满族", "Manchu"), ("uyghur", "维吾尔族", "Uyghur"), ("miao", "苗族", "Miao"),
        ("yi", "彝族", "Yi"), ("tujia", "土家族", "Tujia"), ("tibetan", "藏族", "Tibetan"),
        ("mongol", "蒙古族", "Mongol"), ("dong", "侗族", "Dong"), ("bouyei", "布依族", "Bouyei"),
        ("yao", "瑶族", "Yao"), ("bai", "白族", "Bai"), ("korean", "朝鲜族", "Korean"),
        ("hani", "哈尼族", "Hani"), ("li", "黎族", "Li"), ("kazakh", "哈萨克族", "Kazakh"),
        ("dai", "傣族", "Dai"), ("she", "畲族", "She"), ("lisu", "傈僳族", "Lisu"),
        ("dongxiang", "东乡族", "Dongxiang"), ("gelao", "仡佬族", "Gelao"), ("lahu", "拉祜族", "Lahu"),
        ("wa", "佤族", "Wa"), ("sui", "水族", "Sui"), ("naxi", "纳西族", "Naxi"),
        ("qiang", "羌族", "Qiang"), ("tu", "土族", "Tu"), ("mulao", "仫佬族", "Mulao"),
        ("xibe", "锡伯族", "Xibe"), ("kyrgyz", "柯尔克孜族", "Kyrgyz"), ("jingpo", "景颇族", "Jingpo"),
        ("daur", "达斡尔族", "Daur"), ("salar", "撒拉族", "Salar"), ("blang", "布朗族", "Blang"),
        ("maonan", "毛南族", "Maonan"), ("tajik", "塔吉克族", "Tajik"), ("pumi", "普米族", "Pumi"),
        ("achang", "阿昌族", "Achang"), ("nu", "怒族", "Nu"), ("evenki", "鄂温克族", "Evenki"),
        ("gin", "京族", "Gin"), ("jino", "基诺族", "Jino"), ("deang", "德昂族", "De'ang"),
        ("bonan", "保安族", "Bonan"), ("russian", "俄罗斯族", "Russian"), ("yugur", "裕固族", "Yugur"),
        ("uzbek", "乌孜别克族", "Uzbek"), ("monba", "门巴族", "Monba"), ("oroqen", "鄂伦春族", "Oroqen"),
        ("derung", "独龙族", "Derung"), ("hezhen", "赫哲族", "Hezhen"), ("lhoba", "珞巴族", "Lhoba"),
        ("tatar", "塔塔尔族", "Tatar"), ("gaoshan", "高山族", "Gaoshan"), ("other", "其他", "Other"),
    ]),
    ("occupation", &[
        ("retired", "退休", "Retired"),
        ("professional", "专业技术人员", "Professional"),
        ("management", "管理人员", "Management"),
        ("skilled_manual", "技术工人", "Skilled manual"),
        ("manual", "普通工人", "Manual"),
        ("clerical", "职员", "Clerical"),
        ("official", "公务员", "Official"),
        ("teacher", "教师", "Teacher"),
        ("doctor", "医务人员", "Medical staff"),
        ("soldier", "军人", "Soldier"),
        ("farmer", "农民", "Farmer"),
        ("self_employed", "个体经营", "Self-employed"),
        ("freelance", "自由职业", "Freelance"),
        ("student", "学生", "Student"),
        ("housekeeping", "家务", "Housekeeping"),
        ("other", "其他", "Other"),
    ]),
    ("marital_status", &[
        ("single", "未婚", "Single"),
        ("married", "已婚", "Married"),
        ("divorced", "离异", "Divorced"),
        ("widowed", "丧偶", "Widowed"),
    ]),
    ("income", &[
        ("under_50k", "5万以下", "Under 50,000"),
        ("50k_100k", "5万至10万", "50,000 to 100,000"),
        ("100k_200k", "10万至20万", "100,000 to 200,000"),
        ("200k_500k", "20万至50万", "200,000 to 500,000"),
        ("over_500k", "50万以上", "Over 500,000"),
    ]),
    ("health", &[
        ("good", "良好", "Good"),
        ("fair", "一般", "Fair"),
        ("poor", "较差", "Poor"),
        ("chronic", "慢性病", "Chronic illness"),
    ]),
    ("credit", &[
        ("excellent", "优", "Excellent"),
        ("good", "良", "Good"),
        ("fair", "中", "Fair"),
        ("poor", "差", "Poor"),
    ]),
    ("id_type", &[
        ("id_card", "身份证", "Identity card"),
        ("passport", "护照", "Passport"),
        ("officer", "军官证", "Officer's card"),
        ("hk_macao", "港澳通行证", "Hong Kong and Macao permit"),
        ("taiwan", "台胞证", "Taiwan permit"),
        ("residence", "居留证", "Residence permit"),
        ("driving", "驾驶证", "Driving licence"),
        ("business", "营业执照", "Business licence"),
        ("other", "其他", "Other"),
    ]),
    ("relation", &[
        ("spouse", "配偶", "Spouse"),
        ("husband", "丈夫", "Husband"),
        ("wife", "妻子", "Wife"),
        ("father", "父亲", "Father"),
        ("mother", "母亲", "Mother"),
        ("son", "儿子", "Son"),
        ("daughter", "女儿", "Daughter"),
        ("brother", "兄弟", "Brother"),
        ("sister", "姐妹", "Sister"),
        ("parent", "父母", "Parent"),
        ("child", "子女", "Child"),
        ("sibling", "兄弟姐妹", "Brother or sister"),
        ("grandfather", "祖父", "Grandfather"),
        ("grandmother", "祖母", "Grandmother"),
        ("grandchild", "孙辈", "Grandchild"),
        ("relative", "亲戚", "Relative"),
        ("friend", "朋友", "Friend"),
        ("colleague", "同事", "Colleague"),
        ("owner", "老板", "Owner"),
        ("manager", "经理", "Manager"),
        ("purchaser", "采购", "Purchaser"),
        ("accountant", "财务", "Accountant"),
        ("assistant", "助理", "Assistant"),
        ("other", "其他", "Other"),
    ]),
    ("payment_method", &[
        ("cash", "现金", "Cash"),
        ("card", "刷卡", "Bank card"),
        ("transfer", "转账", "Bank transfer"),
        ("wechat", "微信支付", "WeChat Pay"),
        ("alipay", "支付宝", "Alipay"),
        ("on_delivery", "货到付款", "On delivery"),
        ("imported", "导入", "Imported"),
        ("other", "其他", "Other"),
    ]),
    ("preferred_time", &[
        ("any", "随时", "Any time"),
        ("morning", "上午", "Mornings"),
        ("noon", "中午", "Noon"),
        ("afternoon", "下午", "Afternoons"),
        ("evening", "晚上", "Evenings"),
        ("workday", "工作日", "Working days"),
        ("weekend", "周末", "Weekends"),
    ]),
    // What people are asked to do (cap. 94, 102); domain::task says which need a contact
    ("task_kind", &[
        ("delivery", "送货", "Delivery"),
        ("follow_up", "跟踪回访", "Follow-up"),
        ("collection", "收款", "Collection"),
        ("birthday", "生日回访", "Birthday visit"),
        ("guidance", "购买跟踪指导", "Guidance after purchase"),
        ("greeting", "节日问候", "Greeting"),
        ("visit", "拜访", "Visit"),
        ("other", "其他事务", "Other"),
    ]),
    // What was said and done (cap. 5, 14), what it cost us to win and keep them (cap. 23), what we
    // heard of rivals (cap. 24) and from others (cap. 22)
    ("interaction_kind", &[
        ("call", "电话", "Call"),
        ("visit", "拜访", "Visit"),
        ("sms", "短信", "Text message"),
        ("message", "微信", "WeChat message"),
        ("email", "电子邮件", "E-mail"),
        ("mail", "信函", "Letter"),
        ("shop", "到店", "In the shop"),
        ("service", "服务", "Service"),
        ("gift", "赠送礼品", "Gift"),
        ("discount", "优惠折扣", "Discount"),
        ("support", "合作支持", "Support"),
        ("effort", "其他投入", "Other effort"),
        ("competitor", "竞争对手情况", "Note on a rival"),
        ("secondary", "二手资料", "Secondary data"),
        ("note", "备注", "Note"),
    ]),
];

#[cfg(test)]
#[path = "usual_tests.rs"]
mod tests;
