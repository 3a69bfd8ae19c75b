//! What holds of the quantities of any text, and of the mistakes of any pack: the assertions of the fuzz targets and of
//! the tests that replay their finds.

use statvet::stage::claim::bind;
use statvet::stage::document::{Format, ProseSpan, items, read};
use statvet::stage::extract::{Parts, UnitName, scan};
use statvet::stage::quantity::Kind;
use statvet::stage::rules::{MAX_MISTAKES, load_text};
use statvet::{MAX_QUANTITIES, Policy, vet};

/// Reads `bytes` as plain text, Markdown and HTML, and panics where a quantity is not sound: its span lies in the text, on
/// the edges of characters, behind the quantity before; and so do those of its unit.
pub(crate) fn extraction(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for format in [Format::Text, Format::Markdown, Format::Html] {
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

/// Reads `bytes` as the data of a sound pack, and what stands before the first NUL, if there is one, as a pack of its own.
/// Panics where a mistake does not say anything, or stands outside its file or within a character; or where rules
/// without one can't be run.
pub(crate) fn data(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (pack, table) = text.split_once('\0').unwrap_or((SOUND, &text));
    let loaded = load_text(pack, &[("d.csv", table)]);
    for error in &loaded.errors {
        assert!(!error.message.raw().is_empty());
        if let Some(span) = error.span.clone() {
            assert!(
                error.file.text.get(span.clone()).is_some(),
                "{span:?}: {error:?}"
            );
        }
    }
    let files = if pack == SOUND { 2 } else { 3 };
    assert!(
        loaded.errors.len() <= (MAX_MISTAKES + 1) * files,
        "mistakes are cut"
    );
    let article =
        b"The city had 5 visitors in 2024, and more than 1,000 since March. There are 7 visitors."
            .to_vec();
    let date = "2024-06-20".parse().ok();
    let article = read("fuzz".into(), article, Format::Text, date).unwrap();
    let _ = vet(article, &loaded.rules, &Policy::default(), MAX_QUANTITIES);
}

/// A pack that uses every column that a data set may have.
const SOUND: &str = r#"
[sources.a]
publisher = "A"
published = 2024-01-01
[data.totals]
path = "d.csv"
source = "a"
kind = "total"
period = ["from", "to"]
value = "value"
rounded = "rounded"
as_of = "known"
confidence = "sure"
row_source = "source"
[data.levels]
path = "d.csv"
source = "a"
kind = "level"
period = "from"
value = ["value", "upper"]
[data.events]
path = "d.csv"
source = "a"
kind = "event"
period = ["from", "to"]
[[rule]]
id = "totals"
about = ["city"]
unit = "people"
when_vague = "any"
expect = { data = "totals" }
[[rule]]
id = "levels"
about = ["city|there"]
unit = "people"
when_vague = "latest"
expect = { data = "levels" }
[[rule]]
id = "events"
about = ["city|there"]
unit = "people"
when_vague = "to_date"
expect = { data = "events", aggregate = "count" }
"#;

/// Reads `bytes` as a file in any encoding and as items of ninjs, and panics where a sentence has no place in it.
pub(crate) fn reading(bytes: &[u8]) {
    let formats = [Format::Text, Format::Markdown, Format::Html];
    let files = formats
        .into_iter()
        .filter_map(|format| read("fuzz".into(), bytes.to_vec(), format, None).ok());
    let items = items(bytes).into_iter().flatten();
    let records = items.filter_map(|item| Some(item.read(None).ok()?.document));
    for document in files.chain(records) {
        let mut end = 0;
        for sentence in &document.sentences {
            let text = document.text_span(sentence.span);
            let range = text.start as usize..text.end as usize;
            assert!(document.file_text().get(range).is_some(), "{text:?}");
            let file = document.file_span(sentence.span);
            assert!(
                file.start <= file.end && file.end as usize <= bytes.len(),
                "{file:?}"
            );
            if document.parts.is_empty() {
                assert!(file.start >= end, "{file:?} begins before {end}");
                end = file.end;
            }
        }
    }
}
