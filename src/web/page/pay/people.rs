//! Who is on the plan, and what each of them earns in the plan's last fiscal year. The lines add up to the total.

use super::chosen::Chosen;
use crate::engine::{EarnColumn, PayeeLine, PlanTotals, Whose, earn_led_to, earn_why, payee_lines, plan_totals};
use crate::model::Document;
use crate::model::comp::Pot;
use crate::present::number::shown;
use crate::present::{Locale, Route, figure, words_pay};
use crate::text::tr;
use crate::units::{Cadence, ComponentId, Money};
use crate::web::app::App;
use crate::web::figures::headline_span;
use crate::web::ui::{AskRow, Button, Check, Empty, Look, Panel, PanelHead, Tab, Tabs, Told, Words};
use crate::web::why_answer::{Answer, AnsweringTable, Leads};
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
        vec![Tab::new("plan", name), Tab::new("team", tr!("Whole team"))]
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
        app.outcome.with(|outcome| outcome.periods(Cadence::Year).pop().map(|it| it.0.key()).unwrap_or_default())
    });
    let columns = Memo::new(move |_| {
        let parts =
            parts.with(|parts| parts.iter().map(|(column, name)| (column.asks(), name.clone())).collect::<Vec<_>>());
        let named = |column: EarnColumn, name: &str| (column, name.to_owned());
        let before = [
            named(EarnColumn::Heads, tr!("Heads")),
            named(EarnColumn::Attainment, tr!("Attainment")),
            named(EarnColumn::Target, tr!("Target")),
        ];
        let after = [named(EarnColumn::Earned, tr!("Earned")), named(EarnColumn::Paid, tr!("Paid"))];
        before.into_iter().chain(parts).chain(after).collect::<Vec<_>>()
    });
    let header = Signal::derive(move || {
        let words = [(tr!("Person").to_owned(), false), (tr!("Seat").to_owned(), true)];
        let figures = columns.with(|it| it.iter().map(|it| (it.1.clone(), false)).collect::<Vec<_>>());
        words.into_iter().chain(figures).collect::<Vec<_>>()
    });
    let rows = Signal::derive(move || {
        let locale = app.locale.get();
        let most = if all.get() { usize::MAX } else { FEW };
        lines.with(|lines| {
            app.document.with(|document| {
                parts.with(|parts| {
                    let own = |line: &PayeeLine| unfolded.get() || line.stint.is_some();
                    let people = lines.iter().enumerate().filter(|it| own(it.1)).take(most).map(|(at, line)| {
                        let one = plan_totals(std::iter::once(line));
                        let name =
                            (person(document, line.seat, line.stint), statement_of(document, line, &period.get()));
                        row(Whom::One(at), name, seat(document, line.seat), &one, parts, &locale)
                    });
                    let folded = lines.iter().filter(|it| !own(it)).collect::<Vec<_>>();
                    let folded = (!folded.is_empty()).then(|| {
                        let sum = plan_totals(folded.iter().copied());
                        let seats = words_pay::seats(folded.len(), &locale);
                        row(Whom::Backfills, (tr!("Expected backfills").to_owned(), None), seats, &sum, parts, &locale)
                    });
                    let totals = plan_totals(lines.iter());
                    let name = tr!("Total, {}", chosen.year.get());
                    let seats = words_pay::seats(totals.seats, &locale);
                    let total = row(Whom::All, (name, None), seats, &totals, parts, &locale);
                    people.chain(folded).chain([total]).collect::<Vec<_>>()
                })
            })
        })
    });
    let answer = move |(whom, column): (Whom, EarnColumn)| {
        let name = columns.with(|it| it.iter().find(|it| it.0 == column).map(|it| it.1.clone()))?;
        let locale = app.locale.get();
        let (currency, months) = app.outcome.with(|outcome| (outcome.currency, headline_span(outcome).len()));
        lines.with(|lines| {
            app.document.with(|document| {
                let inside = |(at, line): &(usize, &PayeeLine)| match &whom {
                    Whom::One(one) => at == one,
                    Whom::Some(places) => places.contains(at),
                    Whom::Backfills => line.stint.is_none(),
                    Whom::All => true,
                };
                let of: Vec<Whose<'_>> =
                    lines.iter().enumerate().filter(inside).map(|(at, line)| whose(document, at, line)).collect();
                let first = of.first()?;
                let (same_seat, same_role) =
                    (of.iter().all(|it| it.seat == first.seat), of.iter().all(|it| it.role == first.role));
                let who = match whom {
                    Whom::One(_) => first.name.clone(),
                    Whom::Some(_) if same_seat => format!("{} ({})", first.seat, of.len()),
                    Whom::Some(_) if same_role => format!("{} ({})", first.role, of.len()),
                    Whom::Some(_) => tr!("{} people", of.len()),
                    Whom::Backfills => tr!("expected backfills").to_owned(),
                    Whom::All => tr!("everyone").to_owned(),
                };
                let called = |id: &ComponentId| {
                    let versions = document.plans.iter().flat_map(|plan| &plan.versions);
                    let found = versions.flat_map(|it| &it.components).find(|it| it.id == *id);
                    found.map_or_else(|| id.to_string(), |it| it.name.clone())
                };
                let why = earn_why(&of, &called, &column, months);
                let value = figure::in_full(why.value, &locale, currency);
                let title = format!("{name}, {who}, {}: {value}", chosen.year.get());
                Some(Answer::of(title, (&name, column.formula()), &why, None, (&locale, currency)))
            })
        })
    };
    let leads: Leads<(Whom, EarnColumn)> = |(_, column), link| {
        let places = earn_led_to(link)?;
        let whom = match places.as_slice() {
            [one] => Whom::One(*one),
            _several => Whom::Some(places.into()),
        };
        Some((whom, column.clone()))
    };
    let some = Memo::new(move |_| lines.with(|lines| !lines.is_empty()));
    let shown = Memo::new(move |_| {
        let unfolded = unfolded.get();
        lines.with(|lines| lines.iter().filter(|it| unfolded || it.stint.is_some()).count())
    });
    let hidden = Memo::new(move |_| shown.get() > FEW);
    let backfills = Memo::new(move |_| lines.with(|lines| lines.iter().filter(|it| it.stint.is_none()).count()));
    let label =
        Signal::derive(move || if all.get() { tr!("Show fewer").to_owned() } else { tr!("Show all {}", shown.get()) });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Who earns it")
                say=say
                actions=move || view! { <Tabs label=tr!("Whose pay") tabs=tabs chosen=view on_choose=move |key| view.set(key)/> }
            />
            <Show
                when=move || some.get()
                fallback=|| view! {
                    <Empty title=tr!("Nobody yet") text=tr!("Seats whose role is paid by this plan appear here. Choose the plan for a role, or add people, on the Team page.")/>
                }
            >
                <AnsweringTable label=tr!("Who earns it") header=header rows=rows answer=answer leads=leads class="pay-people"/>
                <p class="fine">
                    {tr!("Target is for the time in the seat; heads below 1 are part of the year or expected attrition. Earned is after the plan's cap; paid is after draw, lag, instalments and holdback. Each name leads to the person's statement, which supposes that they stay.")}
                </p>
                {move || (backfills.get() > 0).then(|| view! {
                    <Check
                        label=Signal::derive(move || tr!("Each expected backfill by itself ({})", backfills.get()))
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

impl Column {
    fn asks(&self) -> EarnColumn {
        match self {
            Column::Component(id) => EarnColumn::Component(id.clone()),
            Column::Pot(pot) => EarnColumn::Pot(*pot),
        }
    }
}

/// Whose figures a row has.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whom {
    /// The line at this place.
    One(usize),
    /// The lines at these places, of one explanation.
    Some(Arc<[usize]>),
    /// All expected backfills.
    Backfills,
    /// Everyone.
    All,
}

fn row(
    whom: Whom,
    (name, statement): (String, Option<Route>),
    seat: String,
    of: &PlanTotals,
    parts: &[(Column, String)],
    locale: &Locale,
) -> AskRow<(Whom, EarnColumn)> {
    let amount = |column: &Column| -> Money {
        match column {
            Column::Component(id) => of.by_component.iter().find(|(it, _)| it == id).map(|it| it.1).unwrap_or_default(),
            Column::Pot(pot) => {
                Pot::ALL.iter().zip(of.by_pot).find(|(it, _)| *it == pot).map(|it| it.1).unwrap_or_default()
            }
        }
    };
    let figure = |text: String, column: EarnColumn| Told::Figure(text, (whom.clone(), column));
    let attainment = match of.attainment {
        Some(_) => figure(shown(of.attainment, |it| locale.percent(it, 0)), EarnColumn::Attainment),
        None => Told::Text(shown(of.attainment, |it| locale.percent(it, 0))),
    };
    let sits = seat.clone();
    let mut cells = vec![
        Told::Words("words", Arc::new(move || sits.clone().into_any())),
        figure(locale.number(of.heads, 2), EarnColumn::Heads),
        attainment,
        figure(locale.money_table(of.target), EarnColumn::Target),
    ];
    cells.extend(parts.iter().map(|(column, _)| figure(locale.money_table(amount(column)), column.asks())));
    cells.push(figure(locale.money_table(of.earned), EarnColumn::Earned));
    cells.push(figure(locale.money_table(of.paid), EarnColumn::Paid));
    let shown_name = name.clone();
    let head: Words = Arc::new(move || {
        let named = named(shown_name.clone(), statement.clone());
        view! { {named}<small>{seat.clone()}</small> }.into_any()
    });
    AskRow { name, head: Some(head), wrap: false, sum: whom == Whom::All, chosen: false, cells }
}

/// A name that leads to the statement, where there is one.
fn named(name: String, statement: Option<Route>) -> AnyView {
    match statement {
        Some(route) => {
            let says = [tr!("Statement of "), &name].concat();
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

/// The person in a stint of a seat, or the expected backfill.
pub(super) fn person(document: &Document, seat: usize, stint: Option<usize>) -> String {
    let Some(at) = stint else { return tr!("Expected backfill").to_owned() };
    let stint = document.seats.get(seat).and_then(|seat| seat.stints.get(at));
    let named = stint.and_then(|stint| document.person(stint.person.as_ref()?));
    named.map_or(tr!("To be hired").to_owned(), |person| person.name.clone())
}

fn whose<'a>(document: &Document, at: usize, line: &'a PayeeLine) -> Whose<'a> {
    let seat = seat(document, line.seat);
    let name = format!("{}, {seat}", person(document, line.seat, line.stint));
    Whose { at, name, role: role(document, line.seat), seat, line }
}

fn role(document: &Document, at: usize) -> String {
    let Some(seat) = document.seats.get(at) else { return String::new() };
    document.role(&seat.role).map_or(seat.role.to_string(), |role| role.name.clone())
}

/// A seat by its role and segment.
pub(super) fn seat(document: &Document, at: usize) -> String {
    let Some(seat) = document.seats.get(at) else { return String::new() };
    let role = role(document, at);
    match seat.segment.as_ref().and_then(|id| document.segment(id)) {
        Some(segment) => format!("{role}, {}", segment.name),
        None => role,
    }
}
