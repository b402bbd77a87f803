//! From what was recognised to an offer: the usual plan of the role, with everything the text says in its place.

use super::{Fact, Found, Goal};
use crate::career::kind::RoleKind;
use crate::career::offer::{Book, Equity, EquityKind, Offer, Told};
use crate::career::shape::{shape_of, with_shape};
use crate::career::template::usual_plan;
use crate::career::view::{Attainment, Basis, View, WIDTH};
use crate::model::Quota;
use crate::model::comp::{
    Component, DrawKind, Measure, RatePreset, Rated, Rates, Target, Threshold, ThresholdStart, TierFrom, TierValue,
};
use crate::units::{Cadence, ComponentId, Currency, Money, Rate, Yearly};

/// The offer that a text makes, and the currency it is in if that is told. `letter` is the text itself.
pub fn offer_from(letter: &str, found: &[Found], id: u32) -> (Offer, Option<Currency>) {
    let facts = || found.iter().map(|it| &it.fact);
    let told = facts().find_map(|it| if let Fact::Role(kind) = it { Some(*kind) } else { None });
    let role = told.unwrap_or_default();
    let mut offer = Offer { id, role, letter: letter.to_owned(), plan: plain_plan(role), ..Offer::default() };
    offer.told.role_open = told.is_none();
    let mut ote = None;
    let mut share = None;
    let mut earned = None;
    let mut currency = None;
    let mut shape = shape_of(&offer);
    shape.cap = None;
    shape.draw = None;
    let mut parts = Vec::new();
    let (mut tiers, mut preset) = (Vec::new(), RatePreset::Marginal);
    let (mut vests, mut cliff) = (None, None);
    let mut shares: Vec<(Rate, Rate)> = Vec::new();
    let (mut goals, mut floors, mut of_base) = (Vec::new(), Vec::new(), None);
    let (mut owed, mut draw_months, mut draw) = (None, None, None);
    for fact in facts() {
        match fact {
            Fact::Base(amount) => offer.base = Some(Yearly::new(*amount)),
            Fact::Salaries(count) => offer.salaries = Some(*count),
            Fact::Variable(amount) => offer.variable = Some(Yearly::new(*amount)),
            Fact::Part(measure, weight, target) => parts.push((*measure, *weight, *target)),
            Fact::OnTarget(amount) => ote = Some(*amount),
            Fact::Goal(measure, ratio) => goals.push((*measure, *ratio)),
            Fact::Floor(measure, ratio) => floors.push((*measure, *ratio)),
            Fact::OfBase(part) => of_base = Some(*part),
            Fact::BaseShare(part) => share = Some(*part),
            Fact::Quota(amount, per) => offer.quota = Some(Quota::Arr { amount: *amount, per: *per }),
            Fact::Units(count, per) if offer.quota.is_none() && role == RoleKind::Sdr => {
                offer.quota = Some(Quota::Units { count: *count, per: *per });
            }
            Fact::Units(..) => {}
            Fact::Above(multiple, bound) => tiers.push((*bound, *multiple)),
            Fact::Share(share, bound) => shares.push((*bound, *share)),
            Fact::ReachesBack => preset = RatePreset::Retroactive,
            Fact::Threshold(at) => shape.threshold = Some(*at),
            Fact::Begins(start) => {
                shape.begins = *start;
                offer.told.threshold_start = true;
            }
            Fact::Cap(cap) => shape.cap = *cap,
            Fact::Draw(amount) => draw = Some(*amount),
            Fact::Recoverable(is) => owed = Some(*is),
            Fact::DrawMonths(months) => draw_months = Some(*months),
            Fact::Ramp(months) => offer.ramp_months = *months,
            Fact::RampedQuota(is) => offer.told.ramped_quota = Some(*is),
            Fact::Credit(part) => offer.credit = *part,
            Fact::Clawback(months) => shape.clawback = *months,
            Fact::Paid(cadence) => shape.cadence = *cadence,
            Fact::Commission(_, variable) => earned = Some(Yearly::new(*variable)),
            Fact::Lag(months) => shape.lag = *months,
            Fact::Trigger(trigger) => offer.plan.payout.trigger = *trigger,
            Fact::SignOn(amount) => offer.sign_on = Some(*amount),
            Fact::SignOnBack(months, how) => {
                offer.sign_on_stay = *months;
                offer.sign_on_back = *how;
            }
            Fact::PerDiem(amount) => offer.travel.per_diem = Some(*amount),
            Fact::Nights(count) => offer.nights_month = Some(*count),
            Fact::Equity(worth, options) => {
                let known = offer.equity.as_ref().and_then(|it| it.worth);
                let kind = if *options { EquityKind::Options } else { EquityKind::Shares };
                offer.equity = Some(Equity { kind, worth: worth.or(known), ..Equity::default() });
            }
            Fact::Vests(months) => vests = Some(*months),
            Fact::Cliff(months) => cliff = Some(*months),
            Fact::Benefits(amount) => offer.benefits = Some(Yearly::new(*amount)),
            Fact::DealSize(amount) => offer.deal_size = Some(*amount),
            Fact::Hours(hours) => offer.hours_week = Some(*hours),
            Fact::Start(day) => offer.start = Some(*day),
            Fact::AtQuota(part) => {
                offer.attainment =
                    Attainment { basis: Basis::Company, view: View::AtQuota { share: *part, width: WIDTH } };
            }
            Fact::BookIsThere(is) => {
                offer.told = Told { book: Some(if *is { Book::Inherited } else { Book::Built }), ..offer.told };
            }
            Fact::Company(name) => offer.name.clone_from(name),
            Fact::Currency(code) => currency = Some(*code),
            Fact::Role(_) | Fact::Said(..) => {}
        }
    }
    if let Some(amount) = draw {
        let kind = match owed {
            Some(true) => DrawKind::Recoverable,
            // A draw is an advance on commission unless it is said to be none; a guarantee is not.
            None if names_a_draw(letter) => DrawKind::Recoverable,
            Some(false) | None => DrawKind::GuaranteeTopUp,
        };
        shape.draw = Some((kind, amount, draw_months));
    }
    if let Some(equity) = &mut offer.equity {
        equity.vest_months = vests.unwrap_or(equity.vest_months);
        equity.cliff_months = cliff.unwrap_or(equity.cliff_months);
    }
    hang_on(&mut offer, &parts);
    let begins = if offer.told.threshold_start { shape.begins } else { ThresholdStart::Zero };
    measure_at(&mut offer, &goals, &floors, begins);
    if let (Some(part), Some(base)) = (of_base, offer.base) {
        let amount = Money::from_mills((base.amount().mills() as f64 * part.to_f64()).round() as i64);
        offer.variable = offer.variable.or(Some(Yearly::new(amount)));
    }
    if ote.is_none() {
        offer.variable = offer.variable.or(earned).or(super::rate::at_quota(found).map(Yearly::new));
    }
    fill(&mut offer, ote, share);
    // What no word of the letter changes is that of the parts it names.
    let now = shape_of(&offer);
    shape.above = now.above;
    if !facts().any(|it| matches!(it, Fact::Threshold(_))) {
        (shape.threshold, shape.begins) = (now.threshold, now.begins);
    }
    if !facts().any(|it| matches!(it, Fact::Paid(_))) {
        shape.cadence = now.cadence;
    }
    let mut offer = with_shape(&offer, shape);
    accelerate(&mut offer, tiers, preset);
    share_out(&mut offer, &shares);
    (offer, currency)
}

