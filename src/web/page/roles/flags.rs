//! What to look at twice, and what to ask.

use super::Paper;
use super::mine::Mine;
use crate::career::{Level, Reckoned, flags, issues, questions};
use crate::present::Locale;
use crate::present::career::{FlagWords, as_text, flag, issue, letter_of, question};
use crate::text::tr;
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Mark, Note, Notes, Panel, PanelHead};
use leptos::prelude::*;
use std::sync::Arc;

/// What is told of one offer, or of several in the same words.
struct Told {
    letters: Vec<String>,
    mark: Mark,
    words: FlagWords,
}

/// Tells it once, with the letters of all offers of which it is true.
fn put(found: &mut Vec<(Level, Told)>, level: Level, letter: &str, mark: Mark, words: &FlagWords) {
    match found.iter_mut().find(|it| it.0 == level && it.1.words == *words) {
        Some((_, same)) => same.letters.push(letter.to_owned()),
        None => found.push((level, Told { letters: vec![letter.to_owned()], mark, words: words.clone() })),
    }
}

/// What is told of one offer: what is wrong with it, and its flags.
fn told_of(of: &Reckoned, locale: &Locale) -> Vec<(Level, Mark, FlagWords)> {
    let currency = of.changed.shown();
    let wrong = issues(of).into_iter().map(|it| {
        let words = FlagWords { title: tr!("Not complete").to_owned(), text: issue(it, locale, currency) };
        (Level::Grave, Mark::Bad, words)
    });
    let raised = flags(of).into_iter().map(|it| {
        let mark = match it.level() {
            Level::Grave => Mark::Bad,
            Level::Watch => Mark::Warn,
            Level::Open => Mark::Ask,
            Level::Fine => Mark::Ok,
        };
        (it.level(), mark, flag(&it, locale, currency))
    });
    wrong.chain(raised).collect()
}

/// Flags of all offers, gravest first.
#[component]
pub(super) fn FlagsPanel() -> AnyView {
    let mine = Mine::here();
    let each = mine.of_each(told_of);
    let all = Memo::new(move |_| {
        let mut found: Vec<(Level, Told)> = Vec::new();
        each.with(|(_, each)| {
            for (place, (_, told)) in each.iter().enumerate() {
                let letter = letter_of(place);
                for (level, mark, words) in told.iter() {
                    put(&mut found, *level, &letter, *mark, words);
                }
            }
        });
        found.sort_by_key(|it| it.0);
        let note = |(level, it): (Level, Told)| {
            let title = [&it.letters.join(", "), " · ", &it.words.title].concat();
            (level, Note { mark: it.mark, title, text: it.words.text, href: None, path: None })
        };
        found.into_iter().map(note).collect::<Vec<(Level, Note)>>()
    });
    let fine = RwSignal::new(false);
    let notes = Signal::derive(move || {
        let fine = fine.get();
        all.with(|all| all.iter().filter(|it| fine || it.0 != Level::Fine).map(|it| it.1.clone()).collect::<Vec<_>>())
    });
    let in_order = Memo::new(move |_| all.with(|all| all.iter().filter(|it| it.0 == Level::Fine).count()));
    let label = Signal::derive(move || match (fine.get(), in_order.get()) {
        (true, _) => tr!("Hide what is as usual").to_owned(),
        (false, count) => tr!("Show {count} that are as usual"),
    });
    view! {
        <Panel>
            <PanelHead title=tr!("Flags") say=tr!("Each with its figure, what is usual, and who says so; without a source it is illustrative.")/>
            <Notes notes=notes/>
            {move || (in_order.get() > 0).then(|| view! {
                <div class="actions no-print"><Button label=label small=true on_press=move |()| fine.update(|it| *it = !*it)/></div>
            })}
        </Panel>
    }
    .into_any()
}

/// The questions of an offer, in words.
fn questions_of(of: &Reckoned, locale: &Locale) -> Vec<String> {
    questions(of).into_iter().map(|asked| question(asked, of, locale)).collect()
}

/// The questions of each offer under its letter and name.
fn asked(each: &[(Arc<Reckoned>, Arc<Vec<String>>)]) -> Vec<(String, Vec<String>)> {
    let of = |(place, (it, asked)): (usize, &(Arc<Reckoned>, Arc<Vec<String>>))| {
        ([letter_of(place), it.offer.name.clone()].join(" · "), asked.to_vec())
    };
    each.iter().enumerate().map(of).collect()
}

/// The same, from the page above.
pub(super) fn all_asked(mine: Mine) -> Memo<Vec<(String, Vec<String>)>> {
    let each = mine.of_each(questions_of);
    Memo::new(move |_| each.with(|(_, each)| asked(each)))
}

/// Questions to ask.
#[component]
pub(super) fn QuestionsPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let paper = expect_context::<RwSignal<Paper>>();
    let all = all_asked(mine);
    let copy = move |()| {
        let text = all.with_untracked(|all| as_text(all));
        dom::copy_text(text, move |done| {
            let text = if done {
                tr!("The questions are on the clipboard.")
            } else {
                tr!("The browser did not allow copying. Print them instead.")
            };
            app.tell(text);
        });
    };
    let lists = move || {
        let list = |(name, questions): (String, Vec<String>)| {
            let items = questions.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
            view! { <h3>{name}</h3><ul class="asks">{items}</ul> }
        };
        all.get().into_iter().map(list).collect_view()
    };
    view! {
        <Panel class="offer-questions">
            <PanelHead
                title=tr!("Questions to ask")
                say=tr!("From what the offers leave open, and from their flags.")
                actions=move || view! {
                    <Button label=tr!("Copy") on_what=tr!("the questions") small=true on_press=copy/>
                    <Button label=tr!("Print") on_what=tr!("the questions") small=true on_press=move |()| super::offers::print(paper, Paper::Questions)/>
                }
            />
            {lists}
        </Panel>
    }
    .into_any()
}
