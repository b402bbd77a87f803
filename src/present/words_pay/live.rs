//! What follows a split while it moves: cost, CCOS, target variable, people, and what each component comes to.

use super::component::tier_rate;
use crate::engine::{Metric, Outcome, Row, Span, TierRate, payee_lines, plan_totals, tier_rates};
use crate::model::comp::PlanVersion;
use crate::model::{Document, Terms};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Currency, Money, PlanId};

/// Figures beside the bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    cost: Money,
    target: Money,
    seats: usize,
    ccos: Option<f64>,
    rates: Vec<(String, Option<TierRate>)>,
}

/// One figure beside the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveLine {
    /// What it is.
    pub label: String,
    /// What it is now.
    pub value: String,
    /// By how much it moved since the split was last at rest; empty if it did not.
    pub moved: String,
}

impl Live {
    /// Figures of a plan (of all plans, if none is named) in some months, with the base rates of a version under terms.
    pub fn of(
        document: &Document,
        outcome: &Outcome,
        plan: Option<&PlanId>,
        rated: Option<(&PlanVersion, &Terms)>,
        span: Span,
    ) -> Live {
        let totals = plan_totals(payee_lines(document, outcome, plan, span).iter());
        let rates = rated.map_or_else(Vec::new, |(version, terms)| {
            let parts = version.components.iter();
            parts.map(|part| (part.name.clone(), tier_rates(part, terms).first().copied())).collect()
        });
        Live {
            cost: totals.earned,
            target: totals.target,
            seats: totals.seats,
            ccos: Row::of(outcome, span).value(Metric::Ccos).to_f64(),
            rates,
        }
    }

    /// The same figures, where a move reaches only so many seats.
    pub fn reaching(self, seats: usize) -> Live {
        Live { seats, ..self }
    }

    /// The figures as text, with their moves since `before`.
    pub fn lines(&self, before: Option<&Live>, year: &str, locale: &Locale, currency: Currency) -> Vec<LiveLine> {
        let line = |label: String, value: String, moved: String| LiveLine { label, value, moved };
        let money = |now: Money, then: fn(&Live) -> Money| {
            let by = before.map(|before| now - then(before)).filter(|by| !by.is_zero());
            by.map_or(String::new(), |by| locale.money_delta_whole(by))
        };
        let ccos = before.and_then(|before| Some(self.ccos? - before.ccos?)).filter(|by| by.abs() >= 0.000_5);
        let mut lines = vec![
            line(
                tr!("Expected to be earned in {year}"),
                locale.money_whole_named(self.cost, currency),
                money(self.cost, |it| it.cost),
            ),
            line(
                tr!("Target variable").to_owned(),
                locale.money_whole_named(self.target, currency),
                money(self.target, |it| it.target),
            ),
            line(
                "CCOS".to_owned(),
                crate::present::number::shown(self.ccos, |it| locale.percent(it, 1)),
                ccos.map_or(String::new(), |by| locale.points_delta(by, 1)),
            ),
            line(tr!("People affected").to_owned(), super::seats(self.seats, locale), String::new()),
        ];
        for (at, (name, rate)) in self.rates.iter().enumerate() {
            let text = |rate: &Option<TierRate>| rate.map(|rate| tier_rate(rate, locale, currency));
            let Some(now) = text(rate) else { continue };
            let then = before.and_then(|before| text(&before.rates.get(at)?.1)).filter(|then| *then != now);
            lines.push(line(tr!("{name} pays"), now, then.map_or(String::new(), |then| tr!("was {then}"))));
        }
        lines
    }
}

/// The rule by which a split moves while the cost of a year stays; `several` says that a plan has several versions.
pub fn keeps_cost(year: &str, several: bool, currency: Currency) -> String {
    let rule = tr!(
        "What the forecast expects to be earned in {year} stays: target variable is scaled to whole {currency}, base pay stays."
    );
    if several {
        tr!(
            "{rule} OTE has no dates and is the same under every version, so it is the year as a whole that keeps its cost; what is \
             earned in the months of other versions moves along."
        )
    } else {
        rule
    }
}
