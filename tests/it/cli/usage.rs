//! Wrong arguments in both languages, who acts, which file: before any command does anything.

use super::{Place, files, objects, said};

#[test]
fn wrong_arguments_are_told_in_the_users_language_and_exit_2() {
    let place = Place::empty();
    for (args, en, zh) in [
        (
            &["frobnicate"][..],
            "no command frobnicate",
            "没有命令 frobnicate",
        ),
        (
            &["unit", "list", "--frob"][..],
            "no option --frob",
            "没有选项 --frob",
        ),
        (
            &["unit", "add"][..],
            "Missing: --name <NAME>",
            "缺少参数：--name <NAME>",
        ),
        (&["unit"][..], "command is missing", "缺少命令"),
        (
            &["unit", "add", "X", "--name"][..],
            "--name <NAME> needs a value",
            "--name <NAME> 后面要写值",
        ),
        (
            &["unit", "add", "X", "--name", "x", "--kind", "brunch"][..],
            "Possible: branch, department, team",
            "可用的值：branch, department, team",
        ),
        (
            &[
                "hangup",
                "--id",
                "1",
                "--ext",
                "1",
                "--answered",
                "--missed",
            ][..],
            "--answered and --missed do not go together",
            "--answered 和 --missed 不能同时使用",
        ),
        (
            &["ring", "--id", "1", "--id", "2"][..],
            "--id <CALLID> stands there twice",
            "--id <CALLID> 写了两次",
        ),
    ] {
        let english = place.plain(args);
        assert_eq!(english.code, 2, "{args:?}");
        assert!(english.err.contains(en), "{args:?}: {}", english.err);
        assert!(english.err.contains("--help"), "{}", english.err);
        let chinese = said(place.command().env("LANG", "zh_CN.UTF-8").args(args));
        assert_eq!(chinese.code, 2, "{args:?}");
        assert!(chinese.err.contains(zh), "{args:?}: {}", chinese.err);
        assert_eq!((english.out, chinese.out), (String::new(), String::new()));
    }
    assert_eq!(files(place.path("").as_path()), vec![]);
}

#[test]
fn wrong_usage_points_at_the_help_of_its_command() {
    let place = Place::empty();
    for (args, help) in [
        (
            &["staff", "add", "x", "--name", "y", "--role", "boss"][..],
            "huoke staff add --help",
        ),
        (&["--json", "frob"][..], "huoke --help"),
        (&["units", "--frob"][..], "huoke unit --help"),
    ] {
        let said = place.plain(args);
        assert!(said.err.contains(help), "{args:?}: {}", said.err);
    }
}

#[test]
fn a_language_that_is_asked_for_counts_before_the_locale() {
    let place = Place::empty();
    let said = said(
        place
            .command()
            .env("LANG", "en_US.UTF-8")
            .args(["frob", "--lang", "zh"]),
    );
    assert!(said.err.contains("没有命令"), "{}", said.err);
    let config = place.path(".config/huoke");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), "language = \"zh\"\n").unwrap();
    assert!(place.plain(&["frob"]).err.contains("没有命令"));
    std::fs::write(config.join("config.toml"), "colour = 3\n").unwrap();
    let wrong = place.plain(&["unit", "list"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("config.toml") && wrong.err.contains("colour"),
        "{}",
        wrong.err
    );
    for (text, en, zh) in [
        (
            "# 本机\ncolour = 3\n",
            "line 2, column 1: colour = 3\nThere is no colour here; there are: db, language, theme, ascii.",
            "第 2 行第 1 列：colour = 3\n没有 colour 这一项，有：db、language、theme、ascii。",
        ),
        (
            "language = \"fr\"\n",
            "line 1, column 12: language = \"fr\"\nfr cannot stand here; there are: zh, en.",
            "fr 不能用，有：zh、en。",
        ),
        (
            "theme = \"pink\"\n",
            "pink cannot stand here; there are: dark, light.",
            "pink 不能用，有：dark、light。",
        ),
        (
            "ascii = \"yes\"\n",
            "A value of another kind",
            "值的写法不对",
        ),
        ("theme\n", "It is not understood", "看不懂"),
    ] {
        std::fs::write(config.join("config.toml"), text).unwrap();
        for (lang, words) in [("en", en), ("zh", zh)] {
            let wrong = place.plain(&["--lang", lang, "unit", "list"]);
            assert_eq!(wrong.code, 2, "{text}");
            assert!(wrong.err.contains(words), "{text}: {}", wrong.err);
        }
    }
}

