//! The Pay page: where variable pay goes, what a plan pays at any result, its terms, and who earns what by it.

mod adding;
mod after;
mod against;
mod assumes;
mod attainments;
mod chosen;
mod component;
mod components;
mod cost;
mod curve;
mod deals;
mod expected;
mod handover;
mod health;
mod matrix;
mod meanings;
mod modifiers;
mod part;
mod people;
mod pick;
mod problems;
mod rate;
mod rate_grid;
mod rival;
mod spifs;
mod split;
mod split_run;
mod statement;
mod statement_choice;
mod statement_meanings;
mod statement_paper;
mod take;
mod team_split;
mod templates;
mod terms;
mod tiers;
mod version_effect;
mod versions;

use crate::engine::Metric;
use crate::present::{PayPart, Route};
use crate::text::tr;
use crate::web::app::App;
use crate::web::explainer::Explainer;
use crate::web::figures::HeadlineStrip;
use crate::web::ui::{Button, Empty, PageHead, PagePart, PageParts, Panel};
use attainments::Attainments;
use chosen::Chosen;
use leptos::context::Provider;
use leptos::prelude::*;
use pick::PlanPick;
use rival::Beside;
use templates::{Making, TemplateDialog, Wanted};

/// Headline figures of pay, those of the plan's last fiscal year.
const HEADLINES: [Metric; 4] = [Metric::VariablePay, Metric::BasePay, Metric::CompCost, Metric::Ccos];

/// The Pay page: plans, or the statement of one person.
#[component]
pub fn Pay() -> AnyView {
    let app = App::here();
    let of_one = Memo::new(move |_| app.route.with(|route| matches!(route, Route::Statement { .. })));
    view! {
        <Show when=move || of_one.get() fallback=|| view! { <Plans/> }>
            <statement::StatementView/>
        </Show>
    }
    .into_any()
}

/// Plans and what they pay.
#[component]
fn Plans() -> AnyView {
    let app = App::here();
    let chosen = Chosen::new(app);
    provide_context(chosen);
    let beside = Beside::new(app, chosen);
    provide_context(beside);
    provide_context(Attainments::new());
    let making = Making(RwSignal::new(None));
    provide_context(making);
    let sub = Signal::derive(move || {
        app.document.with(|document| {
            let locale = app.locale.get();
            let plans = document.plans.len();
            let seats = document.seats.iter().filter(|seat| document.plan_of(seat).is_some()).count();
            tr!(
                "{} for {} · figures of {} · {}",
                locale.counted(plans, tr!("plan"), tr!("plans")),
                locale.counted(seats, tr!("seat"), tr!("seats")),
                chosen.year.get(),
                document.settings.currency
            )
        })
    });
    let parts = Signal::derive(move || {
        let plan = chosen.plan.get().map(|id| id.to_string());
        let part = |part: PayPart| PagePart {
            label: part.name(),
            href: match part {
                PayPart::Against => beside.route(plan.clone()),
                PayPart::Design | PayPart::Cost | PayPart::People => Route::Pay { plan: plan.clone(), part },
            }
            .to_string(),
            current: chosen.part.get() == part,
        };
        PayPart::ALL.into_iter().map(part).collect::<Vec<_>>()
    });
    let has_plan = Memo::new(move |_| chosen.plan.with(Option::is_some));
    view! {
        <PageHead title=tr!("Pay") sub=sub actions=move || view! { <PlanPick/> }/>
        <PageParts label=tr!("Parts of the Pay page") parts=parts/>
        <HeadlineStrip metrics=HEADLINES.to_vec()/>
        <Show
            when=move || has_plan.get()
            fallback=move || view! {
                <Panel>
                    <Empty
                        title=tr!("No pay plan")
                        text=tr!("A plan says what variable pay depends on. Add one, then choose which roles are paid by it.")
                        actions=move || view! {
                            <Button label=tr!("Add a plan") on_press=move |()| making.0.set(Some(Wanted::New))/>
                        }
                    />
                </Panel>
                <Explainer/>
            }
        >
            {move || match chosen.part.get() {
                PayPart::Design => view! { <Design/> }.into_any(),
                PayPart::Cost => view! { <Cost/> }.into_any(),
                PayPart::People => view! { <People/> }.into_any(),
                PayPart::Against => view! { <Explainer/><against::AgainstPanels/> }.into_any(),
            }}
        </Show>
        <TemplateDialog/>
    }
    .into_any()
}

/// The editor of a plan's components and of what happens between earning and paying, on the document of `app`.
#[component]
pub fn PlanEditor(
    /// The application around that document.
    app: App,
) -> AnyView {
    view! { <Provider value=app><OfferPlan/></Provider> }.into_any()
}

#[component]
fn OfferPlan() -> AnyView {
    provide_context(Chosen::new(App::here()));
    view! {
        <components::ComponentsPanel/>
        <after::AfterPanel in_an_offer=true/>
    }
    .into_any()
}

/// The plan is built beside what it pays, so that the curve follows each change under one's eyes.
#[component]
fn Design() -> AnyView {
    view! {
        <split::SplitPanel/>
        <div class="row beside">
            <div class="col">
                <terms::TermsPanel/>
                <components::ComponentsPanel/>
                <spifs::SpifsPanel/>
                <after::AfterPanel/>
                <handover::HandoverPanel/>
                <versions::VersionsPanel/>
            </div>
            <div class="col stick">
                <Explainer/>
                <curve::CurvePanel/>
                <health::HealthPanel brief=true/>
            </div>
        </div>
    }
    .into_any()
}

/// What the plan costs and where it misfits.
#[component]
fn Cost() -> AnyView {
    view! {
        <Explainer/>
        <div class="row half">
            <expected::ExpectedPanel/>
            <health::HealthPanel/>
        </div>
        <div class="row side-wide">
            <cost::CostPanel/>
            <meanings::MeaningsPanel/>
        </div>
    }
    .into_any()
}

/// Who earns what by the plan, and by which deals.
#[component]
fn People() -> AnyView {
    view! {
        <Explainer/>
        <people::PeoplePanel/>
        <deals::DealsPanel/>
    }
    .into_any()
}
