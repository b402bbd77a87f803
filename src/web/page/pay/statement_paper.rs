//! The statement itself, as it is read and printed.

use super::statement_choice::Stated;
use crate::present::Locale;
use crate::present::number::show_date;
use crate::present::statement::{Block, RowKind, Sheet, StatementRow, amount, blocks, rows, sheet, source};
use crate::text::tr;
use crate::units::Currency;
use crate::web::app::{App, today};
use crate::web::figures::period_label;
use crate::web::port::{dom, paper};
use leptos::prelude::*;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Style {
    locale: Locale,
    currency: Currency,
    /// Whether there are deals, which have a credit.
    deals: bool,
    /// Whether their days and the total so far have columns of their own.
    wide: bool,
}

impl Style {
    /// How many columns stand before that of amounts.
    fn before_amount(self) -> usize {
        if self.wide { 4 } else { 2 }
    }
}

/// The statement.
#[component]
pub(super) fn Paper() -> AnyView {
    let app = App::here();
    let stated = Stated::here();
    let narrow = dom::media_signal("screen and (max-width: 720px)");
    let around = Memo::new(move |_| {
        let told = stated.statement()?;
        let locale = app.locale.get();
        Some(app.document.with(|document| (sheet(document, &told, &locale), source(document, &told, &locale))))
    });
    let lines = Memo::new(move |_| {
        let told = stated.statement()?;
        let locale = app.locale.get();
        Some(app.document.with(|document| {
            let rows = rows(document, &told, &locale);
            let deals = rows.iter().any(|row| row.kind == RowKind::Credit);
            let style = Style { locale, currency: document.settings.currency, deals, wide: deals && !narrow.get() };
            (blocks(document, &told, rows, &locale), style)
        }))
    });
    let head = move || around.get().map(|(sheet, source)| head(app, stated, sheet, source));
    let body = move || lines.get().map(|(blocks, style)| list(blocks, style));
    let foot = move || around.get().map(|(sheet, _)| foot(sheet));
    view! {
        <article class="panel paper" aria-label=tr!("Statement of variable pay")>
            {head}
            <div class="scroll" tabindex="0" role="region" aria-label=tr!("The statement line by line")>{body}</div>
            {foot}
        </article>
    }
    .into_any()
}

fn head(app: App, stated: Stated, sheet: Sheet, source: String) -> AnyView {
    let company = app.document.with(|document| document.name.clone());
    let period = stated.period.get().map(|it| period_label(&it.0, false)).unwrap_or_default();
    let when = if period == sheet.months { period } else { format!("{period} ({})", sheet.months) };
    let pairs =
        [(tr!("Person"), sheet.person), (tr!("Role"), sheet.post), (tr!("Plan"), sheet.plan), (tr!("Period"), when)];
    let pairs = pairs.into_iter().map(|(label, text)| view! { <div><dt>{label}</dt><dd>{text}</dd></div> });
    let facts = sheet.facts.into_iter().map(|fact| {
        let paid = fact.label == tr!("Paid");
        view! { <div class:paid=paid><dt>{fact.label}</dt><dd>{fact.value}</dd></div> }
    });
    view! {
        <header class="paper-head">
            <div>
                <h2>{tr!("Statement of variable pay")}</h2>
                <p class="say">{sheet.say}</p>
            </div>
            <p class="paper-from">{company}<small>{[tr!("Made on "), &show_date(today())].concat()}</small></p>
        </header>
        <dl class="paper-who">{pairs.collect_view()}</dl>
        <dl class="paper-facts">{facts.collect_view()}</dl>
        <p class="fine">{source}</p>
    }
    .into_any()
}

fn foot(sheet: Sheet) -> AnyView {
    let lost = (!sheet.lost.is_empty()).then(|| {
        let deals = sheet.lost.iter().map(|deal| view! { <li>{deal.clone()}</li> }).collect_view();
        view! {
            <section class="paper-lost">
                <h3>{tr!("Credited to nobody")}</h3>
                <p class="say">{tr!("These deals name this seat, but nobody held it on the day they closed. Change the credit of the deal, or the days on which the seat was held.")}</p>
                <ul>{deals}</ul>
            </section>
        }
    });
    let notes = sheet.notes.into_iter().map(|note| view! { <p class="fine">{note}</p> }).collect_view();
    view! {
        {lost}
        <footer class="paper-notes">{notes}</footer>
    }
    .into_any()
}

