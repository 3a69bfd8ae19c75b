//! The grammar of expressions, over the characters of the string in the pack.

use super::{Function, Kind, Node, Operator, Problem, RESERVED, Relation};
use crate::quantity::unit::Base;
use crate::rules::error::nearest;
use crate::rules::{literal, unit};
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{char, digit1, multispace0, one_of, satisfy};
use nom::combinator::{map, not, opt, recognize, value, verify};
use nom::error::{ErrorKind, ParseError};
use nom::multi::many0_count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use std::iter;
use std::ops::Range;

/// An expression has at most this many bytes.
const MAX_LENGTH: usize = 10_000;
/// Brackets nest at most this deep.
const MAX_NESTING: usize = 128;
/// The name of a unit has at most this many bytes.
const LONGEST_UNIT: usize = 40;

const FUNCTIONS: [(&str, Function); 4] = [
    ("min", Function::Min),
    ("max", Function::Max),
    ("abs", Function::Abs),
    ("sum", Function::Sum),
];
/// What other languages write, and what is written here.
const FOREIGN: [(&str, &str); 13] = [
    ("==", "="),
    ("=<", "<="),
    ("=>", ">="),
    ("<>", "!="),
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
    ("×", "*"),
    ("÷", "/"),
    ("−", "-"),
];
const SCALES: [&str; 4] = ["thousand", "million", "billion", "trillion"];
const A_VALUE: &str = "a name, a number or `(`";
const AN_OPERATOR: &str = "an operator: + - * / = != < <= > >= and or";

/// Where the reading stopped, told by what was left of the text, and why where more is to be said than that it can't
/// stand there.
#[derive(Debug)]
struct Fault {
    left: usize,
    length: usize,
    told: Option<Told>,
    expected: &'static str,
}

#[derive(Debug)]
struct Told {
    message: String,
    nearest: Option<String>,
}

impl ParseError<&str> for Box<Fault> {
    fn from_error_kind(input: &str, _: ErrorKind) -> Self {
        Self::new(Fault {
            left: input.len(),
            length: 0,
            told: None,
            expected: A_VALUE,
        })
    }

    fn append(_: &str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

/// The fault is boxed, as the node of an expression is: what is passed up from bracket to bracket is small.
type PResult<'t, T> = IResult<&'t str, T, Box<Fault>>;

/// Reads the whole of `text`, in which `$` is `dollar`.
pub(super) fn expression(text: &str, dollar: Option<Base>) -> Result<Node, Problem> {
    if text.len() > MAX_LENGTH {
        return Err(Problem {
            span: 0..text.len(),
            message: format!("an expression of {} bytes is too long", text.len()),
            expected: format!("at most {MAX_LENGTH}"),
            nearest: None,
        });
    }
    let reader = Reader { text, dollar };
    let fault = match reader.level(text, Place::default(), Level::Any) {
        Ok((rest, node)) if rest.trim_start().is_empty() => return Ok(*node),
        Ok((rest, _)) => Box::new(Fault {
            left: rest.len(),
            length: 0,
            told: reader.not_a_unit(rest),
            expected: AN_OPERATOR,
        }),
        Err(nom::Err::Error(fault) | nom::Err::Failure(fault)) => fault,
        // No parser of whole texts asks for more.
        Err(nom::Err::Incomplete(_)) => Box::from_error_kind("", ErrorKind::Eof),
    };
    Err(reader.problem(*fault))
}

/// Where an expression stands in others.
#[derive(Clone, Copy, Default)]
struct Place {
    /// In so many brackets.
    depth: usize,
    /// Whether a comma parts it from the next one.
    listed: bool,
}

struct Reader<'t> {
    text: &'t str,
    dollar: Option<Base>,
}

/// How tightly operators bind, loosest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Any,
    All,
    Negation,
    Comparison,
    Sum,
    Product,
}

/// What stands between two operands.
#[derive(Clone, Copy)]
enum Sign {
    Or,
    And,
    Relation(Relation),
    Operator(Operator),
}

impl Level {
    /// The next tighter level; none for what binds factors.
    const fn tighter(self) -> Option<Self> {
        match self {
            Self::Any => Some(Self::All),
            Self::All => Some(Self::Negation),
            Self::Negation => Some(Self::Comparison),
            Self::Comparison => Some(Self::Sum),
            Self::Sum => Some(Self::Product),
            Self::Product => None,
        }
    }

    /// An operator of this level.
    fn sign(self, input: &str) -> PResult<'_, Sign> {
        let sign = |found: Operator, written| value(Sign::Operator(found), char(written));
        let input = input.trim_start();
        match self {
            Self::Any => value(Sign::Or, word("or")).parse(input),
            Self::All => value(Sign::And, word("and")).parse(input),
            Self::Negation => Err(plain(input)),
            Self::Comparison => map(relation, Sign::Relation).parse(input),
            Self::Sum => alt((sign(Operator::Plus, '+'), sign(Operator::Minus, '-'))).parse(input),
            Self::Product => {
                alt((sign(Operator::Times, '*'), sign(Operator::Over, '/'))).parse(input)
            }
        }
    }
}

