//! The user's own terms beside what is usual, with the source.

use crate::engine::against_usual;
use crate::present::usual::{UsualRow, usual_row, usual_say};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Panel, PanelHead, Tab, Tabs};
use leptos::prelude::*;

/// The panel; nothing while no seat has terms.
#[component]
pub(super) fn UsualPanel() -> AnyView {
    let app = App::here();
    let all =
        Memo::new(move |_| app.outcome.with(|outcome| app.document.with(|document| against_usual(document, outcome))));
    // What lies outside is what one looks for; where nothing does, all of it shows how.
    let wanted = RwSignal::new(None::<&'static str>);
    let shown = Memo::new(move |_| {
        wanted.get().unwrap_or(if all.with(|all| all.iter().any(|it| it.is_outside())) { "outside" } else { "all" })
    });
    let tabs = Signal::derive(|| vec![Tab::new("outside", tr!("Outside")), Tab::new("all", tr!("All"))]);
    let say = Signal::derive(move || all.with(|all| usual_say(all, &app.locale.get())));
    let rows = move || {
        let (locale, only_outside) = (app.locale.get(), shown.get() == "outside");
        let row = |it: UsualRow| {
            view! {
                <tr class:out=it.outside>
                    <th scope="row">{it.terms}</th>
                    <td class="words" data-label=tr!("Figure")>{it.figure}</td>
                    <td data-label=tr!("Yours")>{it.yours}</td>
                    <td data-label=tr!("Usual")>{it.usual}</td>
                    <td class="words" data-label=tr!("Source")>{it.source}</td>
                </tr>
            }
        };
        app.document.with(|document| {
            all.with(|all| {
                let wanted = all.iter().filter(|it| !only_outside || it.is_outside());
                wanted.map(|it| row(usual_row(it, document, &locale))).collect_view()
            })
        })
    };
    let some = Memo::new(move |_| all.with(|all| !all.is_empty()));
    view! {
        <Show when=move || some.get()>
            <Panel>
                <PanelHead
                    title=tr!("Beside what is usual")
                    say=say
                    actions=move || view! {
                        <Tabs label=tr!("Which figures") tabs=tabs chosen=shown on_choose=move |key| wanted.set(Some(key))/>
                    }
                />
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("Beside what is usual")>
                    <table class="figures stacked beside-usual">
                        <thead>
                            <tr>
                                <th scope="col">{tr!("Terms")}</th>
                                <th scope="col" class="words">{tr!("Figure")}</th>
                                <th scope="col">{tr!("Yours")}</th>
                                <th scope="col">{tr!("Usual")}</th>
                                <th scope="col" class="words">{tr!("Source")}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </Panel>
        </Show>
    }
    .into_any()
}
