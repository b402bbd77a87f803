//! Text made small for storage: deflated, then fifteen bits in each character.
//!
//! Browsers count the characters of what they keep, whatever these are, so a character should carry as much as it can. Those from
//! U+3400 on hold fifteen bits without a surrogate among them, two and a half times as much as base 64.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The character that stands for no bit set.
const FIRST: u32 = 0x3400;

/// Bits in a character.
const BITS: u32 = 15;

/// The most that a text may come to when it is made large again: far more than a browser can store, far less than it has memory.
const MOST: usize = 64 * 1024 * 1024;

/// How hard to try: higher levels take twice as long for a tenth less.
const LEVEL: u8 = 3;

/// The text in as few characters as it takes.
pub fn squeeze(text: &str) -> String {
    let bytes = compress_to_vec(text.as_bytes(), LEVEL);
    let mut out = String::with_capacity(bytes.len() * 8 / 5 + 6);
    let put = |out: &mut String, bits: u32| out.extend(char::from_u32(FIRST + (bits & 0x7fff)));
    let (mut held, mut count) = (0_u32, 0_u32);
    for byte in &bytes {
        held = (held << 8) | u32::from(*byte);
        count += 8;
        if count >= BITS {
            count -= BITS;
            put(&mut out, held >> count);
            held &= (1 << count) - 1;
        }
    }
    if count > 0 {
        put(&mut out, held << (BITS - count));
    }
    out
}

/// The text as it was; nothing where this was no such text, or is damaged, or would come to more than memory should hold.
pub fn unsqueeze(squeezed: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(squeezed.len());
    let (mut held, mut count) = (0_u32, 0_u32);
    for letter in squeezed.chars() {
        let bits = u32::from(letter).checked_sub(FIRST).filter(|bits| *bits < 1 << BITS)?;
        held = (held << BITS) | bits;
        count += BITS;
        while count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
            held &= (1 << count) - 1;
        }
    }
    String::from_utf8(decompress_to_vec_with_limit(&bytes, MOST).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persist::size;

    #[test]
    fn any_text_comes_back_as_it_was() {
        for text in ["", "a", "größe 😀", "\u{0}\n\"", &"plan ".repeat(5_000), &('a'..='z').collect::<String>()] {
            assert_eq!(unsqueeze(&squeeze(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_repeats_takes_little_room_and_no_surrogate() {
        let seats: String = (0..200)
            .map(|seat| format!("{{\"id\":\"seat-{seat}\",\"role\":\"ae\",\"quota\":\"{}\"}}", seat * 7_919))
            .collect();
        let squeezed = squeeze(&seats);
        assert!(size(&squeezed) * 10 < size(&seats), "{} of {}", size(&squeezed), size(&seats));
        assert!(squeezed.chars().all(|letter| ('\u{3400}'..='\u{b3ff}').contains(&letter)));
    }

    #[test]
    fn damage_is_noticed_or_harmless_and_never_breaks_anything() {
        let squeezed = squeeze(&"accounts ".repeat(300));
        let letters: Vec<char> = squeezed.chars().collect();
        assert_eq!(unsqueeze("plain"), None);
        for cut in 0..letters.len() {
            assert_eq!(unsqueeze(&letters.iter().take(cut).collect::<String>()), None, "cut at {cut}");
        }
        for at in 0..letters.len() {
            let mut other = letters.clone();
            other[at] = '\u{3401}';
            // The check sum around it finds what this does not.
            let _ = unsqueeze(&other.into_iter().collect::<String>());
        }
    }

    #[test]
    fn a_small_text_that_would_fill_the_memory_is_refused() {
        let zeros = "\u{0}".repeat(MOST + 1);
        let bomb = squeeze(&zeros);
        assert!(bomb.len() < 400_000);
        assert_eq!(unsqueeze(&bomb), None);
    }
}
