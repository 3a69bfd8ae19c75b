//! What the values of an expression measure, and whether they may be set side by side: the algebra of dimensions.
//!
//! Counted things, percentages and multiples have none: a mass over a mass is a number, a sum of money over a mass
//! is money per mass, and a length over a time is a speed.

use super::{Function, Kind, Meaning, Node, Operator, Problem};
use crate::quantity::unit::Base;
use crate::quantity::{Dimension, Interval, exact};
use crate::rules::error::nearest;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// Dimensions that are made of others, where the table of units gives both in the SI's own units.
const MADE_OF: [(Dimension, &[(Dimension, i32)]); 17] = {
    use Dimension::*;
    [
        (Area, &[(Length, 2)]),
        (Volume, &[(Length, 3)]),
        (Speed, &[(Length, 1), (Time, -1)]),
        (Acceleration, &[(Length, 1), (Time, -2)]),
        (Frequency, &[(Time, -1)]),
        (Flow, &[(Length, 3), (Time, -1)]),
        (MassFlow, &[(Mass, 1), (Time, -1)]),
        (FuelEconomy, &[(Length, -2)]),
        (FuelConsumption, &[(Length, 2)]),
        (Force, &[(Mass, 1), (Length, 1), (Time, -2)]),
        (Energy, &[(Mass, 1), (Length, 2), (Time, -2)]),
        (Power, &[(Mass, 1), (Length, 2), (Time, -3)]),
        (Pressure, &[(Mass, 1), (Length, -1), (Time, -2)]),
        (MassConcentration, &[(Mass, 1), (Length, -3)]),
        (SurfaceDensity, &[(Mass, 1), (Length, -2)]),
        (DataRate, &[(Data, 1), (Time, -1)]),
        (Charge, &[(Current, 1), (Time, 1)]),
    ]
};

/// What a value measures: dimensions and currencies, each with its power. A number has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dimensions(BTreeMap<&'static str, i32>);

impl Dimensions {
    /// One dimension, or those that it is made of.
    pub(super) fn of(dimension: Dimension) -> Self {
        let alone = [(dimension, 1)];
        let parts = MADE_OF.iter().find(|(made, _)| *made == dimension);
        let parts = match (dimension, parts) {
            (Dimension::Proportion, _) => &[],
            (_, Some((_, parts))) => *parts,
            (_, None) => &alone[..],
        };
        let named = parts.iter().map(|(part, power)| (name(*part), *power));
        Self(named.collect())
    }

    /// What is measured in `unit`.
    pub(crate) fn of_unit(unit: Base) -> Self {
        match unit {
            Base::Percent | Base::Points | Base::BasisPoints => Self::default(),
            Base::Money(currency) | Base::MinorMoney(currency) => {
                Self([(currency.code.as_str(), 1)].into())
            }
            Base::Measure(unit) => Self::of(unit.dimension),
        }
    }

    pub(super) fn times(&self, other: &Self, power: i32) -> Self {
        let mut product = self.0.clone();
        for (name, exponent) in &other.0 {
            let own = product.entry(name).or_default();
            *own = own.saturating_add(exponent.saturating_mul(power));
        }
        product.retain(|_, exponent| *exponent != 0);
        Self(product)
    }

    fn is_temperature(&self) -> bool {
        self.0.contains_key(name(Dimension::Temperature))
    }

    /// "a number", "a mass", "USD per mass", "an area".
    pub(super) fn told(&self) -> String {
        let made = MADE_OF.iter().find(|(made, _)| Self::of(*made) == *self);
        if let Some((made, _)) = made {
            return with_article(name(*made));
        }
        let told = |(name, power): (&&str, i32)| match power {
            1 => (*name).to_owned(),
            power => format!("{name}^{power}"),
        };
        let side = |sign: i32| {
            let of_sign = self.0.iter().filter(|(_, power)| power.signum() == sign);
            let parts: Vec<String> = of_sign
                .map(|(name, power)| told((name, power.saturating_abs())))
                .collect();
            parts.join(" times ")
        };
        match (side(1).as_str(), side(-1).as_str()) {
            ("", "") => "a number".to_owned(),
            (above, "") => with_article(above),
            ("", below) => format!("a number per {below}"),
            (above, below) => format!("{above} per {below}"),
        }
    }
}

/// The name of a dimension in the table of units.
fn name(dimension: Dimension) -> &'static str {
    let mut all = Dimension::ALL.iter();
    all.find(|(_, other)| *other == dimension)
        .map_or("", |(name, _)| *name)
}

