//! The language in which derived rules assert something of the figures of a passage (`design.md` §5).
//!
//! ```text
//! any        = all ("or" all)*
//! all        = negation ("and" negation)*
//! negation   = "not"* comparison
//! comparison = sum (("=" | "!=" | "<" | "<=" | ">" | ">=") sum)?
//! sum        = product (("+" | "-") product)*
//! product    = factor (("*" | "/") factor)*
//! factor     = "-"* atom
//! atom       = number | function "(" any ("," any)* ")" | name | "(" any ")"
//! function   = "min" | "max" | "abs" | "sum"
//! name       = letter (letter | digit | "_")*       of a claim or a given
//! number     = currency? digits ("," digits{3})* ("." digits)? scale? unit?
//! ```
//!
//! A value is an interval, in the base units of its dimension; a comparison is true, false or undecided.

mod eval;
mod grammar;
#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "a test may panic"
)]
mod tests;
mod unit;

pub(crate) use eval::{Deciding, Side, Values, product, quotient};
pub(crate) use unit::{Dimensions, in_base, in_unit};

use super::unit::{Per, UnitPattern};
use crate::quantity::unit::Base;
use crate::quantity::{Dimension, Interval};
use rust_decimal::Decimal;
use std::ops::Range;

/// What a claim or a given is called may be none of these.
pub(super) const RESERVED: [&str; 7] = ["and", "or", "not", "min", "max", "abs", "sum"];

/// A well-formed expression.
#[derive(Clone, Debug)]
pub(crate) struct Expression {
    text: String,
    root: Node,
}

/// A part of an expression, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    kind: Kind,
    span: Range<usize>,
}

/// What a part is. Chains are flat, so that only brackets nest.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// A number with its unit, if it has one.
    Number(Interval, Option<Base>),
    /// A claim or a given.
    Name(String),
    /// The value mirrored at zero.
    Negative(Box<Node>),
    /// The contrary.
    Not(Box<Node>),
    /// Sums and differences, or products and quotients, from left to right.
    Chain(Box<Node>, Vec<(Operator, Node)>),
    /// Two values side by side.
    Comparison(Relation, Box<Node>, Box<Node>),
    /// All of these must hold.
    All(Vec<Node>),
    /// One of these must hold.
    Any(Vec<Node>),
    /// A function of these.
    Call(Function, Vec<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// How two values are said to stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Relation {
    /// The relation that holds where this one does not.
    const fn contrary(self) -> Self {
        match self {
            Self::Equal => Self::Unequal,
            Self::Unequal => Self::Equal,
            Self::Less => Self::AtLeast,
            Self::AtLeast => Self::Less,
            Self::More => Self::AtMost,
            Self::AtMost => Self::More,
        }
    }

    /// The relation of the second to the first.
    const fn mirrored(self) -> Self {
        match self {
            Self::Equal | Self::Unequal => self,
            Self::Less => Self::More,
            Self::More => Self::Less,
            Self::AtMost => Self::AtLeast,
            Self::AtLeast => Self::AtMost,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Min,
    Max,
    Abs,
    Sum,
}

/// What is wrong with an expression, and which of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub span: Range<usize>,
    pub message: String,
    pub expected: String,
    /// The valid word nearest to what is written.
    pub nearest: Option<String>,
}

/// What a name in an expression stands for.
#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    /// A value of these dimensions.
    Value(Dimensions),
    /// Something that was found broken, and told.
    Broken,
}

impl Expression {
    /// Reads the whole of `text`, in which `$` is `dollar`.
    pub(super) fn read(text: &str, dollar: Option<Base>) -> Result<Self, Problem> {
        let root = grammar::expression(text, dollar)?;
        Ok(Self {
            text: text.to_owned(),
            root,
        })
    }

    /// All that is wrong with its names and units; `names` says what each stands for, in the author's order.
    pub(super) fn problems(&self, names: &[(&str, Meaning)]) -> Vec<Problem> {
        unit::problems(&self.root, &self.text, names)
    }

