//! Texts that the JSON puts together from the article's words, written without a copy of their own.

use super::writer::{Digits, ToJson, Writer};
use crate::document::{Document, ProseSpan};
use crate::extract::UnitName;
use crate::extract::inflect::{lemma, singular};
use crate::quantity::{Base, Clock, Period};
use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::fmt::{self, Display};

/// The part of UCUM and ISO 4217 that says "of no unit".
const UNITY: &str = "1";

/// Describes each as a string.
macro_rules! text {
    ($($name:ident $(<$life:lifetime>)?),+;) => {
        $(impl $(<$life>)? JsonSchema for $name $(<$life>)? {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string" })
            }
        })+
    };
}

text! {
    Iso, IsoValue, UnitText<'a>, UnitCode<'a>, Joined<'a>, Noun<'a>, Lemma<'a>;
}

/// A day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Iso(pub(crate) Date);

impl ToJson for Iso {
    fn to_json(&self, out: &mut Writer<'_>) {
        IsoPeriod(Period::day(self.0)).to_json(out);
    }
}

/// A day, or an interval of days with both ends included, `..` for an open one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IsoPeriod(pub(crate) Period);

impl Display for IsoPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.0.single_day() {
            return day.fmt(f);
        }
        let end = |f: &mut fmt::Formatter<'_>, day: Option<Date>| match day {
            Some(day) => day.fmt(f),
            None => f.write_str(".."),
        };
        end(f, self.0.start)?;
        f.write_str("/")?;
        end(f, self.0.end)
    }
}

impl ToJson for IsoPeriod {
    fn to_json(&self, out: &mut Writer<'_>) {
        let Period { start, end, .. } = self.0;
        if start.into_iter().chain(end).any(|day| day.year() < 0) {
            return out.display(self);
        }
        out.raw("\"");
        write_end(start, out);
        if self.0.single_day().is_none() {
            out.raw("/");
            write_end(end, out);
        }
        out.raw("\"");
    }
}

/// Writes a day of a year with four digits, or that there is none: jiff weighs all forms that a date may be asked for in.
fn write_end(end: Option<Date>, out: &mut Writer<'_>) {
    const PADDED: u64 = 100_000_000;
    let part = |number: i16, place: u64| {
        let number = u64::try_from(number).unwrap_or(0);
        number.saturating_mul(place)
    };
    let number = end.map(|day| {
        [
            part(day.year(), 10_000),
            part(day.month().into(), 100),
            part(day.day().into(), 1),
        ]
        .into_iter()
        .fold(PADDED, u64::saturating_add)
    });
    match number.map(|number| Digits::of(number, 0, false)) {
        Some(digits) => {
            if let [_, y, e, a, r, m, n, d, t] = *digits.bytes() {
                out.digits(&[y, e, a, r, b'-', m, n, b'-', d, t]);
            }
        }
        None => out.raw(".."),
    }
}

/// What lies in the calendar or the day: days, or a time, or two with a `/` between them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum IsoValue {
    /// Days.
    Days(IsoPeriod),
    /// A time of day, and until when.
    Clock(Clock, Option<Clock>),
}

impl Display for IsoValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => days.fmt(f),
            Self::Clock(from, None) => from.fmt(f),
            Self::Clock(from, Some(until)) => write!(f, "{from}/{until}"),
        }
    }
}

impl ToJson for IsoValue {
    fn to_json(&self, out: &mut Writer<'_>) {
        match self {
            Self::Days(days) => days.to_json(out),
            Self::Clock(..) => out.display(self),
        }
    }
}

/// Several spans, a comma between two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joined<'a> {
    /// The article.
    pub(crate) document: &'a Document,
    /// The spans.
    pub(crate) spans: &'a [ProseSpan],
}

impl ToJson for Joined<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        let commas = std::iter::once("").chain(std::iter::repeat(", "));
        let slices = self.spans.iter().map(|span| self.document.slice(*span));
        out.pieces(commas.zip(slices).flat_map(|(comma, slice)| [comma, slice]));
    }
}

/// A noun phrase with its last word in the singular, and without what only joins its words: the possessives of
/// those before, "and", commas.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noun<'a>(pub(crate) &'a str);

