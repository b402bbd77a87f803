//! What to look at twice, and what to ask.

use super::Paper;
use super::mine::Mine;
use crate::career::{Level, flags, issues, questions};
use crate::present::career::{FlagWords, as_text, flag, issue, letter_of, question};
use crate::web::app::App;
use crate::web::port::dom;
use crate::web::ui::{Button, Mark, Note, Notes, Panel, PanelHead, Toast};
use leptos::prelude::*;

/// What is told of one offer, or of several in the same words.
struct Told {
    letters: Vec<String>,
    mark: Mark,
    words: FlagWords,
}

/// Tells it once, with the letters of all offers of which it is true.
fn put(found: &mut Vec<(Level, Told)>, level: Level, letter: &str, mark: Mark, words: FlagWords) {
    match found.iter_mut().find(|it| it.0 == level && it.1.words == words) {
        Some((_, same)) => same.letters.push(letter.to_owned()),
        None => found.push((level, Told { letters: vec![letter.to_owned()], mark, words })),
    }
}

/// Flags of all offers, gravest first.
#[component]
pub(super) fn FlagsPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let all = Memo::new(move |_| {
        let locale = app.locale.get();
        let mut found: Vec<(Level, Told)> = Vec::new();
        mine.all.with(|all| {
            for (place, it) in all.iter().enumerate() {
                let (letter, currency) = (letter_of(place), it.changed.shown());
                for wrong in issues(it) {
                    let text = issue(wrong, &locale, currency);
                    let title = "Not complete".to_owned();
                    put(&mut found, Level::Grave, &letter, Mark::Bad, FlagWords { title, text });
                }
                for it in flags(it) {
                    let mark = match it.level() {
                        Level::Grave => Mark::Bad,
                        Level::Watch => Mark::Warn,
                        Level::Open => Mark::Ask,
                        Level::Fine => Mark::Ok,
                    };
                    let words = flag(&it, &locale, currency);
                    put(&mut found, it.level(), &letter, mark, words);
                }
            }
        });
        found.sort_by_key(|it| it.0);
        let note = |(level, it): (Level, Told)| {
            let title = [&it.letters.join(", "), " · ", &it.words.title].concat();
            (level, Note { mark: it.mark, title, text: it.words.text, href: None })
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
        (true, _) => "Hide what is as usual".to_owned(),
        (false, count) => format!("Show {count} that are as usual"),
    });
    view! {
        <Panel>
            <PanelHead title="Flags" say="Each with its figure, what is usual, and who says so; without a source it is illustrative."/>
            <Notes notes=notes/>
            {move || (in_order.get() > 0).then(|| view! {
                <div class="actions no-print"><Button label=label small=true on_press=move |()| fine.update(|it| *it = !*it)/></div>
            })}
        </Panel>
    }
    .into_any()
}

/// The questions of each offer under its letter and name.
pub(super) fn asked(app: App, mine: Mine) -> Vec<(String, Vec<String>)> {
    let locale = app.locale.get();
    mine.all.with(|all| {
        let of = |(place, it): (usize, &std::sync::Arc<crate::career::Reckoned>)| {
            let name = [letter_of(place), it.offer.name.clone()].join(" · ");
            (name, questions(it).into_iter().map(|asked| question(asked, it, &locale)).collect())
        };
        all.iter().enumerate().map(of).collect()
    })
}

/// Questions to ask.
#[component]
pub(super) fn QuestionsPanel() -> AnyView {
    let (app, mine) = (App::here(), Mine::here());
    let paper = expect_context::<RwSignal<Paper>>();
    let all = Memo::new(move |_| asked(app, mine));
    let copy = move |()| {
        let text = all.with_untracked(|all| as_text(all));
        dom::copy_text(text, move |done| {
            let text = if done {
                "The questions are on the clipboard."
            } else {
                "The browser did not allow copying. Print them instead."
            };
            app.toast.set(Some(Toast { text: text.into(), action: None }));
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
                title="Questions to ask"
                say="From what the offers leave open, and from their flags."
                actions=move || view! {
                    <Button label="Copy" on_what="the questions" small=true on_press=copy/>
                    <Button label="Print" on_what="the questions" small=true on_press=move |()| super::offers::print(paper, Paper::Questions)/>
                }
            />
            {lists}
        </Panel>
    }
    .into_any()
}
