//! A rate of exchange that the text prints: "($1 = 0.9349 Swiss francs)".

use super::{Figure, Rate, Sentence};
use crate::extract::UnitName;
use crate::quantity::{Base, Kind};

/// The rates of exchange that a sentence prints.
pub(super) fn rates(sentence: &Sentence<'_>) -> Vec<Rate> {
    let pairs = sentence.figures.windows(2);
    pairs
        .filter_map(|pair| {
            let [one, other] = pair else { return None };
            let money = pays(one)
                && pays(other)
                && (one.quantity.kind == Kind::Money || other.quantity.kind == Kind::Money);
            let equal = sentence.is_mark(one.tokens.end, &['='])
                && one.tokens.end.checked_add(1) == Some(other.tokens.start);
            (money && equal).then_some(Rate {
                one: one.index,
                other: other.index,
            })
        })
        .collect()
}

/// Whether a figure is an amount of money, or of pounds, which beside money are money.
fn pays(figure: &Figure<'_>) -> bool {
    match figure.quantity.unit.name {
        UnitName::Known(Base::Measure(unit)) => unit.name == "pound",
        _ => figure.quantity.kind == Kind::Money,
    }
}
