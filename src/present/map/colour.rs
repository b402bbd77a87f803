//! Which colour a territory has.

/// How many colours there are to tell territories apart: `--t1` and so on in `style/tokens.css`.
pub const TINTS: usize = 12;

/// The colour of whoever stands at a place of the list of people, from 0: it follows from that place alone, so that it stays whatever the plan.
/// Whoever has the same one some dozen places on is told apart by the label, and by the dashes round the area ([`is_dashed`]).
pub fn tint_of(place: u32) -> u8 {
    u8::try_from(place as usize % TINTS).unwrap_or(0)
}

/// Whether the line round the area of the territory at a place is dashed: in every second dozen.
pub fn is_dashed(place: u32) -> bool {
    (place as usize / TINTS) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_territories_have_twelve_colours_and_the_next_twelve_differ_by_their_line() {
        assert_eq!((0..12).map(tint_of).collect::<Vec<_>>(), (0..12).collect::<Vec<u8>>());
        let looks: std::collections::BTreeSet<_> = (0..24).map(|at| (tint_of(at), is_dashed(at))).collect();
        assert_eq!(looks.len(), 24);
    }
}