/// The offer with the role that one chooses where its letter did not say one, and with the plan that the letter then makes, unless the
/// plan was changed since.
pub fn with_role(offer: &Offer, role: RoleKind) -> Offer {
    let mut made = Offer { role, ..offer.clone() };
    if std::mem::take(&mut made.told.role_open) {
        let mut found = super::read(&offer.letter);
        let read = |found: &[Found]| offer_from(&offer.letter, found, offer.id).0.plan;
        if read(&found) == offer.plan {
            found.push(Found { fact: Fact::Role(role), from: 0, to: 0 });
            made.plan = read(&found);
        }
    }
    made
}

/// Whether a text speaks of a draw and of no guarantee.
fn names_a_draw(letter: &str) -> bool {
    let lower = letter.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|it| lower.contains(it));
    names(&["draw", "vorschuss"]) && !names(&["guarant", "garant"])
}

/// The usual plan of the role without what only a text can tell: accelerators, caps and draws.
fn plain_plan(role: RoleKind) -> crate::model::comp::PlanVersion {
    let (mut plan, _) = usual_plan(role);
    for component in plan.components.iter_mut().filter(|it| !it.measure.is_ratio()) {
        component.rates = RatePreset::Marginal.rates(&[]);
        component.rated = Rated::Period;
        component.cap = None;
        component.attainment_cap = None;
    }
    plan.cap = None;
    plan.draw = None;
    plan
}

/// The parts of a bonus in place of the usual ones; what the role's usual plan says of the same measure stays. The target of the first
/// part that pays for an amount is the quota, if no other is told.
fn hang_on(offer: &mut Offer, parts: &[(Measure, Rate, Option<Goal>)]) {
    if parts.is_empty() {
        return;
    }
    let usual = std::mem::take(&mut offer.plan.components);
    let cadence = usual.first().map_or(Cadence::Quarter, |it| it.cadence);
    let mut made = Vec::new();
    for (measure, weight, goal) in parts {
        let known = usual.iter().find(|it| it.measure == *measure).cloned();
        let target = if measure.is_ratio() { Target::Ratio { ratio: Rate::ONE } } else { Target::Quota };
        let mut part = known.unwrap_or_else(|| Component {
            id: ComponentId::new(name_of(*measure)),
            measure: *measure,
            cadence,
            target,
            rates: RatePreset::Marginal.rates(&[]),
            ..Component::default()
        });
        part.weight = *weight;
        match goal {
            Some(Goal::Ratio(ratio)) => part.target = Target::Ratio { ratio: *ratio },
            Some(Goal::Amount(amount, per)) => {
                let quota = Quota::Arr { amount: *amount, per: *per };
                part.target = if *offer.quota.get_or_insert(quota) == quota {
                    Target::Quota
                } else {
                    Target::Amount { amount: *amount, per: *per }
                };
            }
            None => {}
        }
        made.push(part);
    }
    offer.plan.components = made;
}

