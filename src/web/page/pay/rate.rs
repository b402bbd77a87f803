//! The rate of a component, to type: fixed instead of derived, and back.

use super::chosen::Chosen;
use crate::edit::{FixedRate, adopt_rate, derive_rate, fix_rate, fixed_rate};
use crate::engine::{base_rate, pay_at};
use crate::model::comp::{Component, PlanVersion};
use crate::present::number::{parse_money, parse_rate};
use crate::present::words_pay;
use crate::text::tr;
use crate::units::{ComponentId, Rate};
use crate::web::app::App;
use crate::web::ui::{Button, Field};
use leptos::prelude::*;

/// Whether the component has a rate one could type: a share of credit, or an amount for each unit.
fn has_rate(component: &Component) -> bool {
    component.rates.tiers().is_some() && !component.measure.is_ratio()
}

/// The field for the rate; nothing where there is none.
#[component]
pub(super) fn RateField(
    /// Of which component.
    id: ComponentId,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let id = StoredValue::new(id);
    let now = Memo::new(move |_| chosen.component(app, &id.get_value()));
    let shown = Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(has_rate)));
    let units = Memo::new(move |_| now.with(|now| now.as_ref().is_some_and(|it| it.measure.is_count())));
    let fixed = Memo::new(move |_| now.with(|now| now.as_ref().and_then(fixed_rate)));
    let value = Signal::derive(move || {
        let locale = app.locale.get();
        match fixed.get() {
            None => String::new(),
            Some(FixedRate::Share(share)) => locale.rate_typed(share),
            Some(FixedRate::PerUnit(amount)) => locale.money_typed(amount),
        }
    });
    // What the rate is while nothing is typed, and what target pay is.
    let derived = Memo::new(move |_| {
        let locale = app.locale.get();
        chosen
            .under_terms(app, |document, version, _, terms| {
                let mut part = version.components.iter().find(|it| it.id == id.get_value())?.clone();
                let currency = document.settings.currency;
                let alone = |part: &Component| PlanVersion { components: vec![part.clone()], ..PlanVersion::default() };
                let fixed = pay_at(document, &alone(&part), terms, 1.0).total;
                derive_rate(&mut part);
                let target = pay_at(document, &alone(&part), terms, 1.0).total;
                let say = |rate| words_pay::tier_rate(rate, &locale, currency);
                let derived = base_rate(&part, terms).map(|base| words_pay::DerivedRate {
                    first: say(base.first),
                    one: say(base.one),
                    how: match base.multiple {
                        _ if base.from_zero => words_pay::DerivedHow::FromZero,
                        Some(multiple) if multiple != Rate::ONE => {
                            words_pay::DerivedHow::Multiple(locale.multiple(multiple.to_f64(), 2))
                        }
                        Some(_) | None => words_pay::DerivedHow::Plain,
                    },
                });
                let pays = derived.is_some();
                Some((derived, pays.then(|| [fixed, target].map(|amount| locale.money_whole_named(amount, currency)))))
            })
            .flatten()
    });
    let help = Signal::derive(move || {
        let (rate, pays) = derived.get().unwrap_or_default();
        let fixed = fixed.get().is_some();
        words_pay::rate_help(fixed, rate.as_ref(), pays.as_ref())
    });
    let example = Signal::derive(move || {
        derived.get().and_then(|it| it.0).map(|it| it.first).unwrap_or_else(|| tr!("derived" in "field").to_owned())
    });
    let unit = Signal::derive(move || {
        let currency = app.document.with(|document| document.settings.currency);
        now.with(|now| {
            now.as_ref().map_or(String::new(), |it| {
                if it.measure.is_count() {
                    [currency.code(), tr!(" each")].concat()
                } else {
                    [tr!("% of "), words_pay::measured(it.measure)].concat()
                }
            })
        })
    });
    let read = move |text: &str| -> Result<Option<FixedRate>, String> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let currency = app.document.with_untracked(|document| document.settings.currency);
        let rate = app.locale.with_untracked(|locale| {
            if units.get_untracked() {
                let amount = parse_money(text, locale, currency).map_err(|error| error.to_string())?;
                return Ok((FixedRate::PerUnit(amount), amount.mills() > 0 && amount.to_major() <= 1e6));
            }
            let share = parse_rate(text, locale).map_err(|error| error.to_string())?;
            Ok::<_, String>((FixedRate::Share(share), share.ppm() > 0 && share.to_f64() <= 1.0))
        })?;
        match rate {
            (rate, true) => Ok(Some(rate)),
            (FixedRate::Share(_), false) => Err(tr!("Must lie above 0 % and at most at 100 %.").to_owned()),
            (FixedRate::PerUnit(_), false) => Err(tr!("Must lie above nothing and at most at a million.").to_owned()),
        }
    };
    let check = Callback::new(move |text: String| read(&text).err());
    let commit = Callback::new(move |text: String| {
        let Ok(rate) = read(&text) else { return };
        if rate == fixed.get_untracked() {
            return;
        }
        let label = if rate.is_some() { tr!("rate of a component") } else { tr!("derived rate of a component") };
        chosen.change_part(app, &id.get_value(), label, |component| match rate {
            Some(rate) => fix_rate(component, rate),
            None => derive_rate(component),
        });
    });
    let adopted = move || {
        let (plan, at) = (chosen.plan.get()?, chosen.version.get());
        let (role, segment) = chosen.terms.get()?;
        app.document.with(|document| adopt_rate(document, &plan, at, &id.get_value(), (&role, segment.as_ref())))
    };
    let can_adopt = Memo::new(move |_| adopted().is_some());
    let adopt = move |()| {
        let role = untrack(|| {
            chosen.under_terms(app, |document, _, role, terms| words_pay::terms_name(document, role, terms))
        });
        if let Some(command) = untrack(adopted) {
            let told = tr!(
                "OTE of {} is now what the plan pays at target with this rate; the rate is derived again.",
                role.unwrap_or_default()
            );
            app.dispatch_with_undo(command, told);
        }
    };
    view! {
        {move || shown.get().then(|| view! {
            <div class="pay-rate">
                <Field label=tr!("Rate") value=value unit=unit help=help example=example check=check on_commit=commit/>
                {move || can_adopt.get().then(|| view! {
                    <Button label=tr!("Make it target pay") small=true on_press=adopt/>
                })}
            </div>
        })}
    }
    .into_any()
}
