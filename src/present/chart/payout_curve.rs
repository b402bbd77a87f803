//! What a plan pays at every attainment, as pieces of a line and the jumps between them.

use super::ticks::insert_rising;

/// The steps of attainment at which pay is read off a curve.
pub(super) const READ: f64 = 0.05;
/// The widest curve that is read in such steps.
pub(super) const READ_TO: f64 = 4.0;

/// Variable pay as a function of attainment.
#[derive(Clone, Debug, PartialEq)]
pub struct PayoutCurve {
    /// The plan's or component's name.
    pub name: String,
    /// A letter or word that stands at the end of the line.
    pub short: String,
    /// Unbroken stretches of (attainment, pay in major units), in order; within one, attainment rises.
    pub pieces: Vec<Vec<(f64, f64)>>,
    /// Where pay jumps, in order.
    pub jumps: Vec<Jump>,
    /// The attainment that earns "the next 100": 100 divided by the quota.
    pub next: f64,
}

/// A cliff: a single dollar of attainment moves a whole sum of pay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jump {
    /// The attainment.
    pub at: f64,
    /// Pay just below it, in major units.
    pub before: f64,
    /// Pay just above it.
    pub after: f64,
    /// Whether exactly this attainment is paid as what is above it.
    pub reached: bool,
}

impl PayoutCurve {
    /// Follows a pay function from attainment 0 to `max`. `breaks` are the attainments at which it may bend or jump (tier bounds,
    /// thresholds, caps); between two of them it is taken as straight if it is, else sampled.
    pub fn trace(
        name: &str,
        short: &str,
        max: f64,
        breaks: &[f64],
        next: f64,
        pay: &dyn Fn(f64) -> f64,
    ) -> PayoutCurve {
        let mut curve =
            PayoutCurve { name: name.to_owned(), short: short.to_owned(), pieces: Vec::new(), jumps: Vec::new(), next };
        if !(max.is_finite() && max > 0.0) {
            return curve;
        }
        let pay = |at: f64| super::canvas::drawn(pay(at));
        let near = max * 1e-6;
        let mut knots = Vec::new();
        for at in breaks.iter().copied().filter(|it| *it > 4.0 * near && *it < max - 4.0 * near) {
            if !knots.iter().any(|it: &f64| (it - at).abs() < 4.0 * near) {
                insert_rising(&mut knots, at);
            }
        }
        knots.push(max);
        let largest = knots.iter().map(|at| pay(*at).abs()).fold(0.0, f64::max);
        let (straight, jump) = ((largest * 1e-5).max(0.02), (largest * 1e-4).max(0.05));

        let (mut from, mut start) = (0.0, pay(0.0));
        let mut piece = vec![(from, start)];
        for to in knots {
            let last = to >= max;
            // What stands beside a bound is followed to the bound itself; the side that it is paid by is what is paid there, to the coin.
            let exactly = pay(to);
            let beside = |step: f64| 2.0 * pay(to + step) - pay(to + 2.0 * step);
            let paid = |side: f64| if (exactly - side).abs() > jump { side } else { exactly };
            let end = if last { exactly } else { paid(beside(-near)) };
            let chord = |share: f64| (from + (to - from) * share, start + (end - start) * share);
            let bends = [0.25, 0.5, 0.75].into_iter().map(chord).any(|(at, flat)| (pay(at) - flat).abs() > straight);
            if bends {
                let mut ats: Vec<f64> = (1..24).map(|step| chord(f64::from(step) / 24.0).0).collect();
                // What is read off the curve lies on it, too.
                let steps = if max <= READ_TO { (max / READ) as u32 } else { 0 };
                let read = (1..=steps).map(|step| f64::from(step) * READ);
                for at in read.filter(|at| *at > from + near && *at < to - near) {
                    insert_rising(&mut ats, at);
                }
                piece.extend(ats.into_iter().map(|at| (at, pay(at))));
            }
            piece.push((to, end));
            let after = if last { end } else { paid(beside(near)) };
            if (after - end).abs() > jump {
                let reached = (exactly - after).abs() <= (exactly - end).abs();
                curve.jumps.push(Jump { at: to, before: end, after, reached });
                curve.pieces.push(std::mem::replace(&mut piece, vec![(to, after)]));
            }
            (from, start) = (to, after);
        }
        curve.pieces.push(piece);
        curve
    }

