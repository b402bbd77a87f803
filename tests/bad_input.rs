//! Broken documents, each with the lines it must give, word for word: what is wrong, where, and how to mend it.

// Helpers of tests may be as blunt as tests.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::wildcard_enum_match_arm)]

#[path = "bad_input/acquisition.rs"]
mod acquisition;
#[path = "bad_input/extras.rs"]
mod extras;
#[path = "bad_input/plans.rs"]
mod plans;
#[path = "bad_input/roles.rs"]
mod roles;
#[path = "bad_input/seats.rs"]
mod seats;

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
fn errors_stand_before_warnings_and_notes() {
    let mut document = sound();
    smb(&mut document).retention.contraction_depth = None;
    document.assumptions.productive_time = Rate::ZERO;
    terms(&mut document, "ae").quota = None;
    let severities: Vec<Severity> = validate(&document).iter().map(|problem| problem.severity).collect();
    assert_eq!(severities, [Severity::Error, Severity::Warning, Severity::Note]);
}
