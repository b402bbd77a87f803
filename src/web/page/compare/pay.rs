//! Pay at every attainment: what each plan that both scenarios have pays more or less in the one than in the other, and a link to both
//! curves where one of the two is open.

use super::sides::{Side, Sides};
use crate::engine::{PlanSide, attaining_as, plan_rival, usual_terms};
use crate::model::Document;
use crate::model::comp::Plan;
use crate::present::{Locale, PlanOf, Route, words_pay};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Choice, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// The last attainment that is looked at.
const MOST: f64 = 2.0;

/// A plan that pays differently.
#[derive(Clone, PartialEq)]
struct Differs {
    /// The plan, and whose terms it is looked at under.
    name: String,
    /// What it pays more or less, or why that cannot be said.
    told: String,
    /// Where both curves are.
    link: Option<String>,
}

/// Plans of both scenarios whose pay differs.
#[component]
pub(super) fn PayPanel() -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let to = RwSignal::new(0_usize);
    let turn = sides.settled(|| ());
    let found = Memo::new(move |_| {
        let to = to.get();
        if turn.get() == 0 {
            return Vec::new();
        }
        let Some((old, new)) = untrack(|| sides.pair(to)) else { return Vec::new() };
        let alike = attaining_as(Document::clone(&new.document), &old.document);
        let locale = app.locale.get();
        let linked = |it: &Plan| link(&old, &new, it);
        let plans = old.document.plans.iter().filter_map(|plan| differs(&old.document, &alike, plan, &linked, &locale));
        plans.collect::<Vec<_>>()
    });
    let say = Signal::derive(move || {
        let (old, new) = sides.pair(to.get()).map(|(old, new)| (old.name, new.name)).unwrap_or_default();
        match found.with(Vec::len) {
            _ if turn.get() == 0 => tr!("Looking for them\u{2026}").to_owned(),
            0 => tr!("Every plan that both have pays the same at every attainment.").to_owned(),
            _some => tr!(
                "A is as in \u{201c}{old}\u{201d}, B as in \u{201c}{new}\u{201d}; plans that pay the same are left out."
            ),
        }
    });
    let choices = Signal::derive(move || {
        let others = sides.parted().map(|it| it.1).unwrap_or_default();
        others.into_iter().enumerate().map(|(at, it)| Choice::new(at.to_string(), it.name)).collect::<Vec<_>>()
    });
    let several = Memo::new(move |_| choices.with(Vec::len) > 1);
    let lines = move || {
        let line = |it: Differs| {
            let link = it.link.map(|href| {
                let label = tr!("Both curves: {}", it.name);
                view! { " "<a href=href aria-label=label>{tr!("Both curves")}</a> }
            });
            view! { <li><b>{it.name}</b>": "{it.told}{link}</li> }
        };
        found.get().into_iter().map(line).collect_view()
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Pay at every attainment") say=say/>
            <Show when=move || several.get()>
                <div class="fields one">
                    <Pick
                        label=tr!("In")
                        choices=choices
                        chosen=Signal::derive(move || to.get().to_string())
                        on_choose=move |key: String| to.set(key.parse().unwrap_or(0))
                    />
                </div>
            </Show>
            <ul class="pay-words">{lines}</ul>
        </Panel>
    }
    .into_any()
}

/// How a plan differs between two scenarios, under the terms it is usually looked at; nothing where it pays the same or is in one only.
fn differs(
    old: &Document,
    new: &Document,
    plan: &Plan,
    link: &dyn Fn(&Plan) -> Option<String>,
    locale: &Locale,
) -> Option<Differs> {
    let there = new.plan(&plan.id)?;
    let held =
        |document: &Document, plan: &'_ Plan| plan.version_on(document.settings.last_month().first_day()).cloned();
    let (one, other) = (held(old, plan)?, held(new, there)?);
    let (role, terms) = usual_terms(old, &plan.id)?;
    let same = new.role(&role.id).and_then(|it| it.terms.iter().find(|it| it.segment == terms.segment));
    let other_terms = same.or_else(|| usual_terms(new, &plan.id).map(|it| it.1))?;
    let name = tr!("{}, as for {}", plan.name, words_pay::terms_name(old, role, terms));
    let (own, into) = (new.settings.currency, old.settings.currency);
    let told = match PlanSide::new(new, &other, other_terms).told_in(old) {
        None => tr!(
            "It counts in {own} there and in {into} here, and neither scenario has a rate of the plan year between them."
        ),
        Some(other) => {
            let rival = plan_rival(&PlanSide::new(old, &one, terms), &other, MOST);
            if rival.ahead.is_empty() && rival.behind.is_empty() {
                return None;
            }
            words_pay::rival("B", &rival, MOST, locale, into)
        }
    };
    Some(Differs { name, told, link: link(plan) })
}

/// Both curves, where one of the two scenarios is open; the open one is then the first of them.
fn link(old: &Side, new: &Side, plan: &Plan) -> Option<String> {
    let other = match (old.id.as_str(), new.id.as_str()) {
        ("", other) | (other, "") => other,
        (_, _) => return None,
    };
    let named = plan.id.to_string();
    let other = PlanOf { plan: named.clone(), version: None, scenario: Some(other.to_owned()) };
    Some(Route::PayAgainst { plan: Some(named), other }.to_string())
}
