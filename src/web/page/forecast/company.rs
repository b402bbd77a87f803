//! Assumptions of the whole company: seasonality, selling time, coverage, costs.

use super::incentives::IncentivesPanel;
use super::segments::month_columns;
use crate::edit::Command;
use crate::model::CoverageResponse;
use crate::present::{Route, forecast};
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::input_grid::{InputGrid, Place};
use crate::web::ui::{Cell, Choice, GridRow, Panel, PanelHead, Pick, Say};
use leptos::prelude::*;
use std::sync::Arc;

const RESPONSES: [(CoverageResponse, &str, &str); 3] = [
    (CoverageResponse::Off, "off", mark!("Off")),
    (CoverageResponse::Linear, "linear", mark!("Linear")),
    (CoverageResponse::Concave, "concave", mark!("Concave")),
];

/// The panels.
#[component]
pub fn CompanyPanels() -> AnyView {
    view! {
        <SeasonPanel/>
        <div class="row half">
            <div class="col">
                <CoveragePanel/>
                <IncentivesPanel/>
                <Panel class="grow">
                    <PanelHead title=tr!("Selling time") say=tr!("Selling capacity is quota times this share of working time.")/>
                    <div class="fields">
                        <InputField
                            path="assumptions/productive_time"
                            label=tr!("Time that goes into selling")
                            help=tr!("100 % if quotas allow for meetings and leave.")
                        />
                    </div>
                </Panel>
            </div>
            <CostsPanel/>
        </div>
    }
    .into_any()
}

#[component]
fn SeasonPanel() -> AnyView {
    let app = App::here();
    let columns = Signal::derive(|| month_columns(tr!("Month")));
    let rows = Signal::derive(|| ["weight", "factor"].map(|row| GridRow::Row(Arc::from(row))).to_vec());
    let place = move |(row, col): (Arc<str>, &'static str)| match (&*row, col) {
        ("weight", "") => Place::Shown(Cell::new(tr!("Weight"))),
        ("weight", month) => Place::Input(format!("assumptions/seasonality/{month}")),
        (_factor, "") => Place::Shown(Cell { muted: true, ..Cell::new(tr!("Factor")) }),
        (_factor, month) => {
            let index = month.parse::<usize>().unwrap_or(1).saturating_sub(1);
            let factor = app.document.with(|document| document.assumptions.season(index));
            Place::Shown(Cell { muted: true, ..Cell::new(app.locale.get().number(factor, 2)) })
        }
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Season")
                say=tr!("Selling capacity and what the pipeline closes follow the season. Weights can be of any size: they are brought to a mean of 1.")
            />
            <InputGrid label=tr!("Seasonality") columns=columns rows=rows place=place/>
        </Panel>
    }
    .into_any()
}

#[component]
fn CoveragePanel() -> AnyView {
    let app = App::here();
    let response = Memo::new(move |_| app.document.with(|document| document.assumptions.coverage.response));
    let choices = Signal::derive(|| RESPONSES.map(|(_, key, label)| Choice::new(key, tr!(label))).to_vec());
    let chosen = Signal::derive(move || {
        let now = response.get();
        RESPONSES.iter().find(|(it, ..)| *it == now).map_or(String::new(), |(_, key, _)| (*key).to_owned())
    });
    let choose = move |key: String| {
        if let Some((response, ..)) = RESPONSES.iter().find(|(_, it, _)| *it == key) {
            let mut assumptions = app.document.with_untracked(|document| document.assumptions.clone());
            assumptions.coverage.response = *response;
            let command = Command::Assumptions(Box::new(assumptions));
            app.dispatch(Command::batch(tr!("response of retention to coverage"), vec![command]));
        }
    };
    let say = Signal::derive(move || forecast::coverage(response.get()).to_owned());
    view! {
        <Panel>
            <PanelHead
                title=tr!("Coverage of the book")
                say=tr!("Coverage is the ARR that account and success managers in place can look after, over the ARR there is.")
            />
            <div class="fields">
                <Pick label=tr!("Retention responds") choices=choices chosen=chosen on_choose=choose/>
                <InputField
                    path="assumptions/coverage/renewal_at_stake"
                    label=tr!("Renewal at stake")
                    help=tr!("Points of renewal rate lost if nobody looks after the book.")
                />
                <InputField
                    path="assumptions/coverage/expansion_at_stake"
                    label=tr!("Expansion at stake")
                    help=tr!("Share of expansion lost if nobody does.")
                />
            </div>
            <Say text=say/>
            <p class="fine">
                {tr!("How renewals and expansion are credited after the handover is agreed with pay: ")}
                <a href=Route::of_input("assumptions/handover/months").to_string() data-leads="assumptions/handover/months">{tr!("Credit at the handover")}</a> "."
            </p>
        </Panel>
    }
    .into_any()
}

#[component]
fn CostsPanel() -> AnyView {
    view! {
        <Panel>
            <PanelHead
                title=tr!("Costs besides pay")
                say=tr!("Each may stay empty; metrics that need it then say so instead of counting it as nothing.")
            />
            <div class="fields">
                <InputField path="costs/gross_margin" help=tr!("On recurring revenue.")/>
                <InputField path="costs/burden" help=tr!("As a share of pay.")/>
                <InputField path="costs/other_operating" help=tr!("Outside sales and marketing.")/>
            </div>
            <h3>{tr!("Sales and marketing")}</h3>
            <div class="fields two">
                <InputField path="costs/marketing"/>
                <InputField path="costs/marketing_acquisition_share" help=tr!("The part that wins customers.")/>
                <InputField path="costs/other_sales_marketing" help=tr!("Tools, travel, recruiting.")/>
                <InputField path="costs/other_acquisition_share" help=tr!("The part that wins customers.")/>
            </div>
            <h3>{tr!("Quarter before the plan")}</h3>
            <div class="fields two">
                <InputField
                    path="costs/prior_quarter_sales_marketing"
                    label=tr!("Sales and marketing cost")
                    help=tr!("For the magic number of the first quarter.")
                />
                <InputField path="costs/prior_quarter_revenue" label=tr!("Recognised revenue")/>
            </div>
        </Panel>
    }
    .into_any()
}
