//! How long opportunities take to close: the shape of the cycle, its curve, and a table of one's own.

use super::scope::{chosen, lasting};
use crate::edit::{set_cycle_length, set_cycle_shape};
use crate::engine::{delay, mean_delay};
use crate::model::{CycleShape, Segment};
use crate::present::Locale;
use crate::present::chart::{Chart, Ink, Size, StackChart, StackPeriod, StackSeries, stack_chart};
use crate::text::{mark, tr};
use crate::units::SegmentId;
use crate::web::app::App;
use crate::web::chart as draw;
use crate::web::input::InputField;
use crate::web::input_grid::{InputGrid, Place};
use crate::web::ui::{Align, Button, Cell, ChartFrame, Choice, Column, GridRow, Kind, Pick, Say};
use leptos::prelude::*;
use std::sync::Arc;

const SHAPES: [(CycleShape, &str, &str, &str); 3] = [
    (
        CycleShape::AtMean,
        "mean",
        mark!("All at the mean"),
        mark!("Every opportunity closes after the mean cycle, to the month."),
    ),
    (
        CycleShape::Spread,
        "spread",
        mark!("Spread around it"),
        mark!("Some close sooner and a few much later: a gamma distribution, half the mean as standard deviation."),
    ),
    (
        CycleShape::Own,
        "own",
        mark!("A table of your own"),
        mark!("The shares by month count for every source of the segment."),
    ),
];

