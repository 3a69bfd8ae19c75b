//! `--comments`: the copy of a .docx with each finding as a comment on its figure.

use crate::cli::Folder;
use crate::docx_file::{Docx, W, p, r};
use proptest::prelude::*;
use statvet::stage::document::{DocxComment, DocxLimits, ProseSpan, commented, read_docx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The parts of a file, by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// What is left of the main part without the marks and without what a split adds.
fn text(bytes: &[u8]) -> String {
    let document = read_docx("a".into(), bytes, &DocxLimits::default(), None).unwrap();
    document.prose.text
}

/// A copy with comments on the first of each of `figures`.
fn copy(docx: &Docx, figures: &[&str]) -> Vec<u8> {
    let bytes = docx.bytes();
    let prose = text(&bytes);
    let comment = |figure: &&str| {
        let start = u32::try_from(prose.find(*figure).unwrap()).unwrap();
        let length = u32::try_from(figure.len()).unwrap();
        DocxComment {
            span: ProseSpan::new(start, start + length),
            figure: (*figure).to_owned(),
            paragraphs: vec![format!("on <{figure}> & more\u{1}")],
        }
    };
    let comments: Vec<_> = figures.iter().map(comment).collect();
    commented(&bytes, &DocxLimits::default(), &comments).unwrap()
}

/// The prose between the marks of each comment, by its number.
fn covered(bytes: &[u8]) -> BTreeMap<u32, String> {
    let xml = parts(bytes).remove("word/document.xml").unwrap();
    let number = |tag: &str| tag.split('"').nth(1).unwrap().parse::<u32>().unwrap();
    let mut open: Vec<u32> = Vec::new();
    let mut found: BTreeMap<u32, String> = BTreeMap::new();
    let mut in_text = false;
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        match tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap() {
            "w:commentRangeStart" => open.push(number(tag)),
            "w:commentRangeEnd" => open.retain(|id| *id != number(tag)),
            "w:t" => in_text = !tag.starts_with('/'),
            _ => {}
        }
        if in_text {
            for id in &open {
                found.entry(*id).or_default().push_str(text);
            }
        }
    }
    assert!(open.is_empty(), "{xml}");
    found
}

#[test]
fn marks_stand_around_the_figure_and_nothing_else_changes() {
    let bold = "<w:rPr><w:b/></w:rPr>";
    for (inside, figures, marked) in [
        // A run is split in three, and looks as it did.
        (
            format!("<w:r w:rsidR=\"1\">{bold}<w:t>About 24,000 came.</w:t></w:r>"),
            vec!["24,000"],
            format!(
                "<w:r w:rsidR=\"1\">{bold}<w:t></w:t><w:t xml:space=\"preserve\">About </w:t></w:r><w:commentRangeStart w:id=\"1\"/>\
                 <w:r w:rsidR=\"1\">{bold}<w:t xml:space=\"preserve\">24,000</w:t></w:r><w:commentRangeEnd w:id=\"1\"/>\
                 <w:r><w:commentReference w:id=\"1\"/></w:r><w:r w:rsidR=\"1\">{bold}<w:t xml:space=\"preserve\"> came.</w:t></w:r>"
            ),
        ),
        // A run that is the figure is not.
        (
            format!("{}<w:r>{bold}<w:t>24</w:t></w:r><w:r><w:t>,000</w:t></w:r>{}", r("About "), r(" came.")),
            vec!["24,000"],
            format!(
                "{}<w:commentRangeStart w:id=\"1\"/><w:r>{bold}<w:t>24</w:t></w:r><w:r><w:t>,000</w:t></w:r>\
                 <w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>{}",
                r("About "),
                r(" came.")
            ),
        ),
        // Two comments on one figure, and one on the next.
        (
            "<w:r><w:t>5</w:t><w:tab/><w:t>6</w:t></w:r>".to_owned(),
            vec!["5", "5", "6"],
            "<w:commentRangeStart w:id=\"1\"/><w:commentRangeStart w:id=\"2\"/><w:r><w:t>5</w:t></w:r>\
             <w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>\
             <w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference w:id=\"2\"/></w:r>\
             <w:r><w:tab/></w:r><w:commentRangeStart w:id=\"3\"/><w:r><w:t>6</w:t></w:r>\
             <w:commentRangeEnd w:id=\"3\"/><w:r><w:commentReference w:id=\"3\"/></w:r>"
                .to_owned(),
        ),
    ] {
        let docx = Docx::new(&format!("<w:p>{inside}</w:p>"));
        let copy = copy(&docx, &figures);
        let xml = &parts(&copy)["word/document.xml"];
        assert!(xml.contains(&format!("<w:body><w:p>{marked}</w:p></w:body>")), "{xml}");
        assert_eq!(text(&copy), text(&docx.bytes()));
    }
}

