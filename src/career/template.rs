//! Offers to start from: what a role is usually offered, and three invented ones that show how they are compared.
//!
//! Pay and quota are the picks of the benchmark table or lie beside them; all of them are illustrative.

use crate::career::kind::RoleKind;
use crate::career::offer::{Book, Equity, EquityKind, Hours, Offer, Told};
use crate::career::profile::{Needs, Profile};
use crate::career::view::{Attainment, Basis, View};
use crate::model::Quota;
use crate::model::comp::{Clawback, ClawbackBasis, Draw, DrawKind, PlanVersion, RatePreset, Threshold, ThresholdStart};
use crate::model::sample::templates;
use crate::units::{Cadence, Money, Monthly, Rate, Yearly};

/// Base, on-target earnings, quota a year and months of ramp of a role, in dollars; a quota of 0 is that of the template.
const fn usual(role: RoleKind) -> (i64, i64, i64, u32) {
    match role {
        RoleKind::Sdr => (56_000, 85_000, 0, 3),
        RoleKind::AeSmb => (60_000, 120_000, 540_000, 3),
        RoleKind::AeMidMarket => (90_000, 180_000, 810_000, 5),
        RoleKind::AeEnterprise => (135_000, 270_000, 1_200_000, 9),
        RoleKind::Hybrid => (70_000, 120_000, 450_000, 4),
        RoleKind::SalesManager => (125_000, 210_000, 5_000_000, 3),
        RoleKind::SalesDirector => (145_000, 235_000, 18_000_000, 4),
        RoleKind::Cro => (300_000, 550_000, 40_000_000, 6),
        RoleKind::JuniorAm => (55_000, 75_000, 300_000, 3),
        RoleKind::Am => (85_000, 130_000, 520_000, 4),
        RoleKind::SeniorAm => (110_000, 165_000, 720_000, 4),
        RoleKind::Csm => (96_000, 120_000, 0, 4),
        RoleKind::AmDirector => (145_000, 220_000, 4_000_000, 4),
        RoleKind::VpSuccess => (190_000, 270_000, 9_000_000, 5),
        RoleKind::Cco => (260_000, 400_000, 16_000_000, 6),
    }
}

/// The template of the plan that usually pays a role.
const fn plan_key(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Sdr => "sdr",
        RoleKind::AeSmb => "ae-smb",
        RoleKind::AeMidMarket => "ae-mid-market",
        RoleKind::AeEnterprise => "ae-enterprise",
        RoleKind::Hybrid => "hybrid",
        RoleKind::SalesManager | RoleKind::SalesDirector => "sales-manager",
        RoleKind::Cro | RoleKind::Cco => "cro",
        RoleKind::JuniorAm | RoleKind::Am | RoleKind::SeniorAm => "am",
        RoleKind::Csm => "csm",
        RoleKind::AmDirector | RoleKind::VpSuccess => "am-director",
    }
}

/// The plan that usually pays a role, with its quota in units if it has one.
pub(crate) fn usual_plan(role: RoleKind) -> (PlanVersion, Option<Quota>) {
    let found = templates().into_iter().find(|it| it.key == plan_key(role));
    found.map_or((PlanVersion::default(), None), |it| (it.version, it.terms.quota))
}

fn dollars(amount: i64) -> Yearly<Money> {
    Yearly::new(Money::from_major(amount))
}

fn a_year(amount: i64) -> Option<Quota> {
    Some(Quota::Arr { amount: Money::from_major(amount), per: Cadence::Year })
}

/// What a role is usually offered. Nothing is told yet of what such offers leave open.
pub fn offer_for(role: RoleKind, id: u32, name: &str) -> Offer {
    let (base, ote, quota, ramp) = usual(role);
    let (plan, units) = usual_plan(role);
    let quota = if quota > 0 { a_year(quota) } else { units.filter(|it| matches!(it, Quota::Units { .. })) };
    Offer {
        id,
        name: name.to_owned(),
        role,
        base: Some(dollars(base)),
        variable: Some(dollars(ote - base)),
        quota,
        plan,
        ramp_months: ramp,
        hours_week: Some(Hours::new(if role.function().leads() { 50 } else { 45 })),
        ..Offer::default()
    }
}