/// The rows; each component begins a group of its own.
fn list(blocks: Vec<Block>, style: Style) -> AnyView {
    let mut groups: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        let (Block::Row(StatementRow { kind, .. }) | Block::Fold { sum: StatementRow { kind, .. }, .. }) = &block;
        let was_part =
            groups.last().and_then(|group| group.first()).is_some_and(|first| kind_of(first) == RowKind::Component);
        let begins = *kind == RowKind::Component || (*kind == RowKind::Sum && was_part);
        match groups.last_mut() {
            Some(group) if !begins => group.push(block),
            Some(_) | None => groups.push(vec![block]),
        }
    }
    let bodies = groups.into_iter().map(|group| {
        let closing = group.first().is_some_and(|first| kind_of(first) == RowKind::Sum);
        let rows = group.into_iter().map(|block| match block {
            Block::Row(it) => row(&it, style, None),
            Block::Fold { sum, rows } => fold(sum, rows, style),
        });
        view! { <tbody class:closing=closing>{rows.collect_view()}</tbody> }
    });
    view! {
        <table class="figures statement">
            <thead>
                <tr>
                    <th scope="col">{tr!("Component, period and step")}</th>
                    {style.wide.then(|| view! { <th scope="col">{tr!("Day")}</th> })}
                    <th scope="col">{if style.deals { tr!("Credit") } else { tr!("Result") }}</th>
                    {style.wide.then(|| view! { <th scope="col">{tr!("Total so far")}</th> })}
                    <th scope="col">{[tr!("Amount, "), style.currency.code()].concat()}</th>
                </tr>
            </thead>
            {bodies.collect_view()}
        </table>
    }
    .into_any()
}

fn kind_of(block: &Block) -> RowKind {
    match block {
        Block::Row(row) => row.kind,
        Block::Fold { sum, .. } => sum.kind,
    }
}

/// Many deals behind one row that opens.
fn fold(sum: StatementRow, rows: Vec<StatementRow>, style: Style) -> AnyView {
    let open = RwSignal::new(false);
    let head = row(&sum, style, Some(open));
    let rows = StoredValue::new(rows);
    // What is folded on screen is shown on paper.
    let shown = Memo::new(move |_| open.get() || paper::is_printing());
    let opened =
        move || shown.get().then(|| rows.with_value(|rows| rows.iter().map(|it| row(it, style, None)).collect_view()));
    view! {
        {head}
        {opened}
    }
    .into_any()
}

/// One row; with `open` it opens what is folded behind it.
fn row(row: &StatementRow, style: Style, open: Option<RwSignal<bool>>) -> AnyView {
    let day = row.day.map(show_date).unwrap_or_default();
    let note = (!row.note.is_empty()).then(|| row.note.clone());
    // Where there is no room for its column, the day stands with the note.
    let when = (row.day.is_some() && !style.wide).then(|| view! { <small>{day.clone()}</small> });
    let title = row.title.clone();
    let title = match open {
        None => title.into_any(),
        Some(open) => view! {
            <button
                type="button"
                class="fold"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|it| *it = !*it)
            >
                {title}
            </button>
        }
        .into_any(),
    };
    let pays = amount(row, &style.locale, style.currency);
    let (credit, running) = (row.credit.clone(), row.running.clone());
    let class = match open {
        None => row.kind.key().to_owned(),
        Some(_) => [row.kind.key(), " folded"].concat(),
    };
    let name = view! {{title}{note.map(|note| view! { <small>{note}</small> })}{when}};
    let bare = row.day.is_none() && credit.is_empty();
    let cells = if bare {
        view! { <th scope="row" colspan=style.before_amount().to_string()>{name}</th> }.into_any()
    } else {
        view! {
            <th scope="row">{name}</th>
            {style.wide.then(|| view! { <td>{day}</td> })}
            <td>{credit}</td>
            {style.wide.then(|| view! { <td>{running}</td> })}
        }
        .into_any()
    };
    view! {
        <tr class=class>
            {cells}
            <td class="amount">{pays}</td>
        </tr>
    }
    .into_any()
}
