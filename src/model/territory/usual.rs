//! The tiers a new plan has.

use super::{Tier, Touch, TouchKind};
use crate::text::tr;
use crate::units::Rate;

/// Three tiers to start from: what many teams do for key, core and tail accounts.
pub(super) fn tiers() -> Vec<Tier> {
    let touch = |kind, times_year, minutes, travel_minutes| Touch { kind, times_year, minutes, travel_minutes };
    let tier = |id: &str, name: &str, share, score, touches: [Touch; 5]| Tier {
        id: id.to_owned(),
        name: name.to_owned(),
        share: Rate::percent(share),
        score: Rate::percent(score),
        touches: touches.to_vec(),
    };
    vec![
        tier(
            "a",
            tr!("A, key"),
            20,
            75,
            [
                touch(TouchKind::Visit, 4, 90, 150),
                touch(TouchKind::Call, 24, 45, 0),
                touch(TouchKind::Message, 52, 10, 0),
                touch(TouchKind::Review, 4, 150, 0),
                touch(TouchKind::Support, 24, 60, 0),
            ],
        ),
        tier(
            "b",
            tr!("B, core"),
            30,
            45,
            [
                touch(TouchKind::Visit, 1, 90, 150),
                touch(TouchKind::Call, 12, 30, 0),
                touch(TouchKind::Message, 24, 10, 0),
                touch(TouchKind::Review, 2, 90, 0),
                touch(TouchKind::Support, 6, 60, 0),
            ],
        ),
        tier(
            "c",
            tr!("C, tail"),
            50,
            0,
            [
                touch(TouchKind::Visit, 0, 0, 0),
                touch(TouchKind::Call, 4, 30, 0),
                touch(TouchKind::Message, 12, 10, 0),
                touch(TouchKind::Review, 1, 45, 0),
                touch(TouchKind::Support, 0, 0, 0),
            ],
        ),
    ]
}
