//! `statvet.toml`: found upward, in force, its mistakes told; `statvet config` says what is in force.

use crate::cli::Folder;
use crate::docx_file::{Docx, p};

/// From 50 to 60 is a rise of a fifth.
const WRONG: &str = "Rents rose 30 percent, from 50 to 60.\n";

#[test]
fn a_check_can_be_turned_down_or_off() {
    for (config, code, told) in [
        ("", 1, "error[percent-change]"),
        (
            "[checks]\npercent-change = \"warning\"\n",
            0,
            "warning[percent-change]",
        ),
        (
            "fail_on = \"note\"\n[checks]\npercent-change = \"note\"\n",
            1,
            "note[percent-change]",
        ),
        ("[checks]\npercent-change = \"off\"\n", 0, "No findings"),
    ] {
        let folder = Folder::with(&[("statvet.toml", config), ("desk/a.txt", WRONG)]);
        let ran = folder.run(&["check", "desk"]);
        assert_eq!(
            (ran.code, ran.err.as_str()),
            (Some(code), ""),
            "{config}{ran:?}"
        );
        assert!(ran.out.contains(told), "{config}{ran:?}");
    }
}

#[test]
fn about_reaches_as_far_as_is_configured() {
    let text = "Rents rose about 22 percent, from 505 to 606.\n";
    for (config, code) in [
        ("", 0),
        ("slack = \"1%\"\n", 1),
        (
            "slack = \"1%\"\n[checks]\npercent-change = { slack = \"10%\" }\n",
            0,
        ),
    ] {
        let folder = Folder::with(&[("statvet.toml", config), ("a.txt", text)]);
        assert_eq!(folder.run(&["check"]).code, Some(code), "{config}");
    }
}