impl<'t> Reader<'t> {
    /// Operands of one level with its operators between them. A loop, and no combinator, so that brackets within
    /// brackets take little of the stack.
    fn level(&self, input: &'t str, place: Place, level: Level) -> PResult<'t, Box<Node>> {
        let (after, nots) = negations(input, level)?;
        let (mut rest, first) = self.operand(after, place, level)?;
        let mut more = Vec::new();
        while let Ok((after, sign)) = level.sign(rest) {
            if level == Level::Comparison && !more.is_empty() {
                return Err(chained(rest, after));
            }
            let (behind, node) = self.operand(after, place, level)?;
            more.push((sign, node));
            rest = behind;
        }
        let span = self.span(input, rest);
        Ok((rest, built(span, first, more, nots)))
    }

    fn operand(&self, input: &'t str, place: Place, level: Level) -> PResult<'t, Box<Node>> {
        match level.tighter() {
            Some(tighter) => self.level(input, place, tighter),
            None => self.factor(input, place),
        }
    }

    /// factor = "-"* atom
    fn factor(&self, input: &'t str, place: Place) -> PResult<'t, Box<Node>> {
        let (after, signs) = minuses(input)?;
        let (rest, node) = self.atom(after, place)?;
        if signs.is_multiple_of(2) {
            return Ok((rest, node));
        }
        Ok((rest, self.node(input, rest, Kind::Negative(node))))
    }

    /// atom = number | function "(" any ("," any)* ")" | name | "(" any ")"
    fn atom(&self, input: &'t str, place: Place) -> PResult<'t, Box<Node>> {
        let input = input.trim_start();
        match input.chars().next() {
            Some('(') => self.bracket(input, place),
            Some(c) if c.is_alphabetic() || c == '_' => self.name_or_call(input, place),
            _ => self.number(input, place),
        }
    }

    /// "(" any ")"
    fn bracket(&self, input: &'t str, place: Place) -> PResult<'t, Box<Node>> {
        let (rest, inner) = opened(input, place, false)?;
        let (rest, mut node) = self.level(rest, inner, Level::Any)?;
        let (rest, ()) = self.closed(rest)?;
        // What is underlined and told has its brackets.
        node.span = self.span(input, rest);
        Ok((rest, node))
    }

    /// ")"
    fn closed(&self, input: &'t str) -> PResult<'t, ()> {
        let input = input.trim_start();
        match input.strip_prefix(')') {
            Some(rest) => Ok((rest, ())),
            None => Err(nom::Err::Failure(Box::new(Fault {
                left: input.len(),
                length: 0,
                told: self.not_a_unit(input),
                expected: "`)`, or an operator",
            }))),
        }
    }

    /// name | function "(" any ("," any)* ")"
    fn name_or_call(&self, input: &'t str, place: Place) -> PResult<'t, Box<Node>> {
        let (rest, name) = name(input)?;
        let function = FUNCTIONS.iter().find(|(known, _)| *known == name);
        let called = rest.trim_start().starts_with('(');
        let problem = match (function, called) {
            (Some((_, function)), true) => return self.call(input, rest, *function, place),
            (None, false) if RESERVED.contains(&name) => return Err(plain(input)),
            (None, false) => {
                return Ok((rest, self.node(input, rest, Kind::Name(name.to_owned()))));
            }
            (Some(_), false) => "a function needs its values in brackets",
            (None, true) => "there is no such function",
        };
        let near = nearest(name, FUNCTIONS.iter().map(|(known, _)| *known));
        Err(nom::Err::Failure(Box::new(Fault {
            left: input.len(),
            length: name.len(),
            told: Some(Told {
                message: format!("`{name}`: {problem}"),
                nearest: near.filter(|near| *near != name).map(str::to_owned),
            }),
            expected: "min(a, b), max(a, b), abs(a), sum(a, b)",
        })))
    }

    fn call(
        &self,
        input: &'t str,
        rest: &'t str,
        function: Function,
        place: Place,
    ) -> PResult<'t, Box<Node>> {
        let (mut rest, inner) = opened(rest.trim_start(), place, true)?;
        let mut list = Vec::new();
        loop {
            let (behind, node) = self.level(rest, inner, Level::Any)?;
            list.push(*node);
            rest = behind;
            match behind.trim_start().strip_prefix(',') {
                Some(after) => rest = after,
                None => break,
            }
        }
        let (rest, ()) = self.closed(rest)?;
        if function == Function::Abs && list.len() > 1 {
            let length = input.len().saturating_sub(rest.len());
            return Err(failure(input, length, "`abs` is of one value", "abs(a)"));
        }
        Ok((rest, self.node(input, rest, Kind::Call(function, list))))
    }

    /// number = currency? digits ("," digits{3})* ("." digits)? scale? unit?
    fn number(&self, input: &'t str, place: Place) -> PResult<'t, Box<Node>> {
        let fraction = preceded(char('.'), digit1);
        let digits = (digit1, many0_count(group), opt(fraction));
        let currency = opt(one_of("$£€¥₹₩₽₺"));
        let (rest, written) = recognize((currency, digits)).parse(input)?;
        if place.listed && written.contains(',') {
            return Err(failure(
                input,
                written.len(),
                format!("`{written}` may be one number or two"),
                "the number without its comma, or a blank behind the comma",
            ));
        }
        let (rest, measured) = self.with_unit(input, rest);
        let Ok(read) = literal::literal(measured, self.dollar) else {
            return Err(failure(
                input,
                measured.len(),
                format!("`{measured}` is not a number that can be held exactly"),
                "at most 18 digits, 9 of them decimals",
            ));
        };
        let kind = Kind::Number(read.interval, read.unit);
        Ok((rest, self.node(input, rest, kind)))
    }

    /// The number and the longest unit behind it, of which `rest` is what follows the number.
    fn with_unit(&self, input: &'t str, rest: &'t str) -> (&'t str, &'t str) {
        let unit = rest.trim_start();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let ends = unit
            .char_indices()
            .map(|(at, c)| (at.saturating_add(c.len_utf8()), c))
            .take_while(|(end, _)| *end <= LONGEST_UNIT)
            .filter(|(_, c)| !c.is_whitespace());
        let found = ends
            .filter_map(|(end, last)| {
                let (name, after) = unit.split_at_checked(end)?;
                let cut = is_word(last) && after.starts_with(is_word);
                (!cut && is_unit(name)).then_some(after)
            })
            .last();
        let rest = found.unwrap_or(rest);
        let length = input.len().saturating_sub(rest.len());
        (rest, input.get(..length).unwrap_or(input))
    }

    /// What to say of a word behind a number that is no unit.
    fn not_a_unit(&self, rest: &str) -> Option<Told> {
        let word = rest.trim_start();
        let (_, word) = name(word).ok()?;
        let before = self
            .text
            .len()
            .checked_sub(rest.len())
            .and_then(|end| self.text.get(..end))?
            .trim_end();
        let behind_number = before.ends_with(|c: char| c.is_ascii_digit())
            && !before
                .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .is_some_and(|last| last.starts_with(char::is_alphabetic));
        (behind_number && !RESERVED.contains(&word)).then(|| Told {
            message: format!("`{word}` is not a unit"),
            nearest: unit::misspelt(word).map(str::to_owned),
        })
    }

    /// `kind` from where `input` begins, blanks apart, to where `rest` does.
    fn node(&self, input: &str, rest: &str, kind: Kind) -> Box<Node> {
        let span = self.span(input, rest);
        Box::new(Node { kind, span })
    }

    fn span(&self, input: &str, rest: &str) -> Range<usize> {
        let start = self.text.len().saturating_sub(input.trim_start().len());
        start..self.text.len().saturating_sub(rest.len())
    }

    /// The fault as a problem of the text.
    fn problem(&self, fault: Fault) -> Problem {
        let from = self.text.len().saturating_sub(fault.left);
        let left = self.text.get(from..).unwrap_or_default();
        let start = self.text.len().saturating_sub(left.trim_start().len());
        let left = left.trim_start();
        let token = left.get(..fault.length.max(token(left))).unwrap_or(left);
        let span = start..start.saturating_add(token.len());
        let (message, nearest) = match fault.told {
            Some(told) => (told.message, told.nearest),
            None if token.is_empty() => ("the expression ends too early".to_owned(), None),
            None => {
                let foreign = FOREIGN.iter().find(|(theirs, _)| token.starts_with(theirs));
                let lower = token.to_lowercase();
                let ours = RESERVED
                    .iter()
                    .find(|word| lower == **word && token != lower);
                let nearest = foreign.map(|(_, ours)| ours).or(ours);
                (
                    format!("`{token}` can't stand here"),
                    nearest.map(|word| (*word).to_owned()),
                )
            }
        };
        Problem {
            span,
            message,
            expected: fault.expected.to_owned(),
            nearest,
        }
    }
}

/// The node of one level, at `span`.
fn built(
    span: Range<usize>,
    first: Box<Node>,
    more: Vec<(Sign, Box<Node>)>,
    nots: usize,
) -> Box<Node> {
    let sign = more.first().map(|(sign, _)| *sign);
    let mut more = more.into_iter();
    let kind = match sign {
        None if nots.is_multiple_of(2) => return first,
        None => Kind::Not(first),
        Some(Sign::Relation(relation)) => match more.next() {
            Some((_, right)) => Kind::Comparison(relation, first, right),
            None => return first,
        },
        Some(Sign::Operator(_)) => {
            let rest = more.filter_map(|(sign, node)| match sign {
                Sign::Operator(operator) => Some((operator, *node)),
                Sign::Or | Sign::And | Sign::Relation(_) => None,
            });
            Kind::Chain(first, rest.collect())
        }
        Some(sign) => {
            let list = iter::once(*first).chain(more.map(|(_, node)| *node));
            if matches!(sign, Sign::Or) {
                Kind::Any(list.collect())
            } else {
                Kind::All(list.collect())
            }
        }
    };
    Box::new(Node { kind, span })
}

/// "not"*, where negations stand.
fn negations(input: &str, level: Level) -> PResult<'_, usize> {
    if level == Level::Negation {
        many0_count(word("not")).parse(input)
    } else {
        Ok((input, 0))
    }
}

/// "-"*
fn minuses(input: &str) -> PResult<'_, usize> {
    many0_count(preceded(multispace0, char('-'))).parse(input)
}

/// The mistake of a second comparison, whose sign stands between `rest` and `after`.
fn chained(rest: &str, after: &str) -> nom::Err<Box<Fault>> {
    let sign = rest.trim_start();
    failure(
        sign,
        sign.len().saturating_sub(after.len()),
        "comparisons can't be chained",
        "`and` between two comparisons: a <= b and b <= c",
    )
}

/// relation = "=" | "!=" | "<" | "<=" | ">" | ">="
fn relation(input: &str) -> PResult<'_, Relation> {
    let alone = |sign| terminated(tag(sign), not(one_of("=<>")));
    preceded(
        multispace0,
        alt((
            value(Relation::AtMost, alone("<=")),
            value(Relation::AtLeast, alone(">=")),
            value(Relation::Unequal, alone("!=")),
            value(Relation::Less, alone("<")),
            value(Relation::More, alone(">")),
            value(Relation::Equal, alone("=")),
        )),
    )
    .parse(input)
}

/// The word `of`, and no longer one.
fn word<'t>(of: &'static str) -> impl Parser<&'t str, Output = (), Error = Box<Fault>> {
    let end = not(satisfy(|c| c.is_alphanumeric() || c == '_'));
    value((), (multispace0, tag(of), end))
}

/// name = letter (letter | digit | "_")*
fn name(input: &str) -> PResult<'_, &str> {
    let first = satisfy(|c| c.is_alphabetic() || c == '_');
    let more = take_while(|c: char| c.is_alphanumeric() || c == '_');
    recognize((first, more)).parse(input)
}

/// "," digits{3}
fn group(input: &str) -> PResult<'_, &str> {
    preceded(char(','), verify(digit1, |digits: &str| digits.len() == 3)).parse(input)
}

