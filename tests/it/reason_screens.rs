//! How run-outs and the history of reasons look, on real files, in both languages and sizes.

use crate::desk::office::Office;
use crate::desk::{NOW, real};
use huoke::domain::customer::Draft;
use huoke::text::Lang;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

#[test]
fn how_goods_are_used_and_when_they_run_out_looks_as_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let path = crate::desk_supply::file(folder.path());
    for lang in Lang::ALL {
        for size in SIZES {
            let named = |name: &str| format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
            let mut person = real::at(&path, "root", lang, size);
            person.press("/马三立<Enter><Enter>");
            insta::assert_snapshot!(named("run_outs"), person.screen());
            person.press("g");
            insta::assert_snapshot!(named("use"), person.screen());
        }
    }
}

#[test]
fn the_history_of_reasons_looks_as_it_did() {
    let mut office = Office::new();
    let dates = vec![("birthday".to_owned(), "1958-11-24".parse().unwrap())];
    office.known(
        "李明",
        Draft {
            dates,
            ..Draft::default()
        },
    );
    let mut person = office.desk("wangwei", NOW, Lang::Zh, (80, 24));
    person.press("<F3>duz3d<Enter>ui出国半年<Enter>");
    for lang in Lang::ALL {
        for size in SIZES {
            let mut person = office.desk("wangwei", NOW, lang, size);
            person.press("/李明<Enter><Enter>h");
            let name = format!("history_{}_{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, person.screen());
        }
    }
}
