//! How giving a task looks, in both languages at two sizes: its form, the quick line, and the news of
//! what became of it.

use huoke::domain::customer::{Draft, Field, NewPhone};
use huoke::store::{Asking, Tx, customer};
use huoke::text::Lang;

use crate::desk::NOW;
use crate::desk::real::{self, Real};
use crate::giving;
use crate::today::{LARGE, SMALL};

/// A desk of Li Xia, with three reminders and two namesakes; the keys of Zhao Yun come before hers.
fn looks(name: &str, before: &[(&str, &str)], keys: &str) {
    for lang in Lang::ALL {
        for size in [SMALL, LARGE] {
            let folder = tempfile::tempdir().unwrap();
            let path = giving::file(folder.path(), 3);
            namesakes(&mut Real::open(&path, "lixia"));
            for (login, keys) in before {
                real::at(&path, login, lang, size).press(keys);
            }
            let mut li = real::at(&path, "lixia", lang, size);
            giving::others_wrote(&mut li);
            li.press(keys);
            let name = format!("{name}_{}_{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name, li.screen());
        }
    }
}

fn namesakes(li: &mut Real) {
    let asking = Asking::new(li.actor.id, NOW);
    for phone in ["13800000001", "13800000002"] {
        let draft = Draft {
            fields: vec![(Field::Name, "王芳".to_owned())],
            phones: vec![NewPhone {
                typed: phone.to_owned(),
                ..NewPhone::default()
            }],
            owner: Some(Some(li.actor.id)),
            ..Draft::default()
        };
        let add = |tx: &Tx<'_>| customer::add(tx, &draft);
        li.writer.change(&asking, "customer.add", add).unwrap();
    }
}

#[test]
fn the_form_of_a_task_looks_as_it_did() {
    looks("form", &[], "<F3><Enter>t");
    looks(
        "wrong",
        &[],
        "<F3><Enter>t送样品<Enter>zhaoyum<Enter>2020-01-01<F9>",
    );
    looks("people", &[], "<F3><Enter>t送样品<Enter>z");
    looks("several", &[], "<F3>at");
    looks("several_given", &[], "<F3>atzy<Enter>");
    looks(
        "change",
        &[("lixia", "<F3>t送样品<Enter><Enter>3d<F9>")],
        "<F4>e",
    );
}

#[test]
fn the_quick_line_looks_as_it_did() {
    looks("line_empty", &[], "<F3>Q");
    looks(
        "line",
        &[],
        "<F3>Q周五 10:00 给客户01送2盒蜂胶 @zhaoyun !high #visit",
    );
    looks("line_ambiguous", &[], "<F3>Q回访王芳 3d");
    looks("line_chosen", &[], "<F3>Q回访王芳 3d<Down><Down>");
    looks("line_nothing", &[], "<F3>Qxyzzy");
    looks("line_wrong", &[], "<F3>Q送货 @zhaoyum 2020-01-01<Enter>");
}

#[test]
fn the_news_look_as_they_did() {
    looks("news_none", &[], "<F3>m");
    let given = (
        "lixia",
        "<F3>Q订纸 @zhaoyun<Enter>Q盘点仓库里的蜂胶 @zhaoyun<Enter>",
    );
    let ended = ("zhaoyun", "<F4>d五箱<Enter>i上周刚盘过<Enter>");
    looks("news_some", &[given, ended], "<F3>m");
    looks("news_seen", &[given, ended], "<F3>m<Esc>m");
    looks("news_waiting", &[given, ended], "<F3>");
}
