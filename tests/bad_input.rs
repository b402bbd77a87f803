//! Broken documents, each with the lines it must give, word for word: what is wrong, where, and how to mend it.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

use chrono::NaiveDate;
use remit::model::comp::{
    Clawback, ClawbackBasis, Component, CurvePoint, Draw, DrawKind, Factor, Gate, Kicker, KickerPays, KickerWhen,
    MarginOver, Measure, Milestone, Multiplier, MultiplierBy, Plan, PlanVersion, RatePreset, Rated, Rates, Reach,
    Scope, Spif, SpifPays, Target, Threshold, ThresholdStart, Tier, TierFrom, TierValue, TrueUp,
};
use remit::model::{
    Account, Contract, CoverageResponse, CycleShape, Document, Function, Incentives, Leave, OpenPipeline, Owners,
    Person, Quota, Seat, Segment, Severity, Source, SourceKind, Stage, Stint, StintEnd, Terms, sample, validate,
};
use remit::units::{
    AccountId, Cadence, ComponentId, Money, Month, Monthly, PersonId, PlanId, Rate, RoleId, SeatId, SegmentId,
    SourceId, Yearly,
};
use std::sync::Arc;

/// The sample company with the one thing in it that is worth a warning put right: nothing is left to say about it.
fn sound() -> Document {
    let mut document = sample::company();
    let seat = document.seats.iter_mut().find(|seat| seat.id.as_str() == "sm-sdr").unwrap();
    seat.plan = Some(PlanId::new("se"));
    // Its customers are those of the typed balances; the cases here bring their own.
    document.accounts = Arc::default();
    document.territory.typed_book = false;
    document
}

fn check(break_it: impl FnOnce(&mut Document), expected: &[&str]) {
    let mut document = sound();
    break_it(&mut document);
    let lines: Vec<String> = validate(&document).iter().map(ToString::to_string).collect();
    assert_eq!(lines, expected, "\n{}\n", lines.join("\n"));
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn seat<'d>(document: &'d mut Document, id: &str) -> &'d mut Seat {
    document.seats.iter_mut().find(|seat| seat.id.as_str() == id).unwrap()
}

fn smb(document: &mut Document) -> &mut Segment {
    document.segments.iter_mut().find(|segment| segment.id.as_str() == "smb").unwrap()
}

/// The terms of a role in SMB, else its only terms.
fn terms<'d>(document: &'d mut Document, role: &str) -> &'d mut Terms {
    let rows = &mut document.roles.iter_mut().find(|it| it.id.as_str() == role).unwrap().terms;
    let at = rows.iter().position(|it| it.segment == Some(SegmentId::new("smb"))).unwrap_or(0);
    &mut rows[at]
}

fn version<'d>(document: &'d mut Document, plan: &str) -> &'d mut PlanVersion {
    document.plans.iter_mut().find(|it| it.id.as_str() == plan).unwrap().versions.first_mut().unwrap()
}

/// The only component of the account executives' plan.
fn commission(document: &mut Document) -> &mut Component {
    version(document, "ae").components.first_mut().unwrap()
}

/// The GRR bonus of customer success: nothing below 80 %, target pay at 90 %.
fn bonus(document: &mut Document) -> &mut Component {
    version(document, "csm").components.first_mut().unwrap()
}

fn customer(id: &str, segment: &str, arr: i64, term_months: u32) -> Account {
    Account {
        contract: Some(Contract { arr: Money::from_major(arr), renewal: Month::new(2027, 5), term_months }),
        ..Account::new(AccountId::new(id), SegmentId::new(segment))
    }
}

#[test]
fn the_samples_have_no_errors_and_only_what_is_true_to_say() {
    let lines = |document: &Document| validate(document).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(lines(&sample::company()), [""; 0]);
    assert_eq!(lines(&sample::empty()), ["note at seat: nobody is planned yet; add seats to plan capacity and pay"]);
    assert_eq!(lines(&sound()), [""; 0]);
}

#[test]
fn a_document_with_nothing_in_it_has_no_errors() {
    let lines: Vec<String> = validate(&Document::default()).iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "note at segment: there is no segment yet; add one to plan revenue",
            "note at seat: nobody is planned yet; add seats to plan capacity and pay"
        ]
    );
}

#[test]
fn values_outside_their_bounds_are_named_with_the_bounds() {
    check(
        |it| it.settings.horizon_months = 600,
        &["error at settings/horizon_months: Horizon is 600 months and must lie between 12 months and 60 months"],
    );
    check(
        |it| it.settings.fiscal_year_start = 13,
        &["error at settings/fiscal_year_start: Fiscal year starts in month is 13 and must lie between 1 and 12"],
    );
    check(
        |it| smb(it).retention.renewal = Rate::from_ppm(1_205_000),
        &[
            "error at segment/smb/retention/renewal: SMB: renewal rate of ARR due is 120.5 % and must lie between 0 % and 100 %",
        ],
    );
    check(
        |it| smb(it).retention.term_months = 0,
        &[
            "error at segment/smb/retention/term_months: SMB: contract term is 0 months and must lie between 1 month and 120 months",
        ],
    );
    check(
        |it| smb(it).opening.arr = Money::from_major(-5_000),
        &["error at segment/smb/opening/arr: SMB: opening ARR is -5000 and must lie between 0 and 1000000000000"],
    );
    check(
        |it| commission(it).cap = Some(Rate::percent(20_000)),
        &[
            "error at plan/ae/1/new/cap: Account executive, New business: most pay, as a multiple of target pay is 200x and must lie between 0x and 100x",
        ],
    );
}

