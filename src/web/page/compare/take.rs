//! Taking parts of another scenario over into the open one.

use super::sides::Sides;
use crate::edit::{Adopted, adopt};
use crate::engine::compare::{Topic, differing};
use crate::present::compare::{part, topic};
use crate::text::tr;
use crate::web::app::App;
use crate::web::ui::{Button, Check, Choice, Look, Panel, PanelHead, Pick};
use leptos::prelude::*;

/// Choose a scenario and topics; one step of the undo list.
#[component]
pub(super) fn TakePanel() -> AnyView {
    let app = App::here();
    let sides = Sides::here();
    let from = RwSignal::new(0_usize);
    let wanted = RwSignal::new(Vec::<Topic>::new());
    let source = move || {
        let others: Vec<_> = sides.all.get().into_iter().skip(1).collect();
        others.get(from.get()).or(others.first()).cloned()
    };
    let offered = Memo::new(move |_| {
        let Some(source) = source() else { return Vec::new() };
        let mut topics: Vec<Topic> =
            app.document.with(|open| differing(open, &source.document).iter().map(|it| it.topic()).collect());
        topics.dedup();
        topics
    });
    // What no longer differs is no longer wanted.
    let topics = move || {
        wanted
            .with(|wanted| offered.with(|all| all.iter().copied().filter(|it| wanted.contains(it)).collect::<Vec<_>>()))
    };
    let adopted = move || -> Option<Adopted> {
        let source = source()?;
        let topics = topics();
        (!topics.is_empty()).then(|| app.document.with(|open| adopt(open, &source.document, &topics)))
    };
    let say = Signal::derive(move || {
        let open = app.document.with(|it| it.name.clone());
        if offered.with(Vec::is_empty) {
            tr!("\u{201c}{open}\u{201d} already has all of it.")
        } else {
            tr!("Parts that differ can be taken over into \u{201c}{open}\u{201d}, the open scenario, as one step.")
        }
    });
    let along = move || {
        let (Some(adopted), Some(source)) = (adopted(), source()) else { return String::new() };
        if adopted.along.is_empty() {
            return String::new();
        }
        let named = app.document.with(|open| {
            adopted.along.iter().map(|it| part(it, open, &source.document)).collect::<Vec<_>>().join(", ")
        });
        tr!("Comes along, as it is referred to and not here yet: {named}.")
    };
    let boxes = move || {
        let one = |it: Topic| {
            let on = Signal::derive(move || wanted.with(|wanted| wanted.contains(&it)));
            let toggle = move |on: bool| {
                wanted.update(|wanted| {
                    wanted.retain(|other| *other != it);
                    if on {
                        wanted.push(it);
                    }
                });
            };
            view! { <Check label=topic(it).to_owned() on=on on_change=toggle/> }
        };
        offered.get().into_iter().map(one).collect_view()
    };
    let choices = Signal::derive(move || {
        let others = sides.names().into_iter().skip(1).enumerate();
        others.map(|(at, name)| Choice::new(at.to_string(), name)).collect::<Vec<_>>()
    });
    let take = move |()| {
        let Some(source) = source() else { return };
        let names = topics().into_iter().map(topic).collect::<Vec<_>>().join(", ");
        if let Some(command) = adopted().and_then(|it| it.command) {
            app.dispatch_risky(command, tr!("{names} taken over from {}.", source.name));
            wanted.set(Vec::new());
        }
    };
    view! {
        <Panel>
            <PanelHead title=tr!("Take parts over") say=say/>
            <div class="fields one">
                <Pick
                    label=tr!("From")
                    choices=choices
                    chosen=Signal::derive(move || from.get().to_string())
                    on_choose=move |key: String| from.set(key.parse().unwrap_or(0))
                />
            </div>
            <div class="checks" role="group" aria-label=tr!("Parts to take over")>{boxes}</div>
            <p class="say">{along}</p>
            <div class="actions">
                <Button
                    label=tr!("Take over")
                    look=Look::Primary
                    disabled=Signal::derive(move || topics().is_empty())
                    on_press=take
                />
            </div>
        </Panel>
    }
    .into_any()
}
