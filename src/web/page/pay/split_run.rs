//! A run of moves of a split as one step, and what stays the same meanwhile.

use crate::edit::{Command, at_same_cost};
use crate::engine::Span;
use crate::model::Document;
use crate::model::comp::Plan;
use crate::present::words_pay::{self, Live};
use crate::text::{mark, tr};
use crate::web::app::{App, sentence};
use crate::web::ui::{Say, Tab, Tabs};
use leptos::prelude::*;

/// The undo step.
const STEP: &str = mark!("split of variable pay");

/// What stays the same when the split moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Keeps {
    /// Target variable and OTE of everyone.
    #[default]
    Ote,
    /// What the forecast expects the plan to pay.
    Cost,
}

/// The state of the bar beyond the document.
#[derive(Clone, Copy)]
pub(super) struct SplitRun {
    app: App,
    /// What stays the same.
    pub keeps: RwSignal<Keeps>,
    /// Figures before the last run of moves began.
    pub before: RwSignal<Option<Live>>,
    /// Why a move was not made.
    refused: RwSignal<String>,
    /// The document as it was when the run began: every move counts from there, so that going back leads back.
    start: StoredValue<Option<Document>>,
}

impl SplitRun {
    pub fn new(app: App) -> SplitRun {
        let run = SplitRun {
            app,
            keeps: RwSignal::new(Keeps::default()),
            before: RwSignal::new(None),
            refused: RwSignal::new(String::new()),
            start: StoredValue::new(None),
        };
        // What was taken back is no place to count from.
        Effect::new(move |_| {
            if app.next.with(|next| next.1.is_some()) {
                run.start.set_value(None);
            }
        });
        run
    }

    /// A move: `plans` puts the wanted split into the document the run began with. Nothing if it is there already. `span` are the months
    /// whose cost stays, if it is to.
    pub fn step(self, now: &Live, span: Span, plans: impl FnOnce(&Document) -> Option<Vec<Plan>>) {
        let app = self.app;
        if self.start.with_value(Option::is_none) {
            self.start.set_value(Some(app.document.get_untracked()));
            self.before.set(Some(now.clone()));
        }
        let keeps = self.keeps.get_untracked();
        let made = self.start.with_value(|start| {
            let start = start.as_ref()?;
            let plans = plans(start)?;
            Some(match keeps {
                Keeps::Ote => Ok(Command::batch(STEP, plans.into_iter().map(Command::from).collect())),
                Keeps::Cost => at_same_cost(start, plans, span, STEP),
            })
        });
        match made {
            Some(Ok(command)) => {
                self.refused.set(String::new());
                app.type_in(command, STEP);
            }
            Some(Err(error)) => self.refused.set(sentence(&error.to_string())),
            None => {}
        }
    }

    /// The run is over: the next move begins a step of its own.
    pub fn rest(self) {
        if self.start.try_update_value(Option::take).flatten().is_some() {
            self.app.seal();
        }
    }

    /// Other figures are looked at.
    pub fn forget(self) {
        self.start.set_value(None);
        self.before.set(None);
        self.refused.set(String::new());
    }
}

/// Chooses what stays the same.
#[component]
pub(super) fn KeepTabs(run: SplitRun) -> AnyView {
    let tabs = Signal::derive(|| vec![Tab::new("ote", tr!("Keep each OTE")), Tab::new("cost", tr!("Keep total cost"))]);
    let chosen = Signal::derive(move || match run.keeps.get() {
        Keeps::Ote => "ote",
        Keeps::Cost => "cost",
    });
    let on_choose = Callback::new(move |key: &'static str| {
        run.rest();
        run.keeps.set(if key == "cost" { Keeps::Cost } else { Keeps::Ote });
    });
    view! { <Tabs label=tr!("What stays the same when the split moves") tabs=tabs chosen=chosen on_choose=on_choose/> }
        .into_any()
}

/// The figures that follow the bar, and the rule by which they do.
#[component]
pub(super) fn LiveFigures(
    run: SplitRun,
    /// The figures now.
    #[prop(into)]
    now: Signal<Live>,
    /// The year they are of.
    #[prop(into)]
    year: Signal<String>,
    /// The year whose cost stays, if it is to.
    #[prop(into)]
    cost_year: Signal<String>,
    /// Whether a plan that moves has several versions.
    #[prop(into)]
    several: Signal<bool>,
) -> AnyView {
    let app = run.app;
    let lines = move || {
        let locale = app.locale.get();
        let currency = app.outcome.with(|outcome| outcome.currency);
        let lines =
            run.before.with(|before| now.with(|now| now.lines(before.as_ref(), &year.get(), &locale, currency)));
        let lines = lines.into_iter().map(|line| {
            view! {
                <div>
                    <dt>{line.label}</dt>
                    <dd><b>{line.value}</b>" "<span>{line.moved}</span></dd>
                </div>
            }
        });
        lines.collect_view()
    };
    let rule = move || match run.keeps.get() {
        Keeps::Ote => tr!("Everyone's OTE stays and the weights move; what is earned follows the forecast.").to_owned(),
        Keeps::Cost => {
            let currency = app.document.with(|document| document.settings.currency);
            words_pay::keeps_cost(&cost_year.get(), several.get(), currency)
        }
    };
    view! {
        <div role="group" aria-label=tr!("What follows from the split")><dl class="pay-live">{lines}</dl></div>
        <p class="fine">{rule}</p>
        <Say text=Signal::derive(move || run.refused.get())/>
    }
    .into_any()
}
