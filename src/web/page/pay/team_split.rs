//! The split of the whole team: one bar over all plans, and what each plan earns by purpose.

use super::chosen::Chosen;
use super::split::{by_pot, share_of, team_pots};
use super::split_run::{LiveFigures, SplitRun};
use crate::edit::TeamSplit;
use crate::engine::{PayeeLine, payee_lines, plan_totals};
use crate::model::comp::Pot;
use crate::present::Route;
use crate::present::words_pay::{self, Live};
use crate::text::tr;
use crate::units::{Money, Rate};
use crate::web::app::App;
use crate::web::figures::headline_span;
use crate::web::ui::{Part, SplitBar, SplitMove};
use leptos::prelude::*;

fn team_lines(app: App) -> Vec<PayeeLine> {
    app.document
        .with(|document| app.outcome.with(|outcome| payee_lines(document, outcome, None, headline_span(outcome))))
}

fn team_split(app: App) -> TeamSplit {
    app.document.with(|document| app.outcome.with(|outcome| TeamSplit::of(document, outcome, headline_span(outcome))))
}

/// One sentence on where target variable of everyone goes, and how many people that is.
pub(super) fn team_words(app: App, chosen: Chosen) -> String {
    let (split, locale) = (team_split(app), app.locale.get());
    let currency = app.outcome.with(|outcome| outcome.currency);
    if split.plans.is_empty() {
        return words_pay::team_split(&plan_totals(team_lines(app).iter()), &chosen.year.get(), &locale, currency);
    }
    let target = split.plans.iter().map(|plan| plan.target).sum();
    words_pay::split(split.shares(), target, &chosen.year.get(), &locale, currency)
}

/// The split of all plans, to drag and to type into, and plan by plan.
#[component]
pub(super) fn TeamSplitBar(run: SplitRun) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let split = Memo::new(move |_| team_split(app));
    let several =
        Signal::derive(move || app.document.with(|document| document.plans.iter().any(|plan| plan.versions.len() > 1)));
    let live = Memo::new(move |_| {
        app.document.with(|document| {
            let reached = split.with(|split| split.movable().map(|plan| plan.seats).sum());
            let all = app.outcome.with(|outcome| Live::of(document, outcome, None, None, headline_span(outcome)));
            all.reaching(reached)
        })
    });
    let pots = Memo::new(move |_| {
        let has = |pot: &Pot| {
            let at = Pot::ALL.iter().position(|it| it == pot).unwrap_or(0);
            split.with(|split| split.plans.iter().any(|plan| plan.has.get(at) == Some(&true)))
        };
        Pot::ALL.into_iter().filter(has).collect::<Vec<Pot>>()
    });
    let shares = Signal::derive(move || {
        let all = split.with(TeamSplit::shares);
        pots.with(|pots| pots.iter().map(|pot| share_of(&all, *pot).ppm()).collect::<Vec<_>>())
    });
    let parts = Signal::derive(move || {
        let locale = app.locale.get();
        let lines = team_lines(app);
        let earned = plan_totals(lines.iter()).by_pot;
        let amounts = split.with(TeamSplit::amounts);
        app.document.with(|document| {
            let currency = document.settings.currency;
            let who = words_pay::earners(document, &lines, &locale);
            let part = |pot: &Pot| {
                let at = Pot::ALL.iter().position(|it| it == pot).unwrap_or(0);
                let amount = amounts.get(at).copied().unwrap_or_default();
                Part {
                    label: words_pay::pot(*pot).to_owned(),
                    class: words_pay::pot_class(*pot),
                    amount: locale.money_compact(Money::from_major_f64(amount), currency),
                    note: words_pay::team_who(
                        earned.get(at).copied().unwrap_or_default(),
                        who.get(at).map_or("", String::as_str),
                        &locale,
                        currency,
                    ),
                }
            };
            pots.with(|pots| pots.iter().map(part).collect::<Vec<_>>())
        })
    });
    let on_change = Callback::new(move |moved: SplitMove| {
        let now = shares.get_untracked();
        if now != moved.shares_ppm {
            let wanted: [Rate; 4] = pots.with_untracked(|pots| by_pot(pots, &moved.shares_ppm));
            let outcome = app.outcome.get_untracked();
            run.step(&live.get_untracked(), headline_span(&outcome), |start| {
                // Who is in which seat when does not depend on the split, so the outcome of now serves.
                let split = TeamSplit::of(start, &outcome, headline_span(&outcome));
                Some(split.moved(wanted).put_in(start))
            });
        }
        if moved.is_final {
            run.rest();
        }
    });
    let movable = move || {
        app.document.with(|document| {
            let names: Vec<String> = split
                .with(|split| split.movable().filter_map(|it| Some(document.plan(&it.id)?.name.clone())).collect());
            words_pay::movable(&names)
        })
    };
    let decimal = app.locale.get_untracked().decimal;
    view! {
        {move || pots.with(|pots| !pots.is_empty()).then(|| view! {
            <SplitBar label=tr!("Share of target variable of the team") parts=parts shares_ppm=shares on_change=on_change decimal=decimal/>
            <p class="fine pay-movable">{movable}</p>
            <LiveFigures run=run now=live year=chosen.year cost_year=chosen.year several=several/>
        })}
        <PlanTable/>
    }
    .into_any()
}

/// What each plan is worth and earns, by purpose.
#[component]
fn PlanTable() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
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
                            <th scope="row"><a href=Route::pay(Some(plan.id.to_string())).to_string()>{plan.name.clone()}</a></th>
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
        <div class="scroll pay-plans" tabindex="0" role="region" aria-label=tr!("Plan by plan")>
            <table class="figures">
                <thead>
                    <tr>
                        <th scope="col">{move || format!("{}, {}", app.document.with(|it| it.settings.currency), chosen.year.get())}</th>
                        <th scope="col">{tr!("Seats")}</th>
                        <th scope="col">{tr!("Attainment")}</th>
                        <th scope="col">{tr!("Target")}</th>
                        {move || pots.get().into_iter().map(|pot| view! { <th scope="col">{words_pay::pot(pot)}</th> }).collect_view()}
                        <th scope="col">{tr!("Earned")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
