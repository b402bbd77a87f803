//! Roles side by side.

use super::mine::Mine;
use crate::career::ladder::pay_of;
use crate::career::{Card, RoleKind, card, offer_for};
use crate::edit::ProfileCommand;
use crate::present::career::pay_range;
use crate::present::{Locale, RolesPart, Route};
use crate::text::{mark, tr};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Choice, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// The part of the page.
#[component]
pub(super) fn Compared() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let shown = RwSignal::new([Some(RoleKind::AeMidMarket), Some(RoleKind::Am), None, None]);
    let roles = Memo::new(move |_| shown.get().into_iter().flatten().collect::<Vec<_>>());
    let pick = move |at: usize| {
        let label = tr!("Role {}", at + 1);
        let choices = Signal::stored(
            (at > 1)
                .then(|| Choice::new("", tr!("None")))
                .into_iter()
                .chain(RoleKind::ALL.iter().map(|it| Choice::new(it.key(), it.name()).under(it.track().name())))
                .collect::<Vec<_>>(),
        );
        let now = Signal::derive(move || shown.get().get(at).copied().flatten().map_or("", RoleKind::key).to_owned());
        let on_choose = move |key: String| {
            shown.update(|shown| {
                if let Some(place) = shown.get_mut(at) {
                    *place = RoleKind::from_key(&key);
                }
            });
        };
        view! { <Pick label=label choices=choices chosen=now on_choose=on_choose/> }
    };
    let head = move || {
        roles.get().into_iter().map(|it| view! { <th scope="col" class="words">{it.name()}</th> }).collect_view()
    };
    let body = move || {
        let locale = app.locale.get();
        let roles = roles.get();
        let texts = ROWS.iter().map(|(name, cell)| {
            let cells = roles.iter().map(|it| view! { <td class="words">{cell(&card(*it))}</td> }).collect_view();
            view! { <tr><th scope="row">{tr!(*name)}</th>{cells}</tr> }
        });
        let pays = [(tr!("Pay in software companies"), true), (tr!("Pay on the general market"), false)].map(
            |(name, software)| {
                let cells = roles.iter().map(|it| {
                let pay = pay_of(*it);
                let found = if software { Some(pay.software) } else { pay.general };
                let text = found.map_or("–".to_owned(), |it| pay_range(it, &locale));
                let source = found.map(|it| tr!(it.source.unwrap_or(mark!("illustrative"))));
                view! { <td class="words">{text}{source.map(|it| view! { <small class="source">{it}</small> })}</td> }
            });
                view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
            },
        );
        view! { {texts.collect_view()}{pays.into_iter().collect_view()} }
    };
    let starts = move || {
        let start = |role: RoleKind| {
            let label = tr!("Start an offer: {}", role.short());
            view! { <Button label=label small=true on_press=move |()| begin(mine, role)/> }
        };
        roles.get().into_iter().map(start).collect_view()
    };
    let copy = move |()| {
        let text = app.locale.with_untracked(|locale| as_text(&roles.get_untracked(), locale));
        dom::copy_text(text, move |done| {
            let text = if done {
                tr!("The roles are on the clipboard, each as a description to hire or to hand over by.")
            } else {
                tr!("The browser did not allow copying. Print the page instead.")
            };
            app.tell(text);
        });
    };
    view! {
        <Panel>
            <PanelHead
                title=tr!("Roles side by side")
                say=tr!("Sales wins customers, account management keeps and grows them. Both live from trust and listening; they differ in what is counted, how soon, and how much of pay is at stake. The same cards define a role when you hire: where it begins, and what it hands over.")
                actions=move || view! { <Button label=tr!("Copy") on_what=tr!("these roles as text") small=true on_press=copy/> }
            />
            <div class="fields roles-pick">{pick(0)}{pick(1)}{pick(2)}{pick(3)}</div>
            <div class="scroll" tabindex="0" role="region" aria-label=tr!("Roles side by side")>
                <table class="figures roles-table">
                    <thead><tr><th scope="col">{tr!("What differs")}</th>{head}</tr></thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            <div class="actions no-print roles-start">{starts}</div>
        </Panel>
        <Panel>
            <PanelHead title=tr!("Where the one ends and the other begins")/>
            <ul class="asks">
                <li>{tr!("At the handover, expectations, promises and requirements change hands. What is not written down there is paid for at renewal.")}</li>
                <li>{tr!("Small portfolios can be won and kept by one person; larger firms part the two.")}</li>
                <li>{tr!("Pay should reward working together: a plan that pays only the signature, or only the renewal, makes both guard their own.")}</li>
                <li>{tr!("Keeping a customer costs much less than winning one, which is why the weight of account management grows with subscriptions.")}</li>
            </ul>
        </Panel>
    }
    .into_any()
}

/// Texts in one line.
fn joined(texts: &[&'static str]) -> String {
    texts.iter().map(|it| tr!(*it)).collect::<Vec<_>>().join(" · ")
}

/// Rows of the table: name and text.
type CardRow = (&'static str, fn(&Card) -> String);

const ROWS: [CardRow; 11] = [
    (mark!("Goal"), |it| tr!(it.goal).to_owned()),
    (mark!("Clock"), |it| tr!(it.horizon).to_owned()),
    (mark!("A usual day"), |it| tr!(it.day).to_owned()),
    (mark!("Tasks"), |it| joined(it.tasks)),
    (mark!("Skills"), |it| joined(it.skills)),
    (mark!("Counted by"), |it| joined(it.metrics)),
    (mark!("Works with"), |it| tr!(it.with).to_owned()),
    (mark!("How pay is made up"), |it| tr!(it.pay).to_owned()),
    (mark!("Where it leads"), |it| tr!(it.steps).to_owned()),
    (mark!("Ways in"), |it| tr!(it.ways_in).to_owned()),
    (mark!("Handover"), |it| tr!(it.handover).to_owned()),
];

/// The roles as text: one after the other, each row under its name.
fn as_text(roles: &[RoleKind], locale: &Locale) -> String {
    let told = roles.iter().map(|role| {
        let rows = ROWS.iter().map(|(name, cell)| format!("{}: {}", tr!(*name), cell(&card(*role))));
        let pay = pay_of(*role);
        let pays =
            [(tr!("Pay in software companies"), Some(pay.software)), (tr!("Pay on the general market"), pay.general)];
        let pays = pays.into_iter().filter_map(|(name, found)| {
            let found = found?;
            Some(format!(
                "{name}: {} ({})",
                pay_range(found, locale),
                tr!(found.source.unwrap_or(mark!("illustrative")))
            ))
        });
        let lines: Vec<String> = rows.chain(pays).collect();
        format!("{}\n{}\n", role.name(), lines.join("\n"))
    });
    told.collect::<Vec<_>>().join("\n")
}

/// Puts an offer of the role among the others and goes there.
fn begin(mine: Mine, role: RoleKind) {
    let id = mine.profile.with_untracked(|profile| profile.fresh_id());
    mine.dispatch(ProfileCommand::put(offer_for(role, id, role.short()), ""));
    mine.edit(id);
    dom::set_hash(&Route::roles(RolesPart::Offers).to_string());
}
