//! The terms under which the plan is looked at: on-target earnings, base, quota, and what the plan pays there in words.

use super::chosen::{Chosen, TermsKey};
use crate::edit::{Command, change_terms, pay_by};
use crate::model::comp::{PlanVersion, Target};
use crate::model::{Document, Quota, Role, Terms};
use crate::present::{Route, words_pay};
use crate::text::tr;
use crate::units::{Cadence, Money};
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Button, Choice, Panel, PanelHead, Pick};
use leptos::prelude::*;

pub(super) fn code((role, segment): &TermsKey) -> String {
    format!("{role}/{}", segment.as_ref().map_or("any", |id| id.as_str()))
}

/// The chosen terms.
#[component]
pub(super) fn TermsPanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let title = Signal::derive(move || {
        let role = chosen.under_terms(app, |document, _, role, terms| words_pay::terms_name(document, role, terms));
        chosen
            .look(app, |_, plan, _| match role {
                Some(role) if role.starts_with(plan.name.as_str()) => role,
                Some(role) => [&plan.name, tr!(", for "), &role].concat(),
                None => plan.name.clone(),
            })
            .unwrap_or_default()
    });
    let rows = Memo::new(move |_| {
        let plan = chosen.plan.get();
        app.document.with(|document| {
            let mut rows: Vec<(bool, TermsKey, String)> = Vec::new();
            for role in &document.roles {
                for terms in &role.terms {
                    let named = terms.plan == plan;
                    let name = words_pay::terms_name(document, role, terms);
                    let other = terms.plan.as_ref().and_then(|id| document.plan(id));
                    let label = match other {
                        Some(other) if !named => tr!("{name} (paid by {})", other.name),
                        None if !named => tr!("{name} (no plan)"),
                        Some(_) | None => name,
                    };
                    rows.push((!named, (role.id.clone(), terms.segment.clone()), label));
                }
            }
            rows.sort_by_key(|row| row.0);
            rows
        })
    });
    let choices = Signal::derive(move || {
        rows.with(|rows| rows.iter().map(|row| Choice::new(code(&row.1), row.2.clone())).collect::<Vec<_>>())
    });
    let now = Signal::derive(move || chosen.terms.get().as_ref().map(code).unwrap_or_default());
    let on_choose = Callback::new(move |key: String| {
        let found = rows.with_untracked(|rows| rows.iter().find(|row| code(&row.1) == key).map(|row| row.1.clone()));
        chosen.wanted_terms.set(found);
    });
    let line = Signal::derive(move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        chosen.under_terms(app, |_, _, _, terms| words_pay::terms_line(terms, &locale, currency)).unwrap_or_default()
    });
    let path = move |key: &'static str| Signal::derive(move || format!("role/{}/{key}", now.get()));
    let has_quota =
        Memo::new(move |_| chosen.under_terms(app, |_, _, _, terms| terms.quota.is_some()).unwrap_or_default());
    let foreign = Memo::new(move |_| {
        let plan = chosen.plan.get();
        chosen.under_terms(app, |_, _, _, terms| terms.plan != plan).unwrap_or_default()
    });
    // A component on the quota of the role needs one: in ARR, or in things where it counts them.
    let wants_quota = Memo::new(move |_| {
        chosen
            .look(app, |_, _, version| {
                let mut parts = version.components.iter();
                let on_quota = parts.find(|it| it.target == Target::Quota && !it.measure.is_ratio());
                on_quota.map(|it| it.measure.is_count())
            })
            .flatten()
            .filter(|_| !has_quota.get())
    });
    let give_quota = move |()| {
        let (Some(counts), Some((role, segment))) = (wants_quota.get_untracked(), chosen.terms.get_untracked()) else {
            return;
        };
        let quota = if counts {
            Quota::Units { count: 0, per: Cadence::Month }
        } else {
            Quota::Arr { amount: Money::ZERO, per: Cadence::Year }
        };
        let give = |terms: &mut Terms| terms.quota = Some(quota);
        let command = app.document.with_untracked(|document| change_terms(document, &role, segment.as_ref(), give));
        if let Some(command) = command {
            app.dispatch(Command::batch(tr!("give the role a quota"), vec![command]));
        }
    };
    let others = Memo::new(move |_| {
        let locale = app.locale.get();
        let plan = chosen.plan.get();
        let said = |document: &Document, _: &PlanVersion, _: &Role, terms: &Terms| {
            (terms.plan != plan).then(|| words_pay::terms_of_others(document, terms, &locale)).flatten()
        };
        chosen.under_terms(app, said).flatten()
    });
    let give = move |()| {
        let (Some(plan), Some((role, segment))) = (chosen.plan.get_untracked(), chosen.terms.get_untracked()) else {
            return;
        };
        let command = app.document.with_untracked(|document| pay_by(document, &role, segment.as_ref(), &plan));
        if let Some(command) = command {
            app.dispatch(command);
        }
    };
    let sentences = move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        chosen.under_terms(app, |_, version, _, terms| {
            let one = version.components.len() == 1;
            version
                .components
                .iter()
                .map(|component| {
                    let text = words_pay::component(component, Some(terms), version.cap, &locale, currency);
                    let name = (!one).then(|| view! { <b>{component.name.clone()}": "</b> });
                    view! { <li>{name}{text}</li> }
                })
                .collect_view()
        })
    };
    let candidate = Signal::derive(move || {
        let (role, segment) = chosen.terms.get()?;
        let segment = segment.map(|it| it.to_string());
        Some(Route::OfferOf { role: role.to_string(), segment }.to_string())
    });
    view! {
        <Panel>
            <PanelHead
                title=title
                say=line
                actions=move || view! {
                    {move || candidate.get().map(|href| view! { <a class="btn small" href=href>{tr!("As a candidate sees it")}</a> })}
                }
            />
            <ul class="pay-words">{sentences}</ul>
            <div class="fields">
                <Pick label=tr!("Under the terms of") choices=choices chosen=now on_choose=on_choose wide=true/>
                {move || foreign.get().then(|| view! {
                    <div class="wide actions">
                        <Button label=tr!("Pay this role by this plan") on_press=give/>
                    </div>
                })}
                <InputField path=path("ote") label=Signal::stored(tr!("On-target earnings").to_owned())/>
                <InputField path=path("base") label=Signal::stored(tr!("Base pay").to_owned())/>
                {move || has_quota.get().then(|| view! {
                    <InputField path=path("quota") label=Signal::stored(tr!("Quota").to_owned())/>
                })}
                {move || wants_quota.get().map(|_| view! {
                    <div class="wide">
                        <p class="fine">{tr!("The plan pays on the quota of this role, which has none: the curve shows its shape only.")}</p>
                        <div class="actions"><Button label=tr!("Give it a quota") on_press=give_quota/></div>
                    </div>
                })}
            </div>
            {move || others.get().map(|text| view! { <p class="fine">{text}</p> })}
        </Panel>
    }
    .into_any()
}
