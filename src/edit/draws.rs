//! Changes of a draw's amounts by month of tenure.

use crate::model::comp::{Draw, DrawStep};
use crate::units::{Money, Monthly};

/// Months of a step that held for good until another one follows it, or that is no longer to.
const USUAL_MONTHS: u32 = 6;

/// Adds an amount for the months after the last one: half of it, to a whole unit of money, for as many months. If the last one held for
/// good, it now ends and the new one does.
pub fn add_draw_step(draw: &mut Draw) {
    let last = draw.then.last_mut().unwrap_or(&mut draw.first);
    let half = (last.amount.amount().to_major() / 2.0).round();
    let step = DrawStep { amount: Monthly::new(Money::from_major_f64(half)), months: last.months };
    last.months = last.months.or(Some(USUAL_MONTHS));
    draw.then.push(step);
}

/// Removes an amount (counted from 0); those after it move up in tenure. If the last one goes and held for good, the one before it
/// does. The only one stays.
pub fn remove_draw_step(draw: &mut Draw, at: usize) {
    if draw.then.is_empty() || at > draw.then.len() {
        return;
    }
    let gone = match at.checked_sub(1) {
        Some(at) => draw.then.remove(at),
        None => std::mem::replace(&mut draw.first, draw.then.remove(0)),
    };
    if at > draw.then.len() && gone.months.is_none() {
        draw.then.last_mut().unwrap_or(&mut draw.first).months = None;
    }
}

/// Lets the last amount end after some months, or hold for good.
pub fn end_draw(draw: &mut Draw, ends: bool) {
    let last = draw.then.last_mut().unwrap_or(&mut draw.first);
    last.months = ends.then(|| last.months.unwrap_or(USUAL_MONTHS));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comp::DrawKind;

    fn draw(months: Option<u32>) -> Draw {
        Draw::level(DrawKind::Recoverable, Monthly::new(Money::from_major(4_000)), months)
    }

    fn steps(draw: &Draw) -> Vec<(i64, Option<u32>)> {
        draw.steps().map(|it| (it.amount.amount().to_major() as i64, it.months)).collect()
    }

    #[test]
    fn a_step_more_is_half_as_much_and_what_held_for_good_still_does() {
        let mut ends = draw(Some(3));
        add_draw_step(&mut ends);
        assert_eq!(steps(&ends), [(4_000, Some(3)), (2_000, Some(3))]);
        let mut stays = draw(None);
        add_draw_step(&mut stays);
        add_draw_step(&mut stays);
        assert_eq!(steps(&stays), [(4_000, Some(6)), (2_000, Some(6)), (1_000, None)]);
        remove_draw_step(&mut stays, 2);
        assert_eq!(steps(&stays), [(4_000, Some(6)), (2_000, None)]);
        remove_draw_step(&mut stays, 0);
        assert_eq!(steps(&stays), [(2_000, None)]);
        remove_draw_step(&mut stays, 0);
        assert_eq!(steps(&stays), [(2_000, None)], "the only one stays");
        end_draw(&mut stays, true);
        assert_eq!(steps(&stays), [(2_000, Some(6))]);
        end_draw(&mut stays, false);
        assert_eq!(stays, Draw::level(DrawKind::Recoverable, Monthly::new(Money::from_major(2_000)), None));
    }
}
