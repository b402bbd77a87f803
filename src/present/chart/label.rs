//! Finding places for labels where they cover nothing.

use super::Frame;
use super::ticks::between;

/// The parts of a drawing that are taken.
pub(super) struct Places {
    inside: Frame,
    taken: Vec<Frame>,
    /// What a line may not run through: texts and marks.
    solid: Vec<Frame>,
}

impl Places {
    /// Nothing is taken yet; labels have to stay inside.
    pub fn new(inside: Frame) -> Places {
        Places { inside, taken: Vec::new(), solid: Vec::new() }
    }

    /// Keeps a part free of labels.
    pub fn take(&mut self, frame: Frame) {
        self.taken.push(frame);
    }

    /// Keeps the part of a mark free of labels, and of lines that lead to labels.
    pub fn take_mark(&mut self, frame: Frame) {
        self.take(frame);
        self.solid.push(frame);
    }

    /// Keeps a line through these pixels free of labels.
    pub fn take_line(&mut self, points: &[(f64, f64)]) {
        for (a, b) in points.iter().zip(points.iter().skip(1)) {
            let steps = between(((b.0 - a.0).abs().max((b.1 - a.1).abs()) / 6.0).ceil(), 1.0, 400.0);
            for step in 0..=steps as u32 {
                let share = f64::from(step) / steps;
                let (x, y) = (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
                self.take(Frame { left: x - 3.0, right: x + 3.0, top: y - 3.0, bottom: y + 3.0 });
            }
        }
    }

    /// The first of some places that is free and inside; it is taken from then on.
    pub fn place(&mut self, candidates: impl IntoIterator<Item = Frame>) -> Option<Frame> {
        let found = candidates.into_iter().find(|it| self.is_free(*it))?;
        self.take_mark(found);
        Some(found)
    }

    /// The first of some places that is free, inside, and reached from a mark by a line that runs through no text and no mark; both are
    /// taken from then on. A place comes with that line.
    pub fn place_led(&mut self, candidates: impl IntoIterator<Item = (Frame, [(f64, f64); 2])>) -> Option<Frame> {
        let found = candidates.into_iter().find(|(frame, way)| self.is_free(*frame) && self.is_open(way))?;
        self.take_line(&found.1);
        self.take_mark(found.0);
        Some(found.0)
    }

    /// Whether a line runs through no text and no mark.
    fn is_open(&self, [from, to]: &[(f64, f64); 2]) -> bool {
        let covers = |it: &Frame, x: f64, y: f64| it.left <= x && x <= it.right && it.top <= y && y <= it.bottom;
        (0..=32).map(|step| f64::from(step) / 32.0).all(|share| {
            let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            !self.solid.iter().any(|it| covers(it, x, y))
        })
    }

    fn is_free(&self, it: Frame) -> bool {
        let Frame { left, top, right, bottom } = self.inside;
        let inside = it.left >= left && it.right <= right && it.top >= top && it.bottom <= bottom;
        let apart = |other: &Frame| {
            it.right <= other.left || other.right <= it.left || it.bottom <= other.top || other.bottom <= it.top
        };
        inside && self.taken.iter().all(apart)
    }
}

/// The part of a drawing that a text takes whose left end and baseline are given.
pub(super) fn written_at(left: f64, baseline: f64, width: f64) -> Frame {
    Frame { left, right: left + width, top: baseline - 12.0, bottom: baseline + 3.0 }
}

/// Where the middle of a text is that takes a part of a drawing.
pub(super) fn middle(frame: Frame) -> f64 {
    (frame.left + frame.right) / 2.0
}

/// Where the baseline of a text is that takes a part of a drawing.
pub(super) fn baseline(frame: Frame) -> f64 {
    frame.bottom - 3.0
}

/// Moves labels at heights `ys` apart until no two are closer than `gap`, as little as that takes, and not beyond the ends.
pub(super) fn spread(ys: &mut [f64], gap: f64, top: f64, bottom: f64) {
    let mut order: Vec<usize> = Vec::with_capacity(ys.len());
    for (index, y) in ys.iter().enumerate() {
        let place = order.partition_point(|it| ys.get(*it).is_some_and(|other| other <= y));
        order.insert(place, index);
    }
    let mut least = top;
    for index in &order {
        if let Some(y) = ys.get_mut(*index) {
            *y = y.max(least);
            least = *y + gap;
        }
    }
    let mut most = bottom;
    for index in order.iter().rev() {
        if let Some(y) = ys.get_mut(*index) {
            *y = y.min(most);
            most = *y - gap;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(left: f64, top: f64) -> Frame {
        Frame { left, top, right: left + 10.0, bottom: top + 10.0 }
    }

    #[test]
    fn a_label_takes_the_first_free_place_and_keeps_it() {
        let mut places = Places::new(Frame { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 });
        places.take_line(&[(0.0, 5.0), (50.0, 5.0)]);
        let offered = [frame(-5.0, 50.0), frame(20.0, 0.0), frame(60.0, 0.0), frame(60.0, 20.0)];
        assert_eq!(places.place(offered), Some(frame(60.0, 0.0)));
        assert_eq!(places.place(offered), Some(frame(60.0, 20.0)));
        assert_eq!(places.place(offered), None);
    }

    #[test]
    fn no_label_is_led_to_through_another_text() {
        let mut places = Places::new(Frame { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 });
        assert_eq!(places.place([frame(20.0, 20.0)]), Some(frame(20.0, 20.0)));
        // From above the text to a place below it, and to one beside it.
        let below = (frame(20.0, 50.0), [(25.0, 10.0), (25.0, 50.0)]);
        let beside = (frame(50.0, 50.0), [(25.0, 10.0), (55.0, 50.0)]);
        assert_eq!(places.place_led([below, beside]), Some(frame(50.0, 50.0)));
        // The line that leads there is taken as well.
        assert_eq!(places.place([frame(35.0, 25.0)]), None);
    }

    #[test]
    fn labels_that_meet_are_moved_apart() {
        let mut ys = [50.0, 48.0, 10.0];
        spread(&mut ys, 14.0, 0.0, 100.0);
        assert_eq!(ys, [62.0, 48.0, 10.0]);
        let mut low = [98.0, 99.0];
        spread(&mut low, 14.0, 0.0, 100.0);
        assert_eq!(low, [86.0, 100.0]);
    }
}
