//! The words that the invented call centre is made of: surnames by how common they are, given
//! names, places with their area codes, remarks. Must not know how they are put together.

/// Surnames with how many in a thousand people bear them (the 2020 census report's order).
pub const SURNAMES: &[(&str, u32)] = &[
    ("王", 72),
    ("李", 71),
    ("张", 67),
    ("刘", 53),
    ("陈", 50),
    ("杨", 32),
    ("黄", 25),
    ("赵", 24),
    ("吴", 24),
    ("周", 23),
    ("徐", 17),
    ("孙", 16),
    ("马", 15),
    ("朱", 14),
    ("胡", 14),
    ("郭", 13),
    ("何", 13),
    ("林", 13),
    ("高", 11),
    ("罗", 11),
    ("郑", 10),
    ("梁", 10),
    ("谢", 9),
    ("宋", 8),
    ("唐", 8),
    ("许", 8),
    ("邓", 7),
    ("韩", 7),
    ("冯", 7),
    ("曹", 7),
    ("彭", 6),
    ("曾", 6),
    ("肖", 6),
    ("田", 6),
    ("董", 6),
    ("潘", 5),
    ("袁", 5),
    ("蔡", 5),
    ("蒋", 5),
    ("余", 5),
    ("于", 5),
    ("杜", 5),
    ("叶", 5),
    ("程", 5),
    ("魏", 4),
    ("苏", 4),
    ("吕", 4),
    ("丁", 4),
    ("任", 4),
    ("卢", 4),
    ("姚", 4),
    ("沈", 4),
    ("钟", 4),
    ("姜", 4),
    ("崔", 4),
    ("谭", 4),
    ("陆", 3),
    ("范", 3),
    ("汪", 3),
    ("廖", 3),
    ("石", 3),
    ("金", 3),
    ("韦", 3),
    ("贾", 3),
    ("夏", 3),
    ("付", 3),
    ("方", 3),
    ("邹", 3),
    ("熊", 3),
    ("白", 3),
    ("孟", 3),
    ("秦", 3),
    ("邱", 2),
    ("侯", 2),
    ("江", 2),
    ("尹", 2),
    ("薛", 2),
    ("闫", 2),
    ("段", 2),
    ("雷", 2),
    ("龙", 2),
    ("黎", 2),
    ("史", 2),
    ("陶", 2),
    ("贺", 2),
    ("毛", 2),
    ("郝", 2),
    ("顾", 2),
    ("龚", 2),
    ("邵", 2),
    ("万", 2),
    ("覃", 1),
    ("武", 1),
    ("钱", 1),
    ("戴", 1),
    ("严", 1),
    ("欧阳", 1),
    ("单", 1),
    ("解", 1),
    ("仇", 1),
    ("查", 1),
    ("翟", 1),
    ("司马", 1),
    ("诸葛", 1),
];

/// Characters of women's given names.
pub const HERS: &[&str] = &[
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "秀", "燕", "玲", "桂", "英", "华", "慧", "红",
    "梅", "琴", "兰", "凤", "洁", "云", "莲", "真", "环", "雪", "荣", "爱", "妹", "香", "月", "莺",
    "媛", "瑞", "凡", "佳", "嘉", "琼", "勤", "珍", "贞", "莉", "薇", "雅", "欣", "怡", "婷", "雯",
    "晓", "思", "雨", "诗", "涵", "梓", "若", "语", "乐", "绿", "如", "朗", "明", "清", "文", "心",
];

/// Characters of men's given names.
pub const HIS: &[&str] = &[
    "伟", "强", "磊", "军", "洋", "勇", "杰", "涛", "超", "明", "刚", "平", "辉", "鹏", "飞", "波",
    "斌", "宇", "浩", "凯", "健", "俊", "帆", "帅", "旭", "宁", "龙", "林", "欢", "阳", "建", "华",
    "亮", "志", "国", "庆", "文", "德", "福", "生", "海", "山", "仁", "松", "善", "厚", "义", "良",
    "朗", "晨", "博", "子", "轩", "泽", "昊", "天", "瑜", "重", "乐", "长", "行", "曾", "宏", "学",
];

