//! Plans to start from: what a plan for a kind of role usually looks like, for whom it is, and where its figures come from.
//!
//! Pay, quota and mix are the picks of the benchmark table, the same as in the catalogue of roles; sources are named where they can be
//! checked, everything else is called illustrative.

use super::catalogue::{accelerated, component, plans, retention, roles};
use crate::model::comp::{Component, Draw, DrawKind, Measure, PlanVersion, Rated, Rates, Scope, Target, TierValue};
use crate::model::{Function, Terms};
use crate::text::{mark, tr};
use crate::units::{Cadence, Monthly, PlanId, Rate, RoleId, SegmentId};

/// A plan to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanTemplate {
    /// What it is called in code.
    pub key: &'static str,
    /// Name on screen, and of the plan made from it.
    pub name: &'static str,
    /// For whom it is.
    pub whom: &'static str,
    /// What is special about it, in a sentence.
    pub line: &'static str,
    /// Where its figures come from.
    pub source: &'static str,
    /// What the people it is for do.
    pub function: Function,
    /// Usual terms, under which its sentences can name rates and amounts.
    pub terms: Terms,
    /// Its content.
    pub version: PlanVersion,
}

const AE: &str = mark!(
    "Quota about 4.5 times OTE, usual 4 to 6 (BenchSights, n = 83, mean 4.8). Pay, mix and accelerators are illustrative."
);
const NRR: &str = mark!(
    "Floor and target around the median NRR of 101 % in 2024, about 105 % in 2021 (Benchmarkit 2025). Pay and weights are illustrative."
);

/// All templates, sellers first.
pub fn templates() -> Vec<PlanTemplate> {
    let mut all = sellers();
    all.extend(keepers());
    all.extend(leaders());
    all
}

/// The terms of a role in the catalogue, in a segment or anywhere.
fn terms(role: &str, segment: Option<&str>) -> (Function, Terms) {
    let segment = segment.map(SegmentId::new);
    let found = roles().into_iter().find(|it| it.id == RoleId::new(role)).unwrap_or_default();
    (found.function, found.terms_for(segment.as_ref()).cloned().unwrap_or_default())
}

/// The content of a plan in the catalogue.
fn content(plan: &str) -> PlanVersion {
    let found = plans().into_iter().find(|it| it.id == PlanId::new(plan));
    found.and_then(|plan| plan.versions.into_iter().next()).unwrap_or_default()
}

fn of(components: Vec<Component>) -> PlanVersion {
    PlanVersion { components, ..PlanVersion::default() }
}

