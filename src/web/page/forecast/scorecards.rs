//! Sales and account management side by side, each by its own figures; and what the forms of retention differ by, in money.

use crate::engine::{Metric, Row, Scope, Span};
use crate::present::forecast;
use crate::present::recurring::Shown;
use crate::text::tr;
use crate::units::Cadence;
use crate::web::app::{App, Asked};
use crate::web::figure_table::{Figure, FigureRow, FigureTable};
use crate::web::figures::period_label;
use crate::web::input::InputField;
use crate::web::ui::{Panel, PanelHead};
use leptos::prelude::*;

const SALES: [Metric; 7] = [
    Metric::Pipeline,
    Metric::PipelineGrowth,
    Metric::Conversion,
    Metric::NewArr,
    Metric::CustomersWon,
    Metric::NewArrPerHead,
    Metric::Cac,
];

const ACCOUNT_MANAGEMENT: [Metric; 7] = [
    Metric::RenewalRate,
    Metric::NrrCohort,
    Metric::GrrEvent,
    Metric::ExpansionArr,
    Metric::ExpansionShare,
    Metric::LogoRetention,
    Metric::ArrPerAm,
];

const FORMS: [Metric; 4] = [Metric::NrrCohort, Metric::NrrBridge, Metric::GrrEvent, Metric::GrrCustomer];

/// Names of columns: what a row is, then the fiscal years.
fn header(app: App, first: &'static str, remark: bool) -> Vec<String> {
    let mut header = vec![first.to_owned()];
    app.outcome.with(|outcome| {
        header.extend(outcome.periods(Cadence::Year).into_iter().map(|(period, _)| period_label(&period, false)));
    });
    header.extend(remark.then(|| tr!("To know").to_owned()));
    header
}

/// A row of each metric by fiscal year, with what the last year lacks or differs by.
fn rows(app: App, scope: Scope, metrics: &[Metric]) -> Vec<FigureRow> {
    let locale = app.locale.get();
    app.outcome.with(|outcome| {
        let years: Vec<(Span, Row)> = outcome
            .periods(Cadence::Year)
            .into_iter()
            .map(|(_, span)| (span, Row::scoped(outcome, scope, span)))
            .collect();
        let shown = Shown::of(outcome, &locale);
        let line = |metric: &Metric| FigureRow {
            name: shown.name(*metric),
            figures: years
                .iter()
                .map(|(span, row)| Figure {
                    text: shown.headline(*metric, row.value(*metric)),
                    asks: Asked { metric: *metric, scope, span: *span },
                })
                .collect(),
            remark: years.last().map_or_else(Default::default, |(_, row)| {
                (forecast::remark(*metric, row, &shown), row.value(*metric).to_f64().is_none())
            }),
            ..FigureRow::default()
        };
        metrics.iter().map(line).collect()
    })
}

/// The two scorecards.
#[component]
pub fn Scorecards(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let card = move |title: &'static str, say: &'static str, metrics: &'static [Metric], below: ViewFn| {
        // What is known for the company only has no place on the card of a segment.
        let all = Memo::new(move |_| {
            let scope = scope.get();
            let shown = metrics.iter().copied().filter(|it| scope == Scope::Company || !it.needs_company_cost());
            rows(app, scope, &shown.collect::<Vec<_>>())
                .into_iter()
                .map(|row| FigureRow { remark: Default::default(), ..row })
                .collect::<Vec<_>>()
        });
        view! {
            <Panel class="grow">
                <PanelHead title=title say=say/>
                <FigureTable label=title header=Signal::derive(move || header(app, tr!("Measure"), false)) rows=all/>
                {below.run()}
            </Panel>
        }
    };
    view! {
        <div class="row half">
            <div class="col">
                {card(tr!("Scorecard of sales"), tr!("What comes in, and what it takes to win it."), &SALES, ViewFn::default())}
            </div>
            <div class="col">
                {card(
                    tr!("Scorecard of account management"),
                    tr!("What stays and grows of what there is."),
                    &ACCOUNT_MANAGEMENT,
                    ViewFn::from(move || view! { <Satisfaction scope=scope/> }),
                )}
            </div>
        </div>
    }
    .into_any()
}

/// Customer satisfaction as it was measured, segment by segment. It is told beside the figures and moves none of them.
#[component]
fn Satisfaction(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    // Fields stand still while one types.
    let segments = Memo::new(move |_| {
        app.document.with(|document| {
            let all = document.segments.iter().enumerate();
            let shown =
                all.filter(|(at, _)| matches!(scope.get(), Scope::Company) || scope.get() == Scope::Segment(*at));
            shown.map(|(_, segment)| (segment.id.to_string(), segment.name.clone())).collect::<Vec<_>>()
        })
    });
    let fields = move || {
        let one = |(id, name): (String, String)| {
            view! {
                <InputField path=format!("segment/{id}/satisfaction") label=tr!("CSAT, {name}")/>
                <InputField path=format!("segment/{id}/satisfaction_month") label=tr!("Measured in")/>
            }
        };
        segments.get().into_iter().map(one).collect_view()
    };
    view! {
        <h3>{tr!("Customer satisfaction")}</h3>
        <p class="say">{tr!("As you measured it, if you do. It stands beside these figures; none of them follows from it.")}</p>
        <div class="fields csat">{fields}</div>
    }
    .into_any()
}

/// The forms of net and gross retention, with their difference in money.
#[component]
pub fn FormsPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let all = Memo::new(move |_| rows(app, scope.get(), &FORMS));
    view! {
        <Panel>
            <PanelHead
                title=tr!("Forms of retention, and what they differ by")
                say=tr!("The bridge counts customers won inside the twelve months, the cohort only who was there when they began. By event, what one customer gives up is lost even if made good; by customer, only what each is short of at the end.")
            />
            <FigureTable
                label=tr!("Forms of retention")
                header=Signal::derive(move || header(app, tr!("Form"), true))
                rows=all
            />
        </Panel>
    }
    .into_any()
}
