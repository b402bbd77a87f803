//! What is known of accounts beyond their contract, how they are served, and the plan of who is to own them.

use super::{Check, words};
use crate::model::{Account, TerritorySettings, TierCut};
use crate::text::{counted, tr};
use crate::units::{Money, Rate};
use std::collections::{BTreeSet, HashMap, HashSet};

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    facts(check, &document.accounts);
    tiers(check, &document.territory);
    references(check);
    plan(check);
}

/// Tells once how many accounts share a mistake, with the first few.
fn told<'a>(
    check: &mut Check<'a>,
    (code, is_error): (&'static str, bool),
    wrong: &[&'a str],
    (one, many): (&str, &str),
    mend: &str,
) {
    if wrong.is_empty() {
        return;
    }
    let who = counted(wrong.len(), one, many);
    let text = format!("{who}: {}; {mend}", words::few(wrong.iter().copied()));
    if is_error { check.error("accounts", code, text) } else { check.warning("accounts", code, text) }
}

fn facts<'a>(check: &mut Check<'a>, accounts: &'a [Account]) {
    let which = |is: &dyn Fn(&Account) -> bool| -> Vec<&'a str> {
        accounts.iter().filter(|it| is(it)).map(|it| it.id.as_str()).collect()
    };
    let lost = which(&|it| it.location.is_some_and(|at| !at.is_on_globe()));
    let mend = tr!(
        "a latitude lies between -90 and 90, a longitude between -180 and 180; until then their position is looked for by postal code, state and country"
    );
    told(
        check,
        ("account_position", false),
        &lost,
        (tr!("account lies off the globe"), tr!("accounts lie off the globe")),
        mend,
    );
    let negative = which(&|it| it.potential.is_some_and(|it| it.mills() < 0));
    let mend = tr!("it counts as nothing; enter the revenue a year it could bring");
    told(
        check,
        ("negative_potential", false),
        &negative,
        (tr!("account has a potential below zero"), tr!("accounts have a potential below zero")),
        mend,
    );
    let long = which(&|it| it.workload_hours.is_some_and(|hours| !(0.0..=8_784.0).contains(&hours)));
    let mend = tr!("a year has 8784 hours at most; enter hours a year of one person");
    told(
        check,
        ("account_workload", false),
        &long,
        (tr!("account has an impossible workload"), tr!("accounts have an impossible workload")),
        mend,
    );
    let beyond = |it: &Account| {
        let rated = it.ratings.all().into_iter().chain(
            it.care.iter().flat_map(|care| crate::model::HealthSignal::ALL.map(|signal| care.health.of(signal))),
        );
        rated.flatten().any(|rate| rate < Rate::ZERO || rate > Rate::ONE)
    };
    let mend = tr!("a rating lies between 0 and 100 %; what is beyond counts as the nearer end");
    told(
        check,
        ("account_rating", false),
        &which(&beyond),
        (tr!("account is rated beyond the scale"), tr!("accounts are rated beyond the scale")),
        mend,
    );
    growth(check, accounts);
    let known: HashSet<&str> = check.document.territory.tiers.iter().map(|it| it.id.as_str()).collect();
    let strange = which(&|it| it.tier.as_ref().is_some_and(|tier| !known.contains(tier.as_str())));
    let mend = tr!("the tier follows from the score; choose one that exists, or leave it empty");
    told(
        check,
        ("unknown_tier", false),
        &strange,
        (tr!("account is in a tier that does not exist"), tr!("accounts are in tiers that do not exist")),
        mend,
    );
    let counts = check.document.territory.balance.contains(&crate::model::Balanced::Potential);
    let worth = |it: &Account| it.potential.is_some_and(|it| it > Money::ZERO) || it.arr() > Money::ZERO;
    if counts && !accounts.is_empty() && !accounts.iter().any(worth) {
        let text = tr!(
            "no account has any potential, so territories cannot be balanced by it; enter it, or balance by workload or number"
        );
        check.note("accounts", "no_potential", text);
    }
}

