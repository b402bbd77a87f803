//! Between which bounds every sum per share has to lie: the band, or a window that closes as better plans are found.

use super::super::instance::Objective;

/// Room for rounding, so that what lies within is within for whoever adds up in another order.
const ROUNDING: f64 = 1e-9;
/// By how much of the way to the ideal a window closes at once.
const CLOSING: f64 = 0.1;
/// As near to the ideal as anybody asks for; from here on compactness counts.
const IDEAL: f64 = 1e-5;

/// Bounds of a sum per share; 1 is fair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Window {
    /// Where the search begins.
    pub(super) fn start(objective: Objective, band: f64) -> Window {
        match objective {
            Objective::Compact | Objective::LeastDisruption => {
                let band = (band - ROUNDING).max(0.0);
                Window { low: 1.0 - band, high: 1.0 + band }
            }
            Objective::MinLargest => Window { low: -super::ground::FAR, high: 1.1 },
            Objective::MaxSmallest => Window { low: 0.9, high: super::ground::FAR },
            Objective::MinSpread => Window { low: 0.9, high: 1.1 },
        }
    }

    /// A little closer than the best plan found, whose largest and smallest these are.
    pub(super) fn closed(self, objective: Objective, (largest, smallest): (f64, f64)) -> Window {
        let (over, under) = ((largest - 1.0).max(0.0), (1.0 - smallest).max(0.0));
        let keep = |gap: f64| if gap > IDEAL { gap * (1.0 - CLOSING) } else { gap };
        match objective {
            Objective::Compact | Objective::LeastDisruption => self,
            Objective::MinLargest => Window { high: self.high.min(1.0 + keep(over)), ..self },
            Objective::MaxSmallest => Window { low: self.low.max(1.0 - keep(under)), ..self },
            // Both sides close, each as far as the plan itself stood from the ideal.
            Objective::MinSpread => {
                if over + under >= self.high - self.low {
                    self
                } else {
                    Window { low: 1.0 - keep(under), high: 1.0 + keep(over) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_stays_and_a_window_closes() {
        let band = Window::start(Objective::Compact, 0.05);
        assert!(band.high < 1.05 && band.high > 1.0499 && band.closed(Objective::Compact, (1.01, 0.99)) == band);
        let window = Window::start(Objective::MinLargest, 0.05).closed(Objective::MinLargest, (1.05, 0.2));
        assert!((window.high - 1.045).abs() < 1e-12 && window.low < -1e200);
        // A worse plan does not open it again.
        assert_eq!(window.closed(Objective::MinLargest, (1.08, 0.2)), window);
        let spread = Window::start(Objective::MinSpread, 0.0).closed(Objective::MinSpread, (1.02, 0.96));
        assert!((spread.high - 1.018).abs() < 1e-12 && (spread.low - 0.964).abs() < 1e-12);
    }
}
