//! Where new business comes from: sources with their funnels, what binds month by month, and the figures of each source.

use super::delay_curve::DelayPart;
use super::scope::chosen;
use super::stages::StagesPart;
use crate::edit::{Command, add_source, change_source, plan_by_source, remove_sources};
use crate::engine::{Scope, Span, needs, source_rows};
use crate::model::{Segment, Source, SourceKind};
use crate::present::acquisition::{self, Teller};
use crate::units::{Cadence, SegmentId, SourceId};
use crate::web::app::App;
use crate::web::figures::period_label;
use crate::web::input_grid::{InputGrid, OwnEdit, Place};
use crate::web::ui::{Align, Button, Cell, Choice, Column, GridRow, Kind, Panel, PanelHead, Say, Tab, Table, Tabs};
use leptos::prelude::*;
use std::sync::Arc;

/// Keys of fiscal years in the order of the plan; five years of months touch six fiscal years at most.
const YEARS: [&str; 6] = ["year 1", "year 2", "year 3", "year 4", "year 5", "year 6"];

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

/// The panel.
#[component]
pub fn SourcesPanel(scope: Memo<Scope>) -> AnyView {
    let app = App::here();
    let only = chosen(app);
    let form = RwSignal::new("sources");
    let year = RwSignal::new("");
    let forms = Signal::derive(|| vec![Tab::new("sources", "By source"), Tab::new("months", "By month")]);
    let years = Memo::new(move |_| {
        let mut tabs = vec![Tab::new("", "All")];
        app.outcome.with(|outcome| {
            let labels = outcome.periods(Cadence::Year).into_iter().map(|(period, _)| period_label(&period, false));
            tabs.extend(YEARS.into_iter().zip(labels).map(|(key, label)| Tab::new(key, label)));
        });
        tabs
    });
    let chosen_year = Signal::derive(move || {
        let there = years.with(|years| years.iter().any(|tab| tab.key == year.get()));
        if there { year.get() } else { "" }
    });
    let span = Memo::new(move |_| {
        app.outcome.with(|outcome| {
            let at = YEARS.iter().position(|key| *key == year.get());
            let period = at.and_then(|at| outcome.periods(Cadence::Year).get(at).map(|(_, span)| *span));
            period.unwrap_or_else(|| outcome.whole())
        })
    });
    let told = move |tell: &dyn Fn(&Teller<'_>, Scope, Span) -> String| {
        let (locale, scope, span) = (app.locale.get(), scope.get(), span.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| tell(&Teller { document, outcome, locale: &locale }, scope, span))
        })
    };
    let say = Signal::derive(move || told(&|tell, scope, span| acquisition::say(tell, scope, span)));
    let need =
        Signal::derive(move || told(&|tell, scope, span| acquisition::needs(tell, &needs(tell.outcome, scope, span))));
    let found = Memo::new(move |_| {
        let (locale, scope, span) = (app.locale.get(), scope.get(), span.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let several = scope == Scope::Company && document.segments.len() > 1;
                let tell = Teller { document, outcome, locale: &locale };
                acquisition::sources(&tell, &source_rows(outcome, scope, span), several)
            })
        })
    });
    let source_head = Signal::derive(move || found.with(|found| found.0.clone()));
    let source_rows = Signal::derive(move || found.with(|found| found.1.clone()));
    let binding = Memo::new(move |_| {
        let (locale, scope, span) = (app.locale.get(), scope.get(), span.get());
        app.document.with(|document| {
            app.outcome.with(|outcome| {
                let tell = Teller { document, outcome, locale: &locale };
                (acquisition::bind_header(&tell), acquisition::bind_table(&tell, scope, span))
            })
        })
    });
    let bind_head = Signal::derive(move || binding.with(|it| it.0.clone()));
    let bind_rows = Signal::derive(move || binding.with(|it| it.1.clone()));
    let by_source = Memo::new(move |_| only.with(|only| !planned(app, only.as_ref()).is_empty()));
    let plain = Memo::new(move |_| {
        only.with(|only| {
            app.document.with(|document| {
                let inside = |it: &&Segment| only.as_ref().is_none_or(|id| it.id == *id);
                document.segments.iter().filter(inside).any(|it| it.pipeline.sources.is_empty())
            })
        })
    });
    let start = move |()| {
        let only = only.get_untracked();
        let command = app.document.with_untracked(|document| plan_by_source(document, only.as_ref()));
        app.dispatch_with_undo(command, "Leads and what sales development finds are sources now; no figure moved.");
    };
    view! {
        <Panel>
            <PanelHead
                title="Where new business comes from"
                say=say
                actions=move || view! {
                    <Tabs label="Fiscal year of sources" tabs=years chosen=chosen_year on_choose=move |key| year.set(key)/>
                    <Tabs label="Rows" tabs=forms chosen=form on_choose=move |key| form.set(key)/>
                }
            />
            {move || if form.get() == "months" {
                view! { <Table label="What binds, by month" header=bind_head rows=bind_rows/> }.into_any()
            } else {
                view! { <Table label="New business by source" header=source_head rows=source_rows sum=true/> }.into_any()
            }}
            <Say text=need/>
            {move || by_source.get().then(|| view! {
                <h3>"Sources"</h3>
                <SourceGrid/>
                <p class="fine">
                    "What is left empty is the segment\u{2019}s. Leads of a head are those of a ramped seat of sales development; empty, heads find opportunities by their quotas, which pass no stage."
                </p>
                <h3>"Stages"</h3>
                <StagesPart/>
            })}
            {move || plain.get().then(|| view! {
                <div class="actions">
                    <Button label="Plan by source" small=true on_press=start/>
                    <span class="fine">"Leads become a source of their own, with stages, and sales development another. No figure moves."</span>
                </div>
            })}
            <h3>"From opportunity to signature"</h3>
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
            Column { key: "name", label: "Source".into(), kind: Kind::Text, width_chars: 18, ..Column::default() },
            Column {
                key: "kind",
                label: "Kind".into(),
                kind: Kind::Select(kinds.into()),
                width_chars: 17,
                ..Column::default()
            },
            number("leads_month", "Leads", "a month", 9),
            number("leads_per_head", "Leads of a head", "a month", 9),
            number("growth_year", "Growth", "% a year", 8),
            number("win_rate", "Win rate", "%", 8),
            number("deal_size", "Deal", &currency, 10),
            number("cycle_months", "Cycle", "months", 8),
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
            rows.extend(segment.pipeline.sources.iter().map(|it| GridRow::Row(id_of(&segment.id, &it.id))));
        }
        rows
    });
    let source = move |row: &str| -> Option<(SegmentId, Source)> {
        let (segment, id) = named(row)?;
        app.document.with(|document| Some((segment.clone(), document.segment(&segment)?.pipeline.source(&id)?.clone())))
    };
    let place = move |(row, col): (Arc<str>, &'static str)| match (source(&row), col) {
        (Some((_, source)), "name") => Place::Own(Cell::new(source.name)),
        (Some((_, source)), "kind") => {
            Place::Own(Cell { edit_text: source.kind.key().to_owned(), ..Cell::new(source.kind.name()) })
        }
        (Some((_, source)), "leads_per_head") if !source.has_heads() => Place::Shown(Cell::default()),
        (Some((segment, source)), key) => Place::Input(format!("segment/{segment}/source/{}/{key}", source.id)),
        (None, _) => Place::Shown(Cell::default()),
    };
    let own = Callback::new(move |OwnEdit { document, edit }: OwnEdit| -> Result<Command, String> {
        let gone = || "This row is no longer there.".to_owned();
        let (segment, id) = named(&edit.row).ok_or_else(gone)?;
        let segment = document.segment(&segment).ok_or_else(gone)?;
        let wanted = edit.text.trim().to_owned();
        if edit.col == "name" {
            if wanted.is_empty() {
                return Err("A source needs a name.".to_owned());
            }
            return Ok(change_source(segment, &id, |source| source.name = wanted));
        }
        let kind = SourceKind::ALL.into_iter().find(|kind| kind.key() == wanted || kind.name() == wanted);
        let kind = kind.ok_or_else(|| format!("There is no kind \u{201c}{wanted}\u{201d}."))?;
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
    let on_delete = Callback::new(move |rows: Vec<Arc<str>>| {
        let gone: Vec<_> = rows.iter().filter_map(|row| named(row)).collect();
        if gone.is_empty() {
            return;
        }
        let command = app.document.with_untracked(|document| remove_sources(document, &gone));
        let told = match gone.len() {
            1 => "A source is removed.".to_owned(),
            count => format!("{count} sources are removed."),
        };
        app.dispatch_with_undo(command, told);
    });
    view! {
        <InputGrid
            label="Sources" columns=columns rows=rows place=place own=own
            on_insert=on_insert insert_label="Add a source" on_delete=on_delete
        />
    }
    .into_any()
}