fn at_quota(percent: i64, basis: Basis) -> Attainment {
    Attainment { basis, view: View::AtQuota { share: Rate::percent(percent), width: Rate::percent(30) } }
}

/// The profile of a first visit: three invented offers that differ in all that offers differ in.
pub fn example() -> Profile {
    Profile {
        offers: vec![larkspur(), halden(), orbis()],
        needs: Needs {
            today: Some(dollars(120_000)),
            month: Some(Monthly::new(Money::from_major(8_500))),
            ..Needs::fresh()
        },
        invented: true,
        ..Profile::default()
    }
}

/// A seller's offer without a cap, full quota from the first month, and a recoverable draw.
fn larkspur() -> Offer {
    let mut offer = offer_for(RoleKind::AeMidMarket, 1, "Larkspur Software");
    offer.plan.draw =
        Some(Draw::level(DrawKind::Recoverable, Monthly::new(Money::from_major(3_000)), Some(4)).with_its_month());
    offer.plan.clawback = Clawback { basis: ClawbackBasis::Paid, share: Rate::ONE, months: 6, takes_attainment: false };
    offer.attainment = at_quota(48, Basis::Company);
    offer.told = Told { ramped_quota: Some(false), ..Told::default() };
    offer.hours_week = Some(Hours::new(50));
    offer.nights_month = Some(4);
    offer.benefits = Some(dollars(14_000));
    offer.equity =
        Some(Equity { kind: EquityKind::Options, worth: Some(Money::from_major(40_000)), ..Equity::default() });
    offer
}

/// An account manager's offer: steadier, with a book that is there already.
fn halden() -> Offer {
    let mut offer = offer_for(RoleKind::SeniorAm, 2, "Halden Health");
    offer.base = Some(dollars(128_000));
    offer.variable = Some(dollars(42_000));
    offer.quota = a_year(640_000);
    offer.sign_on = Some(Money::from_major(10_000));
    offer.sign_on_stay = 12;
    offer.attainment =
        Attainment { basis: Basis::Company, view: View::Average { mean: Rate::percent(97), width: Rate::percent(15) } };
    offer.told = Told { ramped_quota: Some(true), book: Some(Book::Inherited), ..Told::default() };
    offer.hours_week = Some(Hours::new(42));
    offer.nights_month = Some(2);
    offer.benefits = Some(dollars(18_000));
    offer
}

/// An offer that looks best: a cliff, a cap, pay once the customer has paid, and a draw that is owed.
fn orbis() -> Offer {
    let mut offer = offer_for(RoleKind::AeEnterprise, 3, "Orbis Data");
    offer.base = Some(dollars(110_000));
    offer.variable = Some(dollars(110_000));
    offer.quota = a_year(1_500_000);
    if let Some(own) = offer.plan.components.first_mut() {
        own.threshold = Some(Threshold { at: Rate::percent(60), start: ThresholdStart::Share });
        own.rates = RatePreset::Marginal.rates(&[(Rate::ONE, Rate::from_ppm(1_200_000))]);
        own.rated = crate::model::comp::Rated::Period;
        own.cadence = Cadence::Quarter;
    }
    offer.plan.cap = Some(Rate::from_ppm(1_800_000));
    offer.plan.payout.lag_months = 2;
    offer.plan.draw =
        Some(Draw::level(DrawKind::Recoverable, Monthly::new(Money::from_major(4_000)), Some(6)).with_its_month());
    offer.credit = Rate::percent(90);
    offer.attainment =
        Attainment { basis: Basis::Assumed, view: View::Average { mean: Rate::percent(80), width: Rate::percent(34) } };
    offer.hours_week = Some(Hours::new(52));
    offer.nights_month = Some(7);
    offer
}
