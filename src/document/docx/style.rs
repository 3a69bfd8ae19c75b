//! Styles: what a paragraph is by the name of its style, and what is hidden by it.
//!
//! Built-in styles have their English names in every language of a word processor; ids are translated.

use super::error::DocxError;
use super::package::Package;
use super::run::{Look, is_on};
use super::story::namespace_prefix;
use super::xml::{Node, Tag};
use std::collections::BTreeMap;

/// How many styles stand behind one another, at most, that one is based on.
const MAX_BASES: usize = 32;

/// What a paragraph is by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title.
    Headline,
    /// The subtitle.
    Standfirst,
    /// A heading, and its level from 1.
    Heading(u8),
    /// Below or above a picture or a table.
    Caption,
    /// A block quotation.
    Quotation,
    /// An item of a list.
    ListItem,
    /// A line of a table of contents or an index: the text repeats what stands elsewhere.
    Directory,
}

/// Names of styles, in small letters, and what a paragraph of theirs is; a name may go on behind one that ends in a
/// blank.
const NAMES: &[(&str, Kind)] = &[
    ("title", Kind::Headline),
    ("subtitle", Kind::Standfirst),
    ("caption", Kind::Caption),
    ("image caption", Kind::Caption),
    ("table caption", Kind::Caption),
    ("quote", Kind::Quotation),
    ("quotations", Kind::Quotation),
    ("intense quote", Kind::Quotation),
    ("block text", Kind::Quotation),
    ("list bullet", Kind::ListItem),
    ("list number", Kind::ListItem),
    ("toc ", Kind::Directory),
    ("table of figures", Kind::Directory),
    ("index ", Kind::Directory),
];

/// A style as it is used, all that it is based on taken in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    pub(super) kind: Option<Kind>,
    /// Whether its paragraphs are items of a list.
    pub(super) listed: bool,
    /// How its text looks.
    pub(super) look: Look,
}

/// All styles, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default: Style,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Written {
    id: String,
    based_on: Option<String>,
    is_default: bool,
    style: Style,
}

impl Styles {
    /// Reads the part called `name`.
    pub(super) fn read(package: &mut Package<'_>, name: &str) -> Result<Self, DocxError> {
        let mut written: Vec<Written> = Vec::new();
        let Some(mut xml) = package.xml(name)? else {
            return Ok(Self::default());
        };
        let mut prefix = None;
        let mut styled: Option<usize> = None;
        loop {
            let seen = xml.next()?;
            match seen.node {
                Node::Open(tag) => {
                    let prefix = prefix.get_or_insert_with(|| namespace_prefix(&tag));
                    if tag.of(prefix) == "style" && styled.is_none() {
                        styled = Some(seen.around);
                        written.push(Written::of(&tag));
                    } else if let Some(style) = written.last_mut().filter(|_| styled.is_some()) {
                        style.take(&tag, prefix);
                    }
                }
                Node::Close if styled == Some(seen.around) => styled = None,
                Node::Done => return Ok(Self::of(&written)),
                _ => {}
            }
        }
    }

    /// The style of that id; the default one where there is none.
    pub(super) fn of_id(&self, id: &str) -> Style {
        self.styles.get(id).copied().unwrap_or(self.default)
    }

    /// The style of a paragraph that names none.
    pub(super) const fn of_none(&self) -> Style {
        self.default
    }

    fn of(written: &[Written]) -> Self {
        let by_id: BTreeMap<&str, &Written> = written
            .iter()
            .map(|style| (style.id.as_str(), style))
            .collect();
        let resolved = |style: &Written| resolved(style, &by_id);
        Self {
            default: written
                .iter()
                .find(|style| style.is_default)
                .map(resolved)
                .unwrap_or_default(),
            styles: written
                .iter()
                .map(|style| (style.id.clone(), resolved(style)))
                .collect(),
        }
    }
}

/// `style` with what it leaves open taken from those that it is based on.
fn resolved(style: &Written, by_id: &BTreeMap<&str, &Written>) -> Style {
    let mut found = style.style;
    let mut base = style.based_on.as_deref();
    for _ in 0..MAX_BASES {
        let Some(next) = base.and_then(|id| by_id.get(id)) else {
            break;
        };
        found.kind = found.kind.or(next.style.kind);
        found.listed |= next.style.listed;
        found.look = found.look.or(next.style.look);
        base = next.based_on.as_deref();
    }
    found
}

impl Written {
    fn of(tag: &Tag<'_>) -> Self {
        let is_default = tag.attribute("default").is_some_and(|value| is_on(&value));
        Self {
            is_default: is_default && tag.attribute("type").as_deref() == Some("paragraph"),
            id: tag.attribute("styleId").unwrap_or_default(),
            ..Self::default()
        }
    }

    /// Takes in what an element inside says.
    fn take(&mut self, tag: &Tag<'_>, prefix: &str) {
        let value = || tag.attribute("val");
        match tag.of(prefix) {
            "name" => self.style.kind = value().and_then(|name| by_name(&name)).or(self.style.kind),
            "basedOn" => self.based_on = value(),
            "outlineLvl" => {
                self.style.kind = self.style.kind.or_else(|| heading(&value()?));
            }
            "numId" => self.style.listed = value().is_some_and(|id| id != "0"),
            _ => self.style.look.take(tag, prefix),
        }
    }
}

/// What a paragraph is whose style has that name.
fn by_name(name: &str) -> Option<Kind> {
    let name = name.to_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        return level.trim().parse().ok().map(Kind::Heading);
    }
    let is = |known: &str| name == known || known.ends_with(' ') && name.starts_with(known);
    NAMES
        .iter()
        .find(|(known, _)| is(known))
        .map(|(_, kind)| *kind)
}

/// The heading of an outline level, which counts from 0; 9 is text.
pub(super) fn heading(level: &str) -> Option<Kind> {
    let level: u8 = level.parse().ok()?;
    (level < 9).then(|| Kind::Heading(level.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_paragraph_is() {
        for (name, kind) in [
            ("Title", Some(Kind::Headline)),
            ("heading 2", Some(Kind::Heading(2))),
            ("Heading 1", Some(Kind::Heading(1))),
            ("toc 1", Some(Kind::Directory)),
            ("TOC Heading", Some(Kind::Directory)),
            ("List Bullet", Some(Kind::ListItem)),
            ("Normal", None),
            ("heading", None),
            ("Titles", None),
        ] {
            assert_eq!(by_name(name), kind, "{name}");
        }
        assert_eq!((heading("0"), heading("9")), (Some(Kind::Heading(1)), None));
    }
}