    /// As its author wrote it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The names in it, in order; one may stand there several times.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.each_name(&mut |name, _| names.push(name));
        names
    }

    /// Whether it holds of `values`; `None` where they leave it undecided.
    pub(crate) fn holds(&self, values: &Values<'_>) -> Option<bool> {
        eval::truth(&self.root, values)
    }

    /// Whether it holds where equal is what may be equal, and where what `reads` leaves open is as `written`.
    pub(crate) fn agrees(&self, reads: &Values<'_>, written: &Values<'_>) -> bool {
        eval::agrees(&self.root, reads, written) == Some(true)
    }

    /// The comparison that decides it at `values`: the first that is as the whole is for want of it. Of several that
    /// hold, the first in which `name` stands.
    pub(crate) fn deciding(&self, name: &str, values: &Values<'_>) -> Option<Deciding<'_>> {
        eval::deciding(&self.root, name, values)
    }

    /// What a side of one of its comparisons measures, where `names` are sound.
    pub(crate) fn dimensions(
        &self,
        side: &Side<'_>,
        names: &[(&str, Meaning)],
    ) -> Option<Dimensions> {
        unit::dimensions(side.node(), &self.text, names)
    }

    /// A part of it with every name replaced by what `written` gives for it.
    pub(crate) fn worded(&self, part: &Range<usize>, written: &dyn Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut place = part.start;
        self.root.each_name(&mut |name, span| {
            if part.start <= span.start && span.end <= part.end {
                out.push_str(self.text.get(place..span.start).unwrap_or_default());
                out.push_str(&written(name));
                place = span.end;
            }
        });
        out.push_str(self.text.get(place..part.end).unwrap_or_default());
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What is wrong with `text` as an assertion over the numbers `a` and `b` and the masses `m` and `n`; it is evaluated,
/// too. For fuzz targets.
#[doc(hidden)]
pub fn probe(text: &str) -> Vec<(Range<usize>, String)> {
    let expression = match Expression::read(text, None) {
        Ok(expression) => expression,
        Err(problem) => return vec![(problem.span, problem.message)],
    };
    let mass = Dimensions::of(Dimension::Mass);
    let number = Dimensions::default();
    let names = [("a", &number), ("b", &number), ("m", &mass), ("n", &mass)];
    let names = names.map(|(name, dimensions)| (name, Meaning::Value(dimensions.clone())));
    let problems = expression.problems(&names);
    let values = |name: &str| match name {
        "a" => Some(Interval::exactly(Decimal::ONE_THOUSAND)),
        "b" => Some(Interval::between(Decimal::NEGATIVE_ONE, Decimal::TEN)),
        "m" => Some(Interval::above(Decimal::TWO)),
        _ => None,
    };
    if let Some(deciding) = expression.deciding("a", &values) {
        for side in &deciding.sides {
            expression.worded(side.span(), &|name| name.to_owned());
        }
    }
    expression.holds(&values);
    problems
        .into_iter()
        .map(|problem| (problem.span, problem.message))
        .collect()
}

impl Node {
    /// Calls `f` with every name below, in order.
    fn each_name<'n>(&'n self, f: &mut dyn FnMut(&'n str, &'n Range<usize>)) {
        match &self.kind {
            Kind::Number(..) => {}
            Kind::Name(name) => f(name, &self.span),
            Kind::Negative(node) | Kind::Not(node) => node.each_name(f),
            Kind::Chain(first, rest) => {
                first.each_name(f);
                for (_, node) in rest {
                    node.each_name(f);
                }
            }
            Kind::Comparison(_, left, right) => {
                left.each_name(f);
                right.each_name(f);
            }
            Kind::All(nodes) | Kind::Any(nodes) | Kind::Call(_, nodes) => {
                for node in nodes {
                    node.each_name(f);
                }
            }
        }
    }
}

impl Dimensions {
    /// The dimensions of the figures that `pattern` means: counted things have none.
    pub(crate) fn of_pattern(pattern: &UnitPattern) -> Self {
        match pattern {
            UnitPattern::Counted(_) | UnitPattern::Times | UnitPattern::Date => Self::default(),
            UnitPattern::Known(unit) => Self::of_unit(*unit),
            UnitPattern::Dimension(dimension) => Self::of(*dimension),
            UnitPattern::Rate(of, Per::Unit(unit)) => {
                Self::of_pattern(of).times(&Self::of_unit(*unit), -1)
            }
            UnitPattern::Rate(of, Per::Thing(_)) => Self::of_pattern(of),
        }
    }
}
