//! One component of the plan as a card: what it measures, what 100 % is, how it is rated, and its limits.

use super::chosen::Chosen;
use super::rate::RateField;
use super::tiers::TierTable;
use crate::edit::{move_component, remove_component, set_measure};
use crate::model::comp::{Component, Gate, Measure, Rated, Scope, Target, Threshold, ThresholdStart};
use crate::present::words_pay::{self, CADENCES, RATINGS, SCOPES, TRUE_UPS};
use crate::units::{Cadence, ComponentId, Money, Rate};
use crate::web::app::App;
use crate::web::input::InputField;
use crate::web::ui::{Button, Choice, Field, Icon, Look, Pick};
use leptos::prelude::*;

/// What one card looks at.
#[derive(Clone, Copy)]
struct Part {
    app: App,
    chosen: Chosen,
    id: StoredValue<ComponentId>,
    now: Memo<Option<Component>>,
}

impl Part {
    fn see<T: Default>(self, look: impl FnOnce(&Component) -> T) -> T {
        self.now.with(|now| now.as_ref().map(look).unwrap_or_default())
    }

    fn change(self, label: &str, change: impl FnOnce(&mut Component)) {
        self.chosen.change_part(self.app, &self.id.get_value(), label, change);
    }

    fn path(self, key: &'static str) -> Signal<String> {
        Signal::derive(move || self.chosen.part(&self.id.get_value(), key))
    }

    /// A field with a few choices, each with a key, a name and a change.
    fn pick(
        self,
        label: &'static str,
        choices: Signal<Vec<Choice>>,
        chosen: impl Fn(&Component) -> String + Send + Sync + 'static,
        help: impl Fn(&Component) -> String + Send + Sync + 'static,
        change: impl Fn(&mut Component, &str) + Send + Sync + 'static,
    ) -> AnyView {
        let now = Signal::derive(move || self.see(&chosen));
        let help = Signal::derive(move || self.see(&help));
        let step = label.to_lowercase();
        let on_choose = move |key: String| self.change(&step, |component| change(component, &key));
        view! { <Pick label=label choices=choices chosen=now help=help on_choose=on_choose/> }.into_any()
    }
}

fn choices(names: impl IntoIterator<Item = &'static str>) -> Signal<Vec<Choice>> {
    Signal::stored(names.into_iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name)).collect())
}

fn nth<T: Copy>(all: &[T], key: &str) -> Option<T> {
    all.get(key.parse::<usize>().ok()?).copied()
}

fn place<T: PartialEq>(all: impl IntoIterator<Item = T>, value: &T) -> String {
    all.into_iter().position(|it| it == *value).map(|at| at.to_string()).unwrap_or_default()
}

/// A component, to change.
#[component]
pub(super) fn ComponentCard(
    /// Which.
    id: ComponentId,
) -> AnyView {
    let app = App::here();
    let chosen = Chosen::here();
    let id = StoredValue::new(id);
    let now = Memo::new(move |_| chosen.component(app, &id.get_value()));
    let part = Part { app, chosen, id, now };
    let name = Signal::derive(move || part.see(|it| it.name.clone()));
    let sentence = move || {
        let locale = app.locale.get();
        let currency = app.document.with(|document| document.settings.currency);
        let with_terms = chosen.under_terms(app, |_, _, _, terms| terms.clone());
        part.see(|it| words_pay::component(it, with_terms.as_ref(), &locale, currency))
    };
    let rename = move |text: String| {
        if !text.trim().is_empty() {
            part.change("name of a component", |it| it.name = text.trim().to_owned());
        }
    };
    let check = Callback::new(|text: String| text.trim().is_empty().then(|| "A component needs a name.".to_owned()));
    let shift =
        move |by: isize| chosen.change(app, "order of components", |it| move_component(it, &id.get_value(), by));
    let edge = move |last: bool| {
        Signal::derive(move || {
            chosen
                .look(app, |_, _, version| {
                    let end = if last { version.components.last() } else { version.components.first() };
                    end.is_some_and(|it| it.id == id.get_value())
                })
                .unwrap_or(true)
        })
    };
    let class = move || ["card pay-card ", part.see(|it| words_pay::pot_class(it.measure.pot()))].concat();
    view! {
        <section class=class aria-label=move || name.get()>
            <div class="panel-head">
                <div>
                    <h3>{move || name.get()}</h3>
                    <p class="say">{sentence}</p>
                </div>
                <div class="actions">
                    <Button label="Move up" look=Look::Quiet small=true disabled=edge(false) on_press=move |()| shift(-1)/>
                    <Button label="Move down" look=Look::Quiet small=true disabled=edge(true) on_press=move |()| shift(1)/>
                    <Button
                        label="Remove component"
                        icon=Icon::Remove
                        icon_only=true
                        look=Look::Quiet
                        small=true
                        on_press=move |()| {
                            let step = ["remove ", &name.get_untracked()].concat();
                            let command = chosen.command(app, &step, |it| remove_component(it, &id.get_value()));
                            if let Some(command) = command {
                                let told = [&name.get_untracked(), " is removed; the other components take its share."].concat();
                                app.dispatch_with_undo(command, told);
                            }
                        }
                    />
                </div>
            </div>
            <div class="pay-card-body">
                <div>
                    <div class="fields">
                        <Field label="Name" value=name on_commit=rename check=check text=true/>
                        <InputField path=part.path("weight") label=Signal::stored("Weight".to_owned()) help=Signal::stored("Share of target variable.".to_owned())/>
                        <RateField id=id.get_value()/>
                        {measures(part)}
                        {targets(part)}
                        {ratings(part)}
                    </div>
                    <details class="pay-more">
                        <summary>"Threshold, caps and gate"</summary>
                        <div class="fields">{limits(part)}</div>
                    </details>
                </div>
                <TierTable id=id.get_value()/>
            </div>
        </section>
    }
    .into_any()
}