#[test]
fn the_company_as_a_whole() {
    check(
        |it| it.assumptions.seasonality = vec![Rate::ZERO; 12],
        &[
            "warning at assumptions/seasonality: all twelve weights are zero, so every month counts the same; give at least one month a weight",
        ],
    );
    check(
        |it| it.assumptions.seasonality.push(Rate::ONE),
        &[
            "warning at assumptions/seasonality: there are 13 weights and only the first twelve, January to December, count; remove the others",
        ],
    );
    check(
        |it| it.assumptions.productive_time = Rate::ZERO,
        &[
            "warning at assumptions/productive_time: no time is left for selling, so the team has no capacity; enter the share of working time that goes into it",
        ],
    );
    check(
        |it| {
            it.assumptions.coverage.response = CoverageResponse::Linear;
            it.roles.iter_mut().flat_map(|role| &mut role.terms).for_each(|terms| terms.book_capacity = None);
        },
        &[
            "warning at assumptions/coverage: retention responds to coverage, but no role says how much ARR one person can look after; enter that, or switch the response off",
        ],
    );
}

#[test]
fn segments() {
    check(
        |it| smb(it).opening.customers = 0,
        &[
            "warning at segment/smb/opening/customers: opening ARR of 3600000 belongs to no customer; enter how many there are",
        ],
    );
    check(
        |it| smb(it).opening.arr = Money::ZERO,
        &["warning at segment/smb/opening/arr: 240 opening customers have no ARR; enter what they pay a year"],
    );
    check(
        |it| smb(it).opening.renewal_months = vec![Rate::ZERO; 12],
        &[
            "warning at segment/smb/opening/renewal_months: all twelve weights are zero, so renewals are spread evenly; give at least one month a weight",
        ],
    );
    check(
        |it| smb(it).pipeline.lead_to_opportunity = Rate::ZERO,
        &[
            "warning at segment/smb/pipeline/lead_to_opportunity: 290 leads a month become no opportunity; enter the share that does",
        ],
    );
    check(
        |it| smb(it).pipeline.win_rate = Rate::ZERO,
        &["warning at segment/smb/pipeline/win_rate: there are leads, but no opportunity is won; enter a win rate"],
    );
    check(
        |it| (smb(it).pipeline.deal_size, smb(it).pipeline.leads_month) = (Money::ZERO, 0),
        &[
            "warning at segment/smb/pipeline/deal_size: sales development finds opportunities, but a deal is worth nothing; enter the ARR of a mean deal",
        ],
    );
    check(
        |it| smb(it).pipeline.cycle_months = 24,
        &[
            "warning at segment/smb/pipeline/cycle_months: with a sales cycle of 24 months nothing found in this plan closes within it; shorten the cycle or plan longer",
        ],
    );
    check(
        |it| {
            let late = |month| OpenPipeline { month, arr: Money::from_major(1) };
            smb(it).pipeline.opening =
                vec![late(Month::new(2026, 12)), late(Month::new(2027, 1)), late(Month::new(2029, 1))];
        },
        &[
            "warning at segment/smb/pipeline/opening: opening pipeline closing in Dec 2026, Jan 2029 lies outside the plan (Jan 2027 to Dec 2028) and has no effect; move it inside or remove it",
        ],
    );
    check(
        |it| smb(it).pipeline.opening_win_rate = Rate::ZERO,
        &[
            "warning at segment/smb/pipeline/opening_win_rate: nothing of the opening pipeline closes; enter the share that does",
        ],
    );
    check(
        |it| smb(it).retention.contraction_depth = Some(Rate::percent(1)),
        &[
            "error at segment/smb/retention/contraction_depth: if 2 % of all renewed ARR is given up, those who shrink give up at least that much and not 1 %; raise this or lower the contraction",
        ],
    );
    check(
        |it| smb(it).retention.contraction_depth = None,
        &[
            "note at segment/smb/retention/contraction_depth: GRR by customer minimum stays undefined until it is known by how much a customer who shrinks does; enter it",
        ],
    );
    check(
        |it| {
            let mut copy = smb(it).clone();
            copy.pipeline.opening.clear();
            it.segments.push(copy);
        },
        &[
            "error at segment/smb: the id “smb” stands more than once, so it is not clear which one is meant; rename one",
        ],
    );
}

