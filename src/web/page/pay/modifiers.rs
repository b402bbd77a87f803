//! What bends the pay of a component. Nothing is shown that is not used: each modifier is added from a list, and goes with its cross.

use super::part::{Part, choices};
use super::rate_grid::{RateGrid, Sheet};
use crate::edit::{add_factor, add_modifier, link_multiplier, remove_factor, remove_kicker, remove_modifier};
use crate::model::comp::{Component, KickerPays, KickerWhen, MarginOver, Modifier, MultiplierBy, ThresholdStart};
use crate::present::words_pay;
use crate::text::{tr, within};
use crate::units::{Money, Rate};
use crate::web::app::sentence;
use crate::web::input::InputField;
use crate::web::ui::{Align, Button, Cell, Check, Column, GridRow, Icon, Kind, Look, Menu, MenuItem};
use leptos::prelude::*;
use std::sync::Arc;

/// What one block is for: a modifier, and of kickers which (counted from 0).
type Block = (Modifier, usize);

/// What a component has, in the order shown.
fn blocks(component: &Component) -> Vec<Block> {
    let on = Modifier::ALL.into_iter().filter(|it| it.is_on(component));
    on.flat_map(|it| {
        let count = if it == Modifier::Kicker { component.kickers.len() } else { 1 };
        (0..count).map(move |at| (it, at))
    })
    .collect()
}

/// The modifiers of a component, and a list of those that can be added.
#[component]
pub(super) fn Modifiers(
    /// Of which component.
    part: Part,
) -> AnyView {
    let shown = Memo::new(move |_| part.see(blocks));
    let items = Signal::derive(move || {
        part.see(|component| {
            let free = Modifier::ALL.into_iter().filter(|it| *it == Modifier::Kicker || !it.is_on(component));
            free.map(|it| {
                let fits = it.fits(component);
                let (name, _) = words_pay::modifier(it);
                let hint = if fits { words_pay::modifier_hint(it) } else { words_pay::modifier_misfit(it) };
                MenuItem {
                    key: Arc::from(name),
                    label: if it.is_on(component) {
                        [tr!("Another "), &within(name)].concat()
                    } else {
                        name.to_owned()
                    },
                    hint: hint.to_owned(),
                    disabled: !fits,
                    ..MenuItem::default()
                }
            })
            .collect::<Vec<_>>()
        })
    });
    let on_pick = Callback::new(move |key: Arc<str>| {
        if let Some(modifier) = Modifier::ALL.into_iter().find(|it| words_pay::modifier(*it).0 == &*key) {
            let step = [tr!("add a "), &within(&key)].concat();
            part.rescale(&step, |component, scale| add_modifier(component, modifier, scale));
        }
    });
    view! {
        <div class="pay-mods">
            <For each=move || shown.get() key=|block| *block children=move |block| view! { <ModifierBlock part=part block=block/> }/>
        </div>
        <div class="pay-mods-add">
            <Menu label=tr!("Add a condition, cap or extra") items=items on_pick=on_pick/>
        </div>
    }
    .into_any()
}

