//! What holds of any .docx: the assertions of its fuzz target and of the test that replays its finds.

use crate::docx_file::Docx;
use statvet::stage::document::{DocxComment, DocxLimits, commented, read_docx};
use statvet::stage::extract::scan;

/// Reads `bytes` as a file, and as what stands in the body of one. Panics where the copy with a comment on each quantity
/// does not read as the file does.
pub(crate) fn docx(bytes: &[u8]) {
    sound(bytes);
    sound(&Docx::new(&String::from_utf8_lossy(bytes)).bytes());
}

fn sound(bytes: &[u8]) {
    let limits = DocxLimits::default();
    let read = |bytes: &[u8]| read_docx("fuzz".into(), bytes, &limits, None);
    let Ok(document) = read(bytes) else {
        return;
    };
    let comments: Vec<DocxComment> = scan(&document, 1000)
        .quantities
        .iter()
        .map(|quantity| DocxComment {
            span: quantity.span,
            figure: document.slice(quantity.span).to_owned(),
            paragraphs: vec!["A comment.".to_owned()],
        })
        .collect();
    let copy = commented(bytes, &limits, &comments);
    let copy = copy.unwrap_or_else(|error| panic!("no copy: {error}"));
    let again = read(&copy).unwrap_or_else(|error| panic!("the copy is broken: {error}"));
    assert_eq!(document.prose.text, again.prose.text);
    let blocks = |document: &statvet::Document| {
        let of_block = |block: &statvet::stage::document::Block| (block.span, block.role);
        document.blocks.iter().map(of_block).collect::<Vec<_>>()
    };
    assert_eq!(blocks(&document), blocks(&again));
}
