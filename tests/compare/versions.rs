//! Versions of a plan that only one scenario has, and other things that are wholly new: what they say, not only that they are there.

use super::*;
use remit::edit::add_version;
use remit::model::comp::{
    Clawback, ClawbackBasis, Factor, Gate, Kicker, KickerPays, KickerWhen, Measure as Paid, Multiplier, MultiplierBy,
    Spif, SpifPays, Threshold, ThresholdStart,
};
use remit::present::compare::step_parts;
use remit::units::ComponentId;

/// The sample company, whose account executives get a version more from a month of 2027 on.
fn with_version(
    document: &Document,
    month: u32,
    change: impl FnOnce(&mut remit::model::comp::PlanVersion),
) -> Document {
    let mut document = document.clone();
    let (at, command) = add_version(&document, &PlanId::new("ae"), Month::new(2027, month)).unwrap();
    apply(&mut document, command).unwrap();
    change(&mut document.plans[0].versions[at]);
    document
}

fn weigh(version: &mut remit::model::comp::PlanVersion, percent: i64) {
    version.components[0].weight = Rate::percent(percent);
}

fn tiers(document: &mut Document, version: usize) -> &mut Vec<Tier> {
    let Rates::Tiers { tiers, .. } = &mut document.plans[0].versions[version].components[0].rates else {
        panic!("the sample pays account executives by tiers")
    };
    tiers
}

fn with_tier(mut document: Document) -> Document {
    let value = TierValue::Multiple(Rate::percent(250));
    tiers(&mut document, 0).push(Tier { from: TierFrom::Quota(Rate::percent(200)), value, reach: Reach::OwnBound });
    document
}

/// Rows of what was entered differently: what, and its two sides.
fn lines(old: &Document, new: &Document) -> Vec<[String; 3]> {
    let rows = rows(&differences(old, new), old, new, &Locale::default());
    rows.into_iter().map(|it| [it.what, it.old, it.new]).collect()
}

/// The amounts of a bridge of variable pay by the names of its steps.
fn moves(bridge: &Bridge, old: &Document, new: &Document) -> Vec<(String, Money)> {
    bridge.steps.iter().map(|it| (step(&it.step, old, new, &Locale::default()), it.amount)).collect()
}

/// Variable pay of the last year that a document shares with another.
fn pay(document: &Document, other: &Document) -> Money {
    told_of(document, other, Measure::VariablePay, BridgeMethod::Ordered).from
}

#[test]
fn a_version_that_only_one_scenario_has_is_told_against_what_holds_in_the_other_then() {
    let old = company();
    let mut new = with_version(&old, 7, |it| weigh(it, 80));
    tiers(&mut new, 1)[1].value = TierValue::Multiple(Rate::percent(190));
    let place = "Account executive, version 2 from Jul 2027, New business: ";
    let (weight, tier) = ([place, "share of variable"].concat(), [place, "tier 2 pays"].concat());
    let version = "Version 2 from Jul 2027";
    assert_eq!(
        lines(&old, &new),
        [
            [version, "version 1 goes on", "added"],
            [&weight, "100\u{a0}%", "80\u{a0}%"],
            [&tier, "1.5\u{a0}x", "1.9\u{a0}x"],
        ]
    );
    assert_eq!(
        lines(&new, &old),
        [
            [version, "there", "removed, version 1 goes on"],
            [&weight, "80\u{a0}%", "100\u{a0}%"],
            [&tier, "1.9\u{a0}x", "1.5\u{a0}x"],
        ]
    );
    // A version that says what held before says nothing but that it is there.
    let same = with_version(&old, 7, |_| {});
    assert_eq!(lines(&old, &same), [[version, "version 1 goes on", "added"]]);
}

#[test]
fn a_version_that_comes_between_two_others_leaves_them_what_they_are() {
    let old = with_version(&company(), 7, |it| weigh(it, 80));
    let new = with_version(&old, 4, |it| it.components[0].cadence = Cadence::Year);
    let period = ["Version 2 from Apr 2027 \u{203a} New business \u{203a} Period", "Quarterly", "Yearly"];
    let found = lines(&old, &new);
    assert_eq!(found[0], ["Version 2 from Apr 2027", "version 1 goes on", "added"]);
    assert_eq!(found[1], period);
    assert_eq!(found.len(), 2, "the version from July is the third there, and the same: {found:#?}");
    // One that begins later than before is the same version.
    let mut later = old.clone();
    later.plans[0].versions[1].from = Month::new(2027, 10).first_day().into();
    assert_eq!(lines(&old, &later), [["Version 2 from Oct 2027 \u{203a} From", "1 Jul 2027", "1 Oct 2027"]]);
}