/// One modifier with its fields.
#[component]
fn ModifierBlock(part: Part, block: Block) -> AnyView {
    let (modifier, at) = block;
    let (name, meaning) = words_pay::modifier(modifier);
    let title = Signal::derive(move || {
        let several = modifier == Modifier::Kicker && part.see(|it| it.kickers.len() > 1);
        if several { [name, " ", &part.app.locale.get().count(at as i64 + 1)].concat() } else { name.to_owned() }
    });
    let remove = move |()| {
        let step = [tr!("remove "), &within(&title.get_untracked())].concat();
        part.change(&step, |component| match modifier {
            Modifier::Kicker => remove_kicker(component, at),
            Modifier::Threshold
            | Modifier::Gate
            | Modifier::AttainmentCap
            | Modifier::Cap
            | Modifier::DealCap
            | Modifier::Multiplier
            | Modifier::AttainedBy
            | Modifier::TierByMargin => remove_modifier(component, modifier),
        });
    };
    let fields = match modifier {
        Modifier::Threshold => threshold(part),
        Modifier::Gate => gate(part),
        Modifier::AttainmentCap => {
            limit(part, "attainment_cap", tr!("No more counts than"), tr!("Enter how much counts, or remove the cap."))
        }
        Modifier::Cap => cap(part),
        Modifier::Kicker => kicker(part, at),
        Modifier::DealCap => {
            limit(part, "deal_cap", tr!("One deal pays at most"), tr!("Enter an amount, or remove the cap."))
        }
        Modifier::Multiplier => multiplier(part),
        Modifier::AttainedBy => part.pick_measure(
            tr!("Attainment of"),
            "attained_by",
            |it| it.attained_by,
            |it, measure| it.attained_by = Some(measure),
        ),
        Modifier::TierByMargin => margin(part),
    };
    view! {
        <fieldset class="pay-mod">
            <legend>{move || title.get()}</legend>
            <p class="help">{sentence(meaning)}</p>
            <div class="pay-mod-remove">
                <Button
                    label=Signal::derive(move || [tr!("Remove "), &within(&title.get())].concat())
                    icon=Icon::Close
                    icon_only=true
                    look=Look::Quiet
                    small=true
                    on_press=remove
                />
            </div>
            <div class="fields">{fields}</div>
        </fieldset>
    }
    .into_any()
}

fn limit(part: Part, key: &'static str, label: &'static str, required: &'static str) -> AnyView {
    view! { <InputField path=part.path(key) label=Signal::stored(label.to_owned()) required=required/> }.into_any()
}

fn cap(part: Part) -> AnyView {
    let carries = Signal::derive(move || part.see(|it| it.cap_carries));
    view! {
        {limit(part, "cap", tr!("At most"), tr!("Enter a multiple of target pay, or remove the cap."))}
        <div class="wide">
            <Check
                label=tr!("What it cuts is carried")
                on=carries
                on_change=move |on: bool| part.change(tr!("what a cap cuts"), |it| it.cap_carries = on)
                help=Signal::stored(tr!("Paid in later periods of the year, as far as they stay below the cap.").to_owned())
            />
        </div>
    }
    .into_any()
}

fn threshold(part: Part) -> AnyView {
    view! {
        {limit(part, "threshold", tr!("Nothing is paid below"), tr!("Enter where pay begins, or remove the threshold."))}
        {part.pick(
            tr!("Pay starts"),
            choices([tr!("From zero"), tr!("From its share")]),
            |it| match it.threshold.map(|it| it.start) {
                Some(ThresholdStart::Share) => "1".to_owned(),
                Some(ThresholdStart::Zero) | None => "0".to_owned(),
            },
            |it| match it.threshold.map(|it| it.start) {
                Some(ThresholdStart::Share) => tr!("Once reached, paid as if there were no threshold.").to_owned(),
                Some(ThresholdStart::Zero) | None => tr!("From zero there to target pay at target.").to_owned(),
            },
            |it, key| if let Some(threshold) = &mut it.threshold {
                threshold.start = if key == "1" { ThresholdStart::Share } else { ThresholdStart::Zero };
            },
        )}
    }
    .into_any()
}

fn margin(part: Part) -> AnyView {
    part.pick(
        tr!("Margin as a share of"),
        choices([tr!("The deal's amount"), tr!("What the deal costs")]),
        |it| if it.tier_by_margin == Some(MarginOver::Cost) { "1".to_owned() } else { "0".to_owned() },
        |it| match it.tier_by_margin {
            Some(MarginOver::Cost) => tr!("Mark-up: margin over amount less margin.").to_owned(),
            Some(MarginOver::Amount) | None => tr!("Gross margin in per cent.").to_owned(),
        },
        |it, key| it.tier_by_margin = Some(if key == "1" { MarginOver::Cost } else { MarginOver::Amount }),
    )
}

