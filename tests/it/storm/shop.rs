//! The shop in which the storm blows: a person for each process, customers, goods in the store.
//! Must not know what is done in it.

use std::path::Path;
use std::time::UNIX_EPOCH;

use huoke::domain::customer::{Draft, Field, NewPhone};
use huoke::domain::ids::StaffId;
use huoke::domain::product::Product;
use huoke::domain::staff::{NewStaff, Role};
use huoke::domain::time::Instant;
use huoke::error::{Error, Result};
use huoke::store::init::{self, Init};
use huoke::store::{Asking, Cache, Reader, Tx, customer, product, setting, staff, stock};

/// Customers and products of the storm.
pub const CUSTOMERS: usize = 200;
pub const PRODUCTS: usize = 8;
/// Now.
pub fn now() -> Instant {
    let since = UNIX_EPOCH.elapsed().unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Makes the shop: a person for each process, a store with goods in it.
pub fn shop(path: &Path, people: usize) -> Result<()> {
    let init = Init {
        login: "root".to_owned(),
        name: "Root".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        currency: "CNY".to_owned(),
        region: "CN".to_owned(),
        uid: None,
        demo: false,
    };
    let house = init::create(path, &init, now())?;
    let root = person(&house.reader(Cache::Lookup)?, "root")?;
    let mut writer = house.writer()?;
    let filled = writer.change(&Asking::new(root, now()), "storm", |tx| {
        for place in 0..people {
            hire(tx, &login(place), Role::Agent)?;
        }
        hire(tx, "wu", Role::Warehouse)?;
        setting::set(tx, "points_per", "10")?;
        for place in 0..PRODUCTS {
            let new = Product {
                code: format!("P{place}"),
                name: format!("产品{place}"),
                price: Some(1_000 * i64::try_from(place).unwrap_or(0) + 990),
                redeem: Some(20),
                ..Product::default()
            };
            let id = product::add(tx, &new)?;
            stock::receive(tx, id, 50, None)?;
        }
        (0..CUSTOMERS).try_for_each(|place| known(tx, place))
    });
    filled.map(|_| ())
}

fn hire(tx: &Tx<'_>, login: &str, role: Role) -> Result<()> {
    let new = NewStaff {
        login: login.to_owned(),
        name: login.to_owned(),
        role,
        unit: None,
        ext: None,
    };
    staff::add(tx, &new).map(|_| ())
}

fn known(tx: &Tx<'_>, place: usize) -> Result<()> {
    let phone = NewPhone {
        typed: format!("1380000{place:04}"),
        ..NewPhone::default()
    };
    let new = Draft {
        fields: vec![(Field::Name, format!("李明{place}"))],
        phones: vec![phone],
        ..Draft::default()
    };
    customer::add(tx, &new).map(|_| ())
}

/// Who sits at a place.
pub fn login(place: usize) -> String {
    format!("a{place}")
}

/// The person with this login.
pub fn person(reader: &Reader, login: &str) -> Result<StaffId> {
    let found = staff::by_login(reader, login)?;
    found
        .map(|found| found.id)
        .ok_or_else(|| Error::Gone(login.to_owned()))
}
