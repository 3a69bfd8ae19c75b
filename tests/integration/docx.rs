//! What is read of a .docx.

use crate::cli::Folder;
use crate::docx_file::{Docx, p, r};
use statvet::stage::document::{Document, DocxLimits, read_docx};

/// The article.
fn read(docx: &Docx) -> Document {
    read_docx("a.docx".into(), &docx.bytes(), &DocxLimits::default(), None).unwrap()
}

/// Each block with its role.
fn blocks(docx: &Docx) -> Vec<String> {
    let document = read(docx);
    let show = |block: &statvet::stage::document::Block| {
        format!("{:?}: {}", block.role, document.slice(block.span))
    };
    document.blocks.iter().map(show).collect()
}

/// The text of a body whose paragraphs have no styles.
fn text(body: &str) -> String {
    let document = read(&Docx::new(body));
    document.prose.text.trim_end_matches('\n').to_owned()
}

#[test]
fn styles_tell_what_a_paragraph_is() {
    let body = [
        p("Title", "Ferries carry more"),
        p("Subtitle", "A third line opens in May"),
        p("Normal", "The port counted 24,000 cars."),
        p("Rubrik1", "Harbour"),
        p("Kicker", "Winter"),
        p("Bullets", "two ships"),
        p("Quote", "It was cold."),
        p("Caption", "The quay in March"),
        p("Loop", "More is to come."),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>Outlook</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:pStyle w:val=\"Bullets\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>No item.</w:t></w:r></w:p>"
            .to_owned(),
        p("TOC1", "Harbour 7"),
        p("Secret", "Nobody sees 9 of this."),
    ];
    assert_eq!(
        blocks(&Docx::new(&body.concat())),
        [
            "Headline: Ferries carry more",
            "Standfirst: A third line opens in May",
            "Paragraph: The port counted 24,000 cars.",
            "Heading: Harbour",
            "Heading: Winter",
            "ListItem: two ships",
            "Quotation: It was cold.",
            "Caption: The quay in March",
            "Paragraph: More is to come.",
            "Heading: Outlook",
            "Paragraph: No item.",
        ]
    );
}

#[test]
fn a_text_without_styles_is_read_as_it_is_typed() {
    let lines = [
        "Ferries carry more",
        "The port counted 24,000 cars in all of last year, and expects more of them.",
        "- two ships",
        "Harbour",
        "It was cold.",
    ];
    let body: String = lines.map(|line| p("", line)).concat();
    assert_eq!(
        blocks(&Docx::new(&body)),
        [
            "Headline: Ferries carry more",
            "Paragraph: The port counted 24,000 cars in all of last year, and expects more of them.",
            "ListItem: two ships",
            "Heading: Harbour",
            "Paragraph: It was cold.",
        ]
    );
}

#[test]
fn what_a_reader_sees_is_text() {
    for (inside, seen) in [
        // Runs are no words.
        (
            "<w:r><w:t>24</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>,000</w:t></w:r>",
            "24,000",
        ),
        // Tracked changes, as if accepted.
        (
            "<w:ins><w:r><w:t>25</w:t></w:r></w:ins><w:del><w:r><w:delText>24</w:delText></w:r></w:del>",
            "25",
        ),
        (
            "<w:moveFrom><w:r><w:t>24</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>25</w:t></w:r></w:moveTo>",
            "25",
        ),
        (
            "<w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>24</w:t></w:r>",
            "24",
        ),
        // Fields by their results; a broken one hides nothing.
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>= 3 + 4</w:instrText><w:t>3</w:t></w:r>\
          <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "7",
        ),
        (
            "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>7</w:t></w:r></w:fldSimple>",
            "7",
        ),
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p><w:p><w:r><w:t>8</w:t></w:r>",
            "8",
        ),
        // Hidden and withdrawn.
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>8</w:t></w:r>",
            "8",
        ),
        (
            "<w:r><w:rPr><w:rStyle w:val=\"Hidden\"/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>8</w:t></w:r>",
            "8",
        ),
        (
            "<w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>8</w:t></w:r>",
            "8",
        ),
        // Characters that are elements.
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>",
            "a\tb\nc\u{2011}de",
        ),
        (
            "<w:pPr><w:tabs><w:tab w:pos=\"9\"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r>",
            "a",
        ),
        (
            "<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B1\"/><w:t>3</w:t><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/></w:r>",
            "±3\u{fffc}",
        ),
        // The mark of a note is no digit of the figure before it.
        (
            "<w:r><w:t>24,000</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>",
            "24,000¹",
        ),
        // Around runs.
        (
            "<w:hyperlink><w:r><w:t>24</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>,000</w:t></w:r></w:smartTag>",
            "24,000",
        ),
        (
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:r><w:t>24</w:t></w:r></w:sdtContent></w:sdt>",
            "24",
        ),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Type 1 here</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>x</w:t></w:r>",
            "x",
        ),
        (
            "<w:commentRangeStart w:id=\"1\"/><w:r><w:t>24</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>",
            "24",
        ),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>y</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "y",
        ),
        (
            "<w:r><w:t>a</w:t></w:r><m:oMath><m:r><m:t>5</m:t></m:r></m:oMath><w:r><w:t>b</w:t></w:r>",
            "a\u{fffc}b",
        ),
        // XML's own ways.
        (
            "<w:r><w:t>R&amp;D: &lt;5&#37; &#x201C;so&#x201d;<![CDATA[ & 6]]><!-- no --></w:t></w:r>",
            "R&D: <5% “so” & 6",
        ),
        (
            "<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space=\"preserve\"> b\n c </w:t></w:r><w:r><w:t>d</w:t></w:r>",
            "a b  c d",
        ),
    ] {
        assert_eq!(text(&format!("<w:p>{inside}</w:p>")), seen, "{inside}");
    }
}

