//! What stands beside a plan and moves no figure of it: measured satisfaction, and the goal, whose names have to be there.

use super::Check;
use crate::model::get_input;

pub(super) fn check(check: &mut Check<'_>) {
    for segment in &check.document.segments {
        if segment.satisfaction.is_some() && segment.satisfaction_month.is_none() {
            let at = format!("segment/{}/satisfaction_month", segment.id);
            check.note(
                at,
                "satisfaction_month",
                "customer satisfaction without the month it was measured in; enter the month",
            );
        }
    }
    let Some(goal) = &check.document.goal else { return };
    if let Some(segment) = goal.segment.as_ref().filter(|it| !check.knows_segment(it)) {
        let text =
            format!("the goal is for the segment \u{201c}{segment}\u{201d}, which is no longer there; set it anew");
        check.note("goal".to_owned(), "goal_segment", text);
    }
    for lever in &goal.levers {
        if get_input(check.document, &lever.path).is_none() {
            let text = format!(
                "the goal tries \u{201c}{}\u{201d}, and there is no such input any more; take it off",
                lever.path
            );
            check.note("goal".to_owned(), "goal_lever", text);
        }
        if let (Some(min), Some(max)) = (lever.min, lever.max)
            && min > max
        {
            let text = format!("the goal tries {} from {min} to {max}, which is no range; swap them", lever.path);
            check.warning("goal".to_owned(), "goal_bounds", text);
        }
    }
}
