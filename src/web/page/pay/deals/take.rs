//! The dialog that takes deals from the forecast: which months, which segment, and what that would do.

use crate::edit::take_forecast_deals;
use crate::engine::Span;
use crate::model::Document;
use crate::present::deals::forecast_take;
use crate::text::tr;
use crate::units::{Cadence, SegmentId};
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::ui::{Button, Choice, Dialog, Look, Pick};
use leptos::prelude::*;

/// Stands for all months of the plan.
const WHOLE: &str = "";

/// Fiscal years and quarters of the plan with their months, the whole plan first.
fn spans(document: &Document) -> Vec<(Choice, Span)> {
    let calendar = document.settings.fiscal_calendar();
    let months: Vec<_> = document.settings.months().collect();
    let whole = Span { from: 0, to: months.len().saturating_sub(1) };
    let mut all = vec![(Choice::new(WHOLE, tr!("The whole plan")), whole)];
    for cadence in [Cadence::Year, Cadence::Quarter] {
        let mut last = None;
        for (at, month) in months.iter().enumerate() {
            let period = calendar.period_of(*month, cadence);
            if last == Some(period) {
                if let Some((_, span)) = all.last_mut() {
                    span.to = at;
                }
            } else {
                let choice = Choice::new(period.key(), period_label(&period, false));
                all.push((choice, Span { from: at, to: at }));
            }
            last = Some(period);
        }
    }
    all
}

/// The dialog, while `open` says so.
#[component]
pub(super) fn TakeDialog(open: RwSignal<bool>) -> AnyView {
    let app = App::here();
    let (period, segment) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let all = Memo::new(move |_| app.document.with(spans));
    // To begin with, the plan's first quarter: the whole of a long plan is more than most want to look through.
    let chosen = Memo::new(move |_| {
        let named = period.get();
        all.with(|all| {
            let of_name = named.and_then(|name| all.iter().find(|it| it.0.key == name));
            let first = all.iter().filter(|it| it.1.from == 0).min_by_key(|it| it.1.to);
            of_name.or(first).map(|it| (it.0.key.clone(), it.1))
        })
    });
    let wanted = move || {
        let segment = segment.get();
        let segment = Some(segment).filter(|it| !it.is_empty()).map(|it| SegmentId::new(&it));
        (chosen.get().map_or(Span { from: 0, to: 0 }, |it| it.1), segment)
    };
    let taken = Memo::new(move |_| {
        if !open.get() {
            return None;
        }
        let (span, segment) = wanted();
        Some((span, app.document.with(|document| take_forecast_deals(document, span, segment.as_ref()))))
    });
    let words = Memo::new(move |_| {
        let locale = app.locale.get();
        taken.with(|taken| {
            let Some((span, taken)) = taken else { return Vec::new() };
            let told = match taken {
                Ok(taken) => Ok((taken.deals.as_slice(), taken.replaced, taken.kept)),
                Err(many) => Err(*many),
            };
            app.document.with(|document| forecast_take(document, told, *span, &locale))
        })
    });
    let nothing =
        Signal::derive(move || taken.with(|taken| !matches!(taken, Some((_, Ok(taken))) if !taken.deals.is_empty())));
    let label = Signal::derive(move || {
        let count = taken.with(|taken| match taken {
            Some((_, Ok(taken))) => taken.deals.len() as i64,
            Some((_, Err(_))) | None => 0,
        });
        match count {
            0 => tr!("Take deals").to_owned(),
            1 => tr!("Take 1 deal").to_owned(),
            more => tr!("Take {} deals", app.locale.get().count(more)),
        }
    });
    let take = move |()| {
        let Some((_, Ok(found))) = taken.get_untracked() else { return };
        open.set(false);
        let count = app.locale.get_untracked().count(found.deals.len() as i64);
        let told = if found.deals.len() == 1 {
            tr!("A deal was taken from the forecast.").to_owned()
        } else {
            tr!("{count} deals were taken from the forecast.")
        };
        app.dispatch_many_with_undo(found.command, found.deals.len() + found.replaced, told);
    };
    let periods = Signal::derive(move || all.with(|all| all.iter().map(|it| it.0.clone()).collect::<Vec<_>>()));
    let period_key = Signal::derive(move || chosen.get().map(|it| it.0).unwrap_or_default());
    let segments = Signal::derive(move || {
        app.document.with(|document| {
            let every = std::iter::once(Choice::new("", tr!("All segments")));
            every
                .chain(document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone())))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Dialog title=tr!("Take deals from the forecast") open=open on_close=move |()| open.set(false)>
            <p class="say">
                {tr!("What the forecast credits to each person and month becomes deals of about the segment\u{2019}s mean deal size, spread over the days of the month, so that a statement shows deal by deal what the plan would pay.")}
            </p>
            <div class="fields">
                <Pick label=tr!("Months") choices=periods chosen=period_key on_choose=move |key| period.set(Some(key))/>
                <Pick label=tr!("Segment") choices=segments chosen=segment on_choose=move |key| segment.set(key)/>
            </div>
            <div aria-live="polite">
                {move || words.get().into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            </div>
            <div class="actions">
                <Button label=label look=Look::Primary disabled=nothing on_press=take/>
                <Button label=tr!("Cancel") on_press=move |()| open.set(false)/>
            </div>
        </Dialog>
    }
    .into_any()
}