fn template(
    key: &'static str,
    [name, whom, line, source]: [&'static str; 4],
    (function, terms): (Function, Terms),
    version: PlanVersion,
) -> PlanTemplate {
    PlanTemplate {
        key,
        name: tr!(name),
        whom: tr!(whom),
        line: tr!(line),
        source: tr!(source),
        function,
        terms,
        version,
    }
}

/// The seller's commission: 1.5 times to 125 % of quota, twice to 150 %, two and a half times beyond.
fn commission(cadence: Cadence, rated: Rated) -> PlanVersion {
    let own = component("new", mark!("New business"), Measure::NewArr, Scope::Own, 100, Target::Quota);
    of(vec![Component { cadence, rated, ..accelerated(own, &[(100, 150), (125, 200), (150, 250)]) }])
}

fn sellers() -> Vec<PlanTemplate> {
    let (smb, mid, large) = (Some("smb"), Some("mid-market"), Some("enterprise"));
    vec![
        template(
            "ae-smb",
            [
                mark!("Account executive, SMB"),
                mark!("Closes many small deals on a short cycle"),
                mark!(
                    "Paid every month; the quarter so far decides the rate, so that one good month sets off no accelerator."
                ),
                AE,
            ],
            terms("ae", smb),
            commission(Cadence::Month, Rated::QuarterToDate),
        ),
        template(
            "ae-mid-market",
            [
                mark!("Account executive, mid-market"),
                mark!("Closes deals of a few months"),
                mark!("One commission by the quarter, faster above quota, without a cap."),
                AE,
            ],
            terms("ae", mid),
            commission(Cadence::Quarter, Rated::Period),
        ),
        template(
            "ae-enterprise",
            [
                mark!("Account executive, enterprise"),
                mark!("Closes few large deals on a long cycle"),
                mark!("The year so far decides the rate, so that an empty quarter before a large deal costs nothing."),
                AE,
            ],
            terms("ae", large),
            commission(Cadence::Quarter, Rated::YearToDate),
        ),
        template(
            "sdr",
            [
                mark!("SDR"),
                mark!("Finds qualified opportunities for others to close"),
                mark!(
                    "Most of it for opportunities, month by month; the rest follows what the segment closes, so that quality counts."
                ),
                mark!(
                    "About 65 : 35 base to variable (revenue-playbook.com, Glassdoor 2024). Fifteen opportunities a month and weights are illustrative."
                ),
            ],
            terms("sdr", None),
            content("sdr"),
        ),
        template(
            "se",
            [
                mark!("Sales engineer"),
                mark!("Supports the deals of a segment"),
                mark!("Shares in what the segment closes, with little of the pay at risk."),
                mark!("75 : 25 base to variable and the share of the quotas are illustrative."),
            ],
            terms("se", None),
            content("se"),
        ),
        template(
            "founder-led",
            [
                mark!("First seller"),
                mark!("Sells beside a founder, before a quota can be known"),
                mark!(
                    "A flat tenth of what is signed, whatever the quota, with a guarantee while the first deals come in."
                ),
                mark!(
                    "About 10 % of contract value is a usual commission on new SaaS ARR; the guarantee is the target variable of an SMB seller \
                 during three months of ramp. All illustrative."
                ),
            ],
            terms("ae", smb),
            founder_led(),
        ),
    ]
}

/// A flat rate with a guarantee of the target variable for the months of ramp.
fn founder_led() -> PlanVersion {
    let (_, terms) = terms("ae", Some("smb"));
    let mut own = component("new", mark!("New business"), Measure::NewArr, Scope::Own, 100, Target::Quota);
    own.cadence = Cadence::Month;
    own.rates = crate::model::comp::RatePreset::Marginal.rates(&[]);
    if let Rates::Tiers { tiers, .. } = &mut own.rates {
        tiers.iter_mut().for_each(|tier| tier.value = TierValue::Share(Rate::percent(10)));
    }
    let month = crate::units::Money::from_mills(terms.variable().amount().mills() / 12);
    PlanVersion {
        draw: Some(
            Draw::level(DrawKind::GuaranteeTopUp, Monthly::new(month), Some(terms.ramp.months())).with_its_month(),
        ),
        ..of(vec![own])
    }
}

fn keepers() -> Vec<PlanTemplate> {
    let hybrid = of(vec![
        accelerated(
            component("new", mark!("New business"), Measure::NewArr, Scope::Own, 60, Target::Quota),
            &[(100, 150), (125, 200)],
        ),
        retention(
            "nrr",
            mark!("Net revenue retention of own customers"),
            Measure::NetRetention,
            Scope::Own,
            40,
            95,
            105,
        ),
    ]);
    let (_, seller) = terms("ae", Some("smb"));
    let (_, keeper) = terms("am", None);
    vec![
        template(
            "am",
            [
                mark!("Account manager"),
                mark!("Keeps and grows a book of customers"),
                mark!(
                    "A little over half for growing the book, the rest for keeping it: net retention counts both and punishes churn."
                ),
                NRR,
            ],
            terms("am", None),
            content("am"),
        ),
        template(
            "csm",
            [
                mark!("Customer success manager"),
                mark!("Keeps customers successful, without selling"),
                mark!("Mostly for gross retention of the own book; a part follows the company's net retention."),
                mark!(
                    "GRR of 82, 91 and 95 % at the quartiles (KBCM and Sapphire 2024). Pay and weights are illustrative."
                ),
            ],
            terms("csm", None),
            content("csm"),
        ),
        template(
            "hybrid",
            [
                mark!("Hunter and farmer in one"),
                mark!("Wins customers and keeps them: small teams without a handover"),
                mark!(
                    "Most of it for winning; net retention of the own customers holds the rest, so that nobody sells and forgets."
                ),
                mark!(
                    "60 : 40 as expansion is 40 % of new ARR at the median (Benchmarkit 2025). Pay, floor and accelerators are illustrative."
                ),
            ],
            (Function::Hybrid, Terms { book_capacity: keeper.book_capacity, ..seller }),
            hybrid,
        ),
    ]
}

fn leaders() -> Vec<PlanTemplate> {
    vec![
        template(
            "sales-manager",
            [
                mark!("Sales manager"),
                mark!("Leads six to eight sellers"),
                mark!(
                    "An override on what the team closes, against 88 % of its quotas, and a tenth for customers that stay."
                ),
                mark!(
                    "Six to eight reports (Kurlan 2015). 88 % of the quotas leaves a cushion of 12 %; pay and weights are illustrative."
                ),
            ],
            terms("sales-manager", None),
            content("sales-manager"),
        ),
        template(
            "sdr-manager",
            [
                mark!("SDR manager"),
                mark!("Leads a team that finds opportunities"),
                mark!("Paid on the opportunities of the team, month by month."),
                mark!("90 % of the team's quotas is illustrative."),
            ],
            terms("sales-manager", None),
            content("sdr-manager"),
        ),
        template(
            "am-director",
            [
                mark!("AM director"),
                mark!("Leads account managers and customer success"),
                mark!("Half for what the team adds to its books, half for the company's net retention."),
                NRR,
            ],
            terms("am-director", None),
            content("am-director"),
        ),
        template(
            "cro",
            [
                mark!("Chief revenue officer"),
                mark!("Answers for all revenue"),
                mark!("Winning, keeping and growing customers of the whole company in one plan."),
                NRR,
            ],
            terms("cro", None),
            content("cro"),
        ),
    ]
}
