//! Closed months as they are typed or pasted, with what is planned where nothing was told.

use super::scope::chosen;
use crate::edit::{Command, remove_actuals, set_actual};
use crate::engine::{Outcome, Row, Scope, Span, closed_in};
use crate::model::{ActualField, ActualMonth, Document};
use crate::present::Locale;
use crate::present::actuals::{closed, field};
use crate::present::number::{parse_count, parse_money, show_month};
use crate::text::tr;
use crate::units::{Money, Month, SegmentId};
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::port::dom;
use crate::web::ui::{Align, Button, Cell, Column, GridRow, Kind, Look, Panel, PanelHead};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Months to fill that are shown after the last closed one.
const AHEAD: usize = 3;

/// The company's rows have no segment.
const COMPANY: &str = "-";

fn id_of(month: Month, segment: Option<&SegmentId>) -> Arc<str> {
    Arc::from(format!("{month}/{}", segment.map_or(COMPANY, |it| it.as_str())).as_str())
}

fn named(row: &str) -> Option<(Month, Option<SegmentId>)> {
    let (month, segment) = row.split_once('/')?;
    Some((month.parse().ok()?, (segment != COMPANY).then(|| SegmentId::new(segment))))
}

fn field_of(key: &str) -> Option<ActualField> {
    ActualField::ALL.into_iter().find(|it| it.key() == key)
}

/// The rows: every month up to some after the last closed one, by segment and for the company; then rows that stand elsewhere.
fn rows_of(document: &Document, outcome: &Outcome, only: Option<&SegmentId>, more: usize) -> Vec<GridRow> {
    let stored = document.actuals.iter().map(|row| (row.month, row.segment.clone()));
    let mine = |segment: &Option<SegmentId>| only.is_none() || segment.as_ref() == only;
    let stored: Vec<_> = stored.filter(|(_, segment)| mine(segment)).collect();
    let last = document.settings.months().enumerate().filter(|(_, month)| stored.iter().any(|(own, _)| own == month));
    let filled = last.map(|(at, _)| at + 1).last().unwrap_or(0).max(closed_in(outcome, Scope::Company));
    let shown = (filled + AHEAD + more).min(outcome.months.len());
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    let mut put = |month: Month, segment: Option<&SegmentId>| {
        let id = id_of(month, segment);
        if seen.insert(id.clone()) {
            rows.push(GridRow::Row(id));
        }
    };
    for month in outcome.months.iter().take(shown) {
        for segment in document.segments.iter().filter(|it| mine(&Some(it.id.clone()))) {
            put(*month, Some(&segment.id));
        }
        if only.is_none() {
            put(*month, None);
        }
    }
    for (month, segment) in &stored {
        put(*month, segment.as_ref());
    }
    rows
}

/// What the plan has in a cell, for the book as it stands; nothing where it has no such figure.
fn expected(
    outcome: &Outcome,
    (month, segment): (Month, Option<usize>),
    field: ActualField,
    locale: &Locale,
) -> Option<String> {
    let at = usize::try_from(month.since(*outcome.months.first()?)).ok().filter(|at| *at < outcome.months.len())?;
    let of = |scope: Scope| Row::scoped(outcome, scope, Span { from: at, to: at });
    let row = match (segment, field.is_of_people()) {
        (Some(segment), false) => of(Scope::Segment(segment)),
        (None, _) => of(Scope::Company),
        (Some(_), true) => return None,
    };
    let moved = row.movements;
    let money = |amount: Money| Some(locale.money_table(amount));
    let count = |count: f64| Some(locale.number(count, 1));
    match field {
        ActualField::CustomersWon => count(row.customers_won),
        ActualField::New => money(moved.new),
        ActualField::Expansion => money(moved.expansion),
        ActualField::Price => money(moved.price),
        ActualField::Reactivation => money(moved.reactivation),
        ActualField::Contraction => money(moved.contraction),
        ActualField::Churn => money(moved.churn),
        ActualField::CustomersLost => count(row.customers_lost),
        ActualField::Heads => count(row.heads),
        ActualField::BasePay => money(row.base),
        ActualField::VariablePay => money(row.variable()),
    }
}

/// Reads a text as a value of a closed month; an empty one says that nothing was told.
fn read(text: &str, field: ActualField, document: &Document, locale: &Locale) -> Result<Option<Money>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let value = if field.is_count() {
        parse_count(text, locale).map(|count| Money::from_major(i64::from(count)))
    } else {
        parse_money(text, locale, document.settings.currency)
    };
    match value {
        Err(error) => Err(error.to_string()),
        Ok(value) if value.mills() < 0 => {
            Err(tr!("Losses are written as positive amounts; nothing is below zero.").to_owned())
        }
        Ok(value) => Ok(Some(value)),
    }
}

