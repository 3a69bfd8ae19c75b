//! Which of a page's blocks are the article: `main` and `article` tell, else what is left without navigation, and without
//! lists of links.

use super::block::Draft;
use super::element::Element;
use crate::document::block::Role;

/// A block of links alone is not longer, in bytes.
const MAX_LINK_LINE: u32 = 120;

/// A part of the page that tells what its blocks are.
#[derive(Clone, Copy, Debug)]
struct Region {
    kind: Element,
    around: u32,
    /// Bytes of its own blocks; later, with those of the regions inside.
    text: u64,
    own_text: u64,
    /// How many of them are links.
    linked: u64,
    verdict: Verdict,
    /// The outermost `article` that it stands in.
    article: Option<u32>,
    in_main: bool,
    in_header: bool,
}

/// What is known of a region's blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    In,
    Out,
}

/// The regions of a page, each after the one around it.
#[derive(Debug)]
pub(super) struct Regions {
    regions: Vec<Region>,
    current: u32,
}

impl Regions {
    pub(super) fn new() -> Self {
        let page = Region {
            kind: Element::Block,
            around: 0,
            text: 0,
            own_text: 0,
            linked: 0,
            verdict: Verdict::In,
            article: None,
            in_main: false,
            in_header: false,
        };
        Self {
            regions: vec![page],
            current: 0,
        }
    }

    /// Whether an element is a region.
    pub(super) const fn is_region(element: Element) -> bool {
        matches!(
            element,
            Element::Main
                | Element::Article
                | Element::Header
                | Element::Aside
                | Element::Form
                | Element::Navigation
                | Element::List
        )
    }

    /// The region being read.
    pub(super) const fn current(&self) -> u32 {
        self.current
    }

    /// `kind` starts; the region around it.
    pub(super) fn enter(&mut self, kind: Element) -> u32 {
        let around = self.current;
        let outer = self.regions.get(around as usize).copied();
        let index = u32::try_from(self.regions.len()).unwrap_or(u32::MAX);
        let Some(outer) = outer else {
            return around;
        };
        let article = (kind == Element::Article).then_some(index);
        self.regions.push(Region {
            kind,
            around,
            text: 0,
            own_text: 0,
            linked: 0,
            verdict: Verdict::In,
            article: outer.article.or(article),
            in_main: outer.in_main || kind == Element::Main,
            in_header: outer.in_header || kind == Element::Header,
        });
        self.current = index;
        around
    }

    /// The region ends, and `around` goes on.
    pub(super) const fn leave(&mut self, around: u32) {
        self.current = around;
    }

    /// Whether each of `drafts` is of the article.
    pub(super) fn chosen(mut self, drafts: &[Draft]) -> Vec<bool> {
        self.count(drafts);
        self.judge();
        let has_main = self.has_text(Element::Main);
        let has_article = self.has_text(Element::Article);
        let biggest = self.biggest_article();
        let is_chosen = |draft: &Draft| {
            let Some(region) = self.regions.get(draft.region as usize) else {
                return false;
            };
            let inside = if has_main {
                region.in_main
            } else {
                !has_article || region.article.is_some()
            };
            let placed = inside && (has_main || region.article.is_some() || !region.in_header);
            placed
                && region.verdict == Verdict::In
                && !self.is_teaser(region.article, biggest)
                && !is_link_line(draft)
        };
        let mut chosen: Vec<bool> = drafts.iter().map(is_chosen).collect();
        if !chosen.contains(&true) {
            // No page is clean only because nothing of it looks like an article.
            return drafts.iter().map(|draft| !is_link_line(draft)).collect();
        }
        self.add_headline(drafts, &mut chosen);
        chosen
    }

