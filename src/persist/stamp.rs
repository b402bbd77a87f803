//! When something was saved.

use crate::text::tr;
use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A moment in universal time, to the second, written `2027-01-05T14:02:00Z`. It comes from the caller: nothing here reads a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(i64);

impl Stamp {
    /// The moment so many seconds after 1970 began; what lies outside the years 1 to 9999 is pulled in.
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Stamp(seconds.clamp(-62_135_596_800, 253_402_300_799))
    }

    /// Seconds since 1970 began.
    pub fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The seconds from an earlier moment to this one, negative if that one is later.
    pub fn seconds_since(self, earlier: Stamp) -> i64 {
        self.0 - earlier.0
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = DateTime::<Utc>::from_timestamp_secs(self.0).unwrap_or_default();
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", at.hour(), at.minute(), at.second())
    }
}

impl FromStr for Stamp {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(|at| Stamp::from_unix_seconds(at.timestamp()))
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(|_| D::Error::custom(tr!("{text:?} is not a moment such as 2027-01-05T14:02:00Z")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_reads_back_as_written() {
        let stamp: Stamp = "2027-01-05T14:02:00Z".parse().unwrap();
        assert_eq!(stamp.to_string(), "2027-01-05T14:02:00Z");
        assert_eq!("2027-01-05T15:02:00+01:00".parse(), Ok(stamp));
        assert_eq!(Stamp::from_unix_seconds(i64::MAX).to_string(), "9999-12-31T23:59:59Z");
    }
}
