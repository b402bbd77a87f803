//! A field bound to an input of the registry: unit, bounds, steps and problems come from there.

use crate::edit::Command;
use crate::present::figure;
use crate::web::app::App;
use crate::web::ui::Field;
use leptos::prelude::*;

/// A field for the input at a path. Figures follow at each keystroke; Enter commits, Escape restores.
#[component]
pub fn InputField(
    /// Path in the registry.
    #[prop(into)]
    path: Signal<String>,
    /// What it is called here; the registry's label, if nothing is given.
    #[prop(optional, into)]
    label: Signal<String>,
    /// What the value means or how it is used.
    #[prop(optional, into)]
    help: Signal<String>,
    /// The unit, where it is another one here than the registry's.
    #[prop(optional, into)]
    in_unit: Signal<String>,
    /// What to say to an empty text, where the input may be empty but this field may not.
    #[prop(optional)]
    required: &'static str,
    /// What a typed text stands for, where people write it another way than the registry does.
    #[prop(optional)]
    reading: Option<Callback<String, String>>,
) -> AnyView {
    let app = App::here();
    let input = Memo::new(move |_| path.with(|path| app.input(path)));
    let shown = Signal::derive(move || {
        let label = label.get();
        if label.is_empty() {
            input.with(|input| input.as_ref().map(|it| it.label.clone()).unwrap_or_default())
        } else {
            label
        }
    });
    let value = Signal::derive(move || {
        let locale = app.locale.get();
        input.with(|input| input.as_ref().map(|it| figure::typed(it.value, it.unit, &locale)).unwrap_or_default())
    });
    let unit = Signal::derive(move || {
        let own = in_unit.get();
        if !own.is_empty() {
            return own;
        }
        let currency = app.document.with(|document| document.settings.currency);
        input.with(|input| input.as_ref().map(|it| figure::unit_words(it.unit, currency)).unwrap_or_default())
    });
    let problem = Signal::derive(move || path.with(|path| app.problem_at(path)));
    let read = move |text: String| match reading {
        Some(reading) => reading.run(text),
        None => text,
    };
    let check = Callback::new(move |text: String| {
        let text = read(text);
        if !required.is_empty() && text.trim().is_empty() {
            return Some(required.to_owned());
        }
        input.with_untracked(|input| app.read(input.as_ref()?, &text).err())
    });
    let on_input = Callback::new(move |text: String| {
        let text = read(text);
        // A half-typed number is no error yet; the field says what is wrong once it is left.
        let _ = path.with_untracked(|path| app.enter(path, &text, false));
    });
    let on_commit = Callback::new(move |text: String| {
        let text = read(text);
        // The field has checked the text; what still fails is told by the field itself.
        let _ = path.with_untracked(|path| app.enter(path, &text, true));
    });
    let on_step = Callback::new(move |steps: i32| {
        if let Some(input) = input.get_untracked() {
            app.type_in(Command::set(input.path.as_str(), figure::stepped(&input, steps)), &input.path);
        }
    });
    view! {
        <Field
            label=shown
            value=value
            unit=unit
            help=help
            problem=problem
            check=check
            on_input=on_input
            on_commit=on_commit
            on_step=on_step
            path=path
        />
    }
    .into_any()
}
