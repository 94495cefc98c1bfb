//! Words of giving tasks in English. Must not know where they are shown.

use super::super::Lang;
use super::super::fault::nearest;
use super::{Give, News};

pub(in crate::text) const EN: Give = Give {
    about: |name| format!("Task about {name}"),
    own: "New task",
    many: |n| format!("Tasks about {n} customers"),
    change: |id| format!("Change task {id}"),
    title: ["what", "what is to be done"],
    title_each: "as each reason says",
    to: ["for", "yours; name, pinyin, login, or a unit"],
    due: ["by", "3d, fri 10:00, 12-03; empty: whenever"],
    priority: ["priority", "normal"],
    kind: ["kind", "other"],
    kind_each: "as each reason says",
    every: ["again", "every week, every fri 10:00; empty: not"],
    reason: ["takes", "no reason"],
    note: ["note", "may be empty"],
    nobody: |typed, near| match near.is_empty() {
        true => format!("nobody is called {typed}; name, pinyin or login"),
        false => format!("nobody is called {typed}{}", nearest(Lang::En, near)),
    },
    no_such: |typed| format!("no such choice: {typed}"),
    no_time: |why| format!("{why}; for example 3d, fri 10:00"),
    no_span: "how often? for example every week, every fri 10:00, every month on the 1st, 2w",
    again: |often| format!("comes again {often}"),
    given: |who, what| format!("For {who}: {what}"),
    changed: |what| format!("Changed: {what}"),
    same: "Nothing is another way.",
    progress: |done, of| format!("{done} of {of}"),
    line: "Quick task",
    line_hint: "deliver 2 propolis to liminglang fri @zhaoyun !high",
    line_help: [
        "behind to, for: a customer's name, pinyin, code or number",
        "fri, 3d, 12-03 15:30: by when",
        "@zhaoyun: whose      !high !low: how pressing",
        "#visit: what kind    every fri, *1m: again",
    ],
    read: ["what", "customer", "for", "by", "priority", "kind", "again"],
    no_customer: "none",
    odd: "not understood",
    which: |n| format!("{n} are called so: choose by Up and Down"),
    perhaps: "perhaps, by Up and Down:",
    reading: "read anew: Enter once more",
    saves: "Enter saves it so",
    no_files: |command| format!("A desk writes no files: {command}"),
    news: News {
        title: "News of tasks",
        none: "Nothing new. What becomes of tasks that you gave is told here, and what you are given.",
        seen: "seen",
        given: |who| format!("{who} gives you"),
        done: |who| format!("{who} has done"),
        cancelled: |who| format!("{who} dropped"),
        changed: |who, due| match due {
            "" => format!("changed, for {who}"),
            due => format!("changed, for {who}, due {due}"),
        },
        count: |n| {
            if n == 1 {
                "1 news".to_owned()
            } else {
                format!("{n} news")
            }
        },
        told: |what, key| format!("{what}  ({key} news)"),
    },
};
