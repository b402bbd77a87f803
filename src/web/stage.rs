//! The page on screen, whose code may still be on its way.

use crate::present::Page;
use crate::text::tr;
use crate::web::apart::{self, Put};
use crate::web::port::{address, dom, later};
use crate::web::ui::{Button, Empty};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Coming,
    There,
    Missing,
}

/// Which pages have arrived, and which one is shown. Copying it copies handles.
#[derive(Clone, Copy)]
pub struct Stage {
    page: Memo<Page>,
    states: RwSignal<Vec<(Page, State)>>,
    arrived: StoredValue<Vec<(Page, Put)>>,
    /// The page to show and how it stands, so that the arrival of another one redraws nothing.
    shown: Memo<(Page, State)>,
}

impl Stage {
    /// Follows `page`. The first one may be there already: the frame is painted, then `reckon` runs, then that page is built, each in a
    /// task of its own. The others are fetched when they are asked for, or when there is time.
    pub fn new(page: Memo<Page>, first: Option<Put>, reckon: impl FnOnce() + 'static) -> Stage {
        let states = RwSignal::new(Vec::<(Page, State)>::new());
        let shown = Memo::new(move |_| {
            let page = page.get();
            let state = states.with(|states| states.iter().find(|it| it.0 == page).map(|it| it.1));
            (page, state.unwrap_or(State::Coming))
        });
        let stage = Stage { page, states, arrived: StoredValue::new(Vec::new()), shown };
        let there = first.is_some();
        if let Some(put) = first {
            let page = page.get_untracked();
            later::put_off(reckon);
            later::put_off(move || {
                if stage.state(page) != Some(State::There) {
                    stage.arrived(page, put);
                }
            });
        }
        Effect::new(move |before: Option<()>| {
            let page = page.get();
            if before.is_some() && address::is_chosen() {
                dom::to_top();
            }
            if before.is_some() || !there {
                spawn_local(async move { stage.fetch(page).await });
            }
        });
        dom::after_paint(move || {
            spawn_local(async move {
                for page in Page::ALL {
                    stage.fetch(page).await;
                }
            });
        });
        stage
    }

    fn state(self, page: Page) -> Option<State> {
        let states = self.states.try_with_untracked(|states| states.iter().find(|it| it.0 == page).map(|it| it.1));
        states.flatten()
    }

    fn set(self, page: Page, state: State) {
        if self.state(page) != Some(state) {
            self.states.try_update(|states| {
                states.retain(|it| it.0 != page);
                states.push((page, state));
            });
        }
    }

    fn arrived(self, page: Page, put: Put) {
        self.arrived.try_update_value(|arrived| arrived.push((page, put)));
        self.set(page, State::There);
    }

    async fn fetch(self, page: Page) {
        if self.state(page) == Some(State::There) {
            return;
        }
        self.set(page, State::Coming);
        let fetched = apart::page(page).await;
        match fetched {
            // It may have been asked for twice.
            Ok(put) if self.state(page) != Some(State::There) => self.arrived(page, put),
            Ok(_) => {}
            Err(apart::Missing) => self.set(page, State::Missing),
        }
    }

    /// The page, or what there is to say while it is not there.
    pub fn show(self) -> AnyView {
        let (page, state) = self.shown.get();
        let put = self.arrived.with_value(|arrived| arrived.iter().find(|it| it.0 == page).map(|it| it.1));
        match (state, put) {
            (State::There, Some(put)) => {
                later::begin();
                put()
            }
            (State::Missing, _) => missing(self),
            (State::Coming | State::There, _) => {
                view! { <p class="coming" role="status">{tr!("Loading this page…")}</p> }.into_any()
            }
        }
    }
}

fn missing(stage: Stage) -> AnyView {
    let again = move |()| {
        let page = stage.page.get_untracked();
        spawn_local(async move { stage.fetch(page).await });
    };
    view! {
        <Empty
            title=tr!("This page could not be loaded")
            text=tr!("The connection failed, or a newer version has been published since you opened Remit. What you entered is kept: try again, and if that does not help, reload the page.")
            actions=move || view! { <Button label=tr!("Try again") on_press=again/> }
        />
    }
    .into_any()
}
