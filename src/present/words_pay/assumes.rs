//! What a plan's curve and cost take for granted, in words: where other measures stand, what an expected share stands for, what is left
//! out, and the floor that a draw puts under pay.

use super::choice::measured;
use super::cost::list;
use super::mechanics::counted;
use crate::engine::{Floor, OtherStand, other_stands};
use crate::model::comp::{DrawKind, PlanVersion, Rated};
use crate::model::{Document, OtherMeasures};
use crate::present::Locale;
use crate::text::{mark, tr};
use crate::units::{Currency, Rate};

/// The assumptions to choose from: key, name, meaning.
pub const OTHERS: [(&str, &str, &str); 3] = [
    (
        "target",
        mark!("At their target"),
        mark!("A ratio stands at the target that the plan sets for it; where it sets none, gates on it are met."),
    ),
    (
        "same",
        mark!("At the same attainment"),
        mark!("They move along the curve, each at that share of its own target."),
    ),
    (
        "value",
        mark!("At a value"),
        mark!("All at this attainment; a retention rate or a score is that figure itself, as gates have it."),
    ),
];

/// The assumption by its key; a value begins at 90 %.
pub fn others_by_key(key: &str, now: OtherMeasures) -> Option<OtherMeasures> {
    match (key, now) {
        ("target", _) => Some(OtherMeasures::OnTarget),
        ("same", _) => Some(OtherMeasures::SameAttainment),
        ("value", OtherMeasures::At { value }) => Some(OtherMeasures::At { value }),
        ("value", OtherMeasures::OnTarget | OtherMeasures::SameAttainment) => {
            Some(OtherMeasures::At { value: Rate::percent(90) })
        }
        (_unknown, _) => None,
    }
}

/// The key of an assumption.
pub const fn others_key(others: OtherMeasures) -> &'static str {
    match others {
        OtherMeasures::OnTarget => "target",
        OtherMeasures::SameAttainment => "same",
        OtherMeasures::At { .. } => "value",
    }
}

/// What the curve, the cost table and expected cost take for granted; nothing where they leave nothing open.
pub fn curve_assumes(document: &Document, version: &PlanVersion, locale: &Locale) -> String {
    let mut text = Vec::new();
    let stands: Vec<String> = other_stands(document, version)
        .into_iter()
        .map(|(measure, stand)| {
            let percent = |rate: Rate| locale.percent(rate.to_f64(), 1);
            let ratio = measure.is_ratio();
            let what = if ratio { measured(measure) } else { counted(measure) };
            match stand {
                OtherStand::OnTarget => tr!("{what} at target"),
                OtherStand::AtRatio(rate) => tr!("{what} at its target of {}", percent(rate)),
                OtherStand::Unknown => {
                    tr!("{what} on target, which the plan does not name: gates on it are met and it multiplies by one")
                }
                OtherStand::Along => tr!("{what} at the same attainment"),
                OtherStand::At(rate) if ratio => tr!("{what} at {}", percent(rate)),
                OtherStand::At(rate) => tr!("{what} at {} of its target", percent(rate)),
            }
        })
        .collect();
    if !stands.is_empty() {
        text.push(tr!("Taken for granted: {}.", list(&stands)));
    }
    if version.components.iter().any(|it| !it.kickers.is_empty() && !it.measure.is_ratio()) {
        text.push(tr!("Kickers count with the share of credit that is expected to qualify.").to_owned());
    }
    if version.components.iter().any(|it| it.rated == Rated::EachDeal && !it.measure.is_ratio()) {
        text.push(tr!("Deals have the mean size of the segment.").to_owned());
    }
    if !version.spifs.is_empty() {
        text.push(tr!("SPIFs are not in it: they pay in their own days only.").to_owned());
    }
    text.join(" ")
}

/// What a draw pays at least, beside what is earned; nothing without one.
pub fn floor(floor: Option<&Floor>, locale: &Locale, currency: Currency) -> String {
    let Some(floor) = floor else { return String::new() };
    let amount = locale.money_whole_named(floor.amount, currency);
    let over = match floor.months {
        12 => tr!("a year").to_owned(),
        1 => tr!("in the first month").to_owned(),
        months => tr!("over the first {months} months"),
    };
    let after = match floor.kind {
        DrawKind::GuaranteeTopUp => {
            tr!("What is earned is topped up to it, period by period, and nothing is owed back.")
        }
        DrawKind::Additional => tr!("It is paid on top of what is earned, and nothing is owed back."),
        DrawKind::Recoverable | DrawKind::DelayedRecovery { .. } => {
            tr!(
                "What it advances is recovered from later pay, so it moves pay in time and is no cost of an attainment."
            )
        }
        DrawKind::RecoverableForgiven => {
            tr!("What it advances is recovered from later pay; what is still owed at the end is forgiven.")
        }
    };
    tr!(
        "{} pays at least {amount} {over}, whatever is earned. {after} It is not in the figures of what is earned.",
        draw_name(floor.kind)
    )
}

