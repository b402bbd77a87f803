//! Where the cards of an org chart stand. A leader stands over the teams below; those who lead nobody stand in a column.

use super::Card;
use crate::engine::Org;
use crate::present::chart::text::lines;
use std::collections::HashSet;
use std::fmt::Write;

/// How the chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// From the top down, as wide as it needs.
    Chart,
    /// An indented list in so many pixels.
    Outline(f64),
}

/// A card and its place, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// Position of the seat in the document.
    pub seat: usize,
    /// Depth, from 1.
    pub level: usize,
    /// Place among its siblings, from 1.
    pub place: usize,
    /// Number of siblings, itself included.
    pub of: usize,
    /// Whether the seats below are shown; absent where there are none.
    pub open: Option<bool>,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
    /// What stands on it.
    pub card: Card,
}

/// The chart laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// The cards shown: each before those below it.
    pub nodes: Vec<Placed>,
    /// The lines between them, as the path of an SVG.
    pub lines: String,
    /// Width of all.
    pub width: f64,
    /// Height of all.
    pub height: f64,
    /// An indented list: each card below the one before.
    pub listed: bool,
}

const CARD: f64 = 212.0;
const INDENT: f64 = 18.0;
/// Between cards of a column.
const GAP: f64 = 8.0;
/// Between columns.
const ALLEY: f64 = 16.0;
/// Between a leader and what is below.
const DROP: f64 = 28.0;
const FIRST_LINE: f64 = 21.0;
const LINE: f64 = 17.0;
const PADDING: f64 = 14.0;
/// Deeper levels of an outline are not indented further.
const DEEPEST: usize = 6;

/// Beside the text of a card: its padding and lines.
const MARGIN: f64 = 22.0;
/// The same with the sign that folds.
const FOLDING_MARGIN: f64 = 38.0;
/// The same in the outline, where that sign is for fingers.
const TOUCHED_MARGIN: f64 = 52.0;

/// How high a card is whose text has so much room: what is too long for a line takes several.
fn height(card: &Card, room: f64) -> f64 {
    let small = std::iter::once(&card.duty).chain(&card.lines).chain(&card.marks);
    let small: usize = small.map(|text| lines(text, room, 12.0, false)).sum();
    PADDING + FIRST_LINE * lines(&card.name, room, 14.0, true) as f64 + LINE * small as f64
}

/// Lays the chart out. What is below the seats of `closed` is not shown.
pub fn layout(org: &Org, cards: &[Card], closed: &HashSet<usize>, shape: Shape) -> Layout {
    let mut desk = Desk { org, cards, closed, shape, layout: Layout::default() };
    match shape {
        Shape::Chart => {
            let mut x = 0.0;
            let count = org.top.len();
            let (alone, leading): (Vec<usize>, Vec<usize>) = org.top.iter().copied().partition(|it| desk.is_alone(*it));
            let mut place = 0;
            for root in leading {
                place += 1;
                let (width, _) = desk.branch(root, x, 0.0, 1, (place, count));
                x += width + ALLEY;
            }
            let mut y = 0.0;
            for root in &alone {
                place += 1;
                y += desk.put(*root, (x, y), CARD, 1, (place, count)) + GAP;
            }
        }
        Shape::Outline(width) => {
            let mut y = 0.0;
            for (at, root) in org.top.iter().enumerate() {
                y = desk.outline(*root, y, 1, (at + 1, org.top.len()), width);
            }
        }
    }
    let mut layout = desk.layout;
    layout.listed = matches!(shape, Shape::Outline(_));
    layout.width = layout.nodes.iter().map(|node| node.x + node.w).fold(0.0, f64::max);
    layout.height = layout.nodes.iter().map(|node| node.y + node.h).fold(0.0, f64::max);
    layout
}

struct Desk<'a> {
    org: &'a Org,
    cards: &'a [Card],
    closed: &'a HashSet<usize>,
    shape: Shape,
    layout: Layout,
}

