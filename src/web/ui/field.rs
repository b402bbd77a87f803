//! Fields of forms: a label, a box with unit and period inside, help below, and what is wrong beside it.

use super::{fresh_id, unless_empty};
use crate::web::port::dom;
use leptos::prelude::*;

/// A word of a unit of so many letters has no room beside the figure in a field of the usual width.
const LONG_WORD: usize = 10;

/// A word of so many letters is broken beside a figure of usual length in a narrow field, unless the figure gives way.
const WORD: usize = 5;

/// A unit of so many letters runs over more than two lines beside a figure.
const LONG_UNIT: usize = 12;

/// Whether a unit has no room beside the figure in a field of the usual width.
fn is_long(unit: &str) -> bool {
    has_word(unit, LONG_WORD) || unit.chars().count() >= LONG_UNIT && unit.split_whitespace().count() > 2
}

/// Whether a unit has a word of so many letters or more.
fn has_word(unit: &str, letters: usize) -> bool {
    unit.split_whitespace().any(|it| it.chars().count() >= letters)
}

/// The frame all fields share.
struct Frame {
    id: String,
    help_id: String,
    problem_id: String,
}

impl Frame {
    fn new() -> Frame {
        let id = fresh_id("field");
        Frame { help_id: [&id, "-help"].concat(), problem_id: [&id, "-problem"].concat(), id }
    }

