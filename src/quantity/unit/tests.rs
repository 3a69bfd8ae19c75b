//! The tables against the definitions: every code is worked out by UCUM's grammar, every constant by name.
#![expect(
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    reason = "a test may panic"
)]

use super::*;
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

fn ratio(text: &str) -> BigRational {
    let Ratio {
        numerator,
        denominator,
    } = Ratio::read(text).unwrap_or_else(|| panic!("{text} is a fraction"));
    rational(numerator) / rational(denominator)
}

fn rational(value: Decimal) -> BigRational {
    let ten = BigRational::from(BigInt::from(10));
    BigRational::from(BigInt::from(value.mantissa())) / ten.pow(value.scale().try_into().unwrap())
}

fn factor(unit: &MeasureUnit) -> BigRational {
    let (numerator, denominator) = unit.factor();
    rational(numerator) / rational(denominator)
}

fn measure(written: &str) -> &'static MeasureUnit {
    match by_symbol(written).or_else(|| by_words(written)) {
        Some(Base::Measure(unit)) => unit,
        other => panic!("{written} is a measure, not {other:?}"),
    }
}

#[test]
fn every_row_of_both_tables_is_read() {
    let lines = |table: &str| table.lines().count() - 1;
    assert_eq!(MEASURES.len(), lines(include_str!("../units.csv")));
    assert_eq!(CURRENCIES.len(), lines(include_str!("../currencies.csv")));
}

#[test]
fn units_are_found_by_word_and_by_symbol() {
    for (word, code) in [
        ("pounds", "[lb_av]"),
        ("kilometres", "km"),
        ("sterling", "GBP"),
        ("yen", "JPY"),
        ("hectare", "har"),
        ("metric tons", "t"),
        ("tons", "[ston_av]"),
        ("sq km", "km2"),
        ("square metres", "m2"),
        ("degrees c", "Cel"),
        ("degree fahrenheit", "[degF]"),
        ("degrees", "deg"),
        ("miles an hour", "[mi_i]/h"),
        ("us fluid ounces", "[foz_us]"),
        ("parts per billion", "[ppb]"),
        ("million btu", "1000000.[Btu_IT]"),
        ("gigatonnes", "Gt"),
        ("loonies", "CAD"),
        ("south korean won", "KRW"),
        ("danish crowns", "DKK"),
        ("brazilian reais", "BRL"),
        ("calories", "[Cal]"),
        // In news more often something else.
        ("won", ""),
        ("real", ""),
        ("dong", ""),
        ("bar", ""),
        ("hands", ""),
        ("season", ""),
        ("teslas", ""),
    ] {
        let found = by_words(word).and_then(|unit| unit.code());
        assert_eq!(found.unwrap_or(""), code, "{word}");
    }
    for (symbol, code) in [
        ("km", "km"),
        ("MW", "MW"),
        ("mW", "mW"),
        ("mw", ""),
        ("€", "EUR"),
        ("US$", "USD"),
        ("Mex$", "MXN"),
        ("CHF", "CHF"),
        ("COP", ""),
        ("kr", "SEK"),
        ("km²", "km2"),
        ("km2", "km2"),
        ("mg/dL", "mg/dL"),
        ("µg/m³", "ug/m3"),
        ("mmol/L", "mmol/L"),
        ("°C", "Cel"),
        ("°", "deg"),
        ("C", ""),
        ("F", ""),
        ("psi", "[psi]"),
        ("lb-ft", "[ft_i].[lbf_av]"),
        ("kilowatt-hours", "kW.h"),
        ("square-foot", "[sft_i]"),
        ("acre-feet", "[acr_us].[ft_i]"),
        ("light-years", "[ly]"),
        ("foot-pounds", "[ft_i].[lbf_av]"),
        ("tesla", "T"),
        ("Tesla", ""),
    ] {
        let found = by_symbol(symbol).and_then(|unit| unit.code());
        assert_eq!(found.unwrap_or(""), code, "{symbol}");
    }
    for (symbol, name) in [("p", "penny"), ("¢", "cent"), ("c", "cent")] {
        assert_eq!(by_symbol(symbol).map(|unit| unit.name()), Some(name));
    }
}

