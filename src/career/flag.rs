//! What to look at twice in an offer: figures against what is usual, and who says what is usual. And what is wrong with what was entered.

use crate::career::assumed::Assumed;
use crate::career::cash::SHOWN;
use crate::career::kind::RoleKind;
use crate::career::offer::{Book, Offer};
use crate::career::reckon::Reckoned;
use crate::career::view::{Basis, View};
use crate::career::worth::Repay;
use crate::engine::{pay_caps, usual_base, widened};
use crate::model::comp::{Component, DrawKind, Measure, Scope};
use crate::model::{AttainmentSpread, Quota};
use crate::units::{Currency, Money};

/// How much a flag matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It costs money in ways that are easily missed.
    Grave,
    /// Worth a question.
    Watch,
    /// Not told.
    Open,
    /// As it is usual, or better.
    Fine,
}

/// One thing to look at, with its figures.
#[derive(Clone, Debug, PartialEq)]
pub enum Flag {
    /// Quota of a year over on-target earnings, of those who close new business: usual 4 to 6 (BenchSights).
    QuotaOverOte {
        /// That multiple.
        ratio: f64,
    },
    /// The share of people at quota: 20 to 28 % in BenchSights 2020.
    AtQuota {
        /// As the view has it.
        share: f64,
        /// Who says so.
        basis: Basis,
    },
    /// Base over on-target earnings, against what is usual for the role.
    Mix {
        /// That share.
        base: f64,
        /// What is usual, from and to.
        usual: (f64, f64),
        /// Whether somebody who may be named says so.
        sourced: bool,
    },
    /// Pay ends to rise.
    Cap {
        /// Attainment from which nothing more is paid.
        at: f64,
        /// The share of years that reach it.
        share: f64,
    },
    /// A part of variable pay ends to rise, the rest does not.
    PartCap {
        /// What the part measures.
        measure: Measure,
        /// Its share of target variable.
        weight: f64,
        /// The attainment of quota from which that part pays no more.
        at: f64,
        /// The share of years that reach it.
        share: f64,
    },
    /// No cap on anything.
    NoCap,
    /// Pay jumps.
    Cliff {
        /// The attainment.
        at: f64,
        /// By how much.
        amount: Money,
        /// The share of years that fall below it.
        below: f64,
    },
    /// A draw is owed back.
    DrawOwed {
        /// The most that is ever owed at the middle attainment.
        most: Money,
        /// Still owed after two years.
        left: Money,
    },
    /// Pay comes late.
    Late {
        /// Months from selling to money, at worst: to the end of the period, and then until it is paid.
        months: u32,
    },
    /// Not all of what is sold is credited.
    Credit {
        /// The share that is.
        share: f64,
    },
    /// Quota is full while one ramps, or nobody said.
    FullQuota {
        /// Months of ramp.
        months: u32,
        /// Attainment of the first twelve months at the middle attainment.
        first_year: Option<f64>,
        /// Whether it was told.
        told: bool,
    },
    /// Pay for something that is decided elsewhere.
    Remote {
        /// What it measures.
        measure: Measure,
        /// Whose results count.
        scope: Scope,
        /// Its share of target variable.
        weight: f64,
        /// Whether the offer says that one has a say at renewal; none: not told.
        authority: Option<bool>,
    },
    /// Customers to look after: there already, to be won, or not told.
    Customers {
        /// Which.
        book: Option<Book>,
    },
    /// Commission can be taken back.
    Clawback {
        /// Within so many months.
        months: u32,
        /// The most at once.
        at_stake: Money,
    },
    /// A sign-on goes back if one leaves early.
    SignOnBack {
        /// Within so many months.
        months: u32,
        /// How much of it; none: not told.
        how: Option<Repay>,
        /// What goes back after half of them.
        half: Money,
    },
    /// Travel that costs more than is paid for it.
    Travel {
        /// In a year.
        cost: Money,
    },
}

/// A flag of an offer, and whether what it says was told.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    /// The flag.
    pub flag: Flag,
    /// Whether the letter says it, or nobody pasted one; not told is what the usual plan of the role was filled in with.
    pub told: bool,
}

impl Raised {
    /// How much it matters; what nobody told is open.
    pub fn level(&self) -> Level {
        if self.told { self.flag.level() } else { Level::Open }
    }
}