/// Targets of ratios, and the ratios from which pay on them begins, in place of the usual ones. A usual beginning that lies above a target
/// that is told is none. `start`: where pay begins once such a ratio is reached.
fn measure_at(offer: &mut Offer, goals: &[(Measure, Rate)], floors: &[(Measure, Rate)], start: ThresholdStart) {
    for part in offer.plan.components.iter_mut().filter(|it| it.measure.is_ratio()) {
        let of = |all: &[(Measure, Rate)]| all.iter().find(|it| it.0 == part.measure).map(|it| it.1);
        if let Some(ratio) = of(goals) {
            part.target = Target::Ratio { ratio };
        }
        if let Some(at) = of(floors) {
            part.threshold = Some(Threshold { at, start });
        } else if part.threshold.is_some_and(|it| part.ratio_target().is_some_and(|target| it.at >= target)) {
            part.threshold = None;
        }
    }
}

/// The name of a part within its plan.
const fn name_of(measure: Measure) -> &'static str {
    match measure {
        Measure::NewArr => "new",
        Measure::ExpansionArr | Measure::ExpansionAndPriceArr => "expansion",
        Measure::RenewedArr => "renewed",
        Measure::GrossRetention => "grr",
        Measure::NetRetention => "nrr",
        Measure::Opportunities => "opportunities",
        Measure::Objectives => "objectives",
        Measure::GrossMargin => "margin",
        Measure::Units => "units",
        Measure::Meetings => "meetings",
        Measure::Satisfaction => "satisfaction",
    }
}

/// The tiers of a letter on what its plan is told by: the first part that pays for an amount, else the first.
fn accelerate(offer: &mut Offer, mut tiers: Vec<(Rate, Rate)>, preset: RatePreset) {
    if tiers.is_empty() {
        return;
    }
    tiers.sort_unstable();
    let parts = &mut offer.plan.components;
    let at = parts.iter().position(|it| !it.measure.is_ratio()).unwrap_or(0);
    let Some(main) = parts.get_mut(at) else { return };
    // What is told from nothing on stands in place of the plain rate.
    let below = tiers.iter().find(|it| it.0 == Rate::ZERO).map(|it| it.1);
    tiers.retain(|it| it.0 > Rate::ZERO);
    main.rates = preset.rates(&tiers);
    if let (Some(multiple), Rates::Tiers { tiers, .. }) = (below, &mut main.rates)
        && let Some(first) = tiers.first_mut()
    {
        first.value = TierValue::Multiple(multiple);
    }
}

/// Shares of what is sold, by attainment, on the part that pays for it.
fn share_out(offer: &mut Offer, shares: &[(Rate, Rate)]) {
    let main = offer.plan.components.iter_mut().find(|it| !it.measure.is_ratio());
    if let (Some(main), false) = (main, shares.is_empty()) {
        let above: Vec<(Rate, Rate)> = shares.iter().copied().filter(|it| it.0 > Rate::ZERO).collect();
        main.rates = RatePreset::Marginal.rates(&above);
        if let Rates::Tiers { tiers, .. } = &mut main.rates {
            let of = |from: TierFrom| shares.iter().find(|it| from == TierFrom::Quota(it.0)).map(|it| it.1);
            tiers.iter_mut().for_each(|tier| tier.value = of(tier.from).map_or(tier.value, TierValue::Share));
        }
    }
}

/// What two of base, variable, on-target earnings and mix say of the others.
fn fill(offer: &mut Offer, ote: Option<Money>, share: Option<Rate>) {
    let part = |whole: Money, share: Rate| Money::from_mills((whole.mills() as f64 * share.to_f64()).round() as i64);
    match (offer.base, offer.variable, ote, share) {
        (Some(base), None, Some(ote), _) => offer.variable = Some(Yearly::new((ote - base.amount()).max(Money::ZERO))),
        (None, Some(variable), Some(ote), _) => {
            offer.base = Some(Yearly::new((ote - variable.amount()).max(Money::ZERO)))
        }
        (None, None, Some(ote), Some(share)) => {
            offer.base = Some(Yearly::new(part(ote, share)));
            offer.variable = Some(Yearly::new(ote - part(ote, share)));
        }
        (Some(base), None, None, Some(share)) if share > Rate::ZERO => {
            let ote = Money::from_mills((base.amount().mills() as f64 / share.to_f64()).round() as i64);
            offer.variable = Some(Yearly::new(ote - base.amount()));
        }
        // Either all of it is told, or it stays open.
        _other => {}
    }
}
