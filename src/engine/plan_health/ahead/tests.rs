//! Accelerators against the attainment at which the company meets its target, by hand.

use crate::engine::plan_health::{Finding, Street, Verdict, plan_health};
use crate::engine::{Env, evaluate};
use crate::model::comp::{Component, PlanVersion, RatePreset, Target, Threshold, ThresholdStart};
use crate::model::{Document, Terms, sample};
use crate::units::{Cadence, Money, PlanId, Rate, RoleId, Yearly};

#[test]
fn an_accelerator_is_held_against_the_attainment_at_which_the_company_meets_its_target() {
    let ahead_of = |document: &Document| {
        let outcome = evaluate(document, &Env::default());
        let role = document.role(&RoleId::new("ae")).unwrap();
        let version = &document.plan(&PlanId::new("ae")).unwrap().versions[0];
        let found = plan_health(document, &outcome, version, role, role.terms_for(None).unwrap(), None);
        let street = found.iter().find_map(|it| if let Finding::Street(it) = it.finding { Some(it) } else { None });
        let ahead = found
            .iter()
            .find_map(|it| if let Finding::Ahead(ahead) = it.finding { Some((ahead, it.verdict)) } else { None });
        (street, ahead)
    };
    let mut document = sample::company();
    let (street, ahead) = ahead_of(&document);
    let (ahead, _) = ahead.unwrap();
    let Some(Street::Company { quotas, needed }) = street else { panic!("{street:?}") };
    assert_eq!((ahead.from, ahead.target), (1.0, document.settings.target_arr.unwrap()));
    assert!((ahead.company_at.unwrap() - needed.to_major() / quotas.to_major()).abs() < 1e-12);
    let outcome = evaluate(&document, &Env::default());
    assert_eq!(ahead.closing, crate::engine::Row::of(&outcome, outcome.whole()).movements.closing());
    // A target out of reach: sellers would have to stand far above the accelerator.
    document.settings.target_arr = Some(Money::from_major(400_000_000));
    let (far, verdict) = ahead_of(&document).1.unwrap();
    assert!(far.company_at.unwrap() > 1.5 && far.closing < far.target);
    let attained = far.attained.unwrap();
    assert_eq!(verdict, if attained > 1.001 { Verdict::Change } else { Verdict::Watch }, "{attained}");
    // Targets so low that the forecast pays accelerators while the company misses its own.
    let part = |document: &mut Document, change: &dyn Fn(&mut Component)| {
        change(&mut document.plans.iter_mut().find(|it| it.id.as_str() == "ae").unwrap().versions[0].components[0]);
    };
    let amount = Target::Amount { amount: Money::from_major(100_000), per: Cadence::Year };
    part(&mut document, &|it| it.target = amount);
    let (low, verdict) = ahead_of(&document).1.unwrap();
    assert!(low.attained.unwrap() > 1.0 && verdict == Verdict::Change, "{low:?}");
    part(&mut document, &|it| it.target = Target::Quota);
    // A target that the book meets by itself is met at any attainment: nothing is ahead of it.
    document.settings.target_arr = Some(Money::from_major(1_000));
    assert_eq!(ahead_of(&document).1.unwrap().1, Verdict::Fine);
    // Without a target, or without an accelerator, there is nothing to hold it against.
    document.settings.target_arr = None;
    assert_eq!(ahead_of(&document).1, None);
    document.settings.target_arr = Some(Money::from_major(40_000_000));
    part(&mut document, &|it| it.rates = RatePreset::Marginal.rates(&[]));
    assert_eq!(ahead_of(&document).1, None);
}

#[test]
fn a_plan_accelerates_where_it_pays_more_than_its_share() {
    let (document, terms) =
        (Document::default(), Terms { ote: Yearly::new(Money::from_major(120_000)), ..Terms::default() });
    let from = |component: Component| {
        let version = PlanVersion { components: vec![component], ..PlanVersion::default() };
        super::accelerates(&document, &version, &terms)
    };
    let table = |preset: RatePreset, bounds: &[(i64, i64)]| {
        let bounds: Vec<_> = bounds.iter().map(|it| (Rate::percent(it.0), Rate::percent(it.1))).collect();
        Component { rates: preset.rates(&bounds), ..Component::default() }
    };
    let near =
        |found: Option<f64>, at: f64| assert!(found.is_some_and(|it| (it - at).abs() < 1e-3), "{found:?} for {at}");
    near(from(table(RatePreset::Marginal, &[(125, 150)])), 1.25);
    near(from(table(RatePreset::Retroactive, &[(110, 120)])), 1.1);
    assert_eq!(from(table(RatePreset::Marginal, &[])), None);
    assert_eq!(from(table(RatePreset::Marginal, &[(100, 50)])), None, "a decelerator is none");
    // What rises steeply from a threshold to target pay does not pay more than its share before target.
    let threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    near(from(Component { threshold, ..table(RatePreset::Marginal, &[(100, 150)]) }), 1.0);
}
