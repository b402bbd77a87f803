//! From the bytes of a file to text, with a word about which encoding it was.
//!
//! Invariant: nothing is guessed silently. The caller learns which encoding was taken and how many characters could not be read.

use crate::text::{mark, tr};

/// The largest file that is read, in bytes. A row of a customer list has about a hundred.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How the characters of a file were written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a mark.
    Utf8,
    /// UTF-8 with a byte order mark, as Excel's "CSV UTF-8" has it.
    Utf8Marked,
    /// UTF-16, low byte first: Excel's "Unicode text".
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252 (western European Windows, a superset of Latin-1).
    Windows1252,
}

impl Encoding {
    /// The name to show.
    pub const fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Marked => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// A decoded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How it was written.
    pub encoding: Encoding,
    /// Characters that could not be read and stand as `�`, or stray zero bytes that were dropped.
    pub damaged: usize,
}

impl Decoded {
    /// What a reader should know about the encoding, if anything.
    pub fn note(&self) -> Option<String> {
        if self.damaged > 0 {
            let characters =
                if self.damaged == 1 { "One character".to_owned() } else { format!("{} characters", self.damaged) };
            return Some(tr!(
                "{characters} could not be read as {}; look for \u{fffd} in names, or save the file as \u{201c}CSV UTF-8\u{201d}.",
                self.encoding.name()
            ));
        }
        match self.encoding {
            Encoding::Windows1252 => Some(
                tr!("The file is not UTF-8; it was read as Windows-1252. If umlauts or accents look wrong, save it as \u{201c}CSV UTF-8\u{201d}.")
                    .to_owned(),
            ),
            Encoding::Utf8 | Encoding::Utf8Marked | Encoding::Utf16Le | Encoding::Utf16Be => None,
        }
    }
}

/// Why a file is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// More than [`MAX_BYTES`]; holds the size in bytes.
    TooLarge(usize),
    /// More columns than [`super::table::MAX_COLUMNS`]; holds how many.
    TooManyColumns(usize),
    /// An Excel workbook (`.xlsx`, `.xls`).
    Workbook,
    /// A LibreOffice or Numbers spreadsheet.
    Spreadsheet,
    /// A compressed archive.
    Archive,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// A web page, which some systems export under the name `.xls`.
    WebPage,
    /// A JSON file, for example a saved scenario.
    Json,
    /// Something else that is not text.
    Binary,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const SAVE: &str = mark!("open it there and save it as CSV (\u{201c}CSV UTF-8\u{201d}) first");
        match self {
            Refusal::Empty => f.write_str(tr!("The file is empty: it holds no rows, not even a header.")),
            Refusal::TooLarge(bytes) => f.write_str(&tr!("The file has {} MB; up to {} MB can be read. Split it, or leave out columns that are not needed.",
                bytes.div_ceil(1024 * 1024),
                MAX_BYTES / (1024 * 1024)
            )),
            Refusal::TooManyColumns(columns) => f.write_str(&tr!("The file has {columns} columns; up to {} can be read. Leave out those that are not needed.",
                super::table::MAX_COLUMNS
            )),
            Refusal::Workbook => f.write_str(&tr!("This is an Excel workbook, not a CSV file: {SAVE}, or copy the cells and paste them.", SAVE = tr!(SAVE))),
            Refusal::Spreadsheet => {
                f.write_str(&tr!("This is a spreadsheet document, not a CSV file: {SAVE}, or copy the cells and paste them.", SAVE = tr!(SAVE)))
            }
            Refusal::Archive => f.write_str(tr!("This is a compressed archive: unpack it and choose the CSV file inside.")),
            Refusal::Pdf => f.write_str(tr!("This is a PDF document: export the table as CSV from the system it came from.")),
            Refusal::Picture => f.write_str(tr!("This is a picture: export the table as CSV from the system it came from.")),
            Refusal::WebPage => {
                f.write_str(&tr!("This is a web page or XML file under another name; if it came as a spreadsheet, {SAVE}.", SAVE = tr!(SAVE)))
            }
            Refusal::Json => {
                f.write_str(tr!("This is a JSON file, not a CSV file. If it is a saved scenario, open it as a scenario instead of importing rows."))
            }
            Refusal::Binary => f.write_str(tr!("This is not a text file, so no rows can be read from it. Export the table as CSV.")),
        }
    }
}

