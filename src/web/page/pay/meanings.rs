//! One table of rates, four meanings: what the same result pays under each.

use super::attainments::{read as read_attainment, stepped};
use super::chosen::Chosen;
use crate::engine::meanings;
use crate::model::comp::{Component, PlanVersion, Pot, RatePreset, Rates};
use crate::present::words_pay::{self, SHAPES};
use crate::text::tr;
use crate::units::Rate;
use crate::web::app::App;
use crate::web::ui::{Field, Panel, PanelHead};
use leptos::prelude::*;

/// The component whose table is read: the first commission with tiers, else the first with more than one.
fn read(version: &PlanVersion) -> Option<(usize, &Component)> {
    let tiered = |it: &(usize, &Component)| matches!(&it.1.rates, Rates::Tiers { tiers, .. } if tiers.len() > 1);
    let found = || version.components.iter().enumerate().filter(tiered);
    found().find(|it| it.1.measure.pot() == Pot::NewBusiness).or_else(|| found().next())
}

/// Same plan, four meanings.
#[component]
pub(super) fn MeaningsPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let at = RwSignal::new(Rate::percent(150));
    let value = Signal::derive(move || app.locale.get().rate_typed(at.get()));
    let typed = move |text: &str| app.locale.with_untracked(|locale| read_attainment(text, locale));
    let set = Callback::new(move |text: String| {
        if let Ok(rate) = typed(&text) {
            at.set(rate);
        }
    });
    let step = Callback::new(move |steps: i32| at.update(|rate| *rate = stepped(*rate, steps)));
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        chosen
            .under_terms(app, |_, version, _, _| {
                let (_, component) = read(version)?;
                Some(tr!(
                    "{}, a year at {}, under each reading of the same table:",
                    component.name,
                    locale.rate(at.get())
                ))
            })
            .flatten()
            .unwrap_or_else(|| tr!("The plan has no table of tiers to read in several ways.").to_owned())
    });
    let found = Memo::new(move |_| {
        let attainment = at.get().to_f64();
        chosen
            .under_terms(app, |document, version, _, terms| {
                let (place, component) = read(version)?;
                let Rates::Tiers { tiers, .. } = &component.rates else { return None };
                let now = RatePreset::of(tiers);
                let pays = meanings(document, (version, place), terms, attainment);
                let mine = pays.iter().find(|it| Some(it.0) == now).copied();
                Some((now, mine, pays))
            })
            .flatten()
    });
    // The plan's cap is on all components together.
    let cap = Memo::new(move |_| chosen.look(app, |_, _, version| version.cap).flatten());
    let whole = move || {
        let cap = app.locale.get().multiple_typed(cap.get()?);
        Some(view! { <th scope="col">{tr!("Whole plan, capped at {cap}x a year")}</th> })
    };
    let body = move || {
        let locale = app.locale.get();
        let (now, mine, pays) = found.get()?;
        let capped = cap.get().is_some();
        let rows = pays.into_iter().map(|(preset, pay, whole)| {
            let (_, name, meaning) = SHAPES.iter().find(|it| it.0 == preset).copied().unwrap_or((preset, "", ""));
            let here = now == Some(preset);
            let gap = mine.filter(|_| !here).map(|(_, one, all)| if capped { whole - all } else { pay - one });
            view! {
                <tr class:sel=here>
                    <th scope="row">
                        {tr!(name)}{here.then_some(tr!(" · this plan"))}<small>{tr!(meaning)}</small>
                    </th>
                    <td>{locale.money_table(pay)}</td>
                    {capped.then(|| view! { <td>{locale.money_table(whole)}</td> })}
                    <td>{gap.map_or("–".to_owned(), |gap| locale.money_delta_whole(gap))}</td>
                </tr>
            }
        });
        Some(rows.collect_view())
    };
    view! {
        <Panel class="grow">
            <PanelHead title=tr!("Same plan, four meanings") say=say/>
            <Show when=move || found.with(Option::is_some)>
                <div class="fields pay-at">
                    <Field
                        label=tr!("Attainment")
                        value=value
                        unit=Signal::stored(tr!("% of target").to_owned())
                        check=Callback::new(move |text: String| typed(&text).err())
                        on_input=set
                        on_commit=set
                        on_step=step
                    />
                </div>
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("What each meaning pays")>
                    <table class="figures pay-meanings">
                        <thead>
                            <tr>
                                <th scope="col">{tr!("Rate shape")}</th>
                                <th scope="col">{move || tr!("Pays, {}", app.document.with(|it| it.settings.currency))}</th>
                                {whole}
                                <th scope="col">{tr!("Difference")}</th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
                <p class="fine">{tr!(words_pay::ASK)}</p>
            </Show>
        </Panel>
    }
    .into_any()
}