impl<'a> Noun<'a> {
    fn last(self) -> &'a str {
        self.0.rsplit(char::is_whitespace).next().unwrap_or(self.0)
    }

    /// The words before the last one that name, each with the blank behind it.
    fn before<'b>(self) -> impl Iterator<Item = &'b str>
    where
        'a: 'b,
    {
        let before = self.0.strip_suffix(self.last()).unwrap_or_default();
        let names = |word: &&str| !matches!(*word, "and" | "or" | "more" | "less");
        let plain = |word: &'b str| {
            let word = word.trim_end_matches(',');
            let owner = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
            [owner.unwrap_or(word), " "]
        };
        before.split_whitespace().filter(names).flat_map(plain)
    }
}

impl Display for Noun<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.before().try_for_each(|word| f.write_str(word))?;
        f.write_str(&singular(self.last()))
    }
}

impl ToJson for Noun<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        // Most are one word.
        if self.0.bytes().all(|byte| byte.is_ascii_graphic()) {
            return out.string(&singular(self.0));
        }
        let last = singular(self.last());
        out.pieces(self.before().chain([&*last]));
    }
}

/// A verb in its lemma.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lemma<'a>(pub(crate) &'a str);

impl ToJson for Lemma<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        out.string(&lemma(self.0));
    }
}

/// A unit's name in full: "pound", "Chinese national", "dollar per barrel".
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitText<'a> {
    /// The article.
    pub(crate) document: &'a Document,
    /// The unit.
    pub(crate) name: UnitName,
    /// The unit below the line.
    pub(crate) per: UnitName,
}

impl UnitText<'_> {
    fn part(&self, f: &mut fmt::Formatter<'_>, name: UnitName) -> fmt::Result {
        match name {
            UnitName::None => Ok(()),
            UnitName::Known(base) if self.per != UnitName::None => f.write_str(in_a_rate(base)),
            UnitName::Known(base) => f.write_str(base.name()),
            UnitName::Noun(span) => Noun(self.document.slice(span)).fmt(f),
        }
    }
}

impl Display for UnitText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.part(f, self.name)?;
        if self.per != UnitName::None {
            let joint = if self.name == UnitName::None {
                "per "
            } else {
                " per "
            };
            f.write_str(joint)?;
            self.part(f, self.per)?;
        }
        Ok(())
    }
}

impl ToJson for UnitText<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        match (self.name, self.per) {
            (UnitName::Known(base), UnitName::None) => out.string(base.name()),
            _ => out.display(self),
        }
    }
}

/// "dollar per barrel", though the unit alone is the US dollar: the code says which dollar.
fn in_a_rate(base: Base) -> &'static str {
    base.name().strip_prefix("US ").unwrap_or(base.name())
}

/// A unit's code: `USD`, `km`, `USD/{barrel}`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitCode<'a> {
    over: &'static str,
    per: Option<Per<'a>>,
}

/// What stands below the line of a code.
#[derive(Clone, Copy, Debug)]
enum Per<'a> {
    /// A code.
    Code(&'static str),
    /// A word, as an annotation in UCUM's sense.
    Word(&'a str),
}

impl<'a> UnitCode<'a> {
    /// The code of "no unit", for multiples, fractions and ratios.
    pub(crate) const ONE: Self = Self {
        over: UNITY,
        per: None,
    };

    /// The code of a unit; `None` where it or what stands below the line has none.
    pub(crate) fn of(document: &'a Document, name: UnitName, per: UnitName) -> Option<Self> {
        let UnitName::Known(base) = name else {
            return None;
        };
        let over = base.code()?;
        let per = match (per, base) {
            (UnitName::None, _) => None,
            // ISO 4217 has no composed codes, so what money is paid for is an annotation.
            (UnitName::Known(per), Base::Money(_)) => Some(Per::Word(per.name())),
            (UnitName::Known(per), _) => Some(Per::Code(per.code()?)),
            (UnitName::Noun(span), _) => Some(Per::Word(document.slice(span))),
        };
        Some(Self { over, per })
    }
}

impl ToJson for UnitCode<'_> {
    fn to_json(&self, out: &mut Writer<'_>) {
        match self.per {
            None => out.string(self.over),
            Some(_) => out.display(self),
        }
    }
}

impl Display for UnitCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.over)?;
        match self.per {
            None => Ok(()),
            Some(Per::Code(code)) => write!(f, "/{code}"),
            Some(Per::Word(word)) => write!(f, "/{{{}}}", Noun(word)),
        }
    }
}
