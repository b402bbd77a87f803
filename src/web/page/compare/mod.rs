//! Scenarios side by side: the figures of each, what was entered differently, which difference moves what, and taking parts over.
//!
//! The open scenario is always one of them and stays live; the others are read from storage and stay as they are.

mod bridge;
mod differences;
mod outcomes;
mod pay;
mod reckoning;
mod sides;
mod take;

use crate::engine::capacity::{Why, WhyLink};
use crate::present::Route;
use crate::text::tr;
use crate::web::app::App;
use crate::web::explainer::Explainer;
use crate::web::port::dom;
use crate::web::ui::{Button, Check, Choice, Empty, PageHead, Panel, PanelHead, Pick};
use bridge::BridgePanel;
use differences::DifferencesPanel;
use leptos::prelude::*;
use outcomes::OutcomesPanel;
use pay::PayPanel;
use sides::{MOST, Sides};
use take::TakePanel;

/// The page.
#[component]
pub fn Compare() -> AnyView {
    let app = App::here();
    let sides = Sides::new(app);
    provide_context(sides);
    let sub = Signal::derive(move || match sides.all.with(Vec::len) {
        0 | 1 => tr!("What other scenarios enter differently, and what that does").to_owned(),
        count => tr!("{count} scenarios; differences are from \u{201c}{}\u{201d}", sides.base_name()),
    });
    let alone = Memo::new(move |_| app.shelf.others().is_empty() && sides.chosen.with(Vec::is_empty));
    let single = Memo::new(move |_| sides.all.with(|it| it.len() < 2));
    view! {
        <PageHead title=tr!("Compare") sub=sub/>
        <Show when=move || alone.get()>
            <Panel>
                <Empty
                    title=tr!("There is only this scenario")
                    text=tr!("Copy it, change something in the copy, and see here what the change does to ARR, pay and people, and which change does it.")
                    actions=move || view! {
                        <Button
                            label=tr!("Duplicate this scenario")
                            on_press=move |()| app.shelf.duplicate(app)
                        />
                    }
                />
            </Panel>
        </Show>
        <Show when=move || !alone.get()>
            <ChoosePanel/>
        </Show>
        <Show when=move || !single.get()>
            <OutcomesPanel/>
            <div class="row side-wide">
                <BridgePanel/>
                <TakePanel/>
            </div>
            <PayPanel/>
            <DifferencesPanel/>
        </Show>
        <div class="why-sheet floats" class:none=move || app.asked.with(Option::is_none)><Explainer/></div>
    }
    .into_any()
}

/// Which scenarios, and which of them the others are measured against.
#[component]
fn ChoosePanel() -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let offered = Memo::new(move |_| {
        let mut offered = app.shelf.others();
        let snapshots = sides.chosen.get().into_iter().filter(|id| id.contains('@'));
        offered.extend(snapshots.map(|id| {
            let name = app.shelf.snapshot_name(&id);
            (id, name)
        }));
        offered
    });
    let boxes = move || {
        let one = |(id, name): (String, String)| {
            let mine = id.clone();
            let on = Signal::derive(move || sides.chosen.with(|chosen| chosen.contains(&mine)));
            let toggle = move |on: bool| {
                let mut chosen = sides.chosen.get_untracked();
                chosen.retain(|it| *it != id);
                if on {
                    chosen.push(id.clone());
                }
                // The open scenario is one of them.
                chosen.truncate(MOST - 1);
                dom::set_hash(&Route::Compare { with: chosen, measure: sides.measure.get_untracked() }.to_string());
            };
            view! { <Check label=name on=on on_change=toggle/> }
        };
        offered.get().into_iter().map(one).collect_view()
    };
    let bases = Signal::derive(move || {
        let named = |(at, name): (usize, String)| Choice::new(at.to_string(), name);
        sides.names().into_iter().enumerate().map(named).collect::<Vec<_>>()
    });
    let say = Signal::derive(move || {
        let told = sides.trouble.get();
        if told.is_empty() {
            tr!(
                "\u{201c}{}\u{201d}, which is open, beside up to {} others.",
                app.document.with(|it| it.name.clone()),
                MOST - 1
            )
        } else {
            told
        }
    });
    let base = Signal::derive(move || sides.base.get().to_string());
    view! {
        <Panel>
            <PanelHead title=tr!("Which scenarios") say=say/>
            <div class="checks" role="group" aria-label=tr!("Scenarios to compare with")>{boxes}</div>
            <div class="fields one">
                <Pick
                    label=tr!("Differences are measured from")
                    choices=bases
                    chosen=base
                    on_choose=move |key: String| sides.base.set(key.parse().unwrap_or(0))
                />
            </div>
        </Panel>
    }
    .into_any()
}

/// What another scenario has cannot be changed here, and its figures are not explained here.
fn lead_nowhere(why: &mut Why) {
    for term in &mut why.terms {
        term.link = WhyLink::None;
    }
}
