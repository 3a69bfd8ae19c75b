//! What holds of the quantities of any text: the assertion of the fuzz target and of the tests that replay its finds.

use statvet::stage::claim::bind;
use statvet::stage::document::{Format, ProseSpan, read};
use statvet::stage::extract::{Parts, UnitName, scan};
use statvet::stage::quantity::Kind;

/// Reads `bytes` as plain text and as Markdown, and panics where a quantity is not sound: its span lies in the text, on
/// the edges of characters, behind the quantity before; and so do those of its unit.
pub(crate) fn extraction(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for format in [Format::Text, Format::Markdown] {
        let date = "2025-06-20".parse().ok();
        let Ok(document) = read("fuzz".into(), text.as_bytes().to_vec(), format, date) else {
            continue;
        };
        let mut extract = scan(&document, 10_000);
        let prose = &document.prose.text;
        let sound = |span: ProseSpan| {
            let covered = prose.get(span.start as usize..span.end as usize);
            assert!(
                covered.is_some_and(|text| !text.is_empty()),
                "{span:?} of {prose:?}"
            );
        };
        let mut end = 0;
        for quantity in &extract.quantities {
            sound(quantity.span);
            assert!(
                quantity.span.start >= end,
                "{quantity:?} begins before {end}"
            );
            end = quantity.span.end;
            quantity.unit.text.into_iter().for_each(sound);
            for name in [quantity.unit.name, quantity.unit.per] {
                if let UnitName::Noun(span) = name {
                    sound(span);
                }
            }
            let interval = quantity.amount.interval;
            if let Some((low, high)) = interval.lower().zip(interval.upper()) {
                assert!(low.value <= high.value, "{quantity:?}");
            }
            let told = quantity.kind == Kind::Statistic;
            assert_eq!(
                matches!(quantity.parts, Parts::Statistic(_)),
                told,
                "{quantity:?}"
            );
            assert_eq!(extract.statistic(quantity).is_some(), told, "{quantity:?}");
        }
        let claims = bind(&document, &mut extract);
        assert_eq!(claims.len(), extract.quantities.len());
    }
}
