//! The elements that are open, and which of them a tag ends, as the WHATWG's tree builder has it in the main.
//!
//! A look down the stack goes [`MAX_LOOK`] elements deep at most, so that no nesting costs more than linear time.

use super::element::Element;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// How far down the stack an element is looked for.
const MAX_LOOK: usize = 256;

/// An element that is open, and what it changed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    name: u64,
    pub(super) element: Element,
    /// Whether what it holds is left out.
    pub(super) hides: bool,
    /// Whether it changed more than that, as nothing around is left out.
    pub(super) entered: bool,
    /// Whether it gives its blocks a role.
    pub(super) has_role: bool,
    /// Whether it gives its blocks the role of footnotes.
    pub(super) has_notes: bool,
    /// The region around, where it is one itself.
    pub(super) region_around: Option<u32>,
}

impl Open {
    /// An element that changes nothing yet.
    pub(super) fn new(name: &[u8], element: Element) -> Self {
        Self {
            name: hash(name),
            element,
            hides: false,
            entered: false,
            has_role: false,
            has_notes: false,
            region_around: None,
        }
    }
}

/// What an end tag ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// Nothing.
    Nothing,
    /// All elements from that index on.
    From(usize),
    /// The element of that index alone; what stands in it stays open.
    One(usize),
}

/// The open elements, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many are open of each name.
    counts: FxHashMap<u64, u32>,
    /// How many paragraphs are open.
    paragraphs: u32,
}

impl Stack {
    pub(super) fn push(&mut self, open: Open) {
        let count = self.counts.entry(open.name).or_default();
        *count = count.saturating_add(1);
        if open.element == Element::Paragraph {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        self.open.push(open);
    }

    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.forget(open);
        Some(open)
    }

    pub(super) const fn len(&self) -> usize {
        self.open.len()
    }

    /// The innermost element.
    pub(super) fn last(&self) -> Option<Open> {
        self.open.last().copied()
    }

    /// Ends the element of index `at` alone: it stays in the stack without a name or a meaning.
    pub(super) fn release(&mut self, at: usize) -> Option<Open> {
        let slot = self.open.get_mut(at)?;
        let released = std::mem::replace(slot, Open::new(b"", Element::Inline));
        slot.has_role = released.has_role;
        self.forget(released);
        let count = self.counts.entry(hash(b"")).or_default();
        *count = count.saturating_add(1);
        Some(released)
    }

    /// From which index on the elements end that a start tag of `element` ends by itself.
    pub(super) fn ended_by_start(&self, element: Element) -> Option<usize> {
        let might_end = match element {
            Element::Link
            | Element::Item
            | Element::Heading(_)
            | Element::Row
            | Element::Cell { .. }
            | Element::TableHead
            | Element::TableBody => true,
            _ => !element.is_inline() && self.paragraphs > 0,
        };
        if !might_end {
            return None;
        }
        self.innermost_first()
            .take_while(|(_, open)| !element.looks_no_further(open.element))
            .filter(|(_, open)| open.element.is_ended_by(element))
            .last()
            .map(|(at, _)| at)
    }

    /// What an end tag of `name` ends.
    pub(super) fn ended_by(&self, name: &[u8], element: Element) -> Ends {
        let name = hash(name);
        if self.counts.get(&name).is_none_or(|count| *count == 0) {
            return Ends::Nothing;
        }
        let mut crossed_block = false;
        for (at, open) in self.innermost_first() {
            if open.name == name {
                return if crossed_block {
                    Ends::One(at)
                } else {
                    Ends::From(at)
                };
            }
            if stops(element, open.element) {
                return Ends::Nothing;
            }
            crossed_block |= element.is_inline() && !open.element.is_inline();
        }
        if element.is_inline() {
            return Ends::Nothing;
        }
        let found = self.open.iter().rposition(|open| open.name == name);
        found.map_or(Ends::Nothing, Ends::From)
    }

    fn innermost_first(&self) -> impl Iterator<Item = (usize, Open)> {
        let open = self.open.iter().copied().enumerate();
        open.rev().take(MAX_LOOK)
    }

    fn forget(&mut self, open: Open) {
        if let Some(count) = self.counts.get_mut(&open.name) {
            *count = count.saturating_sub(1);
        }
        if open.element == Element::Paragraph {
            self.paragraphs = self.paragraphs.saturating_sub(1);
        }
    }
}

/// Whether an end tag of `element` looks no further out than `around`.
const fn stops(element: Element, around: Element) -> bool {
    match element {
        Element::Table => matches!(around, Element::Sealed),
        Element::Cell { .. }
        | Element::Row
        | Element::TableHead
        | Element::TableBody
        | Element::TableCaption => matches!(around, Element::Table | Element::Sealed),
        _ => around.is_scope(),
    }
}

fn hash(name: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(name);
    hasher.finish()
}
