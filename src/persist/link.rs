//! A document in the fragment of an address, so that a link carries the whole of it and nothing passes through a server.
//!
//! ```text
//! s/1/BASE64URL      BASE64URL = check sum (4 bytes) + raw deflate of the text of a file, beginning with the words of version 1
//! ```
//!
//! Invariant: what a link of a version looks like never changes, so that links in old messages open. Other words or another way of
//! packing is another version.
//! Invariant: opening is bounded, whatever the link says: in length, in the text that comes out, and in depth by the reader of files.

use crate::text::tr;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use std::fmt;

/// The longest link that programs for mail and chat carry whole: beyond it a file is the better way. In characters.
pub const LONGEST_LINK: usize = 8_000;

/// The version of links that is written, and the newest that is read.
const VERSION: u32 = 1;

/// What a link of version 1 is likely to say, so that only what is different takes room. Frozen: see the invariant above.
const WORDS_1: &[u8] = include_bytes!("link/words-1.txt");

/// Longer than any link that was ever written: what is longer is not looked at.
const LONGEST_READ: usize = 120_000;

/// The largest text that comes out of a link, in bytes. The longest link that is written holds a hundredth of it.
const LARGEST_TEXT: usize = 4 << 20;

/// Bytes of the check sum.
const CHECK: usize = 4;

/// As hard as it can: nobody waits for eight thousand characters.
const EFFORT: i32 = 10;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Why a link is not opened, in words for the person who followed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It has not the form of a link of ours.
    NotALink,
    /// A newer Remit wrote it.
    Newer {
        /// The version of the link.
        version: u32,
    },
    /// It was cut short or changed on its way.
    Damaged,
    /// It is longer, or holds more, than any link of ours.
    TooLarge,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::NotALink => f.write_str(tr!("This is not a whole link to a plan. Copy all of it, or ask for a new one.")),
            LinkError::Newer { version } => f.write_str(&tr!("This link was made by a newer Remit (links of version {version}, this one reads up to {VERSION}). Reload to get the \
                 newest Remit, then follow the link again."
            )),
            LinkError::Damaged => f.write_str(
                tr!("This link was cut short or changed on its way, as some programs for mail and chat do with long links. Copy all of it, or \
                 ask for the plan as a file."),
            ),
            LinkError::TooLarge => f.write_str(tr!("This link holds more than any link of Remit does. Ask for the plan as a file.")),
        }
    }
}

impl std::error::Error for LinkError {}

/// The fragment of an address (without `#`) that carries this text.
pub fn write_link(text: &str) -> String {
    let mut bytes = check_sum(text.as_bytes()).to_vec();
    deflate(text.as_bytes(), &mut bytes);
    format!("s/{VERSION}/{}", in_letters(&bytes))
}

/// The text that a fragment (with or without `#`) carries.
pub fn read_link(fragment: &str) -> Result<String, LinkError> {
    let path = fragment.trim().trim_start_matches(['#', '/']);
    let mut parts = path.splitn(3, '/');
    let (Some("s"), Some(version), Some(letters)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(LinkError::NotALink);
    };
    match version.parse::<u32>() {
        Ok(VERSION) => {}
        Ok(version) if version > VERSION => return Err(LinkError::Newer { version }),
        Ok(_) | Err(_) => return Err(LinkError::NotALink),
    }
    if letters.len() > LONGEST_READ {
        return Err(LinkError::TooLarge);
    }
    let bytes = from_letters(letters).ok_or(LinkError::Damaged)?;
    let (check, packed) = bytes.split_at_checked(CHECK).ok_or(LinkError::NotALink)?;
    let text = inflate(packed)?;
    if check_sum(&text) != check {
        return Err(LinkError::Damaged);
    }
    String::from_utf8(text).map_err(|_| LinkError::Damaged)
}

/// FNV-1a, folded to 32 bits: it finds what mail programs do to links, not malice.
fn check_sum(bytes: &[u8]) -> [u8; CHECK] {
    let hash = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    ((hash ^ (hash >> 32)) as u32).to_be_bytes()
}

/// Packs a text as if it stood behind the words. The packer takes both, and what it makes of the words alone is dropped: the rest refers
/// to them all the same.
fn deflate(text: &[u8], into: &mut Vec<u8>) {
    let mut packer = Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(EFFORT, 0, 0)));
    push(&mut packer, WORDS_1, TDEFLFlush::Sync, &mut Vec::new());
    push(&mut packer, text, TDEFLFlush::Finish, into);
}