    /// Adds up the text of each region, inner ones first.
    fn count(&mut self, drafts: &[Draft]) {
        for draft in drafts {
            if let Some(region) = self.regions.get_mut(draft.region as usize) {
                region.own_text = region.own_text.saturating_add(draft.length().into());
                region.text = region.own_text;
                region.linked = region.linked.saturating_add(draft.linked.into());
            }
        }
        for index in (1..self.regions.len()).rev() {
            let Some(Region {
                around,
                text,
                linked,
                ..
            }) = self.regions.get(index).copied()
            else {
                continue;
            };
            if let Some(outer) = self.regions.get_mut(around as usize) {
                outer.text = outer.text.saturating_add(text);
                outer.linked = outer.linked.saturating_add(linked);
            }
        }
    }

    /// Decides region by region, outer ones first.
    fn judge(&mut self) {
        let page = self.regions.first().map_or(0, |page| page.text);
        for index in 1..self.regions.len() {
            let Some(region) = self.regions.get(index).copied() else {
                continue;
            };
            let outer = self.regions.get(region.around as usize).copied();
            let out = outer
                .is_some_and(|outer| outer.verdict == Verdict::Out || is_out(region, outer, page));
            if let Some(region) = self.regions.get_mut(index).filter(|_| out) {
                region.verdict = Verdict::Out;
            }
        }
    }

    fn has_text(&self, kind: Element) -> bool {
        let mut regions = self.regions.iter();
        regions
            .any(|region| region.kind == kind && region.text > 0 && region.verdict == Verdict::In)
    }

    fn biggest_article(&self) -> u64 {
        let articles = self
            .regions
            .iter()
            .filter(|region| region.kind == Element::Article && region.verdict == Verdict::In);
        articles.map(|region| region.text).max().unwrap_or(0)
    }

    /// Whether an article is a small one beside a bigger, and much of it links: it leads to another page.
    fn is_teaser(&self, article: Option<u32>, biggest: u64) -> bool {
        let region = article.and_then(|article| self.regions.get(article as usize));
        region.is_some_and(|region| {
            region.text.saturating_mul(4) < biggest && region.linked.saturating_mul(3) > region.text
        })
    }

    /// Where no headline was chosen, the one in the page's header is.
    fn add_headline(&self, drafts: &[Draft], chosen: &mut [bool]) {
        let is_headline = |draft: &Draft| draft.role == Role::Heading && draft.level == 1;
        let mut pairs = drafts.iter().zip(chosen.iter());
        if pairs.any(|(draft, chosen)| *chosen && is_headline(draft)) {
            return;
        }
        let in_header = |draft: &Draft| {
            let region = self.regions.get(draft.region as usize);
            region.is_some_and(|region| region.kind == Element::Header && !region.in_main)
        };
        let found = drafts
            .iter()
            .position(|draft| is_headline(draft) && in_header(draft));
        if let Some(found) = found.and_then(|found| chosen.get_mut(found)) {
            *found = true;
        }
    }
}

/// Whether `region`, which stands in `outer`, is not of the article.
fn is_out(region: Region, outer: Region, page: u64) -> bool {
    let in_article = region.in_main || region.article.is_some();
    match region.kind {
        Element::Navigation => true,
        Element::Aside => !in_article || is_dense(region, 3),
        // Some pages stand in a form as a whole.
        Element::Form => region.text.saturating_mul(2) < page,
        Element::List => is_dense(region, 7),
        // What readers say of an article stands in articles inside; a live blog is nothing but those.
        Element::Article => {
            let host = outer.article.is_some();
            host && outer.own_text.saturating_mul(2) > outer.text
        }
        _ => false,
    }
}

/// Whether at least so many tenths of its text are links.
const fn is_dense(region: Region, tenths: u64) -> bool {
    region.linked.saturating_mul(10) >= region.text.saturating_mul(tenths) && region.linked > 0
}

/// Whether a block is a link and nothing else, and no sentence.
fn is_link_line(draft: &Draft) -> bool {
    let is_text = matches!(draft.role, Role::Paragraph | Role::ListItem);
    let all = draft.linked.saturating_mul(10) >= draft.length().saturating_mul(9);
    is_text && all && draft.length() > 0 && draft.length() <= MAX_LINK_LINE && !draft.is_sentence
}
