//! The known word that a mistyped one was probably meant to be.

/// The known word nearest to `given`, if one is near: at most a third of its letters differ, or one begins with the other.
pub(super) fn nearest<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let given = given.to_lowercase();
    // A mistyped command or path is short; a long text is none, and comparing it would take long.
    if given.is_empty() || given.len() > 200 {
        return None;
    }
    let letters = given.chars().count();
    let far = (letters / 3).max(1);
    let scored = known.into_iter().filter_map(|word| {
        let distance = distance(&given, word);
        let begins = letters > 2 && (word.starts_with(&given) || given.starts_with(word));
        (distance <= far || begins).then_some((distance, word))
    });
    scored.min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
}

/// `; did you mean “word”?`, or nothing.
pub(super) fn did_you_mean<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(given, known).map_or_else(String::new, |word| format!("; did you mean \u{201c}{word}\u{201d}?"))
}

/// Letters to insert, remove, replace or swap with their neighbour until one text is the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (line, letter) in a.chars().enumerate() {
        let mut next = vec![line + 1];
        let mut left_letter = None;
        for (column, other) in b.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut least = (at(&row, column) + usize::from(letter != *other))
                .min(at(&row, column + 1) + 1)
                .min(at(&next, column) + 1);
            if column > 0 && previous == Some(*other) && left_letter == Some(letter) {
                least = least.min(at(&before, column - 1) + 1);
            }
            next.push(least);
            left_letter = Some(*other);
        }
        previous = Some(letter);
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_one_step_away() {
        assert_eq!(
            [distance("chekc", "check"), distance("evalute", "evaluate"), distance("", "set"), distance("set", "set")],
            [1, 1, 3, 0]
        );
    }

    #[test]
    fn only_near_words_are_offered() {
        let commands = ["sample", "schema", "check", "evaluate", "set", "inputs"];
        assert_eq!(nearest("shema", commands), Some("schema"));
        assert_eq!(nearest("eval", commands), Some("evaluate"));
        assert_eq!(nearest("CHECK", commands), Some("check"));
        assert_eq!(nearest("deploy", commands), None);
        assert_eq!(did_you_mean("inptus", commands), "; did you mean “inputs”?");
        assert_eq!(did_you_mean("", commands), "");
    }
}
