//! What bends the pay of a component, as it is added and taken away; and SPIFs beside the components.

use crate::edit::rate_tables::{other_measure, threshold_start, usual};
use crate::engine::TableScale;
use crate::model::comp::{
    Component, Factor, Gate, Kicker, KickerPays, KickerWhen, MarginOver, Measure, Modifier, Multiplier, MultiplierBy,
    PlanVersion, Spif, SpifPays, Threshold, ThresholdStart,
};
use crate::units::{ComponentId, Money, Month, Rate};

/// Adds a modifier with usual figures. Where the component has it already nothing changes, but of kickers there may be several.
pub fn add_modifier(component: &mut Component, modifier: Modifier, scale: &TableScale) {
    if modifier != Modifier::Kicker && modifier.is_on(component) {
        return;
    }
    let other = other_measure(component);
    match modifier {
        Modifier::Threshold => {
            // "Nothing below half of quota" leaves the rates above it as they are; retention bonuses rise from their floor instead.
            let (at, start) = if component.measure.is_ratio() {
                (Rate::percent(80), ThresholdStart::Zero)
            } else {
                (Rate::percent(50), ThresholdStart::Share)
            };
            component.threshold = Some(Threshold { at, start: threshold_start(component).unwrap_or(start) });
        }
        Modifier::Gate => component.gate = Some(Gate { measure: other, at: usual(other), accelerators_only: true }),
        Modifier::AttainmentCap => component.attainment_cap = Some(Rate::percent(200)),
        Modifier::Cap => component.cap = Some(Rate::percent(200)),
        Modifier::Kicker => component.kickers.push(Kicker {
            when: KickerWhen::Term { months: 24 },
            pays: KickerPays::Share(Rate::percent(1)),
            expected: Rate::percent(20),
        }),
        Modifier::DealCap => {
            let whole = (scale.target.to_major() / 1_000.0).round().max(1.0) * 1_000.0;
            component.deal_cap = Some(Money::from_major_f64(whole));
        }
        Modifier::Multiplier => component.multiplier = Some(Multiplier { measure: other, by: usual_steps(other) }),
        Modifier::AttainedBy => component.attained_by = Some(other),
        Modifier::TierByMargin => component.tier_by_margin = Some(MarginOver::Amount),
    }
}

/// A tenth less below what is usual, a tenth more above.
fn usual_steps(measure: Measure) -> MultiplierBy {
    let usual = usual(measure);
    let step = |from, percent| Factor { from, factor: Rate::percent(percent) };
    MultiplierBy::Steps { steps: vec![step(Rate::ZERO, 90), step(usual, 100), step(usual + Rate::percent(5), 110)] }
}

/// Takes a modifier away; of kickers, all. What only makes sense with it goes too.
pub fn remove_modifier(component: &mut Component, modifier: Modifier) {
    match modifier {
        Modifier::Threshold => component.threshold = None,
        Modifier::Gate => component.gate = None,
        Modifier::AttainmentCap => component.attainment_cap = None,
        Modifier::Cap => (component.cap, component.cap_carries) = (None, false),
        Modifier::Kicker => component.kickers.clear(),
        Modifier::DealCap => component.deal_cap = None,
        Modifier::Multiplier => component.multiplier = None,
        Modifier::AttainedBy => component.attained_by = None,
        Modifier::TierByMargin => component.tier_by_margin = None,
    }
}

/// Removes one kicker (counted from 0).
pub fn remove_kicker(component: &mut Component, at: usize) {
    if at < component.kickers.len() {
        component.kickers.remove(at);
    }
}

/// Turns a multiplier into one chosen by steps, or into one that is the other measure's attainment itself, between the same bounds.
pub fn link_multiplier(multiplier: &mut Multiplier, linked: bool) {
    multiplier.by = match (&multiplier.by, linked) {
        (MultiplierBy::Steps { steps }, true) => {
            let factors = || steps.iter().map(|step| step.factor);
            MultiplierBy::Attainment {
                least: factors().min().unwrap_or(Rate::percent(50)),
                most: factors().max().unwrap_or(Rate::percent(150)),
            }
        }
        (MultiplierBy::Attainment { .. }, false) => usual_steps(multiplier.measure),
        (MultiplierBy::Steps { .. } | MultiplierBy::Attainment { .. }, _) => return,
    };
}

/// Adds a step to a multiplier, five points higher and a tenth more.
pub fn add_factor(multiplier: &mut Multiplier) {
    if let MultiplierBy::Steps { steps } = &mut multiplier.by {
        let next = steps.last().map_or(Factor { from: usual(multiplier.measure), factor: Rate::ONE }, |last| Factor {
            from: last.from + Rate::percent(5),
            factor: last.factor + Rate::percent(10),
        });
        steps.push(next);
    }
}

/// Removes a step of a multiplier (counted from 0); the last one left stays.
pub fn remove_factor(multiplier: &mut Multiplier, at: usize) {
    if let MultiplierBy::Steps { steps } = &mut multiplier.by
        && steps.len() > 1
        && at < steps.len()
    {
        steps.remove(at);
    }
}