/// Whether this is a scale word, a unit, or both.
fn is_unit(name: &str) -> bool {
    let scale = SCALES.iter().find_map(|scale| name.strip_prefix(scale));
    match scale {
        Some("") => true,
        Some(unit) if unit.starts_with(' ') => literal::named_unit(unit.trim()).is_some(),
        _ => literal::named_unit(name).is_some(),
    }
}

/// "(", and the place in one more pair of brackets.
fn opened(input: &str, place: Place, listed: bool) -> PResult<'_, Place> {
    let depth = place.depth.saturating_add(1);
    if depth > MAX_NESTING {
        let message = format!("brackets nest deeper than {MAX_NESTING}");
        return Err(failure(input, 1, message, "fewer brackets"));
    }
    value(Place { depth, listed }, char('(')).parse(input)
}

/// How many bytes the word, the number or the signs at the beginning of `text` take.
fn token(text: &str) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let sort = |c: char| (is_word(c), c.is_whitespace() || "()".contains(c));
    let first = text.chars().next();
    let end = text.find(|c| Some(sort(c)) != first.map(sort));
    match (first, end) {
        (Some('(' | ')'), _) => 1,
        (_, Some(end)) => end,
        (_, None) => text.len(),
    }
}

fn plain(input: &str) -> nom::Err<Box<Fault>> {
    nom::Err::Error(Box::from_error_kind(input, ErrorKind::Tag))
}

/// A mistake in the first `length` bytes of `input`.
fn failure(
    input: &str,
    length: usize,
    message: impl Into<String>,
    expected: &'static str,
) -> nom::Err<Box<Fault>> {
    nom::Err::Failure(Box::new(Fault {
        left: input.len(),
        length,
        told: Some(Told {
            message: message.into(),
            nearest: None,
        }),
        expected,
    }))
}
