//! The split bar: where variable pay goes, for the chosen plan and for the whole team.

use super::adding::add_told;
use super::chosen::Chosen;
use super::split_run::{KeepTabs, LiveFigures, SplitRun};
use super::team_split::{TeamSplitBar, team_words};
use crate::edit::{component_split, cost_span, fill_weights, set_component_split};
use crate::engine::{PayeeLine, part_of, plan_totals};
use crate::model::comp::Pot;
use crate::model::sample::Ready;
use crate::present::words_pay::{self, Live};
use crate::text::tr;
use crate::units::{Cadence, Rate};
use crate::web::app::App;
use crate::web::figures::{headline_span, period_label};
use crate::web::ui::{Button, Icon, Look, Panel, PanelHead, Part, SplitBar, SplitMove, Tab, Tabs};
use leptos::prelude::*;

/// Where variable pay goes.
#[component]
pub(super) fn SplitPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let view = RwSignal::new("plan");
    let run = SplitRun::new(app);
    Effect::new(move |_| {
        let _ = (view.get(), chosen.plan.get(), chosen.version.get(), app.scene.get());
        run.forget();
    });
    let tabs = Signal::derive(move || {
        let name = chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default();
        vec![Tab::new("team", tr!("Whole team")), Tab::new("plan", name)]
    });
    let say =
        Signal::derive(move || if view.get() == "team" { team_words(app, chosen) } else { plan_words(app, chosen) });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Where variable pay goes")
                say=say
                actions=move || view! {
                    <Tabs label=tr!("Of whom") tabs=tabs chosen=view on_choose=move |key| view.set(key)/>
                    <KeepTabs run=run/>
                }
            />
            {move || match view.get() {
                "team" => view! { <TeamSplitBar run=run/> }.into_any(),
                _plan => view! { <PlanSplit run=run/> }.into_any(),
            }}
        </Panel>
    }
    .into_any()
}

fn plan_words(app: App, chosen: Chosen) -> String {
    let target = chosen.lines.with(|lines| plan_totals(lines.iter()).target);
    let locale = app.locale.get();
    chosen
        .look(app, |document, _, version| {
            words_pay::split(component_split(version), target, &chosen.year.get(), &locale, document.settings.currency)
        })
        .unwrap_or_default()
}

