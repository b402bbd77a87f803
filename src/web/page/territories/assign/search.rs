//! The search for a better plan: the objective, the band, what may change hands, the seed; progress, and stopping at any time.

use super::all::{AllSegments, Everywhere};
use super::desk::{Desk, Shown};
use crate::model::{Balanced, DisruptionLimit, PlanObjective};
use crate::present::assign::{balanced_name, breaches_in_words, hands, objective_help, objective_key, objective_name};
use crate::territory::protocol::Limit;
use crate::territory::{Board, Score};
use crate::text::tr;
use crate::units::Rate;
use crate::web::port::dom;
use crate::web::territory_runs::{self, RunHandle};
use crate::web::ui::{Button, Check, Choice, Field, Look, Panel, PanelHead, Pick, Progress};
use leptos::prelude::*;
use std::sync::Arc;

/// How long a search goes on by itself.
const SECONDS: f64 = 8.0;

/// How long a plan found on the way stays on screen, in milliseconds: drawing 10,000 accounts and a hundred people anew takes its time, and the page
/// is to stay free meanwhile.
fn shown_for(accounts: usize) -> f64 {
    (accounts as f64 / 8.0).clamp(100.0, 1_500.0)
}

/// What the panel says of a search.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    running: bool,
    done: f64,
    text: String,
}

/// The panel.
#[component]
pub(super) fn SearchPanel() -> AnyView {
    let desk = Desk::here();
    let said = RwSignal::new(Said::default());
    let run = RwSignal::new_local(None::<RunHandle>);
    let began = StoredValue::new(0.0);
    let next_picture = StoredValue::new(0.0);
    // Another problem ends the search, and what was said of the one before.
    Effect::new(move |had: Option<crate::territory::Instance>| {
        let instance = desk.base.with(|it| it.instance.clone());
        if had.is_some_and(|had| had != instance) {
            run.set(None);
            desk.trial.set(None);
            said.set(Said::default());
        }
        instance
    });
    // Made here and not in the handler, whose callbacks go with it.
    let finish = Callback::new(move |()| {
        let Some(over) = run.try_update(Option::take).flatten() else { return };
        over.stop();
        desk.trial.set(None);
        let Some(found) = over.incumbent.get_untracked() else {
            said.set(Said { text: tr!("Stopped before a plan was found.").to_owned(), ..Said::default() });
            return;
        };
        let text = verdict(desk, &found.score, &found.plan, found.iterations);
        said.set(Said { running: false, done: 1.0, text: text.clone() });
        if desk.plan.with_untracked(|now| **now != found.plan) {
            desk.keep(&found.plan, text);
        }
    });
    let start = move |()| {
        let seed = desk.app.document.with_untracked(|it| it.territory.seed);
        let instance = desk.base.with_untracked(|base| base.instance.clone());
        let limit = Limit { seconds: Some(SECONDS), passes: None };
        desk.shown.set(Shown::Planned);
        began.set_value(dom::timer_ms());
        next_picture.set_value(0.0);
        said.set(Said { running: true, done: 0.0, text: tr!("Looking for a better plan\u{2026}").to_owned() });
        run.set(Some(territory_runs::start(instance, u64::from(seed), limit)));
    };
    Effect::new(move |_| {
        let Some(now) = run.get() else { return };
        let (found, progress) = (now.incumbent.get(), now.progress.get());
        if now.state.get().is_over() {
            untrack(|| finish.run(()));
            return;
        }
        let done = ((dom::timer_ms() - began.get_value()) / 1000.0 / SECONDS).min(1.0);
        if let Some(found) = found {
            let rounds = progress.map_or(found.iterations, |it| it.iterations);
            let text = untrack(|| standing(desk, &found.score, &found.plan, rounds));
            let now = dom::timer_ms();
            if now >= next_picture.get_value() {
                next_picture.set_value(now + shown_for(found.plan.len()));
                desk.trial.set(Some(Arc::new(found.plan)));
            }
            said.set(Said { running: true, done, text });
        } else {
            said.update(|it| it.done = done);
        }
    });
    let running = Memo::new(move |_| said.with(|it| it.running));
    let all_running = Everywhere::here().running;
    let say = Signal::derive(move || {
        let objective = desk.app.document.with(|it| it.territory.objective);
        objective_help(objective).to_owned()
    });
    let found = move || said.with(|it| (!it.running && !it.text.is_empty()).then(|| it.text.clone()));
    view! {
        <Panel class="assign-search no-print">
            <PanelHead title=tr!("Find a better plan") say=say/>
            <Objective/>
            <Show when=move || !all_running.get()>
                <div class="actions">
                    <Show
                        when=move || running.get()
                        fallback=move || view! { <Button label=tr!("Find a better plan") look=Look::Primary on_press=start/> }
                    >
                        <Button label=tr!("Stop and keep") on_press=finish/>
                    </Show>
                </div>
            </Show>
            <Show when=move || running.get()>
                <Progress label=Signal::derive(move || said.with(|it| it.text.clone())) done=Signal::derive(move || said.with(|it| Some(it.done)))/>
            </Show>
            <p class="fine" role="status">{found}</p>
            <AllSegments busy=running/>
        </Panel>
    }
    .into_any()
}

/// How the best plan so far stands.
fn standing(desk: Desk, score: &Score, plan: &[Option<u32>], iterations: u64) -> String {
    let locale = desk.app.locale.get_untracked();
    tr!(
        "{} rounds. Best so far: {}\u{a0}km in all, farthest from a fair share {}, {}.",
        locale.count(i64::try_from(iterations).unwrap_or(i64::MAX)),
        locale.number(score.distance_km, 0),
        locale.percent(score.breaches.largest_deviation, 1),
        moved(desk, plan)
    )
}

