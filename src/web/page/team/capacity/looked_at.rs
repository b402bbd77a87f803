//! Whose gap is looked at, and when: a segment or the company, a quarter or a year.

use super::asked;
use crate::engine::{Scope, Span};
use crate::present::number::period_label;
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod};
use crate::web::app::App;
use crate::web::ui::Choice;
use leptos::prelude::*;

/// What was chosen, and what it comes to in the document on screen.
#[derive(Clone, Copy)]
pub(super) struct LookedAt {
    /// Key of the scope chosen; empty: whichever is shortest of its target.
    pub wanted_scope: RwSignal<String>,
    /// Key of the period chosen; empty: the last fiscal year.
    pub wanted_period: RwSignal<String>,
    /// The scope on screen.
    pub scope: Memo<Scope>,
    /// The period on screen, with its months.
    pub period: Memo<(FiscalPeriod, Span)>,
}

/// The key of a scope: the company's, or the id of a segment.
const COMPANY: &str = "*";

impl LookedAt {
    /// Nothing chosen yet.
    pub fn new(app: App) -> LookedAt {
        let wanted_scope = RwSignal::new(String::new());
        let wanted_period = RwSignal::new(String::new());
        let period = Memo::new(move |_| {
            let wanted = wanted_period.get();
            app.outcome.with(|outcome| {
                let all = periods(outcome);
                let years = outcome.periods(Cadence::Year);
                let found = all.iter().find(|(period, _)| period.key() == wanted).or(years.last()).copied();
                found.unwrap_or_else(|| {
                    let first = app.document.with(|document| document.settings.first_month);
                    (outcome.calendar.period_of(first, Cadence::Year), outcome.whole())
                })
            })
        });
        let scope = Memo::new(move |_| {
            let wanted = wanted_scope.get();
            let named = app.document.with(|it| it.segments.iter().position(|it| it.id.as_str() == wanted));
            match named {
                Some(at) => Scope::Segment(at),
                None if wanted == COMPANY => Scope::Company,
                None => shortest(app, period.get().1),
            }
        });
        LookedAt { wanted_scope, wanted_period, scope, period }
    }

    /// What is looked at, from any panel.
    pub fn here() -> LookedAt {
        expect_context::<LookedAt>()
    }

    /// The scopes one can choose.
    pub fn scopes(app: App) -> Vec<Choice> {
        app.document.with(|document| {
            let segments = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            segments.chain([Choice::new(COMPANY, tr!("Company"))]).collect()
        })
    }

    /// The key of the scope on screen.
    pub fn scope_key(self, app: App) -> String {
        match self.scope.get() {
            Scope::Company => COMPANY.to_owned(),
            Scope::Segment(at) => {
                app.document.with(|it| it.segments.get(at).map(|it| it.id.to_string())).unwrap_or_default()
            }
        }
    }

    /// The periods one can choose: years, then quarters.
    pub fn period_choices(app: App) -> Vec<Choice> {
        app.outcome.with(|outcome| {
            let choice = |(period, _): &(FiscalPeriod, Span)| Choice::new(period.key(), period_label(period, false));
            periods(outcome).iter().map(choice).collect()
        })
    }
}

fn periods(outcome: &crate::engine::Outcome) -> Vec<(FiscalPeriod, Span)> {
    [Cadence::Year, Cadence::Quarter].into_iter().flat_map(|it| outcome.periods(it)).collect()
}

/// The segment whose team is shortest of its target; the company, where none is.
fn shortest(app: App, span: Span) -> Scope {
    asked(app, |plan, tell| {
        let segments = (0..tell.document.segments.len()).map(Scope::Segment);
        let gaps = segments.filter_map(|scope| Some((scope, plan.gap(scope, span).gap()?.value())));
        let worst = gaps.filter(|(_, gap)| *gap >= 1.0).max_by(|a, b| a.1.total_cmp(&b.1));
        worst.map_or(Scope::Company, |(scope, _)| scope)
    })
}
