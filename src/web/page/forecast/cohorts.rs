//! The retention triangle: what customers who joined in a quarter have become, by ARR or by number.

use crate::engine::Scope;
use crate::engine::{CohortRow, CohortStart, CohortTable, Held, cohorts};
use crate::present::chart::{self, HeatMap, HeatRow, Size, heat_map};
use crate::present::number::show_month;
use crate::present::recurring::{self, Shown};
use crate::units::{Money, Month};
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::figures::period_label;
use crate::web::ui::{ChartFrame, Key, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// How an amount or a number of customers is written.
struct Counted<'a> {
    by_arr: bool,
    months: &'a [Month],
    figures: Shown<'a>,
}

impl Counted<'_> {
    fn amount(&self, held: Held) -> String {
        if self.by_arr {
            self.figures.compact(Money::from_major_f64(held.arr))
        } else {
            self.figures.locale.number(held.customers, if held.customers < 100.0 { 1 } else { 0 })
        }
    }

    fn share(&self, part: Held, whole: Held) -> Option<f64> {
        let (part, whole) = if self.by_arr { (part.arr, whole.arr) } else { (part.customers, whole.customers) };
        (whole > 0.0).then(|| part / whole)
    }

    fn row(&self, row: &CohortRow) -> HeatRow {
        let (name, short) = match row.start {
            CohortStart::OpeningBook => ("Opening book".to_owned(), "Opening".to_owned()),
            CohortStart::Quarter(period) => (period_label(&period, false), period_label(&period, true)),
        };
        let when = |at: &Option<usize>| match at.and_then(|at| self.months.get(at)) {
            Some(month) => format!("end of {}", show_month(*month)),
            None => "start of the plan".to_owned(),
        };
        let details = row.held.iter().zip(&row.at);
        HeatRow {
            name,
            short,
            whole: self.amount(row.began),
            shares: row.held.iter().map(|held| self.share(*held, row.began)).collect(),
            details: details.map(|(held, at)| format!("{}, {}", self.amount(*held), when(at))).collect(),
            sum: false,
        }
    }

    /// All cohorts as one, as far as each is followed.
    fn together(&self, table: &CohortTable) -> HeatRow {
        let sums: Vec<(Held, Held)> = (0..table.columns()).map(|at| table.together(at)).collect();
        HeatRow {
            name: "All together".to_owned(),
            short: "All".to_owned(),
            whole: sums.first().map(|(began, _)| self.amount(*began)).unwrap_or_default(),
            shares: sums.iter().map(|(began, held)| self.share(*held, *began)).collect(),
            details: sums
                .iter()
                .map(|(began, held)| format!("{} of {}", self.amount(*held), self.amount(*began)))
                .collect(),
            sum: true,
        }
    }
}

/// The triangle.
#[component]
pub fn CohortsPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let by = RwSignal::new("arr");
    let look = RwSignal::new("map");
    let table = Memo::new(move |_| app.document.with(|document| cohorts(document, scope.get())));
    let drawn = move |width: f64| -> chart::Chart {
        let locale = app.locale.get();
        let by_arr = by.get() == "arr";
        app.outcome.with(|outcome| {
            table.with(|table| {
                let figures = Shown::of(outcome, &locale);
                let shown = Counted { by_arr, months: &outcome.months, figures };
                let mut rows: Vec<HeatRow> = table.rows.iter().map(|row| shown.row(row)).collect();
                rows.push(shown.together(table));
                let name = figures.words(if by_arr {
                    "ARR kept by quarter of start"
                } else {
                    "Customers kept by quarter of start"
                });
                let data = HeatMap {
                    name: &name,
                    of: "Start",
                    whole: if by_arr { recurring::short(figures.view) } else { "Customers" },
                    column: "quarter",
                    rows: &rows,
                    show: &|share| locale.percent(share, 1),
                    cell: &|share| locale.number(share * 100.0, 0),
                };
                heat_map(&data, Size { width: width as u32, height: 300 })
            })
        })
    };
    let say = Signal::derive(move || {
        let by_arr = by.get() == "arr";
        let locale = app.locale.get();
        let told = table.with(|table| {
            let (began, held) = table.together(4);
            let share = if by_arr { (held.arr, began.arr) } else { (held.customers, began.customers) };
            (share.1 > 0.0).then(|| locale.percent(share.0 / share.1, 1))
        });
        let called = app.outcome.with(|outcome| recurring::short(outcome.recurring));
        let what = if by_arr { called } else { "customers" };
        match told {
            Some(share) => format!("Four quarters after they joined, {share} of their {what} is there."),
            None => format!("Share of the {what} a quarter began with that is still there."),
        }
    });
    view! {
        <Panel>
            <PanelHead
                title="Cohorts by quarter of start"
                say=say
                actions=move || view! {
                    <Tabs
                        label="Counted by"
                        tabs=Signal::derive(move || {
                            let called = app.outcome.with(|outcome| recurring::short(outcome.recurring));
                            vec![Tab::new("arr", called), Tab::new("logo", "Customers")]
                        })
                        chosen=by
                        on_choose=move |key| by.set(key)
                    />
                    <Tabs
                        label="Shown as"
                        tabs=Signal::derive(|| vec![Tab::new("map", "Heat map"), Tab::new("table", "Table")])
                        chosen=look
                        on_choose=move |key| look.set(key)
                    />
                }
            />
            <ChartFrame
                label=say
                draw=Callback::new(move |width| draw::view(drawn(width)))
                as_table=Signal::derive(move || look.get() == "table")
            />
            <Key items=Signal::derive(move || draw::key(&drawn(700.0)))/>
            <p class="fine">
                "Columns count quarters since the start; 0 is the end of the quarter of joining, for the opening book the start of the plan. Customers who come back join anew. In per cent of what a row began with; expected figures, before rounding."
            </p>
        </Panel>
    }
    .into_any()
}