/// Growth steps that the forecast is to take and cannot.
fn growth<'a>(check: &mut Check<'a>, accounts: &'a [Account]) {
    let document = check.document;
    if !document.territory.growth_in_forecast {
        return;
    }
    let first = document.settings.first_month;
    let steps = |it: &'a Account| it.care.as_ref().map(|care| care.growth.as_slice()).unwrap_or_default();
    let customers = || accounts.iter().filter(|it| it.contract.is_some());
    let which = |is: &dyn Fn(&crate::model::GrowthStep) -> bool| -> Vec<&'a str> {
        customers().filter(|it| steps(it).iter().any(is)).map(|it| it.id.as_str()).collect()
    };
    let past = which(&|step| step.month < first);
    let mend = tr!(
        "the forecast takes what was signed before the plan begins from the ARR of today; take such steps out, or date them anew"
    );
    told(
        check,
        ("growth_before_start", false),
        &past,
        (
            tr!("customer has a growth step before the plan begins"),
            tr!("customers have growth steps before the plan begins"),
        ),
        mend,
    );
    let odd = which(&|step| step.likelihood < Rate::ZERO || step.likelihood > Rate::ONE || step.arr < Money::ZERO);
    let mend = tr!("a chance lies between 0 and 100 %, and a step adds ARR; what is beyond counts as the nearer end");
    told(
        check,
        ("growth_step", false),
        &odd,
        (tr!("customer has an odd growth step"), tr!("customers have odd growth steps")),
        mend,
    );
}

fn tiers(check: &mut Check<'_>, settings: &TerritorySettings) {
    let in_use = !check.document.accounts.is_empty();
    check.duplicates("territory/tier", settings.tiers.iter().map(|it| it.id.as_str()));
    if in_use && settings.tiers.is_empty() {
        let text = tr!("there is no tier, so nothing says how accounts are served; add one");
        check.warning("territory", "no_tiers", text);
    }
    match settings.cut {
        TierCut::Share => {
            let sum: Rate = settings.tiers.iter().rev().skip(1).map(|it| it.share).sum();
            if sum > Rate::ONE {
                let text = tr!(
                    "the tiers before the last take {} of the accounts; let them take 100 % at most",
                    words::percent(sum)
                );
                check.warning("territory", "tier_shares", text);
            }
        }
        TierCut::Score => {
            // The last tier takes the rest, whatever its bound.
            let bounds: Vec<Rate> = settings.tiers.iter().rev().skip(1).rev().map(|it| it.score).collect();
            let rises = bounds.windows(2).any(|pair| matches!(pair, [better, worse] if better <= worse));
            if rises {
                let text = tr!(
                    "a tier begins at the score of the one before it, or above, so no account is in it; let the scores fall from tier to tier"
                );
                check.warning("territory", "tier_scores", text);
            }
        }
    }
    let weights = &settings.weights;
    let all = [
        weights.revenue,
        weights.potential,
        weights.growth,
        weights.profitability,
        weights.strategic,
        weights.referral,
    ];
    if in_use && all.iter().all(|it| it.ppm() <= 0) {
        let text = tr!("no dimension of the score has a weight, so all accounts are alike; give at least one a weight");
        check.warning("territory/weight/revenue", "no_score", text);
    }
    if in_use && (settings.hours_year == 0 || settings.productive.ppm() <= 0) {
        let text = tr!(
            "nobody has an hour for accounts, so no number of people is enough; enter working hours and the share that goes into accounts"
        );
        let at = if settings.hours_year == 0 { "territory/hours_year" } else { "territory/productive" };
        check.warning(at, "no_hours", text);
    }
}

