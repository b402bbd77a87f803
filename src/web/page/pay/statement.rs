//! The statement of pay of one person: every deal and step of some months, adding up to what is paid; printed as it stands.

use super::statement_choice::{ChoicePanel, Stated};
use super::statement_meanings::MeaningsOfResult;
use super::statement_paper::Paper;
use crate::engine::Source;
use crate::exchange::write_csv;
use crate::present::statement::{name_of, nothing_closes, post_of, reason, table};
use crate::present::{PayPart, Route};
use crate::text::tr;
use crate::units::SeatId;
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::port::{dom, paper};
use crate::web::ui::{Button, Empty, PageHead, Panel};
use leptos::prelude::*;

/// The statement of whoever the address names.
#[component]
pub(super) fn StatementView() -> AnyView {
    let app = App::here();
    let stated = Stated::new(app);
    provide_context(stated);
    // One comes from far down a list.
    dom::before_paint(dom::to_top);
    dom::focus_first("h1");
    let seat = Memo::new(move |_| {
        let (seat, _) = stated.named.with(|named| named.who());
        app.document.with(|document| document.seats.iter().position(|it| it.id == seat))
    });
    let title = Signal::derive(move || {
        let Some(seat) = seat.get() else { return tr!("Statement").to_owned() };
        let named = stated.statement().map(|it| it.stint);
        app.document
            .with(|document| {
                let stint = named.or(document.seats.get(seat)?.stints.len().checked_sub(1))?;
                Some([tr!("Statement: "), &name_of(document, seat, stint)].concat())
            })
            .unwrap_or_else(|| tr!("Statement").to_owned())
    });
    let sub = Signal::derive(move || {
        let when = stated.period.get().map(|it| period_label(&it.0, false)).unwrap_or_default();
        let Some(seat) = seat.get() else { return when };
        app.document.with(|document| format!("{} · {when} · {}", post_of(document, seat), document.settings.currency))
    });
    let back = move || {
        let (seat, _) = stated.named.with(|named| named.who());
        let plan = app.document.with(|document| plan_of(document, &seat));
        let (id, name) = plan.unzip();
        let label = name
            .map_or_else(|| tr!("Back to Pay").to_owned(), |name: String| [tr!("Back to the plan "), &name].concat());
        view! { <a href=Route::Pay { plan: id, part: PayPart::People }.to_string()>{label}</a> }
    };
    let there = Memo::new(move |_| stated.told.with(|told| matches!(told, Some(Ok(_)))));
    let actions = move || {
        view! {
            <Show when=move || there.get()>
                <Button label=tr!("Download as CSV") on_press=move |()| download(app, stated)/>
                <Button label=tr!("Print") on_press=|()| paper::print(|| ())/>
            </Show>
        }
    };
    view! {
        <div class="statement-page">
            <p class="statement-back no-print">{back}</p>
            <PageHead title=title sub=sub actions=actions/>
            <ChoicePanel/>
            <Show when=move || there.get() fallback=move || view! { <Missing/> }>
                <Remarks/>
                <Paper/>
                <MeaningsOfResult/>
            </Show>
        </div>
    }
    .into_any()
}

/// The plan of a seat: its id and its name.
fn plan_of(document: &crate::model::Document, seat: &SeatId) -> Option<(String, String)> {
    let seat = document.seats.iter().find(|it| it.id == *seat)?;
    document.plan_of(seat).map(|plan| (plan.id.to_string(), plan.name.clone()))
}

/// Why there is no statement, and what to do.
#[component]
fn Missing() -> AnyView {
    let app = App::here();
    let stated = Stated::here();
    let words = Memo::new(move |_| {
        let named = stated.named.get();
        let Some((period, _)) = stated.period.get() else {
            return (
                [tr!("There is no period \u{201c}"), &named.period, tr!("\u{201d} in this plan")].concat(),
                tr!("Choose a month, a quarter or a year above.").to_owned(),
            );
        };
        match stated.told.get() {
            Some(Err(why)) => {
                app.document.with(|document| reason(why, document, &named.seat, &period_label(&period, false)))
            }
            Some(Ok(_)) | None => (String::new(), String::new()),
        }
    });
    view! {
        <Panel>
            <Empty title=Signal::derive(move || words.get().0) text=Signal::derive(move || words.get().1)/>
        </Panel>
    }
    .into_any()
}

/// What to know before reading: no deals here, or nothing that closes in these months.
#[component]
fn Remarks() -> AnyView {
    let app = App::here();
    let stated = Stated::here();
    let none = Memo::new(move |_| {
        stated.statement().is_some_and(|it| {
            it.source == Source::Deals
                && it.components.iter().flat_map(|it| &it.periods).all(|it| it.credits.is_empty())
        })
    });
    let longer = Memo::new(move |_| {
        let told = stated.statement()?;
        let (_, span) = stated.period.get()?;
        app.document.with(|document| {
            let cadence = nothing_closes(document, &told)?;
            let month = document.settings.months().nth(span.from)?;
            Some(document.settings.fiscal_calendar().period_of(month, cadence))
        })
    });
    let to_longer = move || {
        longer.get().map(|period| {
            let named = stated.named.get();
            let route = Route::Statement { seat: named.seat, period: period.key(), holder: named.holder };
            let label = period_label(&period, false);
            view! {
                <p class="banner no-print">
                    {tr!("Nothing is measured to its end in this period, so no component earns anything in it. ")}
                    <a href=route.to_string()>{[tr!("Look at "), &label].concat()}</a>
                </p>
            }
        })
    };
    view! {
        {to_longer}
        <Show when=move || none.get() && longer.get().is_none()>
            <div class="banner no-print">
                <p>{tr!("No deal is credited here in this period. The forecast says what is expected instead.")}</p>
                <Button label=tr!("Use the forecast") small=true on_press=move |()| stated.wanted.set(Some(Source::Forecast))/>
            </div>
        </Show>
    }
    .into_any()
}

fn download(app: App, stated: Stated) {
    let Some(told) = stated.told.get_untracked().and_then(Result::ok) else { return };
    let period = stated.period.get_untracked().map(|it| it.0.key()).unwrap_or_default();
    let locale = app.locale.get_untracked();
    let (text, name) = app.document.with_untracked(|document| {
        let mut rows = table(document, &told, &locale).into_iter();
        let header = rows.next().unwrap_or_default();
        let person = name_of(document, told.seat, told.stint);
        (write_csv(&header, rows), format!("Statement {person} {period}.csv"))
    });
    // Excel reads a file as UTF-8 only behind this mark.
    dom::download(&name, "text/csv", ["\u{feff}", &text].concat().as_bytes());
}
