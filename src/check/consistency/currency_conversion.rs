//! `currency-conversion`: an amount converted at another rate than the article prints.

use super::reading::{self, Reading};
use crate::check::finding::Finding;
use crate::check::meta::{Check, CheckMeta, Family, declare_check};
use crate::check::slip;
use crate::check::{Context, Severity, Verdict};
use crate::claim::{Beside, Conversion, Rate};
use crate::extract::UnitName;
use crate::quantity::format::{self, rounded};
use crate::quantity::{Base, Bound, Currency, Interval, Kind, Rounding, exact, unit};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

declare_check! {
    /// ## What it does
    /// Holds an amount in brackets to the rate of exchange that the article prints, or, where it prints none, to the
    /// rate of its other conversions between the same two currencies.
    ///
    /// ## Why it matters
    /// A bracket off by ten or a thousand passes every reader who does not know the rate.
    ///
    /// ## Example
    /// > The fund holds 40 million euros ($55 billion). … ($1 = 0.73 euros)
    ///
    /// 40 million euros at that rate are 54.8 million dollars.
    ///
    /// ## Limits
    /// Off by up to 4 percent is another hour's rate, and left alone. Without a printed rate, two other conversions
    /// must agree and it be off by a tenth, or one be off by a factor of two. An amount that stands by itself is told only
    /// where its rate is one that the two currencies never had since 1985 (a table of the thirty that news converts most).
    CurrencyConversion { id: "currency-conversion", family: Family::Consistency, severity: Severity::Error, since: "0.1.0" }
}

/// How far a conversion may be off the printed rate: another hour's.
const HOURLY: Decimal = Decimal::from_parts(4, 0, 0, false, 2);
/// How far apart two prices of one thing may be.
const PRICED: Decimal = Decimal::from_parts(25, 0, 0, false, 2);
/// How far a conversion may be off the others of an article, which may be of other days.
const DAILY: Decimal = Decimal::from_parts(10, 0, 0, false, 2);
/// How far two conversions may be apart where no rate is printed, between currencies that hold their value and others.
const GROSS: [Decimal; 2] = [Decimal::TWO, Decimal::TEN];

impl Check for CurrencyConversion {
    fn meta(&self) -> &'static CheckMeta {
        &Self::META
    }

    fn run(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        let pairs = context.relations.conversions.iter();
        let pairs: Vec<Pair<'_>> = pairs
            .filter_map(|pair| Pair::of(context, *pair))
            .take(MOST)
            .collect();
        for (place, pair) in pairs.iter().enumerate() {
            let printed = context
                .relations
                .rates
                .iter()
                .find_map(|rate| pair.printed(context, rate));
            let found = match printed {
                Some(rate) => pair.against(&rate),
                None => pair.among(&pairs, place).or_else(|| pair.never(context)),
            };
            findings.extend(found);
        }
    }
}

/// At most this many conversions of a document are compared with each other, so that the work stays linear.
const MOST: usize = 200;

/// An amount and its conversion.
struct Pair<'a> {
    stated: Reading<'a>,
    converted: Reading<'a>,
    from: &'static Currency,
    to: &'static Currency,
    beside: Beside,
}

/// What one of a currency is in another, and the words that say so.
struct Printed<'a> {
    rate: Interval,
    evidence: Reading<'a>,
}

/// The currency of a figure, and how many of its unit make one of the currency; pounds beside money are sterling.
fn currency(reading: &Reading<'_>) -> Option<(&'static Currency, Decimal)> {
    match reading.quantity.unit.name {
        UnitName::Known(Base::Measure(unit)) if unit.name == "pound" => {
            Some((unit::currency("GBP")?, Decimal::ONE))
        }
        UnitName::Known(Base::Money(currency)) => Some((currency, Decimal::ONE)),
        UnitName::Known(Base::MinorMoney(currency)) => {
            Some((currency, currency.minor_parts?.into()))
        }
        _ => None,
    }
}

impl<'a> Pair<'a> {
    fn of(context: &Context<'a>, pair: Conversion) -> Option<Self> {
        let whole = |index| {
            let reading = Reading::of(context, index, Rounding::Nearest)?;
            let (currency, parts) = currency(&reading)?;
            (reading.kind() == Kind::Money && parts == Decimal::ONE).then_some((reading, currency))
        };
        let ((stated, from), (converted, to)) =
            (whole(pair.stated.first)?, whole(pair.converted.first)?);
        Some(Self {
            stated,
            converted,
            from,
            to,
            beside: pair.beside,
        })
    }