#[test]
fn a_pound_is_exactly_0_45359237_kilograms() {
    let Some(Base::Measure(pound)) = by_words("pound") else {
        panic!("pound is a mass")
    };
    assert_eq!(pound.dimension, Dimension::Mass);
    assert_eq!(
        to_base(Decimal::ONE, pound),
        Some((Decimal::from(45_359_237), Decimal::from(100_000_000)))
    );
}

#[test]
fn fractions_are_read_exactly_or_not_at_all() {
    for (text, numerator, denominator) in [
        ("1", "1", "1"),
        ("1609.344", "201168", "125"),
        ("1e-6", "1", "1000000"),
        ("8e24", "8000000000000000000000000", "1"),
        ("-160/9", "-160", "9"),
        ("1e3/2.5e-1", "4000", "1"),
        ("10/36", "5", "18"),
    ] {
        let read = Ratio::read(text).expect(text);
        let shown = (read.numerator.to_string(), read.denominator.to_string());
        assert_eq!(shown, (numerator.into(), denominator.into()), "{text}");
    }
    for text in ["", "x", "1/0", "1e40", "1e-29", "1/2/3", "1e"] {
        assert!(Ratio::read(text).is_none(), "{text}");
    }
}

#[test]
fn names_and_codes_of_currencies_are_unique_and_minors_have_parts() {
    for column in [
        |row: &Currency| row.code.clone(),
        |row: &Currency| row.name.to_lowercase(),
    ] {
        let mut cells: Vec<_> = CURRENCIES.iter().map(column).collect();
        cells.retain(|cell| !cell.is_empty());
        let filled = cells.len();
        cells.sort();
        cells.dedup();
        assert_eq!(cells.len(), filled);
    }
    for currency in CURRENCIES.iter() {
        assert_eq!(
            currency.minor.is_empty(),
            currency.minor_parts.is_none(),
            "{}",
            currency.code
        );
    }
}

#[test]
fn names_of_units_are_unique() {
    let mut names: Vec<_> = MEASURES.iter().map(|unit| &unit.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), MEASURES.len());
}

#[test]
fn spellings_can_be_found_in_prose() {
    for unit in MEASURES.iter() {
        for word in cell(&unit.words) {
            assert_eq!(lower(word), word.to_lowercase(), "{word}");
            assert!(word.split(' ').count() <= 4, "{word}");
            assert_eq!(word.trim(), word);
        }
        for symbol in cell(&unit.symbols) {
            assert!(symbol.split(' ').count() <= 2, "{symbol}");
        }
    }
    for currency in CURRENCIES.iter() {
        for word in cell(&currency.words).chain(cell(&currency.minor_words)) {
            assert!(word.split(' ').count() <= 4, "{word}");
            assert_eq!(word, word.to_lowercase());
        }
    }
}

#[test]
fn every_dimension_has_a_unit_of_factor_one_and_one_name() {
    for (name, dimension) in Dimension::ALL {
        let mut units = MEASURES.iter().filter(|unit| unit.dimension == *dimension);
        assert!(
            units.any(|unit| factor(unit) == ratio("1"))
                || matches!(
                    dimension,
                    // Per cubic metre, square metre, second, and as a share of one: nobody writes these.
                    Dimension::FuelEconomy
                        | Dimension::FuelConsumption
                        | Dimension::MassFlow
                        | Dimension::ComputingSpeed
                        | Dimension::CurrentDensity
                        | Dimension::Viscosity
                        | Dimension::Exposure
                        | Dimension::Proportion
                ),
            "{name}"
        );
    }
}

