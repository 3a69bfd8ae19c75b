//! Reports for the tests of the formats.

use super::Report;
use crate::check::{Assessment, Coverage, Finding, Label, Outcome, Severity, SourceNote, Verdict};
use crate::claim::{
    Attribution, Claim, ClaimPeriod, Direction, Modality, Subject, Trend, TrendRole,
};
use crate::document::{self, Document, ProseSpan, Sentence};
use crate::extract::{Extract, LexedSentence, Parts, Quantity, Unit, UnitName};
use crate::quantity::{Amount, Base, Kind, Magnitude, Modifier, Period, unit};
use crate::rules::testing::sound;
use jiff::civil::date;
use rust_decimal::Decimal;

/// `text` as a plain text.
pub(crate) fn document(name: &str, text: &str) -> Document {
    document::read(
        name.into(),
        text.as_bytes().to_vec(),
        document::Format::Text,
        None,
    )
    .unwrap()
}

fn lexed(document: &Document) -> Vec<LexedSentence> {
    let lexed = |(i, sentence): (usize, &Sentence)| LexedSentence {
        span: sentence.span,
        sentence: u32::try_from(i).unwrap(),
        tokens: 0..0,
        quantities: 0..0,
    };
    document.sentences.iter().enumerate().map(lexed).collect()
}

/// Where the nth `needle` of the article stands.
fn span(document: &Document, needle: &str, nth: usize) -> ProseSpan {
    let (start, _) = document
        .prose
        .text
        .match_indices(needle)
        .nth(nth)
        .expect(needle);
    let start = u32::try_from(start).unwrap();
    let length = u32::try_from(needle.len()).unwrap();
    ProseSpan::new(start, start.checked_add(length).unwrap())
}

/// All of the article.
fn whole(document: &Document) -> ProseSpan {
    ProseSpan::new(0, u32::try_from(document.prose.text.len()).unwrap())
}

/// A finding of `percent-change` on each of `figures` in `text`; the same figure twice is its second mention.
pub(crate) fn with_findings(text: &str, figures: &[&str]) -> Report {
    let document = document("a.md", text);
    let extract = Extract {
        sentences: lexed(&document),
        ..Extract::default()
    };
    let finding = |(i, figure): (usize, &&str)| {
        let nth = figures[..i]
            .iter()
            .filter(|earlier| *earlier == figure)
            .count();
        Finding {
            labels: vec![Label {
                span: span(&document, figure, nth),
                text: "stated".into(),
            }],
            ..bare_finding()
        }
    };
    let findings = figures.iter().enumerate().map(finding).collect();
    Report::checked(
        document,
        extract,
        Vec::new(),
        Outcome {
            findings,
            ..Outcome::default()
        },
    )
}

fn bare_finding() -> Finding {
    Finding {
        check: "percent-change",
        rule: None,
        severity: Severity::Error,
        verdict: Verdict::Contradicted,
        labels: Vec::new(),
        message: "the figures give another".into(),
        computation: None,
        expected: None,
        stated: None,
        source: None,
        slip: None,
        because: None,
    }
}

/// The text of [`contract`].
pub(crate) const TEXT: &str = "Border “numbers”\n\nMore than 24,000 Chinese migrants crossed the U.S. southern border during the 2023 fiscal year, government data showed. Oil rose 7.0% to $58.24 a barrel.\n";

fn claim(document: &Document) -> Claim {
    Claim {
        subject: None,
        concept: Vec::new(),
        predicate: None,
        negated: false,
        modality: Modality::Asserted,
        trend: None,
        per: None,
        part: false,
        period: None,
        place: None,
        attribution: Attribution::default(),
        checkworthy: true,
        clause: whole(document),
        inherited: Vec::new(),
    }
}

fn amount(digits: &str, modifier: Modifier) -> Amount {
    let value = Decimal::from_str_exact(digits).unwrap();
    Amount::new(Magnitude::written(value), modifier)
}

/// The example of the machine contract, built by hand to hold each of its values, and three quantities more.
pub(crate) fn contract() -> Report {
    let document = document("seeds/a.md", TEXT);
    let at = |needle| span(&document, needle, 0);
    let known = |symbol| UnitName::Known(unit::by_symbol(symbol).unwrap());
    let quantity = |needle, kind, amount, unit| Quantity {
        span: at(needle),
        kind,
        amount,
        unit,
        value: None,
        parts: Parts::None,
        sentence: 1,
    };
    let quantities = vec![
        quantity(
            "More than 24,000",
            Kind::Count,
            amount("24000", Modifier::MoreThan),
            Unit {
                text: Some(at("migrants")),
                name: UnitName::Noun(at("migrants")),
                per: UnitName::None,
            },
        ),
        Quantity {
            value: Period::fiscal_year(2023),
            amount: Amount {
                stated: None,
                interval: crate::quantity::Interval::EVERYTHING,
                modifier: Modifier::Exact,
                vague: false,
                reversed: false,
            },
            ..quantity(
                "the 2023 fiscal year",
                Kind::Period,
                amount("0", Modifier::Exact),
                Unit::NONE,
            )
        },
        quantity(
            "7.0%",
            Kind::Percent,
            amount("7.0", Modifier::Exact),
            Unit {
                text: Some(at("%")),
                name: UnitName::Known(Base::Percent),
                per: UnitName::None,
            },
        ),
        quantity(
            "$58.24",
            Kind::Money,
            amount("58.24", Modifier::Exact),
            Unit {
                text: Some(at("$")),
                name: known("USD"),
                per: UnitName::Known(unit::by_words("barrel").unwrap()),
            },
        ),
    ];
    let first = Claim {
        subject: Some(Subject {
            span: at("Chinese migrants"),
            head: at("migrants"),
        }),
        concept: vec![at("southern border")],
        predicate: Some(at("crossed")),
        period: Some(ClaimPeriod {
            text: at("during the 2023 fiscal year"),
            days: Period::fiscal_year(2023),
            fiscal: None,
        }),
        place: Some(at("the U.S. southern border")),
        attribution: Attribution {
            source: Some(at("government data")),
            quoted: false,
            speaker: None,
        },
        ..claim(&document)
    };
    let trend = |role| Claim {
        trend: Some(Trend {
            direction: Direction::Rise,
            role,
        }),
        ..claim(&document)
    };
    let claims = vec![
        first,
        Claim {
            checkworthy: false,
            ..claim(&document)
        },
        trend(TrendRole::By),
        trend(TrendRole::To),
    ];
    let extract = Extract {
        sentences: lexed(&document),
        quantities,
        ..Extract::default()
    };
    let document = Document {
        date: Some(date(2025, 1, 27)),
        ..document
    };
    Report::extracted(document, extract, claims)
}