/// Currencies and data take no article.
fn with_article(noun: &str) -> String {
    let bare = noun.starts_with(|c: char| c.is_uppercase()) || noun.starts_with("data");
    match noun.chars().next() {
        _ if bare => noun.to_owned(),
        Some('a' | 'e' | 'i' | 'o' | 'u') => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}

/// `interval`, given in `unit`, in the base unit of its dimension; `None` where it can't be held.
pub(crate) fn in_base(interval: &Interval, unit: Option<Base>) -> Option<Interval> {
    let ((up, down), (above, below)) = scale(unit)?;
    // value × up / down + above / below, over one line so that only one quotient is rounded.
    let added = Interval::exactly(exact::mul(above, down)?);
    let scaled = interval.scale(exact::mul(up, below)?)?.add(&added)?;
    over(&scaled, exact::mul(down, below)?)
}

/// `interval`, given in the base unit of its dimension, in `unit`.
pub(crate) fn in_unit(interval: &Interval, unit: Option<Base>) -> Option<Interval> {
    let ((up, down), (above, below)) = scale(unit)?;
    let bare = interval.scale(below)?.sub(&Interval::exactly(above))?;
    over(&bare.scale(down)?, exact::mul(up, below)?)
}

type Fraction = (Decimal, Decimal);

/// How many base units one of `unit` is, and what is added to so many.
fn scale(unit: Option<Base>) -> Option<(Fraction, Fraction)> {
    let one = Decimal::ONE;
    let factor = match unit {
        None | Some(Base::Money(_)) => (one, one),
        Some(Base::Percent | Base::Points) => (one, Decimal::ONE_HUNDRED),
        Some(Base::BasisPoints) => (one, Decimal::from(10_000)),
        Some(Base::MinorMoney(currency)) => (one, Decimal::from(currency.minor_parts?)),
        Some(Base::Measure(unit)) => return Some((unit.factor(), unit.offset())),
    };
    Some((factor, (Decimal::ZERO, one)))
}

fn over(interval: &Interval, divisor: Decimal) -> Option<Interval> {
    if divisor == Decimal::ONE {
        return Some(*interval);
    }
    super::eval::quotient(interval, &Interval::exactly(divisor))
}

/// What a part of an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    /// True or false.
    Truth,
    /// A value of these dimensions.
    Value(Dimensions),
}

impl Sort {
    fn told(&self) -> String {
        match self {
            Self::Truth => "true or false".to_owned(),
            Self::Value(dimensions) => dimensions.told(),
        }
    }
}

/// All that is wrong with the names and units below `root`, by place.
pub(super) fn problems(root: &Node, text: &str, names: &[(&str, Meaning)]) -> Vec<Problem> {
    let mut check = Check {
        text,
        names,
        problems: Vec::new(),
    };
    check.truth(root);
    check.problems.sort_by_key(|problem| problem.span.start);
    check.problems
}

/// What `node`, a value, measures.
pub(super) fn dimensions(node: &Node, text: &str, names: &[(&str, Meaning)]) -> Option<Dimensions> {
    let mut check = Check {
        text,
        names,
        problems: Vec::new(),
    };
    check.value(node)
}

struct Check<'a> {
    text: &'a str,
    names: &'a [(&'a str, Meaning)],
    problems: Vec<Problem>,
}

