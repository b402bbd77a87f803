//! Where new business comes from: the funnel of each source, and what binds month by month.

use super::scope::chosen;
use crate::engine::{Scope, Span, needs, source_rows};
use crate::present::Route;
use crate::present::acquisition::{self, Teller};
use crate::text::{mark, tr};
use crate::units::Cadence;
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::ui::{Panel, PanelHead, Say, Tab, Table, Tabs};
use leptos::prelude::*;

/// Keys of fiscal years in the order of the plan; five years of months touch six fiscal years at most.
const YEARS: [&str; 6] =
    [mark!("year 1"), mark!("year 2"), mark!("year 3"), mark!("year 4"), mark!("year 5"), mark!("year 6")];

/// The panel.
#[component]
pub fn SourcesPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let form = RwSignal::new("sources");
    let year = RwSignal::new("");
    let forms = Signal::derive(|| vec![Tab::new("sources", tr!("By source")), Tab::new("months", tr!("By month"))]);
    let years = Memo::new(move |_| {
        let mut tabs = vec![Tab::new("", tr!("All"))];
        app.outcome.with(|outcome| {
            let labels = outcome.periods(Cadence::Year).into_iter().map(|(period, _)| period_label(&period, false));
            tabs.extend(YEARS.into_iter().zip(labels).map(|(key, label)| Tab::new(key, label)));
        });
        tabs
    });
    let chosen_year = Signal::derive(move || {
        let there = years.with(|years| years.iter().any(|tab| tab.key == year.get()));
        if there { year.get() } else { "" }
    });
    let span = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            let at = YEARS.iter().position(|key| *key == year.get());
            let period = at.and_then(|at| outcome.periods(Cadence::Year).get(at).map(|(_, span)| *span));
            period.unwrap_or_else(|| outcome.whole())
        })
    });
    let told = move |tell: &dyn Fn(&Teller<'_>, Scope, Span) -> String| {
        let (locale, scope, span) = (app.locale.get(), scope.get(), span.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| tell(&Teller { document, outcome, locale: &locale }, scope, span))
        })
    };
    let say = Signal::derive(move || told(&|tell, scope, span| acquisition::say(tell, scope, span)));
    let need =
        Signal::derive(move || told(&|tell, scope, span| acquisition::needs(tell, &needs(tell.outcome, scope, span))));
    let found = Memo::new(move |_| {
        let (locale, scope, span) = (app.locale.get(), scope.get(), span.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let several = scope == Scope::Company && document.segments.len() > 1;
                let tell = Teller { document, outcome, locale: &locale };
                acquisition::sources(&tell, &source_rows(outcome, scope, span), several)
            })
        })
    });
    let source_head = Signal::derive(move || found.with(|found| found.0.clone()));
    let source_rows = Signal::derive(move || found.with(|found| found.1.clone()));
    let binding = Memo::new(move |_| {
        let (locale, scope, span) = (app.locale.get(), scope.get(), span.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let tell = Teller { document, outcome, locale: &locale };
                (acquisition::bind_header(&tell), acquisition::bind_table(&tell, scope, span))
            })
        })
    });
    let bind_head = Signal::derive(move || binding.with(|it| it.0.clone()));
    let bind_rows = Signal::derive(move || binding.with(|it| it.1.clone()));
    let inputs = move || Route::assumptions(only.get().map(|id| id.to_string())).to_string();
    view! {
        <Panel>
            <PanelHead
                title=tr!("Where new business comes from")
                say=say
                actions=move || view! {
                    <Tabs label=tr!("Fiscal year of sources") tabs=years chosen=chosen_year on_choose=move |key| year.set(key)/>
                    <Tabs label=tr!("Rows") tabs=forms chosen=form on_choose=move |key| form.set(key)/>
                }
            />
            {move || if form.get() == "months" {
                view! { <Table label=tr!("What binds, by month") header=bind_head rows=bind_rows/> }.into_any()
            } else {
                view! { <Table label=tr!("New business by source") header=source_head rows=source_rows sum=true/> }.into_any()
            }}
            <Say text=need/>
            <p class="fine">
                {tr!("Leads, stages, win rates and cycles are set under ")} <a href=inputs>{tr!("Assumptions")}</a> "."
            </p>
        </Panel>
    }
    .into_any()
}