#[test]
fn a_paragraph_whose_end_is_deleted_reads_on_in_the_next() {
    let deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>";
    let body = format!(
        "<w:p>{deleted}{}</w:p><w:p>{}</w:p><w:p>{deleted}{}</w:p><w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl><w:p>{deleted}{}</w:p>",
        r("Police counted 24"),
        r(",000 thefts."),
        r("One."),
        r("Two."),
        r("Three.")
    );
    assert_eq!(
        text(&body),
        "Police counted 24,000 thefts.\nOne.\nTwo.\nThree."
    );
}

#[test]
fn text_boxes_follow_the_paragraph_that_holds_them_and_are_read_once() {
    let inner = |words: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", r(words));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:txbx>{}</wps:txbx></wp:anchor></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        r("The port counted 24,000"),
        inner("“We ran out of ships.”"),
        inner("“We ran out of ships.”"),
        r(" cars.")
    );
    assert_eq!(
        text(&body),
        "The port counted 24,000 cars.\n“We ran out of ships.”"
    );
}

#[test]
fn cells_are_blocks_and_deleted_rows_are_none() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p("", words));
    let row = |properties: &str, words: [&str; 2]| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>",
            words.map(cell).concat()
        )
    };
    let body = [
        p("Rubrik1", "Cars"),
        "<w:tbl><w:tblPr/><w:tblGrid/>".to_owned(),
        row("<w:tblHeader/>", ["Year", "Cars"]),
        row("", ["2023", "24,000"]),
        row("<w:del/>", ["2022", "19,000"]),
        "</w:tbl>".to_owned(),
    ];
    assert_eq!(
        blocks(&Docx::new(&body.concat())),
        [
            "Headline: Cars",
            "Cell: Year",
            "Cell: Cars",
            "Cell: 2023",
            "Cell: 24,000"
        ]
    );
    let document = read(&Docx::new(&body.concat()));
    let name = |block| document.block_name(block).unwrap().to_string();
    assert_eq!(name(4), "table 1, row 2");
    let cell = document.cell(4).unwrap();
    assert_eq!(
        (
            cell.row,
            cell.column,
            cell.column_header,
            cell.row_header,
            cell.is_header
        ),
        (2, 2, Some(2), Some(3), false)
    );
    assert!(document.cell(1).unwrap().is_header);
}

#[test]
fn notes_that_the_body_refers_to_follow_it() {
    let note = |kind: &str, id: u32, extra: &str, words: &str| {
        format!("<w:{kind} w:id=\"{id}\"{extra}>{}</w:{kind}>", p("", words))
    };
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>{}<w:r><w:endnoteReference w:id=\"2\"/></w:r>\
         <w:del><w:r><w:footnoteReference w:id=\"3\"/></w:r></w:del></w:p>",
        r("The port counted 24,000"),
        r(" cars.")
    );
    let docx = Docx::new(&body)
        .with_root(
            "word/footnotes.xml",
            "footnotes",
            &[
                note("footnote", 0, " w:type=\"separator\"", "---1"),
                note("footnote", 2, "", "Vans are 300 of them."),
                note("footnote", 3, "", "Nobody refers to 400."),
            ]
            .concat(),
        )
        .with_root(
            "word/endnotes.xml",
            "endnotes",
            &note("endnote", 2, "", "As of May."),
        );
    assert_eq!(
        read(&docx).prose.text,
        "The port counted 24,000 cars.\nVans are 300 of them.\nAs of May.\n"
    );
}

