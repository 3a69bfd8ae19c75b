//! Sizes as people write them.

/// A number of bytes, written as `16MiB`, `500kB` or `1048576`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size(pub(crate) u64);

/// Units of size, the largest binary ones first, as they are printed.
const SIZE_UNITS: [(&str, u64); 7] = [
    ("GiB", 1 << 30),
    ("MiB", 1 << 20),
    ("KiB", 1 << 10),
    ("GB", 1_000_000_000),
    ("MB", 1_000_000),
    ("kB", 1_000),
    ("B", 1),
];

impl std::str::FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = text.strip_prefix(digits).unwrap_or_default();
        let known = SIZE_UNITS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(unit));
        let factor = if unit.is_empty() {
            Some(1)
        } else {
            known.map(|(_, factor)| *factor)
        };
        let number: Option<u64> = digits.trim_end().parse().ok();
        let size = number
            .zip(factor)
            .and_then(|(number, factor)| number.checked_mul(factor));
        size.filter(|size| *size > 0)
            .map(Self)
            .ok_or_else(|| "expected a size such as 500kB, 16MiB or 1GiB".to_owned())
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let whole = SIZE_UNITS.iter().find_map(|(name, factor)| {
            let number = self.0.checked_div(*factor)?;
            (number.checked_mul(*factor) == Some(self.0)).then_some((number, name))
        });
        whole.map_or(Ok(()), |(number, name)| write!(f, "{number}{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_written() {
        for (text, bytes, shown) in [
            ("16MiB", 16 << 20, "16MiB"),
            ("100mib", 100 << 20, "100MiB"),
            ("1GiB", 1 << 30, "1GiB"),
            ("1048577", 1_048_577, "1048577B"),
            ("5 MB", 5_000_000, "5MB"),
        ] {
            let size: Size = text.parse().unwrap();
            assert_eq!((size.0, size.to_string().as_str()), (bytes, shown));
        }
        for wrong in ["", "MiB", "-1MiB", "1.5MiB", "16XiB", "99999999999GiB", "0"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
    }
}