/// Shape, curve and table of a segment's cycle.
#[component]
pub fn DelayPart() -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let wanted = RwSignal::new(None::<SegmentId>);
    let id = Memo::new(move |_| {
        let first = || app.document.with(|document| document.segments.first().map(|it| it.id.clone()));
        let there = |id: &SegmentId| app.document.with(|document| document.segment(id).is_some());
        only.get().or_else(|| wanted.get().filter(there)).or_else(first)
    });
    let segment = move || id.get().and_then(|id| app.document.with(|document| document.segment(&id).cloned()));
    let here = Memo::new(move |_| segment());
    let segments = Signal::derive(move || {
        app.document.with(|document| {
            document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone())).collect::<Vec<_>>()
        })
    });
    let of = Signal::derive(move || id.get().map(|id| id.to_string()).unwrap_or_default());
    let shapes = Signal::derive(|| SHAPES.map(|(_, key, name, _)| Choice::new(key, tr!(name))).to_vec());
    let shape =
        Memo::new(move |_| here.with(|it| it.as_ref().map_or(CycleShape::AtMean, |it| it.pipeline.cycle_shape)));
    let found = move || SHAPES.into_iter().find(|(it, ..)| *it == shape.get());
    let chosen_shape = Signal::derive(move || found().map_or("", |it| it.1).to_owned());
    let help = Signal::derive(move || found().map_or("", |it| tr!(it.3)).to_owned());
    let choose = move |key: String| {
        let wanted = SHAPES.iter().find(|(_, it, ..)| *it == key).map(|it| it.0);
        if let (Some(segment), Some(shape)) = (here.get_untracked(), wanted) {
            app.dispatch(set_cycle_shape(&segment, shape));
        }
    };
    let drawn = move |width: f64| {
        let locale = app.locale.get();
        here.with(|it| it.as_ref().map(|segment| curve(segment, &locale, width)))
    };
    let say = Signal::derive(move || {
        let locale = app.locale.get();
        here.with(|it| {
            it.as_ref().map_or_else(String::new, |segment| {
                let shares = delay(&segment.pipeline, None);
                let horizon = app.document.with(|document| document.settings.horizon());
                let late: f64 = shares.iter().skip(horizon).sum();
                let mean = tr!(
                    "{}: from opportunity to signature {} in the mean and {} at most.",
                    segment.name,
                    locale.months(mean_delay(&shares), 1),
                    locale.months(shares.len().saturating_sub(1) as f64, 0)
                );
                if late > 0.0 { tr!("{mean} {} close only after the plan.", locale.percent(late, 0)) } else { mean }
            })
        })
    });
    let length = move |by: i64| {
        if let Some(segment) = here.get_untracked() {
            let now = segment.pipeline.cycle_shares.len() as i64;
            app.dispatch(set_cycle_length(&segment, usize::try_from(now + by).unwrap_or(1)));
        }
    };
    let columns = Memo::new(move |_| {
        let months = here.with(|it| it.as_ref().map_or(0, |it| it.pipeline.cycle_shares.len()));
        let first = Column { key: "", label: tr!("Months later").into(), kind: Kind::ReadOnly, ..Column::default() };
        let month = |at: usize| Column {
            key: lasting(&format!("{at:02}")),
            label: at.to_string(),
            align: Align::End,
            kind: Kind::Number,
            width_chars: 5,
            ..Column::default()
        };
        std::iter::once(first).chain((0..months).map(month)).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| vec![GridRow::Row(Arc::from("share"))]);
    let place = move |(_, col): (Arc<str>, &'static str)| match (id.get(), col) {
        (_, "") | (None, _) => Place::Shown(Cell::new(tr!("Opportunities that close, %"))),
        (Some(id), month) => Place::Input(format!("segment/{id}/pipeline/cycle/{month}")),
    };
    let path =
        Signal::derive(move || id.get().map(|id| format!("segment/{id}/pipeline/cycle_months")).unwrap_or_default());
    let problem = Signal::derive(move || {
        let at = id.get().map(|id| format!("segment/{id}/pipeline/cycle"));
        at.and_then(|at| app.problem_at(&at)).unwrap_or_default()
    });
    view! {
        <div class="fields">
            {move || only.get().is_none().then(|| view! {
                <Pick label=tr!("Segment") choices=segments chosen=of on_choose=move |key: String| wanted.set(Some(SegmentId::new(&key)))/>
            })}
            <Pick label=tr!("Shape of the cycle") choices=shapes chosen=chosen_shape help=help on_choose=choose/>
            {move || {
                let path = path.get();
                (!path.is_empty()).then(|| view! { <InputField path=path label=tr!("Mean cycle")/> })
            }}
        </div>
        {move || (shape.get() == CycleShape::Own).then(|| view! {
            <InputGrid label=tr!("Opportunities that close, by months since they were created") columns=columns rows=rows place=place/>
            <p class="fine warn" class:none=move || problem.get().is_empty()>{move || problem.get()}</p>
            <div class="actions">
                <Button label=tr!("Add a month") small=true on_press=move |()| length(1)/>
                <Button label=tr!("Remove the last") small=true on_press=move |()| length(-1)/>
            </div>
        })}
        <ChartFrame label=say draw=Callback::new(move |width| draw::view(drawn(width).unwrap_or_else(|| empty(width))))/>
        <Say text=say/>
    }
    .into_any()
}

fn curve(segment: &Segment, locale: &Locale, width: f64) -> Chart {
    chart(&delay(&segment.pipeline, None), locale, width)
}

fn empty(width: f64) -> Chart {
    chart(&[], &Locale::EN_US, width)
}

fn chart(shares: &[f64], locale: &Locale, width: f64) -> Chart {
    let later = |at: usize| if at == 1 { tr!("1 month later").to_owned() } else { tr!("{at} months later") };
    let periods: Vec<StackPeriod> =
        (0..shares.len()).map(|at| StackPeriod { name: later(at), tick: at.to_string() }).collect();
    let series =
        [StackSeries { name: tr!("Opportunities that close").to_owned(), ink: Ink::New, values: shares.to_vec() }];
    let percent = |value: f64| locale.percent(value, 0);
    let fine = |value: f64| locale.percent(value, 1);
    let data = StackChart {
        name: tr!("Share of opportunities that close, by months since they were created"),
        periods: &periods,
        series: &series,
        target: None,
        axis: &percent,
        amount: &fine,
        gap: &fine,
    };
    stack_chart(&data, Size { width: width as u32, height: 180 })
}
