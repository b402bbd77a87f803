//! Panels and what stands at their head: title, sentence, legend.

use super::later::in_turn;
use leptos::context::Provider;
use leptos::prelude::*;

/// The title of the panel something stands on, for what carries it elsewhere, such as a picture of a chart.
#[derive(Clone, Copy)]
pub(super) struct PanelTitle(RwSignal<Signal<String>>);

impl PanelTitle {
    /// The title as it stands now; empty outside of a panel, and on one without a title.
    pub(super) fn now(this: Option<PanelTitle>) -> String {
        this.and_then(|it| it.0.try_get_untracked()?.try_get_untracked()).unwrap_or_default()
    }
}

/// The head of a page: its title (the one `h1`), a line below and room for tabs or buttons.
#[component]
pub fn PageHead(
    /// The page's title.
    #[prop(into)]
    title: Signal<String>,
    /// A line on what is seen: span, people, currency.
    #[prop(optional, into)]
    sub: Signal<String>,
    /// Tabs or buttons at the end of the line.
    #[prop(optional, into)]
    actions: ViewFn,
) -> AnyView {
    view! {
        <div class="page-head">
            <div>
                <h1 tabindex="-1">{move || title.get()}</h1>
                <p class="sub">{move || sub.get()}</p>
            </div>
            <div class="actions">{actions.run()}</div>
        </div>
    }
    .into_any()
}

/// A sheet on the page. Its title, if it has one, comes from a [`PanelHead`] inside. On a page of many, what stands on the later ones is
/// built when their turn comes; until then they keep the height of a screen, unseen.
#[component]
pub fn Panel(
    /// A further class for its place in the layout.
    #[prop(optional)]
    class: &'static str,
    /// What stands on it.
    children: Children,
) -> AnyView {
    let title = PanelTitle(RwSignal::new(Signal::stored(String::new())));
    let waits = RwSignal::new(false);
    view! {
        <section
            class=["panel ", class].concat().trim_end().to_owned()
            class:coming=move || waits.get()
            aria-busy=move || waits.get().then_some("true")
        >
            <Provider value=title>{in_turn(waits, children)}</Provider>
        </section>
    }
    .into_any()
}

/// Title and sentence of a panel, with tabs or buttons at the end of the line.
#[component]
pub fn PanelHead(
    /// The panel's title.
    #[prop(into)]
    title: Signal<String>,
    /// What the panel means now, in a sentence.
    #[prop(optional, into)]
    say: Signal<String>,
    /// Tabs or buttons.
    #[prop(optional, into)]
    actions: ViewFn,
) -> AnyView {
    if let Some(panel) = use_context::<PanelTitle>() {
        panel.0.set(title);
    }
    view! {
        <div class="panel-head">
            <div>
                <h2>{move || title.get()}</h2>
                <Say text=say/>
            </div>
            <div class="actions">{actions.run()}</div>
        </div>
    }
    .into_any()
}

/// A sentence that says what is seen. Nothing at all while it is empty.
#[component]
pub fn Say(
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
) -> AnyView {
    let text = super::once(text);
    view! { <p class="say" class:none=move || text.with(String::is_empty)>{move || text.get()}</p> }.into_any()
}

/// How a series is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyMark {
    /// A filled area or bar.
    #[default]
    Block,
    /// A line.
    Line,
    /// A dashed line.
    Dash,
    /// A dotted line.
    Dots,
    /// A point.
    Dot,
    /// A hatched area.
    Hatch,
}

impl KeyMark {
    fn class(self) -> &'static str {
        match self {
            KeyMark::Block => "k ",
            KeyMark::Line => "k line ",
            KeyMark::Dash => "k dash ",
            KeyMark::Dots => "k dots ",
            KeyMark::Dot => "k dot ",
            KeyMark::Hatch => "k hatch ",
        }
    }
}

/// One entry of a legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyItem {
    /// The series.
    pub label: String,
    /// Its colour class, such as `c-new`, `c-exp`, `c-ret`, `c-churn`, `c-con`, `c-cost`, `c-ink`, `c-t1` (see `style/charts.css`).
    pub class: &'static str,
    /// How it is drawn.
    pub mark: KeyMark,
}

/// A legend.
#[component]
pub fn Legend(
    /// Its entries.
    #[prop(into)]
    items: Signal<Vec<KeyItem>>,
) -> AnyView {
    let entries = move || {
        items
            .get()
            .into_iter()
            .map(|i| view! { <li class=[i.mark.class(), i.class].concat()>{i.label}</li> })
            .collect_view()
    };
    view! { <ul class="key">{entries}</ul> }.into_any()
}

/// A short remark in a rounded frame.
#[component]
pub fn Chip(
    /// The remark.
    #[prop(into)]
    text: Signal<String>,
    /// `good`, `warn`, `bad` or nothing.
    #[prop(optional)]
    tone: &'static str,
) -> AnyView {
    view! { <span class=["chip ", tone].concat()>{move || text.get()}</span> }.into_any()
}
