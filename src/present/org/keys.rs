//! What keys do in the tree of an org chart, as the W3C's pattern for trees has it.

use super::Layout;

/// A key the tree knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeKey {
    /// To the card before.
    Up,
    /// To the next card.
    Down,
    /// Closes, or goes to the leader.
    Left,
    /// Opens, or goes to the first report.
    Right,
    /// To the first card.
    Home,
    /// To the last card.
    End,
    /// To the next card whose name begins so.
    Letter(char),
}

/// What follows from a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The focus goes to the card at this place of the layout.
    Go(usize),
    /// The seats below this card are shown.
    Open(usize),
    /// The seats below this card are hidden.
    Close(usize),
    /// Nothing.
    Stay,
}

/// What a key does on the card at a place of the layout.
pub fn step(layout: &Layout, at: usize, key: &TreeKey) -> Step {
    let Some(node) = layout.nodes.get(at) else {
        return if layout.nodes.is_empty() { Step::Stay } else { Step::Go(0) };
    };
    let last = layout.nodes.len() - 1;
    match key {
        TreeKey::Up => Step::Go(at.saturating_sub(1)),
        TreeKey::Down => Step::Go((at + 1).min(last)),
        TreeKey::Home => Step::Go(0),
        TreeKey::End => Step::Go(last),
        TreeKey::Right => match node.open {
            Some(false) => Step::Open(at),
            Some(true) => Step::Go((at + 1).min(last)),
            None => Step::Stay,
        },
        TreeKey::Left if node.open == Some(true) => Step::Close(at),
        TreeKey::Left => {
            let above = |it: &usize| layout.nodes.get(*it).is_some_and(|other| other.level < node.level);
            let leader = (0..at).rev().find(above);
            leader.map_or(Step::Stay, Step::Go)
        }
        TreeKey::Letter(letter) => {
            let wanted: String = letter.to_lowercase().collect();
            let begins = |it: &usize| {
                layout.nodes.get(*it).is_some_and(|node| node.card.name.to_lowercase().starts_with(&wanted))
            };
            (at + 1..=last).chain(0..=at).find(begins).map_or(Step::Stay, Step::Go)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::org::{Card, Placed};

    fn chart() -> Layout {
        let node = |level, open, name: &str| Placed {
            seat: 0,
            level,
            place: 1,
            of: 1,
            open,
            x: 0.0,
            y: 0.0,
            w: 0.0,
            h: 0.0,
            card: Card { name: name.into(), ..Card::default() },
        };
        Layout {
            nodes: vec![
                node(1, Some(true), "Ines"),
                node(2, Some(true), "Ravi"),
                node(3, None, "Ama"),
                node(3, None, "Ben"),
                node(2, Some(false), "Lena"),
            ],
            ..Layout::default()
        }
    }

    #[test]
    fn arrows_walk_the_tree_as_a_screen_reader_expects() {
        let chart = chart();
        let go = |at, key| step(&chart, at, &key);
        assert_eq!(go(0, TreeKey::Up), Step::Go(0));
        assert_eq!(go(3, TreeKey::Down), Step::Go(4));
        assert_eq!(go(4, TreeKey::Down), Step::Go(4));
        assert_eq!(go(4, TreeKey::Right), Step::Open(4));
        assert_eq!(go(1, TreeKey::Right), Step::Go(2));
        assert_eq!(go(2, TreeKey::Right), Step::Stay);
        assert_eq!(go(1, TreeKey::Left), Step::Close(1));
        assert_eq!(go(3, TreeKey::Left), Step::Go(1));
        assert_eq!(go(4, TreeKey::Left), Step::Go(0));
        assert_eq!(go(2, TreeKey::Home), Step::Go(0));
        assert_eq!(go(2, TreeKey::End), Step::Go(4));
    }

    #[test]
    fn a_letter_finds_the_next_name_and_goes_round() {
        let chart = chart();
        assert_eq!(step(&chart, 0, &TreeKey::Letter('l')), Step::Go(4));
        assert_eq!(step(&chart, 4, &TreeKey::Letter('R')), Step::Go(1));
        assert_eq!(step(&chart, 4, &TreeKey::Letter('z')), Step::Stay);
        assert_eq!(step(&Layout::default(), 3, &TreeKey::Up), Step::Stay);
    }
}
