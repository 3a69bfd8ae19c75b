//! What a hostile or broken .docx comes to: it is unread, told by part and place, and costs little.

use crate::cli::{ARTICLE, Folder};
use crate::docx_file::{Docx, Entry, p};
use flate2::{Compress, Compression, FlushCompress};
use statvet::stage::document::{DocxLimits, read_docx};

fn fails(bytes: &[u8]) -> String {
    fails_within(bytes, DocxLimits::default())
}

fn fails_within(bytes: &[u8], limits: DocxLimits) -> String {
    match read_docx("a".into(), bytes, &limits, None) {
        Ok(document) => panic!("{:?}", document.prose.text),
        Err(error) => error.to_string(),
    }
}

/// A file with one entry changed.
fn changed(name: &str, change: impl Fn(&mut Entry)) -> Vec<u8> {
    let mut docx = Docx::new(&p("", "24 came."));
    docx.entries
        .iter_mut()
        .filter(|entry| entry.name == name)
        .for_each(change);
    docx.bytes()
}

const DOCUMENT: &str = "word/document.xml";

/// With the main part as it is given, byte for byte.
fn main_part(xml: &[u8]) -> Vec<u8> {
    changed(DOCUMENT, |entry| *entry = Entry::new(DOCUMENT, xml))
}

