//! The card that says where a figure comes from. It stays beside the page while one works.

use super::{Button, Icon, Look};
use crate::text::tr;
use crate::web::port::{dom, focus};
use leptos::html;
use leptos::prelude::*;

/// How a term enters the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sign {
    /// The first term.
    #[default]
    Plain,
    /// Beside the formula, to be known.
    Aside,
    /// Added.
    Plus,
    /// Taken away.
    Minus,
    /// Multiplied.
    Times,
    /// Divided by.
    Over,
    /// The smaller of several.
    Least,
    /// What the terms above come to.
    Sum,
    /// The figure itself, by division.
    Ratio,
}

impl Sign {
    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Sign::Plain => ("", ""),
            Sign::Aside => ("", "aside"),
            Sign::Plus => ("+ ", ""),
            Sign::Minus => ("− ", ""),
            Sign::Times => ("× ", ""),
            Sign::Over => ("÷ ", ""),
            Sign::Least => (tr!("min "), ""),
            Sign::Sum => ("= ", "sum"),
            Sign::Ratio => ("÷ ", "sum"),
        }
    }
}

/// A term of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// How it enters.
    pub sign: Sign,
    /// What it is, in words.
    pub label: String,
    /// Its value, formatted.
    pub value: String,
    /// Where it comes from.
    pub from: From,
}

/// Where a term comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// Nothing further.
    #[default]
    Nowhere,
    /// Inputs, with the address of the part of a page on which they can be changed.
    Input {
        /// The address.
        href: String,
        /// The path of the input, the beginning of those that are meant, or both ends of it around a `*`.
        path: String,
    },
    /// Another figure, which explains itself.
    Figure,
}

/// A figure whose explanation is open.
const OPEN: &str = "[aria-haspopup=dialog][aria-expanded=true]";

/// The figure that has the focus, if its explanation is open.
fn asked_now() -> Option<dom::HtmlElement> {
    dom::focused().filter(|it| it.matches(OPEN).unwrap_or_default())
}

/// The explanation of a figure. It takes the focus when it opens, closes with Escape and gives the focus back.
#[component]
pub fn Explain(
    /// The figure with its value.
    #[prop(into)]
    title: Signal<String>,
    /// Its terms, in order.
    #[prop(into)]
    terms: Signal<Vec<Term>>,
    /// Unit, rounding, variants: what else is to be known.
    #[prop(optional, into)]
    foot: Signal<String>,
    /// Explains the term at this place instead, one that comes from another figure.
    #[prop(into)]
    on_ask: Callback<usize>,
    /// Whether one came from another explanation.
    #[prop(into)]
    came: Signal<bool>,
    /// Goes back to it.
    #[prop(into)]
    on_back: Callback<()>,
    /// Closes the card.
    #[prop(into)]
    on_close: Callback<()>,
) -> AnyView {
    let card = NodeRef::<html::Section>::new();
    let name = super::fresh_id("why");
    let named = name.clone();
    let opener = StoredValue::new_local(dom::focused());
    // What was asked stays in sight.
    let take_focus = move |card: &dom::HtmlElement| {
        dom::focus_seen(card);
        if let Some(asked) = opener.try_get_value().flatten() {
            focus::uncover(&asked, card);
        }
    };
    card.on_load(move |card| dom::before_paint(move || take_focus(&card)));
    // A figure that is asked while another is explained: the focus goes back to that one.
    Effect::new(move |before: Option<()>| {
        title.track();
        if before.is_none() {
            return;
        }
        dom::before_paint(move || {
            let Some((asked, card)) = asked_now().zip(card.try_get_untracked().flatten()) else { return };
            if opener.try_get_value().flatten().as_ref() != Some(&asked) {
                opener.try_set_value(Some(asked));
                take_focus(&card);
            }
        });
    });
    let close = move || {
        let back = opener.try_get_value().flatten();
        on_close.run(());
        if let Some(back) = back {
            dom::before_paint(move || dom::focus(&back));
        }
    };
    // The button that is pressed goes with the old terms, so the card takes the focus before it does.
    let turn = move |to: &dyn Fn()| {
        if let Some(card) = card.get_untracked() {
            dom::focus(&card);
        }
        to();
    };
    // Escape closes it from within; also from nowhere, as what had the focus may have gone, and from the figure that is asked.
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && (focus::is_lost() || asked_now().is_some()) {
            close();
        }
    });
    on_cleanup(move || escape.remove());
    let rows = move || {
        let rows = terms.get().into_iter().enumerate().map(|(at, term)| {
            let (sign, class) = term.sign.parts();
            let label = match term.from {
                From::Input { href, path } => {
                    view! { <a href=href data-leads=path>{term.label}</a> }.into_any()
                }
                From::Figure => {
                    view! { <button type="button" class="link" on:click=move |_| turn(&|| on_ask.run(at))>{term.label}</button> }
                        .into_any()
                }
                From::Nowhere => term.label.into_any(),
            };
            view! {
                <div class=class>
                    <dt>{sign}{label}</dt>
                    <dd>{term.value}</dd>
                </div>
            }
        });
        rows.collect_view()
    };
    view! {
        <section
            class="panel why"
            role="dialog"
            aria-labelledby=named
            tabindex="-1"
            node_ref=card
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    event.stop_propagation();
                    close();
                }
            }
        >
            <div class="panel-head">
                <div><h2 id=name>{move || title.get()}</h2></div>
                <Show when=move || came.get()>
                    <Button label=tr!("Back") look=Look::Quiet small=true on_press=move |()| turn(&|| on_back.run(()))/>
                </Show>
                <Button label=tr!("Close explanation") icon=Icon::Close icon_only=true look=Look::Quiet small=true on_press=move |()| close()/>
            </div>
            <dl>{rows}</dl>
            <p class="fine" class:none=move || foot.with(String::is_empty)>{move || foot.get()}</p>
        </section>
    }
    .into_any()
}