/// The split of the chosen plan, to drag and to type into.
#[component]
fn PlanSplit(run: SplitRun) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    // The chosen version may hold in another year than the one on screen.
    let span = Memo::new(move |_| {
        let year = app.outcome.with(|outcome| headline_span(outcome));
        chosen.look(app, |document, plan, _| cost_span(document, &plan.id, chosen.version.get(), year)).unwrap_or(year)
    });
    let cost_year = Signal::derive(move || {
        let span = span.get();
        app.outcome.with(|outcome| {
            let years = outcome.periods(Cadence::Year);
            years.iter().find(|it| it.1 == span).map(|it| period_label(&it.0, false)).unwrap_or_default()
        })
    });
    let several = Signal::derive(move || chosen.look(app, |_, plan, _| plan.versions.len() > 1).unwrap_or_default());
    let live = Memo::new(move |_| {
        let plan = chosen.plan.get();
        let terms = chosen.under_terms(app, |_, _, _, terms| terms.clone());
        let figures = chosen.look(app, |document, _, version| {
            app.outcome.with(|outcome| {
                let rated = terms.as_ref().map(|terms| (version, terms));
                Live::of(document, outcome, plan.as_ref(), rated, headline_span(outcome))
            })
        });
        figures.unwrap_or_default()
    });
    let pots = Memo::new(move |_| {
        let has = |pot: &Pot| {
            chosen
                .look(app, |_, _, version| version.components.iter().any(|it| it.measure.pot() == *pot))
                .unwrap_or_default()
        };
        Pot::ALL.into_iter().filter(has).collect::<Vec<Pot>>()
    });
    let shares = Signal::derive(move || {
        let all = chosen.look(app, |_, _, version| component_split(version)).unwrap_or_default();
        pots.with(|pots| pots.iter().map(|pot| share_of(&all, *pot).ppm()).collect::<Vec<_>>())
    });
    let parts = Signal::derive(move || {
        let totals = chosen.lines.with(|lines| plan_totals(lines.iter()));
        let locale = app.locale.get();
        chosen
            .look(app, |document, _, version| {
                let all = component_split(version);
                let currency = document.settings.currency;
                let part = |pot: &Pot| {
                    let amount = part_of(document, totals.target, share_of(&all, *pot));
                    let at = Pot::ALL.iter().position(|it| it == pot).unwrap_or(0);
                    let earned = totals.by_pot.get(at).copied().unwrap_or_default();
                    Part {
                        label: words_pay::pot(*pot).to_owned(),
                        class: words_pay::pot_class(*pot),
                        amount: locale.money_compact(amount, currency),
                        note: words_pay::who(totals.seats, earned, &locale, currency),
                    }
                };
                pots.with(|pots| pots.iter().map(part).collect::<Vec<_>>())
            })
            .unwrap_or_default()
    });
    let on_change = Callback::new(move |moved: SplitMove| {
        let wanted = pots.with_untracked(|pots| by_pot(pots, &moved.shares_ppm));
        let before = untrack(|| chosen.look(app, |_, _, version| component_split(version)));
        let (plan, at) = (chosen.plan.get_untracked(), chosen.version.get_untracked());
        // The end of a drag repeats its last split: nothing more to undo.
        if before != Some(wanted) {
            run.step(&live.get_untracked(), span.get_untracked(), |start| {
                let mut plan = start.plan(&plan?)?.clone();
                set_component_split(plan.versions.get_mut(at)?, wanted);
                Some(vec![plan])
            });
        }
        if moved.is_final {
            run.rest();
        }
    });
    let missing = Signal::derive(move || {
        pots.with(|pots| {
            Pot::ALL.into_iter().filter(|pot| *pot != Pot::Other && !pots.contains(pot)).collect::<Vec<_>>()
        })
    });
    let add = move || {
        missing
            .get()
            .into_iter()
            .map(|pot| {
                let label = [tr!("Add "), words_pay::a_bonus(pot)].concat();
                view! {
                    <Button
                        label=label
                        icon=Icon::Add
                        look=Look::Quiet
                        small=true
                        on_press=move |()| add_told(app, chosen, ready_for(pot))
                    />
                }
            })
            .collect_view()
    };
    let off = Memo::new(move |_| shares.with(|shares| !shares.is_empty() && shares.iter().sum::<i64>() != Rate::SCALE));
    let decimal = app.locale.get_untracked().decimal;
    view! {
        {move || pots.with(|pots| !pots.is_empty()).then(|| view! {
            <SplitBar label=tr!("Share of target variable") parts=parts shares_ppm=shares on_change=on_change decimal=decimal/>
        })}
        <div class="actions pay-adds">
            {move || off.get().then(|| view! {
                <Button
                    label=tr!("Make the weights add up to 100 %")
                    small=true
                    on_press=move |()| chosen.change(app, tr!("weights to 100 %"), fill_weights)
                />
            })}
            {add}
        </div>
        <LiveFigures run=run now=live year=chosen.year cost_year=cost_year several=several/>
    }
    .into_any()
}

/// Shares by purpose from those of the purposes shown.
pub(super) fn by_pot(pots: &[Pot], shares_ppm: &[i64]) -> [Rate; 4] {
    Pot::ALL.map(|pot| {
        let found = pots.iter().zip(shares_ppm).find(|(it, _)| **it == pot);
        found.map_or(Rate::ZERO, |(_, ppm)| Rate::from_ppm(*ppm))
    })
}

/// The component usually added for a purpose.
const fn ready_for(pot: Pot) -> Ready {
    match pot {
        Pot::NewBusiness => Ready::NewBusiness,
        Pot::Retention => Ready::GrossRetention,
        Pot::Expansion => Ready::Expansion,
        Pot::Other => Ready::Objectives,
    }
}

/// The purposes shown for a team: the three that every plan is about, and objectives where somebody earns by them.
pub(super) fn team_pots(lines: &[PayeeLine]) -> Vec<Pot> {
    let earned = plan_totals(lines.iter()).by_pot;
    let shown = Pot::ALL.into_iter().zip(earned).filter(|(pot, amount)| *pot != Pot::Other || !amount.is_zero());
    shown.map(|(pot, _)| pot).collect()
}

pub(super) fn share_of(all: &[Rate; 4], pot: Pot) -> Rate {
    Pot::ALL.iter().zip(all).find(|(it, _)| **it == pot).map_or(Rate::ZERO, |(_, share)| *share)
}
