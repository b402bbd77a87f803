//! A list of findings: what holds the plan back, what is in order, what to ask.

use crate::text::tr;
use leptos::prelude::*;

/// The mark before a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Its rank, most pressing first.
    Rank(u8),
    /// It is in order.
    Ok,
    /// It is wrong.
    Bad,
    /// It needs attention.
    Warn,
    /// It is to be mended or asked.
    Ask,
}

impl Mark {
    /// Class, sign and the word a screen reader says for it.
    fn parts(self) -> (&'static str, String, &'static str) {
        match self {
            Mark::Rank(n) => ("mark", n.to_string(), ""),
            Mark::Ok => ("mark ok", "✓".to_owned(), tr!("in order: ")),
            Mark::Bad => ("mark bad", "!".to_owned(), tr!("wrong: ")),
            Mark::Warn => ("mark", "!".to_owned(), tr!("attention: ")),
            Mark::Ask => ("mark ask", "?".to_owned(), tr!("open: ")),
        }
    }
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its mark.
    pub mark: Mark,
    /// What it is about.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Where it can be mended: an address in the app.
    pub href: Option<String>,
    /// The path of the input there that is meant.
    pub path: Option<String>,
}

/// A list of findings.
#[component]
pub fn Notes(
    /// The findings, in order.
    #[prop(into)]
    notes: Signal<Vec<Note>>,
) -> AnyView {
    let entries = move || {
        let entries = notes.get().into_iter().map(|note| {
            let (class, sign, word) = note.mark.parts();
            let title = match note.href {
                Some(href) => view! { <a href=href data-leads=note.path>{note.title}</a> }.into_any(),
                None => view! { <b>{note.title}</b> }.into_any(),
            };
            view! {
                <li class="note">
                    <span class=class aria-hidden="true">{sign}</span>
                    <p><span class="read">{word}</span>{title}<span class="text">{note.text}</span></p>
                </li>
            }
        });
        entries.collect_view()
    };
    view! { <ul class="notes">{entries}</ul> }.into_any()
}