/// Adds a SPIF for the three months from one on: 1,000 for each deal.
pub fn add_spif(version: &mut PlanVersion, from: Month) -> ComponentId {
    let taken: Vec<ComponentId> =
        version.components.iter().map(|it| it.id.clone()).chain(version.spifs.iter().map(|it| it.id.clone())).collect();
    let id = ComponentId::fresh("SPIF", taken.iter());
    let number = version.spifs.len() + 1;
    version.spifs.push(Spif {
        id: id.clone(),
        name: if number == 1 { "SPIF".to_owned() } else { format!("SPIF {number}") },
        measure: Measure::NewArr,
        from: from.first_day(),
        to: from.plus(2).last_day(),
        amount: Money::from_major(1_000),
        pays: SpifPays::PerDeal { least: Money::ZERO },
    });
    id
}

/// Removes a SPIF.
pub fn remove_spif(version: &mut PlanVersion, id: &ComponentId) {
    version.spifs.retain(|it| it.id != *id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::{RatePreset, Rated};
    use crate::model::{Severity, sample, validate};
    use crate::units::PlanId;

    const SCALE: TableScale = TableScale { whole: 300_000_000, target: Money::from_major(30_400), known: true };

    #[test]
    fn what_is_added_is_on_has_nothing_wrong_with_it_and_goes_without_a_trace() {
        let mut document = sample::company();
        let mut component = document.plan(&PlanId::new("ae")).unwrap().versions[0].components[0].clone();
        component.cap = None;
        let before = component.clone();
        for modifier in Modifier::ALL {
            let by_deal = matches!(modifier, Modifier::DealCap | Modifier::TierByMargin);
            component.rated = if by_deal { Rated::EachDeal } else { before.rated };
            let plain = component.clone();
            assert!(modifier.fits(&component) && !modifier.is_on(&component), "{modifier:?}");
            add_modifier(&mut component, modifier, &SCALE);
            assert!(modifier.is_on(&component), "{modifier:?}");
            let plan = document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap();
            plan.versions[0].components[0] = component.clone();
            let wrong: Vec<_> = validate(&document).into_iter().filter(|it| it.at.starts_with("plan/ae")).collect();
            assert!(wrong.iter().all(|it| it.severity == Severity::Note), "{modifier:?}: {wrong:?}");
            remove_modifier(&mut component, modifier);
            assert_eq!(component, plain, "{modifier:?}");
        }
    }

    #[test]
    fn a_ratio_and_a_rating_deal_by_deal_offer_only_what_has_an_effect() {
        let mut ratio = Component { measure: Measure::GrossRetention, ..Component::default() };
        assert!(!Modifier::Kicker.fits(&ratio) && !Modifier::DealCap.fits(&ratio) && Modifier::Gate.fits(&ratio));
        ratio.measure = Measure::NewArr;
        ratio.rated = Rated::EachDeal;
        assert!(Modifier::DealCap.fits(&ratio) && !Modifier::AttainedBy.fits(&ratio));
    }

    #[test]
    fn a_second_kicker_stands_beside_the_first_and_goes_alone() {
        let mut component = Component::default();
        add_modifier(&mut component, Modifier::Kicker, &SCALE);
        component.kickers[0].when = KickerWhen::Prepaid;
        add_modifier(&mut component, Modifier::Kicker, &SCALE);
        remove_kicker(&mut component, 1);
        assert_eq!(component.kickers.len(), 1);
        assert_eq!(component.kickers[0].when, KickerWhen::Prepaid);
    }

    #[test]
    fn a_multiplier_that_is_linked_keeps_within_the_factors_it_had() {
        let mut multiplier = Multiplier { measure: Measure::GrossRetention, by: usual_steps(Measure::GrossRetention) };
        add_factor(&mut multiplier);
        remove_factor(&mut multiplier, 0);
        let before = multiplier.clone();
        link_multiplier(&mut multiplier, false);
        assert_eq!(multiplier, before);
        link_multiplier(&mut multiplier, true);
        assert_eq!(multiplier.by, MultiplierBy::Attainment { least: Rate::ONE, most: Rate::percent(120) });
    }

    #[test]
    fn the_cap_of_a_deal_is_at_first_the_target_pay_of_the_period() {
        let mut component =
            Component { rated: Rated::EachDeal, rates: RatePreset::Marginal.rates(&[]), ..Component::default() };
        add_modifier(&mut component, Modifier::DealCap, &SCALE);
        assert_eq!(component.deal_cap, Some(Money::from_major(30_000)));
    }

    #[test]
    fn spifs_have_names_of_their_own_and_last_three_months() {
        let mut version = PlanVersion::default();
        let first = add_spif(&mut version, Month::new(2027, 11));
        let second = add_spif(&mut version, Month::new(2027, 11));
        assert_ne!(first, second);
        let days: Vec<String> = version.spifs.iter().map(|it| format!("{} {} {}", it.name, it.from, it.to)).collect();
        assert_eq!(days, ["SPIF 2027-11-01 2028-01-31", "SPIF 2 2027-11-01 2028-01-31"]);
        remove_spif(&mut version, &first);
        assert_eq!(version.spifs.len(), 1);
        assert_eq!(version.spifs[0].id, second);
    }
}