#[test]
fn roles_and_their_terms() {
    check(
        |it| terms(it, "ae").ote = Yearly::new(Money::from_major(50_000)),
        &[
            "error at role/ae/smb/ote: OTE of 50000 a year is below base pay of 60000, so target variable counts as zero; raise OTE or lower base pay",
        ],
    );
    check(
        |it| terms(it, "ae").quota = None,
        &[
            "error at role/ae/smb/quota: component “New business” of plan “Account executive” pays on the quota of this role, which has none; enter one, or give the component a target of its own",
        ],
    );
    check(
        |it| terms(it, "ae").quota = Some(Quota::Arr { amount: Money::ZERO, per: Cadence::Year }),
        &[
            "error at role/ae/smb/quota: component “New business” of plan “Account executive” pays on the quota of this role, which is zero; enter one",
        ],
    );
    check(
        |it| terms(it, "ae").quota = Some(Quota::Units { count: 12, per: Cadence::Quarter }),
        &[
            "error at role/ae/smb/quota: component “New business” of plan “Account executive” counts ARR, but the quota is 12 opportunities a quarter; set a quota in ARR",
        ],
    );
    check(
        |it| terms(it, "sdr").quota = Some(Quota::Arr { amount: Money::from_major(9), per: Cadence::Month }),
        &[
            "error at role/sdr/any/quota: component “Qualified opportunities” of plan “SDR” counts opportunities, but the quota is 9 of ARR a month; set a quota in opportunities",
        ],
    );
    check(
        |it| terms(it, "ae").plan = Some(PlanId::new("gone")),
        &["error at role/ae/smb: there is no pay plan “gone”, so nothing variable is paid; choose one that exists"],
    );
    check(
        |it| terms(it, "ae").plan = None,
        &["warning at role/ae/smb: variable pay of 60000 a year is promised, but no pay plan pays it; choose one"],
    );
    check(
        |it| (terms(it, "se").base, terms(it, "se").ote) = Default::default(),
        &[
            "warning at role/se/any/ote: there are seats with these terms, but no pay is entered; enter base pay and OTE",
        ],
    );
    check(
        |it| terms(it, "ae").segment = Some(SegmentId::new("micro")),
        &["error at role/ae/micro: there is no segment “micro”; add it, or remove this row of terms"],
    );
    check(
        |it| {
            let role = it.roles.iter_mut().find(|role| role.id.as_str() == "am").unwrap();
            role.terms.truncate(1);
            terms(it, "am").segment = Some(SegmentId::new("smb"));
        },
        &[
            "error at seat/am-2: role “Account manager” has no terms for a seat in segment “mid-market”; add a row of terms, or choose another segment",
            "error at seat/am-3: role “Account manager” has no terms for a seat in segment “mid-market”; add a row of terms, or choose another segment",
            "error at seat/am-4: role “Account manager” has no terms for a seat in segment “enterprise”; add a row of terms, or choose another segment",
            "error at seat/am-5: role “Account manager” has no terms for a seat in segment “enterprise”; add a row of terms, or choose another segment",
            "error at seat/am-6: role “Account manager” has no terms for a seat in segment “mid-market”; add a row of terms, or choose another segment",
        ],
    );
    check(
        |it| {
            let role = it.roles.iter_mut().find(|role| role.id.as_str() == "se").unwrap();
            role.terms.push(Terms::default());
        },
        &[
            "error at role/se/any: there are two rows of terms for the same segment, and only the first counts; remove one",
        ],
    );
    check(
        |it| it.roles.iter_mut().find(|role| role.id.as_str() == "cro").unwrap().terms.clear(),
        &["error at role/cro: there are no terms, so nobody in this role has pay or a quota; add a row of terms"],
    );
    check(
        |it| terms(it, "ae").attrition_year = Rate::ONE,
        &[
            "warning at role/ae/smb/attrition_year: everyone leaves at the end of their first month at 100 % a year; lower it",
        ],
    );
    check(
        |it| terms(it, "ae").expected_attainment = Rate::ZERO,
        &[
            "warning at role/ae/smb/expected_attainment: nobody in this role is expected to reach any of the quota; enter a share such as 80 %",
        ],
    );
    check(
        |it| terms(it, "ae").ramp.productivity = [20, 50, 40, 110].map(Rate::percent).to_vec(),
        &[
            "note at role/ae/smb/ramp/productivity/03: productivity falls from 50 % in tenure month 2 to 40 % in the next; check the ramp",
            "note at role/ae/smb/ramp/productivity/04: productivity is 110 % in tenure month 4, more than after the ramp; check the ramp",
        ],
    );
    check(
        |it| terms(it, "am").book_capacity = Some(Money::ZERO),
        &[
            "warning at role/am/smb/book_capacity: one person can look after no ARR at all; enter how much, or leave it empty",
        ],
    );
    check(
        |it| terms(it, "cro").span.as_mut().unwrap().low = 9,
        &["warning at role/cro/any/span/low: the fewest direct reports (9) are more than the most (7); exchange them"],
    );
}

#[test]
fn sellers_without_a_plan_still_need_a_quota() {
    let own_target = |it: &mut Document| {
        commission(it).target = Target::Amount { amount: Money::from_major(500_000), per: Cadence::Year };
    };
    check(
        |it| {
            own_target(it);
            terms(it, "ae").quota = None;
        },
        &["warning at role/ae/smb/quota: sellers without a quota have no selling capacity; enter one"],
    );
    check(
        |it| {
            own_target(it);
            terms(it, "ae").quota = Some(Quota::Units { count: 9, per: Cadence::Month });
        },
        &["error at role/ae/smb/quota: sellers of new business need a quota in ARR; this one counts units"],
    );
}

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

