//! What an article comes to does not depend on how it is wrapped: in Markdown, HTML, .docx, ninjs or JSON Lines, with
//! another line end, mark, encoding or spelling, it gives the findings and the coverage of the plain text.

use crate::cli::Folder;
use crate::docx_file::{Docx, p};
use serde_json::{Value, json};

/// What a paragraph of an article is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Headline,
    Paragraph,
    Item,
}
use Kind::{Headline, Item, Paragraph};

type Article = &'static [(Kind, &'static str)];

/// Articles of our own; each says something wrong, so that there is something to find.
const ARTICLES: [Article; 5] = [
    &[
        (Headline, "Harbour thefts climb again"),
        (
            Paragraph,
            "MARLOW, Jan. 27, 2025 — Thefts in the harbour rose 20 percent last year, from 52 to 68, the town’s police said on Monday.",
        ),
        (
            Paragraph,
            "“We counted 240 reports in all,” said Inspector Zoë Lindqvist. Of them 50, or 30 percent, came from the marina’s café.",
        ),
        (Paragraph, "The mayor was not in town. Nobody else spoke."),
        (
            Paragraph,
            "Patrols cost £1.2 million in 2023 and £1.5 million in 2024, an increase of £400,000.",
        ),
    ],
    &[
        (Headline, "What the ferry company told its owners"),
        (
            Paragraph,
            "Brückner & Sons carried more people than ever, a report says:",
        ),
        (
            Item,
            "Revenue doubled to $43.6 million, from $19.1 million.",
        ),
        (
            Item,
            "Cars fell 5% to 9,500; the year before there were 12,000.",
        ),
        (
            Item,
            "The longest line measures 26.2 miles (about 36 kilometers).",
        ),
        (
            Paragraph,
            "Costs <net of grants> came to $30 million: $12 million for fuel, $9 million for wages and $8 million for repairs.",
        ),
    ],
    &[
        (
            Paragraph,
            "The council met on Tuesday, March 4, 2025, and again at 1830 GMT (1:30 p.m. EDT) on March 11.",
        ),
        (
            Paragraph,
            "In a survey of 1,000 residents, 45% want the bridge, 40% don’t and 25% have no opinion. The margin of error is ±3 points.",
        ),
        (
            Paragraph,
            "Between 60 and 50 letters came in * a record_for_June – two-thirds of them by hand; nearly 1,000 people signed one.",
        ),
    ],
    &[
        (
            Paragraph,
            "Some 116 ferries sank in June 2024, the coast guard says. In all, 240 ferries sank in June 2024, the union says.",
        ),
        (
            Paragraph,
            "The fleet’s share of électricité rose from 4% to 6%, a rise of 2 percent. Twelve of its 40 ships, or 20%, are new.",
        ),
    ],
    &[
        (Headline, "Crews fight fires in Orléans"),
        (
            Paragraph,
            "Crews fought 52 fires in 2024. They were 12°C (64°F) apart, and 3.5 km — 5 miles — long.",
        ),
        (
            Paragraph,
            "There were 24 000 hectares burnt, against 20 000 hectares in 2023: 50 per cent more. Damage: €7.5bn.",
        ),
        (Item, "Loiret: 12 fires"),
        (Item, "Cher: 40 fires"),
    ],
];

/// A rule that speaks of some of the figures.
const PACK: &str = "[sources.s]\npublisher = \"Fire service\"\n\n[[rule]]\nid = \"fires\"\nabout = [\"fire\"]\n\
    unit = \"fires\"\nwhen_vague = \"any\"\nexpect = { value = \"41\", source = \"s\" }\n";

/// The paragraphs, each written by `write` with what stands before it, one after the other.
fn joined(article: Article, write: impl Fn(Kind, &str) -> String) -> String {
    article
        .iter()
        .map(|(kind, text)| write(*kind, text))
        .collect()
}

fn plain(article: Article) -> String {
    joined(article, |kind, text| match kind {
        Item => format!("- {text}\n\n"),
        _ => format!("{text}\n\n"),
    })
}

/// With every word that holds a digit between two marks.
fn marked(text: &str, before: &str, after: &str) -> String {
    let mark = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let digits = bare.contains(|c: char| c.is_ascii_digit());
        if digits {
            word.replacen(bare, &format!("{before}{bare}{after}"), 1)
        } else {
            word.to_owned()
        }
    };
    text.split(' ').map(mark).collect::<Vec<_>>().join(" ")
}

