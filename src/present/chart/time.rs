//! The axis of periods that several charts share.

use super::canvas::Canvas;
use super::ink::{Ink, Pen};
use super::svg::Letters;
use super::ticks::between;
use crate::units::Month;

/// Which of the periods get a label, so that no two touch: those that start a year, a half, a quarter, as the room allows.
pub(super) fn labelled(starts: &[Month], labels: &[&str], band: f64) -> Vec<usize> {
    let widest = labels.iter().map(|it| Letters::of(Ink::Text3).width(it)).fold(0.0, f64::max);
    let room = widest + 12.0;
    for months in [1, 3, 6, 12, 24, 36, 60, 120] {
        let aligned = |month: &Month| (month.year() * 12 + month.index0() as i32) % months == 0;
        let chosen: Vec<usize> =
            starts.iter().enumerate().filter(|(_, it)| aligned(it)).map(|(index, _)| index).collect();
        let apart = |pair: (&usize, &usize)| (pair.1 - pair.0) as f64 * band >= room;
        let fits = chosen.iter().zip(chosen.iter().skip(1)).all(apart);
        if fits && chosen.len() >= 2 {
            return chosen;
        }
    }
    every(starts.len(), room, band)
}

/// Every so many, from the first, so that no two are closer than `room`.
pub(super) fn every(count: usize, room: f64, band: f64) -> Vec<usize> {
    let step = between((room / band.max(0.1)).ceil(), 1.0, 10_000.0) as usize;
    (0..count).step_by(step).collect()
}

/// Writes labels under the bands of an axis, whole within the sheet, with a tick where bands are left out.
pub(super) fn write(canvas: &Canvas, chosen: &[usize], labels: &[&str], x_of: impl Fn(usize) -> f64, top: f64) {
    let all = chosen.len() == labels.len();
    for index in chosen {
        let Some(label) = labels.get(*index) else { continue };
        let x = x_of(*index);
        if !all {
            canvas.line(&[(x, top), (x, top + 4.0)], Pen::of(Ink::Axis));
        }
        let half = Letters::of(Ink::Text3).width(label) / 2.0;
        let x = between(x, half.min(canvas.width / 2.0), (canvas.width - half).max(canvas.width / 2.0));
        canvas.text(label, x, top + 17.0, Letters::of(Ink::Text3).centred());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(count: i32) -> Vec<Month> {
        (0..count).map(|index| Month::new(2027, 1).plus(index)).collect()
    }

    #[test]
    fn labels_stand_where_quarters_or_years_start_as_room_allows() {
        let starts = months(24);
        let labels = vec!["Jan 27"; 24];
        assert_eq!(labelled(&starts, &labels, 60.0).len(), 24);
        assert_eq!(labelled(&starts, &labels, 20.0), [0, 3, 6, 9, 12, 15, 18, 21]);
        assert_eq!(labelled(&starts, &labels, 9.0), [0, 6, 12, 18]);
        assert_eq!(labelled(&starts, &labels, 4.5), [0, 12]);
        assert_eq!(labelled(&starts, &labels, 1.0), [0], "no two fit");
        assert_eq!(labelled(&months(1), &["Jan 27"], 300.0), [0]);
        assert!(labelled(&[], &[], 0.0).is_empty());
        let from_march: Vec<Month> = starts.iter().map(|it| it.plus(2)).collect();
        assert_eq!(labelled(&from_march, &labels, 20.0).first(), Some(&1), "April starts a quarter");
    }
}
