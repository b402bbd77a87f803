//! The figures of each source of new business, their stages and seasons, and how long opportunities take.

use super::delay_curve::DelayPart;
use super::scope::{chosen, removal};
use super::source_season::SourceSeasons;
use super::stages::StagesPart;
use crate::edit::{Command, add_source, change_source, plan_by_source, remove_sources};
use crate::engine::Scope;
use crate::model::{Segment, Source, SourceKind};
use crate::text::tr;
use crate::units::{SegmentId, SourceId};
use crate::web::app::App;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::ui::{Align, Button, Cell, Choice, Column, GridRow, Kind, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

/// A row's id: its segment and its source.
pub(super) fn id_of(segment: &SegmentId, source: &SourceId) -> Arc<str> {
    Arc::from(format!("{segment}#{source}").as_str())
}

pub(super) fn named(row: &str) -> Option<(SegmentId, SourceId)> {
    let (segment, source) = row.split_once('#')?;
    Some((SegmentId::new(segment), SourceId::new(source)))
}

/// Segments of the scope that are planned by source.
pub(super) fn planned(app: App, only: Option<&SegmentId>) -> Vec<Segment> {
    app.document.with(|document| {
        let inside = |it: &&Segment| only.is_none_or(|id| it.id == *id) && !it.pipeline.sources.is_empty();
        document.segments.iter().filter(inside).cloned().collect()
    })
}

/// The rows of grids about sources, with their segments above them where there are several.
pub(super) fn source_rows(app: App, only: Option<&SegmentId>) -> Vec<GridRow> {
    let segments = planned(app, only);
    let several = segments.len() > 1;
    let mut rows = Vec::new();
    for segment in segments {
        if several {
            rows.push(GridRow::Group(Arc::from(segment.id.as_str()), segment.name.clone()));
        }
        rows.extend(segment.pipeline.sources.iter().map(|it| GridRow::Row(id_of(&segment.id, &it.id))));
    }
    rows
}

/// The segment and the source of a row.
pub(super) fn source_at(app: App, row: &str) -> Option<(SegmentId, Source)> {
    let (segment, id) = named(row)?;
    app.document.with(|document| Some((segment.clone(), document.segment(&segment)?.pipeline.source(&id)?.clone())))
}

/// The panels: sources and stages, their seasons, cycles.
#[component]
pub fn SourceInputs(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let by_source = Memo::new(move |_| only.with(|only| !planned(app, only.as_ref()).is_empty()));
    let plain = Memo::new(move |_| {
        let scope = scope.get();
        app.document.with(|document| {
            let inside = |at: usize| scope == Scope::Company || scope == Scope::Segment(at);
            let mut all = document.segments.iter().enumerate();
            all.any(|(at, segment)| inside(at) && segment.pipeline.sources.is_empty())
        })
    });
    let start = move |()| {
        let only = only.get_untracked();
        let command = app.document.with_untracked(|document| plan_by_source(document, only.as_ref()));
        app.dispatch_with_undo(
            command,
            tr!("Leads and what sales development finds are sources now; no figure moved."),
        );
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Sources of new business")
                say=tr!("Who brings leads, which share of them becomes opportunities, and what those are worth. What is left empty is the segment\u{2019}s.")
            />
            {move || by_source.get().then(|| view! {
                <SourceGrid/>
                <p class="fine">
                    {tr!("Leads of a head are those of a ramped seat of sales development; empty, heads find opportunities by their quotas, which pass no stage.")}
                </p>
                <h3>{tr!("Stages")}</h3>
                <StagesPart/>
                <h3>{tr!("Seasons of sources")}</h3>
                <SourceSeasons/>
            })}
            {move || plain.get().then(|| view! {
                <div class="actions">
                    <Button label=tr!("Plan by source") small=true on_press=start/>
                    <span class="fine">{tr!("Leads become a source of their own, with stages, and sales development another. No figure moves.")}</span>
                </div>
            })}
        </Panel>
        <Panel>
            <PanelHead title=tr!("From opportunity to signature") say=tr!("How long opportunities take to close, around the mean cycle.")/>
            <DelayPart/>
        </Panel>
    }
    .into_any()
}

/// The figures of each source.
#[component]
fn SourceGrid() -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let columns = Memo::new(move |_| {
        let currency = app.document.with(|document| document.settings.currency.to_string());
        let kinds: Vec<Choice> = SourceKind::ALL.iter().map(|kind| Choice::new(kind.key(), kind.name())).collect();
        let number = |key, label: &str, unit: &str, width_chars| Column {
            key,
            label: label.to_owned(),
            unit: unit.to_owned(),
            align: Align::End,
            kind: Kind::Number,
            width_chars,
        };
        vec![
            Column { key: "name", label: tr!("Source").into(), kind: Kind::Text, width_chars: 18, ..Column::default() },
            Column {
                key: "kind",
                label: tr!("Kind").into(),
                kind: Kind::Select(kinds.into()),
                width_chars: 17,
                ..Column::default()
            },
            number("leads_month", tr!("Leads"), tr!("a month"), 9),
            number("leads_per_head", tr!("Leads of a head"), tr!("a month"), 9),
            number("growth_year", tr!("Growth"), tr!("% a year"), 8),
            number("win_rate", tr!("Win rate"), "%", 8),
            number("deal_size", tr!("Deal"), &currency, 10),
            number("cycle_months", tr!("Cycle"), tr!("months"), 8),
        ]
    });
    let rows = Memo::new(move |_| only.with(|only| source_rows(app, only.as_ref())));
    let place = move |(row, col): (Arc<str>, &'static str)| match (source_at(app, &row), col) {
        (Some((_, source)), "name") => Place::Own(Cell::new(source.name)),
        (Some((_, source)), "kind") => {
            Place::Own(Cell { edit_text: source.kind.key().to_owned(), ..Cell::new(source.kind.name()) })
        }
        (Some((_, source)), "leads_per_head") if !source.has_heads() => Place::Shown(Cell::default()),
        (Some((segment, source)), key) => Place::Input(format!("segment/{segment}/source/{}/{key}", source.id)),
        (None, _) => Place::Shown(Cell::default()),
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || tr!("This row is no longer there.").to_owned();
        let (segment, id) = named(&edit.row).ok_or_else(gone)?;
        let segment = document.segment(&segment).ok_or_else(gone)?;
        let wanted = edit.text.trim().to_owned();
        if edit.col == "name" {
            if wanted.is_empty() {
                return Err(tr!("A source needs a name.").to_owned());
            }
            return Ok(change_source(segment, &id, |source| source.name = wanted));
        }
        let kind = SourceKind::ALL.into_iter().find(|kind| kind.key() == wanted || kind.name() == wanted);
        let kind = kind.ok_or_else(|| tr!("There is no kind \u{201c}{wanted}\u{201d}."))?;
        Ok(change_source(segment, &id, |source| source.kind = kind))
    });
    let on_insert = Callback::new(move |below: Option<Arc<str>>| {
        let command = app.document.with_untracked(|document| {
            let place = below.as_deref().and_then(named);
            let id = place.as_ref().map(|(id, _)| id.clone()).or_else(|| only.get_untracked());
            let segment = match id {
                Some(id) => document.segment(&id),
                None => document.segments.iter().rev().find(|it| !it.pipeline.sources.is_empty()),
            }?;
            let at = place.and_then(|(_, id)| segment.pipeline.sources.iter().position(|it| it.id == id));
            Some(add_source(segment, at))
        });
        if let Some(command) = command {
            app.dispatch(command);
        }
    });
    let on_delete = removal(app, named, remove_sources, tr!("A source is removed."), tr!("sources are removed."));
    view! {
        <InputGrid
            label=tr!("Sources") columns=columns rows=rows place=place own=own
            on_insert=on_insert insert_label=tr!("Add a source") on_delete=on_delete
        />
    }
    .into_any()
}