#[test]
fn milestones_and_matrices() {
    let step = |at, pay| Milestone { at: TierFrom::Quota(Rate::percent(at)), pay: Money::from_major(pay) };
    check(
        |it| commission(it).rates = Rates::Milestones { steps: Vec::new() },
        &["error at plan/ae/1/new: there is no milestone, so nothing is paid; add one"],
    );
    check(
        |it| commission(it).rates = Rates::Milestones { steps: vec![step(100, 5_000), step(80, 9_000)] },
        &[
            "error at plan/ae/1/new/milestone/2/at: milestone 2 is not above the one before; put them in ascending order",
        ],
    );
    let by_units = Milestone { at: TierFrom::Units(4), pay: Money::from_major(50) };
    check(
        |it| commission(it).rates = Rates::Milestones { steps: vec![by_units] },
        &[
            "warning at plan/ae/1/new/milestone/1/at: this milestone is reached at an amount of another kind than the measure counts; let it be a share of quota",
        ],
    );
    let matrix = |rows: &[i64], columns: &[i64], cells: Vec<Vec<Rate>>| {
        let shares = |list: &[i64]| list.iter().map(|it| Rate::percent(*it)).collect();
        Rates::Matrix { by: Measure::GrossRetention, rows: shares(rows), columns: shares(columns), cells }
    };
    let cells = |rows: usize, columns: usize| vec![vec![Rate::ONE; columns]; rows];
    let own = Scope::Segment;
    // Rows are shares of the target: 90 % of 90 % is 81 %, 120 % of it 108 %.
    let on_ratio = |it: &mut Document, rows: &[i64]| {
        let component = commission(it);
        (component.scope, component.measure) = (own, Measure::GrossRetention);
        component.target = Target::Ratio { ratio: Rate::percent(90) };
        component.rates = match matrix(rows, &[80], cells(rows.len(), 1)) {
            Rates::Matrix { rows, columns, cells, .. } => {
                Rates::Matrix { by: Measure::NetRetention, rows, columns, cells }
            }
            other => other,
        };
    };
    check(
        |it| on_ratio(it, &[80, 90, 95]),
        &[
            "note at plan/ae/1/new/row/2: row 2 begins at 90 % of the target of 90 %, a ratio of 81 %; if the target itself is meant, enter 100 %",
        ],
    );
    check(
        |it| on_ratio(it, &[90, 100, 120]),
        &[
            "warning at plan/ae/1/new/row/3: row 3 begins at 120 % of the target of 90 %, a ratio of 108 % that is never reached; lower it",
        ],
    );
    check(
        |it| {
            on_ratio(it, &[80, 100]);
            commission(it).threshold = Some(Threshold { at: Rate::percent(75), start: ThresholdStart::Zero });
        },
        &[
            "warning at plan/ae/1/new/threshold: pay starts from zero at 75 % and rises straight to target pay at 90 %, so what the table says up to there is not paid; let pay start from its share, or remove the threshold",
        ],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[], &[80], Vec::new());
        },
        &["error at plan/ae/1/new: a matrix needs a row and a column at least, so nothing is paid; add them"],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[50, 50], &[90, 80], cells(2, 2));
        },
        &[
            "error at plan/ae/1/new/row/2: row 2 holds from 50 %, not above row 1 (50 %); put them in ascending order",
            "error at plan/ae/1/new/column/2: column 2 holds from 80 %, not above column 1 (90 %); put them in ascending order",
        ],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[50, 100], &[80, 90], cells(2, 1));
        },
        &[
            "error at plan/ae/1/new: the matrix has 2 rows and 2 columns, but its cells are not as many; a missing cell pays nothing",
        ],
    );
    check(
        |it| {
            commission(it).scope = own;
            commission(it).rates = matrix(&[50], &[80], vec![vec![Rate::percent(20_000)]]);
        },
        &[
            "error at plan/ae/1/new/cell/1/1: Account executive, New business: row 1, column 1 pays, share of target pay is 20000 % and must lie between 0 % and 10000 %",
        ],
    );
}

#[test]
fn kickers_multipliers_and_caps_that_do_nothing() {
    let kicker = |expected| Kicker {
        when: KickerWhen::Term { months: 24 },
        pays: KickerPays::Share(Rate::percent(1)),
        expected: Rate::percent(expected),
    };
    check(
        |it| bonus(it).kickers = vec![kicker(10)],
        &[
            "warning at plan/csm/1/grr: this measure does not come in deals, so its kickers never pay; put them on a measure that does",
        ],
    );
    check(
        |it| commission(it).kickers = vec![kicker(120)],
        &[
            "error at plan/ae/1/new/kicker/1/expected: Account executive, New business: kicker 1, share of credit expected to qualify is 120 % and must lie between 0 % and 100 %",
        ],
    );
    check(
        |it| commission(it).deal_cap = Some(Money::from_major(9_000)),
        &[
            "warning at plan/ae/1/new/deal_cap: a cap on one deal works only where each deal is rated alone, so it has no effect; rate each deal, or cap the period",
        ],
    );
    check(
        |it| (commission(it).deal_cap, commission(it).rated) = (Some(Money::ZERO), Rated::EachDeal),
        &["warning at plan/ae/1/new/deal_cap: a cap of zero pays nothing; raise it, or remove the cap"],
    );
    check(
        |it| (commission(it).attained_by, commission(it).rated) = (Some(Measure::Objectives), Rated::EachDeal),
        &[
            "warning at plan/ae/1/new: where each deal is rated alone there is no attainment to look up elsewhere, so that has no effect; rate the period's total",
        ],
    );
    check(
        |it| commission(it).tier_by_margin = Some(MarginOver::Cost),
        &[
            "warning at plan/ae/1/new: the margin of a deal picks its tier only where each deal is rated alone, by tiers, so that has no effect; rate each deal by tiers, or remove it",
        ],
    );
    check(
        |it| {
            (commission(it).tier_by_margin, commission(it).rated) = (Some(MarginOver::Cost), Rated::EachDeal);
            commission(it).attainment_cap = Some(Rate::percent(200));
            it.costs.gross_margin = None;
        },
        &[
            "warning at plan/ae/1/new: margins pick the tier instead of attainment, so threshold and cap on attainment have no effect; remove them",
            "warning at costs/gross_margin: deals that say no margin are rated at the company's, which is empty, so the first tier pays; enter it, or the margins of the deals",
        ],
    );
    check(
        |it| commission(it).attained_by = Some(Measure::NewArr),
        &[
            "note at plan/ae/1/new: attainment is looked up at the measure that is paid on anyway; remove this, or choose another measure",
        ],
    );
    check(
        |it| (commission(it).cap, commission(it).cap_carries) = (None, true),
        &["note at plan/ae/1/new: there is no cap that could cut anything to carry; enter one, or switch it off"],
    );
    let multiplier = |by| Some(Multiplier { measure: Measure::Satisfaction, by });
    check(
        |it| commission(it).multiplier = multiplier(MultiplierBy::Steps { steps: Vec::new() }),
        &["note at plan/ae/1/new: the multiplier has no factor, so it changes nothing; add one, or remove it"],
    );
    let step = |from| Factor { from: Rate::percent(from), factor: Rate::ONE };
    check(
        |it| commission(it).multiplier = multiplier(MultiplierBy::Steps { steps: vec![step(90), step(85)] }),
        &[
            "error at plan/ae/1/new/multiplier/2/from: factor 2 holds from 85 %, not above factor 1 (90 %); put them in ascending order",
        ],
    );
    let turned = MultiplierBy::Attainment { least: Rate::percent(120), most: Rate::percent(80) };
    check(
        |it| commission(it).multiplier = multiplier(turned),
        &[
            "error at plan/ae/1/new/multiplier/least: the factor is at least 120 % and at most 80 %; the first must not be above the second",
        ],
    );
}

