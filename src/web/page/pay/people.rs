//! Who is on the plan, and what each of them earns in the plan's last fiscal year. The lines add up to the total.

use super::chosen::Chosen;
use crate::engine::{PayeeLine, PlanTotals, payee_lines, plan_totals};
use crate::model::Document;
use crate::model::comp::Pot;
use crate::present::number::shown;
use crate::present::{Locale, Route, words_pay};
use crate::units::{Cadence, ComponentId, Money};
use crate::web::app::App;
use crate::web::figures::headline_span;
use crate::web::ui::{Button, Check, Empty, Look, Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;
use std::sync::Arc;

/// Lines shown until all are asked for.
const FEW: usize = 40;

/// Who is on the plan.
#[component]
pub(super) fn PeoplePanel() -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let view = RwSignal::new("plan");
    let all = RwSignal::new(false);
    // Expected backfills stand for nobody in person: they are one line until each is asked for.
    let unfolded = RwSignal::new(false);
    let tabs = Signal::derive(move || {
        let name = chosen.look(app, |_, plan, _| plan.name.clone()).unwrap_or_default();
        vec![Tab::new("plan", name), Tab::new("team", "Whole team")]
    });
    let team = Memo::new(move |_| view.get() == "team");
    let lines =
        Memo::new(move |_| {
            if !team.get() {
                return chosen.lines.get();
            }
            Arc::new(app.document.with(|document| {
                app.outcome.with(|outcome| payee_lines(document, outcome, None, headline_span(outcome)))
            }))
        });
    let say = Signal::derive(move || {
        let totals = lines.with(|lines| plan_totals(lines.iter()));
        let currency = app.outcome.with(|outcome| outcome.currency);
        words_pay::earned(&totals, &chosen.year.get(), &app.locale.get(), currency)
    });
    let parts = Memo::new(move |_| {
        if team.get() {
            let pots = lines.with(|lines| super::split::team_pots(lines));
            return pots.into_iter().map(|pot| (Column::Pot(pot), words_pay::pot(pot).to_owned())).collect();
        }
        let parts = chosen.look(app, |_, _, version| {
            version.components.iter().map(|it| (Column::Component(it.id.clone()), it.name.clone())).collect::<Vec<_>>()
        });
        parts.unwrap_or_default()
    });
    // The name of the year as addresses have it.
    let period = Memo::new(move |_| {
        app.outcome.with(|outcome| outcome.periods(Cadence::Year).pop().map(|it| it.0.to_string()).unwrap_or_default())
    });
    let header = move || {
        let parts = parts.with(|parts| parts.iter().map(|it| it.1.clone()).collect::<Vec<_>>());
        let names = ["Heads", "Attainment", "Target"].map(str::to_owned).into_iter().chain(parts);
        names
            .chain(["Earned", "Paid"].map(str::to_owned))
            .map(|name| view! { <th scope="col">{name}</th> })
            .collect_view()
    };
    let rows = move || {
        let locale = app.locale.get();
        let most = if all.get() { usize::MAX } else { FEW };
        lines.with(|lines| {
            app.document.with(|document| {
                parts.with(|parts| {
                    let own = |line: &&PayeeLine| unfolded.get() || line.stint.is_some();
                    let people = lines.iter().filter(own).take(most).map(|line| {
                        let one = plan_totals(std::iter::once(line));
                        let name = named(person(document, line), statement_of(document, line, &period.get()));
                        row(name, seat(document, line), &one, parts, &locale, false)
                    });
                    let folded = lines.iter().filter(|it| !own(it)).collect::<Vec<_>>();
                    let folded = (!folded.is_empty()).then(|| {
                        let sum = plan_totals(folded.iter().copied());
                        let seats = words_pay::seats(folded.len(), &locale);
                        row("Expected backfills".into_any(), seats, &sum, parts, &locale, false)
                    });
                    let totals = plan_totals(lines.iter());
                    let name = format!("Total, {}", chosen.year.get());
                    let seats = words_pay::seats(totals.seats, &locale);
                    people
                        .chain(folded)
                        .chain([row(name.into_any(), seats, &totals, parts, &locale, true)])
                        .collect_view()
                })
            })
        })
    };
    let some = Memo::new(move |_| lines.with(|lines| !lines.is_empty()));
    let shown = Memo::new(move |_| {
        let unfolded = unfolded.get();
        lines.with(|lines| lines.iter().filter(|it| unfolded || it.stint.is_some()).count())
    });
    let hidden = Memo::new(move |_| shown.get() > FEW);
    let backfills = Memo::new(move |_| lines.with(|lines| lines.iter().filter(|it| it.stint.is_none()).count()));
    let label =
        Signal::derive(move || if all.get() { "Show fewer".to_owned() } else { format!("Show all {}", shown.get()) });
    view! {
        <Panel>
            <PanelHead
                title="Who earns it"
                say=say
                actions=move || view! { <Tabs label="Whose pay" tabs=tabs chosen=view on_choose=move |key| view.set(key)/> }
            />
            <Show
                when=move || some.get()
                fallback=|| view! {
                    <Empty title="Nobody yet" text="Seats whose role is paid by this plan appear here. Choose the plan for a role, or add people, on the Team page."/>
                }
            >
                <div class="scroll" tabindex="0" role="region" aria-label="Who earns it">
                    <table class="figures pay-people">
                        <thead>
                            <tr>
                                <th scope="col">"Person"</th>
                                <th scope="col" class="words">"Seat"</th>
                                {header}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <p class="fine">
                    "Target is for the time in the seat; heads below 1 are part of the year or expected attrition. Earned is after the plan's cap; paid is after draw, lag, instalments and holdback. Each name leads to the person's statement, which supposes that they stay."
                </p>
                {move || (backfills.get() > 0).then(|| view! {
                    <Check
                        label=Signal::derive(move || format!("Each expected backfill by itself ({})", backfills.get()))
                        on=unfolded
                        on_change=move |on: bool| unfolded.set(on)
                    />
                })}
                {move || hidden.get().then(|| view! {
                    <Button label=label look=Look::Quiet small=true on_press=move |()| all.update(|it| *it = !*it)/>
                })}
            </Show>
        </Panel>
    }
    .into_any()
}

