//! What the reader makes of pages, and that every piece of prose leads back to its place.

use super::*;
use crate::document::{Document, Format, ProseSpan, read};
use proptest::prelude::*;

fn document(source: &str) -> Document {
    read("a".into(), source.as_bytes().to_vec(), Format::Html, None).unwrap()
}

/// Each block with its role.
fn blocks(source: &str) -> Vec<String> {
    let document = document(source);
    let show = |block: &Block| format!("{:?}: {}", block.role, document.slice(block.span));
    document.blocks.iter().map(show).collect()
}

#[test]
fn blocks_have_their_roles() {
    let source = "<!doctype html><html><head><title>99</title><style>p{top:99}</style></head><body>\
        <h1>Talks <em>resume</em></h1><p class=standfirst>Two sides meet.</p>\
        <p>Five came.\n   Two left.<p>Six&nbsp;stayed<br>at home.<br><br>They rested.\
        <h2>Figures</h2><ul><li>One<li><p>Two</p><ul><li>Deep</ul></ul>\
        <blockquote><p>Said she.</blockquote>\
        <figure><img alt=99 src=x><figcaption>Seven in a boat.</figcaption></figure>\
        <dl><dt>Flights<dd>12</dl><div>Loose <b>text</b></div>\
        <section class=footnotes><ol><li>A note.</ol></section>";
    assert_eq!(
        blocks(source),
        [
            "Headline: Talks resume",
            "Standfirst: Two sides meet.",
            "Paragraph: Five came.\nTwo left.",
            "Paragraph: Six\u{a0}stayed\nat home.",
            "Paragraph: They rested.",
            "Heading: Figures",
            "ListItem: One",
            "ListItem: Two",
            "ListItem: Deep",
            "Quotation: Said she.",
            "Caption: Seven in a boat.",
            "ListItem: Flights",
            "ListItem: 12",
            "Paragraph: Loose text",
            "Footnote: A note.",
        ]
    );
}

#[test]
fn what_is_not_prose_is_left_out() {
    let source = "<p>Five<sup><a href='#n'>99</a></sup> <script>99</script>flights<!-- 99 -->\
        <del>99</del> <s>99</s><span hidden>99<span>99</span></span>came<template><p>99</template> \
        <a aria-hidden=true href=x>99</a>t<b>o</b><noscript>99</noscript> town.\
        <p hidden>99<p style='display: none'>99<div hidden><p>99</div><select><option>99</select>\
        <p>Use <code>99</code> and <img alt=99> here.<textarea>99</textarea><svg><text>99</text></svg>";
    assert_eq!(
        blocks(source),
        [
            "Paragraph: Five flights came to town.",
            "Paragraph: Use \u{fffc} and \u{fffc} here."
        ]
    );
}

#[test]
fn raised_digits_join_no_figure() {
    assert_eq!(
        blocks("<p>Some 24,000<sup>1</sup> km<sup>2</sup>, 10<sup>6</sup> and the 1<sup>st</sup>"),
        ["Paragraph: Some 24,000¹ km², 10⁶ and the 1st"]
    );
}

#[test]
fn quoted_words_get_their_marks() {
    assert_eq!(
        blocks("<p>She said: <q>He said <q>five</q> came</q>."),
        ["Paragraph: She said: “He said ‘five’ came”."]
    );
}