impl std::error::Error for Refusal {}

/// Reads the bytes of a file as text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge(bytes.len()));
    }
    if let Some(refusal) = other_format(bytes) {
        return Err(refusal);
    }
    let decoded = if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        from_eight_bit(rest, Encoding::Utf8Marked)
    } else if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(Refusal::Binary);
    } else if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        from_utf16(rest, Encoding::Utf16Le)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        from_utf16(rest, Encoding::Utf16Be)
    } else if let Some(encoding) = unmarked_utf16(bytes) {
        from_utf16(bytes, encoding)
    } else {
        from_eight_bit(bytes, Encoding::Utf8)
    };
    let Decoded { text, .. } = &decoded;
    if text.trim().is_empty() && decoded.damaged == 0 {
        return Err(Refusal::Empty);
    }
    let sample = text.chars().take(20_000);
    let (seen, odd) = sample.fold((0usize, 0usize), |(seen, odd), letter| {
        let control = letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
        (seen + 1, odd + usize::from(control || letter == '\u{fffd}'))
    });
    // A text has no control characters; a handful may be damage, one in twenty is another kind of file.
    if (odd + decoded.damaged.min(seen)) * 20 > seen.max(20) {
        return Err(Refusal::Binary);
    }
    Ok(decoded)
}

/// Formats that people choose by mistake, told by their first bytes.
fn other_format(bytes: &[u8]) -> Option<Refusal> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let holds = |needle: &[u8]| head.windows(needle.len()).any(|window| window == needle);
    if head.starts_with(b"PK\x03\x04") {
        let refusal = if holds(b"xl/") || holds(b"[Content_Types].xml") {
            Refusal::Workbook
        } else if holds(b"opendocument") || holds(b"Index/") {
            Refusal::Spreadsheet
        } else {
            Refusal::Archive
        };
        return Some(refusal);
    }
    let starts = [
        (b"\xD0\xCF\x11\xE0".as_slice(), Refusal::Workbook),
        (b"%PDF", Refusal::Pdf),
        (b"\x1F\x8B", Refusal::Archive),
        (b"7z\xBC\xAF", Refusal::Archive),
        (b"\x89PNG", Refusal::Picture),
        (b"\xFF\xD8\xFF", Refusal::Picture),
        (b"GIF8", Refusal::Picture),
    ];
    if let Some((_, refusal)) = starts.into_iter().find(|(start, _)| head.starts_with(start)) {
        return Some(refusal);
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let lower = text.get(..16).unwrap_or(text).to_ascii_lowercase();
    if [b"<!doctype".as_slice(), b"<html", b"<?xml", b"<table"].iter().any(|start| lower.starts_with(start)) {
        return Some(Refusal::WebPage);
    }
    let inside = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.starts_with(b"\"")).then_some(Refusal::Json)
}