#[test]
fn other_measures_that_the_people_of_a_plan_never_have() {
    // Sellers look after no book, so their own retention is never missed, and they find no opportunities.
    check(
        |it| commission(it).gate = Some(gate(Measure::GrossRetention)),
        &[
            "warning at plan/ae/1/new/gate: looks at gross retention of their own, which “Account executive” never has, so it always counts as reached; choose another measure, or a wider scope",
        ],
    );
    check(
        |it| {
            commission(it).gate = Some(gate(Measure::GrossRetention));
            commission(it).scope = Scope::Segment;
        },
        &[],
    );
    check(
        |it| {
            let by = MultiplierBy::Attainment { least: Rate::percent(50), most: Rate::ONE };
            commission(it).multiplier = Some(Multiplier { measure: Measure::Opportunities, by });
        },
        &[
            "warning at plan/ae/1/new/multiplier: looks at qualified opportunities of their own, which “Account executive” never has, so it is never reached; choose another measure, or a wider scope",
        ],
    );
}

#[test]
fn spifs() {
    let spif = |measure, from: &str, to: &str, amount| Spif {
        id: ComponentId::new("summer"),
        name: "Summer".into(),
        measure,
        from: day(from),
        to: day(to),
        amount: Money::from_major(amount),
        pays: SpifPays::PerDeal { least: Money::ZERO },
    };
    let with = |spif: Spif| move |it: &mut Document| version(it, "ae").spifs.push(spif);
    check(with(spif(Measure::NewArr, "2027-06-01", "2027-06-01", 500)), &[]);
    check(
        with(spif(Measure::NewArr, "2027-06-01", "2027-05-31", 500)),
        &["error at plan/ae/1/spif/summer: it ends on 31 May 2027, before it begins on 1 Jun 2027; change one of them"],
    );
    for measure in [Measure::GrossRetention, Measure::Meetings] {
        check(
            with(spif(measure, "2027-06-01", "2027-07-31", 500)),
            &[
                "warning at plan/ae/1/spif/summer: this measure does not come in deals that could be counted, so nothing is paid; choose another",
            ],
        );
    }
    check(
        with(spif(Measure::NewArr, "2027-06-01", "2027-07-31", 0)),
        &["note at plan/ae/1/spif/summer: it pays nothing; enter an amount, or remove it"],
    );
    check(
        with(spif(Measure::NewArr, "2030-06-01", "2030-07-31", 500)),
        &[
            "warning at plan/ae/1/spif/summer: its days (1 Jun 2030 to 31 Jul 2030) lie outside the plan, so it pays nothing; change them",
        ],
    );
    let twice = |it: &mut Document| {
        let spif = spif(Measure::NewArr, "2027-06-01", "2027-07-31", 500);
        version(it, "ae").spifs.extend([spif.clone(), spif]);
    };
    check(twice, &["error at plan/ae/1/spif/summer: two SPIFs of this version have the id “summer”; rename one"]);
}

fn gate(measure: Measure) -> Gate {
    Gate { measure, at: Rate::percent(90), accelerators_only: true }
}

#[test]
fn seats_and_what_they_refer_to() {
    check(
        |it| seat(it, "ae-smb-1").role = RoleId::new("wizard"),
        &[
            "error at seat/ae-smb-1: there is no role “wizard”, so the seat has no pay and no quota; choose one that exists",
        ],
    );
    check(
        |it| seat(it, "ae-smb-1").role = RoleId::new(""),
        &["error at seat/ae-smb-1: the seat has no role, so it has no pay and no quota; choose one"],
    );
    check(
        |it| seat(it, "am-1").segment = Some(SegmentId::new("moon")),
        &["error at seat/am-1: there is no segment “moon”, so the seat counts as serving all; choose one that exists"],
    );
    check(
        |it| seat(it, "am-1").manager = Some(SeatId::new("ghost")),
        &["error at seat/am-1: it reports to “ghost”, which is no seat; choose a manager among the seats"],
    );
    check(
        |it| seat(it, "am-1").plan = Some(PlanId::new("gone")),
        &["error at seat/am-1: there is no pay plan “gone”, so nothing variable is paid; choose one that exists"],
    );
    check(
        |it| seat(it, "am-1").stints[0].person = Some(PersonId::new("nobody")),
        &["error at seat/am-1: its holder “nobody” is not among the people; add them, or leave the name open"],
    );
    check(
        |it| {
            let copy = seat(it, "ae-smb-7").clone();
            it.seats.push(copy);
        },
        &[
            "error at seat/ae-smb-7: the id “ae-smb-7” stands more than once, so it is not clear which one is meant; rename one",
        ],
    );
    check(
        |it| it.people.push(Person { id: PersonId::new("ama-abara"), name: "Ama Abara".into() }),
        &[
            "error at person/ama-abara: the id “ama-abara” stands more than once, so it is not clear which one is meant; rename one",
        ],
    );
    check(
        |it| seat(it, "am-1").manager = None,
        &["note at seat/am-1: the seat reports to nobody, so it counts in no team; choose its manager"],
    );
    check(
        |it| seat(it, "am-1").stints.clear(),
        &["warning at seat/am-1: nobody ever holds the seat; add a holder or a planned start"],
    );
    check(
        |it| seat(it, "ae-smb-7").stints[0].from = day("2031-01-01"),
        &[
            "note at seat/ae-smb-7: it is filled on 1 Jan 2031, after the plan ends, and so has no effect; plan longer or start earlier",
        ],
    );
}

