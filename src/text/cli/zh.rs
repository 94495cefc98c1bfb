//! Sentences of the command line, in Chinese. Must not know which command says them when.

use super::Cli;

pub(in crate::text) const ZH: Cli = Cli {
    unknown_option: |o| format!("这里没有选项 {o}。"),
    unknown_command: |c| format!("没有命令 {c}。"),
    missing_command: "缺少命令。",
    missing: |a| format!("缺少参数：{a}。"),
    bad_value: |v, a| format!("{a} 的值不能是 {v}。"),
    needs_value: |a| format!("{a} 后面要写值。"),
    takes_no_value: |a| format!("{a} 不带值。"),
    twice: |a| format!("{a} 写了两次，请只写一次。"),
    conflict: |a, b| format!("{a} 和 {b} 不能同时使用。"),
    not_utf8: "参数不是 UTF-8 编码。",
    wrong_usage: "参数无法理解。",
    possible: |v| format!("可用的值：{v}。"),
    did_you_mean: |v| format!("您是不是想写 {v}？"),
    more_help: |c| format!("用法详见：{c} --help"),
    nobody: |l, all| format!("没有登录名 {l}。现有：{all}。"),
    who_are_you: |all| format!("请用 --as 登录名 说明身份。现有：{all}。"),
    unknown_key: "这把密钥不属于任何人。",
    no_home: "没有主目录，请用 --db 指定文件。",
    no_file_yet: |p| format!("{p} 不存在。请先用 huoke init 新建，或用 huoke demo 试用。"),
    no_equals: |s| format!("{s} 不是“字段=值”的形式。"),
    field_in_query: |w| {
        format!(
            "{w}：还不能按字段查询。请输入号码或其中一段、姓名、拼音或首字母、客户编号或会员卡号。"
        )
    },
    option_in_query: |w| format!("{w}：没有这个选项；选项请写在查询内容之前。"),
    masked_while_busy: "文件正忙，无法登记查看记录，号码因此保持隐藏；请再试一次。",
    no_match: "没有找到。",
    no_customer: |c| format!("没有您可以查看的客户 {c}。请用 huoke find 查找。"),
    no_such_phone: |n| format!("该客户没有号码 {n}。"),
    no_such_call: |c| format!("您的分机上没有待登记的来电 {c}。"),
    no_terminal: |why| format!("这里打不开工作台：{why}"),
    not_a_terminal: "标准输入和输出必须是终端。",
    dumb_terminal: "TERM 所指的终端不能显示界面。",
    say_yes: "无人可以确认，请加 --yes。",
    left_alone: "什么都没有改动。",
    our_fault: |place| {
        format!("这是 huoke 自身的错误（{place}）。没有存下半途的内容，请反馈给我们。")
    },
    made_file: |p, l| format!("已新建 {p}，管理员是 {l}。"),
    upgraded: |a, b| format!("已从版本 {a} 升级到 {b}。"),
    up_to_date: "文件已是最新版本，无需升级。",
    added: |c| format!("已新增 {c}。"),
    disabled: |l| format!("{l} 已停用。"),
    changed: |c| format!("已修改 {c}。"),
    removed: |c| format!("已删除 {c}。"),
    transferred: |n, to| format!("已转给 {to}：{n} 位客户。"),
    settled: |c| format!("{c} 的提醒已处理。"),
    put_off: |c, day| format!("{c} 的提醒已推迟到 {day}。"),
    not_due: |c, reason| match reason {
        Some(reason) => format!("{c} 现在没有到期的提醒：{reason}。"),
        None => format!("{c} 现在没有到期的提醒。"),
    },
    today_cut: |n, all| format!("名单共 {all} 位，只列出前 {n} 位；--limit 可以多取。"),
    none_to_take: "没有可领取的任务。",
    noted: |c| format!("已记到 {c}。"),
    logged: |c| format!("已登记 {c} 的通话。"),
    set: |k, v| format!("{k} = {v}"),
    entry: |n| format!("（撤销：huoke undo {n}）"),
    repeated: "此前已用这个键办过，这次没有改动。",
    undone: |n| format!("已撤销第 {n} 条。"),
    kept_changed: |n| format!("他人后来改过或有相连登记、保留不动的：{n} 处。"),
    backed_up: |p, n| format!("已备份到 {p}：{n} 字节，已核对。"),
    restore_question: |b, f| format!("用 {b} 替换 {f}？[y/N] "),
    restored: |f, old| match old {
        Some(old) => format!("{f} 已恢复为备份；原来的文件是 {old}。"),
        None => format!("{f} 现在就是备份的内容，原来没有文件。"),
    },
    imported: |[read, added, updated, skipped, rejected], seconds| {
        format!(
            "读入 {read} 行：新增 {added}，修改 {updated}，保持原样 {skipped}，退回 {rejected}；用时 {seconds:.1} 秒。"
        )
    },
    untied: |n| format!("所用号码不是该客户的：{n} 条跟踪记录。"),
    rounded: |n| format!("按币种最小单位四舍五入的：{n} 行。"),
    first_reject: |line, column, reason| match column {
        "" => format!("第 {line} 行：{reason}"),
        _ => format!("第 {line} 行 {column}：{reason}"),
    },
    rejects_in: |p| format!("退回的行及原因，改好后可再导入：{p}"),
    sheet_read: |file, sheet, others| {
        format!(
            "{file}：读的是工作表“{sheet}”；没有读：{}",
            others.join("、")
        )
    },
    unused_columns: |c| format!("没有用到的列：{c}"),
    dry_run: "只是试导，什么都没有存。",
    import_resumed: "已从上次中断处接着导入。",
    import_cancelled: |entry| {
        format!("已中断：读到的部分已经存好。用同一命令可接着导入；huoke undo {entry} 则全部撤销。")
    },
    import_finished: |n, at| {
        format!("这些文件已于 {at} 导入，是第 {n} 条。要再导一次请加 --again。")
    },
    exported: |n, to, entry| format!("已写入 {to}：{n} 行。操作日志第 {entry} 条。"),
    left: |what, form, n| {
        let what = match what {
            "customers" => "客户",
            "interactions" => "跟踪记录",
            "sales" => "销售",
            other => other,
        };
        format!("{what}（{form}）{n} 行")
    },
    export_cancelled: "已中断，没有留下文件；读过的内容已记入操作日志。",
    bad_ending: |name, forms| format!("{name}：文件名须以 {forms} 之一结尾"),
    too_many: |n| format!("匹配 {n} 位以上。请写得更准确；什么都不写则是范围内的所有客户。"),
    order_line: |n| format!("同一订单的第 {n} 行有误"),
    made_demo: |p, c, t, s| format!("已虚构 {p}：{c} 位客户，{t} 次联系，{s} 笔销售。"),
    demo_there: |p| format!("{p} 已经存在，保持原样。"),
    no_utf8: "语言环境不是 UTF-8，中文无法显示。请设 LANG=C.UTF-8 或其他 UTF-8 语言环境。",
    all_well: "全部一致。",
    nobody_has: |e| format!("已记下；没有人使用分机 {e}。"),
    ring_left: |why| format!("已留给工作台接收。{why}"),
    ring_lost: |why| format!("来电没有记下。{why}"),
    and_others: |known, n| format!("{known}……（共 {n} 人）"),
    say_as: |l| format!("现在不止一位员工：以后请加 --as {l}，除非您在本机的登录名就在其中。"),
    look_at_open_file: |n| {
        format!(
            "现在共有 {n} 位员工，而设置 open_file 让每位坐席都能看到所有人的客户，请考虑是否关闭\
             （huoke setting set open_file off）。"
        )
    },
    undo_running: |n| {
        format!("第 {n} 条还在进行或已中断。用原来的命令可继续；要撤销已导入的部分：huoke undo {n}")
    },
    undone_by: |n| format!("已被第 {n} 条撤销"),
    undoing_by: |by, n| format!("正由第 {by} 条撤销；如果中断了，用 huoke undo {n} 继续"),
    no_product: |code| format!("没有编号为 {code} 的产品；huoke product list 会列出来。"),
    no_entry: |n| format!("没有第 {n} 条操作记录；huoke journal 会列出来。"),
    inactive: "停用",
    no_plan: "不在任何编号方案里：按这些数字保存和查找",
    not_understood: |text, why| format!("{text}：{why}"),
};