#[test]
fn a_place_is_told_by_its_paragraph() {
    let folder = Folder::with(&[]);
    let body = [
        p("Title", "Thefts up"),
        p("", ""),
        "<w:p><w:r><w:t>Police said so.</w:t><w:br/><w:t xml:space=\"preserve\">“Thefts rose 20 perc</w:t></w:r>\
         <w:r><w:t>ent, from 52 to 68.”</w:t></w:r></w:p>"
            .to_owned(),
    ];
    folder.write("a.docx", &Docx::new(&body.concat()).bytes());
    let ran = folder.run(&["check", "--isolated", "--format", "jsonl", "a.docx"]);
    let span = &ran.lines()[0]["findings"][0]["spans"][0];
    assert_eq!(span["text"], "20 percent");
    let place =
        ["paragraph", "start", "end", "line", "column"].map(|key| span[key].as_u64().unwrap());
    assert_eq!(place, [2, 31, 41, 2, 14]);
    let ran = folder.run(&["check", "--isolated", "a.docx"]);
    assert!(ran.out.contains("--> a.docx: paragraph 2\n"), "{ran:?}");
    assert!(
        ran.out
            .contains("2 | “Thefts rose 20 percent, from 52 to 68.”"),
        "{ran:?}"
    );
    let ran = folder.run(&["explain", "--isolated", "a.docx:2"]);
    assert!(ran.out.contains("20 percent"), "{ran:?}");
    let ran = folder.run(&["extract", "a.docx"]);
    assert!(ran.out.contains("¶2  percent"), "{ran:?}");
}

#[test]
fn no_report_tells_lines_where_there_are_none() {
    let folder = Folder::with(&[]);
    let body = [
        p("Title", "Thefts up"),
        p("", "Thefts rose 20 percent, from 52 to 68."),
    ];
    folder.write("a.docx", &Docx::new(&body.concat()).bytes());
    let report = |format: &str| {
        folder
            .run(&["check", "--isolated", "--format", format, "a.docx"])
            .out
    };
    for format in ["sarif", "github", "gitlab", "rdjson", "junit", "markdown"] {
        let out = report(format);
        assert!(out.contains("paragraph 2"), "{format}: {out}");
        for line in [
            "startLine",
            "line=",
            "\"line\":2",
            "line 2",
            "endColumn",
            "\"range\"",
        ] {
            assert!(!out.contains(line), "{format} {line}: {out}");
        }
    }
    let sarif: serde_json::Value = serde_json::from_str(&report("sarif")).unwrap();
    let location = &sarif["runs"][0]["results"][0]["locations"][0];
    assert_eq!(
        *location,
        serde_json::json!({
            "physicalLocation": { "artifactLocation": { "uri": "a.docx" } },
            "logicalLocations": [{ "name": "paragraph 2" }],
        })
    );
}

#[test]
fn explain_counts_paragraphs() {
    let folder = Folder::with(&[]);
    let body = [
        p("Title", "Thefts up"),
        p("", "Thefts rose 20 percent, from 52 to 68."),
        p("", "It rained."),
    ];
    folder.write("a.docx", &Docx::new(&body.concat()).bytes());
    for (place, told) in [
        ("a.docx:2", "a.docx: paragraph 2 “20 percent”"),
        ("a.docx:3", "the nearest is in paragraph 2"),
        ("a.docx:9", "there is no paragraph 9: its last is 3"),
    ] {
        let ran = folder.run(&["explain", "--isolated", place]);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(all.contains(told) && !all.contains("line"), "{all}");
    }
}

#[test]
fn the_date_is_the_nearest_to_the_editor() {
    let date = |body: &str, given: Option<&str>| {
        let docx = Docx::new(body).dated("2025-01-20T08:00:00Z", "2025-01-27T09:30:00Z");
        let given = given.map(|date| date.parse().unwrap());
        let read = read_docx("a".into(), &docx.bytes(), &DocxLimits::default(), given);
        read.unwrap().date.map(|date| date.to_string())
    };
    let plain = p("", "The port counted 24,000 cars.");
    let dateline = p("", "OSLO, Jan. 26, 2025 — The port counted 24,000 cars.");
    assert_eq!(date(&plain, None).as_deref(), Some("2025-01-27"));
    assert_eq!(date(&dateline, None).as_deref(), Some("2025-01-26"));
    assert_eq!(
        date(&dateline, Some("2024-02-29")).as_deref(),
        Some("2024-02-29")
    );
}

#[test]
fn other_names_and_namespaces_say_the_same() {
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    for xml in [
        format!(
            "<document xmlns=\"{strict}\"><body><p><r><t>24 came.</t></r></p></body></document>"
        ),
        format!(
            "\u{feff}<x:document xmlns:x=\"{strict}\"><x:body><x:p><x:r><x:t>24 came.</x:t></x:r></x:p></x:body></x:document>"
        ),
    ] {
        let docx = Docx::new("").with("Word\\Main.xml", &xml).with(
            "_rels/.rels",
            &Docx::package_relationships("/word/main.xml"),
        );
        assert_eq!(read(&docx).prose.text, "24 came.\n", "{xml}");
    }
}
