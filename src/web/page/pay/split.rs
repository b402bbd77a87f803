//! The split bar: where variable pay goes, for the chosen plan (to change) and for the whole team (to read).

use super::chosen::Chosen;
use crate::edit::{add_component, component_split, fill_weights, set_component_split};
use crate::engine::{PayeeLine, part_of, payee_lines, plan_totals};
use crate::model::comp::Pot;
use crate::present::{Route, words_pay};
use crate::units::{Money, Rate};
use crate::web::app::App;
use crate::web::figures::headline_span;
use crate::web::ui::{Button, Icon, Look, Panel, PanelHead, Part, SplitBar, SplitMove, Tab, Tabs};
use leptos::prelude::*;

/// Where variable pay goes.
#[component]
pub(super) fn SplitPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let view = RwSignal::new("plan");
    let tabs = Signal::derive(move || {
        let name = chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default();
        vec![Tab::new("team", "Whole team"), Tab::new("plan", name)]
    });
    let say =
        Signal::derive(move || if view.get() == "team" { team_words(app, chosen) } else { plan_words(app, chosen) });
    view! {
        <Panel>
            <PanelHead
                title="Where variable pay goes"
                say=say
                actions=move || view! { <Tabs label="Of whom" tabs=tabs chosen=view on_choose=move |key| view.set(key)/> }
            />
            {move || if view.get() == "team" { view! { <TeamSplit/> }.into_any() } else { view! { <PlanSplit/> }.into_any() }}
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

fn team_lines(app: App) -> Vec<PayeeLine> {
    app.document
        .with(|document| app.outcome.with(|outcome| payee_lines(document, outcome, None, headline_span(outcome))))
}

fn team_words(app: App, chosen: Chosen) -> String {
    let totals = plan_totals(team_lines(app).iter());
    let currency = app.outcome.with(|outcome| outcome.currency);
    words_pay::team_split(&totals, &chosen.year.get(), &app.locale.get(), currency)
}

/// The split of the chosen plan, to drag and to type into.
#[component]
fn PlanSplit() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
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
        let pots = pots.get_untracked();
        let mut shares = [Rate::ZERO; 4];
        for (pot, ppm) in pots.iter().zip(&moved.shares_ppm) {
            let at = Pot::ALL.iter().position(|it| it == pot);
            if let Some(place) = at.and_then(|at| shares.get_mut(at)) {
                *place = Rate::from_ppm(*ppm);
            }
        }
        let before = untrack(|| chosen.look(app, |_, _, version| component_split(version)));
        let command = chosen.command(app, "split of variable pay", |version| set_component_split(version, shares));
        // The end of a drag repeats its last split: nothing more to undo.
        if let Some(command) = command.filter(|_| before != Some(shares)) {
            app.type_in(command, "split of variable pay");
        }
        if moved.is_final {
            app.seal();
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
                let label = ["Add ", words_pay::a_bonus(pot)].concat();
                let step = ["add ", words_pay::a_bonus(pot)].concat();
                view! {
                    <Button
                        label=label
                        icon=Icon::Add
                        look=Look::Quiet
                        small=true
                        on_press=move |()| chosen.change(app, &step, |version| { add_component(version, pot); })
                    />
                }
            })
            .collect_view()
    };
    let off = Memo::new(move |_| shares.with(|shares| !shares.is_empty() && shares.iter().sum::<i64>() != Rate::SCALE));
    let decimal = app.locale.get_untracked().decimal;
    view! {
        {move || pots.with(|pots| !pots.is_empty()).then(|| view! {
            <SplitBar label="Share of target variable" parts=parts shares_ppm=shares on_change=on_change decimal=decimal/>
        })}
        <div class="actions pay-adds">
            {move || off.get().then(|| view! {
                <Button
                    label="Make the weights add up to 100 %"
                    small=true
                    on_press=move |()| chosen.change(app, "weights to 100 %", fill_weights)
                />
            })}
            {add}
        </div>
    }
    .into_any()
}

