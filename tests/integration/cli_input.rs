//! Where articles come from: files, folders, standard input, JSON Lines.

use crate::cli::{ARTICLE, Folder};

/// The ids of the articles that a run of `extract` saw.
fn seen(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["extract", "--format", "jsonl"], arguments].concat());
    let ids = ran.lines();
    ids.iter()
        .map(|line| line["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn folders_are_walked_in_order_and_ignore_files_respected() {
    let folder = Folder::with(&[
        ("b/2.md", ARTICLE),
        ("b/10.txt", ARTICLE),
        ("a.text", ARTICLE),
        ("c/drafts/x.md", ARTICLE),
        ("c/y.md", ARTICLE),
        (".hidden/z.md", ARTICLE),
        (".gitignore", "drafts/\n"),
        ("notes.rs", ARTICLE),
    ]);
    assert_eq!(
        seen(&folder, &[]),
        ["a.text", "b/10.txt", "b/2.md", "c/y.md"]
    );
    assert_eq!(seen(&folder, &["c", "b/2.md"]), ["c/y.md", "b/2.md"]);
    assert_eq!(
        seen(&folder, &["c/drafts/x.md"]),
        ["c/drafts/x.md"],
        "what is named is read"
    );
}

#[cfg(unix)]
#[test]
fn links_in_folders_are_not_followed() {
    let folder = Folder::with(&[("a/1.txt", ARTICLE)]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/loop")).unwrap();
    assert_eq!(seen(&folder, &["a"]), ["a/1.txt"]);
    assert_eq!(
        seen(&folder, &["a/loop/a"]),
        ["a/loop/a/1.txt"],
        "a link that is named is"
    );
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_not_waited_for() {
    let folder = Folder::with(&[]);
    let pipe = folder.path().join("pipe.txt");
    let made = std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .unwrap();
    assert!(made.success());
    for path in ["/dev/zero", "pipe.txt"] {
        let ran = folder.run(&["check", path]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.out.contains("give it on standard input"), "{ran:?}");
    }
    assert_eq!(
        folder.run(&["check"]).code,
        Some(0),
        "in a folder it is no article"
    );
}

#[test]
fn a_file_of_no_known_format_says_how_to_read_it() {
    let folder = Folder::with(&[("a.rst", ARTICLE), ("README", ARTICLE)]);
    let ran = folder.run(&["extract", "a.rst"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("--input text"), "{ran:?}");
    assert_eq!(seen(&folder, &["--input", "text", "a.rst"]), ["a.rst"]);
    assert_eq!(seen(&folder, &["README"]), ["README"]);
}

#[test]
fn formats_are_told_by_extension_and_content() {
    let page = "<!doctype html><title>99</title><p>Police counted 68 thefts.";
    let item = "{\"uri\": \"a1\", \"headline\": \"Thefts\",\n \"body_html\": \"<p>Police counted 68 thefts.\"}";
    let folder = Folder::with(&[
        ("a.html", page),
        ("b.HTM", page),
        ("c.aspx", page),
        ("d", page),
        ("e.json", item),
        ("f.jsonl", &item.replace('\n', "")),
        ("g.json", "{\"uri\": 5}"),
        ("h.ninjs", item),
    ]);
    assert_eq!(seen(&folder, &[]), ["a.html", "b.HTM", "a1", "a1", "a1"]);
    for name in ["a.html", "c.aspx", "d", "e.json", "f.jsonl", "h.ninjs"] {
        let ran = folder.run(&["extract", "--format", "jsonl", name]);
        let line = ran.lines().remove(0);
        assert_eq!(line["quantities"][0]["text"], "68", "{name}: {ran:?}");
        assert_eq!(line["quantities"].as_array().unwrap().len(), 1, "{name}");
    }
    let ran = folder.run(&["extract", "--format", "jsonl", "e.json"]);
    let quantity = &ran.lines()[0]["quantities"][0];
    let place = ["field", "start", "end", "line", "column"].map(|key| quantity[key].clone());
    assert_eq!(
        serde_json::json!(place),
        serde_json::json!(["body_html", 18, 20, 1, 19])
    );
    let stdin = folder.run_with(&["extract", "--format", "jsonl", "-"], page.as_bytes());
    assert_eq!(stdin.lines()[0]["quantities"].as_array().unwrap().len(), 1);
    let ran = folder.run(&["extract", "--input", "ninjs", "g.json"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("\"uri\" must be a string"), "{ran:?}");
}

#[test]
fn an_encoding_that_is_not_utf8_is_told() {
    let folder = Folder::with(&[]);
    let text = "Police counted 68 caf\u{e9}s.";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("a.txt", &[b"\xff\xfe".to_vec(), wide].concat());
    folder.write(
        "b.txt",
        b"La police a compt\xe9 68 vols \xe0 Orl\xe9ans cet \xe9t\xe9.",
    );
    let ran = folder.run(&["extract", "--format", "jsonl", "a.txt", "b.txt"]);
    let lines = ran.lines();
    assert_eq!(
        lines[0]["encoding"],
        serde_json::json!({"name": "UTF-16LE", "told_by": "byte_order_mark"})
    );
    let quantity = &lines[0]["quantities"][0];
    assert_eq!(
        (&quantity["start"], &quantity["end"]),
        (&32.into(), &36.into())
    );
    assert_eq!(
        (&quantity["line"], &quantity["column"]),
        (&1.into(), &16.into())
    );
    assert_eq!(lines[1]["encoding"]["told_by"], "likeness");
    let human = folder.run(&["check", "b.txt"]).out;
    assert!(
        human.contains("b.txt: read as windows-1252, told by"),
        "{human}"
    );
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let folder = Folder::with(&[]);
    let text = b"---\ndate: 2025-01-27\n---\nPolice counted `12` and 68 thefts on Monday.\n";
    let found = |arguments: &[&str]| {
        let ran = folder.run_with(
            &[&["extract", "--format", "jsonl", "-"], arguments].concat(),
            text,
        );
        assert_eq!(ran.code, Some(0), "{ran:?}");
        ran.lines().remove(0)
    };
    assert_eq!(found(&[])["id"], "<stdin>");
    let named = found(&["--stdin-filename", "desk/a.md"]);
    assert_eq!(
        (&named["id"], &named["date"]),
        (&"desk/a.md".into(), &"2025-01-27".into())
    );
    assert_eq!(
        found(&["--input", "markdown", "--date", "2024-02-29"])["date"],
        "2024-02-29"
    );
}

#[test]
fn sizes_are_held_to_at_the_edge() {
    let text = format!("{:<100}", ARTICLE.trim_end());
    let folder = Folder::with(&[("a.txt", &text)]);
    assert_eq!(
        folder
            .run(&["check", "a.txt", "--max-file-size", "100B"])
            .code,
        Some(0)
    );
    for (arguments, input) in [
        (&["check", "a.txt", "--max-file-size", "99B"][..], ""),
        (&["check", "-", "--max-file-size", "99B"], text.as_str()),
    ] {
        let ran = folder.run_with(arguments, input.as_bytes());
        assert_eq!(ran.code, Some(2));
        assert!(
            ran.out.contains("larger than 99B: raise --max-file-size"),
            "{ran:?}"
        );
    }
}

#[test]
fn quantities_over_the_limit_are_cut_and_told() {
    let folder = Folder::with(&[(
        "a.txt",
        "Police counted 68 thefts. They counted 52 fires. They counted 11 floods.\n",
    )]);
    let ran = folder.run(&["check", "a.txt", "--max-quantities", "2"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("2 figures"), "{ran:?}");
    assert!(
        ran.out
            .contains("1 article with more figures than --max-quantities allows"),
        "{ran:?}"
    );
    let ran = folder.run(&["check", "a.txt", "--max-quantities", "3"]);
    assert!(!ran.out.contains("--max-quantities"), "{ran:?}");
}

#[test]
fn each_record_gets_a_line_in_its_order() {
    let folder = Folder::with(&[]);
    let mut input = String::new();
    for i in 0..1000 {
        match i % 100 {
            50 => input.push_str("{not json\n"),
            51 => input.push_str("{\"id\": \"no text\"}\n"),
            _ => input.push_str(&format!(
                "{{\"id\": {i}, \"text\": \"Police counted {i} thefts.\"}}\n"
            )),
        }
    }
    for command in ["extract", "check"] {
        let arguments = [command, "--input", "jsonl", "--format", "jsonl", "-"];
        let ran = folder.run_with(&arguments, input.as_bytes());
        assert_eq!(ran.code, Some(2), "some lines could not be read");
        let lines = ran.lines();
        assert_eq!(lines.len(), 1000);
        for (i, line) in lines.iter().enumerate() {
            match i % 100 {
                50 => assert!(
                    line["id"].is_null()
                        && line["error"]
                            .as_str()
                            .unwrap()
                            .starts_with(&format!("line {}: ", i + 1))
                ),
                51 => assert!(line["id"] == "no text" && line["error"].is_string()),
                _ => {
                    assert_eq!(line["id"], i);
                    assert_eq!(line["quantities"][0]["stated"], i.to_string(), "{line}");
                }
            }
        }
    }
}

#[test]
fn a_record_over_the_limit_is_told_and_passed_over() {
    let folder = Folder::with(&[]);
    let long = format!("{{\"id\": \"long\", \"text\": \"{}\"}}\n", "x".repeat(5000));
    let input = format!("{long}{{\"id\": \"b\", \"text\": \"68 thefts\"}}\n");
    let arguments = [
        "extract",
        "--format",
        "jsonl",
        "--input",
        "jsonl",
        "--max-file-size",
        "1kB",
        "-",
    ];
    let lines = folder.run_with(&arguments, input.as_bytes()).lines();
    assert!(lines[0]["error"].as_str().unwrap().contains("1000 bytes"));
    assert_eq!(lines[1]["id"], "b");
}
