//! The port to whatever keeps text under keys: the browser's local storage, or memory.

use crate::text::tr;
use std::fmt;

/// About how much a browser lets one address keep in local storage, in the units of [`size`]. No browser says how much it really is;
/// all of today's allow this much.
pub const STORAGE_ESTIMATE: usize = 5 * 1024 * 1024;

/// Something that keeps text under keys, across visits if it can.
///
/// Invariant: `set` either replaces the whole value or fails and leaves the old one as it was. Everything in this room that promises
/// "nothing is lost" stands on that.
pub trait Store: Send + Sync {
    /// The value of a key, if it has one.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Gives a key its value, replacing what was there.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Forgets a key. Forgetting what is not there is no failure.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// All keys, those of others included, in no particular order.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// Why a store did not do as it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser keeps nothing for this page.
    Blocked,
    /// There is no room for the value; the old one is still there.
    Full,
    /// Anything else, in the words of the browser.
    Other(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Blocked => f.write_str(
                tr!("This browser keeps nothing for this page: storage is blocked, so your changes live only until this tab is closed. \
                 Allow site data for this address in the browser's settings (or leave private browsing) and reload; until then, \
                 download your scenarios on the Data page."),
            ),
            StoreError::Full => f.write_str(
                tr!("The storage that this browser gives to this page is full. What was saved before is intact. Empty the bin or delete \
                 scenarios on the Data page, or download this scenario as a file."),
            ),
            StoreError::Other(said) => f.write_str(&tr!("The browser's storage did not answer as it should; it said: \u{201c}{said}\u{201d}. What was saved before is intact. \
                 Download this scenario as a file on the Data page, then reload."
            )),
        }
    }
}

impl std::error::Error for StoreError {}

/// How much room a text takes, as browsers count it: UTF-16 units, key and value alike. For plain ASCII that is its bytes.
pub fn size(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// A size in words: `0 KB`, `12 KB`, `1.2 MB`. A part of a kilobyte counts as one.
pub fn size_in_words(size: usize) -> String {
    const KB: usize = 1024;
    const MB: usize = 1024 * KB;
    if size < MB {
        tr!("{} KB", size.div_ceil(KB))
    } else {
        let tenths = (size * 10 + MB / 2) / MB;
        tr!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_counted_as_browsers_count_it() {
        assert_eq!(size("plan"), 4);
        assert_eq!(size("größe"), 5);
        assert_eq!(size("😀"), 2);
    }

    #[test]
    fn sizes_read_as_words() {
        let words = |size| size_in_words(size);
        assert_eq!([words(0), words(1), words(12 * 1024)], ["0 KB", "1 KB", "12 KB"]);
        assert_eq!([words(1024 * 1024), words(5_242_880), words(1_258_291)], ["1.0 MB", "5.0 MB", "1.2 MB"]);
    }
}
