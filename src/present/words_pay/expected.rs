//! What one should expect a plan to cost over a spread of attainment, in words and rows, and what makes that more or less than pay at
//! the mean.

use super::cost::list;
use crate::engine::Expected;
use crate::model::comp::{Component, PlanVersion, Rates, Reach, Tier, TierValue};
use crate::present::Locale;
use crate::text::tr;
use crate::units::{Currency, Rate};

/// What makes a spread cost more or less than pay at the mean, as far as a plan has it.
fn makes(version: &PlanVersion, more: bool) -> String {
    let any = |has: fn(&Component) -> bool| version.components.iter().any(has);
    let all = [
        (more, any(|it| bends(&it.rates, true)), tr!("accelerators")),
        (!more, any(|it| bends(&it.rates, false)), tr!("falling rates")),
        (true, any(|it| it.rates.pays_by_steps() || reaches_back(&it.rates)), tr!("cliffs")),
        (true, any(|it| it.threshold.is_some()), tr!("thresholds")),
        (!more, any(|it| it.gate.is_some()), tr!("gates")),
        (!more, version.cap.is_some() || any(|it| it.cap.or(it.attainment_cap).is_some()), tr!("caps")),
    ];
    let told: Vec<String> = all.iter().filter(|it| it.0 && it.1).map(|it| it.2.to_owned()).collect();
    if told.is_empty() { String::new() } else { tr!(", owing to {}", list(&told)) }
}

/// Whether a table pays more (or less) for a point above one of its bounds than for one below.
fn bends(rates: &Rates, up: bool) -> bool {
    let worth = |tier: &Tier| match tier.value {
        TierValue::Multiple(rate) | TierValue::Share(rate) => rate.to_f64(),
        TierValue::PerUnit(amount) => amount.to_major(),
    };
    let slopes: Vec<f64> = match rates {
        Rates::Tiers { tiers, .. } | Rates::Interpolated { tiers, .. } => tiers.iter().map(worth).collect(),
        Rates::Curve { points } => {
            let legs = points.iter().zip(points.iter().skip(1));
            let legs = legs.map(|(low, high)| (high.attainment - low.attainment, high.pay - low.pay));
            legs.filter(|leg| leg.0 > Rate::ZERO).map(|leg| leg.1.to_f64() / leg.0.to_f64()).collect()
        }
        Rates::Milestones { .. } | Rates::Matrix { .. } => Vec::new(),
    };
    slopes.iter().zip(slopes.iter().skip(1)).any(|(low, high)| if up { high > low } else { high < low })
}

fn reaches_back(rates: &Rates) -> bool {
    match rates {
        Rates::Tiers { tiers, .. } => tiers.iter().skip(1).any(|tier| tier.reach != Reach::OwnBound),
        Rates::Interpolated { .. } | Rates::Curve { .. } | Rates::Milestones { .. } | Rates::Matrix { .. } => false,
    }
}

/// The mean attainment with the decimals that tell it from 100 % and from a cliff beside it: `100.0 %` or `100.05 %`.
fn mean_told(expected: &Expected, locale: &Locale) -> String {
    let beside = [Some(1.0), expected.cliff.map(|it| it.at)];
    let differs = |decimals: u32| {
        let told = locale.percent(expected.mean, decimals);
        let other = |at: f64| (at - expected.mean).abs() < 1e-9 || locale.percent(at, decimals) != told;
        beside.into_iter().flatten().all(other)
    };
    let decimals = (1..4).find(|decimals| differs(*decimals)).unwrap_or(4);
    locale.percent(expected.mean, decimals)
}

/// What the spread does to the cost of a plan, in words.
pub fn expected(expected: &Expected, version: &PlanVersion, locale: &Locale, currency: Currency) -> String {
    let money = |amount| locale.money_whole_named(amount, currency);
    let percent = |share: f64| locale.percent(share.abs(), 1);
    let mut text = tr!("Expect {} a year of variable pay for one person", money(expected.pay));
    match expected.over_plan() {
        Some(gap) if gap.abs() < 5e-4 => text.push_str(tr!(", as much as at 100\u{a0}%.")),
        Some(gap) => {
            let side = if gap > 0.0 { tr!("more") } else { tr!("less") };
            text.push_str(&tr!(", {} {side} than the {} at 100\u{a0}%.", percent(gap), money(expected.at_plan)));
        }
        None => text.push('.'),
    }
    let side = |gap: f64| if gap > 0.0 { tr!("more") } else { tr!("less") };
    match (expected.for_spread().filter(|gap| gap.abs() > 5e-4), expected.cliff) {
        (Some(gap), Some(cliff)) => {
            let (mean, at, amount) = (mean_told(expected, locale), locale.percent(cliff.at, 1), money(cliff.amount.abs()));
            let (gap, side) = (percent(gap), side(gap));
            text.push_str(&if expected.mean > cliff.at {
                tr!(
                    " The mean, {mean}, lies just past the cliff of {amount} at {at}: pay at the mean is that behind the cliff, which \
                     many do not reach, and the spread costs {gap} {side} than that."
                )
            } else {
                tr!(
                    " The mean, {mean}, lies just below the cliff of {amount} at {at}: pay at the mean is that before the cliff, which \
                     many reach, and the spread costs {gap} {side} than that."
                )
            });
        }
        (Some(gap), None) if gap > 0.0 => text.push_str(&tr!(
            " The spread costs {} more than pay at the mean{}: who is far above it earns more than who is far below it saves.",
            percent(gap),
            makes(version, true)
        )),
        (Some(gap), None) => text.push_str(&tr!(
            " The spread costs {} less than pay at the mean{}: who is far below it loses more than who is far above it gains.",
            percent(gap),
            makes(version, false)
        )),
        (None, _) if expected.at_mean.mills() > 0 => {
            text.push_str(tr!(" The spread itself costs nothing: what the plan pays rises evenly with the result."));
        }
        (None, _) => {}
    }
    text
}

