//! What plan health says of a plan, in words.

use super::*;
use crate::engine::{Cliff, Remote};
use crate::model::comp::Component;

fn say(finding: Finding, verdict: Verdict) -> HealthWords {
    let component = |name: &str| Component { name: name.to_owned(), ..Component::default() };
    let version =
        PlanVersion { components: vec![component("New business"), component("Goals")], ..PlanVersion::default() };
    health(&Health { finding, verdict }, &version, &Locale::EN_US, Currency::default())
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn a_finding_names_its_figure_its_range_and_its_source() {
    let mix = Finding::PayMix { base: 0.8, function: Function::AccountManagement, usual: Some((0.6, 0.7)) };
    let words = say(mix, Verdict::Watch);
    assert_eq!(words.title, "Pay mix 80 : 20");
    assert!(words.usual.contains("60 : 40 to 70 : 30") && words.usual.contains("illustrative"), "{}", words.usual);
    assert!(words.change.starts_with("So much base"));
    let quota = say(Finding::QuotaOverOte { times: 8.1, usual: Some((4.0, 6.0)) }, Verdict::Watch);
    assert!(quota.usual.contains("BenchSights") && quota.change.contains("lower the quota"));
}

#[test]
fn a_plan_without_a_component_is_told_with_what_it_leaves_unearned_and_how_to_mend_it() {
    let words = say(Finding::Unearned(Money::from_major(90_000)), Verdict::Change);
    assert_eq!(words.title, "No component earns $90,000");
    assert!(words.change.starts_with("Choose \u{201c}Add a component\u{201d}"), "{}", words.change);
    let curve = crate::present::words_pay::no_curve(Money::from_major(90_000), &Locale::EN_US, Currency::default());
    assert!(curve.contains("$90,000 of target variable a year is earned by nothing"), "{curve}");
}

#[test]
fn what_is_in_order_asks_for_no_change() {
    for finding in [
        Finding::Upside { at_150: 1.9, at_200: 2.9 },
        Finding::Components(2),
        Finding::Cliffs(vec![]),
        Finding::Street(Street::Leader { component: 0, share: 0.88 }),
    ] {
        assert_eq!(say(finding, Verdict::Fine).change, "");
    }
}

#[test]
fn a_cliff_names_the_money_and_a_cap_the_people() {
    let cliff = Cliff { at: 1.0, amount: Money::from_major(45_000), of_target: 0.5 };
    assert_eq!(plain(&say(Finding::Cliffs(vec![cliff]), Verdict::Change).title), "Cliff: $45,000 at 100 %");
    let caps = [(Some(1), 1.3, 0.159), (None, 1.5, 0.05)];
    let caps = caps.map(|(component, at, share)| PayLimit { component, at, share });
    assert_eq!(
        plain(&say(Finding::Caps(caps.to_vec()), Verdict::Change).title),
        "Cap at 130 % (Goals) with 16 % of people above and 150 % (whole plan) with 5 % of people above"
    );
    let remote = Remote { component: 1, weight: 0.3, why: RemoteWhy::Company };
    assert_eq!(
        plain(&say(Finding::Influence(vec![remote]), Verdict::Watch).title),
        "Out of reach: 30 % of pay on Goals (result of the company)"
    );
}

#[test]
fn the_whole_is_told_in_one_sentence() {
    let one = |verdict| Health { finding: Finding::Components(1), verdict };
    let say =
        |verdicts: &[Verdict]| health_say(&verdicts.iter().map(|it| one(*it)).collect::<Vec<_>>(), &Locale::EN_US);
    assert_eq!(say(&[Verdict::Fine, Verdict::Open]), "Nothing in 2 checks wants changing.");
    assert_eq!(
        say(&[Verdict::Change, Verdict::Watch, Verdict::Watch]),
        "Of 3 checks, 1 should be changed, or meant, and 2 may want a look."
    );
}
