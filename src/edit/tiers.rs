//! Steps on tiers: rename, add, remove, and the choices of the score.

use crate::edit::command::Command;
use crate::model::{Document, Normalise, TerritorySettings, Tier, TierCut, Touch, TouchKind};
use crate::text::tr;
use crate::units::{Rate, slug};

fn changed(document: &Document, change: impl FnOnce(&mut TerritorySettings)) -> Command {
    let mut settings = document.territory.clone();
    change(&mut settings);
    Command::Territory(Box::new(settings))
}

/// Changes settings of territories as one step with a name.
pub fn change_territory(document: &Document, label: &str, change: impl FnOnce(&mut TerritorySettings)) -> Command {
    Command::batch(label, vec![changed(document, change)])
}

/// Chooses how amounts become comparable.
pub fn set_normalise(document: &Document, normalise: Normalise) -> Command {
    change_territory(document, tr!("how scores are made"), |it| it.normalise = normalise)
}

/// Chooses what tiers are cut by.
pub fn set_cut(document: &Document, cut: TierCut) -> Command {
    change_territory(document, tr!("how tiers are cut"), |it| it.cut = cut)
}

/// Renames a tier.
pub fn rename_tier(document: &Document, id: &str, name: &str) -> Command {
    change_territory(document, tr!("name of a tier"), |settings| {
        if let Some(tier) = settings.tiers.iter_mut().find(|it| it.id == id) {
            tier.name = name.trim().to_owned();
        }
    })
}

/// Adds a tier below another, or at the end, served as that one is.
pub fn add_tier_below(document: &Document, below: Option<&str>) -> Command {
    change_territory(document, tr!("add a tier"), |settings| {
        let at = below.and_then(|id| settings.tiers.iter().position(|it| it.id == id)).map(|at| at + 1);
        let at = at.unwrap_or(settings.tiers.len());
        let like = at.checked_sub(1).and_then(|at| settings.tiers.get(at)).cloned();
        let number = settings.tiers.len() + 1;
        let name = tr!("Tier {number}");
        let mut id = slug(&name);
        while settings.tiers.iter().any(|it| it.id == id) {
            id.push('x');
        }
        let all = TouchKind::ALL.map(|kind| Touch { kind, times_year: 0, minutes: 30, travel_minutes: 0 }).to_vec();
        let touches = like.as_ref().map_or(all, |it| it.touches.clone());
        let score = like.map_or(Rate::ZERO, |it| Rate::from_ppm(it.score.ppm() / 2));
        settings.tiers.insert(at, Tier { id, name, share: Rate::percent(10), score, touches });
    })
}

/// Removes tiers; accounts that were put into them are in the tier of their score again.
pub fn remove_tiers(document: &Document, ids: &[String]) -> Command {
    let settings = changed(document, |settings| settings.tiers.retain(|it| !ids.contains(&it.id)));
    let typed = |it: &crate::model::Account| it.tier.as_ref().is_some_and(|tier| ids.contains(tier));
    let mut commands = vec![settings];
    if document.accounts.iter().any(typed) {
        let mut accounts = (*document.accounts).clone();
        for account in accounts.iter_mut().filter(|it| typed(it)) {
            account.tier = None;
        }
        commands.push(Command::Accounts(std::sync::Arc::new(accounts)));
    }
    Command::batch(tr!("remove a tier"), commands)
}
