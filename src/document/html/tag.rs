//! Tags with those of their attributes that count, from the tokenizer to the reader.

use super::element::Element;
use super::reader::Reader;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;

/// A start tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    /// Its name, in small letters.
    pub(super) name: Vec<u8>,
    attributes: Vec<(Attribute, String)>,
    /// Whether the value of the last attribute counts.
    open: bool,
}

/// An attribute that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    AriaHidden,
    Class,
    Colspan,
    Content,
    Datetime,
    Hidden,
    Href,
    Itemprop,
    Name,
    Property,
    Pubdate,
    Role,
    Rowspan,
    Scope,
    Style,
    Type,
}

impl Attribute {
    fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"aria-hidden" => Self::AriaHidden,
            b"class" => Self::Class,
            b"colspan" => Self::Colspan,
            b"content" => Self::Content,
            b"datetime" => Self::Datetime,
            b"hidden" => Self::Hidden,
            b"href" => Self::Href,
            b"itemprop" => Self::Itemprop,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"pubdate" => Self::Pubdate,
            b"role" => Self::Role,
            b"rowspan" => Self::Rowspan,
            b"scope" => Self::Scope,
            b"style" => Self::Style,
            b"type" => Self::Type,
            _ => return None,
        })
    }
}

impl Tag {
    /// The value of `attribute`; of an attribute that stands twice, the first.
    pub(super) fn value(&self, attribute: Attribute) -> Option<&str> {
        let mut found = self.attributes.iter();
        let (_, value) = found.find(|(known, _)| *known == attribute)?;
        Some(value)
    }

    /// Whether `attribute` stands there, with a value or without.
    pub(super) fn has(&self, attribute: Attribute) -> bool {
        self.value(attribute).is_some()
    }

    /// Whether one of the classes is among `names`.
    pub(super) fn has_class(&self, names: &[&str]) -> bool {
        let mut classes = self
            .value(Attribute::Class)
            .unwrap_or("")
            .split_ascii_whitespace();
        classes.any(|class| names.iter().any(|name| class.eq_ignore_ascii_case(name)))
    }

    /// Whether what it holds is shown to nobody.
    pub(super) fn is_hidden(&self) -> bool {
        let unstyled = |style: &str| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            let style = style.to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        };
        self.has(Attribute::Hidden)
            || self.value(Attribute::AriaHidden) == Some("true")
            || self.value(Attribute::Style).is_some_and(unstyled)
    }

    fn start(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.extend_from_slice(name);
        self.attributes.clear();
        self.open = false;
    }

    fn attribute(&mut self, name: &[u8]) {
        let known = Attribute::named(name).filter(|known| !self.has(*known));
        self.open = known.is_some();
        self.attributes
            .extend(known.map(|known| (known, String::new())));
    }

    fn attribute_value(&mut self, value: &[u8]) {
        if let Some((_, last)) = self.attributes.last_mut().filter(|_| self.open) {
            last.push_str(&String::from_utf8_lossy(value));
        }
    }
}

/// Gives every tag and text of `source` to `reader`, in order.
pub(super) fn read(source: &str, reader: &mut Reader<'_>) {
    let mut tag = Tag::default();
    let handle = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.start(name),
            CallbackEvent::AttributeName { name } => tag.attribute(name),
            CallbackEvent::AttributeValue { value } => tag.attribute_value(value),
            CallbackEvent::CloseStartTag { .. } => {
                reader.start(Element::named(&tag.name), &tag, span.end);
            }
            CallbackEvent::EndTag { name } => reader.end(name),
            CallbackEvent::String { value } => reader.text(value, span.start..span.end),
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(handle);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
}
