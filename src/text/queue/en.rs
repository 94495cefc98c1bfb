//! Words of tasks at the desk in English. Must not know where they are shown.

use super::Queue;

pub(in crate::text) const EN: Queue = Queue {
    title: "Tasks",
    count: |n, more, news| {
        let count = if more { format!("{n}+") } else { n.to_string() };
        match news {
            0 => count,
            news => format!("{count}, {news} news"),
        }
    },
    empty: "Nothing is to be done. `huoke task add` gives a task; Today's reasons become tasks by \
            `huoke task convert`.",
    held: |name| format!("{name} is at it"),
    late: |long| format!("{long} late"),
    today: "today",
    tomorrow: "tomorrow",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};