#[test]
fn managers_in_a_circle_are_named_once_with_the_chain() {
    check(
        |it| seat(it, "cro").manager = Some(SeatId::new("ae-smb-1")),
        &[
            "error at seat/cro: these seats report to each other in a circle: cro → ae-smb-1 → sm-smb → cro; let one of them report to someone else",
        ],
    );
    check(
        |it| seat(it, "amd").manager = Some(SeatId::new("amd")),
        &["error at seat/amd: the seat reports to itself; choose another manager"],
    );
    check(
        |it| {
            seat(it, "se-1").manager = Some(SeatId::new("se-2"));
            seat(it, "se-2").manager = Some(SeatId::new("se-1"));
            seat(it, "se-3").manager = Some(SeatId::new("se-1"));
            seat(it, "am-1").manager = Some(SeatId::new("am-1"));
        },
        &[
            "error at seat/se-1: these seats report to each other in a circle: se-1 → se-2 → se-1; let one of them report to someone else",
            "error at seat/am-1: the seat reports to itself; choose another manager",
        ],
    );
}

#[test]
fn the_time_people_hold_seats() {
    check(
        |it| seat(it, "am-1").stints[0].to = StintEnd::Known(day("2024-06-30")),
        &[
            "error at seat/am-1: the last day, 30 Jun 2024, comes before the first, 1 Jul 2024; exchange or correct them",
        ],
    );
    let next = |from: &str| Stint { from: day(from), ..Stint::default() };
    check(
        |it| seat(it, "am-1").stints.push(next("2027-03-01")),
        &[
            "error at seat/am-1: the holder from 1 Jul 2024 has no last day, and the next begins on 1 Mar 2027; enter the last day",
        ],
    );
    check(
        |it| {
            seat(it, "am-1").stints[0].to = StintEnd::Expected(day("2027-03-01"));
            seat(it, "am-1").stints.push(next("2027-03-01"));
        },
        &[
            "error at seat/am-1: one holder stays to 1 Mar 2027 and the next begins on 1 Mar 2027; let one end before the next begins",
        ],
    );
    check(
        |it| seat(it, "am-1").stints.insert(0, Stint { to: StintEnd::Known(day("2028-01-01")), ..next("2027-03-01") }),
        &[
            "error at seat/am-1: the holder from 1 Jul 2024 stands after the one from 1 Mar 2027; put holders in order of time",
        ],
    );
    let leave = |from: &str, to: &str| Leave { from: day(from), to: day(to) };
    check(
        |it| seat(it, "am-1").stints[0].leave = vec![leave("2027-05-10", "2027-05-01")],
        &["error at seat/am-1: a leave ends on 1 May 2027, before it begins on 10 May 2027; exchange or correct them"],
    );
    check(
        |it| seat(it, "am-1").stints[0].leave = vec![leave("2024-06-01", "2024-08-01")],
        &[
            "warning at seat/am-1: a leave from 1 Jun 2024 to 1 Aug 2024 lies outside the holder's time in the seat; shorten it",
        ],
    );
    check(
        |it| {
            seat(it, "am-1").stints[0].leave =
                vec![leave("2027-06-01", "2027-06-30"), leave("2027-05-01", "2027-06-01")]
        },
        &[
            "error at seat/am-1: two leaves overlap (to 1 Jun 2027 and from 1 Jun 2027), and the days count twice; make one of them",
        ],
    );
    check(
        |it| seat(it, "am-2").stints[0].person = Some(PersonId::new("owen-wren")),
        &[
            "error at seat/am-1: Owen Wren holds this seat and “am-2” at once from 1 Jul 2024 on; end one before the other begins",
        ],
    );
    check(
        |it| seat(it, "am-1").stints[0].overrides.base = Some(Yearly::new(Money::from_major(500_000))),
        &[
            "error at seat/am-1/1/ote: OTE of 90000 a year is below base pay of 500000, so target variable counts as zero; raise OTE or lower base pay",
        ],
    );
    check(
        |it| seat(it, "sdr-1").stints[0].overrides.quota_arr = Some(Yearly::new(Money::from_major(9))),
        &[
            "error at seat/sdr-1/1/quota: the holder's own quota is 9 of ARR, but the role counts opportunities; remove it",
        ],
    );
    check(
        |it| seat(it, "ae-smb-1").stints[0].overrides.quota_arr = Some(Yearly::new(Money::ZERO)),
        &[
            "error at seat/ae-smb-1/1/quota: the holder's own quota is zero, so nothing can be attained; enter one, or leave it empty",
        ],
    );
}