    /// Pay at an attainment; none outside the curve.
    pub fn at(&self, attainment: f64) -> Option<f64> {
        if let Some(jump) = self.jumps.iter().find(|it| (it.at - attainment).abs() < 1e-9) {
            return Some(if jump.reached { jump.after } else { jump.before });
        }
        let between = |pair: (&(f64, f64), &(f64, f64))| {
            let ((x0, y0), (x1, y1)) = pair;
            (x1 > x0 && (*x0..=*x1).contains(&attainment)).then(|| y0 + (y1 - y0) * (attainment - x0) / (x1 - x0))
        };
        self.pieces.iter().find_map(|piece| piece.iter().zip(piece.iter().skip(1)).find_map(between))
    }

    /// The straight stretches: from, to, and what the next 100 earns there; neighbours that earn the same are one.
    pub fn stretches(&self) -> Vec<(f64, f64, f64)> {
        let mut found: Vec<(f64, f64, f64)> = Vec::new();
        for piece in &self.pieces {
            for ((x0, y0), (x1, y1)) in piece.iter().zip(piece.iter().skip(1)) {
                if x1 <= x0 {
                    continue;
                }
                let rate = (y1 - y0) / (x1 - x0) * self.next;
                match found.last_mut() {
                    Some(last) if (last.2 - rate).abs() <= 1e-3 * rate.abs().max(last.2.abs()) + 1e-9 => last.1 = *x1,
                    Some(_) | None => found.push((*x0, *x1, rate)),
                }
            }
        }
        found
    }

    /// What the next 100 earns just above an attainment.
    pub fn rate_above(&self, attainment: f64) -> Option<f64> {
        let stretches = self.stretches();
        let above = stretches.iter().find(|(from, to, _)| (*from..*to).contains(&attainment));
        above.or(stretches.last()).map(|it| it.2)
    }

    /// Where pay does not move for at least `least` of attainment: from, to and the pay.
    pub(super) fn flats(&self, least: f64) -> Vec<(f64, f64, f64)> {
        let steepest = self.stretches().iter().map(|it| it.2.abs()).fold(0.0, f64::max);
        let still =
            self.stretches().into_iter().filter(|(from, to, rate)| to - from >= least && rate.abs() <= steepest * 1e-3);
        still.filter_map(|(from, to, _)| Some((from, to, self.at((from + to) / 2.0)?))).collect()
    }

