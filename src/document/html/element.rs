//! What each element of HTML means to a reader of prose.

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// In a line, and of no meaning here: `span`, `em`, and what no standard knows.
    Inline,
    /// A link.
    Link,
    /// `q`.
    Quote,
    /// `sup`.
    Superscript,
    /// `time`.
    Time,
    /// In a line, and no prose: code. It leaves U+FFFC behind.
    Code,
    /// In a line, and withdrawn: `del`, `s`.
    Withdrawn,
    /// `br`.
    Break,
    /// A picture, or another thing without text.
    Object,
    /// Nothing at all: `wbr`, `link`, `input`.
    Nothing,
    /// `meta`.
    Meta,
    /// `script`, which may tell the date.
    Script,
    /// Left out with all it holds.
    Hidden,
    /// The same, and no end tag inside ends anything around: `template`.
    Sealed,
    /// Starts and ends blocks: `div`, `section`.
    Block,
    /// `hr`.
    Rule,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// `ul`, `ol`, `dl`.
    List,
    /// `li`, `dt`, `dd`.
    Item,
    /// `blockquote`.
    Quotation,
    /// `figcaption`.
    Caption,
    /// `caption` of a table.
    TableCaption,
    /// `table`.
    Table,
    /// `thead`.
    TableHead,
    /// `tbody`, `tfoot`.
    TableBody,
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell {
        /// Whether it is a `th`.
        header: bool,
    },
    /// `main`.
    Main,
    /// `article`.
    Article,
    /// `header`.
    Header,
    /// `aside`.
    Aside,
    /// `form`.
    Form,
    /// Never of an article: `nav`, `footer`.
    Navigation,
}

impl Element {
    /// The element that a tag's name, in small letters, tells.
    pub(super) fn named(name: &[u8]) -> Self {
        match name {
            b"a" => Self::Link,
            b"q" => Self::Quote,
            b"sup" => Self::Superscript,
            b"time" => Self::Time,
            b"code" | b"kbd" | b"samp" | b"math" => Self::Code,
            b"del" | b"s" | b"strike" => Self::Withdrawn,
            b"br" => Self::Break,
            b"img" | b"image" | b"embed" => Self::Object,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"frame" | b"input"
            | b"keygen" | b"link" | b"param" | b"source" | b"track" | b"wbr" => Self::Nothing,
            b"meta" => Self::Meta,
            b"script" => Self::Script,
            b"audio" | b"button" | b"canvas" | b"datalist" | b"iframe" | b"map" | b"noembed"
            | b"noframes" | b"noscript" | b"style" | b"svg" | b"textarea" | b"title" | b"video" => {
                Self::Hidden
            }
            b"object" | b"select" | b"template" => Self::Sealed,
            b"hr" => Self::Rule,
            b"p" => Self::Paragraph,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"ul" | b"ol" | b"dl" | b"menu" | b"dir" => Self::List,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"blockquote" => Self::Quotation,
            b"figcaption" => Self::Caption,
            b"caption" => Self::TableCaption,
            b"table" => Self::Table,
            b"thead" => Self::TableHead,
            b"tbody" | b"tfoot" => Self::TableBody,
            b"tr" => Self::Row,
            b"td" => Self::Cell { header: false },
            b"th" => Self::Cell { header: true },
            b"main" => Self::Main,
            b"article" => Self::Article,
            b"header" => Self::Header,
            b"aside" => Self::Aside,
            b"form" => Self::Form,
            b"nav" | b"footer" | b"dialog" | b"search" => Self::Navigation,
            b"address" | b"body" | b"center" | b"details" | b"div" | b"fieldset" | b"figure"
            | b"head" | b"hgroup" | b"html" | b"legend" | b"listing" | b"option" | b"optgroup"
            | b"plaintext" | b"pre" | b"section" | b"summary" | b"xmp" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// The region that a landmark's role makes of any element.
    pub(super) fn of_landmark(role: &str) -> Option<Self> {
        Some(match role {
            "main" => Self::Main,
            "article" => Self::Article,
            "banner" => Self::Header,
            "complementary" => Self::Aside,
            "form" => Self::Form,
            "navigation" | "contentinfo" | "search" | "dialog" | "alertdialog" | "menu"
            | "menubar" | "toolbar" => Self::Navigation,
            _ => return None,
        })
    }

    /// Whether it stands in a line of text, so that its tags end no block.
    pub(super) const fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Inline
                | Self::Link
                | Self::Quote
                | Self::Superscript
                | Self::Time
                | Self::Code
                | Self::Withdrawn
                | Self::Break
                | Self::Object
                | Self::Nothing
                | Self::Meta
                | Self::Script
                | Self::Hidden
                | Self::Sealed
        )
    }

    /// Whether it has no end tag.
    pub(super) const fn is_void(self) -> bool {
        matches!(
            self,
            Self::Break | Self::Object | Self::Nothing | Self::Meta | Self::Rule
        )
    }

    /// Whether an end tag inside never ends an element around.
    pub(super) const fn is_scope(self) -> bool {
        matches!(
            self,
            Self::Cell { .. } | Self::Table | Self::TableCaption | Self::Sealed
        )
    }

    /// Whether a start tag of `other` ends it, where no scope lies between.
    pub(super) const fn is_ended_by(self, other: Self) -> bool {
        match self {
            Self::Paragraph => !other.is_inline(),
            Self::Heading(_) => matches!(other, Self::Heading(_)),
            Self::Link => matches!(other, Self::Link),
            Self::Item => matches!(other, Self::Item),
            Self::Cell { .. } | Self::TableCaption => {
                matches!(
                    other,
                    Self::Cell { .. } | Self::Row | Self::TableHead | Self::TableBody
                )
            }
            Self::Row => matches!(other, Self::Row | Self::TableHead | Self::TableBody),
            Self::TableHead | Self::TableBody => matches!(other, Self::TableHead | Self::TableBody),
            _ => false,
        }
    }

    /// Whether a start tag of `self` looks no further out than this for what it ends.
    pub(super) const fn looks_no_further(self, around: Self) -> bool {
        match self {
            Self::Item => matches!(around, Self::List) || around.is_scope(),
            Self::Cell { .. } | Self::Row | Self::TableHead | Self::TableBody => {
                matches!(around, Self::Table)
            }
            _ => around.is_scope(),
        }
    }
}
