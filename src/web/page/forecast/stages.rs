//! The stages of each source: what they are called, and what share of the stage before reaches them.

use super::scope::{chosen, removal};
use super::source_grid::{named, planned};
use crate::edit::{Command, add_stage, change_source, remove_stages};
use crate::text::tr;
use crate::units::{SegmentId, SourceId};
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::ui::{Align, Cell, Column, GridRow, Kind};
use leptos::prelude::*;
use std::sync::Arc;

/// A row of a stage, or of a source that has none.
fn stage(row: &str) -> Option<(SegmentId, SourceId, Option<usize>)> {
    let (source, at) = row.rsplit_once('#')?;
    let (segment, source) = named(source)?;
    Some((segment, source, at.parse().ok()))
}

/// The table.
#[component]
pub fn StagesPart() -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let columns = Memo::new(move |_| {
        vec![
            Column {
                key: "source",
                label: tr!("Source").into(),
                kind: Kind::ReadOnly,
                width_chars: 22,
                ..Column::default()
            },
            Column { key: "name", label: tr!("Stage").into(), kind: Kind::Text, width_chars: 18, ..Column::default() },
            Column {
                key: "rate",
                label: tr!("Reached by").into(),
                unit: tr!("% of the stage before").into(),
                align: Align::End,
                kind: Kind::Number,
                width_chars: 14,
            },
        ]
    });
    let rows = Memo::new(move |_| {
        let segments = only.with(|only| planned(app, only.as_ref()));
        let several = segments.len() > 1;
        let mut rows = Vec::new();
        for segment in segments {
            if several {
                rows.push(GridRow::Group(Arc::from(segment.id.as_str()), segment.name.clone()));
            }
            for source in &segment.pipeline.sources {
                let row = |at: &str| GridRow::Row(Arc::from(format!("{}#{}#{at}", segment.id, source.id).as_str()));
                if source.stages.is_empty() {
                    rows.push(row("none"));
                }
                rows.extend((0..source.stages.len()).map(|at| row(&at.to_string())));
            }
        }
        rows
    });
    let place = move |(row, col): (Arc<str>, &'static str)| {
        let found = stage(&row).and_then(|(segment, id, at)| {
            app.document.with(|document| {
                let source = document.segment(&segment)?.pipeline.source(&id)?;
                Some((segment, source.clone(), at))
            })
        });
        let Some((segment, source, at)) = found else { return Place::Shown(Cell::default()) };
        let Some(at) = at else {
            let text = if col == "source" { source.name } else { String::new() };
            let none = if col == "name" { tr!("No stage: a lead is an opportunity").to_owned() } else { text };
            return Place::Shown(Cell { muted: col == "name", ..Cell::new(none) });
        };
        match col {
            "source" => Place::Shown(Cell { muted: at > 0, ..Cell::new(source.name) }),
            "name" => Place::Own(Cell::new(source.stages.get(at).map(|it| it.name.clone()).unwrap_or_default())),
            _rate => Place::Input(format!("segment/{segment}/source/{}/stage/{}/rate", source.id, at + 1)),
        }
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let (segment, id, at) = stage(&edit.row).ok_or_else(gone)?;
        let segment = document.segment(&segment).ok_or_else(gone)?;
        let name = edit.text.trim().to_owned();
        Ok(change_source(segment, &id, |source| {
            if let Some(stage) = at.and_then(|at| source.stages.get_mut(at)) {
                stage.name = name;
            }
        }))
    });
    let on_insert = Callback::new(move |below: Option<Arc<str>>| {
        let last = rows.with_untracked(|rows| {
            rows.iter().rev().find_map(|row| match row {
                GridRow::Row(id) => Some(id.clone()),
                GridRow::Group(..) => None,
            })
        });
        let Some((segment, id, at)) = below.or(last).and_then(|row| stage(&row)) else { return };
        let command = app.document.with_untracked(|document| Some(add_stage(document.segment(&segment)?, &id, at)));
        if let Some(command) = command {
            app.dispatch(command);
        }
    });
    let read = |row: &str| {
        let (segment, source, at) = stage(row)?;
        Some((segment, source, at?))
    };
    let on_delete = removal(app, read, remove_stages, tr!("A stage is removed."), tr!("stages are removed."));
    view! {
        <InputGrid
            label=tr!("Stages") columns=columns rows=rows place=place own=own
            on_insert=on_insert insert_label=tr!("Add a stage") on_delete=on_delete
        />
    }
    .into_any()
}