fn gate(part: Part) -> AnyView {
    view! {
        {part.pick_measure(
            tr!("Looks at"),
            "",
            |it| it.gate.map(|gate| gate.measure),
            |it, measure| if let Some(gate) = &mut it.gate { gate.measure = measure },
        )}
        {limit(part, "gate", tr!("Opens at"), tr!("Enter the value to reach, or remove the gate."))}
        {part.pick(
            tr!("Holds back"),
            choices([tr!("The whole component"), tr!("Only accelerators")]),
            |it| if it.gate.is_some_and(|gate| gate.accelerators_only) { "1".to_owned() } else { "0".to_owned() },
            |it| if it.gate.is_some_and(|gate| gate.accelerators_only) {
                tr!("While it is shut, attainment above 100 % does not count.").to_owned()
            } else {
                tr!("While it is shut, nothing is paid.").to_owned()
            },
            |it, key| if let Some(gate) = &mut it.gate { gate.accelerators_only = key == "1" },
        )}
    }
    .into_any()
}

fn kicker(part: Part, at: usize) -> AnyView {
    let when = move |it: &Component| it.kickers.get(at).map(|it| it.when);
    let counts = Memo::new(move |_| part.see(|it| it.measure.is_count()));
    let unit = Signal::derive(move || if counts.get() { tr!("units").to_owned() } else { String::new() });
    let kind = move |it: &Component| match when(it) {
        Some(KickerWhen::Prepaid) => "1",
        Some(KickerWhen::Size { .. }) => "2",
        Some(KickerWhen::Term { .. }) | None => "0",
    };
    let is = Memo::new(move |_| part.see(|it| kind(it).to_owned()));
    let path = move |key: &str| part.path(format!("kicker/{}/{key}", at + 1));
    view! {
        {part.pick(
            tr!("For deals"),
            choices([tr!("Signed for long"), tr!("Paid in advance"), tr!("Of some size")]),
            move |it| kind(it).to_owned(),
            |_| String::new(),
            move |it, key| if let Some(kicker) = it.kickers.get_mut(at) {
                kicker.when = match key {
                    "1" => KickerWhen::Prepaid,
                    "2" => KickerWhen::Size { amount: Money::from_major(100_000) },
                    _term => KickerWhen::Term { months: 24 },
                };
            },
        )}
        {move || match is.get().as_str() {
            "0" => view! { <InputField path=path("term") label=Signal::stored(tr!("For at least").to_owned())/> }.into_any(),
            "2" => view! {
                <InputField path=path("size") label=Signal::stored(tr!("Of at least").to_owned()) in_unit=unit/>
            }.into_any(),
            _prepaid => ().into_any(),
        }}
        <InputField path=path("pays") label=Signal::stored(tr!("Pays on top").to_owned())/>
        {part.pick(
            tr!("Which is"),
            choices([tr!("% of the deal's credit"), tr!("Multiple of the derived rate")]),
            move |it| match it.kickers.get(at).map(|it| it.pays) {
                Some(KickerPays::Multiple(_)) => "1".to_owned(),
                Some(KickerPays::Share(_)) | None => "0".to_owned(),
            },
            |_| String::new(),
            move |it, key| if let Some(kicker) = it.kickers.get_mut(at) {
                kicker.pays = match (key, kicker.pays) {
                    ("1", KickerPays::Share(_)) => KickerPays::Multiple(Rate::percent(10)),
                    ("0", KickerPays::Multiple(_)) => KickerPays::Share(Rate::percent(1)),
                    (_, same) => same,
                };
            },
        )}
        <InputField
            path=path("expected")
            label=Signal::stored(tr!("Expected to qualify").to_owned())
            help=Signal::stored(tr!("Share of credit. The forecast has no deals to look at.").to_owned())
        />
    }
    .into_any()
}