    /// What describes the control to a screen reader: its problem first, then its help.
    fn described(&self, help: Signal<String>, problem: Signal<Option<String>>) -> Signal<Option<String>> {
        let (help_id, problem_id) = (self.help_id.clone(), self.problem_id.clone());
        Signal::derive(move || {
            let ids = [(problem.with(Option::is_some), &problem_id), (!help.with(String::is_empty), &help_id)];
            let ids: Vec<_> = ids.into_iter().filter(|(shown, _)| *shown).map(|(_, id)| id.as_str()).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    fn view(
        self,
        label: Signal<String>,
        help: Signal<String>,
        problem: Signal<Option<String>>,
        wide: bool,
        path: Signal<String>,
        control: AnyView,
    ) -> AnyView {
        let Frame { id, help_id, problem_id } = self;
        let (help, problem) = (super::once(help), super::once(problem));
        view! {
            <div
                class="field"
                class:wide=wide
                class:wrong=move || problem.with(Option::is_some)
                data-input=move || unless_empty(path)
            >
                <label for=id>{move || label.get()}</label>
                {control}
                <p class="help" id=help_id class:none=move || help.with(String::is_empty)>{move || help.get()}</p>
                <p class="problem" id=problem_id role="alert">{move || problem.get()}</p>
            </div>
        }
        .into_any()
    }
}

/// A field one types into. What is typed stays until it is committed with Enter or by leaving the field; Escape brings back what stood
/// there before. Text that `check` refuses is never committed and never lost: it stays in the box with the reason beside it.
#[component]
pub fn Field(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// Its value as text, formatted.
    #[prop(into)]
    value: Signal<String>,
    /// The text is final.
    #[prop(into)]
    on_commit: Callback<String>,
    /// The text at each keystroke, so that figures can follow at once; Escape sends the text from before.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
    /// An arrow up (1) or down (-1), ten with Page up and Page down.
    #[prop(optional, into)]
    on_step: Option<Callback<i32>>,
    /// What is wrong with a text as typed, in words.
    #[prop(optional, into)]
    check: Option<Callback<String, Option<String>>>,
    /// Unit and period, such as `USD a year`.
    #[prop(optional, into)]
    unit: Signal<String>,
    /// What the value means or how it is used.
    #[prop(optional, into)]
    help: Signal<String>,
    /// What is wrong with the value, in words.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// The value is a word and not a number.
    #[prop(optional)]
    text: bool,
    /// What a value looks like, shown while the box is empty.
    #[prop(optional, into)]
    example: Signal<String>,
    /// It takes the whole width of its form.
    #[prop(optional)]
    wide: bool,
    /// Leaving it is not final: buttons beside it take the text or leave it.
    #[prop(optional)]
    with_buttons: bool,
    /// It can be read but not changed now.
    #[prop(optional, into)]
    fixed: Signal<bool>,
    /// What the value is called in code, so that a page can find the field.
    #[prop(optional, into)]
    path: Signal<String>,
) -> AnyView {
    let draft = RwSignal::new(None::<String>);
    let refused = RwSignal::new(None::<String>);
    let before = StoredValue::new(String::new());
    let focused = StoredValue::new(false);
    let problem = Signal::derive(move || refused.get().or_else(|| problem.get()));
    let shown = move || draft.get().unwrap_or_else(|| value.get());

    // A value that changes from elsewhere (an undo, another scenario) takes the place of a refused draft.
    Effect::new(move |had: Option<String>| {
        let now = value.get();
        if had.is_some_and(|had| had != now) && !focused.get_value() && before.with_value(|b| *b != now) {
            draft.set(None);
            refused.set(None);
        }
        now
    });

    let typed = move |text: String| {
        let wrong = check.and_then(|check| check.run(text.clone()));
        let fine = wrong.is_none();
        refused.set(wrong);
        draft.set(Some(text.clone()));
        if let Some(on_input) = on_input.filter(|_| fine) {
            on_input.run(text);
        }
    };
    let commit = move || {
        if refused.with_untracked(Option::is_none)
            && let Some(text) = draft.get_untracked()
        {
            draft.set(None);
            if before.with_value(|b| *b != text) {
                on_commit.run(text);
            }
            before.set_value(value.get_untracked());
        }
    };
    let restore = move || {
        if draft.get_untracked().is_some() {
            draft.set(None);
            refused.set(None);
            if let Some(on_input) = on_input {
                on_input.run(before.get_value());
            }
        }
    };
    // A refused text keeps its box, but figures that followed the keystrokes before it go back.
    let withdraw = move || {
        if let Some(on_input) = on_input.filter(|_| refused.with_untracked(Option::is_some)) {
            on_input.run(before.get_value());
        }
    };
    let step = move |by: i32| {
        if let Some(on_step) = on_step {
            commit();
            on_step.run(by);
            before.set_value(value.get_untracked());
        }
    };
    let pressed = move |event: dom::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" if !event.is_composing() => commit(),
            "Escape" if draft.with_untracked(Option::is_some) => {
                restore();
                event.stop_propagation();
            }
            "ArrowUp" if on_step.is_some() => step(1),
            "ArrowDown" if on_step.is_some() => step(-1),
            "PageUp" if on_step.is_some() => step(10),
            "PageDown" if on_step.is_some() => step(-10),
            _ => return,
        }
        event.prevent_default();
    };

    let frame = Frame::new();
    let described = frame.described(help, problem);
    let unit_id = [&frame.id, "-unit"].concat();
    let named = {
        let unit_id = unit_id.clone();
        move || {
            [described.get(), (!unit.with(String::is_empty)).then(|| unit_id.clone())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    let control = view! {
        <div
            class="ctl"
            class:longer=move || unit.with(|unit| is_long(unit))
            class:wordy=move || unit.with(|unit| has_word(unit, WORD))
        >
            <input
                id=frame.id.clone()
                type="text"
                class:num=!text
                inputmode=if text { "text" } else { "decimal" }
                autocomplete="off"
                spellcheck="false"
                prop:value=shown
                readonly=move || fixed.get()
                // Never without one, so that style sheets can tell that the box is empty: paper leaves it out.
                placeholder=move || unless_empty(example).unwrap_or_else(|| " ".to_owned())
                aria-describedby=named
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                on:focus=move |event| {
                    focused.set_value(true);
                    if draft.with_untracked(Option::is_none) {
                        before.set_value(value.get_untracked());
                    }
                    dom::select_text(&event);
                }
                on:input=move |event| typed(event_target_value(&event))
                on:keydown=pressed
                on:blur=move |_| {
                    // The browser also reports it when the field is taken off the page while it has the focus.
                    if focused.try_set_value(false).is_none() && !with_buttons {
                        commit();
                        withdraw();
                    }
                }
            />
            <span class="unit" id=unit_id title=move || unit.get() class:none=move || unit.with(String::is_empty)>{move || unit.get()}</span>
        </div>
    };
    frame.view(label, help, problem, wide, path, control.into_any())
}

/// One choice of a [`Pick`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is called in code.
    pub key: String,
    /// What it is called on screen.
    pub label: String,
    /// The heading it stands under in a list; none if empty.
    pub group: &'static str,
}

impl Choice {
    /// A choice.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { key: key.into(), label: label.into(), group: "" }
    }

    /// The same under a heading.
    pub fn under(self, group: &'static str) -> Choice {
        Choice { group, ..self }
    }
}

/// A field with a few choices.
#[component]
pub fn Pick(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The key of the one chosen.
    #[prop(into)]
    chosen: Signal<String>,
    /// Chooses.
    #[prop(into)]
    on_choose: Callback<String>,
    /// What the choice means.
    #[prop(optional, into)]
    help: Signal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    problem: Signal<Option<String>>,
    /// It takes the whole width of its form.
    #[prop(optional)]
    wide: bool,
    /// What the value is called in code, so that a page can find the field.
    #[prop(optional, into)]
    path: Signal<String>,
) -> AnyView {
    let frame = Frame::new();
    let described = frame.described(help, problem);
    // Each choice looks whether it is the one: all of them only when that changes.
    let chosen = Memo::new(move |_| chosen.get());
    // A choice that is cut cannot be told from its neighbours: the field takes the room that the longest one needs.
    let longest = Memo::new(move |_| {
        choices.with(|choices| choices.iter().map(|choice| choice.label.chars().count()).max().unwrap_or(0))
    });
    let over = move |letters: usize| move || longest.get() > letters;
    let option = move |c: Choice| {
        let key = c.key.clone();
        view! { <option value=c.key prop:selected=move || chosen.with(|now| *now == key)>{c.label}</option> }.into_any()
    };
    let options = move || {
        // Neighbours of one group stand under its heading.
        let mut groups: Vec<(&'static str, Vec<AnyView>)> = Vec::new();
        for c in choices.get() {
            match groups.last_mut().filter(|last| last.0 == c.group) {
                Some((_, views)) => views.push(option(c)),
                None => groups.push((c.group, vec![option(c)])),
            }
        }
        let views = groups.into_iter().map(|(group, options)| match group {
            "" => options.collect_view().into_any(),
            group => view! { <optgroup label=group>{options}</optgroup> }.into_any(),
        });
        views.collect_view()
    };
    let control = view! {
        <div class="ctl pick" class:long=over(13) class:longer=over(16)>
            <select
                id=frame.id.clone()
                aria-describedby=move || described.get()
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {options}
            </select>
        </div>
    };
    frame.view(label, help, problem, wide, path, control.into_any())
}

/// A box to tick.
#[component]
pub fn Check(
    /// What is on while it is ticked.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is.
    #[prop(into)]
    on: Signal<bool>,
    /// Ticks or unticks.
    #[prop(into)]
    on_change: Callback<bool>,
    /// What it means.
    #[prop(optional, into)]
    help: Signal<String>,
) -> AnyView {
    let id = fresh_id("check");
    let help_id = [&id, "-help"].concat();
    let named = help_id.clone();
    view! {
        <div class="check">
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=move || on.get()
                aria-describedby=move || (!help.with(String::is_empty)).then(|| named.clone())
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <label for=id>{move || label.get()}</label>
            <p class="help" id=help_id class:none=move || help.with(String::is_empty)>{move || help.get()}</p>
        </div>
    }
    .into_any()
}
