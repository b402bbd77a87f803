//! What is printed on its own: one page that compares the offers, and the questions.

use super::Paper;
use super::flags::asked;
use super::mine::Mine;
use crate::career::{Level, flags, issues};
use crate::present::career::{figure_rows, flag, issue, letter_of, pays_say, terms_rows, years_say};
use crate::web::app::App;
use crate::web::ui::Table;
use leptos::prelude::*;

/// The sheet; on screen there is nothing of it.
#[component]
pub(super) fn Sheet() -> AnyView {
    let paper = expect_context::<RwSignal<Paper>>();
    let content = move || match paper.get() {
        Paper::Page => ().into_any(),
        Paper::Comparison => view! { <Comparison/> }.into_any(),
        Paper::Questions => view! { <Questions/> }.into_any(),
    };
    view! { <div class="print-only offer-sheet">{content}</div> }.into_any()
}

#[component]
fn Comparison() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let locale = app.locale.get_untracked();
    let needs = mine.profile.with_untracked(|profile| profile.needs.clone());
    let all = mine.all.get_untracked();
    let title =
        all.iter().enumerate().map(|(at, it)| format!("{} {}", letter_of(at), it.offer.name)).collect::<Vec<_>>();
    let header = Signal::stored(std::iter::once(needs.currency.to_string()).chain(title).collect::<Vec<_>>());
    let to_rows = |rows: Vec<crate::present::career::Row>| {
        rows.into_iter()
            .map(|(name, cells)| std::iter::once(name.to_owned()).chain(cells).collect::<Vec<String>>())
            .collect::<Vec<_>>()
    };
    let promised = Signal::stored(to_rows(terms_rows(&all, &locale)));
    let figures = Signal::stored(to_rows(figure_rows(&all, &needs, &locale)));
    let says =
        [mine.crossings.with_untracked(|found| pays_say(&all, found, &locale)), years_say(&all, &needs, &locale)];
    let mut looked = Vec::new();
    for (at, it) in all.iter().enumerate() {
        looked.extend(
            issues(it)
                .into_iter()
                .map(|wrong| format!("{}: {}", letter_of(at), issue(wrong, &locale, it.changed.shown()))),
        );
        for found in flags(it).into_iter().filter(|it| it.level() <= Level::Watch) {
            let words = flag(&found, &locale, it.changed.shown());
            looked.push(format!("{}: {}. {}", letter_of(at), words.title, words.text));
        }
    }
    view! {
        <h1>"Offers compared"</h1>
        <p class="say">{says.join(" ")}</p>
        <Table label="What is promised" header=header rows=promised/>
        <h2>"What it comes to"</h2>
        <Table label="What it comes to" header=header rows=figures/>
        <h2>"To look at"</h2>
        <ul class="asks">{looked.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
        <p class="fine">"Expected pay is a mean over each offer's spread of attainment, before tax. Figures without a named source are illustrative. Made with Remit."</p>
    }
    .into_any()
}

#[component]
fn Questions() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let all = untrack(|| asked(app, mine));
    let lists = all.into_iter().map(|(name, questions)| {
        let items = questions.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
        view! { <h2>{name}</h2><ul class="asks open">{items}</ul> }
    });
    view! {
        <h1>"Questions to ask"</h1>
        {lists.collect_view()}
    }
    .into_any()
}
