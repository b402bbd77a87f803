//! What stands beside a plan and moves no figure of it: measured satisfaction, and goals, whose names have to be there.

use super::Check;
use crate::model::PlanGoal;
use crate::text::tr;

pub(super) fn check(check: &mut Check<'_>) {
    for segment in &check.document.segments {
        if segment.satisfaction.is_some() && segment.satisfaction_month.is_none() {
            let at = format!("segment/{}/satisfaction_month", segment.id);
            check.note(
                at,
                "satisfaction_month",
                tr!("customer satisfaction without the month it was measured in; enter the month"),
            );
        }
    }
    for goal in check.document.goals() {
        self::goal(check, goal);
    }
}

fn goal(check: &mut Check<'_>, goal: &PlanGoal) {
    if let Some(segment) = goal.segment.as_ref().filter(|it| !check.knows_segment(it)) {
        let text = tr!("the goal is for the segment \u{201c}{segment}\u{201d}, which is no longer there; set it anew");
        check.note("goal".to_owned(), "goal_segment", text);
    }
    for lever in &goal.levers {
        if !lever.is_known(check.document) {
            let text =
                tr!("the goal tries \u{201c}{}\u{201d}, and nothing is called so any more; take it off", lever.path);
            check.note("goal".to_owned(), "goal_lever", text);
        }
        if let (Some(min), Some(max)) = (lever.min, lever.max)
            && min > max
        {
            let text = tr!("the goal tries {} from {min} to {max}, which is no range; swap them", lever.path);
            check.warning("goal".to_owned(), "goal_bounds", text);
        }
    }
}