/// Definitions: how many of one unit make another, exactly.
const CONSTANTS: [(&str, &str, &str); 138] = [
    ("mile", "1609.344", "metre"),
    ("mile", "1760", "yard"),
    ("mile", "8", "furlong"),
    ("yard", "3", "foot"),
    ("foot", "12", "inch"),
    ("inch", "25.4", "millimetre"),
    ("fathom", "6", "foot"),
    ("hands high", "4", "inch"),
    ("nautical mile", "1852", "metre"),
    ("kilometre", "1000", "metre"),
    ("micron", "1e-6", "metre"),
    ("nm", "1e-9", "metre"),
    ("angstrom", "0.1", "nanometre"),
    ("light-second", "299792458", "metre"),
    ("light-year", "9460730472580800", "metre"),
    ("astronomical unit", "149597870700", "metre"),
    ("square mile", "640", "acre"),
    ("square mile", "2589988.110336", "square metre"),
    ("acre", "4046.8564224", "square metre"),
    ("acre", "43560", "square foot"),
    ("acre", "4840", "square yard"),
    ("square foot", "144", "square inch"),
    ("square foot", "0.09290304", "square metre"),
    ("hectare", "10000", "square metre"),
    ("square kilometre", "100", "hectare"),
    ("dunam", "1000", "square metre"),
    ("gallon", "3.785411784", "litre"),
    ("gallon", "231", "cubic inch"),
    ("gallon", "4", "quart"),
    ("quart", "2", "pint"),
    ("pint", "2", "cup"),
    ("pint", "16", "fluid ounce"),
    ("cup", "16", "tablespoon"),
    ("tablespoon", "3", "teaspoon"),
    ("fluid ounce", "29.5735295625", "millilitre"),
    ("fluid ounce", "8", "fluid dram"),
    ("imperial gallon", "4.54609", "litre"),
    ("imperial gallon", "4", "imperial quart"),
    ("imperial gallon", "8", "imperial pint"),
    ("imperial pint", "20", "imperial fluid ounce"),
    ("imperial pint", "568.26125", "millilitre"),
    ("barrel", "42", "gallon"),
    ("barrel", "158.987294928", "litre"),
    ("MMbbl", "1000000", "barrel"),
    ("bushel", "2150.42", "cubic inch"),
    ("bushel", "4", "peck"),
    ("imperial bushel", "8", "imperial gallon"),
    ("cubic yard", "27", "cubic foot"),
    ("cubic foot", "1728", "cubic inch"),
    ("cubic foot", "28.316846592", "litre"),
    ("bcf", "1e9", "cubic foot"),
    ("bcm", "1e9", "cubic metre"),
    ("acre-foot", "43560", "cubic foot"),
    ("acre-foot", "1233.48183754752", "cubic metre"),
    ("board foot", "144", "cubic inch"),
    ("cords of wood", "128", "cubic foot"),
    ("cubic metre", "1000", "litre"),
    ("hectolitre", "100", "litre"),
    ("cc", "1", "millilitre"),
    ("pound", "0.45359237", "kilogram"),
    ("pound", "16", "ounce"),
    ("pound", "7000", "gr"),
    ("ounce", "28.349523125", "gram"),
    ("ounce", "16", "dram"),
    ("ounce", "437.5", "gr"),
    ("troy ounce", "31.1034768", "gram"),
    ("troy ounce", "480", "gr"),
    ("troy ounce", "20", "pennyweight"),
    ("troy pound", "12", "troy ounce"),
    ("stone", "14", "pound"),
    ("hundredweight", "100", "pound"),
    ("long hundredweight", "112", "pound"),
    ("ton", "2000", "pound"),
    ("long ton", "2240", "pound"),
    ("tonne", "1000", "kilogram"),
    ("gigaton", "1e9", "tonne"),
    ("quintal", "100", "kilogram"),
    ("carat", "200", "milligram"),
    ("tola", "180", "gr"),
    ("cotton bale", "480", "pound"),
    ("Moz", "1000000", "troy ounce"),
    ("hour", "3600", "second"),
    ("day", "24", "hour"),
    ("week", "7", "day"),
    ("fortnight", "2", "week"),
    ("year", "365.25", "day"),
    ("year", "12", "month"),
    ("millennium", "10", "century"),
    ("mph", "1.609344", "km/h"),
    ("mph", "0.44704", "m/s"),
    ("knot", "1.852", "km/h"),
    ("km/h", "5/18", "m/s"),
    ("ft/s", "0.3048", "m/s"),
    ("g-force", "9.80665", "m/s2"),
    ("hp", "745.69987158227022", "watt"),
    ("PS", "735.49875", "watt"),
    ("kilowatt", "1000", "watt"),
    ("kWh", "3600000", "joule"),
    ("TWh", "1e9", "kWh"),
    ("calorie", "4184", "joule"),
    ("kcal", "1", "calorie"),
    ("btu", "1055.05585262", "joule"),
    ("MMBtu", "10", "therm"),
    ("therm", "105505585.262", "joule"),
    ("boe", "5.8", "MMBtu"),
    ("Mtoe", "11.63", "TWh"),
    ("kiloton", "4.184", "TJ"),
    ("eV", "1.602176634e-19", "joule"),
    ("erg", "1e-7", "joule"),
    ("kgf", "9.80665", "newton"),
    ("lbf", "4.4482216152605", "newton"),
    ("kip", "1000", "lbf"),
    ("dyne", "1e-5", "newton"),
    ("lb-ft", "1.3558179483314004", "Nm"),
    ("atm", "101325", "pascal"),
    ("atm", "760", "torr"),
    ("bar", "100000", "pascal"),
    ("mb", "1", "hectopascal"),
    ("mmHg", "133.322387415", "pascal"),
    ("inHg", "25.4", "mmHg"),
    ("ksi", "1000", "psi"),
    ("psi", "4.4482216152605/0.00064516", "pascal"),
    ("byte", "8", "bit"),
    ("GB", "1e9", "byte"),
    ("GiB", "1073741824", "byte"),
    ("YB", "1e24", "byte"),
    ("MB/s", "8", "Mbps"),
    ("rpm", "1/60", "hertz"),
    ("mAh", "3.6", "coulomb"),
    ("curie", "3.7e10", "becquerel"),
    ("rem", "0.01", "sievert"),
    ("gauss", "1e-4", "tesla"),
    ("mg/dL", "10", "mg/L"),
    ("ppb", "0.001", "ppm"),
    ("g/t", "1", "ppm"),
    ("karat", "1e6/24", "ppm"),
    ("mpg", "1.609344/3.785411784", "km/L"),
    ("t/ha", "0.1", "kg/m2"),
];

