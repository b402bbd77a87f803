//! What is said of the cells of a pasted block that could not be taken: where, why, and what stands there now.

use crate::text::{sentence, tr};

/// A cell that could not take the text pasted there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// Its row and column in words, such as `Acme, Segment`; of a line beyond the table its number and column.
    pub place: String,
    /// Why, as a sentence.
    pub why: String,
    /// Whether the text stays in its cell, marked. It cannot where the line would have been a new row.
    pub stays: bool,
}

/// So many cells are named; the others are counted.
const NAMED: usize = 3;

/// Sentences on all of them; empty if there is none.
pub fn not_taken(cells: &[NotTaken]) -> String {
    let stay = cells.iter().filter(|it| it.stays).collect::<Vec<_>>();
    let out = cells.iter().filter(|it| !it.stays).collect::<Vec<_>>();
    let marked = match stay.len() {
        0 => None,
        1 => Some(tr!("One cell could not be taken and keeps what was pasted, marked.").to_owned()),
        count => Some(tr!("{count} cells could not be taken and keep what was pasted, marked.")),
    };
    let left_out = (!out.is_empty())
        .then(|| tr!("A line that would be a new row is left out if one of its cells cannot be taken.").to_owned());
    let told = [marked.map(|head| named(head, &stay)), left_out.map(|head| named(head, &out))];
    told.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn named(head: String, cells: &[&NotTaken]) -> String {
    let first = cells.iter().take(NAMED).map(|it| [&it.place, ": ", &sentence(&it.why)].concat());
    let more = match cells.len().saturating_sub(NAMED) {
        0 => None,
        1 => Some(tr!("So it is with one more.").to_owned()),
        more => Some(tr!("So it is with {more} more.")),
    };
    [head].into_iter().chain(first).chain(more).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(place: &str, stays: bool) -> NotTaken {
        NotTaken { place: place.to_owned(), why: "this is no amount".to_owned(), stays }
    }

    #[test]
    fn the_first_three_are_named_and_the_others_counted() {
        assert_eq!(not_taken(&[]), "");
        assert_eq!(
            not_taken(&[cell("Acme, ARR", true)]),
            "One cell could not be taken and keeps what was pasted, marked. Acme, ARR: This is no amount."
        );
        let five: Vec<NotTaken> = ["Acme", "Globex", "Hooli", "Initech", "Umbrella"].map(|it| cell(it, true)).to_vec();
        assert_eq!(
            not_taken(&five[..4]),
            "4 cells could not be taken and keep what was pasted, marked. Acme: This is no amount. Globex: This is no amount. \
             Hooli: This is no amount. So it is with one more."
        );
        assert!(not_taken(&five).ends_with("Hooli: This is no amount. So it is with 2 more."));
    }

    #[test]
    fn a_line_that_is_left_out_keeps_nothing() {
        assert_eq!(
            not_taken(&[cell("Acme, ARR", true), cell("Line 7, ARR", false)]),
            "One cell could not be taken and keeps what was pasted, marked. Acme, ARR: This is no amount. A line that would be a new row \
             is left out if one of its cells cannot be taken. Line 7, ARR: This is no amount."
        );
    }
}