#[test]
fn what_cannot_be_split_is_marked_as_a_whole() {
    let in_box = format!(
        "<w:p>{}<w:r><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>",
        r("Above. "),
        r("A box of 24,000.")
    );
    let boxed = copy(&Docx::new(&in_box), &["24,000"]);
    let xml = &parts(&boxed)["word/document.xml"];
    assert!(
        xml.contains("<w:commentRangeStart w:id=\"1\"/><w:r><w:pict>"),
        "{xml}"
    );
    assert!(
        xml.contains("</w:pict></w:r><w:commentRangeEnd w:id=\"1\"/>"),
        "{xml}"
    );
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
        r("Cars.")
    );
    let note = format!(
        "<w:footnote w:id=\"2\">{}</w:footnote>",
        p("", "24,000 of them.")
    );
    let docx = Docx::new(&body).with_root("word/footnotes.xml", "footnotes", &note);
    let noted = copy(&docx, &["24,000"]);
    let xml = &parts(&noted)["word/document.xml"];
    let marked = "<w:commentRangeStart w:id=\"1\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd w:id=\"1\"/>";
    assert!(xml.contains(marked), "{xml}");
}

#[test]
fn comments_that_are_there_are_kept() {
    let comments = "<w:comment w:id=\"7\" w:author=\"Desk\"><w:p><w:r><w:t>Source?</w:t></w:r></w:p></w:comment>";
    let body = "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>24 came.</w:t></w:r><w:commentRangeEnd w:id=\"7\"/>\
                <w:r><w:commentReference w:id=\"7\"/></w:r></w:p>";
    let empty = format!("<w:comments xmlns:w=\"{W}\"/>");
    let with = Docx::new(body).with_root("word/comments.xml", "comments", comments);
    let none_yet = Docx::new(body)
        .with_root("word/comments.xml", "comments", "")
        .with("word/comments.xml", &empty);
    for docx in [with, none_yet] {
        let before = parts(&docx.bytes());
        let copy = copy(&docx, &["24"]);
        let after = parts(&copy);
        let list = &after["word/comments.xml"];
        let kept = before["word/comments.xml"]
            .trim_end_matches("</w:comments>")
            .trim_end_matches("/>");
        assert!(list.starts_with(kept), "{list}");
        let added = "<w:comment w:id=\"8\" w:author=\"statvet\" w:initials=\"sv\"><w:p><w:r><w:t xml:space=\"preserve\">\
                     on &lt;24&gt; &amp; more\u{fffd}</w:t></w:r></w:p></w:comment></w:comments>";
        assert!(list.ends_with(added), "{list}");
        for name in ["[Content_Types].xml", "word/_rels/document.xml.rels"] {
            assert_eq!(before[name], after[name]);
        }
        assert_eq!(covered(&copy)[&8], "24");
    }
}