/// A column of earnings.
#[derive(Clone, Debug, PartialEq)]
enum Column {
    Component(ComponentId),
    Pot(Pot),
}

fn row(
    name: AnyView,
    seat: String,
    of: &PlanTotals,
    parts: &[(Column, String)],
    locale: &Locale,
    sum: bool,
) -> AnyView {
    let amount = |column: &Column| -> Money {
        match column {
            Column::Component(id) => of.by_component.iter().find(|(it, _)| it == id).map(|it| it.1).unwrap_or_default(),
            Column::Pot(pot) => {
                Pot::ALL.iter().zip(of.by_pot).find(|(it, _)| *it == pot).map(|it| it.1).unwrap_or_default()
            }
        }
    };
    let mut cells = vec![
        locale.number(of.heads, 2),
        shown(of.attainment, |it| locale.percent(it, 0)),
        locale.money_table(of.target),
    ];
    cells.extend(parts.iter().map(|(column, _)| locale.money_table(amount(column))));
    cells.extend([locale.money_table(of.earned), locale.money_table(of.paid)]);
    let cells = cells.into_iter().map(|text| view! { <td>{text}</td> }).collect_view();
    view! {
        <tr class:sum=sum>
            <th scope="row">{name}<small>{seat.clone()}</small></th>
            <td class="words">{seat}</td>
            {cells}
        </tr>
    }
    .into_any()
}

/// A name that leads to the statement, where there is one.
fn named(name: String, statement: Option<Route>) -> AnyView {
    match statement {
        Some(route) => {
            let says = ["Statement of ", &name].concat();
            view! { <a href=route.to_string() title=says>{name}</a> }.into_any()
        }
        None => name.into_any(),
    }
}

/// Where the statement of a payee stands; the expected backfill has none.
fn statement_of(document: &Document, line: &PayeeLine, period: &str) -> Option<Route> {
    let seat = document.seats.get(line.seat)?;
    let holder = line.stint.map(|at| at + 1)?;
    let holder = (seat.stints.len() > 1).then_some(holder);
    Some(Route::Statement { seat: seat.id.to_string(), period: period.to_owned(), holder })
}

fn person(document: &Document, line: &PayeeLine) -> String {
    let Some(at) = line.stint else { return "Expected backfill".to_owned() };
    let stint = document.seats.get(line.seat).and_then(|seat| seat.stints.get(at));
    let named = stint.and_then(|stint| document.person(stint.person.as_ref()?));
    named.map_or("Hire".to_owned(), |person| person.name.clone())
}

fn seat(document: &Document, line: &PayeeLine) -> String {
    let Some(seat) = document.seats.get(line.seat) else { return String::new() };
    let role = document.role(&seat.role).map_or(seat.role.to_string(), |role| role.name.clone());
    match seat.segment.as_ref().and_then(|id| document.segment(id)) {
        Some(segment) => format!("{role}, {}", segment.name),
        None => role,
    }
}
