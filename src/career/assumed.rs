//! What the plan of an offer takes for granted where its letter is silent and money hangs on it.

use crate::career::letter::{Fact, offer_from, quota_period_is_told, read, sign_on_goes_back};
use crate::career::offer::Offer;
use crate::career::shape::shape_of;
use crate::career::view::Basis;
use crate::model::Quota;
use crate::model::comp::{ClawbackBasis, Component, DrawKind, Measure, PayoutTrigger, Rates, TierValue};
use crate::units::{Cadence, Rate};

/// Something that was filled in.
#[derive(Clone, Debug, PartialEq)]
pub enum Assumed {
    /// The role, which the usual plan hangs on.
    Role,
    /// What shares of variable pay hang on what, as is usual for the role.
    Split(Vec<(Measure, Rate)>),
    /// What pay on a ratio was filled in with.
    Ratio(Usual),
    /// That an amount of quota is one of a year.
    QuotaOfAYear,
    /// How often variable pay is reckoned.
    Reckoned(Cadence),
    /// How many months after the end of the period it is paid.
    PaidAfter(u32),
    /// That it waits neither for an invoice nor for money.
    OnSignature,
    /// What more than the quota pays: as much as before, unless the letter has a higher rate.
    SameRate,
    /// That nothing caps it.
    NoCap,
    /// That pay begins at zero where the threshold is reached.
    FromZero,
    /// Whether a draw is owed back.
    Draw(DrawKind),
    /// That a draw goes on for good.
    DrawForGood,
    /// That commission is never taken back.
    NeverTakenBack,
    /// That there is no ramp.
    NoRamp,
    /// That quota is carried in full while one ramps.
    FullQuota,
    /// That a sign-on is kept however soon one leaves.
    SignOnKept,
    /// That less of it goes back for each month one stayed.
    SignOnPart,
    /// Months until all equity is one's own, and before which none of it is; each if the letter does not say it.
    Vesting(Option<u32>, Option<u32>),
    /// The share of people at quota.
    AtQuota(Rate),
}

/// What pay on a ratio was filled in with, each if the letter does not say it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    /// The ratio.
    pub measure: Measure,
    /// What 100 % is.
    pub target: Option<Rate>,
    /// The ratio from which anything is paid.
    pub floor: Option<Rate>,
    /// How many times as much is paid above the target.
    pub above: Option<Rate>,
    /// Most of it, as a multiple of target pay.
    pub cap: Option<Rate>,
}

