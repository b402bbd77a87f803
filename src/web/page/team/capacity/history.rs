//! Capacity of the quarters before the plan, typed: what the three methods look back on.

use super::super::typing::{Typing, tell_more};
use crate::edit::{Command, PastFigure, apply, set_past_quarter};
use crate::model::Document;
use crate::present::hiring::left_out_say;
use crate::present::number::{parse_money, period_label};
use crate::text::{mark, tr};
use crate::units::{Cadence, FiscalPeriod, Money};
use crate::web::app::{App, sentence};
use crate::web::ui::{Align, Cell, Column, Grid, GridEdit, GridPaste, GridRow, Kind, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

const FIGURES: [(&str, &str, PastFigure); 3] = [
    ("opening", mark!("On its first day"), PastFigure::Opening),
    ("lost", mark!("Lost"), PastFigure::Lost),
    ("recovered", mark!("Recovered"), PastFigure::Recovered),
];
/// Beginning of the paths of what is typed here.
const HISTORY: &str = "assumptions/capacity_history";
/// Quarters before the plan that can be typed.
const BACK: i32 = 4;

/// The quarters before the plan, the earliest first.
fn quarters(document: &Document) -> Vec<FiscalPeriod> {
    let calendar = document.settings.fiscal_calendar();
    let first = calendar.period_of(document.settings.first_month, Cadence::Quarter).first;
    (1..=BACK).rev().map(|back| calendar.period_of(first.plus(-3 * back), Cadence::Quarter)).collect()
}

/// Where in the list of typed quarters one is, and a figure of it.
fn typed(document: &Document, quarter: &FiscalPeriod, figure: PastFigure) -> Option<(usize, Money)> {
    let mut past = document.assumptions.capacity_history.iter().enumerate();
    let (at, past) = past.find(|(_, it)| quarter.contains(it.quarter))?;
    let amount = match figure {
        PastFigure::Opening => past.opening.amount(),
        PastFigure::Lost => past.lost.amount(),
        PastFigure::Recovered => past.recovered.amount(),
    };
    Some((at, amount))
}

/// The grid.
#[component]
pub(super) fn HistoryPanel() -> AnyView {
    let app = App::here();
    let typing = Typing::new();
    let periods = Memo::new(move |_| app.document.with(quarters));
    let columns = Memo::new(move |_| {
        let unit = tr!("{} a quarter", app.document.with(|it| it.settings.currency));
        let column = |key, label: &str, unit: String, align, kind| Column {
            key,
            label: label.into(),
            unit,
            align,
            kind,
            width_chars: 0,
        };
        let names = column("quarter", tr!("Quarter"), String::new(), Align::Start, Kind::ReadOnly);
        let figures =
            FIGURES.iter().map(|(key, label, _)| column(*key, tr!(*label), unit.clone(), Align::End, Kind::Number));
        [names].into_iter().chain(figures).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        periods.with(|periods| periods.iter().map(|it| GridRow::Row(it.key().into())).collect::<Vec<_>>())
    });
    let find = move |row: &str| periods.with(|periods| periods.iter().find(|it| it.key() == row).copied());
    let cells = Callback::new(move |id: Arc<str>| {
        let locale = app.locale.get();
        let Some(period) = find(&id) else { return Vec::new() };
        app.document.with(|document| {
            let figure = |(key, _, figure): &(&'static str, &str, PastFigure)| {
                let cell = match typed(document, &period, *figure) {
                    Some((at, amount)) => {
                        let path = format!("{HISTORY}/{}/{key}", at + 1);
                        Cell { path, ..Cell::new(locale.money_typed(amount)) }
                    }
                    None => Cell {
                        path: HISTORY.into(),
                        text: "\u{2013}".into(),
                        muted: true,
                        blank: true,
                        ..Cell::default()
                    },
                };
                typing.shown(&id, key, cell)
            };
            [Cell::new(period_label(&period, false))].into_iter().chain(FIGURES.iter().map(figure)).collect()
        })
    });
    let set = move |wanted: Vec<(Arc<str>, &'static str, String)>| {
        let locale = app.locale.get_untracked();
        let mut working = app.document.get_untracked();
        let currency = working.settings.currency;
        let (mut commands, mut refused) = (Vec::new(), Vec::new());
        for (row, col, text) in wanted {
            let figure = FIGURES.iter().find(|it| it.0 == col).map(|it| it.2);
            let (Some(period), Some(figure)) = (untrack(|| find(&row)), figure) else { continue };
            let read = match text.trim() {
                "" | "-" | "\u{2013}" => Ok(None),
                amount => match parse_money(amount, &locale, currency) {
                    Ok(amount) if amount < Money::ZERO => Err(tr!("Capacity is not less than nothing.").to_owned()),
                    read => read.map(Some).map_err(|it| sentence(&it.to_string())),
                },
            };
            match read {
                Ok(amount) => {
                    typing.accept(&(row, col));
                    let command = set_past_quarter(&working, &period, figure, amount);
                    if apply(&mut working, command.clone()).is_ok() {
                        commands.push(command);
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
            app.dispatch(Command::batch(tr!("capacity of past quarters"), commands));
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
        let out = paste.left_out(|col| col == "quarter" || FIGURES.iter().any(|it| it.0 == col));
        if out > 0 {
            tell_more(app, &left_out_say(out, tr!("the four quarters and three figures here")));
        }
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Quarters before the plan")
                say=tr!("Capacity of a quarter on its first day, what was lost of it to people who left, and what backfills brought back. The shares at risk look back on these.")
            />
            <Grid label=tr!("Capacity of past quarters") columns=columns rows=rows cells=cells on_edit=on_edit on_paste=on_paste/>
        </Panel>
    }
    .into_any()
}