#[test]
fn a_command_that_is_not_there_is_told_with_commands_that_people_give() {
    let said = Place::empty().plain(&["redo"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("restore"), "{}", said.err);
    assert!(!said.err.contains("read-workbook"), "{}", said.err);
}

#[test]
fn files_that_cannot_be_read_are_told_in_plain_words_with_what_to_do() {
    let place = Place::new();
    std::fs::write(place.path("empty.csv"), "").unwrap();
    std::fs::write(place.path("some.csv"), "name\nA\n").unwrap();
    std::fs::write(place.path("map.toml"), "[columns]\nfoo = \"bar\"\n").unwrap();
    let import = |file: &'static str| ["import", "customers", file];
    for (args, en, zh) in [
        (
            &import("no.csv")[..],
            "there is no such file or folder; look at its name",
            "没有这个文件",
        ),
        (
            &import("empty.csv"),
            "the file is empty: look",
            "文件是空的，没有可导入的",
        ),
        (&import("."), "it is a folder", "文件夹"),
        (
            &["import", "customers", "some.csv", "--map", "map.toml"],
            "the map file, line 1, column 1: [columns]\nA value of another kind",
            "对照表 第 1 行第 1 列：[columns]\n值的写法不对",
        ),
    ] {
        for (lang, words) in [("en", en), ("zh", zh)] {
            let said = place.refused(3, &[&["--lang", lang], args].concat());
            assert!(said.contains(words), "{args:?}: {said}");
            assert!(!said.contains("os error"), "{said}");
        }
    }
    let nowhere = place.plain(&["--db", "/proc/x.db", "init"]);
    assert_eq!(nowhere.code, 4, "{}", nowhere.err);
    assert!(!nowhere.err.contains("os error"), "{}", nowhere.err);
}

#[test]
fn errors_with_json_are_objects_on_standard_error() {
    let place = Place::new();
    for (args, error, field) in [
        (&["--json", "frob"][..], "usage", None),
        (
            &["--json", "--as", "boss", "setting", "set", "feb29", "x"][..],
            "invalid",
            Some("feb29"),
        ),
        (
            &["--json", "--as", "nobody", "unit", "list"][..],
            "usage",
            None,
        ),
        (
            &["--json", "--db", "missing.db", "unit", "list"][..],
            "missing",
            None,
        ),
    ] {
        let said = place.plain(args);
        assert_eq!(said.out, "");
        let told = &objects(&said.err)[0];
        assert_eq!(super::keys(told), ["error", "field", "message"]);
        assert_eq!(told["error"], error, "{told}");
        assert_eq!(told["field"].as_str(), field);
        assert!(!told["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn a_global_option_before_and_after_the_command_is_refused() {
    let place = Place::new();
    let other = place.path("other.db");
    let other = other.to_str().unwrap();
    let file = place.file();
    let file = file.to_str().unwrap();
    for args in [
        &["--db", file, "unit", "list", "--db", other][..],
        &[
            "--db", file, "ring", "--id", "1", "--ext", "8", "--from", "1", "--db", other,
        ][..],
        &["--json", "--as", "boss", "unit", "list", "--as", "boss"][..],
        &["--key-id=3", "unit", "list", "--key-id=4"][..],
        &["--db", file, "--db", other, "unit", "list"][..],
    ] {
        let said = place.plain(args);
        assert_eq!(said.code, 2, "{args:?} {}", said.out);
        assert!(said.err.contains("twice"), "{}", said.err);
    }
    assert!(!place.path("other.db").exists());
    // The words of a value are no options.
    let ring = [
        "--db", file, "ring", "--id", "--db", "--ext", "8", "--from", "1",
    ];
    assert_eq!(place.plain(&ring).code, 0);
}

#[test]
fn who_acts_is_said_or_known_by_the_user_of_the_operating_system() {
    let place = Place::new();
    // One person in the file, which this user made.
    assert_eq!(place.plain(&["unit", "list"]).code, 0);
    place.boss(&[
        "staff", "add", "wangwei", "--name", "王薇", "--role", "agent",
    ]);
    let unknown = place.plain(&["unit", "list"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("--as LOGIN") && unknown.err.contains("wangwei"),
        "{}",
        unknown.err
    );
    let nobody = place.plain(&["--as", "liming", "unit", "list"]);
    assert_eq!(nobody.code, 2);
    assert!(
        nobody.err.contains("liming") && nobody.err.contains("boss"),
        "{}",
        nobody.err
    );
    assert!(!nobody.err.contains("exchange"));
    let exchange = place.plain(&["--as", "exchange", "unit", "list"]);
    assert_eq!(exchange.code, 1);
    let key = place.plain(&[
        "--key-id",
        "1",
        "--as",
        "boss",
        "--db",
        place.file().to_str().unwrap(),
        "unit",
        "list",
    ]);
    assert_eq!(key.code, 2, "a key that is nobody's lets nobody in");
}

#[test]
fn a_file_that_cannot_be_used_exits_4_and_is_left_alone() {
    let place = Place::empty();
    let missing = place.plain(&["unit", "list"]);
    assert_eq!(missing.code, 4);
    assert!(missing.err.contains("huoke init"), "{}", missing.err);
    std::fs::write(
        place.file(),
        b"this is no database, but a letter to a friend of mine",
    )
    .unwrap();
    assert_eq!(place.plain(&["unit", "list"]).code, 4);
    let letter = std::fs::read(place.file()).unwrap();
    assert!(letter.starts_with(b"this is no database"));
    std::fs::write(place.file(), b"").unwrap();
    assert_eq!(
        place.plain(&["unit", "list"]).code,
        4,
        "an empty file is none of ours"
    );
    let folder = place.path("folder");
    std::fs::create_dir(&folder).unwrap();
    assert_eq!(place.plain(&["--db", "folder", "unit", "list"]).code, 4);
}

#[test]
fn what_is_made_is_for_its_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let mode = std::fs::metadata(place.file())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let place = Place::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    #[allow(
        clippy::disallowed_methods,
        reason = "a pipe without reader needs the real thing"
    )]
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_huoke"))
        .args(["man"])
        .env("HOME", place.path(""))
        .stdout(writer)
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(status.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&status.stderr), "");
}

#[test]
fn help_version_completions_and_the_manual_come_from_one_definition() {
    let place = Place::empty();
    let help = place.plain(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for command in [
        "init", "unit", "staff", "product", "setting", "ring", "answer", "hangup", "explain",
    ] {
        let own = place.plain(&[command, "--help"]);
        assert_eq!(own.code, 0);
        assert!(help.out.contains(command) && own.out.contains("Usage: huoke"));
        assert!(place.plain(&["man"]).out.contains(command));
        assert!(place.plain(&["completions", "bash"]).out.contains(command));
    }
    assert!(place.plain(&["--version"]).out.starts_with("huoke "));
    for shell in ["zsh", "fish"] {
        assert!(place.plain(&["completions", shell]).out.contains("huoke"));
    }
}

#[test]
fn without_a_terminal_the_desk_gives_its_help_and_exits_2() {
    let place = Place::new();
    let said = place.plain(&[]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(
        said.err.contains("Usage: huoke") && said.err.contains("terminal"),
        "{}",
        said.err
    );
}