#[test]
fn a_tier_that_pays_another_kind_of_value_is_told_once() {
    let old = company();
    let mut new = old.clone();
    tiers(&mut new, 0)[1].value = TierValue::Share(Rate::percent(30));
    tiers(&mut new, 0)[2].from = TierFrom::Amount(money(900_000.0));
    let line = |what: &str, old: &str, new: &str| [["New business \u{203a} ", what].concat(), old.into(), new.into()];
    assert_eq!(
        lines(&old, &new),
        [line("Tier 2 \u{203a} Pays", "1.5x", "30\u{a0}%"), line("Tier 3 \u{203a} From", "125\u{a0}%", "$900,000"),]
    );
}

#[test]
fn typed_fields_name_their_version_where_either_plan_has_several() {
    let one = company();
    let mut other = one.clone();
    tiers(&mut other, 0)[1].value = TierValue::Multiple(Rate::percent(170));
    let what = |old: &Document, new: &Document| {
        let found = lines(old, new);
        found.into_iter().map(|it| it[0].clone()).find(|it| it.ends_with("tier 2 pays")).unwrap()
    };
    assert_eq!(what(&one, &other), "Account executive, New business: tier 2 pays");
    let two = with_version(&other, 7, |it| {
        it.components[0].rates = one.plans[0].versions[0].components[0].rates.clone();
    });
    let named = "Account executive, version 1, New business: tier 2 pays";
    assert_eq!([what(&one, &two), what(&two, &one)], [named, named]);
    // The bridge and its card call it the same.
    let bridge = told_of(&one, &two, Measure::VariablePay, BridgeMethod::Ordered);
    assert_eq!(moves(&bridge, &one, &two)[0].0, [named, ": 1.5\u{a0}x \u{2192} 1.7\u{a0}x"].concat());
}

#[test]
fn each_version_is_a_step_of_its_own_so_that_money_stands_by_what_moves_it() {
    let old = company();
    let first = with_tier(old.clone());
    let new = with_version(&first, 7, |it| {
        weigh(it, 80);
        it.cap = Some(Rate::percent(300));
    });
    // From July on a tier more than before holds too, so three things differ then.
    let bridge = told_of(&old, &new, Measure::VariablePay, BridgeMethod::Ordered);
    let by_hand = [
        (
            "Plan Account executive, version 1: New business \u{203a} Tier 4, none \u{2192} from 200\u{a0}%: 2.5x"
                .to_owned(),
            pay(&first, &new) - pay(&old, &new),
        ),
        (
            "Plan Account executive, version 2 from Jul 2027: added; 3 changes".to_owned(),
            pay(&new, &old) - pay(&first, &new),
        ),
    ];
    assert_eq!(moves(&bridge, &old, &new), by_hand);
    assert!(by_hand[1].1.mills() < -100_000_000, "a fifth of pay goes in half a year: {by_hand:?}");
    // In all orders each has its mean of being first and last, worked out on documents of their own.
    let mut alone = new.clone();
    alone.plans[0].versions[0] = old.plans[0].versions[0].clone();
    let shapley = told_of(&old, &new, Measure::VariablePay, BridgeMethod::Shapley);
    let [a, b, ab, none] = [&first, &alone, &new, &old].map(|it| pay(it, &new).to_major());
    let mean = [(a - none + ab - b) / 2.0, (b - none + ab - a) / 2.0];
    for (made, mean) in shapley.steps.iter().zip(mean) {
        assert!((made.amount.to_major() - mean).abs() <= 0.01, "{made:?} and by hand {mean}");
    }
    // The card of a step of several changes lists them.
    let parts = step_parts(&bridge.steps[1].step, (&old, &new), &Locale::default());
    let told: Vec<_> = parts.iter().map(|it| format!("{}: {}", it.what, it.sides)).collect();
    assert_eq!(
        told,
        [
            "cap on variable pay of a year: none \u{2192} 3\u{a0}x",
            "New business: share of variable: 100\u{a0}% \u{2192} 80\u{a0}%",
            "New business \u{203a} Tier 4: none \u{2192} from 200\u{a0}%: 2.5x",
        ]
    );
    assert_eq!(parts[1].path.as_deref(), Some("plan/ae/2/new/weight"));
}

#[test]
fn a_step_of_several_changes_is_called_by_none_of_them() {
    let old = company();
    let mut new = with_tier(old.clone());
    new.plans[0].versions[0].components[0].rated = Rated::YearToDate;
    new.plans[0].versions[0].draw = Some(Draw::level(DrawKind::Recoverable, Monthly::new(money(2_000.0)), Some(6)));
    new.segments.retain(|it| it.id.as_str() != "enterprise");
    let names = |old: &Document, new: &Document| -> Vec<String> {
        let made = remit::engine::compare::steps(old, new);
        made.iter().map(|it| step(it, old, new, &Locale::default())).collect()
    };
    let there = names(&old, &new);
    assert!(there.contains(&"Plan Account executive: 3 changes".to_owned()), "{there:#?}");
    assert!(there.contains(&"Segment Enterprise: removed".to_owned()), "{there:#?}");
    assert!(names(&new, &old).contains(&"Segment Enterprise: added".to_owned()));
    // What is one change says it, however much there is to it.
    let drawn = |draw| {
        let mut new = old.clone();
        new.plans[0].versions[0].draw = Some(draw);
        names(&old, &new)
    };
    let draw = Draw::level(DrawKind::Recoverable, Monthly::new(money(2_000.0)), Some(6)).with_its_month();
    let told =
        "Draw or guarantee, none \u{2192} Recoverable: $2,000 a month for the first 6 months, paid with its month";
    assert_eq!(drawn(draw), [["Plan Account executive: ", told].concat()]);
}