fn measures(part: Part) -> AnyView {
    let scopes: Vec<Scope> = SCOPES.iter().map(|it| it.0).collect();
    let all_scopes = scopes.clone();
    view! {
        {part.pick(
            "Measure",
            choices(Measure::ALL.map(words_pay::measure)),
            |it| place(Measure::ALL, &it.measure),
            |_| String::new(),
            |it, key| if let Some(measure) = nth(&Measure::ALL, key) { set_measure(it, measure) },
        )}
        {part.pick(
            "Whose results",
            choices(SCOPES.map(|it| it.1)),
            move |it| place(scopes.iter().copied(), &it.scope),
            |it| SCOPES.iter().find(|row| row.0 == it.scope).map(|row| sentence(row.2)).unwrap_or_default(),
            move |it, key| if let Some(scope) = nth(&all_scopes, key) { it.scope = scope },
        )}
    }
    .into_any()
}

fn sentence(text: &str) -> String {
    crate::web::app::sentence(text)
}

fn targets(part: Part) -> AnyView {
    let ratio = Memo::new(move |_| part.see(|it| it.measure.is_ratio()));
    let kinds = Signal::derive(move || {
        if ratio.get() {
            return vec![Choice::new("ratio", "A ratio")];
        }
        vec![
            Choice::new("quota", "The quota of the role"),
            Choice::new("sum", "A share of the quotas in scope"),
            Choice::new("amount", "An amount"),
        ]
    });
    let kind = |target: &Target| match target {
        Target::Quota => "quota",
        Target::Amount { .. } => "amount",
        Target::SumOfQuotas { .. } => "sum",
        Target::Ratio { .. } => "ratio",
    };
    let has_value = Memo::new(move |_| part.see(|it| it.target != Target::Quota));
    view! {
        {part.pick(
            "100 % is",
            kinds,
            move |it| kind(&it.target).to_owned(),
            |it| match it.target {
                Target::Quota => "Edited with the terms, above.".to_owned(),
                Target::SumOfQuotas { .. } => "Below 100 % where quotas are over-assigned.".to_owned(),
                Target::Amount { .. } | Target::Ratio { .. } => String::new(),
            },
            move |it, key| {
                if key == kind(&it.target) {
                    return;
                }
                it.target = match key {
                    "amount" => Target::Amount { amount: Money::from_major(1_000_000), per: Cadence::Year },
                    "sum" => Target::SumOfQuotas { share: Rate::percent(90) },
                    "ratio" => Target::Ratio { ratio: Rate::percent(90) },
                    _quota => Target::Quota,
                };
            },
        )}
        {move || has_value.get().then(|| view! {
            <InputField path=part.path("target") label=Signal::stored("Target".to_owned())/>
        })}
    }
    .into_any()
}

