//! The hiring plan as a grid: how many seats of each role start in each month.

use super::typing::{Typing, tell_more};
use crate::edit::{Hires, set_hires};
use crate::engine::{Crew, HiringLine, hiring_lines};
use crate::present::hiring::{hires_say, left_out_say, line_name, line_named, step_told};
use crate::present::number::{parse_count, show_month_short};
use crate::text::tr;
use crate::units::{Cadence, Month};
use crate::web::app::{App, sentence};
use crate::web::figures::period_label;
use crate::web::ui::{
    Align, Cell, CellKey, Check, Column, Grid, GridEdit, GridPaste, GridRow, Kind, Panel, PanelHead, Tab, Tabs,
};
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// Keys of the months of a plan, by offset; as many as the longest plan has.
const MONTHS: [&str; 60] = [
    "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10", "m11", "m12", "m13", "m14", "m15", "m16", "m17",
    "m18", "m19", "m20", "m21", "m22", "m23", "m24", "m25", "m26", "m27", "m28", "m29", "m30", "m31", "m32", "m33",
    "m34", "m35", "m36", "m37", "m38", "m39", "m40", "m41", "m42", "m43", "m44", "m45", "m46", "m47", "m48", "m49",
    "m50", "m51", "m52", "m53", "m54", "m55", "m56", "m57", "m58", "m59",
];
/// More rows than this are shown only where they have hires, to begin with.
const MANY: usize = 12;
/// Keys of the fiscal years a plan can touch.
const YEARS: [&str; 6] = ["y0", "y1", "y2", "y3", "y4", "y5"];
const WHOLE: &str = "all";

/// The position of a month's column.
fn offset_of(col: &str) -> Option<usize> {
    MONTHS.iter().position(|it| *it == col)
}

fn has_hires(line: &HiringLine, months: &Range<usize>) -> bool {
    line.hires(months.clone()).next().is_some()
}

fn row_id(line: &HiringLine) -> Arc<str> {
    let segment = line.segment.as_ref().map_or("*", |it| it.as_str());
    [line.role.as_str(), "|", segment].concat().into()
}