/// Pairs and people that the document does not have.
fn references(check: &mut Check<'_>) {
    let settings = &check.document.territory;
    if settings.forbidden.is_empty() && settings.apart.is_empty() && settings.reps.is_empty() {
        return;
    }
    let accounts: HashSet<&str> = check.document.accounts.iter().map(|it| it.id.as_str()).collect();
    let has_account = |id: &crate::units::AccountId| accounts.contains(id.as_str());
    let forbidden = settings
        .forbidden
        .iter()
        .filter(|(account, seat)| !has_account(account) || !check.seats.contains_key(seat.as_str()));
    let apart = settings.apart.iter().filter(|(one, other)| !has_account(one) || !has_account(other) || one == other);
    let lost = forbidden.count() + apart.count();
    let reps = settings.reps.keys().filter(|seat| !check.seats.contains_key(seat.as_str())).count();
    let seats = |is: &dyn Fn(&crate::model::Rep) -> bool| -> Vec<&str> {
        settings.reps.iter().filter(|(_, rep)| is(rep)).map(|(seat, _)| seat.as_str()).collect()
    };
    let homeless = seats(&|rep| rep.home.is_some_and(|at| !at.is_on_globe()));
    if !homeless.is_empty() {
        let text = tr!(
            "{} off the globe: {}; a latitude lies between -90 and 90, a longitude between -180 and 180; until then the home counts as not known",
            counted(homeless.len(), tr!("home of a seat lies"), tr!("homes of seats lie")),
            words::few(homeless.iter().copied())
        );
        check.warning("territory", "rep_home", text);
    }
    let known: HashSet<&str> = check.document.segments.iter().map(|it| it.id.as_str()).collect();
    let strange = seats(&|rep| rep.segments.iter().any(|it| !known.contains(it.as_str())));
    if !strange.is_empty() {
        let text = tr!(
            "{} accounts of a segment that does not exist: {}; choose one that does",
            counted(strange.len(), tr!("seat may have"), tr!("seats may have")),
            words::few(strange.iter().copied())
        );
        check.warning("territory", "rep_segment", text);
    }
    if lost > 0 {
        let text = tr!(
            "{} accounts or seats that do not exist, or an account with itself: without effect; remove them",
            counted(lost, tr!("pair names"), tr!("pairs name"))
        );
        check.note("territory", "unknown_pair", text);
    }
    if reps > 0 {
        let text = tr!(
            "{} no longer exist still have a home or a share of their own: without effect",
            counted(reps, tr!("seat that does"), tr!("seats that do"))
        );
        check.note("territory", "unknown_rep", text);
    }
}

/// The territory plan: who is to own what.
fn plan(check: &mut Check<'_>) {
    let document = check.document;
    if document.territory_plan.is_empty() {
        return;
    }
    let accounts: HashMap<&str, &Account> = document.accounts.iter().rev().map(|it| (it.id.as_str(), it)).collect();
    let (mut seen, mut lost, mut twice, mut locked) = (HashSet::new(), 0_usize, BTreeSet::new(), BTreeSet::new());
    for (account, seat) in document.territory_plan.iter() {
        let known = accounts.get(account.as_str());
        lost += usize::from(known.is_none() || !check.seats.contains_key(seat.as_str()));
        if !seen.insert(account.as_str()) {
            twice.insert(account.as_str());
        }
        if known.is_some_and(|it| it.locked) {
            locked.insert(account.as_str());
        }
    }
    if lost > 0 {
        let text = tr!(
            "{} an account or a seat that does not exist: those stay as they are today",
            counted(lost, tr!("change of owner names"), tr!("changes of owner name"))
        );
        check.warning("territory_plan", "plan_unknown", text);
    }
    if !twice.is_empty() {
        let text = tr!(
            "{} more than once in the territory plan, and the last owner counts: {}",
            counted(twice.len(), tr!("account stands"), tr!("accounts stand")),
            words::few(twice.iter().copied())
        );
        check.warning("territory_plan", "plan_twice", text);
    }
    if !locked.is_empty() {
        let text = tr!(
            "{} and is to change hands all the same: {}; unlock them, or take the change back",
            counted(locked.len(), tr!("account is locked"), tr!("accounts are locked")),
            words::few(locked.iter().copied())
        );
        check.warning("territory_plan", "plan_locked", text);
    }
}