const FACTORS: Sheet = Sheet {
    key: |row, col| matches!(col, "from" | "factor").then(|| ["multiplier/", row, "/", col].concat()),
    beyond: |component, rows, _| {
        let had = component.multiplier.as_ref().map_or(0, |it| steps(&it.by));
        ((1..=rows).map(|at| Arc::from((had + at).to_string())).collect(), Vec::new())
    },
    choose: |_, _, _, _| None,
    add_row: |component| component.multiplier.iter_mut().for_each(add_factor),
    add_col: |_| {},
    remove_row: |component, at| component.multiplier.iter_mut().for_each(|it| remove_factor(it, at)),
};

fn steps(by: &MultiplierBy) -> usize {
    match by {
        MultiplierBy::Steps { steps } => steps.len(),
        MultiplierBy::Attainment { .. } => 0,
    }
}

fn multiplier(part: Part) -> AnyView {
    let linked = Memo::new(move |_| {
        part.see(|it| it.multiplier.as_ref().is_some_and(|it| matches!(it.by, MultiplierBy::Attainment { .. })))
    });
    let table = move || {
        if linked.get() {
            return view! {
                <InputField path=part.path("multiplier/least") label=Signal::stored(tr!("At least").to_owned())/>
                <InputField path=part.path("multiplier/most") label=Signal::stored(tr!("At most").to_owned())/>
            }
            .into_any();
        }
        view! { <div class="wide">{factors(part)}</div> }.into_any()
    };
    view! {
        {part.pick_measure(
            tr!("Chosen by"),
            "multiplier",
            |it| it.multiplier.as_ref().map(|it| it.measure),
            |it, measure| if let Some(multiplier) = &mut it.multiplier { multiplier.measure = measure },
        )}
        {part.pick(
            tr!("The factor"),
            choices([tr!("Comes in steps"), tr!("Is that measure itself")]),
            |it| if it.multiplier.as_ref().is_some_and(|it| matches!(it.by, MultiplierBy::Attainment { .. })) {
                "1".to_owned()
            } else {
                "0".to_owned()
            },
            |it| match it.multiplier.as_ref().map(|it| &it.by) {
                Some(MultiplierBy::Attainment { .. }) => tr!("Two measures linked: neither pays without the other.").to_owned(),
                Some(MultiplierBy::Steps { .. }) | None => tr!("That of the highest step reached; 1x below the first.").to_owned(),
            },
            |it, key| if let Some(multiplier) = &mut it.multiplier { link_multiplier(multiplier, key == "1") },
        )}
        {table}
    }
    .into_any()
}

fn factors(part: Part) -> AnyView {
    let columns = Memo::new(|_| {
        let column = |key, label: &str| Column {
            key,
            label: label.to_owned(),
            align: Align::End,
            kind: Kind::Number,
            ..Column::default()
        };
        let name = Column { key: "no", label: tr!("Step").to_owned(), kind: Kind::ReadOnly, ..Column::default() };
        vec![name, column("from", tr!("From")), column("factor", tr!("Factor"))]
    });
    let rows = Memo::new(move |_| {
        let count = part.see(|it| it.multiplier.as_ref().map_or(0, |it| steps(&it.by)));
        (1..=count).map(|at| GridRow::Row(Arc::from(at.to_string()))).collect::<Vec<_>>()
    });
    let other_cell = Callback::new(move |(row, _): (Arc<str>, &'static str)| Cell {
        muted: true,
        ..Cell::new(part.app.locale.get().count(row.parse().unwrap_or(1)))
    });
    view! {
        <RateGrid
            part=part
            sheet=FACTORS
            label=Signal::stored(tr!("Factors of the multiplier").to_owned())
            columns=columns
            rows=rows
            other=other_cell
            insert_label=tr!("Add a step")
        />
    }
    .into_any()
}
