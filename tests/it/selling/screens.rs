//! How the form of a sale looks, in both languages at both sizes.

use huoke::text::Lang;

use super::{LARGE, SMALL, shop};
use crate::desk::real;

fn sized(name: &str, keys: &str) {
    for lang in Lang::ALL {
        for size in [SMALL, LARGE] {
            let folder = tempfile::tempdir().unwrap();
            let path = shop(folder.path());
            let mut person = real::at(&path, "wangwei", lang, size);
            person.press(keys);
            let name = format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, person.screen());
        }
    }
}

#[test]
fn a_sale_looks_as_it_did() {
    sized("selling_chooser", "4821<Enter>sfj<Enter>2<Enter>p0");
    sized(
        "selling_lines",
        "4821<Enter>sfj<Enter>5<Tab>280<Tab>2<Enter>lz<Enter><Tab><Tab><Tab>birth<Enter>",
    );
    sized(
        "selling_wrong",
        "4821<Enter>sfj<Enter>2<Tab>1.234<PgDn><Tab><Tab>10<F9>",
    );
    sized("selling_sold", "4821<Enter>sfj<Enter>5<Tab><Tab>2<F9>");
    sized("selling_nobody", "<Esc>S4821");
}
