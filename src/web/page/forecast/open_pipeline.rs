//! What is in the pipeline when the plan starts, by segment and closing month.

use super::scope::{chosen, removal};
use crate::edit::{Command, add_open_pipeline, hand_open_pipeline, move_open_pipeline, remove_open_pipeline};
use crate::model::OpenPipeline;
use crate::present::number::{parse_month, show_month};
use crate::text::tr;
use crate::units::SegmentId;
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::ui::{Align, Cell, Choice, Column, GridRow, Kind, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

/// A row's id: its segment, and its position there from 0.
fn id_of(segment: &SegmentId, at: usize) -> Arc<str> {
    Arc::from(format!("{segment}#{at}").as_str())
}

fn named(row: &str) -> Option<(SegmentId, usize)> {
    let (segment, at) = row.rsplit_once('#')?;
    Some((SegmentId::new(segment), at.parse().ok()?))
}

/// The opening pipeline of the company, or of the segment chosen.
#[component]
pub fn OpenPipelinePanel() -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let columns = Memo::new(move |_| {
        let (choices, currency) = app.document.with(|document| {
            let choices = document.segments.iter().map(|it| Choice::new(it.id.as_str(), it.name.clone()));
            (choices.collect::<Vec<_>>(), document.settings.currency)
        });
        vec![
            Column {
                key: "month",
                label: tr!("Closes in").into(),
                kind: Kind::Text,
                width_chars: 12,
                ..Column::default()
            },
            Column {
                key: "segment",
                label: tr!("Segment").into(),
                kind: Kind::Select(choices.into()),
                width_chars: 16,
                ..Column::default()
            },
            Column {
                key: "arr",
                label: tr!("ARR before odds").into(),
                unit: currency.to_string(),
                align: Align::End,
                kind: Kind::Number,
                width_chars: 14,
            },
        ]
    });
    let rows = Memo::new(move |_| {
        let only = only.get();
        app.document.with(|document| {
            let mut rows = Vec::new();
            for segment in document.segments.iter().filter(|it| only.as_ref().is_none_or(|only| it.id == *only)) {
                rows.extend((0..segment.pipeline.opening.len()).map(|at| GridRow::Row(id_of(&segment.id, at))));
            }
            rows
        })
    });
    let open = move |row: &str| -> Option<(String, OpenPipeline)> {
        let (id, at) = named(row)?;
        app.document.with(|document| {
            let segment = document.segment(&id)?;
            Some((segment.name.clone(), segment.pipeline.opening.get(at)?.clone()))
        })
    };
    let place = move |(row, col): (Arc<str>, &'static str)| match (open(&row), named(&row), col) {
        (Some((_, open)), _, "month") => {
            let planned = app.outcome.with(|outcome| outcome.months.contains(&open.month));
            let problem = (!planned).then(|| tr!("Outside the plan: it does not count.").to_owned());
            Place::Own(Cell { problem, ..Cell::new(show_month(open.month)) })
        }
        (Some((name, _)), Some((id, _)), "segment") => {
            Place::Own(Cell { edit_text: id.as_str().to_owned(), ..Cell::new(name) })
        }
        (Some(_), Some((id, at)), _arr) => Place::Input(format!("segment/{id}/pipeline/opening/{}/arr", at + 1)),
        (_, _, _) => Place::Shown(Cell::default()),
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let (id, at) = named(&edit.row).ok_or_else(gone)?;
        let segment = document.segment(&id).ok_or_else(gone)?;
        if edit.col == "month" {
            let locale = app.locale.get_untracked();
            let month = parse_month(&edit.text, &locale).map_err(|error| error.to_string())?;
            return Ok(move_open_pipeline(segment, at, month));
        }
        let wanted = edit.text.trim();
        let to = document.segments.iter().find(|it| it.id.as_str() == wanted || it.name == wanted);
        let to = to.ok_or_else(|| tr!("There is no segment \u{201c}{wanted}\u{201d}."))?;
        Ok(hand_open_pipeline(&document, &id, at, &to.id))
    });
    let on_insert = Callback::new(move |below: Option<Arc<str>>| {
        let command = app.document.with_untracked(|document| {
            let place = below.as_deref().and_then(named);
            let id = place.as_ref().map(|(id, _)| id.clone()).or_else(|| only.get_untracked());
            let segment = match id {
                Some(id) => document.segment(&id),
                None => document.segments.last(),
            };
            segment.map(|segment| add_open_pipeline(document, segment, place.map(|(_, at)| at)).1)
        });
        if let Some(command) = command {
            app.dispatch(command);
        }
    });
    let on_delete = removal(
        app,
        named,
        remove_open_pipeline,
        tr!("A row of opening pipeline is removed."),
        tr!("rows of opening pipeline are removed."),
    );
    view! {
        <Panel>
            <PanelHead
                title=tr!("Opening pipeline")
                say=tr!("Deals that are open when the plan starts, by the month in which they should close. Of their ARR, the share that closes is an assumption of the segment above.")
            />
            <InputGrid
                label=tr!("Opening pipeline") columns=columns rows=rows place=place own=own
                on_insert=on_insert insert_label=tr!("Add a month") on_delete=on_delete
                empty=tr!("Nothing is in the pipeline yet when the plan starts: the first bookings come one sales cycle later.")
            />
        </Panel>
    }
    .into_any()
}
