//! The invented business itself: branches, teams, people and products.
//! Must not know its customers.

use fastrand::Rng;

use super::people;
use super::words::PRODUCTS;
use crate::domain::ids::{ProductId, StaffId, UnitId};
use crate::domain::name;
use crate::domain::product::Product;
use crate::domain::staff::{NewStaff, Role};
use crate::error::Result;
use crate::store::{Tx, product, staff, unit};

/// Login of the administrator, who is there before anyone.
pub(super) const ADMIN: &str = "admin";
/// Most agents of one team.
const TEAM: usize = 12;
/// Extension of the first agent.
const FIRST_EXT: usize = 801;

const BRANCHES: &[(&str, &str)] = &[
    ("SH", "上海分公司"),
    ("SZ", "苏州分公司"),
    ("BJ", "北京分公司"),
    ("GZ", "广州分公司"),
];
/// The branches that the first agents sit in; the others follow in turn.
const FIRST_SEATS: &[usize] = &[0, 0, 1, 2, 3];
const TEAMS: &[&str] = &["一组", "二组", "三组", "四组", "五组", "六组"];

/// An agent.
#[derive(Debug, Clone)]
pub(super) struct Agent {
    pub(super) id: StaffId,
    pub(super) branch: &'static str,
    pub(super) team: String,
    pub(super) team_id: UnitId,
    /// Their supervisor.
    pub(super) leader: StaffId,
    pub(super) ext: String,
}

/// What customers and histories refer to.
#[derive(Debug)]
pub(super) struct Business {
    pub(super) agents: Vec<Agent>,
    pub(super) products: Vec<ProductId>,
    /// Places in `agents` by branch.
    by_branch: Vec<(&'static str, Vec<usize>)>,
}

impl Business {
    /// Who has the customers of a household: somebody of its branch, where the branch has anyone.
    pub(super) fn owner(&self, branch: &str, household: u64) -> usize {
        let everyone = self.agents.len().max(1);
        let there = self.by_branch.iter().find(|(code, _)| *code == branch);
        let there = there
            .map(|(_, agents)| agents.as_slice())
            .filter(|agents| !agents.is_empty());
        let pick = |of: usize| usize::try_from(household % of as u64).unwrap_or(0);
        match there {
            Some(agents) => agents.get(pick(agents.len())).copied().unwrap_or(0),
            None => pick(everyone),
        }
    }
}

/// How many agents so many customers need.
pub(super) fn agents_for(customers: u64) -> usize {
    usize::try_from((customers / 5_000).clamp(4, 200)).unwrap_or(4)
}

/// Founds it: everything but the customers.
pub(super) fn found(tx: &Tx<'_>, customers: u64, seed: u64) -> Result<Business> {
    for (code, name) in BRANCHES {
        unit::add(tx, code, name, "branch", None)?;
    }
    for (login, name, role) in [
        ("laozong", "老总", Role::Manager),
        ("cangku", "仓库老周", Role::Warehouse),
        ("caiwu", "财务小钱", Role::Cashier),
    ] {
        add(tx, login, name, role, None, None)?;
    }
    let mut logins: Vec<String> = Vec::new();
    let mut rng = Rng::with_seed(seed ^ 0x7374_6166_6600);
    let mut agents: Vec<Agent> = Vec::new();
    let mut teams: Vec<(String, UnitId, StaffId)> = Vec::new();
    for place in 0..agents_for(customers) {
        let seat = FIRST_SEATS
            .get(place)
            .copied()
            .unwrap_or(place % BRANCHES.len());
        let branch = BRANCHES.get(seat).map_or("SH", |(code, _)| code);
        let colleagues = agents.iter().filter(|agent| agent.branch == branch).count();
        let team = format!("{branch}-{}", colleagues / TEAM + 1);
        if colleagues % TEAM == 0 {
            let words = TEAMS.get(colleagues / TEAM).copied().unwrap_or("组");
            let id = unit::add(tx, &team, words, "team", Some(branch))?;
            let (login, name) = match place {
                0 => ("sunli".to_owned(), "孙丽".to_owned()),
                _ => somebody(&mut rng, &mut logins),
            };
            let leader = add(tx, &login, &name, Role::Supervisor, Some(&team), None)?;
            teams.push((team.clone(), id, leader));
        }
        let Some(&(_, team_id, leader)) = teams.iter().find(|(code, ..)| *code == team) else {
            continue;
        };
        let (login, name) = match place {
            0 => ("wangwei".to_owned(), "王薇".to_owned()),
            1 => ("zhaoyun".to_owned(), "赵云".to_owned()),
            _ => somebody(&mut rng, &mut logins),
        };
        let ext = (FIRST_EXT + place).to_string();
        let id = add(tx, &login, &name, Role::Agent, Some(&team), Some(&ext))?;
        agents.push(Agent {
            id,
            branch,
            team,
            team_id,
            leader,
            ext,
        });
    }
    let of = |code: &str| {
        let mine = agents
            .iter()
            .enumerate()
            .filter(|(_, agent)| agent.branch == code);
        mine.map(|(place, _)| place).collect()
    };
    let by_branch = BRANCHES.iter().map(|(code, _)| (*code, of(code))).collect();
    Ok(Business {
        by_branch,
        products: products(tx)?,
        agents,
    })
}

/// A name and a login made from it that nobody has yet.
fn somebody(rng: &mut Rng, logins: &mut Vec<String>) -> (String, String) {
    let name = people::name(rng);
    let pinyin = name::explain(&name).pinyin;
    let plain: String = pinyin
        .first()
        .map(|pinyin| pinyin.chars().filter(char::is_ascii_lowercase).collect())
        .unwrap_or_default();
    let plain = if plain.is_empty() {
        "agent".to_owned()
    } else {
        plain
    };
    let taken = [
        "wangwei", "zhaoyun", "sunli", "laozong", "cangku", "caiwu", ADMIN, "exchange",
    ];
    let mut login = plain.clone();
    let mut number = 2;
    while taken.contains(&login.as_str()) || logins.contains(&login) {
        login = format!("{plain}{number}");
        number += 1;
    }
    logins.push(login.clone());
    (login, name)
}

fn add(
    tx: &Tx<'_>,
    login: &str,
    name: &str,
    role: Role,
    unit: Option<&str>,
    ext: Option<&str>,
) -> Result<StaffId> {
    let new = NewStaff {
        login: login.to_owned(),
        name: name.to_owned(),
        role,
        unit: unit.map(str::to_owned),
        ext: ext.map(str::to_owned),
    };
    staff::add(tx, &new)
}

fn products(tx: &Tx<'_>) -> Result<Vec<ProductId>> {
    let add = |&(code, name, price, cycle_days): &(&str, &str, i64, Option<i64>)| {
        let new = Product {
            id: None,
            code: code.to_owned(),
            name: name.to_owned(),
            category: None,
            price: Some(price),
            cycle_days,
            points: Some(price / 1_000),
            floor_price: Some(price * 8 / 10),
            reorder_level: Some(350),
            redeem: Some(price / 100),
        };
        product::add(tx, &new)
    };
    PRODUCTS.iter().map(add).collect()
}
