//! What each role asks of each trait, from -1 (it gets in the way) to 1 (it is the work). Our own judgement from the role cards.

use super::Trait;
use crate::career::kind::RoleKind;

/// What selling asks for at its plainest, trait by trait.
const fn selling(about: Trait) -> i8 {
    match about {
        Trait::Persuasion => 8,
        Trait::Negotiation => 6,
        Trait::Storytelling => 7,
        Trait::Prospecting => 7,
        Trait::Confidence => 8,
        Trait::Empathy => 3,
        Trait::Strategy => 3,
        Trait::Analysis => 1,
        Trait::ProblemSolving => 2,
        Trait::Coaching => 0,
        Trait::Pace => 7,
        Trait::Independence => 6,
        Trait::Collaboration => 2,
        Trait::Patience => -2,
        Trait::QuickWins => 6,
        Trait::HighTargets => 8,
        Trait::Partnerships => -1,
        Trait::Satisfaction => 0,
        Trait::Swing => 7,
        Trait::AtRisk => 7,
        Trait::NewPeople => 8,
        Trait::Depth => -2,
        Trait::Contest => 7,
        Trait::Growth => 1,
    }
}

/// What keeping customers asks for.
const fn keeping(about: Trait) -> i8 {
    match about {
        Trait::Persuasion => 3,
        Trait::Negotiation => 4,
        Trait::Storytelling => 3,
        Trait::Prospecting => -4,
        Trait::Confidence => 3,
        Trait::Empathy => 9,
        Trait::Strategy => 6,
        Trait::Analysis => 6,
        Trait::ProblemSolving => 8,
        Trait::Coaching => 2,
        Trait::Pace => -2,
        Trait::Independence => 0,
        Trait::Collaboration => 8,
        Trait::Patience => 8,
        Trait::QuickWins => -5,
        Trait::HighTargets => 2,
        Trait::Partnerships => 9,
        Trait::Satisfaction => 8,
        Trait::Swing => -5,
        Trait::AtRisk => -5,
        Trait::NewPeople => 1,
        Trait::Depth => 8,
        Trait::Contest => -1,
        Trait::Growth => 6,
    }
}

/// What leading asks for, beside the function one leads.
const fn leading(about: Trait) -> i8 {
    match about {
        Trait::Coaching => 10,
        Trait::Strategy => 8,
        Trait::Analysis => 6,
        Trait::Collaboration => 7,
        Trait::Growth => 9,
        Trait::HighTargets => 6,
        Trait::Patience => 3,
        Trait::Confidence => 5,
        Trait::Persuasion | Trait::Negotiation | Trait::Storytelling => 4,
        Trait::Empathy => 6,
        Trait::ProblemSolving => 5,
        Trait::Independence => -3,
        Trait::QuickWins => -2,
        Trait::Prospecting | Trait::NewPeople => 1,
        Trait::Pace | Trait::Contest => 2,
        Trait::Partnerships | Trait::Satisfaction | Trait::Depth => 3,
        Trait::Swing | Trait::AtRisk => 3,
    }
}

/// Parts of selling, keeping and leading in tenths, and what sets a role apart from them.
const fn made_of(role: RoleKind) -> ([i32; 3], &'static [(Trait, i8)]) {
    match role {
        RoleKind::Sdr => (
            [10, 0, 0],
            &[
                (Trait::Prospecting, 10),
                (Trait::Negotiation, 0),
                (Trait::QuickWins, 9),
                (Trait::Patience, -6),
                (Trait::Swing, 2),
                (Trait::AtRisk, 1),
                (Trait::Strategy, 0),
            ],
        ),
        RoleKind::AeSmb => {
            ([10, 0, 0], &[(Trait::Pace, 9), (Trait::QuickWins, 8), (Trait::Patience, -5), (Trait::Strategy, 1)])
        }
        RoleKind::AeMidMarket => ([10, 0, 0], &[(Trait::Negotiation, 7), (Trait::Strategy, 5), (Trait::Patience, 1)]),
        RoleKind::AeEnterprise => (
            [7, 3, 0],
            &[
                (Trait::Patience, 8),
                (Trait::Strategy, 9),
                (Trait::Negotiation, 9),
                (Trait::QuickWins, -5),
                (Trait::Swing, 9),
                (Trait::AtRisk, 8),
                (Trait::Pace, 1),
                (Trait::Collaboration, 6),
            ],
        ),
        RoleKind::Hybrid => ([5, 5, 0], &[(Trait::Independence, 6)]),
        RoleKind::SalesManager => ([4, 0, 6], &[(Trait::Coaching, 10)]),
        RoleKind::SalesDirector => ([3, 0, 7], &[(Trait::Strategy, 9)]),
        RoleKind::Cro => ([2, 2, 6], &[(Trait::Strategy, 10), (Trait::Analysis, 8), (Trait::HighTargets, 9)]),
        RoleKind::JuniorAm => ([1, 9, 0], &[(Trait::Strategy, 2), (Trait::Negotiation, 1), (Trait::AtRisk, -6)]),
        RoleKind::Am => ([2, 8, 0], &[]),
        RoleKind::SeniorAm => {
            ([3, 7, 0], &[(Trait::Strategy, 9), (Trait::Negotiation, 7), (Trait::Coaching, 4), (Trait::Patience, 9)])
        }
        RoleKind::Csm => (
            [0, 10, 0],
            &[
                (Trait::Negotiation, -1),
                (Trait::HighTargets, -4),
                (Trait::Swing, -8),
                (Trait::AtRisk, -8),
                (Trait::Satisfaction, 10),
                (Trait::Contest, -4),
            ],
        ),
        RoleKind::AmDirector => ([0, 4, 6], &[]),
        RoleKind::VpSuccess => ([0, 4, 6], &[(Trait::Strategy, 9), (Trait::Analysis, 8)]),
        RoleKind::Cco => ([1, 4, 5], &[(Trait::Strategy, 10), (Trait::Collaboration, 9)]),
    }
}

/// What a role asks of a trait, from -1 to 1.
pub fn demand(role: RoleKind, about: Trait) -> f64 {
    let ([sells, keeps, leads], apart) = made_of(role);
    if let Some((_, own)) = apart.iter().find(|it| it.0 == about) {
        return f64::from(*own) / 10.0;
    }
    let sum = i32::from(selling(about)) * sells + i32::from(keeping(about)) * keeps + i32::from(leading(about)) * leads;
    f64::from(sum) / 100.0
}