/// The table of closed months.
#[component]
pub(super) fn ActualGrid(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let more = RwSignal::new(0_usize);
    let columns = Memo::new(move |_| {
        let currency = app.document.with(|document| document.settings.currency);
        let mut columns = vec![
            Column {
                key: "month",
                label: tr!("Month").into(),
                kind: Kind::ReadOnly,
                width_chars: 9,
                ..Column::default()
            },
            Column {
                key: "segment",
                label: tr!("Of").into(),
                kind: Kind::ReadOnly,
                width_chars: 12,
                ..Column::default()
            },
        ];
        columns.extend(ActualField::ALL.into_iter().map(|it| {
            let (label, unit) = field(it, currency);
            let width_chars = if it.is_count() { 9 } else { 11 };
            Column { key: it.key(), label: label.into(), unit, align: Align::End, kind: Kind::Number, width_chars }
        }));
        columns
    });
    let rows = Memo::new(move |_| {
        let (only, more) = (only.get(), more.get());
        app.document.with(|document| app.outcome.with(|outcome| rows_of(document, outcome, only.as_ref(), more)))
    });
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let Some((month, segment)) = named(&row) else { return Place::Shown(Cell::default()) };
        let Some(field) = field_of(col) else {
            let text = if col == "month" {
                show_month(month)
            } else {
                let name = |id: &SegmentId| app.document.with(|it| it.segment(id).map(|it| it.name.clone()));
                let whose = segment.as_ref().map(|id| name(id).unwrap_or_else(|| id.to_string()));
                whose.unwrap_or_else(|| tr!("Company").to_owned())
            };
            return Place::Shown(Cell::new(text));
        };
        let locale = app.locale.get();
        let (typed, at, segments) = app.document.with(|document| {
            let own = |row: &&ActualMonth| row.month == month && row.segment == segment;
            let typed = document.actuals.iter().find(own).and_then(|row| row.typed(field));
            let at = segment.as_ref().map(|id| document.segments.iter().position(|it| it.id == *id));
            (typed, at, document.segments.len())
        });
        let problem = app.problem_at(&ActualMonth::path(month, segment.as_ref(), field));
        if let Some(value) = typed {
            let text = if field.is_count() { locale.count(value.mills() / 1_000) } else { locale.money_typed(value) };
            return Place::Own(Cell { problem, ..Cell::new(text) });
        }
        let planned = match at {
            // A segment the plan does not know has no figures in it.
            Some(None) => None,
            Some(Some(at)) => app.outcome.with(|it| expected(it, (month, Some(at)), field, &locale)),
            None => app.outcome.with(|it| expected(it, (month, None), field, &locale)),
        };
        let cell = Cell { muted: true, blank: true, problem, ..Cell::new(planned.unwrap_or_default()) };
        // What happens to ARR is told by segment.
        if segment.is_none() && !field.is_of_people() && segments > 0 { Place::Shown(cell) } else { Place::Own(cell) }
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let (month, segment) = named(&edit.row).ok_or_else(gone)?;
        let field = field_of(edit.col).ok_or_else(gone)?;
        let value = read(&edit.text, field, &document, &app.locale.get_untracked())?;
        Ok(set_actual(&document, month, segment.as_ref(), field, value))
    });
    let on_insert = Callback::new(move |_: Option<Arc<str>>| more.update(|more| *more += AHEAD));
    let on_delete = Callback::new(move |gone: Vec<Arc<str>>| {
        let gone: Vec<_> = gone.iter().filter_map(|row| named(row)).collect();
        let (command, count) = app.document.with_untracked(|document| {
            let there = |row: &&ActualMonth| gone.iter().any(|(month, of)| row.month == *month && row.segment == *of);
            (remove_actuals(document, &gone), document.actuals.iter().filter(there).count())
        });
        let told = match count {
            0 => return,
            1 => tr!("A row of actual figures is removed; it is as planned again.").to_owned(),
            count => tr!("{count} rows of actual figures are removed; they are as planned again."),
        };
        app.dispatch_with_undo(command, told);
    });
    let bring = move |()| dom::set_hash("/data/actuals");
    let say = Signal::derive(move || {
        let state = app.outcome.with(|outcome| closed(outcome, scope.get()));
        tr!(
            "{state} Type or paste what happened; a value left empty stays as planned, shown in grey. Losses are positive amounts."
        )
    });
    view! {
        <Panel>
            <PanelHead
                title=tr!("Actual months")
                say=say
                actions=move || view! { <Button label=tr!("Import a file") look=Look::Quiet small=true on_press=bring/> }
            />
            <InputGrid
                label=tr!("Actual months") columns=columns rows=rows place=place own=own
                on_insert=on_insert insert_label=tr!("More months") on_delete=on_delete
                empty=tr!("There is no segment yet whose months could be closed.")
            />
        </Panel>
    }
    .into_any()
}