impl Check<'_> {
    /// What `node` is; `None` where that can't be known, and was told.
    fn sort(&mut self, node: &Node) -> Option<Sort> {
        let dimensions = match &node.kind {
            Kind::Number(_, unit) => unit.map(Dimensions::of_unit).unwrap_or_default(),
            Kind::Name(name) => self.name(name, &node.span)?,
            Kind::Negative(inner) => {
                let dimensions = self.value(inner)?;
                self.computable(&dimensions, &node.span)?
            }
            Kind::Chain(first, rest) => self.chain(first, rest)?,
            Kind::Call(function, list) => self.call(*function, list)?,
            Kind::Not(inner) => {
                self.truth(inner);
                return Some(Sort::Truth);
            }
            Kind::All(nodes) | Kind::Any(nodes) => {
                for node in nodes {
                    self.truth(node);
                }
                return Some(Sort::Truth);
            }
            Kind::Comparison(_, left, right) => {
                self.comparison(left, right, &node.span);
                return Some(Sort::Truth);
            }
        };
        Some(Sort::Value(dimensions))
    }

    /// Tells `node` if it is a value.
    fn truth(&mut self, node: &Node) {
        if let Some(sort @ Sort::Value(_)) = self.sort(node) {
            let message = format!(
                "`{}` is {}, not a comparison",
                self.slice(node),
                sort.told()
            );
            self.tell(&node.span, message, "a comparison such as a <= b");
        }
    }

    /// The dimensions of `node`, which is told if it is true or false.
    fn value(&mut self, node: &Node) -> Option<Dimensions> {
        match self.sort(node)? {
            Sort::Value(dimensions) => Some(dimensions),
            Sort::Truth => {
                let message = format!("`{}` is a comparison, not a value", self.slice(node));
                self.tell(&node.span, message, "a value");
                None
            }
        }
    }

    fn name(&mut self, name: &str, span: &Range<usize>) -> Option<Dimensions> {
        let known = self.names.iter().find(|(known, _)| *known == name);
        match known {
            Some((_, Meaning::Value(dimensions))) => Some(dimensions.clone()),
            Some((_, Meaning::Broken)) => None,
            None => {
                let names = self.names.iter().map(|(known, _)| *known);
                let list = names.clone().collect::<Vec<_>>().join(", ");
                self.problems.push(Problem {
                    span: span.clone(),
                    message: format!("there is no claim and no given `{name}`"),
                    expected: if list.is_empty() {
                        "the name of a claim or a given".to_owned()
                    } else {
                        format!("one of {list}")
                    },
                    nearest: nearest(name, names).map(str::to_owned),
                });
                None
            }
        }
    }

    fn chain(&mut self, first: &Node, rest: &[(Operator, Node)]) -> Option<Dimensions> {
        let own = self.value(first);
        let mut all = own.and_then(|own| self.computable(&own, &first.span));
        for (operator, node) in rest {
            let other = self.value(node);
            let other = other.and_then(|other| self.computable(&other, &node.span));
            let (Some(own), Some(other)) = (all.take(), other) else {
                continue;
            };
            all = match operator {
                Operator::Times => Some(own.times(&other, 1)),
                Operator::Over => Some(own.times(&other, -1)),
                Operator::Plus => self.same(&own, &other, node, "added to"),
                Operator::Minus => self.same(&own, &other, node, "subtracted from"),
            };
        }
        all
    }

    fn call(&mut self, function: Function, list: &[Node]) -> Option<Dimensions> {
        let mut all: Option<Dimensions> = None;
        for node in list {
            let mut own = self.value(node)?;
            if matches!(function, Function::Sum | Function::Abs) {
                own = self.computable(&own, &node.span)?;
            }
            all = match all {
                None => Some(own),
                Some(before) => Some(self.same(&before, &own, node, "listed with")?),
            };
        }
        all
    }

    fn same(
        &mut self,
        own: &Dimensions,
        other: &Dimensions,
        node: &Node,
        what: &str,
    ) -> Option<Dimensions> {
        if own == other {
            return Some(own.clone());
        }
        let (told, wanted) = (other.told(), own.told());
        let message = format!(
            "`{}` is {told}: it can't be {what} {wanted}",
            self.slice(node)
        );
        self.tell(&node.span, message, wanted);
        None
    }

    fn comparison(&mut self, left: &Node, right: &Node, span: &Range<usize>) {
        let (own, other) = (self.value(left), self.value(right));
        if let (Some(own), Some(other)) = (own, other)
            && own != other
        {
            let (a, b) = (self.slice(left), self.slice(right));
            let (own, other) = (own.told(), other.told());
            let message = format!("`{a}` is {own} and `{b}` is {other}: they can't be compared");
            self.tell(span, message, format!("{own} on both sides, or {other}"));
        }
    }

    /// `dimensions`, unless it is of temperatures: their zero is elsewhere, so that only comparing them has a meaning.
    fn computable(&mut self, dimensions: &Dimensions, span: &Range<usize>) -> Option<Dimensions> {
        if !dimensions.is_temperature() {
            return Some(dimensions.clone());
        }
        let message = "temperatures can be compared, not computed with";
        self.tell(span, message.to_owned(), "another value");
        None
    }

    fn tell(&mut self, span: &Range<usize>, message: String, expected: impl Into<String>) {
        self.problems.push(Problem {
            span: span.clone(),
            message,
            expected: expected.into(),
            nearest: None,
        });
    }

    /// The text of `node`, cut where it is long.
    fn slice(&self, node: &Node) -> String {
        const MOST: usize = 60;
        let text = self.text.get(node.span.clone()).unwrap_or_default();
        if text.chars().nth(MOST).is_none() {
            return text.to_owned();
        }
        text.chars().take(MOST).chain(['…']).collect()
    }
}