#[test]
fn the_article_is_told_from_what_stands_around_it() {
    let nav =
        "<header><h1>The Example</h1><nav><ul><li><a href=/>99 flights</a></ul></nav></header>";
    let links = "<ul><li><a href=/a>99 talks</a><li><a href=/b>99 visas</a></ul>";
    let body = "<h1>Talks</h1><p>Five came, said <a href=x>the ministry</a>.</p>";
    let talk = [
        "Headline: Talks",
        "Paragraph: Five came, said the ministry.",
    ];
    for page in [
        format!("{nav}<main>{body}</main><footer>99</footer>"),
        format!(
            "{nav}<main><article>{body}{links}</article><aside><a href=x>99</a></aside></main>"
        ),
        format!("{nav}<article>{body}</article><div>99</div>"),
        format!("{nav}<div role=main>{body}</div><div>99</div>"),
        format!("<form><input>99</form>{body}{links}<aside>99</aside><footer>99</footer>"),
        format!("<form action=/>{body}</form>"),
        format!("<article>{body}<nav>99</nav><article><p>99 fools.</p></article></article>"),
        format!("<article>{body}</article><article><h3><a href=x>99</a></h3></article>"),
        format!("{body}<p><a href=y>Read 99 more</a></p>"),
    ] {
        assert_eq!(blocks(&page), talk, "{page}");
    }
    assert_eq!(
        blocks(&format!("{nav}<p>Five came.</p>")),
        ["Headline: The Example", "Paragraph: Five came."]
    );
    assert_eq!(blocks("<nav>Five came</nav>"), ["Paragraph: Five came"]);
    assert_eq!(
        blocks(
            "<article><article><p>Five came.</article><article><p>Six came.</article></article>"
        ),
        ["Paragraph: Five came.", "Paragraph: Six came."]
    );
}

#[test]
fn the_day_is_the_one_that_the_page_states() {
    let day = Some(jiff::civil::date(2025, 1, 27));
    for page in [
        "<meta property='article:published_time' content='2025-01-27T10:00:00Z'><meta name=date content=2020-01-01>",
        "<meta name='DC.date' content='2025-01-27'>",
        "<meta itemprop=datePublished content=20250127>",
        "<script type='application/ld+json'>{\"@graph\": [{}, {\"@type\": \"NewsArticle\", \"datePublished\": \"2025-01-27\"}]}</script>",
        "<h1>Talks</h1><time datetime=2025-01-27>Monday</time><p>Five came.",
        "<p>A<p>B<p>C<p>D<p>E<p>F<time itemprop=datePublished datetime='2025-01-27 10:00'>x</time>",
        "<h1>Talks</h1><p>PARIS, Jan. 27, 2025 - Five came.",
    ] {
        assert_eq!(document(page).date, day, "{page}");
    }
    for page in [
        "<meta name=date content=soon>",
        "<meta name=robots content=2025-01-27>",
        "<script type='application/ld+json'>{\"datePublished\":",
    ] {
        assert_eq!(document(page).date, None, "{page}");
    }
}

/// Each cell with its place and the headers over and before it.
fn cells(source: &str) -> Vec<String> {
    let document = document(source);
    let said = |block: Option<u32>| {
        let block = block.and_then(|block| document.block(block));
        block.map_or("-", |block| document.slice(block.span))
    };
    let show = |cell: &Cell| {
        let Cell {
            table, row, column, ..
        } = *cell;
        let (over, before) = (said(cell.column_header), said(cell.row_header));
        format!(
            "{table}.{row}.{column} {}: {over}, {before}",
            said(Some(cell.block))
        )
    };
    document.cells.iter().map(show).collect()
}

#[test]
fn cells_know_their_headers() {
    let table = "<table><caption>Met</caption><thead><tr><td><th colspan=2>People<tbody>\
        <tr><th rowspan=2>2023<td>24,000<td>5<tr><td>6<td>7<tfoot><tr><td>All<td>8</table>";
    assert_eq!(
        cells(table),
        [
            "1.1.2 People: -, -",
            "1.2.1 2023: -, -",
            "1.2.2 24,000: People, 2023",
            "1.2.3 5: People, 2023",
            "1.3.2 6: People, -",
            "1.3.3 7: People, -",
            "1.4.1 All: -, -",
            "1.4.2 8: People, All",
        ]
    );
    let bare = "<table><tr><td>Year<td>People<tr><td>2023<td>5</table>";
    assert_eq!(cells(bare)[3], "1.2.2 5: People, 2023");
    let name = document(bare).block_name(3).unwrap().to_string();
    assert_eq!(name, "table 1, row 2");
    let layout = "<table><tr><td>Five came.<td><table><tr><td>Six</table></table>";
    assert!(cells(layout).is_empty());
    assert_eq!(blocks(layout), ["Paragraph: Five came.", "Paragraph: Six"]);
}

