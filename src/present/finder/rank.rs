//! How well a text fits what was typed.

/// A text as it is compared: small letters, accents off, anything else a space.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'à' | 'á' | 'â' | 'ã' | 'å' => out.push('a'),
            'ö' | 'ò' | 'ó' | 'ô' | 'õ' | 'ø' => out.push('o'),
            'ü' | 'ù' | 'ú' | 'û' => out.push('u'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ç' => out.push('c'),
            'ß' => out.push_str("ss"),
            other if other.is_alphanumeric() || other == '%' => out.push(other),
            _other if out.ends_with(' ') || out.is_empty() => {}
            _other => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// How badly an entry fits, 0 being best; `None` if a word that was typed is nowhere in it. All but `kind` are [`plain`].
///
/// The whole name beats its beginning, that the beginning of a word, that the middle of one; a word found only behind the name or as
/// the kind counts least. Of two that fit alike the shorter name comes first.
pub fn misfit(label: &str, hint: &str, kind: &str, wanted: &str) -> Option<u32> {
    let length = u32::try_from(label.len().min(99)).unwrap_or(99);
    if label == wanted {
        return Some(0);
    }
    if label.starts_with(wanted) {
        return Some(100 + length);
    }
    let mut worst = 0;
    for word in wanted.split(' ') {
        let fit = if label.split(' ').any(|it| it.starts_with(word)) {
            2
        } else if initials(label).contains(word) && word.len() > 1 {
            3
        } else if label.contains(word) {
            4
        } else if hint.contains(word) || kind.to_lowercase().starts_with(word) {
            5
        } else {
            return None;
        };
        worst = worst.max(fit);
    }
    Some(worst * 100 + length)
}

/// The first letters of the words.
fn initials(label: &str) -> String {
    label.split(' ').filter_map(|word| word.chars().next()).collect()
}