/// What an offer takes for granted of what its letter does not say, in the order of what hangs on it. What was changed since is no longer
/// assumed; an offer without a letter assumes nothing.
pub fn assumed(offer: &Offer) -> Vec<Assumed> {
    if offer.letter.is_empty() {
        return Vec::new();
    }
    let mut found = read(&offer.letter);
    let role = found.iter().any(|it| matches!(it.fact, Fact::Role(_)));
    if !role && !offer.told.role_open {
        found.push(crate::career::letter::Found { fact: Fact::Role(offer.role), from: 0, to: 0 });
    }
    let made = offer_from(&offer.letter, &found, offer.id).0;
    let told = |is: fn(&Fact) -> bool| found.iter().any(|it| is(&it.fact));
    let (shape, was) = (shape_of(offer), shape_of(&made));
    let parts = &offer.plan.components;
    let sells = parts.iter().any(|it| !it.measure.is_ratio());
    let ramps = offer.ramp_months > 0;
    let mut all = Vec::new();
    let mut assume = |when: bool, what: Assumed| {
        if when {
            all.push(what);
        }
    };
    assume(offer.told.role_open, Assumed::Role);
    let weights = |of: &Offer| of.plan.components.iter().map(|it| (it.measure, it.weight)).collect::<Vec<_>>();
    let split = weights(offer);
    let same = parts.len() > 1 && split == weights(&made);
    assume(same && !told(|it| matches!(it, Fact::Part(..))), Assumed::Split(split));
    for part in parts.iter().filter(|it| it.measure.is_ratio() && it.weight > Rate::ZERO) {
        if let Some(usual) = usual(part, &made, &found) {
            assume(true, Assumed::Ratio(usual));
        }
    }
    let quota = matches!(offer.quota, Some(Quota::Arr { .. })) && offer.quota == made.quota;
    assume(quota && sells && !quota_period_is_told(&offer.letter, &found), Assumed::QuotaOfAYear);
    assume(
        !parts.is_empty() && !told(|it| matches!(it, Fact::Paid(_))) && shape.cadence == was.cadence,
        Assumed::Reckoned(shape.cadence),
    );
    assume(shape.lag == was.lag && !told(|it| matches!(it, Fact::Lag(_))), Assumed::PaidAfter(shape.lag));
    let signed = offer.plan.payout.trigger == PayoutTrigger::Booking;
    assume(signed && sells && !told(|it| matches!(it, Fact::Trigger(_))), Assumed::OnSignature);
    let higher = told(|it| matches!(it, Fact::Above(..) | Fact::Share(..)));
    assume(sells && !higher && shape.above == Some(Rate::ONE), Assumed::SameRate);
    assume(sells && shape.cap.is_none() && !told(|it| matches!(it, Fact::Cap(_))), Assumed::NoCap);
    let floor = told(|it| matches!(it, Fact::Threshold(_) | Fact::Floor(..))) && shape.threshold.is_some();
    assume(floor && !offer.told.threshold_start && shape.begins == was.begins, Assumed::FromZero);
    let owed = told(|it| matches!(it, Fact::Recoverable(_)));
    if let Some((kind, _, months)) = shape.draw.filter(|_| was.draw.is_some()) {
        assume(!owed && Some(kind) == was.draw.map(|it| it.0), Assumed::Draw(kind));
        assume(months.is_none() && !told(|it| matches!(it, Fact::DrawMonths(_))), Assumed::DrawForGood);
    }
    assume(offer.plan.clawback.basis == ClawbackBasis::None, Assumed::NeverTakenBack);
    assume(!ramps && !told(|it| matches!(it, Fact::Ramp(_))), Assumed::NoRamp);
    assume(ramps && offer.told.ramped_quota.is_none(), Assumed::FullQuota);
    let sign_on = offer.sign_on.is_some_and(|it| it.mills() > 0);
    assume(sign_on && offer.sign_on_stay == 0 && !sign_on_goes_back(&offer.letter), Assumed::SignOnKept);
    assume(sign_on && offer.sign_on_stay > 0 && offer.sign_on_back.is_none(), Assumed::SignOnPart);
    if let (Some(now), Some(then)) = (&offer.equity, &made.equity) {
        let open = |is: bool, now: u32, then: u32| (!is && now == then).then_some(now);
        let vests = open(told(|it| matches!(it, Fact::Vests(_))), now.vest_months, then.vest_months);
        let cliff = open(told(|it| matches!(it, Fact::Cliff(_))), now.cliff_months, then.cliff_months);
        assume(vests.or(cliff).is_some(), Assumed::Vesting(vests, cliff));
    }
    if let Some(share) = offer.attainment.at_quota().filter(|_| offer.attainment.basis == Basis::Assumed) {
        assume(true, Assumed::AtQuota(share));
    }
    all
}

/// What stands in a part that hangs on a ratio without having been told or changed; none if all of it was.
fn usual(part: &Component, made: &Offer, found: &[crate::career::letter::Found]) -> Option<Usual> {
    let then = made.plan.components.iter().find(|it| it.measure == part.measure)?;
    let facts = || found.iter().map(|it| &it.fact);
    let goal = facts().any(|it| matches!(it, Fact::Part(of, _, Some(_)) | Fact::Goal(of, _) if *of == part.measure));
    // What is said of quota is said of the first ratio where nothing else is paid for.
    let parts = &made.plan.components;
    let main =
        !parts.iter().any(|it| !it.measure.is_ratio()) && parts.first().is_some_and(|it| it.measure == part.measure);
    let floor = facts().any(|it| matches!(it, Fact::Floor(measure, _) if *measure == part.measure))
        || main && facts().any(|it| matches!(it, Fact::Threshold(_)));
    let above = main && facts().any(|it| matches!(it, Fact::Above(..)));
    let target = part.ratio_target().filter(|_| !goal && part.target == then.target);
    let floor = part.threshold.filter(|_| !floor && part.threshold == then.threshold).map(|it| it.at);
    let usual = Usual {
        measure: part.measure,
        target,
        floor,
        above: steepest(&part.rates).filter(|_| !above && part.rates == then.rates),
        cap: part.cap.filter(|_| part.cap == then.cap),
    };
    let any = [usual.target, usual.floor, usual.above, usual.cap].iter().any(Option::is_some);
    any.then_some(usual)
}

/// The multiple that is paid above the target, where it is not one.
fn steepest(rates: &Rates) -> Option<Rate> {
    let Rates::Tiers { tiers, .. } = rates else { return None };
    match tiers.last()?.value {
        TierValue::Multiple(multiple) => (multiple != Rate::ONE).then_some(multiple),
        TierValue::Share(_) | TierValue::PerUnit(_) => None,
    }
}
