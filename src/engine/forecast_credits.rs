//! What the forecast credits everyone with, for those who write it down.

use crate::engine::credit::Credits;
use crate::engine::staff;
use crate::model::Document;
use crate::model::comp::Measure;
use crate::units::Money;

/// Credits of the forecast by holder.
pub(crate) struct ForecastCredits {
    /// Seat and stint of each holder.
    holders: Vec<(usize, Option<usize>)>,
    credits: Credits,
}

impl ForecastCredits {
    pub fn of(document: &Document) -> ForecastCredits {
        let posts = staff::posts(document);
        let holders = staff::holders(document, &posts);
        let credits = super::forecast(document, &posts, &holders).credits;
        ForecastCredits { holders: holders.iter().map(|it| (it.post, it.stint)).collect(), credits }
    }

    fn place(&self, post: usize, stint: Option<usize>) -> Option<usize> {
        self.holders.iter().position(|it| *it == (post, stint))
    }

    /// Credit of a month, in major units.
    pub fn credit(&self, post: usize, stint: Option<usize>, measure: Measure, month: usize) -> f64 {
        let mills = self.place(post, stint).map_or(0, |at| self.credits.of_holder(at, measure, month));
        Money::from_mills(mills).to_major()
    }

    /// Of the book a holder looks after: ARR due in a month, what is left of it after churn and contraction, and with price uplift and
    /// expansion.
    pub fn kept(&self, post: usize, stint: Option<usize>, month: usize) -> [f64; 3] {
        let series = self.place(post, stint).and_then(|at| self.credits.kept.get(at));
        let moves = series.and_then(|series| series.get(month)).copied().unwrap_or_default();
        let gross = moves.due - moves.churn - moves.contraction;
        [moves.due, gross, gross + moves.price + moves.expansion]
    }
}
