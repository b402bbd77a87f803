//! The search for a better plan: the objective, the band, what may change hands, the seed; progress, and stopping at any time.

use super::desk::{Desk, Shown};
use crate::model::{Balanced, DisruptionLimit, PlanObjective};
use crate::present::assign::{balanced_name, breaches_in_words, objective_help, objective_key, objective_name};
use crate::territory::Score;
use crate::territory::solve::Run;
use crate::units::Rate;
use crate::web::port::dom;
use crate::web::ui::{Button, Check, Choice, Field, Look, Panel, PanelHead, Pick, Progress};
use leptos::prelude::*;
use std::sync::Arc;

/// How long a search goes on by itself.
const AT_MOST_MS: f64 = 8_000.0;
/// How long it works before the page may breathe.
const AT_ONCE_MS: f64 = 14.0;
/// How often what was found is shown.
const SHOWN_EVERY_MS: f64 = 200.0;

/// A search under way.
struct Search {
    run: Run,
    began: f64,
    shown: f64,
    improvements: u32,
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
    // Each start has a number; a chunk of an earlier one finds that it is over.
    let turn = StoredValue::new(0_u32);
    let search = StoredValue::new_local(None::<Search>);
    // Another problem ends the search, and what was said of the one before.
    Effect::new(move |had: Option<crate::territory::Instance>| {
        let instance = desk.base.with(|it| it.instance.clone());
        if had.is_some_and(|had| had != instance) {
            turn.update_value(|it| *it += 1);
            search.set_value(None);
            desk.trial.set(None);
            said.set(Said::default());
        }
        instance
    });
    // Made here and not in the handler, whose callbacks go with it.
    let finish = Callback::new(move |()| {
        turn.update_value(|it| *it += 1);
        let Some(found) = search.try_update_value(Option::take).flatten() else { return };
        let (plan, score) = found.run.best();
        desk.trial.set(None);
        let text = verdict(desk, &score, found.run.iterations());
        said.set(Said { running: false, done: 1.0, text: text.clone() });
        if desk.plan.with_untracked(|now| **now != plan) {
            desk.keep(&plan, text);
        }
    });
    let start = move |()| {
        let seed = desk.app.document.with_untracked(|it| it.territory.seed);
        let now = dom::timer_ms();
        let run = desk.base.with_untracked(|base| Run::new(&base.instance, u64::from(seed)));
        desk.shown.set(Shown::Planned);
        search.set_value(Some(Search { run, began: now, shown: now, improvements: 0 }));
        said.set(Said { running: true, done: 0.0, text: "Looking for a better plan\u{2026}".to_owned() });
        turn.update_value(|it| *it += 1);
        go_on(desk, search, said, turn, turn.get_value(), finish);
    };
    let running = Memo::new(move |_| said.with(|it| it.running));
    let say = Signal::derive(move || {
        let objective = desk.app.document.with(|it| it.territory.objective);
        objective_help(objective).to_owned()
    });
    let found = move || said.with(|it| (!it.running && !it.text.is_empty()).then(|| it.text.clone()));
    view! {
        <Panel class="assign-search">
            <PanelHead title="Find a better plan" say=say/>
            <Objective/>
            <div class="actions">
                <Show
                    when=move || running.get()
                    fallback=move || view! { <Button label="Find a better plan" look=Look::Primary on_press=start/> }
                >
                    <Button label="Stop and keep" on_press=finish/>
                </Show>
            </div>
            <Show when=move || running.get()>
                <Progress label=Signal::derive(move || said.with(|it| it.text.clone())) done=Signal::derive(move || said.with(|it| Some(it.done)))/>
            </Show>
            <p class="fine" role="status">{found}</p>
        </Panel>
    }
    .into_any()
}

