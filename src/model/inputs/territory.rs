//! What is typed about territories: weights of the score, tiers and their service, hours, bands and limits.

use super::entry::{At, Flow, MULTIPLE, Slot, Visit, WEIGHT, count};
use super::{Bounds, InputUnit};
use crate::model::{HealthModel, Rep, TerritorySettings, Tier, TouchKind};
use crate::text::{mark, tr};
use crate::units::{Cadence, Rate, SeatId};
use std::collections::HashMap;

/// Visits every numeric input of the settings; seats that take part are called so.
pub(super) fn territory(
    settings: &mut TerritorySettings,
    called: &HashMap<SeatId, String>,
    visit: &mut Visit<'_>,
) -> Flow {
    let mut at = At { path: "territory", label: tr!("Territories"), visit };
    let weights = &mut settings.weights;
    for (key, place) in [
        (mark!("revenue"), &mut weights.revenue),
        (mark!("potential"), &mut weights.potential),
        (mark!("growth"), &mut weights.growth),
        (mark!("profitability"), &mut weights.profitability),
        (mark!("strategic"), &mut weights.strategic),
        (mark!("referral"), &mut weights.referral),
    ] {
        weight(&mut at, &format!("weight/{key}"), &tr!("weight of {key} in the score", key = tr!(key)), place)?;
    }
    for tier in &mut settings.tiers {
        self::tier(tier, &mut at)?;
    }
    let hours = Slot::Count(&mut settings.hours_year);
    at.put(
        "hours_year",
        tr!("working hours of one person"),
        InputUnit::CountPer(mark!("hours"), Cadence::Year),
        count(0, 8_784),
        40.0,
        hours,
    )?;
    at.share("productive", tr!("share of working hours that goes into accounts"), &mut settings.productive)?;
    at.share("band", tr!("how far a territory may be off its share"), &mut settings.band)?;
    if let Some(limit) = &mut settings.disruption {
        at.share("disruption/accounts", tr!("accounts that may change hands"), &mut limit.accounts)?;
        at.share("disruption/arr", tr!("ARR that may change hands"), &mut limit.arr)?;
    }
    for (seat, rep) in &mut settings.reps {
        self::rep(rep, seat.as_str(), called.get(seat).map_or(seat.as_str(), String::as_str), &mut at)?;
    }
    health(&mut settings.health, &mut at)
}

fn weight(at: &mut At<'_>, key: &str, label: &str, place: &mut Rate) -> Flow {
    at.put(key, label, InputUnit::Weight, WEIGHT, 0.05, Slot::Rate(place))
}

fn tier(tier: &mut Tier, at: &mut At<'_>) -> Flow {
    let (root, name) = (format!("tier/{}", tier.id), tier.name.clone());
    at.share(&format!("{root}/share"), &tr!("share of accounts in tier {name}"), &mut tier.share)?;
    at.share(&format!("{root}/score"), &tr!("score from which an account is in tier {name}"), &mut tier.score)?;
    for touch in &mut tier.touches {
        let (path, what) = (format!("{root}/{}", touch.kind.key()), tr!("tier {name}, {}", told(touch.kind)));
        let times = InputUnit::CountPer(mark!("touches"), Cadence::Year);
        let minutes = InputUnit::Count(mark!("minutes"));
        at.put(
            &format!("{path}/times"),
            &tr!("{what}: how often"),
            times,
            count(0, 3_660),
            1.0,
            Slot::Count(&mut touch.times_year),
        )?;
        let each = Slot::Count(&mut touch.minutes);
        at.put(&format!("{path}/minutes"), &tr!("{what}: minutes each time"), minutes, count(0, 10_000), 5.0, each)?;
        let travel = Slot::Count(&mut touch.travel_minutes);
        at.put(
            &format!("{path}/travel"),
            &tr!("{what}: minutes of travel each time"),
            minutes,
            count(0, 10_000),
            5.0,
            travel,
        )?;
    }
    Flow::Continue(())
}

/// A kind of touch inside a label.
fn told(kind: TouchKind) -> &'static str {
    match kind {
        TouchKind::Visit => tr!("visits"),
        TouchKind::Call => tr!("calls and meetings"),
        TouchKind::Message => tr!("messages"),
        TouchKind::Review => tr!("business reviews"),
        TouchKind::Support => tr!("dedicated support"),
    }
}

fn rep(rep: &mut Rep, seat: &str, name: &str, at: &mut At<'_>) -> Flow {
    let share = Slot::OptRate(&mut rep.share);
    at.put(
        &format!("rep/{seat}/share"),
        &tr!("{name}, share of a full load"),
        InputUnit::Multiple,
        MULTIPLE,
        0.1,
        share,
    )?;
    let most = Slot::OptCount(&mut rep.max_accounts);
    let accounts = InputUnit::Count(mark!("accounts"));
    at.put(&format!("rep/{seat}/max_accounts"), &tr!("{name}, most accounts"), accounts, count(0, 1_000_000), 1.0, most)
}

fn health(health: &mut HealthModel, at: &mut At<'_>) -> Flow {
    for (key, what, place) in [
        ("engagement", tr!("engagement"), &mut health.engagement),
        ("late_payment", tr!("late payment"), &mut health.late_payment),
        ("usage", tr!("usage"), &mut health.usage),
        ("tickets", tr!("tickets"), &mut health.tickets),
    ] {
        weight(at, &format!("health/{key}"), &tr!("weight of {what} in the risk of a customer"), place)?;
    }
    let bounds = Bounds { min: 0.0, max: 1.0 };
    let stake = Slot::Rate(&mut health.renewal_at_stake);
    at.put(
        "health/renewal_at_stake",
        tr!("renewal rate at stake at full risk"),
        InputUnit::Percent,
        bounds,
        0.01,
        stake,
    )
}
