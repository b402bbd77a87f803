//! Changes of the profile and their inverses: offers, answers, needs.

use crate::career::fit::{Answer, Fit, Group, Trait};
use crate::career::{Needs, Offer, Profile};
use crate::edit::history::Change;
use crate::text::tr;

/// A change of the profile.
#[derive(Clone, Debug, PartialEq)]
pub enum ProfileCommand {
    /// Puts an offer: replaces the one of the same id, or inserts it at a position (at the end, if none is given).
    Put {
        /// Where, if it is new.
        at: Option<usize>,
        /// The offer.
        offer: Box<Offer>,
        /// What changes, for the undo list.
        what: String,
    },
    /// Removes an offer.
    Remove(u32),
    /// Answers a statement, or takes the answer back.
    Answer(Trait, Option<Answer>),
    /// Weighs a group of statements, or lets it weigh as it does to begin with.
    Weigh(Group, Option<u8>),
    /// Replaces answers and weights.
    Fit(Box<Fit>),
    /// Replaces what one needs.
    Needs(Box<Needs>),
    /// Replaces everything.
    All(Box<Profile>, String),
}

/// The change was about an offer that is no longer there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferGone;

impl std::fmt::Display for OfferGone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(tr!("This offer is no longer there; nothing was changed."))
    }
}

impl ProfileCommand {
    /// Puts a changed offer, or a new one at the end.
    pub fn put(offer: Offer, what: impl Into<String>) -> ProfileCommand {
        ProfileCommand::Put { at: None, offer: Box::new(offer), what: what.into() }
    }
}

impl Change for ProfileCommand {
    type Of = Profile;
    type Error = OfferGone;

    fn label(&self, profile: &Profile) -> String {
        let name = |id: u32| profile.offer(id).map(|it| it.name.clone()).unwrap_or_default();
        match self {
            ProfileCommand::Put { offer, what, .. } => match what.is_empty() {
                true => offer.name.clone(),
                false => format!("{}: {what}", offer.name),
            },
            ProfileCommand::Remove(id) => tr!("remove {}", name(*id)),
            ProfileCommand::Answer(..) => tr!("an answer").to_owned(),
            ProfileCommand::Weigh(..) => tr!("a weight").to_owned(),
            ProfileCommand::Fit(_) => tr!("answers and weights").to_owned(),
            ProfileCommand::Needs(_) => tr!("what you need").to_owned(),
            ProfileCommand::All(_, what) => what.clone(),
        }
    }

    fn apply(self, profile: &mut Profile) -> Result<ProfileCommand, OfferGone> {
        Ok(match self {
            ProfileCommand::Put { at, offer, what } => match profile.offers.iter_mut().find(|it| it.id == offer.id) {
                Some(place) => {
                    let old = std::mem::replace(place, *offer);
                    ProfileCommand::Put { at: None, offer: Box::new(old), what }
                }
                None => {
                    let id = offer.id;
                    let at = at.unwrap_or(profile.offers.len()).min(profile.offers.len());
                    profile.offers.insert(at, *offer);
                    ProfileCommand::Remove(id)
                }
            },
            ProfileCommand::Remove(id) => {
                let at = profile.offers.iter().position(|it| it.id == id).ok_or(OfferGone)?;
                let offer = Box::new(profile.offers.remove(at));
                ProfileCommand::Put { at: Some(at), offer, what: String::new() }
            }
            ProfileCommand::Answer(about, answer) => {
                let answers = &mut profile.fit.answers;
                let old = match answer {
                    Some(answer) => answers.insert(about, answer),
                    None => answers.remove(&about),
                };
                ProfileCommand::Answer(about, old)
            }
            ProfileCommand::Weigh(group, weight) => {
                let weights = &mut profile.fit.weights;
                let old = match weight {
                    Some(weight) => weights.insert(group, weight),
                    None => weights.remove(&group),
                };
                ProfileCommand::Weigh(group, old)
            }
            ProfileCommand::Fit(fit) => ProfileCommand::Fit(Box::new(std::mem::replace(&mut profile.fit, *fit))),
            ProfileCommand::Needs(needs) => {
                ProfileCommand::Needs(Box::new(std::mem::replace(&mut profile.needs, *needs)))
            }
            ProfileCommand::All(all, what) => ProfileCommand::All(Box::new(std::mem::replace(profile, *all)), what),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::career::{RoleKind, example, offer_for};
    use crate::edit::History;

    #[test]
    fn every_change_of_the_profile_can_be_taken_back() {
        let mut profile = example();
        let before = profile.clone();
        let mut history: History<ProfileCommand> = History::default();
        let mut changed = profile.offers[1].clone();
        changed.sign_on = None;
        let steps = [
            ProfileCommand::put(changed, "sign-on"),
            ProfileCommand::put(offer_for(RoleKind::Csm, profile.fresh_id(), "Fourth"), ""),
            ProfileCommand::Remove(1),
            ProfileCommand::Answer(Trait::Empathy, Some(2)),
            ProfileCommand::Weigh(Group::Risk, Some(0)),
            ProfileCommand::Needs(Box::new(Needs { weeks: 44, ..Needs::default() })),
            ProfileCommand::Fit(Box::default()),
            ProfileCommand::All(Box::default(), "start with mine".into()),
        ];
        let count = steps.len();
        for step in steps {
            history.dispatch(&mut profile, step, None).unwrap();
        }
        let after = profile.clone();
        assert_eq!(after, Profile::default());
        for _ in 0..count {
            assert!(history.undo(&mut profile).is_some());
        }
        assert_eq!(profile, before, "order of offers included");
        for _ in 0..count {
            assert!(history.redo(&mut profile).is_some());
        }
        assert_eq!(profile, after);
        assert_eq!(ProfileCommand::Remove(99).apply(&mut profile), Err(OfferGone));
    }
}