/// What is wrong with what was entered; the rest is reckoned all the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Issue {
    /// No base pay was told.
    NoBase,
    /// No variable pay was told, or it is nothing.
    NoVariable,
    /// There is nothing in the plan that would pay it.
    NoPlan,
    /// No quota was told, or it is nothing: attainment has no amount.
    NoQuota,
    /// Shares of the groups add up to something else than the whole.
    SpreadOff {
        /// What they add up to.
        sum: f64,
    },
    /// No group has a share at all.
    NoSpread,
    /// What is earned in the months shown is paid after them.
    PaidLater {
        /// How much of it.
        amount: Money,
        /// The lag in months.
        lag: u32,
        /// Whether nothing at all is paid in them.
        all: bool,
    },
    /// It is in another currency, and nobody typed what that is worth.
    NoRate {
        /// Its currency.
        from: Currency,
        /// The one that one compares in.
        to: Currency,
    },
    /// Weights of components do not add up to the whole.
    Weights {
        /// What they add up to.
        sum: f64,
    },
}

impl Flag {
    /// How much it matters.
    pub fn level(&self) -> Level {
        match self {
            Flag::QuotaOverOte { ratio } if *ratio > 8.0 => Level::Grave,
            Flag::QuotaOverOte { ratio } if *ratio > 6.0 || *ratio < 4.0 => Level::Watch,
            Flag::QuotaOverOte { .. } => Level::Fine,
            Flag::AtQuota { basis: Basis::Assumed, .. } => Level::Open,
            Flag::AtQuota { share, .. } if *share < 0.2 => Level::Grave,
            Flag::AtQuota { share, .. } if *share < 0.4 => Level::Watch,
            Flag::AtQuota { .. } => Level::Fine,
            Flag::Mix { base, usual, .. } => {
                let fits = (usual.0 - 0.05 - 1e-9..=usual.1 + 0.05 + 1e-9).contains(base);
                if fits { Level::Fine } else { Level::Watch }
            }
            Flag::Cap { share, .. } if *share >= 0.1 => Level::Grave,
            Flag::Cap { .. } => Level::Watch,
            Flag::PartCap { share, .. } if *share >= 0.1 => Level::Watch,
            Flag::PartCap { .. } => Level::Fine,
            Flag::NoCap => Level::Fine,
            Flag::Cliff { below, .. } if *below >= 0.2 => Level::Grave,
            Flag::Cliff { .. } => Level::Watch,
            Flag::DrawOwed { left, .. } if left.mills() > 0 => Level::Grave,
            Flag::DrawOwed { .. } => Level::Watch,
            Flag::Late { months } if *months > 6 => Level::Grave,
            Flag::Late { .. } => Level::Watch,
            Flag::Credit { share } if *share < 0.75 => Level::Grave,
            Flag::Credit { .. } => Level::Watch,
            Flag::FullQuota { told: false, .. } => Level::Open,
            Flag::FullQuota { .. } => Level::Watch,
            Flag::Remote { authority: Some(true), scope: Scope::Own, .. } => Level::Fine,
            Flag::Remote { .. } => Level::Watch,
            Flag::Customers { book: None } => Level::Open,
            Flag::Customers { book: Some(Book::Inherited) } => Level::Fine,
            Flag::Customers { book: Some(Book::Built) } => Level::Watch,
            Flag::Clawback { .. } => Level::Watch,
            Flag::SignOnBack { how: None, .. } => Level::Open,
            Flag::SignOnBack { .. } | Flag::Travel { .. } => Level::Watch,
        }
    }
}

