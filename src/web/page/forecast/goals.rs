//! Which figure is meant, when and how much of it: what goal seek and sensitivity share.

use super::goal_list::GoalList;
use super::seek::SeekPanel;
use super::swing::SwingPanel;
use crate::edit::Command;
use crate::engine::{Metric, Outcome, Row, Scope, Span};
use crate::model::{GrrForm, NrrForm, PlanGoal, Recurring, Settings};
use crate::present::figure;
use crate::present::goals::{self, other_than_plans};
use crate::present::recurring::{self, Shown};
use crate::text::tr;
use crate::units::Cadence;
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::ui::{Button, Choice, Field, Panel, PanelHead, Pick, Say};
use leptos::prelude::*;

/// What is looked at, handed down as context.
#[derive(Clone, Copy)]
pub(super) struct Aim {
    /// The metric.
    pub metric: Memo<Metric>,
    /// Of the company or a segment.
    pub scope: Memo<Scope>,
    /// The name of the period and its months.
    pub when: Memo<(String, Span)>,
    /// The target, if it can be read.
    pub target: Memo<Option<f64>>,
    /// Counts how often a target was entered: what it would take is looked for then.
    pub entered: RwSignal<u32>,
    /// The goal kept with the scenario that is looked at, where there is one of this scope.
    pub kept: Memo<Option<PlanGoal>>,
    /// Its place among the goals of the scenario.
    pub at: Memo<Option<usize>>,
    /// The place that was asked for.
    pub wanted: RwSignal<Option<usize>>,
    app: App,
}

/// Metrics that people set goals for. Retention in the forms chosen.
fn metrics(settings: &Settings, scope: Scope) -> Vec<Metric> {
    let nrr = match settings.nrr_form {
        NrrForm::Cohort => Metric::NrrCohort,
        NrrForm::Bridge => Metric::NrrBridge,
    };
    let grr = match settings.grr_form {
        GrrForm::Event => Metric::GrrEvent,
        GrrForm::CustomerMinimum => Metric::GrrCustomer,
    };
    let mut all = vec![Metric::ClosingArr, Metric::NetNewArr, Metric::NewArr, Metric::ExpansionArr, nrr, grr];
    all.extend([Metric::Customers, Metric::QuickRatio, Metric::CompCost, Metric::Ccos]);
    if scope == Scope::Company {
        all.extend([Metric::Cac, Metric::CacPayback, Metric::MagicNumber, Metric::BurnMultiple]);
    }
    all
}

/// The years of the plan from the last back, then its quarters: goals are set for the end.
fn periods(outcome: &Outcome) -> Vec<(String, String, Span)> {
    let of = |cadence: Cadence| {
        let all = outcome.periods(cadence).into_iter().rev();
        all.map(|(period, span)| (period.key(), period_label(&period, false), span))
    };
    of(Cadence::Year).chain(of(Cadence::Quarter)).collect()
}

impl Aim {
    fn new(app: App, scope: Memo<Scope>) -> Aim {
        let wanted = RwSignal::new(None::<usize>);
        let at = Memo::new(move |_| {
            app.document.with(|document| {
                let segment = match scope.get() {
                    Scope::Company => None,
                    Scope::Segment(at) => document.segments.get(at).map(|it| &it.id),
                };
                let ours = |goal: &PlanGoal| goal.segment.as_ref() == segment;
                let asked = wanted.get().filter(|at| document.goals().nth(*at).is_some_and(ours));
                asked.or_else(|| document.goals().position(ours))
            })
        });
        let kept = Memo::new(move |_| {
            let at = at.get()?;
            app.document.with(|document| document.goals().nth(at).cloned())
        });
        let metric = Memo::new(move |_| {
            let of = kept.with(|goal| goal.as_ref().and_then(|it| Metric::from_key(&it.metric)));
            // Of a goal set for the company, a segment may lack the metric.
            of.filter(|of| scope.get() == Scope::Company || !of.needs_company_cost()).unwrap_or(Metric::ClosingArr)
        });
        let when = Memo::new(move |_| {
            let wanted = kept.with(|goal| goal.as_ref().map(|it| it.period.clone()));
            app.outcome.with(|outcome| {
                let all = periods(outcome);
                let found = all.iter().find(|(key, ..)| Some(key) == wanted.as_ref()).or(all.first());
                found.map_or_else(|| (String::new(), outcome.whole()), |(_, label, span)| (label.clone(), *span))
            })
        });
        let target = Memo::new(move |_| {
            if let Some(set) = kept.with(|goal| goal.as_ref().map(|it| it.target)) {
                return set;
            }
            let text = proposed(app, metric.get(), scope.get(), when.get().1);
            let currency = app.document.with(|document| document.settings.currency);
            figure::read_target(&text, metric.get(), &app.locale.get(), currency).ok()
        });
        Aim { metric, scope, when, target, entered: RwSignal::new(0), kept, at, wanted, app }
    }

