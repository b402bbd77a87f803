//! One component of the plan as a card: what it measures, what 100 % is, how it is rated, and its limits.

use super::modifiers::Modifiers;
use super::part::{Part, choices, nth, place};
use super::problems::Problems;
use super::rate::RateField;
use super::tiers::TierTable;
use crate::edit::{move_component, remove_component, set_measure};
use crate::model::comp::{Rated, Scope, Target};
use crate::present::words_pay::{self, CADENCES, RATINGS, SCOPES, TRUE_UPS};
use crate::text::tr;
use crate::units::{Cadence, ComponentId, Money, Rate};
use crate::web::app::sentence;
use crate::web::input::InputField;
use crate::web::ui::{Button, Choice, Field, Icon, Look};
use leptos::prelude::*;

/// A component, to change.
#[component]
pub(super) fn ComponentCard(
    /// Which.
    id: ComponentId,
) -> AnyView {
    let part = Part::new(id);
    let Part { app, chosen, id, .. } = part;
    let name = Signal::derive(move || part.see(|it| it.name.clone()));
    let words = move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let with_terms = chosen.under_terms(app, |_, _, _, terms| terms.clone());
        let cap = chosen.look(app, |_, _, version| version.cap).flatten();
        part.see(|it| words_pay::component(it, with_terms.as_ref(), cap, &locale, currency))
    };
    let rename = move |text: String| {
        if !text.trim().is_empty() {
            part.change(tr!("name of a component"), |it| it.name = text.trim().to_owned());
        }
    };
    let check =
        Callback::new(|text: String| text.trim().is_empty().then(|| tr!("A component needs a name.").to_owned()));
    let shift =
        move |by: isize| chosen.change(app, tr!("order of components"), |it| move_component(it, &id.get_value(), by));
    let edge = move |last: bool| {
        Signal::derive(move || {
            chosen
                .look(app, |_, _, version| {
                    let end = if last { version.components.last() } else { version.components.first() };
                    end.is_some_and(|it| it.id == id.get_value())
                })
                .unwrap_or(true)
        })
    };
    let own = Signal::derive(move || [chosen.path(), "/".to_owned(), id.get_value().to_string()].concat());
    let class = move || ["card pay-card ", part.see(|it| words_pay::pot_class(it.measure.pot()))].concat();
    view! {
        <section class=class aria-label=move || name.get()>
            <div class="panel-head">
                <div>
                    <h3>{move || name.get()}</h3>
                    <p class="say">{words}</p>
                </div>
                <div class="actions">
                    <Button label=tr!("Move up") look=Look::Quiet small=true disabled=edge(false) on_press=move |()| shift(-1)/>
                    <Button label=tr!("Move down") look=Look::Quiet small=true disabled=edge(true) on_press=move |()| shift(1)/>
                    <Button
                        label=tr!("Remove component")
                        icon=Icon::Remove
                        icon_only=true
                        look=Look::Quiet
                        small=true
                        on_press=move |()| {
                            let step = [tr!("remove "), &name.get_untracked()].concat();
                            let command = chosen.command(app, &step, |it| remove_component(it, &id.get_value()));
                            if let Some(command) = command {
                                let alone = untrack(|| chosen.look(app, |_, _, it| it.components.len())) == Some(1);
                                let rest = if alone {
                                    tr!(" is removed; nothing is left that pays.")
                                } else {
                                    tr!(" is removed; the other components take its share.")
                                };
                                let told = [&name.get_untracked(), rest].concat();
                                app.dispatch_with_undo(command, told);
                            }
                        }
                    />
                </div>
            </div>
            <Problems path=own/>
            <div class="pay-card-body">
                <div>
                    <div class="fields">
                        <Field label=tr!("Name") value=name on_commit=rename check=check text=true/>
                        <InputField path=part.path("weight") label=Signal::stored(tr!("Weight").to_owned()) help=Signal::stored(tr!("Share of target variable.").to_owned())/>
                        <RateField id=id.get_value()/>
                        {measures(part)}
                        {targets(part)}
                        {ratings(part)}
                    </div>
                </div>
                <TierTable part=part/>
            </div>
            <Modifiers part=part/>
        </section>
    }
    .into_any()
}