#[test]
fn a_promotion_from_one_seat_to_the_next_is_no_problem() {
    check(
        |it| {
            seat(it, "ae-smb-1").stints[0].to = StintEnd::Known(day("2027-05-31"));
            seat(it, "ae-mm-7").stints[0] =
                Stint { person: Some(PersonId::new("ama-abara")), from: day("2027-06-01"), ..Stint::default() };
        },
        &[],
    );
}

#[test]
fn a_mistake_in_many_accounts_is_told_once_with_a_count() {
    let table = |rows: Vec<Account>| {
        move |it: &mut Document| {
            it.accounts = Arc::new(rows);
            it.segments
                .iter_mut()
                .for_each(|segment| (segment.opening.customers, segment.opening.arr) = (0, Money::ZERO));
        }
    };
    check(table(vec![customer("a", "smb", 1, 12), customer("b", "smb", 2, 12)]), &[]);
    check(
        table(
            (0..1_000)
                .map(|at| customer(&format!("c{at}"), if at % 4 == 0 { "nowhere" } else { "smb" }, 1, 12))
                .collect(),
        ),
        &[
            "error at accounts: 250 accounts name the segment “nowhere”, which does not exist: left out of every figure; known are smb, mid-market, enterprise",
        ],
    );
    check(
        table(["a", "b", "a", "c", "b", "d", "d", "e", "e", "a"].iter().map(|id| customer(id, "smb", 1, 12)).collect()),
        &[
            "error at accounts: 4 account ids stand more than once and each row counts: a, b, d and 1 more; remove the rows that repeat",
        ],
    );
    let owned = |id: &str, seat: &str| Account {
        owners: Owners { account_management: Some(SeatId::new(seat)), ..Owners::default() },
        ..customer(id, "smb", 1, 12)
    };
    check(
        table(vec![owned("a", "am-1"), owned("b", "am-9"), owned("c", "am-9")]),
        &[
            "warning at accounts: 2 accounts are owned by seats that do not exist (am-9): taken as unowned; choose owners among the seats",
        ],
    );
    check(
        table(vec![
            customer("a", "smb", -1, 12),
            customer("b", "smb", 0, 12),
            customer("c", "smb", 5, 0),
            customer("d", "smb", 5, 999),
        ]),
        &[
            "error at accounts: 1 customer has negative ARR: a; enter what each pays a year",
            "error at accounts: 2 customers have contracts of no length or of more than 120 months: c, d; correct the term",
            "note at accounts: 1 customer pays nothing; enter their ARR, or leave the contract out for prospects",
        ],
    );
    check(
        |it| it.accounts = Arc::new(vec![customer("a", "smb", 1, 12)]),
        &[
            "note at segment/smb/opening/arr: the typed opening ARR of 3600000 counts beside the customers of the account table; set it to 0 if those are the same customers",
        ],
    );
}

#[test]
fn a_team_that_brings_in_nothing_of_the_kind_is_named_at_the_seat() {
    check(
        |it| {
            let role = it.roles.iter_mut().find(|role| role.id.as_str() == "cro").unwrap();
            role.function = Function::SalesManagement;
            version(it, "cro").components[0].scope = Scope::Pod;
        },
        &[
            "warning at seat/cro: “New business” of plan “Chief revenue officer” counts what seats with the same manager bring in, and none brings in any, so that part of pay is never earned; choose another plan for this seat",
        ],
    );
}

#[test]
fn errors_stand_before_warnings_and_notes() {
    let mut document = sound();
    smb(&mut document).retention.contraction_depth = None;
    document.assumptions.productive_time = Rate::ZERO;
    terms(&mut document, "ae").quota = None;
    let severities: Vec<Severity> = validate(&document).iter().map(|problem| problem.severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Warning, Severity::Note]);
}

fn source(id: &str, kind: SourceKind, leads: u32) -> Source {
    Source {
        id: SourceId::new(id),
        name: id.to_owned(),
        kind,
        leads_month: leads,
        stages: vec![Stage { name: "Demo".to_owned(), rate: Rate::percent(20) }],
        ..Source::default()
    }
}

/// SMB planned by two sources in which nothing is wrong: leads, and what sales development finds.
fn by_source(document: &mut Document) -> &mut Vec<Source> {
    let pipeline = &mut smb(document).pipeline;
    pipeline.sources =
        vec![source("inbound", SourceKind::Marketing, 100), source("sdr", SourceKind::SalesDevelopment, 0)];
    &mut pipeline.sources
}

#[test]
fn sources_of_new_business_are_checked_at_their_place() {
    check(|it| _ = by_source(it), &[]);
    check(
        |it| by_source(it)[0].stages[0].rate = Rate::percent(120),
        &[
            "error at segment/smb/source/inbound/stage/1/rate: SMB, inbound: share that becomes \u{201c}Demo\u{201d} is 120 % and must lie between 0 % and 100 %",
        ],
    );
    check(
        |it| by_source(it)[0].win_rate = Some(Rate::percent(130)),
        &[
            "error at segment/smb/source/inbound/win_rate: SMB, inbound: win rate is 130 % and must lie between 0 % and 100 %",
        ],
    );
    check(
        |it| by_source(it)[0].deal_size = Some(Money::from_major(-5)),
        &[
            "error at segment/smb/source/inbound/deal_size: SMB, inbound: deal size (ARR) is -5 and must lie between 0 and 1000000000000",
        ],
    );
    check(
        |it| by_source(it)[0].stages[0].rate = Rate::ZERO,
        &[
            "warning at segment/smb/source/inbound/stage/1/rate: nothing of \u{201c}inbound\u{201d} reaches \u{201c}Demo\u{201d}; enter the share that does",
        ],
    );
    check(
        |it| by_source(it)[0].cycle_months = Some(30),
        &[
            "warning at segment/smb/source/inbound/cycle_months: with a sales cycle of 30 months nothing of \u{201c}inbound\u{201d} closes within this plan; shorten the cycle or plan longer",
        ],
    );
    check(
        |it| by_source(it)[0].seasonality = vec![Rate::ZERO; 12],
        &[
            "warning at segment/smb/source/inbound/seasonality: all twelve weights are zero, so every month counts the same; give at least one month a weight",
        ],
    );
    check(
        |it| _ = by_source(it).pop(),
        &[
            "note at segment/smb/source: people of sales development serve this segment, but no source is theirs; what they find by their quotas counts beside the sources, at the terms of the segment. Give a source the kind sales development to plan it there",
        ],
    );
    check(
        |it| by_source(it).push(source("outbound", SourceKind::SalesDevelopment, 0)),
        &[
            "note at segment/smb/source: 2 sources of sales development do not say how many leads a head finds; the first of them has all that heads find by their quotas. Enter leads of a head for the others",
        ],
    );
}