    /// Changes the goal that is looked at; where there is none of this scope yet, it is one more.
    pub fn keep(&self, change: impl FnOnce(&mut PlanGoal)) {
        let mut goal = self.kept.get_untracked().unwrap_or_else(|| self.fresh(self.target.get_untracked()));
        let before = goal.clone();
        change(&mut goal);
        let at = self.at.get_untracked();
        if goal != before || at.is_none() {
            self.put(goal, at);
        }
    }

    /// One more goal, which is then looked at.
    pub fn add(&self) {
        self.put(self.fresh(None), None);
    }

    /// Puts a goal in its place among those of the scenario, or behind them.
    fn put(&self, goal: PlanGoal, at: Option<usize>) {
        let mut goals: Vec<PlanGoal> = self.app.document.with_untracked(|document| document.goals().cloned().collect());
        match at.and_then(|at| goals.get_mut(at)) {
            Some(place) => *place = goal,
            None => goals.push(goal),
        }
        let last = goals.len().saturating_sub(1);
        self.app.dispatch(Command::Goals(goals));
        self.wanted.set(Some(at.unwrap_or(last)));
    }

    /// A goal of this scope as it begins.
    fn fresh(&self, target: Option<f64>) -> PlanGoal {
        let Aim { app, scope, metric, when, .. } = *self;
        PlanGoal {
            metric: metric.get_untracked().key().to_owned(),
            segment: match scope.get_untracked() {
                Scope::Company => None,
                Scope::Segment(at) => {
                    app.document.with_untracked(|document| document.segments.get(at).map(|it| it.id.clone()))
                }
            },
            period: app.outcome.with_untracked(|outcome| {
                let label = when.with_untracked(|(label, _)| label.clone());
                periods(outcome).into_iter().find(|it| it.1 == label).map(|it| it.0).unwrap_or_default()
            }),
            target,
            ..PlanGoal::default()
        }
    }

    /// Runs the effect it is called in again when the figure, its scope or its period changes.
    pub fn track(&self) {
        self.metric.track();
        self.scope.track();
        self.when.track();
    }

    /// From the context of the page.
    pub fn here() -> Aim {
        expect_context::<Aim>()
    }
}

/// What stands in the field until something is typed: the target of the settings for the company's closing ARR, else where the plan is.
fn proposed(app: App, metric: Metric, scope: Scope, span: Span) -> String {
    let locale = app.locale.get();
    let set = app.document.with(|document| document.settings.target_arr);
    if let Some(target) = set.filter(|_| metric == Metric::ClosingArr && scope == Scope::Company) {
        return locale.money_typed(target);
    }
    app.outcome.with(|outcome| {
        let value = Row::scoped(outcome, scope, span).value(metric);
        figure::typed_target(value, &locale)
    })
}