impl Desk<'_> {
    fn reports(&self, seat: usize) -> &[usize] {
        self.org.nodes.get(seat).map_or(&[], |node| &node.reports)
    }

    /// Whether nobody is below and it does not lead.
    fn is_alone(&self, seat: usize) -> bool {
        self.org.nodes.get(seat).is_none_or(|node| node.reports.is_empty() && !node.leads)
    }

    /// Puts a card of a width down and gives its height.
    fn put(&mut self, seat: usize, (x, y): (f64, f64), w: f64, level: usize, (place, of): (usize, usize)) -> f64 {
        let card = self.cards.get(seat).cloned().unwrap_or_default();
        let open = (!self.reports(seat).is_empty()).then(|| !self.closed.contains(&seat));
        let margin = match (open, self.shape) {
            (None, _) => MARGIN,
            (Some(_), Shape::Chart) => FOLDING_MARGIN,
            (Some(_), Shape::Outline(_)) => TOUCHED_MARGIN,
        };
        let h = height(&card, w - margin);
        self.layout.nodes.push(Placed { seat, level, place, of, open, x, y, w, h, card });
        h
    }

    fn line(&mut self, x: f64, y: f64, to_x: f64, to_y: f64) {
        let _ = write!(self.layout.lines, "M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}");
    }

    /// A seat and what is below it, from a left upper corner on; gives the width taken and where the middle of its card is.
    fn branch(&mut self, seat: usize, x: f64, y: f64, level: usize, place: (usize, usize)) -> (f64, f64) {
        let own = self.layout.nodes.len();
        let h = self.put(seat, (x, y), CARD, level, place);
        let shown = self.layout.nodes.get(own).is_some_and(|node| node.open == Some(true));
        if !shown {
            return (CARD, x + CARD / 2.0);
        }
        let reports = self.reports(seat).to_vec();
        let (alone, leading): (Vec<usize>, Vec<usize>) = reports.iter().copied().partition(|it| self.is_alone(*it));
        let count = reports.len();
        let foot = y + h;
        if leading.is_empty() {
            // A column right below, on a spine.
            let spine = x + INDENT / 2.0;
            let mut top = foot + GAP;
            let mut end = foot;
            for (at, report) in alone.iter().enumerate() {
                let tall = self.put(*report, (x + INDENT, top), CARD - INDENT, level + 1, (at + 1, count));
                end = top + tall / 2.0;
                self.line(spine, end, x + INDENT, end);
                top += tall + GAP;
            }
            self.line(spine, foot, spine, end);
            return (CARD, x + CARD / 2.0);
        }
        let bar = foot + DROP / 2.0;
        let top = foot + DROP;
        let mut left = x;
        let mut middles = Vec::new();
        let mut placed = 0;
        if !alone.is_empty() {
            let mut down = top;
            for report in &alone {
                placed += 1;
                let tall = self.put(*report, (left, down), CARD, level + 1, (placed, count));
                if down > top {
                    self.line(left + CARD / 2.0, down - GAP, left + CARD / 2.0, down);
                }
                down += tall + GAP;
            }
            middles.push(left + CARD / 2.0);
            left += CARD + ALLEY;
        }
        for report in leading {
            placed += 1;
            let (width, middle) = self.branch(report, left, top, level + 1, (placed, count));
            middles.push(middle);
            left += width + ALLEY;
        }
        let width = left - ALLEY - x;
        let (first, last) = (middles.first().copied().unwrap_or(x), middles.last().copied().unwrap_or(x));
        let middle = (first + last) / 2.0;
        if let Some(card) = self.layout.nodes.get_mut(own) {
            card.x = middle - CARD / 2.0;
        }
        self.line(middle, foot, middle, bar);
        if middles.len() > 1 {
            self.line(first, bar, last, bar);
        }
        for at in middles {
            self.line(at, bar, at, top);
        }
        (width, middle)
    }

    /// A seat and what is below it, as an indented list; gives where the next one stands.
    fn outline(&mut self, seat: usize, y: f64, level: usize, place: (usize, usize), width: f64) -> f64 {
        let x = level.saturating_sub(1).min(DEEPEST) as f64 * INDENT;
        let own = self.layout.nodes.len();
        let h = self.put(seat, (x, y), (width - x).max(CARD / 2.0), level, place);
        let shown = self.layout.nodes.get(own).is_some_and(|node| node.open == Some(true));
        let mut next = y + h + GAP;
        if !shown {
            return next;
        }
        let reports = self.reports(seat).to_vec();
        let spine = x + INDENT / 2.0;
        let mut end = y + h;
        for (at, report) in reports.iter().enumerate() {
            end = next + FIRST_LINE;
            if level <= DEEPEST {
                self.line(spine, end, x + INDENT, end);
            }
            next = self.outline(*report, next, level + 1, (at + 1, reports.len()), width);
        }
        if level <= DEEPEST {
            self.line(spine, y + h, spine, end);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Env, evaluate, org};
    use crate::model::{Document, Seat, sample};
    use crate::present::Locale;
    use crate::present::org::cards;
    use crate::units::SeatId;

    fn laid(document: &Document, closed: &[&str], shape: Shape) -> Layout {
        let outcome = evaluate(document, &Env::default());
        let org = org(document, &outcome, outcome.whole());
        let at = |id: &&str| document.seats.iter().position(|seat| seat.id.as_str() == *id).unwrap();
        let closed = closed.iter().map(at).collect();
        layout(&org, &cards(document, &outcome, &org, &Locale::EN_US), &closed, shape)
    }

    fn overlap(a: &Placed, b: &Placed) -> bool {
        a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
    }

    /// A company with levels: the sample twice more under some of its own people.
    fn deep() -> Document {
        let mut document = sample::company();
        let seats = document.seats.clone();
        for (copy, under) in [("x", "ae-smb-1"), ("y", "sm-mm")] {
            document.seats.extend(seats.iter().map(|seat| Seat {
                id: SeatId::new(&format!("{copy}-{}", seat.id)),
                manager: Some(match &seat.manager {
                    Some(manager) => SeatId::new(&format!("{copy}-{manager}")),
                    None => SeatId::new(under),
                }),
                ..seat.clone()
            }));
        }
        document
    }

    #[test]
    fn every_seat_has_a_card_and_no_two_cards_overlap() {
        for document in [sample::company(), deep()] {
            for shape in [Shape::Chart, Shape::Outline(340.0)] {
                let layout = laid(&document, &[], shape);
                assert_eq!(layout.nodes.len(), document.seats.len());
                for (at, one) in layout.nodes.iter().enumerate() {
                    assert!(one.x >= 0.0 && one.x + one.w <= layout.width && one.y + one.h <= layout.height);
                    assert!(layout.nodes[at + 1..].iter().all(|other| !overlap(one, other)), "{one:?}");
                }
            }
        }
    }

    #[test]
    fn a_card_has_room_for_every_line_of_a_long_name() {
        let mut document = sample::company();
        let seat = document.seats.iter().position(|seat| seat.id.as_str() == "ae-smb-1").unwrap();
        let person = document.seats[seat].stints[0].person.clone().unwrap();
        let height = |document: &Document| {
            let layout = laid(document, &[], Shape::Chart);
            layout.nodes.iter().find(|node| node.seat == seat).unwrap().h
        };
        let before = height(&document);
        let named = document.people.iter_mut().find(|it| it.id == person).unwrap();
        // About 200 px in letters of 14 px; the card has 172 px for them.
        named.name = "Maria Magdalena von Hohenlohe".into();
        assert_eq!(height(&document), before + FIRST_LINE);
    }

    #[test]
    fn an_outline_is_as_wide_as_the_screen_and_in_the_order_one_reads() {
        let layout = laid(&deep(), &[], Shape::Outline(340.0));
        assert!(layout.nodes.iter().all(|node| node.x + node.w <= 340.0));
        assert!(layout.nodes.windows(2).all(|pair| pair[0].y < pair[1].y));
    }

    #[test]
    fn what_is_below_a_closed_seat_is_not_laid_out() {
        let document = sample::company();
        let layout = laid(&document, &["sm-smb"], Shape::Chart);
        assert_eq!(layout.nodes.len(), document.seats.len() - 7);
        let closed = layout.nodes.iter().find(|node| node.open == Some(false)).unwrap();
        assert_eq!(document.seats[closed.seat].id.as_str(), "sm-smb");
        assert_eq!(laid(&document, &["cro"], Shape::Chart).nodes.len(), 1);
    }

    #[test]
    fn siblings_are_counted_and_levels_follow_the_reporting_lines() {
        let document = sample::company();
        let layout = laid(&document, &[], Shape::Chart);
        let root = &layout.nodes[0];
        assert_eq!((root.level, root.place, root.of), (1, 1, 1));
        let direct: Vec<_> = layout.nodes.iter().filter(|node| node.level == 2).collect();
        assert_eq!(direct.iter().map(|node| node.place).collect::<Vec<_>>(), (1..=direct.len()).collect::<Vec<_>>());
        assert!(direct.iter().all(|node| node.of == direct.len()));
    }
}