fn markdown(article: Article, write: impl Fn(&str) -> String) -> String {
    joined(article, |kind, text| {
        let escaped: String = text
            .chars()
            .flat_map(|c| {
                let escape = "\\`*_{}[]<>()#+-!~|$&".contains(c).then_some('\\');
                escape.into_iter().chain([c])
            })
            .collect();
        let text = write(&escaped);
        match kind {
            Headline => format!("# {text}\n\n"),
            Paragraph => format!("{text}\n\n"),
            Item => format!("* {text}\n\n"),
        }
    })
}

fn html(article: Article, write: impl Fn(&str) -> String) -> String {
    joined(article, |kind, text| {
        let text = write(&text.replace('&', "&amp;").replace('<', "&lt;"));
        match kind {
            Headline => format!("<h1>{text}</h1>\n"),
            Paragraph => format!("<p>{text}</p>\n"),
            Item => format!("<ul><li>{text}</li></ul>\n"),
        }
    })
}

/// A page with all that stands around an article.
fn page(article: Article, charset: &str) -> String {
    let body = html(article, |text| marked(text, "<b>", "</b>"));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"{charset}\"><title>99 things</title>\
         <style>p {{ margin: 12px }}</style><script>var n = 77;</script></head>\n<body><header><nav><ul>\
         <li><a href=\"/1\">Top 10</a></li><li><a href=\"/2\">Page 2 of 40</a></li></ul></nav></header>\n\
         <main><article>\n{body}</article></main>\n<footer><p>Since 1998. <a href=\"/3\">500 more stories</a></p></footer>\
         </body></html>\n"
    )
}

fn docx(article: Article) -> Vec<u8> {
    let body = joined(article, |kind, text| {
        let style = match kind {
            Headline => "Title",
            Paragraph => "Normal",
            Item => "Bullets",
        };
        p(style, text)
    });
    Docx::new(&body).bytes()
}

/// The headline, and the article below it.
fn split(article: Article) -> (Option<&'static str>, Article) {
    match article {
        [(Headline, text), below @ ..] => (Some(*text), below),
        all => (None, all),
    }
}

fn item(article: Article, body: impl Fn(Article) -> Value) -> String {
    let (headline, below) = split(article);
    let mut item = body(below);
    item["uri"] = "x".into();
    if let Some(headline) = headline {
        item["headline"] = headline.into();
    }
    item.to_string()
}

fn record(text: &str) -> String {
    format!("{}\n", json!({ "id": "x", "text": text }))
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let marked = format!("\u{feff}{text}");
    marked.encode_utf16().flat_map(to_bytes).collect()
}

/// As windows-1252 has it, where it can.
fn windows_1252(text: &str) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

/// Letters with their accents apart.
const APART: [(&str, &str); 3] = [("é", "e\u{301}"), ("ë", "e\u{308}"), ("ü", "u\u{308}")];

fn apart(text: &str) -> String {
    APART
        .iter()
        .fold(text.to_owned(), |text, (one, two)| text.replace(one, two))
}

/// Broken before the word that would go beyond the 72nd character.
fn hard_wrapped(article: Article) -> String {
    let wrap = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let line = lines.last_mut().unwrap();
            if !line.is_empty() && line.chars().count() + word.chars().count() > 71 {
                lines.push(word.to_owned());
            } else {
                let gap = if line.is_empty() { "" } else { " " };
                *line = format!("{line}{gap}{word}");
            }
        }
        lines.join("\n")
    };
    joined(article, |kind, text| match kind {
        Item => format!("{}\n\n", wrap(&format!("- {text}"))),
        _ => format!("{}\n\n", wrap(text)),
    })
}

