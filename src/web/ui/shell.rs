//! The frame of the app: navigation at the side (a bar at the foot on a phone), a head, the page.

use super::Icon;
use crate::text::tr;
use crate::web::port::dom;
use leptos::html;
use leptos::prelude::*;

/// A page one can go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Its picture.
    pub icon: Icon,
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// It is the page on screen.
    pub current: bool,
    /// It begins a new group.
    pub divided: bool,
}

/// How many entries the bar at the foot of a phone has room for.
const BAR: usize = 5;

/// The frame of the app.
#[component]
pub fn Shell(
    /// The pages.
    #[prop(into)]
    links: Signal<Vec<NavLink>>,
    /// The sentence below the navigation.
    #[prop(into)]
    foot: Signal<String>,
    /// What stands in the head: scenario, state of saving, undo.
    #[prop(into)]
    header: ViewFn,
    /// What stands above the page: banners.
    #[prop(optional, into)]
    above: ViewFn,
    /// The page.
    children: Children,
) -> AnyView {
    let more = RwSignal::new(false);
    let main = NodeRef::<html::Main>::new();
    let nav = NodeRef::<html::Nav>::new();
    let skip = move |event: leptos::ev::MouseEvent| {
        // The fragment of the address belongs to the router.
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            dom::focus_seen(&main);
        }
    };
    dom::on_window("pointerdown", move |event| {
        let outside = nav.try_get_untracked().flatten().is_some_and(|nav| !dom::inside(&nav, &event));
        if outside && more.try_get_untracked() == Some(true) {
            more.set(false);
        }
    });
    // With one page too many, the last place of the bar is the button that shows the rest.
    let in_bar = Memo::new(move |_| links.with(|l| if l.len() > BAR { BAR - 1 } else { BAR }));
    let entries = move || {
        let bar = in_bar.get();
        let entries = links.get().into_iter().enumerate().map(|(i, link)| {
            view! {
                <li class:beyond={i >= bar} class:divided=link.divided>
                    <a
                        href=link.href
                        aria-current=move || links.with(|l| l.get(i).is_some_and(|link| link.current).then_some("page"))
                        on:click=move |_| more.set(false)>
                        {link.icon.view()}
                        <span>{link.label}</span>
                    </a>
                </li>
            }
        });
        entries.collect_view()
    };
    let more_button = move || {
        links.with(|l| l.len() > BAR).then(|| {
            view! {
                <button type="button" class="more" aria-expanded=move || super::aria(more.get()) on:click=move |_| more.update(|m| *m = !*m)>
                    {Icon::More.view()}
                    <span>{tr!("More")}</span>
                </button>
            }
        })
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{tr!("Skip to the page")}</a>
        <div class="app">
            <nav
                class="nav"
                class:open=move || more.get()
                aria-label=tr!("Pages")
                node_ref=nav
                on:keydown=move |event| if event.key() == "Escape" { more.set(false) }
            >
                <div class="nav-sheet">
                    <div class="brand"><span class="sign" aria-hidden="true"></span>{tr!("Remit")}</div>
                    <ul>{entries}</ul>
                    {more_button}
                    <p class="foot">{move || foot.get()}</p>
                </div>
            </nav>
            <div class="stage">
                <header class="topbar">{header.run()}</header>
                <div class="above">{above.run()}</div>
                <main id="main" tabindex="-1" node_ref=main>{children()}</main>
            </div>
        </div>
    }
    .into_any()
}
