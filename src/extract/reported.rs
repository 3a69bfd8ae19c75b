//! What is reported in the manner of a paper or a poll: test statistics, intervals, margins.
//!
//! ```text
//! reported = statistic | confidence | margin
//! ```

use super::confidence::confidence;
use super::lexicon::Class;
use super::margin::margin;
use super::quantity::Unit;
use super::statistic::statistic;
use super::tokens::{PResult, Token, TokenKind, Tokens};
use crate::quantity::{Amount, Compared, Magnitude, Modifier, Relation, Statistic};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;

/// A statistic by its parts, and as a quantity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported {
    pub(super) statistic: Statistic,
    pub(super) amount: Amount,
    pub(super) unit: Unit,
}

impl Reported {
    fn test(statistic: Statistic) -> Self {
        let number = statistic.value.or(statistic.p).map(amount);
        Self {
            statistic,
            amount: number.unwrap_or(super::candidate::NO_AMOUNT),
            unit: Unit::NONE,
        }
    }
}

fn amount(compared: Compared) -> Amount {
    let modifier = match compared.relation {
        Relation::Equal => Modifier::Exact,
        Relation::Less => Modifier::FewerThan,
        Relation::AtMost => Modifier::AtMost,
        Relation::Greater => Modifier::MoreThan,
        Relation::AtLeast => Modifier::AtLeast,
    };
    Amount::new(Magnitude::written(compared.number), modifier)
}

/// reported = statistic | confidence | margin
///
/// It looks before it leaps: few words and signs begin one, and digits only where a level of confidence may.
pub(super) fn reported<'a>(input: Tokens<'a>, first: &Token) -> PResult<'a, Reported> {
    let begins = match first.kind {
        // "OR" is an odds ratio, "or" is none.
        TokenKind::Word => first.classes.any(Class::STATISTIC) && input.text(first) != "or",
        TokenKind::Digits => is_level(&input),
        TokenKind::Sign(c) => matches!(c, '±' | '+'),
        TokenKind::Other => false,
    };
    if !begins {
        return Err(nom::Err::Error(()));
    }
    alt((map(statistic, Reported::test), confidence, margin)).parse(input)
}

/// Whether a percentage and the name of an interval may begin here.
fn is_level(input: &Tokens<'_>) -> bool {
    let percent = input.ahead(1).is_some_and(|next| {
        matches!(next.kind, TokenKind::Sign('%' | '.'))
            || input.is(next, "percent")
            || input.is(next, "per")
    });
    percent
        && (2..6).any(|n| {
            input
                .ahead(n)
                .is_some_and(|token| token.classes.any(Class::STATISTIC))
        })
}
