//! What the language of assertions reads, what it declines and where, what measures what, and that no value is wrong.

use super::*;
use crate::quantity::Bound;
use proptest::prelude::*;

fn number(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// An expression with every pair of operands in square brackets.
fn bracketed(node: &Node, text: &str) -> String {
    let all = |nodes: &[Node], word: &str| {
        let parts: Vec<_> = nodes.iter().map(|node| bracketed(node, text)).collect();
        format!("[{}]", parts.join(word))
    };
    match &node.kind {
        Kind::Number(..) | Kind::Name(_) => text[node.span.clone()].to_owned(),
        Kind::Negative(inner) => format!("[-{}]", bracketed(inner, text)),
        Kind::Not(inner) => format!("[not {}]", bracketed(inner, text)),
        Kind::Chain(first, rest) => {
            let rest = rest.iter().map(|(operator, node)| {
                let sign = match operator {
                    Operator::Plus => '+',
                    Operator::Minus => '-',
                    Operator::Times => '*',
                    Operator::Over => '/',
                };
                format!(" {sign} {}", bracketed(node, text))
            });
            format!("[{}{}]", bracketed(first, text), rest.collect::<String>())
        }
        Kind::Comparison(relation, left, right) => {
            format!(
                "[{} {relation:?} {}]",
                bracketed(left, text),
                bracketed(right, text)
            )
        }
        Kind::All(nodes) => all(nodes, " and "),
        Kind::Any(nodes) => all(nodes, " or "),
        Kind::Call(function, nodes) => format!("{function:?}{}", all(nodes, ", ")),
    }
}

#[test]
fn what_binds_tighter_is_read_first() {
    for (text, shape) in [
        ("a<=b", "[a AtMost b]"),
        ("a + b * c = d", "[[a + [b * c]] Equal d]"),
        ("(a + b) * c != d", "[[[a + b] * c] Unequal d]"),
        ("a - b - c < d", "[[a - b - c] Less d]"),
        ("a / b / c > d", "[[a / b / c] More d]"),
        ("-a * -b >= --c", "[[[-a] * [-b]] AtLeast c]"),
        (
            "not a = b and c = d or e = f",
            "[[[not [a Equal b]] and [c Equal d]] or [e Equal f]]",
        ),
        ("not not a = b", "[a Equal b]"),
        ("not (a = b or c = d)", "[not [[a Equal b] or [c Equal d]]]"),
        (
            "max(a, b + 1) = sum(a,b,c)",
            "[Max[a, [b + 1]] Equal Sum[a, b, c]]",
        ),
        ("abs(a - b) <= 2 mg", "[Abs[[a - b]] AtMost 2 mg]"),
        ("orders = notes", "[orders Equal notes]"),
        ("a = 1,000 + 2", "[a Equal [1,000 + 2]]"),
        ("max((1,000), a) = 2", "[Max[(1,000), a] Equal 2]"),
        ("\ta\n=\n1.5 million ", "[a Equal 1.5 million]"),
        ("a = 60 km/h / 2", "[a Equal [60 km/h / 2]]"),
        ("a = 5 - 3 kg", "[a Equal [5 - 3 kg]]"),
        ("a = 25% and b < $5", "[[a Equal 25%] and [b Less $5]]"),
        ("a = 2 square miles", "[a Equal 2 square miles]"),
    ] {
        let dollar = crate::quantity::unit::by_symbol("USD");
        let read = Expression::read(text, dollar).unwrap_or_else(|problem| panic!("{problem:?}"));
        assert_eq!(bracketed(&read.root, text), shape, "{text}");
    }
}

/// A problem as the text that it underlines, the message, what was expected and the nearest word.
fn told(text: &str, problem: &Problem) -> String {
    let nearest = problem.nearest.as_ref();
    let nearest = nearest.map_or_else(String::new, |word| format!("; nearest {word}"));
    let underlined = text.get(problem.span.clone()).expect("in the text");
    format!(
        "[{underlined}] {}; expected {}{nearest}",
        problem.message, problem.expected
    )
}

#[test]
fn what_it_declines_is_told_where_it_stands() {
    const VALUE: &str = "expected a name, a number or `(`";
    const OPERATOR: &str = "expected an operator: + - * / = != < <= > >= and or";
    for (text, problem) in [
        ("", format!("[] the expression ends too early; {VALUE}")),
        ("a <= ", format!("[] the expression ends too early; {VALUE}")),
        ("a == b", format!("[==] `==` can't stand here; {OPERATOR}; nearest =")),
        ("a => b", format!("[=>] `=>` can't stand here; {OPERATOR}; nearest >=")),
        ("a <> b", format!("[<>] `<>` can't stand here; {OPERATOR}; nearest !=")),
        ("a ≤ b", format!("[≤] `≤` can't stand here; {OPERATOR}; nearest <=")),
        ("a = b && c = d", format!("[&&] `&&` can't stand here; {OPERATOR}; nearest and")),
        ("a = b AND c = d", format!("[AND] `AND` can't stand here; {OPERATOR}; nearest and")),
        ("!a = b", format!("[!] `!` can't stand here; {VALUE}; nearest not")),
        ("a = b c", format!("[c] `c` can't stand here; {OPERATOR}")),
        ("a = + b", format!("[+] `+` can't stand here; {VALUE}")),
        ("a and", format!("[] the expression ends too early; {VALUE}")),
        ("a = and", format!("[and] `and` can't stand here; {VALUE}")),
        (
            "a < b < c",
            "[<] comparisons can't be chained; expected `and` between two comparisons: a <= b and b <= c".to_owned(),
        ),
        (
            "a = (b + c",
            "[] the expression ends too early; expected `)`, or an operator".to_owned(),
        ),
        ("a = b)", format!("[)] `)` can't stand here; {OPERATOR}")),
        (
            "a = 5 kilogran",
            format!("[kilogran] `kilogran` is not a unit; {OPERATOR}; nearest kilogram"),
        ),
        (
            "a = (5 people)",
            "[people] `people` is not a unit; expected `)`, or an operator".to_owned(),
        ),
        (
            "mx(a, b) = 1",
            "[mx] `mx`: there is no such function; expected min(a, b), max(a, b), abs(a), sum(a, b); nearest max"
                .to_owned(),
        ),
        (
            "max = 1",
            "[max] `max`: a function needs its values in brackets; expected min(a, b), max(a, b), abs(a), sum(a, b)"
                .to_owned(),
        ),
        ("abs(a, b) = 1", "[abs(a, b)] `abs` is of one value; expected abs(a)".to_owned()),
        ("max() = 1", format!("[)] `)` can't stand here; {VALUE}")),
        (
            "max(1,000, a) = 1",
            "[1,000] `1,000` may be one number or two; expected the number without its comma, or a blank behind the comma"
                .to_owned(),
        ),
        (
            "a = 1234567890123456789",
            "[1234567890123456789] `1234567890123456789` is not a number that can be held exactly; expected at most 18 digits, 9 of them decimals"
                .to_owned(),
        ),
        ("a = 1e5", format!("[e5] `e5` is not a unit; {OPERATOR}")),
        ("a # b", format!("[#] `#` can't stand here; {OPERATOR}")),
    ] {
        let found = Expression::read(text, None).expect_err(text);
        assert_eq!(told(text, &found), problem, "{text}");
    }
}

#[test]
fn what_is_enormous_or_nests_too_deep_is_told() {
    let deep = |levels: usize| format!("a = {}1{}", "(".repeat(levels), ")".repeat(levels));
    assert!(Expression::read(&deep(128), None).is_ok());
    let found = Expression::read(&deep(129), None).unwrap_err();
    assert_eq!(
        (found.message.as_str(), found.span),
        ("brackets nest deeper than 128", 132..133)
    );
    // The costliest levels: each opens every kind of expression.
    let costly = |levels: usize| {
        let (open, close) = ("a = 1 or not a = 1 - 1 * -max(1, ", ")");
        format!("{}a{}", open.repeat(levels), close.repeat(levels))
    };
    assert!(Expression::read(&costly(128), None).is_ok());
    let long = "a+".repeat(4999) + "a";
    let read = Expression::read(&long, None).unwrap();
    let names = [("a", Meaning::Value(Dimensions::default()))];
    assert_eq!(read.problems(&names).len(), 1, "a sum is no comparison");
    let found = Expression::read(&"-".repeat(10_001), None).unwrap_err();
    assert_eq!(found.message, "an expression of 10001 bytes is too long");
}

/// Names of one letter, each of its own sort.
fn names() -> Vec<(&'static str, Meaning)> {
    let unit = |symbol: &str| {
        let unit = crate::rules::literal::named_unit(symbol).unwrap();
        Meaning::Value(Dimensions::of_unit(unit))
    };
    vec![
        ("people", Meaning::Value(Dimensions::default())),
        ("share", unit("%")),
        ("mass", unit("kg")),
        ("cost", unit("USD")),
        ("price", unit("EUR")),
        ("way", unit("km")),
        ("time", unit("hours")),
        ("heat", unit("°C")),
        ("lost", Meaning::Broken),
    ]
}

#[test]
fn dimensions_multiply_and_divide() {
    for (text, measures) in [
        ("people", "a number"),
        ("share * people", "a number"),
        ("mass / 2 mg", "a number"),
        ("cost / mass", "USD per mass"),
        ("cost / (mass * time)", "USD per mass times time"),
        ("mass * mass", "a mass^2"),
        ("1 / mass", "a number per mass"),
        ("way * way", "an area"),
        ("way / time", "a speed"),
        ("way / time * 2 hours", "a length"),
        ("5 acres / way", "a length"),
        ("2 kWh / time", "a power"),
        ("60 km/h - way / time", "a speed"),
        ("3 litres / way / way / way", "a number"),
        ("max(cost, $5)", "USD"),
        ("sum(mass, 3 pounds)", "a mass"),
        ("-abs(mass)", "a mass"),
        ("5 ppm", "a number"),
        ("5 cents", "USD"),
    ] {
        let dollar = crate::quantity::unit::by_symbol("USD");
        let read = Expression::read(&format!("{text} = people"), dollar).expect(text);
        let Kind::Comparison(_, left, _) = &read.root.kind else {
            panic!("{text}")
        };
        let found = unit::dimensions(left, text, &names()).map(|found| found.told());
        assert_eq!(found.as_deref(), Some(measures), "{text}");
    }
}

#[test]
fn what_does_not_fit_together_is_told_all_of_it() {
    for (text, problems) in [
        ("people <= mass / 2 mg", ""),
        ("lost = mass", ""),
        ("heat > 100 °F", ""),
        (
            "people <= mass * 2 mg",
            "[people <= mass * 2 mg] `people` is a number and `mass * 2 mg` is a mass^2: they can't be compared; expected a number on both sides, or a mass^2",
        ),
        (
            "cost = price",
            "[cost = price] `cost` is USD and `price` is EUR: they can't be compared; expected USD on both sides, or EUR",
        ),
        (
            "people + mass = share - way and peple = 1",
            "[mass] `mass` is a mass: it can't be added to a number; expected a number\n\
             [way] `way` is a length: it can't be subtracted from a number; expected a number\n\
             [peple] there is no claim and no given `peple`; expected one of people, share, mass, cost, price, way, time, heat, lost; nearest people",
        ),
        (
            "people",
            "[people] `people` is a number, not a comparison; expected a comparison such as a <= b",
        ),
        (
            "not people or 1 + (mass = 1 kg) = 2",
            "[people] `people` is a number, not a comparison; expected a comparison such as a <= b\n\
             [(mass = 1 kg)] `(mass = 1 kg)` is a comparison, not a value; expected a value",
        ),
        (
            "min(people, mass) = 1",
            "[mass] `mass` is a mass: it can't be listed with a number; expected a number",
        ),
        (
            "heat - 5 °C = 1",
            "[heat] temperatures can be compared, not computed with; expected another value\n\
             [5 °C] temperatures can be compared, not computed with; expected another value",
        ),
    ] {
        let read = Expression::read(text, None).expect(text);
        let found: Vec<_> = read
            .problems(&names())
            .iter()
            .map(|problem| told(text, problem))
            .collect();
        assert_eq!(found.join("\n"), problems, "{text}");
    }
}

/// The interval that "[1,2)" or "(..,5]" writes.
fn interval(text: &str) -> Interval {
    let (low, high) = text[1..text.len() - 1].split_once(',').unwrap();
    let end = |written: &str, open: bool| {
        (written != "..").then(|| Bound {
            value: number(written),
            open,
        })
    };
    let (low, high) = (
        end(low, text.starts_with('(')),
        end(high, text.ends_with(')')),
    );
    Interval::new(low, high).unwrap()
}

#[test]
fn what_holds_of_intervals_is_true_false_or_undecided() {
    for (text, a, b, holds) in [
        ("a < b", "[1,2]", "[3,4]", Some(true)),
        ("a < b", "[1,2]", "[2,4]", None),
        ("a < b", "[1,2)", "[2,4]", Some(true)),
        ("a < b", "[2,4]", "[1,2]", Some(false)),
        ("a <= b", "[1,2]", "[2,4]", Some(true)),
        ("a <= b", "(2,4]", "[1,2]", Some(false)),
        ("a <= b", "[2,4]", "[1,2]", None),
        ("a > b", "[1,..)", "(..,1)", Some(true)),
        ("a >= b", "[1,..)", "[2,3]", None),
        ("a = b", "[2,2]", "[2,2]", Some(true)),
        ("a = b", "[1,2]", "[2,3]", None),
        ("a = b", "[1,2]", "(2,3]", Some(false)),
        ("a != b", "[1,2]", "(2,3]", Some(true)),
        ("not a != b", "[2,2]", "[2,2]", Some(true)),
        ("a = b and a = 5", "[1,2]", "[2,3]", Some(false)),
        ("a = b or a < 5", "[1,2]", "[2,3]", Some(true)),
        ("a = b and a < 5", "[1,2]", "[2,3]", None),
        ("a = b or a = 5", "[1,2]", "[2,3]", None),
        ("a / b = 3", "[6,6]", "[2,2]", Some(true)),
        ("a / b = 3", "[6,6]", "[0,2]", None),
        ("a / b > 0", "[6,6]", "(0,2]", None),
        ("a / b < 0", "[6,6]", "[-2,-1]", Some(true)),
        ("a / b * 3 = 1", "[1,1]", "[3,3]", Some(true)),
        ("a / b * 3 >= 1", "[1,1]", "[3,3]", Some(true)),
        ("a / b = 0.333", "[1,1]", "[3,3]", Some(false)),
        (
            "a < b",
            "[1000000000000,1000000000000]",
            "[1000000000001,1000000000001]",
            Some(true),
        ),
        ("abs(a) = 3", "[-3,-3]", "[0,0]", Some(true)),
        ("abs(a) <= 3", "[-3,2]", "[0,0]", Some(true)),
        ("abs(a) >= 0", "(..,2]", "[0,0]", Some(true)),
        ("max(a, b) >= 3", "[1,5]", "[3,4]", Some(true)),
        ("min(a, b) <= 4", "[1,5]", "[3,4]", Some(true)),
        ("min(a, b) < 1", "[1,5]", "[3,4]", Some(false)),
        ("sum(a, b, 1) = 5", "[1,1]", "[3,3]", Some(true)),
        ("-a = 0 - a", "[1,1]", "[0,0]", Some(true)),
        ("a = 200%", "[2,2]", "[0,0]", Some(true)),
        ("a * 1 kg = 2000 g", "[2,2]", "[0,0]", Some(true)),
        ("a * 1 hour = 120 minutes", "[2,2]", "[0,0]", Some(true)),
        ("32 °F = 0 °C", "[0,0]", "[0,0]", Some(true)),
    ] {
        let read = Expression::read(text, None).expect(text);
        let values = |name: &str| Some(interval(if name == "a" { a } else { b }));
        assert_eq!(read.holds(&values), holds, "{text} of {a} and {b}");
    }
}

#[test]
fn long_values_are_rounded_outward_and_what_is_too_large_is_undecided() {
    let values = |name: &str| {
        let value = match name {
            "a" => "123456789012345678",
            "b" => "999999999999999999",
            _ => "0.000000001",
        };
        Some(Interval::exactly(number(value)))
    };
    for (text, holds) in [
        ("a * c * b > 10", Some(true)),
        ("a * c * b < 10", Some(false)),
        ("a * b > 10", None),
        ("a / c > b", Some(true)),
        ("a / b * 123456789 > 15000000", Some(true)),
        ("a / b + 123456789012345678 > a", Some(true)),
        ("a * b * b > 10", None),
        ("a * b * b > 10 or a < b", Some(true)),
    ] {
        let read = Expression::read(text, None).expect(text);
        assert_eq!(read.holds(&values), holds, "{text}");
    }
}

#[test]
fn the_comparison_that_decides_is_seen_from_the_name() {
    let values = |name: &str| {
        Some(Interval::exactly(number(match name {
            "a" => "5",
            _ => "3",
        })))
    };
    for (text, alone, relation, left) in [
        ("a <= b", true, Relation::AtMost, "a"),
        ("b >= a", true, Relation::AtMost, "a"),
        ("b > 1 and b * 1 > a", true, Relation::Less, "a"),
        ("not a > b", true, Relation::AtMost, "a"),
        ("a / b < 1", false, Relation::Less, "a / b"),
        ("a + b < 1 and a = 4", true, Relation::Equal, "a"),
        ("a = 5", true, Relation::Equal, "a"),
    ] {
        let read = Expression::read(text, None).expect(text);
        let deciding = read.deciding("a", &values).expect(text);
        let own = &text[deciding.sides[0].span().clone()];
        assert_eq!(
            (deciding.alone, deciding.relation, own),
            (alone, relation, left),
            "{text}"
        );
    }
}

/// An interval on small whole numbers, and a value inside it.
fn with_member() -> impl Strategy<Value = (Interval, Decimal)> {
    let open_or_not = (any::<bool>(), any::<bool>());
    let ends = (0_i64..=8, 0_i64..=8, proptest::option::of(Just(())));
    ((-8_i64..=8), ends, open_or_not).prop_map(|(member, (down, up, bounded), (left, right))| {
        let end = |by: i64, open: bool| {
            bounded.map(|()| Bound {
                value: Decimal::from(member + by),
                open: open && by != 0,
            })
        };
        let interval = Interval::new(end(-down, left), end(up, right)).unwrap();
        (interval, Decimal::from(member))
    })
}

/// Pieces of expressions over `a`, `b` and `c`.
fn amount() -> impl Strategy<Value = String> {
    let leaf = proptest::sample::select(vec!["a", "b", "c", "2", "0.5"]).prop_map(str::to_owned);
    leaf.prop_recursive(3, 12, 2, |inner| {
        let sign = proptest::sample::select(vec!["+", "-", "*", "/"]);
        let function = proptest::sample::select(vec!["min", "max", "sum"]);
        prop_oneof![
            (inner.clone(), sign, inner.clone())
                .prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            (function, inner.clone(), inner.clone())
                .prop_map(|(function, a, b)| format!("{function}({a}, {b})")),
            inner.clone().prop_map(|a| format!("abs({a})")),
            inner.prop_map(|a| format!("-{a}")),
        ]
    })
}

fn assertion() -> impl Strategy<Value = String> {
    let relation = proptest::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let comparison =
        (amount(), relation, amount()).prop_map(|(a, relation, b)| format!("{a} {relation} {b}"));
    comparison.prop_recursive(2, 6, 2, |inner| {
        let word = proptest::sample::select(vec!["and", "or"]);
        prop_oneof![
            (inner.clone(), word, inner.clone())
                .prop_map(|(a, word, b)| format!("({a}) {word} ({b})")),
            inner.prop_map(|a| format!("not ({a})")),
        ]
    })
}

proptest! {
    /// What is decided of intervals is so of every choice of values in them.
    #[test]
    fn what_is_decided_holds_of_every_member(
        text in assertion(),
        a in with_member(),
        b in with_member(),
        c in with_member(),
    ) {
        let read = Expression::read(&text, None).unwrap();
        let of = |name: &str| match name { "a" => a, "b" => b, _ => c };
        let wide = read.holds(&|name: &str| Some(of(name).0));
        let narrow = read.holds(&|name: &str| Some(Interval::exactly(of(name).1)));
        if let (Some(wide), Some(narrow)) = (wide, narrow) {
            prop_assert_eq!(wide, narrow, "{}", text);
        }
    }

    #[test]
    fn any_text_is_read_or_told(text in "[ab01.,%$()+*/=<>! \n-]{0,40}|(a|b|max|\\(|\\)|,| and | or |not |5 kg|<=|-|1,000|≤|é){0,20}") {
        for (span, message) in probe(&text) {
            prop_assert!(text.get(span).is_some(), "{}: {}", text, message);
        }
    }
}
