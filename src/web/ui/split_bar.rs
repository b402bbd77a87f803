//! A bar that shows how a whole is split. Its borders can be dragged or moved with the arrow keys, and every share can be typed.

use crate::present::split::{WHOLE_PPM, move_border, percent_text, set_share, share_from, snap};
use crate::text::tr;
use crate::web::port::{dom, pointer};
use leptos::html;
use leptos::prelude::*;

/// One part of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub label: String,
    /// Its colour class, such as `c-new`.
    pub class: &'static str,
    /// What the share comes to, such as `$2.21M`.
    pub amount: String,
    /// A remark, such as who earns it.
    pub note: String,
}

/// A new split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitMove {
    /// The shares in millionths; they add up to the whole.
    pub shares_ppm: Vec<i64>,
    /// The movement is over: one step to undo. While dragging it is not.
    pub is_final: bool,
}

/// How long after an arrow key the next one still belongs to the same movement.
const PAUSE_MS: u64 = 1_500;

/// A full percent, in millionths.
const PERCENT: i64 = WHOLE_PPM / 100;

/// A bar that shows how a whole is split.
#[component]
pub fn SplitBar(
    /// What is split.
    #[prop(into)]
    label: Signal<String>,
    /// The parts in order.
    #[prop(into)]
    parts: Signal<Vec<Part>>,
    /// Their shares in millionths, as many as parts.
    #[prop(into)]
    shares_ppm: Signal<Vec<i64>>,
    /// The split has changed.
    #[prop(into)]
    on_change: Callback<SplitMove>,
    /// The sign between whole and fractional digits.
    #[prop(default = '.')]
    decimal: char,
) -> AnyView {
    let bar = NodeRef::<html::Div>::new();
    let count = Memo::new(move |_| parts.with(Vec::len));
    // Where a drag began: the border and the shares then.
    let drag = StoredValue::new(None::<(usize, Vec<i64>)>);
    let share = move |i: usize| shares_ppm.with(|s| s.get(i).copied().unwrap_or(0));
    let send = move |shares: Vec<i64>, is_final: bool| {
        if is_final || shares_ppm.with_untracked(|now| *now != shares) {
            on_change.run(SplitMove { shares_ppm: shares, is_final });
        }
    };

    // Arrow keys in a row are one movement, until the focus leaves or a pause.
    let turn = StoredValue::new(0_u32);
    let running = StoredValue::new(false);
    let rest = move || {
        if running.try_get_value() == Some(true) {
            running.set_value(false);
            send(shares_ppm.get_untracked(), true);
        }
    };
    let nudge = move |shares: Vec<i64>| {
        running.set_value(true);
        send(shares, false);
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        dom::after_ms(PAUSE_MS, move || {
            // The bar may be gone by then.
            if turn.try_get_value() == Some(mine) {
                rest();
            }
        });
    };

    let dragged = move |event: &dom::PointerEvent| {
        let (Some((border, start)), Some(bar)) = (drag.get_value(), bar.get_untracked()) else { return };
        let (x, width) = pointer::x_within(event, &bar);
        let before: i64 = start.iter().take(border + 1).sum();
        let to = snap((x / width.max(1.0) * WHOLE_PPM as f64) as i64);
        send(move_border(&start, border, to - before), false);
    };
    let dropped = move || {
        if drag.try_update_value(Option::take).flatten().is_some() {
            send(shares_ppm.get_untracked(), true);
        }
    };

    let segment = move |i: usize| {
        let part = move || parts.with(|p| p.get(i).cloned());
        let class = move || part().map(|p| ["seg ", p.class].concat());
        // A short text in a short segment; the box below has all digits.
        let percent = move || {
            let to = if share(i) < 14 * PERCENT { PERCENT } else { PERCENT / 10 };
            percent_text((share(i) + to / 2).div_euclid(to) * to, decimal)
        };
        let handle = (i + 1 < count.get_untracked())
            .then(|| handle(i, parts, shares_ppm, decimal, send, nudge, rest, drag, dragged, dropped));
        view! {
            <div
                class=class
                class:tight=move || share(i) < 14 * PERCENT
                style=("--share", move || (share(i) as f64 / WHOLE_PPM as f64).to_string())
            >
                <span class="seg-label" aria-hidden="true">
                    <span class="seg-name">{move || part().map(|p| p.label)}</span>
                    {percent}" %"
                </span>
                {handle}
            </div>
        }
        .into_any()
    };
    let caption = move |i: usize| {
        let part = move || parts.with(|p| p.get(i).cloned());
        view! {
            <div class=move || part().map(|p| ["split-part ", p.class].concat())>
                <ShareInput
                    label=Signal::derive(move || part().map(|p| p.label).unwrap_or_default())
                    share_ppm=Signal::derive(move || share(i))
                    decimal=decimal
                    on_commit=move |typed: i64| {
                        rest();
                        send(set_share(&shares_ppm.get_untracked(), i, typed), true);
                    }
                    on_step=move |stepped: i64| nudge(set_share(&shares_ppm.get_untracked(), i, stepped))
                    on_leave=move |()| rest()
                />
                <p><b>{move || part().map(|p| p.amount)}</b>" "<span>{move || part().map(|p| p.note)}</span></p>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="split" role="group" aria-label=move || label.get()>
            <div class="split-bar" node_ref=bar>{move || (0..count.get()).map(segment).collect_view()}</div>
            <div class="split-parts">{move || (0..count.get()).map(caption).collect_view()}</div>
        </div>
    }
    .into_any()
}

/// The handle on the border behind part `i`.
#[expect(clippy::too_many_arguments, reason = "the pieces of one component, named once")]
fn handle(
    i: usize,
    parts: Signal<Vec<Part>>,
    shares_ppm: Signal<Vec<i64>>,
    decimal: char,
    send: impl Fn(Vec<i64>, bool) + Copy + 'static,
    nudge: impl Fn(Vec<i64>) + Copy + 'static,
    rest: impl Fn() + Copy + 'static,
    drag: StoredValue<Option<(usize, Vec<i64>)>>,
    dragged: impl Fn(&dom::PointerEvent) + Copy + 'static,
    dropped: impl Fn() + Copy + 'static,
) -> AnyView {
    let name = move |i: usize| parts.with(|p| p.get(i).map(|p| p.label.clone()).unwrap_or_default());
    let share = move |i: usize| shares_ppm.with(|s| s.get(i).copied().unwrap_or(0));
    let border = move || shares_ppm.with(|s| s.iter().take(i + 1).sum::<i64>());
    let pressed = move |event: dom::KeyboardEvent| {
        let step = if event.shift_key() { 5 * PERCENT } else { PERCENT };
        let by = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => step,
            "ArrowLeft" | "ArrowDown" => -step,
            "PageUp" => 10 * PERCENT,
            "PageDown" => -10 * PERCENT,
            "Home" => -WHOLE_PPM,
            "End" => WHOLE_PPM,
            "Escape" => {
                // A drag is given up.
                if let Some((_, start)) = drag.try_update_value(Option::take).flatten() {
                    send(start, true);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        let now = shares_ppm.get_untracked();
        let next = move_border(&now, i, by);
        if next != now {
            nudge(next);
        }
    };
    let limits = move || shares_ppm.with(|s| (s.iter().take(i).sum::<i64>(), s.iter().take(i + 2).sum::<i64>()));
    let words = move || {
        let one = |i| [name(i), " ".to_owned(), percent_text(share(i), decimal), " %".to_owned()].concat();
        [one(i), ", ".to_owned(), one(i + 1)].concat()
    };
    view! {
        <div
            class="split-handle"
            role="slider"
            tabindex="0"
            aria-orientation="horizontal"
            aria-label=move || [tr!("Border between ").to_owned(), name(i), tr!(" and ").to_owned(), name(i + 1)].concat()
            aria-valuemin=move || limits().0 / PERCENT
            aria-valuemax=move || limits().1 / PERCENT
            aria-valuenow=move || border() / PERCENT
            aria-valuetext=words
            on:keydown=pressed
            on:blur=move |_| rest()
            on:pointerdown=move |event| {
                if event.button() == 0 {
                    dom::capture(&event);
                    drag.set_value(Some((i, shares_ppm.get_untracked())));
                }
            }
            on:pointermove=move |event| dragged(&event)
            on:pointerup=move |_| dropped()
            on:pointercancel=move |_| dropped()
        ></div>
    }
    .into_any()
}

/// The typed share of one part.
#[component]
fn ShareInput(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] share_ppm: Signal<i64>,
    decimal: char,
    #[prop(into)] on_commit: Callback<i64>,
    #[prop(into)] on_step: Callback<i64>,
    #[prop(into)] on_leave: Callback<()>,
) -> AnyView {
    let draft = RwSignal::new(None::<String>);
    let wrong = move || draft.with(|d| d.as_ref().is_some_and(|text| share_from(text).is_none()));
    let shown = move || draft.get().unwrap_or_else(|| percent_text(share_ppm.get(), decimal));
    let commit = move || {
        let typed = draft.with_untracked(|d| d.as_deref().and_then(share_from));
        if let Some(typed) = typed {
            draft.set(None);
            if typed != share_ppm.get_untracked() {
                on_commit.run(typed);
            }
        }
    };
    let step = move |by: i64| {
        draft.set(None);
        on_step.run((share_ppm.get_untracked() + by * PERCENT).clamp(0, WHOLE_PPM));
    };
    let pressed = move |event: dom::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => commit(),
            "Escape" => draft.set(None),
            "ArrowUp" => step(1),
            "ArrowDown" => step(-1),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <label class="share">
            <span>{move || label.get()}</span>
            <span class="ctl" class:wrong=wrong>
                <input
                    type="text"
                    class="num"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=shown
                    aria-invalid=move || wrong().then_some("true")
                    on:focus=|event| dom::select_text(&event)
                    on:input=move |event| draft.set(Some(event_target_value(&event)))
                    on:keydown=pressed
                    on:blur=move |_| {
                        let Some(typed) = draft.try_get_untracked() else { return };
                        if typed.is_some() {
                            commit();
                        }
                        on_leave.run(());
                    }
                />
                <span class="unit">"%"</span>
            </span>
        </label>
    }
    .into_any()
}