#[test]
fn factors_are_the_definitions() {
    for (one, count, other) in CONSTANTS {
        let (unit, of) = (measure(one), measure(other));
        assert_eq!(unit.dimension, of.dimension, "{one} in {other}");
        assert_eq!(
            factor(unit),
            ratio(count) * factor(of),
            "1 {one} = {count} {other}"
        );
    }
}

/// UCUM's units, by their definitions, in the base units of our dimensions.
const ATOMS: &[(&str, &str)] = &[
    ("m", "1"),
    ("Ao", "1e-10"),
    ("[in_i]", "0.0254"),
    ("[ft_i]", "0.3048"),
    ("[yd_i]", "0.9144"),
    ("[mi_i]", "1609.344"),
    ("[nmi_i]", "1852"),
    ("[fth_i]", "1.8288"),
    ("[hd_i]", "0.1016"),
    ("[c]", "299792458"),
    ("[ly]", "9460730472580800"),
    ("AU", "149597870700"),
    ("pc", "30856775814913673"),
    ("ar", "100"),
    ("[sft_i]", "0.09290304"),
    ("[sin_i]", "0.00064516"),
    ("[syd_i]", "0.83612736"),
    ("[acr_us]", "4046.8564224"),
    ("[cin_i]", "0.000016387064"),
    ("[cft_i]", "0.028316846592"),
    ("[cyd_i]", "0.764554857984"),
    ("[bf_i]", "0.002359737216"),
    ("[crd_us]", "3.624556363776"),
    ("L", "0.001"),
    ("[gal_us]", "0.003785411784"),
    ("[qt_us]", "0.000946352946"),
    ("[pt_us]", "0.000473176473"),
    ("[cup_us]", "0.0002365882365"),
    ("[foz_us]", "0.0000295735295625"),
    ("[fdr_us]", "0.0000036966911953125"),
    ("[tbs_us]", "0.00001478676478125"),
    ("[tsp_us]", "0.00000492892159375"),
    ("[tbs_m]", "15e-6"),
    ("[tsp_m]", "5e-6"),
    ("[bbl_us]", "0.158987294928"),
    ("[bu_us]", "0.03523907016688"),
    ("[pk_us]", "0.00880976754172"),
    ("[gal_br]", "0.00454609"),
    ("[qt_br]", "0.0011365225"),
    ("[pt_br]", "0.00056826125"),
    ("[foz_br]", "0.0000284130625"),
    ("[bu_br]", "0.03636872"),
    ("g", "0.001"),
    ("t", "1000"),
    ("[gr]", "0.00006479891"),
    ("[lb_av]", "0.45359237"),
    ("[oz_av]", "0.028349523125"),
    ("[dr_av]", "0.0017718451953125"),
    ("[stone_av]", "6.35029318"),
    ("[scwt_av]", "45.359237"),
    ("[lcwt_av]", "50.80234544"),
    ("[ston_av]", "907.18474"),
    ("[lton_av]", "1016.0469088"),
    ("[oz_tr]", "0.0311034768"),
    ("[lb_tr]", "0.3732417216"),
    ("[pwt_tr]", "0.00155517384"),
    ("[car_m]", "0.0002"),
    ("s", "1"),
    ("min", "60"),
    ("h", "3600"),
    ("d", "86400"),
    ("wk", "604800"),
    ("mo", "2629800"),
    ("a", "31557600"),
    ("[kn_i]", "1852/3600"),
    ("[g]", "9.80665"),
    ("J", "1"),
    ("[Cal]", "4184"),
    ("cal_th", "4.184"),
    ("[Btu_IT]", "1055.05585262"),
    ("eV", "1.602176634e-19"),
    ("erg", "1e-7"),
    ("W", "1"),
    ("[HP]", "745.69987158227022"),
    ("deg", "1"),
    ("'", "1/60"),
    ("''", "1/3600"),
    ("rad", "57.29577951308232"),
    ("gon", "0.9"),
    ("Cel", "1"),
    ("[degF]", "5/9"),
    ("[degR]", "5/9"),
    ("[degRe]", "5/4"),
    ("K", "1"),
    ("bit", "1"),
    ("By", "8"),
    ("V", "1"),
    ("A", "1"),
    ("C", "1"),
    ("Ohm", "1"),
    ("F", "1"),
    ("H", "1"),
    ("S", "1"),
    ("T", "1"),
    ("G", "1e-4"),
    ("Hz", "1"),
    ("N", "1"),
    ("gf", "9.80665e-3"),
    ("[lbf_av]", "4.4482216152605"),
    ("dyn", "1e-5"),
    ("Pa", "1"),
    ("bar", "1e5"),
    ("atm", "101325"),
    ("[psi]", "4.4482216152605/0.00064516"),
    ("m[Hg]", "133322.387415"),
    ("[in_i'Hg]", "3386.388640341"),
    ("[in_i'H2O]", "249.08891"),
    ("m[H2O]", "9806.65"),
    ("P", "0.1"),
    ("B", "10"),
    ("lm", "1"),
    ("cd", "1"),
    ("lx", "1"),
    ("[diop]", "1"),
    ("Bq", "1"),
    ("Ci", "3.7e10"),
    ("Gy", "1"),
    ("Sv", "1"),
    ("REM", "0.01"),
    ("R", "2.58e-4"),
    ("mol", "1"),
    ("eq", "1"),
    ("[ppth]", "1e-3"),
    ("[ppm]", "1e-6"),
    ("[ppb]", "1e-9"),
    ("[pptr]", "1e-12"),
    ("[car_Au]", "1/24"),
    ("[iU]", "1"),
    ("[pH]", "1"),
    ("10*", "10"),
];