/// What to look at in an offer, gravest first.
pub fn flags(of: &Reckoned) -> Vec<Raised> {
    let offer = &of.offer;
    let mut found = Vec::new();
    found.extend(quota_over_ote(offer));
    if let Some(share) = of.at_quota {
        found.push(Flag::AtQuota { share, basis: offer.attainment.basis });
    }
    if let (Some(base), Some(usual)) = (offer.base_share(), usual_base(offer.role.function())) {
        found.push(Flag::Mix { base, usual, sourced: offer.role == RoleKind::Sdr });
    }
    found.extend(caps(of));
    for (at, before, after) in of.line.jumps.iter().filter(|it| it.0 <= 2.0) {
        let below = of.desk.spread.as_ref().map_or(0.0, |spread| spread.below(*at));
        found.push(Flag::Cliff { at: *at, amount: Money::from_major_f64((after - before).abs().round()), below });
    }
    let [_, middle, _] = &of.cash;
    let kind = offer.plan.draw.as_ref().map(|draw| draw.kind);
    if matches!(kind, Some(DrawKind::Recoverable | DrawKind::DelayedRecovery { .. })) && middle.most_owed.mills() > 0 {
        let left = middle.months.last().map_or(Money::ZERO, |it| it.1.owed);
        found.push(Flag::DrawOwed { most: middle.most_owed, left });
    }
    if let Some(months) = wait(offer).filter(|months| *months > 4) {
        found.push(Flag::Late { months });
    }
    if offer.credit < crate::units::Rate::ONE {
        found.push(Flag::Credit { share: offer.credit.to_f64() });
    }
    if offer.ramp_months > 0 && offer.told.ramped_quota != Some(true) && offer.quota.is_some() {
        let told = offer.told.ramped_quota.is_some();
        found.push(Flag::FullQuota { months: offer.ramp_months, first_year: middle.first_year, told });
    }
    found.extend(remote(offer));
    if offer.role.has_book() {
        found.push(Flag::Customers { book: offer.told.book });
    }
    if of.at_stake.mills() > 0 {
        found.push(Flag::Clawback { months: offer.plan.clawback.months, at_stake: of.at_stake });
    }
    found.extend(beside_pay(of));
    let mut raised: Vec<Raised> = found
        .into_iter()
        .map(|flag| Raised { told: !of.assumed.iter().any(|it| rests_on(&flag, it, of)), flag })
        .collect();
    raised.sort_by_key(Raised::level);
    raised
}

/// Whether a flag says what was only filled in.
fn rests_on(flag: &Flag, filled: &Assumed, of: &Reckoned) -> bool {
    match (flag, filled) {
        // A cap on all of pay is never filled in.
        (Flag::Cap { .. }, Assumed::Ratio(usual)) => usual.cap.is_some() && of.offer.plan.cap.is_none(),
        (Flag::PartCap { measure, .. }, Assumed::Ratio(usual)) => usual.measure == *measure && usual.cap.is_some(),
        // Late by what the letter says of the period, or of the months after it, is told.
        (Flag::Late { .. }, Assumed::Reckoned(_)) => of.assumed.iter().any(|it| matches!(it, Assumed::PaidAfter(_))),
        (Flag::Remote { .. }, Assumed::Split(_))
        | (Flag::NoCap, Assumed::NoCap)
        | (Flag::DrawOwed { .. }, Assumed::Draw(_)) => true,
        _others => false,
    }
}

/// What is not pay and costs money all the same.
fn beside_pay(of: &Reckoned) -> Vec<Flag> {
    let offer = &of.offer;
    let mut found = Vec::new();
    if offer.sign_on_stay > 0 && offer.sign_on_pay().mills() > 0 {
        let half = of.changed.money(offer.sign_on_back_after(offer.sign_on_stay / 2));
        found.push(Flag::SignOnBack { months: offer.sign_on_stay, how: offer.sign_on_back, half });
    }
    let travel = of.travel_year();
    if travel.mills() < 0 {
        found.push(Flag::Travel { cost: -travel });
    }
    found
}

fn quota_over_ote(offer: &Offer) -> Option<Flag> {
    let quota @ Quota::Arr { .. } = offer.quota? else { return None };
    let closes = matches!(offer.role, RoleKind::AeSmb | RoleKind::AeMidMarket | RoleKind::AeEnterprise);
    let ote = offer.on_target().to_major();
    (closes && ote > 0.0).then(|| Flag::QuotaOverOte { ratio: quota.arr_year().amount().to_major() / ote })
}

