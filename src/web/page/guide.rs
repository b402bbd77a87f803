//! The guide: the texts of `docs/`, one at a time.

use crate::present::Route;
use crate::present::guide::{Group, Laid, Topic, lay_out};
use crate::text::{Language, tr};
use crate::web::app::App;
use crate::web::port::{asset, dom, preference};
use crate::web::ui::{Button, Empty, PageHead, Panel};
use leptos::prelude::*;

/// A topic and its text; nothing in place of the text where it could not be had.
type Shown = Option<(Topic, Option<Laid>)>;

/// The page.
#[component]
pub fn Guide() -> AnyView {
    let app = App::here();
    let place = Memo::new(move |before: Option<&(Topic, String)>| {
        let route = app.route.get();
        // While the page is on its way out, the route is another one already.
        if let Route::Guide { topic, at } = route { (topic, at) } else { before.cloned().unwrap_or_default() }
    });
    let topic = Memo::new(move |_| place.get().0);
    let shown = RwSignal::new(None as Shown);
    let fetch = move |wanted: Topic| {
        asset::text(&wanted.asset(), move |text| {
            // Another topic may have been asked for meanwhile, or another page.
            if topic.try_get_untracked() == Some(wanted) {
                shown.try_set(Some((wanted, text.map(|text| lay_out(wanted, &text, preference::language())))));
            }
        });
    };
    Effect::new(move |_| fetch(topic.get()));
    Effect::new(move |before: Option<Topic>| {
        let (topic, at) = place.get();
        let there = shown.with(|it| matches!(it, Some((shown, Some(_))) if *shown == topic));
        if there && !at.is_empty() {
            dom::show_at_top(["[id=\"", &at.replace(['"', '\\'], ""), "\"]"].concat());
        } else if before.is_some_and(|it| it != topic) {
            dom::show_at_top("#main");
        }
        topic
    });
    let text = move || {
        shown.with(|it| match it {
            Some((topic, Some(laid))) => article(*topic, laid),
            Some((_, None)) => {
                let again = move |()| fetch(topic.get_untracked());
                view! {
                    <Empty
                        title=tr!("This text could not be loaded")
                        text=tr!("The connection failed, or a newer version has been published since you opened Remit. Try again, and if that does not help, reload the page.")
                        actions=move || view! { <Button label=tr!("Try again") on_press=again/> }
                    />
                }
                .into_any()
            }
            None => view! { <p class="coming" role="status">{tr!("Loading this text…")}</p> }.into_any(),
        })
    };
    let is_foreign = || preference::language() != Language::English;
    view! {
        <PageHead title=tr!("Guide") sub=tr!("How to do what, and how every figure is reckoned. It is part of the program and works without a network.")/>
        <Show when=is_foreign>
            <p class="fine">{tr!("The texts of the guide are in English.")}</p>
        </Show>
        <div class="guide">
            <nav class="guide-topics no-print" aria-label=tr!("Topics of the guide")>
                {Group::ALL.into_iter().map(|group| topics(group, topic)).collect_view()}
            </nav>
            <Panel class="guide-text">{text}</Panel>
        </div>
    }
    .into_any()
}

fn topics(group: Group, shown: Memo<Topic>) -> AnyView {
    let links = Topic::ALL.into_iter().filter(|it| it.group() == group).map(|topic| {
        view! {
            <li>
                <a href=Route::guide(topic).to_string() aria-current=move || (shown.get() == topic).then_some("page")>
                    {topic.name()}
                </a>
            </li>
        }
    });
    view! { <div><h2>{group.name()}</h2><ul>{links.collect_view()}</ul></div> }.into_any()
}

fn article(topic: Topic, laid: &Laid) -> AnyView {
    // Short texts are seen at a glance.
    let sections = (laid.sections.len() > 3).then(|| {
        let links = laid.sections.iter().map(|it| {
            let address = Route::Guide { topic, at: it.id.clone() }.to_string();
            view! { <li><a href=address>{it.text.clone()}</a></li> }
        });
        view! { <nav class="guide-sections no-print" aria-label=tr!("On this page")><ul lang="en">{links.collect_view()}</ul></nav> }
    });
    view! {
        <h2 lang="en">{laid.title.clone()}</h2>
        {sections}
        <article lang="en" inner_html=laid.html.clone()></article>
    }
    .into_any()
}