#[test]
fn broken_archives_are_told_by_part() {
    let sound = Docx::new(&p("", "24 came.")).bytes();
    let mut twice = Docx::new(&p("", "24 came."));
    twice.entries.push(Entry::new("Word/Document.xml", b"<a/>"));
    let mut same = twice.clone();
    same.entries.push(Entry::new("Word/Document.xml", b"<b/>"));
    for (bytes, told) in [
        (
            b"24 came.".to_vec(),
            "not a .docx file, which is a zip archive",
        ),
        (Vec::new(), "not a .docx file"),
        (sound[..sound.len() - 30].to_vec(), "not a .docx file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec(),
            "save it as .docx without a password",
        ),
        (
            twice.bytes(),
            "word/document.xml stands in its zip archive twice",
        ),
        (same.bytes(), "stands in its zip archive twice"),
        (
            changed(DOCUMENT, |entry| entry.flags = 1),
            "word/document.xml is encrypted: save the file again without a password",
        ),
        (
            changed(DOCUMENT, |entry| entry.crc ^= 1),
            "word/document.xml is damaged: ",
        ),
        (
            changed(DOCUMENT, |entry| entry.size -= 1),
            "word/document.xml is damaged: File is larger than its declared uncompressed size",
        ),
        (
            changed(DOCUMENT, |entry| entry.data[9] ^= 0x55),
            "word/document.xml is damaged",
        ),
        (
            changed(DOCUMENT, |entry| entry.method = 14),
            "word/document.xml is damaged",
        ),
        (
            changed(DOCUMENT, |entry| entry.name = "word/other.xml".into()),
            "word/document.xml is missing",
        ),
        (
            changed("_rels/.rels", |entry| entry.name = "rels".into()),
            "the main part of a .docx is missing",
        ),
    ] {
        let error = fails(&bytes);
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn hostile_xml_is_told_by_place() {
    let body = |inside: &str| {
        format!(
            "<w:document xmlns:w=\"{}\"><w:body>{inside}</w:body></w:document>",
            crate::docx_file::W
        )
    };
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let wide: Vec<u8> = body("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (xml, told) in [
        (
            format!("{laughs}{}", body("&b;")).into_bytes(),
            "word/document.xml declares or uses entities at byte 0",
        ),
        (
            body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>").into_bytes(),
            "declares or uses entities at byte 1",
        ),
        (
            body(&"<w:p>".repeat(10_000)).into_bytes(),
            "nested more than 128 elements deep at byte",
        ),
        (
            body("<w:p>")
                .replace("</w:body></w:document>", "")
                .into_bytes(),
            "it ends within an element",
        ),
        (
            body("</w:p>").into_bytes(),
            "word/document.xml is no sound XML at byte",
        ),
        (
            body("<w:p a=\"<").into_bytes(),
            "word/document.xml is no sound XML at byte",
        ),
        (
            body("<w:p>\u{1}</w:p>")
                .replace('\u{1}', "&#0;")
                .into_bytes(),
            "word/document.xml is no sound XML at byte",
        ),
        (
            [body("<w:p>").as_bytes(), b"caf\xe9"].concat(),
            "word/document.xml is no sound XML at byte",
        ),
        (wide, "word/document.xml is in UTF-16, not in UTF-8"),
        (
            format!(
                "<?xml version=\"1.0\" encoding=\"windows-1252\"?>{}",
                body("")
            )
            .into_bytes(),
            "is in windows-1252, not in UTF-8",
        ),
        (
            b"<workbook xmlns=\"x\"/>".to_vec(),
            "word/document.xml holds no text of a word processor",
        ),
        (
            body("<w:altChunk r:id=\"rId9\" xmlns:r=\"r\"/>").into_bytes(),
            "word/document.xml takes in another file at byte 9",
        ),
    ] {
        let error = fails(&main_part(&xml));
        assert!(error.contains(told), "{told}: {error}");
    }
}

#[test]
fn names_of_parts_lead_nowhere() {
    for target in [
        "../../../../etc/passwd",
        "file:///etc/passwd",
        "/etc/passwd",
        "..\\..\\x",
    ] {
        let docx = Docx::new("").with("_rels/.rels", &Docx::package_relationships(target));
        assert!(fails(&docx.bytes()).contains("is missing"), "{target}");
    }
    let external = Docx::package_relationships("word/document.xml")
        .replace("Target=\"word", "TargetMode=\"External\" Target=\"word");
    let docx = Docx::new("").with("_rels/.rels", &external);
    assert!(fails(&docx.bytes()).contains("is missing"));
}

#[test]
fn limits_hold_at_the_edge() {
    let docx = Docx::new(&p("", "24 came."));
    let bytes = docx.bytes();
    let read = |limits| read_docx("a".into(), &bytes, &limits, None);
    let inflated: u64 = docx
        .entries
        .iter()
        .filter(|entry| entry.name != "[Content_Types].xml")
        .map(|entry| u64::from(entry.size))
        .sum::<u64>()
        + u64::from(
            docx.entries
                .iter()
                .find(|entry| entry.name == "_rels/.rels")
                .unwrap()
                .size,
        );
    let limits = DocxLimits::default();
    assert!(read(DocxLimits { inflated, ..limits }).is_ok());
    let error = fails_within(
        &bytes,
        DocxLimits {
            inflated: inflated - 1,
            ..limits
        },
    );
    assert!(error.contains("raise --max-inflated-size"), "{error}");
    assert!(read(DocxLimits { text: 9, ..limits }).is_ok());
    let error = fails_within(&bytes, DocxLimits { text: 8, ..limits });
    assert_eq!(
        error,
        "more than 8 bytes of text: raise --max-file-size, or split it"
    );
}

#[test]
fn elements_nest_to_the_edge() {
    // The document, its body, paragraph, run and text stand around the words.
    let nested = |levels: usize| {
        let (open, close) = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>");
        let levels = levels - 5;
        let (open, close) = (open.repeat(levels / 2), close.repeat(levels / 2));
        let one_more = if levels % 2 == 1 {
            ("<w:smartTag>", "</w:smartTag>")
        } else {
            ("", "")
        };
        let body = format!(
            "{open}<w:p>{}<w:r><w:t>24 came.</w:t></w:r>{}</w:p>{close}",
            one_more.0, one_more.1
        );
        read_docx(
            "a".into(),
            &Docx::new(&body).bytes(),
            &DocxLimits::default(),
            None,
        )
    };
    assert_eq!(nested(128).unwrap().prose.text, "24 came.\n");
    let error = nested(129).unwrap_err().to_string();
    assert!(
        error.contains("nested more than 128 elements deep at byte"),
        "{error}"
    );
}

#[test]
fn a_part_inflates_to_the_edge() {
    // Twice what may inflate to any ratio.
    let padding = format!("<!--{}-->", "x".repeat(2 << 20));
    let docx = Docx::new(&format!("{}{padding}", p("", "24 came.")));
    let part = docx
        .entries
        .iter()
        .find(|entry| entry.name == DOCUMENT)
        .unwrap();
    let ratio = u64::from(part.size).div_ceil(part.data.len() as u64);
    let limits = DocxLimits {
        ratio,
        ..DocxLimits::default()
    };
    let bytes = docx.bytes();
    assert!(read_docx("a".into(), &bytes, &limits, None).is_ok());
    let error = fails_within(
        &bytes,
        DocxLimits {
            ratio: ratio - 1,
            ..limits
        },
    );
    assert!(
        error.contains("times its size: raise --max-ratio"),
        "{error}"
    );
    let folder = Folder::with(&[("statvet.toml", &format!("max_ratio = {}\n", ratio - 1))]);
    folder.write("a.docx", &bytes);
    let ran = folder.run(&["extract", "a.docx"]);
    assert!(
        ran.code == Some(2) && ran.out.contains("raise --max-ratio"),
        "{:?}",
        ran.code
    );
    assert_eq!(
        folder
            .run(&["extract", "a.docx", "--max-ratio", &ratio.to_string()])
            .code,
        Some(0)
    );
}

#[test]
fn a_file_is_as_large_as_is_allowed() {
    let folder = Folder::with(&[]);
    let bytes = Docx::new(&p("", "24 came.")).bytes();
    folder.write("a.docx", &bytes);
    for (size, code) in [(bytes.len(), 0), (bytes.len() - 1, 2)] {
        let ran = folder.run(&[
            "check",
            "a.docx",
            "--max-container-size",
            &format!("{size}B"),
        ]);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert_eq!(
            ran.out.contains("raise --max-container-size"),
            code == 2,
            "{ran:?}"
        );
    }
}

#[test]
fn parts_without_end_are_refused_unread() {
    let mut docx = Docx::new(&p("", "24 came."));
    let part = |number: usize| Entry {
        name: format!("m/{number}"),
        ..Entry::new("", b"")
    };
    docx.entries.extend((docx.entries.len()..10_000).map(part));
    assert!(read_docx("a".into(), &docx.bytes(), &DocxLimits::default(), None).is_ok());
    docx.entries.push(part(10_000));
    assert!(fails(&docx.bytes()).starts_with("more than 10000 parts"));
}

/// `total` bytes of blanks in XML, deflated without ever being in memory: 1 MiB of them, as often as needed.
fn bomb(total: u32) -> Entry {
    const STEP: usize = 1 << 20;
    let blanks = vec![b' '; STEP];
    let mut step = Vec::with_capacity(STEP);
    let mut compress = Compress::new(Compression::best(), false);
    let done = compress.compress_vec(&blanks, &mut step, FlushCompress::Full);
    assert!(done.is_ok() && compress.total_in() == 1 << 20);
    let mut data = step.repeat(total as usize / STEP);
    data.extend([1, 0, 0, 0xff, 0xff]);
    Entry {
        data,
        size: total,
        crc: 0,
        ..Entry::new(DOCUMENT, b"")
    }
}

#[cfg(target_os = "linux")]
#[test]
fn zip_bombs_are_refused_in_little_memory() {
    let honest = bomb(2_147_483_648);
    assert!(honest.data.len() < 3 << 20, "{}", honest.data.len());
    let lying = Entry {
        size: 1000,
        ..honest.clone()
    };
    let folder = Folder::with(&[("b.txt", ARTICLE)]);
    for (entry, options, told) in [
        (
            &honest,
            &[][..],
            "inflates beyond 134217728 bytes: raise --max-inflated-size",
        ),
        (
            &honest,
            &["--max-inflated-size", "4GiB"],
            "inflates to more than 200 times its size: raise --max-ratio",
        ),
        (&lying, &[], "is damaged: File is larger than its declared"),
    ] {
        let file = changed(DOCUMENT, |part| *part = entry.clone());
        folder.write("a.docx", &file);
        let mut arguments = vec!["check", "a.docx", "b.txt"];
        arguments.extend(options);
        let (code, out, peak) = watched(&folder, &arguments);
        assert_eq!(code, Some(2), "{out}");
        assert!(
            out.contains("unread: a.docx: word/document.xml") && out.contains(told),
            "{out}"
        );
        assert!(out.contains("in 1 article"), "{out}");
        assert!(peak < 64 << 10, "{peak} KiB");
    }
}

/// Runs the program; its exit code, what it wrote, and the most memory that it was seen to have, in KiB.
#[cfg(target_os = "linux")]
fn watched(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, u64) {
    use std::process::Stdio;
    let mut command = folder.command(arguments);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let output = child.wait_with_output().unwrap();
    let out = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), out, peak)
}
