//! Targets of new ARR by segment and quarter, typed, pasted, or spread from the target of closing ARR.

use super::super::typing::{Typing, tell_more};
use super::asked;
use crate::edit::{Command, apply, set_targets, spread_targets};
use crate::engine::{Outcome, Scope};
use crate::model::{Document, Segment};
use crate::present::capacity::{needed_say, targets_short_say};
use crate::present::hiring::left_out_say;
use crate::present::number::{parse_money, period_label};
use crate::text::tr;
use crate::units::{Cadence, FiscalPeriod, Flow, Money};
use crate::web::app::{App, sentence};
use crate::web::ui::{
    Align, Button, Cell, Column, Empty, Grid, GridEdit, GridPaste, GridRow, Kind, Look, Panel, PanelHead,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Keys of the quarters of a plan; as many as the longest plan can touch.
const QUARTERS: [&str; 21] = [
    "q0", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11", "q12", "q13", "q14", "q15", "q16", "q17",
    "q18", "q19", "q20",
];

fn quarters(outcome: &Outcome) -> Vec<FiscalPeriod> {
    outcome.periods(Cadence::Quarter).into_iter().map(|it| it.0).collect()
}

/// The target of a segment in a whole quarter.
fn typed(document: &Document, segment: &str, quarter: &FiscalPeriod) -> Option<Money> {
    let segment = document.segments.iter().find(|it| it.id.as_str() == segment)?;
    let inside = || segment.targets.iter().filter(|it| quarter.contains(it.quarter));
    inside().next()?;
    Some(inside().map(|it| it.arr).sum())
}

/// The path of the first target typed in a quarter; the beginning of those of its segment, where none is.
fn path_of(document: &Document, segment: &str, quarter: &FiscalPeriod) -> String {
    let found = document.segments.iter().find(|it| it.id.as_str() == segment);
    match found.and_then(|it| it.targets.iter().position(|it| quarter.contains(it.quarter))) {
        Some(at) => format!("segment/{segment}/target/{}/arr", at + 1),
        None => format!("segment/{segment}/target"),
    }
}

/// A button that spreads what closing ARR asks for over segments and quarters.
fn spread_button() -> AnyView {
    let app = App::here();
    let spread = move |()| {
        let command = untrack(|| {
            asked(app, |plan, tell| spread_targets(tell.document, tell.outcome, plan.needed_for_closing()?))
        });
        if let Some(command) = command {
            app.dispatch_risky(command, tr!("Targets spread over segments and quarters, as the forecast signs them."));
        }
    };
    let hint = tr!("Sets every target of the plan, in proportion to what the forecast signs.");
    view! { <Button label=tr!("Spread it") small=true look=Look::Plain on_press=spread hint=hint/> }.into_any()
}

/// Says above everything that is short that targets ask for less than closing ARR does, and offers to spread that over them.
#[component]
pub(super) fn TargetsShort() -> AnyView {
    let app = App::here();
    let say = Memo::new(move |_| {
        asked(app, |plan, tell| {
            let typed = plan.target(Scope::Company, tell.outcome.whole());
            targets_short_say(tell, plan.needed_for_closing()?, typed)
        })
    });
    let shown = Memo::new(move |_| say.with(Option::is_some));
    view! {
        {move || shown.get().then(|| view! {
            <div class="capacity-way-foot">
                <p class="say" role="status">{move || say.get()}</p>
                {spread_button()}
            </div>
        })}
    }
    .into_any()
}

/// The grid.
#[component]
pub(super) fn TargetsPanel() -> AnyView {
    let app = App::here();
    let typing = Typing::new();
    let periods = Memo::new(move |_| app.outcome.with(|it| quarters(it)));
    let columns = Memo::new(move |_| {
        let currency = app.document.with(|it| it.settings.currency).to_string();
        let column = |key, label, unit, align, kind| Column { key, label, unit, align, kind, width_chars: 0 };
        let names = column("segment", tr!("New ARR to win").to_owned(), currency, Align::Start, Kind::ReadOnly);
        let quarters = periods.with(|periods| {
            let quarter = |(key, period): (&&'static str, &FiscalPeriod)| {
                let label = period_label(period, false);
                let (name, year) = label.split_once(' ').unwrap_or((&label, ""));
                column(key, name.to_owned(), year.to_owned(), Align::End, Kind::Number)
            };
            QUARTERS.iter().zip(periods).map(quarter).collect::<Vec<_>>()
        });
        let sum = column("sum", tr!("All").to_owned(), tr!("plan").to_owned(), Align::End, Kind::ReadOnly);
        [names].into_iter().chain(quarters).chain([sum]).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        app.document.with(|it| it.segments.iter().map(|it| GridRow::Row(Arc::from(it.id.as_str()))).collect::<Vec<_>>())
    });
    let cells = Callback::new(move |id: Arc<str>| {
        let locale = app.locale.get();
        app.document.with(|document| {
            periods.with(|periods| {
                let name = document.segments.iter().find(|it| it.id.as_str() == &*id).map(|it| it.name.clone());
                let mut cells = vec![Cell::new(name.unwrap_or_default())];
                let mut sum = None::<Money>;
                for (key, period) in QUARTERS.iter().zip(periods) {
                    let path = path_of(document, &id, period);
                    let cell = match typed(document, &id, period) {
                        Some(arr) => {
                            sum = Some(sum.unwrap_or(Money::ZERO) + arr);
                            Cell { path, ..Cell::new(locale.money_typed(arr)) }
                        }
                        None => Cell { path, text: "\u{2013}".into(), muted: true, blank: true, ..Cell::default() },
                    };
                    cells.push(typing.shown(&id, key, cell));
                }
                cells.push(Cell::new(sum.map_or_else(|| "\u{2013}".to_owned(), |it| locale.money_table(it))));
                cells
            })
        })
    });
    let footer = Signal::derive(move || {
        asked(app, |plan, tell| {
            let quarters = tell.outcome.periods(Cadence::Quarter);
            let shown = |flow: Option<Flow>| flow.map_or_else(|| "\u{2013}".to_owned(), |it| tell.figure(it));
            let mut texts = vec![tr!("Company").to_owned()];
            texts.extend(quarters.iter().map(|(_, span)| shown(plan.target(Scope::Company, *span))));
            texts.push(shown(plan.target(Scope::Company, tell.outcome.whole())));
            texts
        })
    });
    let set = move |wanted: Vec<(Arc<str>, &'static str, String)>| {
        let locale = app.locale.get_untracked();
        let mut working = app.document.get_untracked();
        let currency = working.settings.currency;
        let mut commands: Vec<Command> = Vec::new();
        let mut refused = Vec::new();
        for (row, col, text) in wanted {
            let period = QUARTERS
                .iter()
                .position(|it| *it == col)
                .and_then(|at| periods.with_untracked(|it| it.get(at).copied()));
            let segment: Option<Segment> = working.segments.iter().find(|it| it.id.as_str() == &*row).cloned();
            let (Some(period), Some(segment)) = (period, segment) else { continue };
            let read = match text.trim() {
                "" | "-" | "\u{2013}" => Ok(None),
                amount => {
                    parse_money(amount, &locale, currency).map_err(|it| sentence(&it.to_string())).and_then(|it| {
                        if it < Money::ZERO {
                            Err(tr!("A target is not less than nothing.").to_owned())
                        } else {
                            Ok(Some(it))
                        }
                    })
                }
            };
            match read {
                Ok(arr) => {
                    typing.accept(&(row.clone(), col));
                    if typed(&working, &row, &period) != arr {
                        let command = set_targets(&working, &segment, &[(period, arr)]);
                        if apply(&mut working, command.clone()).is_ok() {
                            commands.push(command);
                        }
                    }
                }
                Err(why) => {
                    refused.push(((row.clone(), col), why.clone()));
                    typing.refuse((row, col), &text, why);
                }
            }
        }
        let changed = !commands.is_empty();
        if changed {
            app.dispatch(Command::batch(tr!("targets"), commands));
        }
        (refused, changed)
    };
    let on_edit = Callback::new(move |edit: GridEdit| _ = set(vec![(edit.row, edit.col, edit.text)]));
    let on_paste = Callback::new(move |paste: GridPaste| {
        let mut wanted = Vec::new();
        for (row, texts) in paste.rows.iter().zip(&paste.cells) {
            wanted.extend(paste.cols.iter().zip(texts).map(|(col, text)| (row.clone(), *col, text.clone())));
        }
        let (refused, changed) = set(wanted);
        app.tell_pasted(None, &paste.all_not_taken(&refused), changed);
        let out = paste.left_out(|col| QUARTERS.contains(&col) || col == "segment");
        if out > 0 {
            tell_more(app, &left_out_say(out, tr!("the segments and quarters of the plan")));
        }
    });
    let needed = Memo::new(move |_| {
        asked(app, |plan, tell| {
            let needed = plan.needed_for_closing()?;
            let typed = plan.target(Scope::Company, tell.outcome.whole());
            let offers =
                needed.value() >= 1_000.0 && typed.is_none_or(|typed| (typed - needed).value().abs() >= 1_000.0 * 0.5);
            Some((needed_say(tell, needed, typed), offers))
        })
    });
    let say = Signal::derive(move || needed.with(|it| it.as_ref().map(|it| it.0.clone()).unwrap_or_default()));
    let offers = Memo::new(move |_| needed.with(|it| it.as_ref().is_some_and(|it| it.1)));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    view! {
        <Panel>
            <PanelHead
                title=tr!("Targets")
                say=say
                actions=move || view! { {move || offers.get().then(spread_button)} }
            />
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <Empty title=tr!("No segments") text=tr!("Add a segment on the Forecast page; its targets are typed here.")/> }
            >
                <Grid label=tr!("Targets by segment and quarter") columns=columns rows=rows cells=cells on_edit=on_edit on_paste=on_paste footer=footer/>
            </Show>
        </Panel>
    }
    .into_any()
}
