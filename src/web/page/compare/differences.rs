//! What was entered differently: only that, by topic, in words.

use super::sides::Sides;
use crate::engine::compare::differences;
use crate::present::compare::{DifferenceRow, difference_header, rows};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Choice, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// So many rows are shown; the rest are counted.
const MOST_ROWS: usize = 200;

/// The differences between the base and one of the others.
#[component]
pub(super) fn DifferencesPanel() -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let to = RwSignal::new(0_usize);
    let turn = sides.settled(|| ());
    let found = Memo::new(move |_| {
        let to = to.get();
        if turn.get() == 0 {
            return Vec::new();
        }
        let Some((old, new)) = untrack(|| sides.pair(to)) else { return Vec::new() };
        rows(&differences(&old.document, &new.document), &old.document, &new.document, &app.locale.get())
    });
    let say = Signal::derive(move || match found.with(Vec::len) {
        _ if turn.get() == 0 => tr!("Looking for them\u{2026}").to_owned(),
        0 => tr!("Nothing was entered differently.").to_owned(),
        1 => tr!("One difference.").to_owned(),
        count if count > MOST_ROWS => tr!("{count} differences; the first {MOST_ROWS} are listed."),
        count => tr!("{count} differences."),
    });
    let header = Signal::derive(move || {
        let (old, new) = sides.pair(to.get()).map(|(old, new)| (old.name, new.name)).unwrap_or_default();
        difference_header(&old, &new)
    });
    // What the open scenario has can be changed there.
    let links = move || {
        let here = sides.pair(to.get()).is_some_and(|(old, new)| sides.is_open(&old) || sides.is_open(&new));
        let open = sides.all.with(|all| all.first().cloned()).filter(|_| here);
        let heads = header.get();
        found.with(|found| {
            let line = |row: &DifferenceRow| {
                let route = open.as_ref().and_then(|open| row.leads_to(&open.document));
                let (cells, path) = (row.cells(), row.path.clone());
                let head = |at: usize| heads.get(at).cloned();
                cells
                    .into_iter()
                    .enumerate()
                    .map(|(at, text)| match (at, &route) {
                        (0, _) => view! { <th scope="row" class="wrap">{text}</th> }.into_any(),
                        (1, Some(route)) => {
                            let path = path.clone();
                            view! { <td class="words" data-label=head(at)><a href=route.to_string() data-leads=path>{text}</a></td> }
                                .into_any()
                        }
                        _plain => view! { <td class="words" data-label=head(at)>{text}</td> }.into_any(),
                    })
                    .collect_view()
            };
            found.iter().take(MOST_ROWS).map(|row| view! { <tr>{line(row)}</tr> }).collect_view()
        })
    };
    let choices = Signal::derive(move || {
        let others = sides.parted().map(|it| it.1).unwrap_or_default();
        others.into_iter().enumerate().map(|(at, it)| Choice::new(at.to_string(), it.name)).collect::<Vec<_>>()
    });
    let several = Memo::new(move |_| choices.with(Vec::len) > 1);
    let some = Memo::new(move |_| found.with(|it| !it.is_empty()));
    view! {
        <Panel>
            <PanelHead title=tr!("What was entered differently") say=say/>
            <Show when=move || several.get()>
                <div class="fields one">
                    <Pick
                        label=tr!("In")
                        choices=choices
                        chosen=Signal::derive(move || to.get().to_string())
                        on_choose=move |key: String| to.set(key.parse().unwrap_or(0))
                    />
                </div>
            </Show>
            <Show when=move || some.get()>
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("Inputs that differ")>
                    <table class="figures stacked">
                        <thead>
                            <tr>
                                {move || {
                                    let heads = header.get().into_iter().enumerate();
                                    heads.map(|(at, text)| view! { <th scope="col" class:words=at != 0>{text}</th> }).collect_view()
                                }}
                            </tr>
                        </thead>
                        <tbody>{links}</tbody>
                    </table>
                </div>
            </Show>
        </Panel>
    }
    .into_any()
}