fn measures(part: Part) -> AnyView {
    let scopes: Vec<Scope> = SCOPES.iter().map(|it| it.0).collect();
    let all_scopes = scopes.clone();
    view! {
        {part.pick_measure(tr!("Measure"), "", |it| Some(it.measure), set_measure)}
        {part.pick(
            tr!("Whose results"),
            choices(SCOPES.map(|it| tr!(it.1))),
            move |it| place(scopes.iter().copied(), &it.scope),
            |it| SCOPES.iter().find(|row| row.0 == it.scope).map(|row| sentence(tr!(row.2))).unwrap_or_default(),
            move |it, key| if let Some(scope) = nth(&all_scopes, key) { it.scope = scope },
        )}
    }
    .into_any()
}

fn targets(part: Part) -> AnyView {
    let ratio = Memo::new(move |_| part.see(|it| it.measure.is_ratio()));
    let kinds = Signal::derive(move || {
        if ratio.get() {
            return vec![Choice::new("ratio", tr!("A ratio"))];
        }
        vec![
            Choice::new("quota", tr!("The quota of the role")),
            Choice::new("sum", tr!("A share of the quotas in scope")),
            Choice::new("amount", tr!("An amount")),
        ]
    });
    let kind = |target: &Target| match target {
        Target::Quota => "quota",
        Target::Amount { .. } => "amount",
        Target::SumOfQuotas { .. } => "sum",
        Target::Ratio { .. } => "ratio",
    };
    let has_value = Memo::new(move |_| part.see(|it| it.target != Target::Quota));
    view! {
        {part.pick(
            tr!("100 % is"),
            kinds,
            move |it| kind(&it.target).to_owned(),
            |it| match it.target {
                Target::Quota => tr!("A field of the terms, above.").to_owned(),
                Target::SumOfQuotas { .. } => tr!("Below 100 % where quotas are over-assigned.").to_owned(),
                Target::Amount { .. } | Target::Ratio { .. } => String::new(),
            },
            move |it, key| {
                if key == kind(&it.target) {
                    return;
                }
                it.target = match key {
                    "amount" => Target::Amount { amount: Money::from_major(1_000_000), per: Cadence::Year },
                    "sum" => Target::SumOfQuotas { share: Rate::percent(90) },
                    "ratio" => Target::Ratio { ratio: Rate::percent(90) },
                    _quota => Target::Quota,
                };
            },
        )}
        {move || has_value.get().then(|| view! {
            <InputField path=part.path("target") label=Signal::stored(tr!("Target").to_owned())/>
        })}
    }
    .into_any()
}

fn ratings(part: Part) -> AnyView {
    let cadences: Vec<Cadence> = CADENCES.iter().map(|it| it.0).collect();
    let all_cadences = cadences.clone();
    let rated: Vec<Rated> = RATINGS.iter().map(|it| it.0).collect();
    let all_rated = rated.clone();
    let cumulative = Memo::new(move |_| part.see(|it| matches!(it.rated, Rated::QuarterToDate | Rated::YearToDate)));
    let true_up = move || {
        cumulative.get().then(|| {
            part.pick(
                tr!("True-up"),
                choices(TRUE_UPS.map(|it| tr!(it.1))),
                |it| place(TRUE_UPS.map(|row| row.0), &it.true_up),
                |it| {
                    TRUE_UPS.iter().find(|row| row.0 == it.true_up).map(|row| sentence(tr!(row.2))).unwrap_or_default()
                },
                |it, key| {
                    if let Some(row) = nth(&TRUE_UPS, key) {
                        it.true_up = row.0
                    }
                },
            )
        })
    };
    view! {
        {part.pick(
            tr!("Measured and earned"),
            choices(CADENCES.map(|it| tr!(it.1))),
            move |it| place(cadences.iter().copied(), &it.cadence),
            |_| String::new(),
            move |it, key| if let Some(cadence) = nth(&all_cadences, key) { it.cadence = cadence },
        )}
        {part.pick(
            tr!("Rated at once"),
            choices(RATINGS.map(|it| tr!(it.1))),
            move |it| place(rated.iter().copied(), &it.rated),
            |it| RATINGS.iter().find(|row| row.0 == it.rated).map(|row| sentence(tr!(row.2))).unwrap_or_default(),
            move |it, key| if let Some(rated) = nth(&all_rated, key) { it.rated = rated },
        )}
        {true_up}
    }
    .into_any()
}
