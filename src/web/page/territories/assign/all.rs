//! Plans for all segments in one go: each is a problem of its own, as shares compare only among those who sell the same. They are searched for one after
//! the other, and kept as one step.

use super::desk::{Desk, Shown, Team};
use crate::edit::set_plan;
use crate::model::{Account, TerritorySettings};
use crate::present::assign::Base;
use crate::territory::from_document::Known;
use crate::territory::protocol::Limit;
use crate::text::tr;
use crate::units::{AccountId, SeatId};
use crate::web::page::territories::facts::Facts;
use crate::web::port::dom;
use crate::web::territory_runs::{self, RunHandle};
use crate::web::ui::{Button, Progress};
use leptos::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// How long the search of one segment goes on.
const SECONDS: f64 = 5.0;

/// Segments to search for, and what was found of those that are done.
#[derive(Clone, Default)]
struct Tour {
    stops: Vec<(String, Arc<Base>)>,
    at: usize,
    owners: Vec<(AccountId, SeatId)>,
    done: usize,
    /// Segments whose plan does not keep every condition, by name.
    broken: Vec<String>,
}

/// The search for all segments. It goes on whatever segment is looked at. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct Everywhere {
    /// Whether it runs.
    pub running: RwSignal<bool>,
    text: RwSignal<String>,
    part: RwSignal<f64>,
    start: Callback<()>,
    /// Stops and keeps what was found.
    stop: Callback<()>,
}

impl Everywhere {
    pub(super) fn here() -> Everywhere {
        expect_context::<Everywhere>()
    }
}

/// What the search depends on. Which segment is on screen is no part of it.
type Problem = (Arc<Vec<Account>>, TerritorySettings, Team);