/// The file's bytes under the first `text` of the prose.
fn file_bytes(source: &str, text: &str) -> String {
    let document = document(source);
    let start = document.prose.text.find(text).expect(text);
    let span = ProseSpan::new(offset(start), offset(start + text.len()));
    let file = document.file_span(span);
    source[file.start as usize..file.end as usize].to_owned()
}

#[test]
fn spans_lead_back_to_the_file() {
    for (source, text, bytes) in [
        ("<p>Over <b>24</b>,000 came", "24,000", "24</b>,000"),
        ("<p>A T&amp;T B", "T&T", "T&amp;T"),
        (
            "<p>24,000&nbsp;people",
            "24,000\u{a0}people",
            "24,000&nbsp;people",
        ),
        (
            "<p>&#36;5 &pound6 &notit;",
            "$5 £6 ¬it;",
            "&#36;5 &pound6 &notit;",
        ),
        (
            "\u{feff}<p>five\r\n  charter\t flights",
            "five\ncharter\tflights",
            "five\r\n  charter\t flights",
        ),
        ("<p>five<br/>six", "five\nsix", "five<br/>six"),
        ("<p>km<sup>2</sup>", "²", "2"),
        ("5 < 6 & 7", "5 < 6 & 7", "5 < 6 & 7"),
    ] {
        assert_eq!(file_bytes(source, text), bytes, "{source}");
    }
}

#[test]
fn nesting_without_end_is_read() {
    for opening in [
        "<div>",
        "<p>",
        "<b>",
        "<a href=x>",
        "<table>",
        "<table><tr><td>",
        "<ul><li>",
        "<q>",
        "<sup>",
        "<td colspan=999 rowspan=999>",
        "<article>",
        "</div>",
        "<div></b>",
        "<p></div>",
        "<s><div></s>",
        "<h1><a>",
        "&",
        "&amp",
        "<",
        "</",
        "<!--",
        "<li><div>",
        "<h1><div>",
    ] {
        let source = format!("{}24 came", opening.repeat(100_000));
        let document = document(&source);
        assert!(
            opening == "<!--"
                || opening == "<"
                || opening == "</"
                || !document.prose.text.is_empty(),
            "{opening}"
        );
    }
    let both = format!(
        "{}24{}",
        "<div>".repeat(100_000),
        "</div></i>".repeat(100_000)
    );
    assert_eq!(blocks(&both), ["Paragraph: 24"]);
}

/// A piece of a paragraph: its source, and the prose of it.
fn piece() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop::sample::select(vec![
        ("five", "five"),
        ("<b>24</b>", "24"),
        ("<i>caf\u{e9}s</i>", "caf\u{e9}s"),
        ("<a href='99'>2,000</a>", "2,000"),
        ("&amp;", "&"),
        ("&acE;", "\u{223e}\u{333}"),
        ("&#x32;4", "24"),
        ("<code>99</code>", "\u{fffc}"),
        ("<!-- 99 -->", ""),
        ("<my-tag x='>'>6</my-tag>", "6"),
    ])
}

proptest! {
    #[test]
    fn each_piece_leads_back_to_its_source(
        pieces in prop::collection::vec(piece(), 0..12),
        before in prop::sample::select(vec!["", "<p>", "<blockquote><div>", "<h1>", "\u{feff}", "<table><td>"]),
    ) {
        // A letter between two pieces keeps their markup apart.
        let source: String = pieces.iter().map(|(source, _)| format!(" {source} a")).collect();
        let document = document(&format!("{before}a{source}"));
        let mut file_from = before.len() + 1;
        let mut from = 1;
        for (source, prose) in &pieces {
            // Blanks around nothing run together.
            let blank = if prose.is_empty() { 1 } else { 2 };
            let span = ProseSpan::new(offset(from + 1), offset(from + 1 + prose.len()));
            prop_assert_eq!(document.slice(span), *prose);
            let file = document.file_span(span);
            if !prose.is_empty() {
                prop_assert!(file.start as usize > file_from);
                prop_assert!(file.end as usize <= file_from + 1 + source.len());
            }
            from += prose.len() + blank + 1;
            file_from += source.len() + 3;
        }
    }
}