    /// What the conversion takes one of the first currency to be.
    fn implied(&self) -> Option<Interval> {
        self.converted.allows.div(&self.stated.allows)
    }

    /// The rate that the article prints for these two currencies, turned round where it is the other way.
    fn printed(&self, context: &Context<'a>, rate: &Rate) -> Option<Printed<'a>> {
        let one = Reading::of(context, rate.one, Rounding::Nearest)?;
        let other = Reading::of(context, rate.other, Rounding::Nearest)?;
        let ((left, parts), (right, other_parts)) = (currency(&one)?, currency(&other)?);
        let left_value = Interval::exactly(reading::quotient(one.printed?, parts)?);
        let right_value = Interval::exactly(reading::quotient(other.printed?, other_parts)?);
        let rate = match () {
            () if left.code == self.from.code && right.code == self.to.code => {
                right_value.div(&left_value)?
            }
            () if left.code == self.to.code && right.code == self.from.code => {
                left_value.div(&right_value)?
            }
            () => return None,
        };
        Some(Printed {
            rate,
            evidence: other,
        })
    }

    /// The finding on a conversion off the printed rate.
    fn against(&self, printed: &Printed<'_>) -> Option<Finding> {
        let implied = self.implied()?;
        // "100 euros or $110" may be two prices.
        let off = match self.beside {
            Beside::Joined => PRICED,
            _ => HOURLY,
        };
        if near(&implied, &printed.rate, off) {
            return None;
        }
        self.finding(&printed.rate, &printed.evidence, "at this rate")
    }

    /// The finding on a conversion that is far from the others of the same currencies, which agree.
    fn among(&self, pairs: &[Pair<'_>], place: usize) -> Option<Finding> {
        let same = |other: &&(usize, &Pair<'_>)| {
            other.0 != place
                && other.1.from.code == self.from.code
                && other.1.to.code == self.to.code
        };
        let others: Vec<_> = pairs
            .iter()
            .enumerate()
            .filter(|other| same(&other))
            .take(MOST)
            .collect();
        let [(_, first), rest @ ..] = others.as_slice() else {
            return None;
        };
        let rate = first.implied()?;
        let agreed = !rest.is_empty()
            && rest.iter().all(|(_, pair)| {
                pair.implied()
                    .is_some_and(|implied| near(&implied, &rate, HOURLY))
            });
        let implied = self.implied()?;
        let [steady, fleeting] = GROSS;
        let known = seen(self.from).is_some() && seen(self.to).is_some();
        let gross = if known { steady } else { fleeting };
        let apart = if agreed {
            !near(&implied, &rate, DAILY)
        } else {
            rest.is_empty() && !within(&implied, &rate, gross)
        };
        // Of two that differ, the later is told.
        let told = agreed || others.iter().all(|(other, _)| *other < place);
        (apart && told)
            .then(|| self.finding(&rate, &first.converted, "converted at another rate here"))
            .flatten()
    }

    /// The finding on a conversion at a rate that its currencies never had.
    fn never(&self, context: &Context<'_>) -> Option<Finding> {
        let [least, most] = self.ever(context)?;
        let ever = Interval::between(least, most);
        let implied = self.implied()?;
        let sentence = context
            .extract
            .sentences
            .get(self.stated.quantity.sentence as usize)?;
        let alone =
            self.beside == Beside::Alone && !speaks_of_old(context.document.slice(sentence.span));
        if !alone || near(&implied, &ever, DAILY) {
            return None;
        }
        let ends = self.stated.allows.mul(&ever)?;
        let end = |bound: Option<Bound>| Some(format::worded(significant(bound?.value), 2));
        let code = &self.to.code;
        let worded = format!("{} to {} {code}", end(ends.lower())?, end(ends.upper())?);
        let computed = format!(
            "{} was {worded} at all rates since {SINCE}",
            self.stated.text
        );
        Some(
            CurrencyConversion::META
                .finding(
                    Verdict::Contradicted,
                    self.converted.span(),
                    format!("stated as {}, but {computed}", self.converted.text),
                )
                .label(self.stated.span(), "converted from this")
                .computed(format!(
                    "{computed}: {} to {} {code} for one {}",
                    rounded(least, 4),
                    rounded(most, 4),
                    self.from.code
                ))
                .expected(worded)
                .stated(self.converted.text)
                .slipped(slip::of_digits(self.converted.printed?, &ends)),
        )
    }

    /// The least and the most that one of the first currency was in the second; `None` where the table does not tell.
    fn ever(&self, context: &Context<'_>) -> Option<[Decimal; 2]> {
        let (own, other) = (seen(self.from)?, seen(self.to)?);
        let dollars = [(self.from, &self.stated), (self.to, &self.converted)];
        let unnamed = |(currency, reading): (&Currency, &Reading<'_>)| {
            currency.code == "USD" && reading.text.contains('$') && !reading.text.contains('S')
        };
        // "$" may be another nation's.
        if dollars.into_iter().any(unnamed) && speaks_of(context, &DOLLARS) {
            return None;
        }
        let ([least, most], [others_least, others_most]) = (own, other);
        Some([
            reading::quotient(others_least, most)?,
            reading::quotient(others_most, least)?,
        ])
    }

    fn finding(&self, rate: &Interval, evidence: &Reading<'_>, label: &str) -> Option<Finding> {
        let possible = self.stated.allows.mul(rate)?;
        let one = rate.lower()?.value;
        let right = exact::mul(self.stated.printed?, one.round_dp(9))
            .or_else(|| exact::mul(self.stated.printed?, one.round_dp(4)))?;
        let worded = format!("{} {}", format::worded(significant(right), 2), self.to.code);
        let computed = format!("{} is {worded}", self.stated.text);
        Some(
            CurrencyConversion::META
                .finding(
                    Verdict::Contradicted,
                    self.converted.span(),
                    format!("stated as {}, but {computed}", self.converted.text),
                )
                .label(self.stated.span(), "converted from this")
                .label(evidence.span(), label)
                .computed(format!(
                    "{computed}, at {} {} for one {}",
                    rounded(one, 4),
                    self.to.code,
                    self.from.code
                ))
                .expected(worded)
                .stated(self.converted.text)
                .slipped(slip::of_digits(
                    self.converted.printed?,
                    &widened(&possible, HOURLY)?,
                )),
        )
    }
}

/// The first year of the rates in the table.
const SINCE: u16 = 1985;

/// Words of nations whose money is a dollar too.
const DOLLARS: [&str; 14] = [
    "Austral",
    "Zealand",
    "Canad",
    "Singapore",
    "Hong Kong",
    "Taiwan",
    "Jamaica",
    "Trinidad",
    "Namibia",
    "Fiji",
    "Barbados",
    "Liberia",
    "Zimbabwe",
    "Bahamas",
];

/// Whether a document has one of these words.
fn speaks_of(context: &Context<'_>, words: &[&str]) -> bool {
    let text = &context.document.prose.text;
    words.iter().any(|word| text.contains(word))
}

/// Whether a text names a year before the table begins.
fn speaks_of_old(text: &str) -> bool {
    let years = text.split(|c: char| !c.is_ascii_digit());
    years
        .filter(|digits| digits.len() == 4 && digits.starts_with('1'))
        .filter_map(|digits| digits.parse::<u16>().ok())
        .any(|year| (1500..SINCE).contains(&year))
}

/// The least and the most of a currency that one US dollar was worth; `None` of one that is not in the table.
fn seen(currency: &Currency) -> Option<[Decimal; 2]> {
    SEEN.get(currency.code.as_str()).copied()
}

static SEEN: LazyLock<FxHashMap<&'static str, [Decimal; 2]>> = LazyLock::new(|| {
    let rows = include_str!("rates_since_1985.csv").lines().skip(1);
    rows.filter_map(|row| {
        let mut cells = row.split(',');
        let code = cells.next()?;
        let mut rate = || exact::literal(cells.next()?);
        Some((code, [rate()?, rate()?]))
    })
    .collect()
});

/// An interval with a share of its ends on both sides.
fn widened(interval: &Interval, share: Decimal) -> Option<Interval> {
    let less = interval.scale(exact::sub(Decimal::ONE, share)?)?;
    let more = interval.scale(exact::add(Decimal::ONE, share)?)?;
    Some(less.hull(&more))
}

fn near(a: &Interval, b: &Interval, share: Decimal) -> bool {
    widened(b, share).is_some_and(|wide| wide.meets(a))
}

/// Whether two rates are within a factor of each other.
fn within(a: &Interval, b: &Interval, factor: Decimal) -> bool {
    let reach = |x: &Interval, y: &Interval| {
        let (low, high) = (x.lower()?, x.scale(factor)?.upper()?);
        Some(Interval::between(low.value, high.value).meets(y))
    };
    reach(a, b) == Some(true) || reach(b, a) == Some(true)
}

/// A value to four significant digits.
fn significant(value: Decimal) -> Decimal {
    value.round_sf(4).unwrap_or(value)
}