#[test]
fn a_part_for_comments_is_added_where_there_is_none() {
    let mut docx = Docx::new(&p("", "24 came."));
    docx = docx.with("word/media/a.bin", "a picture");
    let before = parts(&docx.bytes());
    let copy = copy(&docx, &["24"]);
    let mut after = parts(&copy);
    assert!(after.remove("word/comments.xml").is_some());
    let changed = [
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
    ];
    for (name, text) in &before {
        assert_eq!(
            &after[name] == text,
            !changed.contains(&name.as_str()),
            "{name}"
        );
    }
    assert!(after["[Content_Types].xml"].contains("<Override PartName=\"/word/comments.xml\""));
    let related = &after["word/_rels/document.xml.rels"];
    assert!(
        related
            .contains("/relationships/comments\" Target=\"/word/comments.xml\"/></Relationships>"),
        "{related}"
    );
    // Other entries stand in the copy as they are compressed.
    let picture = &docx.entries.last().unwrap().data;
    assert!(memchr::memmem::find(&copy, picture).is_some());
    assert_eq!(docx.entries.len() + 1, after.len() + 1);
}

#[test]
fn the_article_is_one_docx_and_stays_as_it_is() {
    let folder = Folder::with(&[("a.txt", "Five came.\n")]);
    let article = Docx::new(&p("", "Thefts rose 20 percent, from 52 to 68.")).bytes();
    let path = folder.write("a.docx", &article);
    let check = |arguments: &[&str]| folder.run(&[&["check", "--isolated"], arguments].concat());
    for (arguments, told) in [
        (
            &["--comments", "b.docx", "a.docx", "a.txt"][..],
            "name one .docx file, not 2 paths",
        ),
        (
            &["--comments", "b.docx", "a.txt"],
            "name one .docx file; `a.txt` is none",
        ),
        (&["--comments", "b.docx"], "name one .docx file, not `.`"),
        (
            &["--comments", "b.docx", "-"],
            "name one .docx file, not `-`",
        ),
        (
            &["--comments", "b.txt", "a.docx"],
            "--comments writes a .docx: `b.txt` has another ending",
        ),
        (
            &["--comments", "./a.docx", "a.docx"],
            "--comments would overwrite `./a.docx`: name another file",
        ),
        (
            &["--comments", "no/b.docx", "a.docx"],
            "no/b.docx: the copy with comments can't be written: its folder does not exist",
        ),
    ] {
        let ran = check(arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains(told), "{ran:?}");
    }
    let ran = check(&["--comments", "b.docx", "a.docx"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert_eq!(std::fs::read(path).unwrap(), article);
    let copy = std::fs::read(folder.path().join("b.docx")).unwrap();
    assert_eq!(
        covered(&copy).into_values().collect::<Vec<_>>(),
        ["20 percent"]
    );
    let list = &parts(&copy)["word/comments.xml"];
    assert!(list.contains("Wrong (percent-change): "), "{list}");
    assert!(list.contains("“52”: "), "{list}");
    // Only whole files stand there.
    let names = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.docx", "a.txt", "b.docx"]);
}

#[test]
fn a_copy_without_findings_is_still_written_and_an_unread_article_has_none() {
    let folder = Folder::with(&[("bad.docx", "no zip")]);
    folder.write("a.docx", &Docx::new(&p("", "Five came.")).bytes());
    assert_eq!(
        folder
            .run(&["check", "--comments", "b.docx", "a.docx"])
            .code,
        Some(0)
    );
    let copy = std::fs::read(folder.path().join("b.docx")).unwrap();
    assert_eq!(text(&copy), "Five came.\n");
    assert!(!parts(&copy).contains_key("word/comments.xml"));
    assert_eq!(
        folder
            .run(&["check", "--comments", "c.docx", "bad.docx"])
            .code,
        Some(2)
    );
    assert!(!folder.path().join("c.docx").exists());
}

/// A text as a word processor may have left it: cut into runs anywhere, with marks between them.
fn scattered(text: &str, cuts: &[(usize, u8)]) -> String {
    let mut cuts: Vec<(usize, u8)> = cuts
        .iter()
        .map(|(at, kind)| (text.floor_char_boundary(at % (text.len() + 1)), *kind))
        .collect();
    cuts.sort_unstable();
    let mut out = String::new();
    let mut from = 0;
    for (at, kind) in cuts.into_iter().chain([(text.len(), 0)]) {
        if from < at {
            out.push_str(&r(&text[from..at]));
        }
        from = at;
        out.push_str(match kind % 6 {
            0 => "<w:proofErr w:type=\"gramStart\"/>",
            1 => "<w:bookmarkStart w:id=\"3\" w:name=\"x\"/><w:bookmarkEnd w:id=\"3\"/>",
            2 => "<w:del><w:r><w:delText>77 percent</w:delText></w:r></w:del>",
            3 => "<w:r><w:rPr><w:vanish/></w:rPr><w:t>88 percent</w:t></w:r>",
            4 => "<w:r><w:lastRenderedPageBreak/></w:r>",
            _ => "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>= 9 + 9</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        });
    }
    out
}

const SENTENCES: &[&str] = &[
    "Thefts rose 20 percent, from 52 to 68, the city’s police said on Monday, Jan. 27, 2025.",
    "The budget grew by $3.5 million to $43.6 billion & more in the last fiscal year, officials said.",
    "Of 200 people, 50 — or 30 percent — had come by sea, and “one in five” by air this June.",
    "Between 5 and 6 million tonnes (about 940\u{a0}000 wagons) were moved from 2010 to 2015 by rail.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Wrapping a text in a .docx changes no finding and no coverage; and every figure that is marked in a copy is marked
    /// exactly, with the text as it was.
    #[test]
    fn a_text_is_vetted_the_same_in_a_docx(
        picks in prop::collection::vec((0..SENTENCES.len(), prop::collection::vec((0..400_usize, any::<u8>()), 0..8)), 1..5),
    ) {
        let plain: String = picks.iter().map(|(pick, _)| format!("{}\n\n", SENTENCES[*pick])).collect();
        let body: String = picks
            .iter()
            .map(|(pick, cuts)| format!("<w:p>{}</w:p>", scattered(SENTENCES[*pick], cuts)))
            .collect();
        let docx = Docx::new(&body);
        let vetted = |document| statvet::vet(document, &statvet::RuleSet::default(), &Default::default(), statvet::MAX_QUANTITIES);
        let told = |report: &statvet::Report| {
            let findings = report.findings().map(|(finding, fingerprint)| format!("{finding:?}")
                .split("message").nth(1).unwrap().to_owned() + fingerprint);
            let figures = report.findings().map(|(finding, _)| report.document().slice(finding.labels[0].span).to_owned());
            (findings.collect::<Vec<_>>(), figures.collect::<Vec<_>>(), format!("{:?}", report.totals()))
        };
        let text_document = statvet::read("a".into(), plain.into_bytes(), statvet::InputFormat::Text, None).unwrap();
        let docx_document = read_docx("a".into(), &docx.bytes(), &DocxLimits::default(), None).unwrap();
        let (from_text, from_docx) = (vetted(text_document), vetted(docx_document));
        prop_assert_eq!(told(&from_text), told(&from_docx));
        let comments: Vec<DocxComment> = from_docx
            .findings()
            .map(|(finding, _)| DocxComment {
                span: finding.labels[0].span,
                figure: from_docx.document().slice(finding.labels[0].span).to_owned(),
                paragraphs: Vec::new(),
            })
            .collect();
        let copy = commented(&docx.bytes(), &DocxLimits::default(), &comments).unwrap();
        prop_assert_eq!(text(&copy), text(&docx.bytes()));
        let figures: Vec<_> = covered(&copy).into_values().map(|text| text.replace("88 percent", "").replace("&amp;", "&")).collect();
        prop_assert_eq!(figures, told(&from_docx).1);
    }
}