/// The article in every wrapping, each with the name of its file.
fn wrapped(article: Article) -> Vec<(&'static str, Vec<u8>)> {
    let text = plain(article);
    let bare = |text: &str| text.to_owned();
    let strong = |text: &str| marked(text, "**", "**");
    let linked = |text: &str| marked(text, "<a href=\"/99\" title=\"55%\">", "</a>");
    let front = "---\ntitle: 99 flights in 2 days\ntags: [1, 2]\n---\n\n";
    let body = html(split(article).1, bare);
    let mut files: Vec<(&str, Vec<u8>)> = vec![
        ("crlf.txt", text.replace('\n', "\r\n").into()),
        ("bom.txt", format!("\u{feff}{text}").into()),
        ("apart.txt", apart(&text).into()),
        ("wide-le.txt", utf16(&text, u16::to_le_bytes)),
        ("wide-be.txt", utf16(&text, u16::to_be_bytes)),
        ("hard-wrapped.txt", hard_wrapped(article).into()),
        ("bare.md", markdown(article, bare).into()),
        ("strong.md", markdown(article, strong).into()),
        (
            "linked.md",
            markdown(article, |text| marked(text, "[", "](/99)")).into(),
        ),
        (
            "front.md",
            format!("{front}{}", markdown(article, bare)).into(),
        ),
        (
            "crlf.md",
            format!("{front}{}", markdown(article, strong))
                .replace('\n', "\r\n")
                .into(),
        ),
        (
            "bom.md",
            format!("\u{feff}{front}{}", markdown(article, bare)).into(),
        ),
        ("wide.md", utf16(&markdown(article, bare), u16::to_le_bytes)),
        ("apart.md", apart(&markdown(article, strong)).into()),
        ("fragment.html", html(article, bare).into()),
        ("linked.html", html(article, linked).into()),
        (
            "one-line.html",
            html(article, bare).replace('\n', "").into(),
        ),
        ("page.html", page(article, "utf-8").into()),
        (
            "crlf.html",
            page(article, "utf-8").replace('\n', "\r\n").into(),
        ),
        (
            "bom.html",
            format!("\u{feff}{}", page(article, "utf-8")).into(),
        ),
        (
            "wide.html",
            utf16(&page(article, "utf-16"), u16::to_be_bytes),
        ),
        ("apart.html", apart(&page(article, "utf-8")).into()),
        ("a.docx", docx(article)),
        (
            "html.ninjs",
            item(article, |below| json!({ "body_html": html(below, bare) })).into(),
        ),
        (
            "text.ninjs",
            item(article, |below| json!({ "body_text": plain(below) })).into(),
        ),
        (
            "bodies.ninjs",
            item(
                article,
                |_| json!({ "bodies": [{ "contenttype": "text/html", "value": body }] }),
            )
            .into(),
        ),
        ("a.jsonl", record(&text).into()),
        ("crlf.jsonl", record(&text.replace('\n', "\r\n")).into()),
        ("apart.jsonl", record(&apart(&text)).into()),
        ("ascii.jsonl", ascii(&record(&text)).into()),
    ];
    if let Some((text, page)) =
        windows_1252(&text).zip(windows_1252(&page(article, "windows-1252")))
    {
        files.extend([("narrow.txt", text), ("narrow.html", page)]);
    }
    files
}

/// With every character beyond ASCII as JSON's escapes.
fn ascii(json: &str) -> String {
    let escaped = json.encode_utf16().map(|unit| match u8::try_from(unit) {
        Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
        _ => format!("\\u{unit:04x}"),
    });
    escaped.collect()
}

/// Where something stands and how it is written, which a wrapping changes.
const PLACES: [&str; 9] = [
    "id",
    "start",
    "end",
    "line",
    "column",
    "paragraph",
    "field",
    "encoding",
    "document",
];

/// What is told, without places, blanks and accents apart.
fn told(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(key, _)| !PLACES.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), told(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(values) => values.iter().map(told).collect(),
        Value::String(text) => {
            let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let composed = APART
                .iter()
                .fold(one_line, |text, (one, two)| text.replace(two, one));
            composed.into()
        }
        other => other.clone(),
    }
}

/// Where the two differ first.
fn difference(one: &Value, other: &Value, path: &str) -> Option<String> {
    if one == other {
        return None;
    }
    let deeper = match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => one
            .iter()
            .find_map(|(key, value)| difference(value, &other[key], &format!("{path}.{key}"))),
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            (0..one.len()).find_map(|at| difference(&one[at], &other[at], &format!("{path}[{at}]")))
        }
        _ => None,
    };
    Some(deeper.unwrap_or_else(|| format!("{path}:\n    {one}\n    {other}")))
}

#[test]
fn a_wrapping_changes_neither_findings_nor_coverage() {
    let mut differing = Vec::new();
    for (number, article) in ARTICLES.iter().enumerate() {
        let folder = Folder::with(&[("rules/city.toml", PACK), ("plain.txt", &plain(article))]);
        let files = wrapped(article);
        let mut arguments = vec![
            "check",
            "--date",
            "2025-06-20",
            "--format",
            "jsonl",
            "plain.txt",
        ];
        for (name, bytes) in &files {
            folder.write(name, bytes);
            arguments.push(name);
        }
        let ran = folder.run(&arguments);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
        let lines: Vec<_> = ran.lines().iter().map(told).collect();
        let articles = &lines[..=files.len()];
        assert!(!articles[0]["findings"].as_array().unwrap().is_empty());
        for ((name, _), line) in files.iter().zip(&articles[1..]) {
            let found = difference(&articles[0], line, "");
            differing.extend(found.map(|found| format!("{number} {name}{found}")));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
