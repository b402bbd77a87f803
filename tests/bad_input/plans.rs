//! Plans, their versions and components.

use super::*;

#[test]
fn plans_and_their_versions() {
    check(
        |it| version(it, "am").components[1].weight = Rate::percent(30),
        &[
            "error at plan/am/1: the weights add up to 85 % of variable pay (Expansion 55 %, Net revenue retention 30 %); give out the missing 15 %",
        ],
    );
    check(
        |it| version(it, "am").components[1].weight = Rate::from_ppm(475_000),
        &[
            "error at plan/am/1: the weights add up to 102.5 % of variable pay (Expansion 55 %, Net revenue retention 47.5 %); take back the 2.5 %",
        ],
    );
    check(
        |it| version(it, "ae").components.clear(),
        &["warning at plan/ae/1: plan “Account executive” has no component and pays nothing variable; add one"],
    );
    check(
        |it| it.plans.iter_mut().find(|plan| plan.id.as_str() == "ae").unwrap().versions.clear(),
        &["error at plan/ae: there is no version of this plan, so it pays nothing; add one"],
    );
    check(
        |it| it.plans.push(Plan { id: PlanId::new("spare"), versions: Vec::new(), ..Plan::default() }),
        &["warning at plan/spare: there is no version of this plan, so it pays nothing; add one"],
    );
    let dated = |from: Option<&str>, document: &mut Document| {
        let plan = document.plans.iter_mut().find(|plan| plan.id.as_str() == "ae").unwrap();
        let next = PlanVersion { from: from.map(day), ..plan.versions.last().unwrap().clone() };
        plan.versions.push(next);
    };
    check(
        |it| {
            dated(Some("2027-07-01"), it);
            dated(Some("2027-04-01"), it);
        },
        &[
            "error at plan/ae/3: version 3 begins on 1 Apr 2027, not after version 2 (1 Jul 2027); put them in order of time",
        ],
    );
    check(
        |it| dated(None, it),
        &["error at plan/ae/2: version 2 says no first day, so the versions before it never hold; enter one"],
    );
    check(
        |it| version(it, "ae").from = Some(day("2027-04-01")),
        &[
            "note at plan/ae/1: the first version begins on 1 Apr 2027, after the plan does; it holds from the beginning all the same",
        ],
    );
    check(
        |it| version(it, "ae").cap = Some(Rate::ZERO),
        &["warning at plan/ae/1/cap: a cap of zero pays nothing variable; raise it, or remove the cap"],
    );
    check(
        |it| version(it, "am").components[1].id = ComponentId::new("expansion"),
        &["error at plan/am/1/expansion: two components of this version have the id “expansion”; rename one"],
    );
    check(
        |it| {
            let draw = DrawKind::DelayedRecovery { start_period: 6, share: Rate::percent(120), last_period: Some(4) };
            version(it, "ae").draw = Some(Draw::level(draw, Monthly::new(Money::ZERO), Some(3)));
        },
        &[
            "error at plan/ae/1/draw/recovery_share: Account executive: share of pay above the draw recovered is 120 % and must lie between 0 % and 100 %",
            "error at plan/ae/1/draw: recovery would end in period 4, before it begins in period 6; move one of them",
            "note at plan/ae/1/draw/amount: a draw of zero has no effect; enter an amount or remove it",
        ],
    );
    check(
        |it| {
            version(it, "ae").clawback =
                Clawback { basis: ClawbackBasis::Paid, share: Rate::percent(150), ..Clawback::default() }
        },
        &[
            "error at plan/ae/1/clawback/share: Account executive: share taken back is 150 % and must lie between 0 % and 100 %",
            "warning at plan/ae/1/clawback: a clawback of no share or within no months takes nothing back; enter both, or switch it off",
        ],
    );
    check(
        |it| {
            let payout = &mut version(it, "ae").payout;
            (payout.holdback, payout.instalments) = (Rate::percent(110), 1_000);
        },
        &[
            "error at plan/ae/1/payout/instalments: Account executive: instalments is 1000 months and must lie between 1 month and 36 months",
            "error at plan/ae/1/payout/holdback: Account executive: held back is 110 % and must lie between 0 % and 100 %",
        ],
    );
}

