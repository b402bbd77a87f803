//! The same result under each meaning of the plan's tables of rates.

use super::statement_choice::Stated;
use crate::engine::statement_by_meaning;
use crate::present::statement::{Meanings, meanings};
use crate::present::words_pay;
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Button, Panel, PanelHead};
use leptos::prelude::*;

/// What the other meanings would pay; computed once someone asks.
#[component]
pub(super) fn MeaningsOfResult() -> AnyView {
    let app = App::here();
    let stated = Stated::here();
    let open = RwSignal::new(false);
    let fits = Memo::new(move |_| {
        let Some(told) = stated.statement() else { return false };
        app.document.with(|document| crate::present::statement::has_meanings(document, &told))
    });
    let found = Memo::new(move |_| {
        if !open.get() || !fits.get() {
            return None;
        }
        let (_, span) = stated.period.get()?;
        let (seat, stint) = stated.named.with(|named| named.who());
        let (source, locale) = (stated.source.get(), app.locale.get());
        let told = stated.statement()?;
        app.document.with(|document| {
            let all = statement_by_meaning(document, &seat, stint, span, source);
            Some(meanings(document, &told, &all, &locale))
        })
    });
    let body = move || found.get().map(|all| all.into_iter().map(one).collect_view());
    let say = Signal::stored(
        tr!("A contract that only speaks of an accelerated rate can be read in four ways. This is what each of them pays for the result above.")
            .to_owned(),
    );
    let label =
        Signal::derive(move || if open.get() { tr!("Hide them") } else { tr!("Show the four meanings") }.to_owned());
    view! {
        <Show when=move || fits.get()>
            <Panel class="no-print">
                <PanelHead
                    title=tr!("Same result, other meanings")
                    say=say
                    actions=move || view! { <Button label=label small=true on_press=move |()| open.update(|it| *it = !*it)/> }
                />
                {body}
                <Show when=move || open.get()>
                    <p class="fine">{tr!(words_pay::ASK)}</p>
                </Show>
            </Panel>
        </Show>
    }
    .into_any()
}

fn one(of: Meanings) -> AnyView {
    let head = of.header.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view();
    let rows = of.rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! {
            <tr class:sel=row.now>
                <th scope="row">{row.name}{row.now.then_some(tr!(" · this plan"))}<small>{row.meaning}</small></th>
                {cells}
            </tr>
        }
    });
    let label = [tr!("What each meaning pays: "), &of.component].concat();
    view! {
        <h3>{of.component}</h3>
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table class="figures pay-meanings">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