/// The grid.
#[component]
pub(super) fn HiringPanel() -> AnyView {
    let app = App::here();
    let typing = Typing::new();
    let year = RwSignal::new("y0");
    let lines = Memo::new(move |_| app.document.with(hiring_lines));
    let span = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            let years = outcome.periods(Cadence::Year);
            let chosen = YEARS.iter().position(|it| *it == year.get()).and_then(|at| years.get(at));
            let span = chosen.map_or_else(|| outcome.whole(), |(_, span)| *span);
            span.from..span.from + span.len()
        })
    });
    let tabs = Signal::derive(move || {
        app.outcome.with(|outcome| {
            let years = outcome.periods(Cadence::Year);
            let own = YEARS.iter().zip(&years).map(|(key, (period, _))| Tab::new(key, period_label(period, false)));
            let all = Tab::new(WHOLE, tr!("Whole plan"));
            if years.len() > 1 { [all].into_iter().chain(own).collect() } else { vec![all] }
        })
    });
    let first = Memo::new(move |_| app.document.with(|document| document.settings.first_month));
    let columns = Memo::new(move |_| {
        let end = app.outcome.with(|outcome| outcome.months.last().copied().map(show_month_short).unwrap_or_default());
        columns(first.get(), span.get(), &app.document.with(|document| document.settings.currency).to_string(), &end)
    });
    // What was chosen; by itself only rows with hires are shown where there are many.
    let wanted = RwSignal::new(None::<bool>);
    let only = Memo::new(move |_| {
        let (some, many) = lines.with(|lines| (lines.iter().any(|it| has_hires(it, &span.get())), lines.len() > MANY));
        wanted.get().unwrap_or(many && some)
    });
    // Whoever takes the last hire of a row away still stands in it.
    let shown = Memo::new(move |before: Option<&(bool, Range<usize>, Vec<GridRow>)>| {
        let (only, span) = (only.get(), span.get());
        let before = before.filter(|it| it.0 == only && it.1 == span);
        let stays = |it: &HiringLine| before.is_some_and(|it_was| it_was.2.contains(&GridRow::Row(row_id(it))));
        let rows = lines.with(|lines| {
            let shown = lines.iter().filter(|it| !only || has_hires(it, &span) || stays(it));
            shown.map(|it| GridRow::Row(row_id(it))).collect::<Vec<_>>()
        });
        (only, span, rows)
    });
    let rows = Memo::new(move |_| shown.with(|it| it.2.clone()));
    let hidden = Memo::new(move |_| lines.with(Vec::len).saturating_sub(rows.with(Vec::len)));
    let cells = Callback::new(move |id: Arc<str>| {
        let (locale, span) = (app.locale.get(), span.get());
        lines.with(|lines| {
            let Some(line) = lines.iter().find(|it| row_id(it) == id) else { return Vec::new() };
            let name = app.document.with(|document| line_name(document, lines, line));
            let mut cells = vec![Cell::new(name)];
            for offset in span.clone() {
                let count = line.starts.get(offset).map_or(0, Vec::len);
                let cell = match count {
                    0 => Cell { text: "–".into(), muted: true, blank: true, ..Cell::default() },
                    some => Cell::new(locale.count(some as i64)),
                };
                let key = MONTHS.get(offset).copied().unwrap_or_default();
                cells.push(typing.shown(&id, key, cell));
            }
            let crew = app.outcome.with(|outcome| line.yields(outcome, span));
            cells.extend(sums(&crew, &locale).into_iter().map(|text| Cell { muted: text == "–", ..Cell::new(text) }));
            cells
        })
    });
    let footer = Signal::derive(move || {
        let (locale, span) = (app.locale.get(), span.get());
        lines.with(|lines| {
            let mut texts = vec![tr!("All roles").to_owned()];
            for offset in span.clone() {
                let count: usize = lines.iter().filter_map(|it| it.starts.get(offset)).map(Vec::len).sum();
                texts.push(if count == 0 { "–".to_owned() } else { locale.count(count as i64) });
            }
            let seats = lines.iter().flat_map(|line| line.hires(span.clone()));
            let crew = app.outcome.with(|outcome| Crew::of(outcome, seats, outcome.whole()));
            texts.extend(sums(&crew, &locale));
            texts
        })
    });
    let set = move |wanted: Vec<(Arc<str>, &'static str, String)>| {
        let locale = app.locale.get_untracked();
        let mut hires: Vec<Hires> = Vec::new();
        let mut at: Vec<usize> = Vec::new();
        let mut refused: Vec<(CellKey, String)> = Vec::new();
        for (place, (row, col, text)) in wanted.iter().enumerate() {
            let text = text.trim();
            let read = match text {
                "" | "-" | "–" => Ok(0),
                number => parse_count(number, &locale).map_err(|it| sentence(&it.to_string())),
            };
            let line = lines.with_untracked(|lines| lines.iter().find(|it| row_id(it) == *row).cloned());
            match (read, line, offset_of(col)) {
                (Ok(count), Some(line), Some(offset)) => {
                    let month = first.get_untracked().plus(offset as i32);
                    typing.accept(&(row.clone(), col));
                    hires.push(Hires { role: line.role, segment: line.segment, month, count });
                    at.push(place);
                }
                (Err(why), _, _) => {
                    refused.push(((row.clone(), col), why.clone()));
                    typing.refuse((row.clone(), col), text, why);
                }
                (Ok(_), _, _) => {}
            }
        }
        let step = app.document.with_untracked(|document| set_hires(document, &hires));
        let told = step_told(step.added, step.removed);
        let acted = step.command.is_some();
        if let Some(command) = step.command {
            app.dispatch(command);
        }
        for (place, why) in step.refused {
            if let Some((row, col, text)) = at.get(place).and_then(|it| wanted.get(*it)) {
                let why = sentence(&why.to_string());
                refused.push(((row.clone(), col), why.clone()));
                typing.refuse((row.clone(), col), text, why);
            }
        }
        (told, refused, acted)
    };
    let on_edit = Callback::new(move |edit: GridEdit| {
        // Why a cell refused its text stands in it.
        let (told, _, acted) = set(vec![(edit.row, edit.col, edit.text)]);
        app.tell_pasted(told, &[], acted);
    });
    let on_paste = Callback::new(move |paste: GridPaste| {
        // A block that begins with names goes to the lines of these names, its numbers to the months from the first one shown on.
        let named = paste.cols.first().is_some_and(|col| offset_of(col).is_none());
        let mut wanted = Vec::new();
        let mut unknown = Vec::new();
        for (at, texts) in paste.cells.iter().enumerate() {
            let (row, texts) = if named {
                let name = texts.first().map(String::as_str).unwrap_or_default();
                let line = app.document.with_untracked(|document| {
                    lines.with_untracked(|lines| {
                        line_named(document, lines, name).and_then(|at| lines.get(at)).map(row_id)
                    })
                });
                if line.is_none() && !name.trim().is_empty() {
                    unknown.push(name.trim().to_owned());
                }
                (line, texts.get(1..).unwrap_or_default())
            } else {
                (paste.rows.get(at).cloned(), texts.as_slice())
            };
            let Some(row) = row else { continue };
            let months = paste.cols.iter().filter(|col| offset_of(col).is_some());
            wanted.extend(months.zip(texts).map(|(col, text)| (row.clone(), *col, text.clone())));
        }
        let (told, refused, acted) = set(wanted);
        app.tell_pasted(told, &paste.all_not_taken(&refused), acted);
        let rows = if named { paste.cells.iter().map(|_| Arc::from("")).collect() } else { paste.rows.clone() };
        let out = GridPaste { rows, ..paste }.left_out(|col| offset_of(col).is_some() || col == "line");
        if out > 0 {
            tell_more(app, &left_out_say(out, tr!("the roles and months shown")));
        }
        if let Some(first) = unknown.first() {
            let known = if unknown.len() == 1 { String::new() } else { tr!(" and {} more", unknown.len() - 1) };
            let text = tr!(
                "No line is called \u{201c}{first}\u{201d}{known}; a role and its segment, as in the first column."
            );
            tell_more(app, &text);
        }
    });
    let say = Signal::derive(move || {
        let (locale, span) = (app.locale.get(), span.get());
        let chosen = year.get();
        app.outcome.with(|outcome| {
            let years = outcome.periods(Cadence::Year);
            let named = YEARS.iter().position(|it| *it == chosen).and_then(|at| years.get(at));
            let when = named.map_or_else(|| tr!("the plan").to_owned(), |(period, _)| period_label(period, false));
            app.document.with(|document| lines.with(|lines| hires_say(document, outcome, lines, span, &when, &locale)))
        })
    });
    view! {
        <Panel class="hiring">
            <PanelHead
                title=tr!("Hires by month")
                say=say
                actions=move || view! { <Tabs label=tr!("Months shown") tabs=tabs chosen=year on_choose=move |key| year.set(key)/> }
            />
            <div class="no-print">
                <Check
                    label=Signal::derive(move || match hidden.get() {
                        0 => tr!("Only rows with hires").to_owned(),
                        1 => tr!("Only rows with hires (one more without)").to_owned(),
                        some => tr!("Only rows with hires ({some} more without)"),
                    })
                    on=only
                    on_change=move |on: bool| wanted.set(Some(on))
                />
            </div>
            <Grid
                label=tr!("Hires by role and month")
                columns=columns
                rows=rows
                cells=cells
                on_edit=on_edit
                on_paste=on_paste
                footer=footer
                empty=tr!("No role yet; the Roles part of this page adds one.")
            />
        </Panel>
    }
    .into_any()
}