/// Goals: the aim, what it would take, what matters most.
#[component]
pub fn Goals(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let aim = Aim::new(app, scope);
    provide_context(aim);
    let metric_choices = Signal::derive(move || {
        let all = app.document.with(|document| metrics(&document.settings, scope.get()));
        let view = app.outcome.with(|outcome| outcome.recurring);
        all.into_iter().map(|it| Choice::new(it.key(), recurring::name(view, it))).collect::<Vec<_>>()
    });
    let period_choices = Signal::derive(move || {
        let all = app.outcome.with(|outcome| periods(outcome));
        all.into_iter().map(|(key, label, _)| Choice::new(key, label)).collect::<Vec<_>>()
    });
    let period = Signal::derive(move || {
        let (label, _) = aim.when.get();
        app.outcome
            .with(|outcome| periods(outcome))
            .into_iter()
            .find(|it| it.1 == label)
            .map(|it| it.0)
            .unwrap_or_default()
    });
    let value = Signal::derive(move || {
        let metric = aim.metric.get();
        match aim.kept.with(|goal| goal.as_ref().map(|it| it.target)) {
            Some(Some(set)) => figure::typed_target(figure::value_of(metric, set), &app.locale.get()),
            Some(None) => String::new(),
            None => proposed(app, metric, scope.get(), aim.when.get().1),
        }
    });
    let unit = Signal::derive(move || {
        let currency = app.document.with(|document| document.settings.currency);
        figure::target_unit(aim.metric.get(), currency)
    });
    let wrong = move |text: String| {
        let currency = app.document.with_untracked(|document| document.settings.currency);
        figure::read_target(&text, aim.metric.get_untracked(), &app.locale.get_untracked(), currency).err()
    };
    let on_metric = move |key: String| {
        if let Some(metric) = Metric::from_key(&key) {
            aim.keep(|goal| {
                goal.metric = metric.key().to_owned();
                goal.target = None;
            });
        }
    };
    let help = Signal::derive(move || {
        let (metric, (label, span)) = (aim.metric.get(), aim.when.get());
        app.outcome.with(|outcome| {
            let value = Row::scoped(outcome, scope.get(), span).value(metric);
            let locale = app.locale.get();
            let now = Shown::of(outcome, &locale).headline(metric, value);
            if metric.is_recurring() && outcome.recurring == Recurring::Mrr {
                let year = figure::headline(value, &locale, outcome.currency);
                return tr!("Typed as ARR. The plan has {now} MRR in {label}: {year} of ARR.");
            }
            tr!("The plan has {now} in {label}.")
        })
    });
    view! {
        <GoalList/>
        <Panel>
            <PanelHead title=tr!("The goal") say=tr!("Stocks and ratios are those at the end of the period, flows those of all of it. Goals stay with the scenario.")/>
            <div class="fields">
                <Pick
                    label=tr!("Figure")
                    choices=metric_choices
                    chosen=Signal::derive(move || aim.metric.get().key().to_owned())
                    on_choose=on_metric
                />
                <Pick
                    label=tr!("Period")
                    choices=period_choices
                    chosen=period
                    on_choose=move |key: String| aim.keep(|goal| goal.period = key)
                />
                <Field
                    label=tr!("Target")
                    value=value
                    unit=unit
                    help=help
                    check=Callback::new(wrong)
                    on_commit=move |text: String| {
                        let currency = app.document.with_untracked(|document| document.settings.currency);
                        let metric = aim.metric.get_untracked();
                        let read = figure::read_target(&text, metric, &app.locale.get_untracked(), currency);
                        aim.keep(|goal| goal.target = read.ok());
                        aim.entered.update(|times| *times += 1);
                    }
                />
            </div>
            <PlansTarget aim=aim/>
        </Panel>
        <SeekPanel/>
        <SwingPanel/>
    }
    .into_any()
}

/// Where closing ARR at the end of the plan is aimed at and the plan's target is another: that it is, and a way to make it the same.
#[component]
fn PlansTarget(aim: Aim) -> AnyView {
    let app = App::here();
    let other = Memo::new(move |_| {
        let (metric, scope, (_, span), target) = (aim.metric.get(), aim.scope.get(), aim.when.get(), aim.target.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| other_than_plans(document, outcome, (metric, scope, span), target))
        })
    });
    let say = Signal::derive(move || {
        other.get().map_or_else(String::new, |_| {
            let (locale, settings) = (app.locale.get(), app.document.with(|it| it.settings.clone()));
            goals::plans_target(settings.target_arr, settings.currency, &locale)
        })
    });
    let adopt = move |()| {
        if let Some(target) = other.get_untracked() {
            let mut settings = app.document.with_untracked(|document| document.settings.clone());
            settings.target_arr = Some(target);
            let label = tr!("make the goal the plan's target");
            app.dispatch(Command::batch(label, vec![Command::Settings(Box::new(settings))]));
        }
    };
    view! {
        <Show when=move || other.get().is_some()>
            <Say text=say/>
            <p><Button label=tr!("Make it the plan's target") small=true on_press=adopt/></p>
        </Show>
    }
    .into_any()
}