fn push(packer: &mut CompressorOxide, mut input: &[u8], flush: TDEFLFlush, into: &mut Vec<u8>) {
    let mut room = vec![0_u8; 16_384];
    loop {
        let (status, read, written) = compress(packer, input, &mut room, flush);
        into.extend_from_slice(room.get(..written).unwrap_or_default());
        input = input.get(read..).unwrap_or_default();
        // All was read and what came out left room, so there is no more to come.
        let over = input.is_empty() && written < room.len();
        if status != TDEFLStatus::Okay || over {
            return;
        }
    }
}

/// Unpacks behind the words, up to the limit.
fn inflate(packed: &[u8]) -> Result<Vec<u8>, LinkError> {
    // Deflate makes at most 1032 bytes of one; so a short link needs little room even to be refused.
    let most = packed.len().saturating_mul(1_032).min(LARGEST_TEXT);
    let mut room = WORDS_1.to_vec();
    room.resize(WORDS_1.len() + most, 0);
    let mut unpacker = Box::new(DecompressorOxide::new());
    let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, read, written) = decompress(&mut unpacker, packed, &mut room, WORDS_1.len(), flags);
    // What stands behind the end was not written by us.
    if status == TINFLStatus::Done && read == packed.len() {
        return Ok(room.get(WORDS_1.len()..WORDS_1.len() + written).unwrap_or_default().to_vec());
    }
    Err(if status == TINFLStatus::HasMoreOutput { LinkError::TooLarge } else { LinkError::Damaged })
}

/// Base64 with the letters that addresses take, without padding (RFC 4648, section 5).
fn in_letters(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 3);
    for three in bytes.chunks(3) {
        let byte = |at: usize| three.get(at).copied().map_or(0, u32::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=three.len() {
            let at = (bits >> (18 - 6 * place)) & 63;
            text.push(LETTERS.get(at as usize).map_or('A', |letter| char::from(*letter)));
        }
    }
    text
}

/// The bytes that the letters stand for. White space, which mail programs put in, is passed over, and so is what a sentence puts behind a
/// link.
fn from_letters(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_'));
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace()) {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _not_a_letter => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    // Fewer than six bits are left, all of them nothing, if no letter was lost.
    (count < 6 && bits == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_the_letters_of_the_standard_and_come_back() {
        // Test vectors of RFC 4648, section 10, without padding; the last has both letters that differ from plain Base64.
        for (bytes, letters) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"fooba", "Zm9vYmE"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff, 0xbf], "-_-_"),
        ] {
            assert_eq!(in_letters(bytes), letters);
            assert_eq!(from_letters(letters).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn a_text_comes_back_whatever_it_is() {
        let long: String = (0..40_000).map(|n| char::from(b'a' + (n * n % 23) as u8)).collect();
        for text in ["", "a", "{\"remit\":\"scenario\"}", "Grüße \u{1f600}", long.as_str()] {
            assert_eq!(read_link(&write_link(text)).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_link_survives_what_mail_programs_do_to_it() {
        let link = write_link("a text that is long enough to be broken into lines");
        let (one, other) = link.split_at(20);
        assert!(read_link(&format!("#/{one}\r\n {other}>.")).is_ok());
    }

    #[test]
    fn every_cut_and_every_changed_letter_is_noticed() {
        let link = write_link("{\"remit\":\"scenario\",\"schema\":1,\"data\":{\"name\":\"A plan\",\"settings\":{}}}");
        for end in 0..link.len() {
            assert!(read_link(&link[..end]).is_err(), "cut to {end}");
        }
        for at in "s/1/".len()..link.len() {
            let mut changed = link.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            assert!(read_link(std::str::from_utf8(&changed).unwrap()).is_err(), "changed at {at}");
        }
    }

    #[test]
    fn a_link_cannot_blow_up() {
        let huge = "0".repeat(LARGEST_TEXT + 1);
        let link = write_link(&huge);
        assert!(link.len() < LONGEST_LINK);
        assert_eq!(read_link(&link), Err(LinkError::TooLarge));
        assert_eq!(read_link(&format!("s/1/{}", "A".repeat(LONGEST_READ + 1))), Err(LinkError::TooLarge));
        assert!(read_link(&write_link(&huge[..LARGEST_TEXT])).is_ok());
    }

    #[test]
    fn other_versions_and_other_addresses_are_told_apart() {
        assert_eq!(read_link("s/2/AAAA"), Err(LinkError::Newer { version: 2 }));
        assert_eq!(read_link("s/0/AAAA"), Err(LinkError::NotALink));
        assert_eq!(read_link("pay/ae"), Err(LinkError::NotALink));
        assert_eq!(read_link(""), Err(LinkError::NotALink));
    }
}
