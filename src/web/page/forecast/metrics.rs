//! Every metric with its variant named, how it is counted, and what it lacks where it has no value.

use crate::engine::{Metric, Row, Scope, Span, Value, benchmark};
use crate::present::recurring::Shown;
use crate::present::{benchmark as words, forecast};
use crate::text::tr;
use crate::units::Cadence;
use crate::web::app::{App, Asked, sentence};
use crate::web::figure_table::{Figure, FigureRow, FigureTable};
use crate::web::figures::period_label;
use crate::web::ui::{Panel, PanelHead};
use leptos::prelude::*;

/// What a segment has of its own.
const OF_A_SEGMENT: [Metric; 13] = [
    Metric::NrrCohort,
    Metric::NrrBridge,
    Metric::GrrEvent,
    Metric::GrrCustomer,
    Metric::RenewalRate,
    Metric::LogoRetention,
    Metric::LogoChurn,
    Metric::QuickRatio,
    Metric::ExpansionShare,
    Metric::Conversion,
    Metric::LtvLogo,
    Metric::LtvRevenue,
    Metric::Revenue,
];

/// What only the company has: costs are entered for it as a whole.
const OF_THE_COMPANY: [Metric; 12] = [
    Metric::SalesMarketing,
    Metric::AcquisitionCost,
    Metric::Cac,
    Metric::CacBlended,
    Metric::CacPayback,
    Metric::CacPaybackArr,
    Metric::LtvCac,
    Metric::MagicNumber,
    Metric::MagicNumberArr,
    Metric::BurnMultiple,
    Metric::RuleOf40,
    Metric::Ccos,
];

/// The table of metrics.
#[component]
pub fn MetricsPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let say = Signal::derive(move || {
        match scope.get() {
        Scope::Company => tr!("Two forms of a metric are two metrics. Press a figure to see what it is made of. Usual is what surveys of other companies found, beside the last year.").to_owned(),
        Scope::Segment(_) => {
            tr!("Cost, and what is measured against it, is entered for the company as a whole: look there for CAC and the like.")
                .to_owned()
        }
    }
    });
    let header = Signal::derive(move || {
        let mut header = vec![tr!("Metric").to_owned(), tr!("How it is counted").to_owned()];
        app.outcome.with(|outcome| {
            header.extend(outcome.periods(Cadence::Year).into_iter().map(|(period, _)| period_label(&period, false)));
        });
        header.extend([tr!("Usual"), tr!("To know")].map(str::to_owned));
        header
    });
    let rows = Memo::new(move |_| {
        let (locale, scope) = (app.locale.get(), scope.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let shown = Shown::of(outcome, &locale);
                let years = outcome.periods(Cadence::Year);
                let sums: Vec<_> = years
                    .iter()
                    .map(|(period, span)| (period_label(period, false), *span, Row::scoped(outcome, scope, *span)))
                    .collect();
                let last = sums.last().map(|(_, span, _)| *span);
                let more = if scope == Scope::Company { OF_THE_COMPANY.as_slice() } else { &[] };
                OF_A_SEGMENT
                    .iter()
                    .chain(more)
                    .map(|metric| {
                        let figure = |(_, span, row): &(String, Span, Row)| Figure {
                            text: shown.headline(*metric, row.value(*metric)),
                            asks: Asked { metric: *metric, scope, span: *span },
                        };
                        let lacks = |it: &&(String, Span, Row)| matches!(it.2.value(*metric), Value::Undefined(_));
                        // What the last year lacks first; a year that lacks something is worth a word even if the last one does not.
                        let told = sums.iter().rev().find(lacks).or_else(|| sums.last());
                        let found = benchmark(document, outcome, *metric, scope);
                        let usual = found.zip(sums.last()).map(|(found, (_, _, row))| {
                            words::usual(&found, *metric, row.value(*metric), &locale, outcome.currency)
                        });
                        FigureRow {
                            usual,
                            name: shown.name(*metric),
                            about: sentence(metric.formula()),
                            figures: sums.iter().map(figure).collect(),
                            remark: told.map_or_else(Default::default, |told| {
                                let text = forecast::remark(*metric, &told.2, &shown);
                                let year = if last == Some(told.1) { String::new() } else { format!("{}: ", told.0) };
                                ([year, text].concat(), lacks(&told))
                            }),
                            sum: false,
                        }
                    })
                    .collect::<Vec<_>>()
            })
        })
    });
    view! {
        <Panel>
            <PanelHead title=tr!("Metrics, each with its variant named") say=say/>
            <FigureTable label=tr!("Metrics") header=header rows=rows/>
        </Panel>
    }
    .into_any()
}