/// Nothing is searched for yet.
pub(super) fn everywhere(desk: Desk) -> Everywhere {
    let facts = Facts::here();
    let app = desk.app;
    let running = RwSignal::new(false);
    let tour = StoredValue::new(Tour::default());
    let run = RwSignal::new_local(None::<RunHandle>);
    let began = StoredValue::new(0.0);
    // The plan that the last words are about.
    let told_of = StoredValue::new(None::<Arc<Vec<(AccountId, SeatId)>>>);
    let (text, part) = (RwSignal::new(String::new()), RwSignal::new(0.0));
    // The search begins at the segment the tour stands at.
    let set_out = Callback::new(move |()| {
        let stop = tour.with_value(|tour| tour.stops.get(tour.at).map(|it| it.1.instance.clone()));
        let Some(instance) = stop else { return };
        let seed = app.document.with_untracked(|it| it.territory.seed);
        began.set_value(dom::timer_ms());
        run.set(Some(territory_runs::start(instance, u64::from(seed), Limit { seconds: Some(SECONDS), passes: None })));
    });
    let keep = Callback::new(move |()| {
        let end = tour.get_value();
        tour.set_value(Tour::default());
        running.set(false);
        if end.done == 0 {
            text.set(tr!("Stopped before a plan was found.").to_owned());
            return;
        }
        let command = app.document.with_untracked(|document| {
            let found: HashSet<&AccountId> = end.owners.iter().map(|it| &it.0).collect();
            let others = document.territory_plan.iter().filter(|(id, _)| !found.contains(id)).cloned();
            set_plan(document, &others.chain(end.owners.iter().cloned()).collect::<Vec<_>>())
        });
        desk.shown.set(Shown::Planned);
        let of = if end.done < end.stops.len() { tr!(" of {}", end.stops.len()) } else { String::new() };
        let broken = match end.broken.as_slice() {
            [] => String::new(),
            [one] => tr!(" That of {one} does not keep every condition: choose this segment to see which."),
            many => tr!(
                " Those of {} do not keep every condition: choose one of these segments to see which.",
                many.join(", ")
            ),
        };
        let told = tr!("Plans for {}{of} segments were found.{broken}", end.done);
        text.set(told.clone());
        app.dispatch_with_undo(command, told);
        told_of.set_value(Some(app.document.with_untracked(|it| it.territory_plan.clone())));
    });
    // Takes what the search found, and goes on to the next segment if asked to.
    let arrive = Callback::new(move |on: bool| {
        let Some(over) = run.try_update(Option::take).flatten() else { return };
        over.stop();
        tour.update_value(|tour| {
            if let (Some(found), Some((name, base))) = (over.incumbent.get_untracked(), tour.stops.get(tour.at)) {
                tour.owners.extend(base.owners(&found.plan));
                tour.done += 1;
                if !found.score.breaches.none() {
                    tour.broken.push(name.clone());
                }
            }
            tour.at += 1;
        });
        if on && tour.with_value(|tour| tour.at < tour.stops.len()) { set_out.run(()) } else { keep.run(()) }
    });
    Effect::new(move |_| {
        let Some(now) = run.get() else { return };
        now.progress.track();
        if now.state.get().is_over() {
            untrack(|| arrive.run(true));
            return;
        }
        let inside = ((dom::timer_ms() - began.get_value()) / 1000.0 / SECONDS).min(1.0);
        let (at, count, name) = tour.with_value(|tour| {
            (tour.at, tour.stops.len(), tour.stops.get(tour.at).map(|it| it.0.clone()).unwrap_or_default())
        });
        part.set((at as f64 + inside) / count.max(1) as f64);
        text.set(tr!("{name}: segment {} of {count}\u{2026}", at + 1));
    });
    // Other accounts, people or conditions are another problem: it ends, and what was said of the one before means nothing.
    Effect::new(move |before: Option<Problem>| {
        let now: Problem = (facts.accounts.get(), facts.settings.get(), desk.team.get());
        if before.is_none_or(|before| before == now) {
            return now;
        }
        if running.get_untracked() {
            run.set(None);
            tour.set_value(Tour::default());
            running.set(false);
            text.set(tr!("Stopped: the accounts or the conditions changed.").to_owned());
        } else {
            text.set(String::new());
        }
        now
    });
    // So does another plan, moved by hand, taken back, discarded or adopted.
    Effect::new(move |_| {
        let now = desk.overlay.get();
        let about_it = told_of.with_value(|plan| plan.as_ref() == Some(&now));
        if !about_it && !running.get_untracked() {
            text.set(String::new());
        }
    });
    let start = Callback::new(move |()| {
        let (hours, positions, locale) =
            (facts.hours.get_untracked(), facts.positions.get_untracked(), app.locale.get_untracked());
        let stops = desk.segments.with_untracked(|segments| {
            let base = |(id, name): &(_, String)| {
                let known = Known { hours: &hours, positions: &positions, segment: Some(id) };
                let base = app.document.with_untracked(|document| {
                    app.outcome.with_untracked(|outcome| Base::of(document, outcome, &known, &locale))
                });
                (!base.ids.is_empty() && !base.seats.is_empty()).then(|| (name.clone(), Arc::new(base)))
            };
            segments.iter().filter_map(base).collect::<Vec<_>>()
        });
        if stops.is_empty() {
            return;
        }
        tour.set_value(Tour { stops, ..Tour::default() });
        running.set(true);
        set_out.run(());
    });
    Everywhere { running, text, part, start, stop: Callback::new(move |()| arrive.run(false)) }
}

/// The button, and how far the search has come.
#[component]
pub(super) fn AllSegments(
    /// Whether another search runs.
    busy: Memo<bool>,
) -> AnyView {
    let desk = Desk::here();
    let Everywhere { running, text, part, start, stop } = Everywhere::here();
    let offered = Memo::new(move |_| desk.segments.with(|it| it.len() > 1) && !busy.get());
    let said = move || (!running.get()).then(|| text.get());
    view! {
        <Show when=move || offered.get()>
            <div class="actions">
                <Show
                    when=move || running.get()
                    fallback=move || view! { <Button label=tr!("Find plans for all segments") on_press=start/> }
                >
                    <Button label=tr!("Stop and keep") on_press=stop/>
                </Show>
            </div>
            <Show when=move || running.get()>
                <Progress label=Signal::derive(move || text.get()) done=Signal::derive(move || Some(part.get()))/>
            </Show>
            <p class="fine" role="status">{said}</p>
        </Show>
    }
    .into_any()
}