const PREFIXES: &[(&str, &str)] = &[
    ("Ki", "1024"),
    ("Mi", "1048576"),
    ("Gi", "1073741824"),
    ("Ti", "1099511627776"),
    ("Y", "1e24"),
    ("Z", "1e21"),
    ("E", "1e18"),
    ("P", "1e15"),
    ("T", "1e12"),
    ("G", "1e9"),
    ("M", "1e6"),
    ("k", "1e3"),
    ("h", "1e2"),
    ("da", "1e1"),
    ("d", "1e-1"),
    ("c", "1e-2"),
    ("m", "1e-3"),
    ("u", "1e-6"),
    ("n", "1e-9"),
    ("p", "1e-12"),
    ("f", "1e-15"),
    ("a", "1e-18"),
    ("z", "1e-21"),
];

/// What a UCUM expression makes of its units: components joined by "." and "/", from left to right.
fn worth(code: &str) -> Option<BigRational> {
    let (mut value, mut start, mut depth, mut divides) = (ratio("1"), 0, 0, false);
    for (at, c) in code.char_indices().chain([(code.len(), '.')]) {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '.' | '/' if depth == 0 => {
                let component = component(&code[start..at])?;
                value = if divides {
                    value / component
                } else {
                    value * component
                };
                (start, divides) = (at + 1, c == '/');
            }
            _ => {}
        }
    }
    Some(value)
}

