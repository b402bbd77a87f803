//! SPIFs of a version: short, dated incentives beside the plan, each with its sentence and its fields.

use super::chosen::Chosen;
use super::part::{measure_key, measure_of, measures};
use super::problems::Problems;
use crate::edit::{add_spif, remove_spif};
use crate::model::comp::{Spif, SpifPays};
use crate::present::number::{parse_date, show_date};
use crate::present::words_pay;
use crate::text::tr;
use crate::units::{ComponentId, Money, PlanId};
use crate::web::app::{App, sentence};
use crate::web::input::InputField;
use crate::web::ui::{Button, Choice, Field, Icon, Look, Panel, PanelHead, Pick};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The SPIFs of the chosen version.
#[component]
pub(super) fn SpifsPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    // Keyed by plan and version as well, so that no card carries a half-typed text over to another plan.
    let ids = move || {
        let ids = chosen.look(app, |_, plan, version| {
            let at = chosen.version.get();
            version.spifs.iter().map(|it| (plan.id.clone(), at, it.id.clone())).collect::<Vec<_>>()
        });
        ids.unwrap_or_default()
    };
    let say = Signal::stored(
        tr!("Short incentives beside the plan: dated, on top of target variable, and without effect on attainment. They count deals credited to the person, not those of a team.")
            .to_owned(),
    );
    let add = move |()| {
        let first = app.document.with_untracked(|document| document.settings.first_month);
        chosen.change(app, tr!("add a SPIF"), |version| {
            add_spif(version, first);
        });
    };
    view! {
        <Panel>
            <PanelHead title=tr!("SPIFs") say=say/>
            <div class="pay-cards pay-spifs">
                <For each=ids key=|key| key.clone() children=move |(_, _, id): (PlanId, usize, ComponentId)| view! { <SpifCard id=id/> }/>
            </div>
            <div class="actions pay-adds">
                <Button label=tr!("Add a SPIF") icon=Icon::Add look=Look::Quiet small=true on_press=add/>
            </div>
        </Panel>
    }
    .into_any()
}

