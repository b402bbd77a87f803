//! What moves the figure most: each input a tenth less and a tenth more, the strongest first.

use super::goals::Aim;
use crate::engine::{Env, Row, Swing, strong_candidates, swing};
use crate::model::Input;
use crate::present::Locale;
use crate::present::recurring::{self, Shown};
use crate::present::seek::valued;
use crate::text::tr;
use crate::web::app::{App, today};
use crate::web::port::dom;
use crate::web::ui::{Button, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

/// How far each input is moved.
const BY: f64 = 0.1;
/// How many are shown.
const STRONGEST: usize = 10;
/// Inputs moved before the page may breathe.
const AT_ONCE: usize = 4;

/// The tornado.
#[component]
pub(super) fn SwingPanel() -> AnyView {
    let app = App::here();
    let aim = Aim::here();
    let found = RwSignal::new(Vec::<Swing>::new());
    let running = RwSignal::new(false);
    let round = StoredValue::new(0_u32);
    Effect::new(move |_| {
        app.document.track();
        aim.track();
        round.update_value(|it| *it += 1);
        found.set(Vec::new());
    });
    let search = Callback::new(move |()| {
        let (metric, scope, (_, span)) =
            (aim.metric.get_untracked(), aim.scope.get_untracked(), aim.when.get_untracked());
        let now = app.outcome.with_untracked(|outcome| Row::scoped(outcome, scope, span).value(metric).to_f64());
        let Some(now) = now else { return };
        let all = app.document.with_untracked(strong_candidates);
        found.set(Vec::new());
        running.set(true);
        let one = move |input: &Input| {
            let env = Env { today: today() };
            app.document.with_untracked(|document| swing(document, &env, input, BY, (metric, scope, span), now))
        };
        run(Arc::new(all), 0, Arc::new(one), found, (round, round.get_value()), running);
    });
    let say = Signal::derive(move || {
        let (when, _) = aim.when.get();
        tr!(
            "{} in {when} when one input is 10\u{a0}% lower or higher than it stands, everything else staying.",
            app.outcome.with(|outcome| recurring::name(outcome.recurring, aim.metric.get()))
        )
    });
    let defined = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            let row = Row::scoped(outcome, aim.scope.get(), aim.when.get().1);
            row.value(aim.metric.get()).to_f64().is_some()
        })
    });
    let label = Signal::derive(move || {
        if running.get() { tr!("Moving each\u{2026}").to_owned() } else { tr!("Find the strongest").to_owned() }
    });
    let some = Memo::new(move |_| found.with(|it| !it.is_empty()));
    let rows = move || {
        let locale = app.locale.get();
        found.with(|found| {
            let widest = found.first().map_or(0.0, extent);
            found.iter().map(|it| bar(app, aim, it, widest, &locale)).collect_view()
        })
    };
    view! {
        <Panel>
            <PanelHead title=tr!("What moves it most") say=say/>
            <div class="actions goal-run">
                <Button
                    label=label
                    disabled=Signal::derive(move || running.get() || !defined.get())
                    on_press=search
                />
            </div>
            {move || (!defined.get()).then(|| view! { <p class="say">{tr!("The figure has no value in this period, so nothing moves it.")}</p> })}
            <Show when=move || some.get()>
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("What moves it most")>
                    <table class="figures swings">
                        <thead>
                            <tr>
                                <th scope="col">{tr!("Input")}</th>
                                <th scope="col">{tr!("10\u{a0}% lower")}</th>
                                <th scope="col" class="swing-bar">{tr!("Change")}</th>
                                <th scope="col">{tr!("10\u{a0}% higher")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Show>
        </Panel>
    }
    .into_any()
}

type Mover = Arc<dyn Fn(&Input) -> Option<Swing> + Send + Sync>;

/// Moves the next few inputs, then lets the page breathe.
fn run(
    all: Arc<Vec<Input>>,
    at: usize,
    one: Mover,
    found: RwSignal<Vec<Swing>>,
    (round, begun): (StoredValue<u32>, u32),
    running: RwSignal<bool>,
) {
    dom::after_ms(0, move || {
        if at >= all.len() || round.try_get_value() != Some(begun) {
            let _gone = running.try_set(false);
            return;
        }
        let more: Vec<Swing> = all.iter().skip(at).take(AT_ONCE).filter_map(|it| one(it)).collect();
        found.update(|found| {
            // What moves nothing is no lever.
            found.extend(more.into_iter().filter(|it| it.width() > 0.0));
            found.sort_by(|one, other| other.width().total_cmp(&one.width()));
            found.truncate(STRONGEST);
        });
        run(all, at + AT_ONCE, one, found, (round, begun), running);
    });
}

/// The farther of the two ends from today.
fn extent(swing: &Swing) -> f64 {
    let far = |gives: Option<f64>| gives.map_or(0.0, |it| (it - swing.now).abs());
    far(swing.low.gives).max(far(swing.high.gives))
}

fn bar(app: App, aim: Aim, swing: &Swing, widest: f64, locale: &Locale) -> AnyView {
    let metric = aim.metric.get_untracked();
    let (currency, view) = app.outcome.with_untracked(|outcome| (outcome.currency, outcome.recurring));
    let shows = Shown { view, currency, locale };
    let shown = |gives: Option<f64>| gives.map_or_else(|| tr!("no value").to_owned(), |it| shows.number(metric, it));
    // Half of the track is the widest move; the middle is today.
    let half = |gives: Option<f64>| {
        let moved = gives.map_or(0.0, |it| it - swing.now);
        if widest > 0.0 { (moved / widest * 50.0).clamp(-50.0, 50.0) } else { 0.0 }
    };
    let part = |moved: f64, class: &'static str| {
        let begin = format!("{}%", 50.0 + moved.min(0.0));
        let width = format!("{}%", moved.abs());
        view! { <i class=class style:inset-inline-start=begin style:inline-size=width></i> }
    };
    let step = tr!(
        "{} or {} instead of {}",
        valued(swing.low.value, swing.input.unit, locale, currency),
        valued(swing.high.value, swing.input.unit, locale, currency),
        valued(swing.input.value, swing.input.unit, locale, currency)
    );
    view! {
        <tr>
            <th scope="row">{swing.input.label.clone()}<small>{step}</small></th>
            <td>{shown(swing.low.gives)}</td>
            <td class="swing-bar">
                <span class="swing-track" aria-hidden="true">
                    {part(half(swing.low.gives), "low")}
                    {part(half(swing.high.gives), "high")}
                </span>
            </td>
            <td>{shown(swing.high.gives)}</td>
        </tr>
    }
    .into_any()
}
