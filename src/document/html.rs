//! HTML: whole pages and pieces of them.
//!
//! The tokenizer is html5gum's; what its tags mean to a reader of prose is ours, without a tree: text in blocks, the
//! article told from what stands around it, cells with their headers, the day that the page states. Scripts, hidden
//! elements, code and withdrawn text are not prose. Nothing here costs more than linear time.

mod block;
mod element;
mod metadata;
mod reader;
mod region;
mod stack;
mod table;
mod tag;
mod words;

#[cfg(test)]
#[expect(
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test may panic"
)]
mod tests;

use super::block::{Block, Cell, Role};
use super::read::Article;
use super::span::offset;
use block::Draft;
use reader::Reader;

/// Reads HTML.
pub(super) fn article(source: String) -> Article {
    let body = source.strip_prefix('\u{feff}').unwrap_or(&source);
    let base = offset(source.len().saturating_sub(body.len()));
    let mut reader = Reader::new(body, base);
    tag::read(body, &mut reader);
    reader.finish();
    let Reader {
        blocks,
        regions,
        metadata,
        ..
    } = reader;
    let chosen = regions.chosen(&blocks.drafts);
    let (found, cells) = chosen_blocks(&blocks.drafts, &chosen);
    let mut article = Article::new(blocks.prose.finish(), found);
    article.cells = cells;
    article.date = metadata.date();
    article.file_text = Some(source);
    article
}

/// The blocks of the article, and where in its tables the cells among them stand.
fn chosen_blocks(drafts: &[Draft], chosen: &[bool]) -> (Vec<Block>, Vec<Cell>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    let mut indexes: Vec<Option<u32>> = Vec::with_capacity(drafts.len());
    let (mut table, mut tables, mut has_headline) = (0, 0, false);
    for (draft, is_chosen) in drafts.iter().zip(chosen) {
        indexes.push(is_chosen.then(|| offset(blocks.len())));
        if !is_chosen {
            continue;
        }
        if let Some(place) = draft.in_table {
            if place.table != table {
                table = place.table;
                tables = u32::saturating_add(tables, 1);
            }
            let header = |index: u32| indexes.get(index as usize).copied().flatten();
            cells.push(Cell {
                block: offset(blocks.len()),
                table: tables,
                row: place.row,
                column: place.column,
                is_header: place.is_header,
                column_header: place.column_header.and_then(header),
                row_header: place.row_header.and_then(header),
            });
        }
        let is_headline = draft.role == Role::Heading && draft.level == 1 && !has_headline;
        has_headline |= is_headline;
        let role = if is_headline {
            Role::Headline
        } else {
            draft.role
        };
        let mut block = Block::new(draft.span, role);
        block.level = draft.level;
        blocks.push(block);
    }
    (blocks, cells)
}
