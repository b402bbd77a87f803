//! What one card of the plan editor looks at, and fields with a few choices for it.

use super::chosen::Chosen;
use crate::engine::{TableScale, table_scale};
use crate::model::comp::{Component, Measure};
use crate::present::words_pay;
use crate::text::{tr, within};
use crate::units::ComponentId;
use crate::web::app::{App, sentence};
use crate::web::ui::{Choice, Pick};
use leptos::prelude::*;

/// One component of the chosen version.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub app: App,
    pub chosen: Chosen,
    pub id: StoredValue<ComponentId>,
    pub now: Memo<Option<Component>>,
}

impl Part {
    /// The component of a card.
    pub fn new(id: ComponentId) -> Part {
        let (app, chosen) = (App::here(), Chosen::here());
        let id = StoredValue::new(id);
        let now = Memo::new(move |_| chosen.component(app, &id.get_value()));
        Part { app, chosen, id, now }
    }

    /// Looks at it.
    pub fn see<T: Default>(self, look: impl FnOnce(&Component) -> T) -> T {
        self.now.with(|now| now.as_ref().map(look).unwrap_or_default())
    }

    /// Changes it as one step.
    pub fn change(self, label: &str, change: impl FnOnce(&mut Component)) {
        self.chosen.change_part(self.app, &self.id.get_value(), label, change);
    }

    /// Changes it as one step, knowing what 100 % is and what that pays.
    pub fn rescale(self, label: &str, change: impl FnOnce(&mut Component, &TableScale)) {
        let scale = untrack(|| self.scale());
        self.change(label, |component| change(component, &scale));
    }

    /// What its table is read against, under the terms the page looks at.
    pub fn scale(self) -> TableScale {
        let id = self.id.get_value();
        let found = self.chosen.under_terms(self.app, |_, version, _, terms| {
            let component = version.components.iter().find(|it| it.id == id)?;
            Some(table_scale(component, terms))
        });
        // Without a role to look at only proportions count.
        found.flatten().unwrap_or_else(|| table_scale(&Component::default(), &Default::default()))
    }

    /// The path of one of its inputs.
    pub fn path(self, key: impl Into<String>) -> Signal<String> {
        let key = key.into();
        Signal::derive(move || self.chosen.part(&self.id.get_value(), &key))
    }

    /// A field with a few choices.
    pub fn pick(
        self,
        label: &'static str,
        choices: Signal<Vec<Choice>>,
        chosen: impl Fn(&Component) -> String + Send + Sync + 'static,
        help: impl Fn(&Component) -> String + Send + Sync + 'static,
        change: impl Fn(&mut Component, &str) + Send + Sync + 'static,
    ) -> AnyView {
        let now = Signal::derive(move || self.see(&chosen));
        let help = Signal::derive(move || self.see(&help));
        let step = within(label);
        let on_choose = move |key: String| self.change(&step, |component| change(component, &key));
        view! { <Pick label=label choices=choices chosen=now help=help on_choose=on_choose/> }.into_any()
    }

    /// A field that chooses a measure. What is wrong with it stands at the key.
    pub fn pick_measure(
        self,
        label: &'static str,
        key: &'static str,
        now: impl Fn(&Component) -> Option<Measure> + Send + Sync + 'static,
        change: impl Fn(&mut Component, Measure) + Send + Sync + 'static,
    ) -> AnyView {
        let measure = Memo::new(move |_| self.now.with(|it| it.as_ref().and_then(&now)));
        let chosen = Signal::derive(move || measure.get().map(measure_key).unwrap_or_default());
        let help = Signal::derive(move || {
            measure.get().map(|it| sentence(words_pay::measure_meaning(it))).unwrap_or_default()
        });
        let path = self.path(key);
        let problem = Signal::derive(move || if key.is_empty() { None } else { self.app.problem_at(&path.get()) });
        let step = within(label);
        let on_choose = move |key: String| {
            if let Some(measure) = measure_of(&key) {
                self.change(&step, |component| change(component, measure));
            }
        };
        view! { <Pick label=label choices=measures() chosen=chosen help=help problem=problem on_choose=on_choose/> }
            .into_any()
    }
}

/// All measures, under what one is paid to do.
pub(super) fn measures() -> Signal<Vec<Choice>> {
    let all = words_pay::MEASURE_GROUPS.iter().flat_map(|(group, measures)| {
        measures.iter().map(|it| Choice::new(measure_key(*it), words_pay::measure(*it)).under(tr!(*group)))
    });
    Signal::stored(all.collect())
}

/// A measure as the key of a choice.
pub(super) fn measure_key(measure: Measure) -> String {
    place(Measure::ALL, &measure)
}

/// The measure of a choice.
pub(super) fn measure_of(key: &str) -> Option<Measure> {
    nth(&Measure::ALL, key)
}

/// Choices by their place in a list.
pub(super) fn choices(names: impl IntoIterator<Item = &'static str>) -> Signal<Vec<Choice>> {
    Signal::stored(names.into_iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name)).collect())
}

/// What a key of such a choice stands for.
pub(super) fn nth<T: Copy>(all: &[T], key: &str) -> Option<T> {
    all.get(key.parse::<usize>().ok()?).copied()
}

/// The key of a value in such a list.
pub(super) fn place<T: PartialEq>(all: impl IntoIterator<Item = T>, value: &T) -> String {
    all.into_iter().position(|it| it == *value).map(|at| at.to_string()).unwrap_or_default()
}