/// UTF-16 without a mark shows as zero bytes in every second place, since headers are ASCII.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let (mut pairs, mut high_first, mut low_first) = (0usize, 0usize, 0usize);
    for pair in head.chunks_exact(2) {
        let &[first, second] = pair else { continue };
        pairs += 1;
        high_first += usize::from(first == 0);
        low_first += usize::from(second == 0);
    }
    let (many, few) = (pairs * 2 / 5, pairs / 20);
    if pairs < 2 {
        None
    } else if low_first > many && high_first <= few {
        Some(Encoding::Utf16Le)
    } else if high_first > many && low_first <= few {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn from_utf16(bytes: &[u8], encoding: Encoding) -> Decoded {
    let unit = |pair: &[u8]| match (pair, encoding) {
        (&[high, low], Encoding::Utf16Be) => u16::from_be_bytes([high, low]),
        (&[low, high], Encoding::Utf8 | Encoding::Utf8Marked | Encoding::Utf16Le | Encoding::Windows1252) => {
            u16::from_le_bytes([low, high])
        }
        // `chunks_exact(2)` yields pairs only.
        (_other_length, _) => 0,
    };
    let pairs = bytes.chunks_exact(2);
    let mut damaged = pairs.remainder().len();
    let mut text = String::with_capacity(bytes.len() / 2);
    for letter in char::decode_utf16(pairs.map(unit)) {
        match letter {
            Ok('\0') => damaged += 1,
            Ok(letter) => text.push(letter),
            Err(_) => {
                damaged += 1;
                text.push('\u{fffd}');
            }
        }
    }
    Decoded { text, encoding, damaged }
}

/// UTF-8 if it is that, or nearly that; else Windows-1252.
fn from_eight_bit(bytes: &[u8], encoding: Encoding) -> Decoded {
    let (mut valid, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // Windows-1252 almost never forms valid UTF-8 by chance, so a file that mostly does is UTF-8 with some damage.
    let mut decoded = if broken == 0 || encoding == Encoding::Utf8Marked || valid > 2 * broken {
        Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding, damaged: broken }
    } else {
        let text: String = bytes.iter().map(|byte| from_windows_1252(*byte)).collect();
        let damaged = text.chars().filter(|letter| *letter == '\u{fffd}').count();
        Decoded { text, encoding: Encoding::Windows1252, damaged }
    };
    if decoded.text.contains('\0') {
        let before = decoded.text.len();
        decoded.text.retain(|letter| letter != '\0');
        decoded.damaged += before - decoded.text.len();
    }
    decoded
}

fn from_windows_1252(byte: u8) -> char {
    // 0x80 to 0x9F; the five places Windows leaves undefined cannot be read.
    const UPPER_CONTROLS: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => UPPER_CONTROLS.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _as_latin_1 => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Encoding, usize) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding, decoded.damaged)
    }

    #[test]
    fn the_encoding_is_told_from_the_bytes() {
        let text = "Kunde;ARR\nMüller;1,50 €\n";
        let utf16 = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        assert_eq!(read(text.as_bytes()), (text.into(), Encoding::Utf8, 0));
        assert_eq!(read(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), (text.into(), Encoding::Utf8Marked, 0));
        assert_eq!(
            read(&[b"\xFF\xFE".as_slice(), &utf16(u16::to_le_bytes)].concat()),
            (text.into(), Encoding::Utf16Le, 0)
        );
        assert_eq!(
            read(&[b"\xFE\xFF".as_slice(), &utf16(u16::to_be_bytes)].concat()),
            (text.into(), Encoding::Utf16Be, 0)
        );
        assert_eq!(read(&utf16(u16::to_le_bytes)), (text.into(), Encoding::Utf16Le, 0));
        assert_eq!(read(&utf16(u16::to_be_bytes)), (text.into(), Encoding::Utf16Be, 0));
        assert_eq!(read(b"Kunde;ARR\nM\xFCller;1,50 \x80\n"), (text.into(), Encoding::Windows1252, 0));
    }

    #[test]
    fn a_damaged_utf_8_file_stays_utf_8() {
        let mut bytes = "Jürgen;Käthe;Göran;Zoë\n".repeat(5).into_bytes();
        bytes.extend_from_slice(b"M\xFCller\n");
        let (text, encoding, damaged) = read(&bytes);
        assert!(text.ends_with("M\u{fffd}ller\n") && text.starts_with("Jürgen"));
        assert_eq!((encoding, damaged), (Encoding::Utf8, 1));
    }

    #[test]
    fn files_of_another_kind_are_refused_in_words() {
        let says = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
        assert_eq!(
            says(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml"),
            "This is an Excel workbook, not a CSV file: open it there and save it as CSV (“CSV UTF-8”) first, or copy the cells and \
             paste them."
        );
        assert_eq!(says(b""), "The file is empty: it holds no rows, not even a header.");
        assert_eq!(says(b"\xEF\xBB\xBF\r\n \r\n"), "The file is empty: it holds no rows, not even a header.");
        assert!(says(b"%PDF-1.7\n").starts_with("This is a PDF document"));
        assert!(says(b"<html><table>").starts_with("This is a web page"));
        assert!(says(b"{\n \"schema\": 1}").starts_with("This is a JSON file"));
        assert!(says(&[0, 1, 2, 3, 0, 0, 9, 200, 0, 0, 0, 1]).starts_with("This is not a text file"));
        assert_eq!(
            Refusal::TooLarge(MAX_BYTES + 1).to_string(),
            "The file has 65 MB; up to 64 MB can be read. Split it, or leave out columns that are not needed."
        );
    }

    #[test]
    fn a_doubtful_encoding_is_said() {
        let note = |bytes: &[u8]| decode(bytes).unwrap().note();
        assert_eq!(note(b"plain"), None);
        assert!(note(b"M\xFCller").unwrap().contains("Windows-1252"));
    }
}