/// First and last names of customers who write theirs in Latin letters.
pub const FIRST: &[&str] = &[
    "Alice", "Ben", "Carol", "David", "Emma", "Frank", "Grace", "Henry", "Irene", "Jack", "Kate",
    "Liam", "Mary", "Nathan", "Olivia", "Peter", "Quinn", "Rachel", "Simon", "Tina", "Victor",
    "Wendy", "Zoe", "Siobhán", "José", "Zoë",
];
/// Last names to go with them.
pub const LAST: &[&str] = &[
    "Adams", "Brown", "Chan", "Davies", "Evans", "Fong", "Green", "Harris", "Ip", "Jones", "Kwok",
    "Lam", "Morgan", "Ng", "O'Brien", "Parker", "Roberts", "Smith", "Tsang", "Wong", "Young",
];

/// City, province, area code, branch, streets' favourite name.
pub const CITIES: &[(&str, &str, &str, &str)] = &[
    ("上海", "上海市", "021", "SH"),
    ("上海", "上海市", "021", "SH"),
    ("苏州", "江苏省", "0512", "SZ"),
    ("南京", "江苏省", "025", "SZ"),
    ("杭州", "浙江省", "0571", "SH"),
    ("宁波", "浙江省", "0574", "SH"),
    ("北京", "北京市", "010", "BJ"),
    ("天津", "天津市", "022", "BJ"),
    ("广州", "广东省", "020", "GZ"),
    ("深圳", "广东省", "0755", "GZ"),
    ("成都", "四川省", "028", "GZ"),
    ("武汉", "湖北省", "027", "BJ"),
];

/// Streets.
pub const STREETS: &[&str] = &[
    "人民路",
    "中山路",
    "解放路",
    "建设路",
    "和平路",
    "新华路",
    "文化路",
    "长江路",
    "南京路",
    "淮海路",
    "复兴路",
    "学院路",
    "滨河路",
    "朝阳街",
    "幸福里",
    "桂花巷",
];

/// First three digits of mobile numbers in use.
pub const MOBILE: &[&str] = &[
    "130", "131", "132", "133", "135", "136", "137", "138", "139", "150", "151", "152", "153",
    "155", "156", "157", "158", "159", "176", "177", "178", "180", "181", "182", "183", "185",
    "186", "187", "188", "189", "198", "199",
];

/// Product: code, name, price in minor units, days that one lasts.
pub const PRODUCTS: &[(&str, &str, i64, Option<i64>)] = &[
    ("P001", "蜂胶软胶囊 Propolis", 29_900, Some(30)),
    ("P002", "水机 Water machine", 398_000, None),
    ("P003", "滤芯 Water filter", 36_000, Some(180)),
    ("P004", "增强蛋白粉 Protein", 25_800, Some(25)),
    ("P005", "百爱鲨标准装 Shark oil", 45_600, Some(60)),
    ("P006", "鱼油 Fish oil", 16_800, Some(45)),
    ("P007", "钙片 Calcium", 9_900, Some(30)),
    ("P008", "灵芝孢子粉 Reishi", 88_000, Some(30)),
    ("P009", "花旗参茶 Ginseng tea", 12_800, Some(20)),
    ("P010", "辅酶Q10 Coenzyme Q10", 19_800, Some(60)),
    ("P011", "血压计 Blood pressure monitor", 39_900, None),
    ("P012", "颈椎枕 Neck pillow", 26_800, None),
];

/// What was said, in Chinese and in English.
pub const NOTES: &[(&str, &str)] = &[
    (
        "说蜂胶快吃完了，月底再联系",
        "propolis nearly gone, call again at the end of the month",
    ),
    (
        "女儿接的，让晚上打",
        "daughter answered, call in the evening",
    ),
    (
        "想了解水机滤芯多久换一次",
        "asked how often the water filter is changed",
    ),
    ("对上次的活动很满意", "was very happy with the last event"),
    (
        "血压最近稳定，继续服用",
        "blood pressure is steady, goes on taking it",
    ),
    ("在外地，回来再说", "travelling, will see after coming back"),
    (
        "要求送货上门，周末在家",
        "wants delivery, at home at the weekend",
    ),
    (
        "价格有点贵，考虑一下",
        "finds it expensive, will think about it",
    ),
    (
        "给父母买的，父母说睡眠好了",
        "bought for the parents, who sleep better now",
    ),
    ("问积分怎么兑换", "asked how to redeem points"),
];

/// Relations within a household, from the one whose customer record it is.
pub const RELATIONS: &[&str] = &["spouse", "child", "parent", "sibling"];