/// component = "(" expression ")" | annotation | number | [ prefix ] atom [ exponent ] [ annotation ]
fn component(text: &str) -> Option<BigRational> {
    if let Some(inner) = text.strip_prefix('(') {
        return worth(inner.strip_suffix(')')?);
    }
    let text = text.split('{').next()?;
    if text.is_empty() || text.chars().all(|c| c.is_ascii_digit()) {
        return Some(ratio(if text.is_empty() { "1" } else { text }));
    }
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let exponent: i32 = text[name.len()..].parse().unwrap_or(1);
    let atom = |name: &str| ATOMS.iter().find(|(atom, _)| *atom == name);
    let prefixed = || {
        PREFIXES.iter().find_map(|(prefix, power)| {
            let (_, value) = atom(name.strip_prefix(prefix)?)?;
            Some(ratio(power) * ratio(value))
        })
    };
    let value = atom(name)
        .map(|(_, value)| ratio(value))
        .or_else(prefixed)?;
    Some(value.pow(exponent))
}

#[test]
fn codes_of_ucum_are_worth_their_factors() {
    for unit in MEASURES.iter() {
        assert_eq!(
            worth(&unit.code),
            Some(factor(unit)),
            "{} {}",
            unit.name,
            unit.code
        );
    }
}

#[test]
fn one_code_is_one_dimension_and_one_factor() {
    for unit in MEASURES.iter() {
        let same = MEASURES.iter().filter(|other| other.code == unit.code);
        for other in same {
            assert_eq!(
                (other.dimension, factor(other)),
                (unit.dimension, factor(unit)),
                "{}",
                unit.name
            );
        }
    }
}

#[test]
fn temperatures_meet_at_freezing_boiling_and_minus_forty() {
    let celsius = |written: &str, value: &str| {
        let unit = measure(written);
        let (over, under) = unit.offset();
        ratio(value) * factor(unit) + rational(over) / rational(under)
    };
    for (written, value, expected) in [
        ("°F", "32", "0"),
        ("°F", "212", "100"),
        ("°F", "-40", "-40"),
        ("°F", "98.6", "37"),
        ("kelvin", "273.15", "0"),
        ("kelvin", "0", "-273.15"),
        ("°C", "21.5", "21.5"),
    ] {
        assert_eq!(
            celsius(written, value),
            ratio(expected),
            "{value} {written}"
        );
    }
}

