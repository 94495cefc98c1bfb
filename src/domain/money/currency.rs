//! The currencies that the program knows: their decimals and the signs people write.
//! Must not know amounts.

/// A currency of the business (setting `money`).
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    /// ISO 4217.
    pub code: &'static str,
    /// Decimals of the minor unit: 2, or 0 where there is none.
    pub exponent: u8,
    /// Stands before an amount that is shown.
    pub symbol: &'static str,
    /// What people write before or after an amount, in lower case after NFKC, beside the code
    /// and the symbol.
    signs: &'static [&'static str],
}

macro_rules! currency {
    ($code:literal, $exponent:literal, $symbol:literal, [$($sign:literal),*]) => {
        Currency { code: $code, exponent: $exponent, symbol: $symbol, signs: &[$($sign),*] }
    };
}

/// Every currency that the program knows.
pub static CURRENCIES: [Currency; 10] = [
    currency!("CNY", 2, "¥", ["元", "圆", "块", "rmb", "人民币"]),
    currency!("HKD", 2, "HK$", ["$", "元", "港币", "港幣", "港元"]),
    currency!(
        "TWD",
        2,
        "NT$",
        ["$", "元", "圆", "ntd", "台币", "新台币", "台幣", "新台幣"]
    ),
    currency!("USD", 2, "$", ["us$", "美元", "美金"]),
    currency!("EUR", 2, "€", ["欧元", "歐元"]),
    currency!("JPY", 0, "¥", ["円", "jp¥", "日元", "日圆", "日圓"]),
    currency!("GBP", 2, "£", ["英镑", "英鎊"]),
    currency!("SGD", 2, "S$", ["$", "新币", "新幣", "新元"]),
    currency!("MOP", 2, "MOP$", ["$", "元", "澳门币", "澳門幣", "澳门元"]),
    currency!("KRW", 0, "₩", ["원", "韩元", "韓元"]),
];

impl Currency {
    /// The currency of an ISO 4217 code, in any case.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        CURRENCIES
            .iter()
            .find(|currency| currency.code.eq_ignore_ascii_case(code))
    }

    /// Minor units in one major unit.
    pub fn unit(&self) -> i64 {
        10_i64.pow(u32::from(self.exponent))
    }

    /// Takes a sign of this currency off either end.
    pub(super) fn without_sign<'a>(&self, text: &'a str) -> &'a str {
        let (code, symbol) = (self.code.to_lowercase(), self.symbol.to_lowercase());
        let mut signs: Vec<&str> = self.signs.to_vec();
        signs.extend([code.as_str(), symbol.as_str()]);
        signs.sort_by_key(|sign| std::cmp::Reverse(sign.len()));
        let cut = |sign: &&str| {
            text.strip_prefix(*sign)
                .or_else(|| text.strip_suffix(*sign))
        };
        signs.iter().find_map(cut).unwrap_or(text).trim()
    }
}