fn ratings(part: Part) -> AnyView {
    let cadences: Vec<Cadence> = CADENCES.iter().map(|it| it.0).collect();
    let all_cadences = cadences.clone();
    let rated: Vec<Rated> = RATINGS.iter().map(|it| it.0).collect();
    let all_rated = rated.clone();
    let cumulative = Memo::new(move |_| part.see(|it| matches!(it.rated, Rated::QuarterToDate | Rated::YearToDate)));
    let true_up = move || {
        cumulative.get().then(|| {
            part.pick(
                "True-up",
                choices(TRUE_UPS.map(|it| it.1)),
                |it| place(TRUE_UPS.map(|row| row.0), &it.true_up),
                |it| TRUE_UPS.iter().find(|row| row.0 == it.true_up).map(|row| sentence(row.2)).unwrap_or_default(),
                |it, key| {
                    if let Some(row) = nth(&TRUE_UPS, key) {
                        it.true_up = row.0
                    }
                },
            )
        })
    };
    view! {
        {part.pick(
            "Measured and earned",
            choices(CADENCES.map(|it| it.1)),
            move |it| place(cadences.iter().copied(), &it.cadence),
            |_| String::new(),
            move |it, key| if let Some(cadence) = nth(&all_cadences, key) { it.cadence = cadence },
        )}
        {part.pick(
            "Rated at once",
            choices(RATINGS.map(|it| it.1)),
            move |it| place(rated.iter().copied(), &it.rated),
            |it| RATINGS.iter().find(|row| row.0 == it.rated).map(|row| sentence(row.2)).unwrap_or_default(),
            move |it, key| if let Some(rated) = nth(&all_rated, key) { it.rated = rated },
        )}
        {true_up}
    }
    .into_any()
}

fn limits(part: Part) -> AnyView {
    let has_threshold = Memo::new(move |_| part.see(|it| it.threshold.is_some()));
    let has_gate = Memo::new(move |_| part.see(|it| it.gate.is_some()));
    let gates = Signal::stored(
        std::iter::once(Choice::new("", "No gate"))
            .chain(Measure::ALL.iter().enumerate().map(|(at, it)| Choice::new(at.to_string(), words_pay::measure(*it))))
            .collect::<Vec<_>>(),
    );
    let start = |it: &Component| match it.threshold.map(|it| it.start) {
        None => "0",
        Some(ThresholdStart::Zero) => "1",
        Some(ThresholdStart::Share) => "2",
    };
    view! {
        {part.pick(
            "Threshold",
            choices(["None", "Pay starts from zero", "Pay starts from its share"]),
            move |it| start(it).to_owned(),
            |it| match it.threshold.map(|it| it.start) {
                None => "Every result is paid.".to_owned(),
                Some(ThresholdStart::Zero) => "Nothing below; from zero there to target pay at target.".to_owned(),
                Some(ThresholdStart::Share) => "Nothing below; once reached, paid as if there were no threshold.".to_owned(),
            },
            |it, key| {
                let usual = if it.measure.is_ratio() { Rate::percent(80) } else { Rate::percent(50) };
                let at = it.threshold.map_or(usual, |it| it.at);
                it.threshold = match key {
                    "1" => Some(Threshold { at, start: ThresholdStart::Zero }),
                    "2" => Some(Threshold { at, start: ThresholdStart::Share }),
                    _none => None,
                };
            },
        )}
        {move || has_threshold.get().then(|| view! {
            <InputField path=part.path("threshold") label=Signal::stored("Nothing is paid below".to_owned())/>
        })}
        <InputField
            path=part.path("cap")
            label=Signal::stored("Cap on pay".to_owned())
            help=Signal::stored("Multiple of target pay; empty: no cap.".to_owned())
        />
        <InputField
            path=part.path("attainment_cap")
            label=Signal::stored("Cap on attainment".to_owned())
            help=Signal::stored("Attainment beyond it does not count; empty: all counts.".to_owned())
        />
        {part.pick(
            "Gate",
            gates,
            |it| it.gate.map(|gate| place(Measure::ALL, &gate.measure)).unwrap_or_default(),
            |_| "It is paid only if another measure is reached.".to_owned(),
            |it, key| {
                let old = it.gate;
                it.gate = nth(&Measure::ALL, key).map(|measure| Gate {
                    measure,
                    at: old.filter(|old| old.measure == measure).map_or(Rate::percent(80), |old| old.at),
                    accelerators_only: old.is_some_and(|old| old.accelerators_only),
                });
            },
        )}
        {move || has_gate.get().then(|| view! {
            <InputField path=part.path("gate") label=Signal::stored("The gate opens at".to_owned())/>
            {part.pick(
                "The gate holds back",
                choices(["The whole component", "Only what exceeds target pay"]),
                |it| if it.gate.is_some_and(|gate| gate.accelerators_only) { "1".to_owned() } else { "0".to_owned() },
                |_| String::new(),
                |it, key| if let Some(gate) = &mut it.gate { gate.accelerators_only = key == "1" },
            )}
        })}
    }
    .into_any()
}