/// The spellings that several rows claim, by the codes that claim them: the first is what prose is taken to mean.
#[test]
fn ambiguous_spellings_are_known() {
    let code = |unit: &Base| match unit {
        Base::MinorMoney(currency) => format!("{}/{}", currency.code, currency.minor),
        unit => unit.code().unwrap_or("").to_owned(),
    };
    let mut groups = std::collections::BTreeMap::<String, Vec<&str>>::new();
    for (spelling, _) in all_names() {
        let units = candidates(spelling);
        if units.len() > 1 {
            let codes: Vec<_> = units.iter().map(code).collect();
            groups.entry(codes.join(" ")).or_default().push(spelling);
        }
    }
    let shown: Vec<_> = groups
        .into_iter()
        .map(|(codes, mut spellings)| {
            spellings.dedup();
            format!("{codes}: {}", spellings.join(", "))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
     DZD TND LYD IQD KWD BHD JOD RSD: dinar, dinars
    4184.GJ kt: kiloton, kilotons
    4184.TJ Mt: megaton, megatons
    AED/fils KWD/fils BHD/fils: fils
    CAD NIO: C$
    CHF XOF XAF FRF BEF LUF: franc, francs
    CHF/centime MAD/centime DZD/centime HTG/centime FRF/centime RWF/centime BIF/centime CDF/centime DJF/centime XPF/centime: centime, centimes
    CZK SKK: koruna, korunas
    DEM/pfennig DDM/pfennig: pfennig, pfennigs
    EGP/piaster LBP/piaster SYP/piaster SDG/piaster: piastre, piastres
    EGP/piaster LBP/piaster SYP/piaster SDG/piaster JOD/qirsh SSP/piaster: piaster, piasters
    ETB/santim MAD/centime: santim, santims
    GBP EGP LBP SYP SDG IEP: £
    GBP/penny GIP/penny FKP/penny SHP/penny: pence, penny
    INR PKR LKR NPR MUR: Rs, Rs., rupee, rupees
    INR/paisa PKR/paisa NPR/paisa: paise
    INR/paisa PKR/paisa NPR/paisa BDT/poisha: paisa
    JPY CNY: ¥, ￥
    KES UGX TZS: Sh, shilling, shillings
    MXN ARS CLP COP UYU DOP CUP PHP: peso, pesos
    MZN/centavo BRL/centavo MXN/centavo ARS/centavo CLP/centavo COP/centavo DOP/centavo CUP/centavo PHP/centavo BOB/centavo GTQ/centavo HNL/centavo NIO/centavo SVC/centavo CVE/centavo: centavo, centavos
    Ma MYR: Myr
    NOK DKK: krone, kroner
    NOK/øre DKK/øre: øre
    OMR IRR: rial, rials
    PEN/centimo VES/centimo PYG/centimo CRC/centimo: céntimo, céntimos, céntimo, céntimos
    PEN/centimo VES/centimo PYG/centimo CRC/centimo STN/centimo: centimo, centimos
    RON MDL: lei, leu
    RON/bani MDL/bani: bani
    RUB BYN: rouble, roubles, ruble, rubles
    RUB/kopeck BYN/kopeck UAH/kopiyka SUR/kopeck: kopeck, kopecks
    SAR QAR: riyal, riyals
    SEK ISK: krona
    SEK NOK DKK ISK: Kr, kr, kr.
    TRY ITL: lira, liras
    TWD TOP: T$
    USD CAD AUD NZD HKD SGD TWD JMD TTD NAD FJD LRD: dollar, dollars
    USD CAD AUD NZD HKD SGD TWD JMD TTD NAD FJD LRD MXN ARS CLP COP UYU DOP CUP: $
    USD/cent CAD/cent AUD/cent NZD/cent EUR/euro cent ZAR/cent: c
    USD/cent CAD/cent AUD/cent NZD/cent HKD/cent SGD/cent EUR/euro cent: ¢
    USD/cent CAD/cent AUD/cent NZD/cent HKD/cent SGD/cent TWD/cent JMD/cent TTD/cent NAD/cent FJD/cent LRD/cent EUR/euro cent LKR/cent MUR/cent ZAR/cent KES/cent UGX/cent TZS/cent BSD/cent BBD/cent BZD/cent BMD/cent BND/cent KYD/cent XCD/cent GYD/cent SRD/cent SBD/cent ZWL/cent SCR/cent ANG/cent AWG/cent SLE/cent SZL/cent ERN/cent SOS/cent: cent, cents
    UYU/centesimo PAB/centesimo: centesimo, centesimos
    XOF XAF: CFA, FCFA, cfa franc, cfa francs, cfa-franc, cfa-francs
    ZMW MWK: kwacha, kwachas
    [Cal] cal_th: cal, calorie, calories
    [HP] 75.m.kgf/s: horsepower, hp
    [bu_us] [bu_br]: bu, bushel, bushels
    [car_m] USD/cent EUR/euro cent: ct
    [car_m] [car_Au]: carat, carats
    [cup_us] 250.mL: cup, cups
    [dr_av] [fdr_us]: dram, drams
    [foz_us] [foz_br]: fl ounce, fl ounces, fl oz, fl-ounce, fl-ounces, fl-oz, floz, fluid ounce, fluid ounces, fluid-ounce, fluid-ounces
    [gal_us] [gal_br]: gal, gallon, gallons
    [kn_i] kt [car_Au]: kt
    [lb_av] [lbf_av] GBP: pound, pounds
    [mi_i] [nmi_i]: mile, miles
    [mi_i]/[gal_us] [mi_i]/[gal_br]: MPG, m.p.g., mile per gallon, miles a gallon, miles per gallon, mpg
    [oz_av] [oz_tr] [foz_us] [foz_br]: ounce, ounces, oz
    [pt_us] [pt_br]: pint, pints
    [qt_us] [qt_br]: qt, quart, quarts
    [scwt_av] [lcwt_av]: cwt, hundredweight, hundredweights
    [ston_av] [lton_av] t: ton, tons
    [tbs_us] [tbs_m]: Tbsp, tablespoon, tablespoons, tbs, tbsp, tbsps
    [tsp_us] [tsp_m]: Tsp, teaspoon, teaspoons, tsp, tsps
    deg Cel [degF]: degree, degrees, °, º, ˚
    nm [nmi_i]: nm
    {frames}/s [ft_i]/s: fps
    ");
}

#[test]
fn candidates_begin_with_what_prose_is_taken_to_mean() {
    for (spelling, first) in all_names() {
        let units = candidates(spelling);
        let expected = by_symbol(spelling).unwrap_or(first);
        assert_eq!(units.first(), Some(&expected), "{spelling}");
    }
    let codes = |written: &str| -> Vec<_> {
        let units = candidates(written);
        units.iter().filter_map(Base::code).collect()
    };
    assert_eq!(codes("gallons"), ["[gal_us]", "[gal_br]"]);
    assert_eq!(codes("Pound"), ["[lb_av]", "[lbf_av]", "GBP"]);
    assert_eq!(codes("km"), ["km"]);
    assert_eq!(codes("flight"), [""; 0]);
}

proptest! {
    #[test]
    fn there_and_back_is_exact(value in -999_999_999_999_i64..999_999_999_999, scale in 0_u32..6, from in 0..MEASURES.len(), to in 0..MEASURES.len()) {
        let (from, to) = (&MEASURES[from], &MEASURES[to]);
        let stated = rational(Decimal::new(value, scale));
        let offset = |unit: &MeasureUnit| {
            let (over, under) = unit.offset();
            rational(over) / rational(under)
        };
        let base = &stated * factor(from) + offset(from);
        let other = (&base - offset(to)) / factor(to);
        let back = (other * factor(to) + offset(to) - offset(from)) / factor(from);
        prop_assert_eq!(back, stated);
    }

    #[test]
    fn an_amount_in_the_base_unit_is_exact_or_refused(value in -999_999_999_i64..999_999_999, scale in 0_u32..4, at in 0..MEASURES.len()) {
        let unit = &MEASURES[at];
        let value = Decimal::new(value, scale);
        if let Some((over, under)) = to_base(value, unit) {
            prop_assert_eq!(rational(over) / rational(under), rational(value) * factor(unit));
        }
    }
}
