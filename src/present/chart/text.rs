//! How wide a text will be, without a browser to ask.

/// Advance widths of the printable ASCII characters in thousandths of the font size, after Helvetica's metrics, which Arial and
/// Liberation Sans share; the other faces of the system stack are within a few per cent.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The width of a text in pixels at a font size, a little on the wide side so that labels never touch.
pub(super) fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u32 = text.chars().map(|it| u32::from(advance(it))).sum();
    let stretch = if bold { 1.10 } else { 1.04 };
    f64::from(thousandths) / 1_000.0 * size * stretch
}

fn advance(letter: char) -> u16 {
    match letter {
        ' '..='~' => WIDTHS.get(letter as usize - 32).copied().unwrap_or(556),
        '\u{a0}' => 278,
        '\u{202f}' => 200,
        '‘' | '’' => 222,
        '–' | '€' | '£' | '¥' => 556,
        '…' => 1_000,
        '−' | '±' | '×' | '÷' => 584,
        // Ideographs, kana and their punctuation fill a square.
        '\u{2e80}'..='\u{ffef}' | '\u{1f000}'..='\u{3ffff}' => 1_000,
        // Accented Latin, Greek, Cyrillic: between a lower-case and a capital letter.
        _ => 620,
    }
}

/// How many lines a text takes in a column of so many pixels, broken between words, and inside of a word that is wider than the column.
pub(in crate::present) fn lines(text: &str, room: f64, size: f64, bold: bool) -> usize {
    let room = room.max(size);
    let space = width(" ", size, bold);
    let (mut lines, mut used) = (1.0, 0.0_f64);
    for word in text.split_whitespace() {
        let wide = width(word, size, bold);
        if used > 0.0 && used + space + wide <= room {
            used += space + wide;
            continue;
        }
        if used > 0.0 {
            lines += 1.0;
        }
        let over = ((wide / room).ceil() - 1.0).max(0.0);
        lines += over;
        used = wide - over * room;
    }
    lines as usize
}

/// The first of some wordings, longest first, that fits into so many pixels.
pub(super) fn first_fit<S: AsRef<str>>(wordings: &[S], room: f64, size: f64, bold: bool) -> Option<&str> {
    wordings.iter().map(AsRef::as_ref).find(|text| width(text, size, bold) <= room)
}

/// The text, cut with an ellipsis where it does not fit; empty where not even that does.
pub(super) fn shortened(text: &str, room: f64, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
    }
    let mut left: Vec<char> = text.chars().collect();
    while left.pop().is_some() {
        let kept: String = left.iter().collect();
        let kept = format!("{}…", kept.trim_end());
        if left.len() > 1 && width(&kept, size, bold) <= room {
            return kept;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_inside_of_long_ones() {
        let of = |text: &str, room: f64| lines(text, room, 12.0, false);
        let word = width("account", 12.0, false);
        let pair = width("account account", 12.0, false);
        assert_eq!([of("account account", pair), of("account account", pair - 0.1), of("account", word)], [1, 2, 1]);
        assert_eq!(of("accountaccountaccount", word), 3);
        assert_eq!(of("account account account account", pair), 2);
        assert_eq!([of("", 50.0), of("account", 0.0)], [1, 4], "never narrower than a letter");
    }

    #[test]
    fn texts_are_shortened_to_the_room_they_have() {
        let full = width("Contraction", 12.0, false);
        assert!((58.0..66.0).contains(&full), "{full}");
        assert_eq!(shortened("Contraction", full, 12.0, false), "Contraction");
        let cut = shortened("Contraction", full - 10.0, 12.0, false);
        assert!(cut.ends_with('…') && width(&cut, 12.0, false) <= full - 10.0, "{cut}");
        assert_eq!(shortened("Contraction", 5.0, 12.0, false), "");
        assert_eq!(first_fit(&["limited by pipeline", "pipeline"], 50.0, 12.0, false), Some("pipeline"));
        assert_eq!(first_fit(&["limited by pipeline", "pipeline"], 20.0, 12.0, false), None);
        assert!(width("日本語", 12.0, false) > 36.0);
    }
}
