//! The Pay page: where variable pay goes, what a plan pays at any result, its terms, and who earns what by it.

mod after;
mod assumes;
mod chosen;
mod component;
mod components;
mod curve;
mod matrix;
mod meanings;
mod modifiers;
mod part;
mod people;
mod problems;
mod rate_grid;
mod spifs;
mod split;
mod terms;
mod tiers;

use crate::edit::{copy_plan, plan_users, remove_plan};
use crate::engine::Metric;
use crate::present::{Route, words_pay};
use crate::web::app::App;
use crate::web::explainer::Explainer;
use crate::web::figures::HeadlineStrip;
use crate::web::port::dom;
use crate::web::ui::{Choice, Empty, Menu, MenuItem, PageHead, Panel, Pick, Toast};
use chosen::Chosen;
use leptos::prelude::*;
use std::sync::Arc;

/// Headline figures of pay, those of the plan's last fiscal year.
const HEADLINES: [Metric; 4] = [Metric::VariablePay, Metric::BasePay, Metric::CompCost, Metric::Ccos];

/// The Pay page.
#[component]
pub fn Pay() -> AnyView {
    let app = App::here();
    let chosen = Chosen::new(app);
    provide_context(chosen);
    let sub = Signal::derive(move || {
        app.document.with(|document| {
            let locale = app.locale.get();
            let plans = document.plans.len() as i64;
            let seats = document.seats.iter().filter(|seat| document.plan_of(seat).is_some()).count() as i64;
            let word = if plans == 1 { "plan" } else { "plans" };
            format!(
                "{} {word} for {} seats · figures of {} · {}",
                locale.count(plans),
                locale.count(seats),
                chosen.year.get(),
                document.settings.currency
            )
        })
    });
    let has_plan = Memo::new(move |_| chosen.plan.with(Option::is_some));
    view! {
        <PageHead title="Pay" sub=sub actions=move || view! { <PlanPick/> }/>
        <HeadlineStrip metrics=HEADLINES.to_vec()/>
        <Show
            when=move || has_plan.get()
            fallback=move || view! {
                <Panel>
                    <Empty
                        title="No pay plan"
                        text="A plan says what variable pay depends on. Add one, then choose which roles are paid by it."
                        actions=move || view! {
                            <crate::web::ui::Button label="Add a plan" on_press=move |()| app.dispatch(crate::edit::first_plan())/>
                        }
                    />
                </Panel>
                <Explainer/>
            }
        >
            <split::SplitPanel/>
            <div class="row side-wide">
                <curve::CurvePanel/>
                <div class="col">
                    <Explainer/>
                    <terms::TermsPanel/>
                    <meanings::MeaningsPanel/>
                </div>
            </div>
            <components::ComponentsPanel/>
            <spifs::SpifsPanel/>
            <after::AfterPanel/>
            <people::PeoplePanel/>
        </Show>
    }
    .into_any()
}

/// Chooses the plan, and what can be done with it.
#[component]
fn PlanPick() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let choices = Signal::derive(move || {
        app.document.with(|document| {
            document.plans.iter().map(|plan| Choice::new(plan.id.as_str(), plan.name.clone())).collect::<Vec<_>>()
        })
    });
    let now = Signal::derive(move || chosen.plan.get().map(|id| id.to_string()).unwrap_or_default());
    let items = Signal::derive(|| {
        let item =
            |key: &str, label: &str| MenuItem { key: Arc::from(key), label: label.to_owned(), ..MenuItem::default() };
        vec![
            item("copy", "Add a copy of this plan"),
            MenuItem { divided: true, danger: true, ..item("remove", "Remove this plan") },
        ]
    });
    let on_pick = Callback::new(move |key: Arc<str>| {
        let Some(plan) = chosen.plan.get_untracked() else { return };
        let document = app.document.get_untracked();
        match &*key {
            "copy" => {
                if let Some((id, command)) = copy_plan(&document, &plan) {
                    app.dispatch_with_undo(command, "A copy was added. It pays nobody until a role is given to it.");
                    dom::set_hash(Route::Pay(Some(id.to_string())).to_string().trim_start_matches('#'));
                }
            }
            _remove => match remove_plan(&document, &plan) {
                Some(command) => {
                    let name = document.plan(&plan).map(|it| it.name.clone()).unwrap_or_default();
                    dom::set_hash(Route::Pay(None).to_string().trim_start_matches('#'));
                    app.dispatch_with_undo(command, ["Removed ", &name, "."].concat());
                }
                None => {
                    let users = plan_users(&document, &plan);
                    let text = words_pay::users(&document, &words_pay::PlanUse(&users.terms, users.seats));
                    app.toast.set(Some(Toast { text, action: None }));
                }
            },
        }
    });
    view! {
        <Show when=move || chosen.plan.with(Option::is_some)>
            <div class="pay-pick">
                <Pick
                    label="Plan"
                    choices=choices
                    chosen=now
                    on_choose=move |id: String| dom::set_hash(Route::Pay(Some(id)).to_string().trim_start_matches('#'))
                />
            </div>
            <Menu label="Add or remove" purpose="Plan" items=items on_pick=on_pick at_end=true/>
        </Show>
    }
    .into_any()
}