#[test]
fn what_is_wholly_new_says_its_fields_in_a_line() {
    let old = company();
    let mut new = with_tier(old.clone());
    let version = &mut new.plans[0].versions[0];
    let kind = DrawKind::DelayedRecovery { start_period: 4, share: Rate::percent(50), last_period: None };
    version.draw = Some(Draw::level(kind, Monthly::new(money(2_000.0)), None));
    let (from, to) = (Month::new(2027, 1).first_day(), Month::new(2027, 3).last_day());
    version.spifs.push(Spif {
        id: ComponentId::new("push"),
        name: "Spring push".into(),
        measure: Paid::NewArr,
        from,
        to,
        amount: money(500.0),
        pays: SpifPays::PerDeal { least: money(20_000.0) },
    });
    version.clawback =
        Clawback { basis: ClawbackBasis::Paid, share: Rate::percent(50), months: 6, takes_attainment: false };
    let component = &mut version.components[0];
    component.kickers.push(Kicker {
        when: KickerWhen::Term { months: 36 },
        pays: KickerPays::Share(Rate::percent(1)),
        expected: Rate::percent(10),
    });
    component.gate = Some(Gate { measure: Paid::GrossRetention, at: Rate::percent(85), accelerators_only: true });
    component.threshold = Some(Threshold { at: Rate::percent(50), start: ThresholdStart::Zero });
    let steps = vec![Factor { from: Rate::percent(80), factor: Rate::percent(110) }];
    component.multiplier = Some(Multiplier { measure: Paid::Objectives, by: MultiplierBy::Steps { steps } });
    let mut more = version.components[0].clone();
    (more.id, more.name, more.weight) = (ComponentId::new("more"), "Extra".into(), Rate::percent(20));
    (more.gate, more.threshold, more.multiplier, more.kickers) = (None, None, None, Vec::new());
    version.components.push(more);
    let lines = lines(&old, &new);
    let told = |what: &str| {
        let line = lines.iter().find(|it| it[0] == what).unwrap_or_else(|| panic!("{what}: {lines:#?}"));
        assert!(line[1] == "none" || what.starts_with("Clawback"), "{line:?}");
        line[2].replace('\u{a0}', " ")
    };
    for (what, said) in [
        ("New business \u{203a} Tier 4", "from 200 %: 2.5x"),
        (
            "Draw or guarantee",
            "Recovered later: $2,000 a month, paid as late as commission, recovered from month 4 on by 50 % of pay above it",
        ),
        (
            "SPIFs \u{203a} Spring push",
            "Pays $500 for each deal of $20,000 or more of new ARR, from 1 Jan 2027 to 31 Mar 2027.",
        ),
        ("Clawback \u{203a} Share", "50 %"),
        (
            "New business \u{203a} Kickers \u{203a} 1",
            "Deals signed for 36 months or more pay 1 % of their credit on top.",
        ),
        ("New business \u{203a} Gate", "accelerates only from 85 % of gross retention"),
        ("New business \u{203a} Threshold", "50 %, pay rises from zero there"),
        ("New business \u{203a} Multiplier", "All of it is multiplied by what the objectives gives: 1.1x from 80 %."),
        (
            "Extra",
            "20 % of variable pay. Pays target pay when new ARR reaches quota, 1x in proportion up to target, 1.5x to 125 %, 2x to 200 %, 2.5x beyond; no cap.",
        ),
    ] {
        assert_eq!(told(what), said);
    }
}

#[test]
fn a_new_seat_says_from_when_and_new_terms_their_numbers() {
    let old = company();
    let mut new = old.clone();
    let from = Month::new(2027, 4);
    apply(&mut new, hire(&old, &RoleId::new("ae"), Some(&SegmentId::new("smb")), 1, from)).unwrap();
    let role = new.roles.iter_mut().find(|it| it.id.as_str() == "sdr").unwrap();
    let mut terms = role.terms[0].clone();
    (terms.segment, terms.base) = (Some(SegmentId::new("enterprise")), Yearly::new(money(61_000.0)));
    terms.ramp = remit::model::Ramp::default();
    role.terms.push(terms);
    let lines = lines(&old, &new);
    let told = |what: &str| lines.iter().find(|it| it[0] == what).unwrap_or_else(|| panic!("{what}: {lines:#?}"));
    let seat = told("Open: Account executive, SMB");
    assert_eq!([&seat[1], &seat[2]], ["none", "from 1 Apr 2027"]);
    assert!(told("Terms: Enterprise")[2].starts_with("base pay 61,000\u{a0}USD a year, on-target"), "{lines:#?}");
}
