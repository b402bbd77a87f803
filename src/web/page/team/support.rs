//! Support ratios: how many SDRs, engineers, account and customer-success managers and leaders the plan asks for, and when.

use super::capacity::asked;
use super::why::WhyFigure;
use crate::edit::hire_supports;
use crate::present::capacity::{SupportCard, shares_say, support_card};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Button, Empty, Panel, PanelHead};
use leptos::prelude::*;

/// The panel.
#[component]
pub(super) fn SupportPanel() -> AnyView {
    let app = App::here();
    let cards = Memo::new(move |_| {
        asked(app, |plan, tell| plan.support().iter().map(|it| support_card(tell, it)).collect::<Vec<_>>())
    });
    let shares = Signal::derive(move || asked(app, |plan, tell| shares_say(tell, &plan.book_shares())));
    let is_empty = Memo::new(move |_| cards.with(Vec::is_empty));
    let apply = move |at: usize| {
        let command = untrack(|| {
            asked(app, |plan, tell| plan.support().get(at).and_then(|line| hire_supports(tell.document, line)))
        });
        let told = cards
            .with_untracked(|cards| cards.get(at).map(|it| tr!("Hired for support: {} \u{d7} {}.", it.count, it.role)));
        if let (Some(command), Some(told)) = (command, told) {
            app.dispatch_with_undo(command, told);
        }
    };
    let row = move |at: usize, card: SupportCard| {
        let what = card.role.clone();
        let [need, have] = card.figures;
        let button = (card.count > 0).then(|| {
            view! { <Button label=tr!("Hire {}", card.count) small=true on_what=what on_press=move |()| apply(at)/> }
        });
        view! {
            <tr>
                <th scope="row">{card.role}</th>
                <td class="words" data-label=tr!("Ratio")>{card.ratio}</td>
                <td data-label=tr!("Need")><WhyFigure figure=need text=card.need/></td>
                <td data-label=tr!("Have")><WhyFigure figure=have text=card.have/></td>
                <td class="words" data-label=tr!("Hires that fall due")>{card.hires}</td>
                <td class="goal-apply">{button}</td>
            </tr>
        }
    };
    let body = move || {
        cards.get().into_iter().enumerate().filter(|it| !it.1.idle).map(|(at, card)| row(at, card)).collect_view()
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Support ratios")
                say=tr!("What each ratio asks for at the end of the plan, in ramped heads, and who is to start when so that nobody falls due too late. Ratios are set above, in detail of each role; roles that look after the same customers share the book.")
            />
            <p class="say warn" class:none=move || shares.with(String::is_empty)>{move || shares.get()}</p>
            <Show
                when=move || !is_empty.get()
                fallback=|| view! { <Empty title=tr!("No ratio yet") text=tr!("Say in detail of a role whom it supports, or how large a book one person can look after; leaders have their span.")/> }
            >
                <div class="scroll" tabindex="0" role="region" aria-label=tr!("Support ratios")>
                    <table class="figures stacked">
                        <thead>
                            <tr>
                                <th scope="col">{tr!("Role")}</th>
                                <th scope="col" class="words">{tr!("Ratio")}</th>
                                <th scope="col">{tr!("Need")}</th>
                                <th scope="col">{tr!("Have")}</th>
                                <th scope="col" class="words">{tr!("Hires that fall due")}</th>
                                <th scope="col"><span class="read">{tr!("Apply")}</span></th>
                            </tr>
                        </thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </Panel>
    }
    .into_any()
}