#[component]
fn SpifCard(id: ComponentId) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let id = StoredValue::new(id);
    let now = Memo::new(move |_| {
        let id = id.get_value();
        chosen.look(app, |_, _, version| version.spifs.iter().find(|it| it.id == id).cloned()).flatten()
    });
    let see = move |look: fn(&Spif) -> String| now.with(|now| now.as_ref().map(look).unwrap_or_default());
    let change = move |label: &str, change: &dyn Fn(&mut Spif)| {
        let id = id.get_value();
        chosen.change(app, label, |version| {
            if let Some(spif) = version.spifs.iter_mut().find(|it| it.id == id) {
                change(spif);
            }
        });
    };
    let name = Signal::derive(move || see(|it| it.name.clone()));
    let words = move || {
        let locale = app.locale.get();
        let (leads, currency) = chosen
            .look(app, |document, plan, _| (words_pay::pays_leaders(document, &plan.id), document.settings.currency))?;
        now.with(|now| now.as_ref().map(|it| words_pay::spif(it, leads, &locale, currency)))
    };
    let own = Signal::derive(move || [chosen.path(), "/spif/".to_owned(), id.get_value().to_string()].concat());
    let path = move |key: &'static str| Signal::derive(move || [own.get().as_str(), "/", key].concat());
    let rename = move |text: String| {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            change(tr!("name of a SPIF"), &|it| it.name = text.clone());
        }
    };
    let named = Callback::new(|text: String| text.trim().is_empty().then(|| tr!("A SPIF needs a name.").to_owned()));
    let per_deal =
        Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|it| matches!(it.pays, SpifPays::PerDeal { .. }))));
    let unit = Signal::derive(move || {
        let counts = now.with(|now| now.as_ref().is_some_and(|it| it.measure.is_count()));
        if counts { tr!("units").to_owned() } else { String::new() }
    });
    let repay = move |key: String| {
        change(tr!("when a SPIF pays"), &|it| {
            it.pays = match (key.as_str(), it.pays) {
                ("once", SpifPays::PerDeal { least }) => {
                    let usual = if it.measure.is_count() { 10 } else { 250_000 };
                    SpifPays::Once { at: if least.is_zero() { Money::from_major(usual) } else { least } }
                }
                ("deal", SpifPays::Once { .. }) => SpifPays::PerDeal { least: Money::ZERO },
                (_, same) => same,
            };
        });
    };
    let remove = move |()| {
        let label = [tr!("remove "), &name.get_untracked()].concat();
        let command = chosen.command(app, &label, |version| remove_spif(version, &id.get_value()));
        if let Some(command) = command {
            app.dispatch_with_undo(command, [&name.get_untracked(), tr!(" is removed.")].concat());
        }
    };
    view! {
        <section class="card pay-card" aria-label=move || name.get()>
            <div class="panel-head">
                <div>
                    <h3>{move || name.get()}</h3>
                    <p class="say">{words}</p>
                </div>
                <div class="actions">
                    <Button label=tr!("Remove SPIF") icon=Icon::Remove icon_only=true look=Look::Quiet small=true on_press=remove/>
                </div>
            </div>
            <Problems path=own/>
            <div class="fields">
                <Field label=tr!("Name") value=name on_commit=rename check=named text=true/>
                <Pick
                    label=tr!("Measure")
                    choices=measures()
                    chosen=Signal::derive(move || see(|it| measure_key(it.measure)))
                    help=Signal::derive(move || see(|it| sentence(words_pay::measure_meaning(it.measure))))
                    on_choose=move |key: String| {
                        if let Some(measure) = measure_of(&key) {
                            change(tr!("measure of a SPIF"), &|it| it.measure = measure);
                        }
                    }
                />
                {day(app, tr!("First day"), move || now.with(|now| now.as_ref().map(|it| it.from)), move |day| change(tr!("first day of a SPIF"), &|it| it.from = day))}
                {day(app, tr!("Last day"), move || now.with(|now| now.as_ref().map(|it| it.to)), move |day| change(tr!("last day of a SPIF"), &|it| it.to = day))}
                <InputField path=path("amount") label=Signal::stored(tr!("Pays").to_owned())/>
                <Pick
                    label=tr!("When")
                    choices=Signal::stored(vec![Choice::new("deal", tr!("For each deal")), Choice::new("once", tr!("Once, at a result"))])
                    chosen=Signal::derive(move || if per_deal.get() { "deal".to_owned() } else { "once".to_owned() })
                    on_choose=repay
                />
                {move || if per_deal.get() {
                    view! { <InputField path=path("least") label=Signal::stored(tr!("Deals of at least").to_owned()) in_unit=unit/> }
                } else {
                    view! { <InputField path=path("at") label=Signal::stored(tr!("Once these days reach").to_owned()) in_unit=unit/> }
                }}
            </div>
        </section>
    }
    .into_any()
}

/// A field for a day.
fn day(
    app: App,
    label: &'static str,
    now: impl Fn() -> Option<NaiveDate> + Send + Sync + 'static,
    change: impl Fn(NaiveDate) + Send + Sync + 'static,
) -> AnyView {
    let value = Signal::derive(move || now().map(show_date).unwrap_or_default());
    let read = move |text: &str| app.locale.with_untracked(|locale| parse_date(text, locale));
    let check = Callback::new(move |text: String| read(&text).err().map(|error| sentence(&error.to_string())));
    let on_commit = move |text: String| {
        if let Ok(day) = read(&text) {
            change(day);
        }
    };
    view! {
        <Field label=label value=value on_commit=on_commit check=check text=true example=Signal::stored(tr!("1 Mar 2027").to_owned())/>
    }
    .into_any()
}
