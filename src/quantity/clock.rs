//! Times of day.

use std::fmt::{self, Display};

/// A time of day, and how far its zone is from Greenwich where that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23; 24 for the end of a day.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59, where told.
    pub second: Option<u8>,
    /// Minutes east of Greenwich.
    pub offset: Option<i16>,
    /// Minutes east of Greenwich in winter and in summer, of a zone whose name stands for both and of no known day.
    pub either: Option<[i16; 2]>,
    /// How it is written.
    pub dial: Dial,
}

/// How a time of day is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dial {
    /// "1830"
    Digits,
    /// "18:30"
    #[default]
    Colon,
    /// "6:30 p.m.", "noon"
    Halves,
}

impl Clock {
    /// How far its zone may be from Greenwich, in minutes: nothing where none is told.
    pub fn offsets(self) -> Vec<i16> {
        match (self.offset, self.either) {
            (Some(offset), _) => vec![offset],
            (None, Some(either)) => either.to_vec(),
            (None, None) => Vec::new(),
        }
    }
}

/// As ISO 8601 has it: `18:30+00:00`, `14:30`.
impl Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        let Some(offset) = self.offset else {
            return Ok(());
        };
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_iso_8601() {
        for (hour, minute, second, offset, wanted) in [
            (18, 30, None, Some(0), "18:30+00:00"),
            (9, 5, None, None, "09:05"),
            (14, 5, Some(9), Some(-240), "14:05:09-04:00"),
            (0, 0, None, Some(345), "00:00+05:45"),
            (24, 0, None, Some(-210), "24:00-03:30"),
        ] {
            let clock = Clock {
                hour,
                minute,
                second,
                offset,
                either: None,
                dial: Dial::Colon,
            };
            assert_eq!(clock.to_string(), wanted);
        }
    }
}
