//! What fits: statements one agrees with or not, what each role asks for, and a score with the answers that moved it. No verdict.
//!
//! A statement is about one trait. An answer is a number from -1 (not me at all) to 1 (very much me); what a role asks of the trait is one
//! from -1 to 1 as well. Their product, weighted, is what the answer does to the role's score; nobody is moved by what was not answered.
//! The score is 50 plus half of the weighted mean of these, in points.

mod demands;
mod statements;

pub use demands::demand;
pub use statements::{STATEMENTS, Statement};

use crate::career::kind::RoleKind;
use crate::text::tr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    /// Winning others over.
    Persuasion,
    /// Haggling for a result.
    Negotiation,
    /// Telling a story.
    Storytelling,
    /// Approaching strangers.
    Prospecting,
    /// Standing in front of doubt.
    Confidence,
    /// Feeling what others need.
    Empathy,
    /// Thinking some moves ahead.
    Strategy,
    /// Working with figures.
    Analysis,
    /// Solving what others bring.
    ProblemSolving,
    /// Leading and coaching.
    Coaching,
    /// Pace and deadlines.
    Pace,
    /// Working on one's own.
    Independence,
    /// Working in a team of many functions.
    Collaboration,
    /// Patience over long spans.
    Patience,
    /// Quick wins.
    QuickWins,
    /// High revenue and high targets.
    HighTargets,
    /// Lasting partnerships.
    Partnerships,
    /// Others' satisfaction.
    Satisfaction,
    /// Pay that may swing.
    Swing,
    /// Much of pay at risk.
    AtRisk,
    /// Energy from new people.
    NewPeople,
    /// Energy from depth with few.
    Depth,
    /// Energy from competition.
    Contest,
    /// Energy from others' growth.
    Growth,
}

/// Statements of a kind share a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What one is good at.
    Skills,
    /// How one works.
    Style,
    /// What one wants to reach.
    Goals,
    /// What one can bear in pay.
    Risk,
    /// What gives energy.
    Energy,
}

impl Group {
    /// All of them.
    pub const ALL: [Group; 5] = [Group::Skills, Group::Style, Group::Goals, Group::Risk, Group::Energy];

    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Group::Skills => tr!("Skills"),
            Group::Style => tr!("Work style"),
            Group::Goals => tr!("Goals"),
            Group::Risk => tr!("Pay and risk"),
            Group::Energy => tr!("What energises"),
        }
    }

    /// What it is called in code.
    pub const fn key(self) -> &'static str {
        match self {
            Group::Skills => "skills",
            Group::Style => "style",
            Group::Goals => "goals",
            Group::Risk => "risk",
            Group::Energy => "energy",
        }
    }
}

/// An answer: -2 (not me at all) to 2 (very much me).
pub type Answer = i8;

/// Answers and weights. What is absent was not answered, or weighs as it does to begin with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fit {
    /// By trait.
    pub answers: BTreeMap<Trait, Answer>,
    /// By group: 1 to begin with, 0 to leave it out.
    pub weights: BTreeMap<Group, u8>,
}

/// The weight of a group to begin with.
pub const USUAL_WEIGHT: u8 = 2;
/// The largest weight.
pub const MOST_WEIGHT: u8 = 4;

impl Fit {
    /// How much a group weighs.
    pub fn weight(&self, group: Group) -> u8 {
        self.weights.get(&group).copied().unwrap_or(USUAL_WEIGHT).min(MOST_WEIGHT)
    }

    /// Whether nothing was answered and nothing weighed.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.weights.is_empty()
    }
}

/// What one answer does to a role's score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// The trait.
    pub about: Trait,
    /// Points on the score, up or down.
    pub points: f64,
}

/// A role's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The role.
    pub role: RoleKind,
    /// 0 to 100; 50 where the answers say nothing either way.
    pub points: f64,
    /// Every answer that moved it, those that moved it most first.
    pub reasons: Vec<Reason>,
}

/// Scores of all roles, in the order of roles; none while nothing that weighs is answered.
pub fn scores(fit: &Fit) -> Vec<Score> {
    RoleKind::ALL.into_iter().filter_map(|role| score(fit, role)).collect()
}

fn score(fit: &Fit, role: RoleKind) -> Option<Score> {
    let rated = STATEMENTS.iter().filter_map(|it| {
        let answer = f64::from((*fit.answers.get(&it.about)?).clamp(-2, 2)) / 2.0;
        let weight = f64::from(fit.weight(it.group));
        let asked = demand(role, it.about);
        Some((it.about, weight * asked * answer, weight * asked.abs()))
    });
    let rated: Vec<(Trait, f64, f64)> = rated.collect();
    let whole: f64 = rated.iter().map(|it| it.2).sum();
    if whole <= 0.0 {
        return None;
    }
    let points = |part: f64| 50.0 * part / whole;
    let mut reasons: Vec<Reason> = rated
        .iter()
        .map(|it| Reason { about: it.0, points: points(it.1) })
        .filter(|it| it.points.abs() >= 0.05)
        .collect();
    reasons.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()).then(a.about.cmp(&b.about)));
    let sum: f64 = rated.iter().map(|it| it.1).sum();
    Some(Score { role, points: 50.0 + points(sum), reasons })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(all: &[(Trait, Answer)]) -> Fit {
        Fit { answers: all.iter().copied().collect(), ..Fit::default() }
    }

    fn points(fit: &Fit, role: RoleKind) -> f64 {
        scores(fit).into_iter().find(|it| it.role == role).unwrap().points
    }

    #[test]
    fn whoever_loves_calling_strangers_fits_selling_better_than_keeping() {
        let fit = answered(&[(Trait::Prospecting, 2), (Trait::Patience, -2)]);
        assert!(points(&fit, RoleKind::Sdr) > 90.0, "{}", points(&fit, RoleKind::Sdr));
        assert!(points(&fit, RoleKind::Csm) < 20.0, "{}", points(&fit, RoleKind::Csm));
    }

    #[test]
    fn reasons_add_up_to_the_score() {
        let fit = answered(&[(Trait::Empathy, 2), (Trait::Swing, -1), (Trait::Contest, 1), (Trait::Analysis, -2)]);
        for it in scores(&fit) {
            let sum: f64 = it.reasons.iter().map(|it| it.points).sum();
            assert!((50.0 + sum - it.points).abs() < 0.3, "{it:?}");
            assert!((0.0..=100.0).contains(&it.points));
        }
    }

    #[test]
    fn a_group_without_weight_moves_nothing_and_an_answer_in_the_middle_neither() {
        let mut fit = answered(&[(Trait::Swing, 2), (Trait::Empathy, 0)]);
        assert!(points(&fit, RoleKind::AeEnterprise) > 50.0);
        fit.weights.insert(Group::Risk, 0);
        assert_eq!(points(&fit, RoleKind::AeEnterprise), 50.0);
        assert!(scores(&Fit::default()).is_empty(), "nothing is said of whoever said nothing");
    }

    #[test]
    fn every_trait_has_one_statement_and_every_role_asks_for_some_of_each_group() {
        for statement in &STATEMENTS {
            assert_eq!(STATEMENTS.iter().filter(|it| it.about == statement.about).count(), 1);
        }
        for role in RoleKind::ALL {
            for group in Group::ALL {
                let asks = STATEMENTS.iter().filter(|it| it.group == group).any(|it| demand(role, it.about) != 0.0);
                assert!(asks, "{role:?} {group:?}");
            }
        }
    }
}