/// The table of expected cost, header first: for each group of people what to expect, pay at 100 % and at the mean, what the spread adds.
pub fn expected_rows(
    parts: &[(String, Expected)],
    locale: &Locale,
    currency: Currency,
) -> (Vec<String>, Vec<Vec<String>>) {
    let mean = parts.first().map_or(String::new(), |it| mean_told(&it.1, locale));
    let header = vec![
        tr!("{currency} a year"),
        tr!("Expected").to_owned(),
        tr!("At 100\u{a0}%").to_owned(),
        tr!("At the mean, {mean}"),
        tr!("Spread adds").to_owned(),
    ];
    let row = |(name, it): &(String, Expected)| {
        vec![
            name.clone(),
            locale.money_table(it.pay),
            locale.money_table(it.at_plan),
            locale.money_table(it.at_mean),
            locale.money_delta_whole(it.pay - it.at_mean),
        ]
    };
    (header, parts.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::MeanCliff;
    use crate::model::comp::{RatePreset, Threshold};
    use crate::units::Money;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    fn found(pay: i64, at_plan: i64, at_mean: i64) -> Expected {
        let money = Money::from_major;
        let (pay, at_plan, at_mean) = (money(pay), money(at_plan), money(at_mean));
        Expected { pay, at_plan, mean: 1.0, at_mean, at_quota: 0.5, cliff: None }
    }

    fn plan(preset: RatePreset, change: impl FnOnce(&mut Component)) -> PlanVersion {
        let rates = preset.rates(&[(Rate::ONE, Rate::percent(150))]);
        let mut component = Component { rates, ..Component::default() };
        change(&mut component);
        PlanVersion { components: vec![component], ..PlanVersion::default() }
    }

    fn say(it: &Expected, version: &PlanVersion) -> String {
        plain(&expected(it, version, &Locale::EN_US, Currency::default()))
    }

    #[test]
    fn the_cost_of_a_spread_is_told_with_the_causes_that_the_plan_has() {
        let marginal = plan(RatePreset::Marginal, |_| {});
        assert_eq!(
            say(&found(104_100, 90_000, 100_000), &marginal),
            "Expect $104,100 a year of variable pay for one person, 15.7 % more than the $90,000 at 100 %. The spread costs 4.1 % more \
             than pay at the mean, owing to accelerators: who is far above it earns more than who is far below it saves."
        );
        let dear = say(&found(104_100, 90_000, 100_000), &plan(RatePreset::Retroactive, |_| {}));
        assert!(dear.contains("at the mean, owing to accelerators and cliffs: who"), "{dear}");
        let cheap = |version: &PlanVersion| say(&found(80_000, 90_000, 85_000), version);
        let capped = plan(RatePreset::Marginal, |it| {
            it.cap = Some(Rate::percent(150));
            it.threshold = Some(Threshold { at: Rate::percent(50), start: Default::default() });
        });
        assert!(cheap(&capped).contains("costs 5.9 % less than pay at the mean, owing to thresholds and caps: who"));
        assert!(
            cheap(&marginal).contains("costs 5.9 % less than pay at the mean: who is far below"),
            "no cause it lacks"
        );
        assert!(
            say(&found(90_000, 90_000, 90_000), &marginal)
                .contains("as much as at 100 %. The spread itself costs nothing")
        );
        assert_eq!(say(&found(0, 0, 0), &marginal), "Expect $0 a year of variable pay for one person.");
    }

    #[test]
    fn a_mean_beside_a_cliff_is_told_from_it() {
        let retroactive = plan(RatePreset::Retroactive, |_| {});
        let cliff = Some(MeanCliff { at: 1.0, amount: Money::from_major(60_750) });
        let it = Expected { mean: 1.000_46, cliff, ..found(183_500, 135_000, 195_834) };
        let text = say(&it, &retroactive);
        // 183,500 of 195,834 is 93.7 %.
        assert!(
            text.contains(
                "The mean, 100.05 %, lies just past the cliff of $60,750 at 100.0 %: pay at the mean is that behind the cliff, \
                 which many do not reach, and the spread costs 6.3 % less than that."
            ),
            "{text}"
        );
        let header = |it: &Expected| {
            let parts = [("One".to_owned(), it.clone())];
            plain(&expected_rows(&parts, &Locale::EN_US, Currency::default()).0[3])
        };
        assert_eq!(header(&it), "At the mean, 100.05 %");
        assert_eq!(header(&found(1, 1, 1)), "At the mean, 100.0 %");
        assert_eq!(header(&Expected { mean: 0.788, ..found(1, 1, 1) }), "At the mean, 78.8 %");
        assert_eq!(header(&Expected { mean: 0.999_96, cliff, ..found(1, 1, 1) }), "At the mean, 99.996 %");
    }
}