/// What changes owners in a plan, that of owners who are no reps too.
fn moved(desk: Desk, plan: &[Option<u32>]) -> String {
    desk.base.with_untracked(|base| desk.app.locale.with_untracked(|locale| hands(base, plan, locale)))
}

/// What a search came to.
fn verdict(desk: Desk, score: &Score, plan: &[Option<u32>], iterations: u64) -> String {
    let locale = desk.app.locale.get_untracked();
    let today = desk.base.with_untracked(|base| base.today.score);
    let rounds = locale.count(i64::try_from(iterations).unwrap_or(i64::MAX));
    let seed = desk.app.document.with_untracked(|it| it.territory.seed);
    let broken = desk.base.with_untracked(|base| breaches_in_words(base, &Board::of(&base.instance, plan), &locale));
    if score.moved_accounts == 0 && score.compare(&today).is_eq() {
        return tr!("Nothing better than today was found in {rounds} rounds. {broken}").trim_end().to_owned();
    }
    // Without places there is nothing to travel, and nobody travels who has no accounts.
    let km = |distance: f64| locale.number(distance, 0);
    let travel = match (score.distance_km > 0.0, today.distance_km > 0.0) {
        (false, false) => String::new(),
        (true, false) => tr!(", {}\u{a0}km in all", km(score.distance_km)),
        (_, true) => {
            tr!(", {}\u{a0}km in all against {}\u{a0}km today", km(score.distance_km), km(today.distance_km))
        }
    };
    tr!("Found in {rounds} rounds with seed {seed}: {}{travel}. {broken}", moved(desk, plan)).trim_end().to_owned()
}

/// What makes a plan better, and what it must keep to.
#[component]
fn Objective() -> AnyView {
    let desk = Desk::here();
    let app = desk.app;
    let settings = Memo::new(move |_| app.document.with(|it| it.territory.clone()));
    let objectives =
        Signal::derive(|| PlanObjective::ALL.map(|it| Choice::new(objective_key(it), objective_name(it))).to_vec());
    let objective = Signal::derive(move || settings.with(|it| objective_key(it.objective).to_owned()));
    let choose = move |key: String| {
        if let Some(objective) = PlanObjective::ALL.into_iter().find(|it| objective_key(*it) == key) {
            desk.set(|it| it.objective = objective);
        }
    };
    let percent = move |of: fn(&crate::model::TerritorySettings) -> Option<Rate>| {
        Signal::derive(move || {
            settings.with(|it| of(it).map(|rate| app.locale.get().rate_typed(rate)).unwrap_or_default())
        })
    };
    let read =
        move |text: &str| app.locale.with_untracked(|locale| crate::present::number::parse_rate(text, locale).ok());
    let band_problem = Signal::derive(move || app.problem_at("territory/band"));
    let set_band = move |text: String| {
        if let Some(rate) = read(&text).filter(|it| it.ppm() >= 0) {
            desk.set(|it| it.band = rate);
        }
    };
    let set_limit = move |text: String| {
        let limit = read(&text).filter(|it| it.ppm() >= 0);
        if text.trim().is_empty() || limit.is_some_and(|it| it.to_f64() >= 1.0) {
            desk.set(|it| it.disruption = None);
        } else if let Some(rate) = limit {
            desk.set(|it| it.disruption = Some(DisruptionLimit { accounts: rate, arr: rate }));
        }
    };
    let seed = Signal::derive(move || settings.with(|it| it.seed.to_string()));
    let set_seed = move |text: String| {
        if let Ok(seed) = text.trim().parse() {
            desk.set(|it| it.seed = seed);
        }
    };
    let balance = move |what: Balanced| {
        let on = Signal::derive(move || settings.with(|it| it.balance.contains(&what)));
        let change = move |on: bool| {
            desk.set(|it| {
                it.balance.retain(|other| *other != what);
                if on {
                    it.balance.push(what);
                    it.balance.sort();
                }
            });
        };
        view! { <Check label=balanced_name(what) on=on on_change=change/> }.into_any()
    };
    let contiguous = Signal::derive(move || settings.with(|it| it.contiguous));
    let keeps_band = Memo::new(move |_| {
        settings.with(|it| matches!(it.objective, PlanObjective::Compact | PlanObjective::LeastDisruption))
    });
    view! {
        <div class="fields">
            <Pick label=tr!("What makes a plan better") choices=objectives chosen=objective on_choose=choose wide=true/>
            <Field
                label=tr!("Balance within")
                value=percent(|it| Some(it.band))
                unit=tr!("% of a share")
                on_commit=set_band
                problem=band_problem
                fixed=Signal::derive(move || !keeps_band.get())
            />
            <Field
                label=tr!("May change hands")
                value=percent(|it| it.disruption.map(|it| it.accounts))
                unit="%"
                help=tr!("of accounts, and of ARR")
                example=tr!("no limit")
                on_commit=set_limit
            />
            <Field label=tr!("Seed") value=seed unit=tr!("repeatable") on_commit=set_seed/>
        </div>
        <fieldset class="assign-balance">
            <legend>{tr!("Even among people")}</legend>
            {Balanced::ALL.map(balance).collect_view()}
        </fieldset>
        <Check
            label=tr!("Territories hang together, over US states")
            on=contiguous
            on_change=move |on: bool| desk.set(|it| it.contiguous = on)
            help=tr!("From each state of a territory one comes to every other without leaving it; states without accounts are passed through.")
        />
    }
    .into_any()
}