/// The article of the snapshots, one rule, and what comes of both: a figure that the source contradicts,
/// one that the article's own arithmetic does, some that nothing speaks of.
const ARTICLE: &str = "Border “numbers”\n\nMore than 24,000 Chinese migrants crossed the U.S. southern border during the 2023 fiscal year, government data showed. Oil rose 7.0% to $58.24 a barrel.\n\nThefts rose 20 percent, from 52 to 68.\n";

const PACK: &str = r#"
[pack]
title = "Border"
[sources.cbp]
publisher = "U.S. Customs and Border Protection"
title = "Nationwide Encounters"
url = "https://www.cbp.gov/newsroom/stats/nationwide-encounters"
published = 2024-10-22
[data.years]
path = "years.csv"
source = "cbp"
kind = "total"
period = ["start", "end"]
value = "value"
[[rule]]
id = "crossings"
title = "Chinese nationals met at the southwest border"
about = ["Chinese", "migrant", "cross"]
unit = "people"
expect = { data = "years" }
"#;

const YEARS: &str = "start,end,value\n2022-10-01,2023-09-30,21903\n2023-10-01,2024-09-30,24701\n";

fn article() -> Document {
    let bytes = ARTICLE.as_bytes().to_vec();
    let day = Some(date(2025, 1, 27));
    document::read("seeds/a.md".into(), bytes, document::Format::Text, day).unwrap()
}

/// The article, extracted.
pub(crate) fn extracted() -> Report {
    crate::extract_only(article(), crate::MAX_QUANTITIES)
}

/// The article, checked.
pub(crate) fn checked() -> Report {
    let rules = sound(PACK, &[("years.csv", YEARS)]);
    crate::vet(
        article(),
        &rules,
        &crate::Policy::default(),
        crate::MAX_QUANTITIES,
    )
}

fn source() -> SourceNote {
    SourceNote {
        publisher: "Police".into(),
        title: None,
        url: None,
        published: Some(date(2024, 10, 22)),
        retrieved: None,
        as_of: None,
    }
}

/// Text that would forge a log command, a colour, a line or an order of reading.
pub(crate) const HOSTILE: &str =
    "::error::x\u{1b}[31m ##[group]7%\u{202e}\u{9b}0m\u{2028}\u{feff}<script>&\"'";

/// An article whose every text is hostile, with a finding whose every text is.
pub(crate) fn hostile() -> Report {
    let text = format!("{HOSTILE}\n\n{HOSTILE} 20 percent {HOSTILE}.");
    let document = document(HOSTILE, &text);
    let at = span(&document, "7%", 1);
    let whole = whole(&document);
    let hostile = || Some(HOSTILE.into());
    let finding = Finding {
        rule: hostile(),
        labels: vec![
            Label {
                span: at,
                text: HOSTILE.into(),
            },
            Label {
                span: whole,
                text: HOSTILE.into(),
            },
        ],
        message: HOSTILE.into(),
        computation: hostile(),
        expected: hostile(),
        stated: hostile(),
        source: Some(SourceNote {
            publisher: HOSTILE.into(),
            title: hostile(),
            url: hostile(),
            ..source()
        }),
        slip: hostile(),
        ..bare_finding()
    };
    let quantity = Quantity {
        span: whole,
        kind: Kind::Count,
        amount: amount("7", Modifier::Exact),
        unit: Unit {
            text: Some(whole),
            name: UnitName::Noun(whole),
            per: UnitName::Noun(whole),
        },
        value: None,
        parts: Parts::None,
        sentence: 0,
    };
    let claim = Claim {
        subject: Some(Subject {
            span: whole,
            head: whole,
        }),
        concept: vec![whole, at],
        predicate: Some(whole),
        period: Some(ClaimPeriod {
            text: whole,
            days: None,
            fiscal: None,
        }),
        place: Some(whole),
        attribution: Attribution {
            source: Some(whole),
            quoted: true,
            speaker: Some(whole),
        },
        ..claim(&document)
    };
    let assessment = Assessment {
        expected: hostile(),
        rule: hostile(),
        source: finding.source.clone(),
        ..Assessment::UNVERIFIED
    };
    let extract = Extract {
        sentences: lexed(&document),
        quantities: vec![quantity],
        ..Extract::default()
    };
    let outcome = Outcome {
        assessments: vec![assessment],
        findings: vec![finding],
        coverage: Coverage::default(),
    };
    Report::checked(document, extract, vec![claim], outcome)
}

/// Whether `output` could steer a terminal or forge a command.
pub(crate) fn is_harmless(output: &str) -> bool {
    let hidden = |c: char| crate::untrusted::conceals(c) && c != '\n';
    !output.contains(hidden)
        && !output.contains("##[")
        && output
            .lines()
            .all(|line| !line.trim_start().starts_with("::"))
}