fn columns(first: Month, span: Range<usize>, currency: &str, end: &str) -> Vec<Column> {
    let mut columns =
        vec![Column { key: "line", label: tr!("Seats that start").into(), kind: Kind::ReadOnly, ..Column::default() }];
    let figure =
        |key, label: String, unit: String, kind| Column { key, label, unit, align: Align::End, kind, width_chars: 0 };
    for (offset, key) in MONTHS.iter().enumerate().skip(span.start).take(span.len()) {
        let month = first.plus(offset as i32);
        let label = show_month_short(month);
        let (name, year) = label.split_once(' ').unwrap_or((&label, ""));
        columns.push(figure(key, name.to_owned(), year.to_owned(), Kind::Number));
    }
    let sum = |key, label: &str, unit: &str| figure(key, label.to_owned(), unit.to_owned(), Kind::ReadOnly);
    columns.push(sum("hires", tr!("Hires"), tr!("seats")));
    columns.push(sum("ramped", tr!("Ramped"), end));
    columns.push(sum("capacity", tr!("Capacity"), &tr!("{currency} to {end}")));
    columns.push(sum("cost", tr!("Base and variable"), &tr!("{currency} to {end}")));
    columns
}

/// What hires come to, a text for each column of sums.
fn sums(crew: &Crew, locale: &crate::present::Locale) -> [String; 4] {
    let none = || "–".to_owned();
    if crew.places == 0 {
        return [none(), none(), none(), none()];
    }
    [
        locale.count(i64::from(crew.places)),
        locale.people(crew.ramped),
        if crew.capacity.is_zero() { none() } else { locale.money_table(crew.capacity) },
        locale.money_table(crew.cost),
    ]
}