/// The purposes shown for a team: the three that every plan is about, and objectives where somebody earns by them.
pub(super) fn team_pots(lines: &[PayeeLine]) -> Vec<Pot> {
    let earned = plan_totals(lines.iter()).by_pot;
    let shown = Pot::ALL.into_iter().zip(earned).filter(|(pot, amount)| *pot != Pot::Other || !amount.is_zero());
    shown.map(|(pot, _)| pot).collect()
}

fn share_of(all: &[Rate; 4], pot: Pot) -> Rate {
    Pot::ALL.iter().zip(all).find(|(it, _)| **it == pot).map_or(Rate::ZERO, |(_, share)| *share)
}

/// What the whole team earned by purpose, and plan by plan.
#[component]
fn TeamSplit() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let parts = move || {
        let lines = team_lines(app);
        let totals = plan_totals(lines.iter());
        let sum: Money = totals.by_pot.iter().copied().sum();
        let locale = app.locale.get();
        let currency = app.outcome.with(|outcome| outcome.currency);
        let who = app.document.with(|document| words_pay::earners(document, &lines, &locale));
        let shown: Vec<_> = Pot::ALL
            .into_iter()
            .zip(totals.by_pot)
            .zip(who)
            .filter(|((_, amount), _)| amount.mills() > 0)
            .map(|((pot, amount), who)| (pot, amount, who, amount.to_major() / sum.to_major().max(1e-9)))
            .collect();
        let bar = shown.iter().map(|(pot, _, _, share)| {
            let percent = locale.percent(*share, 0);
            view! {
                <div class=["seg ", words_pay::pot_class(*pot)].concat() class:tight=*share < 0.14 style=("--share", share.to_string())>
                    <span class="seg-label"><span class="seg-name">{words_pay::pot(*pot)}</span>{percent}</span>
                </div>
            }
        });
        let bar = bar.collect_view();
        let captions = shown.iter().map(|(pot, amount, who, _)| {
            view! {
                <div class=["split-part ", words_pay::pot_class(*pot)].concat()>
                    <p>{words_pay::pot(*pot)}</p>
                    <p><b>{locale.money_compact(*amount, currency)}</b>" "<span>{who.clone()}</span></p>
                </div>
            }
        });
        (!shown.is_empty()).then(|| {
            view! {
                <div class="split">
                    <div class="split-bar" aria-hidden="true">{bar}</div>
                    <div class="split-parts">{captions.collect_view()}</div>
                </div>
            }
        })
    };
    let pots = Memo::new(move |_| team_pots(&team_lines(app)));
    let rows = move || {
        let locale = app.locale.get();
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let rows = document.plans.iter().map(|plan| {
                    let lines = payee_lines(document, outcome, Some(&plan.id), headline_span(outcome));
                    let totals = plan_totals(lines.iter());
                    let shares: Vec<String> = Pot::ALL
                        .into_iter()
                        .zip(totals.by_pot)
                        .filter(|(pot, _)| pots.with(|pots| pots.contains(pot)))
                        .map(|(_, amount)| locale.money_table(amount))
                        .collect();
                    view! {
                        <tr>
                            <th scope="row"><a href=Route::Pay(Some(plan.id.to_string())).to_string()>{plan.name.clone()}</a></th>
                            <td>{locale.count(totals.seats as i64)}</td>
                            <td>{crate::present::number::shown(totals.attainment, |it| locale.percent(it, 0))}</td>
                            <td>{locale.money_table(totals.target)}</td>
                            {shares.into_iter().map(|text| view! { <td>{text}</td> }).collect_view()}
                            <td>{locale.money_table(totals.earned)}</td>
                        </tr>
                    }
                });
                rows.collect_view()
            })
        })
    };
    view! {
        {parts}
        <div class="scroll pay-plans" tabindex="0" role="region" aria-label="Plan by plan">
            <table class="figures">
                <thead>
                    <tr>
                        <th scope="col">{move || format!("{}, {}", app.document.with(|it| it.settings.currency), chosen.year.get())}</th>
                        <th scope="col">"Seats"</th>
                        <th scope="col">"Attainment"</th>
                        <th scope="col">"Target"</th>
                        {move || pots.get().into_iter().map(|pot| view! { <th scope="col">{words_pay::pot(pot)}</th> }).collect_view()}
                        <th scope="col">"Earned"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