/// The label of the line in the chart.
pub fn floor_label(floor: &Floor, locale: &Locale, currency: Currency) -> String {
    let amount = locale.money_compact(floor.amount, currency);
    let over = if floor.months < 12 { tr!(" in {} months", floor.months) } else { String::new() };
    tr!("paid at least: {amount}{over}")
}

fn draw_name(kind: DrawKind) -> &'static str {
    match kind {
        DrawKind::GuaranteeTopUp => tr!("The guarantee"),
        DrawKind::Additional
        | DrawKind::Recoverable
        | DrawKind::RecoverableForgiven
        | DrawKind::DelayedRecovery { .. } => tr!("The draw"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{
        Component, Draw, Gate, Kicker, KickerPays, KickerWhen, Measure, Multiplier, MultiplierBy, Target,
    };
    use crate::units::{Money, Monthly};

    fn say(document: &Document, version: &PlanVersion) -> String {
        curve_assumes(document, version, &Locale::EN_US).replace('\u{a0}', " ")
    }

    #[test]
    fn a_plan_that_looks_at_nothing_else_takes_nothing_for_granted() {
        let version = PlanVersion { components: vec![Component::default(); 2], ..PlanVersion::default() };
        assert_eq!(say(&Document::default(), &version), "");
    }

    #[test]
    fn other_measures_are_told_with_where_they_stand() {
        let gate = |measure| Some(Gate { measure, at: Rate::percent(90), accelerators_only: false });
        let by = MultiplierBy::Attainment { least: Rate::ZERO, most: Rate::ONE };
        let retention = Component {
            measure: Measure::GrossRetention,
            target: Target::Ratio { ratio: Rate::percent(92) },
            ..Component::default()
        };
        let version = PlanVersion {
            components: vec![
                Component { gate: gate(Measure::GrossRetention), ..Component::default() },
                Component {
                    gate: gate(Measure::NetRetention),
                    multiplier: Some(Multiplier { measure: Measure::ExpansionArr, by }),
                    ..Component::default()
                },
                retention,
            ],
            ..PlanVersion::default()
        };
        let mut document = Document::default();
        assert_eq!(
            say(&document, &version),
            "Taken for granted: gross retention at its target of 92.0 %, net retention on target, which the plan does not name: gates \
             on it are met and it multiplies by one and expansion ARR at target."
        );
        document.assumptions.other_measures = OtherMeasures::SameAttainment;
        assert!(say(&document, &version).starts_with("Taken for granted: gross retention at the same attainment, net"));
        document.assumptions.other_measures = OtherMeasures::At { value: Rate::percent(85) };
        assert_eq!(
            say(&document, &version),
            "Taken for granted: gross retention at 85.0 %, net retention at 85.0 % and expansion ARR at 85.0 % of its target."
        );
    }

    #[test]
    fn kickers_are_in_it_and_spifs_are_not() {
        let pays = KickerPays::Share(Rate::percent(1));
        let kicker = Kicker { when: KickerWhen::Prepaid, pays, expected: Rate::percent(20) };
        let version = PlanVersion {
            components: vec![Component { kickers: vec![kicker], rated: Rated::EachDeal, ..Component::default() }],
            ..PlanVersion::default()
        };
        assert_eq!(
            say(&Document::default(), &version),
            "Kickers count with the share of credit that is expected to qualify. Deals have the mean size of the segment."
        );
    }

    #[test]
    fn a_draw_is_told_as_the_least_that_is_paid_with_what_is_owed() {
        let draw = |kind, months| Draw::level(kind, Monthly::new(Money::from_major(3_000)), months);
        let say = |kind, months| {
            let version = PlanVersion { draw: Some(draw(kind, months)), ..PlanVersion::default() };
            let found = crate::engine::pay_floor(&version);
            floor(found.as_ref(), &Locale::EN_US, Currency::USD)
        };
        assert!(
            say(DrawKind::GuaranteeTopUp, None)
                .starts_with("The guarantee pays at least $36,000 a year, whatever is earned.")
        );
        let recovered = say(DrawKind::Recoverable, Some(4));
        assert!(
            recovered.contains("at least $12,000 over the first 4 months")
                && recovered.contains("recovered from later pay")
        );
        assert_eq!(floor(None, &Locale::EN_US, Currency::USD), "");
    }
}