#[test]
fn a_flag_goes_before_the_file_and_isolated_leaves_it() {
    let folder = Folder::with(&[
        ("statvet.toml", "fail_on = \"never\"\nslack = \"x\"\n"),
        ("a.txt", WRONG),
    ]);
    assert_eq!(folder.run(&["check"]).code, Some(2));
    let ran = folder.run(&["check", "--isolated"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    let folder = Folder::with(&[("statvet.toml", "fail_on = \"never\"\n"), ("a.txt", WRONG)]);
    assert_eq!(folder.run(&["check"]).code, Some(0));
    assert_eq!(folder.run(&["check", "--fail-on", "error"]).code, Some(1));
}

#[test]
fn mistakes_are_underlined_and_what_is_right_is_in_force() {
    let folder = Folder::with(&[
        (
            "statvet.toml",
            "fail_onn = \"never\"\n\n[checks]\npercent-chang = \"off\"\n",
        ),
        ("a.txt", WRONG),
    ]);
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.out.contains("error[percent-change]"), "{ran:?}");
    for told in [
        "statvet.toml:1:1",
        "did you mean: fail_on",
        "statvet.toml:4:1",
        "did you mean: percent-change",
    ] {
        assert!(ran.err.contains(told), "{told}\n{}", ran.err);
    }
}

#[test]
fn it_is_found_upward_and_its_packs_stand_beside_it() {
    let pack = "[sources.s]\npublisher = \"Fire service\"\n\n[[rule]]\nid = \"fires\"\nabout = [\"fire\"]\n\
                unit = \"fires\"\nwhen_vague = \"any\"\nexpect = { value = \"41\", source = \"s\" }\n";
    let folder = Folder::with(&[
        ("statvet.toml", "rules = [\"packs\"]\ngeneral = false\n"),
        ("packs/city.toml", pack),
        ("desk/a.txt", "Crews fought 52 fires.\n"),
    ]);
    let ran = folder.run_in("desk", &["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    assert!(ran.out.contains("rule: city/fires"), "{ran:?}");
    let ran = folder.run_in("desk", &["config"]);
    assert!(ran.out.starts_with("# from ../statvet.toml\n"), "{ran:?}");
    assert!(ran.out.contains("rules = [\"../packs\"]"), "{ran:?}");
}

#[test]
fn config_prints_what_is_in_force_as_a_file_that_can_be_read_back() {
    let folder = Folder::with(&[(
        "statvet.toml",
        "fail_on = \"warning\"\n[checks]\nconflict = { severity = \"off\", slack = \"3%\" }\n",
    )]);
    let ran = folder.run(&["config"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    for line in [
        "fail_on = \"warning\"",
        "conflict = { severity = \"off\", slack = \"3%\" }",
    ] {
        assert!(ran.out.contains(line), "{ran:?}");
    }
    assert!(ran.out.contains("# statvet.toml:1\n"), "{ran:?}");
    let again = Folder::with(&[("statvet.toml", &ran.out)]);
    let reread = again.run(&["config"]);
    assert_eq!(
        (reread.code, reread.err.as_str()),
        (Some(0), ""),
        "{reread:?}"
    );
    let settings = |out: &str| {
        let lines = out.lines().filter_map(|line| line.split_once(" # "));
        lines.map(|(set, _)| set.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(settings(&ran.out), settings(&reread.out));
}

#[test]
fn too_little_coverage_fails_the_run() {
    let folder = Folder::with(&[(
        "a.txt",
        "The fair drew 8,000 visitors and cost $3 million.\n",
    )]);
    assert_eq!(folder.run(&["check"]).code, Some(0));
    let ran = folder.run(&["check", "--min-coverage", "40%"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(
        ran.err,
        "error: rules speak of 0 of 2 figures worth checking, and at least 40% is wanted (--min-coverage)\n"
    );
    let ran = folder.run(&["check", "--min-coverage", "lots"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}

#[test]
fn the_page_shows_a_file_without_mistakes_and_the_defaults() {
    let page = include_str!("../../docs/configuration.md");
    let block = page.split("```toml\n").nth(1).unwrap();
    let shown = block.split("```").next().unwrap();
    let folder = Folder::with(&[("statvet.toml", shown), ("rules/.keep", "")]);
    let ran = folder.run(&["config"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let defaults = Folder::with(&[]).run(&["config"]);
    for key in [
        "general",
        "fail_on",
        "min_coverage",
        "slack",
        "max_file_size",
        "max_quantities",
        "max_container_size",
        "max_inflated_size",
        "max_ratio",
        "max_reference_rows",
    ] {
        let value = |out: &str| {
            let mut lines = out.lines();
            let line = lines
                .find(|line| line.starts_with(&format!("{key} =")))
                .unwrap();
            line.split(" # ").next().unwrap().trim().to_owned()
        };
        assert_eq!(value(&ran.out), value(&defaults.out));
    }
}

#[test]
fn limits_are_configured_to_their_edges() {
    let docx = Docx::new(&p("", "24 came.")).bytes();
    let rows = "[sources.s]\npublisher = \"S\"\n[data.d]\npath = \"d.csv\"\nsource = \"s\"\nkind = \"level\"\nvalue = \"n\"\n";
    let size = docx.len();
    for (key, holds, over) in [
        ("max_file_size", "9B", "8B"),
        (
            "max_container_size",
            &*format!("{size}B"),
            &*format!("{}B", size - 1),
        ),
        ("max_inflated_size", "1MiB", "100B"),
        ("max_reference_rows", "2", "1"),
    ] {
        let flag = format!("--{}", key.replace('_', "-"));
        for (value, code) in [(holds, 0), (over, 2)] {
            let value = if key.ends_with("size") {
                format!("\"{value}\"")
            } else {
                value.to_owned()
            };
            let config = format!("{key} = {value}\nfail_on = \"never\"\n");
            let folder = Folder::with(&[
                ("statvet.toml", &config),
                ("rules/p.toml", rows),
                ("rules/d.csv", "n\n5\n6\n"),
            ]);
            folder.write("a.docx", &docx);
            let ran = folder.run(&["check", "a.docx"]);
            assert_eq!(ran.code, Some(code), "{config}{ran:?}");
            let told = format!("{}{}", ran.out, ran.err).contains(&flag);
            assert_eq!(told, code == 2, "{config}{ran:?}");
            if code == 2 {
                let raised = holds.to_owned();
                let ran = folder.run(&["check", "a.docx", &flag, &raised]);
                assert_eq!(ran.code, Some(0), "a flag goes before: {ran:?}");
            }
        }
    }
}
