//! What is printed on its own: one page that compares the offers, and the questions.

use super::Paper;
use super::flags::all_asked;
use super::mine::Mine;
use crate::career::{Level, flags, issues};
use crate::present::career::{
    FlagWords, NOT_TOLD, figure_rows, flag, issue, letter_of, pays_say, terms_rows, years_say,
};
use crate::text::tr;
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
    // What nobody told takes no room on paper.
    let told = |it: &crate::present::career::Row| it.1.iter().any(|cell| cell != NOT_TOLD);
    let promised = Signal::stored(to_rows(terms_rows(&all, &locale).into_iter().filter(told).collect()));
    let named = figure_rows(&all, &needs, &locale).into_iter().map(|(figure, cells)| (figure.name(), cells));
    let figures = Signal::stored(to_rows(named.collect()));
    let says = [
        mine.crossings.with_untracked(|found| pays_say(&all, found, ON_PAPER, &locale)),
        years_say(&all, &needs, &locale),
    ];
    let mut looked = Vec::new();
    for (at, it) in all.iter().enumerate() {
        looked.extend(issues(it).into_iter().map(|wrong| {
            (letter_of(at), FlagWords { title: issue(wrong, &locale, it.changed.shown()), text: String::new() })
        }));
        for found in flags(it).into_iter().filter(|it| it.level() <= Level::Watch) {
            let words = flag(&found, &locale, it.changed.shown());
            looked.push((letter_of(at), words));
        }
    }
    let lines = on_one_page(&looked);
    view! {
        <h1>{tr!("Offers compared")}</h1>
        <p class="say">{says.join(" ")}</p>
        <Table label=tr!("What is promised") header=header rows=promised/>
        <h2>{tr!("What it comes to")}</h2>
        <Table label=tr!("What it comes to") header=header rows=figures/>
        <h2>{tr!("To look at")}</h2>
        <ul class="asks">{lines.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
        <p class="fine">{tr!("Expected pay is a mean over each offer's spread of attainment, before tax. Figures without a named source are illustrative. Made with Remit.")}</p>
    }
    .into_any()
}

/// So many places where offers change are told on paper, where there is no table of them.
const ON_PAPER: usize = 12;

/// More than so many flags are told by their titles alone, offer by offer, so that the sheet stays one page.
const MOST_LINES: usize = 15;

fn on_one_page(looked: &[(String, FlagWords)]) -> Vec<String> {
    if looked.len() <= MOST_LINES {
        let line = |(letter, words): &(String, FlagWords)| {
            format!("{letter}: {}. {}", words.title.trim_end_matches('.'), words.text)
        };
        return looked.iter().map(line).collect();
    }
    let mut lines: Vec<(String, String)> = Vec::new();
    for (letter, words) in looked {
        let title = words.title.trim_end_matches('.');
        match lines.last_mut().filter(|it| it.0 == *letter) {
            Some((_, line)) => *line = [line.as_str(), "; ", title].concat(),
            None => lines.push((letter.clone(), format!("{letter}: {title}"))),
        }
    }
    lines.into_iter().map(|it| [it.1.as_str(), "."].concat()).collect()
}

#[component]
fn Questions() -> AnyView {
    let all = all_asked(Mine::here()).get_untracked();
    let lists = all.into_iter().map(|(name, questions)| {
        let items = questions.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
        view! { <h2>{name}</h2><ul class="asks open">{items}</ul> }
    });
    view! {
        <h1>{tr!("Questions to ask")}</h1>
        {lists.collect_view()}
    }
    .into_any()
}