#[test]
fn components() {
    check(
        |it| {
            commission(it).rates =
                RatePreset::Marginal.rates(&[(Rate::percent(125), Rate::ONE), (Rate::percent(110), Rate::ONE)])
        },
        &[
            "error at plan/ae/1/new/tier/3/from: tier 3 begins at 110 % of quota, not above tier 2 (125 % of quota); put the tiers in ascending order",
        ],
    );
    check(
        |it| commission(it).rates = Rates::Tiers { tiers: Vec::new(), boundary: Default::default() },
        &["error at plan/ae/1/new: there is no tier, so nothing is paid; add one"],
    );
    let by_units =
        Tier { from: TierFrom::Units(4), value: TierValue::PerUnit(Money::from_major(50)), reach: Reach::OwnBound };
    check(
        |it| commission(it).rates = Rates::Tiers { tiers: vec![by_units], boundary: Default::default() },
        &[
            "warning at plan/ae/1/new/tier/1/from: this tier begins at an amount of another kind than the measure counts; let it begin at a share of quota",
        ],
    );
    let point = |attainment, pay| CurvePoint { attainment: Rate::percent(attainment), pay: Rate::percent(pay) };
    check(
        |it| {
            commission(it).rates =
                Rates::Curve { points: vec![point(50, 0), point(100, 100), point(90, 120), point(150, 110)] }
        },
        &[
            "error at plan/ae/1/new/point/3/attainment: point 3 stands at 90 % attainment, below point 2 at 100 %; put the points in ascending order",
            "note at plan/ae/1/new/point/4/pay: pay falls from 120 % to 110 % of target pay while attainment rises; check the points",
        ],
    );
    check(
        |it| bonus(it).threshold = Some(Threshold { at: Rate::percent(90), start: ThresholdStart::Zero }),
        &[
            "error at plan/csm/1/grr/threshold: pay cannot rise from zero at 90 % to target pay at 90 %; lower the threshold, or let pay start from the threshold's share",
        ],
    );
    check(
        |it| {
            let threshold = Threshold { at: Rate::percent(120), start: ThresholdStart::Share };
            (commission(it).threshold, commission(it).attainment_cap) = (Some(threshold), Some(Rate::percent(110)));
        },
        &[
            "error at plan/ae/1/new/threshold: nothing is paid below 120 %, but only attainment up to 110 % counts, so nothing is ever paid; lower the threshold",
        ],
    );
    check(
        |it| {
            let threshold = Threshold { at: Rate::percent(60), start: ThresholdStart::Zero };
            (commission(it).threshold, commission(it).cap) = (Some(threshold), Some(Rate::percent(50)));
        },
        &[
            "error at plan/ae/1/new/threshold: pay begins at 60 % and is capped at 50 % of target pay, below where it begins; lower the threshold or raise the cap",
        ],
    );
    check(
        |it| (commission(it).cap, commission(it).attainment_cap) = (Some(Rate::ZERO), Some(Rate::ZERO)),
        &[
            "warning at plan/ae/1/new/cap: a cap of zero pays nothing; raise it, or remove the cap",
            "warning at plan/ae/1/new/attainment_cap: no attainment counts at all, so nothing is paid; raise it, or remove the limit",
        ],
    );
    check(
        |it| bonus(it).target = Target::Ratio { ratio: Rate::ZERO },
        &[
            "error at plan/csm/1/grr/target: a target of zero is reached by nothing and pays nothing; enter the ratio that earns target pay",
        ],
    );
    check(
        |it| bonus(it).target = Target::Quota,
        &[
            "warning at plan/csm/1/grr: this measure is a ratio, and its target is none, so 100 % is taken; enter the ratio that earns target pay",
        ],
    );
    check(
        |it| commission(it).target = Target::Ratio { ratio: Rate::percent(90) },
        &[
            "error at plan/ae/1/new/target: this measure is an amount, and a target of 90 % is none, so nothing is paid; choose the quota or an amount",
        ],
    );
    check(
        |it| commission(it).target = Target::Amount { amount: Money::ZERO, per: Cadence::Quarter },
        &[
            "error at plan/ae/1/new/target: a target of 0 a quarter pays nothing; enter the amount that earns target pay",
        ],
    );
    check(
        |it| version(it, "se").components[0].target = Target::SumOfQuotas { share: Rate::ZERO },
        &[
            "error at plan/se/1/new/target: no share of the quotas in scope is the target, so nothing is paid; enter one such as 90 %",
        ],
    );
    check(
        |it| bonus(it).rated = Rated::EachDeal,
        &[
            "warning at plan/csm/1/grr: this measure does not come in deals, so rating each deal alone has no meaning; rate the period's total",
        ],
    );
    check(
        |it| (bonus(it).rated, bonus(it).true_up) = (Rated::YearToDate, TrueUp::ThisPeriodOnly),
        &[
            "warning at plan/csm/1/grr: a ratio to date cannot be split into periods, so nothing would be paid for this one; pay the cumulative amount less what was paid",
        ],
    );
    check(
        |it| commission(it).measure = Measure::ExpansionArr,
        &[
            "warning at plan/ae/1/new: pays “Account executive” on own results, but new business is never credited with any; choose another measure or scope",
        ],
    );
}