/// Works for a moment, shows what was found, and comes back after the page has been painted.
fn go_on(
    desk: Desk,
    search: StoredValue<Option<Search>, LocalStorage>,
    said: RwSignal<Said>,
    turn: StoredValue<u32>,
    mine: u32,
    finish: Callback<()>,
) {
    if turn.try_get_value() != Some(mine) {
        return;
    }
    let worked = search.try_update_value(|search| {
        let search = search.as_mut()?;
        let started = dom::timer_ms();
        let mut finished = false;
        let mut improved = false;
        while !finished && dom::timer_ms() - started < AT_ONCE_MS {
            let progress = search.run.step(1);
            finished = progress.finished;
            improved |= progress.improved;
        }
        let now = dom::timer_ms();
        search.improvements += u32::from(improved);
        let over = finished || now - search.began > AT_MOST_MS;
        let show = (now - search.shown > SHOWN_EVERY_MS && search.improvements > 0).then(|| search.run.best());
        if show.is_some() {
            (search.shown, search.improvements) = (now, 0);
        }
        Some((over, show, (now - search.began) / AT_MOST_MS, search.run.iterations()))
    });
    let Some(Some((over, show, done, iterations))) = worked else { return };
    if let Some((plan, score)) = show {
        desk.trial.try_set(Some(Arc::new(plan)));
        said.try_set(Said { running: true, done: done.min(1.0), text: standing(desk, &score, iterations) });
    } else {
        said.try_update(|it| it.done = done.min(1.0));
    }
    if over {
        finish.try_run(());
    } else {
        dom::after_paint(move || go_on(desk, search, said, turn, mine, finish));
    }
}

/// How the best plan so far stands.
fn standing(desk: Desk, score: &Score, iterations: u64) -> String {
    let locale = desk.app.locale.get_untracked();
    format!(
        "{} rounds. Best so far: {}\u{a0}km, farthest from a fair share {}, {} accounts change hands.",
        locale.count(i64::try_from(iterations).unwrap_or(i64::MAX)),
        locale.number(score.distance_km, 0),
        locale.percent(score.breaches.largest_deviation, 1),
        locale.count(i64::from(score.moved_accounts))
    )
}

/// What a search came to.
fn verdict(desk: Desk, score: &Score, iterations: u64) -> String {
    let locale = desk.app.locale.get_untracked();
    let today = desk.base.with_untracked(|base| base.today.score);
    let rounds = locale.count(i64::try_from(iterations).unwrap_or(i64::MAX));
    let seed = desk.app.document.with_untracked(|it| it.territory.seed);
    let band = desk.base.with_untracked(|base| base.instance.half_width());
    let broken = breaches_in_words(&score.breaches, band);
    if score.moved_accounts == 0 && score.compare(&today).is_eq() {
        return format!("Nothing better than today was found in {rounds} rounds. {broken}").trim_end().to_owned();
    }
    format!(
        "Found in {rounds} rounds with seed {seed}: {} accounts change hands, {}\u{a0}km against {}\u{a0}km today. {broken}",
        locale.count(i64::from(score.moved_accounts)),
        locale.number(score.distance_km, 0),
        locale.number(today.distance_km, 0),
    )
    .trim_end()
    .to_owned()
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
    let keeps_band = Memo::new(move |_| {
        settings.with(|it| matches!(it.objective, PlanObjective::Compact | PlanObjective::LeastDisruption))
    });
    view! {
        <div class="fields">
            <Pick label="What makes a plan better" choices=objectives chosen=objective on_choose=choose wide=true/>
            <Field
                label="Balance within"
                value=percent(|it| Some(it.band))
                unit="% of a share"
                on_commit=set_band
                problem=band_problem
                fixed=Signal::derive(move || !keeps_band.get())
            />
            <Field
                label="May change hands"
                value=percent(|it| it.disruption.map(|it| it.accounts))
                unit="%"
                help="of accounts, and of ARR"
                example="no limit"
                on_commit=set_limit
            />
            <Field label="Seed" value=seed unit="repeatable" on_commit=set_seed/>
        </div>
        <fieldset class="assign-balance">
            <legend>"Even among people"</legend>
            {Balanced::ALL.map(balance).collect_view()}
        </fieldset>
    }
    .into_any()
}