    /// Where this curve meets another outside of jumps: attainment, pay, and whether this one is ahead from there.
    pub(super) fn crossings(&self, other: &PayoutCurve, max: f64) -> Vec<(f64, f64, bool)> {
        let gap = |at: f64| Some(self.at(at)? - other.at(at)?);
        let mut ats: Vec<f64> = (0..=200).map(|step| max * f64::from(step) / 200.0).collect();
        for (_, end, _) in self.stretches().into_iter().chain(other.stretches()) {
            insert_rising(&mut ats, end);
        }
        let jumps = || self.jumps.iter().chain(&other.jumps);
        let largest = ats.iter().filter_map(|at| self.at(*at)).fold(0.0, |a: f64, b| a.max(b.abs()));
        let mut found = Vec::new();
        // The last attainment at which the two differed: where they touch or run as one, nobody overtakes.
        let mut last: Option<(f64, f64)> = None;
        for (b, after) in ats.iter().filter_map(|at| Some((*at, gap(*at)?))) {
            if after.abs() <= largest * 1e-6 {
                continue;
            }
            if let Some((a, before)) = last {
                let jumped = jumps().any(|it| (a - 1e-9..=b + 1e-9).contains(&it.at));
                if !jumped && b - a < max * 0.02 && (before < 0.0) != (after < 0.0) {
                    let at = a + (b - a) * before / (before - after);
                    found.extend(self.at(at).map(|pay| (at, pay, after > 0.0)));
                }
            }
            last = Some((b, after));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plan B of the pay mock: half the rate below 50 %, retroactive to the first dollar from there, 12,000 at quota.
    fn plan(attainment: f64) -> f64 {
        match attainment {
            it if it < 0.5 => 45_000.0 * it,
            it if it < 1.0 => 90_000.0 * it,
            it => 102_000.0 + 117_000.0 * (it - 1.0),
        }
    }

    #[test]
    fn cliffs_are_found_with_their_amount_and_the_side_that_is_paid() {
        let curve = PayoutCurve::trace("B", "B", 2.0, &[0.5, 1.0, 1.25], 100.0 / 810_000.0, &plan);
        let jumps: Vec<_> = curve.jumps.iter().map(|it| (it.at, (it.after - it.before).round(), it.reached)).collect();
        assert_eq!(jumps, [(0.5, 22_500.0, true), (1.0, 12_000.0, true)]);
        assert_eq!(curve.pieces.len(), 3);
        assert_eq!(curve.at(1.0), Some(curve.jumps[1].after));
        assert!((curve.at(0.75).unwrap() - 67_500.0).abs() < 1.0);
        assert_eq!(curve.at(2.5), None);
        let rates: Vec<_> = curve.stretches().iter().map(|it| (it.2 * 100.0).round() / 100.0).collect();
        assert_eq!(rates, [5.56, 11.11, 14.44]);
        let later = PayoutCurve::trace("C", "C", 2.0, &[0.5], 1.0, &|it| if it > 0.5 { 100.0 } else { 0.0 });
        assert!(!later.jumps[0].reached, "at 50 % exactly, the lower side is paid");
    }

    #[test]
    fn bounds_are_read_to_the_coin_however_steep_pay_is_beside_them() {
        let bounds = [0.5, 1.0, 1.25];
        let curve = PayoutCurve::trace("B", "B", 2.5, &bounds, 1.0, &plan);
        // By hand: half the rate to 50 % is 22,500; from there 45,000; 90,000 up to quota and 102,000 on it.
        let sides: Vec<_> = curve.jumps.iter().map(|it| (it.before, it.after)).collect();
        for ((before, after), wanted) in sides.into_iter().zip([(22_500.0, 45_000.0), (90_000.0, 102_000.0)]) {
            assert!((before - wanted.0).abs() < 1e-3 && after == wanted.1, "{before} and {after}");
        }
        assert_eq!(curve.at(1.0), Some(102_000.0));
        // A retention bonus of 18,000 that goes five times as steep above 100 %: no jump, and its target pay there.
        let bonus =
            |it: f64| if it < 1.0 { 162_000.0 * (it - 8.0 / 9.0).max(0.0) } else { 18_000.0 + 90_000.0 * (it - 1.0) };
        let bent = PayoutCurve::trace("R", "R", 2.5, &[8.0 / 9.0, 1.0], 0.01, &bonus);
        assert_eq!((bent.jumps.len(), bent.at(1.0)), (0, Some(18_000.0)));
        // What bends between bounds is met where it is read: a square at 35 %.
        let square = PayoutCurve::trace("S", "S", 2.5, &[], 1.0, &|it| it * it * 1e5);
        assert!((square.at(0.35).unwrap() - 12_250.0).abs() < 1e-6);
    }

    #[test]
    fn curves_bend_where_the_plan_does_and_rest_where_it_rests() {
        let curve =
            PayoutCurve::trace("S", "S", 2.0, &[1.0], 1.0, &|it| if it < 1.0 { it * it * 100.0 } else { 100.0 });
        assert!((curve.at(0.5).unwrap() - 25.0).abs() < 0.2);
        assert_eq!(
            curve.flats(0.2).iter().map(|it| (it.0, it.1, it.2.round())).collect::<Vec<_>>(),
            [(1.0, 2.0, 100.0)]
        );
        let line = PayoutCurve::trace("L", "L", 2.0, &[], 1.0, &|it| it * 50.0);
        let crossings: Vec<_> = line.crossings(&curve, 2.0).iter().map(|it| ((it.0 * 100.0).round(), it.2)).collect();
        assert_eq!(crossings, [(50.0, false)], "they meet at 200 % again, but do not cross inside");
    }
}
