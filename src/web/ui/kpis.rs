//! The strip of headline figures. Each is a button that opens its explanation; after an edit each shows how far it moved, then settles.

use crate::web::port::dom;
use leptos::prelude::*;
use std::sync::Arc;

/// Whether a change is welcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither.
    #[default]
    Plain,
    /// It is.
    Good,
    /// It is not.
    Bad,
    /// It needs attention.
    Warn,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Plain => "note",
            Tone::Good => "note good",
            Tone::Bad => "note bad",
            Tone::Warn => "note warn",
        }
    }
}

/// A headline figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// What it is called in code.
    pub key: Arc<str>,
    /// What it is called on screen.
    pub label: String,
    /// The figure, formatted.
    pub value: String,
    /// The figure itself in its own unit, to notice that it moved; nothing while it is undefined.
    pub amount: Option<f64>,
    /// The line below: a difference, a variant, a share of the target.
    pub note: String,
    /// Whether that line is good news.
    pub tone: Tone,
}

/// How long a move is shown after the last edit.
const SETTLES_MS: u64 = 4_000;

/// The strip of headline figures.
#[component]
pub fn Kpis(
    /// What the figures are about, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The figures in order.
    #[prop(into)]
    items: Signal<Vec<Kpi>>,
    /// The key of the figure whose explanation is open.
    #[prop(into)]
    open: Signal<Option<Arc<str>>>,
    /// Opens (or closes) the explanation of a figure.
    #[prop(into)]
    on_open: Callback<Arc<str>>,
    /// How a move of a figure by this amount reads, with its sign, and whether it is welcome.
    #[prop(into)]
    move_text: Callback<(Arc<str>, f64), (String, Tone)>,
    /// When it changes (another scenario), figures take their new values as they are, not as moves.
    #[prop(optional, into)]
    scene: Signal<String>,
) -> AnyView {
    let items = super::once(items);
    let count = Memo::new(move |_| items.with(Vec::len));
    let keys = move || items.with(|items| items.iter().map(|k| k.key.clone()).collect::<Vec<_>>());
    let one = move |key: Arc<str>| {
        let name = key.clone();
        let item = Memo::new(move |_| items.with(|items| items.iter().find(|k| k.key == name).cloned()));
        let moved = moves(item.into(), scene);
        let name = key.clone();
        let line = move || {
            let shift = moved.get().map(|by| move_text.run((name.clone(), by)));
            let settled =
                || item.with(|k| k.as_ref().map_or((String::new(), Tone::Plain), |k| (k.note.clone(), k.tone)));
            let shown = shift.is_some();
            let (text, tone) = shift.unwrap_or_else(settled);
            view! { <span class=tone.class() class:moved=shown>{text}</span> }
        };
        let is_open = {
            let key = key.clone();
            Memo::new(move |_| open.with(|o| o.as_ref() == Some(&key)))
        };
        view! {
            <button
                type="button"
                class="kpi"
                class:on=move || is_open.get()
                aria-haspopup="dialog"
                aria-expanded=move || super::aria(is_open.get())
                on:click=move |_| on_open.run(key.clone())
            >
                <span class="label">{move || item.with(|k| k.as_ref().map(|k| k.label.clone()))}</span>
                <b>{move || item.with(|k| k.as_ref().map(|k| k.value.clone()))}</b>
                {line}
            </button>
        }
        .into_any()
    };
    view! {
        <div class=move || ["panel kpis n", &count.get().to_string()].concat() role="group" aria-label=move || label.get()>
            <For each=keys key=|k| k.clone() children=one/>
        </div>
    }
    .into_any()
}

/// How far a figure has moved since it last stood still; nothing once it has settled.
fn moves(item: Signal<Option<Kpi>>, scene: Signal<String>) -> ReadSignal<Option<f64>> {
    let (read, write) = signal(None::<f64>);
    let amount = Memo::new(move |_| item.with(|k| k.as_ref().and_then(|k| k.amount)));
    let base = StoredValue::new(None::<f64>);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |had: Option<String>| {
        let (now, scene) = (amount.get(), scene.get());
        let shift = base.get_value().zip(now).map(|(base, now)| now - base).filter(|by| *by != 0.0);
        turn.update_value(|t| *t = t.wrapping_add(1));
        if had.is_none_or(|had| had != scene) || base.get_value().is_none() {
            base.set_value(now);
            write.set(None);
            return scene;
        }
        write.set(shift);
        let mine = turn.get_value();
        dom::after_ms(SETTLES_MS, move || {
            // The strip may be gone, or an edit may have come since.
            if turn.try_get_value() == Some(mine) {
                base.try_set_value(amount.try_get_untracked().flatten());
                write.try_set(None);
            }
        });
        scene
    });
    read
}