#[test]
fn a_cycle_longer_than_the_plan_or_short_of_the_whole_is_told() {
    let own = |document: &mut Document, shares: &[i64]| {
        let pipeline = &mut smb(document).pipeline;
        pipeline.cycle_shape = CycleShape::Own;
        pipeline.cycle_shares = shares.iter().map(|share| Rate::percent(*share)).collect();
    };
    check(|it| own(it, &[20, 80]), &[]);
    check(
        |it| own(it, &[20, 77]),
        &[
            "warning at segment/smb/pipeline/cycle: the shares of opportunities by month add up to 97 % instead of 100 %; each counts in proportion",
        ],
    );
    check(
        |it| own(it, &[0, 0]),
        &[
            "warning at segment/smb/pipeline/cycle: no month has a share of the opportunities, so all of them close after the mean cycle; enter shares that add up to 100 %",
        ],
    );
    check(
        |it| {
            let mut shares = vec![0; 25];
            (shares[1], shares[24]) = (70, 30);
            own(it, &shares);
        },
        &[
            "warning at segment/smb/pipeline/cycle: 30 % of the opportunities close 24 months or more after they were created, so not within this plan; shorten the cycle or plan longer",
        ],
    );
    check(
        |it| own(it, &[150, -50]),
        &[
            "error at segment/smb/pipeline/cycle/00: SMB: opportunities that close 0 months later is 150 % and must lie between 0 % and 100 %",
            "error at segment/smb/pipeline/cycle/01: SMB: opportunities that close 1 month later is -50 % and must lie between 0 % and 100 %",
            "warning at segment/smb/pipeline/cycle: the shares of opportunities by month add up to 150 % instead of 100 %; each counts in proportion",
        ],
    );
}

#[test]
fn a_response_to_pay_that_cannot_come_about_is_told() {
    check(
        |it| it.assumptions.incentives.on = true,
        &[
            "note at assumptions/incentives: results are to respond to the split of pay, but every elasticity is 0, so nothing does; enter one, or switch the response off",
        ],
    );
    check(
        |it| {
            it.assumptions.incentives = Incentives {
                on: true,
                retention: Rate::percent(300),
                reference: remit::engine::pay_splits(it),
                ..Incentives::default()
            };
        },
        &[
            "error at assumptions/incentives/retention: Elasticity of effort on retention is 300 % and must lie between 0 % and 200 %",
        ],
    );
}

#[test]
fn absurd_figures_of_acquisition_are_flagged_and_everything_else_is_computed() {
    let mut document = sound();
    let absurd = Source {
        leads_per_head: Some(u32::MAX),
        growth_year: Rate::percent(-500),
        win_rate: Some(Rate::percent(-40)),
        deal_size: Some(Money::from_major(i64::MAX / 1_000)),
        cycle_months: Some(u32::MAX),
        seasonality: vec![Rate::percent(-1); 30],
        stages: vec![Stage { name: String::new(), rate: Rate::percent(900) }],
        ..source("absurd", SourceKind::SalesDevelopment, u32::MAX)
    };
    by_source(&mut document).push(absurd);
    let pipeline = &mut smb(&mut document).pipeline;
    (pipeline.cycle_shape, pipeline.cycle_shares) = (CycleShape::Own, vec![Rate::percent(-10); 200]);
    smb(&mut document).opening.arr = Money::from_major(-1_000_000);
    smb(&mut document).retention.renewal = Rate::percent(180);
    let mut late = customer("late", "smb", 10_000, 12);
    late.contract.as_mut().unwrap().renewal = Month::new(2019, 1);
    Arc::make_mut(&mut document.accounts).push(late);
    let outcome = remit::engine::evaluate(&document, &remit::engine::Env::default());
    for at in ["source/absurd/win_rate", "source/absurd/stage/1/rate", "opening/arr", "retention/renewal"] {
        let path = format!("segment/smb/{at}");
        assert!(outcome.problems.iter().any(|it| it.at == path && it.severity == Severity::Error), "{at}");
    }
    let told: Vec<String> = outcome.problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|it| it.contains("1 of the customers fell due before the plan starts (late)")), "{told:?}");
    let plain = remit::engine::evaluate(&sound(), &remit::engine::Env::default());
    assert_eq!(outcome.segments[1].ledger, plain.segments[1].ledger, "other segments stand as they stood");
    for segment in &outcome.segments {
        for (month, moved) in segment.ledger.iter().enumerate() {
            let parts: Money = segment.new_business.flows.iter().map(|flow| flow.bookings[month]).sum();
            assert_eq!(parts, moved.new);
        }
    }
}