/// Where pay ends to rise: all of it, by the plan's own cap or since every part is capped, or else parts of it. Attainments are those of
/// what is sold: only a share of it may be credited, and a ratio moves less far.
fn caps(of: &Reckoned) -> Vec<Flag> {
    let Some(spread) = &of.desk.spread else { return Vec::new() };
    let parts = &of.offer.plan.components;
    if of.offer.variable_pay().is_zero() || parts.is_empty() {
        return Vec::new();
    }
    let narrow = of.desk.document.assumptions.ratio_spread.to_f64().clamp(0.0, 1.0);
    let credited = |at: f64| if of.desk.credit > 0.0 { at / of.desk.credit } else { at };
    let found = pay_caps(&of.desk.document, &of.desk.version, &of.desk.terms, spread);
    let of_part = |index: usize, part: &Component| {
        let cap = found.iter().find(|it| it.component == Some(index))?;
        if part.measure.is_ratio() { widened(cap.at, narrow) } else { Some(credited(cap.at)) }
    };
    let paying = || parts.iter().enumerate().filter(|(_, it)| it.weight.ppm() > 0);
    let of_all: Option<Vec<f64>> = paying().map(|(index, it)| of_part(index, it)).collect();
    let every = of_all.and_then(|all| all.into_iter().reduce(f64::max));
    let own = found.iter().find(|it| it.component.is_none()).map(|it| credited(it.at));
    if let Some(at) = [every, own].into_iter().flatten().reduce(f64::min) {
        return vec![Flag::Cap { at, share: spread.above(at) }];
    }
    let capped: Vec<Flag> = paying()
        .filter_map(|(index, it)| {
            let at = of_part(index, it)?;
            Some(Flag::PartCap { measure: it.measure, weight: it.weight.to_f64(), at, share: spread.above(at) })
        })
        .collect();
    if capped.is_empty() { vec![Flag::NoCap] } else { capped }
}

/// Months from the first day of the longest period to the money.
fn wait(offer: &Offer) -> Option<u32> {
    let longest = offer.plan.components.iter().map(|it| it.cadence.months()).max()?;
    let payout = offer.plan.payout;
    Some(longest.saturating_add(payout.lag_months).saturating_add(payout.instalments.saturating_sub(1)))
}

fn remote(offer: &Offer) -> Vec<Flag> {
    let leads = offer.role.function().leads();
    let parts = offer.plan.components.iter().filter(|it| it.weight.ppm() > 0);
    parts
        .filter(|it| match it.scope {
            Scope::Own => it.measure == Measure::NetRetention && !leads,
            Scope::TeamBelow => false,
            Scope::Pod | Scope::Segment | Scope::Company => !leads,
        })
        .map(|it| Flag::Remote {
            measure: it.measure,
            scope: it.scope,
            weight: it.weight.to_f64(),
            authority: offer.told.renewal_authority,
        })
        .collect()
}

/// What is wrong with what was entered.
pub fn issues(of: &Reckoned) -> Vec<Issue> {
    let offer = &of.offer;
    let mut found = Vec::new();
    if !of.changed.compares() {
        found.push(Issue::NoRate { from: of.changed.own, to: of.changed.wanted });
    }
    if offer.base.is_none() {
        found.push(Issue::NoBase);
    }
    if offer.variable_pay().is_zero() {
        found.push(Issue::NoVariable);
    } else if offer.plan.components.is_empty() {
        found.push(Issue::NoPlan);
    }
    let counts = offer.plan.components.iter().any(|it| !it.measure.is_ratio());
    let nothing = match offer.quota {
        None => true,
        Some(Quota::Arr { amount, .. }) => amount.mills() <= 0,
        Some(Quota::Units { count, .. }) => count == 0,
    };
    if counts && nothing && !offer.variable_pay().is_zero() {
        found.push(Issue::NoQuota);
    }
    if let View::Spread { spread: AttainmentSpread::Buckets { buckets } } = &offer.attainment.view {
        let sum: i64 = buckets.iter().map(|it| it.share.ppm().max(0)).sum();
        if sum == 0 {
            found.push(Issue::NoSpread);
        } else if sum != crate::units::Rate::SCALE {
            found.push(Issue::SpreadOff { sum: sum as f64 / 1e6 });
        }
    }
    let weights: i64 = offer.plan.components.iter().map(|it| it.weight.ppm()).sum();
    if !offer.plan.components.is_empty() && weights != crate::units::Rate::SCALE {
        found.push(Issue::Weights { sum: weights as f64 / 1e6 });
    }
    let [_, middle, _] = &of.cash;
    let lag = offer.plan.payout.lag_months;
    let last = offer.plan.payout.lag_months as usize + offer.plan.payout.holdback_months as usize;
    if last >= SHOWN && middle.later.mills() > 0 {
        let all =
            middle.months.iter().all(|(_, it)| (it.new_business + it.expansion + it.retention + it.other).is_zero());
        found.push(Issue::PaidLater { amount: middle.later, lag, all });
    }
    found
}
